//! A corrected file comes back: what changed, what follows, and the three decisions; and the
//! copy that went out before it.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{said, shuiheng};
use shuiheng_api::view::{Diagnosis, ImportComparison, ImportDecision};
use shuiheng_api::{App, Code, Job, Reader};
use std::fs;
use std::path::{Path, PathBuf};

const HEAD: &str = "水平衡统计表\n单位：m³/d\n用水单元,取水量,循环水量,耗水量,排水量,漏失水量\n";

/// A table of rows such as `染色机,10,0,2,8,0`.
fn table(folder: &Path, name: &str, rows: &[&str]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, format!("{HEAD}{}\n", rows.join("\n"))).unwrap();
    path
}

struct Case {
    folder: tempfile::TempDir,
    app: App,
    id: String,
}

impl Case {
    /// A diagnosis with two units, of which a person corrected the discharge of the first.
    fn edited() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let reader = Reader::new(env!("CARGO_BIN_EXE_shuiheng"), "__read");
        let app = App::open(&folder.path().join("workspace"), reader).unwrap();
        let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
        let case = Self { folder, app, id };
        case.accept(&["染色机,10,0,2,8,0", "水洗机,20,0,3,17,0"], ImportDecision::replace());
        let unit = case.now().units[0].id.clone();
        case.app.edit_flow(&case.id, &unit, "discharge", Some(7.5), "measured").unwrap();
        case
    }

    fn now(&self) -> Diagnosis {
        self.app.diagnosis(&self.id).unwrap()
    }

    fn preview(&self, rows: &[&str]) -> String {
        let path = table(self.folder.path(), "表.csv", rows);
        self.app.preview_import(&self.id, &path, &Job::quiet()).unwrap().token
    }

    fn accept(&self, rows: &[&str], decision: ImportDecision) -> Diagnosis {
        let token = self.preview(rows);
        self.app.accept_import(&self.id, &token, decision).unwrap()
    }

    fn compare(&self, rows: &[&str]) -> ImportComparison {
        let token = self.preview(rows);
        self.app.compare_import(&self.id, &token, &Job::quiet()).unwrap()
    }

    /// Units with their intake and discharge.
    fn figures(&self) -> Vec<(String, Option<f64>, Option<f64>)> {
        let figures = |unit: shuiheng_api::view::Unit| {
            let intake = unit.sums.get("withdrawal_total").copied().flatten();
            (unit.name, intake, unit.figures.get("discharge").and_then(|known| known.value))
        };
        self.now().units.into_iter().map(figures).collect()
    }
}

fn figures(rows: &[(&str, f64, f64)]) -> Vec<(String, Option<f64>, Option<f64>)> {
    rows.iter().map(|(name, one, two)| ((*name).to_owned(), Some(*one), Some(*two))).collect()
}

/// The file came back with a row put in, an intake corrected, and the discharge as it was.
const CORRECTED: [&str; 3] = ["染色机,11,0,2,8,0", "定型机,5,0,1,4,0", "水洗机,20,0,3,17,0"];

#[test]
fn a_corrected_file_is_compared_cell_by_cell_and_a_new_row_is_one_row() {
    let case = Case::edited();
    let comparison = case.compare(&CORRECTED);
    let [sheet] = comparison.sheets.as_slice() else { panic!("{:?}", comparison.sheets) };
    let cell = |place: &Option<shuiheng_api::view::Cell>| {
        place.as_ref().map(|cell| cell.a1.clone()).unwrap_or_default()
    };
    let changes: Vec<_> = sheet
        .cells
        .iter()
        .map(|change| {
            let places = (cell(&change.before_cell), cell(&change.cell));
            (places.0, places.1, change.before.clone(), change.after.clone())
        })
        .collect();
    let expected = |old: &str, new: &str, before: &str, after: &str| {
        (old.to_owned(), new.to_owned(), before.to_owned(), after.to_owned())
    };
    assert_eq!(changes[0], expected("B4", "B4", "10", "11"));
    assert_eq!(changes[1], expected("", "A5", "", "定型机"));
    assert_eq!(changes.len(), 7);
    assert_eq!(sheet.cells[0].row, "染色机");
    assert!(sheet.cells[0].feeds.starts_with("染色机 · "), "{}", sheet.cells[0].feeds);
}

