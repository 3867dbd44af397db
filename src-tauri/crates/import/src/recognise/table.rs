//! A balance table, read: its unit of measure, its rows, its figures, its columns.

use super::block::{Block, Raw};
use super::caption::{Caption, TableUnit, UnitState, caption, column_unit, table_unit};
use super::chosen::Chosen;
use super::column::{Column, settle, shares};
use super::figures::Figures;
use super::form::name_the_only_unit;
use super::grid::Grid;
use super::hours::{Hours, Told};
use super::measure::Measure;
use super::number::{Reading, reading};
use super::record::{Labels, Record, records};
use super::report::{Meaning, RowRole};
use super::scaled::scaled;
use super::state::{keep_mean, set_aside};
use super::sums::{Additive, Verdict, verdicts};
use super::text::tidy;
use super::word::Word;
use super::worked::Worked;
use crate::workbook::Cell;
use shuiheng_audit::{Days, FlowUnit, Item, Quantity, Source, Text};
use std::collections::BTreeMap;

/// A balance table.
#[derive(Clone, Debug)]
pub(crate) struct Table<'a> {
    /// Its cells.
    pub(crate) block: Block<'a>,
    /// The words around it.
    pub(crate) caption: Caption,
    /// Its unit of measure.
    pub(crate) unit: TableUnit,
    /// Units of measure of its columns of figures.
    pub(crate) units: Vec<Option<FlowUnit>>,
    /// The columns that say what a row is.
    pub(crate) labels: Labels,
    /// Its rows.
    pub(crate) records: Vec<Record>,
    /// The season or state whose rows count, where the table gives its units in several.
    pub(crate) state: Option<String>,
    /// Its figures.
    pub(crate) figures: Figures,
    /// How long its rows work in a day.
    pub(crate) hours: Hours,
    /// What the rows with figures are.
    pub(crate) verdicts: Vec<Verdict>,
    /// Its columns.
    pub(crate) columns: Vec<Column>,
    /// The share of each column of figures in its quantity: a third for one of three readings.
    pub(crate) shares: Vec<f64>,
    /// True where intake is the use less what is recycled.
    pub(crate) intake_from_use: bool,
    /// Columns that figures are derived from.
    pub(crate) wholes: Wholes,
    /// What a person chose of it.
    pub(crate) chosen: Chosen,
}

/// Places of columns of figures that hold more than one quantity.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wholes {
    /// Discharge with what is handed on.
    pub(crate) gross: Option<usize>,
    /// All water used.
    pub(crate) total_use: Option<usize>,
    /// Intake from all sources.
    pub(crate) intake: Option<usize>,
    /// True where the columns of sources say 其中, so that they need not make up the intake.
    pub(crate) divided: bool,
}

impl Wholes {
    fn of(columns: &[Column]) -> Self {
        let slot = |meaning: Meaning| {
            columns
                .iter()
                .find(|column| column.meaning == Some(meaning))
                .and_then(|column| column.slot)
        };
        let source = |column: &Column| {
            matches!(column.meaning, Some(Meaning::Quantity(Quantity::Item(Item::Withdrawal(_)))))
        };
        Self {
            gross: slot(Meaning::GrossDischarge),
            total_use: slot(Meaning::Quantity(Quantity::TotalUse)),
            intake: slot(Meaning::Quantity(Quantity::WithdrawalTotal)),
            divided: columns.iter().any(|column| column.heading.of_which && source(column)),
        }
    }
}

