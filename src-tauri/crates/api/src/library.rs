//! The library that ships with the program: quotas, limits, tolerances, the program's plan.
//! Data, each row with its provenance, none confirmed.

mod check;
mod comparison;
mod field;
mod judged;
mod metering;
mod rule;
#[cfg(test)]
mod rule_cases;
#[cfg(test)]
mod worked;

pub(crate) use field::{Field, Value, differences, kind_of};
pub(crate) use judged::{Held, Judged, State, Table};

use crate::{Error, Result};
use serde::Deserialize;
use shuiheng_audit::{
    Basis, Coverage, DataQuality, Grade, Library, Limit, Method, ProgramTarget, Quota, Rate, Text,
    Tolerances,
};

const QUOTAS: &str = include_str!("../../../../assets/library/quotas.csv");
const LIMITS: &str = include_str!("../../../../assets/library/indicator_benchmarks.csv");
const TARGETS: &str = include_str!("../../../../assets/library/program_targets.csv");
const DISTRICTS: &str = include_str!("../../../../assets/library/program_districts.csv");
const TOLERANCES: &str = include_str!("../../../../assets/library/tolerances.toml");
const DATA_QUALITY: &str = include_str!("../../../../assets/library/data_quality.csv");

/// The library as shipped.
///
/// # Errors
/// The shipped files cannot be read: a fault of the build.
pub(crate) fn shipped() -> Result<Library> {
    let quotas = quotas()?;
    let limits = rows::<LimitRow>(LIMITS, "indicator_benchmarks.csv")?
        .into_iter()
        .filter_map(LimitRow::limit);
    let targets =
        rows::<TargetRow>(TARGETS, "program_targets.csv")?.into_iter().filter_map(TargetRow::limit);
    let (tolerances, coverage) = tolerances()?;
    let checks = check::rules()?;
    let metering = metering::rules()?;
    let methods = rows::<MethodRow>(DATA_QUALITY, "data_quality.csv")?;
    let data_quality =
        DataQuality { methods: methods.into_iter().map(MethodRow::method).collect(), coverage };
    Ok(Library {
        quotas,
        limits: limits.chain(targets).collect(),
        tolerances,
        data_quality,
        checks,
        metering,
        comparison: comparison::rules()?,
        rules: rule::book()?,
    })
}

/// The districts of the program with the diagnoses planned in each.
///
/// # Errors
/// The shipped file cannot be read.
pub(crate) fn districts() -> Result<Vec<(String, u32)>> {
    let mut reader = csv::Reader::from_reader(DISTRICTS.as_bytes());
    let broken = |cause: csv::Error| Error::internal("program_districts.csv", cause);
    let names = reader.headers().map_err(broken)?.clone();
    for row in reader.records() {
        let row = row.map_err(broken)?;
        if row.get(0) == Some("diagnosis") {
            // After project, its Chinese name and its unit; before the totals and the note.
            let plan = names.iter().zip(row.iter()).skip(3).take(9);
            return Ok(plan
                .map(|(name, planned)| (name.to_owned(), planned.parse().unwrap_or(0)))
                .collect());
        }
    }
    Err(Error::internal("program_districts.csv", "no row of diagnoses"))
}

/// All targets of the program, also those that are of the whole city.
///
/// # Errors
/// The shipped file cannot be read.
pub(crate) fn program_targets() -> Result<Vec<ProgramTarget>> {
    Ok(rows::<TargetRow>(TARGETS, "program_targets.csv")?
        .into_iter()
        .map(TargetRow::target)
        .collect())
}

pub(crate) fn rows<T: for<'de> Deserialize<'de>>(text: &str, file: &str) -> Result<Vec<T>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<std::result::Result<_, _>>()
        .map_err(|cause| Error::internal(file, cause))
}

/// The tolerances of closure, and how wide intervals are.
fn tolerances() -> Result<(Tolerances, Coverage)> {
    #[derive(Deserialize)]
    struct Interval {
        factor: f64,
        confidence_pct: f64,
        source: String,
    }
    #[derive(Deserialize)]
    struct File {
        unit_warn_pct: f64,
        unit_fail_pct: f64,
        site_warn_pct: f64,
        site_fail_pct: f64,
        rounding_m3_per_day: f64,
        source: String,
        coverage: Interval,
    }
    let file: File =
        toml::from_str(TOLERANCES).map_err(|cause| Error::internal("tolerances.toml", cause))?;
    let coverage = Coverage {
        factor: file.coverage.factor,
        confidence: Rate::percent(file.coverage.confidence_pct),
        source: file.coverage.source,
        confirmed: None,
    };
    let tolerances = Tolerances {
        unit_warn: Rate::percent(file.unit_warn_pct),
        unit_fail: Rate::percent(file.unit_fail_pct),
        site_warn: Rate::percent(file.site_warn_pct),
        site_fail: Rate::percent(file.site_fail_pct),
        rounding_m3_per_day: file.rounding_m3_per_day,
        source: file.source,
        confirmed: None,
    };
    Ok((tolerances, coverage))
}

