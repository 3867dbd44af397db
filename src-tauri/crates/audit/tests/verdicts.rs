//! Products against quotas, level by level: cases worked by hand in `verdicts/*.csv`, which
//! a water engineer can read. `verdicts/README.md` tells how they are written.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a row that cannot be read fails the test")]

mod common;

use common::{case, library, quota, unit};
use shuiheng_audit::*;
use std::collections::BTreeMap;

const FILES: [(&str, &str); 4] = [
    ("levels", include_str!("verdicts/levels.csv")),
    ("units", include_str!("verdicts/units.csv")),
    ("boundaries", include_str!("verdicts/boundaries.csv")),
    ("allotments", include_str!("verdicts/allotments.csv")),
];

fn number(text: &str) -> Option<f64> {
    (text != "?").then(|| text.parse().unwrap_or_else(|_| panic!("no number: {text}")))
}

/// `单元:项目 数值±不确定度%`.
fn stream(text: &str) -> (String, Stream) {
    let (name, value) = text.rsplit_once(' ').unwrap_or_else(|| panic!("{text}"));
    let (at, name) = name.split_once(':').unwrap_or(("全厂", name));
    let item = Item::all().find(|item| item.zh() == name).unwrap_or_else(|| panic!("{name}"));
    let (value, uncertainty) = value.split_once('±').unwrap_or((value, "0%"));
    let uncertainty = Rate::percent(number(uncertainty.trim_end_matches('%')).unwrap_or(0.0));
    let figure = number(value).map(|value| Figure {
        value: DailyVolume::m3_per_day(value),
        basis: Basis::Metered,
        origin: Origin::Entry { field: text.into() },
        uncertainty: Some(uncertainty),
    });
    (at.into(), Stream::of(&UnitId(at.into()), item, figure))
}

fn site(text: &str) -> Site {
    let mut site = Site::default();
    for (at, stream) in text.split('；').map(stream) {
        if site.units.iter().all(|held| held.name != at) {
            site.units.push(unit(&at));
        }
        site.streams.push(stream);
    }
    site
}

fn units(text: &str) -> Vec<UnitId> {
    text.split('+').map(|name| UnitId(name.into())).collect()
}

fn adjustment(text: &str) -> ProductAdjustment {
    let parts: Vec<&str> = text.split('×').collect();
    let kind = match parts[0] {
        "系数" => AdjustmentKind::Factor,
        "再生水" => AdjustmentKind::ReclaimedFactor,
        "附加" => AdjustmentKind::PerQuantity,
        "扣减" => AdjustmentKind::Deduction,
        other => panic!("{other}"),
    };
    ProductAdjustment {
        name: parts[0].into(),
        kind,
        value: number(parts[1]),
        quantity: parts.get(2).and_then(|text| number(text)),
        quantity_unit: "GJ".into(),
        source: "算例".into(),
        rule: String::new(),
    }
}

fn product(text: &str, quota: Option<String>) -> Product {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut product = Product {
        name: words[0].into(),
        output: number(words[1]),
        unit: words[2].into(),
        quota: Some(quota.unwrap_or_default()),
        ..Product::default()
    };
    for word in &words[3..] {
        let (key, value) = word.split_once('=').unwrap_or_else(|| panic!("{word}"));
        let terms = &mut product.terms;
        let specification = &mut terms.specification;
        match key {
            "比例" => product.share = number(value),
            "规则" => terms.rule = AllotmentRule::from_code(value).unwrap(),
            "单元" => terms.units = units(value),
            "产值" => terms.output_value = Some(value.parse().unwrap()),
            "清洗" => product.rinses = number(value),
            "新建" => terms.new_build = value == "是",
            "幅宽" => specification.width_cm = number(value),
            "克重" => specification.grams_per_m2 = number(value),
            "米重" => specification.grams_per_m = number(value),
            "密度" => specification.tonnes_per_m3 = number(value),
            "件重" => specification.kilograms_per_piece = number(value),
            "件面积" => specification.m2_per_piece = number(value),
            "层数" => specification.layers = number(value),
            "修正" => terms.adjustments = value.split('+').map(adjustment).collect(),
            "口径" => {
                let (part, weight) = value.split_once('×').unwrap();
                match part {
                    "再生水" => terms.boundary.reclaimed = number(weight),
                    "雨水" => terms.boundary.rain = number(weight),
                    other => panic!("{other}"),
                }
            }
            other => panic!("{other}"),
        }
    }
    product
}

