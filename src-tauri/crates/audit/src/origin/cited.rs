//! Cells as they are cited: neighbours as ranges.

use crate::{CellRef, Name};
use std::collections::BTreeMap;

/// The same cells with neighbours as ranges, each once: sheet by sheet in the order in which
/// they are first named, given ranges first, then runs of cells below one another, then runs
/// beside one another. A sum over hundreds of units is one range of a column.
pub fn cited(cells: &[CellRef]) -> Vec<CellRef> {
    let mut sheets: Vec<((&Name, &Name), Vec<&CellRef>)> = Vec::new();
    for cell in cells {
        let sheet = (&cell.file, &cell.sheet);
        // Cells of one sheet stand together, and the last one is looked at first.
        match sheets.iter_mut().rev().find(|(other, _)| *other == sheet) {
            Some((_, list)) => list.push(cell),
            None => sheets.push((sheet, vec![cell])),
        }
    }
    sheets.into_iter().flat_map(|(sheet, list)| within(sheet, &list)).collect()
}

/// The ranges within one sheet.
fn within((file, sheet): (&Name, &Name), cells: &[&CellRef]) -> Vec<CellRef> {
    let mut columns: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut found = Vec::new();
    for cell in cells {
        if cell.to.is_some() {
            found.push((*cell).clone());
        } else {
            columns.entry(cell.col).or_default().push(cell.row);
        }
    }
    let range = |from: (u32, u32), to: (u32, u32)| CellRef {
        file: file.clone(),
        sheet: sheet.clone(),
        row: from.0,
        col: from.1,
        to: (from != to).then_some(to),
    };
    let mut single: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (col, rows) in columns {
        for (first, last) in runs(rows) {
            if first == last {
                single.entry(first).or_default().push(col);
            } else {
                found.push(range((first, col), (last, col)));
            }
        }
    }
    for (row, cols) in single {
        found.extend(runs(cols).into_iter().map(|(first, last)| range((row, first), (row, last))));
    }
    found
}

fn runs(mut numbers: Vec<u32>) -> Vec<(u32, u32)> {
    numbers.sort_unstable();
    numbers.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: &[(&str, u32, u32)], expected: &[&str]) {
        let at = |(sheet, row, col): &(&str, u32, u32)| CellRef {
            file: "a".into(),
            sheet: (*sheet).into(),
            row: *row,
            col: *col,
            to: None,
        };
        let cells: Vec<CellRef> = cells.iter().map(at).collect();
        let found: Vec<String> = cited(&cells).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
        assert_eq!(cited(&cited(&cells)), cited(&cells));
    }

    #[test]
    fn neighbours_are_ranges_sheet_by_sheet() {
        check(
            &[("表", 4, 3), ("产量", 1, 1), ("表", 5, 3), ("表", 9, 4), ("表", 6, 3), ("表", 9, 5)],
            &["表!D5:D7", "表!E10:F10", "产量!B2"],
        );
        check(&[("表", 7, 2), ("表", 7, 2)], &["表!C8"]);
        check(&[], &[]);
    }
}
