//! The first page.

use super::Orientation;
use crate::bitmap::Bitmap;
use crate::display::{Element, Folio, Image, Item, Page, Role, Shape, Tagged};
use crate::document::{Cover, Run};
use crate::paragraph::{Line, Measure, Stand, Typesetter};
use crate::style::{ACCENT, BAD, GREY, INK, Look, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_TOP, MM};
use crate::typeface::Face;
use std::sync::Arc;

/// The cover page.
pub(crate) fn cover(setter: &Typesetter<'_>, cover: &Cover, elements: &mut Vec<Element>) -> Page {
    let (width, height) = Orientation::Portrait.paper();
    let mut page = Page { width, height, folio: Folio::None, items: Vec::new(), tags: Vec::new() };
    if let Some(number) = &cover.report_no {
        let lines = set(setter, &format!("报告编号：{number}"), (Face::Sans, 10.5), Stand::Right);
        put(&mut page, &lines, MARGIN_TOP - 20.0);
    }
    if let Some(mark) = &cover.mark {
        self::mark(setter, &mut page, mark);
    }
    title(setter, &mut page, cover);
    facts(setter, &mut page, cover);
    let bottom = height - MARGIN_BOTTOM;
    let auditor = set(setter, &cover.auditor, (Face::SansBold, 14.0), Stand::Centre);
    let date = set(setter, &cover.date, (Face::Sans, 12.0), Stand::Centre);
    let date_top = bottom - 12.0 * MM - tall(&date);
    put(&mut page, &date, date_top);
    let mut y = date_top - 8.0;
    for line in cover.below.iter().rev() {
        let lines = set(setter, line, (Face::Sans, 10.0), Stand::Centre);
        y -= tall(&lines);
        put(&mut page, &lines, y);
    }
    y -= tall(&auditor);
    put(&mut page, &auditor, y);
    if let Some(logo) = &cover.logo {
        self::logo(&mut page, logo, y - 10.0);
    }
    // Each piece of text is told for itself, in the order in which it was put here.
    for (at, item) in page.items.iter().enumerate() {
        if matches!(item, Item::Text(_)) {
            page.tags.push(Tagged { from: at, to: at + 1, element: elements.len() });
            elements.push(Element { role: Role::Paragraph, parent: None, alt: String::new() });
        }
    }
    page
}

/// The logo above the name of the firm, 60 mm by 25 mm at most.
fn logo(page: &mut Page, logo: &Bitmap, bottom: f64) {
    let (across, down) = (f64::from(logo.width), f64::from(logo.height));
    // 300 dpi, unless it is larger.
    let scale = (60.0 * MM / across).min(25.0 * MM / down).min(72.0 / 150.0);
    let (width, height) = (across * scale, down * scale);
    let x = MARGIN_LEFT + (Orientation::Portrait.width() - width) / 2.0;
    let bitmap = Arc::new(logo.clone());
    page.items.push(Item::Image(Image { x, y: bottom - height, width, height, bitmap }));
}

/// Program, title and enterprise, between two rules.
fn title(setter: &Typesetter<'_>, page: &mut Page, cover: &Cover) {
    let (left, right) = (MARGIN_LEFT + 12.0 * MM, page.width - MARGIN_LEFT - 7.0 * MM);
    let mut y = page.height * 0.24;
    if let Some(program) = &cover.program {
        let lines = set(setter, program, (Face::Sans, 12.0), Stand::Centre);
        put(page, &lines, y - 16.0 - tall(&lines));
    }
    page.items.push(Item::Shape(Shape::line((left, y), (right, y), 2.5, ACCENT)));
    y += 26.0;
    let enterprise = set(setter, &cover.enterprise, (Face::SansBold, 18.0), Stand::Centre);
    put(page, &enterprise, y);
    y += tall(&enterprise) + 18.0;
    let look = Look { face: Face::SansBold, size: 28.0, leading: 40.0, colour: ACCENT };
    let title = setter.set(&[Run::plain(spaced(&cover.title))], look, full(Stand::Centre));
    put(page, &title, y);
    y += tall(&title) + 24.0;
    page.items.push(Item::Shape(Shape::line((left, y), (right, y), 0.75, ACCENT)));
}

/// A short title breathes.
fn spaced(title: &str) -> String {
    if title.chars().count() > 8 {
        return title.to_owned();
    }
    title.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

fn facts(setter: &Typesetter<'_>, page: &mut Page, cover: &Cover) {
    let look = Look { face: Face::Sans, size: 12.0, leading: 24.0, colour: INK };
    let label_right = page.width * 0.40;
    let mut y = page.height * 0.58;
    for (label, value) in &cover.facts {
        let name = setter.line(&format!("{label}："), look);
        let measure = Measure {
            width: page.width - MARGIN_LEFT - label_right,
            indent: 0.0,
            hang: 0.0,
            stand: Stand::Left,
        };
        let lines = setter.set(&[Run::plain(value)], look, measure);
        let x = label_right - name.reach;
        put_at(page, &[name], (x, y));
        put_at(page, &lines, (label_right, y));
        y += tall(&lines).max(look.leading);
    }
}

/// A framed mark at the top left: this is not the issued report.
fn mark(setter: &Typesetter<'_>, page: &mut Page, text: &str) {
    let look = Look { face: Face::SansBold, size: 14.0, leading: 20.0, colour: BAD };
    let line = setter.line(text, look);
    let (x, y) = (MARGIN_LEFT, MARGIN_TOP - 20.0);
    let frame = Shape::rectangle([x, y, line.reach + 20.0, 26.0]).drawn(1.2, BAD);
    page.items.push(Item::Shape(frame));
    put_at(page, &[line], (x + 10.0, y + 3.0));
}

fn full(stand: Stand) -> Measure {
    Measure { width: Orientation::Portrait.width(), indent: 0.0, hang: 0.0, stand }
}

fn set(setter: &Typesetter<'_>, text: &str, (face, size): (Face, f64), stand: Stand) -> Vec<Line> {
    let colour = if face == Face::Sans && size < 11.0 { GREY } else { INK };
    let look = Look { face, size, leading: size * 1.5, colour };
    setter.set(&[Run::plain(text)], look, full(stand))
}

fn tall(lines: &[Line]) -> f64 {
    lines.iter().map(|line| line.height).sum()
}

fn put(page: &mut Page, lines: &[Line], y: f64) {
    put_at(page, lines, (MARGIN_LEFT, y));
}

fn put_at(page: &mut Page, lines: &[Line], (x, mut y): (f64, f64)) {
    for line in lines {
        for item in &line.items {
            let mut item = item.clone();
            item.shift(x, y);
            page.items.push(item);
        }
        y += line.height;
    }
}