/// A quota and the formula of its limit; none where there is none.
fn row(text: &str, id: &str) -> Option<(Quota, Option<FormulaRow>)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let kind = match words[0] {
        "定额" => QuotaKind::Quota,
        "清洁生产" => QuotaKind::CleanerProduction,
        "限值" => QuotaKind::Limit,
        "实绩" => QuotaKind::Observed,
        "无" => return None,
        other => panic!("{other}"),
    };
    let mut row = Quota { id: id.into(), unit: words[1].into(), ..quota(kind, Levels::default()) };
    let mut formula = None;
    for word in &words[2..] {
        let (key, value) = word.split_once('=').unwrap_or_else(|| panic!("{word}"));
        let levels = &mut row.levels;
        match key {
            "领跑" => levels.leading = number(value),
            "先进" => levels.advanced = number(value),
            "新建" => levels.new_build = number(value),
            "通用" => levels.general = number(value),
            "Ⅰ" => levels.grades[0] = number(value),
            "Ⅱ" => levels.grades[1] = number(value),
            "Ⅲ" => levels.grades[2] = number(value),
            "限" => levels.limit = number(value),
            "实绩" => levels.observed = number(value),
            "公式" => {
                formula = Some(FormulaRow {
                    quota: id.into(),
                    formula: value.into(),
                    variable: "层数".into(),
                    source: String::new(),
                });
            }
            "口径" => row.basis = value.into(),
            other => panic!("{other}"),
        }
    }
    Some((row, formula))
}

fn boundary(text: &str) -> (Boundary, IntakeScope) {
    let mut words = text.split_whitespace();
    let mut rule = match words.next().unwrap() {
        "全计" => Boundary::default(),
        "通行" => Boundary {
            id: "B".into(),
            sea: 0.0,
            passed_on: 0.0,
            living: 0.0,
            ..Boundary::default()
        },
        other => panic!("{other}"),
    };
    let mut scope = IntakeScope::default();
    for word in words {
        match word.split_once('=').unwrap() {
            ("海水", named) => scope.sea = units(named),
            ("生活区", named) => scope.living = units(named),
            ("直流", named) => {
                scope.once_through = units(named);
                rule.once_through = 0.0;
            }
            other => panic!("{other:?}"),
        }
    }
    (rule, scope)
}

/// A case as its row gives it.
fn diagnosed(cells: &[&str]) -> Diagnosis {
    let [_, water, days, products, quotas, scope, ..] = cells else { panic!("{cells:?}") };
    let products: Vec<&str> = products.split('｜').collect();
    let quotas: Vec<&str> = quotas.split('｜').collect();
    let (rule, scope) = boundary(scope);
    let mut library = library();
    library.comparison.boundaries = vec![rule];
    let mut profile = Profile { scope, ..Profile::default() };
    profile.period.operating_days = number(days).and_then(Days::new);
    for (at, text) in products.iter().enumerate() {
        let id = format!("Q{at}");
        let row = row(quotas.get(at).unwrap_or(&quotas[0]), &id);
        profile.products.push(product(text, row.as_ref().map(|_| id)));
        if let Some((row, formula)) = row {
            library.quotas.push(row);
            library.comparison.formulas.extend(formula);
        }
    }
    diagnose(Case { profile, ..case(site(water)) }, &library)
}

fn near(found: f64, expected: &str, what: &str) {
    let expected = number(expected).unwrap();
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{what}: {found}");
}

