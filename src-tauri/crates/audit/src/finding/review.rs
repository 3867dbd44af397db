//! What the auditor decided of findings, and findings of the auditor's own.
//!
//! A decision holds for a finding of a rule on something, as long as the figures are those
//! that it was made on. When they change the decision is still told, and no longer in force
//! where it would hide the finding: a problem that somebody set aside on other figures
//! stands again until somebody looks.

use super::{Finding, Gravity};
use crate::{Answer, Certainty, GivenMeasure, Potential, Text, UnitId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the auditor decided of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// It holds.
    Accepted,
    /// It does not; why is told.
    Rejected,
}

impl Judgement {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Accepted => "采纳",
            Self::Rejected => "不采纳",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "set aside",
        }
    }
}

/// A decision on a finding of a rule. Empty texts and no gravity leave those of the rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The finding, by its key.
    pub key: String,
    /// What was decided.
    pub judgement: Judgement,
    /// Why; asked for where it is rejected.
    #[serde(default)]
    pub reason: String,
    /// Another gravity.
    #[serde(default)]
    pub gravity: Option<Gravity>,
    /// Another title.
    #[serde(default)]
    pub title: String,
    /// Another explanation.
    #[serde(default)]
    pub explanation: String,
    /// Another suggestion.
    #[serde(default)]
    pub suggestion: String,
    /// The title as it stood when it was decided.
    #[serde(default)]
    pub was: String,
    /// The figures that it was decided on.
    #[serde(default)]
    pub figures: String,
    /// Who decided.
    #[serde(default)]
    pub by: String,
    /// On which day; none where not known.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

/// A finding that the auditor added.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnFinding {
    /// Its identity.
    pub id: String,
    /// How grave it is.
    pub gravity: Gravity,
    /// In a few words.
    pub title: String,
    /// What was found.
    pub explanation: String,
    /// What to do.
    pub suggestion: String,
    /// What it rests on: seen on site, a document.
    pub basis: String,
    /// The unit that it is of; none for the site.
    pub unit: Option<UnitId>,
    /// Who added it.
    pub by: String,
    /// On which day; none where not known.
    pub on: Option<NaiveDate>,
}

/// What auditors made of a case: answers on site, decisions, findings and measures of their
/// own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditorWork {
    /// Answers of the survey.
    pub answers: Vec<Answer>,
    /// Decisions on findings.
    pub decisions: Vec<Decision>,
    /// Findings of the auditor's own.
    pub own: Vec<OwnFinding>,
    /// Measures, in their order.
    pub measures: Vec<GivenMeasure>,
}

impl AuditorWork {
    /// True where nothing was given.
    pub const fn is_empty(&self) -> bool {
        self.answers.is_empty()
            && self.decisions.is_empty()
            && self.own.is_empty()
            && self.measures.is_empty()
    }
}

/// Where a finding stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The decision; none: nobody decided.
    pub decision: Option<Decision>,
    /// True where the figures are no longer those that it was decided on.
    pub changed: bool,
    /// True for a finding of the auditor's own.
    pub own: bool,
}

impl Review {
    /// True where it is set aside.
    pub fn is_rejected(&self) -> bool {
        let rejects = |decision: &Decision| decision.judgement == Judgement::Rejected;
        !self.changed && self.decision.as_ref().is_some_and(rejects)
    }

    /// True where somebody still has to decide.
    pub const fn is_open(&self) -> bool {
        !self.own && (self.decision.is_none() || self.changed)
    }

    /// The name on the wire.
    pub fn code(&self) -> &'static str {
        match &self.decision {
            _ if self.own => "own",
            _ if self.changed => "changed",
            Some(decision) => decision.judgement.code(),
            None => "undecided",
        }
    }

    /// The word on screen.
    pub fn zh(&self) -> &'static str {
        match &self.decision {
            _ if self.own => "诊断人员补充",
            _ if self.changed => "数据已变化，请复核",
            Some(decision) => decision.judgement.zh(),
            None => "待确认",
        }
    }

    /// The same in English.
    pub fn en(&self) -> &'static str {
        match &self.decision {
            _ if self.own => "added by the auditor",
            _ if self.changed => "the data changed, look again",
            Some(decision) => decision.judgement.en(),
            None => "undecided",
        }
    }
}

/// Findings as they stand, those set aside, and decisions on findings that no rule raises
/// any more.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reviewed {
    pub(crate) standing: Vec<Finding>,
    pub(crate) rejected: Vec<Finding>,
    pub(crate) gone: Vec<Decision>,
}

/// Puts decisions to the findings, adds the auditor's own, and orders all by gravity.
pub(crate) fn reviewed(raised: Vec<Finding>, audit: &AuditorWork) -> Reviewed {
    let gone = audit
        .decisions
        .iter()
        .filter(|decision| raised.iter().all(|finding| finding.key != decision.key));
    let gone = gone.cloned().collect();
    let decided = raised.into_iter().map(|finding| {
        let decision = audit.decisions.iter().find(|decision| decision.key == finding.key);
        decision.map_or(finding.clone(), |decision| decided(finding, decision))
    });
    let (rejected, mut standing): (Vec<Finding>, Vec<Finding>) =
        decided.partition(|finding| finding.review.is_rejected());
    standing.extend(audit.own.iter().map(own));
    standing.sort_by_key(|finding| finding.gravity);
    Reviewed { standing, rejected, gone }
}

fn decided(finding: Finding, decision: &Decision) -> Finding {
    let over = |given: &str, rule: Text| {
        if given.trim().is_empty() { rule } else { Text::new(given, given) }
    };
    Finding {
        gravity: decision.gravity.unwrap_or(finding.gravity),
        title: over(&decision.title, finding.title),
        explanation: over(&decision.explanation, finding.explanation),
        suggestion: over(&decision.suggestion, finding.suggestion),
        review: Review {
            changed: decision.figures != finding.figures,
            decision: Some(decision.clone()),
            own: false,
        },
        ..finding
    }
}

fn own(given: &OwnFinding) -> Finding {
    let text = |said: &str| Text::new(said, said);
    Finding {
        rule: String::new(),
        code: "own".into(),
        theme: "own".into(),
        key: format!("own@{}", given.id),
        unit: given.unit.clone(),
        gravity: given.gravity,
        title: text(&given.title),
        explanation: text(&given.explanation),
        suggestion: text(&given.suggestion),
        evidence: Vec::new(),
        figures: String::new(),
        volume: None,
        potential: Potential::ToBeShown(Text::new(
            "节水量需经实测论证",
            "the saving has to be shown by measurement",
        )),
        measures: Vec::new(),
        source: if given.basis.trim().is_empty() {
            "诊断人员现场判断".into()
        } else {
            given.basis.clone()
        },
        certainty: Certainty::Own,
        review: Review { decision: None, changed: false, own: true },
    }
}
