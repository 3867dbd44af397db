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
    let flows = balance(&found.site, &grid::told::tolerances()).site.flows;
    let hundredths = |item| {
        flows
            .get(item)
            .map(|flow| format!("{:.0}", flow.value() * 100.0).parse().expect("a number"))
    };
    Item::all().map(|item| (item.code(), hundredths(item))).collect()
}

/// Units and their flows by name, without their places.
fn by_name(found: &Recognition) -> Vec<(String, Vec<String>)> {
    let balance = balance(&found.site, &grid::told::tolerances());
    let flows = |id| {
        let flows = &balance.unit(id).expect("a balance").flows;
        Item::all().map(|item| format!("{:?}", flows.get(item))).collect()
    };
    found.site.units.iter().map(|unit| (unit.name.clone(), flows(&unit.id))).collect()
}

/// Words of the vocabulary that stand for a code wherever they stand, as people write them.
fn words_for(code: &str) -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/library/header_terms.csv");
    let text = std::fs::read_to_string(path).expect("the vocabulary");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let sure = |row: &&Vec<&str>| {
        row[1] == code
            && row[2].is_empty()
            && row[3].parse::<u32>().is_ok_and(|weight| weight >= 75)
    };
    let elsewhere = |row: &&Vec<&str>| rows.iter().filter(|other| other[0] == row[0]).count() == 1;
    let whole = |row: &&Vec<&str>| !row[0].contains('*');
    rows.iter().filter(sure).filter(elsewhere).filter(whole).map(|row| row[0].to_owned()).collect()
}

/// Cells that a sheet may hold in any disorder.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("<".to_owned()),
        Just("^".to_owned()),
        "[0-9]{1,4}(\\.[0-9])?",
        prop::sample::select(vec![
            "取水量",
            "循环水量",
            "其中",
            "小计",
            "合计",
            "用水单元",
            "序号",
            "排水量",
            "耗水量",
            "单位：m³/d",
            "2023年",
            "—",
            "#DIV/0!",
            "=A1",
            "@2024-09-10",
            "车间",
            "产品名称",
            "产量",
            "水表编号",
            "级别",
            "一、主要生产用水",
            "其中：染色",
            "年运行天数",
            "企业名称：",
            "测试日期：2024年9月",
            "日取水量约 12 万m³",
            "（）",
            "³／（",
            "万m³/a",
            "平均",
            "第一次",
            "年份",
            "月份",
            "1月",
            "2月",
            "3月",
            "2024年2月",
            "上半年",
            "计费周期",
            "2024.01.05-2024.02.04",
            "@9999-12-31",
            "用水量（m³）",
            "表号",
            "本期读数",
            "上期读数",
            "抄表日期",
            "2024-09-10 08:00",
            "设备名称",
            "数量",
            "是否淘汰",
            "监测点",
            "pH",
            "COD（mg/L）",
            "检测项目",
            "抄表记录",
        ])
        .prop_map(str::to_owned),
        "[一-龥（）：/、a-z0-9 ]{0,8}",
    ]
}

