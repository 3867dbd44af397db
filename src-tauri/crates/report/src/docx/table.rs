//! Tables in the three-line manner (三线表), their header repeated on every page.

use super::style::{self, half, twips};
use super::{Writer, text};
use crate::document::{Align, Column, Row, RowKind, Table};
use crate::layout::{Grid, emphasised, table_grid};
use crate::style::{HEAD_FILL, SECTION_FILL};
use docx_rs::{
    AlignmentType, BorderType, HeightRule, Paragraph, Shading, Table as WordTable,
    TableAlignmentType, TableCell, TableCellBorder, TableCellBorderPosition, TableLayoutType,
    TableRow, VAlignType, VMergeType, WidthType,
};

/// A line of a table: its width in eighths of a pt, and its colour.
type Rule = (usize, &'static str);

const HEAVY_LINE: Rule = (10, "222222");
const MIDDLE_LINE: Rule = (5, "222222");
const FINE_LINE: Rule = (2, "BFBFBF");

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
        let mut caption = Paragraph::new().style(style::CAPTION).keep_next(true);
        if let Some(anchor) = &table.anchor {
            caption = caption.add_bookmark_start(id, text::bookmark(anchor));
        }
        caption = caption
            .add_run(docx_rs::Run::new().add_text(format!("{}  {}", table.number, table.title)));
        if table.anchor.is_some() {
            caption = caption.add_bookmark_end(id);
        }
        writer.put(caption);
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
        self::row(table, row, (&widths, grid.look.size), under)
    }));
    WordTable::without_borders(rows)
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

fn row(table: &Table, row: &Row, (widths, size): (&[usize], f64), under: Rule) -> TableRow {
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
        let paragraph = sized(&words, size).align(match column.align {
            Align::Left => AlignmentType::Left,
            Align::Centre => AlignmentType::Center,
            Align::Decimal => AlignmentType::Right,
        });
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

/// The words of a cell at the size of the table.
fn sized(words: &[crate::document::Run], size: f64) -> Paragraph {
    words.iter().fold(Paragraph::new().style(style::CELL), |paragraph, run| {
        paragraph.add_run(text::run(run).size(half(size)))
    })
}
