//! Ranges and intervals in words.

use crate::{Sign, Text, Unaccounted, fixed, trimmed};

/// A range in words: `3 以上`, `50～75`.
pub fn range(low: Option<f64>, high: Option<f64>) -> Text {
    let n = |value: f64| trimmed(value, 4);
    match (low, high) {
        (Some(low), Some(high)) => {
            Text::new(format!("{}～{}", n(low), n(high)), format!("{} to {}", n(low), n(high)))
        }
        (Some(low), None) => Text::new(format!("不小于{}", n(low)), format!("at least {}", n(low))),
        (None, Some(high)) => {
            Text::new(format!("不大于{}", n(high)), format!("at most {}", n(high)))
        }
        (None, None) => Text::new("无", "none"),
    }
}

/// The interval in a sentence.
pub(crate) fn interval(known: &Unaccounted) -> Text {
    let (low, high) = (fixed(known.low.value(), 1), fixed(known.high.value(), 1));
    let (zh, en) = match known.sign {
        Sign::Open => (
            "区间包含零，现有数据尚不足以判定，应先提高相关水量的数据质量。",
            " Zero lies between them: better figures are needed to tell.",
        ),
        Sign::Loss | Sign::Gain => ("", ""),
    };
    Text::new(
        format!("按数据质量等级估计，不平衡水量的区间为 {low} 至 {high} m³/d。{zh}"),
        format!("By the grades of the figures it lies between {low} and {high} m³/d.{en}"),
    )
}
