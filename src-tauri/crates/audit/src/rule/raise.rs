//! Rules asked of a case: what they raise.

use super::facts::{Found, Subject, Value};
use super::saving::{once, potential};
use super::{
    Against, Condition, Facts, FigureTest, Rule, RuleScope, Scalar, TestOp, norm, pattern,
};
use crate::check::Of;
use crate::{Answer, Evidence, Finding, Input, Review, Text, UnitId, trimmed};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers that lie apart by no more than this share of the larger are the same.
const NOISE: f64 = 1e-9;

/// Everything that the rules raise, in the order of the book. A rule that asks whether
/// another has told the same is asked after the others.
pub(crate) fn raised(found: Found<'_>, book: &super::RuleBook) -> Vec<Finding> {
    let mut facts = Facts::new(found, book);
    let later = |rule: &Rule| rule.when.tests().iter().any(|test| test.figure == "relation.told");
    let units = units(found.e);
    let mut by_rule: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for pass in [false, true] {
        let asked = book.rules.iter().enumerate().filter(|(_, rule)| {
            later(rule) == pass && book.applies(&rule.trades, &found.case.profile)
        });
        for (at, rule) in asked {
            let mut told = Vec::new();
            let mut findings = Vec::new();
            for subject in subjects(&facts, rule.per, &units) {
                if !holds(&facts, subject, &rule.when) {
                    continue;
                }
                let finding = finding(&facts, rule, subject);
                told.extend(rule.tells.iter().map(|code| (place(subject), *code)));
                findings.push(finding);
            }
            facts.told.extend(told);
            by_rule.insert(at, findings);
        }
    }
    by_rule.into_values().flatten().collect()
}

fn units<'a>(e: &Evidence<'a>) -> Vec<Of<'a>> {
    let by_id: BTreeMap<&UnitId, _> = e.site.units.iter().map(|unit| (&unit.id, unit)).collect();
    let of =
        |balance: &'a crate::UnitBalance| Some(Of { unit: *by_id.get(&balance.unit)?, balance });
    e.balance.units.iter().filter_map(of).collect()
}

fn subjects<'a>(facts: &Facts<'a>, scope: RuleScope, units: &[Of<'a>]) -> Vec<Subject<'a>> {
    let found = &facts.found;
    match scope {
        RuleScope::Site => vec![Subject::Site],
        RuleScope::Unit => units.iter().copied().map(Subject::Unit).collect(),
        RuleScope::Product => found.comparisons.iter().map(Subject::Product).collect(),
        RuleScope::Criterion => found.limits.iter().map(Subject::Criterion).collect(),
        RuleScope::Relation => found.checks.iter().map(Subject::Relation).collect(),
        RuleScope::Node => found.nodes.iter().map(Subject::Node).collect(),
    }
}

fn holds<'a>(facts: &Facts<'a>, subject: Subject<'a>, when: &Condition) -> bool {
    when.holds(&|test| tested(facts, subject, test)) == Some(true)
}

/// Whether a test holds; none where a figure of it is not known.
fn tested<'a>(facts: &Facts<'a>, subject: Subject<'a>, test: &FigureTest) -> Option<bool> {
    let value = facts.value(subject, &test.figure);
    match test.op {
        TestOp::Known => return Some(value.is_some()),
        TestOp::Unknown => return Some(value.is_none()),
        _ => {}
    }
    let value = value?;
    let other = match &test.against {
        Against::Nothing => return None,
        Against::Value(Scalar::Flag(flag)) => Value::Flag(*flag),
        Against::Value(Scalar::Number(number)) => Value::Number(*number),
        Against::Value(Scalar::Word(word)) => Value::word(word.clone()),
        Against::Figure(name, times) => match facts.value(subject, name)? {
            Value::Number(number) => Value::Number(number * times),
            same => same,
        },
    };
    match (&value, &other) {
        (Value::Number(one), Value::Number(two)) => {
            let noise = NOISE * one.abs().max(two.abs()).max(1.0);
            let same = (one - two).abs() <= noise;
            Some(match test.op {
                TestOp::Less => one < two && !same,
                TestOp::AtMost => one < two || same,
                TestOp::Equal => same,
                TestOp::Differs => !same,
                TestOp::AtLeast => one > two || same,
                TestOp::Greater => one > two && !same,
                TestOp::Known | TestOp::Unknown => return None,
            })
        }
        (Value::Word(one), Value::Word(two)) => compared(one.en == two.en, test.op),
        (Value::Flag(one), Value::Flag(two)) => compared(one == two, test.op),
        _ => None,
    }
}

