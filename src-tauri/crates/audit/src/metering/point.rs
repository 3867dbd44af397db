//! What may need a meter: sources, units, equipment.

use super::link::{Target, plain};
use super::requirement::{MeteringRules, RequirementCode};
use super::state::MeterState;
use crate::{
    Basis, Case, CellRef, DailyVolume, Evidence, FactCode, Flows, Item, Lang, Role, Source, Text,
    Unit, UnitId, known_sum,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a point of metering is.
#[derive(Clone, Debug, PartialEq)]
pub enum PointPlace {
    /// A source of the site.
    Source(Source),
    /// A unit.
    Unit(UnitId),
    /// A row of the list of equipment, by its place.
    Equipment(usize),
}

/// Whether a point needs a meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// It does.
    Needed,
    /// It does not: its supply is below what asks for one.
    NotNeeded,
    /// Its supply is not known, or not by the hour.
    Undecided,
}

impl Need {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::NotNeeded => "not_needed",
            Self::Undecided => "undecided",
        }
    }

    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Needed => "应配备",
            Self::NotNeeded => "可不配备",
            Self::Undecided => "待定",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Needed => "needs a meter",
            Self::NotNeeded => "needs none",
            Self::Undecided => "undecided",
        }
    }
}

/// A point where water is to be metered.
#[derive(Clone, Debug, PartialEq)]
pub struct MeterPoint {
    /// Level 1, 2 or 3.
    pub level: u8,
    /// What it is.
    pub place: PointPlace,
    /// Its name.
    pub name: String,
    /// Fresh water of the point, m³/d: what a metering rate counts; none where not known.
    pub fresh: Option<DailyVolume>,
    /// All that is piped to it, m³/d: what decides whether it needs a meter; none where not
    /// known.
    pub supply: Option<DailyVolume>,
    /// The greatest flow, m³/h, where it is told by running hours or by a list of equipment.
    pub hourly: Option<f64>,
    /// Whether it needs a meter.
    pub need: Need,
    /// Why it does or does not, or what is missing.
    pub reason: Text,
    /// Meters of the register that measure it, by their places.
    pub meters: Vec<usize>,
    /// True where one of them is not told to be out of order.
    pub equipped: bool,
    /// Whether its water passed meters; none where not known.
    pub metered: Option<bool>,
    /// Whether its meters report online; none where not known.
    pub online: Option<bool>,
    /// The cell that it is named in.
    pub cell: Option<CellRef>,
}

const LEVELS: std::ops::RangeInclusive<u8> = 2..=3;

impl MeterPoint {
    /// What it is called: the name of its unit or equipment, or its source.
    pub fn called(&self, lang: Lang) -> &str {
        match (&self.place, lang) {
            (PointPlace::Source(source), Lang::En) => source.en(),
            _ => &self.name,
        }
    }

    fn new(level: u8, place: PointPlace, name: String) -> Self {
        Self {
            level,
            place,
            name,
            fresh: None,
            supply: None,
            hourly: None,
            need: Need::Undecided,
            reason: Text::default(),
            meters: Vec::new(),
            equipped: false,
            metered: None,
            online: None,
            cell: None,
        }
    }

    /// What its meters make of it.
    pub(super) fn settle(&mut self, bases: &Bases, case: &Case, meters: &[MeterState]) {
        let told: BTreeSet<u8> = self
            .meters
            .iter()
            .filter_map(|at| case.meters.get(*at)?.level)
            .filter(|level| LEVELS.contains(level))
            .collect();
        if let (PointPlace::Unit(_), 1, Some(level)) = (&self.place, told.len(), told.first()) {
            self.level = *level;
        }
        let fit: Vec<usize> = self
            .meters
            .iter()
            .copied()
            .filter(|at| meters.get(*at).is_some_and(|state| state.fit != Some(false)))
            .collect();
        self.equipped = !fit.is_empty();
        let read = fit.iter().any(|at| meters.get(*at).is_some_and(|state| state.read));
        let bases = bases.at(&self.place);
        let by_figures = !bases.is_empty() && bases.iter().all(|basis| *basis == Basis::Metered);
        self.metered = if read || by_figures {
            Some(true)
        } else if self.equipped || (case.meters.is_empty() && bases.contains(&Basis::Stated)) {
            None
        } else {
            Some(false)
        };
        let online: BTreeSet<Option<bool>> =
            fit.iter().filter_map(|at| case.meters.get(*at)).map(|meter| meter.online).collect();
        self.online = match (online.len(), online.first()) {
            (1, Some(same)) => *same,
            (0, _) if !case.meters.is_empty() => Some(false),
            _ => None,
        };
    }

