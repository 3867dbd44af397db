//! Indicators over the years (逐年变化), from the annual tables beside the balance. Only what
//! a year's own data tell is computed: the staff or the shares of products of this year say
//! nothing of another.

use super::year::{Made, Year};
use super::{IndicatorCode as Code, Input};
use crate::{Case, Counted, Text, annual_uses};
use std::collections::{BTreeMap, BTreeSet};

/// What is followed over the years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trended {
    /// The intake of the year, m³.
    Intake,
    /// An indicator.
    Indicator(Code),
}

impl Trended {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Indicator(code) => code.code(),
        }
    }

    /// Its name.
    pub fn name(self) -> Text {
        match self {
            Self::Intake => Text::new("年取水量", "intake of the year"),
            Self::Indicator(code) => code.name(),
        }
    }

    /// Decimals that its values are printed with.
    pub const fn digits(self) -> u32 {
        match self {
            Self::Intake => 0,
            Self::Indicator(code) => code.definition().digits,
        }
    }
}

/// One year of a trend.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendYear {
    /// The calendar year.
    pub year: i32,
    /// The value in the trend's unit, not rounded; none where something is not known.
    pub value: Option<f64>,
    /// The change to the year before, %; none where either is not known or that was zero.
    pub change: Option<f64>,
    /// The formula with the numbers put in; empty where there is no value.
    pub substituted: String,
    /// What goes into it, as far as known.
    pub inputs: Vec<Input>,
    /// What is missing.
    pub missing: Vec<Text>,
}

/// How something went over the years: each year from the first to the last of which the
/// tables tell anything.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// What is followed.
    pub of: Trended,
    /// The product, for intake per product; else empty.
    pub product: String,
    /// Unit of the values.
    pub unit: String,
    /// The years, in order.
    pub years: Vec<TrendYear>,
}

impl Trend {
    /// True where at least one year has a value.
    pub fn has_values(&self) -> bool {
        self.years.iter().any(|year| year.value.is_some())
    }
}

/// The trends of a case; none where no annual data exist.
pub(crate) fn trends(case: &Case) -> Vec<Trend> {
    let annual = annual_uses(&case.ledgers.uses);
    let years: BTreeSet<i32> = annual.iter().map(|row| row.year).collect();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Vec::new() };
    let mut rows: BTreeMap<i32, Year<'_>> = BTreeMap::new();
    for year in *first..=*last {
        let of_year = annual.iter().filter(|row| row.year == year);
        let rows_of_year = of_year.map(|row| (row.counted.clone(), row)).collect();
        rows.insert(year, Year { year, rows: rows_of_year });
    }
    let follow = |of: Trended, product: &str, unit: &str, make: &dyn Fn(&Year<'_>) -> Made| {
        let mut years: Vec<TrendYear> =
            rows.values().map(|year| make(year).of(year.year)).collect();
        let values: Vec<Option<f64>> = years.iter().map(|year| year.value).collect();
        for (year, pair) in years.iter_mut().skip(1).zip(values.windows(2)) {
            if let [Some(before), Some(now)] = pair {
                year.change = (*before != 0.0).then(|| (now / before - 1.0) * 100.0);
            }
        }
        Trend { of, product: product.to_owned(), unit: unit.to_owned(), years }
    };
    let outputs: BTreeSet<(&str, &str)> = annual
        .iter()
        .filter_map(|row| match &row.counted {
            Counted::Output { product, unit } => Some((product.as_str(), unit.as_str())),
            _ => None,
        })
        .collect();
    let mut trends = vec![follow(Trended::Intake, "", "m3", &|year| year.whole())];
    for (product, unit) in &outputs {
        let of = Trended::Indicator(Code::UnitProductIntake);
        let per = format!("m3/{}", if unit.is_empty() { "单位产品" } else { unit });
        let only = outputs.len() == 1;
        trends.push(follow(of, product, &per, &|year| year.per_product(product, unit, only)));
    }
    for code in [
        Code::AddedValueIntake,
        Code::OutputValueIntake,
        Code::ReuseRate,
        Code::WastewaterReuseRate,
        Code::LeakageRate,
        Code::UnconventionalSubstitutionRate,
        Code::DischargeRate,
        Code::FreshWaterUtilisation,
    ] {
        let unit = code.definition().unit;
        trends.push(follow(Trended::Indicator(code), "", unit, &|year| year.of(code)));
    }
    trends
}