impl<'a> Table<'a> {
    /// Reads a balance table. `sheet` is the sheet as it stands; `told` holds the hours
    /// of work in a day that a person gives, and those that the words of the file give.
    pub(crate) fn read(
        sheet: &Grid<'_>,
        block: Block<'a>,
        chosen: Chosen,
        told: (Option<f64>, &Worked),
    ) -> Self {
        let caption = caption(sheet, &block);
        let unit = chosen.unit.map_or_else(|| table_unit(sheet, &block, &caption), chosen_unit);
        let labels = Labels::of(&block);
        let flows: Vec<&Raw> = block
            .columns
            .iter()
            .filter(|raw| is_flow(&block, raw, &labels) || chosen.is_flow(raw.heading.col))
            .collect();
        let cols: Vec<u32> = flows.iter().map(|raw| raw.heading.col).collect();
        let units: Vec<_> = flows
            .iter()
            .map(|raw| {
                column_unit(
                    raw.heading.measure.as_ref().map(|found| &found.0),
                    raw.heading.span,
                    &unit,
                )
            })
            .collect();
        let mut records = records(&block, &labels, &cols, &chosen.rows);
        let mean = keep_mean(&mut records);
        name_the_only_unit(sheet, &block, &caption, &mut records);
        let times = times(&block, &records);
        let state = mean.or_else(|| set_aside(&mut records, &times));
        let additive = additive(&flows);
        let figures = Figures::read(&block, &records, &cols, &units);
        let again = scaled(&figures, &records, &additive.all);
        let figures = if again.is_empty() {
            figures
        } else {
            again.into_iter().for_each(|at| records[at].role = RowRole::Ignored);
            Figures::read(&block, &records, &cols, &units)
        };
        let by_words = if told.0.is_some() { None } else { told.1.of(sheet, &caption) };
        let told = Told { by_person: told.0, by_words };
        let hours = Hours::of(&block, &records, &figures, told);
        let verdicts = verdicts(&figures, &records, &additive);
        let leaves: Vec<usize> =
            (0..verdicts.len()).filter(|row| matches!(verdicts[*row], Verdict::Leaf(_))).collect();
        let mut settled = settle(&block, &figures, &leaves, &chosen);
        name_columns(&mut settled.columns, &labels);
        Self {
            block,
            caption,
            unit,
            units,
            labels,
            records,
            state,
            figures,
            hours,
            verdicts,
            shares: shares(&settled.columns, cols.len()),
            wholes: Wholes::of(&settled.columns),
            columns: settled.columns,
            intake_from_use: settled.intake_from_use,
            chosen,
        }
    }

    /// The record of a row of figures.
    pub(crate) fn record(&self, row: usize) -> &Record {
        &self.records[self.figures.rows[row]]
    }

