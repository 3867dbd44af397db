//! Everything the program can do, without a window: one method per intention.
//!
//! The window and the command line are two faces of this crate. [`App`] works on a
//! workspace; [`diagnose_files`] does the main job without one. [`view`] is what the
//! window shows, [`Done::document`] the JSON of the contract.

mod app;
#[cfg(feature = "bench")]
pub mod bench;
mod content;
mod contract;
mod diagram;
mod error;
mod fact;
mod file;
mod glossary;
mod history;
mod industry;
mod inspection;
mod issued;
mod job;
mod library;
mod library_file;
mod loaded;
mod local;
mod logo_file;
mod marked;
mod network_file;
mod photo_file;
mod picture;
mod preferences;
mod present;
mod profile_file;
mod quota_table;
mod record;
mod report;
mod run;
mod sample;
mod scene;
mod search;
mod source;
mod summary;
mod synonym_file;
mod table_text;
mod telling;
pub mod template;
mod told;
pub mod view;
mod xlsx;

pub use app::App;
pub use contract::strict_failures;
pub use diagram::{DiagramKind, write_diagram};
pub use error::{Code, Error, Result};
pub use file::{no_window, unreadable, unwritable, write_whole};
pub use glossary::glossary;
pub use industry::industries;
pub use inspection::{Inspection, inspect_file, inspect_pasted};
pub use job::Job;
pub use marked::mark_file;
pub use network_file::{Reconciled, reconcile_file, reconcile_network};
pub use preferences::Preferences;
pub use profile_file::{ProfileFile, operating_days, profile_file};
pub use report::{write_report, write_word_report, write_workbook};
pub use run::{Done, diagnose_files};
pub use sample::{SAMPLES, Sample};
pub use search::find;
pub use shuiheng_audit::{Lang, Text};
pub use shuiheng_import::Reader;
pub use source::Source;
pub use summary::summary;
pub use telling::Telling;
pub use template::template;

use std::path::Path;
use std::process::ExitCode;

/// The child's side of reading a workbook: reads the file under limits of its own and
/// answers on standard output.
pub fn serve_reader(path: &Path) -> ExitCode {
    shuiheng_import::serve(path, std::io::stdout())
}
