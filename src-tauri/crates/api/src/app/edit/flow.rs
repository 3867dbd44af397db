//! Figures that are set by hand, one or a pasted block of them.

use crate::loaded::{Loaded, ends, put};
use crate::record::StreamBody;
use crate::{Error, Result, present, view};
use shuiheng_audit::{
    Basis, DailyVolume, Figure, Item, Origin, Role, Stream, Text, UnitId, trimmed,
};
use shuiheng_store::{Draft, Kind, RecordId};
use std::collections::BTreeMap;

/// Sums that are named in one message.
const NAMED: usize = 5;

/// A figure that can be set.
pub(super) struct Set {
    unit: UnitId,
    name: String,
    item: Item,
    value: Option<f64>,
    basis: Basis,
}

/// Reads what is to be set; of two figures for one place the last counts.
///
/// # Errors
/// No such unit or quantity, a value that is no number, or sums, which are named.
pub(super) fn read(loaded: &Loaded, edits: &[view::FlowEdit]) -> Result<Vec<Set>> {
    let set = edits.iter().map(|edit| one(loaded, edit)).collect::<Result<Vec<_>>>()?;
    let mut sums: Vec<&str> =
        set.iter().filter(|set| is_sum(loaded, &set.unit)).map(|set| set.name.as_str()).collect();
    sums.dedup();
    if !sums.is_empty() {
        return Err(sums_refused(&sums));
    }
    let places: BTreeMap<_, _> =
        set.into_iter().map(|set| ((set.unit.clone(), set.item), set)).collect();
    let set: Vec<Set> = places.into_values().collect();
    agree(loaded, &set)?;
    Ok(set)
}

/// Refuses two different figures for one stream, which shows at both of its ends.
fn agree(loaded: &Loaded, set: &[Set]) -> Result<()> {
    let mut streams: BTreeMap<RecordId, &Set> = BTreeMap::new();
    for one in set {
        let Some((id, _)) = one.stream(loaded) else { continue };
        match streams.insert(id, one) {
            Some(other) if other.value != one.value => return Err(ends_differ(other, one)),
            _ => {}
        }
    }
    Ok(())
}

fn ends_differ(one: &Set, other: &Set) -> Error {
    let (from, to) = (one.item, other.item);
    Error::refused(
        Text::new(
            format!(
                "“{}”的{}与“{}”的{}是同一股水，给出的数值不同。",
                one.name,
                from.zh(),
                other.name,
                to.zh()
            ),
            format!(
                "{} of {} and {} of {} are the same stream, but differ",
                from.code(),
                one.name,
                to.code(),
                other.name
            ),
        ),
        Text::new(
            "核对后只填写一处，或填写相同的数值。",
            "enter one of them, or the same for both",
        ),
    )
}

fn one(loaded: &Loaded, edit: &view::FlowEdit) -> Result<Set> {
    let view::FlowEdit { unit, item: code, value, basis } = edit;
    let item = Item::from_code(code).ok_or_else(|| {
        Error::not_found(
            format!("没有“{code}”这一水量项。"),
            format!("there is no quantity {code}"),
        )
    })?;
    let known = Basis::ALL.into_iter().find(|known| present::code_of(known) == *basis);
    let unit = UnitId(unit.clone().into());
    let found = loaded.units.iter().find(|(_, body)| body.unit.id == unit);
    let name = found
        .map(|(_, body)| body.unit.name.clone())
        .ok_or_else(|| Error::not_found("找不到该用水单元。", "there is no such unit"))?;
    if value.is_some_and(|value| !value.is_finite()) {
        return Err(Error::refused(
            Text::new(
                format!("“{name}”的{}必须是数字。", item.zh()),
                format!("{} of {name} is a number", item.code()),
            ),
            Text::new("输入数字，不详时留空。", "enter a number, or nothing where it is not known"),
        ));
    }
    Ok(Set { unit, name, item, value: *value, basis: known.unwrap_or(Basis::Estimated) })
}

/// True where a unit's figures are the sum of the units below it.
fn is_sum(loaded: &Loaded, unit: &UnitId) -> bool {
    let mut units = loaded.units.iter().map(|(_, body)| &body.unit);
    units.any(|below| below.parent.as_ref() == Some(unit) && !below.of_which)
}

