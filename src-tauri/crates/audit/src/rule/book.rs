//! The book of rules: rules, the measures that they suggest, trades, and the checklist.

use super::{Certainty, Condition, RuleScope, SavingRule};
use crate::{Confirmation, Gravity, Profile, QuestionGroup, Text};
use serde::{Deserialize, Serialize};

/// A trade that rules speak of: by words in the name of the industry, or by its code.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trade {
    /// Its identity.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Words in the industry as the enterprise writes it.
    pub words: Vec<String>,
    /// Beginnings of codes of GB/T 4754.
    #[serde(default)]
    pub codes: Vec<String>,
}

impl Trade {
    /// True where an enterprise belongs to it.
    pub fn holds(&self, profile: &Profile) -> bool {
        self.words.iter().any(|word| profile.industry.contains(word.as_str()))
            || self.codes.iter().any(|code| profile.industry_code.starts_with(code.as_str()))
    }
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its identity; stable, for decisions and confirmations are kept by it.
    pub id: String,
    /// The code of its findings; empty: its identity.
    #[serde(default)]
    pub code: String,
    /// What it is about: cooling, steam …
    #[serde(skip_deserializing, default)]
    pub theme: String,
    /// What it looks for, in a few words.
    pub name: Text,
    /// Over what it is asked: once for the site, for each unit, product …
    pub per: RuleScope,
    /// Trades for which it is asked, by their ids; empty: all.
    #[serde(default)]
    pub trades: Vec<String>,
    /// How grave its findings are.
    pub severity: Gravity,
    /// When it raises.
    pub when: Condition,
    /// Figures that its findings cite.
    pub evidence: Vec<String>,
    /// Title of a finding, with figures in braces.
    pub title: Text,
    /// What was found, with figures in braces.
    pub explanation: Text,
    /// What to do, with figures in braces.
    pub advice: Text,
    /// Measures that it suggests, by their ids.
    #[serde(default)]
    pub measures: Vec<String>,
    /// How a saving is computed; none: it has to be shown by measurement.
    #[serde(default)]
    pub saving: Option<SavingRule>,
    /// The figure of the water concerned, in m³/d or m³/a; empty for none.
    #[serde(default)]
    pub volume: String,
    /// Cross-checks that say no more than this rule, which the general rule passes over.
    #[serde(default)]
    pub tells: Vec<crate::CheckCode>,
    /// Where it comes from, with figures in braces.
    pub source: String,
    /// How sure that is.
    pub certainty: Certainty,
    /// The confirmation; none means 未核实.
    #[serde(skip_deserializing, default)]
    pub confirmed: Option<Confirmation>,
}

impl Rule {
    /// The code of its findings.
    pub fn finding_code(&self) -> &str {
        if self.code.is_empty() { &self.id } else { &self.code }
    }
}

/// Whether a measure changes how people work, or the plant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Management (管理).
    #[default]
    Management,
    /// Retrofit (技改).
    Retrofit,
}

impl MeasureKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Management, Self::Retrofit];

    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Management => "管理",
            Self::Retrofit => "技改",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Management => "management",
            Self::Retrofit => "retrofit",
        }
    }
}

/// How hard a measure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    /// Easy (易).
    Easy,
    /// Neither (中).
    #[default]
    Medium,
    /// Hard (难).
    Hard,
}

impl Difficulty {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Easy, Self::Medium, Self::Hard];

    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Easy => "易",
            Self::Medium => "中",
            Self::Hard => "难",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }
}

/// When a measure is to be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// Within a year (近期).
    #[default]
    Near,
    /// Within one to three years (中期).
    Mid,
    /// Later (远期).
    Long,
}

impl Timing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Near, Self::Mid, Self::Long];

    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Near => "近期",
            Self::Mid => "中期",
            Self::Long => "远期",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Near => "near term",
            Self::Mid => "mid term",
            Self::Long => "long term",
        }
    }
}

/// A price that a saved cubic metre spares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Price {
    /// Water.
    Water,
    /// The fee of discharge.
    Discharge,
    /// Treatment of waste water.
    Treatment,
}

impl Price {
    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Water => "水价",
            Self::Discharge => "排污费",
            Self::Treatment => "处理成本",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Water => "price of water",
            Self::Discharge => "discharge fee",
            Self::Treatment => "cost of treatment",
        }
    }
}

/// A measure that rules suggest.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureType {
    /// Its identity.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What to do.
    pub todo: Text,
    /// Where it is typically possible.
    pub conditions: Text,
    /// How its saving would be computed.
    pub saving: Text,
    /// From which data of the site.
    pub data: Text,
    /// Management or retrofit.
    pub kind: MeasureKind,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// When.
    pub timing: Timing,
    /// The water that it acts on, by which overlapping savings are seen: cooling_make_up,
    /// leakage, rinse; `site` acts on the whole intake.
    pub stream: String,
    /// Prices that a saved cubic metre spares.
    pub prices: Vec<Price>,
    /// Where it comes from.
    pub source: String,
    /// How sure that is.
    pub certainty: Certainty,
    /// The confirmation; none means 未核实.
    #[serde(skip_deserializing, default)]
    pub confirmed: Option<Confirmation>,
}

/// A file of rules of one theme.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The theme of its rules.
    #[serde(default)]
    pub theme: String,
    /// Rules.
    #[serde(default)]
    pub rule: Vec<Rule>,
    /// Measures.
    #[serde(default)]
    pub measure: Vec<MeasureType>,
    /// Trades.
    #[serde(default)]
    pub trade: Vec<Trade>,
    /// The checklist.
    #[serde(default)]
    pub group: Vec<QuestionGroup>,
}

/// All rules and what belongs to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleBook {
    /// Rules, in the order in which they are asked.
    pub rules: Vec<Rule>,
    /// Measures.
    pub measures: Vec<MeasureType>,
    /// Trades.
    pub trades: Vec<Trade>,
    /// The checklist of the survey on site.
    pub checklist: Vec<QuestionGroup>,
}

impl RuleBook {
    /// Adds what a file holds.
    pub fn add(&mut self, file: RuleFile) {
        let theme = file.theme;
        let rules = file.rule.into_iter().map(|rule| Rule { theme: theme.clone(), ..rule });
        self.rules.extend(rules);
        self.measures.extend(file.measure);
        self.trades.extend(file.trade);
        self.checklist.extend(file.group);
    }

    /// The rule of that identity.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The measure of that identity.
    pub fn measure(&self, id: &str) -> Option<&MeasureType> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// The question of that identity.
    pub fn question(&self, id: &str) -> Option<&crate::Question> {
        self.checklist.iter().flat_map(|group| &group.question).find(|one| one.id == id)
    }

    /// True where something is for an enterprise: for all, or for a trade that it belongs to.
    pub fn applies(&self, trades: &[String], profile: &Profile) -> bool {
        trades.is_empty()
            || self.trades.iter().any(|trade| trades.contains(&trade.id) && trade.holds(profile))
    }
}
