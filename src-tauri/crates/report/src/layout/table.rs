//! Tables in the three-line manner (三线表): the header is repeated on every page.

use super::Orientation;
use super::blocks::{notes, stacked};
use super::stack::{Cut, Mark, Slab};
use super::table_columns::{Grid, closer, decimal, emphasised, grid};
use crate::display::{Item, Shape};
use crate::document::{Align, Row, RowKind, Run, Table};
use crate::paragraph::{Line, Measure, Stand, Typesetter};
use crate::style::{CAPTION, GREY, HAIR, HEAD_FILL, INK, Look, NOTE, SECTION_FILL};

const HEAVY: f64 = 1.2;
const MIDDLE: f64 = 0.6;
const THIN: f64 = 0.25;
/// A wide table that is higher than its page by less than this is set closer, so that it need
/// not go on for a few rows.
const NEARLY: f64 = 1.4;
/// Room for a heading above such a table.
const ABOVE: f64 = 30.0;
/// A table lower than this share of the page is not cut.
const WHOLE_BELOW: f64 = 0.3;

/// The slabs of a table, and what is drawn where it is cut. `index` is its place among
/// the cuts.
pub(crate) fn table(setter: &Typesetter<'_>, table: &Table, index: usize) -> (Vec<Slab>, Cut) {
    let grid = grid(setter, table);
    let set = set(setter, table, (&grid, index));
    // A heading may stand above it.
    let room = grid.on.height() - ABOVE;
    let over = high(&set.0) / room;
    if grid.on == Orientation::Landscape && over > 1.0 && over < NEARLY {
        let closer =
            closer(setter, table, &grid).map(|grid| self::set(setter, table, (&grid, index)));
        if let Some(close) = { closer }.find(|(slabs, _)| high(slabs) <= room) {
            return close;
        }
    }
    set
}

/// How high slabs are below one another.
fn high(slabs: &[Slab]) -> f64 {
    slabs.iter().skip(1).map(|slab| slab.before + slab.height).sum::<f64>()
        + slabs.first().map_or(0.0, |slab| slab.height)
}

/// The slabs of a table of given measures.
fn set(setter: &Typesetter<'_>, table: &Table, (grid, index): (&Grid, usize)) -> (Vec<Slab>, Cut) {
    let head = head(setter, table, grid);
    let cut = cut(setter, table, (grid, &head));
    let mut slabs = captions(setter, table, grid.on);
    slabs.push(head);
    let tallest = grid.on.height() - cut.head_height - grid.cell;
    for row in &table.rows {
        slabs.extend(self::row(setter, row, (table, grid), (index, tallest)));
    }
    if let Some(last) = slabs.last_mut() {
        last.items.push(rule(grid, last.height, HEAVY));
        last.keep = !table.notes.is_empty();
    }
    let first_row = slabs.len() - slabs.iter().filter(|slab| slab.continues.is_some()).count();
    hold_together(&mut slabs, first_row, grid.on);
    slabs.extend(notes(setter, &table.notes, grid.on));
    if let Some(last) = slabs.last_mut() {
        last.after = 12.0;
    }
    (slabs, cut)
}

/// Which slabs of the table no page ends between: the caption and the first rows, the
/// last rows, and all of a small table.
fn hold_together(slabs: &mut [Slab], first_row: usize, on: Orientation) {
    let count = slabs.len();
    let height: f64 = slabs.iter().map(|slab| slab.before + slab.height).sum();
    let small = height < WHOLE_BELOW * on.height();
    for (at, slab) in slabs.iter_mut().enumerate() {
        if at + 1 < count {
            slab.keep |= small || at <= first_row || at + 2 == count;
        }
    }
}

