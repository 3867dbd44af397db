//! A long piece of work: it says how far it is and can be stopped.

use crate::view::Progress;
use crate::{Error, Result};
use shuiheng_audit::Lang;
use std::sync::atomic::{AtomicBool, Ordering};

/// A long piece of work. Share it by `Arc` to stop it from elsewhere.
pub struct Job {
    stopped: AtomicBool,
    lang: Lang,
    report: Box<dyn Fn(Progress) + Send + Sync>,
}

impl Job {
    /// A job that tells its progress to `report`.
    pub fn new(report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self { stopped: AtomicBool::new(false), lang: Lang::Zh, report: Box::new(report) }
    }

    /// The same, told in a language.
    #[must_use]
    pub fn in_lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// The language in which progress is told.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// A job that nobody watches.
    pub fn quiet() -> Self {
        Self::new(|_| {})
    }

    /// Stops the work at its next step.
    pub fn cancel(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    pub fn is_cancelled(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    pub(crate) fn flag(&self) -> &AtomicBool {
        &self.stopped
    }

    /// Says what is being done, and fails where the work was stopped.
    pub(crate) fn step(&self, step: impl Into<String>, share: Option<f64>) -> Result<()> {
        if self.is_cancelled() {
            return Err(Error::cancelled());
        }
        (self.report)(Progress { step: step.into(), share });
        Ok(())
    }
}
