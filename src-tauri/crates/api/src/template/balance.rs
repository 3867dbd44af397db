//! The sheet of the balance table (水平衡统计表).

use super::Filling;
use super::column::{
    BASIS, CATEGORY, DETERMINED, HEADERS, IMBALANCE, ITEMS, NUMBER, OUTFLOWS, RECEIVED, REMARK,
    REPEATED, SOURCES, UNIT, USED, WIDTHS, WITHDRAWN, WORKSHOP,
};
use super::enterprise::{NAME_CELL, PERIOD_CELLS, SHEET as ENTERPRISE};
use super::look::{self, Look};
use super::row::{Body, Computed, Entry, Row, computed, letter};
use super::rule::{Rule, hold};
use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula, Note, Worksheet, XlsxError};
use shuiheng_audit::{Basis, Category, Profile, Rate};

/// Name of the sheet.
pub(super) const SHEET: &str = "水平衡统计表";
/// Units of water use that a blank table has room for.
const ROOM: usize = 60;
/// First row of the header; the row above stays empty, so that the caption is no header.
const HEAD: u32 = 3;
/// First row of units.
const FIRST: u32 = HEAD + 3;
const MEASURES: [&str; 4] = ["单位：m³/d", "单位：m³/h", "单位：m³/a", "单位：万m³/a"];

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    look: &Look,
    filling: &Filling,
    open: Rate,
) -> Result<(), XlsxError> {
    let (profile, rows) = (&filling.profile, filling.rows.as_slice());
    sheet.set_name(SHEET)?;
    look::empty_results(sheet);
    let room = u32::try_from(rows.len().max(ROOM)).unwrap_or(u32::MAX / 2);
    let last = FIRST + room - 1;
    caption(sheet, look, profile)?;
    headers(sheet, look)?;
    for at in FIRST..=last {
        let row = usize::try_from(at - FIRST).ok().and_then(|at| rows.get(at));
        line(sheet, look, at, row)?;
    }
    let body = Body { rows, first: FIRST + 1, last: last + 1 };
    total(sheet, look, &body)?;
    rules(sheet, last)?;
    marks(sheet, last, open)?;
    remark(sheet, look, last + 2)?;
    sheet.set_freeze_panes(FIRST, UNIT + 1)?;
    sheet.set_repeat_rows(0, FIRST - 1)?;
    sheet.set_print_area(0, 0, last + 2, REMARK)?;
    look::pages(sheet)
}

fn caption(sheet: &mut Worksheet, look: &Look, profile: &Profile) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.merge_range(0, NUMBER, 0, REMARK, "企业水平衡统计表", &look.title)?;
    sheet.set_row_height(0, 26)?;
    let (from, to) = PERIOD_CELLS;
    let day = |cell: &str| {
        let cell = format!("{ENTERPRISE}!{cell}");
        format!("YEAR({cell})&\"年\"&MONTH({cell})&\"月\"&DAY({cell})&\"日\"")
    };
    let name =
        format!("IF({ENTERPRISE}!{NAME_CELL}=\"\",\"\",\"企业名称：\"&{ENTERPRISE}!{NAME_CELL})");
    let period = format!(
        "IF(OR({ENTERPRISE}!{from}=\"\",{ENTERPRISE}!{to}=\"\"),\"\",\"测试日期：\"&{}&\"至\"&{})",
        day(from),
        day(to)
    );
    sheet.merge_range(1, NUMBER, 1, SOURCES.0, "", &look.caption)?;
    sheet.merge_range(1, SOURCES.0 + 1, 1, OUTFLOWS.0, "", &look.caption)?;
    sheet.write_formula_with_format(
        1,
        NUMBER,
        Formula::new(name).set_result(name_shown(profile)),
        &look.caption,
    )?;
    let period = Formula::new(period).set_result(period_shown(profile));
    sheet.write_formula_with_format(1, SOURCES.0 + 1, period, &look.caption)?;
    sheet.merge_range(1, IMBALANCE, 1, REMARK, MEASURES[0], &look.measure)?;
    let measures = MEASURES.map(str::to_owned);
    hold(sheet, (1, IMBALANCE, 1, IMBALANCE), Rule::One(&measures))?;
    note(
        sheet,
        1,
        IMBALANCE,
        "全表水量的计量单位，从下拉列表中选择，改选后数据不会自动换算。选 m³/a、万m³/a 时须在“企业信息”中填年运行天数；选 m³/h 时按每天 24 h 折算。",
    )?;
    sheet.set_row_height(1, 18)?;
    sheet.set_row_height(2, 4)?;
    Ok(())
}

