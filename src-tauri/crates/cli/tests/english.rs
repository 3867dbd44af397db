//! The window in English: every view of every sample, and what is refused, read through.
//!
//! What an enterprise, an auditor or a standard wrote stays as it was written: `english_data.txt`
//! names these fields, and the names among them are taken out of the sentences that use them.
//! Whatever else holds a Chinese character was not said in English.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{app, sample};
use serde::Serialize;
use serde_json::Value;
use shuiheng_api::{DiagramKind, Error, Job, Lang, view};
use std::collections::{BTreeMap, BTreeSet};

/// Fields of views that hold what others wrote; `*` is the name of any field.
const DATA: &str = include_str!("english_data.txt");

/// What views say, by field.
#[derive(Default)]
struct Read(Vec<(String, String)>);

impl Read {
    fn look(&mut self, view: &str, shown: &impl Serialize) {
        self.walk(view, &serde_json::to_value(shown).unwrap());
    }

    fn walk(&mut self, path: &str, value: &Value) {
        match value {
            Value::String(text) => self.0.push((path.to_owned(), text.clone())),
            Value::Array(items) => items.iter().for_each(|item| self.walk(path, item)),
            Value::Object(fields) => {
                for (name, inner) in fields {
                    self.walk(&format!("{path}.{name}"), inner);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Fields that speak Chinese, each with the first text that does.
    fn chinese(&self) -> BTreeMap<&str, &str> {
        let data: Vec<&str> = DATA.lines().filter(|line| !line.starts_with('#')).collect();
        let is_data = |path: &str| data.iter().any(|field| names(field, path));
        let names: BTreeSet<&str> = self
            .0
            .iter()
            .filter(|(path, text)| is_chinese(text) && is_data(path))
            .map(|(_, text)| text.as_str())
            .collect();
        // The longest first: a name may be part of another.
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let mut found = BTreeMap::new();
        for (path, text) in self.0.iter().filter(|(path, text)| is_chinese(text) && !is_data(path))
        {
            let said = names.iter().fold(unquoted(text), |text, name| text.replace(name, ""));
            // A drawing breaks a name over lines and shortens it.
            let piece = text.split('…').next().unwrap_or_default();
            let drawn =
                path.ends_with("shapes.text") && names.iter().any(|name| name.contains(piece));
            if is_chinese(&said) && !drawn {
                found.entry(path.as_str()).or_insert(text.as_str());
            }
        }
        found
    }
}

/// A text without what it quotes: a cell, a name.
fn unquoted(text: &str) -> String {
    let mut pieces = text.split('“');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |said, piece| said + piece.split_once('”').map_or(piece, |(_, rest)| rest))
}

/// Whether a line of the list names a field: by its whole path, or by its end.
fn names(line: &str, path: &str) -> bool {
    let mut line = line.split('.').rev();
    let mut path = path.split('.').rev();
    line.all(|part| path.next().is_some_and(|field| part == "*" || part == field))
}

fn is_chinese(text: &str) -> bool {
    let marks = ['（', '）', '，', '：', '；', '？', '、', '。'];
    text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}') || marks.contains(&c))
}

fn told(error: &Error) -> view::Failure {
    error.in_lang(Lang::En)
}

#[test]
fn no_view_of_a_sample_speaks_chinese_in_english() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    app.speak(Lang::En);
    let mut read = Read::default();
    let start = app.load_samples(&Job::quiet().in_lang(Lang::En)).unwrap();
    read.look("Start", &start);
    for row in &start.diagnoses {
        let diagnosis = app.diagnosis(&row.id).unwrap();
        read.look("Diagnosis", &diagnosis);
        read.look("ProbableFlows", &app.probable_flows(&row.id).unwrap());
        for kind in DiagramKind::ALL {
            read.look("Diagram", &app.diagram(&row.id, kind).unwrap());
        }
        for product in 0..diagnosis.profile.products.len() {
            read.look("QuotaOffer", &app.quota_offers(&row.id, product, "").unwrap());
        }
    }
    read.look("RollupPage", &app.rollup_page().unwrap());
    let library = app.list_library("").unwrap();
    read.look("LibraryList", &library);
    for row in &library.rows {
        read.look("LibraryDetail", &app.library_row(&row.table, &row.id).unwrap());
    }
    // A file of another enterprise over one that is there: everything differs.
    let id = &start.diagnoses[0].id;
    let preview =
        app.preview_import(id, &sample("dyeing.xlsx"), &Job::quiet().in_lang(Lang::En)).unwrap();
    let other = &start.diagnoses[1].id;
    let again = app
        .preview_import(other, &sample("chemical.xlsx"), &Job::quiet().in_lang(Lang::En))
        .unwrap();
    read.look("ImportPreview", &preview);
    read.look("ImportPreview", &again);
    let compared = app.compare_import(other, &again.token, &Job::quiet()).unwrap();
    read.look("ImportComparison", &compared);
    read.look("Synonym", &app.add_synonym("井水", "", "ground").unwrap());
    read.look("Verification", &app.verify_report(b"%PDF-1.7").unwrap());
    read.look("Failure", &told(&app.new_diagnosis(" ").unwrap_err()));
    read.look("Failure", &told(&app.diagnosis("x").unwrap_err()));
    read.look(
        "Failure",
        &told(&app.issue_report(id, "1", folder.path(), &Job::quiet()).unwrap_err()),
    );
    let found = read.chinese();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_concerns_the_whole_workspace_speaks_english() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("one"));
    app.speak(Lang::En);
    let job = Job::quiet().in_lang(Lang::En);
    let start = app.load_samples(&job).unwrap();
    let id = &start.diagnoses[0].id;
    let mut read = Read::default();
    read.look("Start", &start);

