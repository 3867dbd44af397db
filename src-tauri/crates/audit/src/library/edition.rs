//! Which row stands for a product: the edition in force in the balance period, and what
//! asks for a reason where another is chosen.

use crate::{Library, Period, Product, Profile, Quota, Text, is_limit};

/// How a row's dates stand to a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// In force.
    InForce,
    /// The row does not say from when on; nothing says that it is not in force.
    Undated,
    /// Not yet in force.
    NotYet,
    /// No longer in force.
    Superseded,
}

impl Standing {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Undated => "undated",
            Self::NotYet => "not_yet",
            Self::Superseded => "superseded",
        }
    }

    /// The words on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::InForce => "测试期内有效",
            Self::Undated => "实施日期不详",
            Self::NotYet => "测试期内尚未实施",
            Self::Superseded => "测试期前已废止",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::InForce => "in force in the test period",
            Self::Undated => "date of effect not known",
            Self::NotYet => "not yet in force in the test period",
            Self::Superseded => "superseded before the test period",
        }
    }

    /// True where the row may be taken for in force.
    pub const fn holds(self) -> bool {
        matches!(self, Self::InForce | Self::Undated)
    }
}

/// How a row stands to the period of a balance: by its last day, since a change of edition
/// within the period is judged by the newer one. Where the period is not known, a row with
/// a successor is superseded.
pub fn standing(quota: &Quota, period: &Period) -> Standing {
    let Some(day) = period.to.or(period.from) else {
        return match quota.superseded {
            Some(_) => Standing::Superseded,
            None if quota.effective.is_some() => Standing::InForce,
            None => Standing::Undated,
        };
    };
    match (quota.effective, quota.superseded) {
        (_, Some(end)) if end <= day => Standing::Superseded,
        (Some(begin), _) if begin > day => Standing::NotYet,
        (None, None) => Standing::Undated,
        _ => Standing::InForce,
    }
}

/// What asks for a reason before a row is chosen for an enterprise; empty where it may be
/// chosen as it is.
pub fn objections(quota: &Quota, profile: &Profile) -> Vec<Text> {
    let mut found = Vec::new();
    if !quota.is_direct() {
        found.push(Text::new(
            format!("该行标注为“{}”", quota.usage_zh()),
            format!("the row is marked {}", quota.usage),
        ));
    }
    let standing = standing(quota, &profile.period);
    if !standing.holds() {
        found.push(Text::new(
            format!("该版本{}", standing.zh()),
            format!("the edition is {} in the balance period", standing.code()),
        ));
    }
    let trades = (!profile.industry.is_empty() && !quota.industry.is_empty()).then_some(());
    if trades.is_some() && !same_trade(profile, quota) {
        found.push(Text::new(
            format!("该行适用于“{}”，企业行业为“{}”", quota.industry, profile.industry),
            format!("the row is for {}, the enterprise is in {}", quota.industry, profile.industry),
        ));
    }
    found
}

/// True where the trades are the same by their words: one name contains the other, or both
/// name dyeing.
fn trade_matches(own: &str, other: &str) -> bool {
    let dyeing = |name: &str| name.contains("印染") || name.contains("染整");
    own.contains(other) || other.contains(own) || (dyeing(own) && dyeing(other))
}

/// True where a row is of the enterprise's trade: by its GB/T 4754 code where both have one,
/// else by words of either name, or because the enterprise makes the very product.
fn same_trade(profile: &Profile, quota: &Quota) -> bool {
    let class = |code: &str| -> String {
        code.chars().filter(char::is_ascii_digit).take(2).collect::<String>()
    };
    let own = class(&profile.industry_code);
    let codes = quota.provenance.industry_code.split([';', '；', '、', ',', '，', ' ']);
    let mut classes = codes.map(class).filter(|code| code.len() == 2).peekable();
    if own.len() == 2 && classes.peek().is_some() {
        return classes.any(|code| code == own);
    }
    trade_matches(&profile.industry, &quota.industry)
        || profile.products.iter().any(|product| product.name == quota.product)
}

/// The row that may be proposed for a product without asking: a limit that holds here, is
/// in force and names just this product; none where there are several and none of them is
/// the newest edition of the others.
pub fn proposed<'l>(product: &Product, period: &Period, library: &'l Library) -> Option<&'l Quota> {
    let fits = |quota: &&Quota| {
        !product.name.is_empty()
            && quota.product == product.name
            && is_limit(quota)
            && quota.is_direct()
            && standing(quota, period).holds()
    };
    let rows: Vec<&Quota> = library.quotas.iter().filter(fits).collect();
    let newest = *rows.iter().max_by_key(|quota| quota.effective)?;
    let is_edition_of = |other: &&Quota| {
        std::ptr::eq::<Quota>(*other, newest)
            || (other.kind == newest.kind
                && other.condition == newest.condition
                && other.region == newest.region
                && other.effective < newest.effective)
    };
    rows.iter().all(is_edition_of).then_some(newest)
}

impl Library {
    /// The row that a product is judged by: the version that was chosen, as it stood then;
    /// else the row of the chosen id; where nothing was chosen, the one that is proposed.
    /// None where none is to be, or the library has none.
    pub fn quota_for(&self, product: &Product, period: &Period) -> Option<Quota> {
        match product.quota.as_deref() {
            Some("") => None,
            Some(id) => match product.judged_by.as_deref().filter(|kept| kept.id == id) {
                Some(kept) => Some(kept.clone()),
                None => self.quota(id).cloned(),
            },
            None => match kept_proposal(product) {
                Some(kept) => Some(kept.clone()),
                None => proposed(product, period, self).cloned(),
            },
        }
    }

    /// The library's row of today, where it is another than the version that a product is
    /// judged by: the row of the chosen id, or the one that would be proposed.
    pub fn newer_than(&self, product: &Product, period: &Period) -> Option<&Quota> {
        let (kept, now) = match product.quota.as_deref() {
            Some(id) => {
                (product.judged_by.as_deref().filter(|kept| kept.id == id)?, self.quota(id))
            }
            None => (kept_proposal(product)?, proposed(product, period, self)),
        };
        now.filter(|now| now.unconfirmed() != kept.unconfirmed())
    }
}

/// The row that was proposed for a product when it was written, as it stood then.
fn kept_proposal(product: &Product) -> Option<&Quota> {
    product.judged_by.as_deref().filter(|kept| kept.product == product.name)
}
