//! Where what an indicator lacks can be entered.

use super::{Indicator, IndicatorCode as Code, IndicatorGroup};
use crate::{Diagnosis, FactCode, Role, Unit, UnitId, WaterSystem};

/// A page of the window where figures are entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryPage {
    /// The enterprise: output, value, staff, operating days.
    Profile,
    /// The balance: flows, and what system a unit is.
    Balance,
    /// Meters and their readings.
    Meters,
}

impl EntryPage {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Balance => "balance",
            Self::Meters => "meters",
        }
    }
}

impl Diagnosis {
    /// The pages where what an indicator lacks can be entered; empty where it has a value, and
    /// where the facts of [`Diagnosis::facts_for`] are all that it lacks.
    pub fn entry_pages(&self, indicator: &Indicator) -> Vec<EntryPage> {
        if indicator.value.is_some() {
            return Vec::new();
        }
        let mut pages = Vec::new();
        match indicator.code.definition().group {
            IndicatorGroup::Intake => pages.push(EntryPage::Profile),
            IndicatorGroup::Metering => pages.push(EntryPage::Meters),
            IndicatorGroup::Domestic if self.case.profile.employees.is_none() => {
                pages.push(EntryPage::Profile);
            }
            _ => {}
        }
        let untold = |(unit, code): &(Option<UnitId>, FactCode)| {
            let facts = match unit {
                Some(unit) => self.case.site.unit(unit).map(|unit| &unit.facts),
                None => Some(&self.case.profile.facts),
            };
            facts.is_some_and(|facts| facts.get(*code).is_none())
        };
        let by_facts = self.facts_for(indicator).iter().any(untold);
        let metering = indicator.code.definition().group == IndicatorGroup::Metering;
        if !by_facts && !metering {
            pages.push(EntryPage::Balance);
        }
        pages
    }

    /// The facts that an indicator rests on or may rest on, told or not: of which unit, or of
    /// the site.
    pub fn facts_for(&self, indicator: &Indicator) -> Vec<(Option<UnitId>, FactCode)> {
        if indicator.code == Code::CompliantDischargeRate {
            return vec![(None, FactCode::CompliantDischarge)];
        }
        let asked: &[FactCode] = match indicator.code {
            Code::CondensateReturnRate => &[FactCode::SteamOutput],
            Code::CondensateReturnRateByHours => {
                &[FactCode::SteamRate, FactCode::RunningHours, FactCode::CondensateDensity]
            }
            Code::ConcentrationRatio => &[FactCode::BlowDown, FactCode::Drift],
            Code::ConcentrationRatioByQuality => &[
                FactCode::ConductivityCirculating,
                FactCode::ConductivityMakeUp,
                FactCode::ChlorideCirculating,
                FactCode::ChlorideMakeUp,
            ],
            Code::BoilerBlowDownRate => &[FactCode::BlowDown, FactCode::BoilerFeed],
            Code::RoRecovery => &[FactCode::RoFeed, FactCode::RoProduct],
            Code::SoftenerWasteRate => &[FactCode::SoftenerWaste, FactCode::SoftenerProduct],
            _ => &[],
        };
        let of = &indicator.of;
        self.units_for(indicator.code)
            .filter(|unit| of.is_empty() || unit.name == *of)
            .flat_map(|unit| asked.iter().map(move |fact| (Some(unit.id.clone()), *fact)))
            .collect()
    }

    fn units_for(&self, code: Code) -> impl Iterator<Item = &Unit> {
        let cools = |unit: &Unit| {
            matches!(unit.system, Some(WaterSystem::IndirectCooling | WaterSystem::DirectCooling))
        };
        self.case.site.units.iter().filter(|unit| !unit.of_which).filter(move |unit| match code {
            Code::CondensateReturnRate
            | Code::CondensateReturnRateByHours
            | Code::BoilerBlowDownRate => unit.system == Some(WaterSystem::Boiler),
            Code::ConcentrationRatio => unit.system == Some(WaterSystem::IndirectCooling),
            Code::ConcentrationRatioByQuality => cools(unit),
            Code::RoRecovery | Code::SoftenerWasteRate => unit.role == Role::SupplyTreatment,
            _ => false,
        })
    }
}
