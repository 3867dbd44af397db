//! What a diagnosis is judged by: every value of the library that one of its results rests
//! on, each with whether somebody has confirmed it against its text. A final report may
//! rest on a value that nobody confirmed only where the auditor expressly says so.

mod judged;

use crate::{Confirmation, Diagnosis, Indicator, Library, Rate, Text, trimmed};
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
    /// What a quota counts as intake (取水量口径).
    Boundary,
    /// An adjustment of a quota (定额修正).
    Adjustment,
    /// A requirement of metering (计量要求).
    Requirement,
    /// Rules that raised findings, by what they come from (问题判定规则).
    Rule,
}

impl RelianceKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::Quota,
        Self::Boundary,
        Self::Adjustment,
        Self::Limit,
        Self::Formula,
        Self::Requirement,
        Self::Tolerances,
        Self::DataQuality,
        Self::CheckRange,
        Self::Rule,
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
            Self::Boundary => "boundary",
            Self::Adjustment => "adjustment",
            Self::Requirement => "requirement",
            Self::Rule => "rule",
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
            Self::Boundary => "取水量口径",
            Self::Adjustment => "定额修正",
            Self::Requirement => "计量要求",
            Self::Rule => "问题判定规则",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Quota => "quota",
            Self::Limit => "limit of an indicator",
            Self::Formula => "formula of an indicator",
            Self::Tolerances => "tolerance of closure",
            Self::DataQuality => "grade of data quality",
            Self::CheckRange => "range of a check",
            Self::Boundary => "boundary of the intake",
            Self::Adjustment => "adjustment of a quota",
            Self::Requirement => "requirement of metering",
            Self::Rule => "rule of findings",
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
    all.extend(judged::of_quotas(diagnosis));
    all.extend(judged::of_boundaries(diagnosis));
    all.extend(judged::of_adjustments(diagnosis));
    all.extend(judged::of_limits(diagnosis));
    all.extend(of_formulas(diagnosis));
    all.extend(judged::of_requirements(diagnosis));
    if !diagnosis.balance.units.is_empty() {
        all.push(of_tolerances(library));
        all.extend(of_data_quality(diagnosis, library));
    }
    all.extend(judged::of_checks(diagnosis));
    all.extend(of_rules(diagnosis, library));
    let mut seen = BTreeSet::new();
    all.retain(|one| seen.insert((one.kind, one.id.clone())));
    all
}

/// The levels of a quota, printed: `领跑值 2.1、通用值 4.8 m³/t`.
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

/// Rules that raised findings, by what they come from: one answer for each source, since
/// whoever opens it confirms the rules that rest on it together. Findings of the auditor's
/// own rest on the auditor.
fn of_rules(diagnosis: &Diagnosis, library: &Library) -> Vec<Reliance> {
    let raised: Vec<_> = diagnosis.findings.iter().filter(|one| !one.rule.is_empty()).collect();
    let sources: BTreeSet<&str> = raised.iter().map(|one| one.source.as_str()).collect();
    let reliance = |source: &str| {
        let mut titles: Vec<&Text> = Vec::new();
        let mut rules: BTreeSet<&str> = BTreeSet::new();
        for finding in raised.iter().filter(|one| one.source == source) {
            rules.insert(&finding.rule);
            if !titles.contains(&&finding.title) {
                titles.push(&finding.title);
            }
        }
        let joined = |of: fn(&Text) -> &str, with: &str| {
            titles.iter().map(|title| of(title)).collect::<Vec<_>>().join(with)
        };
        // Confirmed only where each of them is.
        let of_rule = |id: &&str| library.rules.rules.iter().find(|rule| rule.id == **id);
        let said: Vec<Option<Confirmation>> =
            rules.iter().map(|id| of_rule(id).and_then(|rule| rule.confirmed.clone())).collect();
        let whole = said.iter().all(Option::is_some);
        Reliance {
            kind: RelianceKind::Rule,
            id: source.to_owned(),
            name: Text::new("问题判定规则", "rules of findings"),
            judges: rules.iter().copied().collect::<Vec<_>>().join("、"),
            source: source.to_owned(),
            used_for: Text::new(joined(|title| &title.zh, "；"), joined(|title| &title.en, "; ")),
            confirmed: said.into_iter().flatten().next().filter(|_| whole),
        }
    };
    sources.into_iter().map(reliance).collect()
}
