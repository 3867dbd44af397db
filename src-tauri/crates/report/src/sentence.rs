//! The sentences that follow from the data: patterns of `assets/report/sentences.toml`.
//!
//! `{name}` takes what the data say, `{@part}` the number of a part of the report. What stands
//! in `[ ]` is left out as a whole where one of its slots has nothing to say.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const SHIPPED: &str = include_str!("../../../../assets/report/sentences.toml");

type Table = BTreeMap<String, BTreeMap<String, String>>;

static PATTERNS: LazyLock<Result<Table, String>> =
    LazyLock::new(|| toml::from_str(SHIPPED).map_err(|error| error.to_string()));

/// What fills the slots of a pattern.
#[derive(Clone, Debug, Default)]
pub struct Slots(BTreeMap<String, String>);

impl Slots {
    /// No slots.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with a slot filled.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// The same with a slot filled where there is something to say.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<String>) -> Self {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => self.set(name, value),
            None => self,
        }
    }
}

/// Every pattern by its name (`closure.known`), with its text.
pub fn sentence_patterns() -> Vec<(String, &'static str)> {
    let table = PATTERNS.as_ref().ok().into_iter().flatten();
    let named = table.flat_map(|(group, patterns)| {
        patterns.iter().map(move |(name, text)| (format!("{group}.{name}"), text.as_str()))
    });
    named.collect()
}

/// A sentence: the pattern of that name with its slots filled. A pattern that the file does not
/// have gives nothing; a test holds every name in use against the file.
pub fn sentence(name: &str, slots: &Slots) -> String {
    let pattern = name.split_once('.').and_then(|(group, key)| {
        PATTERNS.as_ref().ok().and_then(|table| table.get(group)).and_then(|group| group.get(key))
    });
    debug_assert!(pattern.is_some(), "no sentence is called {name}");
    pattern.map_or_else(String::new, |pattern| filled(pattern, slots))
}

fn filled(pattern: &str, slots: &Slots) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '[']) {
        out.push_str(&rest[..at]);
        let (close, optional) =
            if rest[at..].starts_with('[') { (']', true) } else { ('}', false) };
        let Some(end) = rest[at..].find(close) else { break };
        let inside = &rest[at + 1..at + end];
        match (optional, slots.0.get(inside)) {
            (true, _) if known(inside, slots) => out.push_str(&filled(inside, slots)),
            (true, _) => {}
            (false, value) => {
                debug_assert!(value.is_some(), "{{{inside}}} of “{pattern}” is not filled");
                out.push_str(value.map_or("—", String::as_str));
            }
        }
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}

/// True where every slot in a text is filled.
fn known(text: &str, slots: &Slots) -> bool {
    names(text).all(|name| slots.0.contains_key(name))
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|after| after.split_once('}').map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_can_be_read_and_is_well_formed() {
        assert_eq!(PATTERNS.as_ref().map(|table| table.len() > 10), Ok(true));
        for (name, text) in sentence_patterns() {
            let count = |c| text.matches(c).count();
            assert!(count('{') == count('}') && count('[') == count(']'), "{name}");
            let nested = text.split('[').skip(1).any(|part| !part.contains(']'));
            assert!(!nested, "{name} has brackets within brackets");
        }
    }

    #[test]
    fn an_optional_part_is_left_out_as_a_whole() {
        let text = "{a}[，{b}之{c}][（{@d}）]。";
        assert_eq!(filled(text, &Slots::new().set("a", "甲").set("b", "乙")), "甲。");
        let all = Slots::new().set("a", "甲").set("b", "乙").set("c", "丙").set("@d", "第7章");
        assert_eq!(filled(text, &all), "甲，乙之丙（第7章）。");
        assert_eq!(filled(text, &all.maybe("a", None)), "甲，乙之丙（第7章）。");
    }
}
