//! Pictures of a diagnosis: the same in the window and in the report.

pub(crate) use shuiheng_report::month_chart as months;

use shuiheng_audit::{Comparison, Lang};
use shuiheng_drawing::{ChartStyle, Estimate, Scene, bullet as drawn};
use shuiheng_report::quota_bullet;

/// Where a product stands against the levels of its quota; none without a quota.
pub(crate) fn bullet(comparison: &Comparison, lang: Lang) -> Option<Scene> {
    let style = ChartStyle { lang, ..ChartStyle::default() };
    Some(drawn(&[quota_bullet(comparison, lang)?], &style, &Estimate))
}
