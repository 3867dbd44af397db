//! Closing (闭合): water that is not accounted for, as an interval, at every level of the
//! tree; and what tables state of a level against what stands below it.

use crate::{
    Balance, CellRef, DailyVolume, DataQuality, Flows, Grade, Item, Place, Quantity, Rate, Role,
    Site, SiteIndex, StatedTotals, Tolerances, Unit, UnitBalance, UnitId, combined,
};
use std::collections::{BTreeMap, BTreeSet};

/// What an interval lets say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// It lies above zero: water goes somewhere that no figure tells.
    Loss,
    /// It lies below zero: more goes out than comes in, so that figures are wrong.
    Gain,
    /// Zero lies in it: the figures are not known well enough to tell.
    Open,
}

impl Sign {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Gain => "gain",
            Self::Open => "open",
        }
    }

    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Loss => "有去向不明水量",
            Self::Gain => "输出大于输入，数据有误",
            Self::Open => "差值在不确定度以内",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Loss => "unaccounted water",
            Self::Gain => "more outflow than inflow: the data are wrong",
            Self::Open => "the difference lies within the uncertainty",
        }
    }
}

/// A figure's part in an uncertainty.
#[derive(Clone, Debug, PartialEq)]
pub struct UncertainPart {
    /// The stream's place in the site.
    pub stream: usize,
    /// The unit that it is told of.
    pub unit: UnitId,
    /// What it is for that unit.
    pub item: Item,
    /// Its grade.
    pub grade: Grade,
    /// Its standard uncertainty, m³/d.
    pub standard: DailyVolume,
    /// … over the figure.
    pub relative: Rate,
    /// True where the auditor entered it.
    pub entered: bool,
}

/// Water that is not accounted for (不平衡水量), as an interval.
///
/// `low, high = Δ ∓ k·u`, `u = √Σu(i)²` over the streams that cross the level's boundary;
/// streams within it cancel and do not count. Figures are taken as independent of each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Unaccounted {
    /// Inflow − outflow over the known flows, m³/d.
    pub difference: DailyVolume,
    /// Combined standard uncertainty, m³/d, 1σ.
    pub standard: DailyVolume,
    /// Lower end, m³/d.
    pub low: DailyVolume,
    /// Upper end, m³/d.
    pub high: DailyVolume,
    /// What it lets say.
    pub sign: Sign,
    /// The worst grade of a figure in it; none where it has no figure.
    pub grade: Option<Grade>,
    /// The figures that make most of the uncertainty, the largest first, at most three.
    pub largest: Vec<UncertainPart>,
}

/// A figure that a table states of a level, against what stands below it.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelSum {
    /// The unit; none for the site.
    pub unit: Option<UnitId>,
    /// Which quantity.
    pub quantity: Quantity,
    /// What is stated, m³/d.
    pub stated: DailyVolume,
    /// The sum below, m³/d.
    pub sum: DailyVolume,
    /// How far they may lie apart by rounding, m³/d.
    pub slack: DailyVolume,
    /// True where the parts need not make up the whole (其中): only a sum above it is wrong.
    pub of_which: bool,
    /// True where they agree.
    pub agrees: bool,
    /// The cells of the stated figure.
    pub cells: Vec<CellRef>,
}

/// The closing of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// The share of cases that intervals cover.
    pub confidence: Rate,
    /// By unit; units whose difference is not known are not among them.
    pub units: BTreeMap<UnitId, Unaccounted>,
    /// The whole site.
    pub site: Option<Unaccounted>,
    /// Stated figures against sums.
    pub sums: Vec<LevelSum>,
}

impl Closing {
    /// True where a unit gives more than it takes, and this is more than rounding: its
    /// difference is beyond a tolerance or beyond what its figures' uncertainty explains,
    /// and no inflow is left that is not known.
    pub fn gains(&self, unit: &UnitBalance) -> bool {
        let difference = &unit.difference;
        let beyond = matches!(difference.closure, crate::Closure::Attention | crate::Closure::Open)
            || self.units.get(&unit.unit).is_some_and(|known| known.sign == Sign::Gain);
        beyond
            && difference.imbalance.is_some_and(|imbalance| imbalance < DailyVolume::ZERO)
            && !difference.unknown.iter().any(|item| item.is_inflow())
    }
}

