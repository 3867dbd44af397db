//! Laws of the interval of unaccounted water.
#![allow(missing_docs)]

mod common;
use common::*;
use proptest::prelude::*;
use shuiheng_audit::*;

const ITEMS: [Item; 6] = [
    Item::Withdrawal(Source::Tap),
    Item::SeriesIn,
    Item::SeriesOut,
    Item::Consumption,
    Item::Discharge,
    Item::Leakage,
];

/// A workshop with sections, each with figures of any basis, and water between the sections.
fn plants() -> impl Strategy<Value = Site> {
    let figure = (0_usize..ITEMS.len(), 1_u32..100_000, 0_usize..Basis::ALL.len());
    let section = proptest::collection::vec(figure, 1..6);
    let between = proptest::collection::vec((0_usize..4, 0_usize..4, 1_u32..10_000), 0..4);
    (proptest::collection::vec(section, 1..5), between).prop_map(|(sections, between)| {
        let mut plant = site(&["workshop"], Vec::new());
        let name = |at: usize| format!("section {at}");
        for (at, figures) in sections.iter().enumerate() {
            let id = name(at);
            plant.units.push(Unit { parent: Some(UnitId("workshop".into())), ..unit(&id) });
            for (item, tenths, basis) in figures {
                let mut stream = flow(&id, ITEMS[*item], f64::from(*tenths) / 10.0);
                if let Some(figure) = &mut stream.figure {
                    figure.basis = Basis::ALL[*basis];
                }
                plant.streams.push(stream);
            }
        }
        for (from, to, tenths) in between {
            if from < sections.len() && to < sections.len() {
                plant.streams.push(pair(&name(from), &name(to), f64::from(tenths) / 10.0));
            }
        }
        plant
    })
}

fn closed(site: &Site) -> Closing {
    let tolerances = Tolerances { rounding_m3_per_day: 0.0, ..tolerances() };
    closing(site, &balance(site, &tolerances), None, (&data_quality(), &tolerances))
}

fn near(one: DailyVolume, two: DailyVolume) -> bool {
    (one - two).abs().value() <= 1e-9 * one.abs().value().max(two.abs().value()).max(1.0)
}

proptest! {
    #[test]
    fn the_interval_holds_the_difference_in_its_middle(site in plants()) {
        let closing = closed(&site);
        for known in closing.units.values().chain(&closing.site) {
            prop_assert!(known.low <= known.difference && known.difference <= known.high);
            prop_assert!(near(known.high - known.difference, known.difference - known.low));
            prop_assert_eq!(known.sign == Sign::Loss, known.low > DailyVolume::ZERO);
            prop_assert_eq!(known.sign == Sign::Gain, known.high < DailyVolume::ZERO);
        }
    }

    #[test]
    fn twice_the_water_is_twice_the_interval(site in plants(), factor in 0.01_f64..100.0) {
        let mut larger = site.clone();
        for stream in &mut larger.streams {
            if let Some(figure) = &mut stream.figure {
                figure.value = DailyVolume::m3_per_day(figure.value.value() * factor);
            }
        }
        let (one, two) = (closed(&site), closed(&larger));
        for (known, scaled) in one.units.values().zip(two.units.values()) {
            let times = |flow: DailyVolume| DailyVolume::m3_per_day(flow.value() * factor);
            prop_assert!(near(times(known.low), scaled.low), "{known:?} {scaled:?}");
            prop_assert!(near(times(known.high), scaled.high));
        }
    }

    #[test]
    fn the_order_of_streams_changes_nothing(site in plants(), turns in 0_usize..20) {
        let mut turned = site.clone();
        let by = turns % turned.streams.len().max(1);
        turned.streams.rotate_left(by);
        for (one, two) in closed(&site).units.values().zip(closed(&turned).units.values()) {
            prop_assert_eq!((one.low, one.high), (two.low, two.high));
        }
    }

    #[test]
    fn a_figure_known_better_never_widens_an_interval(site in plants(), at in 0_usize..30) {
        let mut better = site.clone();
        let at = at % better.streams.len();
        if let Some(figure) = &mut better.streams[at].figure {
            figure.uncertainty = Some(Rate::share(0.0));
        }
        for (one, two) in closed(&site).units.values().zip(closed(&better).units.values()) {
            prop_assert!(two.standard <= one.standard);
        }
    }
}

#[test]
fn parts_of_a_whole_widen_no_interval_above_them() {
    let mut plant = site(
        &["whole", "part"],
        vec![
            flow("whole", Item::Withdrawal(Source::Tap), 100.0),
            flow("part", Item::Withdrawal(Source::Tap), 60.0),
        ],
    );
    plant.units[1].parent = Some(UnitId("whole".into()));
    plant.units[1].of_which = true;
    let closing = closed(&plant);
    let whole = &closing.units[&UnitId("whole".into())];
    assert_eq!(whole.standard, DailyVolume::m3_per_day(20.0), "20 % of 100 m³/d alone");
    assert_eq!(closing.site.as_ref().map(|site| site.standard), Some(whole.standard));
    let sum = &closing.sums[0];
    assert!(sum.of_which && sum.agrees, "其中 need not make up the whole");
    plant.streams[1] = flow("part", Item::Withdrawal(Source::Tap), 130.0);
    assert!(!closed(&plant).sums[0].agrees, "but a part is not more than the whole");
}

#[test]
fn the_figures_that_matter_most_are_named_first() {
    let plant = site(
        &["a"],
        vec![
            flow("a", Item::Discharge, 10.0),
            flow("a", Item::Withdrawal(Source::Tap), 100.0),
            flow("a", Item::Recirculated, 5000.0),
            flow("a", Item::Consumption, 50.0),
        ],
    );
    let known = &closed(&plant).units[&UnitId("a".into())];
    let items: Vec<Item> = known.largest.iter().map(|part| part.item).collect();
    let tap = Item::Withdrawal(Source::Tap);
    assert_eq!(items, [tap, Item::Consumption, Item::Discharge], "what recirculates is in none");
    assert_eq!(known.grade, Some(Grade::D));
}
