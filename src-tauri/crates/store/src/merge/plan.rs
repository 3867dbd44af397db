//! What merging a package would do. Nothing is changed.

use super::graph::Graph;
use super::three::{Clash, merged};
use super::{Decisions, Side};
use crate::package::Package;
use crate::{Kind, RecordId, Scope, Store, StoreError};
use rusqlite::Connection;
use serde_json::Value;

/// Whether a diagnosis of a package is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is new here.
    New,
    /// It is here.
    Known,
    /// It was removed here; merging brings it back.
    Removed,
}

/// A field that both copies changed since they parted.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The record.
    pub record: RecordId,
    /// What it is.
    pub kind: Kind,
    /// The field, `unit.name`; empty for the whole record.
    pub field: String,
    /// What it was before they parted; none where there was nothing.
    pub base: Option<Value>,
    /// What it is here; none where it was deleted.
    pub mine: Option<Value>,
    /// What it is in the package; none where it was deleted.
    pub theirs: Option<Value>,
}

/// What merging would do to a diagnosis.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedDiagnosis {
    /// The diagnosis.
    pub id: RecordId,
    /// As the package names it.
    pub name: String,
    /// Whether it is known here.
    pub presence: Presence,
    /// Records that would be new here.
    pub added: u64,
    /// Records that only the package changed.
    pub taken: u64,
    /// Records that both changed, in different fields.
    pub joined: u64,
    /// Records that only this copy changed: they stay.
    pub kept: u64,
    /// Fields that both changed.
    pub conflicts: Vec<Conflict>,
}

/// What merging a package would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergePlan {
    /// By diagnosis, in the order of the package.
    pub diagnoses: Vec<MergedDiagnosis>,
    /// Reports that would be new here.
    pub reports: u64,
}

/// What becomes of a record.
pub(super) struct Step {
    pub(super) record: RecordId,
    pub(super) kind: Kind,
    pub(super) scope: Scope,
    /// The newest revision here, where the record is known here.
    pub(super) mine: Option<String>,
    pub(super) theirs: String,
    /// What the record becomes; none: deleted.
    pub(super) body: Option<String>,
    /// True where it already is that, and only the histories are joined.
    pub(super) kept: bool,
    pub(super) conflicts: Vec<Conflict>,
}

impl Store {
    /// What merging a package would do, as things stand.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn plan_merge(&self, package: &Package) -> Result<MergePlan, StoreError> {
        let mut plan = MergePlan::default();
        for (id, name) in &package.diagnoses {
            let presence = presence(&self.conn, *id)?;
            let mut one = MergedDiagnosis {
                id: *id,
                name: name.clone(),
                presence,
                added: 0,
                taken: 0,
                joined: 0,
                kept: 0,
                conflicts: Vec::new(),
            };
            for record in records(package, Scope::Diagnosis(*id)) {
                let Some(step) = step(&self.conn, package, (record, presence), &Decisions::new())?
                else {
                    one.kept += 1;
                    continue;
                };
                match (&step.mine, step.conflicts.is_empty()) {
                    (None, _) => one.added += u64::from(step.body.is_some()),
                    (Some(_), false) => {}
                    (Some(_), true) if step.kept => one.kept += 1,
                    (Some(mine), true) => {
                        let joined = !Graph::of(&self.conn, package, record)?
                            .past(&step.theirs)
                            .contains(mine.as_str());
                        if joined { one.joined += 1 } else { one.taken += 1 }
                    }
                }
                one.conflicts.extend(step.conflicts);
            }
            plan.diagnoses.push(one);
        }
        for record in records(package, Scope::Workspace) {
            plan.reports += u64::from(Graph::of(&self.conn, package, record)?.mine.is_none());
        }
        Ok(plan)
    }
}

/// Whether a diagnosis is known here.
pub(super) fn presence(conn: &Connection, id: RecordId) -> Result<Presence, StoreError> {
    Ok(match crate::revision::head(conn, id)? {
        None => Presence::New,
        Some(head) if head.body.is_none() => Presence::Removed,
        Some(_) => Presence::Known,
    })
}

/// The records of a package in a scope.
pub(super) fn records(package: &Package, scope: Scope) -> Vec<RecordId> {
    let of = |record: &RecordId| package.of(*record).next().map(|(_, (_, row))| row.scope);
    package.by_record.keys().filter(|record| of(record) == Some(scope)).copied().collect()
}

/// What becomes of a record; none where it stays as it is, since what is here has all that the
/// package knows of it.
pub(super) fn step(
    conn: &Connection,
    package: &Package,
    (record, presence): (RecordId, Presence),
    decisions: &Decisions,
) -> Result<Option<Step>, StoreError> {
    let graph = Graph::of(conn, package, record)?;
    let Some(theirs) = graph.theirs.clone() else { return Ok(None) };
    let of = package.revisions.get(&theirs).map(|(_, row)| (row.kind, row.scope));
    let Some((kind, scope)) = of else { return Ok(None) };
    let plain = |body: Option<&str>| Step {
        record,
        kind,
        scope,
        mine: graph.mine.clone(),
        theirs: theirs.clone(),
        body: body.map(str::to_owned),
        kept: false,
        conflicts: Vec::new(),
    };
    let Some(mine) = graph.mine.clone() else { return Ok(Some(plain(graph.body(&theirs)))) };
    if presence == Presence::Removed {
        // It was removed as a whole; bringing it back takes the package's state as a whole.
        return Ok(Some(plain(graph.body(&theirs))));
    }
    if graph.past(&mine).contains(theirs.as_str()) {
        return Ok(None);
    }
    if graph.past(&theirs).contains(mine.as_str()) {
        return Ok(Some(plain(graph.body(&theirs))));
    }
    let value = |body: Option<&str>| -> Result<Option<Value>, StoreError> {
        let read = |body| {
            serde_json::from_str(body).map_err(|source| StoreError::Body { kind, record, source })
        };
        body.map(read).transpose()
    };
    let base = value(graph.base(&mine, &theirs).and_then(|node| node.body.as_deref()))?;
    let (own, other) = (value(graph.body(&mine))?, value(graph.body(&theirs))?);
    let mut conflicts = Vec::new();
    let whole = merged(base.as_ref(), own.as_ref(), other.as_ref(), &mut |clash: Clash| {
        let Clash { field, base, mine, theirs } = clash;
        match decisions.get(&(record, field.clone())) {
            Some(Side::Theirs) => theirs,
            Some(Side::Mine) => mine,
            None => {
                let holds = mine.clone();
                conflicts.push(Conflict { record, kind, field, base, mine, theirs });
                holds
            }
        }
    });
    let kept = whole == own;
    let body = whole.as_ref().map(crate::record::canonical).transpose();
    let body = body.map_err(|source| StoreError::Body { kind, record, source })?;
    Ok(Some(Step { kept, conflicts, ..plain(body.as_deref()) }))
}
