//! What headers alone say: words, units of measure, years.

use super::super::heading::Heading;
use super::super::measure::Measure;
use super::super::phase::{Family, Phase};
use super::super::report::Meaning;
use super::super::word::Word;
use super::{Settling, direct};

impl Settling<'_> {
    pub(super) fn words(&mut self) {
        for column in &mut self.columns {
            let Some(word) = column.heading.word else { continue };
            if word.is_flow() && column.slot.is_none() {
                column.set(Meaning::Known, "文字列", "a column of text");
                column.heading.word = Some(Word::Known);
                continue;
            }
            column.meaning = direct(word, &column.heading);
            match column.heading.measure.as_ref().map(|found| &found.0) {
                Some(Measure::Percent) => column.set(Meaning::Rate, "单位为百分比", "given in %"),
                Some(Measure::Foreign(_)) if word.is_flow() => {
                    column.set(
                        Meaning::Known,
                        "单位不是水量单位",
                        "its unit of measure is not one of water",
                    );
                }
                _ => {}
            }
        }
        for column in &mut self.columns {
            if column.heading.word.is_none()
                && matches!(
                    column.heading.measure.as_ref().map(|found| &found.0),
                    Some(Measure::Percent | Measure::Foreign(_))
                )
            {
                column.set(
                    Meaning::Known,
                    "单位不是水量单位",
                    "its unit of measure is not one of water",
                );
            }
        }
    }

    /// The same quantity in two units of measure, such as 日取水量 and 年取水量: the daily one
    /// counts.
    pub(super) fn other_units(&mut self) {
        for at in 0..self.columns.len() {
            let Some(word) = self.columns[at].heading.word.filter(|word| word.is_flow()) else {
                continue;
            };
            let heading = &self.columns[at].heading;
            let (parents, year, phase) = (heading.parents.clone(), heading.year, heading.phase);
            let same = self.indexes(|column| {
                let heading = &column.heading;
                let alike = heading.word == Some(word)
                    && heading.parents == parents
                    && (heading.year, heading.phase) == (year, phase);
                alike
                    && heading.below == self.columns[at].heading.below
                    && column.slot.is_some()
                    && heading.measure.is_some()
            });
            let unit = |at: &usize| {
                self.columns[*at]
                    .heading
                    .measure
                    .as_ref()
                    .map(|found| (found.0.clone(), self.columns[*at].heading.span))
            };
            if same.len() < 2 || same.iter().all(|other| unit(other) == unit(&same[0])) {
                continue;
            }
            let keep = self.daily_of(&same).unwrap_or(same[0]);
            for other in same.into_iter().filter(|other| *other != keep) {
                let column = &mut self.columns[other];
                column.set(
                    Meaning::OtherPeriod,
                    "同一水量的另一计量单位，已采用日水量列",
                    "the same quantity in another unit of measure",
                );
                column.heading.word = None;
            }
        }
    }

    /// The same quantities of several years side by side: the latest year counts.
    pub(super) fn periods(&mut self) {
        let years: Vec<u32> =
            self.columns.iter().filter_map(|column| column.heading.year).collect();
        if let (Some(first), Some(last)) = (years.iter().min(), years.iter().max())
            && first != last
        {
            for column in self
                .columns
                .iter_mut()
                .filter(|column| column.heading.year.is_some_and(|year| year != *last))
            {
                column.infer(
                    Meaning::OtherPeriod,
                    "同表另有较近年度，采用较近年度",
                    "a later year stands in the same table",
                );
            }
        }
        let has_mean = self
            .columns
            .iter()
            .any(|column| column.heading.path.iter().any(|text| text.contains('均')));
        if !has_mean {
            self.name_readings();
        }
        self.phases();
        for column in
            self.columns.iter_mut().filter(|column| column.heading.word == Some(Word::Reading))
        {
            if has_mean {
                column.set(
                    Meaning::OtherPeriod,
                    "单次测定值，采用平均值列",
                    "a single reading; the column of means counts",
                );
            }
        }
    }

    /// The same quantities in several seasons, or before and after a measure: one of them
    /// counts.
    fn phases(&mut self) {
        for family in [Family::Season, Family::Stage, Family::Reality, Family::Reading] {
            let of_family = |heading: &Heading| heading.phase.filter(|p| p.family == family);
            let held: Vec<(Phase, Option<Word>)> = self
                .columns
                .iter()
                .filter(|column| column.slot.is_some())
                .filter_map(|column| Some((of_family(&column.heading)?, column.heading.word)))
                .collect();
            let repeated = |(phase, word): &(Phase, Option<Word>)| {
                word.is_some_and(Word::is_flow)
                    && held.iter().any(|other| other.0 != *phase && other.1 == *word)
            };
            if !held.iter().any(repeated) {
                continue;
            }
            // The same quantity without any state stands for all of them.
            let plain = self.columns.iter().any(|column| {
                let word = column.heading.word.filter(|word| word.is_flow());
                column.slot.is_some()
                    && column.heading.phase.is_none()
                    && word.is_some()
                    && held.iter().filter(|(_, other)| *other == word).count() > 1
            });
            let best = held.iter().map(|(phase, _)| phase.rank).max();
            let kept = held.iter().find(|(phase, _)| Some(phase.rank) == best && !plain);
            let kept = kept.map(|(phase, _)| *phase);
            for column in &mut self.columns {
                if of_family(&column.heading).is_some_and(|phase| Some(phase) != kept) {
                    column.infer(
                        Meaning::OtherPeriod,
                        "同表并列的另一时段或另一状态，不与所采用的各列相加",
                        "another season or state in the same table; it is not added",
                    );
                }
            }
        }
    }

    pub(super) fn daily_of(&self, same: &[usize]) -> Option<usize> {
        let daily = |at: &usize| matches!(self.columns[*at].heading.measure.as_ref().map(|m| &m.0), Some(Measure::Flow(unit)) if !unit.needs_days());
        same.iter().copied().find(daily)
    }
}
