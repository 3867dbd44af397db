//! What is asked of metering (GB/T 24789), as data that an auditor can change.

use crate::{Confirmation, Source};
use serde::{Deserialize, Serialize};

/// What a requirement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementCode {
    /// Least equipping rate of a level, %.
    EquippingRate,
    /// Least metering rate of a level, %.
    MeteringRate,
    /// Least verification rate of a level, %.
    VerificationRate,
    /// Least share of meters in working order of a level, %.
    InUseRate,
    /// Supply from which a point of a level needs a meter, m³/h or m³/d.
    NeedsMeter,
    /// Greatest permissible error of a meter, %.
    Accuracy,
    /// Time between verifications, a (年).
    Interval,
}

impl RequirementCode {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 7] = [
        Self::EquippingRate,
        Self::MeteringRate,
        Self::VerificationRate,
        Self::InUseRate,
        Self::NeedsMeter,
        Self::Accuracy,
        Self::Interval,
    ];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EquippingRate => "equipping_rate",
            Self::MeteringRate => "metering_rate",
            Self::VerificationRate => "verification_rate",
            Self::InUseRate => "in_use_rate",
            Self::NeedsMeter => "needs_meter",
            Self::Accuracy => "accuracy",
            Self::Interval => "interval",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::EquippingRate => "水计量器具配备率",
            Self::MeteringRate => "水计量率",
            Self::VerificationRate => "水计量器具检定率",
            Self::InUseRate => "水计量器具完好率",
            Self::NeedsMeter => "应配备计量器具的水量",
            Self::Accuracy => "计量器具最大允许误差",
            Self::Interval => "检定周期",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::EquippingRate => "equipping rate of meters",
            Self::MeteringRate => "metering rate",
            Self::VerificationRate => "rate of verified meters",
            Self::InUseRate => "rate of meters in working order",
            Self::NeedsMeter => "flow that needs a meter",
            Self::Accuracy => "maximum permissible error of meters",
            Self::Interval => "interval of verification",
        }
    }
}

/// One row of the requirements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Requirement {
    /// Its identity, which a changed row keeps: `GB24789-EQ-1`.
    pub id: String,
    /// What it is about.
    pub code: RequirementCode,
    /// Level 1 (用水单位), 2 (次级用水单位) or 3 (主要用水设备); none where it is of no level.
    pub level: Option<u8>,
    /// To what it applies, in words.
    pub applies: String,
    /// `≥` or `≤`.
    pub operator: String,
    /// The value in `unit`; none where nothing is asked, so that nothing is judged.
    pub value: Option<f64>,
    /// Unit: %, m³/h, m³/d, a.
    pub unit: String,
    /// Notes of whoever compiled the row.
    pub notes: String,
    /// The document and how it was come by.
    pub source: String,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

/// Words by which a register is understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeteringWords {
    /// States of a meter in working order.
    pub intact: Vec<String>,
    /// States of a meter that measures nothing.
    pub unfit: Vec<String>,
    /// Words for the whole of the site's water.
    pub whole: Vec<String>,
    /// Words of each source.
    pub sources: Vec<SourceWords>,
    /// Sources that no water meter measures: bought steam, which a steam meter does.
    pub exempt: Vec<Source>,
}

/// Words by which a source is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceWords {
    /// The source.
    pub source: Source,
    /// Its words.
    pub words: Vec<String>,
}

/// What metering is judged by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeteringRules {
    /// The rows.
    pub requirements: Vec<Requirement>,
    /// The words.
    pub words: MeteringWords,
}

impl MeteringRules {
    /// The requirement of that kind for a level.
    pub fn of(&self, code: RequirementCode, level: u8) -> Option<&Requirement> {
        self.requirements.iter().find(|row| row.code == code && row.level == Some(level))
    }
}

impl MeteringWords {
    /// Whether a meter of that state as written is in working order; none where the words
    /// do not tell. What is told to be unfit is, whatever else is written.
    pub fn fit(&self, state: &str) -> Option<bool> {
        let has = |words: &[String]| words.iter().any(|word| state.contains(word.as_str()));
        if has(&self.unfit) {
            Some(false)
        } else if has(&self.intact) {
            Some(true)
        } else {
            None
        }
    }

    /// True where a source is named in a text.
    pub(super) fn names(&self, source: Source, text: &str) -> bool {
        let mut words = self.sources.iter().filter(|row| row.source == source);
        words.any(|row| row.words.iter().any(|word| text.contains(word.as_str())))
    }

    /// True where a text names any source at all.
    pub(super) fn names_any(&self, text: &str) -> bool {
        Source::ALL.into_iter().any(|source| self.names(source, text))
    }

    /// True where a text speaks of the whole site.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        self.whole.iter().any(|word| text.contains(word.as_str()))
    }
}
