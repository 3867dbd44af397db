//! Styles by name, so that a firm changes the look of all headings or captions at once.

use crate::style as sheet;
use docx_rs::{
    AlignmentType, Docx, LineSpacing, LineSpacingType, RunFonts, SpecialIndentType, Style,
    StyleType,
};

pub(super) const BODY: &str = "ReportBody";
pub(super) const ITEM: &str = "ReportItem";
pub(super) const NOTE: &str = "ReportNote";
pub(super) const FORMULA: &str = "ReportFormula";
pub(super) const CAPTION: &str = "Caption";
pub(super) const CELL: &str = "ReportCell";
pub(super) const CONTENTS_TITLE: &str = "ReportContents";
pub(super) const COVER: &str = "ReportCover";
pub(super) const RUNNING: &str = "ReportRunning";

/// Twentieths of a pt.
pub(super) fn twips(pt: f64) -> u32 {
    (pt * 20.0).round().max(0.0) as u32
}

/// Half pt, the unit of sizes.
pub(super) fn half(pt: f64) -> usize {
    (pt * 2.0).round().max(2.0) as usize
}

/// Faces that every computer of the trade has: the report's own are not on it.
fn faces(east_asian: &str, western: &str) -> RunFonts {
    RunFonts::new().east_asia(east_asian).ascii(western).hi_ansi(western).cs(western)
}

fn song() -> RunFonts {
    faces("宋体", "Times New Roman")
}

fn hei() -> RunFonts {
    faces("黑体", "Arial")
}

/// Colour as six hexadecimal digits.
pub(super) fn colour(colour: crate::display::Colour) -> String {
    format!("{:02X}{:02X}{:02X}", colour.0, colour.1, colour.2)
}

fn spacing(before: f64, after: f64, line: f64) -> LineSpacing {
    LineSpacing::new()
        .before(twips(before))
        .after(twips(after))
        .line(twips(line) as i32)
        .line_rule(LineSpacingType::AtLeast)
}

fn paragraph(id: &str, name: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).q_format(true)
}

fn heading(level: u8) -> Style {
    let (look, before, after) = sheet::heading(level);
    paragraph(&format!("Heading{level}"), &format!("heading {level}"))
        .next(BODY)
        .outline_lvl(usize::from(level - 1))
        .fonts(hei())
        .bold()
        .size(half(look.size))
        .color(colour(look.colour))
        .line_spacing(spacing(before, after, look.leading))
}

/// A line of the contents.
fn entry(level: u8) -> Style {
    let indent = twips(f64::from(level - 1) * sheet::BODY.size) as i32;
    let style = paragraph(&format!("ToC{level}"), &format!("toc {level}"));
    let faced = if level == 1 { style.fonts(hei()).bold() } else { style.fonts(song()) };
    faced
        .size(half(sheet::BODY.size))
        .indent(Some(indent), None, None, None)
        .line_spacing(spacing(0.0, 0.0, 16.0))
}

/// The styles of the report.
pub(super) fn styles(file: Docx) -> Docx {
    let body = sheet::BODY;
    let indent = twips(2.0 * body.size) as i32;
    let of = |id: &str, name: &str| paragraph(id, name).fonts(song()).size(half(body.size));
    let note = |id: &str, name: &str| {
        paragraph(id, name).fonts(hei()).size(half(sheet::NOTE.size)).color(colour(sheet::GREY))
    };
    file.default_fonts(song())
        .default_size(half(body.size))
        .add_style(heading(1))
        .add_style(heading(2))
        .add_style(heading(3))
        .add_style(
            of(BODY, "报告正文")
                .align(AlignmentType::Both)
                .indent(None, Some(SpecialIndentType::FirstLine(indent)), None, None)
                .line_spacing(spacing(0.0, 0.0, body.leading)),
        )
        .add_style(
            of(ITEM, "报告列项")
                .align(AlignmentType::Both)
                .indent(Some(indent), Some(SpecialIndentType::Hanging(indent)), None, None)
                .line_spacing(spacing(1.0, 0.0, body.leading)),
        )
        .add_style(of(FORMULA, "报告公式").align(AlignmentType::Center).line_spacing(spacing(
            4.0,
            4.0,
            body.leading,
        )))
        .add_style(note(NOTE, "报告注释").line_spacing(spacing(2.0, 0.0, sheet::NOTE.leading)))
        .add_style(
            paragraph(CAPTION, "caption")
                .fonts(hei())
                .bold()
                .size(half(sheet::CAPTION.size))
                .align(AlignmentType::Center)
                .line_spacing(spacing(8.0, 4.0, sheet::CAPTION.leading)),
        )
        .add_style(paragraph(CELL, "报告表格").fonts(hei()).line_spacing(spacing(2.0, 2.0, 11.0)))
        .add_style(
            paragraph(CONTENTS_TITLE, "报告目录标题")
                .fonts(hei())
                .bold()
                .size(half(16.0))
                .align(AlignmentType::Center)
                .line_spacing(spacing(6.0, 12.0, 22.0)),
        )
        .add_style(
            paragraph(COVER, "报告封面").fonts(hei()).size(half(12.0)).align(AlignmentType::Center),
        )
        .add_style(note(RUNNING, "报告页眉页脚"))
        .add_style(entry(1))
        .add_style(entry(2))
        .add_style(entry(3))
}
