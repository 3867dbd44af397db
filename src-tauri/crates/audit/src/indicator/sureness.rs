//! How sure indicators and verdicts are: the uncertainty of the figures, carried to first
//! order through the formulas (不确定度传播, JJF 1059.1). Figures are taken as independent.

use super::{Indicator, IndicatorCode as Code};
use crate::{
    Comparison, Coverage, DailyVolume, DataQuality, Flows, Item, LimitCheck, Role, Site, UnitId,
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

/// What indicators rest on, as far as it is known how sure it is.
pub(crate) struct Sureness {
    intake: Option<Sum>,
    recycled: Option<Sum>,
    leakage: Option<Sum>,
}

impl Sureness {
    /// The sums of a site by the grades of its figures.
    pub(crate) fn of(site: &Site, flows: &Flows, quality: &DataQuality) -> Self {
        let roles: BTreeMap<&UnitId, Role> =
            site.units.iter().map(|unit| (&unit.id, unit.role)).collect();
        let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
        let counted: Vec<&UnitId> = crate::balance::counted(site).map(|unit| &unit.id).collect();
        let counted: BTreeSet<&UnitId> = counted.into_iter().collect();
        let sum = |value: Option<DailyVolume>, asked: &dyn Fn(Item) -> bool| {
            let parts = site.streams.iter().filter(|stream| {
                let ends = [&stream.from, &stream.to].into_iter().filter_map(|end| end.unit());
                let mut items = ends
                    .filter(|id| counted.contains(id))
                    .filter_map(|id| stream.item_for(id, role));
                items.any(asked)
            });
            let parts: Option<Vec<DailyVolume>> = parts
                .map(|stream| quality.of(stream.figure.as_ref()?).map(|known| known.absolute))
                .collect();
            Some(Sum { value: value?.value(), standard: combined(parts?).value() })
        };
        let again = |item: Item| {
            matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
        };
        Self {
            intake: sum(flows.intake(), &|item| matches!(item, Item::Withdrawal(_))),
            recycled: sum(flows.recycled(), &again),
            leakage: sum(flows.get(Item::Leakage), &|item| item == Item::Leakage),
        }
    }

    /// Gives indicators the uncertainty of their values, where their formulas are among those
    /// that it is carried through: intake over something that is certain, the reuse rate, the
    /// leakage rate.
    pub(crate) fn tell(&self, indicators: &mut [Indicator], coverage: &Coverage) {
        for indicator in indicators {
            let standard = indicator.value.and_then(|value| match indicator.code {
                Code::UnitProductIntake | Code::AddedValueIntake | Code::OutputValueIntake => {
                    Some(value.abs() * self.intake?.relative()?)
                }
                Code::ReuseRate => self.of_reuse_rate(),
                Code::LeakageRate => {
                    let (leakage, intake) = (self.leakage?.relative()?, self.intake?.relative()?);
                    Some(value.abs() * leakage.hypot(intake))
                }
                _ => None,
            });
            indicator.uncertainty = standard.map(|of| ValueUncertainty::new(of, coverage));
        }
    }

    /// `u(R) = 100·√((Vi·u(Vr))² + (Vr·u(Vi))²)/(Vi+Vr)²`, percentage points.
    fn of_reuse_rate(&self) -> Option<f64> {
        let (intake, recycled) = (self.intake?, self.recycled?);
        let whole = intake.value + recycled.value;
        let root = (intake.value * recycled.standard).hypot(recycled.value * intake.standard);
        (whole != 0.0).then(|| 100.0 * root / (whole * whole))
    }

    /// Gives comparisons the uncertainty of their values, that of the intake, and opens the
    /// verdicts that it does not support.
    pub(crate) fn judge(&self, comparisons: &mut [Comparison], coverage: &Coverage) {
        for comparison in comparisons {
            let relative = self.intake.and_then(Sum::relative);
            let standard = comparison.value.zip(relative).map(|(value, by)| value.abs() * by);
            comparison.uncertainty = standard.map(|of| ValueUncertainty::new(of, coverage));
            let limits = comparison.reaches.iter().map(|reach| reach.limit);
            comparison.open = spans(comparison.value, comparison.uncertainty, limits);
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
