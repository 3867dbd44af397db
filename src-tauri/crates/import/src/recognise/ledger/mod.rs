//! The tables that come along beside the balance: use over years and months, readings of
//! meters, equipment, water quality.
//!
//! They are looked for in what balances, products and registers leave. Where periods or
//! meters stand across, the table is turned, so that one reader serves both ways.

mod asked;
mod cell;
mod column;
mod equipment;
mod find;
mod header;
mod list;
mod period;
mod quality;
mod readings;
mod report;
mod row;
mod term;
mod title;
mod uses;

use super::block::Block;
use super::chosen::Choosing;
use super::grid::{Grid, is_figure};
use super::kind::Kind;
use super::remark::{Remarks, Said, plain};
use super::report::{BlockReport, SheetRole};
use super::word::Word;
use crate::workbook::Cell;
pub(crate) use asked::LedgerRole;
use cell::Doubtful;
use find::{Claimed, Found, LedgerKind, find};
use rust_decimal::prelude::ToPrimitive as _;
use shuiheng_audit::{CellRef, DoubtCode, Ledgers, Text};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A table beside the balance, as it was read.
pub(crate) struct LedgerTable {
    /// What it is.
    pub(crate) role: SheetRole,
    /// Why, and how much it holds.
    pub(crate) reason: Text,
    /// How its columns were understood.
    pub(crate) report: BlockReport,
    /// First and last row.
    pub(crate) rows: (u32, u32),
    /// What it holds.
    pub(crate) ledgers: Ledgers,
}

/// The tables of a sheet that are known before those beside the balance.
pub(crate) struct Beside<'b, 'a> {
    /// All of them, and for what they are held.
    pub(crate) blocks: &'b [(&'b Block<'a>, Kind)],
    /// Those that a person takes for one beside the balance.
    pub(crate) asked: &'b [(&'b Block<'a>, LedgerRole)],
}

/// Reads the tables beside the balance on a sheet.
pub(crate) fn ledgers<'a>(
    grid: &Rc<Grid<'a>>,
    known: &Beside<'_, 'a>,
    choosing: &mut Choosing<'_>,
    remarks: &mut Remarks,
) -> Vec<LedgerTable> {
    let Beside { blocks, asked } = *known;
    let claimed = claimed(blocks);
    let mut found = find(grid, &claimed);
    // What a person chose of the tables that are found only here.
    for each in &mut found {
        if blocks.iter().all(|(block, _)| block.first() != each.block.first()) {
            asked::choose(each, choosing);
        }
    }
    for (block, role) in asked {
        asked::obey(&mut found, block, *role);
    }
    let mut tables: Vec<LedgerTable> = Vec::new();
    for each in &found {
        let read = if asked::is_left_out(each) { None } else { table(grid, each, remarks) };
        let is_asked = asked.iter().any(|(block, _)| block.first() == each.block.first());
        let role = each.chosen.filter(|_| !is_asked);
        tables.extend(read.or_else(|| Some(asked::left_out(each, role?, remarks))));
    }
    for (block, role) in asked {
        asked::say_unread(block, *role, &tables, remarks);
    }
    tables
}

/// True where a register of meters says more of them than what they read.
pub(crate) fn is_full_register(block: &Block<'_>) -> bool {
    block.has(|word| matches!(word, Word::MeterLevel | Word::MeterAccuracy | Word::MeterValid))
}

/// True for the name of a parameter of water quality.
pub(crate) fn is_parameter(text: &str) -> bool {
    matches!(term::term(text), Some(term::Term::Parameter(_)))
}

