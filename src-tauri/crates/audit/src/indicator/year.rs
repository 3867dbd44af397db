//! One year of the annual tables: its amounts, and the indicators that they make up.

use super::{IndicatorCode as Code, Input, TrendYear};
use crate::{AnnualUse, CellRef, Counted, Item, Quantity, Source, Text, trimmed};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, BTreeSet};

/// An amount of a year, or what is missing for it.
type Amount = Result<Input, Text>;

/// What the tables tell of one year.
pub(super) struct Year<'a> {
    pub(super) year: i32,
    pub(super) rows: BTreeMap<Counted, &'a AnnualUse>,
}

/// A year of a trend before it has its year.
pub(super) struct Made {
    value: Option<(f64, String)>,
    inputs: Vec<Input>,
    missing: Vec<Text>,
}

impl Made {
    fn new(
        parts: impl IntoIterator<Item = Amount>,
        compute: impl Fn(&[f64]) -> Option<(f64, String)>,
    ) -> Self {
        let (mut inputs, mut missing): (Vec<Input>, Vec<Text>) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Ok(input) => inputs.push(input),
                Err(text) if !missing.contains(&text) => missing.push(text),
                Err(_) => {}
            }
        }
        let values: Vec<f64> = inputs.iter().map(|input| input.value).collect();
        let value = if missing.is_empty() { compute(&values) } else { None };
        if value.is_none() && missing.is_empty() {
            missing.push(Text::new("分母为零，无意义", "the denominator is zero"));
        }
        Self { value, inputs, missing }
    }

    pub(super) fn of(self, year: i32) -> TrendYear {
        let (value, substituted) =
            self.value.map_or((None, String::new()), |(value, text)| (Some(value), text));
        TrendYear {
            year,
            value,
            change: None,
            substituted,
            inputs: self.inputs,
            missing: self.missing,
        }
    }
}

fn over(part: f64, whole: f64, factor: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole * factor)
}

fn n(value: f64) -> String {
    trimmed(value, 4)
}

fn quotient(values: &[f64]) -> Option<(f64, String)> {
    let [part, whole] = values else { return None };
    over(*part, *whole, 1.0).map(|value| (value, format!("{}/{}", n(*part), n(*whole))))
}

fn percent(values: &[f64]) -> Option<(f64, String)> {
    let [part, whole] = values else { return None };
    over(*part, *whole, 100.0).map(|value| (value, format!("{}/{}×100", n(*part), n(*whole))))
}

/// `a/(b+a)×100`.
fn share_with_rest(values: &[f64]) -> Option<(f64, String)> {
    let [part, rest] = values else { return None };
    over(*part, rest + part, 100.0).map(|value| {
        let (part, rest) = (n(*part), n(*rest));
        (value, format!("{part}/({rest}+{part})×100"))
    })
}

const fn water(item: Item) -> Counted {
    Counted::Water(Quantity::Item(item))
}

