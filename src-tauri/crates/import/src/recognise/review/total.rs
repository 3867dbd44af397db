//! What is said about sums of rows and about totals within a row.

use super::super::figures::Entry;
use super::super::remark::{Remarks, Said, plain};
use super::super::report::Meaning;
use super::super::sums::{By, Sum, Verdict};
use super::super::table::Table;
use shuiheng_audit::{DoubtCode, Item, Quantity};

pub(super) fn sums(table: &Table<'_>, remarks: &mut Remarks) {
    for (row, verdict) in table.verdicts.iter().enumerate() {
        let Verdict::Sum(sum) = verdict else { continue };
        let record = table.record(row);
        let name = if record.name.is_empty() { "（无名称）" } else { record.name.as_str() };
        let place = table.block.grid.place(record.cell.0, record.cell.1);
        if sum.by == By::Arithmetic {
            let below = sum.members.0 == row + 1;
            remarks.warning(
                DoubtCode::SubtotalDoubleCounted,
                vec![place],
                Said::new(
                    (format!("“{name}”行的各项水量等于{}各行之和，按小计处理，未重复计入。", if below { "其下" } else { "其上" }), format!("The figures of “{name}” are the sums of the rows {}; it is taken as a subtotal and not counted twice.", if below { "below" } else { "above" })),
                    ("请核对；如确为独立的用水单元，请在表中注明。", "Check it; say so in the table if it is a unit of its own."),
                ),
            );
        }
        differences(table, row, sum, name, remarks);
    }
}

pub(super) fn differences(
    table: &Table<'_>,
    row: usize,
    sum: &Sum,
    name: &str,
    remarks: &mut Remarks,
) {
    let used = |slot: usize| {
        table.column_of(slot).is_some_and(|column| column.meaning.is_some_and(Meaning::is_flow))
    };
    let complete = |slot: usize| !table.figures.has_unknown(slot, sum.members.0, sum.members.1);
    let found: Vec<&(usize, f64, f64)> =
        sum.differences.iter().filter(|(slot, _, _)| used(*slot) && complete(*slot)).collect();
    if found.is_empty() {
        return;
    }
    let cells: Vec<(u32, u32)> = found.iter().map(|(slot, _, _)| table.cell(row, *slot)).collect();
    let parts = |lang_zh: bool| -> String {
        let each = found.iter().take(6).map(|(slot, stated, summed)| {
            let header = table.header(*slot);
            if lang_zh {
                format!(
                    "{header}：表中 {}，分项之和 {}，相差 {}",
                    plain(*stated),
                    plain(*summed),
                    plain(stated - summed)
                )
            } else {
                format!(
                    "{header}: stated {}, sum {}, difference {}",
                    plain(*stated),
                    plain(*summed),
                    plain(stated - summed)
                )
            }
        });
        each.collect::<Vec<_>>().join("；")
    };
    let places = table.block.grid.places(&cells);
    if sum.doubled {
        remarks.warning(
            DoubtCode::SubtotalDoubleCounted,
            places,
            Said::new(
                (format!("“{name}”行把小计或“其中”行重复计入（{}）。本程序按分项之和计，未重复计入。", parts(true)), format!("“{name}” counts subtotals or 其中 rows twice ({}). The sum of the parts is used.", parts(false))),
                ("请更正原表的合计数。", "Correct the total in the table."),
            ),
        );
    } else {
        remarks.warning(
            DoubtCode::TotalMismatch,
            places,
            Said::new(
                (format!("“{name}”行与分项之和不符（{}）。计算采用分项之和。", parts(true)), format!("“{name}” differs from the sum of its parts ({}). The sum of the parts is used.", parts(false))),
                ("请核对合计数和各分项，确定哪一个有误。", "Check the total and its parts to find which is wrong."),
            ),
        );
    }
}

