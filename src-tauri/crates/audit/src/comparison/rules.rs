//! What comparisons are judged by beside the quotas themselves, as data: what counts as
//! intake, adjustments, limits that are formulas, trades. Data: `comparison.toml`.

use crate::{AdjustmentKind, Confirmation, Quota};
use serde::{Deserialize, Serialize};

/// What a quota counts as intake (定额的取水量口径). A part is 1 where it counts whole, 0
/// where it does not count, else a factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Boundary {
    /// Its identity; empty for the boundary that counts everything.
    pub id: String,
    /// Identities of quotas that it holds for.
    pub quotas: Vec<String>,
    /// Standards that it holds for: a part of their number (`GB/T 18916.1`).
    pub standards: Vec<String>,
    /// Industries that it holds for, in words. Where all three lists are empty it holds for
    /// every quota that has no boundary of its own.
    pub industries: Vec<String>,
    /// Steam that is bought.
    pub steam: f64,
    /// Reclaimed water that is bought.
    pub reclaimed: f64,
    /// Rain that is collected.
    pub rain: f64,
    /// Other water that is bought: hot water, softened water.
    pub other: f64,
    /// Sea and brackish water.
    pub sea: f64,
    /// Water and steam passed on to others outside.
    pub passed_on: f64,
    /// Living quarters outside production.
    pub living: f64,
    /// Once-through cooling water of condensers that goes back to the river.
    pub once_through: f64,
    /// Where it comes from.
    pub source: String,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

impl Default for Boundary {
    fn default() -> Self {
        Self {
            id: String::new(),
            quotas: Vec::new(),
            standards: Vec::new(),
            industries: Vec::new(),
            steam: 1.0,
            reclaimed: 1.0,
            rain: 1.0,
            other: 1.0,
            sea: 1.0,
            passed_on: 1.0,
            living: 1.0,
            once_through: 1.0,
            source: String::new(),
            confirmed: None,
        }
    }
}

impl Boundary {
    /// How closely it names a quota: 4 by identity, 3 by standard, 2 by industry, 1 for all;
    /// none where it does not hold.
    fn closeness(&self, quota: &Quota) -> Option<u8> {
        if self.quotas.contains(&quota.id) {
            return Some(4);
        }
        if self.standards.iter().any(|standard| quota.standard.contains(standard.as_str())) {
            return Some(3);
        }
        let named = |industry: &String| !industry.is_empty() && quota.industry.contains(industry);
        if self.industries.iter().any(named) {
            return Some(2);
        }
        let for_all =
            self.quotas.is_empty() && self.standards.is_empty() && self.industries.is_empty();
        for_all.then_some(1)
    }
}

/// An adjustment that a standard knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdjustmentRule {
    /// Its identity.
    pub id: String,
    /// Identities of quotas that it may be applied to.
    pub quotas: Vec<String>,
    /// Industries that it may be applied to, in words.
    pub industries: Vec<String>,
    /// Its name: 供热修正.
    pub name: String,
    /// How it works.
    pub kind: AdjustmentKind,
    /// The row among the limits that holds its value; empty where it has none.
    pub limit: String,
    /// The factor or coefficient; none where it must be typed from the standard's text.
    pub value: Option<f64>,
    /// Unit of the quantity that it is multiplied by.
    pub quantity_unit: String,
    /// When it applies.
    pub condition: String,
    /// Where it comes from.
    pub source: String,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

impl AdjustmentRule {
    /// True where it may be offered for a quota.
    pub fn may_apply(&self, quota: &Quota) -> bool {
        let named = |industry: &String| !industry.is_empty() && quota.industry.contains(industry);
        self.quotas.contains(&quota.id) || self.industries.iter().any(named)
    }
}

/// A limit that is a formula of the product: `0.5+0.3n`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormulaRow {
    /// The quota.
    pub quota: String,
    /// The formula, linear in `n`.
    pub formula: String,
    /// What `n` is, in Chinese: 电路板层数.
    pub variable: String,
    /// Where it comes from.
    pub source: String,
}

/// A limit that holds only for enterprises that take at least so much.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LimitScope {
    /// The limit.
    pub limit: String,
    /// Intake of the year from which it holds, m³/a.
    pub intake_at_least: f64,
    /// Where it comes from.
    pub source: String,
}

/// A trade as limits name it, and what is meant by that.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LimitTrade {
    /// Its name in the table of limits.
    pub name: String,
    /// Further words for it.
    pub words: Vec<String>,
    /// Codes of GB/T 4754 that belong to it: divisions, groups or classes, by their first
    /// digits.
    pub codes: Vec<String>,
    /// Where the codes come from.
    pub source: String,
}

/// Everything that comparisons are judged by beside quotas and limits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ComparisonRules {
    /// Boundaries.
    pub boundaries: Vec<Boundary>,
    /// Adjustments.
    pub adjustments: Vec<AdjustmentRule>,
    /// Limits that are formulas.
    pub formulas: Vec<FormulaRow>,
    /// Limits that hold from an intake on.
    pub scopes: Vec<LimitScope>,
    /// Trades.
    pub trades: Vec<LimitTrade>,
}

impl ComparisonRules {
    /// The boundary of a quota: the row that names it most closely, the first of these;
    /// one that counts everything where there is none.
    pub fn boundary(&self, quota: &Quota) -> Boundary {
        let mut best: Option<(u8, &Boundary)> = None;
        for row in &self.boundaries {
            if let Some(closeness) = row.closeness(quota)
                && best.is_none_or(|(held, _)| closeness > held)
            {
                best = Some((closeness, row));
            }
        }
        best.map(|(_, row)| row.clone()).unwrap_or_default()
    }

    /// The formula of a quota's limit.
    pub fn formula(&self, quota: &str) -> Option<&FormulaRow> {
        self.formulas.iter().find(|row| row.quota == quota)
    }

    /// The adjustment of that identity.
    pub fn adjustment(&self, id: &str) -> Option<&AdjustmentRule> {
        self.adjustments.iter().find(|row| row.id == id)
    }
}
