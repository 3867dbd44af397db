//! What the diagnoses of the program add up to.

use super::App;
use crate::loaded::Loaded;
use crate::record::{DiagnosisBody, ReportBody};
use crate::report::{self, PROGRAM};
use crate::{Error, Job, Result, file, library, present, scene, view, xlsx};
use shuiheng_audit::{Rollup, rollup, rollup_row};
use shuiheng_report::{RollupMeta, rollup_charts, rollup_report};
use shuiheng_store::{Kind, Scope, Store};
use std::path::Path;

impl App {
    /// What the diagnoses add up to, as the core has it. A diagnosis is computed anew only where
    /// it, the workspace, or the number of reports has changed.
    pub(super) fn rolled_up(&self) -> Result<Rollup> {
        let mut rows = Vec::new();
        let mut stale: Vec<(String, Loaded)> = Vec::new();
        let (shelves, reports) = {
            let inner = self.lock()?;
            let store = &inner.store;
            let shelf = newest(store, Scope::Workspace)?;
            let reports = store.list_all::<ReportBody>(Kind::Report)?;
            for record in store.list_all::<DiagnosisBody>(Kind::Diagnosis)? {
                let state = format!("{} {shelf} {}", newest(store, record.scope)?, reports.len());
                match inner.sums.get(&record.id).filter(|(known, _)| *known == state) {
                    Some((_, row)) => rows.push(row.clone()),
                    None => stale.push((state, Loaded::load(store, record.id)?)),
                }
            }
            (self.shelves(store)?, reports)
        };
        let mut fresh = Vec::new();
        for (state, one) in stale {
            let (diagnosis, library) = shelves.diagnosed(&one);
            let digest = one.digest(&diagnosis.case, &library)?;
            let reported = reports.iter().any(|report| report.body.state == digest);
            let row = rollup_row(&one.id.to_string(), &diagnosis, reported);
            rows.push(row.clone());
            fresh.push((one.id, (state, row)));
        }
        self.lock()?.sums.extend(fresh);
        Ok(rollup(rows, &library::districts()?, &library::program_targets()?))
    }

    /// What the diagnoses of the program add up to: by district, by enterprise, in sum, and
    /// against the program's targets.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn rollup(&self) -> Result<view::Rollup> {
        Ok(present::rollup(&self.rolled_up()?, self.lang()))
    }

    /// The page of the program: the same sums with the charts of the summary.
    ///
    /// # Errors
    /// As for [`App::rollup`].
    pub fn rollup_page(&self) -> Result<view::RollupPage> {
        let (sum, lang) = (self.rolled_up()?, self.lang());
        let charts = rollup_charts(&sum, lang).iter().map(scene::view).collect();
        Ok(view::RollupPage { sum: present::rollup(&sum, lang), charts })
    }

    /// Writes the sum of the program as a workbook, as a PDF, or both. What is asked for is
    /// made before anything is written.
    ///
    /// # Errors
    /// There is no diagnosis, the work was stopped, or a file cannot be written; an older file
    /// stays whole then.
    pub fn export_rollup(
        &self,
        workbook: Option<&Path>,
        pdf: Option<&Path>,
        job: &Job,
    ) -> Result<view::RollupFiles> {
        job.step(job.lang().pick("汇总各企业诊断", "adding up the audits"), Some(0.0))?;
        let sum = self.rolled_up()?;
        if sum.rows.is_empty() {
            return Err(Error::refused(
                shuiheng_audit::Text::new(
                    "工作区中还没有诊断，无可汇总。",
                    "there is no diagnosis to add up",
                ),
                shuiheng_audit::Text::new(
                    "先新建或导入诊断。",
                    "begin or import a diagnosis first",
                ),
            ));
        }
        let date = report::today();
        let book = workbook.map(|_| xlsx::rollup(&sum, date)).transpose()?;
        job.step(job.lang().pick("排版汇总报告", "setting the summary"), Some(0.5))?;
        let meta =
            RollupMeta { program: PROGRAM.into(), date, version: env!("CARGO_PKG_VERSION").into() };
        let made = pdf
            .map(|_| rollup_report(&sum, &meta, &report::faces()))
            .transpose()
            .map_err(|cause| Error::internal("写出 PDF", cause))?;
        let mut done = view::RollupFiles { paths: Vec::new(), pages: None };
        if let (Some(path), Some(bytes)) = (workbook, book) {
            file::write_whole(path, &bytes)?;
            done.paths.push(path.display().to_string());
        }
        if let (Some(path), Some(made)) = (pdf, made) {
            file::write_whole(path, &made.bytes)?;
            done.paths.push(path.display().to_string());
            done.pages = Some(u32::try_from(made.pages).unwrap_or(u32::MAX));
        }
        Ok(done)
    }
}

/// The newest change of a scope; empty for none.
fn newest(store: &Store, scope: Scope) -> Result<String> {
    let change = store.changes(scope, 1)?.into_iter().next();
    Ok(change.map(|change| change.id.as_str().to_owned()).unwrap_or_default())
}
