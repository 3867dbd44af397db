//! What is said about single cells, and about empty ones.

use super::super::draft::Noticed;
use super::super::figures::{Oddity, OddityKind};
use super::super::remark::{Remarks, Said, listed, listed_en};
use super::super::report::Meaning;
use super::super::sums::Verdict;
use super::super::table::Table;
use super::super::value::Empty;
use shuiheng_audit::DoubtCode;

pub(super) fn cells(table: &Table<'_>, remarks: &mut Remarks) {
    let used = |slot: usize| {
        table.column_of(slot).is_some_and(|column| column.meaning.is_some_and(Meaning::is_flow))
    };
    let (mut text, mut about) = (Vec::new(), Vec::new());
    let mut sums = Vec::new();
    for oddity in table.figures.oddities.iter().filter(|oddity| used(oddity.slot)) {
        let cell = table.cell(oddity.row, oddity.slot);
        let place = || vec![table.block.grid.place(cell.0, cell.1)];
        let is_sum = matches!(table.verdicts[oddity.row], Verdict::Sum(_));
        match &oddity.kind {
            OddityKind::Error(_) | OddityKind::Uncomputed(_) if is_sum => sums.push(oddity),
            OddityKind::Text | OddityKind::Comma(_) => text.push(cell),
            OddityKind::About => about.push(cell),
            OddityKind::NotNumber(found) => remarks.warning(
                DoubtCode::NotANumber,
                place(),
                Said::new(
                    (format!("“{}”的“{}”为“{found}”，不是数值，按未知处理。", table.record(oddity.row).name, table.header(oddity.slot)), format!("“{found}” is no number; the figure is not known.")),
                    ("请核实后填写一个数值；确无时填 0。", "Find out and enter a number; 0 where there is none."),
                ),
            ),
            OddityKind::Error(found) => remarks.error(
                DoubtCode::ErrorCell,
                place(),
                Said::new(
                    (format!("“{}”的“{}”为错误值 {found}，按未知处理。", table.record(oddity.row).name, table.header(oddity.slot)), format!("The cell holds the error {found}; the figure is not known.")),
                    ("请在原文件中修正公式或填写数值后重新导入。", "Mend the formula or enter a number, and import again."),
                ),
            ),
            OddityKind::Uncomputed(formula) => remarks.error(
                DoubtCode::MissingCachedValue,
                place(),
                Said::new(
                    (format!("单元格为公式 {formula}，文件中没有保存计算结果，按未知处理。"), format!("The cell holds the formula {formula} without a stored result; the figure is not known.")),
                    ("请用 Excel 或 WPS 打开该文件，重新计算并保存后再导入。", "Open the file in Excel or WPS, recalculate, save, and import again."),
                ),
            ),
        }
    }
    collected(
        table,
        text,
        DoubtCode::TextNumber,
        "以文本格式存放的数值已按数值读取（逗号按千分位处理）。",
        "Numbers stored as text were read (a comma as thousands).",
        remarks,
    );
    collected(
        table,
        about,
        DoubtCode::TextNumber,
        "带“约”字样的数值已按所写数值读取。",
        "Numbers written with 约 were read as written.",
        remarks,
    );
    sums_without_figures(table, &sums, remarks);
    merged_figures(table, remarks);
    errors_elsewhere(table, remarks);
}

/// Totals that hold an error or no result: the figures do not rest on them.
fn sums_without_figures(table: &Table<'_>, sums: &[&Oddity], remarks: &mut Remarks) {
    let is_error = |oddity: &&&Oddity| matches!(oddity.kind, OddityKind::Error(_));
    let (errors, formulas): (Vec<&&Oddity>, Vec<&&Oddity>) = sums.iter().partition(is_error);
    for (code, oddities, zh, en) in [
        (DoubtCode::ErrorCell, errors, "为错误值", "hold an error"),
        (
            DoubtCode::MissingCachedValue,
            formulas,
            "为公式而文件中没有保存计算结果",
            "hold formulas without stored results",
        ),
    ] {
        let cells: Vec<(u32, u32)> =
            oddities.iter().map(|oddity| table.cell(oddity.row, oddity.slot)).collect();
        if cells.is_empty() {
            continue;
        }
        remarks.warning(
            code,
            table.block.grid.places(&cells),
            Said::new(
                (
                    format!("合计行中有 {} 个单元格{zh}，无法与各单元之和核对；各单元水量不受影响。", cells.len()),
                    format!("{} cells of totals {en} and could not be checked; the units do not rest on them.", cells.len()),
                ),
                ("请在原文件中修正，重新计算并保存后再导入。", "Mend the file, recalculate, save, and import again."),
            ),
        );
    }
}

pub(super) fn collected(
    table: &Table<'_>,
    cells: Vec<(u32, u32)>,
    code: DoubtCode,
    zh: &str,
    en: &str,
    remarks: &mut Remarks,
) {
    if !cells.is_empty() {
        let said = Said::new((zh.into(), en.into()), ("请核对这些数值。", "Check these figures."));
        remarks.note(code, table.block.grid.places(&cells), said);
    }
}

