//! `shuiheng diagram`: the drawings of an enterprise as files, without a workspace.

use crate::args::Diagram;
use crate::diagnose::of_files;
use crate::outcome::{self, Outcome, say};
use shuiheng_api::{Result, view};

pub(crate) fn run(job: &Diagram) -> Result<Outcome> {
    let done = of_files(&job.files, job.profile.as_deref(), job.days)?;
    let picture = &job.picture;
    let target = (picture.out.as_path(), picture.scale);
    told(&shuiheng_api::write_diagram(&done.diagnosis, picture.kind.into(), target)?)
}

/// Tells of a drawing that was written.
pub(crate) fn told(file: &view::PictureFile) -> Result<Outcome> {
    outcome::print(&file.path)?;
    if !file.missing_characters.is_empty() {
        say(&format!("字体中没有这些字符：{}", file.missing_characters));
    }
    Ok(Outcome::Done)
}
