//! Forms of one unit: its quantities below each other, beside them what was read, in what
//! unit of measure and how, and its name above.

use super::block::{Block, Raw};
use super::caption::Caption;
use super::grid::{Grid, is_figure};
use super::measure::{Measure, measure, measure_in};
use super::phase::reading_worth;
use super::record::Record;
use super::report::RowRole;
use super::text::{one_line, split_brackets, tidy};
use super::word::Word;

/// Takes the line of a turned table that gives each quantity its unit of measure out of the
/// rows, and says it over the columns: 数值 | 单位 beside 取水量, 循环水量.
pub(super) fn take_measures(block: &mut Block<'_>) {
    let of_quantity = |block: &Block<'_>| -> Vec<usize> {
        let quantity = |at: &usize| block.columns[*at].heading.word.is_some_and(Word::is_flow);
        (0..block.columns.len()).filter(quantity).collect()
    };
    let columns = of_quantity(block);
    let found = |line: usize| -> Vec<(usize, Measure, String)> {
        let read = |at: &usize| {
            let text = block.grid.lines[line].text(block.columns[*at].heading.col)?;
            Some((*at, measure(text)?, one_line(text)))
        };
        columns.iter().filter_map(read).collect()
    };
    let all_measures = |line: &usize| {
        let cells = &block.grid.lines[*line];
        let filled =
            columns.iter().filter(|at| cells.at(block.columns[**at].heading.col).is_some());
        let (filled, measures) = (filled.count(), found(*line).len());
        measures >= 2 && measures == filled
    };
    if let Some((unit, written, cell)) = over_the_only_row(block) {
        for at in &columns {
            let heading = &mut block.columns[*at].heading;
            heading.measure.get_or_insert_with(|| (unit.clone(), written.clone(), cell));
        }
        return;
    }
    let Some(at) = block.lines.iter().position(all_measures) else { return };
    let line = block.lines[at];
    let row = block.grid.lines[line].index;
    for (at, unit, written) in found(line) {
        let heading = &mut block.columns[at].heading;
        if heading.measure.is_none() {
            heading.measure = Some((unit, written, (row, heading.col)));
        }
    }
    block.lines.remove(at);
}

/// The unit of measure in the name of the only row with figures, 水量(m³/d), and its cell.
fn over_the_only_row(block: &Block<'_>) -> Option<(Measure, String, (u32, u32))> {
    let (first, last) = block.extent();
    let lines = block.lines.iter().map(|at| &block.grid.lines[*at]);
    let inside = |col: u32| (first..=last).contains(&col);
    let mut rows =
        lines.filter(|line| line.cells.iter().any(|(col, cell)| inside(col) && is_figure(cell)));
    let (only, None) = (rows.next()?, rows.next()) else { return None };
    let mut names = only.texts().filter(|(col, _)| inside(*col));
    names.find_map(|(col, text)| {
        let (unit, written) = measure_in(text)?;
        Some((unit, written, (only.index, col)))
    })
}

/// True for a row of a turned table that says how its quantities were obtained, or remarks
/// on them, and gives none: 测试方法 beside 数值.
pub(super) fn says_of_quantities(
    block: &Block<'_>,
    name: &str,
    flows: &[u32],
    line: usize,
) -> bool {
    let line = &block.grid.lines[line];
    let says = || {
        let found = block.grid.vocabulary.lookup_whole(&tidy(name), &[]);
        found.is_some_and(|found| matches!(found.word, Word::Basis | Word::Remark))
    };
    block.grid.turned && says() && !flows.iter().filter_map(|col| line.at(*col)).any(is_figure)
}

/// True for a line of a form that names its only unit beside other labels: 用水单元名称,
/// 蒸煮锅, 测试日期. The names of what was measured stand in a line of their own.
pub(super) fn is_form_line(block: &Block<'_>, col: u32) -> bool {
    const LABELS: &[&str] = &[
        "日期",
        "测试日期",
        "测定日期",
        "测试时间",
        "编号",
        "单元编号",
        "设备编号",
        "测试人",
        "测试人员",
        "记录人",
        "测试地点",
        "所属车间",
        "车间名称",
        "所属部门",
        "部门",
        "设备型号",
        "型号",
        "规格型号",
        "计量单位",
        "单位",
        "测试方法",
        "测试工况",
        "工况",
    ];
    let named = |column: &&Raw| column.heading.word == Some(Word::Name);
    let Some(at) = block.columns.iter().position(|column| column.heading.col == col) else {
        return false;
    };
    if !named(&&block.columns[at]) || !block.columns[at + 1..].iter().any(|other| named(&other)) {
        return false;
    }
    let texts = block.lines.iter().filter_map(|at| block.grid.lines[*at].text(col));
    let texts: Vec<String> =
        texts.map(|text| tidy(text).trim_end_matches(':').to_owned()).collect();
    let of_one = block.columns[at].heading.path.iter().any(|text| text.contains("名称"));
    texts.iter().any(|text| LABELS.contains(&text.as_str())) || (of_one && texts.len() == 1)
}

