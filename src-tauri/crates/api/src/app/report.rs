//! Writing the report of a diagnosis: as a draft (征求意见稿).

use super::{App, local, now, sign_off};
use crate::loaded::{Loaded, label, put};
use crate::record::ReportBody;
use crate::report::Edition;
use crate::{Job, Result, present, report, view};
use shuiheng_audit::Diagnosis;
use shuiheng_drawing::BlockLayout;
use shuiheng_report::{ReportContent, ReportPhoto, Responsible, Template};
use shuiheng_store::{FileHash, Kind, Scope};
use std::path::Path;

/// A diagnosis as it stands, and all that its report needs beside it.
pub(super) struct Ready {
    pub(super) diagnosis: Diagnosis,
    pub(super) sources: Vec<crate::source::Source>,
    pub(super) layout: BlockLayout,
    pub(super) relied: Vec<shuiheng_audit::Relied>,
    pub(super) content: ReportContent,
    pub(super) template: Template,
    /// The document of the contract, to be put into the PDF.
    pub(super) data: Vec<u8>,
    /// What the report is made from, as a digest.
    pub(super) state: String,
    /// Who prepared and who reviewed it.
    pub(super) responsible: Responsible,
    /// Photos from the site.
    pub(super) photos: Vec<ReportPhoto>,
}

impl Ready {
    /// A draft, dated today.
    pub(super) fn draft(&self) -> Edition {
        Edition {
            relied: self.relied.clone(),
            responsible: self.responsible.clone(),
            content: self.content.clone(),
            template: self.template.clone(),
            data: Some(self.data.clone()),
            photos: self.photos.clone(),
            ..Edition::draft(self.layout.clone())
        }
    }
}

impl App {
    /// What the report of a diagnosis is made from.
    pub(super) fn ready(&self, id: &str) -> Result<Ready> {
        let inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
        let (diagnosis, library) = self.diagnosed(&inner.store, &loaded)?;
        let sources: Vec<_> = loaded.files.iter().map(|(_, file)| file.source.clone()).collect();
        let quality = &library.data_quality;
        let files = super::photo::files(&inner.store, &loaded.photos)?;
        let template = super::content::template_of(&inner.store)?;
        let responsible = sign_off::responsible(&inner.store, &loaded, &diagnosis, &library)?;
        // What follows needs no store: other reports of a batch may read it meanwhile.
        drop(inner);
        Ok(Ready {
            photos: super::photo::printed(&loaded, &diagnosis, &library.rules, &files)?,
            data: report::data((&diagnosis, &sources), quality, &present::choices(&loaded))?,
            template,
            sources,
            state: loaded.digest(&diagnosis.case, &library)?,
            relied: super::reliance::relied(&loaded, &diagnosis, &library),
            responsible,
            layout: loaded.body.diagram,
            content: loaded.body.content,
            diagnosis,
        })
    }

    /// Makes the report as a draft and writes it to a file. The workspace keeps what it was
    /// made from.
    ///
    /// # Errors
    /// There is no such diagnosis, the work was stopped, or the file cannot be written; an
    /// older file stays whole then.
    pub fn export_report(&self, id: &str, path: &Path, job: &Job) -> Result<view::ReportFile> {
        let ready = self.ready(id)?;
        let edition = ready.draft();
        let made = report::made(&ready.diagnosis, &ready.sources, edition, job)?;
        let written = report::written(&made, path)?;
        let mut inner = self.lock()?;
        let name = report::report_file_name(&ready.diagnosis.case.profile.name);
        let what = inner.intent(label(format!("导出“{name}”"), format!("Export {name}")))?;
        let record = inner.store.new_id(what.now);
        // Not in the diagnosis: undo there takes back figures, not that a report was made.
        inner.store.transact(&what, |draft| {
            let body = ReportBody {
                pdf: FileHash::of(&made.bytes).as_str().to_owned(),
                state: ready.state,
                written: local(now()),
                pages: written.pages,
                issued: None,
            };
            put(draft, record, Kind::Report, Scope::Workspace, body)
        })?;
        Ok(written)
    }

    /// Makes the report for Word and WPS as a draft and writes it to a file. It counts as no
    /// report: a person goes on editing it.
    ///
    /// # Errors
    /// As for [`App::export_report`].
    pub fn export_word(&self, id: &str, path: &Path, job: &Job) -> Result<view::WordFile> {
        let ready = self.ready(id)?;
        let edition = ready.draft();
        let made = report::made_word(&ready.diagnosis, &ready.sources, edition, job)?;
        report::written_word(&made, path)
    }

    /// Writes the forms, indicators, comparisons, findings and measures of a diagnosis as a
    /// workbook. It counts as no report.
    ///
    /// # Errors
    /// As for [`App::export_report`].
    pub fn export_workbook(&self, id: &str, path: &Path, job: &Job) -> Result<view::WorkbookFile> {
        let ready = self.ready(id)?;
        report::written_workbook(&ready.diagnosis, path, job)
    }
}
