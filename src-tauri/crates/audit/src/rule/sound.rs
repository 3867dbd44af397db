//! Whether a book of rules is sound: every name in it leads somewhere.

use super::condition::{Against, Scalar};
use super::pattern::{Piece, pieces};
use super::{Rule, RuleBook, RuleScope, SavingRule, Term, TermKind, TestOp, vocabulary};
use crate::Text;
use std::collections::{BTreeMap, BTreeSet};

impl RuleBook {
    /// What is wrong in the book, each fault with the rule that it is in; empty where nothing.
    pub fn faults(&self) -> Vec<String> {
        let terms = vocabulary(self);
        let mut faults = Vec::new();
        repeated(&mut faults, "rule", self.rules.iter().map(|rule| rule.id.as_str()));
        repeated(&mut faults, "measure", self.measures.iter().map(|one| one.id.as_str()));
        repeated(&mut faults, "trade", self.trades.iter().map(|trade| trade.id.as_str()));
        let questions = || self.checklist.iter().flat_map(|group| &group.question);
        repeated(&mut faults, "question", questions().map(|question| question.id.as_str()));
        for rule in &self.rules {
            let mut own = Checked { book: self, terms: &terms, rule, faults: Vec::new() };
            own.check();
            faults
                .extend(own.faults.into_iter().map(|fault| format!("rule `{}`: {fault}", rule.id)));
        }
        for question in questions() {
            let known = |id: &String| self.trades.iter().any(|trade| trade.id == *id);
            for id in question.trades.iter().filter(|id| !known(id)) {
                faults.push(format!("question `{}`: there is no trade `{id}`", question.id));
            }
            if !["", "yes", "no"].contains(&question.sound.as_str()) {
                faults.push(format!("question `{}`: `sound` is yes or no", question.id));
            }
        }
        let suggested: BTreeSet<&String> =
            self.rules.iter().flat_map(|rule| &rule.measures).collect();
        for measure in self.measures.iter().filter(|one| !suggested.contains(&one.id)) {
            faults.push(format!("measure `{}`: no rule suggests it", measure.id));
        }
        faults
    }
}

fn repeated<'a>(faults: &mut Vec<String>, what: &str, ids: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if id.is_empty() {
            faults.push(format!("a {what} has no id"));
        } else if !seen.insert(id) {
            faults.push(format!("{what} `{id}` stands twice"));
        }
    }
}

struct Checked<'a> {
    book: &'a RuleBook,
    terms: &'a BTreeMap<String, Term>,
    rule: &'a Rule,
    faults: Vec<String>,
}

