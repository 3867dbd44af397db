//! The styles of a workbook, and those that marks and the list add behind them.

use super::colour;
use super::copy::{Edit, Out, copy, put};
use super::tag::{prefix, with};
use crate::read::fault::Fault;
use crate::read::xml::{attribute, attributes, reader};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use shuiheng_audit::Severity;
use std::collections::BTreeMap;

/// Styles of the list's cells, as numbers of cell formats.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ListStyles {
    /// The words above the table.
    pub(super) preface: u32,
    /// Headings.
    pub(super) head: u32,
    /// Any other cell.
    pub(super) plain: u32,
    /// A place that leads to its cell.
    pub(super) link: u32,
    /// The severities: error, warning, note.
    pub(super) severities: [u32; 3],
}

/// A workbook that has no styles part gets this one.
pub(super) const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"1\"><xf/></cellXfs></styleSheet>";

/// The parts of the styles that are added to.
const LISTS: [&str; 4] = ["fonts", "fills", "borders", "cellXfs"];

/// The styles of a workbook.
pub(super) struct Styles {
    text: String,
    /// Prefix of the tags' names.
    prefix: String,
    /// How many there are of each of [`LISTS`].
    counts: [u32; 4],
    /// Fonts and cell formats as they are written.
    fonts: Vec<String>,
    formats: Vec<String>,
    /// What is added to each of [`LISTS`].
    added: [Vec<String>; 4],
    marked: BTreeMap<(u32, Severity), u32>,
    darkened: BTreeMap<u32, u32>,
    /// The list's styles.
    pub(super) list: ListStyles,
}

impl Styles {
    /// Reads the styles that there are, and adds those of the list.
    pub(super) fn read(text: String) -> Result<Self, Fault> {
        let mut styles = Self {
            text,
            prefix: String::new(),
            counts: [0; 4],
            fonts: Vec::new(),
            formats: Vec::new(),
            added: Default::default(),
            marked: BTreeMap::new(),
            darkened: BTreeMap::new(),
            list: ListStyles::default(),
        };
        styles.scan()?;
        if styles.counts.contains(&0) {
            return Err(Fault::part("样式表不完整"));
        }
        styles.marks_and_list();
        Ok(styles)
    }

