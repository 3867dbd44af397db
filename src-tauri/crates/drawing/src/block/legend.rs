//! The legend below the diagram: what the lines and marks mean, and the unit.

use super::look::{figure_ink, stroke};
use super::paint::text;
use super::plan::Plan;
use super::size::SMALL;
use super::words;
use crate::lettering::Face;
use crate::scene::{Anchor, Point, Shape};
use crate::{Ink, LinkKind, Measure, State, Weight};
use shuiheng_audit::{Lang, Text};
use std::collections::BTreeSet;

const SAMPLE: f64 = 20.0;
const LINE: f64 = 11.0;

struct Entry {
    kind: Option<LinkKind>,
    words: String,
}

/// Shapes of the legend from `top` down, within a width; and its height, pt.
pub(super) fn legend(
    plan: &Plan<'_>,
    (top, width): (f64, f64),
    measure: &dyn Measure,
    lang: Lang,
) -> (Vec<Shape>, f64) {
    let face = Face { measure, size: SMALL, weight: Weight::Regular };
    let (mut x, mut y) = (6.0, top + 8.0);
    let mut shapes = Vec::new();
    for entry in entries(plan, lang) {
        let sample = if entry.kind.is_some() { SAMPLE + 3.0 } else { 0.0 };
        let needed = sample + face.width(&entry.words);
        if x > 6.0 && x + needed > width - 6.0 {
            (x, y) = (6.0, y + LINE);
        }
        if let Some(kind) = entry.kind {
            let line = [Point::new(x, y - 2.4), Point::new(x + SAMPLE, y - 2.4)];
            shapes.push(Shape::line(&line, stroke(kind)));
        }
        let ink = entry.kind.map_or(Ink::Muted, figure_ink);
        let at = Point::new(x + sample, y);
        let room = (width - 6.0 - at.x).max(SAMPLE);
        let words = face.shortened(&entry.words, room);
        shapes.push(text(at, (SMALL, Weight::Regular), Anchor::Start, (ink, &words)));
        x += needed + 12.0;
    }
    let group = Shape::Group {
        id: "legend".to_owned(),
        label: Text::new("图例", "Legend").get(lang).to_owned(),
        shapes,
    };
    (vec![group], y + 6.0 - top)
}

fn entries(plan: &Plan<'_>, lang: Lang) -> Vec<Entry> {
    let stubs = plan.cells.iter().flat_map(|cell| cell.up.iter().chain(&cell.down));
    let kinds: BTreeSet<LinkKind> =
        plan.nets.iter().map(|net| net.kind).chain(stubs.map(|stub| stub.kind)).collect();
    let states: BTreeSet<State> = plan.cells.iter().filter_map(|cell| cell.node.state).collect();
    let note = |text: Text| Entry { kind: None, words: text.get(lang).to_owned() };
    let mut entries = vec![note(Text::new("单位：m³/d", "Unit: m³/d"))];
    entries.extend(
        kinds
            .into_iter()
            .map(|kind| Entry { kind: Some(kind), words: words::kind(kind).get(lang).to_owned() }),
    );
    if states.contains(&State::Open) {
        entries.push(note(Text::new("粗红框 !：水量不平衡", "Thick red box !: does not close")));
    }
    if states.contains(&State::Attention) {
        entries.push(note(Text::new("橙框 !：需关注", "Orange box !: to be looked at")));
    }
    if states.contains(&State::Unknown) {
        entries.push(note(Text::new("虚线框：无法判断", "Dashed box: cannot be told")));
    }
    entries.push(note(Text::new("— ：水量未知", "— : not known")));
    if plan.zero > 0 {
        entries.push(note(Text::new("水量为零的流向未画出", "Flows of zero are not drawn")));
    }
    entries
}
