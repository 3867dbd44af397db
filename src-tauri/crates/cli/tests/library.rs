//! The library of a workspace: confirmed, changed, chosen from, taken in, handed on.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{app, imported, said, sample, shuiheng};
use shuiheng_api::view::{self, LibraryConfirming, LibraryKey, QuotaImportChoices};
use shuiheng_api::{App, Code, Job};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

/// A shipped quota with one value.
const SHIPPED: &str = "MWR2019-FIRE-01";

fn key(table: &str, id: &str) -> LibraryKey {
    LibraryKey { table: table.into(), id: id.into() }
}

fn form(rows: &[(&str, &str)]) -> LibraryConfirming {
    LibraryConfirming {
        rows: rows.iter().map(|(table, id)| key(table, id)).collect(),
        by: "审核员甲".into(),
        on: "2024-10-08".into(),
        document: "标准文本".into(),
        clause: "第 3 页".into(),
        scan: None,
    }
}

#[track_caller]
fn state(app: &App, table: &str, id: &str) -> String {
    app.library_row(table, id).unwrap().row.state
}

fn quota(app: &App, id: &str) -> view::Quota {
    app.library_row("quotas", id).unwrap().quota.unwrap()
}

fn own(product: &str, general: f64) -> view::Quota {
    view::Quota {
        standard: "示例标准 1-2020".into(),
        product: product.into(),
        unit: "m³/t".into(),
        general: Some(general),
        ..view::Quota::default()
    }
}

#[test]
fn a_row_is_confirmed_as_long_as_it_is_what_was_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    assert_eq!(state(&app, "quotas", SHIPPED), "unconfirmed");
    app.confirm_rows(&form(&[("quotas", SHIPPED)]), None).unwrap();
    assert_eq!(state(&app, "quotas", SHIPPED), "confirmed");
    assert!(quota(&app, SHIPPED).confirmed.contains("审核员甲 2024-10-08 标准文本 第 3 页"));

    // What does not judge may be written down without harm.
    let noted = view::Quota { notes: "记一笔".into(), ..quota(&app, SHIPPED) };
    app.revise_quota(noted, "审核员乙", "补充备注").unwrap();
    assert_eq!(state(&app, "quotas", SHIPPED), "confirmed");

    let before = quota(&app, SHIPPED);
    let raised = view::Quota { general: Some(3.3), ..before.clone() };
    app.revise_quota(raised, "审核员乙", "试改").unwrap();
    assert_eq!(state(&app, "quotas", SHIPPED), "changed");
    let detail = app.library_row("quotas", SHIPPED).unwrap();
    assert_eq!(detail.row.state_name, "内容已修改，原核实失效");
    assert_eq!(detail.row.origin, "revised");
    assert!(!detail.confirmations[0].current && detail.quota.unwrap().confirmed.is_empty());

    app.revise_quota(before, "审核员乙", "改回").unwrap();
    assert_eq!(state(&app, "quotas", SHIPPED), "confirmed", "the very content counts again");
    let versions = app.library_row("quotas", SHIPPED).unwrap().versions;
    let told: Vec<_> =
        versions.iter().map(|v| (v.number, v.by.as_str(), v.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            (4, "审核员乙", "改回"),
            (3, "审核员乙", "试改"),
            (2, "审核员乙", "补充备注"),
            (1, "", "随程序提供")
        ]
    );
    let change = &versions[1].changes[0];
    assert_eq!(
        (change.field.as_str(), change.before.as_str(), change.after.as_str()),
        ("通用值", "3.2", "3.3")
    );
}

#[test]
fn a_row_of_every_table_can_be_confirmed_and_the_confirmation_withdrawn() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let all = app.list_library("").unwrap();
    assert_eq!(all.confirmed, 0);
    for table in &all.tables {
        let row = all.rows.iter().find(|row| row.table == table.code).unwrap();
        app.confirm_rows(&form(&[(&row.table, &row.id)]), None).unwrap();
        assert_eq!(state(&app, &row.table, &row.id), "confirmed", "{}", table.name);
        let given = app.library_row(&row.table, &row.id).unwrap().confirmations;
        let bare = app.withdraw_confirmation(&given[0].id, "审核员乙", " ").unwrap_err();
        assert_eq!(bare.code, Code::Refused);
        app.withdraw_confirmation(&given[0].id, "审核员乙", "与文本不符").unwrap();
        assert_eq!(state(&app, &row.table, &row.id), "unconfirmed");
        let kept = app.library_row(&row.table, &row.id).unwrap().confirmations;
        assert!(kept[0].withdrawn.contains("与文本不符"), "the history keeps it");
    }
    // Every row has an identity of its own.
    let mut keys: Vec<_> = all.rows.iter().map(|row| (&row.table, &row.id)).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all.rows.len());
}

