//! How every sheet, column and row was understood, and what was not read.

use super::block::Block;
use super::caption::{Caption, table_unit};
use super::choose::Fate;
use super::facts::Facts;
use super::label::is_derived;
use super::record::Record;
use super::remark::{Remarks, Said};
use super::report::{
    BlockReport, ColumnReport, Hints, Meaning, RowReport, RowRole, SheetReport, SheetRole,
};
use super::sums::{By, Verdict};
use super::table::Table;
use super::workbook_pass::{Kind, SheetRead};
use crate::workbook::{ReadNote, Sheet, Workbook};
use shuiheng_audit::{CellRef, DoubtCode, Text, column_name};
use std::collections::BTreeMap;

/// All that is known of the sheets after the pass.
pub(crate) struct SheetFindings<'t, 'a> {
    pub(crate) workbook: &'a Workbook,
    pub(crate) sheets: &'t BTreeMap<usize, SheetRead<'a>>,
    pub(crate) tables: &'t [Table<'a>],
    pub(crate) sheet_of: &'t [usize],
    pub(crate) fates: &'t [Fate],
}

/// The report on every sheet; says what was not read.
pub(crate) fn sheet_reports(
    findings: &SheetFindings<'_, '_>,
    remarks: &mut Remarks,
) -> Vec<SheetReport> {
    let reports = findings.workbook.sheets.iter().enumerate().map(|(at, sheet)| {
        let report = sheet_report(findings, at, sheet);
        say_sheet(findings, at, sheet, &report, remarks);
        report
    });
    let reports = reports.collect();
    for note in &findings.workbook.notes {
        say_read_note(findings.workbook, note, remarks);
    }
    reports
}

fn sheet_report(findings: &SheetFindings<'_, '_>, at: usize, sheet: &Sheet) -> SheetReport {
    let name = sheet.name.clone();
    if !sheet.visible {
        let reason = Text::new("隐藏工作表，未读取", "a hidden sheet, not read");
        return SheetReport { name, role: SheetRole::Hidden, reason, blocks: Vec::new() };
    }
    let mut blocks: Vec<BlockReport> = Vec::new();
    let mut reasons: Vec<(SheetRole, Text)> = Vec::new();
    for (index, table) in
        findings.tables.iter().enumerate().filter(|(index, _)| findings.sheet_of[*index] == at)
    {
        let (role, reason) = role_of(findings, index, table);
        blocks.push(table_report(table, role));
        reasons.push((role, reason));
    }
    if let Some(read) = findings.sheets.get(&at) {
        for (block, kind) in &read.others {
            let (role, reason) = kind_role(*kind, block);
            blocks.push(plain_report(read, block, role));
            reasons.push((role, reason));
        }
    }
    let rank = |role: SheetRole| match role {
        SheetRole::Balance => 0,
        SheetRole::Summary => 1,
        SheetRole::Production => 2,
        SheetRole::Meters => 3,
        SheetRole::Annual => 4,
        SheetRole::Profile => 5,
        SheetRole::Ignored => 6,
        SheetRole::Hidden => 7,
    };
    let best = reasons.into_iter().min_by_key(|(role, _)| rank(*role));
    let (role, reason) = best.unwrap_or_else(|| bare(findings, at, sheet));
    SheetReport { name, role, reason, blocks }
}

fn role_of(findings: &SheetFindings<'_, '_>, index: usize, table: &Table<'_>) -> (SheetRole, Text) {
    match &findings.fates[index] {
        Fate::Read => {
            let (rows, columns) = (table.leaves().count(), table.items().len());
            (
                SheetRole::Balance,
                Text::new(
                    format!("含用水单元 {rows} 行、水量 {columns} 项，按水平衡表读取"),
                    format!("{rows} rows of units with {columns} quantities, read as a balance"),
                ),
            )
        }
        Fate::Summary(matches) => (
            SheetRole::Summary,
            Text::new(
                format!("有 {} 行是其他表的合计，只用于校核", matches.len()),
                format!("{} of its rows sum other tables; only checked", matches.len()),
            ),
        ),
        Fate::Mate(other) => {
            let sheet = findings.tables[*other].block.grid.sheet;
            let reason = Text::new(
                format!("与“{sheet}”中的表为相同用水单元的另一侧水量，合并读取"),
                format!("the other side of the balance of the units of “{sheet}”, read together"),
            );
            (SheetRole::Balance, reason)
        }
        Fate::LeftOut(reason, _) => (SheetRole::Ignored, reason.clone()),
    }
}

