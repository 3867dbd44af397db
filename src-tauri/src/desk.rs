//! What the commands work on: the open workspace, picked files, the work that is going on.

use crate::arguments::{Options, READER};
use crate::picks::Picks;
use crate::settings::Keeper;
use crate::speech::{failure, told};
use crate::work::Work;
use crate::{log, speech};
use shuiheng_api::view::{Diagnosis, Failure, Progress, Start, Told};
use shuiheng_api::{App, Error, Job, Reader, Telling};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Emitter};

/// The workspace of the window.
enum Place {
    /// Nobody has chosen one yet: the very first start.
    Unchosen,
    /// It is open.
    Open(Arc<App>),
    /// It could not be opened: every command then says why.
    Refused(Failure),
}

/// The state of the window's process.
pub(crate) struct Desk {
    place: Mutex<Place>,
    /// What a person set for this laptop.
    pub(crate) keeper: Keeper,
    window: AppHandle,
    /// Files that a person gave.
    pub(crate) picks: Picks,
    /// The long work that is going on.
    pub(crate) work: Work,
    report: Mutex<Option<PathBuf>>,
    samples_wanted: AtomicBool,
    /// What the page was told of the diagnosis that it shows.
    telling: Arc<Mutex<Telling>>,
}

impl Desk {
    /// A desk without a workspace.
    pub(crate) fn new(keeper: Keeper, window: AppHandle, options: &Options) -> Self {
        Self {
            place: Mutex::new(Place::Unchosen),
            keeper,
            window,
            picks: Picks::default(),
            work: Work::default(),
            report: Mutex::default(),
            samples_wanted: AtomicBool::new(options.samples),
            telling: Arc::default(),
        }
    }

    /// Opens the workspace to begin with. Where it cannot be opened, every command says why.
    pub(crate) fn begin(&self, folder: &Path) {
        let place = opened(folder).map_or_else(Place::Refused, |app| Place::Open(Arc::new(app)));
        *self.place() = place;
        self.speak();
    }

    /// Opens another workspace in the place of the open one, and remembers it.
    ///
    /// # Errors
    /// Long work is going on, or it cannot be opened; the open one then stays open.
    pub(crate) async fn open(&self, folder: PathBuf) -> Result<(), Failure> {
        if self.folder().as_ref() == Some(&folder) {
            return Ok(());
        }
        // Nothing long may begin in a workspace that is about to be left.
        let _running = self.work.begin(Arc::new(Job::quiet()))?;
        let wanted = folder.clone();
        let app = spawn_blocking(move || opened(&wanted)).await.map_err(|_| broken())??;
        *self.place() = Place::Open(Arc::new(app));
        *self.report.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.speak();
        self.keeper.opened(&folder);
        Ok(())
    }

    /// The folder of the open workspace.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        match &*self.place() {
            Place::Open(app) => Some(app.folder().to_owned()),
            Place::Unchosen | Place::Refused(_) => None,
        }
    }

    /// Whether nobody has chosen a workspace yet.
    pub(crate) fn is_unchosen(&self) -> bool {
        matches!(*self.place(), Place::Unchosen)
    }

    /// Has everything speak the language that was chosen.
    pub(crate) fn speak(&self) {
        let lang = self.keeper.preferences().lang();
        speech::speak(lang);
        if let Place::Open(app) = &*self.place() {
            app.speak(lang);
        }
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn app(&self) -> Result<Arc<App>, Failure> {
        match &*self.place() {
            Place::Open(app) => Ok(Arc::clone(app)),
            Place::Refused(failure) => Err(failure.clone()),
            Place::Unchosen => Err(failure(
                "not_found",
                ("还没有选择工作区。", "no workspace is chosen"),
                ("请先选择工作区。", "choose a workspace first"),
            )),
        }
    }

    /// Asks the program something, off the main thread so that the window stays awake.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&App) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let app = self.app()?;
        let answer = spawn_blocking(move || question(&app)).await;
        answer.map_err(|_| broken())?.map_err(|error| told(&error))
    }

    /// Like [`Desk::ask`] for a diagnosis: tells what is different in it since last time.
    pub(crate) async fn tell(
        &self,
        question: impl FnOnce(&App) -> Result<Diagnosis, Error> + Send + 'static,
    ) -> Result<Told, Failure> {
        self.telling(question, Telling::change).await
    }

    /// The same for a page that holds none: tells it whole.
    pub(crate) async fn tell_whole(
        &self,
        question: impl FnOnce(&App) -> Result<Diagnosis, Error> + Send + 'static,
    ) -> Result<Told, Failure> {
        self.telling(question, Telling::whole).await
    }

    async fn telling(
        &self,
        question: impl FnOnce(&App) -> Result<Diagnosis, Error> + Send + 'static,
        tell: fn(&mut Telling, &Diagnosis) -> Result<Told, Error>,
    ) -> Result<Told, Failure> {
        let telling = Arc::clone(&self.telling);
        self.ask(move |app| {
            // Held while it is asked, so that the page hears of changes in their order.
            let mut telling = telling.lock().unwrap_or_else(PoisonError::into_inner);
            let diagnosis = question(app)?;
            let told = tell(&mut telling, &diagnosis)?;
            // Some hundred thousand pieces of memory are given back while the page draws.
            spawn_blocking(move || drop(diagnosis));
            Ok(told)
        })
        .await
    }

    /// Like [`Desk::ask`], for what takes long: the page hears of progress and can stop it.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        question: impl FnOnce(&App, &Job) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let window = self.window.clone();
        let job = Job::new(move |progress: Progress| {
            // A window that is being closed hears no more, and need not.
            let _ = window.emit("progress", progress);
        });
        let job = Arc::new(job.in_lang(speech::lang()));
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
        report.ok_or_else(|| {
            failure(
                "not_found",
                ("本次还没有导出报告。", "no report has been exported this time"),
                ("请先导出报告。", "export the report first"),
            )
        })
    }
}

fn opened(folder: &Path) -> Result<App, Failure> {
    let program = std::env::current_exe().map_err(|error| {
        failure(
            "internal",
            (
                format!("找不到程序自身的文件：{error}。"),
                format!("the program does not find its own file: {error}"),
            ),
            (
                "请重新启动程序；若仍然出错，请重新安装。",
                "start the program again; install it again if that does not help",
            ),
        )
    })?;
    let app = App::open(folder, Reader::new(program, READER)).map_err(|error| told(&error))?;
    log::keep_in(folder);
    Ok(app)
}

/// A panic in the engine: the command fails, the window goes on.
pub(crate) fn broken() -> Failure {
    failure(
        "internal",
        (
            "程序内部出错，这一步没有完成；已保存的数据没有改动。",
            "internal error; this step was not done, and what is saved is unchanged",
        ),
        (
            "请重试；若仍然出错，请重新启动程序，并把工作区文件夹中的 log/window.log 发给开发者。",
            "try again; if it stays, start the program again and send log/window.log of the workspace to the developers",
        ),
    )
}
