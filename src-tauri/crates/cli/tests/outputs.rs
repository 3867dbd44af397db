//! What concerns the whole workspace: many reports at once, the sum of the program, packages
//! from laptop to laptop, backups; and the workbook of forms, which comes back as it was.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, diagnosed, said, sample, shuiheng};
use serde_json::Value;
use shuiheng_api::view::{self, BatchOrder};
use shuiheng_api::{App, Code, Job};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Files of a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files.map(|path| (name(&path), fs::read(&path).unwrap())).collect()
}

/// A workspace with a diagnosis of a sample, and two of which nothing but a name is known.
fn begun(folder: &Path) -> (App, String) {
    let app = app(&folder.join("workspace"));
    let profile = shuiheng_api::profile_file(&sample("food.toml")).unwrap();
    let id = app.new_case(None, Some(profile)).unwrap();
    let preview = app.preview_import(&id, &sample("food.csv"), &Job::quiet()).unwrap();
    app.accept_import(&id, &preview.token, view::ImportDecision::replace()).unwrap();
    app.new_diagnosis("=示例/甲").unwrap();
    app.new_diagnosis("=示例/甲").unwrap();
    (app, id)
}

fn run(workspace: &Path, arguments: &[&str]) -> std::process::Output {
    let all = [OsStr::new("--workspace"), workspace.as_os_str()];
    shuiheng(all.into_iter().chain(arguments.iter().map(OsStr::new)))
}

#[test]
fn a_batch_is_the_same_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let (app, id) = begun(folder.path());
    let order = |threads| BatchOrder { ids: None, pdf: true, docx: true, xlsx: true, threads };
    let mut made = Vec::new();
    for threads in [1, 2, 4] {
        let out = folder.path().join(format!("{threads}"));
        let done = app.export_batch(&order(threads), &out, &Job::quiet()).unwrap();
        assert_eq!((done.files.len(), done.failures.len(), done.left.len()), (9, 0, 0));
        made.push(files(&out));
    }
    assert!(made.iter().all(|other| *other == made[0]), "the same bytes");
    let names: Vec<&str> = made[0].keys().map(String::as_str).collect();
    assert!(names.contains(&"=示例_甲节水诊断报告.pdf"), "{names:?}");
    assert!(names.contains(&"=示例_甲节水诊断报告（2）.pdf"), "{names:?}");
    assert!(app.start().unwrap().diagnoses.iter().all(|row| row.reported), "and each counts");
    let alone = folder.path().join("alone.pdf");
    app.export_report(&id, &alone, &Job::quiet()).unwrap();
    let name = format!("{}节水诊断报告.pdf", app.diagnosis(&id).unwrap().profile.name);
    assert!(made[0][&name] == fs::read(&alone).unwrap(), "and those of the report alone");
}

#[test]
fn a_batch_tells_what_could_not_be_made_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let (app, id) = begun(folder.path());
    let out = folder.path().join("out");
    let name = app.diagnosis(&id).unwrap().profile.name;
    // A folder stands where the file is to be.
    fs::create_dir_all(out.join(format!("{name}节水诊断报告.pdf"))).unwrap();
    let order = BatchOrder { pdf: true, threads: 2, ..BatchOrder::default() };
    let done = app.export_batch(&order, &out, &Job::quiet()).unwrap();
    assert_eq!((done.files.len(), done.failures.len()), (2, 1));
    assert_eq!(done.failures[0].name, name);
    assert!(done.failures[0].message.contains("文件夹"), "{}", done.failures[0].message);
    drop(app);
    let output =
        run(&folder.path().join("workspace"), &["report", "--all", "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert!(said(&output).contains(&name));
}

#[test]
fn a_batch_that_was_stopped_names_what_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (app, _) = begun(folder.path());
    let job = Job::quiet();
    job.cancel();
    let order = BatchOrder { pdf: true, ..BatchOrder::default() };
    let out = folder.path().join("out");
    let done = app.export_batch(&order, &out, &job).unwrap();
    assert_eq!((done.files.len(), done.left.len()), (0, 3));
    let nothing = app.export_batch(&BatchOrder::default(), &out, &Job::quiet()).unwrap_err();
    assert_eq!(nothing.code, Code::Refused);
}

