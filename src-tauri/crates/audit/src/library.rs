//! The library: quotas, limits of indicators, tolerances and grades, as data with provenance.

mod confirmation;
mod doubts;
mod edition;
mod limit;
mod quota;

pub use confirmation::Confirmation;
pub(crate) use doubts::choice_doubts;
pub use edition::{Standing, objections, proposed, standing};
pub use limit::Limit;
pub use quota::{Levels, Provenance, Quota, QuotaKind};

use crate::{CheckRules, ComparisonRules, DataQuality, MeteringRules, Rate, RuleBook};
use serde::{Deserialize, Serialize};

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
    /// Rules that raise findings, their measures, and the checklist of the survey.
    #[serde(skip)]
    pub rules: RuleBook,
}

impl Library {
    /// The quota of that identity.
    pub fn quota(&self, id: &str) -> Option<&Quota> {
        self.quotas.iter().find(|quota| quota.id == id)
    }
}
