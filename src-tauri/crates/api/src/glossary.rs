//! The words of the trade and what they mean: one glossary for the help of every page, for
//! heads of tables and for search. The definitions are data (`assets/glossary.toml`).

use crate::search::Search;
use crate::view::GlossaryTerm;
use crate::{Error, Lang, Result};
use serde::Deserialize;

const SHIPPED: &str = include_str!("../../../../assets/glossary.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Glossary {
    term: Vec<Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    id: String,
    zh: String,
    en: String,
    #[serde(default)]
    symbol: String,
    #[serde(default)]
    unit: String,
    meaning_zh: String,
    meaning_en: String,
    source: String,
    #[serde(default)]
    confirmed: bool,
    /// Other words for it in heads of tables, in Chinese.
    #[serde(default)]
    heads: Vec<String>,
    #[serde(default)]
    heads_en: Vec<String>,
    #[serde(default)]
    pages: Vec<String>,
}

impl Term {
    fn shown(self, lang: Lang) -> GlossaryTerm {
        let (name, other) = lang.pick((&self.zh, &self.en), (&self.en, &self.zh));
        let mut heads = vec![name.clone()];
        heads.extend(lang.pick(self.heads, self.heads_en));
        GlossaryTerm {
            name: name.clone(),
            other: other.clone(),
            id: self.id,
            symbol: self.symbol,
            unit: self.unit,
            meaning: lang.pick(self.meaning_zh, self.meaning_en),
            source: self.source,
            confirmed: self.confirmed,
            heads,
            pages: self.pages,
        }
    }
}

fn shipped() -> Result<Glossary> {
    toml::from_str(SHIPPED).map_err(|cause| Error::internal("the glossary", cause))
}

/// The terms in which every word of `search` occurs, as written or as initials of its pinyin;
/// all for an empty one. They stand in the order of the glossary, which is that of the work.
///
/// # Errors
/// The glossary that ships is damaged.
pub fn glossary(search: &str, lang: Lang) -> Result<Vec<GlossaryTerm>> {
    let search = Search::of(search);
    let fits = |term: &Term| {
        let texts = [&term.zh, &term.en, &term.symbol, &term.id];
        search.finds(texts.into_iter().chain(&term.heads).map(String::as_str))
    };
    Ok(shipped()?.term.into_iter().filter(fits).map(|term| term.shown(lang)).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_term_says_what_it_is_where_from_and_for_which_pages() {
        let terms = shipped().unwrap().term;
        assert!(terms.len() > 40, "{}", terms.len());
        let known = [
            "start",
            "library",
            "profile",
            "files",
            "balance",
            "checks",
            "meters",
            "indicators",
            "survey",
            "findings",
            "report",
        ];
        let mut ids = BTreeSet::new();
        for term in &terms {
            assert!(ids.insert(&term.id), "{} stands twice", term.id);
            for text in [&term.zh, &term.en, &term.meaning_zh, &term.meaning_en, &term.source] {
                assert!(!text.trim().is_empty(), "{}", term.id);
            }
            assert!(term.meaning_zh.ends_with('。'), "{}", term.id);
            assert!(!term.pages.is_empty(), "{}", term.id);
            assert!(term.pages.iter().all(|page| known.contains(&page.as_str())), "{}", term.id);
            assert!(term.meaning_en.is_ascii() || !term.meaning_en.contains('，'), "{}", term.id);
        }
        for page in known {
            assert!(terms.iter().any(|term| term.pages.iter().any(|of| of == page)), "{page}");
        }
    }

    #[test]
    fn a_head_of_a_table_means_one_term() {
        for lang in [Lang::Zh, Lang::En] {
            let mut heads = BTreeSet::new();
            for head in glossary("", lang).unwrap().into_iter().flat_map(|term| term.heads) {
                assert!(heads.insert(head.clone()), "{head} means two terms");
            }
        }
    }

    #[track_caller]
    fn check(search: &str, lang: Lang, first: &str) {
        let found = glossary(search, lang).unwrap();
        assert_eq!(found.first().map(|term| term.name.as_str()), Some(first), "{search}");
    }

    #[test]
    fn terms_are_found_by_words_and_initials() {
        check("取水", Lang::Zh, "取水量");
        check("cflyl", Lang::Zh, "重复利用率");
        check("reuse rate", Lang::En, "reuse rate");
        check("Vcy", Lang::Zh, "循环水量");
        assert_eq!(glossary("没有这个词", Lang::Zh).unwrap(), []);
    }
}
