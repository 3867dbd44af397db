//! Office Open XML workbooks.
//!
//! Calamine reads the values of cells, as a stream, and the text of formulas; names and
//! visibility of sheets are its as well ([`usual`]). A scan goes over each sheet first, for
//! what calamine does not tell (hidden rows and columns, formulas without results) and for
//! what it takes on trust: references beyond the grid, which wrap; numbers of shared strings
//! that are none, which count as the first; counts for which it asks for memory at once
//! ([`scan`]). What the scan met and what calamine read are counted and must be the same.
//!
//! Of a large sheet the scan reads the cells as well and hands them on, and calamine follows
//! to check them ([`ahead`]): they count where both read the same in every cell, and else the
//! sheet is calamine's as any other.
//!
//! A sheet that is odd, that calamine refuses (a dimension of `1:180`, an error text that it
//! does not know) or that it does not read whole is read by the tolerant reader, to which one
//! odd item costs one cell ([`sheet`]), and a note says so. The number format's meaning is
//! decided here for both, from the cell's style.

mod ahead;
pub(crate) mod book;
mod cell;
mod count;
mod findings;
mod inside;
mod scan;
mod sheet;
mod strings;
mod styles;
mod usual;

use super::contents::Contents;
use super::fault::Fault;
use super::grid::Grid;
use super::outlet::Offering;
use super::package::{Package, Part};
use super::tally::{Tally, check};
use super::trail::Trail;
use crate::read_error::{Bound, Refusal};
use ahead::{Ahead, WentAhead};
use book::{Book, Entry};
use cell::Values;
use findings::{Finding, Findings, Found};
use scan::Layout;
use sheet::SheetPart;
use std::panic::resume_unwind;
use std::thread::Builder;
use usual::{Cells, Formulas, ScannedSheet, Usual};

/// Packed bytes from which the cells of a sheet are read by the scan, and checked beside it.
const LARGE: u64 = 1 << 17;

/// Reads all visible sheets; none where what was offered on the way is what they hold.
pub(super) fn read(
    bytes: &[u8],
    package: &mut Package<'_>,
    tally: &mut Tally<'_>,
    mut offering: Option<Offering<'_>>,
) -> Result<Option<Contents>, Refusal> {
    let book = Book::read(package)?;
    check(Bound::Sheets, book.sheets.len() as u64, tally.limits.sheets)
        .map_err(|over| over.refusal())?;
    let mut readers = Readers::open(bytes, package, &book, tally).map_err(Fault::refusal)?;
    let mut findings = Findings::new(&book);
    let mut large = |entry: &Entry| {
        let part = entry.part.as_ref().filter(|_| entry.visible);
        part.is_some_and(|link| package.packed(&link.part) >= LARGE)
    };
    let (last, first): (Vec<usize>, Vec<usize>) =
        (0..book.sheets.len()).partition(|at| large(&book.sheets[*at]));
    let is_alone = last.len() == 1;
    // What is offered must be all but checked, so the large sheet comes last.
    for at in first.into_iter().chain(last.iter().copied()) {
        let entry = &book.sheets[at];
        if !entry.visible {
            findings.add(at, Finding::Hidden);
            continue;
        }
        let offers = is_alone && last[0] == at && findings.are_settled();
        let offering = offering.as_mut().filter(|_| offers);
        let hand = offering.map(|offering| Hand { offering, rest: &findings, at });
        let finding = match readers.sheet(package, entry, tally, hand) {
            Ok(Outcome::Offered) => return Ok(None),
            Ok(Outcome::Read(found)) => Finding::Read(found),
            Ok(Outcome::Chart) => Finding::Chart,
            Err(Fault::File(refusal)) => return Err(refusal),
            Err(Fault::Part(reason)) => Finding::Unreadable(reason),
        };
        findings.add(at, finding);
    }
    Ok(Some(findings.contents()))
}

/// The two readers of sheets, and what both need.
struct Readers<'a> {
    usual: Result<Usual<'a>, String>,
    strings: &'a str,
    values: Values,
    /// What cells that are read ahead refer to, once there are some.
    ahead: Option<Values>,
}

/// What became of a sheet.
enum Outcome {
    /// Its cells were read.
    Read(Found),
    /// Its cells went ahead, and were found to be right.
    Offered,
    /// It is a chart.
    Chart,
}

/// How the last sheet is handed on before it is checked.
struct Hand<'h, 'o> {
    offering: &'h mut Offering<'o>,
    /// What the other sheets hold.
    rest: &'h Findings<'h>,
    /// The number of this one.
    at: usize,
}

impl Hand<'_, '_> {
    /// Offers the workbook with this sheet, whose rows have gone ahead.
    fn offer(&mut self, name: &str, layout: &Layout) -> Result<bool, Fault> {
        let (sheet, notes) = layout.grid(name)?.finish()?;
        let found = Found::usual((sheet, notes, Formulas::new()), layout);
        let (contents, place) = self.rest.with(self.at, found);
        Ok(self.offering.offer(contents, place).is_ok())
    }
}

/// What a scan found: the layout, the cells that it read, and true where they were offered.
type Scanned = (Layout, Option<WentAhead>, bool);