#[test]
fn a_confirmation_that_says_too_little_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    app.enter_quota(view::Quota { example: true, ..own("示例品", 2.0) }).unwrap();
    let refused = |form: LibraryConfirming| {
        let error = app.confirm_rows(&form, None).unwrap_err();
        assert_ne!(error.code, Code::Internal);
        error.message.zh
    };
    let good = form(&[("quotas", SHIPPED)]);
    assert!(refused(LibraryConfirming { by: " ".into(), ..good.clone() }).contains("核实人"));
    assert!(
        refused(LibraryConfirming { document: String::new(), ..good.clone() }).contains("文件")
    );
    assert!(
        refused(LibraryConfirming { on: "2999-01-01".into(), ..good.clone() }).contains("日期")
    );
    assert!(refused(LibraryConfirming { on: "去年".into(), ..good.clone() }).contains("日期"));
    assert!(refused(LibraryConfirming { rows: Vec::new(), ..good.clone() }).contains("没有选择"));
    assert!(refused(form(&[("quotas", "无此行")])).contains("没有"));
    assert!(
        refused(form(&[("quotas", SHIPPED), ("quotas", "CP-PLATING-1")]))
            .contains("不属于同一文件")
    );
    assert!(refused(form(&[("quotas", "OWN-示例标准 1-2020-示例品")])).contains("示例"));
    let text = folder.path().join("a.png");
    std::fs::write(&text, "no picture").unwrap();
    assert!(app.confirm_rows(&good, Some(&text)).unwrap_err().message.zh.contains("不是照片"));
    assert_eq!(app.list_library("").unwrap().confirmed, 0);
}

#[test]
fn a_scan_is_kept_with_the_confirmation() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let scan = folder.path().join("第3页.png");
    std::fs::write(&scan, b"\x89PNG\r\n\x1a\n and more").unwrap();
    app.confirm_rows(&form(&[("quotas", SHIPPED)]), Some(&scan)).unwrap();
    let given = app.library_row("quotas", SHIPPED).unwrap().confirmations;
    assert_eq!(given[0].scan, "第3页.png");
    let (name, bytes) = app.confirmation_scan(&given[0].id).unwrap();
    assert_eq!((name.as_str(), bytes.len()), ("第3页.png", 17));
}

#[test]
fn what_was_changed_is_undone_and_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let list = app.confirm_rows(&form(&[("quotas", SHIPPED)]), None).unwrap();
    assert_eq!(list.undo.as_deref(), Some("核实“MWR2019-FIRE-01”"));
    assert_eq!(list.by, "审核员甲", "the form begins with who confirmed last");
    let undone = app.undo_library().unwrap();
    assert_eq!((undone.confirmed, undone.redo.is_some()), (0, true));
    assert_eq!(app.redo_library().unwrap().confirmed, 1);
}

#[test]
fn a_library_is_searched_by_initials_codes_and_words() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let coded = view::Quota {
        industry: "棉印染精加工".into(),
        industry_code: "1713".into(),
        ..own("甲布", 2.0)
    };
    app.enter_quota(coded).unwrap();
    let found = |search: &str| {
        let rows = app.list_library(search).unwrap().rows;
        rows.iter().any(|row| row.name == "甲布")
    };
    for search in ["yr", "jb", "1713", "示例标准 jb", "MYR 1713", "甲布 m³/t"] {
        assert!(found(search), "{search}");
    }
    for search in ["zz", "yr 造纸", "1714"] {
        assert!(!found(search), "{search}");
    }
}

/// A diagnosis with one product that carries the whole intake.
fn diagnosis(app: &App) -> view::Diagnosis {
    let diagnosis = imported(app, &sample("fibre.xls"));
    let mut profile = diagnosis.profile.clone();
    profile.operating_days = profile.operating_days.or(Some(330.0));
    profile.period_from = Some("2024-09-10".into());
    profile.period_to = Some("2024-09-12".into());
    profile.products.truncate(1);
    profile.products[0].share = Some(1.0);
    profile.products[0].quota = None;
    app.edit_profile(&diagnosis.id, profile).unwrap()
}

