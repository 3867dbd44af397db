//! How a block, its columns and its rows were understood.

use super::super::block::Block;
use super::super::caption::{Caption, table_unit};
use super::super::label::is_derived;
use super::super::layout::layout;
use super::super::record::Record;
use super::super::report::{BlockReport, ColumnReport, Meaning, RowReport, RowRole, SheetRole};
use super::super::sums::{By, Verdict};
use super::super::table::Table;
use super::super::workbook_pass::SheetRead;
use shuiheng_audit::Text;
use std::collections::BTreeMap;

pub(super) fn table_report(table: &Table<'_>, role: SheetRole) -> BlockReport {
    let block = &table.block;
    let (first, last) = block.extent();
    let bottom = block.lines.last().map_or(block.band.bottom, |at| block.grid.lines[*at].index);
    let columns = table.columns.iter().map(|column| {
        let flow = column.meaning.is_some_and(Meaning::is_flow);
        ColumnReport {
            col: column.heading.col,
            header: column.heading.path.join("/"),
            cell: block.grid.place(column.heading.cell.0, column.heading.cell.1),
            meaning: column.meaning,
            unit: column.slot.filter(|_| flow).and_then(|slot| table.units[slot]),
            confidence: if column.meaning.is_some() { column.confidence } else { 0.0 },
            reason: if column.meaning.is_some() {
                column.reason.clone()
            } else {
                Text::new("未识别", "not recognised")
            },
            chosen: table.chosen.columns.contains_key(&column.heading.col),
        }
    });
    BlockReport {
        range: block.grid.range((block.band.top, first), (bottom, last)),
        header_rows: (block.band.top, block.band.bottom),
        transposed: block.grid.turned,
        role,
        unit: table.unit.flow,
        unit_as_written: table.unit.written.clone(),
        unit_place: table.unit.place.clone(),
        layout: layout(block),
        remembered: table.chosen.remembered.clone(),
        columns: columns.collect(),
        rows: row_reports(table),
    }
}

pub(super) fn row_reports(table: &Table<'_>) -> Vec<RowReport> {
    let verdicts: BTreeMap<usize, &Verdict> =
        table.figures.rows.iter().copied().zip(&table.verdicts).collect();
    let mut rows: Vec<RowReport> = Vec::with_capacity(table.records.len() + 1);
    if let Some(numbers) = table.block.band.numbers {
        rows.push(RowReport {
            row: numbers,
            role: RowRole::ColumnNumbers,
            name: String::new(),
            reason: Text::new("列号", "numbers of columns"),
        });
    }
    rows.extend(table.records.iter().enumerate().map(|(at, record)| {
        let (role, mut reason) = row_role(record, verdicts.get(&at).copied());
        if record.chosen {
            reason = Text::new("由人工指定", "chosen by a person");
        }
        let row = table.block.grid.line_in_file(record.row);
        RowReport { row, role, name: record.name.clone(), reason }
    }));
    rows
}

pub(super) fn row_role(record: &Record, verdict: Option<&Verdict>) -> (RowRole, Text) {
    match verdict {
        Some(Verdict::Leaf(_)) => (RowRole::Unit, Text::new("用水单元", "a unit")),
        Some(Verdict::OfWhich(Some(_))) => (
            RowRole::OfWhich,
            Text::new("上一单元的其中项，不累加", "part of the unit above, not added"),
        ),
        Some(Verdict::OfWhich(None)) => {
            (RowRole::OfWhich, Text::new("合计的其中项，不采用", "part of a total, not used"))
        }
        Some(Verdict::Sum(sum)) => {
            let role = if sum.grand { RowRole::Total } else { RowRole::Subtotal };
            let reason = match sum.by {
                By::Name => Text::new("行名为合计", "its name says that it is a sum"),
                By::Parent => Text::new("等于其下各行之和", "the sum of the rows below it"),
                By::Arithmetic => {
                    Text::new("各项水量等于其他行之和", "its figures are the sums of other rows")
                }
            };
            (role, reason)
        }
        None => match record.role {
            RowRole::Section => {
                (RowRole::Section, Text::new("分组标题", "heads the rows below it"))
            }
            RowRole::Note => (RowRole::Note, Text::new("说明或签字", "a remark or a signature")),
            RowRole::Ignored if record.set_aside => (
                RowRole::Ignored,
                Text::new(
                    "同一单元的另一时段或状态",
                    "a unit once more, in another season or state",
                ),
            ),
            RowRole::Blank => (RowRole::Blank, Text::new("空行", "empty")),
            _ if is_derived(&record.name) => (
                RowRole::Ignored,
                Text::new("占比、平均值等派生行", "a share, a mean or a difference"),
            ),
            _ => (RowRole::Ignored, Text::new("没有水量", "no figures")),
        },
    }
}

/// The report on a block that is no balance.
pub(super) fn plain_report(
    read: &SheetRead<'_>,
    block: &Block<'_>,
    role: SheetRole,
) -> BlockReport {
    let (first, last) = block.extent();
    let bottom = block.lines.last().map_or(block.band.bottom, |at| block.grid.lines[*at].index);
    let unit = table_unit(&read.grid, block, &Caption::default());
    let chosen = read.chosen.get(&block.first());
    let columns = block.columns.iter().map(|raw| {
        let meaning = raw.heading.word.filter(|word| word.is_text()).map(|_| Meaning::Register);
        ColumnReport {
            col: raw.heading.col,
            header: raw.heading.path.join("/"),
            cell: block.grid.place(raw.heading.cell.0, raw.heading.cell.1),
            meaning,
            unit: None,
            confidence: f64::from(raw.heading.weight) / 100.0,
            reason: Text::new("表头词汇", "by the words of the header"),
            chosen: chosen.is_some_and(|chosen| chosen.columns.contains_key(&raw.heading.col)),
        }
    });
    BlockReport {
        range: block.grid.range((block.band.top, first), (bottom, last)),
        header_rows: (block.band.top, block.band.bottom),
        transposed: block.grid.turned,
        role,
        unit: unit.flow.filter(|_| !unit.written.is_empty() && block.flows() > 0),
        unit_as_written: if block.flows() > 0 { unit.written } else { String::new() },
        unit_place: unit.place.filter(|_| block.flows() > 0),
        layout: layout(block),
        remembered: chosen.and_then(|chosen| chosen.remembered.clone()),
        columns: columns.collect(),
        rows: Vec::new(),
    }
}
