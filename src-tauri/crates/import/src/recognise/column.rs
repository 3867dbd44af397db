//! What the columns of a table mean: by their headers, by what stands beside them, and by
//! the arithmetic of the rows.

use super::block::Block;
use super::figures::Figures;
use super::heading::Heading;
use super::measure::Measure;
use super::report::{ColumnChoice, Meaning};
use super::word::Word;
use shuiheng_audit::{Item, Quantity, Source, Text};

/// A column with its meaning.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// What stands over it.
    pub(crate) heading: Heading,
    /// Its place among the columns of figures; none where it holds none.
    pub(crate) slot: Option<usize>,
    /// What it means; none where not recognised.
    pub(crate) meaning: Option<Meaning>,
    /// How sure that is, from 0 to 1.
    pub(crate) confidence: f64,
    /// Why.
    pub(crate) reason: Text,
    /// True where the meaning was inferred and should be said.
    pub(crate) assumed: bool,
}

impl Column {
    fn is(&self, item: Item) -> bool {
        self.meaning == Some(Meaning::Quantity(Quantity::Item(item)))
    }

    fn set(&mut self, meaning: Meaning, zh: &str, en: &str) {
        self.meaning = Some(meaning);
        self.reason = Text::new(zh, en);
    }

    /// As [`Self::set`], for what was inferred from other columns or from the figures.
    fn infer(&mut self, meaning: Meaning, zh: &str, en: &str) {
        self.set(meaning, zh, en);
        self.assumed = true;
        self.confidence = self.confidence.min(0.7);
    }
}

/// Columns of a table and how its intake is given.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    /// The columns from the left.
    pub(crate) columns: Vec<Column>,
    /// True where intake is the use less what is recycled.
    pub(crate) intake_from_use: bool,
}

/// Settles the meanings of all columns of a table. `leaves` are the rows of figures that
/// count.
pub(crate) fn settle(
    block: &Block<'_>,
    figures: &Figures,
    leaves: &[usize],
    choices: &[ColumnChoice],
) -> Settled {
    let columns = block.columns.iter().map(|raw| {
        let slot = figures.cols.iter().position(|col| *col == raw.heading.col);
        let confidence = f64::from(raw.heading.weight) / 100.0;
        let reason = Text::new("表头词汇", "by the words of the header");
        Column {
            heading: raw.heading.clone(),
            slot,
            meaning: None,
            confidence,
            reason,
            assumed: false,
        }
    });
    let sample = leaves.len().min(2000);
    let mut settling = Settling {
        columns: columns.collect(),
        figures,
        leaves: &leaves[..sample],
        intake_from_use: false,
    };
    settling.words();
    settling.other_units();
    settling.periods();
    settling.intake();
    settling.second_intake();
    settling.reclaimed();
    settling.series();
    settling.recycled();
    settling.prepared();
    settling.parts();
    settling.repeats();
    settling.sums();
    settling.gross();
    settling.use_as_intake();
    settling.intake_beside_sources();
    settling.chosen(block.grid.sheet, choices);
    Settled { columns: settling.columns, intake_from_use: settling.intake_from_use }
}

struct Settling<'t> {
    columns: Vec<Column>,
    figures: &'t Figures,
    leaves: &'t [usize],
    intake_from_use: bool,
}

