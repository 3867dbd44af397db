//! What is said about rows that were not read.

use super::super::label::is_derived;
use super::super::record::Record;
use super::super::remark::{Remarks, Said, listed, listed_en};
use super::super::report::RowRole;
use super::super::table::Table;
use shuiheng_audit::{CellRef, DoubtCode};

/// Says which rows were not taken as units, and why.
pub(super) fn rows(table: &Table<'_>, remarks: &mut Remarks) {
    let silent = |record: &&Record| {
        let nameless = record.role == RowRole::Ignored && record.name.is_empty();
        matches!(record.role, RowRole::Note | RowRole::Ignored) && !nameless && !record.chosen
    };
    other_states(table, remarks);
    let silent = |record: &&Record| silent(record) && !record.set_aside;
    let (mut notes, mut derived, mut empty) = (Vec::new(), Vec::new(), Vec::new());
    for record in table.records.iter().filter(silent) {
        let place = table.block.grid.place(record.cell.0, record.cell.1);
        match (record.role, record.has_figures || is_derived(&record.name)) {
            (RowRole::Note, _) => notes.push(place),
            (_, true) => derived.push(place),
            (_, false) => empty.push((record.name.clone(), place)),
        }
    }
    if !notes.is_empty() {
        row_note(
            notes,
            "说明、签字等文字行，不作为用水单元。",
            "Remarks and signatures; no unit of water use.",
            remarks,
        );
    }
    if !derived.is_empty() {
        row_note(
            derived,
            "占比、平均值、差值等派生行，不作为用水单元。",
            "Shares, means or differences; no unit of water use.",
            remarks,
        );
    }
    if !empty.is_empty() {
        let (names, places): (Vec<_>, Vec<_>) = empty.into_iter().unzip();
        remarks.warning(
            DoubtCode::RowIgnored,
            places,
            Said::new(
                (
                    format!("{}行没有任何水量，未作为用水单元。", listed(&names)),
                    format!("{} hold no figures and were not taken as units.", listed_en(&names)),
                ),
                (
                    "如为用水单元，请补填水量；确未用水请填 0。",
                    "Fill in the figures if it is a unit; 0 where it uses no water.",
                ),
            ),
        );
    }
}

/// Rows that give the same units in another season, year or state.
fn other_states(table: &Table<'_>, remarks: &mut Remarks) {
    let Some(kept) = &table.state else { return };
    let aside = table.records.iter().filter(|record| record.set_aside);
    let cells: Vec<(u32, u32)> = aside.map(|record| record.cell).collect();
    let count = cells.len();
    remarks.warning(
        DoubtCode::RowIgnored,
        table.block.grid.places(&cells),
        Said::new(
            (
                format!("同一批用水单元在表中按时段或状态（季节、年度、改造前后）分段列出，彼此不能相加；已采用“{kept}”，其余 {count} 行未采用。"),
                format!("The same units stand in the table for several seasons, years or states, which must not be added; “{kept}” is used, {count} other rows are not."),
            ),
            (
                "请确认本次诊断应采用哪一时段；如应采用其他时段，请隐藏不用的行后重新导入。",
                "Confirm which one this diagnosis is about; hide the rows that do not count and import again if it is another.",
            ),
        ),
    );
}

fn row_note(places: Vec<CellRef>, zh: &str, en: &str, remarks: &mut Remarks) {
    remarks.note(
        DoubtCode::RowIgnored,
        places,
        Said::new(
            (zh.into(), en.into()),
            (
                "如其中有用水单元，请调整该行后重新导入。",
                "Change the row and import again if it is a unit.",
            ),
        ),
    );
}
