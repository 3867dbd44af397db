//! Pages: their size, how they stand, what runs at their head and foot, how they are counted.

use super::style::{self, twips};
use crate::document::Document;
use crate::layout::Orientation;
use crate::style::{FOOT_EDGE, HEAD_EDGE, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP};
use docx_rs::{
    Docx, FieldCharType, Footer, Header, InstrPAGEREF, InstrText, LineSpacing, LineSpacingType,
    PageNum, Paragraph, Run, SectionProperty, Tab, TabValueType,
};

/// Names by which the library refers to the parts that [`Paper::finish`] adds.
const HEAD: &str = "rIdHeader1";
const FOOT: &str = "rIdFooter1";
const FRONT_FOOT: &str = "rIdFooter2";
/// The bookmark at the end of the file.
const LAST: &str = "_last";

/// Pages that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pages {
    /// The cover: without head and foot.
    Cover,
    /// Before the first chapter: counted in Roman numerals.
    Front,
    /// Chapters and appendices: counted from 1.
    Body,
}

/// Pages that stand one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) pages: Pages,
    pub(super) on: Orientation,
    /// True where the count begins with it.
    pub(super) begins: bool,
}

impl Section {
    /// The section in the words of the format. The library gives head and foot to the last
    /// section only, and has no word for Roman numerals.
    pub(super) fn said(&self) -> String {
        let foot = match self.pages {
            Pages::Cover => None,
            Pages::Front => Some(FRONT_FOOT),
            Pages::Body => Some(FOOT),
        };
        let reference =
            |of: &str, id: &str| format!("<w:{of}Reference w:type=\"default\" r:id=\"{id}\" />");
        let running = foot.map_or_else(String::new, |foot| {
            reference("header", HEAD) + &reference("footer", foot)
        });
        let start = if self.begins { " w:start=\"1\"" } else { "" };
        let format = if self.pages == Pages::Front { "lowerRoman" } else { "decimal" };
        let (width, height) = self.on.paper();
        let orient = match self.on {
            Orientation::Portrait => "portrait",
            Orientation::Landscape => "landscape",
        };
        format!(
            "<w:sectPr>{running}<w:type w:val=\"nextPage\" />\
             <w:pgSz w:w=\"{}\" w:h=\"{}\" w:orient=\"{orient}\" />\
             <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" \
             w:footer=\"{}\" w:gutter=\"0\" /><w:pgNumType w:fmt=\"{format}\"{start} />\
             <w:cols w:space=\"425\" /></w:sectPr>",
            twips(width),
            twips(height),
            twips(MARGIN_TOP),
            twips(MARGIN_RIGHT),
            twips(MARGIN_BOTTOM),
            twips(MARGIN_LEFT),
            twips(HEAD_EDGE),
            twips(FOOT_EDGE),
        )
    }
}

/// The paragraph that ends a section; it takes next to no room. What the section is like is
/// said when the file is packed.
pub(super) fn ending() -> Paragraph {
    low().section_property(SectionProperty::new())
}

/// The paragraph that ends the file; it takes next to no room. Every foot tells the number of
/// its page as that of all pages.
pub(super) fn last(id: usize) -> Paragraph {
    low().add_bookmark_start(id, LAST).add_bookmark_end(id)
}

fn low() -> Paragraph {
    let low = LineSpacing::new().before(0).after(0).line(20).line_rule(LineSpacingType::Exact);
    Paragraph::new().style(style::NOTE).line_spacing(low)
}

/// The number of the last page as a field, which says this many until it is counted anew.
fn total(pages: usize) -> Run {
    Run::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGEREF(InstrPAGEREF::new(LAST)))
        .add_field_char(FieldCharType::Separate, false)
        .add_text(pages.to_string())
        .add_field_char(FieldCharType::End, false)
}

/// What runs at the head and foot.
pub(super) struct Paper {
    left: String,
    right: String,
    foot: String,
}

impl Paper {
    pub(super) fn new(document: &Document) -> Self {
        let running = &document.running;
        Self {
            left: running.left.clone(),
            right: running.right.clone(),
            foot: running.foot.clone(),
        }
    }

    /// The foot of a page: the firm's words at the left, the number in the middle.
    fn foot(&self, before: &str, after: Vec<Run>) -> Footer {
        let middle = twips(Orientation::Portrait.width()) as usize / 2;
        let foot = Paragraph::new()
            .style(style::RUNNING)
            .add_tab(Tab::new().val(TabValueType::Center).pos(middle))
            .add_run(Run::new().add_text(&self.foot).add_tab().add_text(before))
            .add_page_num(PageNum::new());
        Footer::new().add_paragraph(after.into_iter().fold(foot, Paragraph::add_run))
    }

    /// The file with head and feet, to which its sections refer. `pages` are those that are
    /// counted from 1.
    pub(super) fn finish(&self, file: Docx, (document, pages): (&Document, usize)) -> Docx {
        let words = |words: &str| Run::new().add_text(words);
        let of_all = vec![words(" 页  共 "), total(pages), words(" 页")];
        let right = twips(Orientation::Portrait.width()) as usize;
        let head = Paragraph::new()
            .style(style::RUNNING)
            .add_tab(Tab::new().val(TabValueType::Right).pos(right))
            .add_run(Run::new().add_text(&self.left).add_tab().add_text(&self.right));
        let date = document.properties.date.format("%Y-%m-%dT00:00:00Z").to_string();
        file.header(Header::new().add_paragraph(head))
            .footer(self.foot("第 ", of_all))
            .first_footer(self.foot("", Vec::new()))
            .created_at(&date)
            .updated_at(&date)
    }
}
