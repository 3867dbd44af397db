//! Which edition of a quota is in force, which is proposed, and what needs a reason. The cases
//! stand in `editions.csv`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use chrono::NaiveDate;
use common::{library, quota};
use shuiheng_audit::{
    Levels, Library, Period, Product, Profile, Provenance, Quota, QuotaKind, objections, proposed,
    standing,
};
use std::str::FromStr;

fn day(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| NaiveDate::from_str(text).unwrap())
}

fn row(id: &str, effective: &str, superseded: &str) -> Quota {
    Quota {
        id: id.into(),
        effective: day(effective),
        superseded: day(superseded),
        ..quota(QuotaKind::Quota, Levels { general: Some(2.0), ..Levels::default() })
    }
}

fn tested(to: &str) -> Period {
    Period { to: day(to), ..Period::default() }
}

#[test]
fn an_edition_is_in_force_as_the_cases_say() {
    let mut seen = 0;
    for line in include_str!("editions.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [effective, superseded, last_day, expected, why] = cells.as_slice() else {
            panic!("{line}")
        };
        let found = standing(&row("Q", effective, superseded), &tested(last_day));
        assert_eq!(found.code(), *expected, "{line} ({why})");
        seen += 1;
    }
    assert!(seen >= 12, "{seen} cases");
}

fn named(rows: Vec<Quota>, to: &str) -> Option<String> {
    let library = Library { quotas: rows, ..library() };
    let product = Product { name: "产品".into(), ..Product::default() };
    proposed(&product, &tested(to), &library).map(|quota| quota.id.clone())
}

#[test]
fn the_edition_in_force_is_proposed_and_no_guess_is_made() {
    let editions = || vec![row("旧", "2013-01-01", "2020-01-01"), row("新", "2020-01-01", "")];
    assert_eq!(named(editions(), "2024-09-12").as_deref(), Some("新"));
    assert_eq!(named(editions(), "2019-12-31").as_deref(), Some("旧"));
    assert_eq!(named(editions(), "2020-01-01").as_deref(), Some("新"), "the day of change");
    // The older one says not when it ended: the newer edition of the same still stands alone.
    let open = vec![row("旧", "2013-01-01", ""), row("新", "2020-01-01", "")];
    assert_eq!(named(open, "2024-09-12").as_deref(), Some("新"));
    // Of two conditions nobody can say which holds.
    let mut two = editions();
    two.push(Quota { condition: "小型".into(), ..row("小", "2020-01-01", "") });
    assert_eq!(named(two, "2024-09-12"), None);
    for usage in ["reference_only", "historical_only", ""] {
        let other = Quota { usage: usage.into(), ..row("他", "2020-01-01", "") };
        assert_eq!(named(vec![other], "2024-09-12"), None, "{usage}");
    }
    let observed = Quota { kind: QuotaKind::Observed, ..row("绩", "2020-01-01", "") };
    assert_eq!(named(vec![observed], "2024-09-12"), None);
}

#[test]
fn another_trade_another_use_and_another_time_need_a_reason() {
    let profile = |industry: &str, code: &str| Profile {
        industry: industry.into(),
        industry_code: code.into(),
        period: tested("2024-09-12"),
        ..Profile::default()
    };
    let dyeing = |code: &str| Quota {
        industry: "纺织染整".into(),
        provenance: Provenance { industry_code: code.into(), ..Provenance::default() },
        ..row("Q", "2020-01-01", "")
    };
    let count = |quota: &Quota, profile: &Profile| objections(quota, profile).len();
    assert_eq!(count(&dyeing(""), &profile("印染", "")), 0, "both are of dyeing");
    assert_eq!(count(&dyeing(""), &profile("造纸", "")), 1);
    assert_eq!(count(&dyeing(""), &profile("", "")), 0, "nothing is known of the enterprise");
    assert_eq!(count(&dyeing("C17"), &profile("棉印染精加工", "1713")), 0, "the codes agree");
    assert_eq!(count(&dyeing("1713;1723"), &profile("纺织染整", "2211")), 1, "the codes differ");
    let old = Quota { superseded: day("2024-01-01"), usage: "reference_only".into(), ..dyeing("") };
    assert_eq!(count(&old, &profile("造纸", "")), 3);
}

#[test]
fn a_product_is_judged_by_the_version_that_it_keeps() {
    let general = |value: f64| Quota {
        levels: Levels { general: Some(value), ..Levels::default() },
        ..row("Q", "", "")
    };
    let library = Library { quotas: vec![general(2.0)], ..library() };
    let period = Period::default();
    let product = |quota: Option<&str>, kept: Option<f64>| Product {
        name: "产品".into(),
        quota: quota.map(Into::into),
        judged_by: kept.map(|value| Box::new(general(value))),
        ..Product::default()
    };
    let value = |product: &Product| library.quota_for(product, &period)?.levels.general;
    let newer = |product: &Product| library.newer_than(product, &period).is_some();
    for quota in [Some("Q"), None] {
        assert_eq!(value(&product(quota, Some(3.0))), Some(3.0));
        assert!(newer(&product(quota, Some(3.0))));
        assert!(!newer(&product(quota, Some(2.0))));
        // Records from before there were versions keep none.
        assert_eq!(value(&product(quota, None)), Some(2.0));
        assert!(!newer(&product(quota, None)));
    }
    assert_eq!(value(&product(Some(""), Some(3.0))), None, "expressly none");
    assert_eq!(value(&product(Some("X"), Some(3.0))), None, "another row was chosen since");
}
