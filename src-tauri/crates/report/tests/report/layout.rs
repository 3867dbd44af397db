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

/// A block of a random document.
#[derive(Clone, Debug)]
enum Kind {
    /// A section.
    Heading,
    /// So many characters.
    Paragraph(usize),
    /// Names and columns, and whether it stands on its side whatever its width.
    Table(Vec<String>, usize, bool),
}

impl Kind {
    fn block(&self, at: usize) -> Block {
        match self {
            Self::Heading => heading(2, &format!("5.{at}")),
            Self::Paragraph(length) => {
                Block::Paragraph(Paragraph::plain("水".repeat(*length) + "。"))
            }
            Self::Table(names, columns, sideways) => {
                let table = table(names, &[12.5, 12_480.25], *columns);
                Block::Table(Table { sideways: *sideways, ..table })
            }
        }
    }
}

fn blocks() -> impl Strategy<Value = Vec<Kind>> {
    let name = "[水染色机组（）A-Za-z0-9]{1,60}";
    let names = prop::collection::vec(name, 0..40);
    let kind = prop_oneof![
        2 => Just(Kind::Heading),
        3 => (0usize..600).prop_map(Kind::Paragraph),
        2 => (names, 1usize..18, any::<bool>())
            .prop_map(|(names, columns, sideways)| Kind::Table(names, columns, sideways)),
    ];
    prop::collection::vec(kind, 1..14)
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
    fn blocks_of_any_kind_after_one_another_stay_in_their_place(blocks in blocks()) {
        let body: Vec<Block> = std::iter::once(heading(1, "5"))
            .chain(blocks.iter().enumerate().map(|(at, kind)| kind.block(at)))
            .collect();
        let layout = layout(&document(body), &faces());
        check_places(&layout);
        // Reading order is page order, whichever way the pages stand.
        let marks: Vec<(usize, String)> =
            layout.bookmarks.iter().map(|mark| (mark.spot.page, mark.label.clone())).collect();
        prop_assert!(marks.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{:?}", marks);
        let turned = layout.pages.iter().any(|page| page.width > page.height);
        let sideways = blocks.iter().any(|kind| matches!(kind, Kind::Table(_, _, true)));
        prop_assert!(turned || !sideways, "a page stands on its side");
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

/// How far down a page is written on, as a share of the area of the text.
fn used(page: &Page) -> f64 {
    let text = texts(page).map(|run| Item::Text(run.clone()).bounds()[3]);
    let bottom = text.filter(|bottom| *bottom < page.height - BOTTOM + 1.0).fold(TOP, f64::max);
    (bottom - TOP) / (page.height - TOP - BOTTOM)
}

#[test]
fn no_chapter_ends_with_a_page_of_a_few_lines() {
    for lines in 36..90 {
        let mut blocks = vec![heading(1, "5")];
        blocks.extend((0..lines).map(|_| Block::Paragraph(Paragraph::plain("短句。"))));
        blocks.push(heading(1, "6"));
        let layout = layout(&document(blocks), &faces());
        let of = |chapter: &str| layout.places[&Anchor(chapter.into())].page;
        let (first, last) = (of("5"), of("6") - 1);
        if first == last {
            continue;
        }
        let share = used(&layout.pages[last]);
        assert!(share > 0.17, "{lines} lines: {share:.2} of the last page");
        assert!(used(&layout.pages[last - 1]) > 0.45, "{lines} lines");
    }
}

#[test]
fn a_wide_table_that_lacks_the_room_of_a_few_rows_is_set_closer() {
    let pages = |rows: usize| {
        let names = vec!["工段".to_owned(); rows];
        let table = Table { sideways: true, ..table(&names, &[1.0], 4) };
        let layout = layout(&document(vec![Block::Table(table)]), &faces());
        layout.pages.iter().filter(|page| page.width > page.height).count()
    };
    assert_eq!([20, 23, 27, 60].map(pages), [1, 1, 1, 3]);
}

#[test]
fn no_character_stands_alone_on_the_last_line_of_a_cell() {
    for length in 4..40 {
        let name = "循".repeat(length);
        // A long remark in another column leaves the names little room.
        let mut narrow = table(&vec![name; 2], &[], 2);
        narrow.columns[1].align = Align::Left;
        narrow.rows.iter_mut().for_each(|row| row.cells[1] = vec![Run::plain("水".repeat(300))]);
        let layout = layout(&document(vec![Block::Table(narrow)]), &faces());
        let last = layout.pages.iter().flat_map(texts).filter(|run| run.text.contains('循'));
        let shortest = last.map(|run| run.text.chars().count()).min();
        assert!(shortest > Some(1), "{length}: {shortest:?}");
    }
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
