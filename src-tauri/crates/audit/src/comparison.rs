//! Intake per product, compared with the quota that was chosen for it.

use crate::{
    AnnualVolume, Evidence, Indicator, IndicatorCode, Input, Product, Quota, QuotaKind, Text,
    ValueUncertainty, trimmed,
};

mod unit;
mod verdict;

pub use unit::{OutputUnit, intensity_unit};
pub use verdict::{Reach, Verdict, judge, levels_in_order};

/// Where a product stands against its quota.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The product.
    pub product: String,
    /// Intake per unit of product in `unit`, not rounded; none where not known.
    pub value: Option<f64>,
    /// How sure the value is, by the intake; none where not known.
    pub uncertainty: Option<ValueUncertainty>,
    /// True where a level lies within the uncertainty of the value: the verdict is open.
    pub open: bool,
    /// The quota's unit, or the product's own where there is no quota.
    pub unit: String,
    /// The quota as it stood when it was judged by; none: 暂无定额.
    pub quota: Option<Quota>,
    /// The verdict.
    pub verdict: Verdict,
    /// Intake above the least strict level, m³/a; zero where the level is met, none
    /// where not known.
    pub excess: Option<AnnualVolume>,
    /// Each level: its value, and what reaching it would save.
    pub reaches: Vec<Reach>,
    /// The formula with numbers put in.
    pub substituted: String,
    /// What goes into the value.
    pub inputs: Vec<Input>,
    /// What is missing where there is no value or no verdict.
    pub missing: Vec<Text>,
}

struct Intensity {
    value: f64,
    unit: String,
    annual: AnnualVolume,
    /// Units of the quota's denominator made in the year, so that a difference of the
    /// intensity times this is m³/a.
    m3_per_intensity: f64,
    substituted: String,
    inputs: Vec<Input>,
}

/// Compares every product with its quota.
pub(crate) fn compare(
    evidence: &Evidence,
    quota_of: impl Fn(&Product) -> Option<Quota>,
) -> Vec<Comparison> {
    evidence
        .profile
        .products
        .iter()
        .map(|product| comparison(evidence, product, quota_of(product)))
        .collect()
}

fn comparison(evidence: &Evidence, product: &Product, quota: Option<Quota>) -> Comparison {
    let unit = quota.as_ref().map_or_else(|| own_unit(product), |quota| quota.unit.clone());
    let mut out = Comparison {
        product: product.name.clone(),
        value: None,
        uncertainty: None,
        open: false,
        unit: unit.clone(),
        quota: quota.clone(),
        verdict: Verdict::None,
        excess: None,
        reaches: Vec::new(),
        substituted: String::new(),
        inputs: Vec::new(),
        missing: Vec::new(),
    };
    let intensity = match intensity(evidence, product, quota.as_ref(), &unit) {
        Ok(intensity) => intensity,
        Err((inputs, missing)) => {
            out.inputs = inputs;
            out.missing = missing;
            return out;
        }
    };
    out.value = Some(intensity.value);
    out.unit = intensity.unit;
    out.substituted = intensity.substituted;
    out.inputs = intensity.inputs;
    if let Some(quota) = &quota {
        match judge(intensity.value, quota) {
            Ok(verdict) => {
                out.verdict = verdict;
                out.reaches = verdict::reaches(intensity.value, quota, intensity.m3_per_intensity);
                out.excess = verdict::last_level(quota).map(|limit| {
                    AnnualVolume::m3_per_year(
                        ((intensity.value - limit) * intensity.m3_per_intensity).max(0.0),
                    )
                });
            }
            Err(text) => out.missing.push(text),
        }
        debug_assert!(intensity.annual.value().is_finite());
    }
    out
}

fn own_unit(product: &Product) -> String {
    format!("m³/{}", if product.unit.is_empty() { "单位产品" } else { &product.unit })
}

fn intensity(
    evidence: &Evidence,
    product: &Product,
    quota: Option<&Quota>,
    unit: &str,
) -> Result<Intensity, (Vec<Input>, Vec<Text>)> {
    let (mut inputs, mut missing) = (Vec::new(), Vec::new());
    let intake = evidence.intake().map_err(|text| missing.push(text)).ok();
    let days = evidence.days().map_err(|text| missing.push(text)).ok();
    let output = product.output.filter(|output| *output > 0.0);
    if output.is_none() {
        missing.push(Text::new(
            format!("产品“{}”的产量不详", product.name),
            format!("the output of {} is not known", product.name),
        ));
    }
    let share = match (product.share, evidence.profile.products.len()) {
        (Some(share), _) => Some(share),
        (None, 1) => Some(1.0),
        (None, _) => {
            missing.push(Text::new(
                format!("有多种产品，产品“{}”的取水量分摊比例不详", product.name),
                format!(
                    "there are several products and the share of {} in the intake is not stated",
                    product.name
                ),
            ));
            None
        }
    };
    inputs.extend(intake.clone());
    inputs.extend(days.as_ref().map(|(_, input)| input.clone()));
    let scale = unit::scale(product, quota, unit).map_err(|text| missing.push(text)).ok();
    if let Some(output) = output {
        inputs.push(Input {
            symbol: "Q".into(),
            name: Text::new(format!("{}产量", product.name), format!("output of {}", product.name)),
            value: output,
            unit: product.unit.clone(),
            cells: product.place.iter().cloned().collect(),
        });
    }
    let (Some(intake), Some((days, _)), Some(output), Some(share), Some(scale)) =
        (intake, days, output, share, scale)
    else {
        return Err((inputs, missing));
    };
    let annual = AnnualVolume::m3_per_year(intake.value * days.value() * share);
    let made = output * scale.denominators_per_output;
    let value = annual.value() * scale.numerators_per_m3 / made;
    let shared = if share < 1.0 { format!("×{}", trimmed(share, 4)) } else { String::new() };
    let factor = if scale.numerators_per_m3 > 1.0 {
        format!("×{}", trimmed(scale.numerators_per_m3, 0))
    } else {
        String::new()
    };
    Ok(Intensity {
        value,
        unit: unit.to_owned(),
        annual,
        m3_per_intensity: made / scale.numerators_per_m3,
        substituted: format!(
            "{}×{}{shared}{factor}/{}",
            trimmed(intake.value, 4),
            trimmed(days.value(), 2),
            trimmed(made, 4)
        ),
        inputs,
    })
}

/// Intake per unit of product, one indicator per product, in the product's own unit of
/// output; one without a value where there is no product.
///
/// A single product carries the site's whole intake (GB/T 7119), whatever share of it its
/// quota counts; that share belongs to the comparison.
pub(crate) fn product_indicators(evidence: &Evidence) -> Vec<Indicator> {
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
    let of = |product: &Product| {
        let blank = blank(product.name.clone());
        let single = evidence.profile.products.len() == 1;
        let whole =
            Product { share: if single { Some(1.0) } else { product.share }, ..product.clone() };
        match intensity(evidence, &whole, None, &own_unit(product)) {
            Ok(done) => Indicator {
                value: Some(done.value),
                unit: done.unit,
                substituted: done.substituted,
                inputs: done.inputs,
                ..blank
            },
            Err((inputs, missing)) => {
                Indicator { inputs, missing, unit: own_unit(product), ..blank }
            }
        }
    };
    evidence.profile.products.iter().map(of).collect()
}

/// True for a row that may be chosen as a limit: another plant's result never is.
pub fn is_limit(quota: &Quota) -> bool {
    quota.kind != QuotaKind::Observed
}
