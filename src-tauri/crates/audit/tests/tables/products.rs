//! What a product takes, and which level of its quota it reaches.

use crate::common::{case, flow, library, quota, site};
use shuiheng_audit::*;

fn three(leading: Option<f64>, advanced: Option<f64>, general: Option<f64>) -> Quota {
    quota(QuotaKind::Quota, Levels { leading, advanced, general, ..Levels::default() })
}

#[track_caller]
fn judged(value: f64, quota: &Quota, expected: Verdict) {
    assert_eq!(judge(value, quota), Ok(expected), "{value} against {:?}", quota.levels);
}

#[test]
fn a_value_reaches_the_strictest_level_that_it_does_not_exceed() {
    assert!(is_limit(&three(None, None, None)));
    let all = three(Some(1.0), Some(2.0), Some(3.0));
    judged(0.9, &all, Verdict::Leading);
    judged(1.0, &all, Verdict::Leading);
    judged(1.0001, &all, Verdict::Advanced);
    judged(2.0, &all, Verdict::Advanced);
    judged(2.5, &all, Verdict::General);
    judged(3.0, &all, Verdict::General);
    judged(3.0 + 1e-12, &all, Verdict::General);
    judged(3.01, &all, Verdict::Over);
    judged(2.0, &three(None, None, Some(3.0)), Verdict::General);
    judged(5.0, &three(None, None, Some(3.0)), Verdict::Over);
    judged(5.0, &three(None, Some(3.0), None), Verdict::None);
    judged(2.0, &three(None, Some(3.0), None), Verdict::Advanced);
    judged(2.0, &three(None, None, None), Verdict::None);
    let grades = quota(
        QuotaKind::CleanerProduction,
        Levels { grades: [Some(8.0), Some(24.0), Some(40.0)], ..Levels::default() },
    );
    judged(8.0, &grades, Verdict::Grade(1));
    judged(24.0, &grades, Verdict::Grade(2));
    judged(39.0, &grades, Verdict::Grade(3));
    judged(40.1, &grades, Verdict::Over);
    let limit = quota(QuotaKind::Limit, Levels { limit: Some(1.6), ..Levels::default() });
    judged(1.6, &limit, Verdict::General);
    judged(1.61, &limit, Verdict::Over);
    let observed = quota(QuotaKind::Observed, Levels { observed: Some(0.29), ..Levels::default() });
    judged(0.1, &observed, Verdict::None);
    assert!(
        judge(1.0, &three(Some(3.0), Some(2.0), Some(1.0))).is_err(),
        "levels out of order judge nobody"
    );
}

fn product(output: f64, unit: &str, quota: Option<&str>) -> Product {
    Product {
        name: "产品".into(),
        output: Some(output),
        unit: unit.into(),
        quota: quota.map(Into::into),
        ..Product::default()
    }
}

/// 100 m³/d over 300 days: 30 000 m³/a.
fn made(products: Vec<Product>, quotas: Vec<Quota>) -> Diagnosis {
    let site = site(
        &["a"],
        vec![flow("a", Item::Withdrawal(Source::Tap), 100.0), flow("a", Item::Discharge, 100.0)],
    );
    let profile = Profile {
        products,
        period: Period { operating_days: Days::new(300.0), ..Period::default() },
        ..Profile::default()
    };
    diagnose(Case { profile, ..case(site) }, &Library { quotas, ..library() })
}

#[test]
fn intake_per_product_in_the_units_of_the_quota() {
    let diagnosis =
        made(vec![product(1.0, "万t", Some("Q"))], vec![three(None, Some(2.0), Some(2.5))]);
    let comparison = &diagnosis.comparisons[0];
    assert_eq!(comparison.value, Some(3.0));
    assert_eq!(comparison.verdict, Verdict::Over);
    assert_eq!(comparison.excess.map(|excess| round_gb8170(excess.value(), 6)), Some(5000.0));
    let savings: Vec<(&str, f64)> = comparison
        .reaches
        .iter()
        .map(|reach| (reach.level, round_gb8170(reach.saving.value(), 6)))
        .collect();
    assert_eq!(savings, [("先进值", 10_000.0), ("通用值", 5_000.0)]);
    assert!(diagnosis.findings.iter().any(|finding| finding.code == "over_quota"));
    assert!(diagnosis.doubts.iter().any(|doubt| doubt.code == DoubtCode::QuotaUnconfirmed));
}

#[test]
fn litres_per_square_metre_and_rinse() {
    let mut row = quota(
        QuotaKind::CleanerProduction,
        Levels { grades: [Some(8.0), Some(24.0), Some(40.0)], ..Levels::default() },
    );
    row.unit = "L/m²".into();
    row.basis = "每次清洗取水量/镀件面积".into();
    let plated = Product { rinses: Some(5.0), ..product(30.0, "万m²", Some("Q")) };
    let diagnosis = made(vec![plated], vec![row.clone()]);
    assert_eq!(
        diagnosis.comparisons[0].value,
        Some(20.0),
        "30 000 000 L over 300 000 m² rinsed 5 times"
    );
    assert_eq!(diagnosis.comparisons[0].verdict, Verdict::Grade(2));
    let unsaid = made(vec![product(30.0, "万m²", Some("Q"))], vec![row]);
    assert_eq!(unsaid.comparisons[0].value, None);
    assert!(unsaid.comparisons[0].missing[0].zh.contains("清洗次数"));
}

#[test]
fn a_product_without_quota_has_a_value_and_no_verdict() {
    let diagnosis = made(vec![product(1000.0, "t", None)], Vec::new());
    assert_eq!(diagnosis.comparisons[0].value, Some(30.0));
    assert_eq!(diagnosis.comparisons[0].verdict, Verdict::None);
    assert_eq!(diagnosis.comparisons[0].quota, None);
    assert!(diagnosis.doubts.iter().any(|doubt| doubt.message.zh.contains("暂无定额")));
    let wrong = made(vec![product(1000.0, "t", Some("X"))], Vec::new());
    assert!(wrong.doubts.iter().any(|doubt| doubt.message.zh.contains("不在定额库中")));
}

#[test]
fn a_quota_is_proposed_only_where_one_row_alone_names_the_product() {
    let row = three(None, None, Some(40.0));
    assert_eq!(
        made(vec![product(1000.0, "t", None)], vec![row.clone()]).comparisons[0].verdict,
        Verdict::General
    );
    assert_eq!(
        made(vec![product(1000.0, "t", None)], vec![row.clone(), row.clone()]).comparisons[0].quota,
        None
    );
    assert_eq!(
        made(vec![product(1000.0, "t", Some(""))], vec![row.clone()]).comparisons[0].quota,
        None
    );
    let reference = Quota { usage: "reference_only".into(), ..row };
    assert_eq!(made(vec![product(1000.0, "t", None)], vec![reference]).comparisons[0].quota, None);
}

#[test]
fn several_products_need_their_shares() {
    let two = |share: Option<f64>| {
        let with = |share| Product { share, ..product(1000.0, "t", None) };
        made(vec![with(share), with(share.map(|share| 1.0 - share))], Vec::new())
    };
    let shared = two(Some(0.25));
    assert_eq!((shared.comparisons[0].value, shared.comparisons[1].value), (Some(7.5), Some(22.5)));
    assert!(two(None).comparisons[0].missing.iter().any(|text| text.zh.contains("分摊")));
    let lost = made(vec![product(1000.0, "m", Some("Q"))], vec![three(None, None, Some(1.0))]);
    assert!(lost.doubts.iter().any(|doubt| doubt.code == DoubtCode::ProductUnit));
}
