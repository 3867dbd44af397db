//! A diagnosis in a workspace, as the window drives it.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, imported, said, sample, shuiheng};
use shuiheng_api::{App, Code, DiagramKind, Job, Reader, view};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn an_import_is_looked_at_first_and_then_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let preview = app.preview_import(&id, &sample("dyeing.xlsx"), &Job::quiet()).unwrap();
    assert_eq!((preview.units > 18, preview.known, preview.replaces), (true, false, false));
    assert!(app.diagnosis(&id).unwrap().units.is_empty(), "a preview changes nothing");
    let diagnosis =
        app.accept_import(&id, &preview.token, view::ImportDecision::replace()).unwrap();
    assert!((diagnosis.site.sums["withdrawal_total"].unwrap() - 2657.8).abs() < 1e-6);
    assert_eq!(diagnosis.files.len(), 1);
    assert_eq!(
        app.accept_import(&id, &preview.token, view::ImportDecision::replace()).unwrap_err().code,
        Code::NotFound,
        "a token is good once"
    );
}

/// Nothing differs, told part by part: a whole diagnosis is too long to read.
#[track_caller]
fn same(before: &view::Diagnosis, after: &view::Diagnosis) {
    let parts = |diagnosis: &view::Diagnosis| serde_json::to_value(diagnosis).unwrap();
    let (before, after) = (parts(before), parts(after));
    for (part, value) in before.as_object().unwrap() {
        assert!(
            *value == after[part],
            "{part} differs: {:.600} … {:.600}",
            value.to_string(),
            after[part].to_string()
        );
    }
}

#[test]
fn the_same_file_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let preview = app.preview_import(&before.id, &sample("dyeing.xlsx"), &Job::quiet()).unwrap();
    assert!(preview.known);
    assert_eq!(preview.differences, []);
    let after =
        app.accept_import(&before.id, &preview.token, view::ImportDecision::replace()).unwrap();
    same(&before, &after);
}

#[test]
fn a_corrected_file_shows_what_differs_before_it_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let table = |value: &str| {
        let path = folder.path().join("表.csv");
        let text = format!(
            "水平衡统计表\n单位：m³/d\n用水单元,取水量,循环水量,耗水量,排水量,漏失水量\n染色机,{value},0,2,8,0\n水洗机,20,0,3,17,0\n合计,,0,5,25,0\n"
        );
        fs::write(&path, text).unwrap();
        path
    };
    let app = app(&folder.path().join("workspace"));
    let before = imported(&app, &table("10"));
    let unit = &before.units[0];
    let preview = app.preview_import(&before.id, &table("11"), &Job::quiet()).unwrap();
    let [difference] = preview.differences.as_slice() else { panic!("{:?}", preview.differences) };
    assert_eq!(
        (difference.what.as_str(), difference.before.as_str(), difference.after.as_str()),
        ("染色机", "10.0 m³/d", "11.0 m³/d")
    );
    same(&app.diagnosis(&before.id).unwrap(), &before);
    let after =
        app.accept_import(&before.id, &preview.token, view::ImportDecision::replace()).unwrap();
    assert_eq!(after.units[0].id, unit.id, "a unit keeps its identity");
    assert_eq!(after.site.sums["withdrawal_total"], Some(31.0));
    assert_eq!(app.undo(&before.id).unwrap().units, before.units);
}

#[test]
fn a_refused_file_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("坏.xlsx");
    fs::write(&bad, b"0123456789").unwrap();
    let app = app(&folder.path().join("workspace"));
    let before = imported(&app, &sample("dyeing.xlsx"));
    let error = app.preview_import(&before.id, &bad, &Job::quiet()).unwrap_err();
    assert_eq!(error.code, Code::Refused);
    assert!(error.message.zh.contains("坏.xlsx") && !error.fix.zh.is_empty());
    same(&app.diagnosis(&before.id).unwrap(), &before);
}

