//! The first part of a BIFF workbook: its sheets, strings, styles, calendar and code page.

use super::record::{Record, Records};
use super::strings::{Script, Source, code_page, is_chinese};
use crate::read::biff::Bytes;
use crate::read::fault::Fault;
use crate::read::moment::{Epoch, Meaning, built_in, by_code};
use crate::read::tally::Tally;
use crate::read_error::{Foreign, Refusal};
use encoding_rs::GBK;
use std::collections::BTreeMap;

/// What the first part says.
#[derive(Debug)]
pub(super) struct Globals {
    /// How text is written.
    pub(super) script: Script,
    /// The code page that was assumed against what the file says.
    pub(super) rescued: bool,
    /// Sheets in order.
    pub(super) sheets: Vec<Entry>,
    /// Shared strings.
    pub(super) strings: Vec<String>,
    /// The meaning of each cell style.
    pub(super) styles: Vec<Meaning>,
    /// The calendar.
    pub(super) epoch: Epoch,
    /// True where Excel has computed the workbook.
    pub(super) computed_by_excel: bool,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name.
    pub(super) name: String,
    /// False where it is hidden.
    pub(super) visible: bool,
    /// 0 for a worksheet, 1 for a macro sheet, 2 for a chart, 6 for a module.
    pub(super) kind: u8,
    /// Where it begins in the stream.
    pub(super) offset: usize,
}

impl Globals {
    /// Reads the first part of the stream.
    pub(super) fn read(stream: &[u8], tally: &mut Tally<'_>) -> Result<Self, Fault> {
        let records: Vec<Record<'_>> =
            Records::from(stream, 0).take_while(|record| record.kind != 0x000A).collect();
        let script = script(stream, &records)?;
        let mut globals = Self {
            script: script.0,
            rescued: script.1,
            sheets: Vec::new(),
            strings: Vec::new(),
            styles: Vec::new(),
            epoch: Epoch::Y1900,
            computed_by_excel: false,
        };
        let mut formats = BTreeMap::new();
        let mut styles = Vec::new();
        for (at, Record { kind, data }) in records.iter().enumerate() {
            match kind {
                0x0022 if data.u16(0) == Some(1) => globals.epoch = Epoch::Y1904,
                0x041E => formats.extend(globals.format(data)),
                0x00E0 => styles.push(data.u16(2).unwrap_or(0)),
                0x0085 => globals.list(data)?,
                0x01C1 => globals.computed_by_excel = true,
                0x00FC => globals.strings = shared(&records[at..], tally)?,
                _ => {}
            }
        }
        let meaning =
            |id: u16| formats.get(&id).copied().unwrap_or_else(|| built_in(u32::from(id)));
        globals.styles = styles.into_iter().map(meaning).collect();
        Ok(globals)
    }

    fn format(&self, data: &[u8]) -> Option<(u16, Meaning)> {
        let code = data.get(2..)?;
        let code = match self.script {
            Script::Unicode => self.script.long(code)?,
            Script::CodePage(_) => self.script.short(code)?,
        };
        Some((data.u16(0)?, by_code(&code)))
    }

    fn list(&mut self, data: &[u8]) -> Result<(), Fault> {
        let broken = || Fault::part("工作表目录已损坏");
        let offset = data.u32(0).ok_or_else(broken)? as usize;
        let (Some(state), Some(kind), Some(name)) = (data.get(4), data.get(5), data.get(6..))
        else {
            return Err(broken());
        };
        let name = self.script.short(name).ok_or_else(broken)?;
        self.sheets.push(Entry { name, visible: state & 3 == 0, kind: *kind, offset });
        Ok(())
    }
}

/// How the workbook writes text, and whether that is against its own word.
fn script(stream: &[u8], records: &[Record<'_>]) -> Result<(Script, bool), Fault> {
    let start = records
        .first()
        .filter(|record| record.kind == 0x0809)
        .ok_or(Refusal::WrongType(Foreign::OldExcel))?;
    if records.iter().any(|record| record.kind == 0x002F) {
        return Err(Refusal::Encrypted.into());
    }
    if start.data.u16(0) == Some(0x0600) {
        return Ok((Script::Unicode, false));
    }
    let stated =
        records.iter().find(|record| record.kind == 0x0042).and_then(|record| record.data.u16(0));
    let page = code_page(stated.unwrap_or(936));
    let chinese = page.is_single_byte() && is_chinese(&samples(stream));
    Ok(if chinese { (Script::CodePage(GBK), true) } else { (Script::CodePage(page), false) })
}

/// The bytes of all texts in cells and of sheet names.
fn samples(stream: &[u8]) -> Vec<&[u8]> {
    let texts = Records::from(stream, 0).filter_map(|record| match record.kind {
        0x0204 | 0x00D6 => record.data.get(8..8 + usize::from(record.data.u16(6)?)),
        0x0085 => record.data.get(7..7 + usize::from(*record.data.get(6)?)),
        _ => None,
    });
    texts.filter(|text| !text.is_ascii()).take(1_000).collect()
}

/// Shared strings, from their record and those that continue it. The stated count is not believed.
fn shared(records: &[Record<'_>], tally: &mut Tally<'_>) -> Result<Vec<String>, Fault> {
    let mut parts = vec![records[0].data.get(8..).unwrap_or_default()];
    parts.extend(
        records[1..].iter().take_while(|record| record.kind == 0x003C).map(|record| record.data),
    );
    let mut source = Source::new(parts);
    let mut strings = Vec::new();
    while !source.is_at_end() {
        let text = source.string().ok_or_else(|| Fault::part("共享字符串表已损坏"))?;
        tally.text(text.len())?;
        strings.push(text);
    }
    Ok(strings)
}