    /// Whether it needs a meter, by the thresholds of its level; those without a value ask
    /// for one wherever there is water.
    pub(super) fn decide(&mut self, rules: &MeteringRules) {
        let row = rules.of(RequirementCode::NeedsMeter, self.level);
        let asked = row.and_then(|row| Some((row.value?, row.unit.as_str())));
        let (need, reason) = match asked {
            None => {
                (Need::Needed, Text::new("该级用水均应计量", "all water of this level is metered"))
            }
            Some((least, "m³/h")) => self.by_hour(least),
            Some((least, unit)) => match self.supply {
                Some(supply) => compare(supply.value(), least, unit),
                None => unknown(),
            },
        };
        self.need = need;
        self.reason = reason;
    }

    fn by_hour(&self, least: f64) -> (Need, Text) {
        if let Some(hourly) = self.hourly {
            return compare(hourly, least, "m³/h");
        }
        let Some(supply) = self.supply else { return unknown() };
        // On no day does it run more than 24 hours: the flow is at least that.
        let mean = supply.value() / 24.0;
        if mean >= least * (1.0 - 1e-9) {
            return compare(mean, least, "m³/h");
        }
        (
            Need::Undecided,
            Text::new(
                format!(
                    "按24 h计为 {} m³/h，小于 {} m³/h，日运行时间不详",
                    crate::trimmed(mean, 3),
                    crate::trimmed(least, 3)
                ),
                format!(
                    "{} m³/h over 24 h, below {}; running hours are not known",
                    crate::trimmed(mean, 3),
                    crate::trimmed(least, 3)
                ),
            ),
        )
    }
}

/// How the figures of fresh water were obtained, by source and by unit.
pub(super) struct Bases<'a> {
    sources: BTreeMap<Source, BTreeSet<Basis>>,
    units: BTreeMap<&'a UnitId, BTreeSet<Basis>>,
}

impl<'a> Bases<'a> {
    /// Those of a site: a unit has its own and those of the units that are added to it.
    pub(super) fn of(e: &Evidence<'a>) -> Self {
        let counted: BTreeSet<&UnitId> =
            crate::balance::counted(e.site).map(|unit| &unit.id).collect();
        let (mut sources, mut units) = (BTreeMap::<_, BTreeSet<_>>::new(), BTreeMap::new());
        for stream in &e.site.streams {
            let into = e.index.inflow(stream).filter(|(to, _)| counted.contains(to));
            let (Some((to, item)), Some(figure)) = (into, &stream.figure) else { continue };
            if let Item::Withdrawal(source) = item {
                sources.entry(source).or_default().insert(figure.basis);
            }
            for unit in e.index.upwards(to).filter(|_| is_fresh(item)) {
                units.entry(&unit.id).or_insert_with(BTreeSet::new).insert(figure.basis);
            }
        }
        Self { sources, units }
    }

    fn at(&self, place: &PointPlace) -> BTreeSet<Basis> {
        let found = match place {
            PointPlace::Source(source) => self.sources.get(source),
            PointPlace::Unit(unit) => self.units.get(unit),
            PointPlace::Equipment(_) => None,
        };
        found.cloned().unwrap_or_default()
    }
}

fn unknown() -> (Need, Text) {
    (Need::Undecided, Text::new("用水量不详", "its water is not known"))
}

/// A flow that just reaches what asks for a meter needs one.
fn compare(flow: f64, least: f64, unit: &str) -> (Need, Text) {
    let needed = flow >= least * (1.0 - 1e-9);
    let (need, sign) = if needed { (Need::Needed, "≥") } else { (Need::NotNeeded, "＜") };
    let text = format!("{} {sign} {} {unit}", crate::trimmed(flow, 3), crate::trimmed(least, 3));
    (need, Text::new(text.clone(), text))
}

/// What the water of a point is called by when a meter is linked to it.
pub(super) fn target(point: &MeterPoint) -> Target {
    match &point.place {
        PointPlace::Source(source) => Target::Source(*source),
        PointPlace::Unit(_) | PointPlace::Equipment(_) => Target::Named(plain(&point.name)),
    }
}

pub(super) const fn is_fresh(item: Item) -> bool {
    matches!(item, Item::Withdrawal(_) | Item::DistributedIn)
}

