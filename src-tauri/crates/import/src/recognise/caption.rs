//! What the words around a table say: its title, and its unit of measure.

use super::block::Block;
use super::grid::{Grid, Line};
use super::measure::{Measure, Span, measure, measure_in, month_in, span_in};
use super::text::one_line;
use super::word::Word;
use shuiheng_audit::{CellRef, FlowUnit};

/// A text of a sheet and its cell, in the file's own orientation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Words {
    /// The text on one line.
    pub(crate) text: String,
    /// Its cell.
    pub(crate) cell: (u32, u32),
}

/// The words around a table, the nearest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Caption {
    /// Above the table, from its header upwards.
    pub(crate) above: Vec<Words>,
    /// Beside and below: remarks.
    pub(crate) notes: Vec<Words>,
    /// Farther up on the sheet.
    pub(crate) elsewhere: Vec<Words>,
}

/// The unit of measure of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TableUnit {
    /// The flow that figures stand in; none where not known.
    pub(crate) flow: Option<FlowUnit>,
    /// As written; empty where none was found.
    pub(crate) written: String,
    /// Where it was found.
    pub(crate) place: Option<CellRef>,
    /// How it was found.
    pub(crate) state: UnitState,
    /// Days of a month, where the words around the table say how many to count.
    pub(crate) month: Option<f64>,
}

/// How a unit of measure was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum UnitState {
    /// It is written.
    Stated,
    /// The volume is written, and the time was taken from a title: 年用水情况表, m³.
    TimeFromTitle,
    /// The volume is written and no time; a day is assumed.
    TimeAssumed,
    /// Nothing is written; m³/d is assumed.
    #[default]
    Assumed,
    /// What is written cannot be read, or is not enough.
    Unreadable,
}

/// The words around a block. `sheet` is the sheet as it stands.
pub(crate) fn caption(sheet: &Grid<'_>, block: &Block<'_>) -> Caption {
    let (top, floor) = if block.grid.turned {
        (block.columns.iter().find(|c| c.heading.word.is_some()).map_or(0, |c| c.heading.col), 0)
    } else {
        (block.band.top, block.floor)
    };
    let words = |from: u32, to: u32| -> Vec<Words> {
        let lines = sheet.between(from, to).iter();
        lines.flat_map(|line| of_block(sheet, block, line)).collect()
    };
    let mut above =
        if top > 0 { words(if floor == 0 { 0 } else { floor + 1 }, top - 1) } else { Vec::new() };
    above.reverse();
    let mut elsewhere = if floor > 0 { words(0, floor.min(12)) } else { Vec::new() };
    elsewhere.retain(|words| words.cell.0 < 12);
    Caption { above, notes: notes(block), elsewhere }
}

/// The texts of a line that speak of a block: of a line that says something of each of two
/// tables side by side, only what stands over this one.
fn of_block(sheet: &Grid<'_>, block: &Block<'_>, line: &Line<'_>) -> Vec<Words> {
    let (first, last) = block.extent();
    let over = |col: u32| {
        let right = sheet.merge(line.index, col).map_or(col, |region| region.right);
        col <= last && right >= first
    };
    let texts = || line.texts();
    let divided =
        block.beside && texts().any(|(col, _)| over(col)) && texts().any(|(col, _)| !over(col));
    texts()
        .filter(|(col, _)| !divided || over(*col))
        .map(|(col, text)| Words { text: one_line(text), cell: (line.index, col) })
        .collect()
}

fn notes(block: &Block<'_>) -> Vec<Words> {
    let lines =
        block.lines.iter().map(|at| &block.grid.lines[*at]).filter(|line| line.numbers() == 0);
    let mut notes = Vec::new();
    for line in lines.filter(|line| line.cells.len() <= 4) {
        for (col, text) in line.texts() {
            let cell = if block.grid.turned { (col, line.index) } else { (line.index, col) };
            notes.push(Words { text: one_line(text), cell });
        }
    }
    notes
}

/// The unit of measure that the words around a table give it.
pub(crate) fn table_unit(sheet: &Grid<'_>, block: &Block<'_>, caption: &Caption) -> TableUnit {
    let around = caption.above.iter().chain(&caption.notes).chain(&caption.elsewhere);
    let month = around.clone().find_map(|words| month_in(&words.text));
    TableUnit { month, ..written_unit(sheet, block, caption) }
}

fn written_unit(sheet: &Grid<'_>, block: &Block<'_>, caption: &Caption) -> TableUnit {
    let around = caption.above.iter().chain(&caption.notes).chain(&caption.elsewhere);
    // A unit beside a figure is the unit of that figure.
    let of_figure = |words: &Words| {
        let line = sheet.position(words.cell.0).map(|at| &sheet.lines[at]);
        measure(&words.text).is_some() && line.is_some_and(|line| line.numbers() > 0)
    };
    let found = around
        .filter(|words| !of_figure(words))
        .filter_map(|words| {
            measure_in(&words.text).map(|(measure, written)| (measure, written, words.cell))
        })
        .next()
        .or_else(|| measure_in(sheet.sheet).map(|(measure, written)| (measure, written, (0, 0))))
        .or_else(|| in_corner(block))
        .or_else(|| in_rows(block));
    let of_columns = most_columns(block);
    let (measure, written, cell) = match (found, of_columns) {
        (Some(found), _) => found,
        (None, Some(found)) => found,
        (None, None) => return unstated(caption, sheet.sheet),
    };
    let span = || {
        let titles = caption.above.iter().map(|words| words.text.as_str());
        titles.chain([sheet.sheet]).find_map(span_in)
    };
    let (flow, state) = timed(&measure, span);
    let place = Some(sheet.place(cell.0, cell.1));
    TableUnit { flow, written, place, state, ..TableUnit::default() }
}

