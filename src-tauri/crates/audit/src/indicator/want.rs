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
    /// The indicators: facts of units and of the site.
    Indicators,
}

impl EntryPage {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Balance => "balance",
            Self::Meters => "meters",
            Self::Indicators => "indicators",
        }
    }
}

/// Something to be entered for an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// The page.
    pub page: EntryPage,
    /// The fact that settles it; none where it is no fact.
    pub fact: Option<FactCode>,
    /// The unit that the fact is of; none for the site.
    pub unit: Option<UnitId>,
}

impl Want {
    const fn on(page: EntryPage) -> Self {
        Self { page, fact: None, unit: None }
    }
}

impl Diagnosis {
    /// What can be entered, and where, so that an indicator gets a value; empty where it has
    /// one. Facts come before pages.
    pub fn wants(&self, indicator: &Indicator) -> Vec<Want> {
        if indicator.value.is_some() {
            return Vec::new();
        }
        let mut wants = self.facts_for(indicator);
        let page = match indicator.code.definition().group {
            IndicatorGroup::Intake => EntryPage::Profile,
            IndicatorGroup::Metering => EntryPage::Meters,
            IndicatorGroup::Domestic => {
                if self.case.profile.employees.is_none() {
                    wants.push(Want::on(EntryPage::Profile));
                }
                EntryPage::Balance
            }
            _ => EntryPage::Balance,
        };
        // Where facts are all that is missing, no other page helps.
        if wants.is_empty() || page != EntryPage::Balance || !self.has_units_for(indicator.code) {
            wants.push(Want::on(page));
        }
        wants
    }

    fn has_units_for(&self, code: Code) -> bool {
        code == Code::CompliantDischargeRate || self.units_for(code).next().is_some()
    }

    /// The facts that a code asks of each of its units, and that are not told.
    fn facts_for(&self, indicator: &Indicator) -> Vec<Want> {
        let site =
            |fact: FactCode| Want { page: EntryPage::Indicators, fact: Some(fact), unit: None };
        if indicator.code == Code::CompliantDischargeRate {
            let told = self.case.profile.facts.get(FactCode::CompliantDischarge).is_some();
            return if told { Vec::new() } else { vec![site(FactCode::CompliantDischarge)] };
        }
        let asked: &[FactCode] = match indicator.code {
            Code::CondensateReturnRate => &[FactCode::SteamOutput],
            Code::CondensateReturnRateByHours => {
                &[FactCode::SteamRate, FactCode::RunningHours, FactCode::CondensateDensity]
            }
            Code::ConcentrationRatio => &[FactCode::BlowDown],
            Code::ConcentrationRatioByQuality => {
                &[FactCode::ConductivityCirculating, FactCode::ConductivityMakeUp]
            }
            Code::BoilerBlowDownRate => &[FactCode::BlowDown, FactCode::BoilerFeed],
            Code::RoRecovery => &[FactCode::RoFeed, FactCode::RoProduct],
            Code::SoftenerWasteRate => &[FactCode::SoftenerWaste, FactCode::SoftenerProduct],
            _ => &[],
        };
        let of = &indicator.of;
        self.units_for(indicator.code)
            .filter(|unit| of.is_empty() || unit.name == *of)
            .flat_map(|unit| asked.iter().map(move |fact| (unit, *fact)))
            .filter(|(unit, fact)| unit.facts.get(*fact).is_none())
            .map(|(unit, fact)| Want { unit: Some(unit.id.clone()), ..site(fact) })
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
