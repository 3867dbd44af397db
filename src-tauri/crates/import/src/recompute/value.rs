//! The value of a formula, and of the cells that it names.

use super::Place;
use super::function::call;
use super::syntax::{Formula, Join};
use crate::workbook::{Cell, Region, Sheet};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The result of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// An empty cell.
    Empty,
    /// The answer to a comparison.
    Bool(bool),
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsafe {
    /// It leans on too many others to be done in one go.
    Later,
    /// It is not plainly safe.
    Never,
}

/// A value, or why there is none.
pub(super) type Outcome = Result<Value, Unsafe>;

impl Value {
    /// The number in a sum or product. An empty cell is 0 to a spreadsheet program, but
    /// nobody has stated it.
    pub(super) fn number(self) -> Result<f64, Unsafe> {
        match self {
            Self::Number(number) => Ok(number),
            Self::Empty | Self::Text(_) | Self::Bool(_) => Err(Unsafe::Never),
        }
    }

    /// As the content of a cell.
    pub(super) fn into_cell(self) -> Cell {
        match self {
            Self::Number(number) => Cell::Number(number),
            Self::Text(text) => Cell::Text(text),
            Self::Bool(value) => Cell::Bool(value),
            Self::Empty => Cell::Text(String::new()),
        }
    }
}

/// A number, where it is one that a cell can hold.
pub(super) fn finite(number: f64) -> Outcome {
    if number.is_finite() { Ok(Value::Number(number)) } else { Err(Unsafe::Never) }
}

/// The cells of a workbook while its formulas are being computed.
pub(super) struct Cells<'a> {
    sheets: &'a [Sheet],
    formulas: &'a BTreeMap<Place, Formula>,
    unsure: BTreeSet<String>,
    /// Results so far; none while one is being computed, so that a circle is found.
    results: BTreeMap<Place, Option<Outcome>>,
    work: u64,
    done: usize,
}

impl<'a> Cells<'a> {
    /// Nothing computed yet, and so many cells that may be looked at.
    pub(super) fn new(
        sheets: &'a [Sheet],
        formulas: &'a BTreeMap<Place, Formula>,
        unsure: BTreeSet<String>,
        work: u64,
    ) -> Self {
        Self { sheets, formulas, unsure, results: BTreeMap::new(), work, done: 0 }
    }

    /// How many formulas have an outcome.
    pub(super) const fn done(&self) -> usize {
        self.done
    }

    /// The outcomes.
    pub(super) fn into_results(self) -> BTreeMap<Place, Outcome> {
        self.results.into_iter().filter_map(|(place, result)| Some((place, result?))).collect()
    }

    /// The outcome of the formula in a cell, which may lean on so many others in a chain.
    pub(super) fn formula(&mut self, place: Place, chain: u32) -> Outcome {
        self.looks()?;
        match self.results.get(&place) {
            Some(Some(outcome)) => return outcome.clone(),
            // A circle.
            Some(None) => return Err(Unsafe::Never),
            None => {}
        }
        let formulas = self.formulas;
        let Some(formula) = formulas.get(&place) else { return Err(Unsafe::Never) };
        let Some(chain) = chain.checked_sub(1) else { return Err(Unsafe::Later) };
        self.results.insert(place, None);
        let outcome = self.value(formula, place.0, chain).and_then(|value| match value {
            // A link to an empty cell shows 0, which nobody has stated.
            Value::Empty => Err(Unsafe::Never),
            value => Ok(value),
        });
        if outcome == Err(Unsafe::Later) {
            self.results.remove(&place);
        } else {
            self.done += 1;
            self.results.insert(place, Some(outcome.clone()));
        }
        outcome
    }

    /// The value of a formula that stands on a sheet.
    pub(super) fn value(&mut self, formula: &Formula, sheet: usize, chain: u32) -> Outcome {
        match formula {
            Formula::Number(number) => finite(*number),
            Formula::Text(text) => Ok(Value::Text(text.clone())),
            Formula::Minus(inside) => finite(-self.value(inside, sheet, chain)?.number()?),
            Formula::Percent(inside) => finite(self.value(inside, sheet, chain)?.number()? / 100.0),
            Formula::Cells(name, region) => {
                if (region.top, region.left) != (region.bottom, region.right) {
                    return Err(Unsafe::Never);
                }
                let sheet = self.sheet(name.as_deref(), sheet)?;
                self.cell((sheet, region.top, region.left), chain)
            }
            Formula::Row(first, others) => {
                let first = self.value(first, sheet, chain)?;
                others.iter().try_fold(first, |left, (join, right)| {
                    joined(*join, left, self.value(right, sheet, chain)?)
                })
            }
            Formula::Call(name, given) => call(self, name, given, (sheet, chain)),
        }
    }

