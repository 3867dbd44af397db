//! The package with marks: which parts are changed and added; all others are handed through
//! as they are packed.

use super::comment::{self, CommentEdit, notes};
use super::copy::copy;
use super::link::{self, Dialect, Relation};
use super::sheet::SheetEdit;
use super::style::{self, Styles};
use super::{Mark, Marks, drawing, list};
use crate::read::Limits;
use crate::read::fault::Fault;
use crate::read::package::{self, Package};
use crate::read::reference::cell;
use crate::read::relations::links;
use crate::read::xlsx::book::Book;
use crate::read::xml::{attribute, attributes_of, plain, reader};
use crate::read_error::Refusal;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The ending of a file's name that Excel asks for by what the package says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A workbook.
    Xlsx,
    /// A workbook with macros.
    Xlsm,
    /// A template.
    Xltx,
    /// A template with macros.
    Xltm,
}

impl Ending {
    /// The ending without its dot.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsm => "xlsm",
            Self::Xltx => "xltx",
            Self::Xltm => "xltm",
        }
    }
}

/// The ending that a copy of an Office Open XML workbook must have.
pub fn ending(bytes: &[u8], limits: &Limits) -> Ending {
    let types = Package::open(bytes, limits)
        .ok()
        .and_then(|mut package| package.bytes(TYPES).ok().flatten())
        .unwrap_or_default();
    let types = String::from_utf8_lossy(&types);
    let known = [
        ("template.macroEnabled.main+xml", Ending::Xltm),
        ("template.main+xml", Ending::Xltx),
        ("sheet.macroEnabled.main+xml", Ending::Xlsm),
    ];
    let found = known.iter().find(|(kind, _)| types.contains(kind));
    found.map_or(Ending::Xlsx, |(_, ending)| *ending)
}

const TYPES: &str = "[Content_Types].xml";

/// The package with marks.
pub(super) fn marked(bytes: &[u8], marks: &Marks, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let mut package = Package::open(bytes, limits)?;
    if !package.is_unambiguous() {
        return Err(Refusal::Damaged("有同名的部件".to_owned()));
    }
    let book = Book::read(&mut package)?;
    let changed = Changed::of(&mut package, &book, marks).map_err(Fault::refusal)?;
    repacked(bytes, changed).map_err(|fault| fault.refusal())
}

/// Parts that are changed or added, by their names.
struct Changed {
    parts: BTreeMap<String, Vec<u8>>,
    dialect: Dialect,
    taken: BTreeSet<String>,
    types: Vec<(String, &'static str)>,
}

impl Changed {
    fn of(package: &mut Package<'_>, book: &Book, marks: &Marks) -> Result<Self, Fault> {
        let root = links(package, "")?;
        let main = root.into_values().find(|link| link.kind == "officeDocument");
        let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |link| link.part);
        let workbook = needed(package, &main)?;
        let mut changed = Self {
            parts: BTreeMap::new(),
            dialect: Dialect::of(&String::from_utf8_lossy(&workbook))?,
            taken: package.names().map(str::to_owned).collect(),
            types: Vec::new(),
        };
        let mut added = Vec::new();
        let own = package.bytes(&book.styles)?;
        let has_styles = own.is_some();
        let own = own.map(String::from_utf8).transpose().map_err(Fault::part)?;
        let mut styles = Styles::read(own.unwrap_or_else(|| style::EMPTY.to_owned()))?;
        for entry in &book.sheets {
            let link = entry.part.as_ref().filter(|link| link.kind == "worksheet");
            if let (Some(link), Some(cells)) = (link, marks.sheets.get(&entry.name)) {
                changed.sheet(package, &link.part, (cells, &mut styles))?;
            }
        }
        let name = changed.free("xl/worksheets/sheet", ".xml");
        changed.types.push((name.clone(), "worksheet"));
        let part = list::part(&marks.list, &styles.list, changed.dialect.main);
        changed.parts.insert(name.clone(), part.into_bytes());
        let known = package.bytes(&of(&main))?.unwrap_or_default();
        let ids = ids(&known, 2);
        added.push(Relation { id: ids[0].clone(), kind: "worksheet", part: name });
        if !has_styles {
            changed.types.push((book.styles.clone(), "styles"));
            added.push(Relation { id: ids[1].clone(), kind: "styles", part: book.styles.clone() });
        }
        changed.parts.insert(book.styles.clone(), styles.part()?);
        let workbook = link::workbook(&workbook, &marks.list.name, &ids[0], changed.dialect)?;
        changed.parts.insert(main.clone(), workbook);
        changed.relate(package, &main, &added)?;
        let types = link::content_types(&needed(package, TYPES)?, &changed.types)?;
        changed.parts.insert(TYPES.to_owned(), types);
        Ok(changed)
    }

