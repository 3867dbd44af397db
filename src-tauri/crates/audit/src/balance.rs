//! The balance of each unit, of every level of the tree, and of the whole site.
//!
//! Equation (contract; GB/T 12452 principle): what flows in equals what flows out,
//! `Vi + Vs + Vw = Vs' + Vco + Vd + Vl`; recirculated water stands on both sides.

use crate::{DailyVolume, Item, Place, Rate, Site, Source, Tolerances, Unit, UnitId, known_sum};
use std::collections::{BTreeMap, BTreeSet};

/// Sums of a unit's or the site's streams by quantity, m³/d.
///
/// A quantity without any stream does not exist there and is zero; a quantity of which
/// one stream is not known is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flows {
    sums: BTreeMap<Item, Part>,
}

/// What is known of a quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Part {
    /// The sum of the streams whose flow is known; none where none is.
    known: Option<DailyVolume>,
    /// True where every stream is known.
    whole: bool,
}

impl Flows {
    fn of(parts: BTreeMap<Item, Vec<Option<DailyVolume>>>) -> Self {
        let part = |values: Vec<Option<DailyVolume>>| {
            let known: Vec<DailyVolume> = values.iter().flatten().copied().collect();
            let whole = known.len() == values.len();
            Part { known: (!known.is_empty()).then(|| known.into_iter().sum()), whole }
        };
        Self { sums: parts.into_iter().map(|(item, values)| (item, part(values))).collect() }
    }

    /// A quantity; none where it, or a part of it, is not known.
    pub fn get(&self, item: Item) -> Option<DailyVolume> {
        match self.sums.get(&item) {
            None => Some(DailyVolume::ZERO),
            Some(part) => part.known.filter(|_| part.whole),
        }
    }

    /// True where the quantity has a stream, known or not.
    pub fn has(&self, item: Item) -> bool {
        self.sums.contains_key(&item)
    }

    /// Quantities that have a stream whose flow is not known.
    pub fn unknown(&self) -> impl Iterator<Item = Item> + '_ {
        self.sums.iter().filter(|(_, part)| !part.whole).map(|(item, _)| *item)
    }

    /// Taken from all outside sources (Vi).
    pub fn intake(&self) -> Option<DailyVolume> {
        known_sum(Source::ALL.map(|source| self.get(Item::Withdrawal(source))))
    }

    /// Fresh water of a unit: its intake and what the site's own supply treatment hands it.
    pub fn fresh(&self) -> Option<DailyVolume> {
        known_sum([self.intake(), self.get(Item::DistributedIn)])
    }

    /// Treated water and condensate used again (Vw).
    pub fn reuse(&self) -> Option<DailyVolume> {
        known_sum([self.get(Item::Reuse), self.get(Item::Condensate)])
    }

    /// Recirculated + series + reuse + condensate (重复利用水量 Vr).
    pub fn recycled(&self) -> Option<DailyVolume> {
        known_sum([self.get(Item::Recirculated), self.get(Item::SeriesIn), self.reuse()])
    }

    /// All water used, `Vt = Vi + Vcy + Vs + Vw`. Water carried in with raw material is
    /// not in it, nor is used water that arrives for treatment.
    pub fn total_use(&self, fresh: Option<DailyVolume>) -> Option<DailyVolume> {
        known_sum([fresh, self.recycled()])
    }

    /// Reuse rate `R = Vr/(Vi+Vr)`; none where not known or where no water is used.
    pub fn reuse_rate(&self, fresh: Option<DailyVolume>) -> Option<Rate> {
        self.recycled()?.over(self.total_use(fresh)?)
    }

    /// What is known of the inflow; none where there are inflows and none is known.
    pub fn inflow(&self) -> Option<DailyVolume> {
        self.side(Item::is_inflow)
    }

    /// What is known of the outflow; none where there are outflows and none is known.
    pub fn outflow(&self) -> Option<DailyVolume> {
        self.side(Item::is_outflow)
    }

    /// Known parts count although another part of the same quantity is not known: the
    /// difference is then of what is known, and says what it lacks.
    fn side(&self, side: fn(Item) -> bool) -> Option<DailyVolume> {
        let mut parts = self
            .sums
            .iter()
            .filter(|(item, _)| side(**item))
            .map(|(_, part)| part.known)
            .peekable();
        if parts.peek().is_none() {
            return Some(DailyVolume::ZERO);
        }
        let known: Vec<DailyVolume> = parts.flatten().collect();
        (!known.is_empty()).then(|| known.into_iter().sum())
    }

    fn terms(&self) -> usize {
        let zero = DailyVolume::ZERO;
        self.sums
            .iter()
            .filter(|(item, part)| {
                **item != Item::Recirculated && part.known.is_some_and(|sum| sum != zero)
            })
            .count()
    }
}

