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
    let part = |code: FactCode, items: &[Item], sum: Sum| {
        typed_or(of, code, || {
            let name = Text::new(code.zh(), code.en());
            flow(maker.e, of, code.symbol(), name, items, sum)
        })
    };
    let feed = part(FactCode::BoilerFeed, &inflows, |flows| {
        // A boiler is fed with all that flows in, and only a whole sum is its feed.
        if flows.unknown().any(Item::is_inflow) { None } else { flows.inflow() }
    });
    let blow_down =
        part(FactCode::BlowDown, &[Item::Discharge], |flows| flows.get(Item::Discharge));
    let steam = maker.fact(of.unit, FactCode::SteamOutput);
    let returned = part(FactCode::CondensateReturned, &[Item::Condensate], |flows| {
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
