//! Inputs of indicators with what they rest on: which figure counts in them how often, so
//! that a figure that stands in two inputs is not taken for two.

use super::Input;
use super::ends::Chosen;
use super::evidence::{Evidence, Known};
use crate::check::Part;
use crate::{Item, Text, Unit, UnitId};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// How often each stream of the site counts in a sum, by its place among the streams; a
/// stream that leaves one unit of a sum and enters another may count for nothing.
pub(super) type Weights = BTreeMap<usize, f64>;

/// What an input rests on.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rests {
    /// Figures of the balance.
    Figures(Weights),
    /// Something that is taken as certain: days, heads, output, counts.
    Certain,
    /// A figure of which it is not known how sure it is.
    Unknown,
}

/// An input with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) input: Input,
    pub(super) rests: Rests,
}

/// A term, or what is missing for it.
pub(super) type Amount = Result<Term, Text>;

/// What half of the indicators begin with, put together when the first asks.
#[derive(Default)]
pub(super) struct Terms {
    intake: OnceCell<Amount>,
    recycled: OnceCell<Amount>,
    discharge: OnceCell<Amount>,
}

/// An input that is taken as certain.
pub(super) fn certain(known: Known) -> Amount {
    known.map(|input| Term { input, rests: Rests::Certain })
}

/// An input of which it is not known how sure it is.
pub(super) fn unsure(known: Known) -> Amount {
    known.map(|input| Term { input, rests: Rests::Unknown })
}

/// A part of a check: a fact that was typed has no known uncertainty, a flow that of its
/// figures.
pub(super) fn of_part(part: &Part, weights: impl FnOnce() -> Weights) -> Amount {
    match part {
        Ok(part) => {
            let rests =
                if part.fact.is_some() { Rests::Unknown } else { Rests::Figures(weights()) };
            Ok(Term { input: part.input.clone(), rests })
        }
        Err(missing) => Err(missing.text.clone()),
    }
}

/// The sum of parts of several units; as soon as one is not known, neither is the sum.
pub(super) fn sum(
    symbol: &str,
    name: Text,
    unit: &str,
    parts: impl IntoIterator<Item = Amount>,
) -> Amount {
    let (mut values, mut cells) = (Vec::new(), Vec::new());
    let mut rests = Rests::Certain;
    for part in parts {
        let Ok(part) = part else {
            return Err(Text::new(format!("{}不详", name.zh), format!("{} is not known", name.en)));
        };
        values.push(part.input.value);
        cells.extend(part.input.cells);
        rests = rests.and(part.rests);
    }
    values.sort_by(f64::total_cmp);
    let value = values.into_iter().fold(0.0, |sum, value| sum + value);
    Ok(Term {
        input: Input { symbol: symbol.into(), name, value, unit: unit.into(), cells },
        rests,
    })
}

impl Rests {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Certain, rests) | (rests, Self::Certain) => rests,
            (Self::Figures(mut one), Self::Figures(two)) => {
                for (stream, weight) in two {
                    *one.entry(stream).or_default() += weight;
                }
                Self::Figures(one)
            }
        }
    }
}

impl Evidence<'_> {
    /// A unit and those that are added to it.
    pub(super) fn below(&self, top: &UnitId) -> Chosen {
        self.ends.chosen(|unit| self.within(&unit.id, top))
    }

    /// A sum of the site by quantities.
    pub(super) fn of_site(&self, known: Known, items: &[Item]) -> Amount {
        known.map(|input| Term {
            input,
            rests: Rests::Figures(
                self.ends.weights(&self.counted, |item| f64::from(u8::from(items.contains(&item)))),
            ),
        })
    }

    /// A sum over some units and what is added to them, by quantities.
    pub(super) fn of_units<'u>(
        &self,
        known: Known,
        units: impl IntoIterator<Item = &'u Unit>,
        items: &[Item],
    ) -> Amount {
        let input = known?;
        let rests = units.into_iter().fold(Rests::Certain, |rests, unit| {
            let below = self.below(&unit.id);
            rests.and(Rests::Figures(
                self.ends.weights(&below, |item| f64::from(u8::from(items.contains(&item)))),
            ))
        });
        Ok(Term { input, rests })
    }

    /// The intake of the site.
    pub(super) fn intake_term(&self) -> Amount {
        let put = || {
            let items: Vec<Item> = crate::Source::ALL.into_iter().map(Item::Withdrawal).collect();
            self.of_site(self.intake(), &items)
        };
        self.terms.intake.get_or_init(put).clone()
    }

    /// The water that the site uses again.
    pub(super) fn recycled_term(&self) -> Amount {
        let items = [Item::Recirculated, Item::SeriesIn, Item::Reuse, Item::Condensate];
        self.terms.recycled.get_or_init(|| self.of_site(self.recycled(), &items)).clone()
    }

    /// A quantity of the site.
    pub(super) fn item_term(&self, symbol: &str, item: Item) -> Amount {
        self.of_site(self.item(symbol, item), &[item])
    }

    /// What leaves the site: discharge less what is treated and used again.
    pub(super) fn discharge_term(&self) -> Amount {
        let put = |input| Term {
            input,
            rests: Rests::Figures(self.ends.weights(&self.counted, |item| match item {
                Item::Discharge | Item::ReuseOut => 1.0,
                Item::TreatmentIn | Item::Reuse | Item::Condensate => -1.0,
                _ => 0.0,
            })),
        };
        self.terms.discharge.get_or_init(|| self.external_discharge().map(put)).clone()
    }
}
