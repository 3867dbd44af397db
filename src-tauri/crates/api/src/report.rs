//! The PDF of a diagnosis, written whole or not at all.

use crate::source::Source;
use crate::{Done, Error, Job, Result, contract, file, view};
use chrono::NaiveDate;
use shuiheng_audit::{DataQuality, Diagnosis, Lang, Relied, reliances};
use shuiheng_drawing::BlockLayout;
use shuiheng_reconcile::Choices;
use shuiheng_report::{
    Attachment, Issue, Layout, PdfError, Progress, RareFace, Report, ReportContent, ReportMeta,
    ReportPhoto, Responsible, SourceFile, SourceSheet, Template, Typefaces, WordReport, compose,
    docx, preview, report,
};
use std::ops::ControlFlow;
use std::path::Path;

/// The face of rare characters; the system pages it in only when a name needs it.
pub(crate) static RARE: &[u8] = include_bytes!("../../../../assets/fonts/ReportSans-Rare.ttf");

/// The program within which the diagnoses are made.
pub(crate) const PROGRAM: &str = "《2024年嘉兴市工业节水提效行动方案》";

/// The same in English: no official translation is known.
pub(crate) const PROGRAM_EN: &str =
    "Action plan of Jiaxing for saving and efficiency of industrial water, 2024";

/// The faces of a report.
pub(crate) fn faces() -> Typefaces {
    Typefaces::new(RareFace::Bytes(RARE))
}

/// Which edition of a report is made.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    pub(crate) date: NaiveDate,
    /// How the block diagram is arranged.
    pub(crate) layout: BlockLayout,
    /// What the results are judged by, and whether that is confirmed.
    pub(crate) relied: Vec<Relied>,
    /// Its number and what it is verified by; none: a draft.
    pub(crate) issue: Option<Issue>,
    /// Version of the program that makes it.
    pub(crate) version: String,
    /// Who prepared and who reviewed it.
    pub(crate) responsible: Responsible,
    /// What the auditor chose of the outline, and own text.
    pub(crate) content: ReportContent,
    /// What the firm puts on its reports.
    pub(crate) template: Template,
    /// The document of the contract, to be put into the PDF.
    pub(crate) data: Option<Vec<u8>>,
    /// Photos from the site.
    pub(crate) photos: Vec<ReportPhoto>,
}

/// The document of the contract for a diagnosis as it is put into the PDF: in Chinese, like
/// the report.
pub(crate) fn data(
    (diagnosis, sources): (&Diagnosis, &[Source]),
    quality: &DataQuality,
    choices: &Choices,
) -> Result<Vec<u8>> {
    let site = &diagnosis.case.site;
    let reconciled = contract::reconciliation(site, quality, choices, Lang::Zh);
    let document = contract::document(diagnosis, sources, reconciled, Lang::Zh);
    serde_json::to_vec(&document).map_err(|cause| Error::internal("the data of the report", cause))
}

impl Edition {
    /// A draft, dated today.
    pub(crate) fn draft(layout: BlockLayout) -> Self {
        let version = env!("CARGO_PKG_VERSION").into();
        Self {
            date: today(),
            layout,
            relied: Vec::new(),
            issue: None,
            version,
            responsible: Responsible::default(),
            content: ReportContent::default(),
            template: Template::default(),
            data: None,
            photos: Vec::new(),
        }
    }
}

/// What the report says beside the diagnosis.
pub(crate) fn meta(sources: &[Source], edition: Edition) -> ReportMeta {
    ReportMeta {
        date: edition.date,
        issue: edition.issue,
        relied: edition.relied,
        program: Some(PROGRAM.into()),
        version: edition.version,
        sources: sources.iter().map(source_file).collect(),
        layout: edition.layout,
        responsible: edition.responsible,
        content: edition.content,
        template: edition.template,
        photos: edition.photos,
        attachment: edition.data.map(|bytes| Attachment {
            name: "shuiheng-data.json".into(),
            description: "本报告所依据的诊断数据（JSON）".into(),
            mime: "application/json",
            bytes,
        }),
        ..ReportMeta::default()
    }
}

/// Lays out the report of a diagnosis, and writes nothing.
pub(crate) fn laid_out(diagnosis: &Diagnosis, sources: &[Source], edition: Edition) -> Layout {
    preview(diagnosis, &meta(sources, edition), &faces())
}

/// Makes the report of a diagnosis for Word and WPS.
///
/// # Errors
/// The work was stopped, a drawing is too large, or the writer failed.
pub(crate) fn made_word(
    diagnosis: &Diagnosis,
    sources: &[Source],
    edition: Edition,
    job: &Job,
) -> Result<WordReport> {
    job.step(job.lang().pick("生成 Word 报告", "making the report for Word"), Some(0.0))?;
    let document = compose(diagnosis, &meta(sources, edition));
    docx(&document, &Typefaces::new(RareFace::Bytes(RARE)))
        .map_err(|cause| Error::internal("写出 DOCX", cause))
}

