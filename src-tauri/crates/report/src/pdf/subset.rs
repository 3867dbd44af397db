//! The glyphs that the report uses, cut out of each face.

use super::PdfError;
use crate::display::{Item, Layout, TextRun};
use crate::typeface::{Face, Font, Typefaces};
use printpdf::{FontId, ParsedFont, PdfFont};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// A font file as the PDF names it. Never `F1` to `F14`: those are the built-in ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    Sans,
    Bold,
    Serif,
    Rare,
}

impl Cut {
    fn of(face: Face) -> Self {
        match face {
            Face::Sans => Self::Sans,
            Face::SansBold => Self::Bold,
            Face::Serif => Self::Serif,
            Face::Rare | Face::RareBold => Self::Rare,
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Sans => "FSans",
            Self::Bold => "FBold",
            Self::Serif => "FSerif",
            Self::Rare => "FRare",
        }
    }
}

/// The fonts of a report.
pub(super) struct Subset {
    fonts: BTreeMap<Cut, ParsedFont>,
    /// Characters that share their glyph with one that is used more often in the report.
    /// The file can name one of them only, and a reader would find the other.
    replaced: BTreeMap<(Cut, char), char>,
}

impl Subset {
    /// Hands the fonts over to a document.
    pub(super) fn register(&mut self, map: &mut BTreeMap<FontId, PdfFont>) {
        for (cut, font) in std::mem::take(&mut self.fonts) {
            map.insert(FontId(cut.id().to_owned()), PdfFont::new(font));
        }
    }

    /// The font's name in the file.
    pub(super) fn id(&self, face: Face) -> FontId {
        FontId(Cut::of(face).id().to_owned())
    }

    /// The text as the file spells it.
    pub(super) fn spelled(&self, run: &TextRun) -> String {
        let cut = Cut::of(run.face);
        run.text.chars().map(|c| self.replaced.get(&(cut, c)).copied().unwrap_or(c)).collect()
    }
}

/// Cuts the glyphs of a layout out of the faces.
pub(super) fn subset(layout: &Layout, faces: &Typefaces) -> Result<Subset, PdfError> {
    let mut used: BTreeMap<Cut, Vec<char>> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        if let Item::Text(run) = item {
            used.entry(Cut::of(run.face)).or_default().extend(run.text.chars());
        }
    }
    let mut out = Subset { fonts: BTreeMap::new(), replaced: BTreeMap::new() };
    for (cut, mut chars) in used {
        chars.sort_unstable();
        let alike = chars.chunk_by(|one, next| one == next);
        let counts = alike.filter_map(|alike| Some((*alike.first()?, alike.len()))).collect();
        let face = match cut {
            Cut::Sans => Face::Sans,
            Cut::Bold => Face::SansBold,
            Cut::Serif => Face::Serif,
            Cut::Rare => Face::Rare,
        };
        let font = faces.font(face);
        let chosen = choose(font, &counts);
        for c in counts.keys() {
            let glyph = font.glyph(*c).unwrap_or(0);
            if let Some(other) = chosen.get(&glyph).filter(|other| *other != c) {
                out.replaced.insert((cut, *c), *other);
            }
        }
        out.fonts.insert(cut, cut_out(font, &chosen)?);
    }
    Ok(out)
}

/// For each glyph the character that it stands for most often.
fn choose(font: &Font, counts: &BTreeMap<char, usize>) -> BTreeMap<u16, char> {
    let mut chosen: BTreeMap<u16, (usize, char)> = BTreeMap::new();
    for (c, count) in counts {
        let glyph = font.glyph(*c).unwrap_or(0);
        let best = chosen.entry(glyph).or_insert((*count, *c));
        if *count > best.0 {
            *best = (*count, *c);
        }
    }
    chosen.into_iter().map(|(glyph, (_, c))| (glyph, c)).collect()
}

fn cut_out(font: &Font, chosen: &BTreeMap<u16, char>) -> Result<ParsedFont, PdfError> {
    let mut remapper = GlyphRemapper::new();
    let (mut codes, mut widths) = (BTreeMap::new(), BTreeMap::new());
    for (glyph, c) in chosen {
        let new = remapper.remap(*glyph);
        codes.insert(u32::from(*c), new);
        widths.insert(new, font.glyph_advance(*glyph));
    }
    let bytes = subsetter::subset(&font.data, 0, &remapper)
        .map_err(|_| PdfError::Font(font.name.clone()))?;
    let name = format!("{}+{}", tag(chosen), font.name);
    let metrics = printpdf::FontMetrics { ascent: font.ascent, descent: font.descent };
    let mut parsed = ParsedFont::with_glyph_data(
        bytes,
        0,
        Some(name),
        codes,
        widths,
        font.units_per_em,
        metrics,
    );
    let [x_min, y_min, x_max, y_max] = font.bounds;
    let known = &mut parsed.pdf_font_metrics;
    (known.x_min, known.y_min, known.x_max, known.y_max) = (x_min, y_min, x_max, y_max);
    known.us_weight_class = font.weight;
    Ok(parsed)
}

/// Six letters that tell this selection of glyphs from others.
fn tag(chosen: &BTreeMap<u16, char>) -> String {
    let fold = |hash: u64, glyph: &u16| (hash ^ u64::from(*glyph)).wrapping_mul(0x0100_0000_01B3);
    let mut hash = chosen.keys().fold(0xCBF2_9CE4_8422_2325, fold);
    let letter = |_| {
        let letter = b'A' + u8::try_from(hash % 26).unwrap_or(0);
        hash /= 26;
        char::from(letter)
    };
    (0..6).map(letter).collect()
}
