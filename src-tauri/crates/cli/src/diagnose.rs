//! `shuiheng diagnose`: the main job without a workspace.

use crate::args::Diagnose;
use crate::outcome::{self, Outcome, say};
use shuiheng_api::{Done, Error, Job, Lang, ProfileFile, Reader, Result};
use std::path::{Path, PathBuf};

pub(crate) fn run(mut job: Diagnose, lang: Lang) -> Result<Outcome> {
    spare_workbook(&mut job);
    if job.files.is_empty() {
        say("请给出要诊断的文件。/ name the files to diagnose");
        std::process::exit(2);
    }
    let profile = profile(job.profile.as_deref(), &job.files[0])?;
    let days = job.days.map(shuiheng_api::operating_days).transpose()?;
    let done = shuiheng_api::diagnose_files(&job.files, profile, days, &reader()?, &Job::quiet())?;
    if let Some(path) = &job.pdf {
        let report = shuiheng_api::write_report(&done, path, &Job::quiet())?;
        say(&format!("{}（{} 页）", report.path, report.pages));
        if !report.missing_characters.is_empty() {
            say(&format!("字体中没有这些字符：{}", report.missing_characters));
        }
    }
    if let Some(path) = &job.docx {
        say(&shuiheng_api::write_word_report(&done, path, &Job::quiet())?.path);
    }
    if let Some(path) = &job.xlsx {
        say(&shuiheng_api::write_workbook(&done, path, &Job::quiet())?.path);
    }
    match &job.json {
        Some(out) => outcome::json(&done.document(lang), out.as_deref())?,
        None => outcome::print(&shuiheng_api::summary(&done.diagnosis, lang))?,
    }
    let failures =
        if job.strict { shuiheng_api::strict_failures(&done.diagnosis, lang) } else { Vec::new() };
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::NotSatisfied(failures) })
}

/// `--json FILE.xlsx` names a workbook, not an output: a workbook is never overwritten
/// with JSON.
fn spare_workbook(job: &mut Diagnose) {
    let is_workbook = |path: &PathBuf| {
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default()
            .to_ascii_lowercase();
        path.exists()
            && matches!(
                extension.as_str(),
                "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" | "csv" | "tsv" | "et"
            )
    };
    if let Some(Some(path)) = job.json.clone().filter(|out| out.as_ref().is_some_and(is_workbook)) {
        job.files.insert(0, path);
        job.json = Some(None);
    }
}

/// A diagnosis of files for a command that wants nothing but its result.
pub(crate) fn of_files(files: &[PathBuf], named: Option<&Path>, days: Option<f64>) -> Result<Done> {
    let first = files.first().map_or(Path::new(""), PathBuf::as_path);
    let days = days.map(shuiheng_api::operating_days).transpose()?;
    let profile = profile(named, first)?;
    shuiheng_api::diagnose_files(files, profile, days, &reader()?, &Job::quiet())
}

/// The profile named, or the one that stands beside the first file under its name.
fn profile(named: Option<&Path>, first: &Path) -> Result<ProfileFile> {
    match named {
        Some(path) => shuiheng_api::profile_file(path),
        None => {
            let beside = first.with_extension("toml");
            if !beside.is_file() {
                return Ok(ProfileFile::default());
            }
            say(&format!("企业信息：{}", beside.display()));
            shuiheng_api::profile_file(&beside)
        }
    }
}

/// This very program reads workbooks, as a child.
pub(crate) fn reader() -> Result<Reader> {
    let own = std::env::current_exe()
        .map_err(|cause| Error::internal("finding the own executable", cause))?;
    Ok(Reader::new(own, crate::READ))
}

/// A diagnosis of one file with the profile beside it.
pub(crate) fn of_file(file: &Path) -> Result<Done> {
    shuiheng_api::diagnose_files(
        &[file.to_owned()],
        profile(None, file)?,
        None,
        &reader()?,
        &Job::quiet(),
    )
}
