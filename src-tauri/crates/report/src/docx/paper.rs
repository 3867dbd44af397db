//! Pages: their size, how they stand, what runs at their head and foot.

use super::style::{self, twips};
use crate::document::Document;
use crate::layout::Orientation;
use crate::style::{FOOT_EDGE, HEAD_EDGE, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP};
use docx_rs::{
    AlignmentType, Docx, Footer, Header, NumPages, PageMargin, PageNum, PageOrientationType,
    PageSize, Paragraph, Run, SectionProperty, Tab, TabValueType,
};

/// The paper of a report.
pub(super) struct Paper {
    left: String,
    right: String,
}

fn margin() -> PageMargin {
    let side = |pt: f64| twips(pt) as i32;
    PageMargin {
        top: side(MARGIN_TOP),
        bottom: side(MARGIN_BOTTOM),
        left: side(MARGIN_LEFT),
        right: side(MARGIN_RIGHT),
        header: side(HEAD_EDGE),
        footer: side(FOOT_EDGE),
        gutter: 0,
    }
}

fn orient(on: Orientation) -> PageOrientationType {
    match on {
        Orientation::Portrait => PageOrientationType::Portrait,
        Orientation::Landscape => PageOrientationType::Landscape,
    }
}

impl Paper {
    pub(super) fn new(document: &Document) -> Self {
        Self { left: document.running.left.clone(), right: document.running.right.clone() }
    }

    /// The paragraph that ends the pages which stand one way.
    pub(super) fn ending(&self, on: Orientation) -> Paragraph {
        let (width, height) = on.paper();
        let size = PageSize::new().size(twips(width), twips(height)).orient(orient(on));
        let section =
            SectionProperty::new().page_size(size).page_margin(margin()).page_orient(orient(on));
        Paragraph::new().style(style::NOTE).section_property(section)
    }

    /// The file with its last section, and with head and foot for all of them: a section
    /// without its own has those of the one before.
    pub(super) fn finish(&self, file: Docx, document: &Document) -> Docx {
        let (width, height) = Orientation::Portrait.paper();
        let right = twips(Orientation::Portrait.width()) as usize;
        let head = Paragraph::new()
            .style(style::RUNNING)
            .add_tab(Tab::new().val(TabValueType::Right).pos(right))
            .add_run(Run::new().add_text(&self.left).add_tab().add_text(&self.right));
        let foot = Paragraph::new()
            .style(style::RUNNING)
            .align(AlignmentType::Center)
            .add_run(Run::new().add_text("第 "))
            .add_page_num(PageNum::new())
            .add_run(Run::new().add_text(" 页 共 "))
            .add_num_pages(NumPages::new())
            .add_run(Run::new().add_text(" 页"));
        let date = document.properties.date.format("%Y-%m-%dT00:00:00Z").to_string();
        file.page_size(twips(width), twips(height))
            .page_margin(margin())
            .header(Header::new().add_paragraph(head))
            .footer(Footer::new().add_paragraph(foot))
            .created_at(&date)
            .updated_at(&date)
    }
}
