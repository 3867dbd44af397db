//! A sheet as calamine read it, held against the walk through the file's own records.
//!
//! The old, binary and OpenDocument formats are small and their traps are silent, so two
//! readers go over them. Where they agree in every cell, the cells are calamine's, and the
//! walk adds what calamine does not tell: formulas without results, merged regions, what is
//! hidden. Where they differ, the sheet is the walk's, whose answers in the known traps are
//! those of xlrd, pyxlsb and odfpy, and a note says which cells to look at.

use super::library::content;
use super::moment::{Epoch, Meaning};
use super::reference::address;
use crate::workbook::{Cell, ReadNote, Row, Sheet};
use calamine::{Data, Range};
use std::collections::BTreeSet;
use std::iter::Peekable;

/// Cells that are named in a note.
const NAMED: usize = 5;

/// Cells as calamine hands them out: row, column, value.
pub(super) type Found = Vec<(u32, u32, Data)>;

/// The cells of a dense range that hold something.
pub(super) fn found(range: Range<Data>) -> Found {
    let (top, left) = range.start().unwrap_or_default();
    let used = range.used_cells();
    used.map(|(row, column, value)| (top + row as u32, left + column as u32, value.clone()))
        .collect()
}

/// The sheet: calamine's cells where both readings agree, the walk's where they do not.
pub(super) fn agreed(
    calamine: Result<Found, String>,
    (mut sheet, mut notes): (Sheet, Vec<ReadNote>),
    epoch: Epoch,
) -> (Sheet, Vec<ReadNote>) {
    let outcome = calamine.and_then(|mut found| {
        found.sort_by_key(|(row, column, _)| (*row, *column));
        let left_out = left_out(&notes);
        let mut readings =
            Readings { found: found.into_iter().peekable(), epoch, differing: Vec::new() };
        let rows = readings.rows(&sheet, &left_out);
        readings.differing.retain(|(place, _)| !left_out.contains(&address(place.0, place.1)));
        if readings.differing.is_empty() { Ok(rows) } else { Err(told(&readings.differing)) }
    });
    match outcome {
        Ok(rows) => sheet.rows = rows,
        Err(reason) => {
            notes.push(ReadNote::ReadTolerantly { sheet: sheet.name.clone(), reason });
        }
    }
    (sheet, notes)
}

/// Addresses that the walk left out with a note: covered cells, and cells it could not read.
fn left_out(notes: &[ReadNote]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for note in notes {
        match note {
            ReadNote::CoveredIgnored { cells, .. } => {
                out.extend(cells.iter().map(|(row, column)| address(*row, *column)));
            }
            ReadNote::CellUnreadable { cell, .. } => {
                out.insert(cell.clone());
            }
            ReadNote::SheetUnreadable { .. }
            | ReadNote::Encoding(_)
            | ReadNote::RecalculationPending
            | ReadNote::Recomputed { .. }
            | ReadNote::ReadTolerantly { .. } => {}
        }
    }
    out
}

/// How the readings of a cell differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Difference {
    /// Calamine has nothing there.
    Lost,
    /// The walk has nothing there.
    Extra,
    /// The contents are not the same.
    Other,
}

struct Readings<I: Iterator<Item = (u32, u32, Data)>> {
    found: Peekable<I>,
    epoch: Epoch,
    differing: Vec<((u32, u32), Difference)>,
}

impl<I: Iterator<Item = (u32, u32, Data)>> Readings<I> {
    /// Goes through the walk's sheet in its order, with calamine's cells beside it.
    fn rows(&mut self, walked: &Sheet, left_out: &BTreeSet<String>) -> Vec<Row> {
        let mut rows = Vec::with_capacity(walked.rows.len());
        for row in &walked.rows {
            let mut cells = Vec::with_capacity(row.cells.len());
            for (column, cell) in &row.cells {
                self.pass((row.index, *column), left_out);
                cells.extend(self.cell((row.index, *column), cell).map(|cell| (*column, cell)));
            }
            rows.push(Row { index: row.index, cells });
        }
        self.pass((u32::MAX, u32::MAX), left_out);
        rows
    }

    /// Passes over calamine's cells before a place; the walk has none there.
    fn pass(&mut self, place: (u32, u32), left_out: &BTreeSet<String>) {
        while let Some((row, column, value)) =
            self.found.next_if(|(row, column, _)| (*row, *column) < place)
        {
            if !is_blank(&value) && !left_out.contains(&address(row, column)) {
                self.differing.push(((row, column), Difference::Extra));
            }
        }
    }

    /// Calamine's cell at a place, where it says what the walk's says.
    fn cell(&mut self, place: (u32, u32), walked: &Cell) -> Option<Cell> {
        let value = self
            .found
            .next_if(|(row, column, _)| (*row, *column) == place)
            .map(|(_, _, value)| value)
            .filter(|value| !is_blank(value));
        let Some(value) = value else {
            if matches!(walked, Cell::Uncomputed(_)) {
                return Some(walked.clone());
            }
            self.differing.push((place, Difference::Lost));
            return None;
        };
        let cell = alike(content(value, meaning(walked), self.epoch), walked);
        if cell.as_ref() != Some(walked) {
            self.differing.push((place, Difference::Other));
        }
        cell
    }
}

