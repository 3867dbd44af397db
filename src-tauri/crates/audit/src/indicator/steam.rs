//! Indicators of steam, condensate and prepared water.

use super::Input;
use super::compute::{Means, fresh_items};
use super::cooling::{input, missing};
use super::draft::{Draft, Quotient, ratio, share};
use super::evidence::{Evidence, Known};
use super::term::{Amount, of_part, sum, unsure};
use crate::check::CheckCode;
use crate::{
    DailyVolume, Fact, FactCode, Flows, Item, Role, Source, Text, Unit, WaterSystem, known_sum,
    trimmed,
};

fn no_boiler() -> Text {
    Text::new("没有标为“锅炉及蒸汽”的用水单元", "no unit is marked as Boiler")
}

/// Condensate that comes back; a balance without such a stream does not say that none does.
fn returned(e: &Evidence) -> Amount {
    if e.flows().has(Item::Condensate) {
        e.item_term("Vbr", Item::Condensate)
    } else {
        Err(Text::new("冷凝水回用量不详", "condensate returned is not known"))
    }
}

/// `Vbr/Vbd×100`: over the steam that is bought and that is made on the site.
pub(super) fn condensate(e: &Evidence) -> Draft {
    let back = returned(e);
    if let Err(text) = back {
        return Draft::missing(text);
    }
    let boilers: Vec<&Unit> = e.units_of(WaterSystem::Boiler).collect();
    let bought = e.item_term("Vbd", Item::Withdrawal(Source::Steam));
    if boilers.is_empty() {
        return share(back, [bought]);
    }
    let made = boilers.iter().map(|unit| unit.facts.get(FactCode::SteamOutput));
    let Some(made) = made.collect::<Option<Vec<&Fact>>>() else {
        return Draft::missing(Text::new(
            "自产蒸汽量不详（有锅炉）",
            "the steam produced on site is not known",
        ));
    };
    let name = Text::new("自产蒸汽量", "steam produced on site");
    let own = sum("Vbs", name, "m3/d", made.into_iter().map(|fact| unsure(Ok(input(fact)))));
    share(back, [own, bought])
}

/// `Vbr×ρ/(D×h)×100` (CJ 42): condensate as mass over the steam that the boilers make in
/// their running hours. ρ in t/m³, D in t/h, h in h/d.
pub(super) fn condensate_by_hours(e: &Evidence) -> Draft {
    let boilers: Vec<&Unit> = e.units_of(WaterSystem::Boiler).collect();
    let Some(first) = boilers.first() else { return Draft::missing(no_boiler()) };
    let told = |unit: &Unit, code: FactCode| unit.facts.get(code).cloned().ok_or(code);
    let steam = boilers.iter().map(|unit| {
        let rate = told(unit, FactCode::SteamRate).map_err(missing)?;
        let hours = told(unit, FactCode::RunningHours).map_err(missing)?;
        let cells = [&rate, &hours].into_iter().flat_map(|fact| fact.origin.cells().to_vec());
        Ok((rate.value * hours.value, cells.collect::<Vec<_>>()))
    });
    let steam: Result<Vec<_>, Text> = steam.collect();
    let steam: Known = steam.map(|parts| Input {
        symbol: "D×h".into(),
        name: Text::new("日产汽量（产汽率×日运行时间）", "steam of a day"),
        value: parts.iter().map(|(mass, _)| mass).sum(),
        unit: "t/d".into(),
        cells: parts.into_iter().flat_map(|(_, cells)| cells).collect(),
    });
    let density = boilers.iter().find_map(|unit| unit.facts.get(FactCode::CondensateDensity));
    let density = density
        .or_else(|| first.facts.get(FactCode::CondensateDensity))
        .map(input)
        .ok_or_else(|| missing(FactCode::CondensateDensity));
    Draft::quotient([returned(e), unsure(density), unsure(steam)], |inputs| match inputs {
        [back, density, steam] => Some(Quotient {
            over: vec![density.value, 0.0, 0.0],
            under: vec![0.0, 0.0, 1.0],
            factor: 100.0,
            text: format!(
                "{}×{}/{}×100",
                trimmed(back.value, 4),
                trimmed(density.value, 4),
                trimmed(steam.value, 4)
            ),
        }),
        _ => None,
    })
}

/// Which quantities of a unit an input of a check is, where it was not typed.
type Side<'a> = (&'a str, Text, Vec<Item>);

