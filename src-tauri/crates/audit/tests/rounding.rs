//! Rounding by GB/T 8170 as an expert can read it: `tests/rounding/cases.csv`, which the window is
//! held against too.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{case, flow, library, site};
use shuiheng_audit::{IndicatorCode, Item, Source, diagnose, fixed, round_gb8170};

#[test]
fn every_value_is_printed_as_its_case_says() {
    let lines = include_str!("../../../../tests/rounding/cases.csv").lines().skip(1);
    let mut count = 0;
    for line in lines.filter(|line| !line.is_empty()) {
        let [value, digits, printed, _] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let (value, digits): (f64, u32) = (value.parse().unwrap(), digits.parse().unwrap());
        assert_eq!(fixed(value, digits), printed, "{line}");
        // Who rounds twice gets the same: the edge is found wherever it is.
        assert_eq!(fixed(round_gb8170(value, digits), digits), printed, "{line}");
        count += 1;
    }
    assert!(count > 20);
}

#[test]
fn an_indicator_is_printed_with_the_digits_of_its_definition() {
    // 918.45 of 1000 is 91.845 % and just between two, whatever the division leaves of it.
    let water = |recycled: f64, fresh: f64| {
        let streams = vec![
            flow("厂", Item::Withdrawal(Source::Tap), fresh),
            flow("厂", Item::Recirculated, recycled),
        ];
        diagnose(case(site(&["厂"], streams)), &library())
    };
    for (recycled, fresh, printed) in
        [(918.45, 81.55, "91.84"), (918.55, 81.45, "91.86"), (918.551, 81.449, "91.86")]
    {
        let diagnosis = water(recycled, fresh);
        let rate = diagnosis.indicator(IndicatorCode::ReuseRate).unwrap();
        assert_eq!(rate.printed().as_deref(), Some(printed), "{:?}", rate.value);
    }
    for code in IndicatorCode::ALL {
        assert!((2..=3).contains(&code.definition().digits), "{}", code.code());
    }
}
