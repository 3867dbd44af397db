//! The page of signatures (责任页): who wrote, checked and approved, and the seal.

use super::Orientation;
use super::blocks::stacked;
use super::stack::Slab;
use crate::display::{Item, Shape};
use crate::document::{Run, Signatures, Signer};
use crate::paragraph::{Measure, Stand, Typesetter};
use crate::style::{GREY, HAIR, INK, Look, NOTE};
use crate::typeface::Face;

const LOOK: Look = Look { face: Face::Sans, size: 11.0, leading: 22.0, colour: INK };
const ROW: f64 = 38.0;
/// Where the columns of the grid begin, as shares of the width.
const COLUMNS: [f64; 5] = [0.0, 0.16, 0.42, 0.74, 1.0];

/// The slabs of the page.
pub(crate) fn signatures(setter: &Typesetter<'_>, sheet: &Signatures) -> Vec<Slab> {
    let mut slabs: Vec<Slab> = sheet.facts.iter().map(|fact| self::fact(setter, fact)).collect();
    slabs.push(grid(setter, &sheet.roles));
    slabs.push(seal(setter, &sheet.seal));
    slabs.extend(sheet.notes.iter().map(|note| {
        let measure = measure(Orientation::Portrait.width(), Stand::Justified);
        Slab { before: 4.0, ..stacked(&setter.set(&[Run::plain(note)], NOTE, measure)) }
    }));
    slabs
}

fn measure(width: f64, stand: Stand) -> Measure {
    Measure { width, indent: 0.0, hang: 0.0, stand }
}

fn fact(setter: &Typesetter<'_>, (label, value): &(String, String)) -> Slab {
    let name = setter.line(&format!("{label}："), LOOK);
    let width = Orientation::Portrait.width();
    let x = 0.2 * width;
    let mut slab =
        stacked(&setter.set(&[Run::plain(value)], LOOK, measure(width - x, Stand::Left)));
    for item in &mut slab.items {
        item.shift(x, 0.0);
    }
    slab.height = slab.height.max(LOOK.leading);
    slab.items.extend(name.items);
    Slab { before: 2.0, ..slab }
}

/// A ruled grid: role, name, signature, date.
fn grid(setter: &Typesetter<'_>, roles: &[Signer]) -> Slab {
    let width = Orientation::Portrait.width();
    let height = ROW * (roles.len() + 1) as f64;
    let mut slab = Slab { height, before: 24.0, ..Slab::default() };
    let head = Shape::rectangle([0.0, 0.0, width, ROW]).filled(crate::style::HEAD_FILL);
    slab.items.push(Item::Shape(head));
    for at in 0..=roles.len() + 1 {
        let y = at as f64 * ROW;
        slab.items.push(Item::Shape(Shape::line((0.0, y), (width, y), 0.5, GREY)));
    }
    for share in COLUMNS {
        let x = share * width;
        slab.items.push(Item::Shape(Shape::line((x, 0.0), (x, height), 0.5, GREY)));
    }
    let titles = ["职责", "姓名", "签名", "日期"];
    for (column, title) in titles.into_iter().enumerate() {
        cell(setter, &mut slab, (0, column), title);
    }
    for (row, role) in roles.iter().enumerate() {
        for (column, text) in [(0, &role.role), (1, &role.name), (3, &role.on)] {
            cell(setter, &mut slab, (row + 1, column), text);
        }
    }
    slab
}

fn cell(setter: &Typesetter<'_>, slab: &mut Slab, (row, column): (usize, usize), text: &str) {
    let width = Orientation::Portrait.width();
    let edge = |at: usize| COLUMNS.get(at).copied().unwrap_or(1.0) * width;
    let line = setter.line(text, LOOK);
    let x = (edge(column) + edge(column + 1) - line.reach) / 2.0;
    let y = row as f64 * ROW + (ROW - LOOK.leading) / 2.0;
    for mut item in line.items {
        item.shift(x, y);
        slab.items.push(item);
    }
}

/// The place of the seal.
fn seal(setter: &Typesetter<'_>, words: &str) -> Slab {
    let width = Orientation::Portrait.width();
    let (side, height) = (0.48 * width, 120.0);
    let x = width - side;
    let mut slab = Slab { height, before: 28.0, ..Slab::default() };
    let frame = Shape::rectangle([x, 0.0, side, height]).drawn(0.6, HAIR).dashed(&[3.0, 2.0]);
    slab.items.push(Item::Shape(frame));
    let lines = setter.set(&[Run::plain(words)], LOOK, measure(side - 16.0, Stand::Centre));
    for mut item in stacked(&lines).items {
        item.shift(x + 8.0, 8.0);
        slab.items.push(item);
    }
    let date = setter.line("年      月      日", LOOK);
    let dx = x + side - 12.0 - date.reach;
    for mut item in date.items {
        item.shift(dx, height - LOOK.leading - 6.0);
        slab.items.push(item);
    }
    slab
}
