//! The workbook that an auditor fills in on site: blank, or with what is known already.

mod balance;
mod column;
mod enterprise;
mod guide;
mod look;
mod register;
mod row;
mod rule;

pub use row::{Entry, Row};

use crate::library::{districts, shipped};
use crate::{Error, Result};
use look::Look;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use shuiheng_audit::{Meter, Product, Profile, Rate, Text};
use std::collections::BTreeMap;

/// What is known of an enterprise before the visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filling {
    /// The enterprise and its products. The workbook does not hold the auditor.
    pub profile: Profile,
    /// Rows of the balance table, in the unit of measure m³/d.
    pub rows: Vec<Row>,
    /// Water meters.
    pub meters: Vec<Meter>,
}

/// What the workbook offers to choose from and holds figures against.
struct Choices {
    /// The districts of the program.
    districts: Vec<String>,
    /// The imbalance of a unit above which it does not close, over its inflow.
    open: Rate,
}

/// The blank workbook.
///
/// # Errors
/// It cannot be written: a fault of the program.
pub fn template() -> Result<Vec<u8>> {
    filled(&Filling::default())
}

/// The workbook with what is known filled in. The same content gives the same bytes.
///
/// # Errors
/// A row holds a quantity that the table has no column for, or the workbook cannot be
/// written.
pub fn filled(filling: &Filling) -> Result<Vec<u8>> {
    for row in &filling.rows {
        if let Some(item) = row.flows.keys().find(|item| column::of(**item).is_none()) {
            let (zh, en) = (item.zh(), item.code());
            return Err(Error::refused(
                Text::new(
                    format!("用水单元“{}”的“{zh}”在填报模板中没有对应的列。", row.unit),
                    format!("the template has no column for {en} of {}", row.unit),
                ),
                Text::new(
                    "将该水量归入模板已有的列后重试。",
                    "assign it to a column of the template",
                ),
            ));
        }
    }
    let choices = Choices {
        districts: districts()?.into_iter().map(|district| district.0).collect(),
        open: shipped()?.tolerances.unit_fail,
    };
    write(filling, &choices).map_err(|cause| Error::internal("填报模板无法生成", cause))
}

fn write(filling: &Filling, choices: &Choices) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Without a fixed time the bytes would change with the clock.
    let properties = DocProperties::new()
        .set_title("企业节水诊断现场填报表")
        .set_author("水衡")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2024, 1, 1)?);
    book.set_properties(&properties);
    let look = Look::new();
    guide::write(book.add_worksheet(), &look, choices)?;
    enterprise::write(book.add_worksheet(), &look, &filling.profile, &choices.districts)?;
    balance::write(book.add_worksheet(), &look, filling, choices.open)?;
    register::products(book.add_worksheet(), &look, &filling.profile.products)?;
    register::meters(book.add_worksheet(), &look, &filling.meters)?;
    book.save_to_buffer()
}

/// The sheet on the enterprise with what is known, for another workbook; gives the cells that
/// indicators rest on, by symbol, with their values.
pub(crate) fn enterprise_sheet(
    book: &mut Workbook,
    profile: &Profile,
    districts: &[String],
) -> std::result::Result<BTreeMap<&'static str, (String, f64)>, XlsxError> {
    enterprise::write(book.add_worksheet(), &Look::new(), profile, districts)?;
    Ok(enterprise::cells(profile))
}

/// The register of meters (F3) for another workbook.
pub(crate) fn meter_sheet(
    book: &mut Workbook,
    meters: &[Meter],
) -> std::result::Result<(), XlsxError> {
    register::meters(book.add_worksheet(), &Look::new(), meters)
}

/// The table of products for another workbook.
pub(crate) fn product_sheet(
    book: &mut Workbook,
    products: &[Product],
) -> std::result::Result<(), XlsxError> {
    register::products(book.add_worksheet(), &Look::new(), products)
}
