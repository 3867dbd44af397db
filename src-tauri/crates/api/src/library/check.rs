//! What cross-checks are judged by, as shipped.

use super::rows;
use crate::{Error, Result};
use chrono::NaiveTime;
use serde::Deserialize;
use shuiheng_audit::{
    CheckCode, CheckRules, EvaporationTable, Expectation, MeterError, NightWindow, Raises, Rate,
    Text, Words,
};

const EXPECTATIONS: &str = include_str!("../../../../../assets/library/cross_checks.csv");
const RULES: &str = include_str!("../../../../../assets/library/check_rules.toml");

/// The rules as shipped.
///
/// # Errors
/// The shipped files cannot be read: a fault of the build.
pub(super) fn rules() -> Result<CheckRules> {
    let broken = |cause: &dyn std::fmt::Display| Error::internal("check_rules.toml", cause);
    let file: File = toml::from_str(RULES).map_err(|cause| broken(&cause))?;
    let time =
        |text: &str| NaiveTime::parse_from_str(text, "%H:%M").map_err(|cause| broken(&cause));
    let expectations = rows::<Row>(EXPECTATIONS, "cross_checks.csv")?;
    Ok(CheckRules {
        expectations: expectations.into_iter().map(Row::expectation).collect(),
        evaporation: EvaporationTable {
            points: std::iter::zip(
                file.evaporation.air_temperature_c,
                file.evaporation.factor_per_c,
            )
            .collect(),
            source: file.evaporation.source,
        },
        night: NightWindow {
            from: time(&file.night.from)?,
            to: time(&file.night.to)?,
            slack_minutes: file.night.slack_minutes,
        },
        lowest_of_days: file.lowest_day.days,
        meter_error: MeterError {
            unknown_class: Rate::percent(file.meter_tree.unknown_class_mpe_pct),
            source: file.meter_tree.source,
        },
        words: file.words,
    })
}

#[derive(Deserialize)]
struct File {
    evaporation: Evaporation,
    night: Night,
    lowest_day: LowestDay,
    meter_tree: MeterTree,
    words: Words,
}

#[derive(Deserialize)]
struct Evaporation {
    air_temperature_c: Vec<f64>,
    factor_per_c: Vec<f64>,
    source: String,
}

#[derive(Deserialize)]
struct Night {
    from: String,
    to: String,
    slack_minutes: u32,
}

#[derive(Deserialize)]
struct LowestDay {
    days: usize,
}

#[derive(Deserialize)]
struct MeterTree {
    unknown_class_mpe_pct: f64,
    source: String,
}

#[derive(Deserialize)]
struct Row {
    code: CheckCode,
    name_zh: String,
    name_en: String,
    formula: String,
    unit: String,
    applies: String,
    low: Option<f64>,
    high: Option<f64>,
    least: Option<f64>,
    most: Option<f64>,
    bounds_excluded: String,
    raises: Raises,
    look_zh: String,
    look_en: String,
    source: String,
}

impl Row {
    fn expectation(self) -> Expectation {
        let words = self.applies.split(';').filter(|word| !word.is_empty());
        Expectation {
            code: self.code,
            name: Text::new(self.name_zh, self.name_en),
            formula: self.formula,
            unit: self.unit,
            applies: words.map(str::to_owned).collect(),
            low: self.low,
            high: self.high,
            least: self.least,
            most: self.most,
            bounds_excluded: self.bounds_excluded == "yes",
            raises: self.raises,
            look: Text::new(self.look_zh, self.look_en),
            source: self.source,
            confirmed: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_lies_within_what_can_be() {
        let rules = rules().unwrap();
        for row in &rules.expectations {
            let bounds = [row.least, row.low, row.high, row.most];
            let known: Vec<f64> = bounds.into_iter().flatten().collect();
            assert!(known.is_sorted(), "{:?}: {known:?}", row.code);
            let texts = [&row.name.zh, &row.look.zh, &row.look.en, &row.source, &row.formula];
            assert!(texts.iter().all(|text| !text.is_empty()), "{:?}", row.code);
        }
    }

    #[test]
    fn the_factor_of_evaporation_is_that_of_the_table_and_straight_between() {
        let table = rules().unwrap().evaporation;
        for (air, factor) in [(-10.0, 0.0008), (20.0, 0.0014), (25.0, 0.00145), (40.0, 0.0016)] {
            assert!((table.factor(air).unwrap() - factor).abs() < 1e-12, "{air} ℃");
        }
        assert_eq!(table.factor(41.0), None, "nothing is known outside of the table");
    }
}