/// Nothing is written: m³/d, unless a title speaks of another time.
fn unstated(caption: &Caption, sheet: &str) -> TableUnit {
    let titles = caption.above.iter().map(|words| words.text.as_str());
    match titles.chain([sheet]).find_map(span_in) {
        None | Some(Span::Day) => {
            TableUnit { flow: Some(FlowUnit::M3PerDay), ..TableUnit::default() }
        }
        Some(_) => TableUnit { state: UnitState::Unreadable, ..TableUnit::default() },
    }
}

fn timed(measure: &Measure, span: impl Fn() -> Option<Span>) -> (Option<FlowUnit>, UnitState) {
    match measure {
        Measure::Flow(flow) => (Some(*flow), UnitState::Stated),
        Measure::Volume(wan) => match measure.with_span(span()) {
            Measure::Flow(flow) => (Some(flow), UnitState::TimeFromTitle),
            _ if !wan => (Some(FlowUnit::M3PerDay), UnitState::TimeAssumed),
            _ => (None, UnitState::Unreadable),
        },
        Measure::Unreadable(_) | Measure::Percent | Measure::Foreign(_) => {
            (None, UnitState::Unreadable)
        }
    }
}

/// A unit written in the header band outside of any column of figures: in the corner.
fn in_corner(block: &Block<'_>) -> Option<(Measure, String, (u32, u32))> {
    let lines = block.grid.between(block.band.top, block.band.bottom).iter();
    let mut texts = lines.flat_map(|line| line.texts().map(|(col, text)| (line.index, col, text)));
    texts.find_map(|(row, col, text)| {
        // 用水单元＼水量(m³/d) stands over names.
        let over_names = block.columns.iter().any(|raw| {
            raw.heading.col == col && raw.figures == 0 && raw.heading.cell == (row, col)
        });
        let speaks = over_names || text.contains("单位");
        let (measure, written) = measure_in(text).filter(|_| speaks)?;
        let cell = if block.grid.turned { (col, row) } else { (row, col) };
        Some((measure, written, cell))
    })
}

/// The unit of a column 单位 that gives every row the same one; rows of different units are
/// as good as none.
fn in_rows(block: &Block<'_>) -> Option<(Measure, String, (u32, u32))> {
    let column = block.columns.iter().find(|c| c.heading.word == Some(Word::OutputUnit))?;
    let col = column.heading.col;
    let lines = block.lines.iter().map(|at| &block.grid.lines[*at]);
    let mut units = lines.filter_map(|line| {
        let text = line.text(col)?;
        measure(text).map(|found| (found, one_line(text), (line.index, col)))
    });
    let first = units.next()?;
    let cell = if block.grid.turned { (first.2.1, first.2.0) } else { first.2 };
    if units.all(|other| other.0 == first.0) {
        Some((first.0, first.1, cell))
    } else {
        Some((Measure::Unreadable(first.1.clone()), first.1, cell))
    }
}

/// The unit that most columns of the table carry in their own headers.
fn most_columns(block: &Block<'_>) -> Option<(Measure, String, (u32, u32))> {
    let flows: Vec<_> = block.columns.iter().filter(|column| column.figures > 0).collect();
    let units: Vec<_> = flows
        .iter()
        .filter_map(|column| {
            // 日取水量(吨) says its time beside its measure.
            let (own, written, cell) = column.heading.measure.as_ref()?;
            Some((own.with_span(column.heading.span), written, *cell))
        })
        .filter(|found| {
            matches!(found.0, Measure::Flow(_) | Measure::Volume(_) | Measure::Unreadable(_))
        })
        .collect();
    // A unit that only some later column carries, 循环水量(m³/h), is its own.
    let first = flows.iter().find(|raw| raw.heading.word.is_some_and(Word::is_flow));
    if units.len() * 2 < flows.len() && first.is_some_and(|raw| raw.heading.measure.is_none()) {
        return None;
    }
    let count = |measure: &Measure| units.iter().filter(|found| found.0 == *measure).count();
    let best = units.iter().map(|found| count(&found.0)).max()?;
    let (measure, written, (row, col)) = units.iter().find(|found| count(&found.0) == best)?;
    let cell = if block.grid.turned { (*col, *row) } else { (*row, *col) };
    Some((measure.clone(), (*written).clone(), cell))
}

/// The unit of one column: its own, or the table's.
pub(crate) fn column_unit(
    own: Option<&Measure>,
    span: Option<Span>,
    table: &TableUnit,
) -> Option<FlowUnit> {
    match own {
        None => table.flow,
        Some(Measure::Flow(flow)) => Some(*flow),
        Some(measure @ Measure::Volume(wan)) => match measure.with_span(span) {
            Measure::Flow(flow) => Some(flow),
            _ => table
                .flow
                .filter(|flow| flow.is_ten_thousand() == *wan)
                .or((!wan).then_some(FlowUnit::M3PerDay).filter(|_| table.flow.is_none())),
        },
        Some(Measure::Unreadable(_) | Measure::Percent | Measure::Foreign(_)) => None,
    }
}
