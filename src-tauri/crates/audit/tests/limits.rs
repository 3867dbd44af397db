//! Indicators against limits of their trade and targets of the program; averages and other
//! plants' results inform and never judge.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what is not there fails the test")]

mod common;

use common::{case, flow, library, site};
use shuiheng_audit::*;

fn limit(id: &str, kind: &str, industry: &str, (operator, value): (&str, f64)) -> Limit {
    Limit {
        id: id.into(),
        indicator: "reuse_rate".into(),
        indicator_name: "重复利用率".into(),
        industry: industry.into(),
        region: String::new(),
        operator: operator.into(),
        value,
        unit: "%".into(),
        kind: kind.into(),
        scope: String::new(),
        source: "示例".into(),
        confirmed: None,
        ..Limit::default()
    }
}

fn dyeing() -> LimitTrade {
    LimitTrade {
        name: "印染".into(),
        words: vec!["染整".into()],
        codes: vec!["1713".into(), "1752".into()],
        source: "示例".into(),
    }
}

/// A works with an intake of 100 m³/d that uses 300 m³/d again: R = 75 %.
fn works(profile: Profile, limits: Vec<Limit>, scopes: Vec<LimitScope>) -> Diagnosis {
    let site = site(
        &["a"],
        vec![
            flow("a", Item::Withdrawal(Source::Tap), 100.0),
            flow("a", Item::SeriesIn, 300.0),
            flow("a", Item::Discharge, 400.0),
        ],
    );
    let comparison =
        ComparisonRules { trades: vec![dyeing()], scopes, ..ComparisonRules::default() };
    diagnose(Case { profile, ..case(site) }, &Library { limits, comparison, ..library() })
}

fn of(industry: &str, code: &str) -> Profile {
    let mut profile =
        Profile { industry: industry.into(), industry_code: code.into(), ..Profile::default() };
    profile.period.operating_days = Days::new(300.0);
    profile
}

#[track_caller]
fn check_met(asked: (&str, f64), met: bool, margin: f64) {
    let row = limit("L", "criterion", "印染", asked);
    let done = works(of("棉印染精加工", ""), vec![row], Vec::new());
    let [check] = done.limits.as_slice() else { panic!("{:?}", done.limits) };
    assert_eq!(check.met, met, "{asked:?}");
    assert!((check.margin - margin).abs() < 1e-9, "{}", check.margin);
    assert!((check.margin_pct.unwrap() - margin / asked.1 * 100.0).abs() < 1e-9);
    assert!(check.is_reuse_rate());
}

#[test]
fn a_limit_is_met_by_what_equals_it() {
    check_met(("≥", 70.0), true, 5.0);
    check_met(("≥", 75.0), true, 0.0);
    check_met(("≥", 75.001), false, -0.001);
    check_met(("≤", 75.0), true, 0.0);
    check_met(("≤", 74.0), false, -1.0);
}

#[track_caller]
fn check_applies(industry: &str, code: &str, of_limit: &str, applies: bool) {
    let row = limit("L", "criterion", of_limit, ("≥", 70.0));
    let done = works(of(industry, code), vec![row], Vec::new());
    assert_eq!(!done.limits.is_empty(), applies, "{industry} {code}: {of_limit}");
}

#[test]
fn a_trade_is_known_by_its_code_and_else_by_words() {
    check_applies("棉印染精加工", "1713", "印染", true);
    check_applies("棉印染精加工", "C1713", "印染", true);
    check_applies("化纤织物加工", "1752", "印染(化纤机织)", true);
    // What sells to dyers is no dyer: the code tells.
    check_applies("印染助剂制造", "2662", "印染", false);
    check_applies("印染助剂制造", "", "印染", true);
    check_applies("纺织染整", "", "印染", true);
    check_applies("纺织染整", "", "纺织", true);
    check_applies("果蔬罐头制造", "1453", "印染", false);
    check_applies("", "", "印染", false);
    // A trade that nobody gave codes goes by words although the enterprise has one.
    check_applies("啤酒制造", "1513", "啤酒", true);
}

