//! Findings, the survey and measures as the window shows them.

use super::{code_of, inputs, printed_unit, text};
use crate::view;
use rust_decimal::{Decimal, RoundingStrategy};
use shuiheng_audit::{
    Answer, Decision, Diagnosis, Finding, Lang, Measure, MeasureSaving, MeasureTotals, Price,
    Question, RuleBook, Said, Saving,
};

/// Findings.
pub(crate) fn findings(
    list: &[Finding],
    diagnosis: &Diagnosis,
    book: &RuleBook,
    lang: Lang,
) -> Vec<view::Finding> {
    list.iter().map(|finding| one(finding, diagnosis, book, lang)).collect()
}

fn one(finding: &Finding, diagnosis: &Diagnosis, book: &RuleBook, lang: Lang) -> view::Finding {
    let taken = |id: &str| {
        let of =
            |measure: &Measure| measure.given.finding == finding.key && measure.given.measure == id;
        diagnosis.measures.iter().any(of)
    };
    let measures = finding.measures.iter().filter_map(|id| book.measure(id)).map(|known| {
        let mark = if known.certainty.needs_confirmation() && known.confirmed.is_none() {
            lang.pick("，未核实", ", not verified")
        } else {
            ""
        };
        view::SuggestedMeasure {
            id: known.id.clone(),
            name: text(&known.name, lang),
            todo: text(&known.todo, lang),
            conditions: text(&known.conditions, lang),
            saving: text(&known.saving, lang),
            data: text(&known.data, lang),
            source: format!(
                "{}{}",
                known.source,
                lang.bracketed(format_args!(
                    "{}{mark}",
                    lang.pick(known.certainty.zh(), known.certainty.en())
                ))
            ),
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
        gravity_name: lang.pick(finding.gravity.zh(), finding.gravity.en()).into(),
        title: text(&finding.title, lang),
        explanation: text(&finding.explanation, lang),
        suggestion: text(&finding.suggestion, lang),
        evidence: inputs(&finding.evidence, lang),
        figures: figures(finding, lang),
        volume: finding.volume.map(|volume| volume.value()),
        saving: finding.potential.saving().map(|found| saving(found, lang)),
        to_be_shown: match &finding.potential {
            shuiheng_audit::Potential::Computed(_) => String::new(),
            shuiheng_audit::Potential::ToBeShown(why) => text(why, lang),
        },
        measures: measures.collect(),
        source: finding.source.clone(),
        certainty: lang.pick(finding.certainty.zh(), finding.certainty.en()).into(),
        state: finding.review.code().into(),
        state_name: lang.pick(finding.review.zh(), finding.review.en()).into(),
        decision: finding.review.decision.as_ref().map(decision),
    }
}

/// The figures that a decision would rest on. They are kept in Chinese, in the order of the
/// evidence; English puts its own names before them.
fn figures(finding: &Finding, lang: Lang) -> String {
    if lang == Lang::Zh {
        return finding.figures.clone();
    }
    let named =
        |(at, figure): (usize, &str)| match (finding.evidence.get(at), figure.rsplit_once('=')) {
            (Some(input), Some((_, value))) => format!("{}={value}", input.name.en),
            _ => figure.to_owned(),
        };
    let figures = finding.figures.split('；').enumerate().map(named);
    figures.collect::<Vec<_>>().join("; ")
}

fn saving(saving: &Saving, lang: Lang) -> view::Saving {
    view::Saving {
        formula: saving.formula.clone(),
        substituted: saving.substituted.clone(),
        per_year: saving.per_year.value(),
        at_most: saving.at_most,
        inputs: inputs(&saving.inputs, lang),
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
pub(crate) fn survey(diagnosis: &Diagnosis, book: &RuleBook, lang: Lang) -> Vec<view::SurveyGroup> {
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
        let titles = of.map(|finding| text(&finding.title, lang)).collect();
        asked(question, answer(&question.id), titles, lang)
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
                name: text(&group.name, lang),
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
    lang: Lang,
) -> view::SurveyQuestion {
    view::SurveyQuestion {
        id: question.id.clone(),
        ask: text(&question.ask, lang),
        look: text(&question.look, lang),
        kind: question.kind.code().into(),
        unit: printed_unit(&question.unit, lang),
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
pub(super) fn money(amount: Decimal, digits: u32) -> String {
    let rounded = amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointNearestEven);
    format!("{rounded:.*}", digits as usize)
}

/// Measures.
pub(crate) fn measures(diagnosis: &Diagnosis, lang: Lang) -> Vec<view::Measure> {
    diagnosis.measures.iter().map(|measure| shown(measure, diagnosis, lang)).collect()
}

fn shown(measure: &Measure, diagnosis: &Diagnosis, lang: Lang) -> view::Measure {
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
        let lacks: Vec<&str> =
            benefit.lacks.iter().map(|price: &Price| lang.pick(price.zh(), price.en())).collect();
        if lacks.is_empty() {
            benefit.substituted.clone()
        } else {
            let lacks = lacks.join(lang.comma());
            let without = lang.pick(format!("未计{lacks}"), format!("without {lacks}"));
            benefit.substituted.clone() + &lang.bracketed(without)
        }
    });
    view::Measure {
        id: given.id.clone(),
        finding: given.finding.clone(),
        finding_title: title.map(|finding| text(&finding.title, lang)).unwrap_or_default(),
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
