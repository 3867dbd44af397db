//! Products against their quotas, all products together, indicators against limits.

use super::{Cell, Input, Quota, Scene};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A product against its quota.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// Product.
    pub product: String,
    /// Intake per unit.
    pub value: Option<f64>,
    /// ± expanded uncertainty of the value; null where not known.
    pub plus_minus: Option<f64>,
    /// True where a level lies within the uncertainty, so that the verdict is open.
    pub open: bool,
    /// Unit, printed.
    pub unit: String,
    /// The quota; null: 暂无定额.
    pub quota: Option<Quota>,
    /// leading, advanced, new_build, general, grade_1…3, over, none.
    pub verdict: String,
    /// The verdict in words; 暂无定额 where there is no quota.
    pub verdict_name: String,
    /// Excess over the level that is required, m³/a.
    pub excess: Option<f64>,
    /// Levels: name, value, where the product stands, what reaching each would save.
    pub levels: Vec<Level>,
    /// What counts as intake.
    pub counted: Counted,
    /// How the product got its part of that.
    pub allotment: Allotment,
    /// What the product takes in the year, m³/a.
    pub annual: Option<f64>,
    /// Steps of a conversion of output, in words.
    pub conversion: Vec<String>,
    /// Adjustments that were applied.
    pub adjustments: Vec<Adjusted>,
    /// Adjustments that may be chosen.
    pub offered: Vec<OfferedAdjustment>,
    /// Fields of the product's specification that are asked for.
    pub asks: Vec<String>,
    /// Formula with numbers.
    pub substituted: String,
    /// Inputs.
    pub inputs: Vec<Input>,
    /// What is missing.
    pub missing: Vec<String>,
    /// The picture: where the product stands.
    pub picture: Option<Scene>,
}

/// A level of a quota.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Level {
    /// leading, advanced, new_build, general, grade_1…3, limit.
    pub code: String,
    /// 领跑值, 先进值, 通用值, Ⅱ级, 限值.
    pub name: String,
    /// Value, adjusted.
    pub value: f64,
    /// Value as published; null where it comes from a formula.
    pub published: Option<f64>,
    /// met, not_met, open, not_judged.
    pub state: String,
    /// The state in words.
    pub state_name: String,
    /// True for the level that is required.
    pub required: bool,
    /// What is left to the level in its unit; below zero where it is missed.
    pub margin: f64,
    /// The margin over the level, %.
    pub margin_pct: f64,
    /// m³/a saved by reaching it.
    pub saving: f64,
}

/// What of the site's intake a quota counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Counted {
    /// The rule; empty where everything counts.
    pub rule: String,
    /// Where the rule comes from.
    pub source: String,
    /// Whether that was confirmed.
    pub confirmed: bool,
    /// True where the auditor changed the rule.
    pub changed: bool,
    /// Why.
    pub reason: String,
    /// Intake of the site, m³/d.
    pub gross: Option<f64>,
    /// What is taken off or counted by a factor.
    pub terms: Vec<CountedTerm>,
    /// What counts, m³/d.
    pub counted: Option<f64>,
}

/// A term between the intake and what counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CountedTerm {
    /// steam, reclaimed, rain, other, sea, passed_on, living, once_through.
    pub code: String,
    /// In words: 扣除外供水量.
    pub words: String,
    /// How much of it counts.
    pub weight: f64,
    /// The water that it is, m³/d.
    pub water: Option<f64>,
    /// What it changes, m³/d.
    pub change: Option<f64>,
    /// The cells behind it.
    pub cells: Vec<Cell>,
}

/// How a product got its part of the counted intake.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Allotment {
    /// share, direct, output, value, metering.
    pub rule: String,
    /// The rule in words.
    pub rule_name: String,
    /// Why, as the auditor wrote it.
    pub reason: String,
    /// Units that make only this product.
    pub units: Vec<String>,
    /// What the product takes, m³/d.
    pub daily: Option<f64>,
    /// Its part of the counted intake, %.
    pub share_pct: Option<f64>,
    /// The way to it with the numbers put in.
    pub steps: Vec<String>,
}

