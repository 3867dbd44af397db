//! Findings with what was decided of them, the survey on site, and measures.

use super::Input;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A saving with its formula.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Saving {
    /// The formula with symbols.
    pub formula: String,
    /// The formula with the numbers put in.
    pub substituted: String,
    /// m³/a.
    pub per_year: f64,
    /// True for what can be saved at most.
    pub at_most: bool,
    /// What goes into it.
    pub inputs: Vec<Input>,
}

/// A measure that a finding suggests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SuggestedMeasure {
    /// Its identity in the rule book.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What to do.
    pub todo: String,
    /// Where it is typically possible.
    pub conditions: String,
    /// How its saving would be computed.
    pub saving: String,
    /// From which data of the site.
    pub data: String,
    /// Where it comes from, and how sure that is.
    pub source: String,
    /// True where it is among the measures already.
    pub taken: bool,
}

/// A decision on a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FindingDecision {
    /// accepted, rejected.
    pub judgement: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// On which day; null where not known.
    pub on: Option<String>,
    /// The title as it stood then.
    pub was: String,
    /// The figures that it was decided on.
    pub figures: String,
}

/// A problem found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// By which it is known again.
    pub key: String,
    /// The rule that raised it; empty where the auditor added it.
    pub rule: String,
    /// Its code.
    pub code: String,
    /// What it is about.
    pub theme: String,
    /// The unit that it is of; null for none.
    pub unit: Option<String>,
    /// high, medium, low.
    pub gravity: String,
    /// The gravity in words.
    pub gravity_name: String,
    /// Title.
    pub title: String,
    /// What was found.
    pub explanation: String,
    /// What to do.
    pub suggestion: String,
    /// Figures that raised it.
    pub evidence: Vec<Input>,
    /// The same in a line.
    pub figures: String,
    /// m³/a concerned.
    pub volume: Option<f64>,
    /// What could be saved; null where it does not follow from the site's figures.
    pub saving: Option<Saving>,
    /// Why it does not follow; empty where it does.
    pub to_be_shown: String,
    /// Measures that it suggests.
    pub measures: Vec<SuggestedMeasure>,
    /// What it rests on.
    pub source: String,
    /// How sure that is, in words.
    pub certainty: String,
    /// undecided, accepted, rejected, changed, own.
    pub state: String,
    /// The state in words.
    pub state_name: String,
    /// The decision; null for none.
    pub decision: Option<FindingDecision>,
}

/// A decision on a finding that no rule raises any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct GoneFinding {
    /// Its key.
    pub key: String,
    /// The decision.
    pub decision: FindingDecision,
}

/// A decision as it is made. Empty texts leave those of the rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct FindingEdit {
    /// The finding.
    pub key: String,
    /// accepted, rejected; empty takes the decision back.
    pub judgement: String,
    /// Why; asked for where it is rejected.
    pub reason: String,
    /// Another gravity; empty for that of the rule.
    pub gravity: String,
    /// Another title.
    pub title: String,
    /// Another explanation.
    pub explanation: String,
    /// Another suggestion.
    pub suggestion: String,
}

/// A finding of the auditor's own as it is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnFindingEdit {
    /// Its key, as the finding has it; empty for a new one.
    pub key: String,
    /// high, medium, low.
    pub gravity: String,
    /// Title.
    pub title: String,
    /// What was found.
    pub explanation: String,
    /// What to do.
    pub suggestion: String,
    /// What it rests on.
    pub basis: String,
    /// The unit; empty for the site.
    pub unit: String,
}

/// A question of the survey and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SurveyQuestion {
    /// Its identity.
    pub id: String,
    /// What is asked.
    pub ask: String,
    /// What to look at.
    pub look: String,
    /// yes_no, number.
    pub kind: String,
    /// Unit of a number.
    pub unit: String,
    /// The answer that needs nothing to be done; empty where neither is better.
    pub sound: String,
    /// yes, no, not_applicable, not_known, number; empty: not answered.
    pub said: String,
    /// The number.
    pub number: Option<f64>,
    /// What was seen.
    pub note: String,
    /// Who answered.
    pub by: String,
    /// On which day.
    pub on: Option<String>,
    /// Titles of the findings that rest on it.
    pub findings: Vec<String>,
}

/// Questions that are asked at one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SurveyGroup {
    /// Its identity.
    pub id: String,
    /// What it is about.
    pub name: String,
    /// How many are answered.
    pub answered: u32,
    /// Its questions, those of other trades left out.
    pub questions: Vec<SurveyQuestion>,
}

/// An answer as it is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AnswerEdit {
    /// The question.
    pub question: String,
    /// yes, no, not_applicable, not_known, number; empty takes the answer back.
    pub said: String,
    /// The number.
    pub number: Option<f64>,
    /// What was seen.
    pub note: String,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Measure {
    /// Its record; empty for a new one.
    pub id: String,
    /// The finding that it answers; empty for none.
    pub finding: String,
    /// The title of that finding.
    pub finding_title: String,
    /// The measure of the rule book; empty for one of the auditor's own.
    pub measure: String,
    /// The unit; empty for the site.
    pub unit: String,
    /// Where it is taken, in words.
    pub place: String,
    /// What to do.
    pub todo: String,
    /// computed, typed, unknown.
    pub saving_from: String,
    /// m³/a; null where not known.
    pub saving: Option<f64>,
    /// What the saving rests on: the formula with its numbers, or what was typed.
    pub basis: String,
    /// True for what can be saved at most.
    pub at_most: bool,
    /// The water that it acts on.
    pub stream: String,
    /// 10⁴ yuan as typed; null where not known.
    pub investment: Option<String>,
    /// 10⁴ yuan a year as typed; null where not known.
    pub running: Option<String>,
    /// 10⁴ yuan a year, two decimals; null where not known.
    pub benefit: Option<String>,
    /// Its formula with the numbers put in, and what is not counted.
    pub benefit_basis: String,
    /// Years, one decimal; null where not known.
    pub payback: Option<String>,
    /// easy, medium, hard.
    pub difficulty: String,
    /// management, retrofit.
    pub kind: String,
    /// near, mid, long.
    pub timing: String,
    /// Numbers, from 1, of measures that act on the same water.
    pub overlaps: Vec<u32>,
    /// True where its saving counts in the total.
    pub counts: bool,
    /// True where its finding stands no more.
    pub orphaned: bool,
}

/// Sums over the measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MeasureTotals {
    /// m³/a, each water counted once; null where none is known.
    pub saving: Option<f64>,
    /// How many savings are not known.
    pub unknown_savings: u32,
    /// How many known savings do not count.
    pub overlapping: u32,
    /// 10⁴ yuan; null where none is known.
    pub investment: Option<String>,
    /// How many investments are not known.
    pub unknown_investments: u32,
    /// 10⁴ yuan a year; null where none is known.
    pub benefit: Option<String>,
    /// How many benefits are not known.
    pub unknown_benefits: u32,
}
