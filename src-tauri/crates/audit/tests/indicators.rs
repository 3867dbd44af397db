//! Every indicator by hand: `indicators/cases.csv`, one computed and one missing for each.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;
mod indicators {
    pub mod plant;
}

use indicators::plant::{cases, plant, rules};
use shuiheng_audit::{IndicatorCode, Library, diagnose, round_gb8170};
use std::collections::BTreeMap;

fn library() -> Library {
    Library { checks: rules(), ..common::library() }
}

#[test]
fn every_case_comes_to_its_answer_or_says_what_is_missing() {
    let library = library();
    let mut wrong = Vec::new();
    for case in cases() {
        let diagnosis = diagnose(plant(&case.plant), &library);
        let code = IndicatorCode::from_code(&case.indicator)
            .unwrap_or_else(|| panic!("no indicator {}", case.indicator));
        let found = diagnosis.indicator(code).unwrap();
        let rounded = found.value.map(|value| round_gb8170(value, 4));
        let said: Vec<&str> = found.missing.iter().map(|text| text.zh.as_str()).collect();
        let told = case.missing.is_empty() || said.iter().any(|text| text.contains(&case.missing));
        if rounded != case.value || !told || said.is_empty() != found.value.is_some() {
            wrong.push(format!("{}: {}\n  {rounded:?} {said:?}", case.indicator, case.plant));
        }
        if found.value.is_some() {
            assert!(!found.substituted.is_empty(), "{}", case.indicator);
            assert!(!found.inputs.is_empty(), "{}", case.indicator);
            assert!(diagnosis.entry_pages(found).is_empty(), "{}", case.indicator);
        } else {
            let helped =
                !diagnosis.entry_pages(found).is_empty() || !diagnosis.facts_for(found).is_empty();
            assert!(helped, "{}: where can it be entered?", case.indicator);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case_with_a_value_and_one_without() {
    let mut seen: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for case in cases() {
        let of = seen.entry(case.indicator.clone()).or_default();
        *(if case.value.is_some() { &mut of.0 } else { &mut of.1 }) = true;
        assert!(case.value.is_none() || !case.working.is_empty(), "{} is worked", case.indicator);
    }
    for code in IndicatorCode::ALL {
        assert_eq!(seen.get(code.code()), Some(&(true, true)), "{}", code.code());
    }
}
