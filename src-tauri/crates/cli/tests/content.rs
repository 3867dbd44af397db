//! What the report of a diagnosis consists of, own text, and what the firm puts on it.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, imported, sample};
use shuiheng_api::{App, Code, Job, view};
use std::fs;
use std::path::Path;

fn edit(content: view::ReportContent) -> view::ReportContentEdit {
    view::ReportContentEdit { parts: content.parts, with_data: content.with_data }
}

fn part<'a>(parts: &'a mut [view::ReportPart], id: &str) -> &'a mut view::ReportPart {
    parts.iter_mut().find(|part| part.id == id).unwrap()
}

/// A PNG of one colour.
fn logo(folder: &Path) -> std::path::PathBuf {
    // 1×1, opaque, as any program writes it.
    const PNG: &[u8] = &[
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0,
        0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xDE, 0, 0, 0, 0x0C, 0x49, 0x44,
        0x41, 0x54, 0x08, 0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1, 1, 0, 0x18, 0xDD, 0x8D, 0xB0,
        0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ];
    let path = folder.join("标志.png");
    fs::write(&path, PNG).unwrap();
    path
}

#[test]
fn the_window_shows_the_charts_that_the_report_prints() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let diagnosis = imported(&app, &sample("dyeing.xlsx"));
    let charts = app.report_charts(&diagnosis.id).unwrap();
    let titles: Vec<&str> = charts.iter().map(|chart| chart.title.as_str()).collect();
    // Without measures there is nothing before and after.
    assert_eq!(titles, ["各类用水的新水量和来源", "漏失和不平衡水量"]);
    assert!(charts.iter().all(|chart| !chart.shapes.is_empty()));
}

#[test]
fn what_is_chosen_is_kept_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let before = imported(&app, &sample("dyeing.xlsx"));
    let shipped = app.report_content(&before.id).unwrap();
    assert!(!shipped.chosen && shipped.faults.is_empty() && shipped.with_data);
    assert!(shipped.figures.iter().any(|one| one.symbol == "R" && one.value.is_some()));

    // Nothing is changed: there is nothing to take back.
    let same = app.edit_report_content(&before.id, &edit(shipped.clone())).unwrap();
    assert_eq!(same.undo, before.undo);

    let mut chosen = edit(shipped.clone());
    part(&mut chosen.parts, "metering").shown = false;
    part(&mut chosen.parts, "conclusion").after = "取水量 {{取水量}}。".into();
    let changed = app.edit_report_content(&before.id, &chosen).unwrap();
    assert_eq!(changed.undo.as_deref(), Some("修改报告的内容"));
    let kept = app.report_content(&before.id).unwrap();
    assert!(kept.chosen);
    assert_eq!(
        kept.parts.iter().find(|part| part.id == "metering").map(|part| part.shown),
        Some(false)
    );

    app.undo(&before.id).unwrap();
    assert_eq!(app.report_content(&before.id).unwrap(), shipped);
}

#[test]
fn own_text_that_names_what_the_data_do_not_have_keeps_a_report_from_being_final() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let diagnosis = imported(&app, &sample("dyeing.xlsx"));
    let mut chosen = edit(app.report_content(&diagnosis.id).unwrap());
    part(&mut chosen.parts, "summary").before = "甲\n{{取水星}}".into();
    let told = app.check_report_content(&diagnosis.id, &chosen).unwrap();
    assert_eq!(told[0].words, "“摘要”之前的自定文字第 2 行：没有名为“取水星”的数据。");
    app.edit_report_content(&diagnosis.id, &chosen).unwrap();

    let open = diagnosis.reliances.iter().filter(|one| one.state == "open");
    let keys: Vec<view::RelianceKey> = open.map(|one| one.key.clone()).collect();
    app.accept_unconfirmed(&diagnosis.id, &keys, "待核实").unwrap();
    let pdf = folder.path().join("正式稿.pdf");
    let refused = app.issue_report(&diagnosis.id, "2026-001", &pdf, &Job::quiet()).unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    assert!(refused.message.zh.contains("取水星") && !pdf.exists(), "{}", refused.message.zh);
    // A draft can be made: there it is marked.
    app.export_report(&diagnosis.id, &pdf, &Job::quiet()).unwrap();
}

