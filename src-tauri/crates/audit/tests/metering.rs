//! What needs a meter and what has one (`indicators/points.csv`), and what is asked.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;
mod indicators {
    pub mod plant;
}

use common::{library, metering_rules};
use indicators::plant::plant;
use proptest::prelude::*;
use shuiheng_audit::{
    Diagnosis, IndicatorCode as Code, Library, MeteringRules, Requirement, RequirementCode,
    diagnose,
};

#[test]
fn every_point_is_asked_for_a_meter_as_its_case_says() {
    let lines = include_str!("indicators/points.csv").lines().skip(1);
    let mut wrong = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let [text, level, name, need, equipped, why] = line.split(',').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        let metering = diagnose(plant(text), &library()).metering;
        let level: u8 = level.parse().unwrap();
        let point = metering.of_level(level).find(|point| point.name == name);
        let found = point.map(|point| (point.need.code(), point.equipped));
        if found != Some((need, equipped == "yes")) || why.is_empty() {
            wrong.push(format!("{text}: {name}: {found:?}"));
        }
        let lacks = metering.lacking().any(|lacking| Some(lacking) == point);
        assert_eq!(lacks, need == "needed" && equipped == "no", "{text}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn equipment_below_the_threshold_is_no_point() {
    let metering = diagnose(plant("设备 饮水机: 流量=0.99 ; 染色: 自来水=24"), &library()).metering;
    assert!(metering.points.iter().all(|point| point.name != "饮水机"));
}

/// A rate of a plant whose level 1 is as given, and what is said of the requirement.
#[track_caller]
fn judged(text: &str, code: RequirementCode, level: u8) -> (Option<f64>, Option<bool>) {
    let diagnosis = diagnose(plant(text), &library());
    let check = diagnosis
        .metering
        .requirements
        .iter()
        .find(|check| check.requirement.code == code && check.requirement.level == Some(level));
    let check = check.unwrap();
    (check.value, check.met)
}

#[test]
fn requirements_are_met_missed_or_cannot_be_told() {
    let equipping = RequirementCode::EquippingRate;
    let both = "表 A: 级=1 测=自来水总表 状态=完好 ; 表 B: 级=1 测=河水总表 状态=完好 ; 厂区: 自来水=1 河水=1";
    assert_eq!(judged(both, equipping, 1), (Some(100.0), Some(true)), "at the limit it is met");
    let one = "表 A: 级=1 测=自来水总表 状态=完好 ; 厂区: 自来水=1 河水=1";
    assert_eq!(judged(one, equipping, 1), (Some(50.0), Some(false)));
    assert_eq!(judged("厂区: 自来水=1", equipping, 1), (None, None));
    let accuracy = RequirementCode::Accuracy;
    assert_eq!(judged("表 A: 级=2 准确度=2级", accuracy, 2), (Some(2.0), Some(true)));
    assert_eq!(judged("表 A: 级=2 准确度=2.5级", accuracy, 2), (Some(2.5), Some(false)));
    let untold = "表 A: 级=2 准确度=2级 ; 表 B: 级=2";
    assert_eq!(judged(untold, accuracy, 2), (Some(2.0), None), "of one meter it is not known");
    let worse = "表 A: 级=2 准确度=2.5级 ; 表 B: 级=2";
    assert_eq!(judged(worse, accuracy, 2), (Some(2.5), Some(false)), "one is enough to miss it");
}

fn with_threshold(value: Option<f64>) -> Diagnosis {
    let rules = metering_rules();
    let mut row: Requirement = rules.requirements[0].clone();
    (row.code, row.level, row.value) = (RequirementCode::NeedsMeter, Some(2), value);
    row.unit = "m³/d".into();
    let mut requirements = rules.requirements;
    requirements.push(row);
    let metering = MeteringRules { requirements, words: rules.words };
    let text = "表 A: 级=2 测=染色 状态=完好 ; 染色: 自来水=100 ; 食堂: 自来水=9.9";
    diagnose(plant(text), &Library { metering, ..library() })
}

#[test]
fn a_threshold_that_is_typed_in_counts_and_an_empty_one_does_not() {
    let rate = |diagnosis: &Diagnosis| common::value(diagnosis, Code::MeterEquippingRate2, 2);
    assert_eq!(rate(&with_threshold(None)), Some(50.0));
    assert_eq!(rate(&with_threshold(Some(10.0))), Some(100.0));
    assert_eq!(rate(&with_threshold(Some(9.9))), Some(50.0));
}

#[test]
fn a_metering_rate_has_the_uncertainty_of_its_water() {
    // 80 metered (1.5 %) of 80 + 20 (20 %): with the 80 on both sides,
    // u = 100·√((20·80·1.5 %)² + (80·20·20 %)²)/100² = 3.2089…
    let text = "表 A: 级=2 测=染色 状态=完好 ; 染色: 自来水=80表 ; 食堂: 自来水=20估";
    let diagnosis = diagnose(plant(text), &library());
    let found = diagnosis.indicator(Code::MeteringRate2).unwrap().uncertainty.unwrap();
    let expected = 100.0 * (20.0_f64 * 1.2).hypot(80.0 * 4.0) / 1e4;
    assert!((found.standard - expected).abs() < 1e-9, "{found:?} {expected}");
}

proptest! {
    #[test]
    fn rates_of_metering_lie_between_nothing_and_all(
        taps in prop::collection::vec((1u32..500, 0usize..4), 1..6),
    ) {
        let units: Vec<String> = taps.iter().enumerate().map(|(at, (tap, kind))| {
            let state = ["完好", "停用", "完好", ""][*kind];
            let meter = if state.is_empty() { String::new() } else {
                format!("表 M{at}: 级=2 测=单元{at} 状态={state} ; ")
            };
            let basis = if *kind == 0 { "表" } else { "估" };
            format!("{meter}单元{at}: 自来水={tap}{basis}")
        }).collect();
        let diagnosis = diagnose(plant(&units.join(" ; ")), &library());
        for indicator in &diagnosis.indicators {
            let rate = indicator.code.definition().group == shuiheng_audit::IndicatorGroup::Metering;
            if let Some(value) = indicator.value.filter(|_| rate) {
                prop_assert!((-1e-9..=100.0 + 1e-9).contains(&value), "{:?} {value}", indicator.code);
            }
        }
    }
}
