//! From doubts to marks: each place of a doubt, several doubts of a cell as one mark.

use super::list::{List, ListRow, list_name};
use super::{Mark, Marks, word};
use crate::workbook::{Sheet, Workbook};
use shuiheng_audit::{CellRef, Doubt};
use std::collections::BTreeMap;

/// Places of one doubt that are marked, and cells of one range.
const PLACES: usize = 500;
/// Cells that are marked in all; one mark is one style at a cell and at most one comment.
const CELLS: usize = 20_000;
/// Length of what is said at one cell, characters; Excel shows no more than a screen.
const NOTE: usize = 1_500;
/// Places that the list names.
const NAMED: usize = 12;

/// The marks for doubts about a workbook.
pub(super) fn marks(workbook: &Workbook, doubts: &[Doubt]) -> Marks {
    let mut gathered = Gathered { workbook, sheets: BTreeMap::new(), cells: 0, left: 0 };
    // What is said of another file alone is not this one's.
    let mut sorted: Vec<&Doubt> = doubts
        .iter()
        .filter(|doubt| {
            doubt.places.is_empty()
                || doubt.places.iter().any(|place| place.file == workbook.sha256)
        })
        .collect();
    sorted.sort_by_key(|doubt| doubt.severity);
    let rows = sorted.iter().map(|doubt| gathered.doubt(doubt)).collect();
    let names = workbook.sheets.iter().map(|sheet| sheet.name.as_str());
    let list =
        List { name: list_name(names), rows, remark: String::new(), unmarked: gathered.left };
    Marks { sheets: gathered.sheets, list }
}

struct Gathered<'w> {
    workbook: &'w Workbook,
    sheets: BTreeMap<String, BTreeMap<(u32, u32), Mark>>,
    cells: usize,
    left: usize,
}

impl Gathered<'_> {
    /// Marks the places of a doubt and gives its row of the list.
    fn doubt(&mut self, doubt: &Doubt) -> ListRow {
        let own = doubt.places.iter().filter(|place| place.file == self.workbook.sha256);
        let places: Vec<(&Sheet, &CellRef)> = own
            .filter_map(|place| {
                let sheet = self.workbook.sheets.iter().find(|sheet| sheet.name == place.sheet);
                sheet.map(|sheet| (sheet, place))
            })
            .collect();
        for (sheet, place) in places.iter().take(PLACES) {
            self.place(sheet, place, doubt);
        }
        self.left += places.len().saturating_sub(PLACES);
        ListRow {
            severity: doubt.severity,
            place: shown(&places),
            link: places.first().map(|(sheet, place)| {
                let (row, col) = anchor(sheet, place.row, place.col);
                (sheet.name.clone(), row, col)
            }),
            found: doubt.message.zh.clone(),
            ask: doubt.fix.zh.clone(),
        }
    }

    /// Fills the cells of a place; the first says why.
    fn place(&mut self, sheet: &Sheet, place: &CellRef, doubt: &Doubt) {
        let (bottom, right) = place.to.unwrap_or((place.row, place.col));
        let range = (place.row..=bottom.max(place.row))
            .flat_map(|row| (place.col..=right.max(place.col)).map(move |col| (row, col)));
        let note = format!("【{}】{}{}", word(doubt.severity), doubt.message.zh, doubt.fix.zh);
        for (at, (row, col)) in range.take(PLACES).enumerate() {
            let cell = anchor(sheet, row, col);
            self.mark(sheet, cell, doubt, if at == 0 { &note } else { "" });
        }
    }

    fn mark(&mut self, sheet: &Sheet, cell: (u32, u32), doubt: &Doubt, note: &str) {
        let marked = self.sheets.entry(sheet.name.clone()).or_default();
        if !marked.contains_key(&cell) {
            if self.cells >= CELLS {
                self.left += 1;
                return;
            }
            self.cells += 1;
        }
        let mark = marked
            .entry(cell)
            .or_insert_with(|| Mark { severity: doubt.severity, note: String::new() });
        mark.severity = mark.severity.min(doubt.severity);
        if note.is_empty() || mark.note.contains(note) || mark.note.ends_with(MORE) {
            return;
        }
        if !mark.note.is_empty() {
            mark.note.push('\n');
        }
        mark.note.push_str(note);
        if mark.note.chars().count() > NOTE {
            mark.note = mark.note.chars().take(NOTE).chain(MORE.chars()).collect();
        }
    }
}

const MORE: &str = "……（全文见问题清单）";

/// The cell that shows a mark: of a merged region the first one.
fn anchor(sheet: &Sheet, row: u32, col: u32) -> (u32, u32) {
    let merged = sheet.merges.iter().find(|region| region.holds(row, col));
    merged.map_or((row, col), |region| (region.top, region.left))
}

/// Places as the list names them: the sheet once, then its cells.
fn shown(places: &[(&Sheet, &CellRef)]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for (sheet, place) in places.iter().take(NAMED) {
        let again = before == Some(&sheet.name);
        words.push(if again { place.a1() } else { place.to_string() });
        before = Some(&sheet.name);
    }
    let more =
        if places.len() > NAMED { format!(" 等 {} 处", places.len()) } else { String::new() };
    words.join("、") + &more
}
