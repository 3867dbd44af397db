//! The row that judges a product: proposed, chosen with a reason, kept as it stood, and
//! replaced by a newer version when a person says so.

use crate::app::App;
use crate::app::library::{Shelves, no_row, refuse, searched};
use crate::loaded::{Loaded, label, put};
use crate::present;
use crate::record::ProductBody;
use crate::search::Search;
use crate::{Error, Result, view};
use shuiheng_audit::{
    Diagnosis, Lang, Library, Period, Product, Profile, Quota, Text, is_limit, objections,
    proposed, standing,
};
use shuiheng_store::Kind;

/// Keeps the row that a product is judged by as it stands now. What was kept before stays
/// where the same row goes on judging. `before` is the product as it was.
pub(crate) fn pin(
    product: &mut Product,
    before: Option<&Product>,
    period: &Period,
    library: &Library,
) {
    let kept = before.and_then(|before| before.judged_by.as_deref());
    product.judged_by = match product.quota.as_deref() {
        Some("") => None,
        Some(id) => {
            let kept = kept.filter(|kept| kept.id == id);
            kept.or_else(|| library.quota(id)).map(|row| Box::new(row.unconfirmed()))
        }
        None => {
            let kept = kept.filter(|kept| {
                before.is_some_and(|before| before.quota.is_none())
                    && kept.product == product.name
                    && standing(kept, period).holds()
            });
            let row = kept.or_else(|| proposed(product, period, library));
            row.map(|row| Box::new(row.unconfirmed()))
        }
    };
    if product.quota.as_deref().is_none_or(str::is_empty) {
        product.quota_reason.clear();
    }
}

/// How the row of each product was chosen.
pub(crate) fn choices(
    diagnosis: &Diagnosis,
    library: &Library,
    lang: Lang,
) -> Vec<view::QuotaChoice> {
    let profile = &diagnosis.case.profile;
    let choice = |product: &Product| {
        let Some(row) = library.quota_for(product, &profile.period) else {
            return view::QuotaChoice {
                proposed: product.quota.is_none(),
                advice: advice(product, profile, lang),
                ..view::QuotaChoice::default()
            };
        };
        let newer = library.newer_than(product, &profile.period);
        view::QuotaChoice {
            id: row.id.clone(),
            proposed: product.quota.is_none(),
            reason: product.quota_reason.clone(),
            standing: in_force(&row, &profile.period, lang),
            objections: said(&objections(&row, profile), lang),
            newer: newer.map(|now| present::changes(&row, now, lang)).unwrap_or_default(),
            advice: Vec::new(),
        }
    };
    profile.products.iter().map(choice).collect()
}

/// What can be done where there is no quota.
fn advice(product: &Product, profile: &Profile, lang: Lang) -> Vec<String> {
    if lang == Lang::En {
        return english_advice(product, profile);
    }
    let trade = if profile.industry.is_empty() { "所属行业" } else { &profile.industry };
    vec![
        format!(
            "对照现行标准文本录入或导入“{}”的用水定额，注明标准号、条款或页码，再核实。",
            product.name
        ),
        format!("向当地节水管理机构（节水办）查询{trade}现行用水定额，取得文件后录入。"),
        "没有定额时报告写“暂无定额”，不作判定；不得以其他行业的定额代替。".into(),
    ]
}

fn english_advice(product: &Product, profile: &Profile) -> Vec<String> {
    let trade = if profile.industry.is_empty() { "the trade" } else { &profile.industry };
    vec![
        format!(
            "Enter or import the quota of {} from the text of the standard in force, with its number and clause or page, then verify it.",
            product.name
        ),
        format!(
            "Ask the local water-saving office for the quotas of {trade} in force, and enter them from the document."
        ),
        "Without a quota the report says so and judges nothing; a quota of another trade must not take its place.".into(),
    ]
}

fn in_force(row: &Quota, period: &Period, lang: Lang) -> String {
    let standing = standing(row, period);
    lang.pick(standing.zh(), standing.en()).into()
}

fn said(texts: &[Text], lang: Lang) -> Vec<String> {
    texts.iter().map(|text| text.get(lang).to_owned()).collect()
}

/// A product of a diagnosis by its place.
fn nth(loaded: &Loaded, at: usize) -> Result<&(shuiheng_store::RecordId, ProductBody)> {
    loaded
        .products
        .get(at)
        .ok_or_else(|| Error::not_found("找不到该产品。", "there is no such product"))
}