/// How well a unit closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closure {
    /// Within the tolerance.
    Closed,
    /// Above the first tolerance: to be looked at.
    Attention,
    /// Above the second: does not close.
    Open,
    /// Too little is known to tell.
    Unknown,
}

impl Closure {
    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Closed => "平衡",
            Self::Attention => "需关注",
            Self::Open => "不平衡",
            Self::Unknown => "无法判断",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Closed => "balanced",
            Self::Attention => "look at",
            Self::Open => "out of balance",
            Self::Unknown => "cannot be judged",
        }
    }

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Attention => "attention",
            Self::Open => "open",
            Self::Unknown => "unknown",
        }
    }
}

/// The difference between what flows in and what flows out.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Inflow − outflow over the known flows, m³/d; none where one side is not known at all.
    /// It is a result: no flow is adjusted to make it zero.
    pub imbalance: Option<DailyVolume>,
    /// The imbalance over a unit's inflow; for the site over what comes in from outside,
    /// since water that is used again would dilute it.
    pub rate: Option<Rate>,
    /// How well it closes.
    pub closure: Closure,
    /// Quantities of the equation that are not known; the imbalance contains them.
    pub unknown: Vec<Item>,
}

impl Difference {
    /// The difference of `flows`, as a share of `whole`; of their inflow where that is none.
    fn of(
        flows: &Flows,
        whole: Option<DailyVolume>,
        (warn, fail): (Rate, Rate),
        rounding: f64,
    ) -> Self {
        let unknown: Vec<Item> =
            flows.unknown().filter(|item| *item != Item::Recirculated).collect();
        let (Some(inflow), Some(outflow)) = (flows.inflow(), flows.outflow()) else {
            return Self { imbalance: None, rate: None, closure: Closure::Unknown, unknown };
        };
        let difference = inflow - outflow;
        // Noise of the addition is not a difference.
        let difference = if inflow.approx_eq(outflow) { DailyVolume::ZERO } else { difference };
        let rate = difference.over(whole.unwrap_or(inflow));
        let slack = rounding * flows.terms() as f64 + 1e-9;
        let size = rate.map_or(f64::INFINITY, |rate| rate.value().abs());
        let closure = if difference.abs().value() <= slack || size <= warn.value() {
            Closure::Closed
        } else if unknown.iter().any(|item| item.is_outflow() == (difference > DailyVolume::ZERO)) {
            // What is not known may be just what is missing.
            Closure::Unknown
        } else if size <= fail.value() {
            Closure::Attention
        } else {
            Closure::Open
        };
        Self { imbalance: Some(difference), rate, closure, unknown }
    }
}

/// The balance of one unit: its own streams and those of the units below it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitBalance {
    /// The unit.
    pub unit: UnitId,
    /// How deep it stands in the tree, from 0.
    pub depth: usize,
    /// True where units stand below it that are added, so that its flows are (also) their
    /// sums. 其中 units are not added.
    pub has_children: bool,
    /// Its flows.
    pub flows: Flows,
    /// Its difference.
    pub difference: Difference,
    /// Its reuse rate; none where not known or no water is used.
    pub reuse_rate: Option<Rate>,
}