const fn compared(same: bool, op: TestOp) -> Option<bool> {
    match op {
        TestOp::Equal => Some(same),
        TestOp::Differs => Some(!same),
        _ => None,
    }
}

/// What a finding is of, for people, and by which it is known again.
fn place(subject: Subject<'_>) -> String {
    match subject {
        Subject::Unit(of) => of.unit.id.to_string(),
        Subject::Relation(check) => {
            check.unit.as_ref().map_or_else(|| check.of.clone(), ToString::to_string)
        }
        _ => String::new(),
    }
}

/// The end of a finding's key: what it is of.
fn key(subject: Subject<'_>) -> String {
    match subject {
        Subject::Site => "site".into(),
        Subject::Unit(of) => format!("unit:{}", of.unit.id),
        Subject::Product(comparison) => format!("product:{}", comparison.product),
        Subject::Criterion(check) => format!("limit:{}", check.limit.id),
        Subject::Relation(check) => {
            format!("check:{}:{}", check.expectation.code.code(), place(subject))
        }
        Subject::Node(node) => format!("meter:{}", node.parent.number),
    }
}

fn finding<'a>(facts: &Facts<'a>, rule: &Rule, subject: Subject<'a>) -> Finding {
    let cited = rule.evidence.iter().flat_map(|name| facts.inputs(subject, name));
    let evidence: Vec<Input> = cited.fold(Vec::new(), once);
    let text = |pattern: &Text| pattern::text(facts, subject, pattern);
    let source = pattern::plain(facts, subject, &rule.source);
    let mark = if rule.certainty.needs_confirmation() && rule.confirmed.is_none() {
        "（未核实）"
    } else {
        ""
    };
    let unit = match subject {
        Subject::Unit(of) => Some(of.unit.id.clone()),
        Subject::Relation(check) => check.unit.clone(),
        _ => None,
    };
    let notes = notes(facts, rule);
    let explanation = text(&rule.explanation);
    Finding {
        rule: rule.id.clone(),
        code: rule.finding_code().to_owned(),
        theme: rule.theme.clone(),
        key: format!("{}@{}", rule.id, key(subject)),
        unit,
        gravity: rule.severity,
        title: text(&rule.title),
        explanation: Text::new(
            format!("{}{}", explanation.zh, notes.zh),
            format!("{}{}", explanation.en, notes.en),
        ),
        suggestion: text(&rule.advice),
        figures: figures(facts, rule, &evidence),
        evidence,
        volume: (!rule.volume.is_empty())
            .then(|| norm::annual_volume(facts, subject, &rule.volume))
            .flatten(),
        potential: potential(facts, subject, rule.saving.as_ref()),
        measures: rule.measures.clone(),
        source: format!("{source}{mark}"),
        certainty: rule.certainty,
        review: Review::default(),
    }
}

/// The answers that a rule rests on.
fn answers<'f>(facts: &'f Facts<'_>, rule: &'f Rule) -> impl Iterator<Item = &'f Answer> {
    let asked: BTreeSet<&str> =
        rule.when.tests().iter().filter_map(|test| test.figure.strip_prefix("answer.")).collect();
    let answers = &facts.found.case.review.answers;
    answers.iter().filter(move |answer| asked.contains(answer.question.as_str()))
}

/// What the auditor noted beside the answers that a rule rests on.
fn notes(facts: &Facts<'_>, rule: &Rule) -> Text {
    let notes = answers(facts, rule).map(|answer| answer.note.trim());
    let notes: Vec<&str> = notes.filter(|note| !note.is_empty()).collect();
    if notes.is_empty() {
        return Text::default();
    }
    let notes = notes.join("；");
    let said = notes.trim_end_matches('。');
    Text::new(format!("现场记录：{said}。"), format!(" Noted on site: {said}."))
}

/// What a decision on a finding rests on: its figures, to six digits, so that the last
/// digits of a sum do not change it, and the answers.
fn figures(facts: &Facts<'_>, rule: &Rule, evidence: &[Input]) -> String {
    let one = |input: &Input| {
        let size = input.value.abs().max(1e-9).log10().floor();
        let digits = (5.0 - size).clamp(0.0, 9.0) as u32;
        format!("{}={}", input.name.zh, trimmed(input.value, digits))
    };
    let said = |answer: &Answer| format!("{}={}", answer.question, answer.said.code());
    let figures = evidence.iter().map(one).chain(answers(facts, rule).map(said));
    figures.collect::<Vec<_>>().join("；")
}