fn captions(setter: &Typesetter<'_>, table: &Table, on: Orientation) -> Vec<Slab> {
    if table.number.is_empty() {
        return Vec::new();
    }
    let words = Run::plain(format!("{}  {}", table.number, table.title));
    let measure = Measure { width: on.width(), indent: 0.0, hang: 0.0, stand: Stand::Centre };
    let lines = setter.set(&[words], CAPTION, measure);
    let unit = setter.line(&table.unit, NOTE);
    let reach = lines.iter().map(|line| line.reach).fold(0.0, f64::max);
    let beside = lines.len() == 1 && reach + unit.reach + 8.0 <= on.width();
    let mut slab = stacked(&lines);
    slab.marks = table.anchor.iter().cloned().map(Mark::Anchor).collect();
    put_unit(&mut slab, unit, (on, beside));
    slab.height += 3.0;
    slab.before = 10.0;
    slab.keep = true;
    slab.orientation = on;
    vec![slab]
}

fn put_unit(slab: &mut Slab, unit: Line, (on, beside): (Orientation, bool)) {
    if unit.items.is_empty() {
        return;
    }
    if !beside {
        slab.height += unit.height;
    }
    let (dx, dy) = (on.width() - unit.reach, slab.height - unit.height);
    for mut item in unit.items {
        item.shift(dx, dy);
        slab.items.push(item);
    }
}

/// What is drawn where the table is cut: 续表 and the header, and the closing rule.
fn cut(setter: &Typesetter<'_>, table: &Table, (grid, head): (&Grid, &Slab)) -> Cut {
    let words = match (table.number.is_empty(), table.unit.is_empty()) {
        (true, _) => "（续表）".to_owned(),
        (false, true) => format!("续{}", table.number),
        (false, false) => format!("续{}（{}）", table.number, table.unit),
    };
    let measure = Measure { width: grid.on.width(), indent: 0.0, hang: 0.0, stand: Stand::Right };
    let mut slab = stacked(&setter.set(&[Run::plain(words)], CAPTION, measure));
    slab.height += 3.0;
    for item in &head.items {
        let mut item = item.clone();
        item.shift(0.0, slab.height);
        slab.items.push(item);
    }
    Cut {
        head: slab.items,
        head_height: slab.height + head.height,
        foot: vec![rule(grid, 0.0, HEAVY)],
    }
}

fn rule(grid: &Grid, y: f64, width: f64) -> Item {
    let right = grid.edges.last().copied().unwrap_or(0.0);
    Item::Shape(Shape::line((0.0, y), (right, y), width, INK))
}

/// The titles of the columns, under those of their groups.
fn head(setter: &Typesetter<'_>, table: &Table, grid: &Grid) -> Slab {
    let set = |text: &str, from: usize, to: usize| {
        let measure = cell_measure(grid, (from, to), Stand::Centre);
        balanced(setter, &[Run::bold(text)], (grid.look, measure))
    };
    let groups = groups(table);
    let group_lines: Vec<Vec<Line>> =
        groups.iter().map(|(title, from, to)| set(title, *from, *to)).collect();
    let group_height = match group_lines.iter().map(|lines| tall(lines)).fold(0.0, f64::max) {
        none if none <= 0.0 => 0.0,
        some => some + grid.cell,
    };
    let titles: Vec<Vec<Line>> =
        table.columns.iter().enumerate().map(|(at, c)| set(&c.title, at, at + 1)).collect();
    let height = |grouped: bool| {
        let wanted =
            table.columns.iter().zip(&titles).filter(|(c, _)| c.group.is_some() == grouped);
        wanted.map(|(_, lines)| tall(lines)).fold(0.0, f64::max)
    };
    let total = (height(true) + group_height).max(height(false)) + 2.0 * grid.cell;
    let mut slab = Slab { height: total, keep: true, orientation: grid.on, ..Slab::default() };
    let right = grid.edges.last().copied().unwrap_or(0.0);
    let fill = Shape::rectangle([0.0, 0.0, right, total]).filled(HEAD_FILL);
    slab.items.push(Item::Shape(fill));
    for ((_, from, to), lines) in groups.iter().zip(&group_lines) {
        put_cell(&mut slab, lines, (edge(grid, *from) + grid.pad, grid.cell));
        let (y, pad) = (grid.cell + group_height - grid.cell / 2.0, grid.pad);
        let (left, right) = (edge(grid, *from) + pad, edge(grid, *to) - pad);
        slab.items.push(Item::Shape(Shape::line((left, y), (right, y), 0.4, GREY)));
    }
    for ((at, column), lines) in table.columns.iter().enumerate().zip(&titles) {
        let top = if column.group.is_some() { grid.cell + group_height } else { grid.cell };
        let y = top + (total - grid.cell - top - tall(lines)) / 2.0;
        put_cell(&mut slab, lines, (edge(grid, at) + grid.pad, y));
    }
    slab.items.push(rule(grid, 0.0, HEAVY));
    slab.items.push(rule(grid, total, MIDDLE));
    slab
}

