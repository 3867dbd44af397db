//! What a diagnosis is judged by: every value of the library that one of its results rests
//! on, each with whether somebody has confirmed it against its text. A final report may
//! rest on a value that nobody confirmed only where the auditor expressly says so.

use crate::{
    Check, CheckVerdict, Confirmation, Diagnosis, Indicator, Library, Limit, Quota, Rate, Text,
    trimmed,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Of what kind a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelianceKind {
    /// A quota that a product is compared with (用水定额).
    Quota,
    /// A limit or target that an indicator is held against (指标限值).
    Limit,
    /// The formula of an indicator, by the document that it is cited from (指标算式).
    Formula,
    /// Tolerances of closure (平衡允许误差).
    Tolerances,
    /// Uncertainties by the way a figure was obtained, and the coverage factor (数据质量等级).
    DataQuality,
    /// The range that a cross-check is held against (核对范围).
    CheckRange,
}

impl RelianceKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Quota,
        Self::Limit,
        Self::Formula,
        Self::Tolerances,
        Self::DataQuality,
        Self::CheckRange,
    ];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Quota => "quota",
            Self::Limit => "limit",
            Self::Formula => "formula",
            Self::Tolerances => "tolerances",
            Self::DataQuality => "data_quality",
            Self::CheckRange => "check_range",
        }
    }

    /// The name on screen and in the report.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Quota => "用水定额",
            Self::Limit => "指标限值",
            Self::Formula => "指标算式",
            Self::Tolerances => "平衡允许误差",
            Self::DataQuality => "数据质量等级",
            Self::CheckRange => "核对范围",
        }
    }
}

/// A value of the library that a diagnosis rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliance {
    /// Of what kind it is.
    pub kind: RelianceKind,
    /// Its identity among those of its kind: the id of the quota, the document of a formula.
    pub id: String,
    /// What it is.
    pub name: Text,
    /// The values that judge, printed: `通用值 4.8 m³/t`.
    pub judges: String,
    /// Where they come from.
    pub source: String,
    /// What rests on it: the product, the indicators.
    pub used_for: Text,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

impl Reliance {
    /// What an acceptance holds for: the value as it stands. Another value, another unit or
    /// another source is another content.
    pub fn content(&self) -> String {
        [self.kind.code(), &self.id, &self.name.zh, &self.judges, &self.source].join("\u{1f}")
    }
}

/// The auditor's word that a value which nobody confirmed is to be used all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Who accepted.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Why; printed in the report.
    pub note: String,
}

/// A value that a diagnosis rests on, and what was said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Relied {
    /// The value.
    pub reliance: Reliance,
    /// The acceptance of the value as it stands; none where there is none.
    pub accepted: Option<Acceptance>,
}

impl Relied {
    /// True where a final report may rest on it: confirmed, or expressly accepted.
    pub fn stands(&self) -> bool {
        self.reliance.confirmed.is_some() || self.accepted.is_some()
    }
}

/// All that a diagnosis rests on, by kind, each once.
pub fn reliances(diagnosis: &Diagnosis, library: &Library) -> Vec<Reliance> {
    let mut all = Vec::new();
    all.extend(of_quotas(diagnosis));
    all.extend(of_limits(diagnosis));
    all.extend(of_formulas(diagnosis));
    if !diagnosis.balance.units.is_empty() {
        all.push(of_tolerances(library));
        all.extend(of_data_quality(diagnosis, library));
    }
    all.extend(of_checks(diagnosis));
    let mut seen = BTreeSet::new();
    all.retain(|one| seen.insert((one.kind, one.id.clone())));
    all
}

