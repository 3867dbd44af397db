//! Pictures of a diagnosis: the same in the window and in the report.

use shuiheng_audit::{Comparison, Diagnosis};
use shuiheng_drawing::{BlockStyle, Estimate, Scene, block_diagram};
use shuiheng_report::balance_network;

/// The water balance block diagram (水平衡方框图).
pub(crate) fn diagram(diagnosis: &Diagnosis) -> Scene {
    block_diagram(&balance_network(diagnosis), &BlockStyle::default(), &Estimate).scene
}

/// Where a product stands against the levels of its quota; none without a quota.
pub(crate) fn bullet(_: &Comparison) -> Option<Scene> {
    None
}
