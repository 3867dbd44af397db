//! The rows as witnesses: which columns add up, and which rows balance.

use super::super::report::Meaning;
use super::{Column, Settling};
use shuiheng_audit::{Item, Quantity};

impl Settling<'_> {
    pub(super) fn indexes(&self, wanted: impl Fn(&Column) -> bool) -> Vec<usize> {
        (0..self.columns.len()).filter(|at| wanted(&self.columns[*at])).collect()
    }

    pub(super) fn each(&mut self, columns: &[usize], meaning: Meaning) {
        for &at in columns {
            self.columns[at].meaning = Some(meaning);
        }
    }

    pub(super) fn value(&self, row: usize, at: usize) -> f64 {
        self.columns[at].slot.map_or(0.0, |slot| self.figures.at(row, slot).value())
    }

    /// The share of the rows in which a column is the sum of others; 0 where no row tells.
    pub(super) fn explains(&self, at: usize, parts: &[usize]) -> f64 {
        let Some(slot) = self.columns[at].slot else { return 0.0 };
        let (mut told, mut equal) = (0.0, 0.0);
        for &row in self.leaves {
            let Some(stated) = self.figures.at(row, slot).stated() else { continue };
            let sum: f64 = parts.iter().map(|part| self.value(row, *part)).sum();
            if stated != 0.0 || sum != 0.0 {
                told += 1.0;
                equal += f64::from(u8::from(
                    (stated - sum).abs() <= self.figures.slack(slot, stated, parts.len()),
                ));
            }
        }
        if told > 0.0 { equal / told } else { 0.0 }
    }

    pub(super) fn of_items(&self, row: usize, wanted: impl Fn(Item) -> bool) -> f64 {
        let parts = self.columns.iter().enumerate().filter(|(_, column)| match column.meaning {
            Some(Meaning::Quantity(Quantity::Item(item)) | Meaning::Part(item)) => wanted(item),
            _ => false,
        });
        parts.map(|(at, _)| self.value(row, at)).sum()
    }

    pub(super) fn closing_with(&mut self, at: usize, meaning: Meaning) -> usize {
        let kept = self.columns[at].meaning.replace(meaning);
        let closing = self.closing();
        self.columns[at].meaning = kept;
        closing
    }

    /// How many rows balance as the columns are understood now.
    pub(super) fn closing(&self) -> usize {
        self.rows_closing(|_, _| true).0
    }

    pub(super) fn rows_closing(&self, counts: impl Fn(&Self, usize) -> bool) -> (usize, usize) {
        let rows = self.leaves.iter().filter(|row| counts(self, **row));
        let closed: Vec<bool> = rows.map(|row| self.closes(*row)).collect();
        (closed.iter().filter(|closed| **closed).count(), closed.len())
    }

    pub(super) fn closes(&self, row: usize) -> bool {
        let mut inflow = self.of_items(row, Item::is_inflow);
        let mut outflow = self.of_items(row, Item::is_outflow);
        if self.intake_from_use {
            let of_use = self
                .columns
                .iter()
                .position(|column| column.meaning == Some(Meaning::Quantity(Quantity::TotalUse)));
            inflow += of_use.map_or(0.0, |at| self.value(row, at));
            inflow -= self.of_items(row, |item| {
                matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
            });
        }
        if let Some(at) =
            self.columns.iter().position(|column| column.meaning == Some(Meaning::GrossDischarge))
        {
            outflow += self.value(row, at) - self.of_items(row, |item| item == Item::SeriesOut);
        }
        let size = inflow.abs().max(outflow.abs());
        size > 0.0 && (inflow - outflow).abs() <= (0.005 * size).max(self.rounding())
    }

    /// What rounding of the figures alone can make of a difference.
    pub(super) fn rounding(&self) -> f64 {
        let decimals = self.figures.decimals.iter().copied().max().unwrap_or(0);
        10_f64.powi(-i32::from(decimals)) * 2.0
    }
}
