//! The history of one record as both copies know it together.

use crate::package::Package;
use crate::{ChangeId, RecordId, StoreError};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// A revision in the graph.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) parents: Vec<String>,
    pub(super) change: ChangeId,
    pub(super) body: Option<String>,
}

/// The revisions of a record.
#[derive(Debug, Default)]
pub(super) struct Graph {
    nodes: BTreeMap<String, Node>,
    /// The newest revision here; none where the record is not known here.
    pub(super) mine: Option<String>,
    /// The newest revision of the package.
    pub(super) theirs: Option<String>,
}

impl Graph {
    /// The graph of a record, before anything of the package is written.
    pub(super) fn of(
        conn: &Connection,
        package: &Package,
        record: RecordId,
    ) -> Result<Self, StoreError> {
        let mut graph = Self::default();
        let mut statement = conn.prepare_cached(
            "SELECT id, parents, change, body FROM revision WHERE record = ? ORDER BY change",
        )?;
        let mut rows = statement.query([record])?;
        while let Some(row) = rows.next()? {
            let (id, parents): (String, String) = (row.get(0)?, row.get(1)?);
            let parents = serde_json::from_str(&parents)
                .map_err(|error| StoreError::damaged(format!("parents of {id}: {error}")))?;
            graph.mine = Some(id.clone());
            graph.nodes.insert(id, Node { parents, change: row.get(2)?, body: row.get(3)? });
        }
        let mut newest: Option<ChangeId> = None;
        for (id, (change, row)) in package.of(record) {
            if newest.as_ref().is_none_or(|newest| newest < change) {
                newest = Some(change.clone());
                graph.theirs = Some(id.clone());
            }
            let node = Node {
                parents: row.parents.clone(),
                change: change.clone(),
                body: row.body.clone(),
            };
            graph.nodes.insert(id.clone(), node);
        }
        Ok(graph)
    }

    /// A revision and all that it rests on.
    pub(super) fn past(&self, id: &str) -> BTreeSet<&str> {
        let mut past = BTreeSet::new();
        let mut open: Vec<&str> =
            self.nodes.get_key_value(id).map(|(id, _)| id.as_str()).into_iter().collect();
        while let Some(id) = open.pop() {
            let node = self.nodes.get(id).filter(|_| past.insert(id));
            open.extend(node.into_iter().flat_map(|node| node.parents.iter().map(String::as_str)));
        }
        past
    }

    /// The newest revision that both rest on; none where they have nothing in common.
    pub(super) fn base(&self, mine: &str, theirs: &str) -> Option<&Node> {
        let (mine, theirs) = (self.past(mine), self.past(theirs));
        let common = mine.intersection(&theirs).filter_map(|id| self.nodes.get(*id));
        common.max_by(|a, b| a.change.cmp(&b.change))
    }

    /// The body of a revision; none where it deleted the record.
    pub(super) fn body(&self, id: &str) -> Option<&str> {
        self.nodes.get(id)?.body.as_deref()
    }
}
