//! The copy of an enterprise's workbook that goes back to it, with each problem marked.

mod plain;

use crate::source::{self, Given};
use crate::{Error, Job, Result, file, library, view};
use shuiheng_audit::{Case, Days, Doubt, DoubtCode, Library, Profile, Severity, Text, diagnose};
use shuiheng_import::mark::{self, Ending, Marks};
use shuiheng_import::recognise::Hints;
use shuiheng_import::workbook::{Format, Workbook};
use shuiheng_import::{Limits, Reader, Refusal};
use std::path::Path;

/// A copy that was made, before it is written.
pub(crate) struct Made {
    bytes: Vec<u8>,
    ending: Ending,
    file: view::MarkedFile,
}

/// Reads a file, recognises it and writes the copy with its problems marked.
///
/// # Errors
/// The file is refused or was changed meanwhile, the work was stopped, or the copy cannot
/// be written; an older file stays whole then.
pub fn mark_file(
    path: &Path,
    days: Option<Days>,
    reader: &Reader,
    (out, job): (&Path, &Job),
) -> Result<view::MarkedFile> {
    if same_file(path, out) {
        return Err(over_the_original(out));
    }
    let workbook = source::open(path, reader, job)?;
    let bytes = source::unchanged(path, &workbook.sha256)?;
    let hints = Hints { operating_days: days, ..Hints::default() };
    let doubts = problems(given(&workbook, &hints).case(Profile::default()), &library::shipped()?);
    written(made(&bytes, &workbook, &doubts, job)?, out)
}

/// What a file that was read gives.
pub(crate) fn given(workbook: &Workbook, hints: &Hints) -> Given {
    let (source, recognition) = source::recognised(workbook, hints);
    let mut given = Given::default();
    given.add(source, recognition);
    given
}

/// The problems of a file: what was doubted in it, and what does not add up in its balance.
pub(crate) fn problems(case: Case, library: &Library) -> Vec<Doubt> {
    for_enterprise(diagnose(case, library).doubts)
}

/// Of doubts those that an enterprise can settle: which quota counts is not its business.
pub(crate) fn for_enterprise(doubts: Vec<Doubt>) -> Vec<Doubt> {
    let quota = [DoubtCode::QuotaChoice, DoubtCode::QuotaUnconfirmed, DoubtCode::ProductUnit];
    doubts.into_iter().filter(|doubt| !quota.contains(&doubt.code)).collect()
}

/// Makes the copy: of a workbook in Office Open XML the package itself with marks, of any
/// other file a new workbook with what was read.
pub(crate) fn made(bytes: &[u8], workbook: &Workbook, doubts: &[Doubt], job: &Job) -> Result<Made> {
    job.step(job.lang().pick("标注问题", "marking problems"), Some(0.5))?;
    let limits = Limits::default();
    let marks = Marks::of(workbook, doubts);
    let counted =
        |severity| marks.list.rows.iter().filter(|row| row.severity == severity).count() as u32;
    let file = view::MarkedFile {
        path: String::new(),
        name: String::new(),
        errors: counted(Severity::Error),
        warnings: counted(Severity::Warning),
        notes: counted(Severity::Note),
        cells: marks.sheets.values().map(|cells| cells.len() as u32).sum(),
        values_only: workbook.format != Format::Xlsx,
    };
    let plain = |why: &str| -> Result<Made> {
        let bytes = plain::marked(workbook, marks.clone(), why)?;
        let file = view::MarkedFile { values_only: true, ..file.clone() };
        Ok(Made { bytes, ending: Ending::Xlsx, file })
    };
    let made = match workbook.format {
        Format::Xlsx => match mark::marked(bytes, &workbook.name, &marks, &limits) {
            Ok(copy) => {
                Made { bytes: copy, ending: mark::ending(bytes, &limits), file: file.clone() }
            }
            // The reader tolerates more than can be changed without harm.
            Err(cause) => {
                let reason = match cause.cause {
                    Refusal::Damaged(reason) => reason,
                    _ => cause.to_string(),
                };
                plain(&format!("原件的内部结构不便补充标注（{reason}）"))?
            }
        },
        Format::Xlsb
        | Format::Xls
        | Format::Ods
        | Format::Csv
        | Format::Html
        | Format::SpreadsheetMl => plain("")?,
    };
    job.step(job.lang().pick("写出副本", "writing the copy"), Some(0.9))?;
    Ok(Made {
        file: view::MarkedFile { name: name(&workbook.name, made.ending), ..made.file },
        ..made
    })
}

/// Writes a copy. Its name must end as Excel asks for what is in it.
pub(crate) fn written(made: Made, out: &Path) -> Result<view::MarkedFile> {
    let ending = made.ending.text();
    if !out.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending)) {
        return Err(Error::refused(
            Text::new(
                format!("副本的文件名应以 .{ending} 结尾：{}。", out.display()),
                format!("the name of the copy must end in .{ending}: {}", out.display()),
            ),
            Text::new(
                format!("请改用“{}”一类的文件名。", made.file.name),
                format!("use a name such as {}", made.file.name),
            ),
        ));
    }
    file::write_whole(out, &made.bytes)?;
    Ok(view::MarkedFile { path: out.display().to_string(), ..made.file })
}

/// The original's name with what was done to it.
pub(crate) fn name(original: &str, ending: Ending) -> String {
    let stem = Path::new(original).file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}（问题标注）.{}", ending.text())
}

/// True where both names lead to one file.
fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        (Ok(_) | Err(_), Ok(_) | Err(_)) => false,
    }
}

fn over_the_original(out: &Path) -> Error {
    Error::refused(
        Text::new(
            format!("副本不能覆盖原件：{}。", out.display()),
            format!("the copy must not replace the original: {}", out.display()),
        ),
        Text::new("请换一个文件名。", "choose another name"),
    )
}