fn name_shown(profile: &Profile) -> String {
    if profile.name.is_empty() { String::new() } else { format!("企业名称：{}", profile.name) }
}

fn period_shown(profile: &Profile) -> String {
    let (Some(from), Some(to)) = (profile.period.from, profile.period.to) else {
        return String::new();
    };
    format!("测试日期：{}至{}", from.format("%Y年%-m月%-d日"), to.format("%Y年%-m月%-d日"))
}

fn headers(sheet: &mut Worksheet, look: &Look) -> Result<(), XlsxError> {
    for header in &HEADERS {
        let (top, left, bottom, right) = header.cells;
        if (top, left) == (bottom, right) {
            sheet.write_with_format(HEAD + top, left, header.text, &look.head)?;
        } else {
            sheet.merge_range(HEAD + top, left, HEAD + bottom, right, header.text, &look.head)?;
        }
        if !header.note.is_empty() {
            note(sheet, HEAD + top, left, header.note)?;
        }
    }
    for (row, height) in (HEAD..).zip([20, 20, 34]) {
        sheet.set_row_height(row, height)?;
    }
    Ok(())
}

fn note(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    // About 16 characters to a line.
    let lines = u32::try_from(text.chars().count() / 16).unwrap_or(8) + 2;
    let note = Note::new(text)
        .set_author("水衡")
        .add_author_prefix(false)
        .set_font_name("宋体")
        .set_font_size(9)
        .set_width(230)
        .set_height(lines * 16);
    sheet.insert_note(row, column, &note)?;
    Ok(())
}

fn line(sheet: &mut Worksheet, look: &Look, at: u32, row: Option<&Row>) -> Result<(), XlsxError> {
    sheet.write_with_format(at, NUMBER, at - FIRST + 1, &look.number)?;
    let category = row.and_then(|row| row.category).map(Category::zh);
    let basis = row.and_then(|row| row.basis).map(Basis::zh);
    let word = |pick: fn(&Row) -> &str| row.map(pick).filter(|text| !text.is_empty());
    let words: [(u16, Option<&str>, &Format); 5] = [
        (CATEGORY, category, &look.choice),
        (WORKSHOP, word(|row| &row.workshop), &look.words),
        (UNIT, word(|row| &row.unit), &look.words),
        (BASIS, basis, &look.choice),
        (REMARK, word(|row| &row.remark), &look.words),
    ];
    for (column, text, format) in words {
        match text {
            Some(text) => sheet.write_string_with_format(at, column, text, format)?,
            None => sheet.write_blank(at, column, format)?,
        };
    }
    for (column, item) in ITEMS {
        match row.and_then(|row| row.flows.get(&item)) {
            Some(Entry::Flow(flow)) => {
                sheet.write_number_with_format(at, column, *flow, &look.figure)?
            }
            Some(Entry::Absent) => sheet.write_string_with_format(at, column, "—", &look.figure)?,
            Some(Entry::Unmeasured) => {
                sheet.write_string_with_format(at, column, "未测", &look.figure)?
            }
            None => sheet.write_blank(at, column, &look.figure)?,
        };
    }
    let empty = Row::default();
    for (column, cell) in computed(row.unwrap_or(&empty), at + 1) {
        formula(sheet, (at, column), cell, &look.computed)?;
    }
    sheet.set_row_height(at, 21)?;
    Ok(())
}

