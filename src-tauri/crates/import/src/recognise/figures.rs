//! The figures of a table, read once.

use super::block::Block;
use super::measure::Measure;
use super::number::{Reading, decimals, reading};
use super::record::Record;
use super::report::RowRole;
use crate::workbook::Cell;
use shuiheng_audit::FlowUnit;

/// What a cell of figures says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Entry {
    /// A number, in the unit of the table.
    Known(f64),
    /// The enterprise says that there is none.
    NoneStated,
    /// Nothing stands there.
    Blank,
    /// What stands there could not be read.
    Unknown,
}

impl Entry {
    /// The number; nothing counts as zero where sums are compared.
    pub(crate) fn value(self) -> f64 {
        match self {
            Self::Known(value) => value,
            Self::NoneStated | Self::Blank | Self::Unknown => 0.0,
        }
    }

    /// The number, where one is stated, in figures or as none.
    pub(crate) fn stated(self) -> Option<f64> {
        match self {
            Self::Known(value) => Some(value),
            Self::NoneStated => Some(0.0),
            Self::Blank | Self::Unknown => None,
        }
    }
}

/// Something to be said about how a cell was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Oddity {
    /// The row among those with figures.
    pub(crate) row: usize,
    /// The column among those of figures.
    pub(crate) slot: usize,
    /// What it is.
    pub(crate) kind: OddityKind,
}

/// What is odd about a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OddityKind {
    /// A number stored as text.
    Text,
    /// A number with a comma that stands for thousands.
    Comma(String),
    /// A number written with 约.
    About,
    /// Text where a number should stand.
    NotNumber(String),
    /// An error value.
    Error(String),
    /// A formula without a result.
    Uncomputed(String),
}

/// The figures of a table: rows that hold some by columns that hold some.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// Columns, from the left.
    pub(crate) cols: Vec<u32>,
    /// Rows: places among the records.
    pub(crate) rows: Vec<usize>,
    /// What was odd, in reading order.
    pub(crate) oddities: Vec<Oddity>,
    /// Decimals with which each column is written, at most 6.
    pub(crate) decimals: Vec<u8>,
    entries: Vec<Entry>,
    /// Rows and columns of the cells that could not be read.
    unknown: Vec<(usize, usize)>,
}

impl Figures {
    /// Reads the figures of the rows that hold some.
    pub(crate) fn read(
        block: &Block<'_>,
        records: &[Record],
        cols: &[u32],
        units: &[Option<FlowUnit>],
    ) -> Self {
        let mut figures =
            Self { cols: cols.to_vec(), decimals: vec![0; cols.len()], ..Self::default() };
        for (at, record) in records.iter().enumerate() {
            if !record.has_figures
                || !matches!(record.role, RowRole::Unit | RowRole::OfWhich | RowRole::Total)
            {
                continue;
            }
            let line = &block.grid.lines[record.line];
            for (slot, col) in cols.iter().enumerate() {
                let cell = line.at(*col);
                let entry = figures.entry(slot, cell, units.get(slot).copied().flatten());
                if entry == Entry::Unknown {
                    figures.unknown.push((figures.rows.len(), slot));
                }
                figures.entries.push(entry);
            }
            figures.rows.push(at);
        }
        figures
    }

    fn entry(&mut self, slot: usize, cell: Option<&Cell>, unit: Option<FlowUnit>) -> Entry {
        let mut odd = |kind| self.oddities.push(Oddity { row: self.rows.len(), slot, kind });
        match reading(cell) {
            Reading::Blank => Entry::Blank,
            Reading::NoneStated => Entry::NoneStated,
            Reading::Number(number) if number.percent || !fits(number.measure.as_ref(), unit) => {
                let written = match cell {
                    Some(Cell::Text(text)) => text.trim().to_owned(),
                    _ => number.value.to_string(),
                };
                odd(OddityKind::NotNumber(written));
                Entry::Unknown
            }
            Reading::Number(number) => {
                if number.comma {
                    odd(OddityKind::Comma(number.value.to_string()));
                } else if number.about {
                    odd(OddityKind::About);
                } else if number.text {
                    odd(OddityKind::Text);
                }
                self.decimals[slot] = self.decimals[slot].max(decimals(number.value));
                Entry::Known(number.value)
            }
            Reading::Error(text) => {
                odd(OddityKind::Error(text));
                Entry::Unknown
            }
            Reading::Uncomputed(text) => {
                odd(OddityKind::Uncomputed(text));
                Entry::Unknown
            }
            Reading::NotNumber(text) => {
                odd(OddityKind::NotNumber(text));
                Entry::Unknown
            }
        }
    }

    /// A cell.
    pub(crate) fn at(&self, row: usize, slot: usize) -> Entry {
        self.entries[row * self.cols.len() + slot]
    }

    /// The cells of a row.
    pub(crate) fn row(&self, row: usize) -> &[Entry] {
        let width = self.cols.len();
        &self.entries[row * width..(row + 1) * width]
    }

    /// True where a column holds something unreadable from one row to another (excluded).
    pub(crate) fn has_unknown(&self, slot: usize, from: usize, to: usize) -> bool {
        let first = self.unknown.partition_point(|(row, _)| *row < from);
        self.unknown[first..]
            .iter()
            .take_while(|(row, _)| *row < to)
            .any(|(_, other)| *other == slot)
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How far a stated sum of that many parts may lie from the sum of what is written,
    /// when every figure was rounded as the column is.
    pub(crate) fn slack(&self, slot: usize, stated: f64, parts: usize) -> f64 {
        let step = |decimals: u8| 0.5 * 10_f64.powi(-i32::from(decimals));
        let own = step(decimals(stated).min(self.decimals[slot]));
        let others = step(self.decimals[slot]);
        #[allow(clippy::cast_precision_loss)]
        let spread = (parts as f64).sqrt();
        own + others * spread + 1e-9 * stated.abs()
    }
}

/// A unit written behind a number must be that of its column.
fn fits(written: Option<&Measure>, unit: Option<FlowUnit>) -> bool {
    match (written, unit) {
        (None, _) => true,
        (Some(Measure::Flow(written)), Some(unit)) => *written == unit,
        (Some(Measure::Volume(wan)), Some(unit)) => *wan == unit.is_ten_thousand(),
        (Some(_), _) => false,
    }
}