    /// Counts what there is, and keeps fonts and cell formats to be cloned.
    fn scan(&mut self) -> Result<(), Fault> {
        let text = std::mem::take(&mut self.text);
        let mut xml = Reader::from_str(&text);
        let (mut depth, mut inside, mut start) = (0_u32, None, 0);
        loop {
            let before = xml.buffer_position() as usize;
            let event = xml.read_event()?;
            match &event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let opens = matches!(event, Event::Start(_));
                    if depth == 0 {
                        self.prefix = prefix(tag.name().as_ref()).to_owned();
                    } else if depth == 1 && opens {
                        let name = tag.local_name();
                        inside = LISTS.iter().position(|list| *list == name.as_ref());
                    } else if depth == 2 {
                        start = before;
                        if !opens {
                            self.item(inside, &text[start..xml.buffer_position() as usize]);
                        }
                    }
                    depth += u32::from(opens);
                }
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    if depth == 2 {
                        self.item(inside, &text[start..xml.buffer_position() as usize]);
                    } else if depth == 1 {
                        inside = None;
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        self.text = text;
        Ok(())
    }

    fn item(&mut self, inside: Option<usize>, markup: &str) {
        let Some(list) = inside else { return };
        self.counts[list] += 1;
        match list {
            FONTS => self.fonts.push(markup.to_owned()),
            FORMATS => self.formats.push(markup.to_owned()),
            _ => {}
        }
    }

    fn add(&mut self, list: usize, markup: String) -> u32 {
        self.added[list].push(markup);
        self.counts[list] + self.added[list].len() as u32 - 1
    }

    /// The format of a marked cell: all of the cell's own but the fill.
    pub(super) fn marked(&mut self, own: u32, severity: Severity) -> u32 {
        if let Some(known) = self.marked.get(&(own, severity)) {
            return *known;
        }
        let format = self.formats.get(own as usize).or_else(|| self.formats.first());
        let format = format.cloned().unwrap_or_default();
        let fill = self.counts[FILLS] + severity as u32;
        let number = match self.filled(&format, fill) {
            Some(format) => self.add(FORMATS, format),
            None => own,
        };
        self.marked.insert((own, severity), number);
        number
    }

    fn filled(&mut self, format: &str, fill: u32) -> Option<String> {
        let mut xml = Reader::from_str(format);
        let event = xml.read_event().ok()?;
        let (Event::Start(tag) | Event::Empty(tag)) = &event else { return None };
        let mut tag = with(&with(tag, "fillId", fill), "applyFill", 1);
        let font = attribute(&tag, "fontId").and_then(|font| font.parse().ok()).unwrap_or(0);
        if let Some(dark) = self.darkened(font) {
            tag = with(&with(&tag, "fontId", dark), "applyFont", 1);
        }
        let rest = &format[xml.buffer_position() as usize..];
        let end = if matches!(event, Event::Empty(_)) { "/>" } else { ">" };
        Some(format!("<{}{end}{rest}", &*tag))
    }

    /// A font that could not be read on the light fill of a mark, without its colour.
    fn darkened(&mut self, font: u32) -> Option<u32> {
        if let Some(known) = self.darkened.get(&font) {
            return Some(*known);
        }
        let markup = self.fonts.get(font as usize)?;
        let (start, end) = colour_tag(markup)?;
        let dark = format!("{}{}", &markup[..start], &markup[end..]);
        let number = self.add(FONTS, dark);
        self.darkened.insert(font, number);
        Some(number)
    }

    fn marks_and_list(&mut self) {
        let p = self.prefix.clone();
        let solid = |rgb: u32| {
            format!(
                "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"FF{rgb:06X}\"/><{p}bgColor indexed=\"64\"/></{p}patternFill></{p}fill>"
            )
        };
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        let fills = severities.map(|severity| self.add(FILLS, solid(colour(severity))));
        let head = self.add(FILLS, solid(0xD5_E4_EE));
        let font = |inside: &str| format!("<{p}font>{inside}<{p}name val=\"宋体\"/></{p}font>");
        let plain = self.add(FONTS, font(&format!("<{p}sz val=\"11\"/>")));
        let bold = self.add(FONTS, font(&format!("<{p}b/><{p}sz val=\"11\"/>")));
        let blue = self
            .add(FONTS, font(&format!("<{p}u/><{p}sz val=\"11\"/><{p}color rgb=\"FF0B5394\"/>")));
        let side = |name: &str| {
            format!("<{p}{name} style=\"thin\"><{p}color rgb=\"FF8C8C8C\"/></{p}{name}>")
        };
        let sides: String = ["left", "right", "top", "bottom"].map(side).concat();
        let boxed = self.add(BORDERS, format!("<{p}border>{sides}<{p}diagonal/></{p}border>"));
        let format = |font: u32, fill: u32, border: u32, across: &str| {
            format!(
                "<{p}xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><{p}alignment horizontal=\"{across}\" vertical=\"center\" wrapText=\"1\"/></{p}xf>"
            )
        };
        self.list = ListStyles {
            preface: self.add(FORMATS, format(plain, 0, 0, "left")),
            head: self.add(FORMATS, format(bold, head, boxed, "center")),
            plain: self.add(FORMATS, format(plain, 0, boxed, "left")),
            link: self.add(FORMATS, format(blue, 0, boxed, "left")),
            severities: fills.map(|fill| self.add(FORMATS, format(bold, fill, boxed, "center"))),
        };
    }

    /// The styles part with everything that was added.
    pub(super) fn part(self) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::with_capacity(self.text.len() + 4096);
        let mut edit = Additions { counts: self.counts, added: self.added, inside: None };
        copy(reader(self.text.as_bytes()), &mut edit, &mut bytes)?;
        Ok(bytes)
    }
}

const FONTS: usize = 0;
const FILLS: usize = 1;
const BORDERS: usize = 2;
const FORMATS: usize = 3;

/// From where to where the tag of a font's colour reaches, where that colour is white or the
/// theme's background.
fn colour_tag(font: &str) -> Option<(usize, usize)> {
    let mut xml = Reader::from_str(font);
    loop {
        let start = xml.buffer_position() as usize;
        match xml.read_event().ok()? {
            Event::Empty(tag) if tag.local_name().as_ref() == "color" => {
                return is_light(&tag).then(|| (start, xml.buffer_position() as usize));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn is_light(colour: &BytesStart<'_>) -> bool {
    attributes(colour).any(|(key, value)| match key {
        "theme" => value == "0" || value == "2",
        "indexed" => matches!(value, "1" | "9" | "65"),
        "rgb" => light(value).unwrap_or(false),
        _ => false,
    })
}

fn light(argb: &str) -> Option<bool> {
    let rgb = u32::from_str_radix(argb.get(argb.len().checked_sub(6)?..)?, 16).ok()?;
    Some([rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF].iter().all(|part| *part > 0xB4))
}

/// Puts what was added behind what there is.
struct Additions {
    counts: [u32; 4],
    added: [Vec<String>; 4],
    inside: Option<usize>,
}

impl Edit for Additions {
    fn event(&mut self, event: Event<'_>, depth: u32, out: &mut Out<'_>) -> Result<(), Fault> {
        match &event {
            Event::Start(tag) if depth == 1 => {
                let name = tag.local_name();
                self.inside = LISTS.iter().position(|list| *list == name.as_ref());
                if let Some(list) = self.inside {
                    let count = self.counts[list] + self.added[list].len() as u32;
                    return Ok(out.write_event(Event::Start(with(tag, "count", count)))?);
                }
            }
            Event::End(_) if depth == 1 => {
                if let Some(list) = self.inside.take() {
                    put(out, &self.added[list].concat())?;
                }
            }
            _ => {}
        }
        Ok(out.write_event(event)?)
    }
}
