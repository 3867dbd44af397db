//! The vocabulary of figures that rules may look at, cite and print.

use super::RuleBook;
use super::terms::TABLE;
use crate::{CheckCode, FactCode, IndicatorCode, Item, QuestionKind, Source, Text};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Over what a rule is asked. Figures of the site stand beside those of every other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleScope {
    /// Once.
    Site,
    /// Each unit of water use.
    Unit,
    /// Each product with its quota.
    Product,
    /// Each limit or target that an indicator was held against.
    Criterion,
    /// Each cross-check.
    Relation,
    /// Each meter that has meters below it.
    Node,
}

impl RuleScope {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Site, Self::Unit, Self::Product, Self::Criterion, Self::Relation, Self::Node];

    /// In words.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Site => "全厂",
            Self::Unit => "逐用水单元",
            Self::Product => "逐产品",
            Self::Criterion => "逐参考限值",
            Self::Relation => "逐项核对关系",
            Self::Node => "逐计量节点",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Site => "the whole site",
            Self::Unit => "each unit",
            Self::Product => "each product",
            Self::Criterion => "each reference limit",
            Self::Relation => "each relation of the checks",
            Self::Node => "each node of meters",
        }
    }
}

/// What the value of a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    /// A number in the term's unit.
    Number,
    /// A word or a text.
    Word,
    /// True or false.
    Flag,
}

/// A figure of the vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its name in conditions and texts.
    pub name: String,
    /// Of what it is a figure.
    pub scope: RuleScope,
    /// What its value is.
    pub kind: TermKind,
    /// Unit of a number; empty where it has none, or where it differs from case to case.
    pub unit: String,
    /// Symbol of the standard; empty for none.
    pub symbol: String,
    /// What it is.
    pub text: Text,
}

/// The whole vocabulary by name. Answers are those of the book's checklist.
pub fn vocabulary(book: &RuleBook) -> BTreeMap<String, Term> {
    let mut terms = Vec::new();
    for (scope, kind, name, symbol, unit, zh, en) in TABLE {
        terms.push(term(*scope, *kind, *name, symbol, unit, (*zh, *en)));
    }
    items(&mut terms);
    codes(&mut terms);
    for question in book.checklist.iter().flat_map(|group| &group.question) {
        let kind = match question.kind {
            QuestionKind::YesNo => TermKind::Word,
            QuestionKind::Number => TermKind::Number,
        };
        let text = (question.ask.zh.as_str(), question.ask.en.as_str());
        let name = format!("answer.{}", question.id);
        terms.push(term(RuleScope::Site, kind, name, "", &question.unit, text));
    }
    terms.into_iter().map(|term| (term.name.clone(), term)).collect()
}

fn term(
    scope: RuleScope,
    kind: TermKind,
    name: impl Into<String>,
    symbol: &str,
    unit: &str,
    (zh, en): (&str, &str),
) -> Term {
    let text = Text::new(zh, en);
    Term { name: name.into(), scope, kind, unit: unit.into(), symbol: symbol.into(), text }
}

/// The quantities of the balance, of the site and of a unit.
fn items(terms: &mut Vec<Term>) {
    for item in Item::all() {
        let code = item.code();
        let words = code.replace(['_', '.'], " ");
        let text = (item.zh(), words.as_str());
        for (scope, prefix) in [(RuleScope::Site, "site"), (RuleScope::Unit, "unit")] {
            let name = format!("{prefix}.{code}");
            terms.push(term(scope, TermKind::Number, name, "", "m3/d", text));
            let name = format!("{prefix}_has.{code}");
            let zh = format!("列有{}", item.zh());
            let en = format!("{words} is listed");
            terms.push(term(scope, TermKind::Flag, name, "", "", (zh.as_str(), en.as_str())));
        }
    }
}

/// Indicators with their limits, facts of units, and checks of units.
fn codes(terms: &mut Vec<Term>) {
    for code in IndicatorCode::ALL {
        let definition = code.definition();
        let text = (definition.zh, definition.en);
        let (symbol, unit) = (definition.symbol, definition.unit);
        let number =
            |name: String| term(RuleScope::Site, TermKind::Number, name, symbol, unit, text);
        terms.push(number(format!("indicator.{}", definition.code)));
        terms.push(number(format!("limit.{}", definition.code)));
        let name = format!("limit_missed.{}", definition.code);
        terms.push(term(RuleScope::Site, TermKind::Flag, name, "", "", text));
    }
    for code in FactCode::ALL {
        let text = (code.zh(), code.en());
        let name = format!("fact.{}", code.code());
        terms.push(term(RuleScope::Unit, TermKind::Number, name, code.symbol(), code.unit(), text));
    }
    for code in CheckCode::ALL {
        let words = code.code().replace('_', " ");
        let text = (words.as_str(), words.as_str());
        for (prefix, kind) in [
            ("check", TermKind::Number),
            ("check_low", TermKind::Number),
            ("check_high", TermKind::Number),
            ("check_verdict", TermKind::Word),
            ("check_formula", TermKind::Word),
        ] {
            terms.push(term(
                RuleScope::Unit,
                kind,
                format!("{prefix}.{}", code.code()),
                "",
                "",
                text,
            ));
        }
    }
}

/// The sources that are not unconventional.
pub(super) fn conventional() -> impl Iterator<Item = Source> {
    Source::ALL.into_iter().filter(|source| !source.is_unconventional())
}
