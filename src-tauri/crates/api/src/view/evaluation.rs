//! What follows from the figures: indicators, rows of the quota library, problems.

use super::{Cell, UnitFact};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Indicator {
    /// Code.
    pub code: String,
    /// The product it is of; empty for the site.
    pub of: String,
    /// Symbol.
    pub symbol: String,
    /// Name.
    pub name: String,
    /// Value in `unit`; null where not known.
    pub value: Option<f64>,
    /// ± expanded uncertainty of the value; null where not known.
    pub plus_minus: Option<f64>,
    /// Unit, printed.
    pub unit: String,
    /// Decimals to print.
    pub digits: u32,
    /// What it is about: intake, reuse, cooling, steam, drainage, metering, domestic.
    pub group: String,
    /// The group in words.
    pub group_name: String,
    /// Facts that it rests on, told or not.
    pub facts: Vec<UnitFact>,
    /// Where else what it lacks can be entered: profile, balance, meters.
    pub pages: Vec<String>,
    /// Formula.
    pub formula: String,
    /// Formula with numbers; empty where there is no value.
    pub substituted: String,
    /// Inputs.
    pub inputs: Vec<Input>,
    /// What is missing.
    pub missing: Vec<String>,
    /// Source of the formula.
    pub source: String,
    /// Whether the source was confirmed.
    pub confirmed: bool,
}

/// A figure that goes into an indicator, a comparison or a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Input {
    /// Symbol; may be empty.
    pub symbol: String,
    /// Name.
    pub name: String,
    /// Value.
    pub value: f64,
    /// Unit, printed.
    pub unit: String,
    /// The cells behind it.
    pub cells: Vec<Cell>,
}

/// A row of the quota library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Quota {
    /// Identity.
    pub id: String,
    /// quota, cleaner_production, limit, observed.
    pub kind: String,
    /// The kind in words.
    pub kind_name: String,
    /// Standard.
    pub standard: String,
    /// Title.
    pub title: String,
    /// Region.
    pub region: String,
    /// Industry.
    pub industry: String,
    /// Product.
    pub product: String,
    /// Condition.
    pub condition: String,
    /// Unit.
    pub unit: String,
    /// What numerator and denominator are.
    pub basis: String,
    /// 领跑值.
    pub leading: Option<f64>,
    /// 先进值.
    pub advanced: Option<f64>,
    /// 新建.
    pub new_build: Option<f64>,
    /// 通用值.
    pub general: Option<f64>,
    /// Ⅰ级.
    pub grade_1: Option<f64>,
    /// Ⅱ级.
    pub grade_2: Option<f64>,
    /// Ⅲ级.
    pub grade_3: Option<f64>,
    /// Single limit.
    pub limit: Option<f64>,
    /// Another plant's result.
    pub observed: Option<f64>,
    /// Year of the edition, as written.
    pub edition: String,
    /// Issued, `YYYY-MM-DD`; empty where not known.
    pub issued: String,
    /// In force from, `YYYY-MM-DD`; empty where not known.
    pub effective: String,
    /// No longer in force from; empty where it is in force or that is not known.
    pub superseded: String,
    /// What is known of whether the edition is current.
    pub status: String,
    /// Class of the document.
    pub doc_class: String,
    /// Clause, page or table.
    pub clause: String,
    /// Industry codes of GB/T 4754.
    pub industry_code: String,
    /// The unit as the source writes it.
    pub unit_as_given: String,
    /// The limit as a formula.
    pub formula: String,
    /// The names that the source gives its levels.
    pub labels: String,
    /// How sure the labels of the levels are.
    pub certainty: String,
    /// The source's own words.
    pub quote: String,
    /// How the words were taken.
    pub quote_type: String,
    /// The document that the source itself names.
    pub upstream: String,
    /// How far the row is trusted: A, B, C.
    pub confidence: String,
    /// direct, reference_only, historical_only.
    pub usage: String,
    /// Notes.
    pub notes: String,
    /// Where it was read.
    pub source: String,
    /// Made up as an example.
    pub example: bool,
    /// Entered in this workspace (true) or shipped (false).
    pub own: bool,
    /// Who confirmed it, when and from what; empty: 未核实.
    pub confirmed: String,
    /// True where it was confirmed and changed since.
    pub changed: bool,
}