#[test]
fn cancelled_work_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let job = Job::quiet();
    job.cancel();
    assert_eq!(
        app.preview_import(&before.id, &sample("fibre.xls"), &job).unwrap_err().code,
        Code::Cancelled
    );
    assert_eq!(app.load_samples(&job).unwrap_err().code, Code::Cancelled);
    let pdf = folder.path().join("r.pdf");
    assert_eq!(app.export_report(&before.id, &pdf, &job).unwrap_err().code, Code::Cancelled);
    assert!(!pdf.exists());
    assert_eq!(app.start().unwrap().diagnoses.len(), 1);
}

#[test]
fn figures_are_edited_undone_and_kept_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (id, edited) = {
        let app = app(folder.path());
        let before = imported(&app, &sample("dyeing.xlsx"));
        let unit = before.units.iter().find(|unit| !unit.has_children).unwrap();
        let edited =
            app.edit_flow(&before.id, &unit.id, "consumption", Some(12.5), "measured").unwrap();
        let now = edited.units.iter().find(|now| now.id == unit.id).unwrap();
        assert_eq!(
            (now.figures["consumption"].value, now.figures["consumption"].basis.as_str()),
            (Some(12.5), "measured")
        );
        assert_eq!(now.figures["consumption"].origin_kind, "entry");
        let unknown = app.edit_flow(&before.id, &unit.id, "leakage", None, "").unwrap();
        assert_eq!(unknown.site.values["leakage"], None, "not known is not zero");
        app.undo(&before.id).unwrap();
        (before.id, edited)
    };
    let app = app(folder.path());
    let again = app.diagnosis(&id).unwrap();
    assert_eq!((&again.units, &again.site), (&edited.units, &edited.site));
    let back = app.undo(&id).unwrap();
    assert!(back.redo.is_some());
    assert_eq!(app.redo(&id).unwrap().units, edited.units);
}

#[test]
fn a_sum_cannot_be_edited_and_a_number_must_be_one() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let diagnosis = imported(&app, &sample("chemical.xlsx"));
    let parent = diagnosis.units.iter().find(|unit| unit.has_children).unwrap();
    let leaf = diagnosis.units.iter().find(|unit| !unit.has_children).unwrap();
    let error = |unit: &view::Unit, item: &str, value: f64| {
        app.edit_flow(&diagnosis.id, &unit.id, item, Some(value), "measured").unwrap_err().code
    };
    assert_eq!(error(parent, "discharge", 1.0), Code::Refused);
    assert_eq!(error(leaf, "discharge", f64::NAN), Code::Refused);
    assert_eq!(error(leaf, "nonsense", 1.0), Code::NotFound);
    same(&app.diagnosis(&diagnosis.id).unwrap(), &diagnosis);
}

#[test]
fn undo_never_takes_the_diagnosis_itself() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let new = app.new_diagnosis("嘉兴示例造纸有限公司").unwrap();
    assert_eq!(new.undo, None);
    let mut profile = new.profile.clone();
    profile.district = "海盐县".into();
    app.edit_profile(&new.id, profile).unwrap();
    app.undo(&new.id).unwrap();
    let still = app.undo(&new.id).unwrap();
    assert_eq!((still.undo, still.profile.district.as_str()), (None, ""));
    assert_eq!(app.new_diagnosis("  ").unwrap_err().code, Code::Refused);
}

#[test]
fn a_profile_that_cannot_be_read_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let new = app.new_diagnosis("嘉兴示例造纸有限公司").unwrap();
    let refused = |edit: fn(&mut view::Profile)| {
        let mut profile = new.profile.clone();
        edit(&mut profile);
        app.edit_profile(&new.id, profile).unwrap_err().message.zh
    };
    assert!(refused(|profile| profile.operating_days = Some(400.0)).contains("年运行天数"));
    assert!(refused(|profile| profile.added_value = Some("很多".into())).contains("很多"));
    assert!(refused(|profile| profile.period_to = Some("9月".into())).contains("测试结束日期"));
    same(&app.diagnosis(&new.id).unwrap(), &new);
}