/// Lines of about the same length: no single character on the last one.
fn balanced(setter: &Typesetter<'_>, runs: &[Run], (look, measure): (Look, Measure)) -> Vec<Line> {
    let lines = setter.set(runs, look, measure);
    if lines.len() < 2 {
        return lines;
    }
    let steps = (1..).map(|step| f64::from(step) * 0.5 * look.size);
    let narrower = steps
        .map(|inset| Measure { width: measure.width - 2.0 * inset, ..measure })
        .take_while(|narrow| narrow.width > look.size)
        .map(|narrow| (measure.width - narrow.width, setter.set(runs, look, narrow)))
        .take_while(|(_, set)| set.len() == lines.len())
        .last();
    let Some((inset, mut set)) = narrower else { return lines };
    for item in set.iter_mut().flat_map(|line| &mut line.items) {
        item.shift(inset / 2.0, 0.0);
    }
    set
}

/// Titles of groups with the columns that they span.
fn groups(table: &Table) -> Vec<(String, usize, usize)> {
    let mut groups: Vec<(String, usize, usize)> = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let Some(title) = &column.group else { continue };
        match groups.last_mut() {
            Some((last, _, to)) if last == title && *to == at => *to = at + 1,
            _ => groups.push((title.clone(), at, at + 1)),
        }
    }
    groups
}

fn edge(grid: &Grid, at: usize) -> f64 {
    grid.edges.get(at).copied().unwrap_or(0.0)
}

fn cell_measure(grid: &Grid, (from, to): (usize, usize), stand: Stand) -> Measure {
    let width = edge(grid, to) - edge(grid, from) - 2.0 * grid.pad;
    Measure { width, indent: 0.0, hang: 0.0, stand }
}

fn tall(lines: &[Line]) -> f64 {
    lines.iter().map(|line| line.height).sum()
}

fn put(slab: &mut Slab, lines: &[Line], (x, mut y): (f64, f64)) {
    for line in lines {
        for item in &line.items {
            let mut item = item.clone();
            item.shift(x, y);
            slab.items.push(item);
        }
        y += line.height;
    }
}

/// The same, as a cell.
fn put_cell(slab: &mut Slab, lines: &[Line], at: (f64, f64)) {
    let from = slab.items.len();
    put(slab, lines, at);
    slab.cells.push((from, slab.items.len()));
}

/// The slabs of a row: one, or several where it is taller than a page.
fn row(
    setter: &Typesetter<'_>,
    row: &Row,
    (table, grid): (&Table, &Grid),
    (index, tallest): (usize, f64),
) -> Vec<Slab> {
    let cells: Vec<(f64, Vec<Line>)> = match row.kind {
        RowKind::Section => vec![section(setter, row, grid)],
        RowKind::Data | RowKind::Total => (0..table.columns.len())
            .map(|at| (edge(grid, at), cell(setter, row, (table, grid), at)))
            .collect(),
    };
    let height = cells.iter().map(|(_, lines)| tall(lines)).fold(grid.look.leading, f64::max);
    let slab = |height: f64| Slab {
        height: height + 2.0 * grid.cell,
        orientation: grid.on,
        continues: Some(index),
        keep: row.kind == RowKind::Section,
        ..Slab::default()
    };
    if height + 2.0 * grid.cell <= tallest {
        let mut slab = slab(height);
        shade(&mut slab, row, grid);
        for (x, lines) in &cells {
            put_cell(&mut slab, lines, (*x + grid.pad, grid.cell + (height - tall(lines)) / 2.0));
        }
        rules(&mut slab, row, grid);
        return vec![slab];
    }
    // Taller than a page: cut between lines, the cells from their tops.
    let per_page = (((tallest - 2.0 * grid.cell) / grid.look.leading).floor() as usize).max(1);
    let longest = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let part = |from: usize| {
        let to = (from + per_page).min(longest);
        let mut slab = slab((to - from) as f64 * grid.look.leading);
        for (x, lines) in &cells {
            let lines = lines.get(from..to.min(lines.len())).unwrap_or_default();
            put_cell(&mut slab, lines, (*x + grid.pad, grid.cell));
        }
        if to == longest {
            rules(&mut slab, row, grid);
        }
        slab
    };
    (0..longest).step_by(per_page).map(part).collect()
}