/// What stands against the sum of a level by rounding alone, m³/d: the last digit of each
/// part, but no more than half a cubic metre or a thousandth.
pub(crate) fn total_slack(parts: usize, value: DailyVolume) -> DailyVolume {
    let most = 0.5_f64.max(0.001 * value.value().abs());
    DailyVolume::m3_per_day((0.051 * parts as f64).min(most))
}

/// A quantity of the site as it is computed.
pub(crate) fn quantity_of(flows: &Flows, quantity: Quantity) -> Option<DailyVolume> {
    match quantity {
        Quantity::Item(item) => flows.get(item),
        Quantity::WithdrawalTotal => flows.intake(),
        Quantity::RecycledTotal => flows.recycled(),
        Quantity::TotalUse => flows.total_use(flows.intake()),
    }
}

/// The closing of a site by the grades of its figures.
pub fn closing(
    site: &Site,
    balance: &Balance,
    stated: Option<&StatedTotals>,
    (quality, tolerances): (&DataQuality, &Tolerances),
) -> Closing {
    let crossing = crossing(site, quality);
    let width = (quality.coverage.factor, tolerances.rounding_m3_per_day);
    let units = balance.units.iter().filter_map(|unit| {
        let parts = crossing.units.get(&unit.unit)?;
        Some((unit.unit.clone(), unaccounted(unit.difference.imbalance?, parts.as_ref()?, width)))
    });
    let whole = balance.site.difference.imbalance.zip(crossing.site.as_ref());
    Closing {
        confidence: quality.coverage.confidence,
        units: units.collect(),
        site: whole.map(|(difference, parts)| unaccounted(difference, parts, width)),
        sums: level_sums(site, balance, stated),
    }
}

fn unaccounted(
    difference: DailyVolume,
    parts: &[UncertainPart],
    (k, rounding): (f64, f64),
) -> Unaccounted {
    let standard = combined(parts.iter().map(|part| part.standard));
    let half = DailyVolume::m3_per_day(k * standard.value());
    let (low, high) = (difference - half, difference + half);
    // What the last digits of the figures can make is no sign of anything.
    let sign = if difference.abs().value() <= rounding * parts.len() as f64 + 1e-9 {
        Sign::Open
    } else if low > DailyVolume::ZERO {
        Sign::Loss
    } else if high < DailyVolume::ZERO {
        Sign::Gain
    } else {
        Sign::Open
    };
    let mut largest = parts.to_vec();
    largest.sort_by(|one, two| {
        let size = |part: &UncertainPart| part.standard.value();
        size(two).total_cmp(&size(one)).then(one.stream.cmp(&two.stream))
    });
    largest.truncate(3);
    largest.retain(|part| part.standard > DailyVolume::ZERO);
    let grade = parts.iter().map(|part| part.grade).max();
    Unaccounted { difference, standard, low, high, sign, grade, largest }
}

/// The figures that cross the boundary of each unit and of the site; none where the
/// uncertainty of one of them is not known.
struct Crossing {
    units: BTreeMap<UnitId, Option<Vec<UncertainPart>>>,
    site: Option<Vec<UncertainPart>>,
}

fn crossing(site: &Site, quality: &DataQuality) -> Crossing {
    let above = Above::new(site);
    let mut found = Crossing {
        units: site.units.iter().map(|unit| (unit.id.clone(), Some(Vec::new()))).collect(),
        site: Some(Vec::new()),
    };
    let role = |id: &UnitId| above.units.get(id).map_or(Role::Use, |unit| unit.role);
    for (at, stream) in site.streams.iter().enumerate() {
        let Some(figure) = &stream.figure else { continue };
        // As in the balance, what a stream is not for a unit does not count there.
        let chain = |place: &Place| match place {
            Place::Unit(id) if stream.item_for(id, role).is_some() => above.chain(id),
            _ => Chain::default(),
        };
        let (from, to) = (chain(&stream.from), chain(&stream.to));
        let known = quality.of(figure);
        let part = |unit: &UnitId| {
            let known = known?;
            Some(UncertainPart {
                stream: at,
                unit: unit.clone(),
                item: stream.item_for(unit, role)?,
                grade: known.grade,
                standard: known.absolute,
                relative: known.relative,
                entered: known.entered,
            })
        };
        let Some(told) = [&stream.to, &stream.from].into_iter().find_map(|place| match place {
            Place::Unit(id) => Some(id),
            _ => None,
        }) else {
            continue;
        };
        for unit in from.units.symmetric_difference(&to.units) {
            push(found.units.get_mut(*unit), part(told));
        }
        if from.counted != to.counted {
            push(Some(&mut found.site), part(told));
        }
    }
    found
}

