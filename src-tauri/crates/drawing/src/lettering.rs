//! Names that are too long: wrapped, then shortened; and figures as they are written.

use crate::{Measure, Weight};
use shuiheng_audit::trimmed;

/// What is written where a figure is not known.
pub(crate) const UNKNOWN: &str = "—";

/// The face that a text is set in.
#[derive(Clone, Copy)]
pub(crate) struct Face<'a> {
    pub(crate) measure: &'a dyn Measure,
    /// pt.
    pub(crate) size: f64,
    pub(crate) weight: Weight,
}

impl Face<'_> {
    /// The width of a text, pt; never negative or infinite, whatever a measure says.
    pub(crate) fn width(&self, text: &str) -> f64 {
        let width = self.measure.width(text, self.size, self.weight);
        if width.is_finite() { width.max(0.0) } else { 0.0 }
    }

    /// The text, or as much of its beginning as fits with an ellipsis.
    pub(crate) fn shortened(&self, text: &str, width: f64) -> String {
        // A width that was taken from this very text may have lost its last bit on the way.
        if self.width(text) <= width + 1e-6 {
            return text.to_owned();
        }
        let mut kept = String::new();
        for c in text.chars() {
            kept.push(c);
            if self.width(&format!("{kept}…")) > width {
                kept.pop();
                break;
            }
        }
        format!("{}…", kept.trim_end())
    }

    /// The text in at most `lines` lines of a width; the last one shortened if need be.
    pub(crate) fn wrapped(&self, text: &str, width: f64, lines: usize) -> Vec<String> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut done = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() && done.len() + 1 < lines {
            let cut = self.cut(rest, width);
            let (line, after) = rest.split_at(cut);
            done.push(line.trim_end().to_owned());
            rest = after.trim_start();
        }
        if !rest.is_empty() {
            done.push(self.shortened(rest, width));
        }
        done
    }

    /// The same with lines of about equal length, and a bracketed end on a line of its own
    /// where that needs no more lines: no single character is left over.
    pub(crate) fn balanced(&self, text: &str, width: f64, lines: usize) -> Vec<String> {
        let greedy = self.wrapped(text, width, lines);
        if greedy.len() < 2 || greedy.last().is_some_and(|line| line.ends_with('…')) {
            return greedy;
        }
        let bracket = text.rfind(['（', '(']).filter(|at| *at > 0);
        if let Some((head, tail)) = bracket.map(|at| text.split_at(at)) {
            let head = self.balanced(head.trim_end(), width, greedy.len() - 1);
            let whole = head.last().is_some_and(|line| !line.ends_with('…'));
            if whole && self.width(tail) <= width {
                return head.into_iter().chain([tail.to_owned()]).collect();
            }
        }
        let (mut narrow, mut wide) = (0.0, width);
        for _ in 0..8 {
            let middle = (narrow + wide) / 2.0;
            let is_same = self.wrapped(text, middle, greedy.len() + 1).len() == greedy.len()
                && self
                    .wrapped(text, middle, greedy.len())
                    .iter()
                    .all(|line| self.width(line) <= middle);
            if is_same { wide = middle } else { narrow = middle }
        }
        self.wrapped(text, wide, greedy.len())
    }

    /// How many bytes of the text stand on its first line.
    fn cut(&self, text: &str, width: f64) -> usize {
        let mut fits = 0;
        let mut good = 0;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            if self.width(text.get(..end).unwrap_or(text).trim_end()) > width && fits > 0 {
                return if good > 0 { good } else { fits };
            }
            fits = end;
            if breaks(c, text.get(end..).and_then(|rest| rest.chars().next())) {
                good = end;
            }
        }
        text.len()
    }
}

/// Whether a line may end between two characters.
fn breaks(before: char, after: Option<char>) -> bool {
    let Some(after) = after else { return true };
    let never_first = "，。、；：！？）》】」』％%)],.;:!?·…—";
    let never_last = "（《【「『([";
    let one_word = before.is_ascii_graphic() && after.is_ascii_graphic();
    let kept =
        never_first.contains(after) || never_last.contains(before) || one_word || after == ' ';
    !kept
}