/// An adjustment that was applied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Adjusted {
    /// Its name.
    pub name: String,
    /// With the numbers put in.
    pub substituted: String,
    /// Where the numbers come from.
    pub source: String,
    /// Whether that was confirmed.
    pub confirmed: bool,
}

/// An adjustment of the library that may be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OfferedAdjustment {
    /// The row of the library.
    pub rule: String,
    /// Its name.
    pub name: String,
    /// factor, reclaimed_factor, per_quantity, deduction.
    pub kind: String,
    /// The kind in words.
    pub kind_name: String,
    /// Unit of the quantity; empty where it needs none.
    pub quantity_unit: String,
    /// True where its value must be typed from the standard's text.
    pub asks_value: bool,
    /// When it applies.
    pub condition: String,
    /// Where it comes from.
    pub source: String,
}

/// All products together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct WholeSite {
    /// Intake of the year from all sources, m³/a.
    pub intake: Option<f64>,
    /// What was judged of it, m³/a.
    pub judged: Option<f64>,
    /// That over the intake, %.
    pub judged_pct: Option<f64>,
    /// The sum of all shares in the intake that counts, %.
    pub allotted_pct: Option<f64>,
    /// Products.
    pub products: u32,
    /// Products that were judged.
    pub judged_products: u32,
    /// Levels, each summed over the products that have it.
    pub levels: Vec<WholeLevel>,
}

/// A level of all products together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WholeLevel {
    /// leading, advanced, new_build, general, grade_1…3, limit.
    pub code: String,
    /// In words.
    pub name: String,
    /// What the level allows, m³/a.
    pub allowed: f64,
    /// What these products take, m³/a.
    pub taken: f64,
    /// Allowed less taken, m³/a.
    pub margin: f64,
    /// met, not_met, not_judged.
    pub state: String,
    /// The state in words.
    pub state_name: String,
    /// The products.
    pub products: Vec<String>,
    /// Products whose quota has no such level.
    pub lacking: Vec<String>,
}

/// An indicator against a limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LimitCheck {
    /// Indicator's name.
    pub name: String,
    /// Value.
    pub value: f64,
    /// `≥` or `≤`.
    pub operator: String,
    /// The limit.
    pub limit: f64,
    /// Unit.
    pub unit: String,
    /// criterion, target, program.
    pub kind: String,
    /// The kind in words.
    pub kind_name: String,
    /// Met or not.
    pub met: bool,
    /// True where the limit lies within the uncertainty, so that the verdict is open.
    pub open: bool,
    /// What is left to the limit in its unit; below zero where it is missed.
    pub margin: f64,
    /// The margin over the limit, %.
    pub margin_pct: Option<f64>,
    /// True for a reuse rate, which is never shown alone.
    pub is_reuse: bool,
    /// The reuse rate without cooling water, %; null where not known.
    pub without_cooling: Option<f64>,
    /// Trade and region.
    pub scope: String,
    /// The document.
    pub source: String,
    /// Whether it was confirmed.
    pub confirmed: bool,
}

/// A row that informs and judges nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LimitReference {
    /// Its identity.
    pub id: String,
    /// Indicator's name.
    pub name: String,
    /// Value here; null where not known.
    pub value: Option<f64>,
    /// `≥`, `≤` or `=`.
    pub operator: String,
    /// The row's value.
    pub limit: f64,
    /// Unit.
    pub unit: String,
    /// average, observed, not_known, too_small, intake_not_known.
    pub reason: String,
    /// The reason in words.
    pub reason_name: String,
    /// True for a reuse rate.
    pub is_reuse: bool,
    /// The reuse rate without cooling water, %; null where not known.
    pub without_cooling: Option<f64>,
    /// What is missing.
    pub missing: Vec<String>,
    /// Trade and region.
    pub scope: String,
    /// The document.
    pub source: String,
    /// Whether it was confirmed.
    pub confirmed: bool,
}