impl Checked<'_> {
    fn fault(&mut self, text: impl Into<String>) {
        self.faults.push(text.into());
    }

    /// The term of a figure that the rule's subjects have.
    fn term(&mut self, name: &str) -> Option<Term> {
        let term = self.terms.get(name).cloned();
        match &term {
            None => self.fault(format!("there is no figure `{name}`")),
            Some(term) if term.scope != RuleScope::Site && term.scope != self.rule.per => {
                self.fault(format!("`{name}` is no figure of what the rule is asked of"));
            }
            Some(_) => {}
        }
        term
    }

    fn check(&mut self) {
        let rule = self.rule;
        for test in rule.when.tests() {
            self.test(test);
        }
        for name in &rule.evidence {
            if self.term(name).is_some_and(|term| term.kind != TermKind::Number) {
                self.fault(format!("`{name}` is cited and is no number"));
            }
        }
        let answered = rule.when.tests().iter().any(|test| test.figure.starts_with("answer."));
        if rule.evidence.is_empty() && !answered {
            self.fault("it cites no figure");
        }
        for (what, text) in [
            ("name", &rule.name),
            ("title", &rule.title),
            ("explanation", &rule.explanation),
            ("advice", &rule.advice),
        ] {
            self.text(what, text);
        }
        self.pattern("source", &rule.source);
        if rule.source.is_empty() {
            self.fault("it has no source");
        }
        self.links();
        self.saving();
    }

    fn test(&mut self, test: &super::FigureTest) {
        let Some(term) = self.term(&test.figure) else { return };
        if term.kind == TermKind::Number
            && !matches!(test.op, TestOp::Known | TestOp::Unknown)
            && !self.rule.evidence.contains(&test.figure)
            && !test.figure.starts_with("site.units")
        {
            self.fault(format!("`{}` raises it and is not cited", test.figure));
        }
        let orders =
            matches!(test.op, TestOp::Less | TestOp::AtMost | TestOp::AtLeast | TestOp::Greater);
        if orders && term.kind != TermKind::Number {
            self.fault(format!("`{}` is no number and has no order", test.figure));
        }
        let fits = match &test.against {
            Against::Nothing => true,
            Against::Value(Scalar::Flag(_)) => term.kind == TermKind::Flag,
            Against::Value(Scalar::Number(_)) => term.kind == TermKind::Number,
            Against::Value(Scalar::Word(_)) => term.kind == TermKind::Word,
            Against::Figure(name, _) => self.term(name).is_none_or(|other| other.kind == term.kind),
        };
        if !fits {
            self.fault(format!("`{}` is held against something of another kind", test.figure));
        }
    }

    /// A text in both languages, with the same figures in both.
    fn text(&mut self, what: &str, text: &Text) {
        let zh = self.pattern(what, &text.zh);
        let en = self.pattern(what, &text.en);
        if text.zh.trim().is_empty() || text.en.trim().is_empty() {
            self.fault(format!("its {what} lacks a language"));
        }
        for name in zh.symmetric_difference(&en) {
            self.fault(format!("its {what} has `{{{name}}}` in one language only"));
        }
    }

    fn pattern(&mut self, what: &str, pattern: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        match pieces(pattern) {
            Ok(pieces) => {
                for piece in pieces {
                    if let Piece::Figure(name, ..) = piece {
                        names.insert(name.to_owned());
                    }
                }
            }
            Err(cause) => self.fault(format!("its {what}: {cause}")),
        }
        for name in &names {
            let number = self.term(name).is_some_and(|term| term.kind == TermKind::Number);
            if number && !self.rule.evidence.contains(name) {
                self.fault(format!("its {what} prints `{name}`, which is not cited"));
            }
        }
        names
    }

    fn links(&mut self) {
        let rule = self.rule;
        for id in rule.measures.iter().filter(|id| self.book.measure(id).is_none()) {
            self.faults.push(format!("there is no measure `{id}`"));
        }
        let known = |id: &String| self.book.trades.iter().any(|trade| trade.id == *id);
        for id in rule.trades.iter().filter(|id| !known(id)) {
            self.faults.push(format!("there is no trade `{id}`"));
        }
        if !rule.volume.is_empty() {
            let term = self.term(&rule.volume);
            if term.is_some_and(|term| !["m3/d", "m3/a"].contains(&term.unit.as_str())) {
                self.fault(format!("its volume `{}` is no flow", rule.volume));
            }
        }
    }

    fn saving(&mut self) {
        let fits = match &self.rule.saving {
            None | Some(SavingRule::LeakageDownTo { .. }) => true,
            Some(SavingRule::Recover { figure }) => {
                self.term(figure).is_none_or(|term| term.unit == "m3/d")
            }
            Some(SavingRule::ExcessOverQuota) => self.rule.per == RuleScope::Product,
            Some(SavingRule::ToLimit) => self.rule.per == RuleScope::Criterion,
            Some(
                SavingRule::RaiseConcentration { .. }
                | SavingRule::CloseOnceThrough { .. }
                | SavingRule::ToRange { .. },
            ) => self.rule.per == RuleScope::Unit,
        };
        if !fits {
            self.fault("its saving cannot be computed of what it is asked of");
        }
    }
}
