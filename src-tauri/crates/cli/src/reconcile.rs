//! `shuiheng reconcile`: the most probable flows of a measured network.

use crate::args::Reconcile;
use crate::outcome::{self, Outcome};
use shuiheng_api::{Lang, Result};
use std::path::Path;

pub(crate) fn run(job: &Reconcile, lang: Lang) -> Result<Outcome> {
    let reconciled = if job.file == Path::new("-") {
        shuiheng_api::reconcile_network(&job.file, std::io::stdin().lock())?
    } else {
        shuiheng_api::reconcile_file(&job.file)?
    };
    if job.json {
        outcome::json(&reconciled.json(lang), None)?;
    } else {
        outcome::print(&reconciled.text(lang))?;
    }
    Ok(Outcome::Done)
}
