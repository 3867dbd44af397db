//! A line of a grid: its cells, as the sheet holds them where all are seen.

use super::grid::is_figure;
use crate::workbook::Cell;

/// A line of a grid: a row, or a column of a turned one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line<'a> {
    /// Its number, from 0.
    pub(crate) index: u32,
    /// Its cells from the left: place and content.
    pub(crate) cells: Cells<'a>,
}

/// Cells from the left: place and content.
#[derive(Clone, Debug)]
pub(crate) enum Cells<'a> {
    /// As the sheet holds them: a large sheet is not copied.
    Whole(&'a [(u32, Cell)]),
    /// Some of a row, or those of a column.
    Some(Vec<(u32, &'a Cell)>),
}

impl Default for Cells<'_> {
    fn default() -> Self {
        Self::Whole(&[])
    }
}

impl<'a> Cells<'a> {
    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::Whole(cells) => cells.len(),
            Self::Some(cells) => cells.len(),
        }
    }

    /// True where there are none.
    pub(crate) const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell of that number from the left.
    pub(crate) fn get(&self, at: usize) -> Option<(u32, &'a Cell)> {
        match self {
            Self::Whole(cells) => cells.get(at).map(|(col, cell)| (*col, cell)),
            Self::Some(cells) => cells.get(at).copied(),
        }
    }

    /// The leftmost cell.
    pub(crate) fn first(&self) -> Option<(u32, &'a Cell)> {
        self.get(0)
    }

    /// The rightmost cell.
    pub(crate) fn last(&self) -> Option<(u32, &'a Cell)> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All cells from the left.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (u32, &'a Cell)> + '_ {
        let whole: &'a [(u32, Cell)] = if let Self::Whole(cells) = self { cells } else { &[] };
        let some: &[(u32, &'a Cell)] = if let Self::Some(cells) = self { cells } else { &[] };
        whole.iter().map(|(col, cell)| (*col, cell)).chain(some.iter().copied())
    }

    /// The cells from one column to another, both included.
    pub(crate) fn within(&self, first: u32, last: u32) -> Self {
        match self {
            Self::Whole(cells) => {
                let from = cells.partition_point(|cell| cell.0 < first);
                let to = cells.partition_point(|cell| cell.0 <= last);
                Self::Whole(&cells[from..to.max(from)])
            }
            Self::Some(cells) => {
                let inside = |cell: &&(u32, &'a Cell)| (first..=last).contains(&cell.0);
                Self::Some(cells.iter().filter(inside).copied().collect())
            }
        }
    }

    /// The content of a cell; none where it is empty.
    fn at(&self, col: u32) -> Option<&'a Cell> {
        match self {
            Self::Whole(cells) => position(cells, col, |cell| cell.0).map(|at| &cells[at].1),
            Self::Some(cells) => position(cells, col, |cell| cell.0).map(|at| cells[at].1),
        }
    }
}

/// Where the one of that number stands in a list that is in order.
pub(super) fn position<T>(list: &[T], number: u32, number_of: impl Fn(&T) -> u32) -> Option<usize> {
    // Most lists have no gaps.
    let guess = number.checked_sub(number_of(list.first()?))? as usize;
    if list.get(guess).is_some_and(|found| number_of(found) == number) {
        return Some(guess);
    }
    list.binary_search_by_key(&number, number_of).ok()
}

impl<'a> Line<'a> {
    /// The content of a cell; none where it is empty.
    pub(crate) fn at(&self, col: u32) -> Option<&'a Cell> {
        self.cells.at(col)
    }

    /// The text of a cell; none where it is empty or holds no text.
    pub(crate) fn text(&self, col: u32) -> Option<&'a str> {
        match self.at(col) {
            Some(Cell::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Its texts with their places.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (u32, &'a str)> + '_ {
        self.cells.iter().filter_map(|(col, cell)| match cell {
            Cell::Text(text) => Some((col, text.as_str())),
            _ => None,
        })
    }

    /// How many of its cells hold figures.
    pub(crate) fn numbers(&self) -> usize {
        self.cells.iter().filter(|(_, cell)| is_figure(cell)).count()
    }
}
