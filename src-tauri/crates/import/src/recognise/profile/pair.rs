//! Where labels and their values stand: side by side, below each other, or in one cell.

use super::super::grid::{Grid, Line, is_figure};
use super::super::text::{is_cjk, one_line, tidy};
use super::ProfileField;
use super::amount::is_unit;
use super::prompt::{announces, is_prompt, numbers_a_list};
use super::term::{About, Label, label};
use crate::workbook::Cell;
use shuiheng_audit::CellRef;
use std::collections::BTreeSet;

/// A label of the vocabulary with the value that stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pair {
    /// The label.
    pub(super) label: Label,
    /// The value; text where it stands in the cell of its label.
    pub(super) cell: Cell,
    /// The cell of the value.
    pub(super) place: CellRef,
    /// A unit of measure in the next cell.
    pub(super) unit: Option<String>,
    /// True where further figures follow, so that it is not clear which one counts.
    pub(super) several: bool,
}

/// What one sheet says of the enterprise.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SheetProfile {
    pub(super) pairs: Vec<Pair>,
    /// Labels that the vocabulary does not know, with a value beside them.
    pub(super) unknown: Vec<(String, CellRef)>,
}

impl SheetProfile {
    /// The labels and values of a sheet outside of the rows of its tables.
    pub(crate) fn of(grid: &Grid<'_>, is_table: impl Fn(u32) -> bool) -> Self {
        let mut walk =
            Walk { grid, is_table: &is_table, taken: BTreeSet::new(), found: Self::default() };
        for line in grid.lines.iter().filter(|line| !is_table(line.index)) {
            walk.line(line);
        }
        walk.found
    }

    /// How many fields of the profile it names with a value.
    pub(crate) fn fields(&self) -> usize {
        self.pairs.iter().filter(|pair| matches!(pair.label.about, About::Field(_))).count()
    }
}

struct Walk<'w, 'a> {
    grid: &'w Grid<'a>,
    is_table: &'w dyn Fn(u32) -> bool,
    /// Cells that are values or units already.
    taken: BTreeSet<(u32, u32)>,
    found: SheetProfile,
}

impl Walk<'_, '_> {
    fn line(&mut self, line: &Line<'_>) {
        let is_header = self.heads_a_list(line);
        for (col, cell) in line.cells.iter() {
            let Cell::Text(text) = cell else { continue };
            if self.taken.contains(&(line.index, col)) || is_figure(cell) {
                continue;
            }
            let known = label(text).filter(|label| label.about != About::Other);
            if let Some(label) = known {
                if is_header {
                    self.below(line, col, label);
                } else if !is_repeated(line, col, text) {
                    self.beside(line, col, label);
                }
            } else if !self.inside(line, col, text) {
                self.not_known(line, col, text);
            }
        }
    }

    /// True for the header of a list, which begins with the head of its numbers: nothing
    /// beside a label in it is a value.
    fn heads_a_list(&self, line: &Line<'_>) -> bool {
        let Some((col, text)) = line.texts().next() else { return false };
        let below = self.grid.position(line.index + 1);
        let below = below.and_then(|at| self.grid.lines[at].at(col));
        line.cells.len() > 2
            && line.numbers() == 0
            && numbers_a_list(text)
            && below.is_none_or(is_figure)
    }

    /// Takes the value of a label: in the next cell, or below where labels stand in a row.
    fn beside(&mut self, line: &Line<'_>, col: u32, label: Label) {
        if label.about == About::Heading {
            return;
        }
        let mut at = self.right_of(line.index, col);
        let mut next = line.at(at);
        let mut unit = None;
        if let Some(Cell::Text(text)) = next
            && is_unit(text)
        {
            unit = Some(tidy(text));
            at = self.right_of(line.index, at);
            next = line.at(at);
        }
        match next {
            // The value is left blank, and what it should be stands beside it.
            Some(Cell::Text(text)) if is_prompt(text) => {}
            Some(cell) if !speaks(cell) => {
                let after = self.right_of(line.index, at);
                let further = line.at(after);
                if let Some(Cell::Text(text)) = further
                    && is_unit(text)
                {
                    unit = unit.or_else(|| Some(tidy(text)));
                    self.taken.insert((line.index, after));
                }
                let several = is_figure(cell) && further.is_some_and(is_figure);
                self.take(label, cell, (line.index, at), (unit, several));
            }
            _ if unit.is_none() => self.below(line, col, label),
            _ => {}
        }
    }

