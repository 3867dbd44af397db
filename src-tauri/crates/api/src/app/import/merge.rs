//! Merging: the file's figures, but a person's own where the person has not picked the file's.

use super::matched::Matched;
use crate::loaded::{Loaded, ends};
use crate::record::{StreamBody, UnitBody};
use crate::{present, view};
use shuiheng_audit::{Item, Lang, Place, Role, Stream, UnitId, fixed};
use shuiheng_store::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// A person's figure that the file has otherwise.
struct Conflict {
    record: RecordId,
    own: StreamBody,
    unit: UnitId,
    item: Item,
    /// What the file has for the same unit and quantity.
    file: Vec<Stream>,
    fixed: bool,
}

/// The conflicts between what a person made and what the file gives, in the order of units.
pub(super) fn conflicts(
    matched: &Matched,
    loaded: &Loaded,
    own: &BTreeSet<RecordId>,
    lang: Lang,
) -> Vec<view::ImportConflict> {
    let units: Vec<_> = loaded.units.iter().map(|(_, body)| body.unit.clone()).collect();
    let paths = Loaded::paths(&units);
    let shown = |conflict: Conflict| {
        let figure = conflict.file.iter().find_map(|stream| stream.figure.as_ref());
        let cell = figure.and_then(|figure| figure.origin.cells().first()).map(present::cell);
        view::ImportConflict {
            key: conflict.record.to_string(),
            unit: paths.get(&conflict.unit).cloned().unwrap_or_default(),
            quantity: lang.pick(conflict.item.zh(), conflict.item.en()).into(),
            own: printed(&conflict.own.stream, lang),
            file: said(&conflict, lang),
            cell,
            fixed: conflict.fixed,
        }
    };
    found(matched, loaded, own).into_iter().map(shown).collect()
}

fn said(conflict: &Conflict, lang: Lang) -> String {
    match conflict.file.as_slice() {
        [] => lang.pick("文件中没有", "not in the file").into(),
        [only] => printed(only, lang),
        several => several.iter().map(|each| printed(each, lang)).collect::<Vec<_>>().join(" + "),
    }
}

fn printed(stream: &Stream, lang: Lang) -> String {
    stream.figure.as_ref().map_or_else(
        || lang.pick("不详", "not known").to_owned(),
        |figure| format!("{} m³/d", fixed(figure.value.value(), 1)),
    )
}

fn roles<'u>(units: impl Iterator<Item = &'u UnitBody>) -> BTreeMap<UnitId, Role> {
    units.map(|body| (body.unit.id.clone(), body.unit.role)).collect()
}

/// The unit and quantity that a figure of a person is about.
fn about(stream: &Stream, roles: &BTreeMap<UnitId, Role>) -> Option<(UnitId, Item)> {
    let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
    [&stream.to, &stream.from].into_iter().find_map(|end| match end {
        Place::Unit(id) => Some((id.clone(), stream.item_for(id, role)?)),
        _ => None,
    })
}

fn found(matched: &Matched, loaded: &Loaded, own: &BTreeSet<RecordId>) -> Vec<Conflict> {
    // A file without a balance leaves units and streams as they are.
    if matched.import.is_none() {
        return Vec::new();
    }
    let before = roles(loaded.units.iter().map(|(_, body)| body));
    let after = roles(matched.units.iter().map(|(_, body)| body));
    let role = |id: &UnitId| after.get(id).copied().unwrap_or_default();
    let mut conflicts = Vec::new();
    for (record, body) in loaded.streams.iter().filter(|(record, _)| own.contains(record)) {
        let Some((unit, item)) = about(&body.stream, &before) else { continue };
        let given: Vec<&Stream> = matched
            .streams
            .iter()
            .map(|(_, given)| &given.stream)
            .filter(|given| given.item_for(&unit, role) == Some(item))
            .collect();
        let value = |stream: &Stream| stream.figure.as_ref().map(|figure| figure.value);
        if let [only] = given.as_slice()
            && value(only) == value(&body.stream)
        {
            continue;
        }
        let same_ends = given.iter().all(|given| ends(given) == ends(&body.stream));
        let between = |given: &&Stream| {
            matches!(given.from, Place::Unit(_)) && matches!(given.to, Place::Unit(_))
        };
        conflicts.push(Conflict {
            record: *record,
            own: body.clone(),
            unit,
            item,
            // Water between two units is one figure of both: not to be replaced on one side.
            fixed: !same_ends && given.iter().any(between),
            file: given.into_iter().cloned().collect(),
        });
    }
    conflicts
}

/// Puts a person's figures back into what the file gives, but those picked from the file.
pub(super) fn keep(
    matched: &mut Matched,
    loaded: &Loaded,
    own: &BTreeSet<RecordId>,
    from_file: &BTreeSet<String>,
) {
    for conflict in found(matched, loaded, own) {
        if !conflict.fixed && !from_file.contains(&conflict.record.to_string()) {
            keep_stream(matched, loaded, conflict);
        }
    }
    for (record, body) in loaded.units.iter().filter(|(record, _)| own.contains(record)) {
        if let Some((_, given)) = matched.units.iter_mut().find(|(given, _)| given == record) {
            given.unit.category = body.unit.category;
            given.unit.system = body.unit.system;
            given.unit.role = body.unit.role;
        }
    }
}

fn keep_stream(matched: &mut Matched, loaded: &Loaded, conflict: Conflict) {
    keep_unit(matched, loaded, &conflict.unit);
    let roles = roles(matched.units.iter().map(|(_, body)| body));
    let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
    let known: BTreeSet<RecordId> = loaded.streams.iter().map(|(record, _)| *record).collect();
    let (replaced, rest): (Vec<_>, Vec<_>) =
        std::mem::take(&mut matched.streams).into_iter().partition(|(record, given)| {
            *record == conflict.record
                || given.stream.item_for(&conflict.unit, role) == Some(conflict.item)
        });
    matched.streams = rest;
    let gone =
        replaced.into_iter().map(|(record, _)| record).filter(|record| known.contains(record));
    matched.gone.extend(gone.map(|record| (record, shuiheng_store::Kind::Stream)));
    matched.gone.retain(|(record, _)| *record != conflict.record);
    matched.streams.push((conflict.record, conflict.own));
}

/// A unit of a person's figure that the file no longer has, with those above it.
fn keep_unit(matched: &mut Matched, loaded: &Loaded, unit: &UnitId) {
    let mut next = Some(unit.clone());
    while let Some(id) = next.take() {
        if matched.units.iter().any(|(_, body)| body.unit.id == id) {
            return;
        }
        let Some((record, body)) = loaded.units.iter().find(|(_, body)| body.unit.id == id) else {
            return;
        };
        next.clone_from(&body.unit.parent);
        matched.gone.retain(|(gone, _)| gone != record);
        let order = matched.units.len() as u32;
        matched.units.push((*record, UnitBody { order, unit: body.unit.clone() }));
    }
}
