//! What other diagnoses suggest for a new one: the firm and the district at once, prices only
//! as an offer, since they judge what a measure is worth.

use super::App;
use crate::record::{DiagnosisBody, EnterpriseBody};
use crate::{Result, view};
use rust_decimal::Decimal;
use shuiheng_audit::Profile;
use shuiheng_store::{Kind, RecordId, Store};

/// The diagnoses with their enterprises, the last begun first.
fn latest(store: &Store) -> Result<Vec<(RecordId, DiagnosisBody, EnterpriseBody)>> {
    let mut all = Vec::new();
    for record in store.list_all::<DiagnosisBody>(Kind::Diagnosis)?.into_iter().rev() {
        let enterprise = store.list::<EnterpriseBody>(Kind::Enterprise, record.scope)?;
        if let Some(enterprise) = enterprise.into_iter().next() {
            all.push((record.id, record.body, enterprise.body));
        }
    }
    Ok(all)
}

/// The firm and the district of the last diagnosis that tells them.
pub(super) fn begun_like_the_last(store: &Store, profile: &mut Profile) -> Result<()> {
    for (_, body, enterprise) in latest(store)? {
        if profile.auditor.is_empty() {
            profile.auditor = body.auditor;
        }
        if profile.district.is_empty() {
            profile.district = enterprise.district;
        }
        if !profile.auditor.is_empty() && !profile.district.is_empty() {
            break;
        }
    }
    Ok(())
}

impl App {
    /// What can be chosen or taken over where a profile is filled in: districts of the plan,
    /// and the prices of the last diagnosis in the same district, of which this one has none.
    ///
    /// # Errors
    /// There is no such diagnosis, or the workspace cannot be read.
    pub fn profile_offers(&self, id: &str) -> Result<view::ProfileOffers> {
        let id = Self::id(id)?;
        let inner = self.lock()?;
        let all = latest(&inner.store)?;
        let own = all.iter().find(|(known, ..)| *known == id);
        let district = own.map(|(.., enterprise)| enterprise.district.clone()).unwrap_or_default();
        let has_none = own.is_some_and(|(_, body, _)| body.prices == Default::default());
        let offered = all.iter().filter(|_| has_none && !district.is_empty()).find(|other| {
            other.0 != id && other.2.district == district && other.1.prices != Default::default()
        });
        let price = |price: Option<Decimal>| price.map(|price| price.normalize().to_string());
        let prices = offered.map(|(_, body, enterprise)| view::PriceOffer {
            from: enterprise.name.clone(),
            water: price(body.prices.water),
            discharge: price(body.prices.discharge),
            treatment: price(body.prices.treatment),
        });
        let districts = crate::library::districts()?.into_iter().map(|(name, _)| name).collect();
        Ok(view::ProfileOffers { districts, prices })
    }
}
