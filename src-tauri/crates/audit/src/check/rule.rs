//! What checks are judged by. Data: `cross_checks.csv` and `check_rules.toml`.

use crate::{Confirmation, Rate, Text};
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// Which check it is. The names on the wire are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckCode {
    /// Make-up over circulation.
    MakeUpOverCirculation,
    /// Make-up over computed evaporation.
    MakeUpOverEvaporation,
    /// Stated consumption over computed evaporation.
    ConsumptionOverEvaporation,
    /// Make-up over what evaporation and concentration ask for.
    MakeUpByFormula,
    /// Concentration ratio by volume.
    ConcentrationRatio,
    /// … by conductivity.
    ConcentrationRatioByConductivity,
    /// … by chloride.
    ConcentrationRatioByChloride,
    /// Concentration by volume over that by quality.
    ConcentrationRatiosAgree,
    /// Drift over circulation.
    DriftShare,
    /// Difference of a boiler's balance.
    BoilerBalance,
    /// Blow-down rate of a boiler.
    BlowDownShare,
    /// Condensate returned over steam.
    CondensateReturn,
    /// Flash fraction of condensate.
    FlashFraction,
    /// Recovery of reverse osmosis.
    RoRecovery,
    /// Difference of the balance of reverse osmosis.
    RoBalance,
    /// Waste of a softener over its product.
    SoftenerWasteShare,
    /// Own use of a water works.
    StationOwnUse,
    /// Domestic water per head and shift.
    DomesticPerHead,
    /// Discharge over intake.
    DischargeOverIntake,
    /// Night flow of a meter over its mean.
    NightFlowShare,
    /// Flow of a meter's lowest day over its mean.
    LowestDayShare,
}

impl CheckCode {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::MakeUpOverCirculation,
        Self::MakeUpOverEvaporation,
        Self::ConsumptionOverEvaporation,
        Self::MakeUpByFormula,
        Self::ConcentrationRatio,
        Self::ConcentrationRatioByConductivity,
        Self::ConcentrationRatioByChloride,
        Self::ConcentrationRatiosAgree,
        Self::DriftShare,
        Self::BoilerBalance,
        Self::BlowDownShare,
        Self::CondensateReturn,
        Self::FlashFraction,
        Self::RoRecovery,
        Self::RoBalance,
        Self::SoftenerWasteShare,
        Self::StationOwnUse,
        Self::DomesticPerHead,
        Self::DischargeOverIntake,
        Self::NightFlowShare,
        Self::LowestDayShare,
    ];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MakeUpOverCirculation => "make_up_over_circulation",
            Self::MakeUpOverEvaporation => "make_up_over_evaporation",
            Self::ConsumptionOverEvaporation => "consumption_over_evaporation",
            Self::MakeUpByFormula => "make_up_by_formula",
            Self::ConcentrationRatio => "concentration_ratio",
            Self::ConcentrationRatioByConductivity => "concentration_ratio_by_conductivity",
            Self::ConcentrationRatioByChloride => "concentration_ratio_by_chloride",
            Self::ConcentrationRatiosAgree => "concentration_ratios_agree",
            Self::DriftShare => "drift_share",
            Self::BoilerBalance => "boiler_balance",
            Self::BlowDownShare => "blow_down_share",
            Self::CondensateReturn => "condensate_return",
            Self::FlashFraction => "flash_fraction",
            Self::RoRecovery => "ro_recovery",
            Self::RoBalance => "ro_balance",
            Self::SoftenerWasteShare => "softener_waste_share",
            Self::StationOwnUse => "station_own_use",
            Self::DomesticPerHead => "domestic_per_head",
            Self::DischargeOverIntake => "discharge_over_intake",
            Self::NightFlowShare => "night_flow_share",
            Self::LowestDayShare => "lowest_day_share",
        }
    }
}

/// On which side of its range a check makes a finding. What is not possible always does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Raises {
    /// Above it.
    Above,
    /// Below it.
    Below,
    /// On both.
    Both,
    /// On none.
    None,
}

/// What is expected of a check, and how it is called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// Which check.
    pub code: CheckCode,
    /// Its name.
    pub name: Text,
    /// Formula with symbols.
    pub formula: String,
    /// Unit of the value; empty where it has none.
    pub unit: String,
    /// Words of an industry for which the row holds; empty: for every other.
    pub applies: Vec<String>,
    /// Least value expected.
    pub low: Option<f64>,
    /// Greatest value expected.
    pub high: Option<f64>,
    /// Least value that can be.
    pub least: Option<f64>,
    /// Greatest value that can be.
    pub most: Option<f64>,
    /// True where `least` and `most` themselves cannot be.
    pub bounds_excluded: bool,
    /// On which side it makes a finding.
    pub raises: Raises,
    /// What to look at.
    pub look: Text,
    /// Where the range comes from.
    pub source: String,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

