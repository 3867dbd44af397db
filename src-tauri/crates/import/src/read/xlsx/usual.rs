//! The workbook as calamine reads it: cell by cell as they stream by, once the scan has found
//! nothing in the way.

use super::book::Book;
use super::count::{Content, Count, Digest};
use super::scan::Layout;
use crate::read::fault::Fault;
use crate::read::grid::{Grid, text_length};
use crate::read::library::{content, guarded, refused};
use crate::read::limits::Limits;
use crate::read::moment::{Epoch, Meaning};
use crate::read::package::Package;
use crate::read::tags::{Name, Tags};
use crate::read::tally::{Tally, check};
use crate::read::trail::Behind;
use crate::read_error::Bound;
use crate::workbook::{Cell, ReadNote, Sheet};
use calamine::{Data, DataRef, Reader, SheetVisible, Xlsx};
use std::collections::{BTreeMap, BTreeSet};

/// The workbook in calamine's hands.
pub(super) struct Usual<'a> {
    workbook: Xlsx<Behind<'a>>,
    epoch: Epoch,
    recalculate: bool,
}

/// A sheet that was scanned.
pub(super) struct ScannedSheet<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// What the scan found.
    pub(super) layout: &'a Layout,
    /// The meaning of each cell style.
    pub(super) styles: &'a [Meaning],
}

/// The cells of a sheet as calamine read them, and what was met; or why they are not all.
pub(super) type Cells = Result<(Grid, Count), Fault>;

/// What the values of cells do not tell.
struct Known<'a> {
    styles: &'a [Meaning],
    missing: &'a [(u32, u32)],
    formulas: &'a Formulas,
}

impl<'a> Usual<'a> {
    /// Opens the workbook; a part's fault says why calamine does not.
    pub(super) fn open(
        bytes: &'a [u8],
        package: &mut Package<'_>,
        book: &Book,
        tally: &mut Tally<'_>,
    ) -> Result<Self, Fault> {
        if !package.is_unambiguous() {
            return Err(Fault::part("文件中有同名的部分"));
        }
        // Calamine looks for the strings by this name, whatever the relationships say.
        if !book.strings.eq_ignore_ascii_case(&format!("{}sharedStrings.xml", book.folder)) {
            return Err(Fault::part("共享字符串不在通常的位置"));
        }
        scan_strings(package, &book.strings, tally)?;
        let file = Behind::new(bytes, package.trail());
        let workbook = guarded(|| Xlsx::new(file).map_err(refused));
        let workbook = workbook.map_err(Fault::Part)?;
        if !lists(&workbook, book) {
            return Err(Fault::part("calamine 读出的工作表目录不同"));
        }
        Ok(Self { workbook, epoch: book.epoch, recalculate: book.recalculate })
    }

    /// The sheet, perhaps of cells that were read before, none of which is a formula without
    /// a result; a part's fault says why it is not for calamine.
    pub(super) fn sheet(
        &mut self,
        sheet: &ScannedSheet<'_>,
        cells: Option<Cells>,
        tally: &mut Tally<'_>,
    ) -> Result<(Sheet, Vec<ReadNote>, Formulas), Fault> {
        let ScannedSheet { name, layout, styles } = *sheet;
        if let Some(odd) = layout.odd {
            return Err(Fault::part(odd));
        }
        let inside = guarded(|| {
            Ok(self.formulas(name, layout, tally.limits).and_then(|formulas| {
                let known = Known { styles, missing: &layout.missing, formulas: &formulas };
                let cells = cells.unwrap_or_else(|| self.cells(name, &known, tally))?;
                let (sheet, notes) = checked(name, layout, cells)?;
                Ok((sheet, notes, formulas))
            }))
        });
        inside.unwrap_or_else(|reason| Err(Fault::Part(reason)))
    }

    /// Goes through the cells beside the scan, so without the formulas that have no result:
    /// what was met, and a digest of what was read.
    pub(super) fn check(
        &mut self,
        name: &str,
        styles: &[Meaning],
        tally: &mut Tally<'_>,
    ) -> Result<(Count, Digest), Fault> {
        let known = Known { styles, missing: &[], formulas: &Formulas::new() };
        let mut digest = Digest::default();
        let counted = guarded(|| {
            Ok(self.each(name, &known, |place, cell| {
                if !matches!(&cell, Cell::Text(text) if text.trim().is_empty()) {
                    tally.cell(text_length(&cell))?;
                    digest.add(place, &cell);
                }
                Ok(())
            }))
        });
        let count = counted.unwrap_or_else(|reason| Err(Fault::Part(reason)))?;
        Ok((count, digest))
    }