#[test]
fn a_diagnosis_keeps_the_version_that_it_was_judged_by() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let new = diagnosis(&app);
    let product = new.profile.products[0].name.clone();
    let id = app.enter_quota(own(&product, 2.0)).unwrap().into_iter().find(|q| q.own).unwrap().id;
    app.confirm_rows(&form(&[("quotas", &id)]), None).unwrap();
    let judged = app.choose_quota(&new.id, 0, Some(id.clone()), "").unwrap();
    assert_eq!(judged.comparisons[0].verdict, "general");
    assert!(
        judged.choices[0].newer.is_empty()
            && !judged.comparisons[0].quota.as_ref().unwrap().confirmed.is_empty()
    );

    app.revise_quota(view::Quota { general: Some(0.1), ..quota(&app, &id) }, "", "改正").unwrap();
    let kept = app.diagnosis(&new.id).unwrap();
    assert_eq!(kept.comparisons[0].verdict, "general", "the library's change changes nothing here");
    assert_eq!(kept.comparisons[0].quota.as_ref().unwrap().general, Some(2.0));
    assert!(
        !kept.comparisons[0].quota.as_ref().unwrap().confirmed.is_empty(),
        "that content is confirmed"
    );
    let change = &kept.choices[0].newer[0];
    assert_eq!((change.before.as_str(), change.after.as_str()), ("2", "0.1"));
    assert!(kept.doubts.iter().any(|doubt| doubt.message.contains("已有新版本")));
    // Saving the profile again does not bring the new version in either.
    let saved = app.edit_profile(&new.id, kept.profile.clone()).unwrap();
    assert_eq!(saved.comparisons[0].verdict, "general");

    let adopted = app.adopt_quota(&new.id, 0).unwrap();
    assert_eq!(adopted.comparisons[0].verdict, "over");
    assert!(adopted.choices[0].newer.is_empty());
    assert_eq!(adopted.undo.as_deref(), Some("采用定额新版本"));
    assert!(
        adopted.comparisons[0].quota.as_ref().unwrap().confirmed.is_empty(),
        "nobody confirmed the new values"
    );
    assert_eq!(app.undo(&new.id).unwrap().comparisons[0].verdict, "general");
}

#[test]
fn the_edition_in_force_is_proposed_and_another_needs_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let new = diagnosis(&app);
    let product = new.profile.products[0].name.clone();
    let edition = |id: &str, effective: &str, superseded: &str, general: f64| {
        let row = view::Quota {
            id: id.into(),
            effective: effective.into(),
            superseded: superseded.into(),
            ..own(&product, general)
        };
        app.enter_quota(row).unwrap();
    };
    edition("E2012", "2013-01-01", "2020-01-01", 3.0);
    edition("E2019", "2020-01-01", "2024-12-01", 2.0);
    edition("E2024", "2024-12-01", "", 1.0);
    app.enter_quota(view::Quota {
        id: "REF".into(),
        usage: "reference_only".into(),
        ..own(&product, 9.0)
    })
    .unwrap();
    app.enter_quota(view::Quota {
        id: "OBS".into(),
        kind: "observed".into(),
        general: None,
        observed: Some(0.5),
        ..own(&product, 9.0)
    })
    .unwrap();
    let offers = app.quota_offers(&new.id, 0, &product).unwrap();
    let standing: BTreeMap<&str, &str> =
        offers.iter().map(|offer| (offer.quota.id.as_str(), offer.standing.as_str())).collect();
    assert_eq!(
        ["E2012", "E2019", "E2024", "REF", "OBS"].map(|id| standing[id]),
        ["reasoned", "proposed", "reasoned", "reasoned", "never"]
    );
    let proposed = app.edit_profile(&new.id, new.profile.clone()).unwrap();
    assert_eq!(proposed.choices[0].id, "E2019");
    assert!(proposed.choices[0].proposed);

    let bare = app.choose_quota(&new.id, 0, Some("E2012".into()), " ").unwrap_err();
    assert!(bare.message.zh.contains("需要说明理由"), "{}", bare.message.zh);
    let mut profile = new.profile.clone();
    profile.products[0].quota = Some("E2012".into());
    assert_eq!(app.edit_profile(&new.id, profile).unwrap_err().code, Code::Refused);
    let never = app.choose_quota(&new.id, 0, Some("OBS".into()), "想用").unwrap_err();
    assert!(never.message.zh.contains("不是限值"));
    let reasoned = app.choose_quota(&new.id, 0, Some("E2012".into()), "按委托书指定版本").unwrap();
    assert_eq!(reasoned.choices[0].reason, "按委托书指定版本");
    assert_eq!(reasoned.comparisons[0].quota.as_ref().unwrap().id, "E2012");
    let pdf = folder.path().join("r.pdf");
    app.export_report(&new.id, &pdf, &Job::quiet()).unwrap();

    let none = app.choose_quota(&new.id, 0, Some(String::new()), "").unwrap();
    assert_eq!(none.comparisons[0].verdict_name, "暂无定额");
    assert!(none.choices[0].advice.iter().any(|line| line.contains("节水办")));
}

