//! The faces of the report: which glyph a character has, and how wide it is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;
use ttf_parser::Tag;

const SANS: &[u8] = include_bytes!("../../../../assets/fonts/ReportSans-Regular.ttf");
const SANS_BOLD: &[u8] = include_bytes!("../../../../assets/fonts/ReportSans-Bold.ttf");
const SERIF: &[u8] = include_bytes!("../../../../assets/fonts/ReportSerif-Regular.ttf");

/// Drawn in the place of a character that no face has.
pub const MISSING: char = '□';

/// A face, as text uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// 黑体, for tables, figures and what is small.
    Sans,
    /// 黑体, bold, for headings.
    SansBold,
    /// 宋体, for the text itself.
    Serif,
    /// Rare characters of names and places.
    Rare,
    /// The same, made bold by an outline: there is no bold cut of them.
    RareBold,
}

impl Face {
    /// The bold face that goes with it.
    pub const fn bold(self) -> Self {
        match self {
            Self::Sans | Self::SansBold | Self::Serif => Self::SansBold,
            Self::Rare | Self::RareBold => Self::RareBold,
        }
    }
}

/// Where the face of rare characters is found. It is opened only when one is needed.
#[derive(Clone, Debug, Default)]
pub enum RareFace {
    /// Nowhere.
    #[default]
    None,
    /// In a file.
    File(PathBuf),
    /// In memory.
    Bytes(&'static [u8]),
}

/// The faces of the report.
#[derive(Debug)]
pub struct Typefaces {
    sans: OnceLock<Font>,
    bold: OnceLock<Font>,
    serif: OnceLock<Font>,
    rare_place: RareFace,
    rare: OnceLock<Font>,
}

/// The glyphs of one font file.
#[derive(Debug, Default)]
pub(crate) struct Font {
    pub(crate) data: Cow<'static, [u8]>,
    pub(crate) units_per_em: u16,
    pub(crate) ascent: i16,
    pub(crate) descent: i16,
    pub(crate) bounds: [i16; 4],
    pub(crate) weight: u16,
    pub(crate) name: String,
    glyphs: Vec<u16>,
    beyond: BTreeMap<u32, u16>,
    advances: Vec<u16>,
}

impl Typefaces {
    /// The faces that ship with the program, and the place of the rare ones.
    pub fn new(rare: RareFace) -> Self {
        Self {
            sans: OnceLock::new(),
            bold: OnceLock::new(),
            serif: OnceLock::new(),
            rare_place: rare,
            rare: OnceLock::new(),
        }
    }

    /// The font that a face is cut from.
    pub(crate) fn font(&self, face: Face) -> &Font {
        match face {
            Face::Sans => self.sans.get_or_init(|| Font::read(Cow::Borrowed(SANS))),
            Face::SansBold => self.bold.get_or_init(|| Font::read(Cow::Borrowed(SANS_BOLD))),
            Face::Serif => self.serif.get_or_init(|| Font::read(Cow::Borrowed(SERIF))),
            Face::Rare | Face::RareBold => self.rare.get_or_init(|| self.rare_place.open()),
        }
    }

    /// The file that a face is cut from.
    #[cfg(feature = "bench")]
    pub(crate) fn bytes(&self, face: Face) -> &[u8] {
        match face {
            Face::Sans => SANS,
            Face::SansBold => SANS_BOLD,
            Face::Serif => SERIF,
            Face::Rare | Face::RareBold => &self.font(face).data,
        }
    }

    /// The face that shows a character where `wanted` is asked for; none where no face
    /// has it.
    pub fn face_for(&self, c: char, wanted: Face) -> Option<Face> {
        let bold = wanted.bold() == wanted;
        let chain = if bold {
            [Face::SansBold, Face::Sans, Face::RareBold]
        } else {
            [wanted, Face::Sans, Face::Rare]
        };
        chain.into_iter().find(|face| self.font(*face).glyph(c).is_some())
    }

    /// The advance of a character in a face, in ems.
    pub fn advance(&self, c: char, face: Face) -> f64 {
        self.font(face).advance(c)
    }

    /// How wide a text is at a size, in pt, each character in the face that shows it.
    pub fn width(&self, text: &str, wanted: Face, size: f64) -> f64 {
        let ems = text.chars().map(|c| match self.face_for(c, wanted) {
            Some(face) => self.advance(c, face),
            None => self.advance(MISSING, Face::Sans),
        });
        size * ems.sum::<f64>()
    }
}

impl RareFace {
    fn open(&self) -> Font {
        match self {
            Self::None => Font::default(),
            Self::Bytes(bytes) => Font::read(Cow::Borrowed(bytes)),
            // A missing file is told through the characters that then are missing.
            Self::File(path) => {
                std::fs::read(path).map_or_else(|_| Font::default(), |b| Font::read(Cow::Owned(b)))
            }
        }
    }
}

impl Font {
    /// Reads a font; one that cannot be read has no glyphs.
    fn read(data: Cow<'static, [u8]>) -> Self {
        let mut font = Self::default();
        if let Ok(face) = ttf_parser::Face::parse(&data, 0) {
            font.fill(&face);
        }
        Self { data, ..font }
    }

