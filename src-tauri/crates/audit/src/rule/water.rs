//! Figures of the balance, of the site and of a unit.

use super::facts::{Facts, Value};
use super::vocabulary::conventional;
use crate::check::{Of, unit_cells as cells_of};
use crate::finding::interval;
use crate::{
    CellRef, Closure, DailyVolume, Difference, Flows, IndicatorCode, Item, Quantity, Source, Text,
    UnitBalance, known_sum,
};

fn volume(value: Option<DailyVolume>) -> Option<Value> {
    value.map(|value| Value::Number(value.value()))
}

fn fresh_items() -> Vec<Item> {
    Source::ALL.into_iter().map(Item::Withdrawal).chain([Item::DistributedIn]).collect()
}

const RECYCLED: [Item; 4] = [Item::Recirculated, Item::SeriesIn, Item::Reuse, Item::Condensate];
const WASTE: [Item; 2] = [Item::Discharge, Item::SeriesOut];

fn intake_items(unconventional: Option<bool>) -> Vec<Item> {
    Source::ALL
        .into_iter()
        .filter(|source| unconventional.is_none_or(|wanted| source.is_unconventional() == wanted))
        .map(Item::Withdrawal)
        .collect()
}

/// A share in %; none where there is nothing to divide by.
fn percent(part: Option<DailyVolume>, whole: Option<DailyVolume>) -> Option<Value> {
    let rate = part?.over(whole?)?;
    Some(Value::Number(rate.to_percent()))
}

/// What the two have in common: the difference.
fn difference(difference: &Difference, name: &str) -> Option<Value> {
    match name {
        "imbalance" => volume(difference.imbalance),
        "imbalance_abs" => volume(difference.imbalance.map(DailyVolume::abs)),
        "imbalance_pct" => difference.rate.map(|rate| Value::Number(rate.to_percent().abs())),
        "closure" => Some(Value::word(difference.closure.code())),
        _ => None,
    }
}

pub(super) fn site(facts: &Facts<'_>, family: &str, name: &str) -> Option<Value> {
    let e = facts.found.e;
    let flows = e.flows();
    if family == "profile" {
        return match name {
            "employees" => e.profile.employees.map(|staff| Value::Number(f64::from(staff))),
            "days" => e.profile.period.operating_days.map(|days| Value::Number(days.value())),
            _ => None,
        };
    }
    if let Some(item) = Item::from_code(name) {
        return if family == "site_has" {
            Some(Value::Flag(flows.has(item)))
        } else {
            volume(flows.get(item))
        };
    }
    match name {
        "units" => Some(Value::Number(e.site.units.len() as f64)),
        "intake" => volume(flows.intake()),
        "intake_year" => {
            let days = e.profile.period.operating_days?;
            Some(Value::Number((flows.intake()? * days).value()))
        }
        "conventional" => {
            volume(known_sum(conventional().map(|source| flows.get(Item::Withdrawal(source)))))
        }
        "unconventional" => volume(unconventional(flows)),
        "recycled" => volume(flows.recycled()),
        "external_discharge" => volume(e.balance.site.external_discharge),
        "inflow" => volume(flows.inflow()),
        "outflow" => volume(flows.outflow()),
        "reuse_gap" => {
            let of = |code: IndicatorCode| facts.indicator(code.code())?.value;
            let with = of(IndicatorCode::ReuseRate)?;
            Some(Value::Number(with - of(IndicatorCode::ReuseRateWithoutCooling)?))
        }
        "interval" => {
            Some(Value::Word(facts.found.closing.site.as_ref().map(interval).unwrap_or_default()))
        }
        "any_unit_open" => Some(Value::Flag(any_unit_open(facts))),
        _ => difference(&e.balance.site.difference, name),
    }
}

/// Water whose source is not told may be either.
fn unconventional(flows: &Flows) -> Option<DailyVolume> {
    if flows.get(Item::Withdrawal(Source::Unspecified)) != Some(DailyVolume::ZERO) {
        return None;
    }
    let own = Source::ALL.into_iter().filter(|source| source.is_unconventional());
    known_sum(own.map(|source| flows.get(Item::Withdrawal(source))))
}

fn any_unit_open(facts: &Facts<'_>) -> bool {
    let open = |unit: &UnitBalance| {
        !unit.has_children
            && unit.difference.imbalance.is_some()
            && (unit.difference.closure == Closure::Open || facts.found.closing.gains(unit))
    };
    facts.found.e.balance.units.iter().any(open)
}

