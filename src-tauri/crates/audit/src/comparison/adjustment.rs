//! Adjustments of a quota: a factor, a factor on the part that is reclaimed water, water
//! allowed for heat supplied, volumes taken off. What is not known is said, never guessed.

use super::formula::LinearFormula;
use super::rules::{AdjustmentRule, ComparisonRules};
use crate::{AdjustmentKind, Confirmation, Levels, Library, Product, Quota, Text, trimmed};

/// An adjustment that was applied, or what is missing for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjusted {
    /// Its name: 供热修正.
    pub name: String,
    /// How it works.
    pub kind: AdjustmentKind,
    /// With the numbers put in.
    pub substituted: Text,
    /// Where the numbers come from.
    pub source: String,
    /// True where that was confirmed.
    pub confirmed: bool,
}

/// The levels that a product is judged by, and how they came out of those published.
pub(super) struct Judged {
    pub(super) levels: Levels,
    /// Taken off the intake, m³/a.
    pub(super) deduction: f64,
    pub(super) adjusted: Vec<Adjusted>,
    pub(super) missing: Vec<Text>,
}

/// What an adjustment is computed from.
pub(super) struct Basis {
    /// The part of the product's intake that is reclaimed water, from 0 to 1; none where not
    /// known.
    pub(super) reclaimed: Option<f64>,
    /// Units of the quota's denominator made in the year.
    pub(super) made: f64,
    /// Numerators of the quota in 1 m³.
    pub(super) numerators_per_m3: f64,
}

/// The levels of a quota as they judge a product.
pub(super) fn judged(product: &Product, quota: &Quota, library: &Library, basis: &Basis) -> Judged {
    let mut out = Judged {
        levels: quota.levels.clone(),
        deduction: 0.0,
        adjusted: Vec::new(),
        missing: Vec::new(),
    };
    by_formula(product, quota, &library.comparison, &mut out);
    for adjustment in &product.terms.adjustments {
        let rule = library.comparison.adjustment(&adjustment.rule);
        let limit = rule.and_then(|rule| library.limits.iter().find(|one| one.id == rule.limit));
        let known = Known {
            name: first(&adjustment.name, rule.map_or("", |rule| &rule.name)),
            kind: rule.map_or(adjustment.kind, |rule| rule.kind),
            value: limit.map(|limit| limit.value).or_else(|| rule?.value).or(adjustment.value),
            quantity: adjustment.quantity,
            unit: first(&adjustment.quantity_unit, rule.map_or("", |rule| &rule.quantity_unit)),
            source: limit.map_or_else(
                || first(&adjustment.source, rule.map_or("", |rule| &rule.source)),
                |limit| limit.source.clone(),
            ),
            confirmed: limit
                .and_then(|limit| limit.confirmed.as_ref())
                .or_else(|| rule?.confirmed.as_ref()),
        };
        if !adjustment.rule.is_empty() && rule.is_none() {
            out.missing.push(Text::new(
                format!("修正项“{}”不在资料库中", adjustment.rule),
                format!("adjustment {} is not in the library", adjustment.rule),
            ));
            continue;
        }
        apply(&known, basis, &mut out);
    }
    out
}

struct Known<'a> {
    name: String,
    kind: AdjustmentKind,
    value: Option<f64>,
    quantity: Option<f64>,
    unit: String,
    source: String,
    confirmed: Option<&'a Confirmation>,
}

fn first(own: &str, other: &str) -> String {
    if own.is_empty() { other.to_owned() } else { own.to_owned() }
}

fn lacks(name: &str, (zh, en): (&str, &str)) -> Text {
    Text::new(
        format!("修正项“{name}”的{zh}不详，应按标准文本填写"),
        format!("the {en} of adjustment {name} is not known"),
    )
}

