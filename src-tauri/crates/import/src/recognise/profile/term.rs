//! The vocabulary of labels, as data: `assets/library/profile_terms.csv`.

use super::super::heading::year_in;
use super::super::text::{numbering, split_brackets, tidy};
use super::ProfileField;
use super::amount::is_unit;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../../../../assets/library/profile_terms.csv");

static TERMS: LazyLock<BTreeMap<String, Term>> = LazyLock::new(|| parse(SOURCE).0);

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// A field of the profile.
    Field(ProfileField),
    /// First day of the test.
    From,
    /// Last day of the test.
    To,
    /// Read elsewhere: the name, the operating days, the dates in words.
    Elsewhere,
    /// A heading over labels or values: 项目, 填写内容.
    Heading,
    /// A label of forms that no field of the profile takes: 邮编, 联系人.
    Other,
}

/// A label of the vocabulary.
#[derive(Clone, Copy, Debug)]
struct Term {
    about: About,
    asks_unit: bool,
}

/// A label as it stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// What it stands for.
    pub(super) about: About,
    /// True where the value counts only with a unit of measure.
    pub(super) asks_unit: bool,
    /// The unit of measure in the label, made comparable.
    pub(super) unit: Option<String>,
    /// The year in the label: 2023年工业总产值.
    pub(super) year: Option<u32>,
}

/// Reads a text that holds nothing but a label: 工业总产值（万元）, 3. 职工人数：.
pub(super) fn label(text: &str) -> Option<Label> {
    if text.len() > 90 {
        return None;
    }
    let line = numbering(text.trim()).map_or(text, |(_, rest)| rest);
    let key = tidy(line);
    let key = key.trim_matches([':', '*', ',', '.', '、']);
    let (outside, inside) = split_brackets(key);
    let mut unit = inside.iter().find(|part| is_unit(part)).cloned();
    let mut stem = outside.trim_matches([':', '*', ',', '.', '、']);
    if find(stem).is_none() {
        // 工业总产值/万元, 工业总产值,万元: the unit stands behind a mark.
        let split = stem.char_indices().find_map(|(at, c)| {
            let tail = &stem[at + c.len_utf8()..];
            (matches!(c, '/' | ',' | '-' | ':') && is_unit(tail)).then_some((at, tail))
        });
        if let Some((at, tail)) = split {
            (stem, unit) = (&stem[..at], Some(tail.to_owned()));
        }
    }
    // The brackets may belong to the label itself: 所在县（市、区）.
    let term = TERMS.get(key).copied().or_else(|| find(stem))?;
    Some(Label { about: term.about, asks_unit: term.asks_unit, unit, year: year_in(stem) })
}

/// The term of a label, also behind the words that say which year it is about.
fn find(stem: &str) -> Option<Term> {
    let without_year = stem
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches("年度")
        .trim_start_matches('年');
    let dated = year_in(stem).is_some().then_some(without_year);
    let plain = ["本年度", "本年", "当年", "全年", "企业"]
        .iter()
        .filter_map(|word| stem.strip_prefix(word));
    let keys = std::iter::once(stem).chain(dated).chain(plain);
    keys.filter_map(|key| TERMS.get(key)).next().copied()
}

/// The labels, and the rows that could not be read.
fn parse(source: &str) -> (BTreeMap<String, Term>, Vec<String>) {
    let (mut terms, mut refused) = (BTreeMap::new(), Vec::new());
    for row in csv::Reader::from_reader(source.as_bytes()).records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                refused.push(error.to_string());
                continue;
            }
        };
        let label = tidy(row.get(0).unwrap_or_default());
        let about = row.get(1).and_then(about);
        let asks_unit = match row.get(2) {
            Some("asked") => Some(true),
            Some("") => Some(false),
            _ => None,
        };
        match (about, asks_unit) {
            (Some(about), Some(asks_unit)) if !label.is_empty() && !terms.contains_key(&label) => {
                terms.insert(label, Term { about, asks_unit });
            }
            _ => refused.push(row.iter().collect::<Vec<_>>().join(",")),
        }
    }
    (terms, refused)
}

fn about(code: &str) -> Option<About> {
    Some(match code {
        "from" => About::From,
        "to" => About::To,
        "elsewhere" => About::Elsewhere,
        "heading" => About::Heading,
        "other" => About::Other,
        code => About::Field(ProfileField::ALL.into_iter().find(|field| field.code() == code)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_labels_is_read_and_stands_once() {
        let (terms, refused) = parse(SOURCE);
        assert_eq!(refused, Vec::<String>::new());
        for field in ProfileField::ALL {
            assert!(terms.values().any(|term| term.about == About::Field(field)), "{field:?}");
        }
    }

    #[track_caller]
    fn check(text: &str, field: Option<ProfileField>, unit: Option<&str>) {
        let found = label(text);
        let about = field.map(About::Field);
        assert_eq!(found.as_ref().map(|label| label.about), about, "{text}");
        assert_eq!(found.and_then(|label| label.unit).as_deref(), unit, "{text}");
    }

    #[test]
    fn labels_are_known_with_their_units() {
        use ProfileField as F;
        for (text, field, unit) in [
            ("工业总产值（万元）", Some(F::OutputValue), Some("万元")),
            ("2023年工业总产值(千元)", Some(F::OutputValue), Some("千元")),
            ("工业增加值/万元", Some(F::AddedValue), Some("万元")),
            ("3、职工人数（人）：", Some(F::Employees), Some("人")),
            ("职 工 人 数", Some(F::Employees), None),
            ("所在县（市、区）", Some(F::District), None),
            ("行业代码（GB/T 4754）", Some(F::IndustryCode), None),
            ("用水价格（元/m³）", Some(F::PriceWater), Some("元/m3")),
            ("*详细地址", Some(F::Address), None),
            ("万元工业总产值取水量", None, None),
            ("联系人座机", None, None),
        ] {
            check(text, field, unit);
        }
    }
}