#[test]
fn a_quota_is_entered_chosen_and_judges() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let diagnosis = imported(&app, &sample("fibre.xls"));
    let mut profile = diagnosis.profile.clone();
    profile.operating_days = profile.operating_days.or(Some(330.0));
    assert!(
        app.list_quotas("水泥 熟料").unwrap().iter().all(|quota| quota.product.contains("熟料"))
    );
    let quota = view::Quota {
        standard: "示例标准".into(),
        product: profile.products[0].name.clone(),
        unit: "m³/t".into(),
        advanced: Some(0.5),
        general: Some(2.0),
        example: true,
        ..view::Quota::default()
    };
    let disordered = view::Quota { advanced: Some(3.0), ..quota.clone() };
    assert_eq!(app.enter_quota(disordered).unwrap_err().code, Code::Refused);
    assert_eq!(
        app.enter_quota(view::Quota { id: "CP-PLATING-1".into(), ..quota.clone() })
            .unwrap_err()
            .code,
        Code::Refused
    );
    let entered = app.enter_quota(quota).unwrap().into_iter().find(|quota| quota.own).unwrap();
    profile.products[0].quota = Some(entered.id.clone());
    let judged = app.edit_profile(&diagnosis.id, profile).unwrap();
    let comparison = &judged.comparisons[0];
    assert_eq!(
        (comparison.verdict.as_str(), comparison.quota.as_ref().map(|quota| quota.own)),
        ("general", Some(true))
    );
    assert!(comparison.picture.is_some());
    assert!(judged.doubts.iter().any(|doubt| doubt.code == "quota_unconfirmed"));
}

#[test]
fn a_figure_is_shown_at_its_cell() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    for file in ["dyeing.xlsx", "fibre.xls", "paper.ods", "food.csv"] {
        let diagnosis = imported(&app, &sample(file));
        let unit = diagnosis.units.iter().find(|unit| !unit.has_children).unwrap();
        let (value, cell) = unit
            .figures
            .values()
            .find_map(|figure| {
                Some((figure.value.filter(|value| *value > 0.0)?, figure.cells.first()?.clone()))
            })
            .unwrap();
        let piece = app.sheet_piece(&diagnosis.id, cell.clone()).unwrap();
        let shown = &piece.rows[(cell.row - piece.top) as usize][(cell.col - piece.left) as usize];
        assert_eq!(shown.replace(',', "").parse::<f64>().ok(), Some(value), "{file} {}", cell.a1);
    }
}

/// What a sum is made of is cited as ranges, and each is shown to its end.
#[test]
fn a_range_behind_a_sum_is_shown_whole() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let diagnosis = imported(&app, &sample("dyeing.xlsx"));
    let unit = diagnosis.units.iter().find(|unit| !unit.has_children).unwrap();
    // The table's own total no longer agrees, so that the sum rests on its parts.
    let judged =
        app.edit_flow(&diagnosis.id, &unit.id, "discharge", Some(9.0), "measured").unwrap();
    let rate = judged.indicators.iter().find(|it| it.code == "discharge_rate").unwrap();
    let cells = rate.inputs.iter().flat_map(|input| &input.cells);
    let (cell, to) = cells.filter_map(|cell| Some((cell, cell.to?))).next().unwrap();
    assert!(cell.a1.contains(':') && to.0 > cell.row, "{cell:?}");
    let piece = app.sheet_piece(&judged.id, cell.clone()).unwrap();
    assert!(piece.top + piece.rows.len() as u32 > to.0, "{cell:?}");
}

