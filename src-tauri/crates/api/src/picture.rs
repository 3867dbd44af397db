//! Pictures of a diagnosis: the same in the window and in the report.

mod months;

pub(crate) use months::months;

use shuiheng_audit::{Comparison, Diagnosis};
use shuiheng_drawing::{BlockStyle, ChartStyle, Estimate, Scene, block_diagram, bullet as drawn};
use shuiheng_report::{balance_network, quota_bullet};

/// The water balance block diagram (水平衡方框图).
pub(crate) fn diagram(diagnosis: &Diagnosis) -> Scene {
    block_diagram(&balance_network(diagnosis), &BlockStyle::default(), &Estimate).scene
}

/// Where a product stands against the levels of its quota; none without a quota.
pub(crate) fn bullet(comparison: &Comparison) -> Option<Scene> {
    Some(drawn(&[quota_bullet(comparison)?], &ChartStyle::default(), &Estimate))
}
