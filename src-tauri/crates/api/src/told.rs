//! What files say of the enterprise: it fills what nobody has entered, and changes nothing.

use crate::source::Given;
use crate::{library, present, view};
use rust_decimal::Decimal;
use shuiheng_audit::{Doubt, DoubtCode, Lang, Product, Profile, Severity, Text, trimmed};
use shuiheng_import::recognise::{Fact, FactValue, ProfileField};

/// The place of a field in a profile.
enum Slot<'p> {
    Text(&'p mut String),
    Heads(&'p mut Option<u32>),
    Amount(&'p mut Option<Decimal>),
}

fn slot(profile: &mut Profile, field: ProfileField) -> Slot<'_> {
    match field {
        ProfileField::CreditCode => Slot::Text(&mut profile.credit_code),
        ProfileField::Industry => Slot::Text(&mut profile.industry),
        ProfileField::IndustryCode => Slot::Text(&mut profile.industry_code),
        ProfileField::District => Slot::Text(&mut profile.district),
        ProfileField::Address => Slot::Text(&mut profile.address),
        ProfileField::Auditor => Slot::Text(&mut profile.auditor),
        ProfileField::Employees => Slot::Heads(&mut profile.employees),
        ProfileField::OutputValue => Slot::Amount(&mut profile.output_value),
        ProfileField::AddedValue => Slot::Amount(&mut profile.added_value),
        ProfileField::PriceWater => Slot::Amount(&mut profile.prices.water),
        ProfileField::PriceDischarge => Slot::Amount(&mut profile.prices.discharge),
        ProfileField::PriceTreatment => Slot::Amount(&mut profile.prices.treatment),
        ProfileField::Shifts => Slot::Heads(&mut profile.shifts),
        ProfileField::ShiftHours => Slot::Amount(&mut profile.shift_hours),
    }
}

/// What a profile holds in a field; none where it is empty.
fn held(profile: &mut Profile, field: ProfileField) -> Option<FactValue> {
    match slot(profile, field) {
        Slot::Text(text) => (!text.is_empty()).then(|| FactValue::Text(text.clone())),
        Slot::Heads(heads) => heads.map(FactValue::Heads),
        Slot::Amount(amount) => amount.map(FactValue::Amount),
    }
}

/// Fills what is empty; gives the facts that did.
pub(crate) fn fill<'f>(profile: &mut Profile, facts: &'f [Fact]) -> Vec<&'f Fact> {
    let mut filled = Vec::new();
    for fact in facts {
        if held(profile, fact.field).is_some() {
            continue;
        }
        match (slot(profile, fact.field), value(fact)) {
            (Slot::Text(slot), FactValue::Text(text)) => *slot = text,
            (Slot::Heads(slot), FactValue::Heads(heads)) => *slot = Some(heads),
            (Slot::Amount(slot), FactValue::Amount(amount)) => *slot = Some(amount),
            (Slot::Text(_) | Slot::Heads(_) | Slot::Amount(_), _) => continue,
        }
        filled.push(fact);
    }
    filled
}

/// The value as the program keeps it: 嘉兴市秀洲区 is the district 秀洲区 of the program.
fn value(fact: &Fact) -> FactValue {
    let FactValue::Text(text) = &fact.value else { return fact.value.clone() };
    if fact.field != ProfileField::District {
        return fact.value.clone();
    }
    let districts = library::districts().unwrap_or_default();
    let mut named =
        districts.iter().map(|district| &district.0).filter(|name| text.contains(*name));
    match (named.next(), named.next()) {
        (Some(only), None) => FactValue::Text(only.clone()),
        _ => fact.value.clone(),
    }
}

/// True where two values say the same: 12.50 is 12.5, and blanks do not matter.
fn same(one: &FactValue, other: &FactValue) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_uppercase();
    match (one, other) {
        (FactValue::Text(one), FactValue::Text(other)) => plain(one) == plain(other),
        _ => one == other,
    }
}

