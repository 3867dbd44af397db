//! A person decides how a workbook is read, and what is remembered of it.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{said, shuiheng};
use shuiheng_api::view::{
    ImportChoices, ImportColumnChoice, ImportDecision, ImportHeaderChoice, ImportPreview,
    ImportRegion, ImportRowChoice, ImportTableChoice,
};
use shuiheng_api::{App, Code, Job, Reader};
use std::fs;
use std::path::{Path, PathBuf};

const PLAIN: &str = "水平衡表,,,,,\n单位：m³/d,,,,,\n机台,取水量,园区乙水,耗水量,排水量,漏失水量\n\
    染缸,10,5,1,14,0\n皂洗,20,5,2,23,0\n";

fn app(folder: &Path) -> App {
    App::open(folder, Reader::new(env!("CARGO_BIN_EXE_shuiheng"), "__read")).unwrap()
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

/// Choices that give the third column of the table on row 3 a meaning.
fn choice(sheet: &str, top: u32, meaning: &str) -> ImportChoices {
    let column = ImportColumnChoice { col: 2, meaning: Some(meaning.into()), ..Default::default() };
    let table =
        ImportTableChoice { sheet: sheet.into(), top, columns: vec![column], ..Default::default() };
    ImportChoices { tables: vec![table], ..Default::default() }
}

fn third(preview: &ImportPreview) -> (&str, bool) {
    let column = &preview.reading.tables[0].columns[2];
    (&column.meaning, column.chosen)
}

#[test]
fn a_choice_is_seen_at_once_and_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("工作区"));
    let path = file(folder.path(), "甲.csv", PLAIN);
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let preview = app.read_import(&id, &path, &Job::quiet()).unwrap();
    assert_eq!(third(&preview), ("", false));
    assert_eq!(preview.intake, Some(30.0));
    let token = preview.token.clone();

    let revised = app.revise_import(&id, &token, choice("甲", 2, "reclaimed")).unwrap_err();
    assert_eq!(revised.code, Code::Refused, "what is not offered is refused");
    let code = &preview.reading.offers.meanings;
    let code = code.iter().find(|offer| offer.name == "再生水").unwrap().code.clone();
    let revised = app.revise_import(&id, &token, choice("甲", 2, &code)).unwrap();
    assert_eq!(third(&revised), (code.as_str(), true));
    assert_eq!(revised.intake, Some(40.0));
    assert_eq!(revised.token, token);

    let back = app.revise_import(&id, &token, ImportChoices::default()).unwrap();
    assert_eq!(back.intake, preview.intake, "a choice can be taken back");
    app.revise_import(&id, &token, choice("甲", 2, &code)).unwrap();
    let diagnosis = app.accept_import(&id, &token, ImportDecision::replace()).unwrap();
    assert_eq!(diagnosis.site.sums["withdrawal_total"], Some(40.0));
    let gone = app.revise_import(&id, &token, ImportChoices::default()).unwrap_err();
    assert_eq!(gone.code, Code::NotFound);
}

#[test]
fn a_row_and_a_table_can_be_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("工作区"));
    let path = file(folder.path(), "甲.csv", PLAIN);
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let token = app.read_import(&id, &path, &Job::quiet()).unwrap().token;
    let mut choices = choice("甲", 2, "unused");
    choices.tables[0].rows = vec![ImportRowChoice { row: 3, role: "ignored".into() }];
    let revised = app.revise_import(&id, &token, choices.clone()).unwrap();
    assert_eq!((revised.intake, revised.units), (Some(20.0), 1));
    choices.tables[0].role = Some("ignored".into());
    let revised = app.revise_import(&id, &token, choices).unwrap();
    assert!(!revised.reading.usable);
    assert!(revised.reading.blocking > 0, "nothing is left, which must be settled first");
}

