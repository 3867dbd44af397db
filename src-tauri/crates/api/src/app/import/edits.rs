//! Which records a person changed since a file gave them.

use super::accept::IMPORTED;
use crate::Result;
use crate::loaded::Loaded;
use shuiheng_store::{RecordId, Store};
use std::collections::BTreeSet;

/// The units and streams that are as a person made them, not as an import left them.
///
/// What counts is the change that first led to what stands now; an undo that brought it back
/// is not asked who made it.
pub(super) fn own(store: &Store, loaded: &Loaded) -> Result<BTreeSet<RecordId>> {
    let units = loaded.units.iter().map(|(id, _)| *id);
    let streams = loaded.streams.iter().map(|(id, _)| *id);
    let mut own = BTreeSet::new();
    for record in units.chain(streams) {
        let history = store.history(record)?;
        let now = history.last().and_then(|revision| revision.body.as_ref());
        let made = history.iter().rev().find(|revision| {
            let change = &revision.change;
            change.undoes.is_none() && change.redoes.is_none() && revision.body.as_ref() == now
        });
        if made.is_some_and(|revision| !revision.change.label.zh.starts_with(IMPORTED)) {
            own.insert(record);
        }
    }
    Ok(own)
}
