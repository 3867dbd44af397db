//! The quota library in the window.

use super::{App, intent};
use crate::loaded::{label, put};
use crate::{Error, Result, present, view};
use shuiheng_audit::{Levels, Quota, QuotaKind, Text, intensity_unit, levels_in_order};
use shuiheng_store::{Kind, RecordId, Scope};

impl App {
    /// Rows of the library in which every word of `search` occurs; all for an empty one.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn list_quotas(&self, search: &str) -> Result<Vec<view::Quota>> {
        let inner = self.lock()?;
        let own: Vec<String> = inner
            .store
            .list_all::<Quota>(Kind::Quota)?
            .into_iter()
            .map(|record| record.body.id)
            .collect();
        let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
        let wanted = |quota: &Quota| {
            let all = [
                &quota.id,
                &quota.standard,
                &quota.title,
                &quota.industry,
                &quota.product,
                &quota.condition,
                &quota.region,
                &quota.unit,
            ];
            let text = all.map(String::as_str).join(" ").to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let library = self.library(&inner.store)?;
        Ok(library
            .quotas
            .iter()
            .filter(|quota| wanted(quota))
            .map(|quota| present::quota(quota, own.contains(&quota.id)))
            .collect())
    }

    /// Enters a quota into the workspace's library, or replaces one entered before.
    ///
    /// # Errors
    /// No product, unit, value or source; levels out of order; the id of a shipped row.
    pub fn enter_quota(&self, quota: view::Quota) -> Result<Vec<view::Quota>> {
        let quota = checked(quota)?;
        if self.shipped.quota(&quota.id).is_some() {
            return Err(refuse(
                "该编号属于随程序提供的定额，不能覆盖。",
                "that id belongs to a shipped row",
                "换一个编号。",
            ));
        }
        {
            let mut inner = self.lock()?;
            let known = inner
                .store
                .list_all::<Quota>(Kind::Quota)?
                .into_iter()
                .find(|record| record.body.id == quota.id);
            let what = intent(label(
                format!("录入定额“{}”", quota.id),
                format!("Enter quota {}", quota.id),
            ));
            let id: RecordId =
                known.map_or_else(|| inner.store.new_id(what.now), |record| record.id);
            inner
                .store
                .transact(&what, |draft| put(draft, id, Kind::Quota, Scope::Workspace, quota))?;
        }
        self.list_quotas("")
    }
}

fn refuse(zh: &str, en: &str, fix: &str) -> Error {
    Error::refused(Text::new(zh, en), Text::new(fix, "correct it and try again"))
}

/// A quota as typed, once it can judge.
fn checked(typed: view::Quota) -> Result<Quota> {
    let kind = match typed.kind.as_str() {
        "cleaner_production" => QuotaKind::CleanerProduction,
        "limit" => QuotaKind::Limit,
        "observed" => QuotaKind::Observed,
        _ => QuotaKind::Quota,
    };
    let grades = [typed.grade_1, typed.grade_2, typed.grade_3];
    let levels = Levels {
        leading: typed.leading,
        advanced: typed.advanced,
        new_build: typed.new_build,
        general: typed.general,
        grades,
        limit: typed.limit,
        observed: typed.observed,
    };
    let values = [
        levels.leading,
        levels.advanced,
        levels.new_build,
        levels.general,
        levels.limit,
        levels.observed,
        grades[0],
        grades[1],
        grades[2],
    ];
    if typed.product.trim().is_empty() || typed.standard.trim().is_empty() {
        return Err(refuse(
            "请填写产品和标准号（或文件号）。",
            "product and standard are missing",
            "按标准文本填写。",
        ));
    }
    if intensity_unit(&typed.unit).is_none() {
        return Err(refuse(
            "单位应写成“水量/产量”，如 m³/t、m³/100m。",
            "the unit is not of the form m³/t",
            "修正单位。",
        ));
    }
    if values.iter().flatten().next().is_none()
        || values.iter().flatten().any(|value| !(value.is_finite() && *value > 0.0))
    {
        return Err(refuse(
            "至少填写一档数值，且数值应大于 0。",
            "at least one level above zero is needed",
            "按标准文本填写。",
        ));
    }
    let id = match typed.id.trim() {
        "" => format!("OWN-{}-{}", typed.standard.trim(), typed.product.trim()),
        id => id.to_owned(),
    };
    let quota = Quota {
        id,
        kind,
        standard: typed.standard.trim().into(),
        title: typed.title,
        edition: String::new(),
        effective: None,
        region: typed.region,
        industry: typed.industry,
        product: typed.product.trim().into(),
        condition: typed.condition,
        unit: typed.unit.trim().into(),
        basis: typed.basis,
        levels,
        usage: "direct".into(),
        certainty: "entered".into(),
        notes: typed.notes,
        source: typed.source,
        example: typed.example,
        confirmed: None,
    };
    if !levels_in_order(&quota) {
        return Err(refuse(
            "各档数值次序有误，应为领跑值≤先进值≤通用值（Ⅰ级≤Ⅱ级≤Ⅲ级）。",
            "the levels are out of order",
            "对照标准文本核对。",
        ));
    }
    Ok(quota)
}
