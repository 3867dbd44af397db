//! The survey on site (现场检查): questions that are data, and what was answered.
//!
//! An answer that is not known is not a no: rules that rest on it raise nothing.

use crate::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a question is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Yes, no, does not apply, not known.
    #[default]
    YesNo,
    /// A number in the question's unit, does not apply, not known.
    Number,
}

impl QuestionKind {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::Number => "number",
        }
    }
}

/// A question of the checklist.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its identity; stable, for answers are kept by it.
    pub id: String,
    /// What is asked.
    pub ask: Text,
    /// What to look at on site.
    pub look: Text,
    /// How it is answered.
    #[serde(default)]
    pub kind: QuestionKind,
    /// Unit of a number; empty for none.
    #[serde(default)]
    pub unit: String,
    /// The answer that needs nothing to be done, `yes` or `no`; empty where neither is better.
    #[serde(default)]
    pub sound: String,
    /// Trades that are asked, by the ids of the rule book; empty: all.
    #[serde(default)]
    pub trades: Vec<String>,
}

/// Questions that are asked at one place of the walk.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionGroup {
    /// Its identity.
    pub id: String,
    /// What it is about.
    pub name: Text,
    /// Its questions.
    pub question: Vec<Question>,
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Does not apply here.
    NotApplicable,
    /// Was asked, and nobody knows.
    NotKnown,
    /// A number in the question's unit.
    Number(f64),
}

impl Said {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "not_applicable",
            Self::NotKnown => "not_known",
            Self::Number(_) => "number",
        }
    }

    /// The word on screen and in the report; a number is written by whoever knows its unit.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Yes => "是",
            Self::No => "否",
            Self::NotApplicable => "不适用",
            Self::NotKnown => "不详",
            Self::Number(_) => "",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "does not apply",
            Self::NotKnown => "not known",
            Self::Number(_) => "",
        }
    }
}

/// An answer to a question of the checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question's identity.
    pub question: String,
    /// What was answered.
    pub said: Said,
    /// What was seen, in the auditor's words.
    #[serde(default)]
    pub note: String,
    /// Who answered.
    #[serde(default)]
    pub by: String,
    /// On which day; none where not known.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

/// A question with what was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Surveyed {
    /// The question.
    pub question: Question,
    /// The answer.
    pub answer: Answer,
}

impl Surveyed {
    /// True where the answer is one that something is to be done about.
    pub fn asks_for_action(&self) -> bool {
        match (self.question.sound.as_str(), self.answer.said) {
            ("yes", Said::No) | ("no", Said::Yes) => true,
            (_, Said::Yes | Said::No | Said::NotApplicable | Said::NotKnown | Said::Number(_)) => {
                false
            }
        }
    }
}

/// A group of the checklist with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyedGroup {
    /// What it is about.
    pub name: Text,
    /// How many of its questions are for the enterprise.
    pub asked: usize,
    /// Those that were answered.
    pub answered: Vec<Surveyed>,
}

/// The checklist with what was answered, in its order; empty where nothing was.
pub(crate) fn surveyed(
    book: &crate::RuleBook,
    profile: &crate::Profile,
    answers: &[Answer],
) -> Vec<SurveyedGroup> {
    if answers.is_empty() {
        return Vec::new();
    }
    let group = |group: &QuestionGroup| {
        let questions = group.question.iter();
        let answered = questions.clone().filter_map(|question| {
            let answer = answers.iter().find(|answer| answer.question == question.id)?;
            Some(Surveyed { question: question.clone(), answer: answer.clone() })
        });
        let answered: Vec<Surveyed> = answered.collect();
        let known = |id: &str| answered.iter().any(|one| one.question.id == id);
        let asked = questions
            .filter(|question| book.applies(&question.trades, profile) || known(&question.id))
            .count();
        SurveyedGroup { name: group.name.clone(), asked, answered }
    };
    book.checklist.iter().map(group).filter(|group| group.asked > 0).collect()
}
