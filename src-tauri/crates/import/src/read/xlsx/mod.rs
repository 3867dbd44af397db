//! Office Open XML workbooks.
//!
//! Calamine reads the values of cells, as a stream, and the text of formulas; names and
//! visibility of sheets are its as well ([`usual`]). A scan goes over each sheet first, for
//! what calamine does not tell (hidden rows and columns, formulas without results) and for
//! what it takes on trust: references beyond the grid, which wrap; numbers of shared strings
//! that are none, which count as the first; counts for which it asks for memory at once
//! ([`scan`]). What the scan met and what calamine read are counted and must be the same.
//!
//! A sheet that is odd, that calamine refuses (a dimension of `1:180`, an error text that it
//! does not know) or that it does not read whole is read by the tolerant reader, to which one
//! odd item costs one cell ([`sheet`]), and a note says so. The number format's meaning is
//! decided here for both, from the cell's style.

pub(crate) mod book;
mod cell;
mod count;
mod inside;
mod scan;
mod sheet;
mod strings;
mod styles;
mod usual;

use super::contents::Contents;
use super::fault::Fault;
use super::grid::Grid;
use super::package::Package;
use super::suspects::{Suspects, Zero};
use super::tally::{Tally, check};
use super::trail::Trail;
use crate::read_error::{Bound, Refusal};
use crate::workbook::{ReadNote, Sheet};
use book::{Book, Entry};
use cell::Values;
use scan::Layout;
use sheet::SheetPart;
use std::panic::resume_unwind;
use std::thread::Builder;
use usual::{Cells, Formulas, ScannedSheet, Usual};

/// Reads all visible sheets.
pub(super) fn read(
    bytes: &[u8],
    package: &mut Package<'_>,
    tally: &mut Tally<'_>,
) -> Result<Contents, Refusal> {
    let book = Book::read(package)?;
    check(Bound::Sheets, book.sheets.len() as u64, tally.limits.sheets)
        .map_err(|over| over.refusal())?;
    let mut readers = Readers::open(bytes, package, &book, tally).map_err(Fault::refusal)?;
    let mut contents = Contents::default();
    let mut suspects = Suspects::default();
    for entry in &book.sheets {
        if !entry.visible {
            contents.sheets.push(Sheet { name: entry.name.clone(), ..Sheet::default() });
            continue;
        }
        match readers.sheet(package, entry, tally) {
            Ok(Some(found)) => {
                suspects.seen(&entry.name, found.zeros, found.computed);
                contents.add(found.sheet, found.notes);
            }
            Ok(None) => {}
            Err(Fault::File(refusal)) => return Err(refusal),
            Err(Fault::Part(reason)) => contents.unreadable(&entry.name, reason),
        }
    }
    if book.recalculate {
        if suspects.computed() {
            contents.notes.push(ReadNote::RecalculationPending);
        }
        suspects.settle(&mut contents);
    }
    Ok(contents)
}

/// The two readers of sheets, and what both need.
struct Readers<'a> {
    usual: Result<Usual<'a>, String>,
    strings: &'a str,
    values: Values,
}

/// Packed bytes from which a sheet is scanned and read side by side.
const LARGE: u64 = 1 << 17;

/// Runs a scan with a reader that follows it; none where the system has no thread for that.
fn both<T>(
    trail: &Trail,
    scan: &mut (impl FnMut() -> Result<Layout, Fault> + Send),
    read: impl FnOnce() -> T,
) -> Option<(Result<Layout, Fault>, T)> {
    trail.follow();
    let results = std::thread::scope(|scope| {
        let scanning = Builder::new().spawn_scoped(scope, move || {
            let lead = trail.lead();
            let layout = scan();
            if layout.as_ref().is_ok_and(|layout| layout.odd.is_none()) {
                lead.ends_well();
            }
            layout
        });
        let scanning = scanning.ok()?;
        let read = read();
        let layout = scanning.join().unwrap_or_else(|panic| resume_unwind(panic));
        Some((layout, read))
    });
    trail.free();
    results
}

/// A sheet that was read.
struct Found {
    sheet: Sheet,
    notes: Vec<ReadNote>,
    zeros: Vec<Zero>,
    computed: bool,
}

impl<'a> Readers<'a> {
    fn open(
        bytes: &'a [u8],
        package: &mut Package<'_>,
        book: &'a Book,
        tally: &mut Tally<'_>,
    ) -> Result<Self, Fault> {
        let values = Values {
            strings: None,
            styles: styles::read(package, &book.styles)?,
            epoch: book.epoch,
            recalculate: book.recalculate,
        };
        let before = tally.clone();
        let usual = match Usual::open(bytes, package, book, tally) {
            Ok(usual) => Ok(usual),
            Err(Fault::Part(reason)) => {
                *tally = before;
                Err(reason)
            }
            Err(file) => return Err(file),
        };
        Ok(Self { usual, strings: &book.strings, values })
    }