    /// Takes the value below a label that stands in a row of labels over one row of values.
    fn below(&mut self, line: &Line<'_>, col: u32, label: Label) {
        let region = self.grid.merge(line.index, col);
        let under = region.map_or(line.index, |region| region.bottom) + 1;
        let labels = line.cells.iter().filter(|(_, cell)| speaks(cell)).map(|cell| cell.0);
        let labels: Vec<u32> = labels.collect();
        let in_row = labels.iter().any(|other| {
            self.right_of(line.index, *other) == col || self.right_of(line.index, col) == *other
        });
        let cell = |row: u32| self.grid.position(row).and_then(|at| self.grid.lines[at].at(col));
        let Some(value) = cell(under).filter(|value| in_row && !speaks(value)) else { return };
        // One row of values belongs to the labels; several rows are a table.
        let beside = |row: u32| {
            let left = col.checked_sub(1)?;
            self.grid.lines[self.grid.position(row)?].at(left)
        };
        let alone = cell(under + 1).is_none_or(speaks) || beside(under + 1).is_some_and(speaks);
        if (self.is_table)(under) {
            return;
        }
        // A number below 区县 numbers the column.
        let numbers = is_figure(value)
            && matches!(
                label.about,
                About::Field(
                    ProfileField::District
                        | ProfileField::Address
                        | ProfileField::Industry
                        | ProfileField::Auditor
                )
            );
        if numbers || matches!(value, Cell::Text(text) if is_prompt(text)) {
            return;
        }
        if alone {
            self.take(label, value, (under, col), (None, false));
        } else if let Some(text) = line.text(col) {
            let place = self.grid.place(line.index, col);
            self.found.unknown.push((one_line(text), place));
        }
    }

    fn take(
        &mut self,
        label: Label,
        cell: &Cell,
        at: (u32, u32),
        (unit, several): (Option<String>, bool),
    ) {
        self.taken.insert(at);
        let place = self.grid.place(at.0, at.1);
        self.found.pairs.push(Pair { label, cell: cell.clone(), place, unit, several });
    }

    /// Takes labels and values that share a cell; true where there are any.
    fn inside(&mut self, line: &Line<'_>, col: u32, text: &str) -> bool {
        let mut any = false;
        for (label, rest) in pairs_in(text) {
            if label.about == About::Other || is_prompt(&rest) {
                continue;
            }
            any = true;
            if rest.is_empty() {
                self.beside(line, col, label);
            } else if label.about != About::Heading {
                let cell = Cell::Text(rest);
                self.take(label, &cell, (line.index, col), (None, false));
            }
        }
        any
    }

    /// Notes a label that is not known and has a value.
    fn not_known(&mut self, line: &Line<'_>, col: u32, text: &str) {
        let name = one_line(text);
        let short = |name: &str| {
            let count = name.chars().count();
            (2..=20).contains(&count)
                && name.chars().any(is_cjk)
                && !name.contains(['，', '。', '；'])
                && !is_unit(name)
        };
        let place = self.grid.place(line.index, col);
        if let Some((head, rest)) = name.split_once(['：', ':'])
            && !rest.trim().is_empty()
        {
            if short(head) {
                self.found.unknown.push((head.to_owned(), place));
            }
            return;
        }
        let at = self.right_of(line.index, col);
        let asks = |cell: &Cell| matches!(cell, Cell::Text(text) if is_prompt(text));
        let value = line.at(at).filter(|cell| !speaks(cell) && !asks(cell));
        if short(&name) && value.is_some() && !self.taken.contains(&(line.index, at)) {
            self.taken.insert((line.index, at));
            let name = name.trim_end_matches(['：', ':']).to_owned();
            self.found.unknown.push((name, place));
        }
    }

