//! The report for Word and WPS (DOCX): the same document as the PDF, with real headings,
//! captions, tables and pictures that a person can go on editing.
//!
//! Nothing is computed or rounded here. Where a page is turned, which size the text of a
//! table has and how wide its columns are follows the layout of the PDF.

mod caption;
mod contents;
mod figure;
mod front;
mod pack;
mod paper;
mod style;
mod table;
mod text;

use crate::document::{Block, Document, Manner, Paragraph};
use crate::layout::{Orientation, layout, numbered};
use crate::paragraph::{MAY_BREAK, Typesetter};
use crate::typeface::Typefaces;
use docx_rs::{AlignmentType, Docx, Paragraph as WordParagraph, Table as WordTable};
use paper::{Pages, Paper, Section};
use std::collections::BTreeSet;
use std::io::Cursor;

/// A report for Word and WPS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordReport {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters of the pictures that no face has; each was drawn as □.
    pub missing: BTreeSet<char>,
}

/// Why a report for Word could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A drawing is too large for a picture.
    #[error(transparent)]
    Picture(#[from] crate::picture::PngError),
    /// The writer of the format failed.
    #[error("DOCX 写出失败 (writing the DOCX failed): {0}")]
    Write(String),
}

/// What stands in a file, one after the other.
enum Part {
    Paragraph(Box<WordParagraph>),
    Table(Box<WordTable>),
}

/// The file while it is written.
struct Writer<'a> {
    setter: Typesetter<'a>,
    faces: &'a Typefaces,
    parts: Vec<Part>,
    /// How the page stands on which the next part stands.
    on: Orientation,
    /// Which pages it is one of.
    pages: Pages,
    /// The sections that have ended: pages that stand one way and are counted together.
    sections: Vec<Section>,
    paper: Paper,
    /// Ids of bookmarks and pictures that were given out.
    ids: usize,
    missing: BTreeSet<char>,
    /// True where the next paragraph begins a page.
    new_page: bool,
}

/// Writes a document for Word and WPS.
///
/// # Errors
/// A drawing has too many pixels, or the writer failed.
pub fn docx(document: &Document, faces: &Typefaces) -> Result<WordReport, DocxError> {
    let mut writer = Writer {
        setter: Typesetter::new(faces),
        faces,
        parts: Vec::new(),
        on: Orientation::Portrait,
        pages: Pages::Cover,
        sections: Vec::new(),
        paper: Paper::new(document),
        ids: 0,
        missing: BTreeSet::new(),
        new_page: false,
    };
    front::cover(&mut writer, &document.cover);
    writer.end_section(Pages::Front, Orientation::Portrait);
    writer.blocks(&document.front)?;
    writer.put(text::plain(contents::MARK, style::BODY));
    writer.end_section(Pages::Body, Orientation::Portrait);
    writer.blocks(&document.body)?;
    writer.finish(document)
}

impl Writer<'_> {
    fn next_id(&mut self) -> usize {
        self.ids += 1;
        self.ids
    }

    fn put(&mut self, paragraph: WordParagraph) {
        let begins = std::mem::take(&mut self.new_page);
        let paragraph = if begins { paragraph.page_break_before(true) } else { paragraph };
        self.parts.push(Part::Paragraph(Box::new(paragraph)));
    }

    fn put_table(&mut self, table: WordTable) {
        self.parts.push(Part::Table(Box::new(table)));
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), DocxError> {
        for (at, block) in blocks.iter().enumerate() {
            // A heading stands on the page of what follows it.
            let ahead = blocks[at..].iter().find(|block| !matches!(block, Block::Heading(_)));
            let turned = ahead.map_or(Orientation::Portrait, |block| self.stands(block));
            self.turn(turned);
            match block {
                Block::PageBreak => self.new_page = true,
                Block::Heading(heading) => {
                    let id = self.next_id();
                    self.new_page |= heading.level <= 1;
                    self.put(text::heading(heading, id));
                }
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(one) => table::table(self, one),
                Block::Figure(one) => figure::figure(self, one)?,
                Block::Photos(row) => row.iter().for_each(|photo| figure::photo(self, photo)),
                Block::Cards(cards) => front::cards(self, cards),
                Block::Signatures(sheet) => front::signatures(self, sheet),
            }
        }
        self.turn(Orientation::Portrait);
        Ok(())
    }

    /// How the page stands that a block wants.
    fn stands(&self, block: &Block) -> Orientation {
        match block {
            Block::Table(table) => table::grid(self, table).on,
            Block::Figure(one) => crate::layout::figure_stands(one),
            _ => Orientation::Portrait,
        }
    }

    /// Ends the pages that stand one way, where the next stand another.
    fn turn(&mut self, on: Orientation) {
        if on != self.on {
            self.end_section(self.pages, on);
        }
    }

    /// Ends a section before pages of a kind that stand one way.
    fn end_section(&mut self, pages: Pages, on: Orientation) {
        let before = self.sections.last().map(|section| section.pages);
        self.sections.push(Section {
            pages: self.pages,
            on: self.on,
            begins: before != Some(self.pages),
        });
        self.parts.push(Part::Paragraph(Box::new(paper::ending())));
        // The new section begins a page by itself.
        self.new_page = false;
        (self.pages, self.on) = (pages, on);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let style = match paragraph.manner {
            Manner::Body => style::BODY,
            Manner::Item => style::ITEM,
            Manner::Note => style::NOTE,
            Manner::Formula => style::FORMULA,
        };
        let words = text::runs(WordParagraph::new().style(style), &paragraph.runs);
        // A long formula breaks in the PDF where Word does not: a line before it that is
        // justified would be torn apart.
        let broken = paragraph.runs.iter().any(|run| run.text.contains(MAY_BREAK));
        self.put(if broken { words.align(AlignmentType::Left) } else { words });
    }

    fn finish(mut self, document: &Document) -> Result<WordReport, DocxError> {
        let mut file = style::styles(Docx::new());
        for part in std::mem::take(&mut self.parts) {
            file = match part {
                Part::Paragraph(paragraph) => file.add_paragraph(*paragraph),
                Part::Table(table) => file.add_table(*table),
            };
        }
        let pages = layout(document, self.faces);
        file = file.add_paragraph(paper::last(self.next_id()));
        let package = self.paper.finish(file, (document, numbered(&pages.pages))).build();
        // The last section ends with the file.
        let before = self.sections.last().map(|section| section.pages);
        let begins = before != Some(self.pages);
        self.sections.push(Section { pages: self.pages, on: self.on, begins });
        let said = pack::Said {
            contents: contents::contents(document, &pages),
            sections: self.sections.iter().map(Section::said).collect(),
        };
        let mut bytes = Cursor::new(Vec::new());
        package.pack(&mut bytes).map_err(|cause| DocxError::Write(cause.to_string()))?;
        let mut missing = self.setter.missing();
        missing.append(&mut self.missing);
        Ok(WordReport {
            bytes: pack::packed(&bytes.into_inner(), document.dress.accent, &said)?,
            missing,
        })
    }
}
