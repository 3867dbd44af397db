//! How sure indicators and verdicts are: the uncertainty of the figures, carried to first
//! order through the formulas (不确定度传播, JJF 1059.1). Figures are taken as independent.

use super::{Indicator, IndicatorCode as Code};
use crate::{
    Coverage, DailyVolume, DataQuality, Flows, Item, LimitCheck, Role, Site, UnitId,
    ValueUncertainty, combined,
};
use std::collections::{BTreeMap, BTreeSet};

/// A sum of the site and its standard uncertainty, m³/d.
#[derive(Clone, Copy, Debug)]
struct Sum {
    value: f64,
    standard: f64,
}

impl Sum {
    fn relative(self) -> Option<f64> {
        (self.value != 0.0).then(|| self.standard / self.value.abs())
    }
}

/// How sure the intake of the site is, which intensities and comparisons rest on. The other
/// indicators carry their own uncertainty when they are made.
pub(crate) struct Sureness {
    intake: Option<Sum>,
}

impl Sureness {
    /// The sums of a site by the grades of its figures.
    pub(crate) fn of(site: &Site, flows: &Flows, quality: &DataQuality) -> Self {
        let roles: BTreeMap<&UnitId, Role> =
            site.units.iter().map(|unit| (&unit.id, unit.role)).collect();
        let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
        let counted: BTreeSet<&UnitId> =
            crate::balance::counted(site).map(|unit| &unit.id).collect();
        let parts = site.streams.iter().filter(|stream| {
            let ends = [&stream.from, &stream.to].into_iter().filter_map(|end| end.unit());
            let mut items =
                ends.filter(|id| counted.contains(id)).filter_map(|id| stream.item_for(id, role));
            items.any(|item| matches!(item, Item::Withdrawal(_)))
        });
        let parts: Option<Vec<DailyVolume>> = parts
            .map(|stream| quality.of(stream.figure.as_ref()?).map(|known| known.absolute))
            .collect();
        let intake = flows.intake().zip(parts);
        Self {
            intake: intake.map(|(value, parts)| Sum {
                value: value.value(),
                standard: combined(parts).value(),
            }),
        }
    }

    /// Gives intake per product the uncertainty of the intake: output, days and shares are
    /// taken as certain.
    pub(crate) fn tell(&self, indicators: &mut [Indicator], coverage: &Coverage) {
        let per_product =
            indicators.iter_mut().filter(|indicator| indicator.code == Code::UnitProductIntake);
        for indicator in per_product {
            let relative = self.intake.and_then(Sum::relative);
            let standard = indicator.value.zip(relative).map(|(value, by)| value.abs() * by);
            indicator.uncertainty = standard.map(|of| ValueUncertainty::new(of, coverage));
        }
    }
}

/// Opens the checks of indicators whose uncertainty does not support the verdict.
pub(crate) fn open(checks: &mut [LimitCheck], indicators: &[Indicator]) {
    for check in checks {
        let of = indicators.iter().find(|indicator| indicator.code == check.indicator);
        let uncertainty = of.and_then(|indicator| indicator.uncertainty);
        check.open = spans(Some(check.value), uncertainty, [check.limit.value]);
    }
}

/// True where one of the limits lies within `value ± U`. A limit that is just met by a value
/// without uncertainty is met.
fn spans(
    value: Option<f64>,
    uncertainty: Option<ValueUncertainty>,
    limits: impl IntoIterator<Item = f64>,
) -> bool {
    let Some((value, uncertainty)) = value.zip(uncertainty) else { return false };
    limits.into_iter().any(|limit| (value - limit).abs() < uncertainty.expanded)
}
