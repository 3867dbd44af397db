//! A window of a sheet that waits, as it is, with what each cell was taken for.

use super::revise::waiting;
use crate::app::{App, sheet::shown};
use crate::view::{ImportCell, ImportPiece, ImportRegion, ImportRow};
use crate::{Error, Result};
use shuiheng_audit::{CellRef, Doubt, Lang, Severity};
use shuiheng_import::recognise::{BlockReport, ColumnReport, Meaning, RowReport, RowRole};
use shuiheng_import::workbook::{Region, Sheet};
use std::collections::BTreeMap;

/// Rows and columns that one window may have.
const MOST: (u32, u32) = (400, 200);

/// What a window of a sheet shows.
struct Window<'p> {
    lang: Lang,
    sheet: &'p Sheet,
    blocks: Vec<&'p BlockReport>,
    doubts: Vec<(&'p CellRef, Severity)>,
    facts: Vec<&'p CellRef>,
    units: Vec<&'p CellRef>,
}

impl App {
    /// A window of a sheet of a file that waits: `window` holds its first and last row and
    /// column. It is cut to a size that can be shown.
    ///
    /// # Errors
    /// The preview is gone, or the file has no such sheet.
    pub fn import_piece(
        &self,
        id: &str,
        token: &str,
        sheet: &str,
        window: ImportRegion,
    ) -> Result<ImportPiece> {
        let inner = self.lock()?;
        let pending = waiting(&inner, Self::id(id)?, token)?;
        let found = pending.workbook.sheets.iter().find(|found| found.name == sheet);
        let found = found.ok_or_else(|| {
            Error::not_found(
                format!("文件中没有工作表“{sheet}”。"),
                format!("the file has no sheet {sheet}"),
            )
        })?;
        let given = &pending.given;
        let reports = given.sources.iter().flat_map(|source| &source.sheets);
        let blocks: Vec<&BlockReport> =
            reports.filter(|report| report.name == sheet).flat_map(|r| &r.blocks).collect();
        let here = |place: &&CellRef| place.sheet == sheet;
        let told = |doubt: &'_ Doubt| doubt.severity;
        let window_of = Window {
            lang: self.lang(),
            sheet: found,
            doubts: given
                .doubts
                .iter()
                .flat_map(|doubt| doubt.places.iter().map(move |place| (place, told(doubt))))
                .filter(|(place, _)| here(place))
                .collect(),
            facts: given
                .enterprise
                .iter()
                .map(|(_, place)| place)
                .chain(&given.period.days_place)
                .chain(given.profile.iter().map(|fact| &fact.place))
                .filter(here)
                .collect(),
            units: blocks.iter().filter_map(|block| block.unit_place.as_ref()).collect(),
            blocks,
        };
        Ok(window_of.piece(cut(window)))
    }
}

fn cut(window: ImportRegion) -> Region {
    Region {
        top: window.top,
        left: window.left,
        bottom: window.bottom.min(window.top.saturating_add(MOST.0 - 1)),
        right: window.right.min(window.left.saturating_add(MOST.1 - 1)),
    }
}

