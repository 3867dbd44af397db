//! Where things stand: nothing outside its place, nothing over anything else, nothing
//! lost, and tables that say how they go on.

use crate::paper::{document, faces, heading, table, texts, written};
use proptest::prelude::*;
use shuiheng_report::*;

const LEFT: f64 = 25.0 * 72.0 / 25.4;
const RIGHT: f64 = 20.0 * 72.0 / 25.4;
const TOP: f64 = 25.0 * 72.0 / 25.4;
const BOTTOM: f64 = 22.0 * 72.0 / 25.4;

/// Every text lies within the margins, and none over another.
#[track_caller]
fn check_places(layout: &Layout) {
    for (at, page) in layout.pages.iter().enumerate() {
        let runs: Vec<(&TextRun, [f64; 4])> =
            texts(page).map(|run| (run, Item::Text(run.clone()).bounds())).collect();
        for (run, [left, top, right, bottom]) in &runs {
            // The blank half of a full-width mark may hang over the margin.
            let hang = run.size / 2.0 + 0.01;
            assert!(*left >= LEFT - 0.01, "page {at}: {run:?}");
            assert!(*right <= page.width - RIGHT + hang, "page {at}: {run:?}");
            // The text keeps to its area; head and foot stand in the margins.
            let within = *top >= TOP - 0.01 && *bottom <= page.height - BOTTOM + 0.01;
            let head = *bottom <= TOP - 10.0;
            let foot = *top >= page.height - BOTTOM + 10.0 && *bottom <= page.height - 20.0;
            let cover = page.folio == Folio::None;
            assert!(within || head || foot || cover, "page {at}: {run:?}");
        }
        check_apart(at, &runs);
    }
}

#[track_caller]
fn check_apart(page: usize, runs: &[(&TextRun, [f64; 4])]) {
    for (index, (run, a)) in runs.iter().enumerate() {
        for (other, b) in &runs[index + 1..] {
            let size = run.size.min(other.size);
            let across = a[2].min(b[2]) - a[0].max(b[0]);
            let down = a[3].min(b[3]) - a[1].max(b[1]);
            let over = across > size / 2.0 + 0.01 && down > 0.05;
            assert!(!over, "page {page}: {run:?} over {other:?}");
        }
    }
}

#[track_caller]
fn check_nothing_lost(layout: &Layout, words: &str) {
    let all: String = layout.pages.iter().map(written).collect();
    let count = |text: &str, c: char| text.chars().filter(|other| *other == c).count();
    for c in words.chars().filter(|c| !c.is_whitespace()) {
        assert!(count(&all, c) >= count(words, c), "{c} was lost");
    }
}

fn names() -> impl Strategy<Value = Vec<String>> {
    let name = prop_oneof![
        3 => "[水染色印花前处理锅炉循环冷却站车间工段]{1,12}",
        2 => "[水染色机组（），、A-Za-z0-9 /#]{1,60}",
        1 => "[A-Za-z0-9_]{1,60}",
        1 => Just(String::new()),
    ];
    let size = prop_oneof![4 => 0usize..40, 1 => 40usize..500];
    size.prop_flat_map(move |count| prop::collection::vec(name.clone(), count))
}

fn numbers() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(prop_oneof![0.0..10.0, -1e5..1e5, 0.0..1e9], 0..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn tables_of_any_names_and_numbers_stay_in_their_place(
        names in names(), numbers in numbers(), columns in 1usize..18,
    ) {
        let table = table(&names, &numbers, columns);
        let shown: String = table.rows.iter().map(|row| {
            let cells = if row.kind == RowKind::Section { &row.cells[..1] } else { &row.cells[..] };
            cells.iter().flatten().map(|run| run.text.as_str()).collect::<String>()
        }).collect();
        let layout = layout(&document(vec![heading(1, "5"), Block::Table(table)]), &faces());
        check_places(&layout);
        check_nothing_lost(&layout, &shown);
    }

    #[test]
    fn paragraphs_of_any_text_stay_in_their_place(
        text in "[水量取用，。、；（）“”《》A-Za-z0-9 .%/\u{2014}\u{2026}]{0,900}",
        manner in prop::sample::select(vec![Manner::Body, Manner::Item, Manner::Note]),
    ) {
        let runs = vec![Run::plain("（1）"), Run::plain(text.clone()), Run::bold("结论")];
        let paragraph = Paragraph { runs, manner };
        let layout = layout(&document(vec![heading(1, "5"), Block::Paragraph(paragraph)]), &faces());
        check_places(&layout);
        check_nothing_lost(&layout, &text);
    }
}

#[test]
fn the_header_is_repeated_on_every_page_of_a_table() {
    let names: Vec<String> = (0..160).map(|at| format!("第{at}单元")).collect();
    let table = table(&names, &[12.5, 1480.0], 6);
    let layout = layout(&document(vec![heading(1, "5"), Block::Table(table)]), &faces());
    let pages: Vec<String> =
        layout.pages.iter().map(written).filter(|t| t.contains("单元")).collect();
    let with_rows: Vec<&String> = pages.iter().filter(|text| text.contains("第")).collect();
    assert!(with_rows.len() > 3);
    let heads =
        with_rows.iter().filter(|text| text.contains("用水单元") && text.contains("取水量"));
    assert_eq!(heads.count(), with_rows.len());
    let continued = with_rows.iter().filter(|text| text.contains("续表5-1（单位：m³/d）"));
    assert_eq!(continued.count(), with_rows.len() - 1);
}