/// The facts that say something else than the profile holds: what was entered stays, and
/// that is said.
pub(crate) fn contradictions(profile: &Profile, facts: &[Fact]) -> Vec<Doubt> {
    let mut profile = profile.clone();
    let mut differs = |fact: &Fact| {
        let held = held(&mut profile, fact.field)?;
        (!same(&held, &value(fact))).then(|| differing(fact, &Fact { value: held, ..fact.clone() }))
    };
    facts.iter().filter_map(&mut differs).collect()
}

fn differing(fact: &Fact, held: &Fact) -> Doubt {
    Doubt::new(
        Severity::Warning,
        DoubtCode::AssumedMeaning,
        vec![fact.place.clone()],
        Text::new(
            format!(
                "文件中的{}为“{}”（{}），与已有的“{}”不同，采用已有的。",
                fact.field.zh(),
                fact.shown(),
                fact.place,
                held.shown()
            ),
            format!(
                "{} is {} in the file ({}) and {} in the profile; the profile is used",
                fact.field.code(),
                fact.shown(),
                fact.place,
                held.shown()
            ),
        ),
        Text::new(
            "请核实；如文件中的正确，请修改企业信息。",
            "check it; correct the profile if the file is right",
        ),
    )
}

/// Adds the facts of a further file to those of the files before it, which win.
pub(crate) fn add(known: &mut Vec<Fact>, further: Vec<Fact>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for fact in further {
        match known.iter().find(|held| held.field == fact.field) {
            Some(held) if !same(&held.value, &fact.value) => doubts.push(differing(&fact, held)),
            Some(_) => {}
            None => known.push(fact),
        }
    }
    doubts
}

/// Takes over what a file says on how a product is compared, where nothing was chosen.
pub(crate) fn choose(product: &mut Product, found: &Product) {
    if product.quota.is_none() {
        product.quota.clone_from(&found.quota);
    }
    product.rinses = product.rinses.or(found.rinses);
    if product.share.is_none() && found.share.is_some() {
        product.share = found.share;
        if product.share_rule.is_empty() {
            product.share_rule.clone_from(&found.share_rule);
        }
    }
}

/// What files would fill in a profile, and in its products.
pub(crate) fn differences(
    profile: &Profile,
    given: &Given,
    lang: Lang,
) -> Vec<view::ImportDifference> {
    let added = |what: &str, quantity: &str, after: String, cell| view::ImportDifference {
        kind: "added".into(),
        what: what.into(),
        quantity: quantity.into(),
        before: String::new(),
        after,
        cell,
    };
    let mut filled = profile.clone();
    let mut all: Vec<_> = fill(&mut filled, &given.profile)
        .into_iter()
        .map(|fact| {
            let kept = Fact { value: value(fact), ..fact.clone() };
            let after = if kept.value == fact.value {
                fact.shown()
            } else {
                {
                    let written = lang.pick("原文：", "written: ");
                    kept.shown() + &lang.bracketed(format_args!("{written}{}", fact.shown()))
                }
            };
            added(
                lang.pick("企业信息", "profile"),
                lang.pick(fact.field.zh(), fact.field.en()),
                after,
                Some(present::cell(&fact.place)),
            )
        })
        .collect();
    for found in &given.products {
        let Some(before) = profile.products.iter().find(|known| known.name == found.name) else {
            continue;
        };
        let mut after = before.clone();
        choose(&mut after, found);
        let cell = || found.place.as_ref().map(present::cell);
        if after.quota != before.quota {
            let quota = after.quota.unwrap_or_default();
            all.push(added(
                &found.name,
                lang.pick("定额编号", "number of the quota"),
                quota,
                cell(),
            ));
        }
        if let Some(rinses) = after.rinses.filter(|_| before.rinses.is_none()) {
            all.push(added(
                &found.name,
                lang.pick("清洗次数", "rinses"),
                trimmed(rinses, 4),
                cell(),
            ));
        }
        if let Some(share) = after.share.filter(|_| before.share.is_none()) {
            let share = format!("{}%", trimmed(share * 100.0, 4));
            all.push(added(
                &found.name,
                lang.pick("分摊比例", "share of the intake"),
                share,
                cell(),
            ));
        }
    }
    all
}
