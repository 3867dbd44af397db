//! 废水产生量 beside 废水排放量: what a unit lets go, and what of it leaves the site.

use super::super::report::Meaning;
use super::super::word::Word;
use super::{Column, Settling};
use shuiheng_audit::{Item, Quantity};

impl Settling<'_> {
    /// Where a column gives all waste water of a unit, columns that give what becomes of it
    /// are parts of it.
    pub(super) fn generated(&mut self) {
        let whole = self.indexes(|column| {
            column.is(Item::Discharge) && column.slot.is_some() && says(column, &["产生"])
        });
        let [whole] = whole[..] else { return };
        let fates = self.indexes(|column| {
            let leaves = column.is(Item::Discharge)
                || column.heading.word == Some(Word::DischargePart)
                || (column.is(Item::Reuse) && says(column, &["废水", "污水"]));
            leaves
                && column.slot.is_some()
                && says(column, &["排放", "外排", "回用", "纳管", "处理"])
        });
        let fates: Vec<usize> = fates.into_iter().filter(|at| *at > whole).collect();
        for at in fates {
            self.columns[at].infer(
                Meaning::OfWhich(Item::Discharge),
                "另有废水产生量列，本列为其去向，不再累加",
                "a part of the waste water that a column gives as a whole, not added",
            );
        }
        self.columns[whole].meaning = Some(Meaning::Quantity(Quantity::Item(Item::Discharge)));
    }
}

fn says(column: &Column, words: &[&str]) -> bool {
    column.heading.path.last().is_some_and(|text| words.iter().any(|word| text.contains(word)))
}
