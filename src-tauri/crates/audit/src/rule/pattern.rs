//! Texts with figures in braces: `{unit.name}`, `{check.ro_recovery:1}`.
//!
//! A number is written with as many decimals as stand after the colon, rounded by
//! GB/T 8170; with `t` before them it loses trailing zeros.

use super::facts::{Facts, Subject, Value};
use super::water::unknown;
use crate::{Lang, Text, fixed, trimmed};

/// How many decimals a number has where the pattern does not say.
const DIGITS: u32 = 2;

/// A part of a pattern.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'p> {
    /// As it stands.
    Plain(&'p str),
    /// A figure, decimals, and whether trailing zeros fall away.
    Figure(&'p str, u32, bool),
}

/// A pattern in its parts.
///
/// # Errors
/// A brace without its other, or decimals that are no number.
pub(super) fn pieces(pattern: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        let (plain, after) = rest.split_at(at);
        if !plain.is_empty() {
            pieces.push(Piece::Plain(plain));
        }
        let end = after.find('}').ok_or_else(|| format!("a brace is open in “{pattern}”"))?;
        let inside = &after[1..end];
        let (name, digits) = inside.split_once(':').unwrap_or((inside, ""));
        let (digits, short) = digits.strip_prefix('t').map_or((digits, false), |left| (left, true));
        let digits = if digits.is_empty() {
            DIGITS
        } else {
            digits.parse().map_err(|_| format!("“{{{inside}}}” has no number of decimals"))?
        };
        pieces.push(Piece::Figure(name, digits, short));
        rest = &after[end + 1..];
    }
    if rest.contains('}') {
        return Err(format!("a brace is not opened in “{pattern}”"));
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
    Ok(pieces)
}

fn filled(facts: &Facts<'_>, subject: Subject<'_>, pattern: &str, lang: Lang) -> String {
    let mut text = String::new();
    for piece in pieces(pattern).unwrap_or_default() {
        match piece {
            Piece::Plain(plain) => text.push_str(plain),
            Piece::Figure(name, digits, short) => match facts.value(subject, name) {
                Some(Value::Number(value)) if short => text.push_str(&trimmed(value, digits)),
                Some(Value::Number(value)) => text.push_str(&fixed(value, digits)),
                Some(Value::Word(word)) => text.push_str(word.get(lang)),
                Some(Value::Flag(flag)) => text.push_str(if flag { "是" } else { "否" }),
                None => text.push_str(unknown().get(lang)),
            },
        }
    }
    text
}

/// A text with its figures.
pub(super) fn text(facts: &Facts<'_>, subject: Subject<'_>, pattern: &Text) -> Text {
    Text::new(
        filled(facts, subject, &pattern.zh, Lang::Zh),
        filled(facts, subject, &pattern.en, Lang::En),
    )
}

/// A text that stands in one language, with its figures.
pub(super) fn plain(facts: &Facts<'_>, subject: Subject<'_>, pattern: &str) -> String {
    filled(facts, subject, pattern, Lang::Zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_taken_apart() {
        assert_eq!(
            pieces("“{unit.name}”为 {check.x:t3}。").unwrap(),
            [
                Piece::Plain("“"),
                Piece::Figure("unit.name", 2, false),
                Piece::Plain("”为 "),
                Piece::Figure("check.x", 3, true),
                Piece::Plain("。"),
            ]
        );
    }

    #[test]
    fn a_brace_that_is_alone_is_refused() {
        for broken in ["{unit.name", "unit.name}", "{unit.name:x}"] {
            assert!(pieces(broken).is_err(), "{broken}");
        }
    }
}