#[test]
fn the_sample_program_loads_once_and_reports() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let start = app.load_samples(&Job::quiet()).unwrap();
    assert_eq!(start.diagnoses.len(), 7);
    assert_eq!(app.load_samples(&Job::quiet()).unwrap().diagnoses.len(), 7);
    let leak = start.diagnoses.iter().find(|row| row.open_units > 0).unwrap();
    assert!(!leak.reported);
    let pdf = folder.path().join("r.pdf");
    let report = app.export_report(&leak.id, &pdf, &Job::quiet()).unwrap();
    assert!(report.pages > 10 && fs::metadata(&pdf).unwrap().len() == u64::from(report.bytes));
    assert_eq!(report.missing_characters, "");
    let row =
        |start: view::Start| start.diagnoses.into_iter().find(|row| row.id == leak.id).unwrap();
    assert!(row(app.start().unwrap()).reported);
    let whole = app.diagnosis(&leak.id).unwrap();
    let unit =
        whole.units.iter().find(|unit| unit.closure == "open" && !unit.has_children).unwrap();
    app.edit_flow(&leak.id, &unit.id, "leakage", Some(30.6), "estimated").unwrap();
    assert!(!row(app.start().unwrap()).reported, "the report is older than the figures");
    let drawn = app.diagram(&leak.id, DiagramKind::Block).unwrap();
    assert!(!drawn.scene.shapes.is_empty());
    assert_eq!(app.remove_diagnosis(&leak.id).unwrap().diagnoses.len(), 6);
}

#[test]
fn the_command_line_works_on_the_same_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("workspace");
    let case = |arguments: &[&str]| {
        let output = shuiheng(
            ["--workspace", workspace.to_str().unwrap(), "case"]
                .into_iter()
                .chain(arguments.iter().copied()),
        );
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let (profile, file) = (sample("food.toml"), sample("food.csv"));
    let id = case(&["new", "--profile", profile.to_str().unwrap()]).trim().to_owned();
    case(&["import", &id, file.to_str().unwrap()]);
    assert!(case(&["list"]).contains("示例食品"));
    let document: serde_json::Value =
        serde_json::from_str(&case(&["show", &id, "--json"])).unwrap();
    assert_eq!(document["benchmarks"][0]["verdict"], "general");
    let pdf = folder.path().join("r.pdf");
    case(&["report", &id, "--pdf", pdf.to_str().unwrap()]);
    assert!(pdf.exists());
    let json = folder.path().join("d.json");
    case(&["export", &id, "--json", json.to_str().unwrap()]);
    assert!(json.exists());
    let name = document["enterprise"].as_str().unwrap();
    assert!(case(&["show", name]).contains(name));
}

#[test]
fn a_workspace_is_opened_by_one_program_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let _first = app(folder.path());
    let second = App::open(folder.path(), Reader::new("x", "y"));
    assert_eq!(second.err().map(|error| error.code), Some(Code::Conflict));
}

