//! 2 企业基本情况.

use super::figures::{UNKNOWN, number, plain};
use super::writer::{Draft, Writer, cell, column, known, row};
use crate::document::Align;
use rust_decimal::prelude::ToPrimitive;
use shuiheng_audit::{AllotmentRule, Product, Profile};

/// The facts of the enterprise.
pub(super) fn basics(writer: &mut Writer<'_>) {
    let rows = facts(&writer.diagnosis.case.profile)
        .into_iter()
        .map(|(name, field, value)| {
            let profile = &writer.diagnosis.case.profile;
            row(vec![
                cell(name),
                cell(if profile.is_not_known(field) { NOT_KNOWN.into() } else { value }),
            ])
        })
        .collect();
    writer.table(Draft {
        title: "企业基本情况".into(),
        columns: vec![column("项目", Align::Left), column("内容", Align::Left)],
        rows,
        notes: vec![note(&writer.diagnosis.case.profile)],
        ..Draft::default()
    });
}

/// What stands where the enterprise was asked and cannot tell.
const NOT_KNOWN: &str = "不详";

fn note(profile: &Profile) -> String {
    if Profile::ASKED.iter().any(|field| profile.is_not_known(field)) {
        "注：“—”表示资料未提供；“不详”表示经询问，企业无法提供。".into()
    } else {
        "注：“—”表示资料未提供，不详。".into()
    }
}

/// Each with its name, the code of its field, and its value.
fn facts(profile: &Profile) -> Vec<(&'static str, &'static str, String)> {
    let money = |amount: Option<rust_decimal::Decimal>| {
        amount
            .and_then(|amount| amount.to_f64())
            .map_or_else(|| UNKNOWN.to_owned(), |amount| format!("{} 万元", plain(amount, 2)))
    };
    let price = |amount: Option<rust_decimal::Decimal>| {
        amount.map_or_else(|| UNKNOWN.to_owned(), |amount| format!("{} 元/m³", amount.normalize()))
    };
    let days = profile.period.operating_days.map(|days| format!("{} 天", number(days.value(), 0)));
    vec![
        ("企业名称", "name", known(&profile.name)),
        ("统一社会信用代码", "credit_code", known(&profile.credit_code)),
        ("所属行业", "industry", known(&profile.industry)),
        ("行业代码（GB/T 4754）", "industry_code", known(&profile.industry_code)),
        ("所属区域", "district", known(&profile.district)),
        ("地址", "address", known(&profile.address)),
        (
            "职工人数",
            "employees",
            profile.employees.map_or_else(
                || UNKNOWN.to_owned(),
                |staff| format!("{} 人", number(f64::from(staff), 0)),
            ),
        ),
        ("年工业产值", "output_value", money(profile.output_value)),
        ("年工业增加值", "added_value", money(profile.added_value)),
        ("年运行天数", "operating_days", days.unwrap_or_else(|| UNKNOWN.to_owned())),
        ("生产班制", "shifts", shifts(profile)),
        ("水价", "price_water", price(profile.prices.water)),
        ("排水费", "price_discharge", price(profile.prices.discharge)),
        ("污水处理成本", "price_treatment", price(profile.prices.treatment)),
    ]
}
/// 三班，每班 8 h.
fn shifts(profile: &Profile) -> String {
    let hours = profile.shift_hours.map(|hours| format!("每班 {} h", hours.normalize()));
    match (profile.shifts.map(|shifts| format!("每日 {shifts} 班")), hours) {
        (Some(shifts), Some(hours)) => format!("{shifts}，{hours}"),
        (Some(said), None) | (None, Some(said)) => said,
        (None, None) => UNKNOWN.to_owned(),
    }
}

/// Its products and what it makes of them.
pub(super) fn products(writer: &mut Writer<'_>) {
    let products = &writer.diagnosis.case.profile.products;
    if products.is_empty() {
        writer.say("企业未提供产品和产量资料，单位产品取水量无法计算。");
        return;
    }
    let single = products.len() == 1;
    let comparisons = &writer.diagnosis.comparisons;
    let allotted = |at: usize| comparisons.get(at).and_then(|one| one.allotment.share);
    // A single product without a share of its own has the whole.
    let whole = single
        && products.iter().enumerate().all(|(at, product)| {
            allotted(at).or(product.share).is_none_or(|share| (share - 1.0).abs() < 1e-9)
        });
    let rows = products.iter().enumerate().map(|(at, product)| {
        row(vec![
            cell((at + 1).to_string()),
            cell(known(&product.name)),
            cell(product.output.map_or_else(|| UNKNOWN.to_owned(), |output| plain(output, 4))),
            cell(known(&product.unit)),
            cell(share(product, allotted(at), single)),
            cell(known(&rule(product))),
        ])
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "主要产品和年产量".into(),
        columns: vec![
            column("序号", Align::Centre),
            column("产品", Align::Left),
            column("年产量", Align::Decimal),
            column("单位", Align::Centre),
            column("取水量分摊比例/%", Align::Decimal),
            column("分摊依据", Align::Left),
        ],
        rows,
        notes: if whole {
            vec!["注：单一产品，取水量全部计入该产品。".into()]
        } else {
            Vec::new()
        },
        ..Draft::default()
    });
}

/// The part of the intake that counts: as it was worked out, else as it was typed.
fn share(product: &Product, allotted: Option<f64>, single: bool) -> String {
    match allotted.or(product.share) {
        Some(share) => number(share * 100.0, 2),
        None if single => number(100.0, 2),
        None => UNKNOWN.to_owned(),
    }
}

fn rule(product: &Product) -> String {
    let (rule, reason) = (product.terms.rule, product.share_rule.trim());
    match (rule, reason.is_empty()) {
        (AllotmentRule::Share, _) => reason.to_owned(),
        (_, true) => rule.zh().to_owned(),
        (_, false) => format!("{}；{reason}", rule.zh()),
    }
}