/// Ends tables where the header of one beside the balance begins below them.
pub(crate) fn cut(blocks: &mut [Block<'_>], grid: &Rc<Grid<'_>>) {
    let headers = find::headers(grid);
    for block in blocks.iter_mut().filter(|block| !block.grid.turned) {
        let begins = |at: &usize| headers.contains(&block.grid.lines[*at].index);
        let Some(end) = block.lines.iter().position(begins) else { continue };
        block.lines.truncate(end);
        for raw in &mut block.columns {
            let cells =
                block.lines.iter().filter_map(|at| block.grid.lines[*at].at(raw.heading.col));
            let (mut figures, mut texts) = (0, 0);
            for cell in cells {
                match cell {
                    Cell::Text(_) if !is_figure(cell) => texts += 1,
                    _ => figures += 1,
                }
            }
            (raw.figures, raw.texts) = (figures, texts);
        }
    }
}

fn claimed(blocks: &[(&Block<'_>, Kind)]) -> Claimed {
    let rows = |of: &[Kind]| -> BTreeSet<u32> {
        let blocks = blocks.iter().filter(|(_, kind)| of.contains(kind));
        blocks.flat_map(|(block, _)| rows_of(block)).collect()
    };
    Claimed { rows: rows(&[Kind::Balance, Kind::Products]), meters: rows(&[Kind::Meters]) }
}

/// The rows of a block with its header, in the file's own orientation.
fn rows_of(block: &Block<'_>) -> std::ops::RangeInclusive<u32> {
    if block.grid.turned {
        let (first, last) = block.extent();
        return first..=last;
    }
    let mut lines = block.lines.iter().map(|at| &block.grid.lines[*at]);
    let last = lines.rfind(|line| line.numbers() > 0 || line.cells.len() > 1);
    block.band.top..=last.map_or(block.band.bottom, |line| line.index)
}

fn table(grid: &Grid<'_>, found: &Found<'_>, remarks: &mut Remarks) -> Option<LedgerTable> {
    let mut doubtful = Doubtful::default();
    let mut ledgers = Ledgers::default();
    let mut columns = Vec::new();
    match found.kind {
        LedgerKind::Uses => {
            if let Some(read) = uses::uses(grid, found, &mut doubtful) {
                say_assumed(&read, grid, remarks);
                ledgers.uses = read.periods;
                columns = read.columns;
            }
        }
        LedgerKind::Readings => {
            let read = readings::reading_list(grid, found, &mut doubtful);
            say_days(&read.assumed, grid, remarks);
            ledgers.readings = read.readings;
            // A bill says what was read and what it cost.
            let is_bill = list::List::new(&found.block).has(term::Term::Cost);
            if let Some(read) = is_bill.then(|| uses::uses(grid, found, &mut doubtful)).flatten() {
                say_assumed(&read, grid, remarks);
                ledgers.uses = read.periods;
                columns = read.columns;
            }
        }
        LedgerKind::ReadingMatrix => {
            ledgers.readings = readings::reading_matrix(found, &mut doubtful).readings;
        }
        LedgerKind::Equipment => ledgers.equipment = equipment::equipment(found, &mut doubtful),
        LedgerKind::Quality => ledgers.quality = quality::quality(grid, found, &mut doubtful),
    }
    if ledgers.is_empty() {
        if matches!(found.kind, LedgerKind::Uses | LedgerKind::ReadingMatrix) {
            let what = (format!("“{}”的用水数据", grid.sheet), format!("“{}”", grid.sheet));
            doubtful.say((&what.0, &what.1), grid, remarks);
        }
        return None;
    }
    let (role, reason) = report::role(&ledgers);
    let report = report::block(found, &columns, role);
    report::say_columns(found, &columns, &mut doubtful);
    let what = (format!("“{}”的{}", grid.sheet, role.zh()), format!("“{}”", grid.sheet));
    doubtful.say((&what.0, &what.1), grid, remarks);
    Some(LedgerTable { role, reason, report, rows: found.rows, ledgers })
}

fn gathered(grid: &Grid<'_>, places: &[CellRef]) -> Vec<CellRef> {
    let cells: Vec<(u32, u32)> = places.iter().map(|place| (place.row, place.col)).collect();
    grid.places(&cells)
}

fn say_assumed(read: &uses::Uses, grid: &Grid<'_>, remarks: &mut Remarks) {
    if !read.assumed.is_empty() {
        remarks.note(
            DoubtCode::AssumedMeaning,
            gathered(grid, &read.assumed),
            Said::new(
                (
                    "表中没有重复利用水量，“用水量”按取水量采用。".into(),
                    "no recycled water is given, so 用水量 was taken for the intake".into(),
                ),
                (
                    "如为含重复利用的总用水量，请改写表头。",
                    "rename the header if it is the total use",
                ),
            ),
        );
    }
    if !read.touching.is_empty() {
        remarks.note(
            DoubtCode::AssumedMeaning,
            gathered(grid, &read.touching),
            Said::new(
                (
                    "各期起始日期即上期截止日期（两次抄表之间），按自次日起算。".into(),
                    "each period begins on the last day of the one before; it counts from the next day"
                        .into(),
                ),
                ("请核实起止日期的含义。", "check what the dates mean"),
            ),
        );
    }
    for (place, stated, sum) in &read.totals {
        let shown = |value: &rust_decimal::Decimal| plain(value.to_f64().unwrap_or(f64::NAN));
        remarks.warning(
            DoubtCode::TotalMismatch,
            vec![place.clone()],
            Said::new(
                (
                    format!(
                        "合计为 {}，各期之和为 {}，不符；合计未采用。",
                        shown(stated),
                        shown(sum)
                    ),
                    format!(
                        "the total is {}, its periods come to {}; the total is not used",
                        shown(stated),
                        shown(sum)
                    ),
                ),
                ("请核实合计与各期数据。", "check the total and the periods"),
            ),
        );
    }
}

fn say_days(places: &[CellRef], grid: &Grid<'_>, remarks: &mut Remarks) {
    if places.is_empty() {
        return;
    }
    remarks.note(
        DoubtCode::AssumedMeaning,
        gathered(grid, places),
        Said::new(
            (
                "抄表记录只有月份、没有日期，按该月最后一天计。".into(),
                "readings that give a month and no day were taken for its last day".into(),
            ),
            ("请补充抄表日期。", "ask for the days"),
        ),
    );
}
