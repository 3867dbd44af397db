//! Everything that rules may look at, by the names of the vocabulary.

use super::history::History;
use super::{RuleBook, other, register, water};
use crate::check::Of;
use crate::{
    Case, CellRef, Check, CheckCode, CheckRules, Closing, Comparison, Evidence, FactCode,
    Indicator, Input, LimitCheck, MeterNode, Said, Term, Text, UnitId, vocabulary,
};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// The value of a figure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A number in the term's unit.
    Number(f64),
    /// A word.
    Word(Text),
    /// True or false.
    Flag(bool),
}

impl Value {
    /// A word that is the same in both languages.
    pub(super) fn word(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Word(Text::new(text.clone(), text))
    }
}

/// What a rule is asked of.
#[derive(Clone, Copy)]
pub(crate) enum Subject<'a> {
    /// The site.
    Site,
    /// A unit.
    Unit(Of<'a>),
    /// A product.
    Product(&'a Comparison),
    /// A limit or target.
    Criterion(&'a LimitCheck),
    /// A cross-check.
    Relation(&'a Check),
    /// A meter with those below it.
    Node(&'a MeterNode),
}

/// What follows from a case before rules are asked.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub(crate) e: &'a Evidence<'a>,
    pub(crate) case: &'a Case,
    pub(crate) indicators: &'a [Indicator],
    pub(crate) comparisons: &'a [Comparison],
    pub(crate) limits: &'a [LimitCheck],
    pub(crate) checks: &'a [Check],
    pub(crate) closing: &'a Closing,
    pub(crate) nodes: &'a [MeterNode],
    pub(crate) relations: &'a CheckRules,
}

/// Everything that rules may look at.
pub(crate) struct Facts<'a> {
    pub(super) found: Found<'a>,
    pub(super) terms: BTreeMap<String, Term>,
    by_check: BTreeMap<(&'a UnitId, CheckCode), &'a Check>,
    history: OnceCell<History>,
    /// Checks of which another rule told already, by what they are of.
    pub(super) told: BTreeSet<(String, CheckCode)>,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(found: Found<'a>, book: &RuleBook) -> Self {
        let of_units = found
            .checks
            .iter()
            .filter_map(|check| Some(((check.unit.as_ref()?, check.expectation.code), check)));
        Self {
            found,
            terms: vocabulary(book),
            by_check: of_units.collect(),
            history: OnceCell::new(),
            told: BTreeSet::new(),
        }
    }

    pub(super) fn history(&self) -> &History {
        self.history.get_or_init(|| History::of(self.found.case, self.found.e))
    }

    pub(super) fn check(&self, unit: &UnitId, code: CheckCode) -> Option<&'a Check> {
        self.by_check.get(&(unit, code)).copied()
    }

    pub(super) fn indicator(&self, code: &str) -> Option<&'a Indicator> {
        self.found.indicators.iter().find(|one| one.code.code() == code)
    }

    /// The limit of the trade for an indicator; of several the one that is missed, else the
    /// first.
    fn limit(&self, code: &str) -> Option<&'a LimitCheck> {
        let of =
            |check: &&LimitCheck| check.indicator.code() == code && check.limit.kind != "program";
        let mut missed = self.found.limits.iter().filter(of).filter(|check| !check.met);
        missed.next().or_else(|| self.found.limits.iter().find(of))
    }

    /// The value of a figure; none where it is not known.
    pub(super) fn value(&self, subject: Subject<'a>, name: &str) -> Option<Value> {
        let (family, rest) = name.split_once('.')?;
        match (family, subject) {
            ("site" | "site_has" | "profile", _) => water::site(self, family, rest),
            ("indicator", _) => self.indicator(rest)?.value.map(Value::Number),
            ("limit", _) => Some(Value::Number(self.limit(rest)?.limit.value)),
            ("limit_missed", _) => {
                let missed = |check: &LimitCheck| check.indicator.code() == rest && !check.met;
                Some(Value::Flag(self.found.limits.iter().any(missed)))
            }
            ("meters" | "equipment", _) => register::value(self, family, rest),
            ("ledger", _) => self.history().value(rest),
            ("answer", _) => self.answer(rest),
            ("unit" | "unit_has", Subject::Unit(of)) => water::unit(self, of, family, rest),
            ("fact", Subject::Unit(of)) => {
                let fact = of.unit.facts.get(FactCode::from_code(rest)?)?;
                Some(Value::Number(fact.value))
            }
            (_, Subject::Unit(of)) => self.check_value(of, family, rest),
            ("product", Subject::Product(comparison)) => other::product(comparison, rest),
            ("criterion", Subject::Criterion(check)) => other::criterion(check, rest),
            ("relation", Subject::Relation(check)) => other::relation(self, check, rest),
            ("node", Subject::Node(node)) => other::node(node, rest),
            _ => None,
        }
    }

    fn answer(&self, question: &str) -> Option<Value> {
        let answers = &self.found.case.review.answers;
        match answers.iter().find(|answer| answer.question == question)?.said {
            Said::Number(value) => Some(Value::Number(value)),
            Said::NotKnown => None,
            said => Some(Value::word(said.code())),
        }
    }

    fn check_value(&self, of: Of<'_>, family: &str, code: &str) -> Option<Value> {
        let code = CheckCode::ALL.into_iter().find(|one| one.code() == code)?;
        let check = self.check(&of.unit.id, code)?;
        match family {
            "check" => check.value.map(Value::Number),
            "check_low" => check.expectation.low.map(Value::Number),
            "check_high" => check.expectation.high.map(Value::Number),
            "check_verdict" => Some(Value::word(check.verdict.code())),
            "check_formula" => (!check.substituted.is_empty()).then(|| {
                Value::word(format!("{} = {}", check.expectation.formula, check.substituted))
            }),
            _ => None,
        }
    }

    /// A figure as it is cited, with the figures that it was made of; empty where it is not
    /// known or no number.
    pub(super) fn inputs(&self, subject: Subject<'a>, name: &str) -> Vec<Input> {
        let (Some(Value::Number(value)), Some(term)) =
            (self.value(subject, name), self.terms.get(name))
        else {
            return Vec::new();
        };
        let (family, rest) = name.split_once('.').unwrap_or((name, ""));
        let cited = |unit: &str, text: Text, cells: Vec<CellRef>| Input {
            symbol: term.symbol.clone(),
            name: text,
            value,
            unit: unit.to_owned(),
            cells,
        };
        let plain = |cells: Vec<CellRef>| vec![cited(&term.unit, term.text.clone(), cells)];
        match (family, subject) {
            ("site", _) => plain(water::site_cells(self, rest)),
            ("meters" | "equipment", _) => plain(register::cells(self, family, rest)),
            ("ledger", _) => plain(self.history().cells(rest)),
            ("indicator", _) => {
                let found = self.indicator(rest);
                let inputs = found.map(|one| one.inputs.clone()).unwrap_or_default();
                with(cited(&term.unit, term.text.clone(), Vec::new()), inputs)
            }
            ("unit", Subject::Unit(of)) => {
                let text = of_unit(of, &term.text);
                vec![cited(&term.unit, text, water::unit_cells(self, of, rest))]
            }
            ("fact", Subject::Unit(of)) => {
                let fact = FactCode::from_code(rest).and_then(|code| of.unit.facts.get(code));
                let cells = fact.map(|fact| fact.origin.cells().to_vec()).unwrap_or_default();
                vec![cited(&term.unit, of_unit(of, &term.text), cells)]
            }
            ("check", Subject::Unit(of)) => {
                let code = CheckCode::ALL.into_iter().find(|one| one.code() == rest);
                let Some(check) = code.and_then(|code| self.check(&of.unit.id, code)) else {
                    return Vec::new();
                };
                other::checked(check, value)
            }
            // The bound of a range is named after what it bounds.
            ("check_low" | "check_high", Subject::Unit(of)) => {
                let code = CheckCode::ALL.into_iter().find(|one| one.code() == rest);
                let Some(check) = code.and_then(|code| self.check(&of.unit.id, code)) else {
                    return Vec::new();
                };
                let (zh, en) = match family {
                    "check_low" => ("下限", "least"),
                    _ => ("上限", "greatest"),
                };
                let of = &check.expectation.name;
                let text = Text::new(format!("{}{zh}", of.zh), format!("{}, {en}", of.en));
                vec![cited(&check.expectation.unit, text, Vec::new())]
            }
            (_, Subject::Product(comparison)) => other::product_inputs(comparison, rest, value),
            (_, Subject::Criterion(check)) => other::criterion_inputs(self, check, rest, value),
            (_, Subject::Relation(check)) => other::checked(check, value),
            (_, Subject::Node(node)) => other::node_inputs(node),
            _ => plain(Vec::new()),
        }
    }
}

/// A figure and what it was made of, each once.
pub(super) fn with(figure: Input, made_of: Vec<Input>) -> Vec<Input> {
    std::iter::once(figure).chain(made_of).collect()
}

fn of_unit(of: Of<'_>, text: &Text) -> Text {
    Text::new(format!("{}{}", of.unit.name, text.zh), format!("{} of {}", text.en, of.unit.name))
}
