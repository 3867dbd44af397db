//! Intake per unit of product as an indicator: of everything that is taken, by no quota.

use super::allotment::Allotting;
use super::boundary::Scoped;
use super::rules::Boundary;
use super::{Comparing, own_unit, substituted, unjudged};
use crate::{AllotmentRule, BoundaryChoice, Evidence, Indicator, IndicatorCode, Product, Text};

/// Intake per unit of product, one indicator per product, in the product's own unit of
/// output; one without a value where there is no product.
///
/// A single product carries the site's whole intake (GB/T 7119), whatever share of it its
/// quota counts; that share belongs to the comparison. Several get theirs by their rules,
/// of everything that is taken.
pub(crate) fn product_indicators(evidence: &Evidence<'_>) -> Vec<Indicator> {
    let blank = |of: String| Indicator {
        code: IndicatorCode::UnitProductIntake,
        of,
        value: None,
        uncertainty: None,
        unit: String::new(),
        substituted: String::new(),
        inputs: Vec::new(),
        missing: Vec::new(),
    };
    if evidence.profile.products.is_empty() {
        let missing = vec![Text::new("产品和产量不详", "no product and output is known")];
        return vec![Indicator { missing, ..blank(String::new()) }];
    }
    let mut products = evidence.profile.products.clone();
    if let [single] = products.as_mut_slice() {
        single.share = Some(1.0);
        single.terms.rule = AllotmentRule::Share;
    }
    for product in &mut products {
        product.terms.boundary = BoundaryChoice::default();
    }
    let scoped = Scoped::of(evidence.site, &evidence.profile.scope);
    let allotting = Allotting::new(evidence.site, &products, &scoped);
    let comparing = Comparing { evidence, scoped: &scoped, allotting: &allotting, quality: None };
    let of = |(at, product): (usize, &Product)| {
        let counted = scoped.account(&Boundary::default(), &product.terms.boundary);
        let mut out = unjudged(product, None, counted);
        let done = comparing.intensity(at, product, &mut out);
        let blank = Indicator { unit: own_unit(product), ..blank(product.name.clone()) };
        match done {
            Ok(done) => Indicator {
                value: Some(done.value),
                substituted: substituted(&done, 0.0),
                inputs: out.inputs,
                ..blank
            },
            Err(missing) => Indicator { inputs: out.inputs, missing, ..blank },
        }
    };
    products.iter().enumerate().map(of).collect()
}
