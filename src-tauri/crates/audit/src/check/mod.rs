//! Cross-checks (核对): figures of the balance held against what formulas, ratios and
//! readings let expect. A check whose inputs are not known says what is missing; nothing
//! is guessed, and nothing is adjusted.

mod cooling;
mod draft;
mod fact;
mod formula;
mod meter_tree;
mod night;
mod place;
mod rule;
mod steam;
mod taken;
mod treatment;

pub(crate) use draft::{Of, Part, unit_cells};
pub use fact::*;
pub(crate) use meter_tree::volumes_together;
pub use meter_tree::{MeterNode, MeterVerdict, MeterVolume, meter_nodes, permissible_error};
pub(crate) use place::{CoolingTerms, cooling_terms};
pub use rule::*;
pub(crate) use taken::facts as taken_facts;

use crate::{Case, Evidence, Input, Text, UnitId};
use draft::Maker;

/// What goes into a check.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckInput {
    /// The figure.
    pub input: Input,
    /// The fact that it is; none for a figure of the balance or of readings.
    pub fact: Option<FactCode>,
}

/// What is missing for a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// In words.
    pub text: Text,
    /// The fact that would settle it, where one would.
    pub fact: Option<FactCode>,
}

/// A check of one unit, of one meter, or of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What is expected of it.
    pub expectation: Expectation,
    /// The unit; none where it is of a meter or of the site.
    pub unit: Option<UnitId>,
    /// Name of the unit or number of the meter; empty for the site.
    pub of: String,
    /// The value in the expectation's unit, not rounded; none where something is missing.
    pub value: Option<f64>,
    /// The formula with the numbers put in; empty where there is no value.
    pub substituted: String,
    /// What goes into it, as far as known.
    pub inputs: Vec<CheckInput>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// How the value stands to what is expected.
    pub verdict: CheckVerdict,
}

impl Check {
    /// True where it makes a finding.
    pub fn raises(&self) -> bool {
        self.expectation.raises(self.verdict)
    }
}

/// Every check that the units, meters and tables of a case ask for, in the order of the
/// site's units, then of the site, then of its meters.
pub(crate) fn checks(e: &Evidence, case: &Case, rules: &CheckRules) -> Vec<Check> {
    let facts = taken::facts(e.site, &case.ledgers, rules);
    let maker = Maker { e, rules, facts: &facts };
    let mut checks = cooling::checks(&maker);
    checks.extend(steam::checks(&maker));
    checks.extend(treatment::checks(&maker));
    checks.extend(place::checks(&maker));
    checks.extend(night::checks(&maker, &case.ledgers.readings));
    checks
}
