//! The workspace: every record of every diagnosis, and how it came to be.
//!
//! A workspace is a folder with one SQLite file, the source files under their SHA-256,
//! backups and a log. [`Store::open`] creates it or opens it, and keeps other processes
//! out until the store is dropped.
//!
//! **History first.** A [`Record`] is small: one unit, one stream, one reading. A
//! [`Change`] is one intention of a person and holds a new revision, with the full new
//! body, of each record that it touches; both are append-only. The current state is a
//! projection, written in the same transaction, and [`Store::rebuild`] computes it anew.
//! Undo and redo append too.
//!
//! What is stored is what was given; what can be computed is computed anew, elsewhere.
//!
//! # How to use it
//! - [`Store::new_id`] makes the id of a new record. [`Store::transact`] writes:
//!   [`Draft::put`], [`Draft::delete`], [`Draft::set`].
//! - [`Store::get`], [`Store::list`], [`Store::list_all`], [`Store::ids`] and
//!   [`Store::setting`] read the current state.
//! - [`Store::undo`] and [`Store::redo`] work in one [`Scope`]: a diagnosis or the
//!   workspace. The diagnosis' own record has itself as scope.
//! - [`Store::changes`], [`Store::differences`] and [`Store::history`] tell the past;
//!   [`Store::last_bodies`] and [`Store::kinds`] what there ever was.
//! - [`Store::keep_file`] and [`Store::file`] hold what the enterprise handed over. The
//!   body of a source file, a photo or a report names its file under `sha256` (and
//!   `name`), so that [`Store::check`] can look for it.
//! - [`StoreError::text`] and [`StoreError::fix`] are what to show.
//!
//! Anyone may query the file with SQL: the views `enterprise`, `diagnosis`, `unit`,
//! `stream`, `product`, `meter`, `source_file`, `quota`, `confirmation`, `person`,
//! `sign_off`, `setting`, and
//! `history`.
//!
//! ```
//! use chrono::{DateTime, Utc};
//! use shuiheng_audit::Text;
//! use shuiheng_store::{Intent, Kind, Opening, Record, Scope, Store, StoreError};
//!
//! # fn main() -> Result<(), StoreError> {
//! # let folder = tempfile::tempdir().expect("a folder for the example");
//! # let folder = folder.path();
//! let now: DateTime<Utc> = DateTime::UNIX_EPOCH;
//! let mut store = Store::open(folder, Opening { now })?;
//!
//! let diagnosis = store.new_id(now);
//! let unit = store.new_id(now);
//! let record = |name: &str| Record {
//!     id: unit,
//!     kind: Kind::Unit,
//!     scope: Scope::Diagnosis(diagnosis),
//!     body: name.to_owned(),
//! };
//! let intent = Intent {
//!     label: Text::new("修改用水单元", "Edit a unit"),
//!     author: "示例诊断员".into(),
//!     reason: "现场核对".into(),
//!     now,
//! };
//! store.transact(&intent, |draft| draft.put(&record("冷却塔")))?;
//! store.transact(&intent, |draft| draft.put(&record("循环冷却水系统")))?;
//!
//! store.undo(Scope::Diagnosis(diagnosis), "示例诊断员", now)?;
//! let units = store.list::<String>(Kind::Unit, Scope::Diagnosis(diagnosis))?;
//! assert_eq!(units, [record("冷却塔")]);
//! # Ok(())
//! # }
//! ```

mod backup;
mod change;
mod check;
mod clock;
mod error;
mod file;
mod kind;
mod merge;
mod migration;
mod open;
mod package;
mod projection;
mod read;
mod record;
mod restore;
mod revision;
mod setting;
mod store;
mod undo;
mod wording;

pub use backup::BackedUp;
pub use change::{Draft, Intent};
pub use check::{Checked, Problem};
pub use clock::ChangeId;
pub use error::StoreError;
pub use file::{FileHash, KeptFile};
pub use kind::Kind;
pub use merge::{Conflict, Decisions, MergePlan, Merged, MergedDiagnosis, Presence, Side};
pub use open::Opening;
pub use package::{Package, Packed, Packing};
pub use read::{Change, Difference, Revision};
pub use record::{Body, Record, RecordId, Scope};
pub use restore::Restored;
pub use store::Store;