    /// The number of a sheet that is wholly known.
    fn sheet(&self, name: Option<&str>, own: usize) -> Result<usize, Unsafe> {
        let number = match name {
            None => own,
            Some(name) => self
                .sheets
                .iter()
                .position(|sheet| sheet.name.to_lowercase() == name.to_lowercase())
                .ok_or(Unsafe::Never)?,
        };
        let sheet = &self.sheets[number];
        let known = sheet.visible && !self.unsure.contains(&sheet.name);
        known.then_some(number).ok_or(Unsafe::Never)
    }

    /// Counts a cell that is looked at.
    fn looks(&mut self) -> Result<(), Unsafe> {
        self.work = self.work.checked_sub(1).ok_or(Unsafe::Never)?;
        Ok(())
    }

    fn cell(&mut self, (number, row, column): Place, chain: u32) -> Outcome {
        self.looks()?;
        match self.sheets[number].cell(row, column) {
            None => Ok(Value::Empty),
            Some(Cell::Number(value)) => Ok(Value::Number(*value)),
            Some(Cell::Text(text)) => Ok(Value::Text(text.clone())),
            Some(Cell::Bool(value)) => Ok(Value::Bool(*value)),
            Some(Cell::Uncomputed(_)) => self.formula((number, row, column), chain),
            // A date is a number to a spreadsheet program, and a text here.
            Some(Cell::Moment(_) | Cell::Error(_)) => Err(Unsafe::Never),
        }
    }

    /// The values of the filled cells of a region, in its order, with their places in it.
    pub(super) fn filled(
        &mut self,
        (name, region): (Option<&str>, Region),
        sheet: usize,
        chain: u32,
    ) -> Result<Vec<(u32, u32, Value)>, Unsafe> {
        let (number, sheets) = (self.sheet(name, sheet)?, self.sheets);
        let rows = &sheets[number].rows;
        let first = rows.partition_point(|row| row.index < region.top);
        let rows = rows[first..].iter().take_while(|row| row.index <= region.bottom);
        let mut filled = Vec::new();
        for row in rows {
            let first = row.cells.partition_point(|(column, _)| *column < region.left);
            for (column, _) in &row.cells[first..] {
                if *column > region.right {
                    break;
                }
                let value = self.cell((number, row.index, *column), chain)?;
                filled.push((row.index - region.top, column - region.left, value));
            }
        }
        Ok(filled)
    }
}

fn joined(join: Join, left: Value, right: Value) -> Outcome {
    match join {
        Join::Add => finite(left.number()? + right.number()?),
        Join::Subtract => finite(left.number()? - right.number()?),
        Join::Multiply => finite(left.number()? * right.number()?),
        Join::Divide => finite(left.number()? / right.number()?),
        Join::Power => finite(left.number()?.powf(right.number()?)),
        Join::Equal => order(&left, &right).map(|order| Value::Bool(order == Ordering::Equal)),
        Join::Unequal => order(&left, &right).map(|order| Value::Bool(order != Ordering::Equal)),
        Join::Less => order(&left, &right).map(|order| Value::Bool(order == Ordering::Less)),
        Join::LessOrEqual => {
            order(&left, &right).map(|order| Value::Bool(order != Ordering::Greater))
        }
        Join::Greater => order(&left, &right).map(|order| Value::Bool(order == Ordering::Greater)),
        Join::GreaterOrEqual => {
            order(&left, &right).map(|order| Value::Bool(order != Ordering::Less))
        }
    }
}

/// The order of two values of one kind; texts only by whether they are the same.
fn order(left: &Value, right: &Value) -> Result<Ordering, Unsafe> {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) if left.to_lowercase() == right.to_lowercase() => {
            Ok(Ordering::Equal)
        }
        (Value::Empty, Value::Text(text)) | (Value::Text(text), Value::Empty)
            if text.is_empty() =>
        {
            Ok(Ordering::Equal)
        }
        (Value::Number(left), Value::Number(right)) => {
            // Spreadsheet programs compare fifteen digits.
            let is_near = (left - right).abs() <= 1e-15 * left.abs().max(right.abs());
            let order = left.partial_cmp(right).ok_or(Unsafe::Never)?;
            if is_near && order != Ordering::Equal { Err(Unsafe::Never) } else { Ok(order) }
        }
        _ => Err(Unsafe::Never),
    }
}
