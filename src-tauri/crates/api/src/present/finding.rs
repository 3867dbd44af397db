//! Findings, the survey and measures as the window shows them.

use super::{code_of, inputs, printed_unit, text};
use crate::view;
use rust_decimal::{Decimal, RoundingStrategy};
use shuiheng_audit::{
    Answer, Decision, Diagnosis, Finding, Measure, MeasureSaving, MeasureTotals, Price, Question,
    RuleBook, Said, Saving,
};

/// Findings.
pub(crate) fn findings(
    list: &[Finding],
    diagnosis: &Diagnosis,
    book: &RuleBook,
) -> Vec<view::Finding> {
    list.iter().map(|finding| one(finding, diagnosis, book)).collect()
}

fn one(finding: &Finding, diagnosis: &Diagnosis, book: &RuleBook) -> view::Finding {
    let taken = |id: &str| {
        let of =
            |measure: &Measure| measure.given.finding == finding.key && measure.given.measure == id;
        diagnosis.measures.iter().any(of)
    };
    let measures = finding.measures.iter().filter_map(|id| book.measure(id)).map(|known| {
        let mark = if known.certainty.needs_confirmation() && known.confirmed.is_none() {
            "，未核实"
        } else {
            ""
        };
        view::SuggestedMeasure {
            id: known.id.clone(),
            name: text(&known.name),
            todo: text(&known.todo),
            conditions: text(&known.conditions),
            saving: text(&known.saving),
            data: text(&known.data),
            source: format!("{}（{}{mark}）", known.source, known.certainty.zh()),
            taken: taken(&known.id),
        }
    });
    view::Finding {
        key: finding.key.clone(),
        rule: finding.rule.clone(),
        code: finding.code.clone(),
        theme: finding.theme.clone(),
        unit: finding.unit.as_ref().map(ToString::to_string),
        gravity: finding.gravity.code().into(),
        gravity_name: finding.gravity.zh().into(),
        title: text(&finding.title),
        explanation: text(&finding.explanation),
        suggestion: text(&finding.suggestion),
        evidence: inputs(&finding.evidence),
        figures: finding.figures.clone(),
        volume: finding.volume.map(|volume| volume.value()),
        saving: finding.potential.saving().map(saving),
        to_be_shown: match &finding.potential {
            shuiheng_audit::Potential::Computed(_) => String::new(),
            shuiheng_audit::Potential::ToBeShown(why) => text(why),
        },
        measures: measures.collect(),
        source: finding.source.clone(),
        certainty: finding.certainty.zh().into(),
        state: finding.review.code().into(),
        state_name: finding.review.zh().into(),
        decision: finding.review.decision.as_ref().map(decision),
    }
}

fn saving(saving: &Saving) -> view::Saving {
    view::Saving {
        formula: saving.formula.clone(),
        substituted: saving.substituted.clone(),
        per_year: saving.per_year.value(),
        at_most: saving.at_most,
        inputs: inputs(&saving.inputs),
    }
}

fn decision(decision: &Decision) -> view::FindingDecision {
    view::FindingDecision {
        judgement: decision.judgement.code().into(),
        reason: decision.reason.clone(),
        by: decision.by.clone(),
        on: decision.on.map(|day| day.to_string()),
        was: decision.was.clone(),
        figures: decision.figures.clone(),
    }
}

/// Decisions on findings that no rule raises any more.
pub(crate) fn gone(diagnosis: &Diagnosis) -> Vec<view::GoneFinding> {
    let one =
        |gone: &Decision| view::GoneFinding { key: gone.key.clone(), decision: decision(gone) };
    diagnosis.gone.iter().map(one).collect()
}

/// The survey, without the questions of other trades that nobody answered.
pub(crate) fn survey(diagnosis: &Diagnosis, book: &RuleBook) -> Vec<view::SurveyGroup> {
    let profile = &diagnosis.case.profile;
    let answers = &diagnosis.case.review.answers;
    let answer = |id: &str| answers.iter().find(|answer| answer.question == id);
    let rests = |rule: &str, question: &str| {
        let figure = format!("answer.{question}");
        let asks = |rule: &shuiheng_audit::Rule| {
            rule.when.tests().iter().any(|test| test.figure == figure)
        };
        book.rule(rule).is_some_and(asks)
    };
    let question = |question: &Question| {
        let of = diagnosis.findings.iter().filter(|finding| rests(&finding.rule, &question.id));
        let titles = of.map(|finding| text(&finding.title)).collect();
        asked(question, answer(&question.id), titles)
    };
    book.checklist
        .iter()
        .map(|group| {
            let shown = group.question.iter().filter(|question| {
                book.applies(&question.trades, profile) || answer(&question.id).is_some()
            });
            let questions: Vec<view::SurveyQuestion> = shown.map(question).collect();
            let answered = questions.iter().filter(|question| !question.said.is_empty()).count();
            view::SurveyGroup {
                id: group.id.clone(),
                name: text(&group.name),
                answered: u32::try_from(answered).unwrap_or(u32::MAX),
                questions,
            }
        })
        .filter(|group| !group.questions.is_empty())
        .collect()
}

