//! One sheet of a BIFF workbook, from its records.

use super::globals::Globals;
use super::record::{Record, Records};
use super::strings::{Script, Source};
use crate::read::biff::{Bytes, error, rk};
use crate::read::fault::Fault;
use crate::read::grid::Grid;
use crate::read::moment::{Meaning, iso};
use crate::read::reference::address;
use crate::read::suspects::Zero;
use crate::read::tally::Tally;
use crate::workbook::{Cell, Region};

/// A sheet while it is being read.
pub(super) struct SheetRecords<'a> {
    globals: &'a Globals,
    /// The sheet so far.
    pub(super) grid: Grid,
    /// Formulas with the result 0.
    pub(super) zeros: Vec<Zero>,
    /// True once a formula has another result.
    pub(super) computed: bool,
    /// True where the writer says that it computed nothing.
    pub(super) uncomputed: bool,
    /// The formula whose text result follows in the next record.
    formula: Option<(u32, u32)>,
}

impl<'a> SheetRecords<'a> {
    /// An empty sheet.
    pub(super) fn new(globals: &'a Globals, name: &str) -> Self {
        let (grid, zeros) = (Grid::new(name), Vec::new());
        Self { globals, grid, zeros, computed: false, uncomputed: false, formula: None }
    }

    /// Reads from the sheet's place in the stream to its end.
    pub(super) fn read(
        &mut self,
        stream: &[u8],
        offset: usize,
        tally: &mut Tally<'_>,
    ) -> Result<(), Fault> {
        let mut records = Records::from(stream, offset);
        if records.next().is_none_or(|record| record.kind != 0x0809) {
            return Err(Fault::part("工作表起始位置错误"));
        }
        // Embedded charts have cells of their own.
        let mut depth = 0_usize;
        while let Some(record) = records.next() {
            match record.kind {
                0x0809 => depth += 1,
                0x000A if depth == 0 => return Ok(()),
                0x000A => depth -= 1,
                _ if depth > 0 => {}
                0x0207 => self.text_result(record, records.continued(), tally)?,
                _ => self.record(record, tally)?,
            }
        }
        Err(Fault::part("工作表不完整，缺少结尾"))
    }

