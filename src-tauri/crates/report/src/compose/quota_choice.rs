//! Why the row that judges a product was chosen, where another would have been proposed.

use super::writer::Writer;
use shuiheng_audit::{Comparison, objections};

/// Says what asked for a reason, and the reason. Nothing where the row is in force, for here
/// and of the enterprise's trade.
pub(super) fn say(writer: &mut Writer<'_>, comparison: &Comparison) {
    let profile = &writer.diagnosis.case.profile;
    let product = profile.products.iter().find(|product| product.name == comparison.product);
    let (Some(quota), Some(product)) = (&comparison.quota, product) else { return };
    let chosen = product.quota.as_deref() == Some(quota.id.as_str());
    let reason = product.quota_reason.trim();
    let objections = objections(quota, profile);
    if !chosen || (objections.is_empty() && reason.is_empty()) {
        return;
    }
    let objections: Vec<&str> = objections.iter().map(|text| text.zh.as_str()).collect();
    let objections = match objections.as_slice() {
        [] => String::new(),
        objections => format!("{}；", objections.join("；")),
    };
    let reason = if reason.is_empty() { "未说明" } else { reason };
    writer.say(format!("“{}”所用定额：{objections}选用理由：{reason}。", product.name));
}
