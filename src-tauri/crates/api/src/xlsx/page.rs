//! A sheet under construction: formats, headers, cells, and how it prints.

use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};
use std::collections::BTreeMap;

/// What writing a sheet gives.
pub(super) type Written<T = ()> = Result<T, XlsxError>;

const FONT: &str = "宋体";
const LINE: u32 = 0x8C_8C_8C;
const HEAD: u32 = 0xD5_E4_EE;
const TOTAL: u32 = 0xED_ED_ED;

/// A column of a table: its header with the unit, and its width in characters.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// What it says.
    pub(super) text: String,
    /// Width in characters.
    pub(super) width: f64,
}

/// A header.
pub(super) fn head(text: impl Into<String>, width: f64) -> Head {
    Head { text: text.into(), width }
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// Nothing: not known, or not asked.
    Empty,
    /// Words.
    Text(String),
    /// A figure and its decimals.
    Number(f64, u32),
    /// A figure that a formula gives: the formula without `=`, its result, its decimals. No
    /// result: the cell shows nothing.
    Formula(String, Option<f64>, u32),
}

impl Cell {
    /// Words.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A figure, or nothing where it is not known.
    pub(super) fn known(value: Option<f64>, digits: u32) -> Self {
        value.map_or(Self::Empty, |value| Self::Number(value, digits))
    }

    /// A count.
    pub(super) fn count(number: usize) -> Self {
        Self::Number(number as f64, 0)
    }

    /// The figure that it shows; none where it shows none.
    pub(super) fn value(&self) -> Option<f64> {
        match self {
            Self::Empty | Self::Text(_) => None,
            Self::Number(value, _) => Some(*value),
            Self::Formula(_, result, _) => *result,
        }
    }
}

/// The formats of a workbook. Each is made once: a spreadsheet program counts them.
pub(super) struct Look {
    pub(super) title: Format,
    pub(super) caption: Format,
    pub(super) head: Format,
    words: Format,
    total_words: Format,
    note: Format,
    figures: BTreeMap<(u32, bool), Format>,
}

impl Look {
    /// All formats.
    pub(super) fn new() -> Self {
        let plain = Format::new()
            .set_font_name(FONT)
            .set_font_size(10)
            .set_align(FormatAlign::VerticalCenter);
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE));
        let words = boxed.clone().set_text_wrap().set_align(FormatAlign::Left);
        let figure = |digits: u32, total: bool| {
            let zeros = "0".repeat(digits as usize);
            let pattern = if digits == 0 { "#,##0".into() } else { format!("#,##0.{zeros}") };
            let format = boxed.clone().set_num_format(pattern).set_align(FormatAlign::Right);
            if total { strong(format) } else { format }
        };
        let all = (0..=6).flat_map(|digits| [(digits, false), (digits, true)]);
        Self {
            title: plain.clone().set_font_size(14).set_bold().set_align(FormatAlign::Center),
            caption: plain.clone(),
            head: boxed
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(HEAD)),
            total_words: strong(words.clone()),
            words,
            note: plain.set_text_wrap().set_font_size(9),
            figures: all.map(|key| (key, figure(key.0, key.1))).collect(),
        }
    }

    fn figure(&self, digits: u32, total: bool) -> &Format {
        self.figures.get(&(digits.min(6), total)).unwrap_or(&self.words)
    }
}

fn strong(format: Format) -> Format {
    format.set_bold().set_background_color(Color::RGB(TOTAL))
}

/// A sheet that is written from the top down.
pub(super) struct Page<'w> {
    pub(super) sheet: &'w mut Worksheet,
    pub(super) look: &'w Look,
    /// The row that is written next.
    pub(super) row: u32,
    columns: u16,
}

impl<'w> Page<'w> {
    /// Begins a sheet: its name, its title over all columns, and a line below it.
    pub(super) fn begin(
        sheet: &'w mut Worksheet,
        look: &'w Look,
        (name, title, caption): (&str, &str, &str),
        heads: &[Head],
    ) -> Written<Self> {
        sheet.set_name(name)?;
        // The library would store a 0 for a formula without a result, which is a figure.
        sheet.set_formula_result_default("");
        let columns = u16::try_from(heads.len()).unwrap_or(u16::MAX).max(2);
        for (column, head) in (0..).zip(heads) {
            sheet.set_column_width(column, head.width)?;
        }
        let mut page = Self { sheet, look, row: 0, columns };
        page.across(title, &page.look.title.clone(), 26.0)?;
        page.across(caption, &page.look.caption.clone(), 18.0)?;
        Ok(page)
    }

