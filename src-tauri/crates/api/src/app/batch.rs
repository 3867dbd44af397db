//! Reports of many diagnoses at once: in parallel, with a list of what could not be made.
//!
//! Each report rests on its own diagnosis alone, and names and order are settled before the
//! work begins; so the same data give the same bytes on any number of threads, and the same
//! as a report that is exported alone. Diagnoses wait for the store; laying out and writing,
//! which takes most of the time, does not.

use super::report::Ready;
use super::{App, local, now};
use crate::loaded::{Loaded, label, put};
use crate::record::{DiagnosisBody, ReportBody};
use crate::report::{self, Edition};
use crate::view::{BatchDone, BatchFailure, BatchFile, BatchOrder};
use crate::{Code, Error, Job, Result, file};
use chrono::NaiveDate;
use shuiheng_audit::{Diagnosis, Text};
use shuiheng_store::{FileHash, Kind, RecordId, Scope};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

mod name;

/// A diagnosis of the batch, and the name of its files without their ending.
struct Task {
    id: RecordId,
    enterprise: String,
    stem: String,
}

/// What came of a task.
struct Made {
    files: Vec<BatchFile>,
    failures: Vec<BatchFailure>,
    report: Option<ReportBody>,
}

impl App {
    /// Makes the reports of many diagnoses as drafts and writes them into a folder, which is
    /// made where it is missing. What cannot be made is told in the answer; the rest goes on.
    /// A person may stop the work: what is written stays, the rest is named.
    ///
    /// # Errors
    /// Nothing was asked for, a diagnosis is not there, or the folder cannot be made. Nothing
    /// is written then.
    pub fn export_batch(&self, order: &BatchOrder, folder: &Path, job: &Job) -> Result<BatchDone> {
        if !(order.pdf || order.docx || order.xlsx) {
            return Err(Error::refused(
                Text::new("没有选择要导出的文件种类。", "no kind of file was asked for"),
                Text::new("选择 PDF、Word 或 Excel。", "choose PDF, Word or Excel"),
            ));
        }
        let tasks = self.tasks(order)?;
        std::fs::create_dir_all(folder).map_err(|cause| crate::unwritable(folder, &cause))?;
        let batch = Batch { app: self, order, folder, date: report::today(), job };
        let made = batch.run(&tasks);
        let mut done = BatchDone { folder: folder.display().to_string(), ..BatchDone::default() };
        let mut reports = Vec::new();
        for (task, made) in tasks.iter().zip(made) {
            match made {
                None => done.left.push(task.enterprise.clone()),
                Some(made) => {
                    done.files.extend(made.files);
                    done.failures.extend(made.failures);
                    reports.extend(made.report);
                }
            }
        }
        self.keep_reports(reports)?;
        Ok(done)
    }

    /// The diagnoses of an order, by name, each with a file name of its own.
    fn tasks(&self, order: &BatchOrder) -> Result<Vec<Task>> {
        let inner = self.lock()?;
        let mut wanted: Vec<RecordId> = match &order.ids {
            Some(ids) => ids.iter().map(|id| Self::id(id)).collect::<Result<_>>()?,
            None => {
                let all = inner.store.list_all::<DiagnosisBody>(Kind::Diagnosis)?;
                all.into_iter().map(|record| record.id).collect()
            }
        };
        wanted.sort();
        wanted.dedup();
        if wanted.is_empty() {
            return Err(Error::refused(
                Text::new("没有可导出的诊断。", "there is no diagnosis to export"),
                Text::new("选择至少一项诊断。", "choose at least one diagnosis"),
            ));
        }
        let mut found: Vec<(String, RecordId)> = Vec::new();
        for id in wanted {
            found.push((Loaded::load(&inner.store, id)?.enterprise.1.name, id));
        }
        found.sort();
        let stems = name::unique(found.iter().map(|(name, _)| name.as_str()));
        Ok(found
            .into_iter()
            .zip(stems)
            .map(|((enterprise, id), stem)| Task { id, enterprise, stem })
            .collect())
    }

    /// Keeps what the drafts were made from, in one change.
    fn keep_reports(&self, reports: Vec<ReportBody>) -> Result<()> {
        if reports.is_empty() {
            return Ok(());
        }
        let mut inner = self.lock()?;
        let what = inner.intent(label(
            format!("批量导出 {} 份报告", reports.len()),
            format!("Export {} reports", reports.len()),
        ))?;
        let ids: Vec<RecordId> = reports.iter().map(|_| inner.store.new_id(what.now)).collect();
        inner.store.transact(&what, |draft| {
            ids.into_iter()
                .zip(reports)
                .try_for_each(|(id, body)| put(draft, id, Kind::Report, Scope::Workspace, body))
        })?;
        Ok(())
    }
}

/// A batch that is under way.
struct Batch<'a> {
    app: &'a App,
    order: &'a BatchOrder,
    folder: &'a Path,
    date: NaiveDate,
    job: &'a Job,
}

