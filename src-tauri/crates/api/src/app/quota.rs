//! Quotas: looked for, entered, and read as they are typed.

use super::App;
use super::library::{refuse, searched, stamp};
use crate::loaded::{label, put};
use crate::record::{Made, QuotaBody};
use crate::search::Search;
use crate::{Result, present, view};
use chrono::NaiveDate;
use shuiheng_audit::{
    Lang, Levels, Provenance, Quota, QuotaKind, Text, intensity_unit, levels_in_order,
};
use shuiheng_store::{Kind, RecordId, Scope};
use std::str::FromStr;

mod choose;

pub(super) use choose::{choices, pin};

impl App {
    /// Quotas in which every word of `search` occurs, as written or as initials of its
    /// pinyin; all for an empty one.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn list_quotas(&self, search: &str) -> Result<Vec<view::Quota>> {
        let inner = self.lock()?;
        let shelves = self.shelves(&inner.store)?;
        let search = Search::of(search);
        let found = shelves.library.quotas.iter();
        let found = found.filter(|quota| search.finds(searched(quota).into_iter()));
        Ok(found.map(|quota| shelves.shown(quota, self.lang())).collect())
    }

    /// Enters a quota into the workspace's library, or gives one entered before a new version.
    ///
    /// # Errors
    /// No product, unit, value or source; levels out of order; the id of a shipped row, which
    /// is changed by a new version only ([`App::revise_quota`]).
    pub fn enter_quota(&self, quota: view::Quota) -> Result<Vec<view::Quota>> {
        let mut quota = checked(quota)?;
        if quota.certainty.is_empty() {
            quota.certainty = "entered".into();
        }
        if self.shipped.quota(&quota.id).is_some() {
            return Err(refuse(
                "该编号属于随程序提供的定额，不能以新录入覆盖。",
                "that id belongs to a shipped row",
                "在定额库中打开该行，作为新版本修改；或换一个编号。",
            ));
        }
        {
            let mut inner = self.lock()?;
            let shelves = self.shelves(&inner.store)?;
            let what = inner.intent(label(
                format!("录入定额“{}”", quota.id),
                format!("Enter quota {}", quota.id),
            ))?;
            let made = Made { by: what.author.clone(), on: stamp(), reason: "录入".into() };
            let known = shelves.record(&quota.id);
            let id: RecordId = known.map_or_else(|| inner.store.new_id(what.now), |(id, _)| *id);
            let body = match known {
                Some((_, body)) if body.quota.unconfirmed() == quota => body.clone(),
                Some((_, body)) => body.followed_by(quota, made),
                None => QuotaBody::new(quota, made),
            };
            inner
                .store
                .transact(&what, |draft| put(draft, id, Kind::Quota, Scope::Workspace, body))?;
        }
        self.list_quotas("")
    }
}

/// A quota as typed, once it can judge.
///
/// # Errors
/// What is missing or cannot be.
pub(super) fn checked(typed: view::Quota) -> Result<Quota> {
    let kind = QuotaKind::ALL.into_iter().find(|kind| kind.code() == typed.kind);
    let levels = Levels {
        leading: typed.leading,
        advanced: typed.advanced,
        new_build: typed.new_build,
        general: typed.general,
        grades: [typed.grade_1, typed.grade_2, typed.grade_3],
        limit: typed.limit,
        observed: typed.observed,
    };
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
    let has_none = levels.given().next().is_none() && typed.formula.trim().is_empty();
    if has_none || levels.given().any(|value| !(value.is_finite() && value > 0.0)) {
        return Err(refuse(
            "至少填写一档数值，且数值应大于 0。",
            "at least one level above zero is needed",
            "按标准文本填写。",
        ));
    }
    let id = match typed.id.trim() {
        "" => own_id(&typed.standard, &typed.product, &typed.condition),
        id => id.to_owned(),
    };
    let quota = Quota {
        id,
        kind: kind.unwrap_or_default(),
        standard: typed.standard.trim().into(),
        title: typed.title.trim().into(),
        edition: typed.edition.trim().into(),
        effective: day("实施日期", &typed.effective)?,
        superseded: day("废止日期", &typed.superseded)?,
        region: typed.region.trim().into(),
        industry: typed.industry.trim().into(),
        product: typed.product.trim().into(),
        condition: typed.condition.trim().into(),
        unit: typed.unit.trim().into(),
        basis: typed.basis.trim().into(),
        levels,
        usage: if typed.usage.is_empty() { "direct".into() } else { typed.usage },
        certainty: typed.certainty,
        notes: typed.notes.trim().into(),
        source: typed.source.trim().into(),
        provenance: Provenance {
            doc_class: typed.doc_class,
            issued: day("发布日期", &typed.issued)?,
            status: typed.status,
            clause: typed.clause.trim().into(),
            industry_code: typed.industry_code.trim().into(),
            unit_as_given: typed.unit_as_given,
            formula: typed.formula.trim().into(),
            labels: typed.labels,
            quote: typed.quote,
            quote_type: typed.quote_type,
            upstream: typed.upstream,
            confidence: typed.confidence,
        },
        example: typed.example,
        confirmed: None,
    };
    if quota.effective.zip(quota.superseded).is_some_and(|(from, to)| to <= from) {
        return Err(refuse(
            "废止日期应晚于实施日期。",
            "the row ends before it begins",
            "对照标准文本核对。",
        ));
    }
    if !levels_in_order(&quota) {
        return Err(refuse(
            "各档数值次序有误，应为领跑值≤先进值≤通用值（Ⅰ级≤Ⅱ级≤Ⅲ级）。",
            "the levels are out of order",
            "对照标准文本核对。",
        ));
    }
    Ok(quota)
}

/// Why a row cannot judge; none where it can.
pub(crate) fn fault(quota: &Quota) -> Option<Text> {
    checked(present::quota(quota, true, Lang::Zh)).err().map(|error| error.message)
}

/// The id of a row that brings none: the same row entered again is the same row.
pub(crate) fn own_id(standard: &str, product: &str, condition: &str) -> String {
    let parts = [standard, product, condition].map(str::trim);
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.fold("OWN".to_owned(), |id, part| format!("{id}-{part}"))
}

fn day(name: &str, text: &str) -> Result<Option<NaiveDate>> {
    match text.trim() {
        "" => Ok(None),
        text => NaiveDate::from_str(text).map(Some).map_err(|_| {
            refuse(
                format!("“{name}”填写的“{text}”无法识别。"),
                format!("{name}: {text} is no day"),
                "写成 年-月-日；不详时留空。",
            )
        }),
    }
}