/// The balance of the whole site: sums over its units, each stream counted once.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteBalance {
    /// Sums over the units.
    pub flows: Flows,
    /// What leaves the site: `discharge − treated again − (reuse − reuse handed out)`, m³/d.
    pub external_discharge: Option<DailyVolume>,
    /// The difference of the sums.
    pub difference: Difference,
    /// Reuse rate of the site: volumes are summed first.
    pub reuse_rate: Option<Rate>,
    /// Water handed on in series less water received in series, m³/d.
    pub series_gap: Option<DailyVolume>,
}

/// The balance of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Balance {
    /// Units in the site's order, each after its parent.
    pub units: Vec<UnitBalance>,
    /// The whole.
    pub site: SiteBalance,
}

impl Balance {
    /// The balance of that unit.
    pub fn unit(&self, id: &UnitId) -> Option<&UnitBalance> {
        self.units.iter().find(|unit| unit.unit == *id)
    }
}

type Parts = BTreeMap<Item, Vec<Option<DailyVolume>>>;

/// The balance of a site by its streams.
///
/// Nothing is changed to make it close; parents are sums of the units below them and of
/// their own streams; 其中 units are balanced but not added.
pub fn balance(site: &Site, tolerances: &Tolerances) -> Balance {
    let own = own_parts(site);
    let order = tree_order(site);
    let summed = summed_parts(site, &order, &own);
    let parents: BTreeSet<&UnitId> = site
        .units
        .iter()
        .filter(|unit| !unit.of_which)
        .filter_map(|unit| unit.parent.as_ref())
        .collect();
    let units = order
        .iter()
        .map(|(unit, depth)| {
            let flows = Flows::of(summed.get(&unit.id).cloned().unwrap_or_default());
            let difference = Difference::of(
                &flows,
                None,
                (tolerances.unit_warn, tolerances.unit_fail),
                tolerances.rounding_m3_per_day,
            );
            UnitBalance {
                unit: unit.id.clone(),
                depth: *depth,
                has_children: parents.contains(&unit.id),
                reuse_rate: flows.reuse_rate(flows.fresh()),
                difference,
                flows,
            }
        })
        .collect();
    Balance { units, site: whole(site, &own, tolerances) }
}

fn own_parts(site: &Site) -> BTreeMap<&UnitId, Parts> {
    let roles: BTreeMap<&UnitId, _> = site.units.iter().map(|unit| (&unit.id, unit.role)).collect();
    let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
    let mut own: BTreeMap<&UnitId, Parts> =
        site.units.iter().map(|unit| (&unit.id, Parts::new())).collect();
    for stream in &site.streams {
        let mut ends: Vec<&UnitId> = [&stream.from, &stream.to]
            .into_iter()
            .filter_map(|place| if let Place::Unit(id) = place { Some(id) } else { None })
            .collect();
        ends.dedup();
        for id in ends {
            if let (Some(item), Some(parts)) = (stream.item_for(id, role), own.get_mut(id)) {
                parts
                    .entry(item)
                    .or_default()
                    .push(stream.figure.as_ref().map(|figure| figure.value));
            }
        }
    }
    own
}

/// Units with their depth, each after its parent; units whose parent is missing or leads
/// in a circle stand at the top.
fn tree_order(site: &Site) -> Vec<(&Unit, usize)> {
    let mut children: BTreeMap<Option<&UnitId>, Vec<&Unit>> = BTreeMap::new();
    let known: BTreeSet<&UnitId> = site.units.iter().map(|unit| &unit.id).collect();
    for unit in &site.units {
        let parent = unit.parent.as_ref().filter(|parent| known.contains(parent));
        children.entry(parent).or_default().push(unit);
    }
    let mut order = Vec::with_capacity(site.units.len());
    let mut seen = BTreeSet::new();
    let mut stack: Vec<(&Unit, usize)> = Vec::new();
    let tops = children.get(&None).into_iter().flatten().copied();
    for top in tops.chain(&site.units) {
        stack.push((top, 0));
        while let Some((unit, depth)) = stack.pop() {
            if !seen.insert(&unit.id) {
                continue;
            }
            order.push((unit, depth));
            let below = children.get(&Some(&unit.id)).into_iter().flatten().rev();
            stack.extend(below.map(|child| (*child, depth + 1)));
        }
    }
    order
}

