//! What differs between two readings of a sheet, cell by cell. Rows are matched by what their
//! text says, so that a row put in between is one row more and not a change of all below it.

use crate::workbook::{Cell, Row, Sheet};
use std::collections::BTreeMap;

/// A cell that differs: where it stood and where it stands, row and column from 0. One of
/// them is none where the cell's row is only on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellChange {
    /// The place before.
    pub old: Option<(u32, u32)>,
    /// The place now.
    pub new: Option<(u32, u32)>,
}

/// The cells of a sheet that differ, in the order of the new sheet.
pub fn cells(old: &Sheet, new: &Sheet) -> Vec<CellChange> {
    let mut changes = Vec::new();
    for pair in rows(&old.rows, &new.rows) {
        match pair {
            (Some(old), Some(new)) => in_row(old, new, &mut changes),
            (Some(old), None) => changes.extend(
                old.cells
                    .iter()
                    .map(|(col, _)| CellChange { old: Some((old.index, *col)), new: None }),
            ),
            (None, Some(new)) => changes.extend(
                new.cells
                    .iter()
                    .map(|(col, _)| CellChange { old: None, new: Some((new.index, *col)) }),
            ),
            (None, None) => {}
        }
    }
    changes
}

fn in_row(old: &Row, new: &Row, changes: &mut Vec<CellChange>) {
    let (mut left, mut right) = (old.cells.iter().peekable(), new.cells.iter().peekable());
    loop {
        let col = match (left.peek(), right.peek()) {
            (Some((one, _)), Some((other, _))) => (*one).min(*other),
            (Some((col, _)), None) | (None, Some((col, _))) => *col,
            (None, None) => return,
        };
        let one = left.next_if(|(own, _)| *own == col).map(|(_, cell)| cell);
        let other = right.next_if(|(own, _)| *own == col).map(|(_, cell)| cell);
        if one != other {
            let (old, new) = (Some((old.index, col)), Some((new.index, col)));
            changes.push(CellChange { old, new });
        }
    }
}

type Pair<'r> = (Option<&'r Row>, Option<&'r Row>);

/// The rows side by side.
fn rows<'r>(old: &'r [Row], new: &'r [Row]) -> Vec<Pair<'r>> {
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (left, right) in anchors(old, new) {
        between(&old[from..left], &new[to..right], &mut pairs);
        pairs.push((Some(&old[left]), Some(&new[right])));
        (from, to) = (left + 1, right + 1);
    }
    between(&old[from..], &new[to..], &mut pairs);
    pairs
}

/// Rows between two that are sure: one with the other where there are as many, else those
/// with the same words in turn.
fn between<'r>(old: &'r [Row], new: &'r [Row], pairs: &mut Vec<Pair<'r>>) {
    if old.len() == new.len() {
        pairs.extend(old.iter().zip(new).map(|(old, new)| (Some(old), Some(new))));
        return;
    }
    let mut rest = new;
    for old in old {
        let at = rest.iter().position(|row| words(row) == words(old));
        let Some(at) = at else {
            pairs.push((Some(old), None));
            continue;
        };
        pairs.extend(rest[..at].iter().map(|row| (None, Some(row))));
        pairs.push((Some(old), Some(&rest[at])));
        rest = &rest[at + 1..];
    }
    pairs.extend(rest.iter().map(|row| (None, Some(row))));
}

/// Rows whose words stand once on either side, in an order that holds on both.
fn anchors(old: &[Row], new: &[Row]) -> Vec<(usize, usize)> {
    let (left, right) = (once(old), once(new));
    let common = left.iter().filter_map(|(words, at)| Some((*at, *right.get(words)?)));
    let mut common: Vec<(usize, usize)> = common.collect();
    common.sort_unstable();
    longest_rising(&common)
}