#[test]
fn the_results_are_told_before_and_after_for_each_decision() {
    let case = Case::edited();
    let comparison = case.compare(&CORRECTED);
    let effect = |what: &str| {
        let effect = comparison.effects.iter().find(|effect| effect.what == what).unwrap();
        (effect.before.as_str(), effect.replaced.as_str(), effect.merged.as_str())
    };
    assert_eq!(effect("取水量"), ("30.0 m³/d", "36.0 m³/d", "36.0 m³/d"));
    assert_eq!(effect("排水量"), ("24.5 m³/d", "29.0 m³/d", "28.5 m³/d"));
    let [conflict] = comparison.conflicts.as_slice() else { panic!("{:?}", comparison.conflicts) };
    assert_eq!(
        (conflict.unit.as_str(), conflict.own.as_str(), conflict.file.as_str(), conflict.fixed),
        ("染色机", "7.5 m³/d", "8.0 m³/d", false)
    );
    assert_eq!(comparison.replaced, comparison.merged + 1);
}

#[test]
fn replacing_takes_the_file_and_undo_brings_the_persons_figure_back() {
    let case = Case::edited();
    let before = case.now();
    case.accept(&CORRECTED, ImportDecision::replace());
    assert_eq!(
        case.figures(),
        figures(&[("染色机", 11.0, 8.0), ("定型机", 5.0, 4.0), ("水洗机", 20.0, 17.0)])
    );
    case.app.undo(&case.id).unwrap();
    assert_eq!(case.now().units, before.units);
    assert_eq!(case.compare(&CORRECTED).conflicts.len(), 1, "still the person's after an undo");
}

#[test]
fn merging_keeps_the_persons_figure_and_takes_the_rest() {
    let case = Case::edited();
    let before = case.now();
    case.accept(&CORRECTED, ImportDecision::merge(Vec::new()));
    assert_eq!(
        case.figures(),
        figures(&[("染色机", 11.0, 7.5), ("定型机", 5.0, 4.0), ("水洗机", 20.0, 17.0)])
    );
    assert_eq!(case.now().undo, Some("导入“表.csv”（合并）".into()));
    assert_eq!(case.compare(&CORRECTED).conflicts.len(), 1, "it stays the person's");
    case.app.undo(&case.id).unwrap();
    assert_eq!(case.now().units, before.units);
}

#[test]
fn a_conflict_can_be_settled_for_the_file_row_by_row() {
    let case = Case::edited();
    let unit = case.now().units[1].id.clone();
    case.app.edit_flow(&case.id, &unit, "discharge", Some(16.0), "measured").unwrap();
    let token = case.preview(&CORRECTED);
    let comparison = case.app.compare_import(&case.id, &token, &Job::quiet()).unwrap();
    let keys: Vec<_> = comparison.conflicts.iter().map(|conflict| conflict.key.clone()).collect();
    assert_eq!(keys.len(), 2);
    let first = comparison.conflicts.iter().find(|conflict| conflict.unit == "染色机").unwrap();
    let decision = ImportDecision::merge(vec![first.key.clone()]);
    case.app.accept_import(&case.id, &token, decision).unwrap();
    assert_eq!(
        case.figures(),
        figures(&[("染色机", 11.0, 8.0), ("定型机", 5.0, 4.0), ("水洗机", 20.0, 16.0)])
    );
}

#[test]
fn merging_keeps_a_unit_that_the_file_lost_where_a_person_entered_a_figure() {
    let case = Case::edited();
    let rows = ["水洗机,21,0,3,18,0"];
    let comparison = case.compare(&rows);
    assert_eq!(comparison.conflicts[0].file, "文件中没有");
    case.accept(&rows, ImportDecision::merge(Vec::new()));
    let names: Vec<_> =
        case.figures().into_iter().map(|(name, _, discharge)| (name, discharge)).collect();
    assert_eq!(names, [("水洗机".to_owned(), Some(18.0)), ("染色机".to_owned(), Some(7.5))]);
}

#[test]
fn keeping_a_file_changes_no_figure_and_the_file_can_be_opened() {
    let case = Case::edited();
    let before = case.now();
    let after = case.accept(&CORRECTED, ImportDecision::keep());
    assert_eq!((after.units, after.site), (before.units.clone(), before.site));
    assert_eq!(after.files.len(), 2);
    assert_eq!(after.undo, Some("留存文件“表.csv”".into()));
    let out = case.folder.path().join("副本.xlsx");
    let file = after.files.iter().find(|file| file.sha256 != before.files[0].sha256).unwrap();
    let copy = case.app.marked_copy(&case.id, &file.sha256, &out, &Job::quiet()).unwrap();
    assert!(copy.values_only && out.is_file());
    assert_eq!(copy.name, "表（问题标注）.xlsx");
    assert_eq!(case.app.undo(&case.id).unwrap().files.len(), 1);
}

