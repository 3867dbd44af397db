//! The database's format: forward only, one file per step.

use crate::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// The steps; format 1 is the state after the first, format 2 after the second. Append only: a released step is
/// never edited.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_history.sql"),
    include_str!("migrations/0002_ledgers.sql"),
    include_str!("migrations/0003_confirmations.sql"),
    include_str!("migrations/0004_metering.sql"),
    include_str!("migrations/0005_people.sql"),
];

/// The format of an open database; 0 for an empty one.
pub(crate) fn format(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// The newest format that a list of steps leads to.
pub(crate) fn newest(migrations: &[&str]) -> u32 {
    u32::try_from(migrations.len()).unwrap_or(u32::MAX)
}

/// Takes the database through the steps that it has not had; each is whole or not at all.
pub(crate) fn migrate(
    conn: &mut Connection,
    path: &Path,
    migrations: &[&str],
) -> Result<(), StoreError> {
    let (found, known) = (format(conn)?, newest(migrations));
    if known < found {
        return Err(StoreError::Newer { path: path.into(), found, known });
    }
    for (step, sql) in (1..=known).zip(migrations).skip_while(|(step, _)| *step <= found) {
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", step)?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &[&str] =
        &["CREATE TABLE a (x);", "ALTER TABLE a ADD COLUMN y; INSERT INTO a VALUES (1, 2);"];

    #[track_caller]
    fn check(from: &[&str], to: &[&str], expected: Result<u32, ()>) {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, Path::new("x"), from).unwrap();
        let result = migrate(&mut conn, Path::new("x"), to);
        assert_eq!(result.map(|()| format(&conn).unwrap()).map_err(|_| ()), expected);
    }

    #[test]
    fn steps_are_taken_once_and_forward_only() {
        check(&[], STEPS, Ok(2));
        check(&STEPS[..1], STEPS, Ok(2));
        check(STEPS, STEPS, Ok(2));
        check(STEPS, &STEPS[..1], Err(()));
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_behind() {
        let mut conn = Connection::open_in_memory().unwrap();
        let broken = [STEPS[0], "INSERT INTO a VALUES (7); CREATE TABLE b (x); NONSENSE;"];
        migrate(&mut conn, Path::new("x"), &broken).unwrap_err();
        assert_eq!(format(&conn).unwrap(), 1);
        let tables = "SELECT count(*) FROM sqlite_schema UNION ALL SELECT count(*) FROM a";
        let mut statement = conn.prepare(tables).unwrap();
        let counts: Vec<i64> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(counts, [1, 0]);
    }
}
