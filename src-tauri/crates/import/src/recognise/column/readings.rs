//! Readings of one test without their mean: three or four of them are averaged.

use super::super::heading::Heading;
use super::super::phase::Family;
use super::super::report::Meaning;
use super::super::word::Word;
use super::{Column, Settling, direct};
use shuiheng_audit::{Quantity, Text};

impl Settling<'_> {
    /// 取水量 over 第1次, 第2次, 第3次 without a mean: each is a column of 取水量.
    pub(super) fn name_readings(&mut self) {
        let bare = self.indexes(|column| {
            column.heading.word == Some(Word::Reading) && is_reading(&column.heading)
        });
        for at in bare {
            let heading = &self.columns[at].heading;
            let Some(group) = heading.parents.last().copied().filter(|word| word.is_flow()) else {
                continue;
            };
            self.columns[at].heading.word = Some(group);
            self.columns[at].heading.below = false;
            self.columns[at].meaning = direct(group, &self.columns[at].heading);
        }
    }

    /// Gives the other readings of a test the meaning of the first, where all of them can be
    /// averaged; the share of each in the mean is told by [`shares`].
    pub(super) fn average(&mut self) {
        let first = self.indexes(|column| {
            is_reading(&column.heading)
                && column.slot.is_some()
                && column.meaning.is_some_and(|meaning| meaning != Meaning::OtherPeriod)
        });
        let groups: Vec<(usize, Vec<usize>)> = first
            .into_iter()
            .map(|at| {
                let heading = &self.columns[at].heading;
                let same = self.indexes(|column| {
                    is_reading(&column.heading)
                        && column.slot.is_some()
                        && column.meaning == Some(Meaning::OtherPeriod)
                        && column.heading.word == heading.word
                        && column.heading.parents == heading.parents
                });
                (at, same)
            })
            .collect();
        let whole = |(at, others): &(usize, Vec<usize>)| {
            let item = matches!(
                self.columns[*at].meaning,
                Some(Meaning::Quantity(Quantity::Item(_)) | Meaning::Part(_))
            );
            item && (2..=3).contains(&others.len())
        };
        if groups.is_empty() || !groups.iter().all(whole) {
            return;
        }
        for (at, others) in groups {
            let meaning = self.columns[at].meaning;
            for at in std::iter::once(at).chain(others) {
                let column = &mut self.columns[at];
                column.meaning = meaning;
                column.averaged = true;
                column.assumed = false;
                column.reason =
                    Text::new("各次测定值取平均", "one of the readings that are averaged");
            }
        }
    }
}

/// True for the header of a reading; a mean is none.
fn is_reading(heading: &Heading) -> bool {
    heading.phase.is_some_and(|phase| phase.family == Family::Reading && phase.rank == 0)
}

/// The share of each column of figures in its quantity: a third for one of three readings.
pub(crate) fn shares(columns: &[Column], width: usize) -> Vec<f64> {
    let mut shares = vec![1.0; width];
    for column in columns.iter().filter(|column| column.averaged) {
        let same = columns.iter().filter(|other| {
            other.averaged
                && other.heading.word == column.heading.word
                && other.heading.parents == column.heading.parents
        });
        #[allow(clippy::cast_precision_loss)]
        if let Some(slot) = column.slot {
            shares[slot] = 1.0 / same.count().max(1) as f64;
        }
    }
    shares
}