#[test]
fn the_same_file_again_changes_nothing_whatever_is_decided() {
    let rows = ["染色机,10,0,2,8,0", "水洗机,20,0,3,17,0"];
    for decision in [ImportDecision::merge(Vec::new()), ImportDecision::keep()] {
        let case = Case::edited();
        let before = case.now();
        let after = case.accept(&rows, decision);
        assert_eq!(
            (after.units, after.files, after.undo),
            (before.units, before.files, before.undo)
        );
    }
}

#[test]
fn a_wrong_decision_or_a_used_token_is_an_error() {
    let case = Case::edited();
    let token = case.preview(&CORRECTED);
    case.app.accept_import(&case.id, &token, ImportDecision::keep()).unwrap();
    let again = case.app.compare_import(&case.id, &token, &Job::quiet()).unwrap_err();
    assert_eq!(again.code, Code::NotFound);
}

#[test]
fn the_copy_of_a_preview_and_of_a_kept_file_name_the_same_problems() {
    let case = Case::edited();
    let path = table(case.folder.path(), "问题.csv", &["染色机,约10,0,2,8,0", "水洗机,20,0,3,x,0"]);
    let preview = case.app.preview_import(&case.id, &path, &Job::quiet()).unwrap();
    assert_eq!(case.app.marked_name(&case.id, &preview.token).unwrap(), "问题（问题标注）.xlsx");
    let out = case.folder.path().join("副本.xlsx");
    let copy = case.app.marked_copy(&case.id, &preview.token, &out, &Job::quiet()).unwrap();
    assert!(copy.cells >= 2, "{copy:?}");
    let refused = case
        .app
        .marked_copy(&case.id, &preview.token, &out.with_extension("xls"), &Job::quiet())
        .unwrap_err();
    assert!(refused.message.zh.contains(".xlsx"));
    let kept = case.app.accept_import(&case.id, &preview.token, ImportDecision::keep()).unwrap();
    let sha = kept.files.iter().find(|file| file.name == "问题.csv").unwrap().sha256.clone();
    let again = case.app.marked_copy(&case.id, &sha, &out, &Job::quiet()).unwrap();
    assert_eq!(
        (again.errors, again.warnings, again.cells),
        (copy.errors, copy.warnings, copy.cells)
    );
}

#[test]
fn the_command_line_writes_a_marked_copy_and_never_over_the_original() {
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples/plating.xlsx");
    let out = folder.path().join("副本.xlsx");
    let run = shuiheng(["inspect", sample.to_str().unwrap(), "--marked", out.to_str().unwrap()]);
    assert!(run.status.success(), "{}", said(&run));
    assert!(out.is_file());
    let over = shuiheng(["inspect", out.to_str().unwrap(), "--marked", out.to_str().unwrap()]);
    assert_eq!(over.status.code(), Some(3));
    // The copy itself is read like the original, without its list.
    let both = |path: &Path| {
        let run = shuiheng(["inspect", path.to_str().unwrap(), "--json"]);
        let found: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        (found["units"].as_array().unwrap().len(), found["issues"].as_array().unwrap().len())
    };
    assert_eq!(both(&sample), both(&out));
}

#[test]
fn what_does_not_add_up_is_marked_and_what_is_not_the_enterprises_business_is_not() {
    let case = Case::edited();
    // In 10, out 4: the unit does not close.
    let path = table(case.folder.path(), "问题.csv", &["染色机,10,0,2,2,0", "水洗机,20,0,3,17,0"]);
    let out = case.folder.path().join("副本.xlsx");
    let run =
        shuiheng(["inspect".as_ref(), path.as_os_str(), "--marked".as_ref(), out.as_os_str()]);
    assert!(said(&run).contains("必须处理 1 条"), "{}", said(&run));
    let preview = case.app.preview_import(&case.id, &path, &Job::quiet()).unwrap();
    let copy = case.app.marked_copy(&case.id, &preview.token, &out, &Job::quiet()).unwrap();
    assert_eq!(copy.errors, 1, "{copy:?}");
}
