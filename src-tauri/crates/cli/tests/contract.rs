//! The contract of the command line: exit codes, messages, what is and is not written.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{said, shuiheng};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples").join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A file that is refused: exit code 3, the words, nothing on standard output, and no PDF.
#[track_caller]
fn refused(name: &str, bytes: Option<&[u8]>, words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let (file, pdf) = (folder.path().join(name), folder.path().join("out.pdf"));
    if let Some(bytes) = bytes {
        fs::write(&file, bytes).unwrap();
    }
    let output = shuiheng(["diagnose", text(&file), "--json", "--pdf", text(&pdf)]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(3), "{name}: {said}");
    assert!(output.stdout.is_empty(), "{name}");
    assert!(!pdf.exists(), "{name}: a PDF was written");
    for word in words {
        assert!(said.contains(word), "{name}: “{word}” is not in: {said}");
    }
    assert!(said.contains(name) || words.is_empty(), "{name} is not named: {said}");
}

#[test]
fn bad_input_is_refused_with_what_to_do() {
    refused("没有.xlsx", None, &["不存在"]);
    refused("空.xlsx", Some(b""), &["空"]);
    refused("坏.xlsx", Some(b"PK\x03\x04 abcd"), &[]);
    refused("说明.xlsx", Some(b"%PDF-1.7\n1 0 obj\n"), &["PDF"]);
    refused(
        "通讯录.csv",
        Some("姓名,电话\n甲,1\n乙,2\n".as_bytes()),
        &["没有找到水平衡表", "template"],
    );
    let whole = fs::read(sample("dyeing.xlsx")).unwrap();
    refused("半个.xlsx", Some(&whole[..whole.len() / 2]), &[]);
}

#[test]
fn a_unit_of_measure_that_cannot_be_read_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("表.csv");
    fs::write(&file, "水平衡统计表\n单位：方/班\n用水单元,取水量,耗水量,排水量\n染色机,10,2,8\n水洗机,20,3,17\n合计,30,5,25\n").unwrap();
    let output = shuiheng(["diagnose", text(&file), "--json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let issues = document["issues"].as_array().cloned().unwrap_or_default();
    assert!(
        issues.iter().any(|issue| issue["code"] == "unit_unknown" && issue["severity"] == "error"),
        "{issues:?} {}",
        said(&output)
    );
    assert!(
        document["totals"]["withdrawal_total"].is_null(),
        "no figure is made of a unit that cannot be read"
    );
}

#[test]
fn totals_that_disagree_are_said_at_their_cell() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("表.csv");
    fs::write(&file, "水平衡统计表\n单位：m³/d\n用水单元,取水量,耗水量,排水量,漏失水量\n染色机,10,2,8,0\n水洗机,20,3,17,0\n合计,40,5,25,0\n").unwrap();
    let document = common::diagnosed(&file);
    let issue = document["issues"]
        .as_array()
        .unwrap()
        .iter()
        .find(|issue| issue["code"] == "total_mismatch")
        .unwrap();
    assert_eq!(issue["where"][0], "表!B6");
    assert_eq!(document["totals"]["withdrawal_total"], 30.0);
}

#[test]
fn an_undivided_intake_says_nothing_of_its_sources() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("表.csv");
    fs::write(&file, "水平衡统计表\n单位：m³/d\n用水单元,取水量,耗水量,排水量,漏失水量\n染色机,10,2,8,0\n水洗机,20,3,17,0\n合计,30,5,25,0\n").unwrap();
    let document = common::diagnosed(&file);
    let sources = &document["totals"]["withdrawal"];
    assert_eq!(
        (&sources["unspecified"], &sources["tap"]),
        (&30.0.into(), &serde_json::Value::Null)
    );
}

#[test]
fn wrong_usage_is_code_2() {
    assert_eq!(shuiheng(["diagnose"]).status.code(), Some(2));
    assert_eq!(shuiheng(["diagnose", "--nonsense"]).status.code(), Some(2));
    assert_eq!(shuiheng(["case", "list"]).status.code(), Some(3), "no workspace was named");
}

#[test]
fn strict_asks_for_more() {
    let leak = sample("chemical.xlsx");
    assert_eq!(shuiheng(["diagnose", text(&leak), "--json"]).status.code(), Some(0));
    let output = shuiheng(["diagnose", text(&leak), "--json", "--strict"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(said(&output).contains("水洗工序"));
    assert!(!output.stdout.is_empty(), "the result is printed all the same");
}

#[test]
fn a_workbook_is_never_overwritten_with_json() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("d.xlsx");
    fs::copy(sample("dyeing.xlsx"), &file).unwrap();
    let before = fs::read(&file).unwrap();
    let output = shuiheng([OsStr::new("diagnose"), OsStr::new("--json"), file.as_os_str()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(fs::read(&file).unwrap(), before);
    assert!(String::from_utf8_lossy(&output.stdout).contains("shuiheng.diagnosis/1"));
}

#[test]
fn a_report_that_cannot_be_written_leaves_the_old_one_whole() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("report.pdf");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("old"), b"old").unwrap();
    let output = shuiheng(["diagnose", text(&sample("dyeing.xlsx")), "--pdf", text(&target)]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("report.pdf"));
    assert_eq!(fs::read(target.join("old")).unwrap(), b"old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half-written stays");
    let missing = folder.path().join("no/such/folder.pdf");
    assert_eq!(
        shuiheng(["diagnose", text(&sample("dyeing.xlsx")), "--pdf", text(&missing)]).status.code(),
        Some(3)
    );
}

#[test]
fn english_is_spoken_on_demand() {
    let output = shuiheng(["--lang", "en", "diagnose", text(&sample("chemical.xlsx"))]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("does not close"), "{printed}");
}

#[test]
fn inspect_explains_what_was_recognised() {
    let output = shuiheng(["inspect", text(&sample("dyeing.xlsx"))]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    for word in ["水平衡表", "循环水量", "自来水", "m³/d", "19 个用水单元"] {
        assert!(printed.contains(word), "{word}: {printed}");
    }
    let json = shuiheng(["inspect", text(&sample("dyeing.xlsx")), "--json"]);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(document["units"].as_array().unwrap().len(), 24, "19 units in 5 workshops");
}

#[test]
fn the_template_can_be_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("模板.xlsx");
    let output = shuiheng(["template", text(&file)]);
    assert!(output.status.success(), "{}", said(&output));
    let empty = shuiheng(["diagnose", text(&file), "--json"]);
    assert_eq!(empty.status.code(), Some(3), "a template that was not filled in holds no balance");
    assert!(said(&empty).contains("没有找到水平衡表"), "{}", said(&empty));
    assert_eq!(
        shuiheng(["template", text(&folder.path().join("模板.doc"))]).status.code(),
        Some(3)
    );
}

#[test]
fn the_demo_makes_every_report() {
    let folder = tempfile::tempdir().unwrap();
    let output = shuiheng(["demo", "--out", text(folder.path())]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fs::read_dir(folder.path().join("reports")).unwrap().count(), 7);
    assert_eq!(fs::read_dir(folder.path().join("workbooks")).unwrap().count(), 14);
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let made = |name: &str| {
        let pdf = folder.path().join(name);
        let output =
            shuiheng(["diagnose", text(&sample("dyeing.xlsx")), "--json", "--pdf", text(&pdf)]);
        assert!(output.status.success(), "{}", said(&output));
        (output.stdout, fs::read(&pdf).unwrap())
    };
    let (one, two) = (made("1.pdf"), made("2.pdf"));
    assert!(one.0 == two.0, "JSON differs");
    assert!(one.1 == two.1, "PDF differs");
}