fn kind_role(kind: Kind, block: &Block<'_>) -> (SheetRole, Text) {
    match kind {
        Kind::Products => (
            SheetRole::Production,
            Text::new("表头为产品和产量", "its header names products and output"),
        ),
        Kind::Meters => (
            SheetRole::Meters,
            Text::new("表头为水表台账", "its header is that of a meter register"),
        ),
        Kind::Annual => (
            SheetRole::Annual,
            Text::new(
                "各行为年份或月份，不是用水单元",
                "its rows are years or months and no units",
            ),
        ),
        Kind::Balance | Kind::Other => {
            let equipment = block
                .has(|word| matches!(word, super::word::Word::Name | super::word::Word::Known));
            let reason = if equipment {
                Text::new(
                    "表中没有成套的水量列（设备、器具等清单）",
                    "a list without the columns of a balance",
                )
            } else {
                Text::new("未见水平衡表的表头", "no header of a balance")
            };
            (SheetRole::Ignored, reason)
        }
    }
}

/// A sheet without any table: facts, or nothing known.
fn bare(findings: &SheetFindings<'_, '_>, at: usize, sheet: &Sheet) -> (SheetRole, Text) {
    if sheet.rows.is_empty() {
        return (SheetRole::Ignored, Text::new("空工作表", "an empty sheet"));
    }
    let facts = findings.sheets.get(&at).is_some_and(|read| {
        let mut facts = Facts::default();
        facts.take(&read.grid, |_| false);
        let labels = [
            "法定代表人",
            "职工人数",
            "员工人数",
            "统一社会信用代码",
            "工业总产值",
            "行业代码",
            "企业地址",
            "主要产品",
        ];
        let texts = read.grid.lines.iter().take(200).flat_map(|line| line.texts());
        let named = texts
            .filter(|(_, text)| labels.iter().any(|label| super::text::tidy(text).contains(label)))
            .count();
        facts.enterprise.is_some() || facts.period.operating_days.is_some() || named >= 2
    });
    if facts {
        (SheetRole::Profile, Text::new("企业概况等文字资料", "facts on the enterprise"))
    } else {
        (SheetRole::Ignored, Text::new("未见水平衡表的表头", "no header of a balance"))
    }
}

fn say_sheet(
    findings: &SheetFindings<'_, '_>,
    at: usize,
    sheet: &Sheet,
    report: &SheetReport,
    remarks: &mut Remarks,
) {
    let file = &findings.workbook.sha256;
    let place = CellRef { file: file.clone(), sheet: sheet.name.clone(), row: 0, col: 0, to: None };
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
    let has_table = findings.sheet_of.contains(&at);
    if matches!(report.role, SheetRole::Ignored | SheetRole::Annual)
        && !has_table
        && !sheet.rows.is_empty()
    {
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
                (
                    "如其中有用水单元的水量，请按水平衡表的表头整理后重新导入。",
                    "Give it the header of a balance and import again if it holds units.",
                ),
            ),
        );
    }
}

