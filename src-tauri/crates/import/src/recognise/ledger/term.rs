//! The vocabulary of the tables beside the balance, as data:
//! `assets/library/ledger_terms.csv`.

use super::super::measure::measure_of;
use super::super::text::{split_brackets, tidy};
use shuiheng_audit::{Parameter, Purpose};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../../../../assets/library/ledger_terms.csv");

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::parse(SOURCE).0);

/// What a word of a header stands for in a table beside the balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Term {
    Year,
    Month,
    /// 日期, 时间: a period, or a day.
    Period,
    /// 起止日期
    Range,
    From,
    To,
    /// 抄表日期
    Date,
    /// 时刻
    Time,
    Meter,
    Account,
    Reading,
    ReadingBefore,
    ReadingNow,
    Multiplier,
    /// 用水量 of a bill or of a row of readings.
    Used,
    Cost,
    Price,
    Purpose(Purpose),
    Output,
    OutputValue,
    AddedValue,
    EquipmentName,
    Model,
    Count,
    /// 用水性质
    Use,
    Design,
    Measured,
    Hours,
    Saving,
    Retired,
    /// One column that says 节水型 or 淘汰.
    SavingOrRetired,
    State,
    Location,
    Point,
    ParameterName,
    Value,
    Limit,
    SampleDate,
    Unit,
    Number,
    /// A known column that is not taken.
    Skip,
    Parameter(Parameter),
}

impl Term {
    fn parse(code: &str) -> Option<Self> {
        if let Some(code) = code.strip_prefix("q_") {
            return Parameter::ALL.iter().find(|p| p.code() == code).copied().map(Self::Parameter);
        }
        Some(match code {
            "year" => Self::Year,
            "month" => Self::Month,
            "period" => Self::Period,
            "range" => Self::Range,
            "from" => Self::From,
            "to" => Self::To,
            "date" => Self::Date,
            "time" => Self::Time,
            "meter" => Self::Meter,
            "account" => Self::Account,
            "reading" => Self::Reading,
            "reading_before" => Self::ReadingBefore,
            "reading_now" => Self::ReadingNow,
            "multiplier" => Self::Multiplier,
            "used" => Self::Used,
            "cost" => Self::Cost,
            "price" => Self::Price,
            "purpose_production" => Self::Purpose(Purpose::Production),
            "purpose_main" => Self::Purpose(Purpose::Main),
            "purpose_auxiliary" => Self::Purpose(Purpose::Auxiliary),
            "purpose_attached" => Self::Purpose(Purpose::Attached),
            "purpose_domestic" => Self::Purpose(Purpose::Domestic),
            "output" => Self::Output,
            "output_value" => Self::OutputValue,
            "added_value" => Self::AddedValue,
            other => return Self::parse_list(other),
        })
    }

    /// The words of lists: equipment and water quality.
    fn parse_list(code: &str) -> Option<Self> {
        Some(match code {
            "equip_name" => Self::EquipmentName,
            "model" => Self::Model,
            "count" => Self::Count,
            "purpose" => Self::Use,
            "design" => Self::Design,
            "measured" => Self::Measured,
            "hours" => Self::Hours,
            "saving" => Self::Saving,
            "retired" => Self::Retired,
            "saving_or_retired" => Self::SavingOrRetired,
            "state" => Self::State,
            "location" => Self::Location,
            "point" => Self::Point,
            "parameter" => Self::ParameterName,
            "value" => Self::Value,
            "limit" => Self::Limit,
            "sample_date" => Self::SampleDate,
            "unit" => Self::Unit,
            "number" => Self::Number,
            "skip" => Self::Skip,
            _ => return None,
        })
    }

    /// True for the words of columns that say when.
    pub(super) const fn is_when(self) -> bool {
        matches!(
            self,
            Self::Year
                | Self::Month
                | Self::Period
                | Self::Range
                | Self::From
                | Self::To
                | Self::Date
        )
    }
}

/// What a header cell stands for; none where the vocabulary does not know it.
pub(super) fn term(text: &str) -> Option<Term> {
    if text.len() > 90 {
        return None;
    }
    let key = tidy(text);
    let outside = split_brackets(&key).0;
    let outside = outside.trim_end_matches([':', '*']).trim_start_matches("其中:");
    let outside = outside.strip_prefix("其中").unwrap_or(outside);
    [Some(key.as_str()), Some(outside), without_measure(outside)]
        .into_iter()
        .flatten()
        .find_map(|key| VOCABULARY.whole.get(key).copied())
        .or_else(|| VOCABULARY.part(outside))
}

/// The tidy text without a unit of measure at its end: 电导率μs/cm.
fn without_measure(text: &str) -> Option<&str> {
    text.char_indices().skip(1).find_map(|(at, _)| {
        measure_of(text[at..].trim_start_matches([',', ':', '/'])).map(|_| &text[..at])
    })
}

#[derive(Default)]
struct Vocabulary {
    whole: BTreeMap<String, Term>,
    /// Parts with a star before or behind them.
    wild: Vec<(String, bool, Term)>,
}

impl Vocabulary {
    /// The vocabulary, and the rows that could not be read.
    fn parse(source: &str) -> (Self, Vec<String>) {
        let (mut vocabulary, mut refused) = (Self::default(), Vec::new());
        let mut rows = csv::Reader::from_reader(source.as_bytes());
        for row in rows.records().flatten() {
            let pattern = tidy(row.get(0).unwrap_or_default());
            match row.get(1).and_then(Term::parse) {
                Some(term) if pattern.starts_with('*') => {
                    let part = pattern.trim_matches('*').to_owned();
                    vocabulary.wild.push((part, pattern.ends_with('*'), term));
                }
                Some(term) if !pattern.is_empty() => {
                    vocabulary.whole.insert(pattern, term);
                }
                _ => refused.push(row.iter().collect::<Vec<_>>().join(",")),
            }
        }
        (vocabulary, refused)
    }

    fn part(&self, text: &str) -> Option<Term> {
        let fits = |(part, anywhere, _): &&(String, bool, Term)| {
            if *anywhere { text.contains(part.as_str()) } else { text.ends_with(part.as_str()) }
        };
        self.wild.iter().find(fits).map(|found| found.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_vocabulary_is_read() {
        let (vocabulary, refused) = Vocabulary::parse(SOURCE);
        assert_eq!(refused, Vec::<String>::new());
        assert!(vocabulary.whole.len() > 500);
    }

    #[test]
    fn words_are_known_with_brackets_and_units() {
        for (text, expected) in [
            ("本期读数（m³）", Some(Term::ReadingNow)),
            ("电导率μS/cm", Some(Term::Parameter(Parameter::Conductivity))),
            ("COD（mg/L）", Some(Term::Parameter(Parameter::Cod))),
            ("其中：生产用水", Some(Term::Purpose(Purpose::Production))),
            ("是否属淘汰类", Some(Term::Retired)),
            ("染缸", None),
        ] {
            assert_eq!(term(text), expected, "{text}");
        }
    }
}
