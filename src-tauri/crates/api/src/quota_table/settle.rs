//! What must hold of every row that is taken over.

use super::doubt::Doubts;
use super::unit;
use shuiheng_audit::{Quota, QuotaKind, levels_in_order};

/// What must hold of every row.
pub(super) fn settle(quota: &mut Quota, doubts: &mut Doubts) {
    if quota.product.is_empty() {
        doubts.error("no_product", None, "没有产品名称".into(), "no product".into());
    }
    if quota.standard.is_empty() {
        doubts.error(
            "no_standard",
            None,
            "没有标准号（或文件号），请在“各行共有”中填写".into(),
            "no standard; say it for all rows".into(),
        );
    }
    settle_unit(quota, doubts);
    let levels = &quota.levels;
    let wrong = levels.named().into_iter().filter(|(_, value)| value.is_some_and(|v| v <= 0.0));
    for (name, _) in wrong {
        doubts.error(
            "not_positive",
            None,
            format!("{name}应大于 0"),
            format!("{name} must be above 0"),
        );
    }
    let ranked = [levels.leading, levels.advanced, levels.new_build, levels.general];
    let ranked = ranked.iter().any(Option::is_some);
    let graded = levels.grades.iter().any(Option::is_some);
    let kinds = [ranked || levels.limit.is_some(), graded, levels.observed.is_some()];
    if kinds.iter().filter(|has| **has).count() > 1 {
        doubts.error(
            "mixed_kinds",
            None,
            "一行中混有定额级别、清洁生产等级或企业实绩，不能互换，请分行".into(),
            "kinds that are not interchangeable stand in one row".into(),
        );
    }
    let has_own = match quota.kind {
        QuotaKind::Quota => ranked || levels.limit.is_some(),
        QuotaKind::CleanerProduction => graded,
        QuotaKind::Limit => {
            levels.limit.is_some()
                || levels.general.is_some()
                || !quota.provenance.formula.is_empty()
        }
        QuotaKind::Observed => levels.observed.is_some(),
    };
    let unread = doubts.0.iter().any(|doubt| doubt.code == "not_a_number");
    if !has_own && !unread {
        doubts.error(
            "no_value",
            None,
            format!("没有“{}”的数值", quota.kind.zh()),
            format!("no value for {}", quota.kind.code()),
        );
    }
    if !levels_in_order(quota) {
        doubts.error(
            "out_of_order",
            None,
            "各档数值次序有误，应为领跑值≤先进值≤通用值（Ⅰ级≤Ⅱ级≤Ⅲ级）".into(),
            "the levels are out of order".into(),
        );
    }
    if quota.effective.zip(quota.superseded).is_some_and(|(from, to)| to <= from) {
        doubts.error(
            "dates_out_of_order",
            None,
            "废止日期不晚于实施日期".into(),
            "the row ends before it begins".into(),
        );
    }
    if quota.usage.is_empty() {
        let here = ["", "全国", "国家", "浙江", "嘉兴"];
        let holds = here.iter().any(|name| match *name {
            "" => quota.region.is_empty(),
            name => quota.region.contains(name),
        });
        if holds { "direct" } else { "reference_only" }.clone_into(&mut quota.usage);
        if !holds {
            doubts.note(
                "other_region",
                None,
                format!("适用地区为“{}”，标为仅供参考", quota.region),
                format!("for {}: marked as a reference only", quota.region),
            );
        }
    }
}

fn settle_unit(quota: &mut Quota, doubts: &mut Doubts) {
    if quota.unit.is_empty() {
        doubts.error(
            "unit_missing",
            None,
            "没有单位，请在“各行共有”中填写".into(),
            "no unit; say it for all rows".into(),
        );
        return;
    }
    match unit::read(&quota.unit) {
        Some(unit) if unit == quota.unit => {}
        Some(unit) => {
            doubts.note(
                "unit_as_written",
                None,
                format!("单位“{}”按 {unit} 读取", quota.unit),
                format!("unit {} read as {unit}", quota.unit),
            );
            if quota.provenance.unit_as_given.is_empty() {
                quota.provenance.unit_as_given = std::mem::take(&mut quota.unit);
            }
            quota.unit = unit;
        }
        None => doubts.error(
            "unit_unreadable",
            None,
            format!("单位“{}”无法识别，应为“水量/产量”，如 m³/t、m³/100m", quota.unit),
            format!("{} is no unit of water over output", quota.unit),
        ),
    }
}
