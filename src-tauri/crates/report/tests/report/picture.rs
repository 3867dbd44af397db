//! Drawings in the report and as files of their own: the same as the window shows.

use crate::sample;
use shuiheng_audit::{Diagnosis, Lang, diagnose};
use shuiheng_drawing::{
    Anchor, BlockLayout, Fill, Ink, Point, Scene, Segment, Shape, Slot, Stroke, Weight,
};
use shuiheng_report::*;
use std::collections::BTreeSet;
use tiny_skia::Pixmap;

fn diagnosis() -> Diagnosis {
    diagnose(sample::case(), &sample::library())
}

/// The drawings of the report, by their titles.
fn figures(diagnosis: &Diagnosis, layout: &BlockLayout) -> Vec<(String, Scene)> {
    let meta = ReportMeta { layout: layout.clone(), ..sample::meta() };
    let blocks = compose(diagnosis, &meta).body;
    let figures = blocks.into_iter().filter_map(|block| match block {
        Block::Figure(figure) => Some((figure.title, figure.scene)),
        _ => None,
    });
    figures.collect()
}

#[track_caller]
fn has(figures: &[(String, Scene)], scene: &Scene) {
    let titles: Vec<&str> = figures.iter().map(|(title, _)| title.as_str()).collect();
    assert!(figures.iter().any(|(_, figure)| figure == scene), "{} in {titles:?}", scene.title);
}

#[test]
fn the_report_prints_what_the_window_shows() {
    let diagnosis = diagnosis();
    let plain = BlockLayout::default();
    let id = |id: &str| format!("unit-{id}");
    let folded = BlockLayout { folded: Some([id("a")].into()), ..plain.clone() };
    let drawing = block_front(&diagnosis, &plain, Lang::Zh).diagram;
    let moved = drawing.boxes.iter().rev().find(|placed| placed.slot.is_some()).expect("a box");
    let pinned = drawing.rearranged(&moved.id, Slot { column: 0, row: 0 }).expect("a slot");
    let arranged = BlockLayout { pinned, ..plain.clone() };
    let mut seen = Vec::new();
    for layout in [&plain, &folded, &arranged] {
        let figures = figures(&diagnosis, layout);
        let front = block_front(&diagnosis, layout, Lang::Zh).diagram.scene;
        has(&figures, &front);
        has(&figures, &flow_diagram(&diagnosis, layout, Lang::Zh));
        has(&figures, &meter_diagram(&diagnosis, Lang::Zh).expect("a register"));
        assert!(seen.iter().all(|other| *other != front), "each layout is another picture");
        seen.push(front);
    }
}

#[test]
fn an_enterprise_without_a_register_has_no_network_of_meters() {
    let mut case = sample::case();
    case.meters.clear();
    let diagnosis = diagnose(case, &sample::library());
    assert_eq!(meter_diagram(&diagnosis, Lang::Zh), None);
    let figures = figures(&diagnosis, &BlockLayout::default());
    assert!(figures.iter().all(|(title, _)| !title.contains("计量网络图")));
}

#[test]
fn a_meter_above_that_is_not_told_is_said_and_not_made_up() {
    let diagnosis = diagnosis();
    let blocks = compose(&diagnosis, &sample::meta()).body;
    let told = format!("{blocks:?}");
    assert!(told.contains("有 2 只水表的上级水表台账未载明"), "of three meters one is of level 1");
    let lines = |scene: &Scene| {
        let told = format!("{:?}", scene.shapes);
        told.matches("bus/SB").count()
    };
    let scene = meter_diagram(&diagnosis, Lang::Zh).expect("a register");
    assert_eq!(lines(&scene), 0);
    let mut case = sample::case();
    case.meters[1].parent = Some("SB-001".into());
    let tied = meter_diagram(&diagnose(case, &sample::library()), Lang::Zh).expect("a register");
    assert!(lines(&tied) > 0);
}

fn properties() -> Properties {
    compose(&diagnosis(), &sample::meta()).properties
}

