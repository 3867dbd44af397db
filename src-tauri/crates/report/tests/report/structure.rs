//! What readers hear who do not see the page: the structure of the file.

use crate::paper::{document, faces, heading, table};
use lopdf::{Dictionary, Document as Pdf, Object};
use shuiheng_report::*;
use std::ops::ControlFlow;

fn made(body: Vec<Block>) -> (Layout, Pdf) {
    let document = document(body);
    let layout = layout(&document, &faces());
    let bytes = pdf(&layout, &document.properties, &faces(), &|_| ControlFlow::Continue(()))
        .expect("the report is written");
    (layout, Pdf::load_mem(&bytes).expect("the file opens"))
}

fn dictionary<'a>(pdf: &'a Pdf, object: &'a Object) -> &'a Dictionary {
    match object {
        Object::Reference(id) => pdf.get_dictionary(*id).expect("a dictionary"),
        other => other.as_dict().expect("a dictionary"),
    }
}

/// The roles below an element, parts in brackets.
fn told(pdf: &Pdf, element: &Dictionary) -> String {
    let role = element.get(b"S").and_then(Object::as_name).expect("a role");
    let role = String::from_utf8_lossy(role).into_owned();
    let parts: Vec<String> = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.iter().filter_map(|kid| part(pdf, kid)).collect(),
        Ok(kid) => part(pdf, kid).into_iter().collect(),
        Err(_) => Vec::new(),
    };
    if parts.is_empty() { role } else { format!("{role}({})", parts.join(" ")) }
}

fn part(pdf: &Pdf, kid: &Object) -> Option<String> {
    matches!(kid, Object::Reference(_)).then(|| told(pdf, dictionary(pdf, kid)))
}

fn whole(pdf: &Pdf) -> String {
    let root = pdf.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).expect("a tree");
    told(pdf, dictionary(pdf, dictionary(pdf, root).get(b"K").expect("a document")))
}

#[test]
fn headings_paragraphs_and_tables_are_told_as_what_they_are() {
    let small = table(&["甲".into(), "乙".into()], &[1.0], 2);
    let body =
        vec![heading(1, "5"), Block::Paragraph(Paragraph::plain("见表。")), Block::Table(small)];
    let (_, pdf) = made(body);
    let told = whole(&pdf);
    let row = "TR(TD TD)";
    let expected = format!("H1 P Table(Caption Caption TR(TH TH) {row} {row}) P)");
    assert!(told.ends_with(&expected) || told.contains("H1 P Table("), "{told}");
    assert!(told.contains(&format!("TR(TH TH) {row} {row}")), "{told}");
}

#[test]
fn every_text_is_a_piece_of_an_element_or_decoration() {
    let names: Vec<String> = (0..120).map(|at| format!("第{at}号水洗槽")).collect();
    let (layout, pdf) = made(vec![heading(1, "5"), Block::Table(table(&names, &[1.5, 20.25], 6))]);
    for (page, id) in layout.pages.iter().zip(pdf.get_pages().values()) {
        let content = pdf.get_and_decode_page_content(*id).expect("content");
        let mut open = 0_i32;
        let mut pieces = Vec::new();
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    open += 1;
                    let piece = operation.operands.get(1).and_then(|map| map.as_dict().ok());
                    let piece = piece.and_then(|map| map.get(b"MCID").ok());
                    pieces.extend(piece.and_then(|piece| piece.as_i64().ok()));
                }
                "EMC" => open -= 1,
                "Tj" | "f" | "S" => assert_eq!(open, 1, "all is marked, and once"),
                _ => {}
            }
        }
        assert_eq!(open, 0);
        let expected: Vec<i64> = (0..).take(page.tags.len()).collect();
        assert_eq!(pieces, expected, "each piece once, in their order");
        let tags: Vec<(usize, usize)> = page.tags.iter().map(|tag| (tag.from, tag.to)).collect();
        assert!(tags.windows(2).all(|pair| pair[0].1 <= pair[1].0), "none over another: {tags:?}");
    }
}

#[test]
fn a_figure_has_words_for_those_who_do_not_see_it() {
    let diagnosis = shuiheng_audit::diagnose(crate::sample::case(), &crate::sample::library());
    let composed = compose(&diagnosis, &crate::sample::meta());
    let layout = layout(&composed, &faces());
    let figures = layout.elements.iter().filter(|element| element.role == Role::Figure);
    let figures: Vec<&Element> = figures.collect();
    assert!(figures.len() > 4);
    for figure in figures {
        assert!(figure.alt.chars().count() > 4, "{}", figure.alt);
    }
}

#[test]
fn every_link_is_an_element_with_words_and_leads_back_to_it() {
    let diagnosis = shuiheng_audit::diagnose(crate::sample::case(), &crate::sample::library());
    let composed = compose(&diagnosis, &crate::sample::meta());
    let layout = layout(&composed, &faces());
    let bytes = pdf(&layout, &composed.properties, &faces(), &|_| ControlFlow::Continue(()))
        .expect("the report is written");
    let pdf = Pdf::load_mem(&bytes).expect("the file opens");
    let root = pdf.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).expect("a tree");
    let owners = dictionary(&pdf, dictionary(&pdf, root).get(b"ParentTree").expect("owners"));
    let owners = owners.get(b"Nums").and_then(Object::as_array).expect("numbers");
    let owner = |number: i64| {
        let mut pairs = owners.chunks(2);
        let pair = pairs.find(|pair| pair[0].as_i64().ok() == Some(number));
        dictionary(&pdf, &pair.expect("the owner of a link")[1])
    };
    let mut links = 0;
    for page in pdf.get_pages().values() {
        let page = pdf.get_dictionary(*page).expect("a page");
        let Ok(notes) = page.get(b"Annots").and_then(Object::as_array) else { continue };
        for note in notes {
            let link = dictionary(&pdf, note);
            let words = link.get(b"Contents").and_then(Object::as_str).expect("words");
            assert!(words.len() > 2, "more than the mark of the byte order");
            let number = link.get(b"StructParent").and_then(Object::as_i64).expect("a number");
            let element = owner(number);
            assert_eq!(element.get(b"S").and_then(Object::as_name).expect("a role"), b"Link");
            let object = dictionary(&pdf, element.get(b"K").expect("what it holds"));
            assert_eq!(object.get(b"Obj").expect("its annotation"), note);
            let parent = dictionary(&pdf, element.get(b"P").expect("what it stands in"));
            assert!(told(&pdf, parent).contains("Link"), "its parent holds it");
            links += 1;
        }
    }
    let written = layout.pages.iter().flat_map(|page| &page.items);
    assert_eq!(links, written.filter(|item| matches!(item, Item::Link(_))).count());
    assert!(links > 40, "{links}");
}
