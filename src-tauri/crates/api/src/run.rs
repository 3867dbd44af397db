//! The main job without a workspace: read, balance, indicators, comparison.

use crate::profile_file::ProfileFile;
use crate::source::{self, Source};
use crate::{Job, Result, contract, fact, library};
use serde_json::Value;
use shuiheng_audit::{Days, Diagnosis, Lang, Library, diagnose};
use shuiheng_import::{Reader, recognise::Hints};
use shuiheng_reconcile::Choices;
use std::path::PathBuf;

/// A diagnosis of files, and what the files were taken for.
pub struct Done {
    /// The diagnosis.
    pub diagnosis: Diagnosis,
    /// The files.
    pub sources: Vec<Source>,
    /// What it was judged by.
    pub(crate) library: Library,
}

impl Done {
    /// The document of the contract.
    pub fn document(&self, lang: Lang) -> Value {
        let (site, choices) = (&self.diagnosis.case.site, Choices::default());
        let reconciled = contract::reconciliation(site, &self.library.data_quality, &choices, lang);
        contract::document(&self.diagnosis, &self.sources, reconciled, lang)
    }
}

/// Diagnoses one enterprise by its files and its profile. `days` are the operating days
/// where the caller knows better than the profile.
///
/// # Errors
/// A file is refused, none holds a balance, or the work was stopped.
pub fn diagnose_files(
    paths: &[PathBuf],
    file: ProfileFile,
    days: Option<Days>,
    reader: &Reader,
    job: &Job,
) -> Result<Done> {
    let ProfileFile { mut profile, quotas, facts } = file;
    profile.period.operating_days = days.or(profile.period.operating_days);
    let hints = Hints { operating_days: profile.period.operating_days, ..Hints::default() };
    // A process of its own reads, and is waited for.
    let (given, shipped) = std::thread::scope(|scope| {
        let shipped = scope.spawn(library::shipped);
        (source::read(paths, &hints, reader, job), shipped.join())
    });
    let given = given?;
    let shipped = shipped.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    let library = Library { quotas: quotas.into_iter().chain(shipped.quotas).collect(), ..shipped };
    job.step(job.lang().pick("计算", "computing"), Some(0.8))?;
    let sources = given.sources.clone();
    let mut case = given.case(profile);
    case.doubts.extend(fact::give(&mut case.site, facts));
    let diagnosis = diagnose(case, &library);
    Ok(Done { diagnosis, sources, library })
}
