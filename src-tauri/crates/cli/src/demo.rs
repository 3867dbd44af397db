//! `shuiheng demo` and `shuiheng template`.

use crate::outcome::{self, Outcome};
use shuiheng_api::{Error, Job, Lang, Result, SAMPLES};
use std::path::Path;

/// Writes the sample program: workbooks with their profiles, JSON and reports.
pub(crate) fn run(out: &Path) -> Result<Outcome> {
    let folder = |name: &str| -> Result<_> {
        let folder = out.join(name);
        std::fs::create_dir_all(&folder)
            .map_err(|cause| shuiheng_api::unwritable(&folder, &cause))?;
        Ok(folder)
    };
    let (workbooks, reports, data) = (folder("workbooks")?, folder("reports")?, folder("data")?);
    for sample in &SAMPLES {
        let file = sample.write(&workbooks)?;
        let profile = file.with_extension("toml");
        std::fs::write(&profile, sample.profile)
            .map_err(|cause| shuiheng_api::unwritable(&profile, &cause))?;
        let done = crate::diagnose::of_file(&file)?;
        let stem = Path::new(sample.file).with_extension("");
        let report = reports.join(stem.with_extension("pdf"));
        let report = shuiheng_api::write_report(&done, &report, &Job::quiet())?;
        outcome::json(&done.document(Lang::Zh), Some(&data.join(stem.with_extension("json"))))?;
        outcome::print(&format!(
            "{}  {}（{} 页）",
            done.diagnosis.case.profile.name, report.path, report.pages
        ))?;
    }
    Ok(Outcome::Done)
}

/// Writes the blank workbook to fill in on site.
pub(crate) fn template(out: &Path) -> Result<Outcome> {
    if out.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx")) {
        return Err(Error::refused(
            shuiheng_api::Text::new(
                "模板是 xlsx 文件，文件名应以 .xlsx 结尾。",
                "the template is an xlsx file",
            ),
            shuiheng_api::Text::new(
                "例如：shuiheng template 水平衡表.xlsx",
                "for example: shuiheng template balance.xlsx",
            ),
        ));
    }
    shuiheng_api::write_whole(out, &shuiheng_api::template()?)?;
    outcome::print(&out.display().to_string())?;
    Ok(Outcome::Done)
}
