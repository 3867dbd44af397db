//! A row of the quota library, with where it comes from.

use crate::Confirmation;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of row it is. The kinds are not interchangeable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotaKind {
    /// Quota levels: leading, advanced, new, general (领跑值/先进值/新建/通用值).
    #[default]
    Quota,
    /// Grades of cleaner production: I, II, III (清洁生产等级).
    CleanerProduction,
    /// A single limit, such as an access condition (准入条件、限值).
    Limit,
    /// Another plant's result. Never a limit (其他企业实绩).
    Observed,
}

impl QuotaKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Quota, Self::CleanerProduction, Self::Limit, Self::Observed];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Quota => "quota",
            Self::CleanerProduction => "cleaner_production",
            Self::Limit => "limit",
            Self::Observed => "observed",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Quota => "取水定额",
            Self::CleanerProduction => "清洁生产等级",
            Self::Limit => "单一限值",
            Self::Observed => "其他企业实绩（不作限值）",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Quota => "water quota",
            Self::CleanerProduction => "grades of cleaner production",
            Self::Limit => "single limit",
            Self::Observed => "other plants’ results (no limit)",
        }
    }
}

/// The values of a quota row, in its unit; none where the source does not give one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Levels {
    /// 领跑值.
    pub leading: Option<f64>,
    /// 先进值.
    pub advanced: Option<f64>,
    /// 新建、改扩建企业.
    pub new_build: Option<f64>,
    /// 通用值.
    pub general: Option<f64>,
    /// Cleaner production I, II, III.
    pub grades: [Option<f64>; 3],
    /// Single limit.
    pub limit: Option<f64>,
    /// Another plant's result.
    pub observed: Option<f64>,
}

impl Levels {
    /// The values by the names that are printed, in the order of a table.
    pub const fn named(&self) -> [(&'static str, Option<f64>); 9] {
        [
            ("领跑值", self.leading),
            ("先进值", self.advanced),
            ("新建、改扩建", self.new_build),
            ("通用值", self.general),
            ("Ⅰ级", self.grades[0]),
            ("Ⅱ级", self.grades[1]),
            ("Ⅲ级", self.grades[2]),
            ("限值", self.limit),
            ("实绩", self.observed),
        ]
    }

    /// The values that the source gives.
    pub fn given(&self) -> impl Iterator<Item = f64> {
        self.named().into_iter().filter_map(|(_, value)| value)
    }
}

/// Where a row comes from, as whoever compiled it noted; empty where nothing was noted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Provenance {
    /// Class of the document: `national_quota`, `ministry_quota`, `access_condition` …
    pub doc_class: String,
    /// Day on which the document was issued; none where not known.
    pub issued: Option<NaiveDate>,
    /// What is known of whether the edition is current.
    pub status: String,
    /// Clause, page or table.
    pub clause: String,
    /// Industry codes of GB/T 4754, as given: `1713`, `C17`, `1711;1713`.
    pub industry_code: String,
    /// The unit as the source writes it.
    pub unit_as_given: String,
    /// The limit as a formula, where the source gives one: `0.5+0.3n`.
    pub formula: String,
    /// The names that the source gives its levels.
    pub labels: String,
    /// The source's own words.
    pub quote: String,
    /// How the words were taken: verbatim, cells of a table.
    pub quote_type: String,
    /// The document that the source itself names.
    pub upstream: String,
    /// How far the row is trusted: A, B, C.
    pub confidence: String,
}

/// One row of the quota library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quota {
    /// Its identity: `GB18916.35-2018-1`.
    pub id: String,
    /// What kind of row it is.
    pub kind: QuotaKind,
    /// Number of the standard or document.
    pub standard: String,
    /// Its title.
    pub title: String,
    /// Year of the edition, as written.
    pub edition: String,
    /// In force from; none where not known.
    pub effective: Option<NaiveDate>,
    /// No longer in force from this day on; none where it is in force or that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded: Option<NaiveDate>,
    /// Region for which it holds.
    pub region: String,
    /// Industry in words.
    pub industry: String,
    /// Product.
    pub product: String,
    /// Condition under which it holds.
    pub condition: String,
    /// Unit of the values: m³/t, m³/100m, m³/(MW·h), L/m².
    pub unit: String,
    /// What the intake and the denominator are (取水量/粗钢).
    pub basis: String,
    /// The values.
    pub levels: Levels,
    /// How the row may be used here: direct, reference only, historical only.
    pub usage: String,
    /// How sure the source is of the labels of the levels.
    pub certainty: String,
    /// Notes of whoever compiled the row.
    pub notes: String,
    /// Where it was read.
    pub source: String,
    /// Where it comes from, in full.
    #[serde(skip_serializing_if = "is_unknown")]
    pub provenance: Provenance,
    /// True for a row that was made up as an example.
    pub example: bool,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

fn is_unknown(provenance: &Provenance) -> bool {
    *provenance == Provenance::default()
}

impl Quota {
    /// True where the row may be used here as it is.
    pub fn is_direct(&self) -> bool {
        self.usage == "direct"
    }

    /// How the row may be used, in words.
    pub fn usage_zh(&self) -> &str {
        match self.usage.as_str() {
            "direct" => "直接适用",
            "reference_only" => "仅供参考",
            "historical_only" => "历史版本，仅供参考",
            other => other,
        }
    }

    /// The same in English.
    pub fn usage_en(&self) -> &str {
        match self.usage.as_str() {
            "direct" => "may be used directly",
            "reference_only" => "for reference only",
            "historical_only" => "historical edition, for reference only",
            other => other,
        }
    }

    /// The row without its confirmation, which belongs to a library and not to the row.
    #[must_use]
    pub fn unconfirmed(&self) -> Self {
        Self { confirmed: None, ..self.clone() }
    }
}
