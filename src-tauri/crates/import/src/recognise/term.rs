//! The vocabulary of headers, as data: `assets/library/header_terms.csv`.

use super::synonym::Synonym;
use super::text::{is_cjk, tidy};
use super::word::Word;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../../../assets/library/header_terms.csv");

static SHIPPED: LazyLock<Terms> = LazyLock::new(|| Terms::parse(SOURCE).0);

/// A word found in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    /// What it stands for.
    pub(crate) word: Word,
    /// How sure the vocabulary is, from 0 to 100.
    pub(crate) weight: u8,
    /// True where the whole text matched and not only a part of it.
    pub(crate) whole: bool,
}

/// The words that headers are read by: what persons added stands before what ships.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    own: Terms,
}

impl Vocabulary {
    /// The shipped vocabulary with synonyms before it. A synonym whose meaning is not
    /// known counts for nothing; [`Synonym::fault`] says so where it is entered.
    pub(crate) fn with(synonyms: &[Synonym]) -> Self {
        let mut own = Terms::default();
        for synonym in synonyms {
            let (Some(word), Some(under)) = (synonym.word(), synonym.parent()) else { continue };
            own.add(&synonym.header, Term { word, under, weight: 100 });
        }
        Self { own }
    }

    /// What a header text stands for below the given parent headers.
    pub(crate) fn lookup(&self, text: &str, parents: &[Word]) -> Option<Found> {
        self.own.lookup(text, parents).or_else(|| SHIPPED.lookup(text, parents))
    }

    /// As [`Self::lookup`], but only where the whole text is in the vocabulary.
    pub(crate) fn lookup_whole(&self, text: &str, parents: &[Word]) -> Option<Found> {
        self.own.whole(text, parents).or_else(|| SHIPPED.whole(text, parents))
    }
}

#[derive(Debug)]
struct Term {
    word: Word,
    under: Vec<Word>,
    weight: u8,
}

/// A pattern with a star: what the text holds, begins or ends with.
#[derive(Debug)]
struct Wild {
    part: String,
    front: bool,
    back: bool,
    term: Term,
}

#[derive(Debug, Default)]
struct Terms {
    whole: BTreeMap<String, Vec<Term>>,
    wild: Vec<Wild>,
}

impl Terms {
    /// The terms, and the rows that could not be read.
    fn parse(source: &str) -> (Self, Vec<String>) {
        let (mut terms, mut refused) = (Self::default(), Vec::new());
        let mut rows = csv::Reader::from_reader(source.as_bytes());
        for row in rows.records() {
            let Ok(row) = row else { continue };
            if terms.read(&row).is_none() {
                refused.push(row.iter().collect::<Vec<_>>().join(","));
            }
        }
        (terms, refused)
    }

    fn read(&mut self, row: &csv::StringRecord) -> Option<()> {
        let word = Word::parse(row.get(1)?)?;
        let under = row.get(2)?.split('|').filter(|code| !code.is_empty());
        let under = under.map(Word::parse).collect::<Option<Vec<_>>>()?;
        let weight: u8 = row.get(3)?.parse().ok().filter(|weight| *weight <= 100)?;
        self.add(row.get(0)?, Term { word, under, weight })
    }

    /// Adds a term by its pattern; none where the pattern is empty.
    fn add(&mut self, pattern: &str, term: Term) -> Option<()> {
        let pattern = tidy(pattern);
        let part = pattern.trim_matches('*').to_owned();
        if part.is_empty() {
            return None;
        }
        if pattern.contains('*') {
            let (front, back) = (pattern.starts_with('*'), pattern.ends_with('*'));
            self.wild.push(Wild { part, front, back, term });
        } else {
            self.whole.entry(pattern).or_default().push(term);
        }
        Some(())
    }

    fn lookup(&self, text: &str, parents: &[Word]) -> Option<Found> {
        self.whole(text, parents).or_else(|| self.part(text, parents))
    }

    fn whole(&self, text: &str, parents: &[Word]) -> Option<Found> {
        if self.whole.is_empty() {
            return None;
        }
        let text = without_formula(text);
        self.one_language(text, parents).or_else(|| self.two_languages(text, parents))
    }

    fn one_language(&self, text: &str, parents: &[Word]) -> Option<Found> {
        variants(text).iter().find_map(|key| {
            let terms = self.whole.get(key)?;
            let best = best(terms.iter(), parents)?;
            Some(Found { word: best.word, weight: best.weight, whole: true })
        })
    }

    /// "Tap water 自来水" is 自来水. Letters that are no word may be the name of a thing:
    /// a PTA装置 is no header.
    fn two_languages(&self, text: &str, parents: &[Word]) -> Option<Found> {
        let (chinese, latin): (String, String) = text
            .chars()
            .filter(|c| is_cjk(*c) || c.is_ascii_alphabetic())
            .partition(|c| is_cjk(*c));
        // 取水量m3/d holds a unit of measure, not another language.
        let measured = text.contains(|c: char| c.is_ascii_digit() || matches!(c, '/' | '·' | '%'));
        if measured || chinese.chars().count() < 2 || latin.len() < 2 {
            return None;
        }
        let found = self.one_language(&chinese, parents)?;
        let known = || {
            self.one_language(&latin, parents).is_some()
                || (latin.len() >= 4 && self.part(&latin, parents).is_some())
        };
        (found.word.is_flow() || known()).then_some(found)
    }

