//! Issued reports: what keeps one from being final, what is kept of it, and how a file is
//! told from the original.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, imported, said, sample, shuiheng};
use shuiheng_api::{App, Code, Job, view};
use std::fs;

fn keys(diagnosis: &view::Diagnosis) -> Vec<view::RelianceKey> {
    let open = diagnosis.reliances.iter().filter(|one| one.state == "open");
    open.map(|one| one.key.clone()).collect()
}

fn text_of(pdf: &std::path::Path) -> String {
    String::from_utf8_lossy(&fs::read(pdf).unwrap()).into_owned()
}

/// A unit whose figures can be edited.
fn leaf(diagnosis: &view::Diagnosis) -> &view::Unit {
    diagnosis
        .units
        .iter()
        .find(|unit| !unit.has_children && unit.figures.contains_key("leakage"))
        .unwrap()
}

/// A diagnosis all of whose values are accepted.
fn accepted(app: &App) -> view::Diagnosis {
    let diagnosis = imported(app, &sample("dyeing.xlsx"));
    app.accept_unconfirmed(&diagnosis.id, &keys(&diagnosis), "正式文本未取得，待核实").unwrap()
}

#[test]
fn a_report_is_not_final_while_it_rests_on_what_nobody_confirmed_or_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let before = imported(&app, &sample("dyeing.xlsx"));
    let pdf = folder.path().join("正式稿.pdf");
    let refused = app.issue_report(&before.id, "2026-001", &pdf, &Job::quiet()).unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    assert!(refused.message.zh.contains("未核实且未经确认采用"), "{}", refused.message.zh);
    assert!(!pdf.exists(), "nothing was written");
    assert_eq!(app.issued_reports(None).unwrap(), [], "and nothing issued");

    let all = keys(&before);
    let (last, most) = all.split_last().unwrap();
    app.accept_unconfirmed(&before.id, most, "待核实").unwrap();
    assert!(
        app.issue_report(&before.id, "2026-001", &pdf, &Job::quiet()).is_err(),
        "one is enough to refuse"
    );
    app.accept_unconfirmed(&before.id, std::slice::from_ref(last), "待核实").unwrap();
    app.issue_report(&before.id, "2026-001", &pdf, &Job::quiet()).unwrap();
    assert!(pdf.exists());
}

#[test]
fn an_acceptance_needs_a_reason_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let before = imported(&app, &sample("dyeing.xlsx"));
    let all = keys(&before);
    assert!(app.accept_unconfirmed(&before.id, &all, "  ").is_err());
    assert!(app.accept_unconfirmed(&before.id, &[], "理由").is_err());
    let foreign = view::RelianceKey { kind: "quota".into(), id: "没有".into() };
    assert!(app.accept_unconfirmed(&before.id, &[foreign], "理由").is_err());
    assert_eq!(keys(&app.diagnosis(&before.id).unwrap()), all, "a refusal changes nothing");

    let done = app.accept_unconfirmed(&before.id, &all, "资料 \n 待核实").unwrap();
    assert_eq!(keys(&done), []);
    assert!(done.reliances[0].said.starts_with("资料 待核实（"), "{}", done.reliances[0].said);
    let back = app.withdraw_acceptance(&before.id, &all[..1]).unwrap();
    assert_eq!(keys(&back), all[..1]);
    assert_eq!(keys(&app.undo(&before.id).unwrap()), [], "each is one undo");
    assert_eq!(keys(&app.undo(&before.id).unwrap()), all);
}

#[test]
fn an_acceptance_holds_for_the_value_as_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let done = accepted(&app);
    let tolerances = view::Tolerances { unit_warn_pct: 4.0, ..done.tolerances.clone() };
    let changed = app.edit_tolerances(&done.id, tolerances).unwrap();
    let open: Vec<String> = keys(&changed).into_iter().map(|key| key.id).collect();
    assert_eq!(open, ["tolerances"], "another tolerance was not accepted");
}

#[test]
fn an_issued_report_is_kept_and_made_again_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let done = accepted(&app);
    let (first, again) = (folder.path().join("1.pdf"), folder.path().join("2.pdf"));
    assert!(app.next_report_number().unwrap().ends_with("-001"));
    app.issue_report(&done.id, "嘉水诊〔2026〕1号", &first, &Job::quiet()).unwrap();
    // What happens to the diagnosis afterwards does not touch the report.
    let unit = &leaf(&done).id;
    app.edit_flow(&done.id, unit, "withdrawal.tap", Some(1.0), "metered").unwrap();
    app.write_issued("嘉水诊〔2026〕1号", &again, &Job::quiet()).unwrap();
    assert_eq!(fs::read(&first).unwrap(), fs::read(&again).unwrap());
    let reports = app.issued_reports(Some(&done.id)).unwrap();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].stale, "the diagnosis changed since");
    assert!(app.write_issued("没有", &again, &Job::quiet()).is_err());
}

#[test]
fn a_number_is_used_once_and_counted_on() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let done = accepted(&app);
    let pdf = folder.path().join("1.pdf");
    app.issue_report(&done.id, "SH-0009", &pdf, &Job::quiet()).unwrap();
    let refused = app.issue_report(&done.id, "SH-0009", &pdf, &Job::quiet()).unwrap_err();
    assert!(refused.message.zh.contains("已用于"), "{}", refused.message.zh);
    assert_eq!(app.next_report_number().unwrap(), "SH-0010");
}