    /// Rows of figures that count.
    pub(crate) fn leaves(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.verdicts.len()).filter(|row| matches!(self.verdicts[*row], Verdict::Leaf(_)))
    }

    /// The source that a row names for its intake, in a column of sources.
    pub(crate) fn source(&self, row: usize) -> Option<Source> {
        let of_sources =
            |raw: &&Raw| raw.heading.word == Some(Word::Withdrawal) && raw.figures == 0;
        let column = self.block.columns.iter().find(of_sources)?;
        let anchor = self.block.grid.anchor(self.record(row).row, column.heading.col);
        let text = tidy(self.block.grid.text(anchor.0, anchor.1)?);
        match self.block.grid.vocabulary.lookup_whole(&text, &[Word::Withdrawal])?.word {
            Word::Source(source) => Some(source),
            _ => None,
        }
    }

    /// The cell of a figure.
    pub(crate) fn cell(&self, row: usize, slot: usize) -> (u32, u32) {
        (self.record(row).row, self.figures.cols[slot])
    }

    /// The column of a place among the columns of figures.
    pub(crate) fn column_of(&self, slot: usize) -> Option<&Column> {
        self.columns.iter().find(|column| column.slot == Some(slot))
    }

    /// The header of a column of figures as written.
    pub(crate) fn header(&self, slot: usize) -> String {
        self.column_of(slot).map_or_else(String::new, |column| column.heading.path.join("/"))
    }

    /// Places of the columns that make up each quantity of the balance.
    pub(crate) fn items(&self) -> BTreeMap<Item, Vec<usize>> {
        let mut items: BTreeMap<Item, Vec<usize>> = BTreeMap::new();
        for column in &self.columns {
            let item = match column.meaning {
                Some(Meaning::Quantity(Quantity::Item(item)) | Meaning::Part(item)) => item,
                Some(Meaning::GrossDischarge) => Item::Discharge,
                _ => continue,
            };
            items.entry(item).or_default().extend(column.slot);
        }
        items
    }

    /// The place of the column of a meaning.
    pub(crate) fn slot_of(&self, meaning: Meaning) -> Option<usize> {
        self.columns
            .iter()
            .find(|column| column.meaning == Some(meaning))
            .and_then(|column| column.slot)
    }

    /// True where discharge is given with what is handed on.
    pub(crate) fn is_gross(&self) -> bool {
        self.wholes.gross.is_some()
    }

    /// By what a figure is multiplied to become m³/d; none where not known.
    pub(crate) fn factor(&self, row: usize, slot: usize, days: Option<Days>) -> Option<f64> {
        let unit = self.units[slot]?;
        let whole = unit.to_daily(1.0, self.days(unit, days))?.value();
        let whole = whole * self.shares[slot];
        Some(if unit.is_hourly() { whole * self.hours.share(row) } else { whole })
    }

    /// The operating days by which a unit of measure is converted: where the words around
    /// the table say how many days a month counts, its months have so many.
    pub(crate) fn days(&self, unit: FlowUnit, days: Option<Days>) -> Option<Days> {
        self.unit
            .month
            .filter(|_| unit.is_monthly())
            .and_then(|month| Days::new(month * 12.0))
            .or(days)
    }

    /// True where a column cannot be added up to m³/d: its rows work for different hours.
    pub(crate) fn is_hourly(&self, slot: usize) -> bool {
        self.hours.col.is_some() && self.units[slot].is_some_and(FlowUnit::is_hourly)
    }

    /// True where a column holds flows of a moment, m³/h.
    pub(crate) fn is_of_moments(&self) -> bool {
        self.units.iter().flatten().any(|unit| unit.is_hourly())
    }

    /// The sum of the counting rows for each quantity, in m³/d where the unit allows, else
    /// as written.
    pub(crate) fn sums(&self, days: Option<Days>) -> BTreeMap<Item, f64> {
        let mut sums = BTreeMap::new();
        for (item, slots) in self.items() {
            let leaves: Vec<usize> = self.leaves().collect();
            let sum: f64 = slots
                .iter()
                .flat_map(|slot| leaves.iter().map(move |row| (*row, *slot)))
                .map(|(row, slot)| {
                    self.figures.at(row, slot).value() * self.factor(row, slot, days).unwrap_or(1.0)
                })
                .sum();
            sums.insert(item, sum);
        }
        if self.is_gross() {
            let handed = sums.get(&Item::SeriesOut).copied().unwrap_or(0.0);
            sums.entry(Item::Discharge).and_modify(|sum| *sum -= handed);
        }
        sums
    }

    /// The quantities of one row, in m³/d where the unit allows, else as written.
    pub(crate) fn row_sums(&self, row: usize, days: Option<Days>) -> BTreeMap<Item, f64> {
        let value = |slot: &usize| {
            self.figures.at(row, *slot).value() * self.factor(row, *slot, days).unwrap_or(1.0)
        };
        let mut sums: BTreeMap<Item, f64> = self
            .items()
            .into_iter()
            .map(|(item, slots)| (item, slots.iter().map(value).sum()))
            .collect();
        if self.is_gross() {
            let handed = sums.get(&Item::SeriesOut).copied().unwrap_or(0.0);
            sums.entry(Item::Discharge).and_modify(|sum| *sum -= handed);
        }
        sums
    }
}

fn chosen_unit(unit: FlowUnit) -> TableUnit {
    TableUnit {
        flow: Some(unit),
        written: "由人工指定".into(),
        place: None,
        state: UnitState::Stated,
        month: None,
    }
}

