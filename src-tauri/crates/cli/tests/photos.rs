//! Photos from the site: what is taken in and what is refused, how they are edited and taken
//! back, and where they are printed.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, imported, sample};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, Rgb, RgbImage};
use shuiheng_api::{App, Code, Job, view};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// A picture whose upper half is red and whose lower half is blue.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |_, y| {
        if y < height / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) }
    })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 95).encode_image(picture).unwrap();
    out
}

/// A JPEG as a phone writes it that was held on its side: how to turn it stands in its EXIF,
/// and a place beside it.
fn held_sideways(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let plain = jpeg(picture);
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x01, 0x0E, 0, 2, 0, 0, 0, 4, b'h', b'e', b'r', 0]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"120.7508E 30.7522N");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..]].concat()
}

fn about(kind: &str, id: &str) -> view::PhotoAbout {
    view::PhotoAbout { kind: kind.into(), id: id.into() }
}

fn site() -> view::PhotoAbout {
    about("site", "")
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

struct Bench {
    folder: tempfile::TempDir,
    app: App,
    diagnosis: view::Diagnosis,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&folder.path().join("workspace"));
    let diagnosis = imported(&app, &sample("dyeing.xlsx"));
    Bench { folder, app, diagnosis }
}

impl Bench {
    fn add(&self, name: &str, bytes: &[u8], about: &view::PhotoAbout) -> view::Diagnosis {
        let path = written(self.folder.path(), name, bytes);
        self.app.add_photo(&self.diagnosis.id, about, &path).unwrap()
    }

    /// What a refused file is told, after a look that nothing has changed.
    fn refused(&self, name: &str, bytes: &[u8]) -> shuiheng_api::Error {
        let path = written(self.folder.path(), name, bytes);
        let refused = self.app.add_photo(&self.diagnosis.id, &site(), &path).unwrap_err();
        assert_eq!(self.app.diagnosis(&self.diagnosis.id).unwrap(), self.diagnosis);
        assert!(!refused.fix.zh.is_empty() && refused.message.zh.contains(name), "{refused:?}");
        refused
    }
}

#[test]
fn a_photo_is_turned_scaled_once_and_keeps_no_place() {
    let bench = bench();
    let unit = &bench.diagnosis.units[0];
    let given = held_sideways(&picture(2400, 1200), 6);
    let after = bench.add("水表房.JPG", &given, &about("unit", &unit.id));
    let photo = &after.photos[0];
    assert_eq!((photo.width, photo.height), (1000, 2000), "turned by a quarter, then scaled");
    assert_eq!((photo.name.as_str(), photo.caption.as_str()), ("水表房.JPG", ""));
    assert_eq!(photo.about_name.as_deref(), Some(unit.name.as_str()));
    assert_eq!(after.undo.as_deref(), Some("添加现场照片“水表房.JPG”"));

    let kept = bench.app.photo(&after.id, &photo.sha256).unwrap();
    assert!(kept.starts_with(&[0xFF, 0xD8, 0xFF]));
    assert!(!kept.windows(8).any(|bytes| bytes == b"120.7508"), "where it was taken is gone");
    let seen = image::load_from_memory(&kept).unwrap().into_rgb8();
    assert_eq!(seen.dimensions(), (1000, 2000));
    // What was above stands at the right once it is turned clockwise.
    assert!(seen.get_pixel(900, 1000).0[0] > 180, "red at the right");
    assert!(seen.get_pixel(100, 1000).0[2] > 180, "blue at the left");
}

#[test]
fn a_png_becomes_a_jpeg_and_a_small_one_stays_small() {
    let bench = bench();
    let mut png = Vec::new();
    picture(320, 240).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
    let after = bench.add("流程.png", &png, &site());
    assert_eq!((after.photos[0].width, after.photos[0].height), (320, 240));
    assert_eq!(after.photos[0].about_name.as_deref(), Some("全厂"));
    let kept = bench.app.photo(&after.id, &after.photos[0].sha256).unwrap();
    assert!(kept.starts_with(&[0xFF, 0xD8, 0xFF]));
}

#[test]
fn what_is_no_photo_is_refused_and_nothing_has_changed() {
    let bench = bench();
    let whole = jpeg(&picture(200, 100));
    let cut = bench.refused("断.jpg", &whole[..whole.len() * 2 / 3]);
    assert!(cut.message.zh.contains("不完整或已损坏"), "{}", cut.message.zh);
    let text = bench.refused("说明.jpg", "这不是照片".as_bytes());
    assert!(text.message.zh.contains("不是 JPEG 或 PNG"), "{}", text.message.zh);
    let large = bench.refused("大.jpg", &vec![0xFF; (40 << 20) + 1]);
    assert!(large.fix.zh.contains("40 MB"), "{}", large.fix.zh);

    let path = written(bench.folder.path(), "好.jpg", &whole);
    let nowhere = bench.app.add_photo(&bench.diagnosis.id, &about("unit", "none"), &path);
    assert_eq!(nowhere.unwrap_err().code, Code::NotFound);
    assert_eq!(bench.app.diagnosis(&bench.diagnosis.id).unwrap(), bench.diagnosis);
}

