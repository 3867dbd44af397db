//! Tables that a person takes for one beside the balance, where the program does not.

use super::super::block::Block;
use super::super::chosen::Choosing;
use super::super::remark::{Remarks, Said};
use super::super::report::SheetRole;
use super::find::{Found, LedgerKind, when_columns};
use super::{LedgerTable, report, rows_of};
use shuiheng_audit::{DoubtCode, Ledgers, Text};

/// What a person can take a table beside the balance for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LedgerRole {
    /// Use by periods.
    Uses,
    /// Readings of meters.
    Readings,
    /// Equipment.
    Equipment,
    /// Water quality.
    Quality,
}

impl LedgerRole {
    /// The role of a table beside the balance; none for those of other tables.
    pub(crate) const fn of(role: SheetRole) -> Option<Self> {
        match role {
            SheetRole::Annual => Some(Self::Uses),
            SheetRole::Readings => Some(Self::Readings),
            SheetRole::Equipment => Some(Self::Equipment),
            SheetRole::Quality => Some(Self::Quality),
            SheetRole::Balance
            | SheetRole::Summary
            | SheetRole::Meters
            | SheetRole::Production
            | SheetRole::Profile
            | SheetRole::Ignored
            | SheetRole::Hidden => None,
        }
    }

    const fn role(self) -> SheetRole {
        match self {
            Self::Uses => SheetRole::Annual,
            Self::Readings => SheetRole::Readings,
            Self::Equipment => SheetRole::Equipment,
            Self::Quality => SheetRole::Quality,
        }
    }

    const fn kind(self) -> LedgerKind {
        match self {
            Self::Uses => LedgerKind::Uses,
            Self::Readings => LedgerKind::Readings,
            Self::Equipment => LedgerKind::Equipment,
            Self::Quality => LedgerKind::Quality,
        }
    }

    const fn is_of(self, kind: LedgerKind) -> bool {
        match kind {
            LedgerKind::Uses => matches!(self, Self::Uses),
            LedgerKind::Readings | LedgerKind::ReadingMatrix => matches!(self, Self::Readings),
            LedgerKind::Equipment => matches!(self, Self::Equipment),
            LedgerKind::Quality => matches!(self, Self::Quality),
        }
    }
}

/// Takes what was found for what a person chose of it.
pub(super) fn choose(found: &mut Found<'_>, choosing: &mut Choosing<'_>) {
    found.chosen = choosing.of(&found.block).role;
    let Some(role) = found.chosen.and_then(LedgerRole::of) else { return };
    if !role.is_of(found.kind) {
        found.kind = role.kind();
    }
}

/// True where a person takes what was found for no table beside the balance.
pub(super) fn is_left_out(found: &Found<'_>) -> bool {
    found.chosen.is_some_and(|role| LedgerRole::of(role).is_none())
}

/// A table from which nothing is taken; it is told all the same, so that a person can take
/// the choice back.
pub(super) fn left_out(found: &Found<'_>, role: SheetRole, remarks: &mut Remarks) -> LedgerTable {
    let (row, col) = found.block.first();
    let name = role.zh();
    remarks.note(
        DoubtCode::SheetIgnored,
        vec![found.block.grid.place(row, col)],
        Said::new(
            (
                format!("由人工指定为“{name}”，表中数据未采用。"),
                format!("a person takes this table for {name}; its figures were not taken"),
            ),
            (
                "如应采用，请在导入页面改选该表的用途。",
                "Choose another use of the table on import if it counts.",
            ),
        ),
    );
    LedgerTable {
        role,
        reason: Text::new("由人工指定", "chosen by a person"),
        report: report::block(found, &[], role),
        rows: found.rows,
        ledgers: Ledgers::default(),
    }
}

/// Takes a block for what a person says; where the same was found there already, it stays as
/// it was found, for that knows of periods that stand across.
pub(super) fn obey<'a>(found: &mut Vec<Found<'a>>, block: &Block<'a>, role: LedgerRole) {
    let own = rows_of(block);
    let meets = |rows: (u32, u32)| rows.0 <= *own.end() && *own.start() <= rows.1;
    if found.iter().any(|each| meets(each.rows) && role.is_of(each.kind)) {
        return;
    }
    found.retain(|each| !meets(each.rows));
    found.push(Found {
        kind: role.kind(),
        block: block.clone(),
        rows: (*own.start(), *own.end()),
        floor: block.floor,
        when: when_columns(block),
        chosen: Some(role.role()),
    });
}

/// Says where nothing could be read from a table as what a person takes it for.
pub(super) fn say_unread(
    block: &Block<'_>,
    role: LedgerRole,
    tables: &[LedgerTable],
    remarks: &mut Remarks,
) {
    let own = rows_of(block);
    let meets = |rows: (u32, u32)| rows.0 <= *own.end() && *own.start() <= rows.1;
    if tables.iter().any(|table| meets(table.rows)) {
        return;
    }
    let (row, col) = block.first();
    let name = role.role().zh();
    remarks.warning(
        DoubtCode::SheetIgnored,
        vec![block.grid.place(row, col)],
        Said::new(
            (
                format!("由人工指定为“{name}”，但未能从该表读出数据，表中数据未采用。"),
                format!("a person takes this table for {name}, but nothing could be read from it"),
            ),
            (
                "请检查表头是否齐全，或在导入页面改选该表的用途。",
                "check its headers, or choose another use of the table",
            ),
        ),
    );
}
