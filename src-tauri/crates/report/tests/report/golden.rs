//! Pages as they look, held against kept pictures: `UPDATE_EXPECT=1` paints them anew. The
//! pictures are small; what differs in more than the edges of letters shows at this size too.

use crate::sample;
use shuiheng_audit::diagnose;
use shuiheng_report::*;
use std::path::{Path, PathBuf};
use tiny_skia::Pixmap;

/// Width of a kept picture, pixels.
const WIDTH: u32 = 300;
/// A pixel differs when one of its colours does by more, of 255.
const STEP: u8 = 48;
/// The share of pixels that may differ.
const MOST: f64 = 0.001;

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.png"))
}

fn laid_out() -> Layout {
    preview(
        &diagnose(sample::case(), &sample::library()),
        &sample::meta(),
        &Typefaces::new(RareFace::None),
    )
}

/// The share of pixels that differ; one where the sizes do.
fn difference(one: &Pixmap, two: &Pixmap) -> f64 {
    if (one.width(), one.height()) != (two.width(), two.height()) {
        return 1.0;
    }
    let pixels = one.data().chunks_exact(4).zip(two.data().chunks_exact(4));
    let differ = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > STEP);
    pixels.filter(differ).count() as f64 / f64::from(one.width() * one.height())
}

#[track_caller]
fn check(name: &str, page: &Page) {
    let faces = Typefaces::new(RareFace::None);
    let painted = page_png(page, WIDTH, &faces).expect("a picture");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(place(name).parent().expect("a folder")).expect("a folder");
        std::fs::write(place(name), &painted).expect("the picture is written");
    }
    let kept = std::fs::read(place(name)).expect("a kept picture");
    let [painted, kept] = [painted, kept].map(|png| Pixmap::decode_png(&png).expect("a PNG"));
    let share = difference(&painted, &kept);
    assert!(share <= MOST, "{name}: {:.2} % of the pixels differ", share * 100.0);
}

/// The page of the first bookmark that a test picks.
fn page_of(layout: &Layout, wanted: impl Fn(&str) -> bool) -> &Page {
    let mark = layout.bookmarks.iter().find(|mark| wanted(&mark.label)).expect("a bookmark");
    &layout.pages[mark.spot.page]
}

#[test]
fn pages_look_as_they_did() {
    let layout = laid_out();
    check("cover", &layout.pages[0]);
    check("summary", page_of(&layout, |label| label == "摘要"));
    check(
        "chapter",
        page_of(&layout, |label| label.contains("水平衡测试") && label.starts_with('5')),
    );
    let across = layout.pages.iter().find(|page| page.width > page.height);
    check("diagram", across.expect("a page on its side"));
    check("table", page_of(&layout, |label| label.ends_with("数据溯源")));
    check("forms", page_of(&layout, |label| label.ends_with("附表")));
    check("form-on-its-side", page_of(&layout, |label| label.ends_with("水平衡测试统计表")));
}

#[test]
fn a_word_more_on_a_page_is_seen() {
    let layout = laid_out();
    let mut changed = layout.pages[0].clone();
    let text = changed.items.iter_mut().find_map(|item| match item {
        Item::Text(run) if run.size > 20.0 => Some(run),
        _ => None,
    });
    text.expect("a title").y += 8.0;
    let faces = Typefaces::new(RareFace::None);
    let pixmap = |page| Pixmap::decode_png(&page_png(page, WIDTH, &faces).expect("a picture"));
    let (one, two) = (pixmap(&layout.pages[0]), pixmap(&changed));
    assert!(difference(&one.expect("a PNG"), &two.expect("a PNG")) > MOST);
}

#[test]
fn a_page_has_a_key_of_what_it_shows() {
    let layout = laid_out();
    let keys: Vec<String> = layout.pages.iter().map(page_key).collect();
    let again: Vec<String> = laid_out().pages.iter().map(page_key).collect();
    assert_eq!(keys, again);
    let mut changed = layout.pages[0].clone();
    changed.items.pop();
    assert_ne!(page_key(&changed), keys[0]);
}

/// Mean brightness of the squares of a picture, row by row.
fn squares(pixmap: &Pixmap, size: u32) -> Vec<f64> {
    let (across, down) = (pixmap.width() / size, pixmap.height() / size);
    let mut means = Vec::new();
    for (row, column) in (0..down).flat_map(|row| (0..across).map(move |column| (row, column))) {
        let mut sum = 0.0;
        for (y, x) in (0..size).flat_map(|y| (0..size).map(move |x| (y, x))) {
            let pixel = pixmap.pixel(column * size + x, row * size + y).expect("a pixel");
            sum += f64::from(pixel.red()) + f64::from(pixel.green()) + f64::from(pixel.blue());
        }
        means.push(sum / f64::from(size * size * 3));
    }
    means
}

#[test]
fn the_pages_on_the_screen_are_those_of_the_pdf() {
    let folder = tempfile::tempdir().expect("a folder");
    let (pdf, faces) = (folder.path().join("report.pdf"), Typefaces::new(RareFace::None));
    let diagnosis = diagnose(sample::case(), &sample::library());
    let go_on = |_| std::ops::ControlFlow::Continue(());
    let made = report(&diagnosis, &sample::meta(), &faces, &go_on).expect("a report");
    std::fs::write(&pdf, &made.bytes).expect("the report is written");
    let layout = preview(&diagnosis, &sample::meta(), &faces);
    let across = layout.pages.iter().position(|page| page.width > page.height);
    for at in [0, 1, across.expect("a page on its side")] {
        let stem = folder.path().join(format!("page-{at}"));
        let (page, number) = (&layout.pages[at], (at + 1).to_string());
        let (width, height) = (WIDTH, (page.height * f64::from(WIDTH) / page.width).round());
        let size = [width.to_string(), height.to_string()];
        let painted = std::process::Command::new("pdftoppm")
            .args(["-png", "-singlefile", "-f", &number, "-l", &number])
            .args(["-scale-to-x", &size[0], "-scale-to-y", &size[1]])
            .args([&pdf, &stem])
            .status()
            .expect("pdftoppm runs (package poppler-utils)");
        assert!(painted.success());
        let theirs = Pixmap::load_png(stem.with_extension("png")).expect("a picture of the PDF");
        let ours = page_png(page, WIDTH, &faces).expect("a picture");
        let ours = Pixmap::decode_png(&ours).expect("a PNG");
        assert_eq!(
            (ours.width(), ours.height()),
            (theirs.width(), theirs.height()),
            "page {number}"
        );
        let pairs = squares(&ours, 10).into_iter().zip(squares(&theirs, 10));
        let worst = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(worst < 25.0, "page {number}: a square differs by {worst:.1} of 255");
    }
}
