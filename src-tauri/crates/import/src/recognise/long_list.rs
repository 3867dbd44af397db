//! Balances written as lists, one row for each quantity of each unit: 用水单元 | 项目 | 数值.
//! They are spread into the table with a column for each quantity; every cell keeps its
//! address in the file.

use super::grid::{Grid, Line, Places, is_figure};
use super::measure::measure;
use super::phase::reading_worth;
use super::remark::{Remarks, Said, listed, listed_en};
use super::term::{Found, Vocabulary};
use super::text::{one_line, split_brackets, tidy};
use super::word::Word;
use crate::workbook::{Cell, Region, Row, Sheet};
use shuiheng_audit::DoubtCode;
use std::collections::{BTreeMap, BTreeSet};

/// Rows from the top of a sheet among which the header of a list is looked for.
const HEAD: usize = 30;
/// Columns that such a list has at most.
const WIDEST: usize = 12;

/// A list, spread into a table.
pub(crate) struct Spread {
    /// The table, as a sheet of the same name.
    pub(crate) sheet: Sheet,
    /// Where the cells of the table stand in the file; a cell that is not there stands where
    /// it seems to.
    pub(crate) places: Places,
    /// The columns of the list that were used, as written: names, quantities, figures.
    used: Vec<String>,
    /// Columns of the list that were not.
    unused: Vec<String>,
    /// The header of the list in the file: its row, its first and its last column.
    header: (u32, u32, u32),
}

impl Spread {
    /// The list of a sheet, spread; none where the sheet holds none. `grid` shows the sheet.
    pub(crate) fn of(sheet: &Sheet, grid: &Grid<'_>) -> Option<Self> {
        let shape = (0..grid.lines.len().min(HEAD)).find_map(|at| Shape::at(grid, at))?;
        let rows = shape.rows(grid)?;
        let quantities = quantities(grid, &rows)?;
        Some(shape.spread(sheet, grid, &rows, &quantities))
    }

    /// Says that the sheet was read as a list, and what of it was not used.
    pub(crate) fn say(&self, grid: &Grid<'_>, remarks: &mut Remarks) {
        let (row, first, last) = self.header;
        let mut zh =
            format!("工作表逐行列出各单元的各项水量（{}），已按单元归并读取", listed(&self.used));
        let mut en = format!(
            "The sheet lists each quantity of each unit in a row of its own ({}); it was read unit by unit",
            listed_en(&self.used)
        );
        if !self.unused.is_empty() {
            zh.push_str(&format!("；{}列未采用", listed(&self.unused)));
            en.push_str(&format!("; not used: {}", listed_en(&self.unused)));
        }
        remarks.note(
            DoubtCode::AssumedMeaning,
            vec![grid.raw_range((row, first), (row, last))],
            Said::new(
                (zh + "。", en + "."),
                ("请核对各单元的各项水量。", "Check the quantities of each unit."),
            ),
        );
    }
}

/// The columns of a list.
struct Shape {
    /// The position of its header among the lines.
    header: usize,
    /// Columns that name units and their groups, from the left.
    names: Vec<u32>,
    /// The column of quantities.
    quantity: u32,
    /// The column of figures.
    value: u32,
    /// The column of units of measure.
    measure: Option<u32>,
}

