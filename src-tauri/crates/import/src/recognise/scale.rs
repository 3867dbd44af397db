//! Whether stated units of measure can be right: figures of the same water elsewhere tell.

use super::remark::{Remarks, Said, listed, plain};
use super::report::Meaning;
use super::sums::Verdict;
use super::table::Table;
use shuiheng_audit::{CellRef, Days, DoubtCode, FlowUnit, Item};
use std::collections::{BTreeMap, BTreeSet};

/// Compares the rows of a summary with the tables that they sum.
pub(crate) fn compare_summary(
    tables: &[Table<'_>],
    at: usize,
    matches: &BTreeMap<usize, Vec<usize>>,
    days: Option<Days>,
    remarks: &mut Remarks,
) {
    let summary = &tables[at];
    let pairs: Vec<Pair> = matches
        .iter()
        .flat_map(|(row, parts)| pairs(summary, *row, &sums_of(tables, parts, days), days))
        .collect();
    if let Some(other) = other_unit(summary.unit.flow, &pairs, days) {
        say_unit(summary, matches, other, &pairs, remarks);
        return;
    }
    for (row, parts) in matches.iter().filter(|(_, parts)| !parts.is_empty()) {
        let names: Vec<String> =
            parts.iter().map(|part| tables[*part].block.grid.sheet.to_owned()).collect();
        say_differences(summary, *row, (&names, &sums_of(tables, parts, days)), days, remarks);
    }
}

/// The sums of several tables, m³/d.
fn sums_of(tables: &[Table<'_>], parts: &[usize], days: Option<Days>) -> BTreeMap<Item, f64> {
    let mut all: BTreeMap<Item, f64> = BTreeMap::new();
    for (item, sum) in parts.iter().flat_map(|part| tables[*part].sums(days)) {
        *all.entry(item).or_default() += sum;
    }
    all
}

/// The same water in two places, m³/d.
struct Pair {
    here: f64,
    there: f64,
}

fn pairs(
    summary: &Table<'_>,
    row: usize,
    sums: &BTreeMap<Item, f64>,
    days: Option<Days>,
) -> Vec<Pair> {
    let own = summary.row_sums(row, days);
    let shared = own
        .into_iter()
        .filter_map(|(item, here)| sums.get(&item).map(|there| Pair { here, there: *there }));
    shared.filter(|pair| pair.here > 0.0 && pair.there > 0.0).collect()
}

/// The unit of measure in which all figures would agree, where they do not as stated, and
/// the operating days that this implies where they are not known.
fn other_unit(
    stated: Option<FlowUnit>,
    pairs: &[Pair],
    days: Option<Days>,
) -> Option<(FlowUnit, Option<f64>)> {
    if pairs.len() < 2 {
        return None;
    }
    let mut ratios: Vec<f64> = pairs.iter().map(|pair| pair.there / pair.here).collect();
    ratios.sort_by(f64::total_cmp);
    let middle = ratios[ratios.len() / 2];
    let steady = ratios.iter().filter(|ratio| (*ratio / middle - 1.0).abs() <= 0.03).count();
    if steady * 10 < ratios.len() * 8 {
        return None;
    }
    unit_of_ratio(stated?, middle, days)
}

/// The unit by which figures grow by that ratio.
pub(crate) fn unit_of_ratio(
    stated: FlowUnit,
    ratio: f64,
    days: Option<Days>,
) -> Option<(FlowUnit, Option<f64>)> {
    if (ratio - 1.0).abs() <= 0.1 {
        return None;
    }
    let factor = |unit: FlowUnit, days: Option<Days>| {
        unit.to_daily(1.0, days).map(shuiheng_audit::DailyVolume::value)
    };
    let plausible = [
        FlowUnit::M3PerDay,
        FlowUnit::TenThousandM3PerYear,
        FlowUnit::M3PerYear,
        FlowUnit::ThousandM3PerYear,
        FlowUnit::M3PerHour,
        FlowUnit::TenThousandM3PerDay,
        FlowUnit::M3PerMonth,
        FlowUnit::TenThousandM3PerMonth,
    ];
    for unit in plausible.into_iter().filter(|unit| *unit != stated) {
        if let (Some(now), Some(then)) = (factor(stated, days), factor(unit, days)) {
            if (then / now / ratio - 1.0).abs() <= 0.05 {
                return Some((unit, None));
            }
        } else if days.is_none() {
            // Without operating days a year of 200 to 366 days must make them agree.
            let one = Days::new(1.0);
            let implied = match (stated.needs_days(), unit.needs_days()) {
                (false, true) => factor(unit, one)
                    .zip(factor(stated, None))
                    .map(|(then, now)| then / now / ratio),
                (true, false) => factor(unit, None)
                    .zip(factor(stated, one))
                    .map(|(then, now)| now * ratio / then),
                _ => None,
            };
            if let Some(implied) = implied.filter(|days| (200.0..=366.5).contains(days)) {
                return Some((unit, Some(implied)));
            }
        }
    }
    None
}

fn row_range(table: &Table<'_>, row: usize) -> Option<CellRef> {
    let slots: Vec<usize> = table
        .columns
        .iter()
        .filter(|c| c.meaning.is_some_and(Meaning::is_flow))
        .filter_map(|c| c.slot)
        .collect();
    let from = table.cell(row, *slots.iter().min()?);
    let to = table.cell(row, *slots.iter().max()?);
    Some(table.block.grid.range(from, to))
}

fn say_unit(
    summary: &Table<'_>,
    matches: &BTreeMap<usize, Vec<usize>>,
    other: (FlowUnit, Option<f64>),
    pairs: &[Pair],
    remarks: &mut Remarks,
) {
    let grand = summary
        .verdicts
        .iter()
        .position(|verdict| matches!(verdict, Verdict::Sum(sum) if sum.grand));
    let rows: BTreeSet<usize> = matches.keys().copied().chain(grand).collect();
    let places: Vec<CellRef> = rows.into_iter().filter_map(|row| row_range(summary, row)).collect();
    let stated = summary.unit.flow.map_or("", FlowUnit::symbol);
    let implied = other
        .1
        .map_or_else(String::new, |days| format!("（相当于年运行 {} 天）", plain(days.round())));
    let (here, there) = pairs.first().map_or((0.0, 0.0), |pair| (pair.here, pair.there));
    remarks.error(
        DoubtCode::UnitMismatch,
        places,
        Said::new(
            (
                format!(
                    "汇总数与分表不一致，而按 {}{implied} 读则一致：按所注单位 {stated} 读为 {} m³/d，分表之和为 {} m³/d。未作任何换算，计算采用分表。",
                    other.0.symbol(),
                    plain(here),
                    plain(there)
                ),
                format!(
                    "The summary differs from its parts, but agrees when read in {}: as stated ({stated}) {} m³/d, the parts give {} m³/d. Nothing was converted; the parts are used.",
                    other.0.code(),
                    plain(here),
                    plain(there)
                ),
            ),
            ("请核实汇总表的水量单位并更正。", "Check the summary's unit of measure and correct it."),
        ),
    );
}

fn say_differences(
    summary: &Table<'_>,
    row: usize,
    (names, sums): (&[String], &BTreeMap<Item, f64>),
    days: Option<Days>,
    remarks: &mut Remarks,
) {
    let own = summary.row_sums(row, days);
    let items = summary.items();
    let mut cells = Vec::new();
    let mut said = Vec::new();
    for (item, here) in &own {
        let Some(there) = sums.get(item) else { continue };
        // Sheets and summary were rounded apart.
        let slack = 0.051 + 0.0005 * there.abs();
        if (here - there).abs() > slack {
            let slots = items.get(item).into_iter().flatten();
            cells.extend(slots.map(|slot| summary.cell(row, *slot)));
            said.push(format!(
                "{}：汇总 {}，分表 {}",
                item_name(*item),
                plain(*here),
                plain(*there)
            ));
        }
    }
    if cells.is_empty() {
        return;
    }
    let (name, sheet) = (&summary.record(row).name, listed(names));
    remarks.warning(
        DoubtCode::TotalMismatch,
        summary.block.grid.places(&cells),
        Said::new(
            (
                format!(
                    "汇总表“{name}”与工作表{sheet}的合计不符（m³/d，{}）。计算采用分表。",
                    said.join("；")
                ),
                format!(
                    "“{name}” of the summary differs from the sums of {sheet}. The sheets are used."
                ),
            ),
            ("请核对汇总表与分表。", "Check the summary against the sheet."),
        ),
    );
}

fn item_name(item: Item) -> &'static str {
    item.zh()
}

/// Compares the intake of the whole with what the words of the file say of it.
pub(crate) fn compare_words(
    table: &Table<'_>,
    total: f64,
    said: &[(f64, bool, CellRef)],
    days: Option<Days>,
    remarks: &mut Remarks,
) {
    for (volume, annual, place) in said {
        let daily = match (annual, days) {
            (false, _) => *volume,
            (true, Some(days)) => volume / days.value(),
            (true, None) => continue,
        };
        if total <= 0.0 || (daily / total - 1.0).abs() <= 0.1 {
            continue;
        }
        let Some(stated) = table.unit.flow else { continue };
        let places = vec![
            place.clone(),
            table.unit.place.clone().unwrap_or_else(|| {
                table.block.grid.place(table.block.band.top, table.block.extent().0)
            }),
        ];
        if let Some((unit, _)) = unit_of_ratio(stated, daily / total, days) {
            remarks.error(
                DoubtCode::UnitMismatch,
                places,
                Said::new(
                    (
                        format!("表中取水量按 {} 读合计为 {} m³/d，而文字说明的取水量折合 {} m³/d；按 {} 读则一致。未作任何换算。", stated.symbol(), plain(total), plain(daily), unit.symbol()),
                        format!("Read in {} the table's intake is {} m³/d, the words say {} m³/d; read in {} they agree. Nothing was converted.", stated.code(), plain(total), plain(daily), unit.code()),
                    ),
                    ("请核实水量单位并更正。", "Check the unit of measure and correct it."),
                ),
            );
        } else {
            remarks.warning(
                DoubtCode::TotalMismatch,
                places,
                Said::new(
                    (format!("表中取水量合计为 {} m³/d，文字说明的取水量折合 {} m³/d，相差超过 10%。", plain(total), plain(daily)), format!("The table's intake is {} m³/d, the words say {} m³/d.", plain(total), plain(daily))),
                    ("请核对取水量。", "Check the intake."),
                ),
            );
        }
    }
}
