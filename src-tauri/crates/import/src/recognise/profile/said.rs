//! From labels and values to facts, and what is to be said of the others.

use super::super::remark::{Remarks, Said, listed, listed_en};
use super::amount::{Refused, day, value};
use super::pair::{Pair, SheetProfile};
use super::term::About;
use super::{Fact, ProfileField};
use chrono::NaiveDate;
use shuiheng_audit::{CellRef, DoubtCode, Period};
use std::collections::BTreeMap;

/// The facts of a workbook, one for each field, and the days of the test where the words
/// have not said them.
pub(crate) fn settle<'s>(
    sheets: impl Iterator<Item = &'s SheetProfile>,
    period: &mut Period,
    remarks: &mut Remarks,
) -> Vec<Fact> {
    let mut held: BTreeMap<ProfileField, Vec<(Option<u32>, Fact)>> = BTreeMap::new();
    let (mut from, mut to) = (None, None);
    for pair in sheets.flat_map(|sheet| &sheet.pairs) {
        match pair.label.about {
            About::Field(field) => {
                if let Some(fact) = fact(field, pair, remarks) {
                    held.entry(field).or_default().push((pair.label.year, fact));
                }
            }
            About::From => from = from.or_else(|| dated("测试起始日期", pair, remarks)),
            About::To => to = to.or_else(|| dated("测试结束日期", pair, remarks)),
            About::Elsewhere | About::Heading | About::Other => {}
        }
    }
    if period.from.is_none() && period.to.is_none() {
        (period.from, period.to) = (from, to);
    }
    held.into_values().filter_map(|found| chosen(found, remarks)).collect()
}

fn dated(name: &str, pair: &Pair, remarks: &mut Remarks) -> Option<NaiveDate> {
    match day(&pair.cell) {
        Ok(day) => Some(day),
        Err(refused) => {
            say_refused(name, "", refused, &pair.place, remarks);
            None
        }
    }
}

fn fact(field: ProfileField, pair: &Pair, remarks: &mut Remarks) -> Option<Fact> {
    if pair.several && !field.unit().is_empty() {
        say_several(field, &pair.place, remarks);
        return None;
    }
    match value(field, &pair.label, &pair.cell, pair.unit.as_deref()) {
        Ok(value) => Some(Fact { field, value, place: pair.place.clone() }),
        Err(refused) => {
            say_refused(field.zh(), field.unit(), refused, &pair.place, remarks);
            None
        }
    }
}

/// The fact that counts: of the latest year, else the first.
fn chosen(found: Vec<(Option<u32>, Fact)>, remarks: &mut Remarks) -> Option<Fact> {
    let latest = found.iter().map(|(year, _)| *year).max().flatten();
    let counting = found.iter().position(|(year, _)| *year == latest).unwrap_or(0);
    let (_, kept) = found.get(counting)?;
    let others: Vec<&Fact> =
        found.iter().map(|(_, fact)| fact).filter(|fact| fact.value != kept.value).collect();
    if !others.is_empty() {
        let values: Vec<String> = std::iter::once(kept)
            .chain(others.iter().copied())
            .map(|fact| format!("{}（{}）", fact.shown(), fact.place))
            .collect();
        let places = std::iter::once(kept).chain(others.iter().copied());
        let places = places.map(|fact| fact.place.clone()).collect();
        let said = Said::new(
            (
                format!(
                    "文件中“{}”有不同的值：{}，采用 {}。",
                    kept.field.zh(),
                    values.join("、"),
                    kept.shown()
                ),
                format!(
                    "the file gives different values of {}: {}; {} is used",
                    kept.field.code(),
                    values.join(", "),
                    kept.shown()
                ),
            ),
            ("请核实；如有误，请在企业信息中修改。", "check it and correct the profile"),
        );
        // Figures of several years differ by nature; of one year they should not.
        let years = found
            .iter()
            .all(|(year, fact)| year.is_some() && (*year != latest || fact.value == kept.value));
        if years {
            remarks.note(DoubtCode::AssumedMeaning, places, said);
        } else {
            remarks.warning(DoubtCode::AssumedMeaning, places, said);
        }
    }
    Some(kept.clone())
}

fn say_several(field: ProfileField, place: &CellRef, remarks: &mut Remarks) {
    remarks.warning(
        DoubtCode::AssumedMeaning,
        vec![place.clone()],
        Said::new(
            (
                format!("“{}”一行有多个数值，无法确定采用哪一个，未采用。", field.zh()),
                format!("several figures stand behind {}; none was taken", field.code()),
            ),
            ("请在企业信息中填写统计年度的数值。", "enter the figure of the year in the profile"),
        ),
    );
}

fn say_refused(name: &str, unit: &str, refused: Refused, place: &CellRef, remarks: &mut Remarks) {
    let (code, zh, en) = match refused {
        Refused::Nothing => return,
        Refused::NotNumber => (DoubtCode::NotANumber, "不是数字".to_owned(), "it is no number"),
        Refused::NotDate => (DoubtCode::NotANumber, "不是完整的日期".to_owned(), "it is no date"),
        Refused::NoResult => (
            DoubtCode::ErrorCell,
            "是错误值或没有计算结果的公式".to_owned(),
            "it is an error value or a formula without a result",
        ),
        Refused::Unit => (
            DoubtCode::UnitUnknown,
            format!("没有写明计量单位，或计量单位不能换算为{unit}"),
            "its unit of measure is not written, or is another",
        ),
        Refused::Implausible => {
            (DoubtCode::ImplausibleValue, "超出合理范围或位数不符".to_owned(), "it cannot be")
        }
        Refused::Shortened => (
            DoubtCode::ImplausibleValue,
            "以数值保存，末几位已经丢失".to_owned(),
            "it was kept as a number, which has lost its last figures",
        ),
    };
    remarks.warning(
        code,
        vec![place.clone()],
        Said::new(
            (format!("“{name}”的内容{zh}，未采用。"), format!("{name} was not taken: {en}")),
            (
                "请在企业信息中录入，或修正该单元格后重新导入。",
                "enter it in the profile, or correct the cell and import again",
            ),
        ),
    );
}

/// Says which labels of a sheet about the enterprise were not read.
pub(crate) fn say_unknown(sheet: &str, profile: &SheetProfile, remarks: &mut Remarks) {
    if profile.unknown.is_empty() {
        return;
    }
    let names: Vec<String> = profile.unknown.iter().map(|(name, _)| name.clone()).collect();
    remarks.note(
        DoubtCode::RowIgnored,
        profile.unknown.iter().take(60).map(|(_, place)| place.clone()).collect(),
        Said::new(
            (
                format!("工作表“{sheet}”中的{}没有对应的企业信息项，或无法确定其内容，未读取。", listed(&names)),
                format!(
                    "{} of the sheet “{sheet}” have no field in the profile, or no clear value, and were not read",
                    listed_en(&names)
                ),
            ),
            ("如与诊断有关，请在程序中录入。", "enter what matters for the diagnosis by hand"),
        ),
    );
}
