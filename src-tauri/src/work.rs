//! The long work that is going on, one piece at a time, so that it can be stopped.

use crate::speech::failure;
use shuiheng_api::Job;
use shuiheng_api::view::Failure;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The place of the long work.
#[derive(Clone, Default)]
pub(crate) struct Work(Arc<Mutex<Option<Arc<Job>>>>);

impl Work {
    /// Takes the place until the answer is dropped; refused while it is taken.
    pub(crate) fn begin(&self, job: Arc<Job>) -> Result<Running, Failure> {
        let mut place = self.place();
        if place.is_some() {
            return Err(failure(
                "conflict",
                ("上一项工作还没有结束。", "other work is still going on"),
                (
                    "请等它结束，或先取消它，再试一次。",
                    "wait until it is done or cancel it, then try again",
                ),
            ));
        }
        *place = Some(job);
        Ok(Running(self.clone()))
    }

    /// Asks the work that is going on, if any, to stop.
    pub(crate) fn cancel(&self) {
        if let Some(job) = self.place().as_ref() {
            job.cancel();
        }
    }

    fn place(&self) -> MutexGuard<'_, Option<Arc<Job>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Holds the place of the long work; frees it also when the work panics.
pub(crate) struct Running(Work);

impl Drop for Running {
    fn drop(&mut self) {
        *self.0.place() = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_long_work_waits_its_turn() {
        let work = Work::default();
        let job = || Arc::new(Job::new(|_| {}));
        let first = work.begin(job()).unwrap();
        assert_eq!(work.begin(job()).err().unwrap().code, "conflict");
        drop(first);
        assert!(work.begin(job()).is_ok());
    }
}
