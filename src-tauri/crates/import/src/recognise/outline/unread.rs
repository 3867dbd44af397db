//! What was not read, and what the facts leave open.

use super::super::choose::Fate;
use super::super::facts::Facts;
use super::super::remark::{Remarks, Said, plain};
use super::super::report::{Hints, SheetReport, SheetRole};
use super::{SheetFindings, dated};
use crate::mark::{is_derived, is_list};
use crate::workbook::{Cell, ReadNote, Sheet, Workbook};
use shuiheng_audit::{CellRef, DoubtCode, column_name};

pub(super) fn say_sheet(
    findings: &SheetFindings<'_, '_>,
    at: usize,
    sheet: &Sheet,
    report: &SheetReport,
    remarks: &mut Remarks,
) {
    let file = &findings.workbook.sha256;
    let (file, name) = (file.as_str().into(), sheet.name.as_str().into());
    let place = CellRef { file, sheet: name, row: 0, col: 0, to: None };
    let name = &sheet.name;
    if !sheet.visible {
        remarks.warning(
            DoubtCode::HiddenIgnored,
            vec![place],
            Said::new(
                (
                    format!("工作表“{name}”是隐藏的，未读取。"),
                    format!("The sheet “{name}” is hidden and was not read."),
                ),
                (
                    "如其中有应采用的数据，请取消隐藏后重新导入。",
                    "Unhide it and import again if its data count.",
                ),
            ),
        );
        return;
    }
    if is_list(sheet) || is_derived(sheet) {
        return;
    }
    say_hidden(sheet, &place, remarks);
    for (index, _) in
        findings.tables.iter().enumerate().filter(|(index, _)| findings.sheet_of[*index] == at)
    {
        if let Fate::LeftOut(reason, warn) = &findings.fates[index] {
            let said = Said::new(
                (
                    format!("工作表“{name}”中的水量表未采用：{}。", reason.zh),
                    format!("The table of the sheet “{name}” was not used: {}.", reason.en),
                ),
                (
                    "如应采用该表，请在导入时选择该工作表，或隐藏、删除不用的表后重新导入。",
                    "Choose this sheet on import, or hide the other and import again, if it should be used.",
                ),
            );
            let places = vec![findings.tables[index].block.grid.place(
                findings.tables[index].block.band.top,
                findings.tables[index].block.extent().0,
            )];
            if *warn {
                remarks.warning(DoubtCode::SheetIgnored, places, said);
            } else {
                remarks.note(DoubtCode::SheetIgnored, places, said);
            }
        }
    }
    let has_table = findings.sheet_of.contains(&at)
        || findings.sheets.get(&at).is_some_and(|read| !read.ledgers.is_empty());
    if matches!(report.role, SheetRole::Ignored | SheetRole::Annual)
        && !has_table
        && !sheet.rows.is_empty()
    {
        let dated = report.reason == dated::reason();
        let usual = (
            "如其中有用水单元的水量，请按水平衡表的表头整理后重新导入。",
            "Give it the header of a balance and import again if it holds units.",
        );
        remarks.note(
            DoubtCode::SheetIgnored,
            vec![place],
            Said::new(
                (
                    format!("工作表“{name}”未用于水平衡：{}。", report.reason.zh),
                    format!(
                        "The sheet “{name}” was not used for the balance: {}.",
                        report.reason.en
                    ),
                ),
                if dated { dated::FIX } else { usual },
            ),
        );
    }
}

