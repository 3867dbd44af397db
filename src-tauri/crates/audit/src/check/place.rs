//! Checks of domestic water and of the site's discharge, and the terms of a cooling system
//! that indicators share.

use super::draft::{Maker, Of, Part, flow, n, typed, typed_or};
use super::{Check, CheckCode, CheckInput, FactCode, Missing, formula};
use crate::{Evidence, Input, Item, Source, Text, Unit, WaterSystem, known_sum};

/// Fresh water of a unit.
pub(super) fn fresh_items() -> Vec<Item> {
    Source::ALL.into_iter().map(Item::Withdrawal).chain([Item::DistributedIn]).collect()
}

/// Make-up, blow-down and, where it is told, drift of a cooling system. Without a figure of
/// its own the blow-down is what the unit discharges or hands on; drift that is not told is
/// part of what evaporates and stands in no term.
pub(crate) struct CoolingTerms {
    pub(crate) make_up: Part,
    pub(crate) blow_down: Part,
    pub(crate) drift: Option<Part>,
}

/// The terms of a cooling system.
pub(crate) fn cooling_terms(e: &Evidence, of: Of<'_>) -> CoolingTerms {
    let mut make_up = fresh_items();
    make_up.extend([Item::SeriesIn, Item::Reuse, Item::Condensate]);
    let out = [Item::Discharge, Item::SeriesOut];
    CoolingTerms {
        make_up: flow(e, of, "M", Text::new("补充水量", "make-up"), &make_up, |flows| {
            known_sum([flows.fresh(), flows.get(Item::SeriesIn), flows.reuse()])
        }),
        blow_down: typed_or(of, FactCode::BlowDown, || {
            let name =
                Text::new("排污水量（排水与串联供出）", "blow-down (discharge and series out)");
            // Blow-down that another unit uses (desulphurisation, rinsing) is blow-down too.
            flow(e, of, "B", name, &out, |flows| {
                known_sum([flows.get(Item::Discharge), flows.get(Item::SeriesOut)])
            })
        }),
        drift: typed(of.unit, FactCode::Drift),
    }
}

pub(super) fn checks(maker: &Maker<'_>) -> Vec<Check> {
    domestic(maker).into_iter().chain(discharge(maker)).collect()
}

/// Domestic water over heads: those of the unit by shift, else the staff of the enterprise
/// where one unit is all its domestic water.
fn domestic(maker: &Maker<'_>) -> Vec<Check> {
    let units: Vec<&Unit> = maker.e.units_of(WaterSystem::Domestic).collect();
    let only = units.len() == 1;
    let one = |unit: &&Unit| {
        let of = maker.of(unit)?;
        let name = Text::new("生活取用新水量", "domestic fresh water");
        let water = flow(maker.e, of, "Vylf", name, &fresh_items(), crate::Flows::fresh);
        let heads = maker.fact(unit, FactCode::HeadsPerShift);
        let shifts = maker.fact(unit, FactCode::Shifts);
        let staff = maker.e.profile.employees.filter(|staff| *staff > 0 && only);
        let (heads, shifts) = match (&heads, &shifts, staff) {
            // Each of the staff comes for one shift on a day.
            (Err(_), Err(_), Some(staff)) => (Ok(staff_input(staff)), None),
            _ => (heads, Some(shifts)),
        };
        maker.check(
            CheckCode::DomesticPerHead,
            unit,
            [water, heads].into_iter().chain(shifts),
            |values| match values {
                [water, heads] => formula::over(water * 1000.0, *heads)
                    .map(|value| (value, format!("{}×1000/{}", n(*water), n(*heads)))),
                [water, heads, shifts] => {
                    formula::over(water * 1000.0, heads * shifts).map(|value| {
                        (value, format!("{}×1000/({}×{})", n(*water), n(*heads), n(*shifts)))
                    })
                }
                _ => None,
            },
        )
    };
    units.iter().filter_map(one).collect()
}

fn staff_input(staff: u32) -> CheckInput {
    CheckInput {
        input: Input {
            symbol: "n".into(),
            name: Text::new("职工人数（每人每日一班）", "staff, one shift each on a day"),
            value: f64::from(staff),
            unit: "person".into(),
            cells: Vec::new(),
        },
        fact: None,
    }
}

fn discharge(maker: &Maker<'_>) -> Option<Check> {
    let part = |known: Result<Input, Text>| match known {
        Ok(input) => Ok(CheckInput { input, fact: None }),
        Err(text) => Err(Missing { text, fact: None }),
    };
    // A site without a unit has nothing to be checked.
    maker.e.site.units.first()?;
    let parts = [part(maker.e.external_discharge()), part(maker.e.intake())];
    maker.plain(CheckCode::DischargeOverIntake, String::new(), parts, |values| match values {
        [out, into] => formula::percent(*out, *into)
            .map(|value| (value, format!("{}/{}×100", n(*out), n(*into)))),
        _ => None,
    })
}
