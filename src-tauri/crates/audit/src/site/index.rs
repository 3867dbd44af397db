//! Units and streams by identity: made once where many are asked for.

use super::{Role, Site, Unit, UnitId};
use crate::{Item, Place, Stream};
use std::collections::BTreeMap;

/// Where the units of a site and the streams at them are found.
#[derive(Debug)]
pub struct SiteIndex<'a> {
    units: BTreeMap<&'a UnitId, &'a Unit>,
    streams: BTreeMap<&'a UnitId, Vec<&'a Stream>>,
}

impl<'a> SiteIndex<'a> {
    /// The index of a site.
    pub fn of(site: &'a Site) -> Self {
        let mut streams: BTreeMap<&UnitId, Vec<&Stream>> = BTreeMap::new();
        for stream in &site.streams {
            let (from, to) = (stream.from.unit(), stream.to.unit());
            for end in from.into_iter().chain(to.filter(|to| from != Some(*to))) {
                streams.entry(end).or_default().push(stream);
            }
        }
        // Of two units with one identity the first is meant, as everywhere.
        let units = site.units.iter().rev().map(|unit| (&unit.id, unit)).collect();
        Self { units, streams }
    }

    /// The unit of that identity.
    pub fn unit(&self, id: &UnitId) -> Option<&'a Unit> {
        self.units.get(id).copied()
    }

    /// What a unit does with water; one that is not there uses it.
    pub fn role(&self, id: &UnitId) -> Role {
        self.unit(id).map(|unit| unit.role).unwrap_or_default()
    }

    /// The streams at a unit, in the order of the site.
    pub fn streams(&self, unit: &UnitId) -> &[&'a Stream] {
        self.streams.get(unit).map(Vec::as_slice).unwrap_or_default()
    }

    /// The streams that are this quantity of a unit.
    pub fn given(&self, unit: &UnitId, item: Item) -> Vec<&'a Stream> {
        let is_it = |stream: &&&Stream| self.item(stream, unit) == Some(item);
        self.streams(unit).iter().filter(is_it).copied().collect()
    }

    /// What a stream is for a unit.
    pub fn item(&self, stream: &Stream, unit: &UnitId) -> Option<Item> {
        stream.item_for(unit, |id| self.role(id))
    }

    /// What a stream is for the unit that it flows into, with that unit.
    pub fn inflow(&self, stream: &'a Stream) -> Option<(&'a UnitId, Item)> {
        let Place::Unit(to) = &stream.to else { return None };
        Some((to, self.item(stream, to)?))
    }

    /// A unit and those to whose sums it is added, upwards: a 其中 part is added to none.
    pub fn upwards(&self, unit: &UnitId) -> impl Iterator<Item = &'a Unit> + '_ {
        // A tree is no deeper than it has units, however damaged it is.
        let above = |unit: &&'a Unit| {
            let parent = unit.parent.as_ref().filter(|_| !unit.of_which)?;
            self.unit(parent)
        };
        std::iter::successors(self.unit(unit), above).take(self.units.len() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Figure, Source};

    fn unit(id: &str, parent: Option<&str>) -> Unit {
        let named = |id: &str| UnitId(id.into());
        Unit {
            id: named(id),
            name: id.into(),
            category: None,
            parent: parent.map(named),
            role: Role::Use,
            system: None,
            of_which: false,
            place: None,
            facts: crate::UnitFacts::default(),
        }
    }

    fn stream(from: Place, to: Place) -> Stream {
        Stream { from, to, figure: None::<Figure> }
    }

    fn at(id: &str) -> Place {
        Place::Unit(UnitId(id.into()))
    }

    #[test]
    fn a_stream_is_found_at_both_its_ends_and_once_where_they_are_one() {
        let site = Site {
            units: vec![unit("染色", None), unit("1号机", Some("染色"))],
            streams: vec![
                stream(Place::Source(Source::Tap), at("染色")),
                stream(at("染色"), at("1号机")),
                stream(at("1号机"), at("1号机")),
            ],
        };
        let index = SiteIndex::of(&site);
        let (dyeing, machine) = (&site.units[0].id, &site.units[1].id);
        assert_eq!(index.streams(dyeing), [&site.streams[0], &site.streams[1]]);
        assert_eq!(index.streams(machine), [&site.streams[1], &site.streams[2]]);
        assert_eq!(index.given(machine, Item::Recirculated), [&site.streams[2]]);
        assert_eq!(index.given(dyeing, Item::Withdrawal(Source::Tap)), [&site.streams[0]]);
        let way: Vec<&str> = index.upwards(machine).map(|unit| unit.name.as_str()).collect();
        assert_eq!(way, ["1号机", "染色"]);
    }

    #[test]
    fn a_circle_of_parents_ends() {
        let site = Site {
            units: vec![unit("甲", Some("乙")), unit("乙", Some("甲"))],
            streams: Vec::new(),
        };
        assert_eq!(SiteIndex::of(&site).upwards(&site.units[0].id).count(), 3);
    }
}
