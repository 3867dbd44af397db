//! Doubts on the choice of a quota: versions, editions, reasons.

use crate::{Doubt, DoubtCode, Library, Profile, Severity, Text, objections};

/// What is to be said of the rows that were chosen for the products: that the library has
/// another version by now, and that a reason is missing where one is asked for.
pub(crate) fn choice_doubts(profile: &Profile, library: &Library) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for product in &profile.products {
        let places = || product.place.iter().cloned().collect::<Vec<_>>();
        if let Some(now) = library.newer_than(product, &profile.period) {
            doubts.push(Doubt::new(
                Severity::Warning,
                DoubtCode::QuotaChoice,
                places(),
                Text::new(
                    format!(
                        "产品“{}”所用定额“{}”在定额库中已有新版本，本诊断仍按选用时的版本判定。",
                        product.name, now.id
                    ),
                    format!(
                        "the library has another version of quota {} by now; {} is judged by the one that was chosen",
                        now.id, product.name
                    ),
                ),
                Text::new(
                    "对照新旧版本的差别，需要时采用新版本。",
                    "compare both, and take the new one over where it should judge",
                ),
            ));
        }
        let chosen = product.quota.as_deref().filter(|id| !id.is_empty());
        let Some(quota) = chosen.and_then(|_| library.quota_for(product, &profile.period)) else {
            continue;
        };
        let objections = objections(&quota, profile);
        if objections.is_empty() || !product.quota_reason.trim().is_empty() {
            continue;
        }
        let zh: Vec<&str> = objections.iter().map(|text| text.zh.as_str()).collect();
        let en: Vec<&str> = objections.iter().map(|text| text.en.as_str()).collect();
        doubts.push(Doubt::new(
            Severity::Warning,
            DoubtCode::QuotaChoice,
            places(),
            Text::new(
                format!(
                    "产品“{}”选用的定额“{}”：{}，且未说明理由。",
                    product.name,
                    quota.id,
                    zh.join("；")
                ),
                format!(
                    "quota {} chosen for {}: {}; no reason is given",
                    quota.id,
                    product.name,
                    en.join("; ")
                ),
            ),
            Text::new(
                "改用测试期内有效的适用定额，或写明选用理由。",
                "choose a row in force, or give the reason",
            ),
        ));
    }
    doubts
}
