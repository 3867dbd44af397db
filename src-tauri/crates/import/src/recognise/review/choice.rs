//! What is said about choices of a person: what they leave out, and where they do not fit.

use super::super::remark::{Remarks, Said, listed, listed_en};
use super::super::report::{Meaning, RowRole};
use super::super::table::Table;
use shuiheng_audit::DoubtCode;

/// Says which columns and rows a person left out, and which choices found no row.
pub(super) fn choices(table: &Table<'_>, remarks: &mut Remarks) {
    columns(table, remarks);
    rows(table, remarks);
    unfit(table, remarks);
}

fn columns(table: &Table<'_>, remarks: &mut Remarks) {
    let holds_figures =
        |col: u32| table.block.columns.iter().any(|raw| raw.heading.col == col && raw.figures > 0);
    let left = table.columns.iter().filter(|column| {
        column.meaning == Some(Meaning::Unused) && holds_figures(column.heading.col)
    });
    let (names, places): (Vec<_>, Vec<_>) = left
        .map(|column| {
            let (row, col) = column.heading.cell;
            (column.heading.path.join("/"), table.block.grid.place(row, col))
        })
        .unzip();
    if !names.is_empty() {
        remarks.note(
            DoubtCode::ColumnUnrecognised,
            places,
            Said::new(
                (
                    format!("由人工指定不采用{}列，其数值未计入。", listed(&names)),
                    format!(
                        "A person chose not to use {}; the figures were not counted.",
                        listed_en(&names)
                    ),
                ),
                (
                    "如应采用，请在导入页面改选该列的含义。",
                    "Choose another meaning of the column on import if it counts.",
                ),
            ),
        );
    }
}

fn rows(table: &Table<'_>, remarks: &mut Remarks) {
    let left = table.records.iter().filter(|record| {
        record.chosen
            && record.has_figures
            && matches!(record.role, RowRole::Ignored | RowRole::Note | RowRole::Section)
    });
    let (names, places): (Vec<_>, Vec<_>) = left
        .map(|record| (record.name.clone(), table.block.grid.place(record.cell.0, record.cell.1)))
        .unzip();
    if !names.is_empty() {
        remarks.note(
            DoubtCode::RowIgnored,
            places,
            Said::new(
                (
                    format!("由人工指定不采用{}行的水量，未计入。", listed(&names)),
                    format!("A person chose not to count the figures of {}.", listed_en(&names)),
                ),
                (
                    "如应采用，请在导入页面改选该行的性质。",
                    "Choose what the row is on import if it counts.",
                ),
            ),
        );
    }
}

fn unfit(table: &Table<'_>, remarks: &mut Remarks) {
    let met = |row: u32| table.records.iter().any(|record| record.row == row && record.chosen);
    let unfit = table.chosen.rows.iter().filter(|(row, _)| !met(**row));
    let (names, places): (Vec<_>, Vec<_>) = unfit
        .map(|(row, (name, _))| {
            let col = table.labels.name.unwrap_or(table.block.extent().0);
            (name.clone(), table.block.grid.place(*row, col))
        })
        .unzip();
    if !names.is_empty() {
        remarks.warning(
            DoubtCode::RowIgnored,
            places,
            Said::new(
                (
                    format!("由人工指定的{}行在原处已找不到，该指定未采用。", listed(&names)),
                    format!("The rows {}, for which choices were made, are no longer there; the choices were not used.", listed_en(&names)),
                ),
                ("请在导入页面重新指定。", "Choose again on import."),
            ),
        );
    }
}