/// A share in % over all units that a check asks after: what the check puts over what, summed
/// first. The units, and whether a figure is typed or of the balance, are those of the check.
fn of_checks(
    e: &Evidence,
    means: &Means<'_>,
    code: CheckCode,
    none: Text,
    sides: [Side<'_>; 2],
) -> Draft {
    let checks: Vec<_> = means.made.iter().filter(|check| check.expectation.code == code).collect();
    if checks.is_empty() {
        return Draft::missing(none);
    }
    let lacks: Vec<Text> = checks
        .iter()
        .flat_map(|check| check.missing.iter().map(move |lack| (check, lack)))
        .map(|(check, lack)| {
            Text::new(
                format!("“{}”{}", check.of, lack.text.zh),
                format!("{}: {}", check.of, lack.text.en),
            )
        })
        .collect();
    if !lacks.is_empty() {
        return Draft::lacking(lacks);
    }
    let [over, under] = [0, 1].map(|side| {
        let (symbol, name, items) = &sides[side];
        let parts = checks.iter().filter_map(|check| {
            let part = Ok(check.inputs.get(side)?.clone());
            let unit = check.unit.as_ref()?;
            Some(of_part(&part, || {
                e.ends.weights(&e.below(unit), |item| f64::from(u8::from(items.contains(&item))))
            }))
        });
        sum(symbol, name.clone(), "m3/d", parts)
    });
    share(over, [under])
}

fn inflows() -> Vec<Item> {
    Item::all().filter(|item| item.is_inflow()).collect()
}

/// `B/F×100` of all boilers.
pub(super) fn blow_down(e: &Evidence, means: &Means<'_>) -> Draft {
    let sides = [
        ("B", Text::new("锅炉排污水量", "blow-down of boilers"), Vec::new()),
        ("F", Text::new("锅炉给水量", "boiler feed"), inflows()),
    ];
    of_checks(e, means, CheckCode::BlowDownShare, no_boiler(), sides)
}

/// `Vout/Vin×100` of all reverse osmosis.
pub(super) fn recovery(e: &Evidence, means: &Means<'_>) -> Draft {
    let mut feed = fresh_items();
    feed.push(Item::SeriesIn);
    let none = Text::new(
        "没有反渗透（纯水、除盐）制水单元，或未填其进水量、产水量",
        "there is no reverse osmosis",
    );
    let sides = [
        ("Vout", Text::new("反渗透产水量", "RO product"), vec![Item::DistributedOut]),
        ("Vin", Text::new("反渗透进水量", "RO feed"), feed),
    ];
    of_checks(e, means, CheckCode::RoRecovery, none, sides)
}

/// `Vreg/Vout×100` of all softeners.
pub(super) fn softener_waste(e: &Evidence, means: &Means<'_>) -> Draft {
    let none = Text::new("没有软化制水单元，或未填其产水量、再生反洗水量", "there is no softener");
    let waste = vec![Item::Discharge, Item::SeriesOut];
    let sides = [
        ("Vreg", Text::new("软化再生反洗水量", "regeneration and backwash"), waste),
        ("Vout", Text::new("软化产水量", "softener product"), vec![Item::DistributedOut]),
    ];
    of_checks(e, means, CheckCode::SoftenerWasteShare, none, sides)
}

/// Raw water over prepared water of all supply treatment.
pub(super) fn treated(e: &Evidence) -> Draft {
    let supplies = |unit: &Unit| unit.role == Role::SupplyTreatment && !unit.of_which;
    let plants: Vec<&Unit> = e.site.units.iter().filter(|unit| supplies(unit)).collect();
    if plants.is_empty() {
        return Draft::missing(Text::new(
            "没有标为给水处理的单元",
            "no unit is marked as supply treatment",
        ));
    }
    let total = |symbol: &str,
                 name: Text,
                 items: &[Item],
                 of: &dyn Fn(&Flows) -> Option<DailyVolume>|
     -> Amount {
        let parts =
            plants.iter().filter_map(|unit| e.balance_of(&unit.id)).map(|unit| of(&unit.flows));
        let value = known_sum(parts).ok_or_else(|| {
            Text::new(format!("{}不详", name.zh), format!("{} is not known", name.en))
        });
        let known = value.map(|value| Input {
            symbol: symbol.into(),
            name,
            value: value.value(),
            unit: "m3/d".into(),
            cells: e.part_cells(items, supplies),
        });
        e.of_units(known, plants.iter().copied(), items)
    };
    let out = Item::DistributedOut;
    ratio(
        total("Vin", Text::new("原水量", "raw water"), &fresh_items(), &Flows::fresh),
        total("Vout", Text::new("制取水量", "treated water"), &[out], &|flows| flows.get(out)),
    )
}
