//! Quantities that are given in several columns.

use super::super::report::Meaning;
use super::super::word::Word;
use super::{Column, Settling};
use shuiheng_audit::{Item, Quantity, Text};

impl Settling<'_> {
    pub(super) fn parts(&mut self) {
        for item in [Item::Consumption, Item::Discharge, Item::Leakage] {
            let mains = self.indexes(|column| {
                is_word_of(column, item)
                    && !column.heading.below
                    && !column.heading.sum
                    && !column.heading.of_which
            });
            let sums = self.indexes(|column| is_word_of(column, item) && column.heading.sum);
            let parts = self.indexes(|column| {
                (is_part_word(column, item)
                    || (is_word_of(column, item)
                        && (column.heading.below || column.heading.of_which)))
                    && !column.heading.sum
            });
            match (mains.len() + sums.len(), parts.len()) {
                (0, 1) => self.columns[parts[0]].set(
                    Meaning::Quantity(Quantity::Item(item)),
                    "唯一的一列",
                    "its only column",
                ),
                (0, _) => self.each(&parts, Meaning::Part(item)),
                (_, 0) if sums.is_empty() => {}
                (_, 0) if mains.is_empty() => self.each(&sums[1..], Meaning::Check(item)),
                (_, 0) => self.sums_beside(item, &mains, &sums),
                _ => self.whole_and_parts(item, &mains, &sums, &parts),
            }
        }
    }

    /// A total of a group beside the quantity itself: a check, or a gross figure.
    pub(super) fn sums_beside(&mut self, item: Item, mains: &[usize], sums: &[usize]) {
        for &at in sums {
            if self.explains(at, mains) >= 0.8 {
                self.each(&[at], Meaning::Check(item));
            } else {
                self.columns[at].set(
                    Meaning::Known,
                    "所在分组另含其他水量，小计不采用",
                    "its group holds other flows too",
                );
            }
        }
    }

    pub(super) fn whole_and_parts(
        &mut self,
        item: Item,
        mains: &[usize],
        sums: &[usize],
        parts: &[usize],
    ) {
        let whole = sums.first().or(mains.first()).copied();
        let Some(whole) = whole else { return };
        let below = parts.iter().all(|at| self.columns[*at].heading.of_which) || !sums.is_empty();
        let adds_up = self.explains(whole, parts);
        if adds_up >= 0.8 && !sums.is_empty() {
            self.each(parts, Meaning::Part(item));
            self.each(sums, Meaning::Check(item));
            return;
        }
        self.each(&[whole], Meaning::Quantity(Quantity::Item(item)));
        if below || adds_up >= 0.8 {
            self.each(parts, Meaning::OfWhich(item));
            return;
        }
        self.each(parts, Meaning::OfWhich(item));
        let alone = self.closing();
        self.each(parts, Meaning::Part(item));
        self.each(&[whole], Meaning::Part(item));
        let together = self.closing();
        if together <= alone {
            self.each(&[whole], Meaning::Quantity(Quantity::Item(item)));
            for &at in parts {
                self.columns[at].infer(
                    Meaning::OfWhich(item),
                    "按合计列的其中项处理，不再累加",
                    "taken as a part of the column of the whole, not added",
                );
            }
        }
    }

    /// Several columns of one quantity: the same figures once more, their sum, or parts.
    pub(super) fn repeats(&mut self) {
        let items: Vec<Item> = Item::all().collect();
        for item in items {
            let same = self.indexes(|column| column.is(item) && column.slot.is_some());
            if same.len() < 2 {
                continue;
            }
            self.repeat(item, &same);
        }
    }

    pub(super) fn repeat(&mut self, item: Item, same: &[usize]) {
        let first = same[0];
        for &at in &same[1..] {
            if self.explains(at, &[first]) >= 0.99 {
                self.columns[at].set(
                    Meaning::Check(item),
                    "与前列同一水量，仅校核",
                    "the same quantity once more, only checked",
                );
            }
        }
        let left = self.indexes(|column| column.is(item));
        if left.len() < 2 {
            return;
        }
        for &at in &left {
            let others: Vec<usize> = left.iter().copied().filter(|other| *other != at).collect();
            if others.len() > 1 && self.explains(at, &others) >= 0.8 {
                self.columns[at].set(
                    Meaning::Check(item),
                    "等于其余各列之和，仅校核",
                    "the sum of the other columns, only checked",
                );
                self.each(&others, Meaning::Part(item));
                return;
            }
        }
        let distinct = left.iter().all(|at| {
            left.iter()
                .filter(|other| self.columns[**other].heading.key == self.columns[*at].heading.key)
                .count()
                == 1
        });
        if distinct {
            self.each(&left, Meaning::Part(item));
        } else {
            for &at in &left[1..] {
                self.columns[at].meaning = None;
                self.columns[at].reason = Text::new(
                    "与前列表头相同而数值不同",
                    "the same header as an earlier column, with other figures",
                );
            }
        }
    }
}

pub(super) fn is_word_of(column: &Column, item: Item) -> bool {
    column.is(item)
}

pub(super) fn is_part_word(column: &Column, item: Item) -> bool {
    column.meaning.is_none()
        && match item {
            Item::Consumption => column.heading.word == Some(Word::ConsumptionPart),
            Item::Discharge => column.heading.word == Some(Word::DischargePart),
            _ => false,
        }
}