    fn record(
        &mut self,
        Record { kind, data }: Record<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<(), Fault> {
        let done = match kind {
            0x0208 => self.row(data),
            0x007D => self.columns(data),
            0x00E5 => self.merges(data),
            0x005E => {
                self.uncomputed = true;
                Some(())
            }
            0x00BD => return self.numbers(data, tally),
            0x0203 | 0x027E | 0x00FD | 0x0204 | 0x00D6 | 0x0205 => {
                return self.cell(kind, data, tally);
            }
            0x0006 | 0x0206 | 0x0406 => return self.formula(data, tally),
            _ => Some(()),
        };
        done.map_or_else(|| self.grid.faulty(&format!("0x{kind:04X}"), "记录已损坏"), Ok)
    }

    fn row(&mut self, data: &[u8]) -> Option<()> {
        let row = u32::from(data.u16(0)?);
        if data.u16(12)? & 0x20 != 0 {
            self.grid.sheet.hidden_rows.insert(row);
        }
        Some(())
    }

    fn columns(&mut self, data: &[u8]) -> Option<()> {
        let (first, last) = (u32::from(data.u16(0)?), u32::from(data.u16(2)?));
        if data.u16(8)? & 1 != 0 {
            self.grid.hidden.add(first..last.min(255) + 1);
        }
        Some(())
    }

    fn merges(&mut self, data: &[u8]) -> Option<()> {
        for at in 0..usize::from(data.u16(0)?) {
            let corner = |part: usize| data.u16(2 + 8 * at + 2 * part).map(u32::from);
            let (top, bottom, left, right) = (corner(0)?, corner(1)?, corner(2)?, corner(3)?);
            if top <= bottom && left <= right {
                self.grid.sheet.merges.push(Region { top, left, bottom, right });
            }
        }
        Some(())
    }

    fn cell(&mut self, kind: u16, data: &[u8], tally: &mut Tally<'_>) -> Result<(), Fault> {
        let Some(place) = place(data) else {
            return self.grid.faulty("?", "单元格记录已损坏");
        };
        let content = match kind {
            0x0203 => data.f64(6).map(|number| self.number(data, number)),
            0x027E => data.u32(6).map(|bits| self.number(data, rk(bits))),
            0x00FD => {
                let text = data.u32(6).and_then(|index| self.globals.strings.get(index as usize));
                text.cloned().map(Cell::Text)
            }
            0x0205 => data.get(6..8).map(|value| bool_or_error(value[0], value[1])),
            _ => data.get(6..).and_then(|text| self.globals.script.long(text)).map(Cell::Text),
        };
        match content {
            Some(cell) => self.grid.put(place, cell, tally),
            None => self.grid.faulty(&address(place.0, place.1), "单元格记录已损坏"),
        }
    }

    fn numbers(&mut self, data: &[u8], tally: &mut Tally<'_>) -> Result<(), Fault> {
        let Some((row, first)) = place(data) else {
            return self.grid.faulty("?", "单元格记录已损坏");
        };
        let cells = data.get(4..data.len() - 2).unwrap_or_default().chunks_exact(6);
        for (column, cell) in (first..).zip(cells) {
            let number = rk(cell.u32(2).unwrap_or(0));
            let content = self.styled(cell.u16(0).unwrap_or(0), number);
            self.grid.put((row, column), content, tally)?;
        }
        Ok(())
    }

    fn formula(&mut self, data: &[u8], tally: &mut Tally<'_>) -> Result<(), Fault> {
        let (Some(place), Some(result)) = (place(data), data.get(6..14)) else {
            return self.grid.faulty("?", "公式记录已损坏");
        };
        let content = match (result[6..] == [0xFF, 0xFF], result[0]) {
            (false, _) => self.number(data, result.f64(0).unwrap_or(0.0)),
            (true, 0) => {
                self.formula = Some(place);
                return Ok(());
            }
            (true, 1) => Cell::Bool(result[2] != 0),
            (true, 2) => Cell::Error(error(result[2]).into()),
            // An empty text, or no result at all; which of them, the whole workbook tells.
            _ => Cell::Uncomputed("".into()),
        };
        match &content {
            Cell::Number(number) if *number == 0.0 => {
                self.zeros.push((place.0, place.1, String::new()))
            }
            Cell::Uncomputed(_) => {}
            _ => self.computed = true,
        }
        self.grid.put(place, content, tally)
    }

    fn text_result(
        &mut self,
        record: Record<'_>,
        more: Vec<&[u8]>,
        tally: &mut Tally<'_>,
    ) -> Result<(), Fault> {
        let Some(place) = self.formula.take() else { return Ok(()) };
        self.computed = true;
        let text = match self.globals.script {
            Script::Unicode => Source::new([vec![record.data], more].concat()).string(),
            Script::CodePage(_) => self.globals.script.long(record.data),
        };
        match text {
            Some(text) => self.grid.put(place, Cell::Text(text), tally),
            None => self.grid.faulty(&address(place.0, place.1), "公式结果已损坏"),
        }
    }

    fn number(&self, data: &[u8], number: f64) -> Cell {
        self.styled(data.u16(4).unwrap_or(0), number)
    }

    fn styled(&self, style: u16, number: f64) -> Cell {
        let meaning =
            self.globals.styles.get(usize::from(style)).copied().unwrap_or(Meaning::Number);
        let moment = if meaning == Meaning::Number {
            None
        } else {
            iso(number, meaning, self.globals.epoch)
        };
        moment.map_or(Cell::Number(number), |moment| Cell::Moment(moment.into()))
    }
}

fn place(data: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(data.u16(0)?), u32::from(data.u16(2)?)))
}

fn bool_or_error(value: u8, is_error: u8) -> Cell {
    if is_error == 0 { Cell::Bool(value != 0) } else { Cell::Error(error(value).into()) }
}
