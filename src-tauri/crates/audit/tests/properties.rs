//! What must hold of every balance, whatever the figures.

mod common;

use common::{case, flow, library, site};
use proptest::prelude::*;
use shuiheng_audit::{
    Closure, DailyVolume, Figure, IndicatorCode, Item, Rate, Site, Source, Stream, diagnose,
};

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// A site whose units close by construction: the discharge is what remains. Volumes are
/// tenths of m³/d, as tables give them.
fn closing_site() -> impl Strategy<Value = Site> {
    let row = (
        0u32..5000,
        0u32..2000,
        0u32..900,
        0u32..20_000,
        0u32..300,
        0u32..100,
        0u32..100,
        0u32..60,
    );
    prop::collection::vec(row, 1..=NAMES.len()).prop_map(|rows| {
        let mut streams = Vec::new();
        for (name, (tap, steam, series, recirculated, reuse, consumed, leaked, out)) in
            NAMES.iter().zip(&rows)
        {
            let inflow = tap + steam + series + reuse;
            let (consumed, leaked, out) =
                (*consumed.min(&(inflow / 3)), *leaked.min(&(inflow / 3)), *out.min(&(inflow / 3)));
            let discharged = inflow - consumed - leaked - out;
            let mut add =
                |item, tenths: u32| streams.push(flow(name, item, f64::from(tenths) / 10.0));
            add(Item::Withdrawal(Source::Tap), *tap);
            add(Item::Withdrawal(Source::Steam), *steam);
            add(Item::SeriesIn, *series);
            add(Item::Reuse, *reuse);
            add(Item::Recirculated, *recirculated);
            add(Item::Consumption, consumed);
            add(Item::Leakage, leaked);
            add(Item::SeriesOut, out);
            add(Item::Discharge, discharged);
        }
        site(&NAMES[..rows.len()], streams)
    })
}

fn scaled(site: &Site, factor: f64) -> Site {
    let scale = |stream: &Stream| Stream {
        figure: stream.figure.as_ref().map(|figure| Figure {
            value: DailyVolume::m3_per_day(figure.value.value() * factor),
            ..figure.clone()
        }),
        ..stream.clone()
    };
    Site { units: site.units.clone(), streams: site.streams.iter().map(scale).collect() }
}

fn rates(site: &Site) -> Vec<(IndicatorCode, Option<f64>)> {
    diagnose(case(site.clone()), &library())
        .indicators
        .iter()
        .map(|indicator| (indicator.code, indicator.value))
        .collect()
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0),
        (a, b) => a == b,
    }
}

proptest! {
    #[test]
    fn streams_that_balance_by_construction_close(site in closing_site()) {
        let balance = diagnose(case(site), &library()).balance;
        for unit in &balance.units {
            prop_assert_eq!(unit.difference.closure, Closure::Closed);
            prop_assert_eq!(unit.difference.imbalance, Some(DailyVolume::ZERO));
        }
        prop_assert_eq!(balance.site.difference.closure, Closure::Closed);
        prop_assert!(balance.site.difference.imbalance.is_some_and(|gap| gap.abs().value() < 1e-6));
    }

    #[test]
    fn scaling_all_flows_leaves_every_rate_unchanged(site in closing_site(), factor in 0.001f64..1000.0) {
        for ((code, before), (_, after)) in rates(&site).into_iter().zip(rates(&scaled(&site, factor))) {
            prop_assert!(close(before, after), "{:?}: {:?} {:?}", code, before, after);
        }
    }

    #[test]
    fn a_permutation_of_rows_changes_nothing(site in closing_site(), turns in 0usize..50) {
        let mut other = site.clone();
        other.streams.rotate_left(turns % site.streams.len());
        other.streams.reverse();
        other.units.reverse();
        let (one, two) = (diagnose(case(site), &library()), diagnose(case(other), &library()));
        // Not nearly: the sums are the same numbers.
        prop_assert_eq!(&one.balance.site, &two.balance.site);
        let values = |diagnosis: &shuiheng_audit::Diagnosis| diagnosis.indicators.iter().map(|indicator| indicator.value).collect::<Vec<_>>();
        prop_assert_eq!(values(&one), values(&two));
    }

    #[test]
    fn the_whole_is_the_sum_of_its_parents(site in closing_site(), split in 0usize..6) {
        let mut tree = site.clone();
        let workshop = common::unit("workshop");
        for unit in tree.units.iter_mut().take(split) {
            unit.parent = Some(workshop.id.clone());
        }
        tree.units.push(workshop);
        let (flat, tree) = (diagnose(case(site), &library()), diagnose(case(tree), &library()));
        prop_assert_eq!(&flat.balance.site, &tree.balance.site);
        let workshop = tree.balance.units.iter().find(|unit| unit.unit.0 == "workshop").unwrap();
        prop_assert_eq!(workshop.difference.closure, Closure::Closed);
    }

    #[test]
    fn recirculation_changes_no_imbalance(site in closing_site(), extra in 0.0f64..1e6) {
        let before = diagnose(case(site.clone()), &library()).balance;
        let mut more = site;
        more.streams.push(flow("a", Item::Recirculated, extra));
        let after = diagnose(case(more), &library()).balance;
        prop_assert_eq!(before.site.difference.imbalance, after.site.difference.imbalance);
        prop_assert_eq!(before.site.external_discharge, after.site.external_discharge);
    }

    #[test]
    fn an_unknown_flow_makes_what_rests_on_it_unknown(site in closing_site(), at in 0usize..54) {
        let mut site = site;
        let at = at % site.streams.len();
        site.streams[at].figure = None;
        let id = shuiheng_audit::UnitId(NAMES[at / 9].into());
        let item = site.streams[at].item_for(&id, |_| shuiheng_audit::Role::Use).unwrap();
        let diagnosis = diagnose(case(site), &library());
        let flows = &diagnosis.balance.site.flows;
        prop_assert_eq!(flows.get(item), None);
        let rests_on_recycling = matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Withdrawal(_));
        prop_assert_eq!(diagnosis.balance.site.reuse_rate.is_none(), rests_on_recycling || flows.total_use(flows.intake()) == Some(DailyVolume::ZERO));
    }

    #[test]
    fn a_share_and_its_percentage_are_one(value in -10.0f64..10.0) {
        prop_assert!((Rate::percent(Rate::share(value).to_percent()).value() - value).abs() < 1e-12);
    }
}
