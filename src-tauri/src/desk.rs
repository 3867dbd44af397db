//! What the commands work on: the open workspace, picked files, the work that is going on.

use crate::arguments::Options;
use crate::picks::Picks;
use crate::work::Work;
use shuiheng_api::view::{Failure, Progress, Start};
use shuiheng_api::{App, Error, Job};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Emitter};

/// The state of the window's process.
pub(crate) struct Desk {
    /// The workspace, or why it could not be opened: every command then says so.
    app: Result<Arc<App>, Failure>,
    window: AppHandle,
    /// Files that a person gave.
    pub(crate) picks: Picks,
    /// The long work that is going on.
    pub(crate) work: Work,
    report: Mutex<Option<PathBuf>>,
    samples_wanted: AtomicBool,
}

impl Desk {
    /// A desk over a workspace.
    pub(crate) fn new(app: Result<App, Failure>, window: AppHandle, options: &Options) -> Self {
        Self {
            app: app.map(Arc::new),
            window,
            picks: Picks::default(),
            work: Work::default(),
            report: Mutex::default(),
            samples_wanted: AtomicBool::new(options.samples),
        }
    }

    /// Asks the program something, off the main thread so that the window stays awake.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&App) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let app = self.app.clone()?;
        let answer = spawn_blocking(move || question(&app)).await;
        answer.map_err(|_| broken())?.map_err(|error| error.failure())
    }

    /// Like [`Desk::ask`], for what takes long: the page hears of progress and can stop it.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        question: impl FnOnce(&App, &Job) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let window = self.window.clone();
        let job = Arc::new(Job::new(move |progress: Progress| {
            // A window that is being closed hears no more, and need not.
            let _ = window.emit("progress", progress);
        }));
        let running = self.work.begin(Arc::clone(&job))?;
        self.ask(move |app| {
            let _running = running;
            question(app, &job)
        })
        .await
    }

    /// The first page; an empty workspace is filled with the samples where that was asked.
    pub(crate) async fn start(&self) -> Result<Start, Failure> {
        let start = self.ask(App::start).await?;
        if self.samples_wanted.swap(false, Ordering::SeqCst) && start.diagnoses.is_empty() {
            return self.work(App::load_samples).await;
        }
        Ok(start)
    }

    /// Remembers the report that was written last.
    pub(crate) fn keep_report(&self, path: PathBuf) {
        *self.report.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }

    /// The report that was written last.
    pub(crate) fn report(&self) -> Result<PathBuf, Failure> {
        let report = self.report.lock().unwrap_or_else(PoisonError::into_inner).clone();
        report.ok_or_else(|| Failure {
            code: "not_found".into(),
            message: "本次还没有导出报告。".into(),
            fix: "请先导出报告。".into(),
        })
    }
}

/// A panic in the engine: the command fails, the window goes on.
pub(crate) fn broken() -> Failure {
    Failure {
        code: "internal".into(),
        message: "程序内部出错，这一步没有完成；已保存的数据没有改动。".into(),
        fix: "请重试；若仍然出错，请重新启动程序，并把工作区文件夹中的 log/window.log 发给开发者。"
            .into(),
    }
}
