//! Tables in the three-line manner (三线表), their header repeated on every page.

use super::caption::caption;
use super::style::{self, half, twips};
use super::{Writer, text};
use crate::document::{Align, Column, Row, RowKind, Table};
use crate::layout::{Grid, emphasised, table_grid};
use crate::style::{HEAD_FILL, SECTION_FILL};
use docx_rs::{
    AlignmentType, BorderType, HeightRule, Paragraph, Shading, Table as WordTable,
    TableAlignmentType, TableCell, TableCellBorder, TableCellBorderPosition, TableCellMargins,
    TableLayoutType, TableRow, VAlignType, VMergeType, WidthType,
};

/// A line of a table: its width in eighths of a pt, and its colour.
type Rule = (usize, &'static str);

const HEAVY_LINE: Rule = (10, "222222");
const MIDDLE_LINE: Rule = (5, "222222");
const FINE_LINE: Rule = (2, "BFBFBF");

/// A table of no more rows stands on one page.
const WHOLE: usize = 10;

/// The height that marks the row of a header until it is packed: no row is so low.
pub(super) const MARK: f32 = 1.0;

/// The measures of a table, those of the PDF.
pub(super) fn grid(writer: &Writer<'_>, table: &Table) -> Grid {
    table_grid(&writer.setter, table)
}

/// Writes a table with its caption and notes.
pub(super) fn table(writer: &mut Writer<'_>, table: &Table) {
    let grid = grid(writer, table);
    if !table.number.is_empty() {
        let id = writer.next_id();
        let words = (table.number.as_str(), table.title.as_str());
        writer.put(caption(words, (id, table.anchor.as_ref())).keep_next(true));
    }
    if !table.unit.is_empty() {
        let unit = text::plain(&table.unit, style::NOTE).align(AlignmentType::Right);
        writer.put(unit.keep_next(true));
    }
    writer.put_table(word(table, &grid));
    for note in &table.notes {
        writer.put(text::runs(Paragraph::new().style(style::NOTE), note));
    }
    if table.notes.is_empty() {
        writer.put(Paragraph::new().style(style::NOTE));
    }
}

fn word(table: &Table, grid: &Grid) -> WordTable {
    let widths: Vec<usize> =
        grid.edges.windows(2).map(|pair| twips(pair[1] - pair[0]) as usize).collect();
    let mut rows = head(table, &widths, grid.look.size);
    let last = table.rows.len();
    rows.extend(table.rows.iter().enumerate().map(|(at, row)| {
        let under = if at + 1 == last { HEAVY_LINE } else { FINE_LINE };
        // A small table is not cut, and the last row stands with the remarks below it.
        let keep = if at + 1 == last { !table.notes.is_empty() } else { last <= WHOLE };
        self::row(table, row, (&widths, grid), (under, keep))
    }));
    // Faces of other computers are a little wider than the report's own.
    let pad = twips(grid.pad * 0.6) as usize;
    WordTable::without_borders(rows)
        .margins(TableCellMargins::new().margin(0, pad, 0, pad))
        .set_grid(widths.clone())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
}

/// The rows of the header: two where columns share a title.
fn head(table: &Table, widths: &[usize], size: f64) -> Vec<TableRow> {
    let grouped = table.columns.iter().any(|column| column.group.is_some());
    if !grouped {
        let cells = table.columns.iter().zip(widths);
        let cells = cells.map(|(column, width)| {
            let cell = title(&column.title, (*width, size));
            ruled(cell, Some(HEAVY_LINE), Some(MIDDLE_LINE))
        });
        return vec![header_row(cells.collect())];
    }
    let mut upper = Vec::new();
    let mut at = 0;
    while let Some(column) = table.columns.get(at) {
        let span = span(&table.columns[at..]);
        let width = widths[at..at + span].iter().sum();
        let cell = match &column.group {
            Some(group) => title(group, (width, size)).grid_span(span),
            None => title(&column.title, (width, size)).vertical_merge(VMergeType::Restart),
        };
        upper.push(ruled(cell, Some(HEAVY_LINE), None));
        at += span;
    }
    let lower = table.columns.iter().zip(widths).map(|(column, width)| {
        let cell = match column.group {
            Some(_) => title(&column.title, (*width, size)),
            None => title("", (*width, size)).vertical_merge(VMergeType::Continue),
        };
        ruled(cell, None, Some(MIDDLE_LINE))
    });
    vec![header_row(upper), header_row(lower.collect())]
}

/// How many columns share the title of the first.
fn span(columns: &[Column]) -> usize {
    let Some(first) = columns.first().filter(|first| first.group.is_some()) else { return 1 };
    columns.iter().take_while(|column| column.group == first.group).count()
}

fn header_row(cells: Vec<TableCell>) -> TableRow {
    TableRow::new(cells).cant_split().row_height(MARK).height_rule(HeightRule::AtLeast)
}

fn title(words: &str, (width, size): (usize, f64)) -> TableCell {
    let run = docx_rs::Run::new().add_text(words).bold().size(half(size));
    let paragraph = Paragraph::new().style(style::CELL).align(AlignmentType::Center).add_run(run);
    TableCell::new()
        .add_paragraph(paragraph.keep_next(true))
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .shading(Shading::new().fill(style::colour(HEAD_FILL)))
}

/// A cell with a line above and below it, and none beside it.
fn ruled(cell: TableCell, above: Option<Rule>, below: Option<Rule>) -> TableCell {
    let line = |position, (size, colour): Rule| {
        TableCellBorder::new(position).border_type(BorderType::Single).size(size).color(colour)
    };
    let mut cell = cell.clear_all_border();
    if let Some(rule) = above {
        cell = cell.set_border(line(TableCellBorderPosition::Top, rule));
    }
    if let Some(rule) = below {
        cell = cell.set_border(line(TableCellBorderPosition::Bottom, rule));
    }
    cell
}

fn row(
    table: &Table,
    row: &Row,
    (widths, grid): (&[usize], &Grid),
    (under, keep): (Rule, bool),
) -> TableRow {
    let size = grid.look.size;
    if row.kind == RowKind::Section {
        let words = row.cells.first().map(|cell| emphasised(row, cell)).unwrap_or_default();
        let paragraph = sized(&words, size).keep_next(true);
        let cell = TableCell::new()
            .add_paragraph(paragraph)
            .grid_span(widths.len().max(1))
            .width(widths.iter().sum(), WidthType::Dxa)
            .shading(Shading::new().fill(style::colour(SECTION_FILL)));
        return TableRow::new(vec![ruled(cell, None, Some(under))]).cant_split();
    }
    let cells = table.columns.iter().zip(widths).enumerate().map(|(at, (column, width))| {
        let words = row.cells.get(at).map(|cell| emphasised(row, cell)).unwrap_or_default();
        let paragraph = sized(&words, size).keep_next(keep).align(match column.align {
            Align::Left => AlignmentType::Left,
            Align::Centre => AlignmentType::Center,
            Align::Decimal => AlignmentType::Right,
        });
        // Numbers stand in the middle of their column, their last digits below one another.
        let inset = grid.insets.get(at).copied().flatten().filter(|_| is_number(&words));
        let paragraph = match (column.align, inset) {
            (Align::Decimal, Some(inset)) => {
                paragraph.indent(None, None, Some(twips(inset * 0.8) as i32), None)
            }
            (Align::Decimal, None) => paragraph.align(AlignmentType::Center),
            _ => paragraph,
        };
        let paragraph = if at == 0 && row.depth > 0 {
            let indent = twips(size * row.depth as f64) as i32;
            paragraph.indent(Some(indent), None, None, None)
        } else {
            paragraph
        };
        let cell = TableCell::new()
            .add_paragraph(paragraph)
            .width(*width, WidthType::Dxa)
            .vertical_align(VAlignType::Center);
        ruled(cell, None, Some(under))
    });
    TableRow::new(cells.collect()).cant_split()
}

fn is_number(words: &[crate::document::Run]) -> bool {
    crate::layout::decimal(words).is_some()
}

/// The words of a cell at the size of the table.
fn sized(words: &[crate::document::Run], size: f64) -> Paragraph {
    words.iter().fold(Paragraph::new().style(style::CELL), |paragraph, run| {
        paragraph.add_run(text::run(run).size(half(size)))
    })
}
