//! The sample program, loaded into a workspace.

use super::{App, import, local};
use crate::loaded::{label, put};
use crate::record::{Made, QuotaBody};
use crate::sample::{SAMPLES, Sample};
use crate::source::{self, Given};
use crate::{Error, Job, Result, view};
use shuiheng_audit::{Profile, Quota};
use shuiheng_import::recognise::Hints;
use shuiheng_store::{Kind, Scope};

impl App {
    /// Loads the sample program; a sample that is there already is left as it is.
    ///
    /// # Errors
    /// The workspace cannot be written, or the work was stopped; samples loaded so far stay.
    pub fn load_samples(&self, job: &Job) -> Result<view::Start> {
        let folder =
            tempfile::tempdir().map_err(|cause| Error::internal("a temporary folder", cause))?;
        for (at, sample) in SAMPLES.iter().enumerate() {
            let file = sample.profile()?;
            job.step(
                job.lang().pick(
                    format!("载入示例：{}", file.profile.name),
                    format!("loading the sample {}", file.profile.name),
                ),
                Some(at as f64 / SAMPLES.len() as f64),
            )?;
            if self.start()?.diagnoses.iter().any(|row| row.name == file.profile.name) {
                continue;
            }
            for quota in &file.quotas {
                self.keep_quota(quota.clone())?;
            }
            let hints =
                Hints { operating_days: file.profile.period.operating_days, ..Hints::default() };
            let path = sample.write(folder.path())?;
            let (source, recognition) =
                source::inspect(&path, &hints, &self.reader, &Job::quiet())?;
            let mut given = Given::default();
            given.add(source, recognition);
            self.load_sample(sample, &file.profile, given)?;
        }
        self.start()
    }

    fn load_sample(&self, sample: &Sample, profile: &Profile, given: Given) -> Result<()> {
        let mut inner = self.lock()?;
        let id = self.begin(&mut inner, profile)?;
        let library = self.shelves(&inner.store)?.library;
        import::take_over(
            &mut inner.store,
            (id, None),
            (given, sample.workbook),
            (&import::Decision::Replace, &library),
        )
    }

    pub(super) fn keep_quota(&self, quota: Quota) -> Result<()> {
        let mut inner = self.lock()?;
        if self.shelves(&inner.store)?.record(&quota.id).is_some() {
            return Ok(());
        }
        let what = inner.intent(label(
            format!("录入定额“{}”", quota.id),
            format!("Enter quota {}", quota.id),
        ))?;
        let id = inner.store.new_id(what.now);
        let quota = QuotaBody::new(
            quota,
            Made {
                by: what.author.clone(), on: local(what.now), reason: "随企业信息录入".into()
            },
        );
        inner
            .store
            .transact(&what, |draft| put(draft, id, Kind::Quota, Scope::Workspace, quota))?;
        Ok(())
    }
}
