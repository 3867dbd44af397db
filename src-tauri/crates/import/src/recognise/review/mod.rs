//! What is to be said about a table: its columns, its unit of measure, its rows, its cells.

mod cell;
mod choice;
mod column;
mod measure;
mod row;
mod total;

pub(crate) use cell::review_taken;

use super::remark::Remarks;
use super::table::Table;
use cell::cells;
use choice::choices;
use column::{added_columns, columns, missing_columns};
use measure::unit_of_measure;
use row::rows;
use shuiheng_audit::Days;
use total::{checks, sums};

/// Says what there is to say about a table that was read, before its rows are taken in.
pub(crate) fn review(
    table: &Table<'_>,
    mates: &[&Table<'_>],
    days: Option<Days>,
    remarks: &mut Remarks,
) {
    missing_columns(table, mates, remarks);
    review_side(table, days, remarks);
}

/// As [`review`], for a table whose columns belong to the rows of another.
pub(crate) fn review_side(table: &Table<'_>, days: Option<Days>, remarks: &mut Remarks) {
    unit_of_measure(table, days, remarks);
    choices(table, remarks);
    columns(table, remarks);
    added_columns(table, remarks);
    rows(table, remarks);
    cells(table, remarks);
    sums(table, remarks);
    checks(table, remarks);
}
