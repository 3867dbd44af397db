//! Problems found (问题诊断): each with the figures that raised it and what to do.
//! A finding never states a saving that has no basis in the site's own data.

mod review;
mod words;

pub use review::*;
pub(crate) use words::interval;
pub use words::range;

use crate::{AnnualVolume, Certainty, Input, Potential, Text, UnitId};
use serde::{Deserialize, Serialize};

/// How grave a problem is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gravity {
    /// To be dealt with at once.
    High,
    /// To be dealt with.
    #[default]
    Medium,
    /// To be kept in mind.
    Low,
}

impl Gravity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::High => "重点",
            Self::Medium => "一般",
            Self::Low => "提示",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::High => "major",
            Self::Medium => "ordinary",
            Self::Low => "remark",
        }
    }

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// A problem of the enterprise's water use.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that raised it, by its identity; empty where the auditor added it.
    pub rule: String,
    /// The code on the wire; several rules may share one.
    pub code: String,
    /// What it is about: cooling, steam …
    pub theme: String,
    /// By which it is known again: the rule and what it is of.
    pub key: String,
    /// The unit that it is of; none for the site, a product, a meter.
    pub unit: Option<UnitId>,
    /// How grave it is.
    pub gravity: Gravity,
    /// In a few words.
    pub title: Text,
    /// What was found, with its figures.
    pub explanation: Text,
    /// What to do.
    pub suggestion: Text,
    /// The figures that raised it.
    pub evidence: Vec<Input>,
    /// The same in a line, for telling whether they changed.
    pub figures: String,
    /// Water concerned in a year, m³/a, where the site's own data give it.
    pub volume: Option<AnnualVolume>,
    /// What could be saved, where the site's own data give it.
    pub potential: Potential,
    /// Measures that it suggests, by their ids.
    pub measures: Vec<String>,
    /// What it rests on, and how sure that is.
    pub source: String,
    /// How sure that is.
    pub certainty: Certainty,
    /// What the auditor decided.
    pub review: Review,
}
