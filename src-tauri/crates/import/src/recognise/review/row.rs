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
