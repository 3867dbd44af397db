//! Exporting the report of a diagnosis.

use super::{App, intent, local, now};
use crate::loaded::{Loaded, label, put};
use crate::record::ReportBody;
use crate::{Job, Result, report, view};
use shuiheng_store::{FileHash, Kind, Scope};
use std::path::Path;

impl App {
    /// Makes the report and writes it to a file. The workspace keeps what it was made from.
    ///
    /// # Errors
    /// There is no such diagnosis, the work was stopped, or the file cannot be written; an
    /// older file stays whole then.
    pub fn export_report(&self, id: &str, path: &Path, job: &Job) -> Result<view::ReportFile> {
        let (diagnosis, sources, layout, digest) = {
            let inner = self.lock()?;
            let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
            let (diagnosis, library) = self.diagnosed(&inner.store, &loaded)?;
            let sources: Vec<_> =
                loaded.files.iter().map(|(_, file)| file.source.clone()).collect();
            let digest = loaded.digest(&library)?;
            (diagnosis, sources, loaded.body.diagram, digest)
        };
        let made = report::made(&diagnosis, &sources, (&layout, report::today()), job)?;
        let written = report::written(&made, path)?;
        let mut inner = self.lock()?;
        let name = report::report_file_name(&diagnosis.case.profile.name);
        let what = intent(label(format!("导出“{name}”"), format!("Export {name}")));
        let record = inner.store.new_id(what.now);
        // Not in the diagnosis: undo there takes back figures, not that a report was made.
        inner.store.transact(&what, |draft| {
            let body = ReportBody {
                pdf: FileHash::of(&made.bytes).as_str().to_owned(),
                state: digest,
                written: local(now()),
                pages: written.pages,
            };
            put(draft, record, Kind::Report, Scope::Workspace, body)
        })?;
        Ok(written)
    }
}
