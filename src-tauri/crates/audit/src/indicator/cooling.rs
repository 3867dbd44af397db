//! Indicators of cooling water: volumes of all systems are summed first.

use super::compute::{Means, make_up_items, of_system};
use super::draft::{Draft, Quotient, ratio, share};
use super::evidence::Evidence;
use super::term::{Amount, of_part, sum, unsure};
use super::{Indicator, IndicatorCode as Code, Input};
use crate::check::{CoolingTerms, Of, cooling_terms, taken_facts};
use crate::{Fact, FactCode, Flows, Item, Text, Unit, WaterSystem, known_sum, trimmed};

const LOOPS: [WaterSystem; 2] = [WaterSystem::IndirectCooling, WaterSystem::DirectCooling];

fn unmarked(system: WaterSystem) -> Text {
    Text::new(
        format!("没有标为“{}”的用水单元", system.zh()),
        format!("no unit is marked as {system:?}"),
    )
}

fn circulation(e: &Evidence, symbol: &str, system: WaterSystem) -> Amount {
    let name = Text::new(format!("{}循环量", system.zh()), "recirculated");
    let of_loop = |flows: &Flows| flows.get(Item::Recirculated);
    of_system(e, symbol, name, system, (&[Item::Recirculated], &of_loop))
}

fn make_up(e: &Evidence, symbol: &str, system: WaterSystem) -> Amount {
    let name = Text::new(format!("{}补充水量", system.zh()), "make-up");
    let sum = |flows: &Flows| known_sum([flows.fresh(), flows.get(Item::SeriesIn), flows.reuse()]);
    of_system(e, symbol, name, system, (&make_up_items(), &sum))
}

/// `Vcr/(Vcr+Vcf)×100`.
pub(super) fn recirculation(e: &Evidence, system: WaterSystem, [own, rest]: [&str; 2]) -> Draft {
    let own = circulation(e, own, system);
    share(own.clone(), [own, make_up(e, rest, system)])
}

/// Make-up over circulation of all cooling systems, in %.
pub(super) fn make_up_rate(e: &Evidence) -> Draft {
    let present: Vec<WaterSystem> =
        LOOPS.into_iter().filter(|system| e.units_of(*system).next().is_some()).collect();
    if present.is_empty() {
        return Draft::missing(unmarked(WaterSystem::IndirectCooling));
    }
    let all = |of: fn(&Evidence, &str, WaterSystem) -> Amount, symbol, name: Text| {
        let parts: Vec<Amount> = present.iter().map(|system| of(e, symbol, *system)).collect();
        sum(symbol, name, "m3/d", parts)
    };
    let made = all(make_up, "M", Text::new("冷却系统补充水量", "make-up of cooling systems"));
    let turned =
        all(circulation, "Vcr", Text::new("冷却系统循环水量", "circulation of cooling systems"));
    share(made, [turned])
}

/// `M/(B+D)` of all indirect cooling. Drift that is not told apart is part of what
/// evaporates and stands in no term.
pub(super) fn concentration(e: &Evidence) -> Draft {
    let system = WaterSystem::IndirectCooling;
    let all: Vec<(&Unit, CoolingTerms)> = e
        .units_of(system)
        .filter_map(|unit| Some((unit, cooling_terms(e, Of::new(e, unit)?))))
        .collect();
    if all.is_empty() {
        return Draft::missing(unmarked(system));
    }
    let weights = |unit: &Unit, items: &[Item]| {
        e.ends.weights(&e.below(&unit.id), |item| f64::from(u8::from(items.contains(&item))))
    };
    let make_up =
        all.iter().map(|(unit, terms)| of_part(&terms.make_up, || weights(unit, &make_up_items())));
    let out = all.iter().flat_map(|(unit, terms)| {
        let blow_down =
            of_part(&terms.blow_down, || weights(unit, &[Item::Discharge, Item::SeriesOut]));
        let drift = terms.drift.as_ref().map(|drift| of_part(drift, Default::default));
        std::iter::once(blow_down).chain(drift)
    });
    let name = Text::new(format!("{}补充水量", system.zh()), "make-up");
    let make_up = sum("M", name, "m3/d", make_up);
    let name =
        Text::new("排污及风吹损失（排水量；风吹损失未单列时计入耗水）", "blow-down and drift");
    ratio(make_up, sum("B+D", name, "m3/d", out))
}

/// Concentration in the circulating water over that in the make-up, one for each system; by
/// conductivity, else by chloride.
pub(super) fn by_quality(e: &Evidence, means: &Means<'_>) -> Vec<Indicator> {
    let code = Code::ConcentrationRatioByQuality;
    let units: Vec<&Unit> = LOOPS.into_iter().flat_map(|system| e.units_of(system)).collect();
    if units.is_empty() {
        let none = Draft::missing(unmarked(WaterSystem::IndirectCooling));
        return vec![none.named(code, e, means.quality)];
    }
    let taken = taken_facts(e.site, &means.case.ledgers, means.checks);
    let several = units.len() > 1;
    let one = |unit: &&Unit| {
        let fact = |code: FactCode| {
            let typed = unit.facts.get(code);
            typed.or_else(|| taken.get(&unit.id).and_then(|facts| facts.get(code)))
        };
        let pairs = [
            [FactCode::ConductivityCirculating, FactCode::ConductivityMakeUp],
            [FactCode::ChlorideCirculating, FactCode::ChlorideMakeUp],
        ];
        let whole = pairs.iter().find(|pair| pair.iter().all(|code| fact(*code).is_some()));
        let [circulating, make_up] = *whole.unwrap_or(&pairs[0]);
        let part = |code: FactCode| unsure(fact(code).map(input).ok_or_else(|| missing(code)));
        let draft = Draft::quotient([part(circulating), part(make_up)], |inputs| match inputs {
            [circulating, make_up] => Some(Quotient {
                over: vec![1.0, 0.0],
                under: vec![0.0, 1.0],
                factor: 1.0,
                text: format!("{}/{}", trimmed(circulating.value, 4), trimmed(make_up.value, 4)),
            }),
            _ => None,
        });
        let of = if several { unit.name.clone() } else { String::new() };
        Indicator { of, ..draft.named(code, e, means.quality) }
    };
    units.iter().map(one).collect()
}

pub(super) fn input(fact: &Fact) -> Input {
    Input {
        symbol: fact.code.symbol().into(),
        name: Text::new(fact.code.zh(), fact.code.en()),
        value: fact.value,
        unit: fact.code.unit().into(),
        cells: fact.origin.cells().to_vec(),
    }
}

pub(super) fn missing(code: FactCode) -> Text {
    Text::new(format!("{}不详", code.zh()), format!("{} is not known", code.en()))
}