pub(super) fn say_hidden(sheet: &Sheet, place: &CellRef, remarks: &mut Remarks) {
    let rows: Vec<String> = sheet
        .hidden_rows
        .iter()
        .filter(|row| sheet.rows.iter().any(|r| r.index == **row))
        .take(20)
        .map(|row| (row + 1).to_string())
        .collect();
    let cols: Vec<String> =
        sheet.hidden_cols.iter().take(20).map(|col| column_name(*col)).collect();
    let name = &sheet.name;
    let mut say = |what_zh: String, what_en: String, cell: CellRef| {
        remarks.warning(
            DoubtCode::HiddenIgnored,
            vec![cell],
            Said::new(
                (
                    format!("工作表“{name}”的{what_zh}是隐藏的，未读取。"),
                    format!("{what_en} of the sheet “{name}” are hidden and were not read."),
                ),
                (
                    "如其中有应采用的数据，请取消隐藏后重新导入。",
                    "Unhide them and import again if their data count.",
                ),
            ),
        );
    };
    if let (Some(first), false) = (sheet.hidden_rows.first(), rows.is_empty()) {
        say(
            format!("第 {} 行", rows.join("、")),
            format!("Rows {}", rows.join(", ")),
            CellRef { row: *first, ..place.clone() },
        );
    }
    if let (Some(first), false) = (sheet.hidden_cols.first(), cols.is_empty()) {
        say(
            format!("{} 列", cols.join("、")),
            format!("Columns {}", cols.join(", ")),
            CellRef { col: *first, ..place.clone() },
        );
    }
}

pub(super) fn say_read_note(workbook: &Workbook, note: &ReadNote, remarks: &mut Remarks) {
    let place = |sheet: &str| {
        vec![CellRef {
            file: workbook.sha256.as_str().into(),
            sheet: sheet.into(),
            row: 0,
            col: 0,
            to: None,
        }]
    };
    let fix = (
        "请在 Excel 或 WPS 中检查该处，另存为 xlsx 后重新导入。",
        "Check the place, save as xlsx and import again.",
    );
    match note {
        ReadNote::SheetUnreadable { sheet, reason } => remarks.warning(
            DoubtCode::SheetIgnored,
            place(sheet),
            Said::new((format!("工作表“{sheet}”无法读取：{reason}。"), format!("The sheet “{sheet}” could not be read: {reason}.")), fix),
        ),
        ReadNote::Encoding(_) => {}
        ReadNote::CellUnreadable { sheet, cell, reason } => remarks.warning(
            DoubtCode::ErrorCell,
            place(sheet),
            Said::new((format!("工作表“{sheet}”的 {cell} 无法读取：{reason}。"), format!("{cell} of the sheet “{sheet}” could not be read: {reason}.")), fix),
        ),
        ReadNote::CoveredIgnored { sheet, cells } => {
            let cell = |(row, col): &(u32, u32)| CellRef { row: *row, col: *col, ..place(sheet)[0].clone() };
            remarks.note(
                DoubtCode::HiddenIgnored,
                cells.iter().take(60).map(cell).collect(),
                Said::new(
                    (format!("工作表“{sheet}”有 {} 个单元格被合并单元格遮住，其内容看不见，未读取。", cells.len()), format!("{} cells of the sheet “{sheet}” lie under merged cells and were not read.", cells.len())),
                    ("如其中有应采用的数据，请取消合并后重新导入。", "Unmerge and import again if their data count."),
                ),
            );
        }
        ReadNote::ReadTolerantly { sheet, reason } => remarks.note(
            DoubtCode::AssumedMeaning,
            place(sheet),
            Said::new(
                (format!("工作表“{sheet}”的写法不合常规，已按文件原始记录逐格读取：{reason}。"), format!("The sheet “{sheet}” is written in an unusual way and was read record by record: {reason}.")),
                ("请对照原文件抽查几个数据；如有出入，请用 Excel 或 WPS 另存为 xlsx 后重新导入。", "Compare some figures with the file; if they differ, save as xlsx and import again."),
            ),
        ),
        ReadNote::Recomputed { sheet, cells } => recomputed(workbook, sheet, cells, remarks),
        ReadNote::RecalculationPending => remarks.note(
            DoubtCode::MissingCachedValue,
            Vec::new(),
            Said::new(
                ("文件要求打开时重新计算，保存的公式结果可能不是最新的。".into(), "The file asks to be computed anew when opened; stored results may be out of date.".into()),
                ("请用 Excel 或 WPS 打开该文件，重新计算并保存后再导入。", "Open the file in Excel or WPS, recalculate, save, and import again."),
            ),
        ),
    }
}

