//! Sums that the report shows and the balance does not hold: leaves, categories.

use shuiheng_audit::{
    Category, DailyVolume, Diagnosis, Flows, Site, Unit, UnitBalance, UnitId, known_sum,
};
use std::collections::BTreeSet;

/// Units that are not sums of others, 其中 units left out: what the balance was tested on.
pub(crate) fn leaves(diagnosis: &Diagnosis) -> impl Iterator<Item = &UnitBalance> {
    let site = &diagnosis.case.site;
    let inner: BTreeSet<&UnitId> = site
        .units
        .iter()
        .filter(|unit| !unit.of_which)
        .filter_map(|unit| unit.parent.as_ref())
        .collect();
    let tested = move |unit: &&UnitBalance| {
        !inner.contains(&unit.unit)
            && site.unit(&unit.unit).is_some_and(|unit| !of_which(site, unit))
    };
    diagnosis.balance.units.iter().filter(tested)
}

/// True for a 其中 unit and for what stands below one.
pub(crate) fn of_which(site: &Site, unit: &Unit) -> bool {
    let mut at = Some(unit);
    for _ in 0..=site.units.len() {
        let Some(unit) = at else { return false };
        if unit.of_which {
            return true;
        }
        at = unit.parent.as_ref().and_then(|parent| site.unit(parent));
    }
    false
}

/// A unit's category, or that of the nearest unit above it that has one.
pub(crate) fn category(diagnosis: &Diagnosis, unit: &Unit) -> Option<Category> {
    let site = &diagnosis.case.site;
    let mut at = Some(unit);
    for _ in 0..=site.units.len() {
        let unit = at?;
        if unit.category.is_some() {
            return unit.category;
        }
        at = unit.parent.as_ref().and_then(|parent| site.unit(parent));
    }
    None
}

/// Sums over the units of one kind.
pub(crate) struct Sums<'a> {
    units: Vec<&'a UnitBalance>,
}

impl Sums<'_> {
    /// The sum of a quantity; none where it is not known of one unit.
    pub(crate) fn of(&self, pick: impl Fn(&Flows) -> Option<DailyVolume>) -> Option<DailyVolume> {
        known_sum(self.units.iter().map(|unit| pick(&unit.flows)))
    }

    /// How many units.
    pub(crate) fn count(&self) -> usize {
        self.units.len()
    }
}

/// The leaves of a category; none is those of which it is not known.
pub(crate) fn of_category(diagnosis: &Diagnosis, wanted: Option<Category>) -> Sums<'_> {
    let fits = |unit: &&UnitBalance| {
        diagnosis.case.site.unit(&unit.unit).is_some_and(|unit| category(diagnosis, unit) == wanted)
    };
    Sums { units: leaves(diagnosis).filter(fits).collect() }
}

/// True where parents have streams of their own, so that leaves are not everything.
pub(super) fn parents_have_own(diagnosis: &Diagnosis) -> bool {
    let all = Sums { units: leaves(diagnosis).collect() };
    let site = diagnosis.balance.site.flows.intake();
    match (all.of(Flows::intake), site) {
        (Some(leaves), Some(site)) => !leaves.approx_eq(site),
        _ => false,
    }
}
