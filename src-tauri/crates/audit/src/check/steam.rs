//! Checks of boilers, steam and condensate.

use super::draft::{Maker, Of, flow, n, typed_or};
use super::{Check, CheckCode, FactCode, formula};
use crate::{DailyVolume, Flows, Item, Text, WaterSystem};

pub(super) fn checks(maker: &Maker<'_>) -> Vec<Check> {
    maker
        .e
        .units_of(WaterSystem::Boiler)
        .filter_map(|unit| maker.of(unit))
        .flat_map(|of| of_boiler(maker, of))
        .collect()
}

/// Sums over a unit's flows.
type Sum = fn(&Flows) -> Option<DailyVolume>;

fn of_boiler(maker: &Maker<'_>, of: Of<'_>) -> Vec<Check> {
    let inflows: Vec<Item> = Item::all().filter(|item| item.is_inflow()).collect();
    let part = |code: FactCode, name: Text, items: &[Item], sum: Sum| {
        typed_or(of, code, || flow(maker.e, of, code.symbol(), name, items, sum))
    };
    let whole = Text::new("锅炉给水量（按单元输入水量计）", "boiler feed (all that flows in)");
    let feed = part(FactCode::BoilerFeed, whole, &inflows, |flows| {
        // A boiler is fed with all that flows in, and only a whole sum is its feed.
        if flows.unknown().any(Item::is_inflow) { None } else { flows.inflow() }
    });
    // What a boiler house discharges is more than its blow-down, so this must be told.
    let blow_down = maker.fact(of.unit, FactCode::BlowDown);
    let steam = maker.fact(of.unit, FactCode::SteamOutput);
    let back = Text::new("冷凝水回用量", "condensate returned");
    let returned = part(FactCode::CondensateReturned, back, &[Item::Condensate], |flows| {
        // A balance without such a stream does not say that nothing comes back.
        if flows.has(Item::Condensate) { flows.get(Item::Condensate) } else { None }
    });
    let balance = maker.check(
        CheckCode::BoilerBalance,
        of.unit,
        [feed.clone(), steam.clone(), blow_down.clone()],
        |values| match values {
            [feed, steam, out] => formula::percent(feed - steam - out, *feed).map(|value| {
                let f = n(*feed);
                (value, format!("({f}−{}−{})/{f}×100", n(*steam), n(*out)))
            }),
            _ => None,
        },
    );
    let enthalpies = [FactCode::EnthalpyBefore, FactCode::EnthalpyAfter, FactCode::EvaporationHeat];
    let flash = enthalpies.iter().any(|code| of.unit.facts.get(*code).is_some()).then(|| {
        maker.check(
            CheckCode::FlashFraction,
            of.unit,
            enthalpies.map(|code| maker.fact(of.unit, code)),
            |values| match values {
                [before, after, heat] => formula::over(before - after, *heat)
                    .map(|value| (value, format!("({}−{})/{}", n(*before), n(*after), n(*heat)))),
                _ => None,
            },
        )
    });
    let checks = [
        balance,
        maker.check(CheckCode::BlowDownShare, of.unit, [blow_down, feed], share),
        maker.check(CheckCode::CondensateReturn, of.unit, [returned, steam], share),
        flash.flatten(),
    ];
    checks.into_iter().flatten().collect()
}

/// The first of two figures as a share of the second, in %.
pub(super) fn share(values: &[f64]) -> Option<(f64, String)> {
    match values {
        [part, whole] => formula::percent(*part, *whole)
            .map(|value| (value, format!("{}/{}×100", n(*part), n(*whole)))),
        _ => None,
    }
}