#[test]
fn averages_and_results_of_others_inform_and_never_judge() {
    let rows = vec![
        limit("A", "average", "工业", ("=", 92.9)),
        limit("O", "observed_top_runner", "印染", ("≥", 99.0)),
        limit("F", "adjustment_factor", "印染", ("=", 1.2)),
        limit("X", "average", "钢铁", ("=", 98.0)),
    ];
    let done = works(of("棉印染精加工", "1713"), rows, Vec::new());
    assert_eq!(done.limits, Vec::new());
    let shown: Vec<(&str, ReferenceReason)> =
        done.references.iter().map(|one| (one.limit.id.as_str(), one.reason)).collect();
    assert_eq!(shown, [("A", ReferenceReason::Average), ("O", ReferenceReason::Observed)]);
    assert_eq!(done.references[0].value, Some(75.0));
}

#[test]
fn a_target_for_large_users_asks_for_the_intake_of_the_year() {
    let scope =
        |intake_at_least| LimitScope {
            limit: "P".into(), intake_at_least, source: "示例".into()
        };
    let target = limit("P", "program", "规模以上工业", ("≥", 92.0));
    let judged = |profile, least| works(profile, vec![target.clone()], vec![scope(least)]);
    // 100 m³/d over 300 days is 30 000 m³/a.
    let large = judged(of("", ""), 30_000.0);
    assert_eq!((large.limits.len(), large.references.len()), (1, 0));
    let small = judged(of("", ""), 30_000.1);
    assert_eq!(small.limits, Vec::new());
    assert_eq!(small.references[0].reason, ReferenceReason::TooSmall);
    assert!(small.references[0].missing[0].zh.contains("30000"), "says from which intake on");
    let unknown = judged(Profile::default(), 10_000.0);
    assert_eq!(unknown.references[0].reason, ReferenceReason::IntakeNotKnown);
}

#[test]
fn a_limit_whose_indicator_is_not_known_is_open() {
    let row = Limit {
        indicator: "leakage_rate".into(),
        ..limit("L", "criterion", "印染", ("≤", 6.0))
    };
    let site = site(
        &["a"],
        vec![flow("a", Item::Withdrawal(Source::Tap), 100.0), flow("a", Item::Leakage, None)],
    );
    let profile = of("印染", "");
    let done =
        diagnose(Case { profile, ..case(site) }, &Library { limits: vec![row], ..library() });
    assert_eq!(done.limits, Vec::new());
    assert_eq!(done.references[0].reason, ReferenceReason::NotKnown);
    assert!(!done.references[0].missing.is_empty());
}

#[test]
fn a_reuse_rate_stands_beside_the_one_without_cooling() {
    let row = limit("L", "criterion", "印染", ("≥", 70.0));
    let done = works(of("印染", ""), vec![row], Vec::new());
    let without = done.indicator(IndicatorCode::ReuseRateWithoutCooling).unwrap().value;
    assert!(without.is_some());
    assert_eq!(done.limits[0].without_cooling, without);
}

#[track_caller]
fn check_shares(shares: &[f64], expected: Option<(Severity, &str)>) {
    let product = |(at, share): (usize, &f64)| Product {
        name: format!("产品{at}"),
        output: Some(100.0),
        unit: "t".into(),
        share: Some(*share),
        share_rule: "示例依据".into(),
        ..Product::default()
    };
    let mut profile = of("", "");
    profile.products = shares.iter().enumerate().map(product).collect();
    let done = works(profile, Vec::new(), Vec::new());
    let doubt = done.doubts.iter().find(|doubt| doubt.code == DoubtCode::Allotment);
    let found = doubt.map(|doubt| (doubt.severity, doubt.message.zh.as_str()));
    match (found, expected) {
        (None, None) => {}
        (Some((severity, message)), Some((wanted, words))) => {
            assert_eq!(severity, wanted, "{message}");
            assert!(message.contains(words), "{message}");
        }
        other => panic!("{shares:?}: {other:?}"),
    }
    let given: Vec<f64> = done.comparisons.iter().map(|one| one.allotment.share.unwrap()).collect();
    assert_eq!(given, shares, "never scaled");
}