/// A row of a list.
struct Entry<'a> {
    /// Cells of the names of its unit, from the left.
    names: Vec<(u32, u32)>,
    /// The quantity as written and its cell.
    quantity: (&'a str, (u32, u32)),
    /// The figure and its cell; none where it is blank.
    value: Option<(&'a Cell, (u32, u32))>,
    /// The unit of measure as written, in its row or over all figures.
    measure: Option<&'a str>,
}

impl Shape {
    /// The list whose header is that line.
    fn at(grid: &Grid<'_>, header: usize) -> Option<Self> {
        let line = &grid.lines[header];
        let below = &grid.lines[header + 1..];
        if !(3..=WIDEST).contains(&line.cells.len()) || line.texts().count() != line.cells.len() {
            return None;
        }
        let flows = |text: &str| flow(grid.vocabulary, text).is_some();
        // Two quantities in the header make a table of its own.
        if line.texts().filter(|(_, text)| flows(text)).count() > 1 {
            return None;
        }
        let quantity = line.cells.iter().map(|(col, _)| col).find(|col| {
            let texts: Vec<&str> =
                below.iter().filter_map(|line| line.text(*col)).take(200).collect();
            let found = texts.iter().filter(|text| flows(text)).count();
            let different: BTreeSet<String> = texts.iter().map(|text| tidy(text)).collect();
            found >= 4 && found * 10 >= texts.len() * 7 && different.len() * 2 <= texts.len()
        })?;
        let of_quantities = |line: &&Line<'_>| line.text(quantity).is_some_and(flows);
        let rows: Vec<&Line<'_>> = below.iter().filter(of_quantities).collect();
        let holds = |col: u32, asked: &dyn Fn(&Cell) -> bool| {
            rows.iter().filter(|line| line.at(col).is_some_and(asked)).count()
        };
        let mut values: Vec<(u32, u8)> = line
            .texts()
            .filter(|(col, text)| *col > quantity && !counts(grid.vocabulary, text))
            .filter(|(col, _)| holds(*col, &is_figure) * 10 >= rows.len() * 6)
            .map(|(col, text)| (col, reading_worth(text).unwrap_or(0)))
            .collect();
        values.sort_by_key(|(_, worth)| std::cmp::Reverse(*worth));
        let value = match values[..] {
            [(only, _)] => only,
            // The mean of several readings is worth more than each of them.
            [(best, worth), (_, next), ..] if worth > next => best,
            _ => return None,
        };
        let is_measure = |cell: &Cell| matches!(cell, Cell::Text(text) if measure(text).is_some());
        let measure = line
            .cells
            .iter()
            .map(|(col, _)| col)
            .find(|col| *col != value && holds(*col, &is_measure) * 10 >= rows.len() * 6);
        let names: Vec<u32> = line
            .texts()
            .filter(|(col, text)| *col < quantity && !counts(grid.vocabulary, text))
            .map(|(col, _)| col)
            .filter(|col| {
                let text = |line: &&&Line<'_>| line.text(*col).is_some();
                below.iter().any(|line| text(&&line)) && holds(*col, &is_figure) == 0
            })
            .collect();
        (!names.is_empty()).then_some(Self { header, names, quantity, value, measure })
    }

    /// The rows of the list; none where one of them belongs to no unit.
    fn rows<'a>(&self, grid: &Grid<'a>) -> Option<Vec<Entry<'a>>> {
        let mut carried: Vec<Option<(u32, u32)>> = vec![None; self.names.len()];
        let over = grid.lines[self.header].text(self.value).and_then(measure_of);
        let mut rows = Vec::new();
        for line in &grid.lines[self.header + 1..] {
            let Some(quantity) = line.text(self.quantity) else { continue };
            if flow(grid.vocabulary, quantity).is_none() {
                continue;
            }
            for at in 0..self.names.len() {
                let anchor = grid.anchor(line.index, self.names[at]);
                if grid.text(anchor.0, anchor.1).is_some() && carried[at] != Some(anchor) {
                    carried[at] = Some(anchor);
                    carried[at + 1..].fill(None);
                }
            }
            (*carried.last()?)?;
            rows.push(Entry {
                names: carried.iter().flatten().copied().collect(),
                quantity: (quantity, (line.index, self.quantity)),
                value: line.at(self.value).map(|cell| (cell, (line.index, self.value))),
                measure: self.measure.map_or(over, |col| line.text(col)),
            });
        }
        Some(rows)
    }

    fn spread(
        &self,
        sheet: &Sheet,
        grid: &Grid<'_>,
        rows: &[Entry<'_>],
        quantities: &[Quantity<'_>],
    ) -> Spread {
        let head = &grid.lines[self.header];
        let first_quantity = self.names.last().map_or(0, |col| col + 1);
        let mut places = Places::new();
        let mut table: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        let header = table.entry(head.index).or_default();
        for col in &self.names {
            header.insert(*col, Cell::Text(head.text(*col).unwrap_or_default().to_owned()));
        }
        for (col, quantity) in (first_quantity..).zip(quantities) {
            header.insert(col, Cell::Text(quantity.header()));
            places.insert((head.index, col), quantity.cell);
        }
        let mut at: BTreeMap<Vec<String>, u32> = BTreeMap::new();
        for entry in rows {
            let next = head.index + 1 + u32::try_from(at.len()).unwrap_or(u32::MAX);
            let row = *at.entry(entry.key(grid)).or_insert(next);
            let cells = table.entry(row).or_default();
            for (row_in_file, col) in &entry.names {
                let text = grid.text(*row_in_file, *col).unwrap_or_default();
                cells.entry(*col).or_insert_with(|| Cell::Text(text.to_owned()));
                places.entry((row, *col)).or_insert((*row_in_file, *col));
            }
            let key = tidy(entry.quantity.0);
            let col = (first_quantity..).zip(quantities).find(|(_, of)| of.key == key);
            if let (Some((col, _)), Some((cell, place))) = (col, entry.value) {
                cells.insert(col, cell.clone());
                places.insert((row, col), place);
            }
        }
        self.keep_words(grid, &mut table, &mut places);
        let used = [self.names.clone(), vec![self.quantity, self.value]].concat();
        let used = [used, self.measure.into_iter().collect()].concat();
        let header = |wanted: bool| {
            let texts = head.texts().filter(|(col, text)| {
                used.contains(col) == wanted && (wanted || !counts(grid.vocabulary, text))
            });
            texts.map(|(_, text)| one_line(text)).collect()
        };
        let ends = |cell: Option<(u32, &Cell)>| cell.map_or(0, |(col, _)| col);
        let merges = sheet.merges.iter().filter(|merge: &&Region| merge.bottom < head.index);
        Spread {
            used: header(true),
            unused: header(false),
            header: (head.index, ends(head.cells.first()), ends(head.cells.last())),
            places,
            sheet: Sheet {
                name: sheet.name.clone(),
                visible: true,
                rows: table
                    .into_iter()
                    .map(|(index, cells)| Row { index, cells: cells.into_iter().collect() })
                    .collect(),
                merges: merges.copied().collect(),
                ..Sheet::default()
            },
        }
    }

    /// Keeps what stands above the list where it is, and what belongs to none of its rows
    /// below the table.
    fn keep_words(
        &self,
        grid: &Grid<'_>,
        table: &mut BTreeMap<u32, BTreeMap<u32, Cell>>,
        places: &mut Places,
    ) {
        let own = |line: &Line<'_>| {
            line.text(self.quantity).is_some_and(|text| flow(grid.vocabulary, text).is_some())
        };
        for line in &grid.lines[..self.header] {
            let cells = line.cells.iter().map(|(col, cell)| (col, cell.clone()));
            table.insert(line.index, cells.collect());
        }
        let below = table.last_key_value().map_or(0, |(row, _)| row + 2);
        let others = grid.lines[self.header + 1..].iter().filter(|line| !own(line));
        for (next, line) in (below..).zip(others) {
            for (at, cell) in line.cells.iter() {
                // Words stand where names do, so that they make no column of their own.
                let col = at.max(self.names[0]);
                table.entry(next).or_default().entry(col).or_insert_with(|| cell.clone());
                places.entry((next, col)).or_insert((line.index, at));
            }
        }
    }
}

