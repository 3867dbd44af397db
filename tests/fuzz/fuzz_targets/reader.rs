//! Whatever bytes come: the reader answers with a workbook or a refusal, and a workbook is
//! recognised without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shuiheng_fuzz::whole;
use shuiheng_import::recognise::{Hints, recognise};
use shuiheng_import::{Limits, Refusal, read};

/// Small enough that a run is quick, and reached by small inputs.
const LIMITS: Limits = Limits {
    file: 1 << 20,
    parts: 100,
    part: 4 << 20,
    unpacked: 8 << 20,
    ratio: 200,
    ratio_from: 1 << 20,
    sheets: 16,
    cells: 20_000,
    text: 1 << 20,
    token: 1 << 20,
};

fuzz_target!(
    // A panic inside calamine is caught and read around: only what is not caught counts.
    init: std::panic::set_hook(Box::new(|_| {})),
    |data: &[u8]| {
        let (bytes, name) = whole(data);
        match read(&bytes, name, &LIMITS) {
            Ok(workbook) => {
                let _ = recognise(&workbook, &Hints::default());
            }
            Err(error) => {
                let inside = Refusal::Damaged("内部结构异常".to_owned());
                assert!(error.cause != inside, "the reader itself panicked");
                assert!(!error.text().zh.is_empty() && !error.fix().en.is_empty());
            }
        }
    }
);
