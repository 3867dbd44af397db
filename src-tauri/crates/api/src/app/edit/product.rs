//! What a product is compared by, as it was typed.

use crate::{Error, Result, view};
use rust_decimal::Decimal;
use shuiheng_audit::{
    AdjustmentKind, AllotmentRule, BoundaryChoice, IntakeScope, ProductAdjustment, ProductTerms,
    Specification, Text, UnitId,
};
use std::str::FromStr;

fn refused(field: &str, found: &str, wanted: &str) -> Error {
    Error::refused(
        Text::new(
            format!("“{field}”填写的“{found}”无法识别。"),
            format!("{field}: {found} cannot be read"),
        ),
        Text::new(
            format!("请填写{wanted}；不详时留空。"),
            "correct it, or leave it empty where it is not known",
        ),
    )
}

/// A number above zero.
fn positive(field: &str, value: Option<f64>) -> Result<Option<f64>> {
    match value {
        Some(value) if !(value.is_finite() && value > 0.0) => {
            Err(refused(field, &value.to_string(), "大于 0 的数"))
        }
        value => Ok(value),
    }
}

/// A number that is not below zero.
fn amount(field: &str, value: Option<f64>) -> Result<Option<f64>> {
    match value {
        Some(value) if !(value.is_finite() && value >= 0.0) => {
            Err(refused(field, &value.to_string(), "不小于 0 的数"))
        }
        value => Ok(value),
    }
}

fn units(ids: &[String]) -> Vec<UnitId> {
    ids.iter().map(|id| UnitId(id.as_str().into())).collect()
}

/// Units that quotas may not count.
pub(super) fn scope(typed: &view::IntakeScope) -> IntakeScope {
    IntakeScope {
        living: units(&typed.living),
        sea: units(&typed.sea),
        once_through: units(&typed.once_through),
    }
}

/// How water is allotted to a product and what its quota is adjusted by.
///
/// # Errors
/// A rule or kind that is none, a number below zero: which, and what was found.
pub(super) fn terms(typed: &view::ProductTerms) -> Result<ProductTerms> {
    let rule = AllotmentRule::from_code(&typed.rule)
        .ok_or_else(|| refused("分摊规则", &typed.rule, "所列规则之一"))?;
    let output_value = match typed.output_value.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(text) => Some(
            Decimal::from_str(&text.replace([',', '，'], ""))
                .ok()
                .filter(|value| !value.is_sign_negative())
                .ok_or_else(|| refused("产品产值", text, "不小于 0 的数"))?,
        ),
    };
    let of = &typed.specification;
    let specification = Specification {
        width_cm: positive("幅宽", of.width_cm)?,
        grams_per_m2: positive("单位面积质量", of.grams_per_m2)?,
        grams_per_m: positive("单位长度质量", of.grams_per_m)?,
        tonnes_per_m3: positive("密度", of.tonnes_per_m3)?,
        kilograms_per_piece: positive("单件质量", of.kilograms_per_piece)?,
        m2_per_piece: positive("单件面积", of.m2_per_piece)?,
        layers: positive("层数", of.layers)?,
    };
    let adjustments = typed.adjustments.iter().map(adjustment).collect::<Result<_>>()?;
    let of = &typed.boundary;
    let boundary = BoundaryChoice {
        reclaimed: amount("再生水计入比例", of.reclaimed)?,
        rain: amount("雨水计入比例", of.rain)?,
        passed_on: amount("外供水计入比例", of.passed_on)?,
        living: amount("生活区计入比例", of.living)?,
        reason: of.reason.trim().to_owned(),
    };
    let changes = [boundary.reclaimed, boundary.rain, boundary.passed_on, boundary.living];
    if changes.iter().any(Option::is_some) && boundary.reason.is_empty() {
        return Err(refused("取水量口径的依据", "", "改变口径所依据的文件和条款"));
    }
    Ok(ProductTerms {
        rule,
        units: units(&typed.units),
        output_value,
        new_build: typed.new_build,
        specification,
        adjustments,
        boundary,
    })
}

fn adjustment(typed: &view::ProductAdjustment) -> Result<ProductAdjustment> {
    let kind = if typed.kind.is_empty() {
        AdjustmentKind::default()
    } else {
        AdjustmentKind::from_code(&typed.kind)
            .ok_or_else(|| refused("修正方式", &typed.kind, "所列方式之一"))?
    };
    Ok(ProductAdjustment {
        rule: typed.rule.clone(),
        name: typed.name.trim().to_owned(),
        kind,
        value: amount("修正系数", typed.value)?,
        quantity: amount("修正数量", typed.quantity)?,
        quantity_unit: typed.quantity_unit.trim().to_owned(),
        source: typed.source.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_refused(change: impl FnOnce(&mut view::ProductTerms), found: &str) {
        let mut typed = view::ProductTerms::default();
        change(&mut typed);
        let error = terms(&typed).unwrap_err();
        assert!(error.message.zh.contains(found), "{}", error.message.zh);
    }

    #[test]
    fn what_was_typed_comes_back() {
        let typed = view::ProductTerms {
            rule: "output".into(),
            units: vec!["u1".into()],
            output_value: Some("1,200.50".into()),
            ..view::ProductTerms::default()
        };
        let read = terms(&typed).unwrap();
        assert_eq!((read.rule, read.units.len()), (AllotmentRule::Output, 1));
        let shown = crate::present::terms(&read);
        assert_eq!(shown.output_value.as_deref(), Some("1200.5"));
        assert_eq!(terms(&shown).unwrap(), read);
        assert!(terms(&view::ProductTerms::default()).unwrap().is_empty());
    }

    #[test]
    fn what_cannot_be_is_refused_by_its_name() {
        check_refused(|typed| typed.rule = "guess".into(), "guess");
        check_refused(|typed| typed.output_value = Some("很多".into()), "很多");
        check_refused(|typed| typed.specification.width_cm = Some(0.0), "幅宽");
        check_refused(|typed| typed.boundary.reclaimed = Some(0.0), "依据");
        let adjustment =
            |value| view::ProductAdjustment { value: Some(value), ..Default::default() };
        check_refused(|typed| typed.adjustments = vec![adjustment(-1.0)], "修正系数");
    }
}
