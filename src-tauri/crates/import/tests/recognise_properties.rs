//! What must not change what is recognised: the order of rows, the title, empty rows.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "grid/mod.rs"]
#[allow(dead_code)]
mod grid;

use proptest::prelude::*;
use shuiheng_audit::{Item, balance};
use shuiheng_import::recognise::{Hints, Recognition, recognise};
use std::collections::BTreeMap;

/// A unit that balances: tenths of m³/d of tap water, river water, water recirculated, and
/// the shares of the inflow that are consumed and leaked.
#[derive(Clone, Debug)]
struct Row {
    tap: u32,
    river: u32,
    recirculated: u32,
    consumed: u32,
    leaked: u32,
    /// Zeros are left empty, or written as a dash.
    empty: bool,
}

fn row() -> impl Strategy<Value = Row> {
    (0_u32..5000, 0_u32..5000, 0_u32..90000, 0_u32..60, 0_u32..10, any::<bool>()).prop_map(
        |(tap, river, recirculated, consumed, leaked, empty)| Row {
            tap,
            river,
            recirculated: if recirculated % 3 == 0 { recirculated } else { 0 },
            consumed,
            leaked,
            empty,
        },
    )
}

fn line(name: &str, row: &Row) -> String {
    let inflow = row.tap + row.river;
    let (consumed, leaked) = (inflow * row.consumed / 100, inflow * row.leaked / 100);
    let values = [
        row.tap,
        row.river,
        inflow,
        row.recirculated,
        consumed,
        inflow - consumed - leaked,
        leaked,
    ];
    let text = |value: &u32| match (value, row.empty) {
        (0, true) => "—".to_owned(),
        (value, _) => format!("{}.{}", value / 10, value % 10),
    };
    format!("{name} | {}", values.iter().map(text).collect::<Vec<_>>().join(" | "))
}

fn sheet(title: &str, rows: &[(usize, Row)], blank_after: &[usize]) -> String {
    let mut lines = vec![
        "# 表".to_owned(),
        title.to_owned(),
        "单位：m³/d".to_owned(),
        "用水单元 | 取水量 | < | < | 循环水量 | 耗水量 | 排水量 | 漏失水量".to_owned(),
        "^ | 自来水 | 河水 | 小计 | ^ | ^ | ^ | ^".to_owned(),
    ];
    for (at, (number, row)) in rows.iter().enumerate() {
        lines.push(line(&format!("第{number}号机台"), row));
        if blank_after.contains(&at) {
            lines.push(String::new());
        }
    }
    lines.join("\n")
}

fn read(text: &str) -> Recognition {
    recognise(&grid::parse(text).0, &Hints::default())
}

/// Totals of the site, in hundredths, so that the order of addition does not show.
fn totals(found: &Recognition) -> BTreeMap<String, Option<i64>> {
    let flows = balance(&found.site, &grid::tolerances()).site.flows;
    let hundredths = |item| {
        flows
            .get(item)
            .map(|flow| format!("{:.0}", flow.value() * 100.0).parse().expect("a number"))
    };
    Item::all().map(|item| (item.code(), hundredths(item))).collect()
}

/// Units and their flows by name, without their places.
fn by_name(found: &Recognition) -> Vec<(String, Vec<String>)> {
    let balance = balance(&found.site, &grid::tolerances());
    let flows = |id| {
        let flows = &balance.unit(id).expect("a balance").flows;
        Item::all().map(|item| format!("{:?}", flows.get(item))).collect()
    };
    found.site.units.iter().map(|unit| (unit.name.clone(), flows(&unit.id))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_changes_no_total(rows in prop::collection::vec(row(), 2..12), seed in any::<u64>()) {
        let numbered: Vec<(usize, Row)> = rows.into_iter().enumerate().collect();
        let mut shuffled = numbered.clone();
        let length = u64::try_from(shuffled.len()).expect("a length");
        for at in 0..shuffled.len() {
            let other = usize::try_from((seed.rotate_left(u32::try_from(at).expect("a place"))) % length).expect("a place");
            shuffled.swap(at, other);
        }
        let (first, second) = (read(&sheet("水平衡表", &numbered, &[])), read(&sheet("水平衡表", &shuffled, &[])));
        prop_assert_eq!(totals(&first), totals(&second));
        prop_assert_eq!(first.site.units.len(), numbered.len());
    }

    #[test]
    fn the_title_and_empty_rows_change_nothing(
        rows in prop::collection::vec(row(), 1..10),
        title in "[一-龥]{2,12}",
        blank in prop::collection::vec(0_usize..10, 0..3),
    ) {
        let numbered: Vec<(usize, Row)> = rows.into_iter().enumerate().collect();
        let plain = read(&sheet("水平衡表", &numbered, &[]));
        let other = read(&sheet(&title, &numbered, &blank));
        prop_assert_eq!(by_name(&plain), by_name(&other));
        prop_assert_eq!(plain.doubts.len(), other.doubts.len());
    }

    #[test]
    fn reading_twice_gives_the_same(rows in prop::collection::vec(row(), 1..10)) {
        let numbered: Vec<(usize, Row)> = rows.into_iter().enumerate().collect();
        let text = sheet("水平衡表", &numbered, &[]);
        prop_assert_eq!(read(&text), read(&text));
    }

    #[test]
    fn every_figure_counts_once(rows in prop::collection::vec(row(), 1..12)) {
        let numbered: Vec<(usize, Row)> = rows.iter().cloned().enumerate().collect();
        let found = totals(&read(&sheet("水平衡表", &numbered, &[])));
        let sum = |part: fn(&Row) -> u32| Some(rows.iter().map(|row| i64::from(part(row)) * 10).sum::<i64>());
        prop_assert_eq!(found["withdrawal.tap"], sum(|row| row.tap));
        prop_assert_eq!(found["withdrawal.surface"], sum(|row| row.river));
        prop_assert_eq!(found["recirculated"], sum(|row| row.recirculated));
    }
}
