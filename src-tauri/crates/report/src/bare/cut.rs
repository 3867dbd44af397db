//! The glyphs that the pages use, cut out of the faces and embedded.

use super::File;
use super::list::Pages;
use crate::display::Item;
use crate::typeface::{Face, Typefaces};
use std::fmt::Write as _;
use std::io::{Error, Result};
use subsetter::GlyphRemapper;

/// A face that is cut down.
pub(super) struct Cut<'a> {
    font: ttf_parser::Face<'a>,
    data: &'a [u8],
    /// For each character its glyph in the cut, 0 where it is not known yet.
    codes: Vec<u16>,
    remapper: GlyphRemapper,
    /// Characters in the order of their glyphs, from 1.
    used: Vec<(char, ttf_parser::GlyphId)>,
}

/// The faces of a report, each cut down, in the order of [`place`].
pub(super) struct Cuts<'a>([Option<Cut<'a>>; 4]);

/// Which of the cuts a face is.
pub(super) const fn place(face: Face) -> usize {
    match face {
        Face::Sans => 0,
        Face::SansBold => 1,
        Face::Serif => 2,
        Face::Rare | Face::RareBold => 3,
    }
}

impl<'a> Cuts<'a> {
    /// Cuts for what stands on the pages.
    pub(super) fn of(pages: &Pages, faces: &'a Typefaces) -> Result<Self> {
        let mut cuts = Self([const { None }; 4]);
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            let Item::Text(run) = item else { continue };
            let Some(slot) = cuts.0.get_mut(place(run.face)) else { continue };
            if slot.is_none() {
                *slot = Some(Cut::new(faces.bytes(run.face))?);
            }
            let Some(cut) = slot else { continue };
            run.text.chars().for_each(|c| cut.take(c));
        }
        Ok(cuts)
    }

    /// The cuts that are used, and the place of each.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &Cut<'a>)> {
        self.0.iter().enumerate().filter_map(|(at, cut)| Some((at, cut.as_ref()?)))
    }

    /// The glyph of a character in the cut of a face.
    pub(super) fn code(&self, face: Face, c: char) -> u16 {
        let cut = self.0.get(place(face)).and_then(Option::as_ref);
        cut.and_then(|cut| cut.codes.get(c as usize)).copied().unwrap_or(0)
    }
}

impl<'a> Cut<'a> {
    fn new(data: &'a [u8]) -> Result<Self> {
        let font = ttf_parser::Face::parse(data, 0).map_err(Error::other)?;
        let remapper = GlyphRemapper::new();
        Ok(Self { font, data, codes: vec![0; 0x3_0000], remapper, used: Vec::new() })
    }

    fn take(&mut self, c: char) {
        let Some(code) = self.codes.get_mut(c as usize).filter(|code| **code == 0) else { return };
        let glyph = self.font.glyph_index(c).unwrap_or_default();
        *code = self.remapper.remap(glyph.0);
        // Two characters of one glyph: the first names it.
        if usize::from(*code) > self.used.len() {
            self.used.push((c, glyph));
        }
    }

    /// Adds the font to the file; gives its object.
    pub(super) fn write(&self, file: &mut File) -> Result<usize> {
        let program = subsetter::subset(self.data, 0, &self.remapper)
            .map_err(|error| Error::other(error.to_string()))?;
        let program = file.packed(&format!("/Length1 {}", program.len()), &program)?;
        let scale = 1000.0 / f64::from(self.font.units_per_em());
        let scaled = |units: i16| (f64::from(units) * scale).round();
        let bounds = self.font.global_bounding_box();
        let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled);
        let name = "CUTOUT+Report";
        let descriptor = file.add(&format!(
            "<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{} {} {} {}]/ItalicAngle 0\
             /Ascent {}/Descent {}/CapHeight {}/StemV 80/FontFile2 {program} 0 R>>",
            bounds[0],
            bounds[1],
            bounds[2],
            bounds[3],
            scaled(self.font.ascender()),
            scaled(self.font.descender()),
            scaled(self.font.ascender()),
        ));
        let mut widths = String::new();
        let mut spelled = String::new();
        for (at, (c, glyph)) in self.used.iter().enumerate() {
            let advance = f64::from(self.font.glyph_hor_advance(*glyph).unwrap_or(0)) * scale;
            // Writing to a string does not fail.
            let _ = write!(widths, "{} ", advance.round());
            if at % 100 == 0 {
                let count = (self.used.len() - at).min(100);
                let end = if at == 0 { "" } else { "endbfchar\n" };
                let _ = writeln!(spelled, "{end}{count} beginbfchar");
            }
            let mut units = [0; 2];
            let _ = write!(spelled, "<{:04X}> <", at + 1);
            c.encode_utf16(&mut units).iter().for_each(|unit| {
                let _ = write!(spelled, "{unit:04X}");
            });
            spelled += ">\n";
        }
        let spelled = format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n\
             1 begincodespacerange <0000> <FFFF> endcodespacerange\n{spelled}endbfchar\n\
             endcmap CMapName currentdict /CMap defineresource pop end end"
        );
        let spelled = file.packed("", spelled.as_bytes())?;
        let below = file.add(&format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity/DW 1000/W[1[{widths}]]\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R>>"
        ));
        Ok(file.add(&format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{below} 0 R]\
             /ToUnicode {spelled} 0 R>>"
        )))
    }
}
