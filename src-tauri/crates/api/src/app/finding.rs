//! What the auditor says of findings: decisions, findings of their own, answers on site.

use super::{App, author, now};
use crate::loaded::{Loaded, label, put};
use crate::record::{AnswerBody, FindingBody};
use crate::{Error, Result, view};
use shuiheng_audit::{
    Answer, Decision, Finding, Gravity, Judgement, OwnFinding, QuestionKind, Said, Text, UnitId,
};
use shuiheng_store::{Kind, RecordId};

mod measure;

/// How the key of a finding of the auditor's own begins.
const OWN: &str = "own@";

impl App {
    /// Decides on a finding: accepts it, with other words where they are given, rejects it
    /// with a reason, or takes the decision back.
    ///
    /// # Errors
    /// No such finding; a rejection without a reason. Nothing is changed then.
    pub fn decide_finding(&self, id: &str, edit: &view::FindingEdit) -> Result<view::Diagnosis> {
        if edit.judgement.is_empty() {
            return self.change(
                id,
                label("撤回对问题的处理", "Take a decision back"),
                0,
                |loaded, draft, _| {
                    let (record, _) = decided(loaded, &edit.key).ok_or_else(no_finding)?;
                    Ok(draft.delete(record)?)
                },
            );
        }
        let judgement = match edit.judgement.as_str() {
            "accepted" => Judgement::Accepted,
            "rejected" => Judgement::Rejected,
            other => {
                return Err(Error::not_found(
                    format!("没有“{other}”这一处理方式。"),
                    format!("there is no decision {other}"),
                ));
            }
        };
        if judgement == Judgement::Rejected && edit.reason.trim().is_empty() {
            return Err(Error::refused(
                Text::new("不采纳的问题须写明理由。", "a rejection has a reason"),
                Text::new("填写理由后重试；理由留在诊断记录中。", "write it; it stays in the log"),
            ));
        }
        let gravity = read_gravity(&edit.gravity)?;
        let finding = self.finding(id, &edit.key)?;
        let title = finding.title.zh.clone();
        let what = label(
            format!("{}问题“{title}”", judgement.zh()),
            format!("{} “{}”", judgement.code(), finding.title.en),
        );
        // What is the same as the rule's own words is none of the auditor's.
        let own = |said: &str, rule: &str| {
            if said.trim() == rule.trim() { String::new() } else { said.trim().to_owned() }
        };
        self.change(id, what, 1, |loaded, draft, ids| {
            let record = match decided(loaded, &edit.key) {
                Some((record, _)) => record,
                None => ids.next()?,
            };
            let decision = Decision {
                key: edit.key.clone(),
                judgement,
                reason: edit.reason.trim().to_owned(),
                gravity: gravity.filter(|gravity| *gravity != finding.gravity),
                title: own(&edit.title, &finding.title.zh),
                explanation: own(&edit.explanation, &finding.explanation.zh),
                suggestion: own(&edit.suggestion, &finding.suggestion.zh),
                was: title.clone(),
                figures: finding.figures.clone(),
                by: author(loaded).to_owned(),
                on: Some(now().date_naive()),
            };
            put(draft, record, Kind::Finding, loaded.scope(), FindingBody::Decision(decision))
        })
    }

    /// Writes a finding of the auditor's own, a new one where no key is given.
    ///
    /// # Errors
    /// No title or explanation; no such finding or unit. Nothing is changed then.
    pub fn keep_own_finding(
        &self,
        id: &str,
        edit: &view::OwnFindingEdit,
    ) -> Result<view::Diagnosis> {
        if edit.title.trim().is_empty() || edit.explanation.trim().is_empty() {
            return Err(Error::refused(
                Text::new(
                    "请填写问题名称和现象。",
                    "a finding has a title and says what was found",
                ),
                Text::new(
                    "写明看到了什么、在哪里、多少水量。",
                    "say what was seen, where, how much",
                ),
            ));
        }
        let gravity = read_gravity(&edit.gravity)?.unwrap_or_default();
        let title = edit.title.trim().to_owned();
        let what =
            label(format!("补充问题“{title}”"), format!("Write a finding of one's own: {title}"));
        self.change(id, what, 1, |loaded, draft, ids| {
            let record =
                if edit.key.is_empty() { ids.next()? } else { own_record(loaded, &edit.key)? };
            let unit = (!edit.unit.is_empty()).then(|| UnitId(edit.unit.as_str().into()));
            let known = |unit: &UnitId| loaded.units.iter().any(|(_, body)| body.unit.id == *unit);
            if unit.as_ref().is_some_and(|unit| !known(unit)) {
                return Err(Error::not_found("找不到该用水单元。", "there is no such unit"));
            }
            let own = OwnFinding {
                id: String::new(),
                gravity,
                title,
                explanation: edit.explanation.trim().to_owned(),
                suggestion: edit.suggestion.trim().to_owned(),
                basis: edit.basis.trim().to_owned(),
                unit,
                by: author(loaded).to_owned(),
                on: Some(now().date_naive()),
            };
            put(draft, record, Kind::Finding, loaded.scope(), FindingBody::Own(own))
        })
    }