pub(super) fn points(e: &Evidence, case: &Case, rules: &MeteringRules) -> Vec<MeterPoint> {
    let asked = |point: &MeterPoint| match point.place {
        PointPlace::Source(source) => !rules.words.exempt.contains(&source),
        PointPlace::Unit(_) | PointPlace::Equipment(_) => true,
    };
    let mut points: Vec<MeterPoint> = sources(e).filter(asked).collect();
    points.extend(e.site.units.iter().filter_map(|unit| of_unit(e, unit)));
    let least = rules
        .of(RequirementCode::NeedsMeter, 3)
        .filter(|row| row.unit == "m³/h")
        .and_then(|row| row.value);
    let named: BTreeSet<String> = points.iter().map(|point| plain(&point.name)).collect();
    points.extend(equipment(case, least.unwrap_or_default(), &named));
    points
}

fn sources(e: &Evidence) -> impl Iterator<Item = MeterPoint> {
    let of = |source: Source| {
        let flow = e.flows().get(Item::Withdrawal(source));
        let present = flow != Some(DailyVolume::ZERO);
        present.then(|| MeterPoint {
            fresh: flow,
            supply: flow,
            ..MeterPoint::new(1, PointPlace::Source(source), source.zh().to_owned())
        })
    };
    Source::ALL.into_iter().filter_map(of)
}

/// A unit at the top of the tree or without units below it; one without water is no point.
fn of_unit(e: &Evidence, unit: &Unit) -> Option<MeterPoint> {
    if unit.of_which || unit.role == Role::WastewaterTreatment {
        return None;
    }
    let balance = e.balance_of(&unit.id)?;
    let level = match (balance.depth, balance.has_children) {
        (0, _) => 2,
        (_, false) => 3,
        (_, true) => return None,
    };
    let (fresh, supply) = (balance.flows.fresh(), supply(&balance.flows));
    if supply == Some(DailyVolume::ZERO) {
        return None;
    }
    let hours = unit.facts.get(FactCode::RunningHours).map(|fact| fact.value);
    let hourly = hours
        .filter(|hours| *hours > 0.0)
        .and_then(|hours| supply.map(|supply| supply.value() / hours));
    Some(MeterPoint {
        fresh,
        supply,
        hourly,
        cell: unit.place.clone(),
        ..MeterPoint::new(level, PointPlace::Unit(unit.id.clone()), unit.name.clone())
    })
}

/// All that is piped to a unit: fresh water, series, reuse and condensate.
fn supply(flows: &Flows) -> Option<DailyVolume> {
    known_sum([flows.fresh(), flows.get(Item::SeriesIn), flows.reuse()])
}

/// Equipment of the list whose flow is told by the hour and reaches what asks for a meter;
/// what a unit is named after is that unit already.
fn equipment<'a>(
    case: &'a Case,
    least: f64,
    named: &'a BTreeSet<String>,
) -> impl Iterator<Item = MeterPoint> + 'a {
    case.ledgers.equipment.iter().enumerate().filter_map(move |(at, row)| {
        let flow = row.measured.or(row.design)?;
        let hourly = flow.unit.and_then(|unit| hourly(flow.value, unit))?;
        let name = plain(&row.name);
        let known = name.is_empty() || named.contains(&name);
        let retired = row.retired == Some(true) || row.state.contains("停用");
        (!known && !retired && least > 0.0 && hourly >= least * (1.0 - 1e-9)).then(|| MeterPoint {
            hourly: Some(hourly),
            cell: row.place.clone(),
            ..MeterPoint::new(3, PointPlace::Equipment(at), row.name.clone())
        })
    })
}

/// A rated flow in m³/h, where its unit is one of a moment: a volume of a day or longer does
/// not tell how fast the water flows.
fn hourly(value: f64, unit: crate::FlowUnit) -> Option<f64> {
    use crate::FlowUnit::{
        LitrePerHour, LitrePerMinute, LitrePerSecond, M3PerHour, M3PerMinute, M3PerSecond,
        TenThousandM3PerHour,
    };
    let factor = match unit {
        M3PerHour => 1.0,
        TenThousandM3PerHour => 1e4,
        M3PerMinute => 60.0,
        M3PerSecond => 3600.0,
        LitrePerSecond => 3.6,
        LitrePerMinute => 0.06,
        LitrePerHour => 1e-3,
        _ => return None,
    };
    Some(value * factor)
}