pub(super) fn checks(table: &Table<'_>, remarks: &mut Remarks) {
    let recycled = |item: Item| {
        matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
    };
    let intake = |item: Item| matches!(item, Item::Withdrawal(_));
    let fresh = |item: Item| intake(item) || item == Item::DistributedIn;
    check(table, Meaning::Quantity(Quantity::WithdrawalTotal), &[&intake], remarks);
    check(table, Meaning::Quantity(Quantity::RecycledTotal), &[&recycled], remarks);
    if !table.intake_from_use {
        check(
            table,
            Meaning::Quantity(Quantity::TotalUse),
            &[&|item| fresh(item) || recycled(item), &|item| intake(item) || recycled(item)],
            remarks,
        );
    }
    check(
        table,
        Meaning::SumIn,
        &[&Item::is_inflow, &|item| item.is_inflow() || item == Item::Recirculated],
        remarks,
    );
    check(
        table,
        Meaning::SumOut,
        &[&Item::is_outflow, &|item| item.is_outflow() || item == Item::Recirculated],
        remarks,
    );
    for item in [Item::Recirculated, Item::Consumption, Item::Discharge, Item::Leakage] {
        check(table, Meaning::Check(item), &[&|other| other == item], remarks);
    }
}

/// Compares a column that sums others with what it sums; of several readings the one that
/// fits best counts.
pub(super) fn check(
    table: &Table<'_>,
    meaning: Meaning,
    readings: &[&dyn Fn(Item) -> bool],
    remarks: &mut Remarks,
) {
    let Some(slot) = table.slot_of(meaning) else { return };
    let mut items = table.items();
    // What goes round may stand on the side of the outflow alone.
    let around = table.slot_of(Meaning::Check(Item::Recirculated));
    items.entry(Item::Recirculated).or_insert_with(|| around.into_iter().collect());
    let mut best: Option<Vec<(u32, u32)>> = None;
    for holds in readings {
        let parts: Vec<usize> = items
            .iter()
            .filter(|(item, _)| holds(**item))
            .flat_map(|(_, slots)| slots.clone())
            .collect();
        // Sums in different units of measure cannot be compared as written.
        let apart =
            |part: &usize| table.units[*part] != table.units[slot] || table.shares[*part] < 1.0;
        if parts.is_empty() || parts.iter().any(apart) {
            continue;
        }
        let divided = is_divided(table, meaning);
        let wrong: Vec<(u32, u32)> = table
            .leaves()
            .filter(|row| {
                differs(table, *row, slot, &parts)
                    && !(divided && exceeds(table, *row, slot, &parts))
            })
            .map(|row| table.cell(row, slot))
            .collect();
        if best.as_ref().is_none_or(|held| wrong.len() < held.len()) {
            best = Some(wrong);
        }
    }
    let Some(wrong) = best.filter(|wrong| !wrong.is_empty()) else { return };
    let header = table.header(slot);
    let count = wrong.len();
    if let Meaning::Check(item) = meaning {
        remarks.warning(
            DoubtCode::TotalMismatch,
            table.block.grid.places(&wrong),
            Said::new(
                (
                    format!("“{header}”列有 {count} 行与所采用的{}不等。", item.zh()),
                    format!("“{header}” differs from the {} in use in {count} rows.", item.code()),
                ),
                ("请核对这些行。", "Check these rows."),
            ),
        );
        return;
    }
    remarks.warning(
        DoubtCode::TotalMismatch,
        table.block.grid.places(&wrong),
        Said::new(
            (format!("“{header}”列有 {count} 行与同行各分项之和不符。计算采用分项。"), format!("“{header}” differs from the sum of its parts in {count} rows. The parts are used.")),
            ("请核对这些行的合计与分项。", "Check the totals and parts of these rows."),
        ),
    );
}

/// True where the parts say 其中: they need not make up the whole.
pub(super) fn is_divided(table: &Table<'_>, meaning: Meaning) -> bool {
    meaning == Meaning::Quantity(Quantity::WithdrawalTotal) && table.wholes.divided
}

pub(super) fn exceeds(table: &Table<'_>, row: usize, slot: usize, parts: &[usize]) -> bool {
    let sum: f64 = parts.iter().map(|part| table.figures.at(row, *part).value()).sum();
    table.figures.at(row, slot).value() > sum
}

pub(super) fn differs(table: &Table<'_>, row: usize, slot: usize, parts: &[usize]) -> bool {
    let Some(stated) = table.figures.at(row, slot).stated() else { return false };
    let entries: Vec<Entry> = parts.iter().map(|part| table.figures.at(row, *part)).collect();
    // A whole without any part says what its parts do not; nothing is compared.
    if entries.contains(&Entry::Unknown) || entries.iter().all(|entry| entry.stated().is_none()) {
        return false;
    }
    let sum: f64 = entries.into_iter().map(Entry::value).sum();
    (stated - sum).abs() > table.figures.slack(slot, stated, parts.len())
}