/// Makes the report of a diagnosis.
///
/// # Errors
/// The work was stopped, or the writer failed.
pub(crate) fn made(
    diagnosis: &Diagnosis,
    sources: &[Source],
    edition: Edition,
    job: &Job,
) -> Result<Report> {
    let meta = meta(sources, edition);
    job.step(job.lang().pick("排版报告", "setting the report"), Some(0.0))?;
    let progress = |progress: Progress| {
        let share = progress.done as f64 / progress.pages.max(1) as f64;
        let (done, pages) = (progress.done, progress.pages);
        let step = job
            .lang()
            .pick(format!("第 {done} 页，共 {pages} 页"), format!("page {done} of {pages}"));
        match job.step(step, Some(share)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    };
    report(diagnosis, &meta, &Typefaces::new(RareFace::Bytes(RARE)), &progress).map_err(|cause| {
        match cause {
            PdfError::Cancelled => Error::cancelled(),
            PdfError::Font(_) | PdfError::Write(_) => Error::internal("写出 PDF", cause),
        }
    })
}

fn source_file(source: &Source) -> SourceFile {
    let view = source.view(String::new(), Lang::Zh);
    let sheet = |sheet: view::SheetReport| SourceSheet {
        name: sheet.name,
        role: sheet.role_name,
        reason: sheet.reason,
        unit: sheet.unit_of_measure,
        range: sheet.range,
    };
    SourceFile {
        name: view.name,
        sha256: view.sha256,
        sheets: view.sheets.into_iter().map(sheet).collect(),
    }
}

/// A draft of a diagnosis of files: nothing that it rests on was accepted.
pub(crate) fn draft_of(done: &Done) -> Edition {
    let relied = reliances(&done.diagnosis, &done.library)
        .into_iter()
        .map(|reliance| Relied { reliance, accepted: None })
        .collect();
    Edition { relied, ..Edition::draft(BlockLayout::default()) }
}

/// Makes the report of a diagnosis for Word and WPS as a draft and writes it to a file.
///
/// # Errors
/// The work was stopped, or the file cannot be written; an older one stays whole then.
pub fn write_word_report(done: &Done, path: &Path, job: &Job) -> Result<view::WordFile> {
    let report = made_word(&done.diagnosis, &done.sources, draft_of(done), job)?;
    written_word(&report, path)
}

pub(crate) fn written_word(report: &WordReport, path: &Path) -> Result<view::WordFile> {
    file::write_whole(path, &report.bytes)?;
    Ok(view::WordFile {
        path: path.display().to_string(),
        missing_characters: report.missing.iter().collect(),
    })
}

/// Writes the forms, indicators, comparisons, findings and measures of a diagnosis of files as
/// a workbook.
///
/// # Errors
/// The work was stopped, or the file cannot be written; an older one stays whole then.
pub fn write_workbook(done: &Done, path: &Path, job: &Job) -> Result<view::WorkbookFile> {
    written_workbook(&done.diagnosis, path, job)
}

pub(crate) fn written_workbook(
    diagnosis: &Diagnosis,
    path: &Path,
    job: &Job,
) -> Result<view::WorkbookFile> {
    job.step(job.lang().pick("生成工作簿", "making the workbook"), Some(0.0))?;
    file::write_whole(path, &crate::xlsx::forms(diagnosis)?)?;
    Ok(view::WorkbookFile { path: path.display().to_string() })
}

/// Makes the report of a diagnosis as a draft and writes it to a file, dated today.
///
/// # Errors
/// The work was stopped, or the file cannot be written; an older one stays whole then.
pub fn write_report(done: &Done, path: &Path, job: &Job) -> Result<view::ReportFile> {
    let given = (&done.diagnosis, &done.sources[..]);
    let data = data(given, &done.library.data_quality, &Choices::default())?;
    let edition = Edition { data: Some(data), ..draft_of(done) };
    let report = made(&done.diagnosis, &done.sources, edition, job)?;
    written(&report, path)
}

pub(crate) fn written(report: &Report, path: &Path) -> Result<view::ReportFile> {
    file::write_whole(path, &report.bytes)?;
    Ok(view::ReportFile {
        path: path.display().to_string(),
        pages: report.pages as u32,
        bytes: u32::try_from(report.bytes.len())
            .map_err(|cause| Error::internal("the size of the report", cause))?,
        missing_characters: report.missing.iter().collect(),
    })
}

/// The day on which a file is made.
pub(crate) fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// The name of a report file for an enterprise, fit for every file system.
pub(crate) fn report_file_name(enterprise: &str) -> String {
    file_name(enterprise, "节水诊断报告.pdf")
}

/// The name of an enterprise's file, fit for every file system.
pub(crate) fn file_name(enterprise: &str, what: &str) -> String {
    let safe: String = enterprise
        .chars()
        .map(|c| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '_' } else { c })
        .collect();
    let safe = if safe.trim().is_empty() { "未命名企业" } else { safe.trim() };
    format!("{safe}{what}")
}