#[test]
fn a_drawing_as_pdf_is_one_vector_page_of_its_size() {
    let scene = block_front(&diagnosis(), &BlockLayout::default(), Lang::Zh).diagram.scene;
    let faces = Typefaces::new(RareFace::None);
    let file = picture_pdf(std::slice::from_ref(&scene), &properties(), &faces).expect("a PDF");
    assert_eq!(file.missing, BTreeSet::new());
    assert!(file.bytes.starts_with(b"%PDF-1.7"));
    let document = lopdf::Document::load_mem(&file.bytes).expect("a PDF that can be read");
    let pages = document.get_pages();
    assert_eq!(pages.len(), 1);
    let page = document.get_dictionary(pages[&1]).expect("a page");
    let size = page.get(b"MediaBox").and_then(|size| size.as_array()).expect("a size");
    let size: Vec<f32> = size.iter().map(|value| value.as_float().expect("a number")).collect();
    assert!((f64::from(size[2]) - scene.width - 24.0).abs() < 0.02, "{size:?}");
    assert!((f64::from(size[3]) - scene.height - 24.0).abs() < 0.02, "{size:?}");
    let text = document.extract_text(&[1]).expect("text");
    assert!(text.contains("单位：m³/d"), "{text}");
    let again = picture_pdf(std::slice::from_ref(&scene), &properties(), &faces).expect("a PDF");
    assert_eq!(again, file);
}

/// A scene of a red field, a line and a letter.
fn plain_scene() -> Scene {
    let field = Shape::Rect {
        x: 0.0,
        y: 0.0,
        width: 20.0,
        height: 20.0,
        radius: 0.0,
        fill: Some(Fill::solid(Ink::Alarm)),
        stroke: None,
    };
    let line = [Segment::Move(Point::new(0.0, 30.0)), Segment::Line(Point::new(100.0, 30.0))];
    let line = Shape::Path {
        segments: line.to_vec(),
        fill: None,
        stroke: Some(Stroke { dash: vec![10.0, 10.0], ..Stroke::solid(Ink::Fresh, 4.0) }),
    };
    let text = Shape::Text {
        x: 60.0,
        y: 20.0,
        size: 20.0,
        weight: Weight::Bold,
        anchor: Anchor::Middle,
        ink: Ink::Text,
        text: "水".into(),
    };
    Scene {
        width: 100.0,
        height: 40.0,
        title: String::new(),
        description: String::new(),
        shapes: vec![field, line, text],
    }
}

#[test]
fn a_drawing_as_png_has_the_shapes_and_the_letters_of_our_own_face() {
    let faces = Typefaces::new(RareFace::None);
    let file = picture_png(&plain_scene(), 2.0, &faces).expect("a PNG");
    let seen = Pixmap::decode_png(&file.bytes).expect("a PNG that can be read");
    assert_eq!((seen.width(), seen.height()), (248, 128));
    let colour = |x: f64, y: f64| {
        let (x, y) = ((x + 12.0) * 2.0, (y + 12.0) * 2.0);
        let pixel = seen.pixel(x as u32, y as u32).expect("inside").demultiply();
        (pixel.red(), pixel.green(), pixel.blue())
    };
    assert_eq!(colour(-6.0, -6.0), (255, 255, 255), "the paper");
    assert_eq!(colour(10.0, 10.0), (0xb4, 0x23, 0x18), "the field");
    assert_eq!(colour(5.0, 30.0), (0x1f, 0x4e, 0x79), "a dash");
    assert_eq!(colour(15.0, 30.0), (255, 255, 255), "a gap");
    // The stroke in the middle of 水 runs from the top of the letter to its foot.
    let dark = (4..18).filter(|down| colour(60.0, 20.0 - f64::from(*down) + 2.0).0 < 128);
    assert!(dark.count() >= 10);
    let empty = (4..18).filter(|down| colour(60.0 + 14.0, f64::from(*down)).0 < 250);
    assert_eq!(empty.count(), 0, "nothing stands beside the letter");
}

#[test]
fn a_picture_of_too_many_pixels_is_refused() {
    let faces = Typefaces::new(RareFace::None);
    let scene = Scene { width: 1e7, height: 1e7, ..plain_scene() };
    assert!(matches!(picture_png(&scene, 1.0, &faces), Err(PngError::TooLarge { .. })));
    assert!(picture_png(&plain_scene(), f64::NAN, &faces).is_err());
    let mut rare = plain_scene();
    rare.shapes.push(Shape::Text {
        x: 0.0,
        y: 10.0,
        size: 7.0,
        weight: Weight::Regular,
        anchor: Anchor::Start,
        ink: Ink::Text,
        text: "\u{10FFFF}".into(),
    });
    let file = picture_png(&rare, 1.0, &faces).expect("a PNG");
    assert_eq!(file.missing, ['\u{10FFFF}'].into(), "what no face has is told");
}
