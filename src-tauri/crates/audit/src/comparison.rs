//! Intake per product, compared with the quota that was chosen for it; all products
//! together; indicators against limits.

use crate::{
    AnnualVolume, DataQuality, Evidence, Input, Library, Product, Quota, QuotaKind, Text,
    ValueUncertainty, trimmed,
};

mod adjustment;
mod allotment;
mod boundary;
mod convert;
mod doubts;
mod formula;
mod indicator;
mod limits;
mod linear;
mod rules;
mod unit;
mod verdict;
mod whole;

pub use adjustment::Adjusted;
pub use allotment::Allotment;
pub use boundary::{BoundaryPart, BoundaryTerm, CountedIntake};
pub use convert::asked_for;
pub(crate) use doubts::doubts;
pub use formula::LinearFormula;
pub(crate) use indicator::product_indicators;
pub use limits::{LimitCheck, LimitReference, ReferenceReason};
pub(crate) use limits::{check_limits, references};
pub use rules::{AdjustmentRule, Boundary, ComparisonRules, FormulaRow, LimitScope, LimitTrade};
pub use unit::{OutputUnit, intensity_unit};
pub use verdict::{LevelKind, LevelState, Reach, Verdict, judge, levels_in_order};
pub(crate) use whole::whole;
pub use whole::{WholeLevel, WholeSite};

use allotment::{Allotted, Allotting};
use boundary::Scoped;

/// Where a product stands against its quota.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The product.
    pub product: String,
    /// Intake per unit of product in `unit`, not rounded; none where not known.
    pub value: Option<f64>,
    /// How sure the value is, by the figures of its intake; none where not known.
    pub uncertainty: Option<ValueUncertainty>,
    /// True where a level lies within the uncertainty of the value: the verdict is open.
    pub open: bool,
    /// The quota's unit, or the product's own where there is no quota.
    pub unit: String,
    /// The quota as it stood when it was judged by; none: 暂无定额.
    pub quota: Option<Quota>,
    /// The verdict.
    pub verdict: Verdict,
    /// Intake above the level that is required, m³/a; zero where it is met, none where not
    /// known or where the row has no such level.
    pub excess: Option<AnnualVolume>,
    /// Each level: its value, where the product stands, and what reaching it would save.
    pub reaches: Vec<Reach>,
    /// The level that is required: the least strict one; for a new plant that for new plants.
    pub required: Option<LevelKind>,
    /// What of the site's intake the quota counts.
    pub counted: CountedIntake,
    /// How the product got its part of that.
    pub allotment: Allotment,
    /// What the product takes in the year after deductions, m³/a; none where not known.
    pub annual: Option<AnnualVolume>,
    /// Units of the quota's denominator made in the year; none where not known.
    pub made: Option<f64>,
    /// The steps of a conversion of output that takes more than a factor.
    pub conversion: Vec<Text>,
    /// Adjustments that were applied.
    pub adjustments: Vec<Adjusted>,
    /// Adjustments that the library offers and that nobody chose.
    pub offered: Vec<AdjustmentRule>,
    /// Which data of the product its conversion or its limit asks for: `width_cm`, `layers`.
    pub asks: Vec<&'static str>,
    /// The formula with numbers put in.
    pub substituted: String,
    /// What goes into the value.
    pub inputs: Vec<Input>,
    /// What is missing where there is no value or no verdict.
    pub missing: Vec<Text>,
}

impl Comparison {
    /// The level that is required, with where the product stands.
    pub fn required_level(&self) -> Option<&Reach> {
        self.reaches.iter().find(|reach| Some(reach.kind) == self.required)
    }

    /// True where the row judges and did.
    pub fn is_judged(&self) -> bool {
        self.verdict != Verdict::None
    }
}

/// A value and everything behind it.
struct Intensity {
    value: f64,
    unit: String,
    uncertainty: Option<f64>,
    annual: AnnualVolume,
    made: f64,
    /// Units of the quota's denominator made in the year, so that a difference of the
    /// intensity times this is m³/a.
    m3_per_intensity: f64,
    numerators_per_m3: f64,
    reclaimed: Option<f64>,
    conversion: Vec<Text>,
    base: String,
    days: f64,
}

/// What a comparison is made of.
struct Comparing<'a> {
    evidence: &'a Evidence<'a>,
    scoped: &'a Scoped<'a>,
    allotting: &'a Allotting<'a>,
    /// None where the uncertainty is not asked for.
    quality: Option<&'a DataQuality>,
}

/// Compares every product with its quota.
pub(crate) fn compare(
    evidence: &Evidence<'_>,
    library: &Library,
    quota_of: impl Fn(&Product) -> Option<Quota>,
) -> Vec<Comparison> {
    let profile = evidence.profile;
    let scoped = Scoped::of(evidence.site, &profile.scope);
    let allotting = Allotting::new(evidence.site, &profile.products, &scoped);
    let quality = Some(&library.data_quality);
    let comparing = Comparing { evidence, scoped: &scoped, allotting: &allotting, quality };
    let products = profile.products.iter().enumerate();
    products
        .map(|(at, product)| comparing.comparison(at, product, quota_of(product), library))
        .collect()
}