#[test]
fn the_sum_adds_what_is_known_and_counts_what_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (app, id) = begun(folder.path());
    let sum = app.rollup().unwrap();
    let begun: u32 = sum.districts.iter().map(|district| district.begun).sum();
    let planned: u32 = sum.districts.iter().map(|district| district.planned).sum();
    assert_eq!((begun, planned), (3, 35));
    assert_eq!((sum.totals.intake.known, sum.totals.intake.unknown), (1, 2));
    let row = sum.rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!(sum.totals.intake.value, row.intake);
    assert_eq!(sum.totals.saving.value, None, "no measure, no saving of zero");
    assert_eq!(sum.totals.saving_share_pct, None, "nor a share of zero");
    let page = app.rollup_page().unwrap();
    assert_eq!(page.sum, sum);
    assert_eq!(page.charts.len(), 2, "districts and intake; no saving is known");
    let reuse = sum.targets.iter().find(|target| target.id == "reuse_rate").unwrap();
    assert_eq!(reuse.value, sum.totals.reuse_rate_pct);
    assert_eq!((reuse.known, reuse.unknown, reuse.state.as_str()), (1, 2, "missed"));
    let untold = sum.targets.iter().filter(|target| target.state == "untold");
    assert!(untold.into_iter().all(|target| target.value.is_none()));

    // What was computed is kept, and only as long as nothing has changed.
    assert_eq!(app.rollup().unwrap(), sum);
    let mut profile = app.diagnosis(&id).unwrap().profile;
    profile.district = "桐乡市".into();
    app.edit_profile(&id, profile).unwrap();
    let after = app.rollup().unwrap();
    let moved = after.rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!((moved.district.as_str(), moved.intake), ("桐乡市", row.intake));
    app.undo(&id).unwrap();
    assert_eq!(app.rollup().unwrap(), sum);

    let (xlsx, pdf) = (folder.path().join("汇总.xlsx"), folder.path().join("汇总.pdf"));
    let done = app.export_rollup(Some(&xlsx), Some(&pdf), &Job::quiet()).unwrap();
    assert_eq!(done.paths.len(), 2);
    let first = (fs::read(&xlsx).unwrap(), fs::read(&pdf).unwrap());
    app.export_rollup(Some(&xlsx), Some(&pdf), &Job::quiet()).unwrap();
    assert_eq!(first, (fs::read(&xlsx).unwrap(), fs::read(&pdf).unwrap()), "the same bytes");
}

#[track_caller]
fn check_comes_back(name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let stem = name.split('.').next().unwrap();
    let out = folder.path().join(format!("{stem}.xlsx"));
    let written = shuiheng([
        OsStr::new("diagnose"),
        sample(name).as_os_str(),
        OsStr::new("--xlsx"),
        out.as_os_str(),
    ]);
    assert!(written.status.success(), "{}", said(&written));
    fs::copy(sample(&format!("{stem}.toml")), out.with_extension("toml")).unwrap();
    let (given, back) = (diagnosed(&sample(name)), diagnosed(&out));
    let totals = |document: &Value| {
        let mut totals = document["totals"].clone();
        // The cells that the largest uncertainties stand in are others.
        totals.as_object_mut().unwrap().remove("unaccounted");
        totals
    };
    assert_eq!(totals(&given), totals(&back), "{name}");
    let units = |document: &Value| -> Vec<(Value, Value)> {
        let units = document["units"].as_array().unwrap();
        let mut all: Vec<(Value, Value)> =
            units.iter().map(|unit| (unit["values"].clone(), unit["closed"].clone())).collect();
        all.sort_by_key(|unit| format!("{unit:?}"));
        all
    };
    assert_eq!(units(&given), units(&back), "{name}");
    // Rates of metering also rest on readings, which are no form of the workbook.
    let values = |document: &Value| -> Vec<(Value, Value)> {
        let all = document["indicators"].as_array().unwrap().iter();
        let own = all.filter(|of| !of["code"].as_str().unwrap().contains("metering_rate"));
        own.map(|of| (of["code"].clone(), of["value"].clone())).collect()
    };
    assert_eq!(values(&given), values(&back), "{name}");
}

#[test]
fn the_workbook_of_every_sample_comes_back_with_the_same_balance() {
    let all = [
        "dyeing.xlsx",
        "fibre.xls",
        "paper.ods",
        "cogeneration.xlsx",
        "food.csv",
        "plating.xlsx",
        "chemical.xlsx",
    ];
    all.into_iter().for_each(check_comes_back);
}