#[test]
fn the_sheet_is_shown_as_it_is_with_what_it_was_taken_for() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("工作区"));
    let path = file(folder.path(), "甲.csv", PLAIN);
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let token = app.read_import(&id, &path, &Job::quiet()).unwrap().token;
    let window = ImportRegion { top: 0, left: 0, bottom: 100, right: 20 };
    let piece = app.import_piece(&id, &token, "甲", window.clone()).unwrap();
    let cell = |row: u32, col: u32| {
        let cell = piece.cells.iter().find(|cell| (cell.row, cell.col) == (row, col)).unwrap();
        (cell.text.as_str(), cell.took.as_str(), cell.doubt.as_str())
    };
    assert_eq!(cell(1, 0), ("单位：m³/d", "unit", ""));
    assert_eq!(cell(2, 1), ("取水量", "header", ""));
    assert_eq!(cell(2, 2), ("园区乙水", "header", "warning"));
    assert_eq!(cell(3, 0), ("染缸", "name", ""));
    assert_eq!(cell(3, 3), ("1", "figure", ""));
    assert_eq!(cell(3, 2), ("5", "unread", ""));
    assert_eq!(piece.rows.len(), 2);
    assert_eq!(app.import_piece(&id, &token, "乙", window).unwrap_err().code, Code::NotFound);
}

#[test]
fn a_layout_is_remembered_for_one_enterprise_or_for_everyone() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("工作区"));
    let path = file(folder.path(), "甲.csv", PLAIN);
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let preview = app.read_import(&id, &path, &Job::quiet()).unwrap();
    let offers = &preview.reading.offers.meanings;
    let code = offers.iter().find(|offer| offer.name == "再生水").unwrap().code.clone();
    app.revise_import(&id, &preview.token, choice("甲", 2, &code)).unwrap();
    app.remember_import(&id, &preview.token, false).unwrap();

    let grown = PLAIN.replace("水平衡表,", "2026年水平衡表,") + "漂白,7,1,1,7,0\n";
    let grown = file(folder.path(), "乙.csv", &grown);
    let again = app.read_import(&id, &grown, &Job::quiet()).unwrap();
    assert_eq!(third(&again), (code.as_str(), true), "the same layout with more rows");
    let held = again.reading.tables[0].remembered.clone().unwrap();
    assert_eq!((held.enterprise.as_str(), held.used), ("嘉兴示例印染有限公司", true));
    assert_eq!((held.file.as_str(), held.made.is_empty()), ("甲.csv", false));

    let without = ImportChoices { without: vec![held.id], ..Default::default() };
    let off = app.revise_import(&id, &again.token, without).unwrap();
    assert_eq!(third(&off), ("", false), "it can be switched off for a file");
    assert!(!off.reading.tables[0].remembered.clone().unwrap().used);

    let other = app.new_diagnosis("桐乡示例化纤有限公司").unwrap().id;
    let theirs = app.read_import(&other, &grown, &Job::quiet()).unwrap();
    assert_eq!(third(&theirs), ("", false), "another enterprise is not spoken for");
    app.revise_import(&other, &theirs.token, choice("乙", 2, "unused")).unwrap();
    app.remember_import(&other, &theirs.token, true).unwrap();
    let third_one = app.new_diagnosis("海宁示例经编有限公司").unwrap().id;
    let everyone = app.read_import(&third_one, &path, &Job::quiet()).unwrap();
    assert_eq!(third(&everyone), ("unused", true), "what is for everyone holds for everyone");
    let own = app.read_import(&id, &path, &Job::quiet()).unwrap();
    assert_eq!(third(&own), (code.as_str(), true), "the enterprise's own comes first");
}

