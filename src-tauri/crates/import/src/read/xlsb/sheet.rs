//! One sheet of a binary workbook, from its records.

use super::book::Book;
use super::record::{Records, wide};
use crate::read::biff::{Bytes, error, rk};
use crate::read::fault::Fault;
use crate::read::grid::Grid;
use crate::read::moment::{Meaning, iso};
use crate::read::reference::{COLUMNS, ROWS, address};
use crate::read::suspects::Zero;
use crate::read::tally::Tally;
use crate::workbook::{Cell, Region};
use std::io::Read;

/// A sheet while it is being read.
pub(super) struct SheetRecords<'a> {
    book: &'a Book,
    /// The sheet so far.
    pub(super) grid: Grid,
    /// Formulas with the result 0.
    pub(super) zeros: Vec<Zero>,
    /// True once a formula has another result.
    pub(super) computed: bool,
    row: u32,
    /// Where the next cell stands if it does not say.
    column: u32,
}

impl<'a> SheetRecords<'a> {
    /// An empty sheet.
    pub(super) fn new(book: &'a Book, name: &str) -> Self {
        Self { book, grid: Grid::new(name), zeros: Vec::new(), computed: false, row: 0, column: 0 }
    }

    /// Reads a sheet's part to its end.
    pub(super) fn read(&mut self, part: impl Read, tally: &mut Tally<'_>) -> Result<(), Fault> {
        let mut records = Records::new(part, tally.limits.token);
        let mut inside = false;
        while let Some((kind, data)) = records.next()? {
            match kind {
                0x0091 => inside = true,
                0x0092 => inside = false,
                0x0000 if inside => self.row(data)?,
                0x0002..=0x000B | 0x003E if inside => self.full(kind, data, tally)?,
                // Cells that follow their neighbour leave their column out.
                0x000D..=0x0012 if inside => self.short(kind - 11, data, tally)?,
                0x0001 if inside => {
                    self.column = data.u32(0).unwrap_or(self.column).saturating_add(1)
                }
                0x000C if inside => self.column = self.column.saturating_add(1),
                0x003C => self.columns(data),
                0x00B0 => self.merge(data)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, data: &[u8]) -> Result<(), Fault> {
        let row = data.u32(0).filter(|row| *row < ROWS);
        self.row = row.ok_or_else(|| Fault::part("行号超出工作表范围"))?;
        self.column = 0;
        if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
            self.grid.sheet.hidden_rows.insert(self.row);
        }
        Ok(())
    }

    fn columns(&mut self, data: &[u8]) {
        if let (Some(first), Some(last), Some(flags)) = (data.u32(0), data.u32(4), data.u16(16))
            && flags & 1 != 0
        {
            self.grid.hidden.add(first..last.min(COLUMNS - 1) + 1);
        }
    }

    fn merge(&mut self, data: &[u8]) -> Result<(), Fault> {
        let (Some(top), Some(bottom), Some(left), Some(right)) =
            (data.u32(0), data.u32(4), data.u32(8), data.u32(12))
        else {
            return self.grid.faulty("?", "合并区域无效");
        };
        if top <= bottom && left <= right && bottom < ROWS && right < COLUMNS {
            self.grid.sheet.merges.push(Region { top, left, bottom, right });
            return Ok(());
        }
        self.grid.faulty(
            &format!("{}:{}", address(top.min(ROWS), left.min(COLUMNS)), right),
            "合并区域无效",
        )
    }

    fn full(&mut self, kind: u16, data: &[u8], tally: &mut Tally<'_>) -> Result<(), Fault> {
        self.column = data
            .u32(0)
            .filter(|column| *column < COLUMNS)
            .ok_or_else(|| Fault::part("列号超出工作表范围"))?;
        self.cell(kind, data.get(4..).unwrap_or_default(), tally)
    }

    fn short(&mut self, kind: u16, data: &[u8], tally: &mut Tally<'_>) -> Result<(), Fault> {
        self.cell(kind, data, tally)
    }

    /// A cell from its style on.
    fn cell(&mut self, kind: u16, data: &[u8], tally: &mut Tally<'_>) -> Result<(), Fault> {
        let place = (self.row, self.column);
        self.column = self.column.saturating_add(1);
        let Some(content) = self.content(kind, data) else {
            return self.grid.faulty(&address(place.0, place.1), "单元格记录已损坏");
        };
        if (0x0008..=0x000B).contains(&kind) && self.book.recalculate {
            match content {
                Cell::Number(0.0) => self.zeros.push((place.0, place.1, String::new())),
                _ => self.computed = true,
            }
        }
        self.grid.put(place, content, tally)
    }

    fn content(&self, kind: u16, data: &[u8]) -> Option<Cell> {
        let style = data.u32(0)? & 0x00FF_FFFF;
        let value = &data[4..];
        Some(match kind {
            0x0002 => self.styled(style, rk(value.u32(0)?)),
            0x0003 | 0x000B => Cell::Error(error(*value.first()?).into()),
            0x0004 | 0x000A => Cell::Bool(*value.first()? != 0),
            0x0005 | 0x0009 => self.styled(style, value.f64(0)?),
            0x0006 | 0x0008 => Cell::Text(wide(value)?.0),
            0x0007 => Cell::Text(self.book.strings.get(value.u32(0)? as usize)?.clone()),
            // Formatted text: flags, then the text.
            _ => Cell::Text(wide(value.get(1..)?)?.0),
        })
    }

    fn styled(&self, style: u32, number: f64) -> Cell {
        let meaning = self.book.styles.get(style as usize).copied().unwrap_or(Meaning::Number);
        let moment =
            if meaning == Meaning::Number { None } else { iso(number, meaning, self.book.epoch) };
        moment.map_or(Cell::Number(number), |moment| Cell::Moment(moment.into()))
    }
}
