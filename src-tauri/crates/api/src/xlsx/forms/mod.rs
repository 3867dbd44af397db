//! The forms of a diagnosis (domain: F1 to F7) with indicators, comparison, findings and
//! measures. The forms are such as the import reads, so that a workbook that was handed out
//! and corrected can come back.

mod analysis;
mod balance;
mod compared;
mod equipment;
mod finding;
mod indicator;
mod source;
mod stream;
mod year;

use super::page::{Cell, Look, Written, book};
use crate::{Error, Result, template};
use shuiheng_audit::{Days, Diagnosis};
use shuiheng_import::mark::DERIVED;
use shuiheng_report::{FormCell, FormRow};

/// The workbook of a diagnosis. The same diagnosis gives the same bytes.
///
/// # Errors
/// It cannot be written: a fault of the program.
pub(crate) fn forms(diagnosis: &Diagnosis) -> Result<Vec<u8>> {
    let districts: Vec<String> =
        crate::library::districts()?.into_iter().map(|district| district.0).collect();
    write(diagnosis, &districts).map_err(|cause| Error::internal("写出表格工作簿", cause))
}

fn write(diagnosis: &Diagnosis, districts: &[String]) -> Written<Vec<u8>> {
    let case = &diagnosis.case;
    let name = case.profile.name.as_str();
    let mut book = book(&format!("{name}水平衡测试及节水诊断表"))?;
    let look = Look::new();
    let kept = template::enterprise_sheet(&mut book, &case.profile, districts)?;
    source::write(book.add_worksheet(), &look, diagnosis)?;
    year::write(book.add_worksheet(), &look, diagnosis)?;
    template::meter_sheet(&mut book, &case.meters)?;
    stream::write(book.add_worksheet(), &look, diagnosis)?;
    let balance = balance::write(book.add_worksheet(), &look, diagnosis)?;
    analysis::write(book.add_worksheet(), &look, (diagnosis, &balance))?;
    equipment::write(book.add_worksheet(), &look, diagnosis)?;
    template::product_sheet(&mut book, &case.profile.products)?;
    indicator::write(book.add_worksheet(), &look, (diagnosis, &balance, &kept))?;
    compared::write(book.add_worksheet(), &look, diagnosis)?;
    finding::findings(book.add_worksheet(), &look, diagnosis)?;
    finding::measures(book.add_worksheet(), &look, diagnosis)?;
    book.save_to_buffer()
}

/// What a cell of a form is on a sheet: what is not known stays empty.
fn plain(cell: &FormCell) -> Cell {
    match cell {
        FormCell::Unknown | FormCell::Absent | FormCell::Blank => Cell::Empty,
        FormCell::Text(text) | FormCell::Warning(text) => Cell::text(text),
        FormCell::Number(value, digits) => Cell::Number(*value, *digits),
    }
}

/// The cells of a row of a form.
fn cells(row: &FormRow) -> Vec<Cell> {
    row.cells.iter().map(plain).collect()
}

/// The remark below a form: what is to be known of its content, then of its signs.
fn note(notes: &[String], signs: &str) -> String {
    format!("注：{}{signs}", notes.concat())
}

/// The line below the title: the enterprise, and the days of the test.
fn caption(diagnosis: &Diagnosis) -> String {
    let profile = &diagnosis.case.profile;
    let mut caption = format!("企业名称：{}", profile.name);
    if let (Some(from), Some(to)) = (profile.period.from, profile.period.to) {
        caption.push_str(&format!(
            "　测试日期：{}至{}",
            from.format("%Y年%-m月%-d日"),
            to.format("%Y年%-m月%-d日")
        ));
    }
    if let Some(days) = profile.period.operating_days.map(Days::value) {
        caption.push_str(&format!("　年运行 {} 天", shuiheng_audit::trimmed(days, 2)));
    }
    caption
}

/// The same line on a sheet that holds nothing but what follows from the others: the import
/// passes it over.
fn derived(diagnosis: &Diagnosis) -> String {
    format!("{}{DERIVED}", caption(diagnosis))
}