/// The columns that rows can be added in.
fn additive(flows: &[&Raw]) -> Additive {
    let word = |slot: usize| flows[slot].heading.word;
    let sources = flows.iter().any(|raw| matches!(raw.heading.word, Some(Word::Source(_))));
    let is_sum = |slot: usize| {
        flows[slot].heading.sum
            || match word(slot) {
                Some(Word::Withdrawal) => sources,
                Some(
                    Word::WithdrawalTotal
                    | Word::Recycled
                    | Word::RecycledTotal
                    | Word::RecirculatedOut
                    | Word::TotalUse
                    | Word::Input
                    | Word::Output
                    | Word::SumIn
                    | Word::SumOut,
                ) => true,
                _ => false,
            }
    };
    let flow =
        |slot: &usize| word(*slot).is_some_and(|word| word.is_flow() && word != Word::Imbalance);
    let all: Vec<usize> = (0..flows.len()).filter(flow).collect();
    let basic: Vec<usize> = all.iter().copied().filter(|slot| !is_sum(*slot)).collect();
    // A table of nothing but sums has no better columns.
    Additive { basic: if basic.len() < 2 { all.clone() } else { basic }, all }
}

/// What a column of days, readings or years says of each row; nothing without such a column.
fn times(block: &Block<'_>, records: &[Record]) -> Vec<Option<String>> {
    let Some(column) = block.columns.iter().find(|c| c.heading.word == Some(Word::Period)) else {
        return Vec::new();
    };
    let says = |record: &Record| match block.grid.lines[record.line].at(column.heading.col)? {
        Cell::Number(number) if (1990.0..=2100.0).contains(number) => Some(format!("{number}年")),
        Cell::Number(number) => Some(format!("第{number}次")),
        Cell::Text(text) if tidy(text).bytes().all(|b| b.is_ascii_digit()) => {
            Some(format!("第{}次", tidy(text)))
        }
        Cell::Text(text) => Some(text.clone()),
        Cell::Moment(text) => {
            let mut parts = text.get(..10)?.split('-');
            let (_, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            let plain = |digits: &str| digits.trim_start_matches('0').to_owned();
            Some(format!("{}月{}日", plain(month), plain(day)))
        }
        Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => None,
    };
    records.iter().map(says).collect()
}

/// Columns that name the rows although their headers do not say so.
fn name_columns(columns: &mut [Column], labels: &Labels) {
    for column in columns.iter_mut().filter(|column| column.meaning.is_none()) {
        let col = column.heading.col;
        let meaning = if labels.name == Some(col) {
            Meaning::Name
        } else if labels.groups.contains(&col) {
            Meaning::Parent
        } else if labels.number == Some(col) {
            Meaning::Number
        } else {
            continue;
        };
        column.meaning = Some(meaning);
        column.confidence = 0.6;
        column.reason = if meaning == Meaning::Number {
            Text::new("依次编号的列", "a column that counts the rows")
        } else {
            Text::new("位于水量列左侧的文字列", "a column of text left of the figures")
        };
    }
}

/// True for a column that holds flows, or figures that nobody named.
fn is_flow(block: &Block<'_>, raw: &Raw, labels: &Labels) -> bool {
    let col = Some(raw.heading.col);
    if col == labels.name || col == labels.number || labels.groups.contains(&raw.heading.col) {
        return false;
    }
    if matches!(
        raw.heading.measure.as_ref().map(|found| &found.0),
        Some(Measure::Percent | Measure::Foreign(_))
    ) {
        return false;
    }
    match raw.heading.word {
        Some(word) if word.is_text() => false,
        Some(_) if raw.figures == 0 && raw.texts > 0 => holds_readings(block, raw.heading.col),
        Some(_) => true,
        None => raw.figures > 0 && raw.heading.year.is_none(),
    }
}

/// True where a column without plain figures still holds readings: 约5, —, 1,200.
fn holds_readings(block: &Block<'_>, col: u32) -> bool {
    let cells = block.lines.iter().take(200).filter_map(|at| block.grid.lines[*at].at(col));
    cells
        .map(|cell| reading(Some(cell)))
        .any(|reading| matches!(reading, Reading::Number(_) | Reading::NoneStated))
}