impl Batch<'_> {
    /// What came of each task; none of those that were not begun.
    fn run(&self, tasks: &[Task]) -> Vec<Option<Made>> {
        let places: Vec<Mutex<Option<Made>>> = tasks.iter().map(|_| Mutex::new(None)).collect();
        let (next, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = || {
            while let Some((task, place)) = {
                let at = next.fetch_add(1, Ordering::Relaxed);
                tasks.get(at).zip(places.get(at))
            } {
                let done = finished.load(Ordering::Relaxed);
                let (at, all, name) = (done + 1, tasks.len(), &task.enterprise);
                let step = self.job.lang().pick(
                    format!("第 {at} 份，共 {all} 份：{name}"),
                    format!("{at} of {all}: {name}"),
                );
                if self.job.step(step, Some(done as f64 / tasks.len() as f64)).is_err() {
                    return;
                }
                let made = self.task(task);
                // A task that was stopped half-way counts as not begun.
                if self.job.is_cancelled() && made.files.is_empty() {
                    return;
                }
                *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
                finished.fetch_add(1, Ordering::Relaxed);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.threads(tasks.len()) {
                scope.spawn(work);
            }
            work();
        });
        places
            .into_iter()
            .map(|place| place.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect()
    }

    fn threads(&self, tasks: usize) -> usize {
        let asked = match self.order.threads {
            0 => std::thread::available_parallelism().map_or(1, NonZero::get),
            asked => asked as usize,
        };
        asked.clamp(1, tasks.max(1)).min(64)
    }

    fn task(&self, task: &Task) -> Made {
        let mut made = Made { files: Vec::new(), failures: Vec::new(), report: None };
        let ready = match self.app.ready(&task.id.to_string()) {
            Ok(ready) => ready,
            Err(error) => {
                made.failures.push(self.failure(task, "", &error));
                return made;
            }
        };
        if self.order.pdf {
            let file = self.pdf(task, &ready).map(|(file, body)| {
                made.report = Some(body);
                file
            });
            self.keep(task, "pdf", file, &mut made);
        }
        if self.order.docx {
            self.keep(task, "docx", self.word(task, &ready), &mut made);
        }
        if self.order.xlsx {
            self.keep(task, "xlsx", self.workbook(task, &ready.diagnosis), &mut made);
        }
        made
    }

    fn keep(&self, task: &Task, ending: &str, file: Result<BatchFile>, made: &mut Made) {
        match file {
            Ok(file) => made.files.push(file),
            // That a person stopped it is told by the list of what is left.
            Err(error) if error.code == Code::Cancelled => {}
            Err(error) => made.failures.push(self.failure(task, ending, &error)),
        }
    }

    fn failure(&self, task: &Task, ending: &str, error: &Error) -> BatchFailure {
        let name =
            if ending.is_empty() { task.stem.clone() } else { format!("{}.{ending}", task.stem) };
        let lang = self.job.lang();
        BatchFailure {
            id: task.id.to_string(),
            name: task.enterprise.clone(),
            file: name,
            message: error.message.get(lang).to_owned(),
            fix: error.fix.get(lang).to_owned(),
        }
    }

    /// The draft that a single export would make, of the day on which the batch was begun.
    fn edition(&self, ready: &Ready) -> Edition {
        Edition { date: self.date, ..ready.draft() }
    }

    fn path(&self, task: &Task, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", task.stem))
    }

    /// The work inside a task is stopped with the batch.
    fn quiet(&self) -> Result<Job> {
        if self.job.is_cancelled() { Err(Error::cancelled()) } else { Ok(Job::quiet()) }
    }

    fn pdf(&self, task: &Task, ready: &Ready) -> Result<(BatchFile, ReportBody)> {
        let job = self.quiet()?;
        let made = report::made(&ready.diagnosis, &ready.sources, self.edition(ready), &job)?;
        let written = report::written(&made, &self.path(task, "pdf"))?;
        let body = ReportBody {
            pdf: FileHash::of(&made.bytes).as_str().to_owned(),
            state: ready.state.clone(),
            written: local(now()),
            pages: written.pages,
            issued: None,
        };
        Ok((self.file(task, written.path, Some(written.pages)), body))
    }

    fn word(&self, task: &Task, ready: &Ready) -> Result<BatchFile> {
        let job = self.quiet()?;
        let made = report::made_word(&ready.diagnosis, &ready.sources, self.edition(ready), &job)?;
        let written = report::written_word(&made, &self.path(task, "docx"))?;
        Ok(self.file(task, written.path, None))
    }

    fn workbook(&self, task: &Task, diagnosis: &Diagnosis) -> Result<BatchFile> {
        self.quiet()?;
        let path = self.path(task, "xlsx");
        file::write_whole(&path, &crate::xlsx::forms(diagnosis)?)?;
        Ok(self.file(task, path.display().to_string(), None))
    }

    fn file(&self, task: &Task, path: String, pages: Option<u32>) -> BatchFile {
        BatchFile { id: task.id.to_string(), name: task.enterprise.clone(), path, pages }
    }
}
