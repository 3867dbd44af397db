//! What a column means beside the others: intake, series, reuse.

use super::super::report::Meaning;
use super::super::word::Word;
use super::{Column, Settling, has_word, is_outflow};
use shuiheng_audit::{Item, Quantity, Source};

impl Settling<'_> {
    pub(super) fn intake(&mut self) {
        let has_source = self.columns.iter().any(|column| {
            matches!(column.heading.word, Some(Word::Source(_))) && column.meaning.is_some()
        });
        let plain = Item::Withdrawal(Source::Unspecified);
        let mut first = true;
        for column in &mut self.columns {
            match column.heading.word {
                Some(Word::Withdrawal) if column.meaning.is_none() => {
                    if column.heading.below {
                        column.set(
                            Meaning::Part(plain),
                            "取水量按用途分列",
                            "intake divided by purpose",
                        );
                    } else if has_source {
                        column.set(
                            Meaning::Quantity(Quantity::WithdrawalTotal),
                            "另有分水源列，本列为取水合计",
                            "sources have columns of their own",
                        );
                    } else if first {
                        column.set(
                            Meaning::Quantity(Quantity::Item(plain)),
                            "表中未分水源",
                            "the table does not tell sources apart",
                        );
                        first = false;
                    }
                }
                Some(Word::WithdrawalTotal)
                    if !has_source && first && !has_word(&column.heading, Word::Withdrawal) =>
                {
                    column.set(
                        Meaning::Quantity(Quantity::Item(plain)),
                        "表中未分水源",
                        "the table does not tell sources apart",
                    );
                    first = false;
                }
                _ => {}
            }
        }
        let divided =
            self.columns.iter().any(|column| column.meaning == Some(Meaning::Part(plain)));
        if divided {
            for column in self.columns.iter_mut().filter(|column| column.is(plain)) {
                column.set(
                    Meaning::Quantity(Quantity::WithdrawalTotal),
                    "另有分用途列，本列为取水合计",
                    "its parts have columns of their own",
                );
            }
        }
    }

    /// 取水量 and 新水量 side by side: the same figures once more are a check.
    pub(super) fn second_intake(&mut self) {
        let plain = Item::Withdrawal(Source::Unspecified);
        let Some(first) = self.columns.iter().position(|column| column.is(plain)) else { return };
        let open = self.indexes(|column| {
            column.heading.word == Some(Word::Withdrawal)
                && column.meaning.is_none()
                && column.slot.is_some()
        });
        for at in open {
            if self.explains(at, &[first]) >= 0.99 {
                self.columns[at].set(
                    Meaning::Check(plain),
                    "与前列同一水量，仅校核",
                    "the same quantity once more, only checked",
                );
            }
        }
    }

    pub(super) fn reclaimed(&mut self) {
        let reuse = self.columns.iter().any(|column| column.heading.word == Some(Word::Reuse));
        let near: Vec<bool> = (0..self.columns.len())
            .map(|at| {
                let source = |at: usize| {
                    matches!(
                        self.columns.get(at).and_then(|column| column.heading.word),
                        Some(Word::Source(_))
                    )
                };
                source(at + 1) || at.checked_sub(1).is_some_and(source)
            })
            .collect();
        for (column, near) in self.columns.iter_mut().zip(near) {
            if column.heading.word != Some(Word::MaybeReclaimed) {
                continue;
            }
            if reuse || near {
                let meaning =
                    Meaning::Quantity(Quantity::Item(Item::Withdrawal(Source::Reclaimed)));
                column.infer(
                    meaning,
                    "与水源列相邻或另有回用水量列，按外购再生水计",
                    "stands among sources, so it is taken as bought from outside",
                );
            } else {
                let meaning = Meaning::Quantity(Quantity::Item(Item::Reuse));
                column.infer(
                    meaning,
                    "表中无其他回用水量列，按厂内回用计",
                    "no other column of reuse, so it is taken as the site's own",
                );
            }
        }
    }

    pub(super) fn series(&mut self) {
        let bare: Vec<usize> = (0..self.columns.len())
            .filter(|at| self.columns[*at].heading.word == Some(Word::Series))
            .collect();
        let inside = |column: &Column| {
            column.heading.parents.iter().any(|word| {
                matches!(
                    word,
                    Word::Recycled
                        | Word::RecycledTotal
                        | Word::Input
                        | Word::TotalUse
                        | Word::Withdrawal
                )
            })
        };
        let given = |item: Item, columns: &[Column]| columns.iter().any(|column| column.is(item));
        for (order, &at) in bare.iter().enumerate() {
            let received = Meaning::Quantity(Quantity::Item(Item::SeriesIn));
            let handed = Meaning::Quantity(Quantity::Item(Item::SeriesOut));
            let after_outflow = self.columns[..at].iter().any(|column| is_outflow(column.meaning));
            let taken = given(Item::SeriesIn, &self.columns);
            let column = &mut self.columns[at];
            if inside(column) {
                column.set(
                    received,
                    "位于输入或重复利用水量之下",
                    "stands below inflow or recycled water",
                );
            } else if taken && (order > 0 || after_outflow) {
                column.infer(
                    handed,
                    "另有串联用水列，本列按串联供出计",
                    "series water received has its own column",
                );
            } else if after_outflow
                && self.closing_with(at, handed) > self.closing_with(at, received)
            {
                self.columns[at].infer(
                    handed,
                    "位于输出各列之间且各单元由此平衡，按串联供出计",
                    "stands among outflows and the rows balance so",
                );
            } else {
                self.columns[at].set(
                    received,
                    "串联水量按受入计（GB/T 12452 Vs）",
                    "series water is what a unit receives",
                );
            }
        }
    }

    pub(super) fn recycled(&mut self) {
        let kinds = [Item::Recirculated, Item::SeriesIn, Item::Reuse, Item::Condensate];
        let split = self.columns.iter().any(|column| kinds.iter().any(|item| column.is(*item)));
        if split {
            return;
        }
        let lone = self.columns.iter_mut().find(|column| {
            matches!(column.heading.word, Some(Word::Recycled | Word::RecycledTotal))
                && !column.heading.below
        });
        if let Some(column) = lone {
            column.infer(
                Meaning::Quantity(Quantity::Item(Item::Recirculated)),
                "重复利用水量未分项，全部按循环水量计",
                "recycled water is not divided, so all of it is taken as recirculated",
            );
        }
    }

    /// Softened or pure water: handed out by the site's own plant, or bought.
    pub(super) fn prepared(&mut self) {
        let handed = self.columns.iter().any(|column| column.is(Item::DistributedOut));
        for column in self
            .columns
            .iter_mut()
            .filter(|column| column.is(Item::DistributedIn) && column.heading.weight < 90)
        {
            if !handed {
                column.infer(
                    Meaning::Quantity(Quantity::Item(Item::DistributedIn)),
                    "按厂内制水供入计，不重复计入取水量",
                    "taken as prepared on the site, so it is no intake once more",
                );
            }
        }
    }
}