/// Runs a scan with a reader that follows it; none where the system has no thread for that.
fn both<T>(
    trail: &Trail,
    scan: impl FnOnce() -> Result<Scanned, Fault> + Send,
    read: impl FnOnce() -> T,
) -> Option<(Result<Scanned, Fault>, T)> {
    trail.follow();
    let results = std::thread::scope(|scope| {
        let scanning = Builder::new().spawn_scoped(scope, move || {
            let lead = trail.lead();
            let scanned = scan();
            if scanned.as_ref().is_ok_and(|(layout, ..)| layout.odd.is_none()) {
                lead.ends_well();
            }
            scanned
        });
        let scanning = scanning.ok()?;
        let read = read();
        let scanned = scanning.join().unwrap_or_else(|panic| resume_unwind(panic));
        Some((scanned, read))
    });
    trail.free();
    results
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
        Ok(Self { usual, strings: &book.strings, values, ahead: None })
    }

    /// One sheet.
    fn sheet(
        &mut self,
        package: &mut Package<'_>,
        entry: &Entry,
        tally: &mut Tally<'_>,
        hand: Option<Hand<'_, '_>>,
    ) -> Result<Outcome, Fault> {
        let Some(link) = &entry.part else {
            return Err(Fault::part("工作簿中缺少该工作表的内容"));
        };
        match link.kind.as_str() {
            "worksheet" => {}
            "chartsheet" => return Ok(Outcome::Chart),
            other => return Err(Fault::part(format!("不是普通工作表（{other}）"))),
        }
        let before = tally.clone();
        let (layout, cells) = match self.scanned(package, (&entry.name, &link.part), tally, hand)? {
            Some(scanned) => scanned,
            None => return Ok(Outcome::Offered),
        };
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
            Ok(read) => Ok(Outcome::Read(Found::usual(read, &layout))),
            Err(Fault::Part(reason)) => {
                *tally = before;
                let grid = layout.grid(&entry.name)?;
                self.tolerant(package, &link.part, grid, tally)
                    .map(|found| Outcome::Read(found.noting(&entry.name, reason)))
            }
            Err(file) => Err(file),
        }
    }

    /// The scan of a sheet; of a large one with its cells, read by the scan and checked by
    /// calamine meanwhile. None where they were offered and found to be right.
    fn scanned(
        &mut self,
        package: &mut Package<'_>,
        (name, part): (&str, &str),
        tally: &mut Tally<'_>,
        mut hand: Option<Hand<'_, '_>>,
    ) -> Result<Option<(Layout, Option<Cells>)>, Fault> {
        let limits = tally.limits;
        if self.usual.is_err() || package.packed(part) < LARGE {
            return Ok(Some((Layout::of(found(package, part)?, limits, None)?.0, None)));
        }
        if self.ahead.is_none() {
            // Their text has been counted when calamine was to read them.
            let mut tally = tally.clone();
            let strings =
                package.once_more(|package| strings::read(package, self.strings, &mut tally));
            self.ahead = Some(Values { strings: strings.ok(), ..self.values.clone() });
        }
        let (Some(values), Ok(usual)) = (&self.ahead, &mut self.usual) else {
            return Ok(Some((Layout::of(found(package, part)?, limits, None)?.0, None)));
        };
        let (trail, own) = (package.trail(), tally.clone());
        let scan = || {
            let outlet = hand.as_mut().map(|hand| hand.offering.outlet());
            let ahead = Ahead::new(values, own, outlet);
            let (layout, ahead) = Layout::of(found(package, part)?, limits, Some(ahead))?;
            let is_plain = ahead.as_ref().is_some_and(|ahead| ahead.is_plain);
            let is_offered = match &mut hand {
                Some(hand) if is_plain && layout.is_settled(values.recalculate) => {
                    hand.offer(name, &layout)?
                }
                _ => false,
            };
            Ok((layout, ahead, is_offered))
        };
        let check = || usual.check(name, &values.styles, tally);
        let Some((scanned, checked)) = both(&trail, scan, check) else {
            return Ok(Some((Layout::of(found(package, part)?, limits, None)?.0, None)));
        };
        let (layout, ahead, is_offered) = scanned?;
        let cells = match (checked, ahead) {
            (Err(fault), _) => Some(Err(fault)),
            (Ok((count, _)), _) if count != layout.count => Some(Ok((Grid::new(name), count))),
            (Ok((count, digest)), Some(ahead)) if ahead.is_plain && ahead.digest == digest => {
                match ahead.rows {
                    None if is_offered => return Ok(None),
                    rows => rows.map(|rows| Ok((Grid::of(name, rows), count))),
                }
            }
            // The cells that calamine read were not kept, so it reads them once more.
            (Ok(_), _) => None,
        };
        Ok(Some((layout, cells)))
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
        let mut sheet = SheetPart::new(found(package, part)?, &self.values, grid);
        sheet.read(tally)?;
        let (grid, zeros, computed) = sheet.into_parts();
        let (sheet, notes) = grid.finish()?;
        Ok(Found { sheet, notes, zeros, computed })
    }
}

/// A part that must be there.
fn found<'p>(package: &'p mut Package<'_>, part: &str) -> Result<Part<'p>, Fault> {
    package.part(part)?.ok_or_else(|| Fault::part(format!("缺少 {part}")))
}
