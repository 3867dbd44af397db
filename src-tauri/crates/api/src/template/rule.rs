//! What may be entered in a cell, and what a person is told otherwise.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula,
    Worksheet, XlsxError,
};

/// A block of cells: first row and column, last row and column, from 0.
pub(super) type Cells = (u32, u16, u32, u16);

/// What may be entered.
#[derive(Clone, Copy)]
pub(super) enum Rule<'a> {
    /// Anything.
    Any,
    /// A flow of at least 0, “—” or “未测”.
    Flow,
    /// A number of at least 0.
    Amount,
    /// A number from 0 to a bound.
    UpTo(f64),
    /// A whole number of at least 0.
    Whole,
    /// A day from 2000 on.
    Day,
    /// One of these.
    One(&'a [String]),
    /// One of these, or another after a question.
    Usual(&'a [&'a str]),
    /// A text of that many characters, or another after a question.
    Long(u32),
}

/// Holds cells to a rule.
pub(super) fn hold(sheet: &mut Worksheet, cells: Cells, rule: Rule<'_>) -> Result<(), XlsxError> {
    let Some(validation) = validation(cells, rule)? else { return Ok(()) };
    sheet.add_data_validation(cells.0, cells.1, cells.2, cells.3, &validation)?;
    Ok(())
}

/// A day as a cell holds it. A year that no spreadsheet knows is refused by the writer.
pub(super) fn day(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |part: u32| u8::try_from(part).unwrap_or(u8::MAX);
    ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or(0),
        part(date.month()),
        part(date.day()),
    )
}

fn validation(cells: Cells, rule: Rule<'_>) -> Result<Option<DataValidation>, XlsxError> {
    let new = DataValidation::new;
    let stop = |rule: DataValidation, title: &str, text: &str| -> Result<_, XlsxError> {
        Ok(Some(rule.set_error_title(title)?.set_error_message(text)?))
    };
    let ask = |rule: DataValidation, title: &str, text: &str| -> Result<_, XlsxError> {
        let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
        Ok(Some(rule.set_error_title(title)?.set_error_message(text)?))
    };
    match rule {
        Rule::Any => Ok(None),
        Rule::Flow => {
            let cell = rust_xlsxwriter::utility::row_col_to_cell(cells.0, cells.1);
            let formula =
                format!("OR(AND(ISNUMBER({cell}),N({cell})>=0),{cell}=\"—\",{cell}=\"未测\")");
            stop(
                new().allow_custom(Formula::new(formula)),
                "水量填写有误",
                "请填大于或等于 0 的数字，只填数字，不带单位和文字。没有这股水填“—”；有这股水但未测得填“未测”。",
            )
        }
        Rule::Amount => stop(
            new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "数值填写有误",
            "请填大于或等于 0 的数字，不带单位；不知道的留空，不要填 0。",
        ),
        Rule::UpTo(bound) => stop(
            new().allow_decimal_number(DataValidationRule::Between(0.0, bound)),
            "数值填写有误",
            &format!("请填 0 至 {bound} 之间的数字；不知道的留空，不要填 0。"),
        ),
        Rule::Whole => stop(
            new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            "数值填写有误",
            "请填大于或等于 0 的整数；不知道的留空，不要填 0。",
        ),
        Rule::Day => stop(
            new().allow_date(DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(
                2000, 1, 1,
            )?)),
            "日期填写有误",
            "请按“年-月-日”填写日期，例如 2024-09-10。",
        ),
        Rule::One(list) => stop(
            new().allow_list_strings(list)?,
            "请从列表中选择",
            "请从下拉列表中选择；不知道的留空。",
        ),
        Rule::Usual(list) => ask(
            new().allow_list_strings(list)?,
            "不在常用选项中",
            "填写的内容不在常用选项中。确认无误可选“是”保留，否则请从下拉列表中选择。",
        ),
        Rule::Long(length) => ask(
            new().allow_text_length(DataValidationRule::EqualTo(length)),
            "位数不符",
            &format!("应为 {length} 位。请核对；确认无误可选“是”保留。"),
        ),
    }
}