#[test]
fn a_package_goes_from_laptop_to_laptop_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let (one, id) = begun(folder.path());
    let package = folder.path().join("一.shp");
    one.export_package(Some(std::slice::from_ref(&id)), &package, &Job::quiet()).unwrap();

    let two = app(&folder.path().join("two"));
    let preview = two.preview_package(&package).unwrap();
    assert_eq!(preview.diagnoses.len(), 1);
    assert_eq!(preview.diagnoses[0].presence, "new");
    let merged = two.accept_package(&preview.token, &BTreeMap::new()).unwrap();
    assert_eq!((merged.added, merged.files), (1, 1));
    let lang = shuiheng_api::Lang::Zh;
    assert_eq!(two.document(&id, lang).unwrap(), one.document(&id, lang).unwrap());

    // Both go on: another field each, and one that both change.
    let rename = |app: &App, industry: &str, address: &str| {
        let mut profile = app.diagnosis(&id).unwrap().profile;
        profile.industry = industry.into();
        profile.address = address.into();
        app.edit_profile(&id, profile).unwrap();
    };
    let industry = one.diagnosis(&id).unwrap().profile.industry;
    rename(&one, &industry, "示例路 1 号");
    rename(&two, "罐头食品制造", "示例路 2 号");
    let back = folder.path().join("二.shp");
    two.export_package(None, &back, &Job::quiet()).unwrap();
    let before = one.diagnosis(&id).unwrap();
    let preview = one.preview_package(&back).unwrap();
    let conflicts = &preview.diagnoses[0].conflicts;
    let told: Vec<(&str, &str, &str)> = conflicts
        .iter()
        .map(|one| (one.field.as_str(), one.mine.as_str(), one.theirs.as_str()))
        .collect();
    assert_eq!(told, [("address", "示例路 1 号", "示例路 2 号")]);
    assert_eq!(
        (conflicts[0].kind.as_str(), conflicts[0].field_name.as_str()),
        ("用水单位", "地址")
    );
    assert!(one.accept_package(&preview.token, &BTreeMap::new()).is_err(), "none silent");
    assert_eq!(one.diagnosis(&id).unwrap(), before, "nothing has changed");

    let decisions = BTreeMap::from([(conflicts[0].key.clone(), "theirs".to_owned())]);
    let merged = one.accept_package(&preview.token, &decisions).unwrap();
    assert_eq!((merged.added, merged.changed), (0, 1));
    let after = one.diagnosis(&id).unwrap();
    assert_eq!(after.profile.address, "示例路 2 号");
    assert_eq!(after.profile.industry, "罐头食品制造");
    assert!(after.undo.unwrap().contains("合并诊断包"));
    assert_eq!(one.undo(&id).unwrap().profile, before.profile, "it can be taken back");
}

#[test]
fn packages_and_backups_have_the_exit_codes_of_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let (app, _) = begun(folder.path());
    drop(app);
    let workspace = folder.path().join("workspace");
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (package, backup) = (place("p.shp"), place("backup"));
    let code = |output: std::process::Output| output.status.code().unwrap();
    assert_eq!(code(run(&workspace, &["package", "export", &package])), 0);
    assert_eq!(code(run(&workspace, &["package", "export", &package])), 3, "it is there already");
    assert_eq!(code(run(&folder.path().join("two"), &["package", "import", &package])), 0);
    assert_eq!(
        code(run(&workspace, &["package", "import", sample("food.csv").to_str().unwrap()])),
        3
    );
    assert_eq!(code(run(&workspace, &["package"])), 2);
    assert_eq!(code(run(&workspace, &["backup", "--out", &backup])), 0);
    assert_eq!(code(run(&folder.path().join("three"), &["restore", &backup])), 0);
    assert_eq!(code(run(&workspace, &["restore", &backup])), 3, "it overwrites nothing");
    assert_eq!(code(run(&folder.path().join("three"), &["check"])), 0);
    let kept = fs::read_dir(folder.path().join("three/files")).unwrap().next().unwrap().unwrap();
    fs::write(kept.path(), "other").unwrap();
    let output = run(&folder.path().join("three"), &["check"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(said(&output).contains("已损坏"), "{}", said(&output));
    assert_eq!(code(run(&folder.path().join("empty"), &["rollup", "--json"])), 0);
    assert_eq!(code(run(&folder.path().join("empty"), &["rollup", "--pdf", &place("x.pdf")])), 3);
}

#[test]
fn the_preview_shows_the_pages_that_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let (app, id) = begun(folder.path());
    let shown = app.report_preview(&id).unwrap();
    let pdf = folder.path().join("报告.pdf");
    let written = app.export_report(&id, &pdf, &Job::quiet()).unwrap();
    assert_eq!(shown.pages.len(), written.pages as usize);
    assert_eq!(shown.pages[0].label, "封面");
    assert!(shown.chapters.iter().all(|chapter| (chapter.page as usize) < shown.pages.len()));
    let picture = app.report_page(&id, &shown.pages[0].key, 300).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
    assert!(app.report_page(&id, &shown.pages[0].key, 0).is_err());

    let mut profile = app.diagnosis(&id).unwrap().profile;
    profile.address = "示例路 9 号".into();
    app.edit_profile(&id, profile).unwrap();
    let after = app.report_preview(&id).unwrap();
    assert_ne!(shown, after, "it follows the data");
    let same = shown.pages.iter().filter(|page| after.pages.contains(page)).count();
    assert!(same > shown.pages.len() / 2, "pages that look the same keep their key: {same}");
    let gone = shown.pages.iter().find(|page| !after.pages.contains(page)).unwrap();
    assert_eq!(app.report_page(&id, &gone.key, 300).unwrap_err().code, Code::NotFound);
}
