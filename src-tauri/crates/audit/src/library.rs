//! The library: quotas, limits of indicators, tolerances and grades, as data with provenance.

use crate::{CheckRules, ComparisonRules, DataQuality, MeteringRules, Rate};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of row it is. The kinds are not interchangeable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotaKind {
    /// Quota levels: leading, advanced, new, general (领跑值/先进值/新建/通用值).
    Quota,
    /// Grades of cleaner production: I, II, III (清洁生产等级).
    CleanerProduction,
    /// A single limit, such as an access condition (准入条件、限值).
    Limit,
    /// Another plant's result. Never a limit (其他企业实绩).
    Observed,
}

impl QuotaKind {
    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Quota => "取水定额",
            Self::CleanerProduction => "清洁生产等级",
            Self::Limit => "单一限值",
            Self::Observed => "其他企业实绩（不作限值）",
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

/// A confirmation against the standard's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Who confirmed.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Document, page or clause.
    pub document: String,
}

/// One row of the quota library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// True for a row that was made up as an example.
    #[serde(default)]
    pub example: bool,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

/// A limit, target or average of an indicator other than intake per product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// Its identity.
    pub id: String,
    /// The indicator's code on the wire: `reuse_rate`; empty where none fits.
    pub indicator: String,
    /// The indicator as the source names it.
    pub indicator_name: String,
    /// Industry in words.
    pub industry: String,
    /// Region.
    pub region: String,
    /// `≥`, `≤` or `=`.
    pub operator: String,
    /// The value in `unit`.
    pub value: f64,
    /// Unit: %, m³/万元, 倍.
    pub unit: String,
    /// criterion, target, average, observed …; only a criterion or target judges.
    pub kind: String,
    /// Scope as the source states it.
    pub scope: String,
    /// The document.
    pub source: String,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

/// Tolerances of closure. They are data: practice, not clauses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tolerances {
    /// A unit's difference over its inflow above which it is looked at.
    pub unit_warn: Rate,
    /// … above which it does not close.
    pub unit_fail: Rate,
    /// The same for the whole site: looked at.
    pub site_warn: Rate,
    /// … does not close.
    pub site_fail: Rate,
    /// Differences up to this many m³/d are never held against a unit: the last digit
    /// of figures that were rounded to 0.1 m³/d, once for each of the terms.
    pub rounding_m3_per_day: f64,
    /// Where the values come from.
    pub source: String,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

/// Everything that figures are judged by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Library {
    /// Quotas.
    pub quotas: Vec<Quota>,
    /// Limits of indicators.
    pub limits: Vec<Limit>,
    /// Tolerances.
    pub tolerances: Tolerances,
    /// Grades and uncertainties of figures.
    pub data_quality: DataQuality,
    /// What cross-checks are judged by.
    pub checks: CheckRules,
    /// What metering is judged by.
    pub metering: MeteringRules,
    /// Boundaries of quotas, their adjustments, trades.
    pub comparison: ComparisonRules,
}

impl Library {
    /// The quota of that identity.
    pub fn quota(&self, id: &str) -> Option<&Quota> {
        self.quotas.iter().find(|quota| quota.id == id)
    }
}
