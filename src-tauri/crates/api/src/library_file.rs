//! A library as a file for colleagues: rows with all their versions, and confirmations. Two
//! libraries are merged by version: what both have is left, what one has newer is taken, and
//! what both changed is for a person to decide.

use crate::app::fault;
use crate::library::{Held, Table};
use crate::record::{ConfirmationBody, Made, QuotaBody, Version, Withdrawn};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use shuiheng_audit::{Quota, Text};
use shuiheng_store::RecordId;
use std::collections::BTreeSet;
use std::str::FromStr;

/// What the file says it is.
const SCHEMA: &str = "shuiheng.library/1";

/// The largest file that is read, bytes.
pub(crate) const MOST_BYTES: u64 = 64 << 20;

/// A library file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LibraryFile {
    schema: String,
    /// When it was written, ISO 8601, local time.
    written: String,
    rows: Vec<FileRow>,
    confirmations: Vec<FileConfirmation>,
}

/// A row with its versions, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct FileRow {
    versions: Vec<Version>,
}

/// A confirmation by the identity that it has in every library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct FileConfirmation {
    id: String,
    #[serde(flatten)]
    body: ConfirmationBody,
}

impl LibraryFile {
    /// The rows that were entered or changed here, and all confirmations. Photos and scans
    /// stay in the workspace; their names go along.
    pub(crate) fn of(own: &[(RecordId, QuotaBody)], held: &Held, written: String) -> Self {
        let confirmation = |(id, body): &(RecordId, ConfirmationBody)| FileConfirmation {
            id: id.to_string(),
            body: ConfirmationBody { sha256: None, ..body.clone() },
        };
        Self {
            schema: SCHEMA.into(),
            written,
            rows: own.iter().map(|(_, body)| FileRow { versions: body.versions() }).collect(),
            confirmations: held.all().map(confirmation).collect(),
        }
    }

    /// How many rows it has.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// It cannot be written as JSON: a fault of the program.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>> {
        serde_json::to_vec_pretty(self).map_err(|cause| Error::internal("the library file", cause))
    }

    /// Reads a file, all of it or nothing.
    ///
    /// # Errors
    /// It is no library file, of a newer program, or a row of it could not judge: which.
    pub(crate) fn read(bytes: &[u8], name: &str) -> Result<Self> {
        let refuse = |zh: String, en: String| {
            Error::refused(
                Text::new(format!("“{name}”{zh}"), format!("{name} {en}")),
                Text::new(
                    "请选择由本程序导出的定额库文件（.json）；定额表格请用“导入”。",
                    "choose a library file that this program wrote; tables are imported",
                ),
            )
        };
        let file: Self = serde_json::from_slice(bytes).map_err(|cause| {
            refuse(format!("不是定额库文件（{cause}）。"), format!("is no library file ({cause})"))
        })?;
        if file.schema != SCHEMA {
            return Err(refuse(
                format!("不是本程序能读的定额库文件（{}）。", file.schema),
                format!("is of a kind that is not known: {}", file.schema),
            ));
        }
        let mut ids = BTreeSet::new();
        for row in &file.rows {
            let Some(now) = row.versions.last().map(|version| &version.quota) else {
                return Err(refuse(
                    "中有一行没有版本。".into(),
                    "has a row without versions".into(),
                ));
            };
            if !ids.insert(&now.id) || row.versions.iter().any(|one| one.quota.id != now.id) {
                return Err(refuse(
                    format!("中编号“{}”混乱。", now.id),
                    format!("mixes up the id {}", now.id),
                ));
            }
            if let Some(fault) = fault(now) {
                return Err(refuse(
                    format!("中“{}”不合要求：{}", now.id, fault.zh),
                    format!("has a row that cannot judge, {}: {}", now.id, fault.en),
                ));
            }
        }
        Ok(file)
    }

    /// What merging it would do. `here` gives a row of the library here with its versions.
    pub(crate) fn plan(self, here: impl Fn(&str) -> Option<QuotaBody>, held: &Held) -> Plan {
        let mut plan = Plan::default();
        for row in self.rows {
            let Some(theirs) = QuotaBody::of(row.versions) else { continue };
            match here(&theirs.quota.id) {
                None => plan.added.push(theirs),
                Some(mine) => match relation(&mine, &theirs) {
                    Relation::Same => plan.same += 1,
                    Relation::Older => plan.older += 1,
                    Relation::Newer => plan.newer.push((mine, theirs)),
                    Relation::Conflict => plan.conflicts.push((mine, theirs)),
                },
            }
        }
        for FileConfirmation { id, body } in self.confirmations {
            let Ok(id) = RecordId::from_str(&id) else { continue };
            if Table::from_code(&body.table).is_none() {
                continue;
            }
            let taken = match held.one(id) {
                None => Some(ConfirmationBody { sha256: None, ..body }),
                Some(known) => later_withdrawn(known, body.withdrawn),
            };
            plan.confirmations.extend(taken.map(|body| (id, body)));
        }
        plan
    }
}

/// The confirmation here, withdrawn as it is there.
fn later_withdrawn(
    known: &ConfirmationBody,
    withdrawn: Option<Withdrawn>,
) -> Option<ConfirmationBody> {
    let withdrawn = withdrawn.filter(|_| known.withdrawn.is_none())?;
    Some(ConfirmationBody { withdrawn: Some(withdrawn), ..known.clone() })
}

/// What merging would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// Rows that are new here.
    pub(crate) added: Vec<QuotaBody>,
    /// Rows of which the file has a newer version: here, and there.
    pub(crate) newer: Vec<(QuotaBody, QuotaBody)>,
    /// Rows that both changed: here, and there.
    pub(crate) conflicts: Vec<(QuotaBody, QuotaBody)>,
    pub(crate) same: u32,
    /// Rows of which the library here has the newer version.
    pub(crate) older: u32,
    /// Confirmations that are new here, or withdrawn there.
    pub(crate) confirmations: Vec<(RecordId, ConfirmationBody)>,
}

enum Relation {
    Same,
    Newer,
    Older,
    Conflict,
}

fn has(body: &QuotaBody, quota: &Quota) -> bool {
    body.versions().iter().any(|version| version.quota.unconfirmed() == *quota)
}

fn relation(mine: &QuotaBody, theirs: &QuotaBody) -> Relation {
    let (here, there) = (mine.quota.unconfirmed(), theirs.quota.unconfirmed());
    if here == there {
        Relation::Same
    } else if has(theirs, &here) {
        Relation::Newer
    } else if has(mine, &there) {
        Relation::Older
    } else {
        Relation::Conflict
    }
}

/// The versions of both, oldest first: those of the first, then what only the second has.
fn both(mine: &QuotaBody, theirs: &QuotaBody) -> Vec<Version> {
    let mut all = mine.versions();
    for version in theirs.versions() {
        if all.iter().all(|known| known.quota != version.quota) {
            all.push(version);
        }
    }
    all
}

/// The row after a newer version was taken: it has the versions of both.
pub(crate) fn taken(mine: &QuotaBody, theirs: &QuotaBody) -> QuotaBody {
    let mut past = both(mine, theirs);
    past.retain(|version| version.quota != theirs.quota.unconfirmed());
    QuotaBody { past, ..theirs.clone() }
}

/// The row after a person decided a conflict: it has the versions of both, so that the next
/// merge finds it newer than either.
pub(crate) fn decided(mine: &QuotaBody, theirs: &QuotaBody, keep: bool, made: Made) -> QuotaBody {
    let quota = if keep { &mine.quota } else { &theirs.quota };
    QuotaBody { quota: quota.unconfirmed(), made, past: both(mine, theirs) }
}
