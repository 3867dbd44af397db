//! How a table beside the balance was understood.

use super::super::grid::is_figure;
use super::super::layout::layout;
use super::super::report::{BlockReport, ColumnReport, Meaning, SheetRole};
use super::cell::{Doubtful, Reason};
use super::column::{Taken, UseColumn};
use super::find::{Found, LedgerKind};
use super::list::List;
use shuiheng_audit::{Counted, Ledgers, Text};
use std::collections::BTreeSet;

/// What a table is for, and how much it holds.
pub(super) fn role(ledgers: &Ledgers) -> (SheetRole, Text) {
    if !ledgers.uses.is_empty() && ledgers.readings.is_empty() {
        let periods: BTreeSet<_> =
            ledgers.uses.iter().map(|period| (period.from, period.to)).collect();
        let counted: BTreeSet<_> = ledgers.uses.iter().map(|period| &period.counted).collect();
        let (periods, counted) = (periods.len(), counted.len());
        return (
            SheetRole::Annual,
            Text::new(
                format!(
                    "各行（列）为年份、月份或计费时段，读取 {periods} 个时段、{counted} 项数据"
                ),
                format!("periods of use: {periods} of them with {counted} quantities were taken"),
            ),
        );
    }
    if !ledgers.readings.is_empty() {
        let meters: BTreeSet<_> = ledgers.readings.iter().map(|reading| &reading.meter).collect();
        let (readings, meters) = (ledgers.readings.len(), meters.len());
        return (
            SheetRole::Readings,
            Text::new(
                format!("抄表记录，读取 {meters} 只水表的 {readings} 条记录"),
                format!("{readings} readings of {meters} meters were taken"),
            ),
        );
    }
    if !ledgers.equipment.is_empty() {
        let rows = ledgers.equipment.len();
        return (
            SheetRole::Equipment,
            Text::new(
                format!("用水设备（器具）表，读取 {rows} 项"),
                format!("a list of equipment; {rows} rows were taken"),
            ),
        );
    }
    let points: BTreeSet<_> = ledgers.quality.iter().map(|sample| &sample.point).collect();
    let (points, figures) = (points.len(), ledgers.quality.len());
    (
        SheetRole::Quality,
        Text::new(
            format!("水质数据，读取 {points} 个监测点的 {figures} 个数据"),
            format!("water quality: {figures} figures of {points} points were taken"),
        ),
    )
}

/// The report on the table and its columns.
pub(super) fn block(found: &Found<'_>, columns: &[UseColumn], role: SheetRole) -> BlockReport {
    let block = &found.block;
    let (first, last) = block.extent();
    let first = first.min(found.when.first().copied().unwrap_or(first));
    let bottom = block.lines.last().map_or(block.band.bottom, |at| block.grid.lines[*at].index);
    let list = List::new(block);
    let reports = block.columns.iter().filter(|raw| !raw.heading.path.is_empty()).map(|raw| {
        let col = raw.heading.col;
        let (meaning, reason) = if found.when.contains(&col) {
            (Some(Meaning::Register), Text::new("时段", "when"))
        } else if let Some(column) = columns.iter().find(|column| column.col == col)
            && found.kind == LedgerKind::Uses
        {
            of_uses(column)
        } else if found.kind == LedgerKind::ReadingMatrix && raw.figures > 0 {
            (Some(Meaning::Register), Text::new("一只水表的读数", "readings of a meter"))
        } else if list.terms.iter().any(|(known, _)| *known == col) || raw.heading.word.is_some() {
            (Some(Meaning::Register), Text::new("表头词汇", "by the words of the header"))
        } else {
            (None, Text::new("未识别", "not recognised"))
        };
        ColumnReport {
            col,
            header: raw.heading.path.join("/"),
            cell: block.grid.place(raw.heading.cell.0, raw.heading.cell.1),
            confidence: if meaning.is_some() { 0.9 } else { 0.0 },
            meaning,
            unit: None,
            reason,
            chosen: false,
        }
    });
    BlockReport {
        range: block.grid.range((block.band.top, first), (bottom, last)),
        header_rows: (block.band.top, block.band.bottom),
        transposed: block.grid.turned,
        role,
        unit: None,
        unit_as_written: String::new(),
        unit_place: None,
        layout: layout(block),
        remembered: None,
        columns: reports.collect(),
        rows: Vec::new(),
    }
}

fn of_uses(column: &UseColumn) -> (Option<Meaning>, Text) {
    match &column.taken {
        Taken::Counts(Counted::Water(quantity)) => {
            (Some(Meaning::Quantity(*quantity)), Text::new("该时段的水量", "volume of the period"))
        }
        Taken::Counts(counted) => {
            (Some(Meaning::Register), Text::new(counted.zh(), counted.code()))
        }
        Taken::Meter => (Some(Meaning::Register), Text::new("水表或户号", "meter or account")),
        Taken::Skipped => (Some(Meaning::Known), Text::new("不采用", "not used")),
        Taken::Unknown => (None, Text::new("未识别", "not recognised")),
    }
}

/// Columns of figures that nobody named are not taken, and said to be so.
pub(super) fn say_columns(found: &Found<'_>, columns: &[UseColumn], doubtful: &mut Doubtful) {
    let block = &found.block;
    let list = List::new(block);
    for raw in block.columns.iter().filter(|raw| raw.figures > 0) {
        let col = raw.heading.col;
        let known = match found.kind {
            LedgerKind::Uses => {
                found.when.contains(&col)
                    || columns.iter().any(|c| c.col == col && c.taken != Taken::Unknown)
            }
            LedgerKind::ReadingMatrix => true,
            LedgerKind::Readings | LedgerKind::Equipment => {
                list.terms.iter().any(|(known, _)| *known == col) || raw.heading.word.is_some()
            }
            // Columns of points and of values were taken, whatever their names.
            LedgerKind::Quality => {
                list.has(super::term::Term::ParameterName)
                    || list.terms.iter().any(|(known, _)| *known == col)
                    || raw.heading.word.is_some()
            }
        };
        if known {
            continue;
        }
        let figures = block.lines.iter().map(|at| &block.grid.lines[*at]);
        let first = figures
            .filter(|line| line.at(col).is_some_and(is_figure))
            .map(|line| block.grid.place(line.index, col))
            .next();
        let header = (!raw.heading.path.is_empty())
            .then(|| block.grid.place(raw.heading.cell.0, raw.heading.cell.1));
        if let Some(place) = header.or(first) {
            doubtful.add(Reason::Column, place);
        }
    }
}