    /// Removes a finding of the auditor's own.
    ///
    /// # Errors
    /// There is none of that key.
    pub fn remove_own_finding(&self, id: &str, key: &str) -> Result<view::Diagnosis> {
        let what = label("删除补充的问题", "Remove a finding of one's own");
        self.change(id, what, 0, |loaded, draft, _| Ok(draft.delete(own_record(loaded, key)?)?))
    }

    /// Answers a question of the survey; an empty answer takes it back.
    ///
    /// # Errors
    /// No such question, or an answer that is none of it. Nothing is changed then.
    pub fn answer_question(&self, id: &str, edit: &view::AnswerEdit) -> Result<view::Diagnosis> {
        let question = self.shipped.rules.question(&edit.question).ok_or_else(|| {
            Error::not_found("检查清单中没有这一项。", "the checklist has no such question")
        })?;
        let said = read_answer(question.kind, edit)?;
        let what = label(
            format!("现场检查：{}", question.ask.zh),
            format!("On site: {}", question.ask.en),
        );
        self.change(id, what, 1, |loaded, draft, ids| {
            let old = loaded.answers.iter().find(|(_, body)| body.answer.question == edit.question);
            let Some(said) = said else {
                return match old {
                    Some((record, _)) => Ok(draft.delete(*record)?),
                    None => Ok(()),
                };
            };
            let record = match old {
                Some((record, _)) => *record,
                None => ids.next()?,
            };
            let answer = Answer {
                question: edit.question.clone(),
                said,
                note: edit.note.trim().to_owned(),
                by: author(loaded).to_owned(),
                on: Some(now().date_naive()),
            };
            put(draft, record, Kind::Answer, loaded.scope(), AnswerBody { answer })
        })
    }

    /// A finding of a rule as the rule has it, without what was decided of it.
    fn finding(&self, id: &str, key: &str) -> Result<Finding> {
        let inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
        let (diagnosis, _) = self.judged_as(&inner.store, &loaded, |case| {
            case.review.decisions.clear();
        })?;
        let mut raised = diagnosis.findings.into_iter().filter(|finding| !finding.review.own);
        raised.find(|finding| finding.key == key).ok_or_else(no_finding)
    }
}

fn decided<'l>(loaded: &'l Loaded, key: &str) -> Option<(RecordId, &'l Decision)> {
    loaded.findings.iter().find_map(|(record, body)| match body {
        FindingBody::Decision(decision) if decision.key == key => Some((*record, decision)),
        FindingBody::Decision(_) | FindingBody::Own(_) => None,
    })
}

fn own_record(loaded: &Loaded, key: &str) -> Result<RecordId> {
    let record = key.strip_prefix(OWN).unwrap_or_default();
    let of = |(id, body): &&(RecordId, FindingBody)| {
        matches!(body, FindingBody::Own(_)) && id.to_string() == record
    };
    loaded.findings.iter().find(of).map(|(id, _)| *id).ok_or_else(no_finding)
}

fn no_finding() -> Error {
    Error::not_found(
        "找不到该问题，数据可能已修改，规则不再检出。",
        "there is no such finding; the figures may have changed",
    )
}

fn read_gravity(code: &str) -> Result<Option<Gravity>> {
    if code.is_empty() {
        return Ok(None);
    }
    let found = Gravity::ALL.into_iter().find(|gravity| gravity.code() == code);
    found.map(Some).ok_or_else(|| {
        Error::not_found(format!("没有“{code}”这一程度。"), format!("there is no gravity {code}"))
    })
}

/// What was answered; none where the answer is taken back.
fn read_answer(kind: QuestionKind, edit: &view::AnswerEdit) -> Result<Option<Said>> {
    let said = match (edit.said.as_str(), kind, edit.number) {
        ("", ..) => return Ok(None),
        ("yes", QuestionKind::YesNo, _) => Said::Yes,
        ("no", QuestionKind::YesNo, _) => Said::No,
        ("not_applicable", ..) => Said::NotApplicable,
        ("not_known", ..) => Said::NotKnown,
        ("number", QuestionKind::Number, Some(value)) if value.is_finite() && value >= 0.0 => {
            Said::Number(value)
        }
        _ => {
            return Err(Error::refused(
                Text::new("该项的答复无法识别。", "that is no answer to the question"),
                Text::new(
                    "是否类选择“是、否、不适用、不详”；数值类填写不小于 0 的数。",
                    "yes, no, does not apply, not known; or a number from 0 up",
                ),
            ));
        }
    };
    Ok(Some(said))
}
