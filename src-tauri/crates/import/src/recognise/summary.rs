//! Tables that only sum what other tables hold.

use super::choose::Fate;
use super::label::{category_of, is_only_category};
use super::report::{RowRole, SheetRole};
use super::table::Table;
use super::text::tidy;
use shuiheng_audit::{Days, Item};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn find_summaries(tables: &[Table<'_>], days: Option<Days>, fates: &mut [Fate]) {
    if tables.len() < 2 {
        return;
    }
    let sums: Vec<BTreeMap<Item, f64>> = tables.iter().map(|table| table.sums(days)).collect();
    for at in 0..tables.len() {
        if fates[at] != Fate::Read || tables[at].chosen.role == Some(SheetRole::Balance) {
            continue;
        }
        let others: Vec<usize> =
            (0..tables.len()).filter(|other| *other != at && fates[*other] == Fate::Read).collect();
        let matches = matches(tables, at, &others, &sums, days);
        if let Some(row) = sole_row(&tables[at]) {
            if stands_for_all(&tables[at], row, &others, &sums, days) {
                fates[at] = Fate::Summary(BTreeMap::from([(row, others)]));
            }
            continue;
        }
        if sums_all(&tables[at], &others, tables, &sums, at) {
            let rows = tables[at].leaves().map(|row| (row, Vec::new())).collect();
            fates[at] = Fate::Summary(rows);
            continue;
        }
        let distinct: BTreeSet<usize> = matches.iter().map(|found| found.table).collect();
        let sure = matches.iter().any(|found| found.by_name && found.by_sum);
        if distinct.len() >= 2 || sure {
            fates[at] = Fate::Summary(
                matches.into_iter().map(|found| (found.row, vec![found.table])).collect(),
            );
        }
    }
}

pub(super) struct Match {
    row: usize,
    table: usize,
    by_name: bool,
    by_sum: bool,
}

/// Rows of a table that stand for other tables, each for one.
pub(super) fn matches(
    tables: &[Table<'_>],
    at: usize,
    others: &[usize],
    sums: &[BTreeMap<Item, f64>],
    days: Option<Days>,
) -> Vec<Match> {
    let table = &tables[at];
    let rows: Vec<usize> = table.leaves().take(400).collect();
    let mut found: Vec<Match> = Vec::new();
    for &other in others {
        let candidates = rows.iter().filter(|row| !found.iter().any(|held| held.row == **row));
        let best = candidates
            .map(|row| {
                let by_name = stands_for(&table.record(*row).name, &tables[other]);
                let by_sum = same_sums(&table.row_sums(*row, days), &sums[other]);
                Match { row: *row, table: other, by_name, by_sum }
            })
            .filter(|found| found.by_name || found.by_sum)
            .max_by_key(|found| (found.by_name && found.by_sum, found.by_sum, found.by_name));
        found.extend(best);
    }
    found
}

/// The only row of figures of a table.
pub(super) fn sole_row(table: &Table<'_>) -> Option<usize> {
    (table.figures.len() == 1).then_some(0)
}

/// True where a table of one row gives the sums of all other tables: it is named as the
/// whole, or its figures are those sums in any unit of measure.
pub(super) fn stands_for_all(
    table: &Table<'_>,
    row: usize,
    others: &[usize],
    sums: &[BTreeMap<Item, f64>],
    days: Option<Days>,
) -> bool {
    if others.is_empty() {
        return false;
    }
    let name = tidy(&table.record(row).name);
    let named = table.record(row).role == RowRole::Total
        || ["公司", "全厂", "企业", "本厂", "总计", "合计"].iter().any(|word| name.contains(word));
    let all = total(others, sums);
    named || same_sums(&table.row_sums(row, days), &all)
}

/// The sums of several tables.
pub(super) fn total(tables: &[usize], sums: &[BTreeMap<Item, f64>]) -> BTreeMap<Item, f64> {
    let mut all: BTreeMap<Item, f64> = BTreeMap::new();
    for (item, sum) in tables.iter().flat_map(|table| &sums[*table]) {
        *all.entry(*item).or_default() += sum;
    }
    all
}

/// True where a table says the same as all others together, in fewer rows: 主要生产,
/// 辅助生产, 附属生产 of a table of units.
pub(super) fn sums_all(
    table: &Table<'_>,
    others: &[usize],
    tables: &[Table<'_>],
    sums: &[BTreeMap<Item, f64>],
    at: usize,
) -> bool {
    let rows = table.leaves().count();
    let theirs: usize = others.iter().map(|other| tables[*other].leaves().count()).sum();
    if others.is_empty() || rows >= theirs {
        return false;
    }
    let categories = rows > 0
        && table.leaves().all(|row| {
            let name = &table.record(row).name;
            category_of(name).is_some() && is_only_category(name)
        });
    categories || same_sums(&sums[at], &total(others, sums))
}

pub(super) fn stands_for(name: &str, table: &Table<'_>) -> bool {
    let key = tidy(name);
    if key.chars().count() < 2 {
        return false;
    }
    let sheet = tidy(table.block.grid.sheet);
    let titles = table
        .caption
        .above
        .iter()
        .map(|words| tidy(&words.text))
        .filter(|title| !title.contains("单位:"));
    // A table on the same sheet is told by its title alone.
    std::iter::once(sheet)
        .chain(titles)
        .any(|text| text.contains(&key) || (key.contains(&text) && text.chars().count() >= 2))
}

pub(super) fn same_sums(row: &BTreeMap<Item, f64>, sums: &BTreeMap<Item, f64>) -> bool {
    let shared: Vec<(f64, f64)> = row
        .iter()
        .filter_map(|(item, value)| sums.get(item).map(|sum| (*value, *sum)))
        .filter(|(value, sum)| *value != 0.0 || *sum != 0.0)
        .collect();
    shared.len() >= 2
        && shared
            .iter()
            .all(|(value, sum)| (value - sum).abs() <= 0.001 * sum.abs().max(value.abs()) + 0.051)
}