#[test]
fn a_typed_share_asks_for_its_reason() {
    let product =
        |rule: &str| Product { share: Some(0.5), share_rule: rule.into(), ..Product::default() };
    let mut profile = of("", "");
    profile.products = vec![product("按车间分表"), product(" ")];
    let done = works(profile, Vec::new(), Vec::new());
    let asked = done.doubts.iter().filter(|doubt| doubt.message.zh.contains("未注明依据"));
    assert_eq!(asked.count(), 1);
}

#[test]
fn shares_that_do_not_add_up_are_doubted_and_never_scaled() {
    check_shares(&[0.25, 0.75], None);
    check_shares(&[0.3, 0.6], Some((Severity::Warning, "10.00 % 未计入任何产品")));
    check_shares(&[0.5, 0.75], Some((Severity::Warning, "125.00 %")));
    check_shares(&[1.0], None);
    check_shares(&[0.8], Some((Severity::Note, "20.00 % 未计入")));
}

#[test]
fn a_boundary_that_changed_the_intake_says_its_way_and_that_it_is_unconfirmed() {
    let mut given = site(
        &["生产", "宿舍"],
        vec![
            flow("生产", Item::Withdrawal(Source::Tap), 90.0),
            flow("宿舍", Item::Withdrawal(Source::Tap), 10.0),
            flow("生产", Item::Supplied, 20.0),
        ],
    );
    given.units[1].parent = Some(UnitId("生产".into()));
    let rule = Boundary {
        id: "B".into(),
        passed_on: 0.0,
        living: 0.0,
        source: "示例口径".into(),
        ..Boundary::default()
    };
    let quota = common::quota(QuotaKind::Quota, Levels { general: Some(3.0), ..Levels::default() });
    let mut profile = of("", "");
    profile.scope.living = vec![UnitId("宿舍".into())];
    profile.products = vec![Product {
        name: "产品".into(),
        output: Some(10_000.0),
        unit: "t".into(),
        quota: Some("Q".into()),
        ..Product::default()
    }];
    let comparison = ComparisonRules { boundaries: vec![rule], ..ComparisonRules::default() };
    let library = Library { quotas: vec![quota], comparison, ..library() };
    let done = diagnose(Case { profile, ..case(given) }, &library);
    let counted = &done.comparisons[0].counted;
    let terms: Vec<(&str, Option<f64>)> =
        counted.terms.iter().map(|term| (term.part.code(), term.change)).collect();
    assert_eq!(terms, [("passed_on", Some(-20.0)), ("living", Some(-10.0))]);
    assert_eq!((counted.gross, counted.counted), (Some(100.0), Some(70.0)));
    assert_eq!(counted.terms[0].words().zh, "扣除外供水量");
    assert!(done.doubts.iter().any(|doubt| doubt.message.zh.contains("示例口径")));
    // What is told of the indicator counts everything.
    let whole = done.indicator(IndicatorCode::UnitProductIntake).unwrap().value;
    assert_eq!((done.comparisons[0].value, whole), (Some(2.1), Some(3.0)));
}

