//! What the sheets of a workbook hold, in the file's order, whichever is read first.

use super::book::Book;
use super::scan::Layout;
use super::usual::Formulas;
use crate::read::contents::Contents;
use crate::read::suspects::{Suspects, Zero};
use crate::workbook::{Cell, ReadNote, Sheet};

/// A sheet that was read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The sheet.
    pub(super) sheet: Sheet,
    /// What was noticed.
    pub(super) notes: Vec<ReadNote>,
    /// Formulas with the result 0, where that may mean that nobody computed them.
    pub(super) zeros: Vec<Zero>,
    /// True where a formula has another result.
    pub(super) computed: bool,
}

impl Found {
    /// What calamine read, with what the scan knows of the formulas' results.
    pub(super) fn usual(
        (sheet, notes, mut formulas): (Sheet, Vec<ReadNote>, Formulas),
        scan: &Layout,
    ) -> Self {
        let zeros = scan.zeros.iter().map(|&(row, column)| {
            (row, column, formulas.remove(&(row, column)).unwrap_or_default())
        });
        Self { sheet, notes, zeros: zeros.collect(), computed: scan.computed }
    }

    /// Notes why the tolerant reader was needed, unless it has named the cells for it.
    pub(super) fn noting(mut self, sheet: &str, reason: String) -> Self {
        let named = |note: &ReadNote| matches!(note, ReadNote::CellUnreadable { .. });
        if !self.notes.iter().any(named) {
            self.notes.push(ReadNote::ReadTolerantly { sheet: sheet.to_owned(), reason });
        }
        self
    }
}

/// What was found of one sheet that the workbook lists.
#[derive(Clone, Debug)]
pub(super) enum Finding {
    /// It is hidden, and so not read.
    Hidden,
    /// It is a chart.
    Chart,
    /// It was read.
    Read(Found),
    /// It could not be read, with the reason.
    Unreadable(String),
}

/// What was found of the sheets so far.
#[derive(Debug)]
pub(super) struct Findings<'b> {
    book: &'b Book,
    found: Vec<Option<Finding>>,
}

/// Where a sheet stands in the contents: its number there, and that of the notes up to its own.
pub(super) type Standing = (usize, usize);

impl<'b> Findings<'b> {
    /// Nothing yet.
    pub(super) fn new(book: &'b Book) -> Self {
        Self { book, found: vec![None; book.sheets.len()] }
    }

    /// Adds what was found of the sheet of that number.
    pub(super) fn add(&mut self, at: usize, finding: Finding) {
        self.found[at] = Some(finding);
    }

    /// True where no formula waits for a result, which may hang on sheets yet to come.
    pub(super) fn are_settled(&self) -> bool {
        self.found.iter().flatten().all(|finding| match finding {
            Finding::Hidden | Finding::Chart | Finding::Unreadable(_) => true,
            Finding::Read(found) => {
                let cells = found.sheet.rows.iter().flat_map(|row| &row.cells);
                let zeros = self.book.recalculate && !found.zeros.is_empty();
                !zeros && !cells.into_iter().any(|(_, cell)| matches!(cell, Cell::Uncomputed(_)))
            }
        })
    }

    /// All sheets and notes, with that of one more sheet, and where this one stands.
    pub(super) fn with(&self, at: usize, found: Found) -> (Contents, Standing) {
        let mut all = Self { book: self.book, found: self.found.clone() };
        all.add(at, Finding::Read(found));
        all.gather(Some(at))
    }

    /// All sheets and notes.
    pub(super) fn contents(self) -> Contents {
        self.gather(None).0
    }

    fn gather(self, wanted: Option<usize>) -> (Contents, Standing) {
        let mut contents = Contents::default();
        let mut suspects = Suspects::default();
        let mut standing = (0, 0);
        for ((at, entry), finding) in self.book.sheets.iter().enumerate().zip(self.found) {
            match finding {
                Some(Finding::Hidden) => {
                    contents.sheets.push(Sheet { name: entry.name.clone(), ..Sheet::default() });
                }
                Some(Finding::Read(found)) => {
                    suspects.seen(&entry.name, found.zeros, found.computed);
                    contents.add(found.sheet, found.notes);
                    if wanted == Some(at) {
                        standing = (contents.sheets.len() - 1, contents.notes.len());
                    }
                }
                Some(Finding::Unreadable(reason)) => contents.unreadable(&entry.name, reason),
                Some(Finding::Chart) | None => {}
            }
        }
        if self.book.recalculate {
            if suspects.computed() {
                contents.notes.push(ReadNote::RecalculationPending);
            }
            suspects.settle(&mut contents);
        }
        (contents, standing)
    }
}