fn level(name: &str) -> Option<LevelKind> {
    let wanted = if name.starts_with(['Ⅰ', 'Ⅱ', 'Ⅲ']) {
        format!("{name}级")
    } else {
        format!("{name}值")
    };
    LevelKind::ALL.into_iter().find(|kind| kind.zh() == wanted || kind.zh() == name)
}

fn check_product(of: &Comparison, expected: &str, case: &str) {
    for word in expected.split('；') {
        let (key, value) = word.split_once('=').unwrap_or_else(|| panic!("{case}: {word}"));
        let what = format!("{case} {word} ({:?})", of.missing);
        match key {
            "值" => near(of.value.unwrap_or_else(|| panic!("{what}")), value, &what),
            "判定" => assert_eq!(of.verdict.zh(), value, "{what}"),
            "超出" => near(of.excess.unwrap().value(), value, &what),
            "缺" => assert!(of.missing.iter().any(|text| text.zh.contains(value)), "{what}"),
            "余量" => {
                let (name, margins) = value.split_once(':').unwrap();
                let (margin, pct) = margins.split_once('/').unwrap();
                let reach = of.reaches.iter().find(|one| Some(one.kind) == level(name)).unwrap();
                near(reach.margin, margin, &what);
                near(reach.margin_pct, pct, &what);
            }
            name => {
                let kind = level(name).unwrap_or_else(|| panic!("{what}"));
                let reach = of.reaches.iter().find(|one| one.kind == kind);
                let reach = reach.unwrap_or_else(|| panic!("{what}"));
                let (state, saving) = value.split_once('/').unwrap();
                assert_eq!(reach.state.zh(), state, "{what}");
                near(reach.saving.value(), saving, &what);
            }
        }
    }
    let says_missing = expected.contains("缺=");
    assert!(says_missing || of.missing.is_empty() || !expected.contains("值="), "{case}: {of:?}");
    assert!(of.value.is_some() || !of.missing.is_empty(), "{case}: says what is missing");
}

fn check_whole(of: &WholeSite, expected: &str, case: &str) {
    for word in expected.split('；').filter(|word| !word.is_empty()) {
        let (key, value) = word.split_once('=').unwrap();
        let what = format!("{case} {word}");
        match (key, value) {
            ("判定占比", "无") => assert_eq!(of.judged_share, None, "{what}"),
            ("判定占比", value) => near(of.judged_share.unwrap(), value, &what),
            ("分摊合计", value) => near(of.allotted_share.unwrap(), value, &what),
            (name, value) => {
                let parts: Vec<&str> = value.split('/').collect();
                let wanted = level(name);
                let level = of.levels.iter().find(|one| Some(one.kind) == wanted).unwrap();
                near(level.allowed.value(), parts[0], &what);
                near(level.taken.value(), parts[1], &what);
                assert_eq!(level.state.zh(), parts[2], "{what}");
            }
        }
    }
}

fn rows() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    FILES.into_iter().flat_map(|(file, text)| {
        text.lines().skip(1).map(move |line| (file, line.split(',').collect()))
    })
}

#[test]
fn every_case_comes_out_as_it_was_worked_by_hand() {
    for (file, cells) in rows() {
        let case = format!("{file} {}", cells[0]);
        assert_eq!(cells.len(), 9, "{case}");
        let diagnosis = diagnosed(&cells);
        let expected: Vec<&str> = cells[6].split('｜').collect();
        assert_eq!(diagnosis.comparisons.len(), expected.len(), "{case}");
        for (found, expected) in diagnosis.comparisons.iter().zip(expected) {
            check_product(found, expected, &case);
        }
        check_whole(&diagnosis.whole, cells[7], &case);
    }
}

#[test]
fn there_are_enough_cases_and_none_twice() {
    let mut names = BTreeMap::new();
    let mut judged = 0;
    for (file, cells) in rows() {
        assert_eq!(names.insert((file, cells[0]), ()), None, "{file} {}", cells[0]);
        judged += cells[6].matches('=').count();
    }
    assert!(names.len() >= 100 && judged >= 200, "{} {judged}", names.len());
}