/// A hundred rows as they stand on the clipboard.
fn hundred() -> String {
    let mut text =
        String::from("示例用水定额（GB/T 99999.7—2020）\n产品名称\t单位\t领跑值\t先进值\t通用值\n");
    for row in 1..=100 {
        let order = if row == 50 { "3\t2\t1" } else { "1\t2\t3" };
        let unit = if row == 60 { "千克" } else { "m3/t" };
        text.push_str(&format!("产品{row}\t{unit}\t{order}\n"));
    }
    text
}

#[test]
fn a_hundred_pasted_rows_are_in_checked_and_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let preview = app.preview_pasted_quotas(&hundred(), "", &Job::quiet()).unwrap();
    assert_eq!((preview.rows.len(), preview.sound, preview.blocked), (100, 98, 2));
    assert_eq!(preview.common["std_no"], "GB/T 99999.7-2020");
    let doubts: Vec<_> = preview
        .rows
        .iter()
        .flat_map(|row| row.doubts.iter().map(move |doubt| (row.line, doubt)))
        .filter(|(_, doubt)| doubt.severity == "error")
        .map(|(line, doubt)| (line, doubt.code.as_str()))
        .collect();
    assert_eq!(doubts, [(52, "out_of_order"), (62, "unit_unreadable")]);
    let blocked = app.accept_quotas(&preview.token, &[3, 52]).unwrap_err();
    assert!(blocked.message.zh.contains("第 52 行"));
    assert!(app.list_library("产品1").unwrap().rows.is_empty(), "all or nothing");
    let sound: Vec<u32> = preview.rows.iter().filter(|row| row.sound).map(|row| row.line).collect();
    app.accept_quotas(&preview.token, &sound).unwrap();
    let rows = app.list_library("99999.7").unwrap().rows;
    assert_eq!(rows.len(), 98);
    let keys: Vec<(&str, &str)> = rows.iter().map(|row| ("quotas", row.id.as_str())).collect();
    assert_eq!(app.confirm_rows(&form(&keys), None).unwrap().confirmed, 98);

    // Pasted again, it is all there; with one value changed, that row is a new version.
    let again = app.preview_pasted_quotas(&hundred(), "", &Job::quiet()).unwrap();
    assert_eq!((again.same, again.sound), (98, 0));
    let changed = hundred().replace("产品7\tm3/t\t1", "产品7\tm3/t\t1.5");
    let changed = app.preview_pasted_quotas(&changed, "", &Job::quiet()).unwrap();
    let row = changed.rows.iter().find(|row| row.state == "version").unwrap();
    assert_eq!(row.changes.len(), 1);
    let list = app.accept_quotas(&changed.token, &[row.line]).unwrap();
    assert_eq!(list.confirmed, 97, "the changed row lost its confirmation");
    assert_eq!(app.undo_library().unwrap().confirmed, 98);
}

#[test]
fn text_out_of_a_pdf_and_a_web_table_are_read_alike() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let pdf =
        "GB/T 99999.8-2020\n产品名称  单位  通用值\n甲 布  m³/100m  1.6\n乙布  m³/100m  2.0\n";
    let html = "<table><tr><td>GB/T 99999.8-2020</td></tr><tr><td>产品名称</td><td>单位</td><td>通用值</td></tr><tr><td>甲 布</td><td>m³/100m</td><td>1.6</td></tr><tr><td>乙布</td><td>m³/100m</td><td>2</td></tr></table>";
    let read = |text: &str, html: &str| {
        let preview = app.preview_pasted_quotas(text, html, &Job::quiet()).unwrap();
        preview
            .rows
            .into_iter()
            .map(|row| (row.quota.product, row.quota.general, row.quota.standard))
            .collect::<Vec<_>>()
    };
    let expected = [("甲 布", 1.6), ("乙布", 2.0)]
        .map(|(product, value)| (product.to_owned(), Some(value), "GB/T 99999.8-2020".to_owned()));
    assert_eq!(read(pdf, ""), expected);
    assert_eq!(read(pdf, html), expected);
    assert_eq!(app.preview_pasted_quotas("", "", &Job::quiet()).unwrap_err().code, Code::Refused);
}

