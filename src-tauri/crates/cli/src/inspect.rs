//! `shuiheng inspect`: what was recognised in a workbook and how.

use crate::args::Inspect;
use crate::outcome::{self, Outcome};
use shuiheng_api::{Job, Lang, Result};

pub(crate) fn run(job: &Inspect, lang: Lang) -> Result<Outcome> {
    let days = job.days.map(shuiheng_api::operating_days).transpose()?;
    let inspection =
        shuiheng_api::inspect_file(&job.file, days, &crate::diagnose::reader()?, &Job::quiet())?;
    if job.json {
        outcome::json(&inspection.json(lang), None)?;
    } else {
        outcome::print(&inspection.text(lang))?;
    }
    Ok(Outcome::Done)
}