/// The rows by their words, where no other row has the same.
fn once(rows: &[Row]) -> BTreeMap<String, usize> {
    let mut seen: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        seen.entry(words(row)).and_modify(|known| *known = None).or_insert(Some(at));
    }
    seen.into_iter()
        .filter(|(words, _)| !words.is_empty())
        .filter_map(|(words, at)| Some((words, at?)))
        .collect()
}

/// What the text of a row says; figures change, names stay.
fn words(row: &Row) -> String {
    let texts = row.cells.iter().filter_map(|(_, cell)| match cell {
        Cell::Text(text) => Some(text.trim()),
        Cell::Number(_)
        | Cell::Bool(_)
        | Cell::Moment(_)
        | Cell::Error(_)
        | Cell::Uncomputed(_) => None,
    });
    // A figure typed as text is a figure.
    let named = texts.filter(|text| text.chars().any(char::is_alphabetic));
    named.collect::<Vec<_>>().join("\u{1f}")
}

/// Of pairs in the order of the first, the most that also rise in the second.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let place = tails.partition_point(|tail| pairs[*tail].1 < pair.1);
        before[at] = place.checked_sub(1).map(|place| tails[place]);
        if place == tails.len() {
            tails.push(at);
        } else {
            tails[place] = at;
        }
    }
    let mut rising = Vec::new();
    let mut next = tails.last().copied();
    while let Some(at) = next {
        rising.push(pairs[at]);
        next = before[at];
    }
    rising.reverse();
    rising
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet of rows such as `染色 10 20`.
    fn sheet(rows: &[&str]) -> Sheet {
        let cell =
            |word: &str| word.parse().map_or_else(|_| Cell::Text(word.to_owned()), Cell::Number);
        let row = |(index, row): (u32, &&str)| Row {
            index,
            cells: (0..).zip(row.split(' ').map(cell)).collect(),
        };
        Sheet { rows: (0..).zip(rows).map(row).collect(), ..Sheet::default() }
    }

    #[track_caller]
    fn check(old: &[&str], new: &[&str], expected: &[(&str, &str)]) {
        let place = |place: Option<(u32, u32)>| {
            place.map_or_else(String::new, |(row, col)| crate::read::reference::address(row, col))
        };
        let changes = cells(&sheet(old), &sheet(new));
        let changes: Vec<_> =
            changes.iter().map(|change| (place(change.old), place(change.new))).collect();
        let expected: Vec<_> =
            expected.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
        assert_eq!(changes, expected);
    }

    #[test]
    fn a_figure_that_was_corrected_is_one_change() {
        check(
            &["单元 取水", "染色 10", "水洗 20"],
            &["单元 取水", "染色 11", "水洗 20"],
            &[("B2", "B2")],
        );
    }

    #[test]
    fn a_row_put_in_between_changes_nothing_below_it() {
        check(
            &["单元 取水", "染色 10", "水洗 20", "合计 30"],
            &["单元 取水", "染色 10", "定型 5", "水洗 20", "合计 35"],
            &[("", "A3"), ("", "B3"), ("B4", "B5")],
        );
    }

    #[test]
    fn a_row_taken_out_is_its_own_cells() {
        check(
            &["染色 10", "定型 5", "水洗 20"],
            &["染色 10", "水洗 20"],
            &[("A2", ""), ("B2", "")],
        );
    }

    #[test]
    fn rows_of_the_same_name_are_matched_in_turn() {
        check(
            &["车间甲", "染色 10", "车间乙", "染色 20"],
            &["车间甲", "染色 10", "车间乙", "染色 21"],
            &[("B4", "B4")],
        );
    }

    #[test]
    fn a_name_that_was_corrected_is_one_change() {
        check(&["染色 10", "水洗 20"], &["染色机 10", "水洗 20"], &[("A1", "A1")]);
    }

    #[test]
    fn rows_without_words_are_compared_where_they_stand() {
        check(&["1 2", "3 4"], &["1 2", "3 5"], &[("B2", "B2")]);
    }
}