    /// One sheet; none where it is a chart.
    fn sheet(
        &mut self,
        package: &mut Package<'_>,
        entry: &Entry,
        tally: &mut Tally<'_>,
    ) -> Result<Option<Found>, Fault> {
        let Some(link) = &entry.part else {
            return Err(Fault::part("工作簿中缺少该工作表的内容"));
        };
        match link.kind.as_str() {
            "worksheet" => {}
            "chartsheet" => return Ok(None),
            other => return Err(Fault::part(format!("不是普通工作表（{other}）"))),
        }
        let before = tally.clone();
        let (layout, cells) = self.scanned(package, (&entry.name, &link.part), tally)?;
        let usual = match &mut self.usual {
            Ok(usual) => {
                let sheet = ScannedSheet {
                    name: &entry.name,
                    layout: &layout,
                    styles: &self.values.styles,
                };
                match cells.filter(|_| layout.missing.is_empty()) {
                    Some(cells) => usual.sheet(&sheet, Some(cells), tally),
                    None => {
                        *tally = before.clone();
                        usual.sheet(&sheet, None, tally)
                    }
                }
            }
            Err(reason) => Err(Fault::Part(reason.clone())),
        };
        match usual {
            Ok(read) => Ok(Some(Found::usual(read, layout))),
            Err(Fault::Part(reason)) => {
                *tally = before;
                let grid = layout.grid(&entry.name)?;
                self.tolerant(package, &link.part, grid, tally)
                    .map(|found| Some(found.noting(&entry.name, reason)))
            }
            Err(file) => Err(file),
        }
    }

    /// The scan of a sheet; of a large one with the cells that calamine has read meanwhile,
    /// following the scan.
    fn scanned(
        &mut self,
        package: &mut Package<'_>,
        (name, part): (&str, &str),
        tally: &mut Tally<'_>,
    ) -> Result<(Layout, Option<Cells>), Fault> {
        let limits = tally.limits;
        let is_large = package.packed(part) >= LARGE;
        let trail = package.trail();
        let mut scan = move || {
            let missing = || Fault::part(format!("缺少 {part}"));
            Layout::of(package.part(part)?.ok_or_else(missing)?, limits)
        };
        let Some(usual) = self.usual.as_mut().ok().filter(|_| is_large) else {
            return Ok((scan()?, None));
        };
        let styles = &self.values.styles;
        match both(&trail, &mut scan, || usual.cells_alone(name, styles, tally)) {
            Some((layout, cells)) => Ok((layout?, Some(cells))),
            None => Ok((scan()?, None)),
        }
    }

    /// A sheet by the tolerant reader.
    fn tolerant(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        grid: Grid,
        tally: &mut Tally<'_>,
    ) -> Result<Found, Fault> {
        if self.values.strings.is_none() {
            let strings = strings::read(package, self.strings, tally);
            self.values.strings = Some(strings.map_err(|fault| Fault::File(fault.refusal()))?);
        }
        let part = package.part(part)?.ok_or_else(|| Fault::part(format!("缺少 {part}")))?;
        let mut sheet = SheetPart::new(part, &self.values, grid);
        sheet.read(tally)?;
        let (grid, zeros, computed) = sheet.into_parts();
        let (sheet, notes) = grid.finish()?;
        Ok(Found { sheet, notes, zeros, computed })
    }
}

impl Found {
    /// What calamine read, with what the scan knows of the formulas' results.
    fn usual((sheet, notes, mut formulas): (Sheet, Vec<ReadNote>, Formulas), scan: Layout) -> Self {
        let zeros = scan.zeros.into_iter().map(|(row, column)| {
            (row, column, formulas.remove(&(row, column)).unwrap_or_default())
        });
        Self { sheet, notes, zeros: zeros.collect(), computed: scan.computed }
    }

    /// Notes why the tolerant reader was needed, unless it has named the cells for it.
    fn noting(mut self, sheet: &str, reason: String) -> Self {
        let named = |note: &ReadNote| matches!(note, ReadNote::CellUnreadable { .. });
        if !self.notes.iter().any(named) {
            self.notes.push(ReadNote::ReadTolerantly { sheet: sheet.to_owned(), reason });
        }
        self
    }
}