#[derive(Deserialize)]
struct MethodRow {
    method: String,
    name_zh: String,
    name_en: String,
    basis: Basis,
    grade: Grade,
    low_pct: f64,
    typical_pct: f64,
    stands_for_basis: String,
    source: String,
}

impl MethodRow {
    fn method(self) -> Method {
        Method {
            code: self.method,
            zh: self.name_zh,
            en: self.name_en,
            basis: self.basis,
            grade: self.grade,
            low: Rate::percent(self.low_pct),
            typical: Rate::percent(self.typical_pct),
            stands_for_basis: self.stands_for_basis == "yes",
            source: self.source,
            confirmed: None,
        }
    }
}

/// A row of the shipped table, field by field.
fn quotas() -> Result<Vec<Quota>> {
    let broken = |cause: &dyn std::fmt::Display| Error::internal("quotas.csv", cause);
    let mut reader = csv::Reader::from_reader(QUOTAS.as_bytes());
    let head = reader.headers().map_err(|cause| broken(&cause))?.clone();
    let fields = head.iter().map(|code| {
        Field::from_code(code).ok_or_else(|| broken(&format!("no field is called {code}")))
    });
    let fields: Vec<Field> = fields.collect::<Result<_>>()?;
    let mut quotas = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|cause| broken(&cause))?;
        let mut quota = Quota::default();
        for (field, text) in fields.iter().zip(row.iter()).filter(|(_, text)| !text.is_empty()) {
            if let Some(level) = field.level(&mut quota) {
                *level = Some(text.parse().map_err(|cause| broken(&cause))?);
            } else if let Some(day) = field.day(&mut quota) {
                *day = Some(text.parse().map_err(|cause| broken(&cause))?);
            } else if let Some(place) = field.text(&mut quota) {
                text.clone_into(place);
            }
        }
        quota.kind = kind_of(&quota);
        quotas.push(quota);
    }
    Ok(quotas)
}

#[derive(Deserialize)]
struct LimitRow {
    row_id: String,
    indicator: String,
    industry: String,
    region: String,
    operator: String,
    value: Option<f64>,
    unit: String,
    kind: String,
    period: String,
    scope_note: String,
    source_doc: String,
    source_url: String,
    source_quote: String,
    confidence: String,
}

impl LimitRow {
    fn limit(self) -> Option<Limit> {
        Some(Limit {
            id: self.row_id,
            indicator: indicator_named(&self.indicator).into(),
            indicator_name: self.indicator,
            industry: self.industry,
            region: self.region,
            operator: self.operator,
            value: self.value?,
            unit: self.unit,
            kind: self.kind,
            scope: self.scope_note,
            source: self.source_doc,
            period: self.period,
            source_url: self.source_url,
            quote: self.source_quote,
            confidence: self.confidence,
            confirmed: None,
        })
    }
}

/// The indicator that a source means by its name; empty where it is another one, or one
/// of a part of the plant that this program does not tell apart.
fn indicator_named(name: &str) -> &'static str {
    match name {
        "重复利用率" | "水重复利用率" | "用水重复利用率" | "重复利用率(纸及纸板)" => {
            "reuse_rate"
        }
        "直接冷却水循环率" => "direct_cooling_recirculation_rate",
        "间接冷却水循环率" => "indirect_cooling_recirculation_rate",
        "冷凝水回用率" | "蒸汽冷凝水回收率" | "蒸汽冷凝水回用率" => {
            "condensate_return_rate"
        }
        "废水回用率" | "污(废)水回用率" => "wastewater_reuse_rate",
        "用水综合漏失率" => "leakage_rate",
        "循环水浓缩倍数" => "concentration_ratio",
        "软化水、除盐水制取系数" => "treated_water_coefficient",
        "万元工业增加值用水量" => "added_value_intake",
        _ => "",
    }
}

#[derive(Deserialize)]
struct TargetRow {
    target: String,
    target_zh: String,
    target_en: String,
    comparison: String,
    value: f64,
    unit: String,
    group_zh: String,
    group_en: String,
}

impl TargetRow {
    /// The target as the program sets it.
    fn target(self) -> ProgramTarget {
        ProgramTarget {
            id: self.target,
            name: Text::new(self.target_zh, self.target_en),
            operator: if self.comparison == ">=" { "≥".into() } else { "≤".into() },
            value: self.value,
            unit: self.unit,
            group: Text::new(self.group_zh, self.group_en),
        }
    }

