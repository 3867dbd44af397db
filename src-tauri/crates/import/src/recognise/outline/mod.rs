//! How every sheet, column and row was understood, and what was not read.

mod block_report;
mod dated;
mod unread;

pub(crate) use unread::say_facts;

use super::block::Block;
use super::choose::Fate;
use super::facts::Facts;
use super::kind::Kind;
use super::remark::Remarks;
use super::report::{BlockReport, SheetReport, SheetRole};
use super::table::Table;
use super::workbook_pass::{SheetRead, is_told};
use crate::mark::{is_derived, is_list};
use crate::workbook::{Sheet, Workbook};
use block_report::{plain_report, table_report};
use shuiheng_audit::Text;
use std::collections::BTreeMap;
use unread::{say_read_note, say_sheet};

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
    if is_list(sheet) {
        let reason = Text::new("本程序导出的问题清单，不是数据", "a list of problems, not data");
        return SheetReport { name, role: SheetRole::Ignored, reason, blocks: Vec::new() };
    }
    if is_derived(sheet) {
        let reason = Text::new(
            "本程序导出的计算表，不是数据",
            "a table that this program computed, not data",
        );
        return SheetReport { name, role: SheetRole::Ignored, reason, blocks: Vec::new() };
    }
    let mut blocks: Vec<BlockReport> = Vec::new();
    let mut reasons: Vec<(SheetRole, Text)> = Vec::new();
    for (index, table) in
        findings.tables.iter().enumerate().filter(|(index, _)| findings.sheet_of[*index] == at)
    {
        let (role, mut reason) = role_of(findings, index, table);
        by_a_person(table.chosen.role, role, &mut reason);
        blocks.push(table_report(table, role));
        reasons.push((role, reason));
    }
    if let Some(read) = findings.sheets.get(&at) {
        for (block, kind) in &read.others {
            if *kind == Kind::Annual && is_told(block, *kind, &read.ledgers) {
                continue;
            }
            let (mut role, mut reason) = kind_role(*kind, block);
            let chosen = read.chosen.get(&block.first()).and_then(|chosen| chosen.role);
            role = chosen.unwrap_or(role);
            by_a_person(chosen, role, &mut reason);
            blocks.push(plain_report(read, block, role));
            reasons.push((role, reason));
        }
        for table in &read.ledgers {
            blocks.push(table.report.clone());
            reasons.push((table.role, table.reason.clone()));
        }
    }
    let rank = |role: SheetRole| match role {
        SheetRole::Balance => 0,
        SheetRole::Summary => 1,
        SheetRole::Production => 2,
        SheetRole::Meters => 3,
        SheetRole::Annual => 4,
        SheetRole::Readings => 5,
        SheetRole::Equipment => 6,
        SheetRole::Quality => 7,
        SheetRole::Profile => 8,
        SheetRole::Ignored => 9,
        SheetRole::Hidden => 10,
    };
    let best = reasons.into_iter().min_by_key(|(role, _)| rank(*role));
    // A list of labels may look like a table of something else.
    let told = findings.sheets.get(&at).is_some_and(|read| read.profile.fields() >= 2);
    let best = best.filter(|(role, _)| {
        *role != SheetRole::Ignored || !told || findings.sheet_of.contains(&at)
    });
    let (role, reason) = best.unwrap_or_else(|| bare(findings, at, sheet));
    SheetReport { name, role, reason, blocks }
}

/// Says where a table is what it is because a person chose it.
fn by_a_person(chosen: Option<SheetRole>, role: SheetRole, reason: &mut Text) {
    if chosen == Some(role) {
        reason.zh = "由人工指定".into();
        reason.en = "chosen by a person".into();
    }
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
                    "表中没有取水、耗水、排水等成套的水量列",
                    "a table without the columns of a balance",
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
        facts.enterprise.is_some()
            || facts.period.operating_days.is_some()
            || read.profile.fields() >= 2
            || named >= 2
    });
    if facts {
        (SheetRole::Profile, Text::new("企业概况等文字资料", "facts on the enterprise"))
    } else if findings.sheets.get(&at).is_some_and(|read| dated::is_dated(&read.grid)) {
        (SheetRole::Ignored, dated::reason())
    } else {
        (SheetRole::Ignored, Text::new("未见水平衡表的表头", "no header of a balance"))
    }
}