#[test]
fn a_file_in_which_nothing_is_known_can_still_be_given_its_meaning() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("工作区"));
    let path = file(folder.path(), "甲.csv", "企业用水情况,,\n甲,乙,丙\n染缸,10,10\n皂洗,20,20\n");
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let refused = app.preview_import(&id, &path, &Job::quiet()).unwrap_err();
    assert_eq!(refused.code, Code::Refused, "without a person nothing can be made of it");
    let preview = app.read_import(&id, &path, &Job::quiet()).unwrap();
    assert!(!preview.reading.usable && preview.reading.tables.is_empty());
    assert!(preview.doubts[0].blocking && preview.doubts[0].message.contains("没有找到水平衡表"));

    let headers = vec![ImportHeaderChoice { sheet: "甲".into(), top: 1, bottom: 1 }];
    let headed = ImportChoices { headers, ..Default::default() };
    let with_table = app.revise_import(&id, &preview.token, headed.clone()).unwrap();
    assert_eq!(with_table.reading.tables[0].range, "A2:C4");
    let column = |col: u32, meaning: &str| ImportColumnChoice {
        col,
        meaning: Some(meaning.into()),
        ..Default::default()
    };
    let table = ImportTableChoice {
        sheet: "甲".into(),
        top: 1,
        role: Some("balance".into()),
        columns: vec![column(0, "name"), column(1, "withdrawal.tap"), column(2, "discharge")],
        ..Default::default()
    };
    let whole = ImportChoices { tables: vec![table], ..headed };
    let read = app.revise_import(&id, &preview.token, whole.clone()).unwrap();
    assert_eq!((read.intake, read.reading.usable), (Some(30.0), true));
    let nothing = app.revise_import(&id, &preview.token, ImportChoices::default()).unwrap();
    assert!(!nothing.reading.usable);
    let again = app.revise_import(&id, &preview.token, whole).unwrap();
    assert_eq!(again.intake, Some(30.0), "what was taken back can be chosen again at once");
    let diagnosis = app.accept_import(&id, &preview.token, ImportDecision::replace()).unwrap();
    assert_eq!(diagnosis.site.sums["withdrawal_total"], Some(30.0));
}

#[test]
fn synonyms_are_kept_listed_and_carried_over() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("工作区");
    let run = |arguments: &[&str]| {
        let place = workspace.to_str().unwrap();
        shuiheng(["--workspace", place, "synonym"].iter().chain(arguments))
    };
    assert!(run(&["add", "园区乙水", "再生水"]).status.success());
    assert!(run(&["add", "=1+1", "耗水量", "--under", "取水量"]).status.success());
    let unknown = run(&["add", "园区丙水", "溪水"]);
    assert_eq!(unknown.status.code(), Some(3));
    assert!(said(&unknown).contains("“溪水”不在可选含义之内"));
    let list = String::from_utf8(run(&["list"]).stdout).unwrap();
    assert!(list.contains("园区乙水 → 再生水") && list.contains("取水量/=1+1 → 耗水量"), "{list}");

    for name in ["同义词.csv", "同义词.xlsx"] {
        let out = folder.path().join(name);
        assert!(run(&["export", out.to_str().unwrap()]).status.success());
        let other = folder.path().join(name.replace('.', "-"));
        let taken = shuiheng([
            "--workspace",
            other.to_str().unwrap(),
            "synonym",
            "import",
            out.to_str().unwrap(),
        ]);
        assert!(taken.status.success(), "{name}: {}", said(&taken));
        let theirs = shuiheng(["--workspace", other.to_str().unwrap(), "synonym", "list"]);
        assert_eq!(String::from_utf8(theirs.stdout).unwrap(), list, "{name}");
    }
    let csv = fs::read_to_string(folder.path().join("同义词.csv")).unwrap();
    assert!(csv.contains("'=1+1"), "a spreadsheet must not compute it: {csv}");

    let bad = file(
        folder.path(),
        "坏.csv",
        "表头,上级表头,含义\n园区丁水,,地下水\n园区丁水,,自来水\n园区乙水,,自来水\n园区戊水,,溪水\n",
    );
    let refused = run(&["import", bad.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(3));
    for line in [
        "第 3 行：“园区丁水”与第 2 行的含义不同",
        "第 4 行：“园区乙水”与工作区中已有的含义不同",
        "第 5 行：含义“溪水”",
    ] {
        assert!(said(&refused).contains(line), "{}", said(&refused));
    }
    assert_eq!(String::from_utf8(run(&["list"]).stdout).unwrap(), list, "nothing was taken over");
    assert!(run(&["remove", "园区乙水"]).status.success());
    assert!(!String::from_utf8(run(&["list"]).stdout).unwrap().contains("园区乙水"));

    let app = app(&workspace);
    app.add_synonym("园区乙水", "", "reclaimed").unwrap();
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let path = file(folder.path(), "甲.csv", PLAIN);
    let preview = app.read_import(&id, &path, &Job::quiet()).unwrap();
    assert_eq!(preview.intake, Some(40.0), "the synonym is read");
}
