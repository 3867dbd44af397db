//! Products of a profile file, and the units that quotas may not count.

use rust_decimal::Decimal;
use serde::Deserialize;
use shuiheng_audit::{
    AdjustmentKind, AllotmentRule, BoundaryChoice, IntakeScope, Product, ProductAdjustment,
    ProductTerms, Specification, UnitId,
};

/// A product: `[[product]]`.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ProductEntry {
    name: String,
    output: Option<f64>,
    unit: String,
    quota: Option<String>,
    /// Why that row, where it is not the one that would be proposed.
    quota_reason: String,
    rinses: Option<f64>,
    pub(super) share: Option<f64>,
    share_rule: String,
    /// `share`, `direct`, `output`, `value`, `metering`.
    rule: AllotmentRule,
    /// Names of the units that make only this product.
    units: Vec<String>,
    /// 万元.
    output_value: Option<Decimal>,
    new_build: bool,
    specification: SpecificationEntry,
    adjustment: Vec<AdjustmentEntry>,
    boundary: BoundaryEntry,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct SpecificationEntry {
    width_cm: Option<f64>,
    grams_per_m2: Option<f64>,
    grams_per_m: Option<f64>,
    tonnes_per_m3: Option<f64>,
    kilograms_per_piece: Option<f64>,
    m2_per_piece: Option<f64>,
    layers: Option<f64>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct AdjustmentEntry {
    rule: String,
    name: String,
    kind: AdjustmentKind,
    value: Option<f64>,
    quantity: Option<f64>,
    quantity_unit: String,
    source: String,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct BoundaryEntry {
    reclaimed: Option<f64>,
    rain: Option<f64>,
    passed_on: Option<f64>,
    living: Option<f64>,
    reason: String,
}

/// Units that quotas may not count: `[scope]`.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ScopeEntry {
    living: Vec<String>,
    sea: Vec<String>,
    once_through: Vec<String>,
}

fn units(names: Vec<String>) -> Vec<UnitId> {
    names.into_iter().map(|name| UnitId(name.as_str().into())).collect()
}

impl ScopeEntry {
    pub(super) fn scope(self) -> IntakeScope {
        IntakeScope {
            living: units(self.living),
            sea: units(self.sea),
            once_through: units(self.once_through),
        }
    }
}

impl ProductEntry {
    pub(super) fn product(self) -> Product {
        let of = self.specification;
        let specification = Specification {
            width_cm: of.width_cm,
            grams_per_m2: of.grams_per_m2,
            grams_per_m: of.grams_per_m,
            tonnes_per_m3: of.tonnes_per_m3,
            kilograms_per_piece: of.kilograms_per_piece,
            m2_per_piece: of.m2_per_piece,
            layers: of.layers,
        };
        let boundary = BoundaryChoice {
            reclaimed: self.boundary.reclaimed,
            rain: self.boundary.rain,
            passed_on: self.boundary.passed_on,
            living: self.boundary.living,
            reason: self.boundary.reason,
        };
        let adjustment = |of: AdjustmentEntry| ProductAdjustment {
            rule: of.rule,
            name: of.name,
            kind: of.kind,
            value: of.value,
            quantity: of.quantity,
            quantity_unit: of.quantity_unit,
            source: of.source,
        };
        Product {
            name: self.name,
            output: self.output,
            unit: self.unit,
            quota: self.quota,
            quota_reason: self.quota_reason,
            judged_by: None,
            share: self.share,
            share_rule: self.share_rule,
            rinses: self.rinses,
            place: None,
            terms: ProductTerms {
                rule: self.rule,
                units: units(self.units),
                output_value: self.output_value,
                new_build: self.new_build,
                specification,
                adjustments: self.adjustment.into_iter().map(adjustment).collect(),
                boundary,
            },
        }
    }
}