#[test]
fn an_issued_report_keeps_the_template_that_it_was_made_with() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let fields = view::TemplateFields {
        firm: "嘉兴示例节水咨询有限公司".into(),
        qualification: "示例-0001".into(),
        accent: "teal".into(),
        clauses: "1. 未经书面同意不得部分复制。".into(),
        ..view::TemplateFields::default()
    };
    app.edit_report_template(fields).unwrap();
    let with_logo = app.set_logo(&logo(folder.path())).unwrap();
    assert!(with_logo.logo.is_some_and(|logo| logo.starts_with("data:image/png;base64,")));

    let diagnosis = imported(&app, &sample("dyeing.xlsx"));
    let open = diagnosis.reliances.iter().filter(|one| one.state == "open");
    let keys: Vec<view::RelianceKey> = open.map(|one| one.key.clone()).collect();
    app.accept_unconfirmed(&diagnosis.id, &keys, "待核实").unwrap();
    let (first, again) = (folder.path().join("1.pdf"), folder.path().join("2.pdf"));
    app.issue_report(&diagnosis.id, "2026-001", &first, &Job::quiet()).unwrap();
    app.remove_logo().unwrap();
    app.edit_report_template(view::TemplateFields {
        accent: "plum".into(),
        ..view::TemplateFields::default()
    })
    .unwrap();
    app.write_issued("2026-001", &again, &Job::quiet()).unwrap();
    assert_eq!(fs::read(&first).unwrap(), fs::read(&again).unwrap());
}

#[test]
fn a_template_is_handed_on_as_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, theirs) = (app(&folder.path().join("mine")), app(&folder.path().join("theirs")));
    mine.edit_report_template(view::TemplateFields {
        firm: "嘉兴示例节水咨询有限公司".into(),
        accent: "brick".into(),
        ..view::TemplateFields::default()
    })
    .unwrap();
    let given = mine.set_logo(&logo(folder.path())).unwrap();
    let file = folder.path().join("模板.shtemplate");
    mine.export_template(&file).unwrap();
    assert_eq!(theirs.import_template(&file).unwrap(), given);
    assert_eq!(theirs.report_template().unwrap(), given);
}

#[test]
fn what_is_no_template_and_no_logo_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app: App = app(&folder.path().join("workspace"));
    let before = app.report_template().unwrap();
    let other = folder.path().join("其他.txt");
    fs::write(&other, "甲").unwrap();
    for refused in [app.import_template(&other), app.set_logo(&other)] {
        let error = refused.unwrap_err();
        assert!(error.message.zh.starts_with("“其他.txt”："), "{}", error.message.zh);
        assert!(!error.fix.zh.is_empty());
    }
    let odd = view::TemplateFields { accent: "yellow".into(), ..view::TemplateFields::default() };
    assert_eq!(app.edit_report_template(odd).unwrap_err().code, Code::NotFound);
    assert_eq!(app.report_template().unwrap(), before);
}

/// The sides of the picture that a `data:` address holds, and its kind.
fn taken(address: &str) -> (image::ImageFormat, u32, u32) {
    let (head, body) = address.split_once(',').unwrap();
    let bytes = base64(body);
    let kind = image::guess_format(&bytes).unwrap();
    assert!(head.contains(if kind == image::ImageFormat::Png { "png" } else { "jpeg" }));
    let picture = image::load_from_memory(&bytes).unwrap();
    (kind, picture.width(), picture.height())
}

fn base64(text: &str) -> Vec<u8> {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let value = |c: u8| digits.iter().position(|digit| *digit == c).map(|at| at as u32);
    let bits: Vec<u32> = text.bytes().filter_map(value).collect();
    let whole = |four: &[u32]| four.iter().fold(0, |sum, value| sum << 6 | value);
    let bytes = bits.chunks(4).flat_map(|four| {
        let shifted = whole(four) << (6 * (4 - four.len()));
        shifted.to_be_bytes()[1..four.len()].to_vec()
    });
    bytes.collect()
}

#[test]
fn a_logo_of_any_size_becomes_what_its_place_shows() {
    use image::ImageFormat::{Jpeg, Png};
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    // Noise does not pack: the file is larger than what passes through as it is.
    let noise = image::RgbImage::from_fn(3000, 1000, |x, y| {
        let mixed = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
        image::Rgb([(mixed >> 8) as u8, (mixed >> 16) as u8, (mixed >> 24) as u8])
    });
    let write = |name: &str, picture: &image::RgbImage| {
        let path = folder.path().join(name);
        picture.save_with_format(&path, Jpeg).unwrap();
        path
    };
    let large = write("大.jpg", &noise);
    assert!(fs::metadata(&large).unwrap().len() > 300 << 10);
    let shown = app.set_logo(&large).unwrap().logo.unwrap();
    assert_eq!(taken(&shown), (Png, 720, 240));
    let small = write("小.jpg", &image::imageops::thumbnail(&noise, 300, 100));
    let shown = app.set_logo(&small).unwrap().logo.unwrap();
    assert_eq!(taken(&shown), (Jpeg, 300, 100), "it passes through");
    let broken = folder.path().join("坏.jpg");
    fs::write(&broken, &fs::read(&large).unwrap()[..40]).unwrap();
    let refused = app.set_logo(&broken).unwrap_err();
    assert!(refused.message.zh.contains("坏.jpg"), "{}", refused.message.zh);
    let kept = app.report_template().unwrap().logo.unwrap();
    assert_eq!(taken(&kept), (Jpeg, 300, 100), "a refused file changes nothing");
}
