//! Measures (节水措施): what to do, what it saves, what it costs, when it pays.
//!
//! A saving is either that of the finding it answers, computed anew each time, or one that
//! the auditor typed with what it rests on, or not known (待论证). Savings on the same water
//! are never added: of measures that act on it only the largest counts.

use crate::{
    Difficulty, Finding, MeasureKind, Price, Prices, RuleBook, Saving, Site, Timing, UnitId,
};
use rust_decimal::{Decimal, prelude::FromPrimitive};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The stream of measures that act on the whole intake.
pub const WHOLE_SITE: &str = "site";

/// The saving of a measure as it was given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenSaving {
    /// Not known: to be shown (待论证).
    #[default]
    Unknown,
    /// That of the finding which it answers.
    Finding,
    /// Typed by the auditor.
    Typed {
        /// m³/a.
        volume: f64,
        /// What it rests on.
        basis: String,
    },
}

/// A measure as the auditor keeps it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GivenMeasure {
    /// Its identity.
    pub id: String,
    /// The finding that it answers, by its key; empty for none.
    pub finding: String,
    /// The measure of the rule book that it is; empty for one of the auditor's own.
    pub measure: String,
    /// The unit where it is taken; none for the site.
    pub unit: Option<UnitId>,
    /// The place in words, where no unit is named: 全厂, 冷却塔.
    pub place: String,
    /// What to do.
    pub todo: String,
    /// What it saves.
    pub saving: GivenSaving,
    /// The water that it acts on; empty: told of no other.
    pub stream: String,
    /// Prices that a saved cubic metre spares.
    pub prices: Vec<Price>,
    /// Investment, 10⁴ yuan (万元); none where not known.
    pub investment: Option<Decimal>,
    /// What it costs to run, 10⁴ yuan a year; none where not known, which counts as none.
    pub running: Option<Decimal>,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// Management or retrofit.
    pub kind: MeasureKind,
    /// When.
    pub timing: Timing,
}

/// What a measure saves.
#[derive(Clone, Debug, PartialEq)]
pub enum MeasureSaving {
    /// As computed for its finding.
    Computed(Saving),
    /// As typed, m³/a, with what it rests on.
    Typed(f64, String),
    /// Not known.
    Unknown,
}

impl MeasureSaving {
    /// m³/a; none where not known.
    pub const fn volume(&self) -> Option<f64> {
        match self {
            Self::Computed(saving) => Some(saving.per_year.value()),
            Self::Typed(volume, _) => Some(*volume),
            Self::Unknown => None,
        }
    }

    /// The name on the wire.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Computed(_) => "computed",
            Self::Typed(..) => "typed",
            Self::Unknown => "unknown",
        }
    }
}

/// What a measure brings in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Benefit {
    /// 10⁴ yuan a year (万元/a), net of what it costs to run.
    pub amount: Decimal,
    /// The formula with the numbers put in.
    pub substituted: String,
    /// Prices that are not known and not counted.
    pub lacks: Vec<Price>,
}

/// A measure with what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// As it was given.
    pub given: GivenMeasure,
    /// Its number in the report, from 1.
    pub number: usize,
    /// Where it is taken, in words.
    pub place: String,
    /// What it saves.
    pub saving: MeasureSaving,
    /// What it brings; none where the saving or the price of water is not known.
    pub benefit: Option<Benefit>,
    /// Static payback (静态回收期) in years, investment over benefit; none where either is not
    /// known, or where nothing is brought.
    pub payback: Option<Decimal>,
    /// Numbers of the measures that act on the same water.
    pub overlaps: Vec<usize>,
    /// True where its saving counts in the total: not where a larger one acts on the same
    /// water.
    pub counts: bool,
    /// True where its finding was set aside, or no rule raises it any more.
    pub orphaned: bool,
}

/// Sums over measures, each of what is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasureTotals {
    /// m³/a, each water counted once; none where no saving is known.
    pub saving: Option<f64>,
    /// How many savings are not known.
    pub unknown_savings: usize,
    /// How many known savings do not count, since a larger one acts on the same water.
    pub overlapping: usize,
    /// 10⁴ yuan; none where no investment is known.
    pub investment: Option<Decimal>,
    /// How many investments are not known.
    pub unknown_investments: usize,
    /// 10⁴ yuan a year, of the measures whose saving counts; none where none is known.
    pub benefit: Option<Decimal>,
    /// How many benefits are not known.
    pub unknown_benefits: usize,
}

/// What follows of the measures that were given, in their order.
pub(crate) fn measures(
    given: &[GivenMeasure],
    findings: &[Finding],
    site: &Site,
    prices: &Prices,
) -> (Vec<Measure>, MeasureTotals) {
    let mut measures: Vec<Measure> = given
        .iter()
        .enumerate()
        .map(|(at, given)| measure(at + 1, given, findings, site, prices))
        .collect();
    overlap(&mut measures);
    let totals = totals(&measures);
    (measures, totals)
}