    /// The program's targets for the whole city that can be read as an indicator of one
    /// enterprise.
    fn limit(self) -> Option<Limit> {
        let indicator = match self.target.as_str() {
            "reuse_rate" => "reuse_rate",
            "online_metering_rate" => "online_metering_rate",
            _ => return None,
        };
        Some(Limit {
            id: format!("PROGRAM-{}", self.target),
            indicator: indicator.into(),
            indicator_name: self.target_zh,
            industry: "规模以上工业".into(),
            region: "嘉兴市".into(),
            operator: if self.comparison == ">=" { "≥".into() } else { "≤".into() },
            value: self.value,
            unit: self.unit,
            kind: "program".into(),
            scope: "全市规模以上工业整体目标，非对单个企业的限值".into(),
            source: "《2024年嘉兴市工业节水提效行动方案》（征求意见稿）".into(),
            ..Limit::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shuiheng_audit::QuotaKind;

    #[test]
    fn every_field_of_the_shipped_table_is_kept() {
        let mut reader = csv::Reader::from_reader(QUOTAS.as_bytes());
        let head = reader.headers().unwrap().clone();
        let shipped = shipped().unwrap();
        for (row, quota) in reader.records().zip(&shipped.quotas) {
            for (code, text) in head.iter().zip(row.unwrap().iter()) {
                let held = match Field::from_code(code).unwrap().of(quota) {
                    Value::Text(held) => held == text,
                    Value::Number(held) => held == text.parse().ok(),
                };
                assert!(held, "{} {code}: {text}", quota.id);
            }
        }
    }

    #[test]
    fn no_shipped_limit_is_left_out_but_the_definition_that_has_no_value() {
        let rows = rows::<LimitRow>(LIMITS, "indicator_benchmarks.csv").unwrap();
        let without = rows.iter().filter(|row| row.value.is_none());
        let without: Vec<_> = without.map(|row| (row.row_id.as_str(), row.kind.as_str())).collect();
        assert_eq!(without, [("GZ-1", "definition")]);
        let limits = shipped().unwrap().limits;
        let kept = limits.iter().filter(|limit| limit.kind != "program").count();
        assert_eq!((kept, rows.len()), (56, 57));
        let ids: std::collections::BTreeSet<_> = limits.iter().map(|limit| &limit.id).collect();
        assert_eq!(ids.len(), limits.len(), "each row has an id of its own");
    }

    #[test]
    fn the_library_ships_whole() {
        let library = shipped().unwrap();
        assert_eq!(library.quotas.len(), 48);
        assert!(
            library.quotas.iter().all(|quota| quota.confirmed.is_none()),
            "each is 未核实 until somebody confirms it"
        );
        assert_eq!(
            library.quotas.iter().filter(|quota| quota.kind == QuotaKind::Observed).count(),
            10
        );
        assert_eq!(
            library.quota("CP-PLATING-1").unwrap().levels.grades,
            [Some(8.0), Some(24.0), Some(40.0)]
        );
        assert_eq!(library.quota("MIIT-DYE-2017D-1").unwrap().kind, QuotaKind::Limit);
        assert!(library.limits.iter().any(|limit| limit.kind == "program" && limit.value == 92.0));
    }

    #[test]
    fn every_basis_has_one_method_that_stands_for_it() {
        let quality = shipped().unwrap().data_quality;
        for basis in Basis::ALL {
            let standing = |method: &&Method| method.basis == basis && method.stands_for_basis;
            assert_eq!(quality.methods.iter().filter(standing).count(), 1, "{basis:?}");
        }
        for method in &quality.methods {
            assert!(method.low <= method.typical, "{}", method.code);
            assert!(method.confirmed.is_none(), "{} is 未核实", method.code);
        }
    }

    #[test]
    fn a_better_grade_is_never_less_certain() {
        let quality = shipped().unwrap().data_quality;
        for (better, worse) in Grade::ALL.iter().zip(&Grade::ALL[1..]) {
            let of =
                |grade: Grade| quality.methods.iter().filter(move |method| method.grade == grade);
            for one in of(*better) {
                assert!(of(*worse).all(|other| one.typical <= other.typical), "{}", one.code);
            }
        }
    }

    #[test]
    fn thirty_five_diagnoses_are_planned() {
        let districts = districts().unwrap();
        assert_eq!(districts.len(), 9);
        assert_eq!(districts.iter().map(|(_, planned)| planned).sum::<u32>(), 35);
        assert_eq!(districts[6], ("桐乡市".to_owned(), 6));
    }
}