impl Entry<'_> {
    /// The names of its unit, made comparable.
    fn key(&self, grid: &Grid<'_>) -> Vec<String> {
        let names = self.names.iter().filter_map(|(row, col)| grid.text(*row, *col));
        names.map(tidy).collect()
    }
}

/// A quantity of a list.
struct Quantity<'a> {
    /// Made comparable.
    key: String,
    /// As written, where it stands first.
    text: &'a str,
    /// The cell where it stands first.
    cell: (u32, u32),
    /// The unit of measure of all its rows, as written.
    measure: Option<&'a str>,
}

impl Quantity<'_> {
    /// The quantity as a header: 取水量(m³/d).
    fn header(&self) -> String {
        self.measure.map_or_else(|| self.text.to_owned(), |unit| format!("{}({unit})", self.text))
    }
}

/// The quantities in the order in which they come; none where a unit gives one of them
/// twice, or one is given in several units of measure.
fn quantities<'a>(grid: &Grid<'_>, rows: &[Entry<'a>]) -> Option<Vec<Quantity<'a>>> {
    let mut found: Vec<Quantity<'a>> = Vec::new();
    let mut given: BTreeSet<(Vec<String>, String)> = BTreeSet::new();
    for entry in rows {
        let (text, cell) = entry.quantity;
        let key = tidy(text);
        if !given.insert((entry.key(grid), key.clone())) {
            return None;
        }
        match found.iter().find(|of| of.key == key) {
            Some(of) if of.measure.map(tidy) != entry.measure.map(tidy) => return None,
            Some(_) => {}
            None => found.push(Quantity { key, text, cell, measure: entry.measure }),
        }
    }
    (found.len() >= 2).then_some(found)
}

/// The flow that a text names as a whole.
fn flow(vocabulary: &Vocabulary, text: &str) -> Option<Found> {
    if text.len() > 60 {
        return None;
    }
    let key = split_brackets(&tidy(text)).0;
    let key = key.strip_prefix("其中").unwrap_or(&key).trim_start_matches(':');
    vocabulary.lookup_whole(key, &[]).filter(|found| found.word.is_flow())
}

/// The unit of measure in a header, as written: m³/d of 水量（m³/d）.
fn measure_of(header: &str) -> Option<&str> {
    let inside = header.split(['(', '（', ')', '）']);
    inside.map(str::trim).find(|part| measure(part).is_some())
}

/// True for the header of a column that only counts rows.
fn counts(vocabulary: &Vocabulary, text: &str) -> bool {
    vocabulary.lookup_whole(&tidy(text), &[]).is_some_and(|found| found.word == Word::Number)
}