fn measure(
    number: usize,
    given: &GivenMeasure,
    findings: &[Finding],
    site: &Site,
    prices: &Prices,
) -> Measure {
    let finding = findings.iter().find(|finding| finding.key == given.finding);
    let saving = match &given.saving {
        GivenSaving::Unknown => MeasureSaving::Unknown,
        GivenSaving::Typed { volume, basis } => MeasureSaving::Typed(*volume, basis.clone()),
        GivenSaving::Finding => finding
            .and_then(|finding| finding.potential.saving())
            .map_or(MeasureSaving::Unknown, |saving| MeasureSaving::Computed(saving.clone())),
    };
    let benefit = saving.volume().and_then(|volume| benefit(volume, given, prices));
    let payback = given.investment.zip(benefit.as_ref()).and_then(|(investment, benefit)| {
        (benefit.amount > Decimal::ZERO).then(|| investment / benefit.amount)
    });
    let unit = given.unit.as_ref().and_then(|id| site.unit(id));
    let place = match unit {
        Some(unit) if given.place.trim().is_empty() => unit.name.clone(),
        _ if given.place.trim().is_empty() => "全厂".into(),
        _ => given.place.clone(),
    };
    Measure {
        number,
        place,
        saving,
        benefit,
        payback,
        overlaps: Vec::new(),
        counts: false,
        orphaned: !given.finding.is_empty() && finding.is_none(),
        given: given.clone(),
    }
}

/// `节水量 × Σ价格 / 10⁴ − 运行费`. Without the price of water nothing is said.
fn benefit(volume: f64, given: &GivenMeasure, prices: &Prices) -> Option<Benefit> {
    let of = |price: Price| match price {
        Price::Water => prices.water,
        Price::Discharge => prices.discharge,
        Price::Treatment => prices.treatment,
    };
    of(Price::Water)?;
    let mut wanted: Vec<Price> = given.prices.clone();
    if wanted.is_empty() {
        wanted.push(Price::Water);
    }
    wanted.sort();
    wanted.dedup();
    let known: Vec<Decimal> = wanted.iter().filter_map(|price| of(*price)).collect();
    let lacks = wanted.into_iter().filter(|price| of(*price).is_none()).collect();
    let sum: Decimal = known.iter().copied().sum();
    let running = given.running.unwrap_or_default();
    let volume_text = crate::trimmed(volume, 1);
    let volume = Decimal::from_f64(volume)?;
    let terms: Vec<String> = known.iter().map(|price| price.normalize().to_string()).collect();
    let costs =
        if running.is_zero() { String::new() } else { format!("−{}", running.normalize()) };
    Some(Benefit {
        amount: volume.checked_mul(sum)? / Decimal::from(10_000) - running,
        substituted: format!("{volume_text}×({})/10000{costs}", terms.join("+")),
        lacks,
    })
}

/// True where two measures act on the same water.
fn same_water(one: &GivenMeasure, two: &GivenMeasure) -> bool {
    if one.stream == WHOLE_SITE || two.stream == WHOLE_SITE {
        return true;
    }
    !one.stream.is_empty()
        && one.stream == two.stream
        && (one.unit == two.unit || one.unit.is_none() || two.unit.is_none())
}

/// Of the measures that act on the same water the largest known saving counts.
fn overlap(measures: &mut [Measure]) {
    let pairs: Vec<(usize, usize)> = (0..measures.len())
        .flat_map(|one| (one + 1..measures.len()).map(move |two| (one, two)))
        .filter(|(one, two)| same_water(&measures[*one].given, &measures[*two].given))
        .collect();
    for (one, two) in &pairs {
        let (first, second) = (measures[*one].number, measures[*two].number);
        measures[*one].overlaps.push(second);
        measures[*two].overlaps.push(first);
    }
    // From the largest down: one counts unless one that counts acts on the same water.
    let mut order: Vec<(usize, f64)> = measures
        .iter()
        .enumerate()
        .filter_map(|(at, measure)| Some((at, measure.saving.volume()?)))
        .collect();
    order.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
    let mut counted: BTreeSet<usize> = BTreeSet::new();
    for (at, _) in order {
        let taken = pairs.iter().any(|(one, two)| {
            (*one == at && counted.contains(two)) || (*two == at && counted.contains(one))
        });
        if !taken {
            counted.insert(at);
            measures[at].counts = true;
        }
    }
}

fn totals(measures: &[Measure]) -> MeasureTotals {
    let mut totals = MeasureTotals::default();
    for measure in measures {
        match measure.saving.volume() {
            None => totals.unknown_savings += 1,
            Some(volume) if measure.counts => *totals.saving.get_or_insert_default() += volume,
            Some(_) => totals.overlapping += 1,
        }
        match measure.given.investment {
            Some(investment) => *totals.investment.get_or_insert_default() += investment,
            None => totals.unknown_investments += 1,
        }
        match &measure.benefit {
            Some(benefit) if measure.counts => {
                *totals.benefit.get_or_insert_default() += benefit.amount;
            }
            Some(_) => {}
            None => totals.unknown_benefits += 1,
        }
    }
    totals
}

/// A measure of the book made from a finding that suggests it.
pub fn suggested(id: String, finding: &Finding, measure: &str, book: &RuleBook) -> GivenMeasure {
    let known = book.measure(measure);
    GivenMeasure {
        id,
        finding: finding.key.clone(),
        measure: measure.to_owned(),
        unit: finding.unit.clone(),
        place: String::new(),
        todo: known.map(|known| known.todo.zh.clone()).unwrap_or_default(),
        saving: if finding.potential.saving().is_some() {
            GivenSaving::Finding
        } else {
            GivenSaving::Unknown
        },
        stream: known.map(|known| known.stream.clone()).unwrap_or_default(),
        prices: known.map(|known| known.prices.clone()).unwrap_or_default(),
        investment: None,
        running: None,
        difficulty: known.map(|known| known.difficulty).unwrap_or_default(),
        kind: known.map(|known| known.kind).unwrap_or_default(),
        timing: known.map(|known| known.timing).unwrap_or_default(),
    }
}
