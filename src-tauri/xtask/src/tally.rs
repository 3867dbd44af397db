//! How many tests passed and failed, read from what the test programs print.

use std::ops::AddAssign;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    /// Passed.
    pub(crate) passed: u32,
    /// Failed.
    pub(crate) failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// The count of a step that ran: a step that ended badly counts at least one failure,
    /// and one without tests of its own, like a format check, counts as one.
    pub(crate) fn of(output: &str, good: bool) -> Self {
        let mut tally = Self::default();
        output.lines().filter_map(line).for_each(|counted| tally += counted);
        if !good {
            tally.failed = tally.failed.max(1);
        }
        if good && tally == Self::default() {
            tally.passed = 1;
        }
        tally
    }
}

/// The count of a line, where it is the summary of a test program.
fn line(line: &str) -> Option<Tally> {
    let plain = without_colour(line);
    let plain = plain.trim();
    if let Some(rest) = plain.strip_prefix("test result: ") {
        return Some(counts(rest.split_once(". ")?.1, ';'));
    }
    // Vitest: `Tests  1 failed | 11 passed (12)`; the line `Test Files …` counts files.
    let rest = plain.strip_prefix("Tests ")?;
    Some(counts(rest.split('(').next()?, '|'))
}

fn counts(summary: &str, separator: char) -> Tally {
    let mut tally = Tally::default();
    for part in summary.split(separator) {
        match part.split_whitespace().collect::<Vec<_>>()[..] {
            [number, "passed"] => tally.passed += number.parse().unwrap_or(0),
            [number, "failed"] => tally.failed += number.parse().unwrap_or(0),
            _ => {}
        }
    }
    tally
}

fn without_colour(line: &str) -> String {
    let mut plain = String::new();
    let mut in_code = false;
    for c in line.chars() {
        match c {
            '\u{1b}' => in_code = true,
            'm' if in_code => in_code = false,
            _ if in_code => {}
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, good: bool, passed: u32, failed: u32) {
        assert_eq!(Tally::of(output, good), Tally { passed, failed });
    }

    #[test]
    fn every_summary_is_added_up() {
        check(
            "running 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored; finished in 0.1s\n\
             test result: FAILED. 4 passed; 2 failed; 1 ignored; 0 measured\n",
            false,
            7,
            2,
        );
        check(" Test Files  2 passed (2)\n      Tests  12 passed (12)\n", true, 12, 0);
        check("      Tests  1 failed | 11 passed (12)\n", false, 11, 1);
        check(
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m5 passed\u{1b}[39m (5)",
            true,
            5,
            0,
        );
    }

    #[test]
    fn a_step_without_tests_is_one_and_a_broken_step_is_never_good() {
        check("", true, 1, 0);
        check("error: could not compile", false, 0, 1);
        check("test result: ok. 3 passed; 0 failed", false, 3, 1);
        check("the tests 5 passed", true, 1, 0);
    }
}
