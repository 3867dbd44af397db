//! The quantities of one row: what is stated, what an empty cell means, what stays unknown.

use super::figures::Entry;
use super::number::is_idle;
use super::report::Meaning;
use super::sums::Verdict;
use super::table::Table;
use shuiheng_audit::{Days, Item, Quantity};
use std::collections::BTreeMap;

/// What an empty cell was taken for, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Empty {
    /// The enterprise says that there is none.
    Stated,
    /// Zero: the row balances without it.
    RowBalances,
    /// Zero: a total of the row or of the column is complete without it.
    TotalComplete,
    /// Not known.
    Unknown,
}

/// A quantity of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value {
    /// The flow, m³/d; none where not known.
    pub(crate) flow: Option<f64>,
    /// The cells that hold a number, by column of figures.
    pub(crate) stated: Vec<usize>,
    /// The cells that hold none.
    pub(crate) empty: Vec<(usize, Empty)>,
}

/// The rows of a table, ready to be asked for their quantities.
pub(crate) struct Rows<'t, 'a> {
    table: &'t Table<'a>,
    /// The columns that make up each quantity.
    items: BTreeMap<Item, Vec<usize>>,
    days: Option<Days>,
    /// Totals within a row: their column and those that they sum.
    checks: Vec<Check>,
    /// For each row and column of figures: whether a total above or below is the sum of the
    /// cells that are stated.
    complete: Vec<bool>,
    gross: bool,
}

/// A column that sums others of its row.
struct Check {
    slot: usize,
    parts: Vec<usize>,
}

impl<'t, 'a> Rows<'t, 'a> {
    /// Looks at the columns and at every sum row of a table once.
    pub(crate) fn of(table: &'t Table<'a>, days: Option<Days>) -> Self {
        let items = table.items();
        let checks = checks(table, &items);
        Self { table, days, checks, complete: complete(table), gross: table.is_gross(), items }
    }

    /// The quantities of a row that counts or divides another.
    pub(crate) fn values(&self, row: usize) -> BTreeMap<Item, Value> {
        let mut values = BTreeMap::new();
        let mut balances = None;
        for (item, slots) in &self.items {
            let mut value = Value { flow: Some(0.0), stated: Vec::new(), empty: Vec::new() };
            for &slot in slots {
                let read = match self.table.figures.at(row, slot) {
                    Entry::Known(number) => {
                        value.stated.push(slot);
                        self.factor(row, slot).map(|factor| number * factor)
                    }
                    Entry::NoneStated => {
                        value.empty.push((slot, Empty::Stated));
                        Some(0.0)
                    }
                    Entry::Blank => {
                        let closes = (*item != Item::Recirculated || self.is_idle(row))
                            && *balances.get_or_insert_with(|| self.balances(row));
                        let empty = self.empty(row, slot, closes);
                        value.empty.push((slot, empty));
                        (empty != Empty::Unknown).then_some(0.0)
                    }
                    Entry::Unknown => None,
                };
                value.flow = value.flow.zip(read).map(|(sum, read)| sum + read);
            }
            if slots.is_empty() {
                value.flow = None;
            }
            values.insert(*item, value);
        }
        if self.gross {
            net(&mut values);
        }
        values
    }

    fn factor(&self, row: usize, slot: usize) -> Option<f64> {
        self.table.factor(row, slot, self.days)
    }

    /// True for a row that gives no figure and says that its unit does not run.
    fn is_idle(&self, row: usize) -> bool {
        let figures = &self.table.figures;
        let none = figures.row(row).iter().all(|entry| entry.stated().unwrap_or(0.0) == 0.0);
        let line = &self.table.block.grid.lines[self.table.record(row).line];
        none && figures.cols.iter().filter_map(|col| line.at(*col)).any(is_idle)
    }

    /// What an empty cell is taken for.
    fn empty(&self, row: usize, slot: usize, balances: bool) -> Empty {
        if balances {
            Empty::RowBalances
        } else if self.complete[row * self.table.figures.cols.len() + slot]
            || self.agrees(row, slot)
        {
            Empty::TotalComplete
        } else {
            Empty::Unknown
        }
    }