fn say_hidden(sheet: &Sheet, place: &CellRef, remarks: &mut Remarks) {
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

fn say_read_note(workbook: &Workbook, note: &ReadNote, remarks: &mut Remarks) {
    let place = |sheet: &str| {
        vec![CellRef {
            file: workbook.sha256.clone(),
            sheet: sheet.to_owned(),
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

// ---- blocks ----

fn table_report(table: &Table<'_>, role: SheetRole) -> BlockReport {
    let block = &table.block;
    let (first, last) = block.extent();
    let bottom = block.lines.last().map_or(block.band.bottom, |at| block.grid.lines[*at].index);
    let columns = table.columns.iter().map(|column| {
        let flow = column.meaning.is_some_and(Meaning::is_flow);
        ColumnReport {
            col: column.heading.col,
            header: column.heading.path.join("/"),
            cell: block.grid.place(column.heading.cell.0, column.heading.cell.1),
            meaning: column.meaning,
            unit: column.slot.filter(|_| flow).and_then(|slot| table.units[slot]),
            confidence: if column.meaning.is_some() { column.confidence } else { 0.0 },
            reason: if column.meaning.is_some() {
                column.reason.clone()
            } else {
                Text::new("未识别", "not recognised")
            },
        }
    });
    BlockReport {
        range: block.grid.range((block.band.top, first), (bottom, last)),
        header_rows: (block.band.top, block.band.bottom),
        transposed: block.grid.turned,
        role,
        unit: table.unit.flow,
        unit_as_written: table.unit.written.clone(),
        unit_place: table.unit.place.clone(),
        columns: columns.collect(),
        rows: row_reports(table),
    }
}

fn row_reports(table: &Table<'_>) -> Vec<RowReport> {
    let verdicts: BTreeMap<usize, &Verdict> =
        table.figures.rows.iter().copied().zip(&table.verdicts).collect();
    let mut rows: Vec<RowReport> = Vec::with_capacity(table.records.len() + 1);
    if let Some(numbers) = table.block.band.numbers {
        rows.push(RowReport {
            row: numbers,
            role: RowRole::ColumnNumbers,
            name: String::new(),
            reason: Text::new("列号", "numbers of columns"),
        });
    }
    rows.extend(table.records.iter().enumerate().map(|(at, record)| {
        let (role, reason) = row_role(record, verdicts.get(&at).copied());
        RowReport { row: record.row, role, name: record.name.clone(), reason }
    }));
    rows
}

fn row_role(record: &Record, verdict: Option<&Verdict>) -> (RowRole, Text) {
    match verdict {
        Some(Verdict::Leaf(_)) => (RowRole::Unit, Text::new("用水单元", "a unit")),
        Some(Verdict::OfWhich(Some(_))) => (
            RowRole::OfWhich,
            Text::new("上一单元的其中项，不累加", "part of the unit above, not added"),
        ),
        Some(Verdict::OfWhich(None)) => {
            (RowRole::OfWhich, Text::new("合计的其中项，不采用", "part of a total, not used"))
        }
        Some(Verdict::Sum(sum)) => {
            let role = if sum.grand { RowRole::Total } else { RowRole::Subtotal };
            let reason = match sum.by {
                By::Name => Text::new("行名为合计", "its name says that it is a sum"),
                By::Parent => Text::new("等于其下各行之和", "the sum of the rows below it"),
                By::Arithmetic => {
                    Text::new("各项水量等于其他行之和", "its figures are the sums of other rows")
                }
            };
            (role, reason)
        }
        None => match record.role {
            RowRole::Section => {
                (RowRole::Section, Text::new("分组标题", "heads the rows below it"))
            }
            RowRole::Note => (RowRole::Note, Text::new("说明或签字", "a remark or a signature")),
            RowRole::Blank => (RowRole::Blank, Text::new("空行", "empty")),
            _ if is_derived(&record.name) => (
                RowRole::Ignored,
                Text::new("占比、平均值等派生行", "a share, a mean or a difference"),
            ),
            _ => (RowRole::Ignored, Text::new("没有水量", "no figures")),
        },
    }
}

/// The report on a block that is no balance.
fn plain_report(read: &SheetRead<'_>, block: &Block<'_>, role: SheetRole) -> BlockReport {
    let (first, last) = block.extent();
    let bottom = block.lines.last().map_or(block.band.bottom, |at| block.grid.lines[*at].index);
    let unit = table_unit(&read.grid, block, &Caption::default());
    let columns = block.columns.iter().map(|raw| {
        let meaning = raw.heading.word.filter(|word| word.is_text()).map(|_| Meaning::Register);
        ColumnReport {
            col: raw.heading.col,
            header: raw.heading.path.join("/"),
            cell: block.grid.place(raw.heading.cell.0, raw.heading.cell.1),
            meaning,
            unit: None,
            confidence: f64::from(raw.heading.weight) / 100.0,
            reason: Text::new("表头词汇", "by the words of the header"),
        }
    });
    BlockReport {
        range: block.grid.range((block.band.top, first), (bottom, last)),
        header_rows: (block.band.top, block.band.bottom),
        transposed: block.grid.turned,
        role,
        unit: unit.flow.filter(|_| !unit.written.is_empty() && block.flows() > 0),
        unit_as_written: if block.flows() > 0 { unit.written } else { String::new() },
        unit_place: unit.place.filter(|_| block.flows() > 0),
        columns: columns.collect(),
        rows: Vec::new(),
    }
}
