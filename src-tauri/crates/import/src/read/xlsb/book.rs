//! What stands around the sheets of a binary workbook: their list, strings and styles.

use super::record::{Records, wide};
use crate::read::biff::Bytes;
use crate::read::fault::Fault;
use crate::read::moment::{Epoch, Meaning, built_in, by_code};
use crate::read::package::Package;
use crate::read::relations::{Link, links};
use crate::read::tally::Tally;
use std::collections::BTreeMap;

/// What the cells of a workbook refer to, and its sheets.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// Sheets in order.
    pub(super) sheets: Vec<Entry>,
    /// Shared strings.
    pub(super) strings: Vec<String>,
    /// The meaning of each cell style.
    pub(super) styles: Vec<Meaning>,
    /// The calendar.
    pub(super) epoch: Epoch,
    /// True where stored results may be out of date.
    pub(super) recalculate: bool,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name.
    pub(super) name: String,
    /// False where it is hidden.
    pub(super) visible: bool,
    /// Its part; none where the link leads nowhere.
    pub(super) part: Option<Link>,
}

impl Book {
    /// Reads the parts around the sheets.
    pub(super) fn read(package: &mut Package<'_>, tally: &mut Tally<'_>) -> Result<Self, Fault> {
        let root = links(package, "")?;
        let main = root.into_values().find(|link| link.kind == "officeDocument");
        let main = main.map_or_else(|| "xl/workbook.bin".to_owned(), |link| link.part);
        let links = links(package, &main)?;
        let of_kind = |kind: &str| {
            links.values().find(|link| link.kind == kind).map(|link| link.part.clone())
        };
        let mut book = Self::default();
        book.list(package, &main, &links, tally)?;
        if let Some(part) = of_kind("sharedStrings") {
            book.strings(package, &part, tally)?;
        }
        if let Some(part) = of_kind("styles") {
            book.styles(package, &part, tally)?;
        }
        Ok(book)
    }

    fn list(
        &mut self,
        package: &mut Package<'_>,
        main: &str,
        links: &BTreeMap<String, Link>,
        tally: &Tally<'_>,
    ) -> Result<(), Fault> {
        let part = package.part(main)?.ok_or_else(|| Fault::part(format!("缺少 {main}")))?;
        let mut records = Records::new(part, tally.limits.token);
        while let Some((kind, data)) = records.next()? {
            match kind {
                0x0099 if data.u32(0).is_some_and(|flags| flags & 1 != 0) => {
                    self.epoch = Epoch::Y1904
                }
                0x009C => self
                    .sheets
                    .push(entry(data, links).ok_or_else(|| Fault::part("工作表目录已损坏"))?),
                0x009D => self.recalculate = data.u16(24).is_some_and(|flags| flags & 1 != 0),
                _ => {}
            }
        }
        Ok(())
    }

    /// Shared strings. The stated count is not believed.
    fn strings(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        tally: &mut Tally<'_>,
    ) -> Result<(), Fault> {
        let Some(part) = package.part(part)? else { return Ok(()) };
        let mut records = Records::new(part, tally.limits.token);
        while let Some((kind, data)) = records.next()? {
            if kind == 0x0013 {
                let text = data
                    .get(1..)
                    .and_then(wide)
                    .ok_or_else(|| Fault::part("共享字符串表已损坏"))?
                    .0;
                tally.text(text.len())?;
                self.strings.push(text);
            }
        }
        Ok(())
    }

    fn styles(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        tally: &Tally<'_>,
    ) -> Result<(), Fault> {
        let Some(part) = package.part(part)? else { return Ok(()) };
        let mut records = Records::new(part, tally.limits.token);
        let mut formats = BTreeMap::new();
        let mut cells = false;
        while let Some((kind, data)) = records.next()? {
            match kind {
                0x002C => {
                    let code = data.get(2..).and_then(wide).unwrap_or_default().0;
                    formats.insert(data.u16(0).unwrap_or(0), by_code(&code));
                }
                0x0269 => cells = true,
                0x026A => cells = false,
                0x002F if cells => {
                    let id = data.u16(2).unwrap_or(0);
                    self.styles
                        .push(formats.get(&id).copied().unwrap_or_else(|| built_in(u32::from(id))));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn entry(data: &[u8], links: &BTreeMap<String, Link>) -> Option<Entry> {
    // A sheet of macros may have no part of its own: its link is the null string.
    let (link, length) =
        if data.u32(8)? == u32::MAX { (String::new(), 4) } else { wide(data.get(8..)?)? };
    let (name, _) = wide(data.get(8 + length..)?)?;
    Some(Entry { name, visible: data.u32(0)? & 3 == 0, part: links.get(&link).cloned() })
}