/// How a value stands to what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckVerdict {
    /// Within the range.
    Within,
    /// Below it.
    Below,
    /// Above it.
    Above,
    /// Such a value cannot be: the data are wrong.
    Impossible,
    /// There is no range to hold it against.
    Unranged,
    /// There is no value.
    Missing,
}

impl CheckVerdict {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Below => "below",
            Self::Above => "above",
            Self::Impossible => "impossible",
            Self::Unranged => "unranged",
            Self::Missing => "missing",
        }
    }

    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Within => "在范围内",
            Self::Below => "低于范围",
            Self::Above => "高于范围",
            Self::Impossible => "不可能，数据有误",
            Self::Unranged => "仅供参考",
            Self::Missing => "缺少数据",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Within => "within the range",
            Self::Below => "below the range",
            Self::Above => "above the range",
            Self::Impossible => "impossible: the data are wrong",
            Self::Unranged => "for reference",
            Self::Missing => "data are missing",
        }
    }
}

impl Expectation {
    /// How a value stands to it. Noise of the last binary digits decides nothing.
    pub fn verdict(&self, value: f64) -> CheckVerdict {
        let noise = 1e-9 * value.abs().max(1.0);
        let bound = if self.bounds_excluded { -noise } else { noise };
        if self.least.is_some_and(|least| value < least - bound)
            || self.most.is_some_and(|most| value > most + bound)
        {
            CheckVerdict::Impossible
        } else if self.low.is_none() && self.high.is_none() {
            CheckVerdict::Unranged
        } else if self.low.is_some_and(|low| value < low - noise) {
            CheckVerdict::Below
        } else if self.high.is_some_and(|high| value > high + noise) {
            CheckVerdict::Above
        } else {
            CheckVerdict::Within
        }
    }

    /// True where that verdict makes a finding.
    pub fn raises(&self, verdict: CheckVerdict) -> bool {
        match verdict {
            CheckVerdict::Impossible => true,
            CheckVerdict::Below => matches!(self.raises, Raises::Below | Raises::Both),
            CheckVerdict::Above => matches!(self.raises, Raises::Above | Raises::Both),
            CheckVerdict::Within | CheckVerdict::Unranged | CheckVerdict::Missing => false,
        }
    }
}

/// The factor of evaporation by the temperature of the air.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvaporationTable {
    /// Dry-bulb temperature in ℃ and k in 1/℃, by rising temperature.
    pub points: Vec<(f64, f64)>,
    /// Where it comes from.
    pub source: String,
}

impl EvaporationTable {
    /// The factor k in 1/℃, between the points in a straight line; none outside of them.
    pub fn factor(&self, temperature: f64) -> Option<f64> {
        self.points.windows(2).find_map(|pair| {
            let [(cool, low), (warm, high)] = *pair else { return None };
            (cool..=warm)
                .contains(&temperature)
                .then(|| low + (high - low) * (temperature - cool) / (warm - cool))
        })
    }
}

/// When flow counts as night flow.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NightWindow {
    /// From this time of the day.
    pub from: NaiveTime,
    /// To this time of the day.
    pub to: NaiveTime,
    /// How much earlier and later a reading may be, min.
    pub slack_minutes: u32,
}

/// How far meters may be wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeterError {
    /// Greatest permissible error of a meter whose class is not known.
    pub unknown_class: Rate,
    /// Where it comes from.
    pub source: String,
}

/// Words by which a unit or a sampling point is taken for what it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// Reverse osmosis.
    pub ro: Vec<String>,
    /// Softeners.
    pub softener: Vec<String>,
    /// Water works.
    pub station: Vec<String>,
    /// Samples of circulating water.
    pub circulating: Vec<String>,
    /// Samples of make-up water.
    pub make_up: Vec<String>,
}

impl Words {
    /// True where a name has one of the words.
    pub(crate) fn name(words: &[String], name: &str) -> bool {
        words.iter().any(|word| name.contains(word.as_str()))
    }
}

/// Everything that checks are judged by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckRules {
    /// What is expected, the rows of a code for certain industries before the one for all.
    pub expectations: Vec<Expectation>,
    /// Evaporation.
    pub evaporation: EvaporationTable,
    /// Night flow.
    pub night: NightWindow,
    /// So many single days must be read before the lowest says anything.
    pub lowest_of_days: usize,
    /// Errors of meters.
    pub meter_error: MeterError,
    /// Words.
    pub words: Words,
}

impl CheckRules {
    /// What is expected of a check in an industry; none where the data have no such row.
    pub fn expectation(&self, code: CheckCode, industry: &str) -> Option<&Expectation> {
        let rows = || self.expectations.iter().filter(|row| row.code == code);
        rows()
            .find(|row| row.applies.iter().any(|word| industry.contains(word.as_str())))
            .or_else(|| rows().find(|row| row.applies.is_empty()))
    }
}
