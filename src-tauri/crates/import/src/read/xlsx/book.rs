//! The workbook part: which sheets there are, where they lie, and its calendar.

use crate::read::fault::Fault;
use crate::read::moment::Epoch;
use crate::read::package::Package;
use crate::read::relations::{Link, links};
use crate::read::xml::{attribute, is_true, reader};
use crate::read_error::Refusal;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// What the workbook part says.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// Sheets in order.
    pub(crate) sheets: Vec<Entry>,
    /// Its calendar.
    pub(crate) epoch: Epoch,
    /// True where stored results may be out of date.
    pub(crate) recalculate: bool,
    /// The folder of the workbook part, with a slash behind it.
    pub(crate) folder: String,
    /// The part of shared strings.
    pub(crate) strings: String,
    /// The part of styles.
    pub(crate) styles: String,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its name.
    pub(crate) name: String,
    /// False where it is hidden.
    pub(crate) visible: bool,
    /// Its part, and what kind of sheet that is; none where the link leads nowhere.
    pub(crate) part: Option<Link>,
}

impl Book {
    /// Reads the workbook part and its relationships.
    pub(crate) fn read(package: &mut Package<'_>) -> Result<Self, Refusal> {
        let root = links(package, "").map_err(Fault::refusal)?;
        let main = root.into_values().find(|link| link.kind == "officeDocument");
        let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |link| link.part);
        let links = links(package, &main).map_err(Fault::refusal)?;
        let of_kind = |kind: &str, usual: &str| {
            links
                .values()
                .find(|link| link.kind == kind)
                .map_or_else(|| usual.to_owned(), |link| link.part.clone())
        };
        let mut book = Self {
            strings: of_kind("sharedStrings", "xl/sharedStrings.xml"),
            styles: of_kind("styles", "xl/styles.xml"),
            folder: main.rfind('/').map_or("", |end| &main[..=end]).to_owned(),
            ..Self::default()
        };
        book.list(package, &main, &links).map_err(Fault::refusal)?;
        Ok(book)
    }

    fn list(
        &mut self,
        package: &mut Package<'_>,
        main: &str,
        links: &BTreeMap<String, Link>,
    ) -> Result<(), Fault> {
        let part = package.part(main)?.ok_or_else(|| Fault::part(format!("缺少 {main}")))?;
        let (mut xml, mut buffer) = (reader(part), Vec::new());
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer)? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "sheet" => {
                        let link =
                            attribute(&tag, "id").and_then(|id| links.get(id.as_ref()).cloned());
                        let name = attribute(&tag, "name").unwrap_or_default().into_owned();
                        let hidden = attribute(&tag, "state")
                            .is_some_and(|state| state.to_lowercase().contains("hidden"));
                        self.sheets.push(Entry { name, visible: !hidden, part: link });
                    }
                    "workbookPr" if is_true(attribute(&tag, "date1904")) => {
                        self.epoch = Epoch::Y1904
                    }
                    "calcPr" => self.recalculate = is_true(attribute(&tag, "fullCalcOnLoad")),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}