fn sums_refused(names: &[&str]) -> Error {
    let more = if names.len() > NAMED { "等" } else { "" };
    let named = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("”“");
    Error::refused(
        Text::new(
            format!("“{named}”{more}是下级单元之和，不能直接修改。"),
            format!("{} is a sum of the units below it", names.join(", ")),
        ),
        Text::new("修改其下级单元的水量。", "edit the units below it"),
    )
}

/// The words for the change.
pub(super) fn label(set: &[Set]) -> Text {
    match set {
        [one] => crate::loaded::label(
            format!("修改“{}”的{}", one.name, one.item.zh()),
            format!("Edit {} of {}", one.item.code(), one.name),
        ),
        several => crate::loaded::label(
            format!("修改 {} 处水量", several.len()),
            format!("Edit {} figures", several.len()),
        ),
    }
}

/// What each unit is.
fn roles(loaded: &Loaded) -> impl Fn(&UnitId) -> Role {
    |id| {
        let found = loaded.units.iter().find(|(_, body)| body.unit.id == *id);
        found.map(|(_, body)| body.unit.role).unwrap_or_default()
    }
}

/// The stream of a unit's quantity; none where there is none, or several add up to it.
fn one_of(unit: &UnitId, item: Item, loaded: &Loaded) -> Option<(RecordId, Stream)> {
    let role = roles(loaded);
    let mut known =
        loaded.streams.iter().filter(|(_, body)| body.stream.item_for(unit, &role) == Some(item));
    match (known.next(), known.next()) {
        (Some((id, body)), None) => Some((*id, body.stream.clone())),
        _ => None,
    }
}

/// What of a sum is left beside the streams whose other end is known.
///
/// # Errors
/// They are more than the sum, or one of them is not known.
fn rest(
    unit: &UnitId,
    item: Item,
    figure: Option<Figure>,
    name: &str,
    loaded: &Loaded,
) -> Result<Option<Figure>> {
    let role = roles(loaded);
    let pool = item.ends(unit);
    let named = loaded
        .streams
        .iter()
        .map(|(_, body)| &body.stream)
        .filter(|stream| stream.item_for(unit, &role) == Some(item) && ends(stream) != pool);
    let named: Option<Vec<DailyVolume>> =
        named.map(|stream| stream.figure.as_ref().map(|figure| figure.value)).collect();
    let (Some(figure), Some(named)) = (figure.clone(), named) else { return Ok(figure) };
    let left = figure.value - named.iter().copied().sum::<DailyVolume>();
    if left < DailyVolume::ZERO && !named.is_empty() {
        return Err(Error::refused(
            Text::new(
                format!(
                    "“{name}”的{}小于已列明来源或去向的水量之和 {} m³/d。",
                    item.zh(),
                    trimmed((figure.value - left).value(), 4)
                ),
                format!("{} of {name} is less than its streams with known ends", item.code()),
            ),
            Text::new("先修改“单元间水流”。", "change the streams between units first"),
        ));
    }
    Ok(Some(Figure { value: left, ..figure }))
}

impl Set {
    fn stream(&self, loaded: &Loaded) -> Option<(RecordId, Stream)> {
        one_of(&self.unit, self.item, loaded)
    }

    /// Writes the figure into the change.
    pub(super) fn put(
        self,
        loaded: &Loaded,
        draft: &mut Draft<'_>,
        new_id: &mut dyn FnMut() -> Result<RecordId>,
    ) -> Result<()> {
        let Self { unit, name, item, value, basis } = self;
        let figure = value.map(|value| Figure {
            value: DailyVolume::m3_per_day(value),
            basis,
            origin: Origin::Entry { field: format!("{name} {}", item.zh()) },
            uncertainty: None,
        });
        let known = one_of(&unit, item, loaded);
        let stream = match &known {
            Some((_, stream)) => Stream { figure, ..stream.clone() },
            None => Stream::of(&unit, item, rest(&unit, item, figure, &name, loaded)?),
        };
        let role = roles(loaded);
        let same = loaded.streams.iter().find(|(_, body)| {
            body.stream.item_for(&unit, &role) == Some(item) && ends(&body.stream) == ends(&stream)
        });
        let record = same.map_or_else(new_id, |(id, _)| Ok(*id))?;
        put(draft, record, Kind::Stream, loaded.scope(), StreamBody::of(stream))
    }
}
