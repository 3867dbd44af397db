//! Rows that something was held against: quotas, boundaries, adjustments, limits,
//! requirements, ranges.

use super::{Reliance, RelianceKind};
use crate::{
    Boundary, Check, CheckVerdict, Comparison, Diagnosis, Limit, Quota, RequirementCheck, Text,
    trimmed,
};

pub(super) fn of_quotas(diagnosis: &Diagnosis) -> Vec<Reliance> {
    let judged = diagnosis.comparisons.iter().filter(|one| one.value.is_some());
    let reliance = |quota: &Quota| {
        let products: Vec<&str> = diagnosis
            .comparisons
            .iter()
            .filter(|one| one.quota.as_ref().is_some_and(|other| other.id == quota.id))
            .map(|one| one.product.as_str())
            .collect();
        let condition = match quota.condition.trim() {
            "" => String::new(),
            condition => format!("（{condition}）"),
        };
        Reliance {
            kind: RelianceKind::Quota,
            id: quota.id.clone(),
            name: Text::new(
                format!("{} {}{condition}", quota.standard, quota.product),
                format!("{} {}", quota.standard, quota.id),
            ),
            judges: levels(quota),
            source: format!("{} {}", quota.title, quota.source).trim().to_owned(),
            used_for: Text::new(products.join("、"), products.join(", ")),
            confirmed: quota.confirmed.clone(),
        }
    };
    judged.filter_map(|one| one.quota.as_ref()).map(reliance).collect()
}

fn levels(quota: &Quota) -> String {
    let levels = &quota.levels;
    let named = [
        ("领跑值", levels.leading),
        ("先进值", levels.advanced),
        ("新建值", levels.new_build),
        ("通用值", levels.general),
        ("Ⅰ级", levels.grades[0]),
        ("Ⅱ级", levels.grades[1]),
        ("Ⅲ级", levels.grades[2]),
        ("限值", levels.limit),
    ];
    let said: Vec<String> = named
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name} {}", trimmed(value?, 6))))
        .collect();
    format!("{} {}", said.join("、"), quota.unit).trim().to_owned()
}

/// Products that a wanted thing of their comparisons holds for.
fn products(diagnosis: &Diagnosis, wanted: impl Fn(&Comparison) -> bool) -> Text {
    let named: Vec<&str> = diagnosis
        .comparisons
        .iter()
        .filter(|one| one.value.is_some() && wanted(one))
        .map(|one| one.product.as_str())
        .collect();
    Text::new(named.join("、"), named.join(", "))
}

/// Boundaries of quotas that judged. One that counts everything is no judgement.
pub(super) fn of_boundaries(diagnosis: &Diagnosis) -> Vec<Reliance> {
    let judged = diagnosis.comparisons.iter().filter(|one| one.value.is_some());
    let rules = judged.map(|one| &one.counted.rule).filter(|rule| !rule.id.is_empty());
    let reliance = |rule: &Boundary| {
        let parts = [
            ("外购蒸汽", rule.steam),
            ("再生水", rule.reclaimed),
            ("雨水", rule.rain),
            ("海水、苦咸水", rule.sea),
            ("外供水", rule.passed_on),
            ("生活区用水", rule.living),
            ("凝汽器直流冷却水", rule.once_through),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .map(|(name, factor)| match factor {
                1.0 => format!("{name}计入"),
                0.0 => format!("{name}不计"),
                factor => format!("{name}按 {} 计入", trimmed(factor, 4)),
            })
            .collect();
        Reliance {
            kind: RelianceKind::Boundary,
            id: rule.id.clone(),
            name: Text::new(format!("取水量口径 {}", rule.id), format!("boundary {}", rule.id)),
            judges: said.join("，"),
            source: rule.source.clone(),
            used_for: products(diagnosis, |one| one.counted.rule.id == rule.id),
            confirmed: rule.confirmed.clone(),
        }
    };
    rules.map(reliance).collect()
}

/// Adjustments that were applied. Who confirmed one is told where it is applied.
pub(super) fn of_adjustments(diagnosis: &Diagnosis) -> Vec<Reliance> {
    let judged = diagnosis.comparisons.iter().filter(|one| one.value.is_some());
    let open = judged.flat_map(|one| {
        let applied = one.adjustments.iter().filter(|of| !of.confirmed);
        applied.map(move |adjusted| (one, adjusted))
    });
    open.map(|(of, adjusted)| Reliance {
        kind: RelianceKind::Adjustment,
        id: format!("{}/{}", of.product, adjusted.name),
        name: Text::new(adjusted.name.clone(), adjusted.name.clone()),
        judges: adjusted.substituted.zh.clone(),
        source: adjusted.source.clone(),
        used_for: Text::new(of.product.clone(), of.product.clone()),
        confirmed: None,
    })
    .collect()
}

/// Requirements of metering that something was held against.
pub(super) fn of_requirements(diagnosis: &Diagnosis) -> Vec<Reliance> {
    let judged = diagnosis.metering.requirements.iter().filter(|one| one.met.is_some());
    let reliance = |check: &RequirementCheck| {
        let row = &check.requirement;
        let asked = row.value.map_or_else(String::new, |value| trimmed(value, 4));
        Reliance {
            kind: RelianceKind::Requirement,
            id: row.id.clone(),
            name: Text::new(
                format!("{}（{}）", row.code.zh(), row.applies),
                format!("{} {}", row.code.code(), row.id),
            ),
            judges: format!("{} {asked} {}", row.operator, row.unit).trim().to_owned(),
            source: row.source.clone(),
            used_for: Text::new("计量评价", "metering"),
            confirmed: row.confirmed.clone(),
        }
    };
    judged.map(reliance).collect()
}

pub(super) fn of_limits(diagnosis: &Diagnosis) -> Vec<Reliance> {
    let reliance = |limit: &Limit, indicator: Text| Reliance {
        kind: RelianceKind::Limit,
        id: limit.id.clone(),
        name: Text::new(
            format!("{}（{}）", limit.indicator_name, limit.industry),
            format!("{} ({})", indicator.en, limit.id),
        ),
        judges: format!("{} {} {}", limit.operator, trimmed(limit.value, 6), limit.unit),
        source: limit.source.clone(),
        used_for: indicator,
        confirmed: limit.confirmed.clone(),
    };
    diagnosis.limits.iter().map(|check| reliance(&check.limit, check.indicator.name())).collect()
}

pub(super) fn of_checks(diagnosis: &Diagnosis) -> Vec<Reliance> {
    let judged =
        |check: &&Check| !matches!(check.verdict, CheckVerdict::Missing | CheckVerdict::Unranged);
    let reliance = |check: &Check| {
        let row = &check.expectation;
        let bound = |sign: &str, value: Option<f64>| {
            value.map(|value| format!("{sign} {}", trimmed(value, 6)))
        };
        let said: Vec<String> = [
            bound("≥", row.low),
            bound("≤", row.high),
            bound("不可能小于", row.least),
            bound("不可能大于", row.most),
        ]
        .into_iter()
        .flatten()
        .collect();
        Reliance {
            kind: RelianceKind::CheckRange,
            id: format!("{}/{}", row.code.code(), row.applies.join("+")),
            name: row.name.clone(),
            judges: format!("{} {}", said.join("，"), row.unit).trim().to_owned(),
            source: row.source.clone(),
            used_for: Text::new("合理性核对", "cross-checks"),
            confirmed: row.confirmed.clone(),
        }
    };
    diagnosis.checks.iter().filter(judged).map(reliance).collect()
}