fn of_quotas(diagnosis: &Diagnosis) -> Vec<Reliance> {
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

/// The levels of a quota, printed: `领跑值 2.1、通用值 4.8 m³/t`.
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

fn of_limits(diagnosis: &Diagnosis) -> Vec<Reliance> {
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

/// Formulas by the document that they are cited from: one answer for each document, since
/// whoever opens it confirms what is cited from it together.
fn of_formulas(diagnosis: &Diagnosis) -> Vec<Reliance> {
    let computed: Vec<&Indicator> =
        diagnosis.indicators.iter().filter(|one| one.value.is_some()).collect();
    let source = |indicator: &&Indicator| indicator.code.definition().source;
    let documents: BTreeSet<&str> = computed.iter().map(source).collect();
    let reliance = |document: &str| {
        let mut names: Vec<Text> = Vec::new();
        let mut formulas: Vec<&str> = Vec::new();
        for indicator in computed.iter().filter(|one| source(one) == document) {
            let (name, formula) = (indicator.code.name(), indicator.code.definition().formula);
            if !names.contains(&name) {
                names.push(name);
                formulas.push(formula);
            }
        }
        let joined =
            |of: fn(&Text) -> &str, with: &str| names.iter().map(of).collect::<Vec<_>>().join(with);
        Reliance {
            kind: RelianceKind::Formula,
            id: document.to_owned(),
            name: Text::new(document, document),
            judges: formulas.join("；"),
            source: document.to_owned(),
            used_for: Text::new(joined(|name| &name.zh, "、"), joined(|name| &name.en, ", ")),
            confirmed: None,
        }
    };
    documents.into_iter().map(reliance).collect()
}

fn of_tolerances(library: &Library) -> Reliance {
    let tolerances = &library.tolerances;
    let percent = |rate: Rate| trimmed(rate.to_percent(), 4);
    Reliance {
        kind: RelianceKind::Tolerances,
        id: "tolerances".into(),
        name: Text::new("水平衡允许误差", "tolerances of closure"),
        judges: format!(
            "单元 {} %、{} %，全厂 {} %、{} %",
            percent(tolerances.unit_warn),
            percent(tolerances.unit_fail),
            percent(tolerances.site_warn),
            percent(tolerances.site_fail)
        ),
        source: tolerances.source.clone(),
        used_for: Text::new("各单元和全厂的平衡判定", "closure of the units and the site"),
        confirmed: tolerances.confirmed.clone(),
    }
}

/// Methods of the bases that figures of this site have, and the coverage factor.
fn of_data_quality(diagnosis: &Diagnosis, library: &Library) -> Vec<Reliance> {
    let quality = &library.data_quality;
    let figures = diagnosis.case.site.streams.iter().filter_map(|one| one.figure.as_ref());
    let bases: BTreeSet<_> =
        figures.filter(|figure| figure.uncertainty.is_none()).map(|one| one.basis).collect();
    let used_for =
        || Text::new("不平衡量区间、指标的不确定度", "intervals and uncertainties of indicators");
    let mut all: Vec<Reliance> = bases
        .into_iter()
        .filter_map(|basis| quality.method(basis))
        .map(|method| Reliance {
            kind: RelianceKind::DataQuality,
            id: method.code.clone(),
            name: Text::new(method.zh.clone(), method.en.clone()),
            judges: format!(
                "{} 级，相对标准不确定度 {} %",
                method.grade.letter(),
                trimmed(method.typical.to_percent(), 4)
            ),
            source: method.source.clone(),
            used_for: used_for(),
            confirmed: method.confirmed.clone(),
        })
        .collect();
    let coverage = &quality.coverage;
    all.push(Reliance {
        kind: RelianceKind::DataQuality,
        id: "coverage".into(),
        name: Text::new("包含因子", "coverage factor"),
        judges: format!(
            "k = {}，包含概率 {} %",
            trimmed(coverage.factor, 4),
            trimmed(coverage.confidence.to_percent(), 2)
        ),
        source: coverage.source.clone(),
        used_for: used_for(),
        confirmed: coverage.confirmed.clone(),
    });
    all
}

fn of_checks(diagnosis: &Diagnosis) -> Vec<Reliance> {
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
