//! What the tables state about the whole site: their total rows.

use super::choose::Fate;
use super::report::Meaning;
use super::sums::Verdict;
use super::table::Table;
use shuiheng_audit::{DailyVolume, Days, Item, Quantity, Source, Stated, StatedTotals};

/// The total row of the whole site: that of the summary, else of the only table.
pub(super) fn stated(
    tables: &[Table<'_>],
    fates: &[Fate],
    days: Option<Days>,
) -> Option<StatedTotals> {
    let summary = (0..tables.len()).find(|at| matches!(fates[*at], Fate::Summary(_)));
    let read: Vec<usize> = (0..tables.len()).filter(|at| fates[*at] == Fate::Read).collect();
    let at = summary.or(match read[..] {
        [only] => Some(only),
        _ => None,
    })?;
    let table = &tables[at];
    let row = total_row(table, summary == Some(at))?;
    let record = table.record(row);
    let mut values = stated_values(table, row, days);
    let mates = (0..tables.len()).filter(|mate| fates[*mate] == Fate::Mate(at));
    for mate in mates.map(|mate| &tables[mate]) {
        values.extend(
            total_row(mate, false).into_iter().flat_map(|row| stated_values(mate, row, days)),
        );
    }
    (!values.is_empty()).then(|| StatedTotals {
        name: record.name.clone(),
        place: table.block.grid.place(record.cell.0, record.cell.1),
        values,
    })
}

/// The row of a table that states its whole; the only row of a summary does.
pub(super) fn total_row(table: &Table<'_>, summary: bool) -> Option<usize> {
    let grand = |verdict: &Verdict| matches!(verdict, Verdict::Sum(sum) if sum.grand);
    table.verdicts.iter().position(grand).or((summary && table.verdicts.len() == 1).then_some(0))
}

pub(super) fn stated_values(table: &Table<'_>, row: usize, days: Option<Days>) -> Vec<Stated> {
    let place = |slot: usize| {
        let (row, col) = table.cell(row, slot);
        table.block.grid.place(row, col)
    };
    let daily = |slot: usize| {
        table
            .figures
            .at(row, slot)
            .stated()
            .filter(|_| !table.is_hourly(slot))
            .zip(table.factor(row, slot, days))
            .map(|(value, factor)| value * factor)
    };
    let mut values: Vec<Stated> = Vec::new();
    for (item, slots) in table.items() {
        let flows: Option<Vec<f64>> = slots.iter().map(|slot| daily(*slot)).collect();
        let (Some(flows), Some((first, others))) = (flows, slots.split_first()) else { continue };
        let mut flow: f64 = flows.iter().sum();
        let mut with: Vec<_> = others.iter().map(|slot| place(*slot)).collect();
        if item == Item::Discharge && table.is_gross() {
            let items = table.items();
            let Some(slots) = items.get(&Item::SeriesOut) else { continue };
            let handed: Option<f64> = slots.iter().map(|slot| daily(*slot)).sum();
            let Some(handed) = handed else { continue };
            flow -= handed;
            with.extend(slots.iter().map(|slot| place(*slot)));
        }
        values.push(Stated {
            quantity: Quantity::Item(item),
            value: DailyVolume::m3_per_day(flow),
            place: place(*first),
            with,
        });
    }
    // One intake that is not divided is the total as well.
    let plain = Quantity::Item(Item::Withdrawal(Source::Unspecified));
    let intakes = values
        .iter()
        .filter(|value| matches!(value.quantity, Quantity::Item(Item::Withdrawal(_))))
        .count();
    if let (1, Some(only)) = (intakes, values.iter().find(|value| value.quantity == plain)) {
        values.push(Stated { quantity: Quantity::WithdrawalTotal, ..only.clone() });
    }
    for quantity in [Quantity::WithdrawalTotal, Quantity::RecycledTotal, Quantity::TotalUse] {
        if let Some(slot) = table.slot_of(Meaning::Quantity(quantity))
            && let Some(flow) = daily(slot)
        {
            values.push(Stated {
                quantity,
                value: DailyVolume::m3_per_day(flow),
                place: place(slot),
                with: Vec::new(),
            });
        }
    }
    values
}
