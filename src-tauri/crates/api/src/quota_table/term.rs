//! What a header of a quota table means. Data: `quota_terms.csv`, and the names that an
//! export gives its columns.

use super::unit;
use crate::library::Field;
use crate::{Error, Result};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

const TERMS: &str = include_str!("../../../../../assets/library/quota_terms.csv");

#[derive(Deserialize)]
struct Row {
    pattern: String,
    field: String,
    #[serde(rename = "match")]
    how: How,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum How {
    /// The header is the pattern.
    Whole,
    /// The pattern stands in the header.
    Part,
}

/// A header and what it means; no field: a column that is not taken.
pub(super) struct Term {
    pattern: String,
    field: Option<Field>,
    how: How,
}

/// The terms, as shipped.
///
/// # Errors
/// The shipped file cannot be read: a fault of the build.
pub(super) fn terms() -> Result<Vec<Term>> {
    let broken = |cause: &dyn std::fmt::Display| Error::internal("quota_terms.csv", cause);
    let mut terms = Vec::new();
    for (field, code, zh) in Field::ALL {
        for pattern in [code, zh] {
            let pattern = plain(pattern);
            terms.push(Term { pattern, field: Some(field), how: How::Whole });
        }
    }
    for row in csv::Reader::from_reader(TERMS.as_bytes()).deserialize::<Row>() {
        let Row { pattern, field, how } = row.map_err(|cause| broken(&cause))?;
        let known = match field.as_str() {
            "" => None,
            code => Some(
                Field::from_code(code)
                    .ok_or_else(|| broken(&format!("no field is called {code}")))?,
            ),
        };
        terms.push(Term { pattern: plain(&pattern), field: known, how });
    }
    Ok(terms)
}

/// What a header means: none where nothing fits; a meaning without a field where the column
/// is one that is not taken.
pub(super) fn meaning(header: &str, terms: &[Term]) -> Option<Option<Field>> {
    let header = plain(&unit::apart(header).0);
    if header.is_empty() {
        return None;
    }
    let whole = terms.iter().find(|term| term.how == How::Whole && term.pattern == header);
    let part = || {
        let fits = |term: &&Term| term.how == How::Part && header.contains(&term.pattern);
        terms.iter().filter(fits).max_by_key(|term| term.pattern.chars().count())
    };
    whole.or_else(part).map(|term| term.field)
}

/// A header without spaces and signs, in one form: full-width and Roman numerals alike.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.nfkc().collect();
    let kept = |c: &char| c.is_alphanumeric() || *c == '_';
    text.chars().filter(kept).flat_map(char::to_lowercase).collect()
}