fn formula(
    sheet: &mut Worksheet,
    at: (u32, u16),
    cell: Computed,
    format: &Format,
) -> Result<(), XlsxError> {
    let result = cell.result.map_or_else(String::new, |result| result.to_string());
    sheet.write_formula_with_format(
        at.0,
        at.1,
        Formula::new(cell.formula).set_result(result),
        format,
    )?;
    Ok(())
}

fn total(sheet: &mut Worksheet, look: &Look, body: &Body<'_>) -> Result<(), XlsxError> {
    let at = body.last;
    sheet.merge_range(at, NUMBER, at, UNIT, "合计", &look.head)?;
    for column in SOURCES.0..=IMBALANCE {
        formula(sheet, (at, column), body.total(column), &look.total)?;
    }
    sheet.write_blank(at, BASIS, &look.total)?;
    sheet.write_blank(at, REMARK, &look.total)?;
    sheet.set_row_height(at, 22)?;
    note(
        sheet,
        at,
        NUMBER,
        "自动计算，不含名称以“其中”开头和以“小计”结尾的行。某列有“未测”，或某单元不平衡且该列输出水量未填时，该列合计留空：不完整的合计不能代表全厂。",
    )
}

fn rules(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let categories = Category::ALL.map(|category| category.zh().to_owned());
    let bases = Basis::ALL.map(|basis| basis.zh().to_owned());
    hold(sheet, (FIRST, CATEGORY, last, CATEGORY), Rule::One(&categories))?;
    hold(sheet, (FIRST, BASIS, last, BASIS), Rule::One(&bases))?;
    for (from, to) in [SOURCES, REPEATED, OUTFLOWS] {
        hold(sheet, (FIRST, from, last, to), Rule::Flow)?;
    }
    Ok(())
}

/// Colours over what does not balance and over what is still missing.
fn marks(sheet: &mut Worksheet, last: u32, open: Rate) -> Result<(), XlsxError> {
    let cell = |column: u16| format!("{}{}", letter(column), FIRST + 1);
    let imbalance = cell(IMBALANCE);
    let inflow = format!("SUM({},{}:{})", cell(WITHDRAWN), cell(RECEIVED.0), cell(RECEIVED.1));
    let opened = format!(
        "IF(ISNUMBER({imbalance}),ABS({imbalance})>{}*{inflow}+0.000001,FALSE)",
        open.value()
    );
    let opened = ConditionalFormatFormula::new()
        .set_rule(opened.as_str())
        .set_format(look::mark(look::OPEN));
    sheet.add_conditional_format(FIRST, IMBALANCE, last + 1, IMBALANCE, &opened)?;
    let own = rust_xlsxwriter::utility::row_col_to_cell(FIRST, DETERMINED.0);
    let missing = format!("AND(ISNUMBER({}),{own}=\"\",{imbalance}<>0)", cell(USED));
    let missing = ConditionalFormatFormula::new()
        .set_rule(missing.as_str())
        .set_format(look::mark(look::MISSING));
    sheet.add_conditional_format(FIRST, DETERMINED.0, last, DETERMINED.1, &missing)?;
    Ok(())
}

fn remark(sheet: &mut Worksheet, look: &Look, at: u32) -> Result<(), XlsxError> {
    let text = "注：1. 排水量不含串联供出。2. 不平衡量＝取水量＋串联水量＋回用水量＋冷凝水回用量－串联供出－耗水量－排水量－漏失水量，循环水量输入与输出相等，不参与计算。3. 灰色单元格自动计算，请勿改动；行数不够时在表中部插入整行并向下复制公式。";
    sheet.merge_range(at, NUMBER, at, REMARK, text, &look.remark)?;
    sheet.set_row_height(at, 28)?;
    Ok(())
}
