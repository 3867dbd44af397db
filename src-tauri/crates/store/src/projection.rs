//! The current state, computed anew from the whole history.

use crate::{RecordId, Store, StoreError};
use rusqlite::TransactionBehavior;

const FROM_HISTORY: &str =
    "SELECT record, kind, diagnosis, body, revision FROM head WHERE body IS NOT NULL";
const AS_KEPT: &str = "SELECT record, kind, diagnosis, body, revision FROM current";

impl Store {
    /// Computes the current state anew from the history. It changes nothing unless the
    /// current state was damaged; [`Store::check`] says so.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(&format!(
            "DELETE FROM current; \
             INSERT INTO current (record, kind, diagnosis, body, revision) {FROM_HISTORY};"
        ))?;
        Ok(transaction.commit()?)
    }

    /// The records whose current state is not what the history says.
    pub(crate) fn misprojected(&self) -> Result<Vec<RecordId>, StoreError> {
        let sql = format!(
            "SELECT record FROM (SELECT * FROM ({FROM_HISTORY}) EXCEPT {AS_KEPT}) \
             UNION SELECT record FROM (SELECT * FROM ({AS_KEPT}) EXCEPT {FROM_HISTORY}) \
             ORDER BY record"
        );
        let mut statement = self.conn.prepare(&sql)?;
        let records = statement.query_map([], |row| row.get(0))?;
        Ok(records.collect::<Result<_, _>>()?)
    }
}
