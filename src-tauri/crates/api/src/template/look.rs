//! How the cells of the template look, and how its sheets print.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// To be filled in.
pub(super) const ENTRY: u32 = 0xFF_FB_E6;
/// To be chosen from a list.
pub(super) const CHOICE: u32 = 0xE8_F1_FB;
/// Computed.
pub(super) const COMPUTED: u32 = 0xED_ED_ED;
/// Does not balance.
pub(super) const OPEN: u32 = 0xF8_CB_AD;
/// Still to be filled in.
pub(super) const MISSING: u32 = 0xFF_D9_66;
const HEAD: u32 = 0xD5_E4_EE;
const LINE: u32 = 0x8C_8C_8C;
const MUTED: u32 = 0x59_59_59;
const FONT: &str = "宋体";

/// The formats of the template.
pub(super) struct Look {
    /// Title of a sheet.
    pub(super) title: Format,
    /// A line below the title, on the left.
    pub(super) caption: Format,
    /// The cell of the unit of measure.
    pub(super) measure: Format,
    /// Header of a table.
    pub(super) head: Format,
    /// Name of a field.
    pub(super) label: Format,
    /// Words to be filled in.
    pub(super) words: Format,
    /// Digits that are no number: codes.
    pub(super) code: Format,
    /// A figure to be filled in.
    pub(super) figure: Format,
    /// A date to be filled in.
    pub(super) date: Format,
    /// A choice from a list.
    pub(super) choice: Format,
    /// A computed figure.
    pub(super) computed: Format,
    /// A computed figure of the total row.
    pub(super) total: Format,
    /// The number of a row.
    pub(super) number: Format,
    /// A remark beside or below a table.
    pub(super) remark: Format,
    /// What to look out for in a field.
    pub(super) hint: Format,
    /// Heading of a part of the guide.
    pub(super) heading: Format,
    /// A paragraph of the guide.
    pub(super) paragraph: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let plain = Format::new()
            .set_font_name(FONT)
            .set_font_size(10)
            .set_align(FormatAlign::VerticalCenter);
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE));
        let centred = boxed.clone().set_align(FormatAlign::Center);
        let fill =
            |format: &Format, colour: u32| format.clone().set_background_color(Color::RGB(colour));
        let computed = fill(&boxed, COMPUTED).set_align(FormatAlign::Right);
        Self {
            title: plain.clone().set_font_size(16).set_bold().set_align(FormatAlign::Center),
            caption: plain.clone(),
            measure: fill(&centred, CHOICE).set_bold(),
            head: fill(&centred, HEAD).set_bold().set_text_wrap(),
            label: fill(&boxed, HEAD).set_align(FormatAlign::Left).set_indent(1),
            words: fill(&boxed, ENTRY).set_text_wrap(),
            code: fill(&boxed, ENTRY).set_num_format("@"),
            figure: fill(&boxed, ENTRY).set_align(FormatAlign::Right),
            date: fill(&centred, ENTRY).set_num_format("yyyy-mm-dd"),
            choice: fill(&centred, CHOICE),
            total: computed.clone().set_bold(),
            computed,
            number: centred,
            remark: plain
                .clone()
                .set_font_size(9)
                .set_font_color(Color::RGB(MUTED))
                .set_text_wrap(),
            hint: boxed
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_font_size(9)
                .set_font_color(Color::RGB(MUTED))
                .set_text_wrap(),
            heading: plain.clone().set_font_size(12).set_bold(),
            paragraph: plain
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_align(FormatAlign::Left)
                .set_indent(1),
        }
    }

    /// A cell of the colour legend.
    pub(super) fn swatch(&self, colour: u32) -> Format {
        self.number.clone().set_background_color(Color::RGB(colour))
    }
}

/// A colour over a cell that a condition marks.
pub(super) fn mark(colour: u32) -> Format {
    Format::new()
        .set_background_color(Color::RGB(colour))
        .set_font_color(Color::RGB(0x9C_1C_00))
        .set_bold()
}

/// A formula without a result shows nothing; the library would store a 0, which is a figure.
pub(super) fn empty_results(sheet: &mut Worksheet) {
    sheet.set_formula_result_default("");
}

/// A4, across, as many pages down as it takes, each with its number.
pub(super) fn pages(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let name = sheet.name();
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.4, 0.4, 0.55, 0.55, 0.25, 0.25)
        .set_footer(format!("&L企业节水诊断现场填报表&C{name}&R第 &P 页，共 &N 页"));
    Ok(())
}