impl App {
    /// Rows that can be chosen for a product, and what asks for a reason: the proposed one
    /// first, then those that can be chosen as they are, then those that need a reason, last
    /// those that never judge.
    ///
    /// # Errors
    /// There is no such diagnosis or product.
    pub fn quota_offers(
        &self,
        id: &str,
        product: usize,
        search: &str,
    ) -> Result<Vec<view::QuotaOffer>> {
        let inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
        let shelves = self.shelves(&inner.store)?;
        let profile = loaded.case().profile;
        let product = &nth(&loaded, product)?.1.product;
        let best = proposed(product, &profile.period, &shelves.library).map(|row| row.id.clone());
        let (search, lang) = (Search::of(search), self.lang());
        let offer = |row: &Quota| {
            let mut objections = said(&objections(row, &profile), lang);
            let standing_code = if !is_limit(row) {
                let never = lang.pick(
                    "其他企业的实绩不是限值，不能据以判定",
                    "another plant’s result is no limit and judges nothing",
                );
                objections.insert(0, never.into());
                "never"
            } else if best.as_ref() == Some(&row.id) {
                "proposed"
            } else if objections.is_empty() {
                "open"
            } else {
                "reasoned"
            };
            view::QuotaOffer {
                quota: shelves.shown(row, lang),
                standing: standing_code.into(),
                standing_name: in_force(row, &profile.period, lang),
                objections,
            }
        };
        let rows = shelves.library.quotas.iter();
        let rows = rows.filter(|quota| search.finds(searched(quota).into_iter()));
        let mut offers: Vec<view::QuotaOffer> = rows.map(offer).collect();
        let rank = |offer: &view::QuotaOffer| {
            ["proposed", "open", "reasoned", "never"].iter().position(|one| *one == offer.standing)
        };
        offers.sort_by_key(rank);
        Ok(offers)
    }

    /// Chooses the row that judges a product, as it stands now: a row of the library; none to
    /// have it proposed; an empty text for none at all. A row that is not in force, not for
    /// here or not of the enterprise's trade needs a reason, which the report prints.
    ///
    /// # Errors
    /// There is no such diagnosis, product or row; the row never judges; a reason is missing.
    pub fn choose_quota(
        &self,
        id: &str,
        product: usize,
        quota: Option<String>,
        reason: &str,
    ) -> Result<view::Diagnosis> {
        let library = {
            let inner = self.lock()?;
            let shelves = self.shelves(&inner.store)?;
            let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
            may_choose(&shelves, quota.as_deref(), reason, &loaded.case().profile)?;
            shelves.library
        };
        let what = label("选用定额", "Choose a quota");
        let reason = reason.trim().to_owned();
        self.change(id, what, 0, |loaded, draft, _| {
            let (record, body) = nth(loaded, product)?;
            let mut chosen =
                Product { quota, quota_reason: reason, judged_by: None, ..body.product.clone() };
            pin(&mut chosen, None, &loaded.body.period, &library);
            let body = ProductBody { order: body.order, product: chosen };
            put(draft, *record, Kind::Product, loaded.scope(), body)
        })
    }

    /// The library, where every row that a profile newly chooses may be chosen. `ids` are the
    /// records of its products.
    ///
    /// # Errors
    /// A row never judges, or a reason is missing.
    pub(crate) fn may_be_chosen(
        &self,
        id: &str,
        profile: &Profile,
        ids: &[String],
    ) -> Result<Library> {
        let inner = self.lock()?;
        let shelves = self.shelves(&inner.store)?;
        let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
        for (product, record) in profile.products.iter().zip(ids) {
            let before = loaded.products.iter().find(|(id, _)| id.to_string() == *record);
            let chosen = product.quota.as_deref();
            // An id that the library does not have is told as a doubt.
            let known = chosen.filter(|id| shelves.library.quota(id).is_some());
            if before.is_none_or(|(_, before)| before.product.quota.as_deref() != chosen) {
                may_choose(&shelves, known, &product.quota_reason, profile)?;
            }
        }
        Ok(shelves.library)
    }

    /// Lets a product be judged by the library's row of today in the place of the version
    /// that was chosen. It can be taken back.
    ///
    /// # Errors
    /// There is no such diagnosis or product.
    pub fn adopt_quota(&self, id: &str, product: usize) -> Result<view::Diagnosis> {
        let library = {
            let inner = self.lock()?;
            self.shelves(&inner.store)?.library
        };
        let what = label("采用定额新版本", "Adopt the newer version of a quota");
        self.change(id, what, 0, |loaded, draft, _| {
            let (record, body) = nth(loaded, product)?;
            let mut product = Product { judged_by: None, ..body.product.clone() };
            pin(&mut product, None, &loaded.body.period, &library);
            let body = ProductBody { order: body.order, product };
            put(draft, *record, Kind::Product, loaded.scope(), body)
        })
    }
}

/// Refuses what may not be chosen.
fn may_choose(
    shelves: &Shelves,
    quota: Option<&str>,
    reason: &str,
    profile: &Profile,
) -> Result<()> {
    let Some(id) = quota.filter(|id| !id.is_empty()) else { return Ok(()) };
    let row = shelves.library.quota(id).ok_or_else(|| no_row(id))?;
    if !is_limit(row) {
        return Err(refuse(
            format!("“{id}”是其他企业的实绩，不是限值，不能选作定额。"),
            format!("{id} is another plant's result and never a limit"),
            "选用定额、清洁生产等级或限值。",
        ));
    }
    let objections = objections(row, profile);
    if objections.is_empty() || !reason.trim().is_empty() {
        return Ok(());
    }
    let zh: Vec<&str> = objections.iter().map(|text| text.zh.as_str()).collect();
    let en: Vec<&str> = objections.iter().map(|text| text.en.as_str()).collect();
    Err(refuse(
        format!("选用“{id}”需要说明理由：{}。", zh.join("；")),
        format!("{id} needs a reason: {}", en.join("; ")),
        "写明选用理由（将印入报告），或另选一行。",
    ))
}