/// A form of one unit heads its figures with 水量 and gives the unit's name above.
pub(super) fn name_the_only_unit(
    sheet: &Grid<'_>,
    block: &Block<'_>,
    caption: &Caption,
    records: &mut [Record],
) {
    let turned = block.grid.turned;
    let counts = |record: &&mut Record| {
        record.role == RowRole::Unit && record.has_figures && !record.set_aside
    };
    let mut rows = records.iter_mut().filter(counts);
    let (Some(only), None) = (rows.next(), rows.next()) else { return };
    let key = tidy(&only.name);
    let generic = measure(&key).is_some()
        || reading_worth(&key).is_some()
        || ["水量", "数值", "数量", "流量", "平均值", "实测值", "测定值", "水量值"]
            .contains(&split_brackets(&key).0.as_str());
    if !generic {
        return;
    }
    let labelled = caption.above.iter().find_map(|words| {
        let (label, name, cell) = match words.text.split_once([':', '：']) {
            Some((label, name)) if !name.trim().is_empty() => (label, name, words.cell),
            Some((label, _)) => {
                beside(sheet, words.cell).map(|(name, cell)| (label, name, cell))?
            }
            None => beside(sheet, words.cell).map(|(name, cell)| (&*words.text, name, cell))?,
        };
        named_by(label, name).map(|name| (name, cell))
    });
    let labelled = labelled_beside(sheet, block).or(labelled);
    if let Some((name, cell)) = labelled.or_else(|| titled(caption)) {
        only.name = name;
        // The caption is in the file's own orientation, the record in that of its block.
        only.cell = if turned { (cell.1, cell.0) } else { cell };
    } else if !tidy(sheet.sheet).starts_with("sheet") {
        only.name = sheet.sheet.to_owned();
    }
}

/// The name of the unit, where the label before it is one that names units.
fn named_by(label: &str, name: &str) -> Option<String> {
    let label = tidy(label);
    let named = ["单元名称", "用水单元", "设备名称", "系统名称", "用水单元名称", "车间名称"]
        .contains(&label.trim_end_matches(':'));
    (named && !name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// The name of the unit of a form whose quantities stand in two columns of pairs: it stands
/// above the left one and holds for both.
fn labelled_beside(sheet: &Grid<'_>, block: &Block<'_>) -> Option<(String, (u32, u32))> {
    /// Rows of a form above its quantities, at most.
    const HEAD: u32 = 6;
    if !block.grid.turned {
        return None;
    }
    let quantity = |raw: &&Raw| raw.heading.word.is_some_and(Word::is_flow);
    let top = block.columns.iter().find(quantity)?.heading.col;
    let head = sheet.between(top.saturating_sub(HEAD), top.checked_sub(1)?);
    head.iter().rev().find_map(|line| {
        line.texts().find_map(|(col, label)| {
            let (name, cell) = beside(sheet, (line.index, col))?;
            named_by(label, name).map(|name| (name, cell))
        })
    })
}

/// The text right of a cell, and its cell.
fn beside<'a>(sheet: &Grid<'a>, (row, col): (u32, u32)) -> Option<(&'a str, (u32, u32))> {
    let line = &sheet.lines[sheet.position(row)?];
    line.texts().find(|(at, _)| *at > col).map(|(at, text)| (text, (row, at)))
}

/// The unit that the title right above a table of one row is about: 漂洗机用水平衡.
fn titled(caption: &Caption) -> Option<(String, (u32, u32))> {
    const ENDS: &[&str] = &[
        "用水水平衡表",
        "水平衡测试表",
        "用水平衡表",
        "水平衡表",
        "用水平衡",
        "水平衡",
        "用水情况表",
        "用水情况",
        "用水表",
    ];
    let words = caption.above.first()?;
    let name = ENDS.iter().find_map(|end| words.text.strip_suffix(end))?.trim();
    let general = ["全厂", "企业", "公司", "单元", "测试"].iter().any(|word| name.ends_with(word));
    let short = (2..=16).contains(&name.chars().count()) && !name.contains([':', '：', '、']);
    (short && !general).then(|| (name.to_owned(), words.cell))
}
