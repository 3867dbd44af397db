//! What a product is compared by, as the window edits it.

use crate::view;
use shuiheng_audit::{IntakeScope, ProductAdjustment, ProductTerms, UnitId};

fn ids(units: &[UnitId]) -> Vec<String> {
    units.iter().map(ToString::to_string).collect()
}

/// Units that quotas may not count.
pub(crate) fn scope(of: &IntakeScope) -> view::IntakeScope {
    view::IntakeScope {
        living: ids(&of.living),
        sea: ids(&of.sea),
        once_through: ids(&of.once_through),
    }
}

/// How water is allotted to a product and what its quota is adjusted by.
pub(crate) fn terms(of: &ProductTerms) -> view::ProductTerms {
    let adjustment = |of: &ProductAdjustment| view::ProductAdjustment {
        rule: of.rule.clone(),
        name: of.name.clone(),
        kind: of.kind.code().into(),
        value: of.value,
        quantity: of.quantity,
        quantity_unit: of.quantity_unit.clone(),
        source: of.source.clone(),
    };
    let specification = of.specification;
    view::ProductTerms {
        rule: of.rule.code().into(),
        units: ids(&of.units),
        output_value: of.output_value.map(|value| value.normalize().to_string()),
        new_build: of.new_build,
        specification: view::Specification {
            width_cm: specification.width_cm,
            grams_per_m2: specification.grams_per_m2,
            grams_per_m: specification.grams_per_m,
            tonnes_per_m3: specification.tonnes_per_m3,
            kilograms_per_piece: specification.kilograms_per_piece,
            m2_per_piece: specification.m2_per_piece,
            layers: specification.layers,
        },
        adjustments: of.adjustments.iter().map(adjustment).collect(),
        boundary: view::BoundaryChoice {
            reclaimed: of.boundary.reclaimed,
            rain: of.boundary.rain,
            passed_on: of.boundary.passed_on,
            living: of.boundary.living,
            reason: of.boundary.reason.clone(),
        },
    }
}
