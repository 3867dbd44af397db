//! `shuiheng inspect`: what was recognised in a workbook and how.

use crate::args::Inspect;
use crate::outcome::{self, Outcome, say};
use shuiheng_api::view::MarkedFile;
use shuiheng_api::{Job, Lang, Result};
use std::io::Read;
use std::path::Path;

/// Of standard input, bytes: more than any table that is pasted, and than the reader's bound.
const MOST: u64 = 257 * 1024 * 1024;

pub(crate) fn run(job: &Inspect, lang: Lang) -> Result<Outcome> {
    let days = job.days.map(shuiheng_api::operating_days).transpose()?;
    let (reader, quiet) = (crate::diagnose::reader()?, Job::quiet());
    let inspection = if job.file == Path::new("-") {
        shuiheng_api::inspect_pasted(&pasted()?, days, &reader, &quiet)?
    } else {
        shuiheng_api::inspect_file(&job.file, days, &reader, &quiet)?
    };
    if let Some(out) = &job.marked {
        let copy = shuiheng_api::mark_file(&job.file, days, &reader, (out, &quiet))?;
        say(&marked(&copy, lang));
    }
    if job.json {
        outcome::json(&inspection.json(lang), None)?;
    } else {
        outcome::print(&inspection.text(lang))?;
    }
    // The program ends here: what a large workbook gave need not be let go of first.
    std::thread::spawn(move || drop(inspection));
    Ok(Outcome::Done)
}

/// What stands in the copy, in a sentence.
fn marked(copy: &MarkedFile, lang: Lang) -> String {
    let MarkedFile { path, errors, warnings, notes, cells, .. } = copy;
    match lang {
        Lang::Zh => format!(
            "{path}：必须处理 {errors} 条，请核实 {warnings} 条，说明 {notes} 条；已标注 {cells} 个单元格。"
        ),
        Lang::En => {
            format!(
                "{path}: {errors} errors, {warnings} warnings, {notes} notes; {cells} cells marked"
            )
        }
    }
}

/// The table on standard input.
fn pasted() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST).read_to_end(&mut bytes);
    read.map_err(|cause| shuiheng_api::unreadable(Path::new("-"), &cause))?;
    Ok(bytes)
}