#[test]
fn every_row_stands_once_and_whole_on_a_page() {
    let names: Vec<String> = (0..120).map(|at| format!("单元{at:03}号")).collect();
    let layout = layout(&document(vec![Block::Table(table(&names, &[1.0], 3))]), &faces());
    for name in &names {
        let on = layout.pages.iter().filter(|page| written(page).contains(name.as_str()));
        assert_eq!(on.count(), 1, "{name}");
    }
}

#[test]
fn a_row_taller_than_a_page_is_cut_and_not_lost() {
    let long = "水量".repeat(3000);
    let table = table(&[long.clone(), "其后".into()], &[1.0], 2);
    let layout = layout(&document(vec![Block::Table(table)]), &faces());
    check_places(&layout);
    check_nothing_lost(&layout, &format!("{long}其后"));
}

#[test]
fn wide_tables_stand_on_their_side_and_narrow_ones_do_not() {
    let turned = |columns: usize| {
        let names = vec!["合成反应工段".to_owned(); 3];
        let table = table(&names, &[12_345.6], columns);
        let layout = layout(&document(vec![Block::Table(table)]), &faces());
        layout.pages.last().is_some_and(|page| page.width > page.height)
    };
    assert!(!turned(5));
    assert!(turned(16));
}

#[test]
fn a_heading_is_never_the_last_thing_on_a_page() {
    for lines in 30..60 {
        let mut blocks = vec![heading(1, "5")];
        blocks.extend((0..lines).map(|_| Block::Paragraph(Paragraph::plain("短句。"))));
        blocks.push(heading(2, "5.1"));
        blocks.push(Block::Paragraph(Paragraph::plain("正文。")));
        let layout = layout(&document(blocks), &faces());
        let page = |anchor: &str| layout.places.get(&Anchor(anchor.into())).map(|spot| spot.page);
        let with_text = layout.pages.iter().position(|page| written(page).contains("正文。"));
        assert_eq!(page("5.1"), with_text, "{lines} lines before it");
    }
}

#[test]
fn no_paragraph_leaves_one_line_alone() {
    for before in 20..45 {
        let mut blocks: Vec<Block> =
            (0..before).map(|_| Block::Paragraph(Paragraph::plain("短句。"))).collect();
        blocks.push(Block::Paragraph(Paragraph::plain("测".repeat(400))));
        let layout = layout(&document(blocks), &faces());
        for page in &layout.pages {
            let mut lines: Vec<i64> = texts(page)
                .filter(|run| run.text.contains('测'))
                .filter(|run| run.size > 10.0 && run.face == Face::Serif)
                .map(|run| (run.y * 10.0).round() as i64)
                .collect();
            lines.dedup();
            assert!(lines.len() != 1, "{before} lines before it");
        }
    }
}

#[test]
fn decimal_points_stand_below_one_another() {
    let mut table = table(&["甲".into(), "乙".into(), "丙".into()], &[], 2);
    for (row, value) in table.rows.iter_mut().zip(["9.5", "12,480.25", "—"]) {
        row.cells[1] = vec![Run::plain(value)];
    }
    let layout = layout(&document(vec![Block::Table(table)]), &faces());
    let faces = faces();
    let point = |wanted: &str| {
        let run = layout.pages.iter().flat_map(texts).find(|run| run.text == wanted);
        let run = run.expect("the number is on a page");
        let before = wanted.split('.').next().unwrap_or_default();
        run.x + faces.width(before, Face::Sans, run.size)
    };
    assert!((point("9.5") - point("12,480.25")).abs() < 0.01);
}

#[test]
fn the_contents_name_the_pages_on_which_the_chapters_stand() {
    let mut blocks = Vec::new();
    for chapter in 1..=60 {
        blocks.push(heading(1, &chapter.to_string()));
        blocks.push(Block::Paragraph(Paragraph::plain("正文。")));
    }
    let layout = layout(&document(blocks), &faces());
    // Cover, two pages of contents, then a page for each chapter.
    let folio = |chapter: usize| {
        let spot = layout.places[&Anchor(chapter.to_string())];
        layout.pages[spot.page].folio
    };
    for chapter in 1..=60 {
        assert_eq!(folio(chapter), Folio::Arabic(chapter));
    }
    let contents: String = layout
        .pages
        .iter()
        .filter(|page| matches!(page.folio, Folio::Roman(_)))
        .map(written)
        .collect();
    assert!(contents.contains("60水平衡测试60"), "{contents}");
    assert!(layout.pages.iter().any(|page| written(page).contains("第60页共60页")));
}

#[test]
fn characters_that_no_face_has_are_told_and_shown_as_a_box() {
    let text = "浙江𬭎瀚䶮澋㛃氏 ☑ ☐ √ ㎥ ℃ ≥ ≤ ± × ÷ ‰ ① Ⅰ → △ □ BOD₅ CO₂ 10⁻⁴";
    let blocks = vec![Block::Paragraph(Paragraph::plain(text))];
    assert!(layout(&document(blocks.clone()), &faces()).missing.is_empty());
    let without = layout(&document(blocks), &Typefaces::new(RareFace::None));
    assert!(without.missing.contains(&'澋'), "{:?}", without.missing);
    assert!(without.pages.iter().any(|page| written(page).contains('□')));
    let unknown = vec![Block::Paragraph(Paragraph::plain("甲\u{1F6B0}乙"))];
    let layout = layout(&document(unknown), &faces());
    assert_eq!(layout.missing.into_iter().collect::<String>(), "\u{1F6B0}");
}