    fn part(&self, text: &str, parents: &[Word]) -> Option<Found> {
        let matching = self.wild.iter().filter(|wild| match (wild.front, wild.back) {
            (true, true) => text.contains(&wild.part),
            (true, false) => text.ends_with(&wild.part),
            (false, _) => text.starts_with(&wild.part),
        });
        let best = best(matching.map(|wild| &wild.term), parents)?;
        Some(Found { word: best.word, weight: best.weight, whole: false })
    }
}

/// The most certain term that may stand here; a parent that the term asks for counts
/// more than any weight.
fn best<'a>(terms: impl Iterator<Item = &'a Term>, parents: &[Word]) -> Option<&'a Term> {
    let fits = |term: &&Term| {
        term.under.is_empty() || term.under.iter().any(|asked| parents.iter().any(|p| p.is(*asked)))
    };
    let rank = |term: &Term| (!term.under.is_empty(), term.weight);
    // The first of equals wins, so that the file's order decides.
    terms.filter(fits).fold(None, |best: Option<&Term>, term| match best {
        Some(held) if rank(held) >= rank(term) => Some(held),
        _ => Some(term),
    })
}

/// The text and the forms of it that mean the same: 日均取水 is 取水量.
fn variants(text: &str) -> Vec<String> {
    let mut keys = vec![text.to_owned()];
    let mut push = |key: String| {
        if key.chars().count() > 1 && !keys.contains(&key) {
            keys.push(key);
        }
    };
    let short = without_time(text);
    let trimmed = without_symbol(short);
    // Of a number nothing is left, and 水量 is not meant by it.
    for base in [text, short, trimmed].into_iter().filter(|base| !base.is_empty()) {
        push(base.to_owned());
        push(format!("{base}量"));
        push(format!("{base}水量"));
        for end in ["用水量", "用量", "使用量", "数量"] {
            if let Some(stem) = base.strip_suffix(end) {
                push(stem.to_owned());
                push(format!("{stem}水量"));
            }
        }
        if let Some(stem) = base.strip_suffix('量') {
            push(stem.to_owned());
            if let Some(stem) = stem.strip_suffix('水') {
                push(stem.to_owned());
            }
        }
    }
    keys
}

/// Without the sum that a header spells out: 总用水量5=1+2+3+4, 取水量a=b+c.
pub(crate) fn without_formula(text: &str) -> &str {
    let Some((name, _)) = text.split_once('=') else { return text };
    let name = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | ')'));
    if name.is_empty() { text } else { name }
}

/// Without the words that say over which time a flow is counted.
fn without_time(text: &str) -> &str {
    const WORDS: &[&str] = &[
        "日平均",
        "平均日",
        "日均",
        "每日",
        "每天",
        "全年",
        "年均",
        "年度",
        "每年",
        "每月",
        "月均",
        "平均",
        "实测",
        "实际",
        "本期",
        "本年",
        "当年",
        "企业",
        "日",
        "年",
        "月",
        "daily",
        "annual",
        "average",
    ];
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、'));
    WORDS
        .iter()
        .filter_map(|word| text.strip_prefix(word))
        .find(|rest| rest.chars().count() > 1)
        .unwrap_or(text)
}

/// Without the symbol of the standard or a footnote mark behind it: 取水量Vi, 取水量*1.
fn without_symbol(text: &str) -> &str {
    let text =
        text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '*' | '\'' | '′' | '注'));
    let letters = text.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    let symbol = &text[letters.len()..];
    let is_symbol = symbol.len() <= 4 && symbol.starts_with(['v', 'q']);
    if is_symbol && !letters.is_empty() { letters } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_vocabulary_is_read() {
        let (terms, refused) = Terms::parse(SOURCE);
        assert_eq!(refused, Vec::<String>::new());
        assert!(terms.whole.len() > 500);
        assert!(terms.wild.len() > 40);
    }

    #[test]
    fn no_row_of_the_vocabulary_contradicts_another() {
        for (pattern, terms) in &Terms::parse(SOURCE).0.whole {
            for (at, term) in terms.iter().enumerate() {
                for other in &terms[at + 1..] {
                    assert!(term.under != other.under, "{pattern} stands twice in the same place");
                }
            }
        }
    }

    #[track_caller]
    fn check(text: &str, parents: &[Word], expected: Option<Word>) {
        assert_eq!(
            Vocabulary::default().lookup(&tidy(text), parents).map(|found| found.word),
            expected,
            "{text}"
        );
    }

    #[test]
    fn words_of_the_trade_are_known() {
        use super::super::word::Word as W;
        use shuiheng_audit::Source as S;
        for (text, parents, expected) in [
            ("取 水 量", &[][..], Some(W::Withdrawal)),
            ("日均取水", &[], Some(W::Withdrawal)),
            ("取水量Vi", &[], Some(W::Withdrawal)),
            ("中水", &[W::Withdrawal], Some(W::Source(S::Reclaimed))),
            ("中水", &[W::Recycled], Some(W::Reuse)),
            ("循环水量", &[W::Input], Some(W::Recirculated)),
            ("循环水量", &[W::Output], Some(W::RecirculatedOut)),
            ("串联水量", &[W::Output], Some(W::SeriesOut)),
            ("串联水量", &[W::Recycled], Some(W::Series)),
            ("其他水量", &[W::Withdrawal], Some(W::Source(S::Other))),
            ("其他水量", &[], None),
            ("一期河道取水口", &[W::Withdrawal], Some(W::Source(S::Surface))),
            ("重复利用率", &[], Some(W::Rate)),
            ("间接冷却循环水补充水", &[], Some(W::Withdrawal)),
            ("甲班组长", &[], None),
        ] {
            check(text, parents, expected);
        }
    }
}
