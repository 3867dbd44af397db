//! All products of a site together: what their quotas would allow at each level against
//! what they take, and how much of the site's water that judges.

use super::{Comparison, LevelKind, LevelState};
use crate::{AnnualVolume, Evidence};

/// A level of all products together.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeLevel {
    /// Which level it is. Kinds are summed apart: they are not interchangeable.
    pub kind: LevelKind,
    /// `Σ limit × output` of the products that have the level, m³/a.
    pub allowed: AnnualVolume,
    /// What these products take, m³/a.
    pub taken: AnnualVolume,
    /// The products, by name.
    pub products: Vec<String>,
    /// Products with a value whose quota has no such level.
    pub lacking: Vec<String>,
    /// Met or not; not judged where it judges none of the products.
    pub state: LevelState,
}

impl WholeLevel {
    /// `allowed − taken`, m³/a; below zero where more is taken than allowed.
    pub fn margin(&self) -> AnnualVolume {
        AnnualVolume::m3_per_year(self.allowed.value() - self.taken.value())
    }
}

/// The whole site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WholeSite {
    /// Intake of the year from all sources, m³/a; none where not known.
    pub intake: Option<AnnualVolume>,
    /// What products took whose quota judged them, m³/a.
    pub judged: Option<AnnualVolume>,
    /// That over the intake, from 0 to 1; none where not known.
    pub judged_share: Option<f64>,
    /// The sum of all products' shares in the intake that counts, from 0; none where one is
    /// not known.
    pub allotted_share: Option<f64>,
    /// How many products there are.
    pub products: usize,
    /// How many were judged.
    pub judged_products: usize,
    /// Each level that a product has.
    pub levels: Vec<WholeLevel>,
}

/// All products together.
pub(crate) fn whole(e: &Evidence<'_>, comparisons: &[Comparison]) -> WholeSite {
    let days = e.days().ok().map(|(days, _)| days);
    let intake = e.flows().intake().zip(days).map(|(intake, days)| intake * days);
    let judged: Vec<&Comparison> = comparisons.iter().filter(|one| one.is_judged()).collect();
    let volume = (!judged.is_empty()).then(|| sum(judged.iter().filter_map(|one| one.annual)));
    let share = volume.zip(intake).filter(|(_, intake)| intake.value() > 0.0);
    let shares: Option<Vec<f64>> = comparisons.iter().map(|one| one.allotment.share).collect();
    WholeSite {
        intake,
        judged: volume,
        judged_share: share.map(|(part, intake)| part.value() / intake.value()),
        allotted_share: shares.filter(|all| !all.is_empty()).map(|all| all.iter().sum()),
        products: comparisons.len(),
        judged_products: judged.len(),
        levels: LevelKind::ALL.into_iter().filter_map(|kind| level(kind, comparisons)).collect(),
    }
}

fn sum(volumes: impl Iterator<Item = AnnualVolume>) -> AnnualVolume {
    let mut values: Vec<f64> = volumes.map(AnnualVolume::value).collect();
    values.sort_by(f64::total_cmp);
    AnnualVolume::m3_per_year(values.into_iter().fold(0.0, |sum, value| sum + value))
}

/// A level of all products that have it; none where none has.
fn level(kind: LevelKind, comparisons: &[Comparison]) -> Option<WholeLevel> {
    let (mut allowed, mut taken) = (Vec::new(), Vec::new());
    let (mut products, mut lacking, mut judges) = (Vec::new(), Vec::new(), false);
    for one in comparisons {
        let Some((annual, value)) = one.annual.zip(one.value) else { continue };
        let Some(reach) = one.reaches.iter().find(|reach| reach.kind == kind) else {
            lacking.push(one.product.clone());
            continue;
        };
        // limit/value of what is taken is what the level allows: one division less than by
        // the output, and the same where nothing is taken.
        let most = if value > 0.0 {
            annual.value() / value * reach.limit
        } else {
            reach.limit * one.made.unwrap_or_default()
        };
        allowed.push(AnnualVolume::m3_per_year(most));
        taken.push(annual);
        judges |= reach.state != LevelState::NotJudged;
        products.push(one.product.clone());
    }
    if products.is_empty() {
        return None;
    }
    let (allowed, taken) = (sum(allowed.into_iter()), sum(taken.into_iter()));
    let meets = taken.value() <= allowed.value() + 1e-9 * allowed.value().abs();
    let state = match (judges, meets) {
        (false, _) => LevelState::NotJudged,
        (true, true) => LevelState::Met,
        (true, false) => LevelState::NotMet,
    };
    Some(WholeLevel { kind, allowed, taken, products, lacking, state })
}
