//! The types of the window are those of Rust. `UPDATE_BINDINGS=1 cargo test -p shuiheng-api
//! bindings` writes them anew.
#![allow(missing_docs, clippy::unwrap_used)]

use shuiheng_api::view;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use ts_rs::{Config, TS};

fn read(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn bindings_are_current() {
    let made = tempfile::tempdir().unwrap();
    let config = Config::new().with_out_dir(made.path());
    macro_rules! export {
        ($($type:ty),* $(,)?) => { $(<$type>::export_all(&config).unwrap();)* };
    }
    export!(
        view::Start,
        view::Diagnosis,
        view::Told,
        view::Settings,
        view::GlossaryTerm,
        view::ImportPreview,
        view::ImportComparison,
        view::ImportDecision,
        view::MarkedFile,
        view::ProbableFlows,
        view::PairEdit,
        view::SheetPiece,
        view::ImportPiece,
        view::ImportRegion,
        view::Synonym,
        view::Progress,
        view::ReportContent,
        view::ReportContentEdit,
        view::ReportFile,
        view::ReportTemplate,
        view::Issuing,
        view::WordFile,
        view::Verification,
        view::Rollup,
        view::RollupPage,
        view::RollupFiles,
        view::BatchOrder,
        view::BatchDone,
        view::WorkbookFile,
        view::PackagePreview,
        view::PackageMerged,
        view::PackageFile,
        view::BackupFolder,
        view::ReportPreview,
        view::Scene,
        view::Diagram,
        view::DiagramChange,
        view::PictureFile,
        view::Failure,
        view::Picked,
        view::Dropped,
        view::UnitChange,
        view::FlowEdit,
        view::PhotoAbout,
        view::PhotoEdit,
        view::AnswerEdit,
        view::FindingEdit,
        view::LibraryConfirming,
        view::LibraryDetail,
        view::LibraryList,
        view::LibraryMerge,
        view::OwnFindingEdit,
        view::Quota,
        view::QuotaImport,
        view::QuotaImportChoices,
        view::QuotaOffer,
        view::RequirementEdit,
        view::ChangeLog,
        view::LogQuery,
        view::People,
        view::Industry,
        view::UnfinishedText,
        view::ProfileOffers,
    );
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/bindings");
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        fs::create_dir_all(&kept).unwrap();
        for (name, text) in read(made.path()) {
            fs::write(kept.join(name), text).unwrap();
        }
    }
    let (made, kept) = (read(made.path()), read(&kept));
    assert_eq!(
        made.keys().collect::<Vec<_>>(),
        kept.keys().collect::<Vec<_>>(),
        "which types there are"
    );
    for (name, text) in &made {
        assert!(
            kept[name] == *text,
            "ui/src/bindings/{name} is not current: run with UPDATE_BINDINGS=1"
        );
    }
}