/// A comparison of which nothing is computed yet.
fn unjudged(product: &Product, quota: Option<Quota>, counted: CountedIntake) -> Comparison {
    Comparison {
        product: product.name.clone(),
        value: None,
        uncertainty: None,
        open: false,
        unit: quota.as_ref().map_or_else(|| own_unit(product), |quota| quota.unit.clone()),
        quota,
        verdict: Verdict::None,
        excess: None,
        reaches: Vec::new(),
        required: None,
        counted,
        allotment: Allotment::default(),
        annual: None,
        made: None,
        conversion: Vec::new(),
        adjustments: Vec::new(),
        offered: Vec::new(),
        asks: Vec::new(),
        substituted: String::new(),
        inputs: Vec::new(),
        missing: Vec::new(),
    }
}

fn own_unit(product: &Product) -> String {
    format!("m³/{}", if product.unit.is_empty() { "单位产品" } else { &product.unit })
}

impl Comparing<'_> {
    fn comparison(
        &self,
        at: usize,
        product: &Product,
        quota: Option<Quota>,
        library: &Library,
    ) -> Comparison {
        let rule = quota.as_ref().map(|quota| library.comparison.boundary(quota));
        let counted = self.scoped.account(&rule.unwrap_or_default(), &product.terms.boundary);
        let offered = quota.as_ref().map(|quota| adjustment::offered(product, quota, library));
        let mut out = unjudged(product, quota, counted);
        out.offered = offered.unwrap_or_default();
        out.asks = asked_for(product, &out.unit);
        if out.quota.as_ref().is_some_and(|row| library.comparison.formula(&row.id).is_some()) {
            out.asks.push("layers");
        }
        match self.intensity(at, product, &mut out) {
            Ok(intensity) => self.judge(product, library, &intensity, &mut out),
            Err(missing) => out.missing = missing,
        }
        out
    }

    /// The value of a product by what counts for its quota.
    fn intensity(
        &self,
        at: usize,
        product: &Product,
        out: &mut Comparison,
    ) -> Result<Intensity, Vec<Text>> {
        let mut missing = Vec::new();
        let mut or_missing = |text: Text| missing.push(text);
        let intake = self.evidence.intake().map_err(&mut or_missing).ok();
        let days = self.evidence.days().map_err(&mut or_missing).ok();
        let output = product.output.filter(|output| *output > 0.0);
        if output.is_none() {
            or_missing(Text::new(
                format!("产品“{}”的产量不详", product.name),
                format!("the output of {} is not known", product.name),
            ));
        }
        let scale =
            convert::scale(product, out.quota.as_ref(), &out.unit).map_err(&mut or_missing).ok();
        let allotted = self.allotting.of(at, &out.counted.rule);
        out.inputs = inputs(product, intake.clone(), days.as_ref().map(|(_, input)| input), output);
        let allotted = match allotted {
            Ok(allotted) => {
                self.cite(&allotted, out);
                Some(allotted)
            }
            Err(texts) => {
                missing.extend(texts);
                None
            }
        };
        if intake.is_some() && out.allotment.daily.is_none() {
            missing.extend(self.scoped.unknown(&out.counted.rule));
        }
        let (Some(_), Some((days, _)), Some(output), Some(allotted), Some(scale)) =
            (intake, days, output, allotted, scale)
        else {
            return Err(missing);
        };
        let Some(daily) = allotted.allotment.daily else {
            return Err(missing);
        };
        let made = output * scale.denominators_per_output;
        let annual = AnnualVolume::m3_per_year(daily * days.value());
        let per_m3_day = days.value() * scale.numerators_per_m3 / made;
        let site = self.evidence.site;
        let standard =
            self.quality.and_then(|quality| allotted.sensitivity.standard(site, quality));
        let reclaimed = allotted.water.of_which(|stream| self.scoped.is_reclaimed(stream));
        let reclaimed = reclaimed.value(site);
        out.made = Some(made);
        Ok(Intensity {
            value: annual.value() * scale.numerators_per_m3 / made,
            unit: out.unit.clone(),
            uncertainty: standard.map(|standard| standard * per_m3_day),
            annual,
            made,
            m3_per_intensity: made / scale.numerators_per_m3,
            numerators_per_m3: scale.numerators_per_m3,
            reclaimed: reclaimed.filter(|_| daily > 0.0).map(|part| part / daily),
            conversion: scale.steps,
            base: base(&allotted.allotment, &out.counted, product, days.value()),
            days: days.value(),
        })
    }

    /// Takes over how the water was allotted, with the cells of what is only the product's.
    fn cite(&self, allotted: &Allotted, out: &mut Comparison) {
        out.allotment = allotted.allotment.clone();
        if let Some(direct) = allotted.allotment.direct.filter(|_| !out.allotment.units.is_empty())
        {
            out.inputs.push(Input {
                symbol: "Vz".into(),
                name: Text::new("直接计量水量", "direct water"),
                value: direct,
                unit: "m3/d".into(),
                cells: allotted.allotment.cells.clone(),
            });
        }
    }

    /// Judges a value by the levels of its quota, adjusted.
    fn judge(&self, product: &Product, library: &Library, of: &Intensity, out: &mut Comparison) {
        let basis = adjustment::Basis {
            reclaimed: of.reclaimed,
            made: of.made,
            numerators_per_m3: of.numerators_per_m3,
        };
        let quota = out.quota.clone();
        let judged = quota.as_ref().map(|row| adjustment::judged(product, row, library, &basis));
        let deduction = judged.as_ref().map_or(0.0, |judged| judged.deduction);
        let annual = of.annual.value() - deduction;
        out.conversion.clone_from(&of.conversion);
        if annual < 0.0 {
            out.missing.push(Text::new(
                format!("产品“{}”的扣减水量大于其取水量", product.name),
                format!("more is deducted from {} than it takes", product.name),
            ));
            return;
        }
        let value = if deduction == 0.0 { of.value } else { annual / of.m3_per_intensity };
        out.value = Some(value);
        out.annual = Some(AnnualVolume::m3_per_year(annual));
        out.unit.clone_from(&of.unit);
        out.substituted = substituted(of, deduction);
        let coverage = self.quality.map(|quality| &quality.coverage);
        out.uncertainty =
            of.uncertainty.zip(coverage).map(|(of, coverage)| ValueUncertainty::new(of, coverage));
        let (Some(quota), Some(judged)) = (quota, judged) else { return };
        out.adjustments = judged.adjusted;
        if !judged.missing.is_empty() {
            out.missing.extend(judged.missing);
            return;
        }
        let is_new = product.terms.new_build;
        match verdict::judge_by(value, &quota, &judged.levels, is_new) {
            Ok(verdict) => out.verdict = verdict,
            Err(text) => {
                out.missing.push(text);
                return;
            }
        }
        let required = verdict::required(&quota, &judged.levels, is_new);
        out.required = required.map(|(kind, _)| kind);
        out.reaches = verdict::reaches(
            value,
            out.uncertainty,
            &quota,
            (&judged.levels, is_new),
            of.m3_per_intensity,
        );
        out.excess = out.required_level().map(|level| level.saving);
        out.open = out.reaches.iter().any(|reach| reach.state == LevelState::Open);
        if out.verdict == Verdict::None && !out.reaches.is_empty() {
            out.missing.push(Text::new(
                format!("定额“{}”没有通用值或限值，是否超定额不能判定", quota.id),
                format!("quota {} holds no general value; whether it is met is open", quota.id),
            ));
        }
    }
}