#[test]
fn what_columns_mean_is_remembered_once_said() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let table = "产品名称\t单位\t标准号\t数一\n甲\tm³/t\t示例 9\t1.6\n";
    let first = app.preview_pasted_quotas(table, "", &Job::quiet()).unwrap();
    assert!(!first.remembered && first.blocked == 1);
    let choices = QuotaImportChoices {
        fields: BTreeMap::from([(3, "v_general".to_owned())]),
        ..QuotaImportChoices::default()
    };
    let said = app.revise_quotas(&first.token, &choices).unwrap();
    assert_eq!((said.sound, said.columns[3].chosen), (1, true));
    app.accept_quotas(&said.token, &[said.rows[0].line]).unwrap();
    let next = app.preview_pasted_quotas(&table.replace('甲', "乙"), "", &Job::quiet()).unwrap();
    assert!(next.remembered && next.sound == 1, "{next:?}");
}

fn handed(from: &App, to: &App, folder: &Path) -> view::LibraryMerge {
    let file = folder.join("库.json");
    from.export_library(&file).unwrap();
    to.preview_merge(&file).unwrap()
}

#[test]
fn libraries_are_merged_by_version() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (app(&folder.path().join("1")), app(&folder.path().join("2")));
    for product in ["甲", "乙", "丙"] {
        one.enter_quota(own(product, 2.0)).unwrap();
    }
    let id = |product: &str| format!("OWN-示例标准 1-2020-{product}");
    one.confirm_rows(&form(&[("quotas", &id("甲"))]), None).unwrap();
    let preview = handed(&one, &two, folder.path());
    assert_eq!((preview.added.len(), preview.confirmations), (3, 1));
    two.accept_merge(&preview.token, &BTreeMap::new()).unwrap();
    assert_eq!(state(&two, "quotas", &id("甲")), "confirmed");
    let preview = handed(&one, &two, folder.path());
    assert_eq!((preview.same, preview.added.len() + preview.newer.len()), (3, 0));

    let revise = |app: &App, product: &str, general: f64| {
        let row = view::Quota { general: Some(general), ..quota(app, &id(product)) };
        app.revise_quota(row, "某人", "修改").unwrap();
    };
    revise(&one, "甲", 3.0);
    revise(&two, "乙", 4.0);
    revise(&one, "丙", 5.0);
    revise(&two, "丙", 6.0);
    let preview = handed(&one, &two, folder.path());
    let ids =
        |rows: &[view::LibraryMergeRow]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&preview.newer), [id("甲")]);
    assert_eq!(ids(&preview.conflicts), [id("丙")]);
    assert_eq!((preview.older, preview.same), (1, 0));
    let undecided = two.accept_merge(&preview.token, &BTreeMap::new()).unwrap_err();
    assert!(undecided.message.zh.contains("尚未处理"));
    let theirs = BTreeMap::from([(id("丙"), "theirs".to_owned())]);
    two.accept_merge(&preview.token, &theirs).unwrap();
    let general = |app: &App, product: &str| quota(app, &id(product)).general;
    assert_eq!(
        (general(&two, "甲"), general(&two, "乙"), general(&two, "丙")),
        (Some(3.0), Some(4.0), Some(5.0))
    );
    assert_eq!(state(&two, "quotas", &id("甲")), "changed", "other values were confirmed");
    assert_eq!(two.library_row("quotas", &id("丙")).unwrap().versions.len(), 4);
    // The decision is the newest: handed back, it is taken without asking.
    let back = handed(&two, &one, folder.path());
    assert_eq!((back.conflicts.len(), back.newer.len()), (0, 1), "{back:?}");
    assert_eq!(
        two.undo_library().unwrap().undo.as_deref(),
        Some("修改定额“OWN-示例标准 1-2020-丙”（新版本）")
    );
    assert_eq!(general(&two, "丙"), Some(6.0));
}

#[test]
fn a_shipped_row_that_two_changed_is_a_conflict_and_one_change_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (app(&folder.path().join("1")), app(&folder.path().join("2")));
    let revise = |app: &App, general: f64| {
        app.revise_quota(view::Quota { general: Some(general), ..quota(app, SHIPPED) }, "", "修改")
            .unwrap();
    };
    revise(&one, 3.0);
    assert_eq!(handed(&one, &two, folder.path()).newer.len(), 1);
    revise(&two, 2.9);
    assert_eq!(handed(&one, &two, folder.path()).conflicts.len(), 1);
}