    /// A line over all columns.
    fn across(&mut self, text: &str, format: &Format, height: f64) -> Written {
        let (row, last) = (self.row, self.columns - 1);
        self.sheet.merge_range(row, 0, row, last, "", format)?;
        self.sheet.write_string_with_format(row, 0, text, format)?;
        self.sheet.set_row_height(row, height)?;
        self.row += 1;
        Ok(())
    }

    /// A remark over all columns.
    pub(super) fn note(&mut self, text: &str) -> Written {
        let lines = (text.chars().count() as f64 / (f64::from(self.columns) * 5.5)).ceil().max(1.0);
        self.across(text, &self.look.note.clone(), 14.0 * lines)
    }

    /// The header of the table; the rows from the top to it stay in sight and are repeated on
    /// each printed page.
    pub(super) fn heads(&mut self, heads: &[Head], frozen: u16) -> Written {
        for (column, head) in (0..).zip(heads) {
            let format = &self.look.head;
            self.sheet.write_string_with_format(self.row, column, &head.text, format)?;
        }
        let lines =
            heads.iter().map(|head| (head.text.chars().count() as f64 * 2.0 / head.width).ceil());
        let lines = lines.fold(1.0, f64::max).min(5.0);
        self.sheet.set_row_height(self.row, 15.0 * lines + 3.0)?;
        self.row += 1;
        self.sheet.set_freeze_panes(self.row, frozen)?;
        self.sheet.set_repeat_rows(0, self.row - 1)?;
        Ok(())
    }

    /// A row; gives its number as a formula names it, from 1.
    pub(super) fn line(&mut self, cells: &[Cell]) -> Written<u32> {
        self.put(cells, false)
    }

    /// A row of sums.
    pub(super) fn total(&mut self, cells: &[Cell]) -> Written<u32> {
        self.put(cells, true)
    }

    fn put(&mut self, cells: &[Cell], total: bool) -> Written<u32> {
        for (column, cell) in (0..).zip(cells) {
            self.cell((self.row, column), cell, total)?;
        }
        self.row += 1;
        Ok(self.row)
    }

    /// A cell anywhere.
    pub(super) fn cell(&mut self, (row, column): (u32, u16), cell: &Cell, total: bool) -> Written {
        let words = if total { &self.look.total_words } else { &self.look.words };
        match cell {
            Cell::Empty => self.sheet.write_blank(row, column, words)?,
            Cell::Text(text) => self.sheet.write_string_with_format(row, column, text, words)?,
            Cell::Number(value, digits) => {
                let format = self.look.figure(*digits, total);
                self.sheet.write_number_with_format(row, column, *value, format)?
            }
            Cell::Formula(formula, result, digits) => {
                let format = self.look.figure(*digits, total);
                let result = result.map(|value| value.to_string()).unwrap_or_default();
                let formula = Formula::new(formula.as_str()).set_result(result);
                self.sheet.write_formula_with_format(row, column, formula, format)?
            }
        };
        Ok(())
    }

    /// Ends the sheet: A4, as many pages down as it takes, each with its number.
    pub(super) fn end(self, landscape: bool) -> Written {
        let last = self.row.saturating_sub(1);
        self.sheet.set_print_area(0, 0, last, self.columns - 1)?;
        let name = self.sheet.name();
        self.sheet
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_margins(0.4, 0.4, 0.55, 0.55, 0.25, 0.25)
            .set_footer(format!("&C{name}&R第 &P 页，共 &N 页"));
        if landscape {
            self.sheet.set_landscape();
        }
        Ok(())
    }
}

/// A book with a fixed time of making, so that the same content gives the same bytes.
pub(super) fn book(title: &str) -> Written<Workbook> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2024, 1, 1)?;
    let properties =
        DocProperties::new().set_title(title).set_author("水衡").set_creation_datetime(&made);
    book.set_properties(&properties);
    Ok(book)
}

/// `D8`, from a row and a column counted from 0.
pub(super) fn at(row: u32, column: u16) -> String {
    row_col_to_cell(row, column)
}

/// `D`, from a column counted from 0.
pub(super) fn letter(column: u16) -> String {
    column_number_to_name(column)
}
