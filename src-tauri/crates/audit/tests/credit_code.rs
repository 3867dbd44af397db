//! The rule of GB 32100 against the cases that the page is held against too.
#![allow(missing_docs, clippy::unwrap_used)]

use shuiheng_audit::{CreditFault, credit_fault};

#[test]
fn a_code_is_judged_by_its_shape_and_its_check_character() {
    let cases = include_str!("../../../../tests/credit/cases.csv").lines().skip(1);
    let mut count = 0;
    for line in cases {
        let (code, fault) = line.rsplit_once(',').unwrap();
        let expected = match fault {
            "" => None,
            "shape" => Some(CreditFault::Shape),
            _ => Some(CreditFault::Check),
        };
        assert_eq!(credit_fault(code), expected, "{code}");
        count += 1;
    }
    assert!(count > 10);
}
