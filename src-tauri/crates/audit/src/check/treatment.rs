//! Checks of supply treatment: reverse osmosis, softeners, water works.

use super::draft::{Maker, Of, Part, flow, n, typed_or};
use super::place::fresh_items;
use super::steam::share;
use super::{Check, CheckCode, FactCode, Words, formula};
use crate::{DailyVolume, Flows, Item, Role, Text, Unit, known_sum};

pub(super) fn checks(maker: &Maker<'_>) -> Vec<Check> {
    let words = &maker.rules.words;
    let told =
        |unit: &Unit, codes: &[FactCode]| codes.iter().any(|code| unit.facts.get(*code).is_some());
    let mut checks = Vec::new();
    for of in maker.e.site.units.iter().filter_map(|unit| maker.of(unit)) {
        let unit = of.unit;
        let supplies = unit.role == Role::SupplyTreatment && !unit.of_which;
        let named = |words: &[String]| supplies && Words::name(words, &unit.name);
        let osmosis = [FactCode::RoFeed, FactCode::RoProduct, FactCode::RoReject];
        if told(unit, &osmosis) || named(&words.ro) {
            checks.extend(reverse_osmosis(maker, of));
        } else if told(unit, &[FactCode::SoftenerProduct, FactCode::SoftenerWaste])
            || named(&words.softener)
        {
            checks.extend(softener(maker, of));
        } else if named(&words.station) {
            checks.extend(station(maker, of));
        }
    }
    checks
}

/// Water that enters, leaves as product, and leaves otherwise, as the balance has it.
fn entering(maker: &Maker<'_>, of: Of<'_>) -> Part {
    let mut items = fresh_items();
    items.push(Item::SeriesIn);
    let name = Text::new("进水量", "feed");
    flow(maker.e, of, "Vin", name, &items, |flows| {
        known_sum([flows.fresh(), flows.get(Item::SeriesIn)])
    })
}

fn product(maker: &Maker<'_>, of: Of<'_>) -> Part {
    let name = Text::new("产水量（制水供出）", "product");
    flow(maker.e, of, "Vout", name, &[Item::DistributedOut], |flows| {
        flows.get(Item::DistributedOut)
    })
}

fn waste(flows: &Flows) -> Option<DailyVolume> {
    known_sum([flows.get(Item::Discharge), flows.get(Item::SeriesOut)])
}

fn wasted(maker: &Maker<'_>, of: Of<'_>, code: FactCode) -> Part {
    typed_or(of, code, || {
        let name = Text::new(code.zh(), code.en());
        flow(maker.e, of, code.symbol(), name, &[Item::Discharge, Item::SeriesOut], waste)
    })
}

fn reverse_osmosis(maker: &Maker<'_>, of: Of<'_>) -> Vec<Check> {
    let feed = typed_or(of, FactCode::RoFeed, || entering(maker, of));
    let made = typed_or(of, FactCode::RoProduct, || product(maker, of));
    let reject = wasted(maker, of, FactCode::RoReject);
    let balance = maker.check(
        CheckCode::RoBalance,
        of.unit,
        [feed.clone(), made.clone(), reject],
        |values| match values {
            [feed, made, reject] => formula::percent(feed - made - reject, *feed).map(|value| {
                let f = n(*feed);
                (value, format!("({f}−{}−{})/{f}×100", n(*made), n(*reject)))
            }),
            _ => None,
        },
    );
    let recovery = maker.check(CheckCode::RoRecovery, of.unit, [made, feed], share);
    recovery.into_iter().chain(balance).collect()
}

fn softener(maker: &Maker<'_>, of: Of<'_>) -> Option<Check> {
    let made = typed_or(of, FactCode::SoftenerProduct, || product(maker, of));
    let waste = wasted(maker, of, FactCode::SoftenerWaste);
    maker.check(CheckCode::SoftenerWasteShare, of.unit, [waste, made], share)
}

fn station(maker: &Maker<'_>, of: Of<'_>) -> Option<Check> {
    let parts = [entering(maker, of), product(maker, of)];
    maker.check(CheckCode::StationOwnUse, of.unit, parts, |values| match values {
        [feed, made] => formula::percent(feed - made, *feed)
            .map(|value| (value, format!("({f}−{})/{f}×100", n(*made), f = n(*feed)))),
        _ => None,
    })
}