/// What the facts leave open: several operating days.
pub(crate) fn say_facts(facts: &Facts, hints: &Hints, remarks: &mut Remarks) {
    let Some(found) = facts.period.operating_days else { return };
    let place: Vec<CellRef> = facts.period.days_place.iter().cloned().collect();
    if let Some(given) = hints.operating_days {
        if given != found {
            remarks.warning(
                DoubtCode::OperatingDays,
                place,
                Said::new(
                    (
                        format!(
                            "文件中的年运行天数为 {}，与给定的 {} 不同，采用给定值。",
                            found.value(),
                            given.value()
                        ),
                        format!(
                            "The file says {} operating days, {} were given; the given are used.",
                            found.value(),
                            given.value()
                        ),
                    ),
                    ("请核实年运行天数。", "Check the operating days."),
                ),
            );
        }
        return;
    }
    let others: Vec<String> = facts.other_days.iter().map(|(days, _)| days.to_string()).collect();
    let mut places = place;
    places.extend(facts.other_days.iter().map(|(_, place)| place.clone()));
    if others.is_empty() {
        remarks.note(
            DoubtCode::OperatingDays,
            places,
            Said::new(
                (
                    format!("年运行天数采用文件中写明的 {} 天。", found.value()),
                    format!("{} operating days, as the file says.", found.value()),
                ),
                ("如有变化，请在企业概况中修改。", "Change it in the profile if it is wrong."),
            ),
        );
    } else {
        remarks.warning(
            DoubtCode::OperatingDays,
            places,
            Said::new(
                (
                    format!(
                        "文件中有不同的年运行天数：{}、{}，采用 {}。",
                        found.value(),
                        others.join("、"),
                        found.value()
                    ),
                    format!(
                        "The file gives different operating days: {}, {}; {} is used.",
                        found.value(),
                        others.join(", "),
                        found.value()
                    ),
                ),
                ("请核实并在企业概况中填写。", "Check it and fill in the profile."),
            ),
        );
    }
}

/// Says which results were computed here, the first of them with formula and value.
fn recomputed(
    workbook: &Workbook,
    sheet: &str,
    cells: &[(u32, u32, String)],
    remarks: &mut Remarks,
) {
    let of = workbook.sheets.iter().find(|other| other.name == sheet);
    let place = |(row, col, _): &(u32, u32, String)| CellRef {
        file: workbook.sha256.clone().into(),
        sheet: sheet.to_owned().into(),
        row: *row,
        col: *col,
        to: None,
    };
    let shown = cells.iter().take(5).map(|cell| {
        let value = match of.and_then(|of| of.cell(cell.0, cell.1)) {
            Some(Cell::Number(value)) => plain(*value),
            Some(Cell::Text(text)) => text.clone(),
            _ => String::new(),
        };
        format!("{}{} ={} → {value}", column_name(cell.1), u64::from(cell.0) + 1, cell.2)
    });
    let shown = shown.collect::<Vec<_>>().join("；");
    let count = cells.len();
    let more = if count > 5 { "；等" } else { "" };
    remarks.warning(
        DoubtCode::MissingCachedValue,
        cells.iter().take(60).map(place).collect(),
        Said::new(
            (format!("工作表“{sheet}”有 {count} 个公式在文件中没有保存计算结果，采用本程序的重算值：{shown}{more}。"), format!("{count} formulas of the sheet “{sheet}” have no stored result; they were computed here: {shown}.")),
            ("请核对这些重算值；如有出入，请用 Excel 或 WPS 打开该文件，重新计算并保存后再导入。", "Compare these values; if they differ, recalculate in Excel or WPS, save, and import again."),
        ),
    );
}