/// The intake that the formula begins with: the whole that counts and its typed share, or
/// what was allotted.
fn base(of: &Allotment, counted: &CountedIntake, product: &Product, days: f64) -> String {
    let days = trimmed(days, 2);
    let whole = counted.counted.unwrap_or_default();
    if of.rule != crate::AllotmentRule::Share {
        return format!("{}×{days}", trimmed(of.daily.unwrap_or_default(), 4));
    }
    let share = product.share.filter(|share| *share < 1.0);
    let shared = share.map_or_else(String::new, |share| format!("×{}", trimmed(share, 4)));
    format!("{}×{days}{shared}", trimmed(whole, 4))
}

fn substituted(of: &Intensity, deduction: f64) -> String {
    debug_assert!(of.days > 0.0);
    let factor = if of.numerators_per_m3 > 1.0 {
        format!("×{}", trimmed(of.numerators_per_m3, 0))
    } else {
        String::new()
    };
    let made = trimmed(of.made, 4);
    if deduction == 0.0 {
        format!("{}{factor}/{made}", of.base)
    } else {
        format!("({}−{}){factor}/{made}", of.base, trimmed(deduction, 4))
    }
}

fn inputs(
    product: &Product,
    intake: Option<Input>,
    days: Option<&Input>,
    output: Option<f64>,
) -> Vec<Input> {
    let made = output.map(|output| Input {
        symbol: "Q".into(),
        name: Text::new(format!("{}产量", product.name), format!("output of {}", product.name)),
        value: output,
        unit: product.unit.clone(),
        cells: product.place.iter().cloned().collect(),
    });
    intake.into_iter().chain(days.cloned()).chain(made).collect()
}

/// True for a row that may be chosen as a limit: another plant's result never is.
pub fn is_limit(quota: &Quota) -> bool {
    quota.kind != QuotaKind::Observed
}