#[test]
fn a_file_is_told_from_the_original() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let done = accepted(&app);
    let pdf = folder.path().join("1.pdf");
    app.issue_report(&done.id, "2026-001", &pdf, &Job::quiet()).unwrap();
    let verdict = |bytes: &[u8]| app.verify_report(bytes).unwrap().verdict;
    let original = fs::read(&pdf).unwrap();
    assert_eq!(verdict(&original), "original");
    let mut altered = original.clone();
    *altered.last_mut().unwrap() ^= 1;
    assert_eq!(verdict(&altered), "altered");
    assert_eq!(verdict(b"%PDF-1.7"), "foreign");
    let draft = folder.path().join("2.pdf");
    app.export_report(&done.id, &draft, &Job::quiet()).unwrap();
    assert_eq!(verdict(&fs::read(&draft).unwrap()), "draft");
    assert!(!text_of(&draft).contains("报告编号"), "a draft has no number");
}

#[test]
fn a_later_report_tells_what_changed_since_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let done = accepted(&app);
    let pdf = folder.path().join("1.pdf");
    let first = app.issue_report(&done.id, "2026-001", &pdf, &Job::quiet()).unwrap();
    let same = app.issue_report(&done.id, "2026-002", &pdf, &Job::quiet()).unwrap();
    assert!(same.pages >= first.pages, "a section more");
    let unit = &leaf(&done).id;
    app.edit_flow(&done.id, unit, "leakage", Some(9.0), "metered").unwrap();
    let open = keys(&app.diagnosis(&done.id).unwrap());
    if !open.is_empty() {
        app.accept_unconfirmed(&done.id, &open, "待核实").unwrap();
    }
    app.issue_report(&done.id, "2026-003", &pdf, &Job::quiet()).unwrap();
    app.write_issued("2026-003", &folder.path().join("2.pdf"), &Job::quiet()).unwrap();
}

#[test]
fn the_command_line_issues_lists_and_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("workspace");
    {
        let app = app(&workspace);
        imported(&app, &sample("dyeing.xlsx"));
    }
    let name = "嘉兴示例印染有限公司";
    let pdf = folder.path().join("正式稿.pdf");
    let run = |arguments: &[&str]| {
        let all = ["--workspace", workspace.to_str().unwrap()];
        shuiheng(all.iter().chain(arguments))
    };
    let out = pdf.to_str().unwrap();
    let refused = run(&["case", "report", name, "--final", "--pdf", out]);
    assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
    let basis = run(&["case", "basis", name, "--json"]);
    let basis: serde_json::Value = serde_json::from_slice(&basis.stdout).unwrap();
    assert!(basis["reliances"].as_array().unwrap().iter().all(|one| one["state"] != "confirmed"));
    assert!(run(&["case", "accept", name, "--note", "待核实"]).status.success());
    let issued = run(&["case", "report", name, "--final", "--number", "T-1", "--pdf", out]);
    assert!(issued.status.success(), "{}", said(&issued));
    let list = run(&["case", "issued", name, "--json"]);
    let list: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(list["reports"][0]["number"], "T-1");
    assert_eq!(run(&["verify", out]).status.code(), Some(0));
    fs::write(&pdf, "报告编号：T-1<").unwrap();
    let altered = run(&["verify", out]);
    assert_eq!(altered.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&altered.stdout).contains("已被改动"));
    assert!(run(&["case", "reissue", "T-1", "--pdf", out]).status.success());
    assert_eq!(run(&["verify", out]).status.code(), Some(0));
}

#[test]
fn the_report_is_written_for_word_too() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let diagnosis = imported(&app, &sample("dyeing.xlsx"));
    let file = folder.path().join("报告.docx");
    app.export_word(&diagnosis.id, &file, &Job::quiet()).unwrap();
    assert!(fs::read(&file).unwrap().starts_with(b"PK"), "a package");
    let out = folder.path().join("命令行.docx");
    let files = [sample("plating.xlsx").into_os_string(), "--docx".into(), out.clone().into()];
    let run = shuiheng([std::ffi::OsString::from("diagnose")].into_iter().chain(files));
    assert!(run.status.success(), "{}", said(&run));
    assert!(out.exists());
}

#[test]
fn what_was_confirmed_is_printed_as_confirmed_in_the_issued_report() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let profile = shuiheng_api::profile_file(&sample("dyeing.toml")).unwrap();
    let id = app.new_case(None, Some(profile)).unwrap();
    let preview = app.preview_import(&id, &sample("dyeing.xlsx"), &Job::quiet()).unwrap();
    app.accept_import(&id, &preview.token, view::ImportDecision::replace()).unwrap();
    let quota = "MIIT-DYE-2017D-1";
    app.choose_quota(&id, 0, Some(quota.into()), "暂无正式定额，作参考比较").unwrap();
    let form = view::LibraryConfirming {
        rows: vec![view::LibraryKey { table: "quotas".into(), id: quota.into() }],
        by: "复核人".into(),
        on: "2026-05-04".into(),
        document: "规范条件正式文本".into(),
        clause: "第3页".into(),
        scan: None,
    };
    app.confirm_rows(&form, None).unwrap();
    let now = app.diagnosis(&id).unwrap();
    let row = now.reliances.iter().find(|one| one.key.id == quota).unwrap();
    assert_eq!(row.state, "confirmed");
    app.accept_unconfirmed(&id, &keys(&now), "待核实").unwrap();
    let pdf = folder.path().join("1.pdf");
    app.issue_report(&id, "2026-001", &pdf, &Job::quiet()).unwrap();
    let text = std::process::Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap().replace(['\n', ' '], "");
    assert!(text.contains("规范条件正式文本第3页"), "the confirmation is printed");
}
