//! Whether a file is a report of this workspace.

use super::App;
use crate::record::ReportBody;
use crate::{Error, Result, file, view};
use shuiheng_audit::Text;
use shuiheng_store::{FileHash, Kind};
use std::path::Path;

/// A larger file is no report of this program, bytes.
const LARGEST: u64 = 100 << 20;

impl App {
    /// Says whether a file is a report that this workspace made: as [`App::verify_report`].
    ///
    /// # Errors
    /// The file cannot be read, or is too large to be a report.
    pub fn verify_file(&self, path: &Path) -> Result<view::Verification> {
        let unread = |cause| file::unreadable_report(path, &cause);
        if std::fs::metadata(path).map_err(unread)?.len() > LARGEST {
            return Err(Error::refused(
                Text::new(
                    "文件过大，不是本程序出具的报告。",
                    "the file is too large to be a report",
                ),
                Text::new("选择要核验的报告 PDF。", "choose the PDF of a report"),
            ));
        }
        self.verify_report(&std::fs::read(path).map_err(unread)?)
    }

    /// Says whether a PDF is a report that this workspace made, and whether it is as it was
    /// made. Nothing of the file is parsed: it is compared by its hash, and its number is
    /// looked for in the plain text of its metadata.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn verify_report(&self, bytes: &[u8]) -> Result<view::Verification> {
        let (inner, lang) = (self.lock()?, self.lang());
        let sha256 = FileHash::of(bytes).as_str().to_owned();
        let reports = inner.store.list_all::<ReportBody>(Kind::Report)?;
        let known = reports.iter().map(|record| &record.body).find(|body| body.pdf == sha256);
        let number = shuiheng_report::number_in(bytes);
        let issued = number.as_deref().and_then(|number| {
            let issued = reports.iter().filter_map(|record| record.body.issued.as_ref());
            issued.into_iter().find(|issued| issued.number == number)
        });
        let (verdict, words) = match (known, issued) {
            (Some(ReportBody { issued: Some(issued), .. }), _) => (
                "original",
                lang.pick(
                    format!(
                        "原件：本工作区于 {} 出具的报告 {}（{}），未经改动。",
                        issued.date, issued.number, issued.enterprise
                    ),
                    format!(
                        "Original: report {} ({}), issued by this workspace on {}, unchanged.",
                        issued.number, issued.enterprise, issued.date
                    ),
                ),
            ),
            (Some(body), _) => (
                "draft",
                {
                    let on = body.written.replace('T', " ");
                    lang.pick(
                        format!("征求意见稿：本工作区于 {on} 导出，不是正式报告。"),
                        format!("Draft: exported by this workspace on {on}; no final report."),
                    )
                },
            ),
            (None, Some(issued)) => (
                "altered",
                lang.pick(
                    format!(
                        "已被改动：文件写明编号 {}（{}），但内容与本工作区出具时的原件不同，不能作为正式报告使用。",
                        issued.number, issued.enterprise
                    ),
                    format!(
                        "Altered: it names the number {} ({}) but differs from the original as issued; it must not be used as a final report.",
                        issued.number, issued.enterprise
                    ),
                ),
            ),
            (None, None) => (
                "foreign",
                match &number {
                    Some(number) => lang.pick(
                        format!("无法核验：文件写明编号 {number}，本工作区没有出具过该报告。"),
                        format!(
                            "Cannot be verified: it names the number {number}, which this workspace has not issued."
                        ),
                    ),
                    None => lang
                        .pick(
                            "无法核验：该文件不是本工作区出具或导出的报告。",
                            "Cannot be verified: it is no report of this workspace.",
                        )
                        .to_owned(),
                },
            ),
        };
        Ok(view::Verification {
            verdict: verdict.into(),
            words,
            number: number.unwrap_or_default(),
            sha256,
        })
    }
}
