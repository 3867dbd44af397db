//! Meanings that the arithmetic of the rows gives.

use super::super::report::Meaning;
use super::super::word::Word;
use super::{Settling, has_word, is_outflow};
use shuiheng_audit::{Item, Quantity, Source, Text};

impl Settling<'_> {
    /// Sums without a group, and columns that nobody named: what they are the sum of.
    pub(super) fn sums(&mut self) {
        let open = self.indexes(|column| {
            column.slot.is_some()
                && column.meaning.is_none()
                && matches!(column.heading.word, None | Some(Word::Subtotal))
        });
        for at in open {
            let Some((meaning, share)) = self.sum_of_what(at) else { continue };
            if share >= 0.9 {
                let named = self.columns[at].heading.word.is_some();
                self.columns[at].infer(
                    meaning,
                    "按各行算术关系识别",
                    "by the arithmetic of the rows",
                );
                self.columns[at].assumed = !named;
                self.columns[at].confidence = 0.75;
            }
        }
        self.second_side();
    }

    pub(super) fn sum_of_what(&self, at: usize) -> Option<(Meaning, f64)> {
        let of = |wanted: &dyn Fn(Item) -> bool| {
            self.indexes(|column| match column.meaning {
                Some(Meaning::Quantity(Quantity::Item(item)) | Meaning::Part(item)) => wanted(item),
                _ => false,
            })
        };
        let intake = |item: Item| matches!(item, Item::Withdrawal(_));
        let recycled = |item: Item| {
            matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
        };
        let outflow = |item: Item| item.is_outflow();
        let candidates: [(Meaning, Vec<usize>); 7] = [
            (Meaning::Quantity(Quantity::WithdrawalTotal), of(&intake)),
            (Meaning::Quantity(Quantity::RecycledTotal), of(&recycled)),
            (
                Meaning::Quantity(Quantity::TotalUse),
                of(&|item| intake(item) || recycled(item) || item == Item::DistributedIn),
            ),
            (Meaning::SumIn, of(&|item: Item| item.is_inflow())),
            (Meaning::SumIn, of(&|item: Item| item.is_inflow() || item == Item::Recirculated)),
            (Meaning::SumOut, of(&outflow)),
            (Meaning::SumOut, of(&|item: Item| outflow(item) || item == Item::Recirculated)),
        ];
        let mut best: Option<(Meaning, f64)> = None;
        // Where rows balance, both sides have the same sum: the place of the column tells.
        let after_outflow = self.columns[..at].iter().any(|column| is_outflow(column.meaning));
        for (meaning, parts) in candidates.into_iter().filter(|(_, parts)| parts.len() >= 2) {
            let share = self.explains(at, &parts);
            let nearer = meaning == Meaning::SumOut
                && after_outflow
                && best.is_some_and(|held| held.0 == Meaning::SumIn && share >= held.1);
            if nearer || best.is_none_or(|held| share > held.1 + 1e-9) {
                best = Some((meaning, share));
            }
        }
        best
    }

    /// Recirculated water named on the side of the outflow is the one of the inflow.
    pub(super) fn second_side(&mut self) {
        let has = self.columns.iter().any(|column| {
            column.is(Item::Recirculated)
                || column.meaning == Some(Meaning::Part(Item::Recirculated))
        });
        if has {
            return;
        }
        let other = self
            .columns
            .iter_mut()
            .find(|column| column.meaning == Some(Meaning::Check(Item::Recirculated)));
        if let Some(column) = other {
            column.set(
                Meaning::Quantity(Quantity::Item(Item::Recirculated)),
                "循环水量仅列于输出侧",
                "recirculated water stands on the side of the outflow only",
            );
        }
    }

    /// Discharge that contains what is handed on, by its header or by the balance of rows.
    pub(super) fn gross(&mut self) {
        let said = self.indexes(|column| column.is(Item::Discharge) && column.heading.gross);
        let net = self.indexes(|column| column.is(Item::Discharge) && !column.heading.gross);
        let total = self.indexes(|column| {
            column.heading.word == Some(Word::DischargeGross) && column.meaning.is_none()
        });
        let out = self.indexes(|column| column.is(Item::SeriesOut));
        for &at in &said {
            self.columns[at].set(
                Meaning::GrossDischarge,
                "表头说明排水量含串联供出",
                "the header says that it contains what is handed on",
            );
        }
        if net.is_empty() && said.is_empty() {
            for &at in total.iter().take(1) {
                self.columns[at].set(
                    Meaning::Quantity(Quantity::Item(Item::Discharge)),
                    "按净排水量计",
                    "taken as net discharge",
                );
            }
        } else {
            for &at in &total {
                self.columns[at].set(
                    Meaning::Known,
                    "另有排水量列，总排水量不采用",
                    "discharge has a column of its own",
                );
            }
        }
        let candidates = self.indexes(|column| column.is(Item::Discharge));
        if let (Some(&at), false) = (candidates.first(), out.is_empty()) {
            self.gross_by_balance(at);
        }
    }

    pub(super) fn gross_by_balance(&mut self, at: usize) {
        let net = Meaning::Quantity(Quantity::Item(Item::Discharge));
        let handing = |settling: &Self| {
            settling.rows_closing(|settling, row| {
                settling.of_items(row, |item| item == Item::SeriesOut) != 0.0
            })
        };
        let (net_rows, all) = handing(self);
        self.columns[at].meaning = Some(Meaning::GrossDischarge);
        let (gross_rows, _) = handing(self);
        self.columns[at].meaning = Some(net);
        if all > 0 && gross_rows == all && net_rows == 0 {
            self.columns[at].infer(
                Meaning::GrossDischarge,
                "有串联供出的各单元仅在排水量扣除串联供出后才平衡",
                "the rows that hand water on balance only after it is deducted",
            );
        }
    }

    /// A table that gives 用水量 and no intake.
    pub(super) fn use_as_intake(&mut self) {
        let has_intake = self.columns.iter().any(|column| {
            matches!(
                column.meaning,
                Some(
                    Meaning::Quantity(
                        Quantity::Item(Item::Withdrawal(_)) | Quantity::WithdrawalTotal
                    ) | Meaning::Part(Item::Withdrawal(_))
                )
            )
        });
        let uses = self.indexes(|column| {
            column.meaning == Some(Meaning::Quantity(Quantity::TotalUse)) && column.slot.is_some()
        });
        let (Some(&at), false) = (uses.first(), has_intake) else { return };
        let recycled = self.indexes(|column| {
            [Item::Recirculated, Item::SeriesIn, Item::Reuse, Item::Condensate]
                .iter()
                .any(|item| column.is(*item))
        });
        let kept = self.columns[at].meaning;
        self.columns[at].meaning =
            Some(Meaning::Quantity(Quantity::Item(Item::Withdrawal(Source::Unspecified))));
        let as_intake = self.closing();
        if !recycled.is_empty() {
            self.columns[at].meaning = kept;
            self.intake_from_use = true;
            if self.closing() >= as_intake {
                self.columns[at].assumed = true;
                self.columns[at].reason = Text::new(
                    "表中无取水量列，取水量＝用水量－重复利用水量",
                    "no column of intake: it is the use less what is recycled",
                );
                return;
            }
            self.intake_from_use = false;
        }
        self.columns[at].infer(
            Meaning::Quantity(Quantity::Item(Item::Withdrawal(Source::Unspecified))),
            "表中无取水量列，用水量按取水量计",
            "no column of intake: the use is taken as the intake",
        );
        if self.closing() * 2 < self.leaves.len() {
            self.columns[at].confidence = 0.4;
        }
    }

    /// 新水量 beside 中水 or 蒸汽: their sum, or a source of its own. The rows tell.
    pub(super) fn intake_beside_sources(&mut self) {
        let total = Meaning::Quantity(Quantity::WithdrawalTotal);
        let wholes = self.indexes(|column| {
            column.meaning == Some(total)
                && column.heading.word == Some(Word::Withdrawal)
                && column.slot.is_some()
        });
        let &[at] = &wholes[..] else { return };
        let sources = self.indexes(|column| {
            matches!(
                column.meaning,
                Some(
                    Meaning::Quantity(Quantity::Item(Item::Withdrawal(_)))
                        | Meaning::Part(Item::Withdrawal(_))
                )
            )
        });
        let grouped = sources.iter().any(|source| {
            self.columns[*source].heading.of_which
                || has_word(&self.columns[*source].heading, Word::Withdrawal)
        });
        if grouped || self.explains(at, &sources) >= 0.8 {
            return;
        }
        let alone = self.closing();
        self.columns[at].meaning =
            Some(Meaning::Quantity(Quantity::Item(Item::Withdrawal(Source::Unspecified))));
        if self.closing() > alone {
            self.columns[at].infer(
                Meaning::Quantity(Quantity::Item(Item::Withdrawal(Source::Unspecified))),
                "与分水源列并列，各单元须两者相加才平衡，按另一水源计",
                "the rows balance only with both, so it is a source of its own",
            );
        } else {
            self.columns[at].meaning = Some(total);
        }
    }
}
