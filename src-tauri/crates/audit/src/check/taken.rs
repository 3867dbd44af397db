//! Facts that the tables beside the balance tell, where it is beyond doubt of which unit.

use super::{CheckRules, Fact, FactCode, UnitFacts, Words};
use crate::{
    DailyVolume, Item, Ledgers, Origin, Parameter, QualitySample, Role, Site, Unit, UnitId,
    WaterSystem,
};
use std::collections::BTreeMap;

/// Facts of units by the tables: samples of the water of the only cooling system that
/// there is. What is given twice and differs is not taken.
pub(crate) fn facts(
    site: &Site,
    ledgers: &Ledgers,
    rules: &CheckRules,
) -> BTreeMap<UnitId, UnitFacts> {
    let mut facts = BTreeMap::new();
    let Some(unit) = only_loop(site) else { return facts };
    let mut own = UnitFacts::default();
    let wanted = [
        (FactCode::ConductivityMakeUp, Parameter::Conductivity, "µS/cm", &rules.words.make_up),
        (
            FactCode::ConductivityCirculating,
            Parameter::Conductivity,
            "µS/cm",
            &rules.words.circulating,
        ),
        (FactCode::ChlorideMakeUp, Parameter::Chloride, "mg/L", &rules.words.make_up),
        (FactCode::ChlorideCirculating, Parameter::Chloride, "mg/L", &rules.words.circulating),
    ];
    for (code, parameter, measure, words) in wanted {
        let other = if std::ptr::eq(words, &rules.words.make_up) {
            &rules.words.circulating
        } else {
            &rules.words.make_up
        };
        let is = |sample: &&QualitySample| {
            sample.parameter == Some(parameter)
                && same_measure(&sample.unit, measure)
                && Words::name(words, &sample.point)
                && !Words::name(other, &sample.point)
        };
        let found = ledgers.quality.iter().filter(is).filter_map(|sample| {
            let value: f64 = sample.value?.try_into().ok()?;
            Some((value, sample.place.clone()))
        });
        own.extend(code, found);
    }
    facts.insert(unit.id.clone(), own);
    facts
}

impl UnitFacts {
    /// Puts in what all the cells say alike.
    fn extend(&mut self, code: FactCode, found: impl Iterator<Item = (f64, crate::CellRef)>) {
        let found: Vec<_> = found.collect();
        let Some((value, _)) = found.first() else { return };
        if found.iter().all(|(other, _)| other.to_bits() == value.to_bits()) {
            let cells = found.iter().map(|(_, place)| place.clone()).collect();
            self.put(Fact { code, value: *value, origin: Origin::Cells { cells } });
        }
    }
}

/// Micro signs and blanks are written in many ways.
fn same_measure(written: &str, wanted: &str) -> bool {
    let plain = |text: &str| {
        text.chars()
            .filter(|sign| !sign.is_whitespace())
            .map(|sign| if sign == 'μ' || sign == 'µ' { 'u' } else { sign })
            .collect::<String>()
            .to_lowercase()
    };
    plain(written) == plain(wanted)
}

/// The only unit that cools by circulation.
fn only_loop(site: &Site) -> Option<&Unit> {
    let role = |id: &UnitId| site.unit(id).map_or(Role::Use, |unit| unit.role);
    let turns = |unit: &Unit| {
        site.streams.iter().any(|stream| {
            stream.item_for(&unit.id, role) == Some(Item::Recirculated)
                && stream.figure.as_ref().is_none_or(|figure| figure.value != DailyVolume::ZERO)
        })
    };
    let cools = |unit: &&Unit| {
        matches!(unit.system, Some(WaterSystem::IndirectCooling | WaterSystem::DirectCooling))
            && !unit.of_which
    };
    let mut loops = site.units.iter().filter(cools).filter(|unit| turns(unit));
    loops.next().filter(|_| loops.next().is_none())
}
