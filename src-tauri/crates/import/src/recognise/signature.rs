//! Rows in which no unit stands: signatures, dates, telephone numbers; and what a person
//! writes in a column of figures instead of a figure.

use super::block::Block;
use super::date::dates;
use super::grid::{Line, is_figure};
use super::label::{category_of, is_note};
use super::number::{Reading, reading};
use super::text::{holds_any, tidy};
use super::word::Word;
use crate::workbook::Cell;

/// True for a row that holds a label of a form and no figure: 填表人：示例甲  审核人：.
pub(super) fn is_signed(block: &Block<'_>, groups: &[u32], flows: &[u32], line: &Line<'_>) -> bool {
    let (first, last) = block.extent();
    let remark = |col: u32| {
        block.columns.iter().any(|column| {
            let word = column.heading.word;
            column.heading.col == col && matches!(word, Some(Word::Remark | Word::Basis))
        })
    };
    let texts = || {
        let inside = |col: u32| (first..=last).contains(&col) && !remark(col);
        line.texts().filter(move |(col, text)| inside(*col) && !text.trim().is_empty())
    };
    let labelled = |(col, text): (u32, &str)| {
        is_note(text)
            || (text.trim_end().ends_with([':', '：'])
                && !groups.contains(&col)
                && !tidy(text).starts_with("其中")
                && category_of(text).is_none())
    };
    let figures = flows.iter().filter_map(|col| line.at(*col)).any(is_flow);
    line.cells.len() > 1 && !figures && texts().any(labelled)
}

/// True for a cell that gives a flow, or says that there is none. A number of eleven digits
/// is that of a telephone.
fn is_flow(cell: &Cell) -> bool {
    match reading(Some(cell)) {
        Reading::Number(number) => number.value.abs() < 1e9,
        Reading::NoneStated | Reading::Error(_) | Reading::Uncomputed(_) => true,
        Reading::Blank | Reading::NotNumber(_) => false,
    }
}

/// True for a cell that answers the question for a figure, by a figure or otherwise: —, 约5,
/// 15~17, 未测, 见备注, 停用. A name or a date is no answer.
pub(super) fn answers(cell: &Cell) -> bool {
    const WORDS: &[&str] = &[
        "未", "不", "无", "没", "待", "缺", "估", "见", "同", "详", "合并", "合计", "共用", "合用",
        "并入", "水表", "计入", "包含", "含", "停", "闲", "检修", "拆", "备用", "报废", "间断",
        "间歇", "少量", "微量", "?", "约", "tbd", "n/a",
    ];
    let Cell::Text(text) = cell else { return is_figure(cell) };
    let key = tidy(text);
    if key.chars().count() > 16 || !dates(&key).is_empty() {
        return false;
    }
    let reads = !matches!(reading(Some(cell)), Reading::Blank | Reading::NotNumber(_));
    reads
        || holds_any(&key, WORDS)
        || key.starts_with(|c: char| c.is_ascii_digit() || "<>≤≥~".contains(c))
}