impl Window<'_> {
    fn piece(&self, window: Region) -> ImportPiece {
        let doubts = self.doubts_in(window);
        let mut cells = Vec::new();
        for row in window.top..=window.bottom {
            for col in window.left..=window.right {
                let text = self.sheet.cell(row, col).map(shown).unwrap_or_default();
                let doubt = doubts.get(&(row, col)).copied();
                let (took, quantity) = self.took(row, col, !text.is_empty());
                if text.is_empty() && doubt.is_none() && took.is_empty() {
                    continue;
                }
                cells.push(ImportCell {
                    row,
                    col,
                    text,
                    took: took.into(),
                    quantity,
                    doubt: doubt.map(severity).unwrap_or_default().into(),
                });
            }
        }
        let meets = |region: &&Region| {
            region.top <= window.bottom
                && region.bottom >= window.top
                && region.left <= window.right
                && region.right >= window.left
        };
        let merges = self.sheet.merges.iter().filter(meets).map(|region| ImportRegion {
            top: region.top,
            left: region.left,
            bottom: region.bottom,
            right: region.right,
        });
        ImportPiece {
            sheet: self.sheet.name.clone(),
            top: window.top,
            left: window.left,
            cells,
            merges: merges.collect(),
            rows: self.rows_in(window),
        }
    }

    /// The gravest doubt of each cell of the window. One that speaks of several columns at
    /// once, such as a whole header, is marked at its first cell.
    fn doubts_in(&self, window: Region) -> BTreeMap<(u32, u32), Severity> {
        let mut found: BTreeMap<(u32, u32), Severity> = BTreeMap::new();
        for (place, severity) in &self.doubts {
            let to = place.to.filter(|to| to.1 == place.col).unwrap_or((place.row, place.col));
            for row in place.row.max(window.top)..=to.0.min(window.bottom) {
                for col in place.col.max(window.left)..=to.1.min(window.right) {
                    let held = found.entry((row, col)).or_insert(*severity);
                    *held = (*held).min(*severity);
                }
            }
        }
        found
    }

    fn rows_in(&self, window: Region) -> Vec<ImportRow> {
        let mut rows = Vec::new();
        for block in &self.blocks {
            let (first, last) = if block.transposed {
                (window.left, window.right)
            } else {
                (window.top, window.bottom)
            };
            let from = block.rows.partition_point(|row| row.row < first);
            let shown = block.rows[from..].iter().take_while(|row| row.row <= last);
            rows.extend(shown.map(|row| ImportRow {
                row: row.row,
                top: block.range.row,
                left: block.range.col,
                role: row.role.code().into(),
                role_name: self.lang.pick(row.role.zh(), row.role.en()).into(),
                reason: row.reason.get(self.lang).to_owned(),
            }));
        }
        rows
    }

    /// What a cell was taken for, and the quantity of a figure.
    fn took(&self, row: u32, col: u32, filled: bool) -> (&'static str, String) {
        if self.sheet.hidden_rows.contains(&row) || self.sheet.hidden_cols.contains(&col) {
            return ("hidden", String::new());
        }
        let at = |place: &&&CellRef| (place.row, place.col) == (row, col);
        if filled && self.units.iter().any(|place| at(&place)) {
            return ("unit", String::new());
        }
        if filled && self.facts.iter().any(|place| at(&place)) {
            return ("fact", String::new());
        }
        let holds = |block: &&&BlockReport| {
            let to = block.range.to.unwrap_or((block.range.row, block.range.col));
            (block.range.row..=to.0).contains(&row) && (block.range.col..=to.1).contains(&col)
        };
        let Some(block) = self.blocks.iter().find(holds) else { return ("", String::new()) };
        let (line, place) = if block.transposed { (col, row) } else { (row, col) };
        let column = block.columns.iter().find(|column| column.col == place);
        if (block.header_rows.0..=block.header_rows.1).contains(&line) {
            return (if filled { "header" } else { "" }, String::new());
        }
        if !filled {
            return ("", String::new());
        }
        let report = block
            .rows
            .binary_search_by_key(&line, |report| report.row)
            .ok()
            .map(|at| &block.rows[at]);
        body(block, column, report, self.lang)
    }
}

/// What a filled cell below the header was taken for.
fn body(
    block: &BlockReport,
    column: Option<&ColumnReport>,
    row: Option<&RowReport>,
    lang: Lang,
) -> (&'static str, String) {
    use shuiheng_import::recognise::SheetRole;
    let quantity = column
        .and_then(|column| column.meaning)
        .map(|meaning| lang.pick(meaning.zh(), meaning.en()))
        .unwrap_or_default();
    match block.role {
        SheetRole::Balance | SheetRole::Summary => {}
        SheetRole::Ignored | SheetRole::Hidden => return ("unread", String::new()),
        SheetRole::Meters
        | SheetRole::Production
        | SheetRole::Profile
        | SheetRole::Annual
        | SheetRole::Readings
        | SheetRole::Equipment
        | SheetRole::Quality => {
            return ("name", String::new());
        }
    }
    let Some(row) = row else { return ("unread", String::new()) };
    let meaning = column.and_then(|column| column.meaning);
    let figures = match row.role {
        RowRole::Unit if block.role == SheetRole::Summary => "check",
        RowRole::Unit => "figure",
        RowRole::OfWhich => "of_which",
        RowRole::Subtotal | RowRole::Total => "total",
        RowRole::Section => return ("section", String::new()),
        RowRole::Note => return ("note", String::new()),
        RowRole::ColumnNumbers => return ("header", String::new()),
        RowRole::Blank | RowRole::Ignored => return ("unread", String::new()),
    };
    match meaning {
        None | Some(Meaning::OtherPeriod | Meaning::Unused) => ("unread", String::new()),
        Some(
            Meaning::Check(_)
            | Meaning::OfWhich(_)
            | Meaning::SumIn
            | Meaning::SumOut
            | Meaning::Imbalance,
        ) => ("check", quantity),
        Some(Meaning::Quantity(_) | Meaning::Part(_) | Meaning::GrossDischarge) => {
            (figures, quantity)
        }
        Some(
            Meaning::Name
            | Meaning::Parent
            | Meaning::Category
            | Meaning::Number
            | Meaning::Basis
            | Meaning::Remark
            | Meaning::Rate
            | Meaning::Known
            | Meaning::Register,
        ) => (if row.role == RowRole::Unit { "name" } else { figures }, String::new()),
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