fn summed_parts<'a>(
    site: &'a Site,
    order: &[(&'a Unit, usize)],
    own: &BTreeMap<&'a UnitId, Parts>,
) -> BTreeMap<&'a UnitId, Parts> {
    let place: BTreeMap<&UnitId, usize> =
        order.iter().enumerate().map(|(at, (unit, _))| (&unit.id, at)).collect();
    let mut summed = own.clone();
    for (unit, depth) in order.iter().rev() {
        let Some(parent) = unit.parent.as_ref().filter(|_| *depth > 0 && !unit.of_which) else {
            continue;
        };
        let (Some(parent), Some(parts)) =
            (place.get(parent).map(|at| &order[*at].0.id), summed.get(&unit.id).cloned())
        else {
            continue;
        };
        let above = summed.entry(parent).or_default();
        for (item, values) in parts {
            above.entry(item).or_default().extend(values);
        }
    }
    debug_assert_eq!(order.len(), site.units.len());
    summed
}

fn whole(site: &Site, own: &BTreeMap<&UnitId, Parts>, tolerances: &Tolerances) -> SiteBalance {
    let mut parts = Parts::new();
    for unit in counted(site) {
        for (item, values) in own.get(&unit.id).into_iter().flatten() {
            parts.entry(*item).or_default().extend(values.iter().copied());
        }
    }
    let flows = Flows::of(parts);
    let difference = Difference::of(
        &flows,
        known_sum([flows.intake(), flows.get(Item::CarriedIn)])
            .filter(|whole| *whole != DailyVolume::ZERO),
        (tolerances.site_warn, tolerances.site_fail),
        tolerances.rounding_m3_per_day,
    );
    SiteBalance {
        external_discharge: external_discharge(&flows),
        reuse_rate: flows.reuse_rate(flows.intake()),
        series_gap: gap(&flows),
        difference,
        flows,
    }
}

/// The units whose streams are added: all but 其中 units and what stands below them.
pub(crate) fn counted(site: &Site) -> impl Iterator<Item = &Unit> {
    let by_id: BTreeMap<&UnitId, &Unit> = site.units.iter().map(|unit| (&unit.id, unit)).collect();
    site.units.iter().filter(move |unit| {
        let mut seen = BTreeSet::new();
        let mut at = Some(*unit);
        while let Some(unit) = at.filter(|unit| seen.insert(&unit.id)) {
            if unit.of_which {
                return false;
            }
            at = unit.parent.as_ref().and_then(|parent| by_id.get(parent).copied());
        }
        true
    })
}

fn external_discharge(flows: &Flows) -> Option<DailyVolume> {
    let again = flows.reuse()? - flows.get(Item::ReuseOut)?;
    Some(tidy(flows.get(Item::Discharge)? - flows.get(Item::TreatmentIn)? - again))
}

fn gap(flows: &Flows) -> Option<DailyVolume> {
    let (out, into) = (flows.get(Item::SeriesOut)?, flows.get(Item::SeriesIn)?);
    Some(if out.approx_eq(into) { DailyVolume::ZERO } else { tidy(out - into) })
}

/// A difference without the noise that subtraction of decimals leaves in its last digits.
fn tidy(volume: DailyVolume) -> DailyVolume {
    DailyVolume::m3_per_day(crate::round_gb8170(volume.value(), 9))
}