    /// True where the row balances with its empty cells as zero, within 0.05 m³/d for each
    /// term or 0.5 %.
    fn balances(&self, row: usize) -> bool {
        let (mut inflow, mut outflow, mut terms, mut stated) = (0.0, 0.0, 0, false);
        let (mut has_in, mut has_out) = (false, false);
        for (item, slots) in self.items.iter().filter(|(item, _)| **item != Item::Recirculated) {
            for &slot in slots {
                let entry = self.table.figures.at(row, slot);
                if entry == Entry::Unknown {
                    return false;
                }
                let value = entry.value() * self.factor(row, slot).unwrap_or(1.0);
                stated |= entry.stated().is_some();
                terms += usize::from(value != 0.0);
                if item.is_inflow() {
                    (inflow, has_in) = (inflow + value, true);
                } else if !(self.gross && *item == Item::SeriesOut) {
                    // Gross discharge holds what is handed on already.
                    (outflow, has_out) = (outflow + value, true);
                }
            }
        }
        #[allow(clippy::cast_precision_loss)]
        let slack = (0.05 * terms as f64).max(0.005 * f64::max(inflow, outflow).abs());
        stated && has_in && has_out && (inflow - outflow).abs() <= slack + 1e-9
    }

    /// True where a total of the same row that contains the cell is complete without it.
    fn agrees(&self, row: usize, slot: usize) -> bool {
        let figures = &self.table.figures;
        self.checks.iter().filter(|check| check.parts.contains(&slot)).any(|check| {
            let Some(stated) = figures.at(row, check.slot).stated() else { return false };
            let entries = check.parts.iter().map(|slot| figures.at(row, *slot));
            let known = entries.clone().all(|entry| entry != Entry::Unknown);
            let sum: f64 = entries.map(Entry::value).sum();
            known && (stated - sum).abs() <= figures.slack(check.slot, stated, check.parts.len())
        })
    }
}

/// The totals within a row and the columns that they sum.
fn checks(table: &Table<'_>, items: &BTreeMap<Item, Vec<usize>>) -> Vec<Check> {
    let intake = |item: Item| matches!(item, Item::Withdrawal(_));
    let recycled = |item: Item| {
        matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
    };
    let sums: [(Meaning, &dyn Fn(Item) -> bool); 5] = [
        (Meaning::Quantity(Quantity::WithdrawalTotal), &intake),
        (Meaning::Quantity(Quantity::RecycledTotal), &recycled),
        (Meaning::Quantity(Quantity::TotalUse), &|item| {
            intake(item) || recycled(item) || item == Item::DistributedIn
        }),
        (Meaning::SumIn, &Item::is_inflow),
        (Meaning::SumOut, &Item::is_outflow),
    ];
    let found = sums.iter().filter_map(|(meaning, holds)| {
        let parts = items
            .iter()
            .filter(|(item, _)| holds(**item))
            .flat_map(|(_, slots)| slots.iter().copied());
        Some(Check { slot: table.slot_of(*meaning)?, parts: parts.collect() })
    });
    found.collect()
}

/// Discharge without what is handed on.
fn net(values: &mut BTreeMap<Item, Value>) {
    let handed = values.get(&Item::SeriesOut).map(|value| (value.flow, value.stated.clone()));
    if let (Some((handed, cells)), Some(discharge)) = (handed, values.get_mut(&Item::Discharge)) {
        discharge.flow = discharge.flow.zip(handed).map(|(gross, handed)| gross - handed);
        discharge.stated.extend(cells);
    }
}

/// For each cell, whether a total of its column is the sum of the cells that are stated.
fn complete(table: &Table<'_>) -> Vec<bool> {
    let figures = &table.figures;
    let (rows, width) = (figures.len(), figures.cols.len());
    let counts: Vec<bool> =
        table.verdicts.iter().map(|verdict| matches!(verdict, Verdict::Leaf(_))).collect();
    let mut complete = vec![false; width * rows];
    for slot in 0..width {
        // Sums and counts of the counting rows before each row: a total is a subtraction.
        let mut before = Vec::with_capacity(rows + 1);
        before.push((0.0, 0_usize));
        for (row, counts) in counts.iter().enumerate() {
            let (sum, count) = before[row];
            let own = if *counts { figures.at(row, slot).value() } else { 0.0 };
            before.push((sum + own, count + usize::from(*counts)));
        }
        // How many complete totals begin and end at each row.
        let mut opened = vec![0_i32; rows + 1];
        for (at, verdict) in table.verdicts.iter().enumerate() {
            let Verdict::Sum(sum) = verdict else { continue };
            let (from, to) = (sum.members.0.min(rows), sum.members.1.min(rows));
            let Some(stated) = figures.at(at, slot).stated() else { continue };
            if from >= to || figures.has_unknown(slot, from, to) {
                continue;
            }
            let (summed, count) = (before[to].0 - before[from].0, before[to].1 - before[from].1);
            if (stated - summed).abs() <= figures.slack(slot, stated, count) {
                opened[from] += 1;
                opened[to] -= 1;
            }
        }
        let mut open = 0;
        for row in 0..rows {
            open += opened[row];
            complete[row * width + slot] = open > 0 && counts[row];
        }
    }
    complete
}
