//! The sheet on the enterprise (企业信息).
//!
//! It does not name the auditor: the enterprise fills it in, and the auditor is known to
//! the program.

use super::look::{self, Look};
use super::rule::{Rule, day, hold};
use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Worksheet, XlsxError};
use shuiheng_audit::Profile;
use std::collections::BTreeMap;

/// Name of the sheet.
pub(super) const SHEET: &str = "企业信息";
/// The cell of the enterprise's name.
pub(super) const NAME_CELL: &str = "$B$4";
/// The cells of the first and the last day of the test.
pub(super) const PERIOD_CELLS: (&str, &str) = ("$B$14", "$B$15");
/// First row of fields.
const FIRST: u32 = 3;

const HINT: &str = "不知道的项目留空，不要填 0。金额、人数和年运行天数取与取水量同一统计年度的数据；年运行天数为全年实际开工天数。";

/// What is known of a field.
enum Value<'p> {
    Text(&'p str),
    Code(&'p str),
    Choice(&'p str),
    Number(Option<f64>),
    Day(Option<NaiveDate>),
}

/// A field: its name, what it holds, what may be entered, and what to look out for. The
/// hint stands to the right; where it is empty the program looks for the value there.
struct Field<'p>(&'p str, Value<'p>, Rule<'p>, &'p str);

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    look: &Look,
    profile: &Profile,
    districts: &[String],
) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?;
    for (column, width) in [(0, 26.0), (1, 46.0), (2, 62.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.merge_range(0, 0, 0, 2, "企业基本信息表", &look.title)?;
    sheet.set_row_height(0, 26)?;
    sheet.merge_range(1, 0, 1, 2, HINT, &look.remark)?;
    for (column, text) in (0..).zip(["项目", "填写内容", "填写要求"]) {
        sheet.write_with_format(FIRST - 1, column, text, &look.head)?;
    }
    for (at, field) in (FIRST..).zip(fields(profile, districts)) {
        row(sheet, look, at, &field)?;
    }
    sheet.set_freeze_panes(FIRST, 1)?;
    look::pages(sheet)
}

fn row(
    sheet: &mut Worksheet,
    look: &Look,
    at: u32,
    Field(label, value, rule, hint): &Field<'_>,
) -> Result<(), XlsxError> {
    sheet.write_with_format(at, 0, *label, &look.label)?;
    let format = match value {
        Value::Text(_) => &look.words,
        Value::Code(_) => &look.code,
        Value::Choice(_) => &look.choice,
        Value::Number(_) => &look.figure,
        Value::Day(_) => &look.date,
    };
    match value {
        Value::Text(text) | Value::Code(text) | Value::Choice(text) if !text.is_empty() => {
            sheet.write_string_with_format(at, 1, *text, format)?
        }
        Value::Number(Some(number)) => sheet.write_number_with_format(at, 1, *number, format)?,
        Value::Day(Some(date)) => sheet.write_datetime_with_format(at, 1, day(*date)?, format)?,
        Value::Text(_)
        | Value::Code(_)
        | Value::Choice(_)
        | Value::Number(None)
        | Value::Day(None) => sheet.write_blank(at, 1, format)?,
    };
    sheet.write_with_format(at, 2, *hint, &look.hint)?;
    sheet.set_row_height(at, 23)?;
    hold(sheet, (at, 1, at, 1), *rule)
}

fn fields<'p>(profile: &'p Profile, districts: &'p [String]) -> [Field<'p>; 18] {
    use Value::{Choice, Code, Day, Number, Text};
    let money =
        |value: Option<rust_decimal::Decimal>| Number(value.and_then(|value| value.to_f64()));
    let days = profile.period.operating_days.map(shuiheng_audit::Days::value);
    [
        Field("企业名称", Text(&profile.name), Rule::Any, ""),
        Field(
            "统一社会信用代码",
            Code(&profile.credit_code),
            Rule::Long(18),
            "18 位，与营业执照一致。",
        ),
        Field(
            "行业名称",
            Text(&profile.industry),
            Rule::Any,
            "按 GB/T 4754 的小类名称填写，例如：棉印染精加工。",
        ),
        Field(
            "行业代码",
            Code(&profile.industry_code),
            Rule::Long(4),
            "GB/T 4754 小类代码，4 位数字。",
        ),
        Field(
            "所在县（市、区）",
            Choice(&profile.district),
            Rule::One(districts),
            "从下拉列表中选择，按方案分解任务的区域填写。",
        ),
        Field("详细地址", Text(&profile.address), Rule::Any, "填实际用水地址，可与注册地址不同。"),
        Field(
            "职工人数（人）",
            Number(profile.employees.map(f64::from)),
            Rule::Whole,
            "统计年度平均从业人数，含劳务派遣人员。",
        ),
        Field(
            "工业总产值（万元）",
            money(profile.output_value),
            Rule::Amount,
            "统计年度，当年价格，单位为万元。",
        ),
        Field(
            "工业增加值（万元）",
            money(profile.added_value),
            Rule::Amount,
            "统计年度，当年价格，单位为万元。",
        ),
        Field("年运行天数（d）", Number(days), Rule::UpTo(366.0), ""),
        Field(
            "测试起始日期",
            Day(profile.period.from),
            Rule::Day,
            "水平衡测试的第一天，按“年-月-日”填写。",
        ),
        Field(
            "测试结束日期",
            Day(profile.period.to),
            Rule::Day,
            "水平衡测试的最后一天，按“年-月-日”填写。",
        ),
        Field(
            "用水价格（元/m³）",
            money(profile.prices.water),
            Rule::Amount,
            "含水资源税（费）的到厂价格；多种水源时填主要水源的价格。",
        ),
        Field(
            "排水费（元/m³）",
            money(profile.prices.discharge),
            Rule::Amount,
            "排入公共污水管网缴纳的污水处理费。",
        ),
        Field(
            "废水处理成本（元/m³）",
            money(profile.prices.treatment),
            Rule::Amount,
            "厂内废水处理的运行成本，含药剂、电费、人工和污泥处置。",
        ),
        Field(
            "每日班数（班/d）",
            Number(profile.shifts.map(f64::from)),
            Rule::UpTo(24.0),
            "一班填 1，两班填 2，三班填 3。",
        ),
        Field(
            "每班工时（h）",
            money(profile.shift_hours),
            Rule::UpTo(24.0),
            "每班实际工作小时数，例如 8。",
        ),
        Field("企业联系人及电话", Text(""), Rule::Any, "供现场核实数据时联系。"),
    ]
}

/// The cells that indicators rest on, by symbol, with their values.
pub(super) fn cells(profile: &Profile) -> BTreeMap<&'static str, (String, f64)> {
    let money = |value: Option<rust_decimal::Decimal>| value.and_then(|value| value.to_f64());
    let known = [
        ("n", 10, profile.employees.map(f64::from)),
        ("Z", 11, money(profile.output_value)),
        ("VA", 12, money(profile.added_value)),
        ("d", 13, profile.period.operating_days.map(shuiheng_audit::Days::value)),
    ];
    let cell = |(symbol, row, value): (&'static str, u32, Option<f64>)| {
        Some((symbol, (format!("{SHEET}!$B${row}"), value?)))
    };
    known.into_iter().filter_map(cell).collect()
}