fn push(into: Option<&mut Option<Vec<UncertainPart>>>, part: Option<UncertainPart>) {
    if let Some(parts) = into {
        match (parts.as_mut(), part) {
            (Some(known), Some(part)) => known.push(part),
            _ => *parts = None,
        }
    }
}

/// The units whose sums a unit is part of, and whether the site's is.
#[derive(Default)]
struct Chain<'a> {
    units: BTreeSet<&'a UnitId>,
    counted: bool,
}

struct Above<'a> {
    units: BTreeMap<&'a UnitId, &'a Unit>,
}

impl<'a> Above<'a> {
    fn new(site: &'a Site) -> Self {
        Self { units: site.units.iter().map(|unit| (&unit.id, unit)).collect() }
    }

    /// Up the tree as far as it is added: 其中 units are part of no sum.
    fn chain(&self, id: &UnitId) -> Chain<'a> {
        let mut chain = Chain::default();
        let mut at = self.units.get(id).copied();
        while let Some(unit) = at.filter(|unit| !chain.units.contains(&unit.id)) {
            chain.units.insert(&unit.id);
            if unit.of_which {
                return chain;
            }
            at = unit.parent.as_ref().and_then(|parent| self.units.get(parent).copied());
        }
        chain.counted = true;
        chain
    }
}

fn level_sums(site: &Site, balance: &Balance, stated: Option<&StatedTotals>) -> Vec<LevelSum> {
    let whole = stated.iter().flat_map(|stated| &stated.values).filter_map(|stated| {
        let sum = quantity_of(&balance.site.flows, stated.quantity)?;
        let slack = total_slack(site.units.len(), sum);
        Some(LevelSum {
            unit: None,
            quantity: stated.quantity,
            stated: stated.value,
            sum,
            slack,
            of_which: false,
            agrees: (sum - stated.value).abs() <= slack,
            cells: stated.cells().cloned().collect(),
        })
    });
    let index = SiteIndex::of(site);
    let divided: BTreeSet<&UnitId> = site
        .units
        .iter()
        .filter(|unit| unit.of_which)
        .filter_map(|unit| unit.parent.as_ref())
        .collect();
    let parents = site.units.iter().filter(|unit| divided.contains(&unit.id));
    let parents = parents.flat_map(|unit| of_which_sums(site, &index, balance, unit));
    whole.chain(parents).collect()
}

/// A unit's own figures against its 其中 parts, quantity by quantity.
fn of_which_sums(
    site: &Site,
    index: &SiteIndex<'_>,
    balance: &Balance,
    unit: &Unit,
) -> Vec<LevelSum> {
    let parts: Vec<&Flows> = site
        .children(Some(&unit.id))
        .filter(|part| part.of_which)
        .filter_map(|part| balance.unit(&part.id))
        .map(|part| &part.flows)
        .collect();
    let Some(own) = balance.unit(&unit.id).filter(|_| !parts.is_empty()) else { return Vec::new() };
    let one = |item: Item| {
        if !own.flows.has(item) || !parts.iter().any(|part| part.has(item)) {
            return None;
        }
        let stated = own.flows.get(item)?;
        let sum = crate::known_sum(parts.iter().map(|part| part.get(item)))?;
        let slack = total_slack(parts.len() + 1, stated);
        let cells = index
            .given(&unit.id, item)
            .into_iter()
            .filter_map(|stream| stream.figure.as_ref())
            .flat_map(|figure| figure.origin.cells().to_vec());
        Some(LevelSum {
            unit: Some(unit.id.clone()),
            quantity: Quantity::Item(item),
            stated,
            sum,
            slack,
            of_which: true,
            agrees: (sum - stated).value() <= slack.value(),
            cells: cells.collect(),
        })
    };
    Item::all().filter_map(one).collect()
}