/// Figures merged over several rows: one meter for several units.
fn merged_figures(table: &Table<'_>, remarks: &mut Remarks) {
    let grid = &table.block.grid;
    let used: Vec<usize> = table
        .columns
        .iter()
        .filter(|c| c.meaning.is_some_and(Meaning::is_flow))
        .filter_map(|c| c.slot)
        .collect();
    let mut cells = Vec::new();
    for row in table.leaves() {
        let name = table.record(row).cell;
        // A name as tall as its figures is one unit in a tall row.
        let last = grid.merge(name.0, name.1).map_or(name.0, |region| region.bottom);
        let wide = used.iter().map(|slot| table.cell(row, *slot)).filter(|(row, col)| {
            grid.merge(*row, *col).is_some_and(|region| region.top == *row && region.bottom > last)
        });
        cells.extend(wide);
    }
    if cells.is_empty() {
        return;
    }
    remarks.warning(
        DoubtCode::AssumedMeaning,
        grid.places(&cells),
        Said::new(
            (
                "水量单元格跨多行合并（几个用水单元共用一个数值），全部计入首行的单元。".into(),
                "Figures are merged over several rows; all of it was given to the first unit."
                    .into(),
            ),
            (
                "请按单元分列水量，或确认只属于首行单元。",
                "Divide the figure among the units, or confirm that it is the first unit's.",
            ),
        ),
    );
}

/// Error values in columns that are not used: 重复利用率 of an idle unit.
pub(super) fn errors_elsewhere(table: &Table<'_>, remarks: &mut Remarks) {
    let unused: Vec<u32> =
        table.columns.iter().filter(|c| c.slot.is_none()).map(|c| c.heading.col).collect();
    let mut cells = Vec::new();
    for record in &table.records {
        for (col, cell) in table.block.grid.lines[record.line].cells.iter() {
            if matches!(cell, crate::workbook::Cell::Error(_)) && unused.contains(&col) {
                cells.push((record.row, col));
            }
        }
    }
    collected(
        table,
        cells,
        DoubtCode::ErrorCell,
        "不参与水量计算的列中有错误值（如 #DIV/0!），未采用。",
        "Error values in columns that hold no flows; they were not used.",
        remarks,
    );
}

/// Says what was noticed while rows were taken in.
pub(crate) fn review_taken(table: &Table<'_>, noticed: Noticed, remarks: &mut Remarks) {
    for (empty, cells) in noticed.zeros {
        let (zh, en) = match empty {
            Empty::Stated => (
                "填写“—”“/”“无”等的单元格按零计（企业表示没有）。",
                "Cells with “—”, “/” or “无” were taken as zero: the enterprise says that there is none.",
            ),
            Empty::RowBalances => (
                "空白单元格按零计：按零计时该单元水量平衡。",
                "Empty cells were taken as zero: the unit balances so.",
            ),
            Empty::TotalComplete => (
                "空白单元格按零计：合计数已由其他数值完全解释。",
                "Empty cells were taken as zero: the total is complete without them.",
            ),
            Empty::Unknown => continue,
        };
        let count = cells.len();
        remarks.note(
            DoubtCode::AssumedZero,
            table.block.grid.places(&cells),
            Said::new(
                (format!("{zh}共 {count} 处。"), format!("{en} {count} in all.")),
                (
                    "如有未填报的水量，请补填后重新导入。",
                    "Fill in what was left out and import again.",
                ),
            ),
        );
    }
    for (name, cells) in noticed.missing {
        let mut headers: Vec<String> = cells
            .iter()
            .filter_map(|(_, col)| table.figures.cols.iter().position(|c| c == col))
            .map(|slot| table.header(slot))
            .collect();
        headers.dedup();
        remarks.warning(
            DoubtCode::ValueMissing,
            table.block.grid.places(&cells),
            Said::new(
                (format!("“{name}”的{}为空白，且不能由平衡或合计判定为零，按未知处理。", listed(&headers)), format!("{} of “{name}” are empty and neither the balance nor a total shows that they are zero; they are not known.", listed_en(&headers))),
                ("请向企业核实并补填；确无时填 0。", "Ask the enterprise and fill in; 0 where there is none."),
            ),
        );
    }
    if !noticed.undivided.is_empty() {
        remarks.note(
            DoubtCode::AssumedMeaning,
            table.block.grid.places(&noticed.undivided),
            Said::new(
                (
                    "这些单元只填了取水合计、未分水源，取水量按合计数计，水源记为“未分水源”。".into(),
                    "These units give their intake and no source; the intake counts, its source is not specified.".into(),
                ),
                ("请向企业核实各水源的水量。", "Ask the enterprise for the sources."),
            ),
        );
    }
    if !noticed.negative.is_empty() {
        remarks.warning(
            DoubtCode::NegativeValue,
            table.block.grid.places(&noticed.negative),
            Said::new(
                (
                    "水量为负值，已按原值保留。".into(),
                    "Flows below zero; they were kept as they are.".into(),
                ),
                ("请核对是否填写有误或方向相反。", "Check for a slip or a wrong direction."),
            ),
        );
    }
}