/// A flow in m³/d as it is written on an arrow: at most two decimals, rounded by
/// GB/T 8170; a dash where it is not known; never a zero for what is not zero.
pub(crate) fn figure(value: Option<f64>) -> String {
    match value.filter(|value| value.is_finite()) {
        None => UNKNOWN.to_owned(),
        Some(value) if value.abs() >= 1e9 => format!("{value:.3e}"),
        Some(value) => match trimmed(value, 2) {
            text if value != 0.0 && matches!(text.as_str(), "0" | "-0") => {
                if value > 0.0 {
                    "<0.01".to_owned()
                } else {
                    ">−0.01".to_owned()
                }
            }
            text => text.replace('-', "−"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Estimate;

    #[track_caller]
    fn check_figure(value: Option<f64>, expected: &str) {
        assert_eq!(figure(value), expected);
    }

    #[test]
    fn figures_are_never_rounded_to_a_false_zero() {
        check_figure(None, "—");
        check_figure(Some(0.0), "0");
        check_figure(Some(-0.0), "0");
        check_figure(Some(612.2), "612.2");
        check_figure(Some(2.675), "2.68");
        check_figure(Some(0.004), "<0.01");
        check_figure(Some(-0.004), ">−0.01");
        check_figure(Some(-3.5), "−3.5");
        check_figure(Some(22740.0), "22740");
        check_figure(Some(1.0e300), "1.000e300");
        check_figure(Some(f64::NAN), "—");
    }

    #[track_caller]
    fn check_wrap(text: &str, width: f64, lines: usize, expected: &[&str]) {
        let face = Face { measure: &Estimate, size: 10.0, weight: Weight::Regular };
        assert_eq!(face.wrapped(text, width, lines), expected, "{text}");
        for line in expected {
            assert!(face.width(line) <= width, "{line} is wider than {width}");
        }
    }

    #[track_caller]
    fn check_balance(text: &str, width: f64, lines: usize, expected: &[&str]) {
        let face = Face { measure: &Estimate, size: 10.0, weight: Weight::Regular };
        assert_eq!(face.balanced(text, width, lines), expected, "{text}");
    }

    #[test]
    fn names_leave_no_single_character_on_a_line() {
        check_balance("洗釜及地面冲洗", 60.0, 3, &["洗釜及地", "面冲洗"]);
        check_balance("溢流染色机（12台）", 80.0, 3, &["溢流染色机", "（12台）"]);
        check_balance(
            "污水处理站（药剂配制、设备冲洗）",
            80.0,
            3,
            &["污水处理站（药剂", "配制、设备冲洗）"],
        );
        check_balance("定型机", 60.0, 3, &["定型机"]);
        check_balance("（一）合成反应工段", 60.0, 2, &["（一）合成", "反应工段"]);
        check_balance("合成反应工段北侧冷却塔", 40.0, 2, &["合成反应", "工段北…"]);
        check_balance("ABCDEFGHIJKLMNOP", 60.0, 3, &["ABCDEFGH", "IJKLMNOP"]);
    }

    #[test]
    fn names_are_wrapped_by_the_rules_of_chinese_lines() {
        check_wrap("合成反应工段", 100.0, 2, &["合成反应工段"]);
        check_wrap("合成反应工段", 40.0, 2, &["合成反应", "工段"]);
        check_wrap("合成反应（二）工段", 52.0, 3, &["合成反应", "（二）工段"]);
        check_wrap("合成反应工段北侧冷却塔", 40.0, 2, &["合成反应", "工段北…"]);
        check_wrap("DCS-200 RO system", 60.0, 3, &["DCS-200 RO", "system"]);
        check_wrap("ABCDEFGHIJKLMNOP", 40.0, 2, &["ABCDEF", "GHIJK…"]);
        check_wrap("", 40.0, 2, &[]);
    }
}