    /// A name that no part has, in whichever case.
    fn free(&mut self, start: &str, end: &str) -> String {
        let mut number = 1_u32;
        loop {
            let name = format!("{start}{number}{end}");
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }

    fn relate(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        added: &[Relation],
    ) -> Result<(), Fault> {
        let name = of(part);
        let known = package.bytes(&name)?;
        let relations = link::relations(known.as_deref(), added, self.dialect)?;
        self.parts.insert(name, relations);
        Ok(())
    }

    /// One sheet: its cells, its comments, and the drawing that shows them.
    fn sheet(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        (cells, styles): (&BTreeMap<(u32, u32), Mark>, &mut Styles),
    ) -> Result<(), Fault> {
        let sheet = needed(package, part)?;
        let notes = notes(cells);
        let linked =
            if notes.is_empty() { None } else { self.said(package, (part, &sheet), notes)? };
        let mut bytes = Vec::with_capacity(sheet.len() + 4096);
        copy(reader(sheet.as_slice()), &mut SheetEdit::new(styles, cells, linked), &mut bytes)?;
        self.parts.insert(part.to_owned(), bytes);
        Ok(())
    }

    /// The comments of a sheet and the drawing that shows them. Gives the link to the
    /// drawing that the sheet must get, where it had none.
    fn said(
        &mut self,
        package: &mut Package<'_>,
        (part, sheet): (&str, &[u8]),
        notes: comment::Notes<'_>,
    ) -> Result<Option<(String, String)>, Fault> {
        let known = links(package, part)?;
        let ids = ids(&package.bytes(&of(part))?.unwrap_or_default(), 2);
        let own = known.values().find(|link| link.kind == "comments");
        let (cells, mut before) = (notes.keys().copied().collect(), BTreeSet::new());
        let mut added = Vec::new();
        match own {
            Some(link) => {
                let own = needed(package, &link.part)?;
                before = commented(&own)?;
                self.comments(&link.part, &own, notes)?;
            }
            None => {
                let name = self.free("xl/comments", ".xml");
                self.types.push((name.clone(), "comments"));
                let comments = comment::part(&notes, self.dialect.main);
                self.parts.insert(name.clone(), comments.into_bytes());
                added.push(Relation { id: ids[0].clone(), kind: "comments", part: name });
            }
        }
        let shown = drawing_id(sheet).and_then(|id| known.get(&id));
        let mut linked = None;
        match shown {
            Some(link) => {
                let own = String::from_utf8(needed(package, &link.part)?).map_err(Fault::part)?;
                let fresh = &cells - &before;
                self.parts.insert(link.part.clone(), drawing::with(&own, &fresh)?.into_bytes());
            }
            None => {
                let name = self.free("xl/drawings/vmlDrawing", ".vml");
                let all = &cells | &before;
                self.parts.insert(name.clone(), drawing::part(&all).into_bytes());
                linked = Some((self.dialect.relation.to_owned(), ids[1].clone()));
                added.push(Relation { id: ids[1].clone(), kind: "vmlDrawing", part: name });
            }
        }
        if !added.is_empty() {
            self.relate(package, part, &added)?;
        }
        Ok(linked)
    }

    fn comments(&mut self, name: &str, own: &[u8], notes: comment::Notes<'_>) -> Result<(), Fault> {
        let mut bytes = Vec::with_capacity(own.len() + 4096);
        let mut edit = CommentEdit::new(notes);
        copy(reader(own), &mut edit, &mut bytes)?;
        if !edit.is_done() {
            return Err(Fault::part("批注无法补充"));
        }
        self.parts.insert(name.to_owned(), bytes);
        Ok(())
    }
}

/// A part that must be there.
fn needed(package: &mut Package<'_>, name: &str) -> Result<Vec<u8>, Fault> {
    package.bytes(name)?.ok_or_else(|| Fault::part(format!("缺少 {name}")))
}

/// The name of the part of relationships of a part.
fn of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    format!("{folder}_rels/{file}.rels")
}

/// Ids of relationships that a part of relationships does not have.
fn ids(known: &[u8], count: usize) -> Vec<String> {
    let known = String::from_utf8_lossy(known).into_owned();
    let free = |id: &String| !known.contains(id.as_str());
    (1..).map(|number: u32| format!("rIdList{number}")).filter(free).take(count).collect()
}

/// Cells that have a comment.
fn commented(part: &[u8]) -> Result<BTreeSet<(u32, u32)>, Fault> {
    let (mut xml, mut buffer, mut cells) = (reader(part), Vec::new(), BTreeSet::new());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "comment" => {
                cells.extend(attribute(&tag, "ref").and_then(|place| cell(&place)));
            }
            Event::Eof => return Ok(cells),
            _ => {}
        }
    }
}

/// The relationship of the drawing that shows a sheet's comments. It stands behind the rows;
/// the drawing of headers and footers has a name that begins alike.
fn drawing_id(sheet: &[u8]) -> Option<String> {
    const TAG: &[u8] = b"legacyDrawing";
    let mut rest = sheet;
    let mut found = None;
    while let Some(at) = rest.windows(TAG.len()).rposition(|window| window == TAG) {
        let tag = &rest[at + TAG.len()..];
        if tag.first().is_some_and(u8::is_ascii_whitespace) {
            let end = tag.iter().position(|byte| *byte == b'>')?;
            let tag = std::str::from_utf8(&tag[..end]).ok()?;
            found = attributes_of(tag)
                .find(|(key, _)| *key == "id")
                .map(|(_, id)| plain(id).into_owned());
            break;
        }
        rest = &rest[..at];
        if rest.ends_with(b"sheetData>") {
            break;
        }
    }
    found
}

/// The package anew: parts that are not changed are copied as they are packed.
fn repacked(bytes: &[u8], changed: Changed) -> Result<Vec<u8>, Fault> {
    let mut parts: BTreeMap<String, (String, Vec<u8>)> = changed
        .parts
        .into_iter()
        .map(|(name, bytes)| (name.to_lowercase(), (name, bytes)))
        .collect();
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(Fault::part)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + (1 << 16))));
    let options = SimpleFileOptions::default();
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).map_err(Fault::part)?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        match parts.remove(&package::plain(&name)) {
            Some((_, bytes)) => {
                out.start_file(name, options).map_err(Fault::part)?;
                out.write_all(&bytes)?;
            }
            None => out.raw_copy_file(part).map_err(Fault::part)?,
        }
    }
    for (name, bytes) in parts.into_values() {
        out.start_file(name, options).map_err(Fault::part)?;
        out.write_all(&bytes)?;
    }
    Ok(out.finish().map_err(Fault::part)?.into_inner())
}