/// What calamine gives for nothing, or for text that holds nothing.
fn is_blank(value: &Data) -> bool {
    match value {
        Data::Empty => true,
        Data::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// What the walk took the number format to mean.
fn meaning(walked: &Cell) -> Meaning {
    match walked {
        Cell::Moment(text) if text.starts_with('P') || text.starts_with("-P") => Meaning::Duration,
        Cell::Moment(_) => Meaning::Moment,
        _ => Meaning::Number,
    }
}

/// Calamine's cell, with what only looks different as the walk has it: OpenDocument files
/// hold errors as text of a kind that calamine does not hand out, calamine has a name of its
/// own for `#GETTING_DATA`, and a picture in a cell makes it add a line.
fn alike(cell: Option<Cell>, walked: &Cell) -> Option<Cell> {
    let is_alike = match (&cell, walked) {
        (Some(Cell::Text(text)), Cell::Error(error)) => **text == **error,
        (Some(Cell::Error(text)), Cell::Error(_)) => **text == *"#DATA!",
        (Some(Cell::Text(text)), Cell::Text(walked)) => {
            text != walked && words(text).eq(words(walked))
        }
        _ => false,
    };
    if is_alike { Some(walked.clone()) } else { cell }
}

/// Text without blanks, character by character.
fn words(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// The differences in words, with the first cells of each kind.
fn told(differing: &[((u32, u32), Difference)]) -> String {
    let kinds = [
        (Difference::Lost, "calamine 未读出"),
        (Difference::Extra, "只有 calamine 读出"),
        (Difference::Other, "两种读法内容不同"),
    ];
    let parts = kinds.into_iter().filter_map(|(kind, words)| {
        let places: Vec<String> = differing
            .iter()
            .filter(|(_, difference)| *difference == kind)
            .map(|((row, column), _)| address(*row, *column))
            .collect();
        let shown = places[..places.len().min(NAMED)].join("、");
        let more = if places.len() > NAMED { " 等" } else { "" };
        (!places.is_empty())
            .then(|| format!("{words}的单元格有 {} 个（{shown}{more}）", places.len()))
    });
    parts.collect::<Vec<_>>().join("；")
}

#[cfg(test)]
mod tests {
    use super::agreed;
    use crate::read::moment::Epoch;
    use crate::workbook::{Cell, ReadNote, Row, Sheet};
    use calamine::{CellErrorType, Data};

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    /// Checks the reason that is noted for a sheet with B2 and C2, and that its cells are the
    /// walk's whatever calamine says.
    #[track_caller]
    fn check(walked: &[Cell], calamine: Vec<(u32, u32, Data)>, reason: Option<&str>) {
        let cells: Vec<(u32, Cell)> = (1..).zip(walked.iter().cloned()).collect();
        let rows = vec![Row { index: 1, cells }];
        let sheet = Sheet { rows: rows.clone(), ..Sheet::default() };
        let covered = ReadNote::CoveredIgnored { sheet: String::new(), cells: vec![(3, 0)] };
        let (sheet, notes) = agreed(Ok(calamine), (sheet, vec![covered]), Epoch::Y1900);
        assert_eq!(sheet.rows, rows);
        let told = notes[1..].iter().map(|note| match note {
            ReadNote::ReadTolerantly { reason, .. } => reason.as_str(),
            other => panic!("{other:?}"),
        });
        assert_eq!(told.collect::<Vec<_>>(), reason.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn readings_that_say_the_same_need_no_note() {
        let number = Cell::Number(2.0);
        check(&[number.clone(), text("甲")], vec![(1, 2, "甲".into()), (1, 1, 2.into())], None);
        check(&[Cell::Moment("2024-09-10".into())], vec![(1, 1, Data::Float(45_545.0))], None);
        check(&[Cell::Moment("PT26H0M0S".into())], vec![(1, 1, Data::Float(26.0 / 24.0))], None);
        check(&[Cell::Uncomputed("A1".into()), number], vec![(1, 2, 2.0.into())], None);
        check(&[Cell::Error("#N/A".into())], vec![(1, 1, "#N/A".into())], None);
        check(
            &[Cell::Error("#GETTING_DATA".into())],
            vec![(1, 1, Data::Error(CellErrorType::GettingData))],
            None,
        );
        check(&[text("图 1")], vec![(1, 1, "图\n1\n".into())], None);
        check(&[text("甲")], vec![(0, 0, " ".into()), (1, 1, "甲".into())], None);
        check(&[text("甲")], vec![(1, 1, "甲".into()), (3, 0, 9.0.into())], None);
    }

    #[test]
    fn readings_that_differ_are_told_with_their_cells() {
        let number = Cell::Number(2.0);
        let lost = Some("calamine 未读出的单元格有 1 个（C2）");
        check(&[text("甲"), number.clone()], vec![(1, 1, "甲".into())], lost);
        // A4 is covered, B4 is not.
        let extra = Some("只有 calamine 读出的单元格有 1 个（B4）");
        let below = vec![(1, 1, 2.0.into()), (3, 0, 9.0.into()), (3, 1, 1.0.into())];
        check(std::slice::from_ref(&number), below, extra);
        let other = Some("两种读法内容不同的单元格有 1 个（B2）");
        check(std::slice::from_ref(&number), vec![(1, 1, 2.5.into())], other);
        check(&[number], vec![(1, 1, "2".into())], other);
        check(&[text("m³/d")], vec![(1, 1, "m超d".into())], other);
        check(&[Cell::Bool(true)], vec![(1, 1, 1.0.into())], other);
        check(&[Cell::Uncomputed("".into())], vec![(1, 1, 1.0.into())], other);
        check(
            &[Cell::Number(1.0), text("甲")],
            vec![(0, 0, 3.0.into()), (1, 1, 1.5.into())],
            Some(
                "calamine 未读出的单元格有 1 个（C2）；只有 calamine 读出的单元格有 1 个（A1）；两种读法内容不同的单元格有 1 个（B2）",
            ),
        );
    }
}
