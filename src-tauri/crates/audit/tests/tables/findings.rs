//! What is found, and what it cites.

use crate::common::{case, flow, library, unit};
use chrono::NaiveDate;
use shuiheng_audit::*;

#[test]
fn findings_cite_what_raised_them() {
    let limit = |id: &str, indicator: &str, operator: &str, value: f64, kind: &str| Limit {
        id: id.into(),
        indicator: indicator.into(),
        indicator_name: String::new(),
        industry: "印染".into(),
        region: String::new(),
        operator: operator.into(),
        value,
        unit: "%".into(),
        kind: kind.into(),
        source: "示例".into(),
        ..Limit::default()
    };
    let mut cooling = unit("循环冷却");
    cooling.system = Some(WaterSystem::IndirectCooling);
    let streams = vec![
        flow("循环冷却", Item::Withdrawal(Source::Tap), 10.0),
        flow("循环冷却", Item::Recirculated, 900.0),
        flow("循环冷却", Item::Consumption, 10.0),
        flow("染色", Item::Withdrawal(Source::Tap), 80.0),
        flow("染色", Item::Withdrawal(Source::Steam), 10.0),
        flow("染色", Item::Discharge, 50.0),
        flow("染色", Item::Leakage, 10.0),
    ];
    let limits = vec![
        limit("L1", "leakage_rate", "≤", 6.0, "criterion"),
        limit("L2", "reuse_rate", "≥", 99.0, "program"),
        limit("L3", "reuse_rate", "=", 50.0, "criterion"),
        limit("L4", "reuse_rate", "≥", 99.0, "observed"),
    ];
    let meters = vec![Meter {
        number: "SB-01".into(),
        valid_until: NaiveDate::from_ymd_opt(2024, 1, 1),
        place: Some(super::computed::at(1)),
        ..Meter::default()
    }];
    let period = Period {
        to: NaiveDate::from_ymd_opt(2024, 9, 12),
        operating_days: Days::new(300.0),
        ..Period::default()
    };
    let profile = Profile { industry: "印染".into(), period, ..Profile::default() };
    let site = Site { units: vec![cooling, unit("染色")], streams };
    let diagnosis =
        diagnose(Case { profile, meters, ..case(site) }, &Library { limits, ..library() });
    let codes: Vec<&str> = diagnosis.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "unaccounted_water",
            "limit_missed",
            "unit_leakage_high",
            "limit_missed",
            "meters_out_of_date",
            "meter_class_untold",
            "reuse_hidden_by_cooling",
            "condensate_not_shown"
        ]
    );
    let lost = &diagnosis.findings[0];
    assert_eq!(lost.volume, Some(AnnualVolume::m3_per_year(9000.0)), "30 m³/d over 300 days");
    assert_eq!(diagnosis.limits.len(), 2);
    for finding in &diagnosis.findings {
        assert!(
            !finding.evidence.is_empty() && !finding.suggestion.zh.is_empty(),
            "{}",
            finding.code
        );
        assert!(!finding.gravity.zh().is_empty() && !finding.gravity.code().is_empty());
    }
}