#[test]
fn the_same_photo_is_not_added_twice_to_one_thing() {
    let bench = bench();
    let photo = jpeg(&picture(64, 64));
    bench.add("甲.jpg", &photo, &site());
    let path = written(bench.folder.path(), "乙.jpg", &photo);
    let again = bench.app.add_photo(&bench.diagnosis.id, &site(), &path).unwrap_err();
    assert!(again.message.zh.contains("已经添加过"));
    let unit = about("unit", &bench.diagnosis.units[0].id);
    let other = bench.app.add_photo(&bench.diagnosis.id, &unit, &path).unwrap();
    assert_eq!(other.photos.len(), 2, "of something else it may tell too");
    assert_eq!(other.photos[0].sha256, other.photos[1].sha256);
}

#[test]
fn every_edit_is_one_change_that_can_be_taken_back() {
    let bench = bench();
    let id = &bench.diagnosis.id;
    bench.add("甲.jpg", &jpeg(&picture(64, 32)), &site());
    bench.add("乙.jpg", &jpeg(&picture(32, 64)), &site());
    let three = bench.add("丙.jpg", &jpeg(&picture(48, 48)), &site());
    let names = |of: &view::Diagnosis| -> Vec<String> {
        of.photos.iter().map(|photo| photo.name.clone()).collect()
    };
    assert_eq!(names(&three), ["甲.jpg", "乙.jpg", "丙.jpg"]);

    let last = &three.photos[2];
    let edit =
        view::PhotoEdit { caption: " 二车间  漏点 ".into(), about: site(), place: Some(0) };
    let edited = bench.app.edit_photo(id, &last.id, &edit).unwrap();
    assert_eq!(names(&edited), ["丙.jpg", "甲.jpg", "乙.jpg"]);
    assert_eq!(edited.photos[0].caption, "二车间 漏点");
    assert_eq!(edited.undo.as_deref(), Some("修改现场照片“丙.jpg”"));
    assert_eq!(bench.app.undo(id).unwrap().photos, three.photos, "in one step");

    let same = view::PhotoEdit { about: site(), ..view::PhotoEdit::default() };
    let before = bench.app.diagnosis(id).unwrap();
    assert_eq!(bench.app.edit_photo(id, &last.id, &same).unwrap(), before, "nothing was said");
    let long = view::PhotoEdit { caption: "长".repeat(201), about: site(), place: None };
    assert_eq!(bench.app.edit_photo(id, &last.id, &long).unwrap_err().code, Code::Refused);

    let removed = bench.app.remove_photo(id, &last.id).unwrap();
    assert_eq!(names(&removed), ["甲.jpg", "乙.jpg"]);
    assert!(bench.app.photo(id, &last.sha256).is_err(), "and is not given out any more");
    assert_eq!(bench.app.undo(id).unwrap().photos, three.photos);
    assert!(bench.app.photo(id, &last.sha256).is_ok());
}

#[test]
fn photos_of_another_diagnosis_are_not_given_out() {
    let bench = bench();
    let after = bench.add("甲.jpg", &jpeg(&picture(64, 32)), &site());
    let other = bench.app.new_diagnosis("另一家示例企业").unwrap();
    let asked = bench.app.photo(&other.id, &after.photos[0].sha256).unwrap_err();
    assert_eq!(asked.code, Code::NotFound);
    let file = &after.photos[0].sha256;
    assert!(bench.app.photo(&after.id, &file[..20]).is_err());
}

/// The JPEGs within a PDF.
fn pictures(pdf: &Path) -> Vec<Vec<u8>> {
    let read = lopdf::Document::load(pdf).unwrap();
    let jpeg = |object: &lopdf::Object| {
        let stream = object.as_stream().ok()?;
        let filter = stream.dict.get(b"Filter").ok()?.as_name().ok()?;
        (filter == b"DCTDecode").then(|| stream.content.clone())
    };
    read.objects.values().filter_map(jpeg).collect()
}

#[test]
fn the_report_prints_the_kept_jpeg_and_is_made_again_with_it() {
    let bench = bench();
    let (id, job) = (&bench.diagnosis.id, Job::quiet());
    let plain = bench.folder.path().join("无照片.pdf");
    bench.app.export_report(id, &plain, &job).unwrap();
    assert_eq!(pictures(&plain).len(), 0);

    let after = bench.add("甲.jpg", &jpeg(&picture(640, 480)), &site());
    let kept = bench.app.photo(id, &after.photos[0].sha256).unwrap();
    let pdf = bench.folder.path().join("有照片.pdf");
    bench.app.export_report(id, &pdf, &job).unwrap();
    assert_eq!(pictures(&pdf), std::slice::from_ref(&kept), "byte for byte");
    let preview = bench.app.report_preview(id).unwrap();
    assert!(preview.chapters.iter().any(|chapter| chapter.label.contains("现场照片")));

    let open: Vec<view::RelianceKey> = after.reliances.iter().map(|one| one.key.clone()).collect();
    bench.app.accept_unconfirmed(id, &open, "待核实").unwrap();
    let issued = bench.folder.path().join("正式稿.pdf");
    bench.app.issue_report(id, "2026-001", &issued, &job).unwrap();
    // The photo is removed since; the issued report has it still.
    bench.app.remove_photo(id, &after.photos[0].id).unwrap();
    let again = bench.folder.path().join("再次.pdf");
    bench.app.write_issued("2026-001", &again, &job).unwrap();
    assert_eq!(fs::read(&again).unwrap(), fs::read(&issued).unwrap());
    assert_eq!(pictures(&again), [kept]);
}