    /// The column right of a cell and of the region that it is merged with.
    fn right_of(&self, row: u32, col: u32) -> u32 {
        self.grid.merge(row, col).map_or(col, |region| region.right).saturating_add(1)
    }
}

/// True for a cell that begins with a label of its own.
fn speaks(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text)
        if label(text).is_some() || announces(text) || !pairs_in(text).is_empty())
}

/// True for a label behind itself with different texts to follow: words in several
/// languages, and no value.
fn is_repeated(line: &Line<'_>, col: u32, text: &str) -> bool {
    let key = |steps: u32| line.text(col.saturating_add(steps)).map(tidy);
    let before = col.checked_sub(1).and_then(|at| line.text(at)).map(tidy);
    let differ = key(1).zip(key(2)).is_some_and(|(one, other)| one != other);
    before == Some(tidy(text)) && differ
}

/// The labels and values in one cell: 企业名称：甲  职工人数：310人.
fn pairs_in(text: &str) -> Vec<(Label, String)> {
    if !text.contains([':', '：']) || text.len() > 400 {
        return Vec::new();
    }
    let mut pairs: Vec<(Label, String)> = Vec::new();
    let (mut open, mut rest) = (false, String::new());
    let close = |pairs: &mut Vec<(Label, String)>, rest: &mut String| {
        if let Some(last) = pairs.last_mut() {
            last.1 = rest.trim().to_owned();
        }
        rest.clear();
    };
    // E-mail address: is another label than address:.
    let mut led = false;
    for piece in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, ';' | '；')) {
        let ends = piece.ends_with([';', '；']);
        let piece = piece.trim_end_matches([';', '；']);
        let goes_on = std::mem::replace(&mut led, !open && !ends && !piece.contains([':', '：']));
        match piece.split_once([':', '：']) {
            Some((head, tail)) => {
                if open {
                    close(&mut pairs, &mut rest);
                }
                let known = label(head).filter(|_| !(goes_on && head.is_ascii()));
                open = known.is_some();
                pairs.extend(known.map(|label| (label, String::new())));
                if open {
                    tail.clone_into(&mut rest);
                }
            }
            None if open => rest.push_str(piece),
            None => {}
        }
    }
    if open {
        close(&mut pairs, &mut rest);
    }
    if pairs.is_empty()
        && let Some((head, tail)) = text.split_once([':', '：'])
        && let Some(known) = label(head)
    {
        pairs.push((known, tail.trim().to_owned()));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::ProfileField as F;
    use super::*;

    #[test]
    fn labels_and_values_that_share_a_cell_are_told_apart() {
        #[track_caller]
        fn check(text: &str, expected: &[(F, &str)]) {
            let mut found: Vec<_> = pairs_in(text);
            found.retain(|(label, _)| label.about != About::Other);
            let found: Vec<(About, &str)> =
                found.iter().map(|(label, rest)| (label.about, rest.as_str())).collect();
            let expected: Vec<_> =
                expected.iter().map(|(field, rest)| (About::Field(*field), *rest)).collect();
            assert_eq!(found, expected, "{text}");
        }
        check("职工人数：310人", &[(F::Employees, "310人")]);
        check("职 工 人 数 ： 310 人", &[(F::Employees, "310 人")]);
        check(
            "所属行业：棉印染精加工  职工人数：310 人；地址: 示例路1号 2幢",
            &[
                (F::Industry, "棉印染精加工"),
                (F::Employees, "310 人"),
                (F::Address, "示例路1号 2幢"),
            ],
        );
        check("法人：张某某 职工人数：310", &[(F::Employees, "310")]);
        check("职工人数：310 法人：张某某", &[(F::Employees, "310")]);
        check("注：职工人数含劳务派遣", &[]);
        check("E-mail Address: office@example.com", &[]);
    }
}