fn apply(of: &Known<'_>, basis: &Basis, out: &mut Judged) {
    let Some(value) = of.value.filter(|value| value.is_finite() && *value >= 0.0) else {
        out.missing.push(lacks(&of.name, ("系数或水量", "coefficient")));
        return;
    };
    let shown = trimmed(value, 4);
    let done = match of.kind {
        AdjustmentKind::Factor => {
            each(&mut out.levels, |level| level * value);
            Text::new(format!("各级定额值×{shown}"), format!("each level × {shown}"))
        }
        AdjustmentKind::ReclaimedFactor => {
            let Some(part) = basis.reclaimed else {
                out.missing.push(lacks(&of.name, ("再生水占比", "share of reclaimed water")));
                return;
            };
            let factor = 1.0 + (value - 1.0) * part;
            each(&mut out.levels, |level| level * factor);
            let line = format!("1+({shown}−1)×{} = {}", trimmed(part, 4), trimmed(factor, 4));
            Text::new(
                format!("再生水占取水量的 {}，各级定额值×（{line}）", trimmed(part, 4)),
                format!("each level × ({line})"),
            )
        }
        AdjustmentKind::PerQuantity => {
            let Some(quantity) = of.quantity.filter(|one| one.is_finite() && *one >= 0.0) else {
                out.missing.push(lacks(&of.name, ("数量", "quantity")));
                return;
            };
            let more = value * quantity * basis.numerators_per_m3 / basis.made;
            each(&mut out.levels, |level| level + more);
            let line = format!(
                "{shown}×{} {}/{} = {}",
                trimmed(quantity, 4),
                of.unit,
                trimmed(basis.made, 4),
                trimmed(more, 4)
            );
            Text::new(format!("各级定额值+{line}"), format!("each level + {line}"))
        }
        AdjustmentKind::Deduction => {
            out.deduction += value;
            Text::new(format!("取水量扣减 {shown} m³/a"), format!("intake less {shown} m³/a"))
        }
    };
    out.adjusted.push(Adjusted {
        name: of.name.clone(),
        kind: of.kind,
        substituted: done,
        source: of.source.clone(),
        confirmed: of.confirmed.is_some(),
    });
}

/// A limit that the library holds as a formula, where it has no value.
fn by_formula(product: &Product, quota: &Quota, rules: &ComparisonRules, out: &mut Judged) {
    let Some(row) = rules.formula(&quota.id).filter(|_| quota.levels.limit.is_none()) else {
        return;
    };
    let Some(formula) = LinearFormula::parse(&row.formula) else {
        out.missing.push(Text::new(
            format!("定额“{}”的公式“{}”无法识别", quota.id, row.formula),
            format!("formula {} of quota {} cannot be read", row.formula, quota.id),
        ));
        return;
    };
    let layers = product.terms.specification.layers;
    let Some(n) = layers.filter(|n| n.is_finite() && *n > 0.0) else {
        out.missing.push(Text::new(
            format!(
                "产品“{}”的{}（n）不详，限值按公式 {} 计算",
                product.name, row.variable, row.formula
            ),
            format!("n of {} is not known; the limit is {}", product.name, row.formula),
        ));
        return;
    };
    let limit = crate::round_gb8170(formula.at(n), 9);
    out.levels.limit = Some(limit);
    let line = format!("{}，n={}：{}", row.formula, trimmed(n, 4), trimmed(limit, 4));
    out.adjusted.push(Adjusted {
        name: format!("限值公式（n：{}）", row.variable),
        kind: AdjustmentKind::Factor,
        substituted: Text::new(line.clone(), line),
        source: if row.source.is_empty() { quota.standard.clone() } else { row.source.clone() },
        confirmed: quota.confirmed.is_some(),
    });
}

fn each(levels: &mut Levels, change: impl Fn(f64) -> f64) {
    let Levels { leading, advanced, new_build, general, grades, limit, observed: _ } = levels;
    for level in [leading, advanced, new_build, general, limit].into_iter().chain(grades) {
        *level = level.map(|level| crate::round_gb8170(change(level), 9));
    }
}

/// Adjustments that the library offers for a quota and that the product does not name yet.
pub(super) fn offered(product: &Product, quota: &Quota, library: &Library) -> Vec<AdjustmentRule> {
    let named =
        |rule: &AdjustmentRule| product.terms.adjustments.iter().any(|one| one.rule == rule.id);
    let rules = library.comparison.adjustments.iter();
    rules.filter(|rule| rule.may_apply(quota) && !named(rule)).cloned().collect()
}
