//! The network of a plant.

use super::{Choices, Plant, PlantStream, PlantTarget};
use crate::{End, Network, Stream, Target, Term};
use shuiheng_audit::{Basis, DataQuality, Item, Place, Role, Site, Text, Unit, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// A meter of a grade that the data do not tell is as good as one of class 2.
const METER: f64 = 0.015;

pub(super) fn plant(site: &Site, quality: &DataQuality, choices: &Choices) -> Plant {
    let outline = Outline::of(site);
    let mut network = Network::default();
    let mut streams = Vec::new();
    let mut named = Names::default();
    for (at, stream) in site.streams.iter().enumerate() {
        let ends = (outline.end(&stream.from), outline.end(&stream.to));
        // What touches no unit that counts is in no balance.
        let (Some(from), Some(to)) = ends else { continue };
        if from == End::Outside && to == End::Outside {
            continue;
        }
        let name = site.stream_name(stream);
        let id = named.unique(&name.zh);
        let mut known = Stream::new(&id, from, to);
        if stream.to == Place::Storage {
            // A level may fall as well as rise.
            known = known.at_least(None);
        }
        let graded = stream.figure.as_ref().and_then(|figure| Some((figure, quality.of(figure)?)));
        if let Some((figure, known_by)) = &graded {
            let (value, sd) = (figure.value.value(), known_by.absolute.value());
            known = if sd > 0.0 && !choices.held.contains(&at) {
                known.measured(value, sd)
            } else {
                known.held(value)
            };
        }
        streams.push(PlantStream {
            id,
            at: Some(at),
            name,
            grade: graded.map(|(_, known_by)| known_by.grade),
        });
        network.streams.push(known);
    }
    for (from, to) in outline.led_away() {
        let name = if to == Place::Others {
            led_off()
        } else {
            Text::new(
                format!("{} → {}", from.name().zh, to.name().zh),
                format!("{} → {}", from.name().en, to.name().en),
            )
        };
        let id = named.unique(&name.zh);
        network.streams.push(Stream::new(&id, outline.node(&from), outline.node(&to)));
        streams.push(PlantStream { id, at: None, name, grade: None });
    }
    let meter = quality.method(Basis::Metered).map_or(METER, |method| method.typical.value());
    Plant { targets: targets(site, &outline, &streams), network, streams, meter }
}

/// What the drains lead off the site.
fn led_off() -> Text {
    let drains = Place::Drain.name();
    Text::new(format!("{} → 厂外", drains.zh), format!("{} → off the site", drains.en))
}

/// Names that are given once each, since people and the network call streams and nodes by them.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    /// The name, numbered where it was given before.
    fn unique(&mut self, name: &str) -> String {
        let mut unique = name.to_owned();
        while self.0.contains_key(&unique) {
            let times = self.0.entry(name.to_owned()).or_default();
            *times += 1;
            unique = format!("{name}（{}）", *times + 1);
        }
        self.0.insert(unique.clone(), 0);
        unique
    }
}

/// What of a site has a balance.
struct Outline<'a> {
    /// Units that count and their names: none that divides another one, nor what stands below such a one.
    units: BTreeMap<&'a UnitId, String>,
    /// Pools and drains that the streams both fill and empty.
    pools: BTreeSet<Place>,
    /// True where reuse is taken from a pool that no treatment fills.
    reuse_from_drain: bool,
}

impl<'a> Outline<'a> {
    fn of(site: &'a Site) -> Self {
        let mut names = Names::default();
        let named = |unit: &'a Unit| (&unit.id, names.unique(&unit.name));
        let mut outline = Self {
            units: counted(site).map(named).collect(),
            pools: BTreeSet::new(),
            reuse_from_drain: false,
        };
        let counts = |place: &Place| match place {
            Place::Unit(id) => outline.units.contains_key(id),
            _ => true,
        };
        let streams =
            || site.streams.iter().filter(|stream| counts(&stream.from) && counts(&stream.to));
        let fills = |place: &Place| streams().any(|stream| stream.to == *place);
        let empties = |place: &Place| streams().any(|stream| stream.from == *place);
        let both = |place: &Place| fills(place) && empties(place);
        let mut pools: BTreeSet<Place> =
            [Place::SeriesPool, Place::SupplyPool, Place::ReusePool, Place::CondensatePool]
                .into_iter()
                .filter(both)
                .collect();
        // Reuse without a treatment plant comes from the drains.
        let from_drain =
            fills(&Place::Drain) && empties(&Place::ReusePool) && !fills(&Place::ReusePool);
        if fills(&Place::Drain) && (empties(&Place::Drain) || from_drain) {
            pools.insert(Place::Drain);
        }
        outline.reuse_from_drain = from_drain;
        outline.pools = pools;
        outline
    }

    /// The end of a stream; none where it touches a unit that does not count.
    fn end(&self, place: &Place) -> Option<End> {
        match place {
            Place::Unit(id) => self.units.get(id).map(End::node),
            place => Some(self.node(place)),
        }
    }

    /// A place that is no unit, as a node or outside.
    fn node(&self, place: &Place) -> End {
        let from_drain = self.reuse_from_drain && *place == Place::ReusePool;
        if self.pools.contains(place) || from_drain {
            // In brackets, since a unit may be called so too.
            End::node(format!("〔{}〕", place.name().zh))
        } else {
            End::Outside
        }
    }

    /// Streams that follow: what the drains lead off the site, and what they hand to reuse.
    fn led_away(&self) -> Vec<(Place, Place)> {
        let mut streams = Vec::new();
        if self.pools.contains(&Place::Drain) {
            streams.push((Place::Drain, Place::Others));
        }
        if self.reuse_from_drain {
            streams.push((Place::Drain, Place::ReusePool));
        }
        streams
    }
}

/// The units that count, in the site's order.
fn counted(site: &Site) -> impl Iterator<Item = &Unit> {
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

/// The indicators as sums over the streams, by the same kinds as the balance counts them.
fn targets(
    site: &Site,
    outline: &Outline<'_>,
    streams: &[PlantStream],
) -> BTreeMap<PlantTarget, Target> {
    let roles: BTreeMap<&UnitId, Role> =
        site.units.iter().map(|unit| (&unit.id, unit.role)).collect();
    let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
    let received = |at: usize| match &site.streams[at].to {
        Place::Unit(id) if outline.units.contains_key(id) => site.streams[at].item_for(id, role),
        _ => None,
    };
    let terms = |asked: &dyn Fn(usize) -> bool| -> Vec<Term> {
        let of_site = streams.iter().filter_map(|stream| Some((stream, stream.at?)));
        let asked = of_site.filter(|(_, at)| asked(*at));
        asked.map(|(stream, _)| Term::new(&stream.id, 1.0)).collect()
    };
    let intake = terms(&|at| matches!(received(at), Some(Item::Withdrawal(_))));
    let again = terms(&|at| {
        matches!(
            received(at),
            Some(Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
        )
    });
    let leakage = terms(&|at| site.streams[at].to == Place::Leak);
    let mut targets = BTreeMap::new();
    if !intake.is_empty() {
        targets.insert(PlantTarget::Intake, Target::Sum(intake.clone()));
    }
    if !again.is_empty() {
        let denominator = [intake, again.clone()].concat();
        targets.insert(PlantTarget::ReuseRate, Target::Ratio { numerator: again, denominator });
    }
    if !leakage.is_empty() {
        targets.insert(PlantTarget::Leakage, Target::Sum(leakage));
    }
    targets
}
