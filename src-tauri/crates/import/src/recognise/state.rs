//! Rows that give the same units once more, in another season, another year or before a
//! measure: sections of one table that must not be added.

use super::heading::year_in;
use super::phase::{Family, phase_in, reading_worth};
use super::record::Record;
use super::report::RowRole;
use super::text::tidy;
use std::collections::{BTreeMap, BTreeSet};

/// When or in which state figures hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Year,
    Phase(Family),
}

/// A state that a section or a group names: its kind, its worth, and its name.
type State = (Kind, u32, String);

/// Sets the rows of all states but one aside; gives the name of the one that counts.
/// `times` holds what a column of days, readings or years says of each row.
pub(crate) fn set_aside(records: &mut [Record], times: &[Option<String>]) -> Option<String> {
    let states = states(records, times);
    let kinds: BTreeSet<Kind> = states.iter().flatten().map(|state| state.0).collect();
    kinds.into_iter().find_map(|kind| keep_one(records, &states, kind))
}

/// Where the rows of a form of one unit are its readings and their mean, sets all but the
/// mean aside, or all but the first; gives the name of the one that counts.
pub(crate) fn keep_mean(records: &mut [Record]) -> Option<String> {
    let with_figures = |record: &Record| record.has_figures && record.role != RowRole::Note;
    let rows: Vec<usize> = (0..records.len()).filter(|at| with_figures(&records[*at])).collect();
    let worths = rows.iter().map(|at| reading_worth(&records[*at].name));
    let worths: Vec<u8> = worths.collect::<Option<_>>()?;
    if rows.len() < 2 || rows.iter().any(|at| records[*at].chosen || records[*at].group.is_some()) {
        return None;
    }
    let best = worths.iter().copied().max()?;
    let kept = rows[worths.iter().position(|worth| *worth == best)?];
    for at in rows {
        let record = &mut records[at];
        record.set_aside = at != kept;
        record.role = if at == kept { RowRole::Unit } else { RowRole::Ignored };
    }
    Some(records[kept].name.clone())
}

/// The state of each row: that of its group, else of the section that it stands in.
fn states(records: &[Record], times: &[Option<String>]) -> Vec<Option<State>> {
    let mut current = None;
    // The state of the last group: a large table has many rows in few of them.
    let mut last = (None, None);
    let times = times.iter().map(Option::as_deref).chain(std::iter::repeat(None));
    records
        .iter()
        .zip(times)
        .map(|(record, time)| {
            if record.role == RowRole::Section {
                current = state_of(&record.name).or(current.take());
            }
            if let Some(state) = time.and_then(state_of) {
                return Some(state);
            }
            let group = record.group.as_ref();
            if group.map(|group| group.1) != last.0 {
                last = (group.map(|group| group.1), group.and_then(|group| state_of(&group.0)));
            }
            last.1.clone().or_else(|| current.clone())
        })
        .collect()
}

/// True for the name of a section that says only when or in which state its rows hold.
pub(crate) fn names_state(name: &str) -> bool {
    state_of(name).is_some()
}

fn state_of(name: &str) -> Option<State> {
    if name.chars().count() > 12 {
        return None;
    }
    if let Some(phase) = phase_in(name) {
        return Some((Kind::Phase(phase.family), u32::from(phase.rank), tidy(name)));
    }
    year_in(&tidy(name)).map(|year| (Kind::Year, year, tidy(name)))
}

fn keep_one(records: &mut [Record], states: &[Option<State>], kind: Kind) -> Option<String> {
    let mut units: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut order: Vec<(&str, u32)> = Vec::new();
    let of_kind = states.iter().zip(records.iter()).filter_map(|(state, record)| {
        state.as_ref().filter(|state| state.0 == kind).map(|state| (state, record))
    });
    for (state, record) in of_kind {
        if !order.iter().any(|held| held.0 == state.2) {
            order.push((&state.2, state.1));
        }
        if record.role == RowRole::Unit && record.has_figures {
            units.entry(&state.2).or_default().insert(tidy(&record.name));
        }
    }
    let best = order.iter().map(|(_, worth)| *worth).max()?;
    let kept = order.iter().find(|(_, worth)| *worth == best)?.0.to_owned();
    let mine = units.get(kept.as_str())?;
    let repeats = |other: &BTreeSet<String>| {
        let common = mine.intersection(other).count();
        common > 0 && common * 2 >= mine.len().min(other.len())
    };
    let others: BTreeSet<&str> = units
        .iter()
        .filter(|(name, held)| **name != kept && repeats(held))
        .map(|(name, _)| *name)
        .collect();
    if others.is_empty() {
        return None;
    }
    for (record, state) in records.iter_mut().zip(states) {
        let aside = state.as_ref().is_some_and(|state| others.contains(state.2.as_str()));
        if aside
            && !record.chosen
            && matches!(record.role, RowRole::Unit | RowRole::OfWhich | RowRole::Total)
        {
            record.role = RowRole::Ignored;
            record.set_aside = true;
        }
        // When figures hold is no part of the site.
        record.group = record.group.take().filter(|group| !names_state(&group.0));
    }
    Some(kept)
}