fn section(setter: &Typesetter<'_>, row: &Row, grid: &Grid) -> (f64, Vec<Line>) {
    let cell = emphasised(row, row.cells.first().map_or(&[], Vec::as_slice));
    let indent = row.depth as f64 * grid.look.size;
    let measure = cell_measure(grid, (0, grid.edges.len().saturating_sub(1)), Stand::Left);
    let measure = Measure { indent, hang: indent, ..measure };
    (0.0, setter.set(&cell, grid.look, measure))
}

fn cell(
    setter: &Typesetter<'_>,
    row: &Row,
    (table, grid): (&Table, &Grid),
    at: usize,
) -> Vec<Line> {
    let cell = emphasised(row, row.cells.get(at).map_or(&[], Vec::as_slice));
    let align = table.columns.get(at).map(|column| column.align).unwrap_or_default();
    let point = grid.points.get(at).copied().flatten();
    if let (Align::Decimal, Some(point), Some((before, _))) = (align, point, decimal(&cell)) {
        let indent = point - grid.pad - setter.width(&before, grid.look);
        let measure = cell_measure(grid, (at, at + 1), Stand::Left);
        let whole = setter.width(&cell, grid.look);
        if indent >= -1e-6 && indent + whole <= measure.width + 1e-6 {
            return setter.set(&cell, grid.look, Measure { indent, ..measure });
        }
    }
    let stand = match align {
        Align::Left => Stand::Left,
        Align::Centre | Align::Decimal => Stand::Centre,
    };
    let measure = cell_measure(grid, (at, at + 1), stand);
    let indent = if at == 0 { row.depth as f64 * grid.look.size } else { 0.0 };
    // However deep a row stands, its name has room.
    let indent = indent.min(measure.width * 0.5);
    let measure = Measure { indent, hang: indent, ..measure };
    let lines = setter.set(&cell, grid.look, measure);
    let alone = |lines: &[Line]| {
        lines.len() > 1
            && lines.last().is_some_and(|last| last.reach - indent < 1.5 * grid.look.size)
    };
    if align != Align::Left || !alone(&lines) {
        return lines;
    }
    // No single character on the last line, where a narrower measure helps without another.
    let narrower = (1..=2)
        .map(|ems| Measure { width: measure.width - f64::from(ems) * grid.look.size, ..measure });
    let room = |measure: &Measure| measure.width - indent > 3.0 * grid.look.size;
    let set = narrower.filter(room).map(|measure| setter.set(&cell, grid.look, measure));
    set.into_iter().find(|set| set.len() == lines.len() && !alone(set)).unwrap_or(lines)
}

fn shade(slab: &mut Slab, row: &Row, grid: &Grid) {
    if row.kind == RowKind::Section {
        let right = grid.edges.last().copied().unwrap_or(0.0);
        let fill = Shape::rectangle([0.0, 0.0, right, slab.height]).filled(SECTION_FILL);
        slab.items.push(Item::Shape(fill));
    }
}

fn rules(slab: &mut Slab, row: &Row, grid: &Grid) {
    let right = grid.edges.last().copied().unwrap_or(0.0);
    let y = slab.height;
    slab.items.push(Item::Shape(Shape::line((0.0, y), (right, y), THIN, HAIR)));
    if row.kind == RowKind::Total {
        slab.items.push(rule(grid, 0.0, MIDDLE));
    }
}