impl Year<'_> {
    fn amount(&self, symbol: &str, counted: &Counted) -> Amount {
        let lacks = |zh: String, en: String| {
            Text::new(format!("{}年{zh}", self.year), format!("{en} of {}", self.year))
        };
        let Some(row) = self.rows.get(counted) else {
            return Err(lacks(format!("{}不详", counted.zh()), counted.en()));
        };
        let Some(value) = row.known().and_then(|value| value.to_f64()) else {
            let months: Vec<String> = row.missing.iter().map(ToString::to_string).collect();
            let which = if months.is_empty() {
                "不详或各表不一致".to_owned()
            } else {
                format!("缺 {} 个月（{}）", months.len(), months.join("、"))
            };
            return Err(lacks(format!("{}{which}", counted.zh()), counted.en()));
        };
        let unit = counted.unit().replace("m³", "m3").replace("万元", "10^4 yuan");
        Ok(Input {
            symbol: symbol.into(),
            name: Text::new(counted.zh(), counted.en()),
            value,
            unit,
            cells: row.cells.clone(),
        })
    }

    /// The intake as it is given, else the sum of what is given of each source.
    fn intake(&self) -> Amount {
        let given = self.rows.contains_key(&Counted::INTAKE);
        let sources = self.sources();
        if given || sources.is_empty() {
            return self.amount("Vi", &Counted::INTAKE);
        }
        let parts: Vec<Input> = sources
            .iter()
            .map(|source| self.amount("Vi", &Counted::source(*source)))
            .collect::<Result<_, _>>()?;
        Ok(self.sum("Vi", Text::new("取水量", "intake"), &parts))
    }

    fn sources(&self) -> Vec<Source> {
        let given = |source: &Source| self.rows.contains_key(&Counted::source(*source));
        Source::ALL.into_iter().filter(given).collect()
    }

    fn sum(&self, symbol: &str, name: Text, parts: &[Input]) -> Input {
        let exact = |part: &Input| Decimal::try_from(part.value).unwrap_or_default();
        let value: Decimal = parts.iter().map(exact).sum();
        let cells: BTreeSet<CellRef> =
            parts.iter().flat_map(|part| part.cells.iter().cloned()).collect();
        Input {
            symbol: symbol.into(),
            name,
            value: value.to_f64().unwrap_or_default(),
            unit: "m3".into(),
            cells: cells.into_iter().collect(),
        }
    }

    pub(super) fn whole(&self) -> Made {
        Made::new([self.intake()], |values| match values {
            [value] => Some((*value, n(*value))),
            _ => None,
        })
    }

    pub(super) fn per_product(&self, product: &str, unit: &str, only: bool) -> Made {
        let counted = Counted::Output { product: product.to_owned(), unit: unit.to_owned() };
        let shared = (!only).then(|| {
            Err(Text::new(
                format!("{}年有多种产品，取水量分摊比例不详", self.year),
                format!("several products in {} and no shares", self.year),
            ))
        });
        let parts = [self.intake(), self.amount("Q", &counted)].into_iter().chain(shared);
        Made::new(parts, quotient)
    }

    pub(super) fn of(&self, code: Code) -> Made {
        let item = |symbol: &str, item: Item| self.amount(symbol, &water(item));
        match code {
            Code::AddedValueIntake => {
                Made::new([self.intake(), self.amount("VA", &Counted::AddedValue)], quotient)
            }
            Code::OutputValueIntake => {
                Made::new([self.intake(), self.amount("Z", &Counted::OutputValue)], quotient)
            }
            Code::ReuseRate => Made::new([self.recycled(), self.intake()], share_with_rest),
            Code::WastewaterReuseRate => {
                Made::new([item("Vw", Item::Reuse), item("Vd", Item::Discharge)], share_with_rest)
            }
            Code::LeakageRate => Made::new([item("Vl", Item::Leakage), self.intake()], percent),
            Code::DischargeRate => Made::new([item("Vd", Item::Discharge), self.intake()], percent),
            Code::FreshWaterUtilisation => {
                Made::new([item("Vd", Item::Discharge), self.intake()], |values| match values {
                    [out, into] => over(into - out, *into, 1.0)
                        .map(|value| (value, format!("({i}−{})/{i}", n(*out), i = n(*into)))),
                    _ => None,
                })
            }
            _ => Made::new(self.unconventional(), percent),
        }
    }

    /// Recycled water as it is given, else its parts, all of which must be given.
    fn recycled(&self) -> Amount {
        let whole = Counted::Water(Quantity::RecycledTotal);
        if self.rows.contains_key(&whole) {
            return self.amount("Vr", &whole);
        }
        let mut parts = Vec::new();
        for item in [Item::Recirculated, Item::SeriesIn, Item::Reuse] {
            parts.push(self.amount("Vr", &water(item))?);
        }
        if self.rows.contains_key(&water(Item::Condensate)) {
            parts.push(self.amount("Vr", &water(Item::Condensate))?);
        }
        Ok(self.sum("Vr", Text::new("重复利用水量", "recycled water"), &parts))
    }

    /// Unconventional water and the intake. A source that the table does not list took
    /// nothing only where those that it lists make up the whole intake.
    fn unconventional(&self) -> [Amount; 2] {
        let intake = self.intake();
        let undivided = || {
            Text::new(
                format!("{}年取水量未分水源", self.year),
                format!("the intake of {} is not divided by source", self.year),
            )
        };
        let of = |wanted: &dyn Fn(Source) -> bool| -> Result<Input, Text> {
            let sources = self.sources().into_iter().filter(|source| wanted(*source));
            let parts: Vec<Input> = sources
                .map(|source| self.amount("Vih", &Counted::source(source)))
                .collect::<Result<_, _>>()?;
            Ok(self.sum("Vih", Text::new("非常规水取水量", "unconventional intake"), &parts))
        };
        let all = of(&|_| true);
        // That none is listed is told by the cells of those that are.
        let own = of(&Source::is_unconventional).map(|mut own| {
            if let (true, Ok(all)) = (own.cells.is_empty(), &all) {
                own.cells.clone_from(&all.cells);
            }
            own
        });
        let divided = match (&all, &intake) {
            (Ok(all), Ok(whole)) => {
                !self.sources().is_empty()
                    && (all.value - whole.value).abs() <= 1e-6 * whole.value.abs().max(1.0)
            }
            _ => true,
        };
        [
            own.and_then(|own| {
                if divided && !self.sources().is_empty() { Ok(own) } else { Err(undivided()) }
            }),
            intake,
        ]
    }
}