    /// The text of the formulas that may be wanted, each written out for its own cell.
    fn formulas(
        &mut self,
        name: &str,
        layout: &Layout,
        limits: &Limits,
    ) -> Result<Formulas, Fault> {
        let zeros: &[_] = if self.recalculate { &layout.zeros } else { &[] };
        let wanted: BTreeSet<_> = layout.missing.iter().chain(zeros).copied().collect();
        let (mut formulas, mut length) = (Formulas::new(), 0);
        if wanted.is_empty() {
            return Ok(formulas);
        }
        let part = |error| Fault::Part(refused(error));
        let mut cells = self.workbook.worksheet_cells_reader(name).map_err(part)?;
        while let Some(cell) = cells.next_formula().map_err(part)? {
            let place = cell.get_position();
            if wanted.contains(&place) {
                length += cell.get_value().len() as u64;
                check(Bound::Text, length, limits.text)?;
                formulas.insert(place, cell.get_value().clone());
            }
        }
        Ok(formulas)
    }

    fn cells(&mut self, name: &str, known: &Known<'_>, tally: &mut Tally<'_>) -> Cells {
        let mut grid = Grid::new(name);
        let count = self.each(name, known, |place, cell| grid.put(place, cell, tally))?;
        Ok((grid, count))
    }

    /// Goes through the cells that hold something.
    fn each(
        &mut self,
        name: &str,
        known: &Known<'_>,
        mut take: impl FnMut((u32, u32), Cell) -> Result<(), Fault>,
    ) -> Result<Count, Fault> {
        let part = |error| Fault::Part(refused(error));
        let mut count = Count::default();
        let mut missing = known.missing.iter().peekable();
        let mut cells = self.workbook.worksheet_cells_reader(name).map_err(part)?;
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(part)? {
            let (place, value) = (cell.get_position(), cell.get_value());
            count.add(place, kind(value));
            let content = if missing.next_if_eq(&&place).is_some() {
                Some(Cell::Uncomputed(
                    known.formulas.get(&place).cloned().unwrap_or_default().into(),
                ))
            } else {
                let meaning = known.styles.get(style).copied().unwrap_or(Meaning::Number);
                content(owned(value), meaning, self.epoch)
            };
            if let Some(content) = content {
                take(place, content)?;
            }
        }
        Ok(count)
    }
}

/// The sheet in order, where calamine met what the scan met.
fn checked(
    name: &str,
    layout: &Layout,
    (cells, count): (Grid, Count),
) -> Result<(Sheet, Vec<ReadNote>), Fault> {
    if count != layout.count {
        return Err(Fault::part(format!(
            "应有 {} 个有内容的单元格，calamine 读出 {} 个",
            layout.count.filled, count.filled
        )));
    }
    let mut grid = layout.grid(name)?;
    grid.fill(cells);
    grid.finish()
}

/// Formulas by their cells.
pub(super) type Formulas = BTreeMap<(u32, u32), String>;

fn owned(value: &DataRef<'_>) -> Data {
    Data::from(value.clone())
}

fn kind(value: &DataRef<'_>) -> Content {
    match value {
        DataRef::Empty => Content::Nothing,
        DataRef::Int(_) | DataRef::Float(_) | DataRef::DateTime(_) => Content::Number,
        DataRef::SharedString(_) => Content::Shared,
        DataRef::String(text) if text.bytes().all(|byte| byte.is_ascii_whitespace()) => {
            Content::Nothing
        }
        DataRef::String(_) => Content::Text,
        DataRef::Bool(_) => Content::Bool,
        DataRef::Error(_) => Content::Error,
        DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Content::Date,
    }
}

/// True where calamine has the same sheets in the same order, each once.
fn lists(workbook: &Xlsx<Behind<'_>>, book: &Book) -> bool {
    let theirs = workbook.sheets_metadata();
    let names: BTreeSet<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    names.len() == book.sheets.len()
        && theirs.len() == book.sheets.len()
        && theirs.iter().zip(&book.sheets).all(|(theirs, ours)| {
            theirs.name == ours.name && (theirs.visible == SheetVisible::Visible) == ours.visible
        })
        && (workbook.has_1904_epoch()) == (book.epoch == Epoch::Y1904)
}

/// Goes through the shared strings for what calamine takes on trust: their stated number, for
/// which it asks for memory at once, and their length.
fn scan_strings(package: &mut Package<'_>, part: &str, tally: &mut Tally<'_>) -> Result<(), Fault> {
    let limits = tally.limits;
    let Some(part) = package.part(part)? else { return Ok(()) };
    let (mut tags, mut strings, mut stated) = (Tags::new(part), 0_u64, 0_u64);
    while tags.advance()? {
        match tags.tag().name() {
            Name::Start(b"sst") => {
                let count = tags.tag().attributes().find(|(key, _)| *key == "uniqueCount");
                let count = count.map_or(0, |(_, count)| count.parse().unwrap_or(u64::MAX));
                // A broken part may begin twice; calamine believes one of them.
                stated = stated.max(count);
            }
            Name::Start(b"si") => strings += 1,
            Name::End(b"t") => tally.text(tags.text().len())?,
            _ => {}
        }
    }
    // A few programs state one or two more than there are; it costs nothing.
    if stated > strings.saturating_mul(2).saturating_add(1_000) {
        return Err(Fault::part("共享字符串的数目不符"));
    }
    check(Bound::Cells, strings, limits.cells)?;
    Ok(())
}