/// A sheet of such cells; a mark of merging has something to merge with.
fn disorder() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::collection::vec(cell(), 1..8), 1..14).prop_map(|rows| {
        let mut lines = vec!["# 乱".to_owned()];
        let mut above: Vec<bool> = Vec::new();
        for row in rows {
            let mut filled: Vec<bool> = Vec::new();
            let mut cells = Vec::new();
            for (col, cell) in row.into_iter().enumerate() {
                let left = col > 0 && filled[col - 1];
                let up = above.get(col).copied().unwrap_or(false);
                let cell = match cell.as_str() {
                    "<" if !left => String::new(),
                    "^" if !up => String::new(),
                    _ => cell,
                };
                filled.push(!cell.trim().is_empty());
                cells.push(cell);
            }
            lines.push(cells.join("|"));
            above = filled;
        }
        lines.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_sheet_in_disorder_stops_the_work(text in disorder()) {
        let found = read(&text);
        prop_assert_eq!(found.sheets.len(), 1);
        for stream in &found.site.streams {
            let value = stream.figure.as_ref().map_or(0.0, |figure| figure.value.value());
            prop_assert!(value.is_finite());
        }
        let ledgers = &found.ledgers;
        shuiheng_audit::ledger_doubts(ledgers);
        prop_assert!(shuiheng_audit::monthly(&ledgers.uses).len() <= ledgers.uses.len());
        for period in &ledgers.uses {
            prop_assert!(period.from <= period.to && !period.cells().is_empty());
        }
    }
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

    #[test]
    fn a_balance_is_never_taken_for_a_table_beside_it(rows in prop::collection::vec(row(), 1..12)) {
        let numbered: Vec<(usize, Row)> = rows.into_iter().enumerate().collect();
        prop_assert!(read(&sheet("2024年水平衡测试表", &numbered, &[])).ledgers.is_empty());
    }

    #[test]
    fn months_are_read_alike_down_and_across(
        amounts in prop::collection::vec((0_u32..90_000, 0_u32..90_000), 3..12),
        wan in any::<bool>(),
    ) {
        let unit = if wan { "万m³" } else { "m³" };
        let title = format!("# 台账\n2023年取水量台账（单位：{unit}）");
        let months = 1..=amounts.len();
        let down: Vec<String> = months.clone().zip(&amounts)
            .map(|(month, (tap, river))| format!("{month}月 | {tap} | {river}")).collect();
        let joined = |cells: Vec<String>| cells.join(" | ");
        let across = format!(
            "{title}\n水源 | {}\n自来水 | {}\n河水 | {}",
            joined(months.map(|month| format!("{month}月")).collect()),
            joined(amounts.iter().map(|amount| amount.0.to_string()).collect()),
            joined(amounts.iter().map(|amount| amount.1.to_string()).collect()),
        );
        let down = format!("{title}\n月份 | 自来水 | 河水\n{}", down.join("\n"));
        let scale: u32 = if wan { 10_000 } else { 1 };
        let wanted: Vec<u64> = amounts.iter().map(|amount| amount.0)
            .chain(amounts.iter().map(|amount| amount.1))
            .map(|amount| u64::from(amount) * u64::from(scale)).collect();
        for text in [down, across] {
            let found = read(&text);
            let amounts: Vec<u64> = found.ledgers.uses.iter()
                .map(|period| period.amount.and_then(|amount| amount.try_into().ok()).expect("an amount"))
                .collect();
            prop_assert_eq!(&amounts, &wanted, "{}", text);
            prop_assert!(found.site.units.is_empty());
            prop_assert!(shuiheng_audit::ledger_doubts(&found.ledgers).is_empty());
        }
    }

    #[test]
    fn any_word_of_the_trade_means_the_same(picks in prop::collection::vec(any::<prop::sample::Index>(), 9)) {
        let codes = ["tap", "surface", "recirculated", "series_in", "reuse", "series_out", "consumption", "discharge", "leakage"];
        let headers: Vec<String> = codes.iter().zip(&picks).map(|(code, pick)| pick.get(&words_for(code)).clone()).collect();
        let text = format!(
            "# 表\n单位：m³/d\n用水单元 | {}\n甲 | 30 | 20 | 100 | 5 | 7 | 4 | 6 | 51 | 1\n乙 | 10 | 2 | 0 | 4 | 0 | 5 | 1 | 10 | 0",
            headers.join(" | ")
        );
        let found = totals(&read(&text));
        let wanted = [
            ("withdrawal.tap", 40), ("withdrawal.surface", 22), ("recirculated", 100), ("series_in", 9), ("reuse", 7),
            ("series_out", 9), ("consumption", 7), ("discharge", 61), ("leakage", 1),
        ];
        for (name, value) in wanted {
            prop_assert_eq!(found[name], Some(value * 100), "{} in {:?}", name, &headers);
        }
    }

    #[test]
    fn a_sum_under_any_name_is_not_counted(
        rows in prop::collection::vec((1001_u32..5000, 1001_u32..5000, 20_u32..60), 2..9),
        first in any::<bool>(),
        at in any::<prop::sample::Index>(),
    ) {
        let cells = |tap: u32, river: u32, consumed: u32| {
            let inflow = tap + river;
            let text = |value: u32| format!("{}.{}", value / 10, value % 10);
            [tap, river, consumed, inflow - consumed].map(text).join(" | ")
        };
        let parts: Vec<(u32, u32, u32)> =
            rows.iter().map(|(tap, river, share)| (*tap, *river, (tap + river) * share / 100)).collect();
        // Rows before the group stand for themselves.
        let from = at.index(parts.len() - 1);
        let group = &parts[from..];
        let sum = |part: fn(&(u32, u32, u32)) -> u32| group.iter().map(part).sum::<u32>();
        // Round or repeated figures say too little to tell a sum from chance.
        let sums = [sum(|p| p.0), sum(|p| p.1), sum(|p| p.2), sum(|p| p.0 + p.1 - p.2)];
        prop_assume!((0..4).all(|at| sums[at] % 10 != 0 && !sums[..at].contains(&sums[at])));
        let whole = format!("整理工场 | {}", cells(sum(|p| p.0), sum(|p| p.1), sum(|p| p.2)));
        let mut lines: Vec<String> =
            parts.iter().enumerate().map(|(at, part)| format!("第{at}号机台 | {}", cells(part.0, part.1, part.2))).collect();
        lines.insert(if first { from } else { lines.len() }, whole);
        let text = format!("# 表\n单位：m³/d\n用水单元 | 自来水 | 河水 | 耗水量 | 排水量\n{}", lines.join("\n"));
        let found = read(&text);
        let total = |part: fn(&(u32, u32, u32)) -> u32| Some(parts.iter().map(|p| i64::from(part(p)) * 10).sum::<i64>());
        prop_assert_eq!(totals(&found)["withdrawal.tap"], total(|p| p.0));
        prop_assert_eq!(totals(&found)["consumption"], total(|p| p.2));
        let said = found.doubts.iter().any(|doubt| doubt.code.code() == "subtotal_double_counted");
        prop_assert!(said);
    }
}