#[test]
fn a_file_that_is_no_library_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let before = app.list_library("").unwrap();
    let row = |quota: &str| {
        format!(
            "{{\"schema\":\"shuiheng.library/1\",\"rows\":[{{\"versions\":[{{\"quota\":{quota}}}]}}]}}"
        )
    };
    let disordered = r#"{"id":"x","product":"p","standard":"s","unit":"m³/t","levels":{"leading":3,"general":1}}"#;
    for text in [
        "",
        "[]",
        "{}",
        "{\"schema\":\"shuiheng.library/9\"}",
        &row(disordered),
        &row("{}"),
        "PK\u{3}\u{4}",
    ] {
        let file = folder.path().join("x.json");
        std::fs::write(&file, text).unwrap();
        assert_eq!(app.preview_merge(&file).unwrap_err().code, Code::Refused, "{text}");
    }
    assert_eq!(app.list_library("").unwrap(), before);
}

#[test]
fn an_exported_table_comes_back_the_same_as_workbook_and_as_csv() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (app(&folder.path().join("1")), app(&folder.path().join("2")));
    one.enter_quota(view::Quota {
        effective: "2020-01-01".into(),
        industry_code: "1713".into(),
        notes: "=注意\n第二行".into(),
        ..own("甲布", 0.1 + 0.2)
    })
    .unwrap();
    let count = one.list_quotas("").unwrap().len();
    for name in ["库.xlsx", "库.csv"] {
        let file = folder.path().join(name);
        assert_eq!(one.export_library(&file).unwrap(), count);
        let here = one.preview_quotas(&file, &Job::quiet()).unwrap();
        let other: Vec<_> = here.rows.iter().filter(|row| row.state != "same").collect();
        assert!(other.is_empty() && here.rows.len() == count, "{name}: {other:?}");
        let there = two.preview_quotas(&file, &Job::quiet()).unwrap();
        let new: Vec<_> = there.rows.iter().filter(|row| row.state == "new").collect();
        assert_eq!(new.len(), 1, "{name}");
        assert_eq!(
            new[0].quota,
            view::Quota { own: true, ..one.list_quotas("甲布").unwrap()[0].clone() }
        );
    }
}

#[test]
fn the_command_line_imports_confirms_lists_and_merges() {
    let folder = tempfile::tempdir().unwrap();
    let run = |workspace: &str, arguments: &[&str]| {
        let place = folder.path().join(workspace);
        let start = [OsStr::new("--workspace"), place.as_os_str(), OsStr::new("quota")];
        shuiheng(start.into_iter().chain(arguments.iter().map(OsStr::new)))
    };
    let table = folder.path().join("表.csv");
    std::fs::write(&table, "产品名称,单位,先进值,通用值\n甲布,m³/100m,1,2\n乙布,m³/100m,3,2\n")
        .unwrap();
    let table = table.to_str().unwrap();
    let dry = run("a", &["import", table, "--set", "标准号=DB33/T 0000-2019", "--dry-run"]);
    assert!(dry.status.success(), "{}", said(&dry));
    let out = run("a", &["import", table, "--set", "标准号=DB33/T 0000-2019"]);
    assert_eq!(out.status.code(), Some(4), "one row was left");
    assert!(said(&out).contains("第 3 行未采用"), "{}", said(&out));
    let id = "OWN-DB33/T 0000-2019-甲布";
    let confirm = run(
        "a",
        &["confirm", id, "--by", "审核员甲", "--document", "DB33/T 0000-2019", "--clause", "表 1"],
    );
    assert!(confirm.status.success(), "{}", said(&confirm));
    let list = run("a", &["list", "jb", "--json"]);
    let list: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(list["rows"][0]["state"], "confirmed", "{list}");
    let show = run("a", &["show", id]);
    assert!(String::from_utf8_lossy(&show.stdout).contains("已核实"));
    let file = folder.path().join("库.json");
    let file = file.to_str().unwrap();
    assert!(run("a", &["export", file]).status.success());
    let merge = run("b", &["merge", file]);
    assert!(merge.status.success(), "{}", said(&merge));
    let list = run("b", &["list", "甲布", "--json"]);
    let list: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(list["rows"][0]["state"], "confirmed");
    assert_eq!(run("a", &["import", "无此文件.csv"]).status.code(), Some(3));
    assert_eq!(
        run("a", &["confirm", "无此行", "--by", "甲", "--document", "文"]).status.code(),
        Some(3)
    );
}