impl Settling<'_> {
    // ---- by the header alone ----

    fn words(&mut self) {
        for column in &mut self.columns {
            let Some(word) = column.heading.word else { continue };
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
    fn other_units(&mut self) {
        for at in 0..self.columns.len() {
            let Some(word) = self.columns[at].heading.word.filter(|word| word.is_flow()) else {
                continue;
            };
            let heading = &self.columns[at].heading;
            let (parents, year) = (heading.parents.clone(), heading.year);
            let same = self.indexes(|column| {
                let heading = &column.heading;
                let alike = heading.word == Some(word)
                    && heading.parents == parents
                    && heading.year == year;
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
    fn periods(&mut self) {
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

    // ---- by what stands beside ----

    fn intake(&mut self) {
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
    fn second_intake(&mut self) {
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

    fn reclaimed(&mut self) {
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

    fn series(&mut self) {
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

    fn recycled(&mut self) {
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
    fn prepared(&mut self) {
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

    // ---- quantities given in several columns ----

    fn parts(&mut self) {
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
    fn sums_beside(&mut self, item: Item, mains: &[usize], sums: &[usize]) {
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

    fn whole_and_parts(&mut self, item: Item, mains: &[usize], sums: &[usize], parts: &[usize]) {
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
    fn repeats(&mut self) {
        let items: Vec<Item> = Item::all().collect();
        for item in items {
            let same = self.indexes(|column| column.is(item) && column.slot.is_some());
            if same.len() < 2 {
                continue;
            }
            self.repeat(item, &same);
        }
    }

    fn daily_of(&self, same: &[usize]) -> Option<usize> {
        let daily = |at: &usize| matches!(self.columns[*at].heading.measure.as_ref().map(|m| &m.0), Some(Measure::Flow(unit)) if !unit.needs_days());
        same.iter().copied().find(daily)
    }

    fn repeat(&mut self, item: Item, same: &[usize]) {
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

    // ---- by arithmetic ----

    /// Sums without a group, and columns that nobody named: what they are the sum of.
    fn sums(&mut self) {
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

    fn sum_of_what(&self, at: usize) -> Option<(Meaning, f64)> {
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
    fn second_side(&mut self) {
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
    fn gross(&mut self) {
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

    fn gross_by_balance(&mut self, at: usize) {
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
    fn use_as_intake(&mut self) {
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
    fn intake_beside_sources(&mut self) {
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

    fn chosen(&mut self, sheet: &str, choices: &[ColumnChoice]) {
        for choice in choices.iter().filter(|choice| choice.sheet == sheet) {
            if let Some(column) =
                self.columns.iter_mut().find(|column| column.heading.col == choice.col)
            {
                column.set(choice.meaning, "由人工指定", "chosen by a person");
                column.confidence = 1.0;
                column.assumed = false;
            }
        }
    }

    // ---- arithmetic of rows ----

    fn indexes(&self, wanted: impl Fn(&Column) -> bool) -> Vec<usize> {
        (0..self.columns.len()).filter(|at| wanted(&self.columns[*at])).collect()
    }

    fn each(&mut self, columns: &[usize], meaning: Meaning) {
        for &at in columns {
            self.columns[at].meaning = Some(meaning);
        }
    }

    fn value(&self, row: usize, at: usize) -> f64 {
        self.columns[at].slot.map_or(0.0, |slot| self.figures.at(row, slot).value())
    }

    /// The share of the rows in which a column is the sum of others; 0 where no row tells.
    fn explains(&self, at: usize, parts: &[usize]) -> f64 {
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

    fn of_items(&self, row: usize, wanted: impl Fn(Item) -> bool) -> f64 {
        let parts = self.columns.iter().enumerate().filter(|(_, column)| match column.meaning {
            Some(Meaning::Quantity(Quantity::Item(item)) | Meaning::Part(item)) => wanted(item),
            _ => false,
        });
        parts.map(|(at, _)| self.value(row, at)).sum()
    }

    fn closing_with(&mut self, at: usize, meaning: Meaning) -> usize {
        let kept = self.columns[at].meaning.replace(meaning);
        let closing = self.closing();
        self.columns[at].meaning = kept;
        closing
    }

    /// How many rows balance as the columns are understood now.
    fn closing(&self) -> usize {
        self.rows_closing(|_, _| true).0
    }

    fn rows_closing(&self, counts: impl Fn(&Self, usize) -> bool) -> (usize, usize) {
        let rows = self.leaves.iter().filter(|row| counts(self, **row));
        let closed: Vec<bool> = rows.map(|row| self.closes(*row)).collect();
        (closed.iter().filter(|closed| **closed).count(), closed.len())
    }

    fn closes(&self, row: usize) -> bool {
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
    fn rounding(&self) -> f64 {
        let decimals = self.figures.decimals.iter().copied().max().unwrap_or(0);
        10_f64.powi(-i32::from(decimals)) * 2.0
    }
}

fn has_word(heading: &Heading, word: Word) -> bool {
    heading.parents.contains(&word)
}

fn is_word_of(column: &Column, item: Item) -> bool {
    column.is(item)
}

fn is_part_word(column: &Column, item: Item) -> bool {
    column.meaning.is_none()
        && match item {
            Item::Consumption => column.heading.word == Some(Word::ConsumptionPart),
            Item::Discharge => column.heading.word == Some(Word::DischargePart),
            _ => false,
        }
}

fn is_outflow(meaning: Option<Meaning>) -> bool {
    match meaning {
        Some(Meaning::Quantity(Quantity::Item(item)) | Meaning::Part(item)) => item.is_outflow(),
        Some(Meaning::GrossDischarge | Meaning::SumOut) => true,
        _ => false,
    }
}

/// The meaning that a word has whatever stands beside it.
fn direct(word: Word, heading: &Heading) -> Option<Meaning> {
    let item = |item: Item| Some(Meaning::Quantity(Quantity::Item(item)));
    match word {
        Word::Source(source) => item(Item::Withdrawal(source)),
        Word::DistributedIn => item(Item::DistributedIn),
        Word::CarriedIn => item(Item::CarriedIn),
        Word::Recirculated => item(Item::Recirculated),
        Word::RecirculatedOut => Some(Meaning::Check(Item::Recirculated)),
        Word::SeriesIn => item(Item::SeriesIn),
        Word::SeriesOut => item(Item::SeriesOut),
        Word::Reuse => item(Item::Reuse),
        Word::Condensate => item(Item::Condensate),
        Word::TreatmentIn => item(Item::TreatmentIn),
        Word::ReuseOut => item(Item::ReuseOut),
        Word::DistributedOut => item(Item::DistributedOut),
        Word::Consumption => item(Item::Consumption),
        Word::Discharge => item(Item::Discharge),
        Word::Leakage => item(Item::Leakage),
        Word::Supplied => item(Item::Supplied),
        Word::Storage => item(Item::StorageGain),
        Word::WithdrawalTotal => Some(Meaning::Quantity(Quantity::WithdrawalTotal)),
        Word::Recycled | Word::RecycledTotal if !heading.below => {
            Some(Meaning::Quantity(Quantity::RecycledTotal))
        }
        Word::TotalUse if !heading.below => Some(Meaning::Quantity(Quantity::TotalUse)),
        Word::Input | Word::SumIn if !heading.below => Some(Meaning::SumIn),
        Word::Output | Word::SumOut if !heading.below => Some(Meaning::SumOut),
        Word::Imbalance => Some(Meaning::Imbalance),
        Word::Name => Some(Meaning::Name),
        Word::Parent => Some(Meaning::Parent),
        Word::Category => Some(Meaning::Category),
        Word::Number => Some(Meaning::Number),
        Word::Basis => Some(Meaning::Basis),
        Word::Remark => Some(Meaning::Remark),
        Word::Rate => Some(Meaning::Rate),
        Word::Known | Word::Period => Some(Meaning::Known),
        Word::ProductName
        | Word::OutputAmount
        | Word::OutputUnit
        | Word::Rinses
        | Word::MeterNumber
        | Word::MeterLevel
        | Word::MeterLocation
        | Word::MeterMeasures
        | Word::MeterAccuracy
        | Word::MeterValid
        | Word::MeterOnline
        | Word::MeterState => Some(Meaning::Register),
        Word::Withdrawal
        | Word::MaybeReclaimed
        | Word::Series
        | Word::ConsumptionPart
        | Word::DischargePart
        | Word::DischargeGross
        | Word::GrossMark
        | Word::Recycled
        | Word::RecycledTotal
        | Word::TotalUse
        | Word::Subtotal
        | Word::Input
        | Word::Output
        | Word::SumIn
        | Word::SumOut
        | Word::OfWhich
        | Word::Mean
        | Word::Reading
        | Word::Purpose => None,
    }
}
