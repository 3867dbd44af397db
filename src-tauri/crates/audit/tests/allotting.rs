//! What holds of any site: the parts of products that share by one rule are the whole, and
//! less water never reaches a worse level.

#![allow(clippy::unwrap_used, reason = "what is not there fails the test")]

mod common;

use common::{case, flow, library, quota, site};
use proptest::prelude::*;
use shuiheng_audit::*;

/// Products that each have a unit of their own, and one unit that all share.
fn compared(rule: AllotmentRule, products: &[(f64, f64)], shared: f64) -> Diagnosis {
    let names: Vec<String> = (0..products.len()).map(|at| format!("产品{at}")).collect();
    let mut units: Vec<&str> = names.iter().map(String::as_str).collect();
    units.push("公用");
    let take = |unit: &str, value: f64| flow(unit, Item::Withdrawal(Source::Tap), value);
    let mut streams: Vec<Stream> =
        names.iter().zip(products).map(|(name, (own, _))| take(name, *own)).collect();
    streams.push(take("公用", shared));
    let mut profile = Profile::default();
    profile.period.operating_days = Days::new(300.0);
    let product = |(name, (_, output)): (&String, &(f64, f64))| Product {
        name: name.clone(),
        output: Some(*output),
        unit: "t".into(),
        terms: ProductTerms {
            rule,
            units: vec![UnitId(name.as_str().into())],
            output_value: rust_decimal::Decimal::from_f64_retain(*output),
            ..ProductTerms::default()
        },
        ..Product::default()
    };
    profile.products = names.iter().zip(products).map(product).collect();
    diagnose(Case { profile, ..case(site(&units, streams)) }, &library())
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Leading => 0,
        Verdict::Advanced => 1,
        Verdict::General => 2,
        _ => 3,
    }
}

proptest! {
    #[test]
    fn parts_by_one_rule_are_the_whole(
        products in prop::collection::vec((0.1..1e4_f64, 0.1..1e6_f64), 1..6),
        shared in 0.0..1e4_f64,
        rule in prop::sample::select(vec![
            AllotmentRule::Output,
            AllotmentRule::Value,
            AllotmentRule::Metering,
        ]),
    ) {
        let done = compared(rule, &products, shared);
        let whole: f64 = products.iter().map(|(own, _)| own).sum::<f64>() + shared;
        let parts: f64 = done.comparisons.iter().map(|one| one.allotment.daily.unwrap()).sum();
        prop_assert!((parts - whole).abs() <= 1e-9 * whole, "{parts} of {whole}");
        for (one, (own, _)) in done.comparisons.iter().zip(&products) {
            let daily = one.allotment.daily.unwrap();
            prop_assert!(daily >= own - 1e-9 * whole, "what is its own is never shared");
            prop_assert!(one.uncertainty.unwrap().standard >= 0.0);
        }
        let doubted = done.doubts.iter().any(|doubt| doubt.code == DoubtCode::Allotment);
        prop_assert!(!doubted, "parts that are the whole are not doubted");
    }

    #[test]
    fn less_water_never_reaches_a_worse_level(
        levels in prop::collection::vec(0.1..100.0_f64, 3),
        more in 0.0..200.0_f64,
        less in 0.0..1.0_f64,
    ) {
        let mut levels = levels;
        levels.sort_by(f64::total_cmp);
        let row = quota(QuotaKind::Quota, Levels {
            leading: Some(levels[0]),
            advanced: Some(levels[1]),
            general: Some(levels[2]),
            ..Levels::default()
        });
        let (high, low) = (judge(more, &row).unwrap(), judge(more * less, &row).unwrap());
        prop_assert!(rank(low) <= rank(high), "{low:?} {high:?}");
    }
}
