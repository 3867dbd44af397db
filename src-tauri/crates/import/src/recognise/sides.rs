//! Two tables of the same units, inflow in one and outflow in the other: what stands in
//! both, such as recirculated water, goes in there and comes out here.

use super::choose::{names_of, unit_key};
use super::remark::{Remarks, Said};
use super::report::Meaning;
use super::table::Table;
use super::word::Word;
use shuiheng_audit::{CellRef, Days, DoubtCode, Item, Quantity, Text};
use std::collections::BTreeMap;

/// Reads the columns of every table of outflow as outflow where another table holds the
/// inflow of its units, and says where recirculated water differs between the two.
pub(crate) fn tell_sides(tables: &mut [Table<'_>], days: Option<Days>, remarks: &mut Remarks) {
    for out in 0..tables.len() {
        if !holds_outflow(&tables[out]) || holds_intake(&tables[out]) {
            continue;
        }
        let names = names_of(&tables[out]);
        let mate = (0..tables.len()).find(|at| {
            let table = &tables[*at];
            let theirs = names_of(table);
            let common = names.intersection(&theirs).count();
            holds_intake(table)
                && !holds_outflow(table)
                && common > 0
                && common * 10 >= names.len().max(theirs.len()) * 8
        });
        let Some(mate) = mate else { continue };
        if tables[mate].items().contains_key(&Item::Recirculated) {
            compare(&tables[mate], &tables[out], days, remarks);
        }
        let has = tables[mate].items();
        turn(&mut tables[out], has.contains_key(&Item::Recirculated));
    }
}

fn holds_outflow(table: &Table<'_>) -> bool {
    let outflow = [Item::Consumption, Item::Discharge, Item::Leakage];
    let items = table.items();
    outflow.iter().any(|item| items.contains_key(item))
}

fn holds_intake(table: &Table<'_>) -> bool {
    table.items().keys().any(|item| matches!(item, Item::Withdrawal(_)))
        || table.intake_from_use
        || table.slot_of(Meaning::Quantity(Quantity::WithdrawalTotal)).is_some()
}

/// Makes the columns of a table of outflow say so.
fn turn(table: &mut Table<'_>, recirculated: bool) {
    let items = table.items();
    for column in &mut table.columns {
        if column.meaning.is_none() && column.heading.word == Some(Word::Subtotal) {
            column.meaning = Some(Meaning::SumOut);
            continue;
        }
        let Some(Meaning::Quantity(Quantity::Item(item))) = column.meaning else { continue };
        let meaning = match (item, column.heading.word) {
            (Item::Recirculated, _) if recirculated => Meaning::Check(Item::Recirculated),
            (Item::SeriesIn, Some(Word::Series)) if !items.contains_key(&Item::SeriesOut) => {
                Meaning::Quantity(Quantity::Item(Item::SeriesOut))
            }
            (Item::Reuse, Some(Word::Reuse)) if !items.contains_key(&Item::ReuseOut) => {
                Meaning::Quantity(Quantity::Item(Item::ReuseOut))
            }
            _ => continue,
        };
        column.meaning = Some(meaning);
        column.reason = Text::new(
            "本表列输出水量，输入水量另列一表",
            "this table holds outflow, another one the inflow of the same units",
        );
        column.assumed = !matches!(meaning, Meaning::Check(_));
    }
}

/// Recirculated water of each unit, m³/d, and its cell.
fn recirculated(table: &Table<'_>, days: Option<Days>) -> BTreeMap<String, (f64, CellRef)> {
    let slots = table.items().remove(&Item::Recirculated).unwrap_or_default();
    let (Some(slot), 1) = (slots.first().copied(), slots.len()) else { return BTreeMap::new() };
    let value = |row: usize| {
        let flow = table.figures.at(row, slot).stated()? * table.factor(row, slot, days)?;
        let (line, col) = table.cell(row, slot);
        Some((unit_key(table.record(row)), (flow, table.block.grid.place(line, col))))
    };
    table.leaves().filter_map(value).collect()
}

fn compare(inflow: &Table<'_>, outflow: &Table<'_>, days: Option<Days>, remarks: &mut Remarks) {
    let (given, again) = (recirculated(inflow, days), recirculated(outflow, days));
    let mut places = Vec::new();
    for (name, (flow, place)) in &given {
        let Some((other, there)) = again.get(name) else { continue };
        if (flow - other).abs() > 0.05 + 0.005 * flow.abs() {
            places.extend([place.clone(), there.clone()]);
        }
    }
    if places.is_empty() {
        return;
    }
    remarks.warning(
        DoubtCode::TotalMismatch,
        places,
        Said::new(
            (
                "同一用水单元的循环水量在输入表与输出表中不一致，已采用输入表的数值。".into(),
                "Recirculated water of the same unit differs between the tables of inflow and outflow; that of the inflow is used.".into(),
            ),
            ("请核实循环水量。", "Check the recirculated water."),
        ),
    );
}
