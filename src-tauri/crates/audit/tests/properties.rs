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
    fn rates_of_a_site_that_closes_lie_between_nothing_and_all(site in closing_site()) {
        let diagnosis = diagnose(case(site), &library());
        let leaves =
            diagnosis.balance.site.external_discharge.is_some_and(|out| out >= DailyVolume::ZERO);
        let may_be_anything = |code: IndicatorCode| match code {
            // Water that is used again leaves and leaks too: what goes out may be more than
            // what is taken in.
            IndicatorCode::DischargeRate | IndicatorCode::LeakageRate => true,
            // Where more is used again than the units discharge, nothing is left to leave.
            IndicatorCode::WastewaterReuseRate => !leaves,
            _ => false,
        };
        for indicator in &diagnosis.indicators {
            let Some(value) = indicator.value else { continue };
            if indicator.unit == "%" && !may_be_anything(indicator.code) {
                let within = (-1e-9..=100.0 + 1e-9).contains(&value);
                prop_assert!(within, "{:?} {}", indicator.code, value);
            }
        }
    }

    #[test]
    fn the_reuse_rate_is_weighted_by_volume(site in closing_site()) {
        let diagnosis = diagnose(case(site), &library());
        let Some(rate) = diagnosis.indicator(IndicatorCode::ReuseRate).and_then(|of| of.value) else {
            return Ok(());
        };
        // Weighted by the water that each unit uses, not the mean of the units' rates.
        let parts: Vec<(f64, f64)> = diagnosis
            .balance
            .units
            .iter()
            .filter_map(|unit| {
                let used = unit.flows.total_use(unit.flows.fresh())?.value();
                Some((unit.reuse_rate.map_or(0.0, Rate::to_percent) * used, used))
            })
            .collect();
        let (over, under) = parts.iter().fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
        prop_assert!((rate - over / under).abs() < 1e-6, "{} {}", rate, over / under);
    }

    #[test]
    fn an_indicator_with_a_value_knows_how_sure_it_is_by_its_figures(site in closing_site()) {
        let diagnosis = diagnose(case(site), &library());
        for indicator in &diagnosis.indicators {
            if indicator.value.is_some() {
                let known = indicator.uncertainty.is_some_and(|of| of.standard.is_finite() && of.standard >= 0.0);
                prop_assert!(known, "{:?}", indicator.code);
            }
        }
    }

    #[test]
    fn a_share_and_its_percentage_are_one(value in -10.0f64..10.0) {
        prop_assert!((Rate::percent(Rate::share(value).to_percent()).value() - value).abs() < 1e-12);
    }
}
