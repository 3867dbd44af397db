//! Checking a workspace: is everything there, and is it what it was?

use crate::{
    Kind, RecordId, Scope, Store, StoreError,
    revision::{ChangeRow, RevisionRow},
};
use rusqlite::Row;
use shuiheng_audit::Text;
use std::collections::BTreeSet;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Revisions that were looked at.
    pub revisions: u64,
    /// Kept files that were read and compared with their hash.
    pub files: u64,
    /// What is wrong; empty where all is well.
    pub problems: Vec<Problem>,
}

/// Something wrong with a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: Text,
    /// What to do about it.
    pub fix: Text,
}

impl Problem {
    fn damage(zh: String, en: String) -> Self {
        Self { message: Text::new(zh, en), fix: StoreError::damaged("").fix() }
    }

    /// Shown for a kept file; also for one that cannot be read.
    fn file(error: &StoreError) -> Self {
        Self { message: error.text(), fix: error.fix() }
    }

    fn misprojected(record: RecordId) -> Self {
        Self {
            message: Text::new(
                format!("记录 {record} 的当前内容与修改历史不一致。"),
                format!("the current content of record {record} is not what its history says"),
            ),
            fix: Text::new(
                "请由修改历史重建当前内容；历史本身未受影响。",
                "Rebuild the current content from the history, which is not affected.",
            ),
        }
    }
}

impl Store {
    /// Looks at everything: the database's own structure, each revision against its
    /// hash, the current state against the history, each kept file against its hash.
    ///
    /// Damage is a result, not an error: as much as can be read is checked.
    ///
    /// # Errors
    /// Where the database cannot be read at all.
    pub fn check(&self) -> Result<Checked, StoreError> {
        let mut problems = self.structure()?;
        if !problems.is_empty() {
            // On a broken structure the other questions have no reliable answer.
            return Ok(Checked { problems, ..Checked::default() });
        }
        self.check_changes(&mut problems)?;
        let revisions = self.check_revisions(&mut problems)?;
        problems.extend(self.misprojected()?.into_iter().map(Problem::misprojected));
        let files = self.check_files(&mut problems)?;
        Ok(Checked { revisions, files, problems })
    }

    fn structure(&self) -> Result<Vec<Problem>, StoreError> {
        let mut problems = Vec::new();
        let mut statement = self.conn.prepare("PRAGMA integrity_check(20)")?;
        for line in statement.query_map([], |row| row.get::<_, String>(0))? {
            match line {
                Ok(line) if line == "ok" => {}
                Ok(line) => problems.push(Problem::damage(
                    format!("数据库结构损坏：{line}。"),
                    format!("the database's structure is damaged: {line}"),
                )),
                Err(error) => {
                    problems.push(Problem::file(&error.into()));
                    return Ok(problems);
                }
            }
        }
        let mut statement = self.conn.prepare("PRAGMA foreign_key_check")?;
        for table in statement.query_map([], |row| row.get::<_, String>(0))? {
            let table = table?;
            problems.push(Problem::damage(
                format!("数据表 {table} 中有一行引用了不存在的内容。"),
                format!("a row of the table {table} refers to something that does not exist"),
            ));
        }
        Ok(problems)
    }

    /// A change without a revision has lost it.
    fn check_changes(&self, problems: &mut Vec<Problem>) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare(
            "SELECT label_zh, label_en FROM change \
             WHERE id NOT IN (SELECT change FROM revision) ORDER BY id",
        )?;
        for label in statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (zh, en): (String, String) = label?;
            problems.push(Problem::damage(
                format!("修改记录“{zh}”的内容缺失。"),
                format!("what the change \"{en}\" did is missing"),
            ));
        }
        Ok(())
    }

    /// Each revision must have the hash that is its name, and parents that exist.
    fn check_revisions(&self, problems: &mut Vec<Problem>) -> Result<u64, StoreError> {
        let mut statement = self.conn.prepare(&format!(
            "SELECT r.id, r.record, r.kind, r.diagnosis, r.body, r.parents, {}, \
             (SELECT count(*) FROM json_each(r.parents) AS p \
              WHERE p.value NOT IN (SELECT id FROM revision)) AS orphaned \
             FROM revision AS r JOIN change AS c ON c.id = r.change ORDER BY r.rowid",
            ChangeRow::COLUMNS
        ))?;
        let mut rows = statement.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            let record: RecordId = row.get("record")?;
            if !is_unaltered(row)? {
                problems.push(Problem::damage(
                    format!("记录 {record} 的一条修改历史与其校验值不符，可能被改动或损坏。"),
                    format!("a revision of record {record} is not what its hash says; it was altered or damaged"),
                ));
            }
            if row.get::<_, i64>("orphaned")? != 0 {
                problems.push(Problem::damage(
                    format!("记录 {record} 缺少更早的修改历史。"),
                    format!("an earlier revision of record {record} is missing"),
                ));
            }
        }
        Ok(count)
    }

    /// Each kept file must be there and right, and each file that a record names be kept.
    fn check_files(&self, problems: &mut Vec<Problem>) -> Result<u64, StoreError> {
        let kept = self.files()?;
        let mut hashes = BTreeSet::new();
        for file in &kept {
            hashes.insert(file.hash.to_string());
            if let Err(error) = self.file(&file.hash) {
                problems.push(Problem::file(&error));
            }
        }
        let mut statement = self.conn.prepare(
            "SELECT DISTINCT body ->> '$.sha256', coalesce(body ->> '$.name', '?') FROM revision \
             WHERE kind IN ('source_file', 'photo', 'report', 'confirmation') AND body ->> '$.sha256' IS NOT NULL \
             ORDER BY 1, 2",
        )?;
        let named = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for named in named {
            let (sha256, name): (String, String) = named?;
            if !hashes.contains(&sha256) {
                problems.push(Problem::file(&StoreError::FileMissing { name, sha256 }));
            }
        }
        Ok(kept.len() as u64)
    }
}

fn is_unaltered(row: &Row<'_>) -> Result<bool, StoreError> {
    let id: String = row.get("id")?;
    let parents: String = row.get("parents")?;
    let Ok(kind) = Kind::from_name(&row.get::<_, String>("kind")?) else { return Ok(false) };
    let Ok(parents) = serde_json::from_str(&parents) else { return Ok(false) };
    let revision = RevisionRow {
        record: row.get("record")?,
        kind,
        scope: Scope::of(row.get("diagnosis")?),
        body: row.get("body")?,
        parents,
    };
    Ok(revision.id(&ChangeRow::read(row)?)? == id)
}
