//! What the diagnoses of the program add up to, as the window shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The program as its diagnoses stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Rollup {
    /// The program.
    pub program: String,
    /// Districts in the order of the plan; one without a name holds enterprises of none.
    pub districts: Vec<super::District>,
    /// Enterprises by district and name.
    pub rows: Vec<RollupRow>,
    /// Sums.
    pub totals: RollupTotals,
    /// Targets of the program.
    pub targets: Vec<RollupTarget>,
}

/// The page of the program: its sums, and what they look like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RollupPage {
    /// The program as its diagnoses stand.
    pub sum: Rollup,
    /// Districts by progress, enterprises by intake and by saving: those that there is
    /// something to show of.
    pub charts: Vec<super::Scene>,
}

/// A sum over those enterprises of which the figure is known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RollupSum {
    /// The sum; null where no figure is known.
    pub value: Option<f64>,
    /// How many figures are in it.
    pub known: u32,
    /// How many are not known, and therefore not in it.
    pub unknown: u32,
}

/// An enterprise of the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RollupRow {
    /// The identity of its diagnosis.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Unified social credit code; empty where not known.
    pub credit_code: String,
    /// Industry in words.
    pub industry: String,
    /// District.
    pub district: String,
    /// True where a report of its present state was made.
    pub reported: bool,
    /// Intake, 10⁴ m³/a.
    pub intake: Option<f64>,
    /// Reuse rate, %.
    pub reuse_rate_pct: Option<f64>,
    /// Reuse rate without cooling water, %.
    pub reuse_rate_without_cooling_pct: Option<f64>,
    /// Online metering rate, %.
    pub online_metering_pct: Option<f64>,
    /// Intake per 10⁴ yuan of added value, m³.
    pub added_value_intake: Option<f64>,
    /// Units of water use.
    pub units: u32,
    /// Units that do not close.
    pub open_units: u32,
    /// Products against their quotas.
    pub products: Vec<RollupProduct>,
    /// Findings: grave, medium, to be kept in mind.
    pub findings: [u32; 3],
    /// Measures.
    pub measures: u32,
    /// What they save, 10⁴ m³/a, each water counted once; null where no saving is known.
    pub saving: Option<f64>,
    /// Measures whose saving is not known.
    pub unknown_savings: u32,
    /// 10⁴ yuan; null where no investment is known.
    pub investment: Option<String>,
    /// Measures whose investment is not known.
    pub unknown_investments: u32,
}

/// A product of an enterprise against its quota.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RollupProduct {
    /// Its name.
    pub name: String,
    /// Intake per unit of product.
    pub value: Option<f64>,
    /// Its unit, printed: m³/t.
    pub unit: String,
    /// The verdict as a code.
    pub verdict: String,
    /// The verdict in words.
    pub verdict_name: String,
    /// True where the verdict is open within the uncertainty.
    pub open: bool,
    /// True where somebody held the quota against its text.
    pub confirmed: bool,
    /// The standard that judged it; empty for none.
    pub standard: String,
}

/// What all diagnoses add up to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RollupTotals {
    /// Intake, 10⁴ m³/a.
    pub intake: RollupSum,
    /// Unconventional water, 10⁴ m³/a.
    pub unconventional: RollupSum,
    /// Reuse rate of all enterprises together, %; volumes are summed first.
    pub reuse_rate_pct: Option<f64>,
    /// How many enterprises are in the reuse rate.
    pub reuse_rate_known: u32,
    /// Saving, 10⁴ m³/a.
    pub saving: RollupSum,
    /// Saving over intake, %, of those enterprises of which both are known; null where there is
    /// none.
    pub saving_share_pct: Option<f64>,
    /// Measures.
    pub measures: u32,
    /// Measures whose saving is not known.
    pub unknown_savings: u32,
    /// 10⁴ yuan; null where none is known.
    pub investment: Option<String>,
    /// Measures whose investment is not known.
    pub unknown_investments: u32,
    /// 10⁴ yuan a year; null where none is known.
    pub benefit: Option<String>,
    /// Findings: grave, medium, to be kept in mind.
    pub findings: [u32; 3],
    /// Verdicts of products, the best first, those that occur.
    pub verdicts: Vec<RollupVerdict>,
    /// Intake above what quotas allow, 10⁴ m³/a.
    pub excess: RollupSum,
}

/// How many products reached a verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RollupVerdict {
    /// The verdict as a code.
    pub verdict: String,
    /// In words.
    pub name: String,
    /// Products.
    pub products: u32,
}

/// A target of the program with what the diagnoses say of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RollupTarget {
    /// Its identity: `reuse_rate`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The group that it stands in.
    pub group: String,
    /// `≥` or `≤`.
    pub operator: String,
    /// The target in `unit`.
    pub target: f64,
    /// The unit, printed: 10⁸ m³.
    pub unit: String,
    /// What the diagnoses add up to, in the same unit; null where they do not tell.
    pub value: Option<f64>,
    /// Enterprises in the value.
    pub known: u32,
    /// Enterprises of which it is not known.
    pub unknown: u32,
    /// reached, missed, part, untold.
    pub state: String,
    /// The same in words.
    pub state_name: String,
    /// How the value is formed, or why there is none.
    pub note: String,
}

/// The sum of the program that was written to files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RollupFiles {
    /// Where the files lie, for people.
    pub paths: Vec<String>,
    /// Pages of the PDF; none where none was asked for.
    pub pages: Option<u32>,
}