/// The cells behind a figure of the site.
pub(super) fn site_cells(facts: &Facts<'_>, name: &str) -> Vec<CellRef> {
    let e = facts.found.e;
    let flows = e.flows();
    if let Some(item) = Item::from_code(name) {
        let value = flows.get(item).unwrap_or_default();
        return e.site_cells(value, Quantity::Item(item), &[item]);
    }
    let (quantity, items) = match name {
        "intake" | "intake_year" => (Some(Quantity::WithdrawalTotal), intake_items(None)),
        "conventional" => (None, intake_items(Some(false))),
        "unconventional" => (None, intake_items(Some(true))),
        "recycled" => (Some(Quantity::RecycledTotal), RECYCLED.to_vec()),
        "external_discharge" => {
            let items =
                [Item::Discharge, Item::Reuse, Item::Condensate, Item::TreatmentIn, Item::ReuseOut];
            (None, items.to_vec())
        }
        _ => return Vec::new(),
    };
    let value = match quantity {
        Some(Quantity::WithdrawalTotal) => flows.intake(),
        Some(Quantity::RecycledTotal) => flows.recycled(),
        _ => None,
    };
    match (quantity, value) {
        (Some(quantity), Some(value)) => e.site_cells(value, quantity, &items),
        _ => e.part_cells(&items, |unit| !unit.of_which),
    }
}

pub(super) fn unit(facts: &Facts<'_>, of: Of<'_>, family: &str, name: &str) -> Option<Value> {
    let e = facts.found.e;
    let (given, balance) = (of.unit, of.balance);
    let flows = &balance.flows;
    if let Some(item) = Item::from_code(name) {
        return if family == "unit_has" {
            Some(Value::Flag(flows.has(item)))
        } else {
            volume(flows.get(item))
        };
    }
    let make_up = || known_sum([flows.fresh(), flows.get(Item::SeriesIn), flows.reuse()]);
    match name {
        "name" => Some(Value::word(given.name.clone())),
        "system" => {
            let above = given.parent.as_ref().and_then(|id| e.index.unit(id));
            // A unit below one of the same system is part of it.
            let system = given.system.filter(|_| {
                !given.of_which && above.is_none_or(|above| above.system != given.system)
            })?;
            Some(Value::word(system.code()))
        }
        "role" => Some(Value::word(given.role.code())),
        "category" => given.category.map(|category| Value::word(category.code())),
        "leaf" => Some(Value::Flag(!balance.has_children)),
        "counted" => Some(Value::Flag(!given.of_which)),
        "gains" => Some(Value::Flag(facts.found.closing.gains(balance))),
        "interval" => Some(Value::Word(
            facts.found.closing.units.get(&given.id).map(interval).unwrap_or_default(),
        )),
        "intake" => volume(flows.intake()),
        "fresh" => volume(flows.fresh()),
        "make_up" => volume(make_up()),
        "recycled" => volume(flows.recycled()),
        "waste" => volume(known_sum(WASTE.map(|item| flows.get(item)))),
        "inflow" => volume(flows.inflow()),
        "outflow" => volume(flows.outflow()),
        "share_pct" => percent(flows.intake(), e.flows().intake()),
        "leakage_pct" => percent(flows.get(Item::Leakage), flows.inflow()),
        "discharge_pct" => percent(flows.get(Item::Discharge), flows.fresh()),
        "recirculation_pct" => {
            let own = flows.get(Item::Recirculated);
            percent(own, known_sum([own, make_up()]))
        }
        "reuse_pct" => balance.reuse_rate.map(|rate| Value::Number(rate.to_percent())),
        _ => difference(&balance.difference, name),
    }
}

/// The cells behind a figure of a unit.
pub(super) fn unit_cells(facts: &Facts<'_>, of: Of<'_>, name: &str) -> Vec<CellRef> {
    let items: Vec<Item> = match (Item::from_code(name), name) {
        (Some(item), _) => vec![item],
        (None, "intake" | "share_pct") => intake_items(None),
        (None, "fresh") => fresh_items(),
        (None, "make_up") => fresh_items()
            .into_iter()
            .chain([Item::SeriesIn, Item::Reuse, Item::Condensate])
            .collect(),
        (None, "recycled" | "recirculation_pct" | "reuse_pct") => RECYCLED.to_vec(),
        (None, "waste") => WASTE.to_vec(),
        (None, "inflow") => Item::all().filter(|item| item.is_inflow()).collect(),
        (None, "outflow") => Item::all().filter(|item| item.is_outflow()).collect(),
        (None, "leakage_pct") => vec![Item::Leakage],
        (None, "discharge_pct") => vec![Item::Discharge],
        _ => Vec::new(),
    };
    if items.is_empty() { Vec::new() } else { cells_of(facts.found.e, of, &items) }
}

/// A word for nothing known.
pub(super) fn unknown() -> Text {
    Text::new("不详", "not known")
}