    fn fill(&mut self, face: &ttf_parser::Face<'_>) {
        self.units_per_em = face.units_per_em();
        self.ascent = face.ascender();
        self.descent = face.descender();
        self.weight = face.weight().to_number();
        let bounds = face.global_bounding_box();
        self.bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
        self.name = face
            .names()
            .into_iter()
            .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .find_map(|name| name.to_string())
            .unwrap_or_else(|| "Report".to_owned());
        self.glyphs = vec![0; 0x1_0000];
        let groups = face.raw_face().table(Tag::from_bytes(b"cmap")).and_then(groups);
        match groups {
            Some(groups) => groups.for_each(|[first, last, glyph]| {
                (first..=last.min(0x10_FFFF)).zip(glyph..).for_each(|(code, glyph)| {
                    self.learn(code, u16::try_from(glyph).unwrap_or(0));
                });
            }),
            None => {
                let tables = face.tables().cmap.iter().flat_map(|cmap| cmap.subtables);
                tables.filter(ttf_parser::cmap::Subtable::is_unicode).for_each(|table| {
                    table.codepoints(|code| {
                        self.learn(code, table.glyph_index(code).unwrap_or_default().0);
                    });
                });
            }
        }
        let advance = |id| face.glyph_hor_advance(ttf_parser::GlyphId(id)).unwrap_or(0);
        self.advances = (0..face.number_of_glyphs()).map(advance).collect();
    }

    /// Notes the glyph of a character.
    fn learn(&mut self, code: u32, glyph: u16) {
        if glyph == 0 {
            return;
        }
        match self.glyphs.get_mut(code as usize) {
            Some(slot) => *slot = glyph,
            None => {
                self.beyond.insert(code, glyph);
            }
        }
    }

    /// The glyph of a character; none where the font has none.
    pub(crate) fn glyph(&self, c: char) -> Option<u16> {
        let code = u32::from(c);
        let glyph = self.glyphs.get(code as usize).or_else(|| self.beyond.get(&code));
        glyph.copied().filter(|glyph| *glyph != 0)
    }

    /// The advance of a glyph, in units of the font.
    pub(crate) fn glyph_advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    fn advance(&self, c: char) -> f64 {
        let glyph = self.glyph(c).unwrap_or(0);
        if self.units_per_em == 0 {
            return 1.0;
        }
        f64::from(self.glyph_advance(glyph)) / f64::from(self.units_per_em)
    }
}

/// The groups of characters of a font's table of characters, where it has a table of groups
/// (format 12): the first and the last character and the glyph of the first. ttf-parser would
/// search them for each of tens of thousands of characters.
fn groups(table: &[u8]) -> Option<impl Iterator<Item = [u32; 3]>> {
    let number = |at: usize| {
        let four: [u8; 4] = table.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(four))
    };
    let count = number(0)? as usize & 0xFFFF;
    let places = (0..count).filter_map(|at| Some(number(8 + 8 * at)? as usize));
    let at = places.into_iter().find(|at| number(*at).is_some_and(|word| word >> 16 == 12))?;
    let count = number(at + 12)? as usize;
    let groups = table.get(at + 16..)?.chunks_exact(12).take(count);
    Some(groups.map(|group| {
        let mut words = group
            .chunks_exact(4)
            .map(|word| word.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)));
        [(); 3].map(|()| words.next().unwrap_or_default())
    }))
}

#[cfg(test)]
mod tests {
    use super::{Face, RareFace, Typefaces};

    #[test]
    fn every_glyph_of_every_face_is_known() {
        let rare =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts/ReportSans-Rare.ttf");
        let faces = Typefaces::new(RareFace::File(rare.into()));
        for face in [Face::Sans, Face::SansBold, Face::Serif, Face::Rare] {
            let font = faces.font(face);
            let read = ttf_parser::Face::parse(&font.data, 0).unwrap();
            let mut known = 0;
            for c in (0..0x3_2000).filter_map(char::from_u32) {
                let glyph = read.glyph_index(c).map(|glyph| glyph.0).filter(|glyph| *glyph != 0);
                assert_eq!(font.glyph(c), glyph, "{c}");
                known += usize::from(glyph.is_some());
            }
            assert!(known > 9_000, "{face:?}: {known}");
        }
    }
}