#[test]
fn an_adjustment_of_the_library_takes_its_factor_from_the_row_of_the_limits() {
    let row = Limit {
        indicator: String::new(),
        source: "GB/T 18916.1 示例".into(),
        ..limit("ADJ", "adjustment_factor", "火力发电", ("=", 1.2))
    };
    let rule = AdjustmentRule {
        id: "A".into(),
        quotas: vec!["Q".into()],
        name: "再生水".into(),
        kind: AdjustmentKind::ReclaimedFactor,
        limit: "ADJ".into(),
        ..AdjustmentRule::default()
    };
    let quota = common::quota(QuotaKind::Quota, Levels { general: Some(3.0), ..Levels::default() });
    let given = site(
        &["a"],
        vec![
            flow("a", Item::Withdrawal(Source::Tap), 50.0),
            flow("a", Item::Withdrawal(Source::Reclaimed), 50.0),
        ],
    );
    let made = |adjustments| {
        let mut profile = of("", "");
        profile.products = vec![Product {
            name: "产品".into(),
            output: Some(9_375.0),
            unit: "t".into(),
            quota: Some("Q".into()),
            terms: ProductTerms { adjustments, ..ProductTerms::default() },
            ..Product::default()
        }];
        let comparison =
            ComparisonRules { adjustments: vec![rule.clone()], ..ComparisonRules::default() };
        let library = Library {
            quotas: vec![quota.clone()],
            limits: vec![row.clone()],
            comparison,
            ..library()
        };
        diagnose(Case { profile, ..case(given.clone()) }, &library).comparisons.remove(0)
    };
    let unchosen = made(Vec::new());
    assert_eq!(unchosen.offered.len(), 1, "offered, not applied");
    assert_eq!(unchosen.verdict, Verdict::Over);
    let chosen = made(vec![ProductAdjustment { rule: "A".into(), ..Default::default() }]);
    assert_eq!((chosen.value, chosen.verdict), (Some(3.2), Verdict::General));
    assert_eq!(chosen.reaches[0].limit, 3.3, "3 × (1 + 0.2 × 0.5)");
    assert_eq!(chosen.reaches[0].published, Some(3.0));
    assert_eq!(chosen.adjustments[0].source, "GB/T 18916.1 示例");
    assert!(chosen.offered.is_empty());
    let lost = made(vec![ProductAdjustment { rule: "B".into(), ..Default::default() }]);
    assert!(lost.missing[0].zh.contains("不在资料库中"));
}

#[test]
fn what_was_allotted_by_metering_is_as_sure_as_its_ratio() {
    // 60 ± 3 and 30 ± 3 own, 10 ± 1 shared; 甲 = 60 + 10·60/90 = 66.667.
    let figure = |value: f64, sure: f64| {
        let mut figure = common::figure(value);
        if let Some(figure) = &mut figure {
            figure.uncertainty = Some(Rate::share(sure / value));
        }
        figure
    };
    let taken = |id: &str, value, sure| {
        Stream::of(&UnitId(id.into()), Item::Withdrawal(Source::Tap), figure(value, sure))
    };
    let given = site(
        &["甲", "乙", "公用"],
        vec![taken("甲", 60.0, 3.0), taken("乙", 30.0, 3.0), taken("公用", 10.0, 1.0)],
    );
    let mut profile = of("", "");
    let product = |name: &str| Product {
        name: name.into(),
        output: Some(300.0),
        unit: "t".into(),
        terms: ProductTerms {
            rule: AllotmentRule::Metering,
            units: vec![UnitId(name.into())],
            ..ProductTerms::default()
        },
        ..Product::default()
    };
    profile.products = vec![product("甲"), product("乙")];
    let done = diagnose(Case { profile, ..case(given) }, &library());
    let compared = &done.comparisons[0];
    // ∂/∂甲 = 1 + 10·30/90² = 1.037; ∂/∂乙 = −10·60/90² = −0.0741; ∂/∂公用 = 0.6667.
    let by_hand = (3.0 * 1.037_037_f64).hypot(3.0 * 0.074_074).hypot(0.666_667);
    assert!((compared.value.unwrap() - 66.666_667).abs() < 1e-5, "300 days, 300 t");
    assert!((compared.uncertainty.unwrap().standard - by_hand).abs() < 1e-4);
}