    // A folder stands where the report was to be written.
    let out = folder.path().join("out");
    let stem = start.diagnoses[0].name.clone();
    std::fs::create_dir_all(out.join(format!("{stem}节水诊断报告.docx"))).unwrap();
    std::fs::create_dir_all(out.join(format!("{stem}.docx"))).unwrap();
    let order =
        view::BatchOrder { ids: Some(vec![id.clone()]), docx: true, ..view::BatchOrder::default() };
    let done = app.export_batch(&order, &out, &job).unwrap();
    assert_eq!(done.failures.len(), 1, "{done:?}");
    read.look("BatchFailure", &done.failures);

    // Both sides change one field.
    let package = folder.path().join("package.shp");
    app.export_package(Some(std::slice::from_ref(id)), &package, &job).unwrap();
    let other = common::app(&folder.path().join("two"));
    other.speak(Lang::En);
    let preview = other.preview_package(&package).unwrap();
    other.accept_package(&preview.token, &BTreeMap::new()).unwrap();
    for (one, address) in [(&app, "1 Sample Road"), (&other, "2 Sample Road")] {
        let mut profile = one.diagnosis(id).unwrap().profile;
        profile.address = address.into();
        one.edit_profile(id, profile).unwrap();
    }
    let back = folder.path().join("back.shp");
    other.export_package(None, &back, &job).unwrap();
    let preview = app.preview_package(&back).unwrap();
    let conflict = &preview.diagnoses[0].conflicts[0];
    assert_eq!((conflict.field.as_str(), conflict.field_name.as_str()), ("address", "address"));
    read.look("PackagePreview", &preview);
    assert_eq!(app.report_preview(id).unwrap().pages[0].label, "cover");

    let kept = std::fs::read_dir(folder.path().join("two/files")).unwrap().next().unwrap();
    std::fs::write(kept.unwrap().path(), "other").unwrap();
    let check = other.check().unwrap();
    assert!(!check.problems.is_empty());
    read.look("WorkspaceCheck", &check);
    let found = read.chinese();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_language_is_changed_at_once_and_nothing_that_is_kept_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let made = app.new_diagnosis("嘉兴示例印染有限公司").unwrap();
    let edited =
        app.edit_profile(&made.id, view::Profile { employees: Some(12), ..made.profile }).unwrap();
    assert_eq!(edited.undo.as_deref(), Some("修改企业信息"));
    app.speak(Lang::En);
    assert_eq!(app.diagnosis(&made.id).unwrap().undo.as_deref(), Some("Edit the profile"));
    app.speak(Lang::Zh);
    assert_eq!(app.diagnosis(&made.id).unwrap(), edited);
}