fn asked(
    question: &Question,
    answer: Option<&Answer>,
    findings: Vec<String>,
) -> view::SurveyQuestion {
    view::SurveyQuestion {
        id: question.id.clone(),
        ask: text(&question.ask),
        look: text(&question.look),
        kind: question.kind.code().into(),
        unit: printed_unit(&question.unit),
        sound: question.sound.clone(),
        said: answer.map(|answer| answer.said.code().to_owned()).unwrap_or_default(),
        number: answer.and_then(|answer| match answer.said {
            Said::Number(value) => Some(value),
            Said::Yes | Said::No | Said::NotApplicable | Said::NotKnown => None,
        }),
        note: answer.map(|answer| answer.note.clone()).unwrap_or_default(),
        by: answer.map(|answer| answer.by.clone()).unwrap_or_default(),
        on: answer.and_then(|answer| answer.on).map(|day| day.to_string()),
        findings,
    }
}

/// Money with so many decimals, half to even.
fn money(amount: Decimal, digits: u32) -> String {
    let rounded = amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointNearestEven);
    format!("{rounded:.*}", digits as usize)
}

/// Measures.
pub(crate) fn measures(diagnosis: &Diagnosis) -> Vec<view::Measure> {
    diagnosis.measures.iter().map(|measure| shown(measure, diagnosis)).collect()
}

fn shown(measure: &Measure, diagnosis: &Diagnosis) -> view::Measure {
    let given = &measure.given;
    let title = diagnosis.findings.iter().find(|finding| finding.key == given.finding);
    let (basis, at_most) = match &measure.saving {
        MeasureSaving::Computed(saving) => {
            (format!("{} = {}", saving.formula, saving.substituted), saving.at_most)
        }
        MeasureSaving::Typed(_, basis) => (basis.clone(), false),
        MeasureSaving::Unknown => (String::new(), false),
    };
    let benefit_basis = measure.benefit.as_ref().map(|benefit| {
        let lacks: Vec<&str> = benefit.lacks.iter().map(|price: &Price| price.zh()).collect();
        if lacks.is_empty() {
            benefit.substituted.clone()
        } else {
            format!("{}（未计{}）", benefit.substituted, lacks.join("、"))
        }
    });
    view::Measure {
        id: given.id.clone(),
        finding: given.finding.clone(),
        finding_title: title.map(|finding| text(&finding.title)).unwrap_or_default(),
        measure: given.measure.clone(),
        unit: given.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        place: measure.place.clone(),
        todo: given.todo.clone(),
        saving_from: match given.saving {
            shuiheng_audit::GivenSaving::Unknown => "unknown",
            shuiheng_audit::GivenSaving::Finding => "computed",
            shuiheng_audit::GivenSaving::Typed { .. } => "typed",
        }
        .into(),
        saving: measure.saving.volume(),
        basis,
        at_most,
        stream: given.stream.clone(),
        investment: given.investment.map(|amount| amount.normalize().to_string()),
        running: given.running.map(|amount| amount.normalize().to_string()),
        benefit: measure.benefit.as_ref().map(|benefit| money(benefit.amount, 2)),
        benefit_basis: benefit_basis.unwrap_or_default(),
        payback: measure.payback.map(|years| money(years, 1)),
        difficulty: code_of(&given.difficulty),
        kind: code_of(&given.kind),
        timing: code_of(&given.timing),
        overlaps: measure.overlaps.iter().filter_map(|at| u32::try_from(*at).ok()).collect(),
        counts: measure.counts,
        orphaned: measure.orphaned,
    }
}

/// Sums over the measures.
pub(crate) fn measure_totals(totals: &MeasureTotals) -> view::MeasureTotals {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    view::MeasureTotals {
        saving: totals.saving,
        unknown_savings: count(totals.unknown_savings),
        overlapping: count(totals.overlapping),
        investment: totals.investment.map(|amount| money(amount, 2)),
        unknown_investments: count(totals.unknown_investments),
        benefit: totals.benefit.map(|amount| money(amount, 2)),
        unknown_benefits: count(totals.unknown_benefits),
    }
}