/// A table with what the enterprise says of itself above it and its products below.
fn told(folder: &Path, added_value: &str) -> PathBuf {
    let path = folder.join("填报表.csv");
    let text = format!(
        "企业名称,嘉兴示例印染有限公司,统一社会信用代码,91330411EXAMPLE11U\n\
         所在区县,嘉兴市秀洲区,职工人数（人）,310\n\
         工业增加值（万元）,{added_value},诊断单位,嘉兴示例节水诊断有限公司\n\
         水平衡统计表\n单位：m³/d\n用水单元,取水量,循环水量,耗水量,排水量,漏失水量\n\
         染色机,100,0,20,80,0\n水洗机,20,0,3,17,0\n合计,120,0,23,97,0\n\n\
         产品名称,年产量（万m）,定额编号,分摊比例（%）,分摊依据\n染色布,3780,EXAMPLE-01,60,按分表计量\n"
    );
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn what_the_enterprise_says_of_itself_fills_what_is_empty_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let new = app.new_diagnosis("嘉兴示例印染有限公司").unwrap();
    let mut typed = new.profile.clone();
    typed.employees = Some(300);
    typed.products = vec![view::Product { name: "染色布".into(), ..view::Product::default() }];
    app.edit_profile(&new.id, typed).unwrap();

    let file = told(folder.path(), "7150");
    let preview = app.preview_import(&new.id, &file, &Job::quiet()).unwrap();
    let added: Vec<_> = preview
        .differences
        .iter()
        .filter(|each| each.kind == "added")
        .map(|each| (each.what.as_str(), each.quantity.as_str(), each.after.as_str()))
        .collect();
    assert_eq!(
        added,
        [
            ("企业信息", "统一社会信用代码", "91330411EXAMPLE11U"),
            ("企业信息", "所在区县", "秀洲区（原文：嘉兴市秀洲区）"),
            ("企业信息", "工业增加值", "7150 万元"),
            ("企业信息", "诊断单位", "嘉兴示例节水诊断有限公司"),
            ("染色布", "定额编号", "EXAMPLE-01"),
            ("染色布", "分摊比例", "60%"),
        ]
    );
    let code = preview.differences.iter().find(|each| each.quantity == "统一社会信用代码").unwrap();
    assert_eq!(code.cell.as_ref().map(|cell| cell.sheet.as_str()), Some("填报表"));
    let contradicted: Vec<_> =
        preview.doubts.iter().filter(|doubt| doubt.message.contains("职工人数")).collect();
    assert!(
        matches!(&contradicted[..], [one] if one.message.contains("310") && one.message.contains("300"))
    );

    let profile = app
        .accept_import(&new.id, &preview.token, view::ImportDecision::replace())
        .unwrap()
        .profile;
    assert_eq!(
        (profile.credit_code.as_str(), profile.district.as_str(), profile.added_value.as_deref()),
        ("91330411EXAMPLE11U", "秀洲区", Some("7150"))
    );
    assert_eq!(profile.employees, Some(300), "what a person typed stays");
    let [product] = &profile.products[..] else { panic!("{:?}", profile.products) };
    assert_eq!((product.quota.as_deref(), product.share), (Some("EXAMPLE-01"), Some(0.6)));
    assert_eq!((product.output, product.share_rule.as_str()), (Some(3780.0), "按分表计量"));

    // A corrected file does not overwrite what is there, and says so.
    let file = told(folder.path(), "8000");
    let preview = app.preview_import(&new.id, &file, &Job::quiet()).unwrap();
    assert_eq!(preview.differences, []);
    assert!(preview.doubts.iter().any(|doubt| doubt.message.contains("8000")));
    let after =
        app.accept_import(&new.id, &preview.token, view::ImportDecision::replace()).unwrap();
    assert_eq!(after.profile.added_value.as_deref(), Some("7150"));
}

#[test]
fn a_profile_named_on_the_command_line_wins_over_the_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let file = told(folder.path(), "7150");
    let indicator = |arguments: &[&std::ffi::OsStr], code: &str| {
        let mut all = vec!["diagnose".as_ref(), file.as_os_str(), "--json".as_ref()];
        all.extend(arguments);
        let output = shuiheng(all);
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let list = found["indicators"].as_array().unwrap().clone();
        list.into_iter().find(|each| each["code"] == code).unwrap()["value"].as_f64()
    };
    let days = ["--days".as_ref(), "300".as_ref()];
    // 120 m³/d on 300 days, over 7150 × 10⁴ yuan: by the workbook's own added value.
    let own = indicator(&days, "added_value_intake").unwrap();
    assert!((own - 36_000.0 / 7150.0).abs() < 1e-6, "{own}");
    let profile = folder.path().join("p.toml");
    fs::write(&profile, "name = \"嘉兴示例印染有限公司\"\nadded_value = 6000\n").unwrap();
    let named = [days[0], days[1], "--profile".as_ref(), profile.as_os_str()];
    let own = indicator(&named, "added_value_intake").unwrap();
    assert!((own - 6.0).abs() < 1e-6, "{own}");
}
