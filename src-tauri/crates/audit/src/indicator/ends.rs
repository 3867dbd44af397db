//! What each stream is for the units at its ends: found once for all the sums over them.

use super::term::Weights;
use crate::{CellRef, Item, Name, Site, SiteIndex, Unit, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// The ends of all streams of a site.
pub(crate) struct Ends<'a> {
    site: &'a Site,
    /// Two of each stream at most, and one where it flows back to where it came from.
    of: Vec<[Option<End>; 2]>,
    places: BTreeMap<&'a UnitId, usize>,
}

/// A unit at the end of a stream.
#[derive(Clone, Copy, Debug, PartialEq)]
struct End {
    /// Its place among the units of the site.
    unit: usize,
    /// What the stream is for it.
    item: Option<Item>,
}

/// Some units of a site.
#[derive(Clone, Debug)]
pub(crate) struct Chosen(Vec<bool>);

impl<'a> Ends<'a> {
    pub(crate) fn of(site: &'a Site, index: &SiteIndex<'_>) -> Self {
        // Of two units with one identity the first is meant, as everywhere.
        let units = site.units.iter().enumerate().rev();
        let places: BTreeMap<&UnitId, usize> = units.map(|(at, unit)| (&unit.id, at)).collect();
        let ends = site.streams.iter().map(|stream| {
            let (from, to) = (stream.from.unit(), stream.to.unit());
            [from, to.filter(|to| from != Some(*to))].map(|id| {
                let id = id?;
                let item = index.item(stream, id);
                places.get(id).map(|unit| End { unit: *unit, item })
            })
        });
        Self { site, of: ends.collect(), places }
    }

    /// The units that are wanted.
    pub(crate) fn chosen(&self, wanted: impl Fn(&Unit) -> bool) -> Chosen {
        let mut chosen = vec![false; self.site.units.len()];
        for unit in self.site.units.iter().filter(|unit| wanted(unit)) {
            if let Some(at) = self.places.get(&unit.id) {
                chosen[*at] = true;
            }
        }
        Chosen(chosen)
    }

    /// The cells behind what is one of these quantities for one of these units, each once, in
    /// the order of the site.
    pub(crate) fn cells(&self, chosen: &Chosen, items: &[Item]) -> Vec<CellRef> {
        let mut seen: BTreeSet<Seen<'_>> = BTreeSet::new();
        let mut cells = Vec::new();
        for (stream, ends) in self.site.streams.iter().zip(&self.of) {
            let end = ends.iter().flatten().find(|end| chosen.0[end.unit]);
            if !end.and_then(|end| end.item).is_some_and(|item| items.contains(&item)) {
                continue;
            }
            for cell in stream.figure.iter().flat_map(|figure| figure.origin.cells()) {
                if seen.insert(((cell.row, cell.col, cell.to), &cell.sheet, &cell.file)) {
                    cells.push(cell.clone());
                }
            }
        }
        cells
    }

    /// How often each stream counts in a sum over units by quantity.
    pub(super) fn weights(&self, chosen: &Chosen, weight: impl Fn(Item) -> f64) -> Weights {
        let mut weights = Weights::new();
        for (stream, ends) in self.of.iter().enumerate() {
            let items = ends.iter().flatten().filter(|end| chosen.0[end.unit]);
            let whole: f64 = items.filter_map(|end| end.item).map(&weight).sum();
            if whole != 0.0 {
                weights.insert(stream, whole);
            }
        }
        weights
    }
}

/// A cell by what tells it from others soonest: its row and column.
type Seen<'a> = ((u32, u32, Option<(u32, u32)>), &'a Name, &'a Name);
