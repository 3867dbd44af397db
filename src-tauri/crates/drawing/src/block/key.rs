//! What the legend of a block diagram says.

use super::look::stroke;
use super::plan::Plan;
use crate::legend::{Entry, Sample};
use crate::words;
use crate::{LinkKind, State};
use shuiheng_audit::{Lang, Text};
use std::collections::BTreeSet;

/// The entries for what is in the diagram.
pub(super) fn entries(plan: &Plan<'_>, lang: Lang) -> Vec<Entry> {
    let stubs = plan.cells.iter().flat_map(|cell| cell.up.iter().chain(&cell.down));
    let kinds: BTreeSet<LinkKind> =
        plan.nets.iter().map(|net| net.kind).chain(stubs.map(|stub| stub.kind)).collect();
    let states: BTreeSet<State> = plan.cells.iter().filter_map(|cell| cell.node.state).collect();
    let note = |text: Text| Entry::note(&text, lang);
    let mut entries = vec![note(Text::new("单位：m³/d", "Unit: m³/d"))];
    entries.extend(kinds.into_iter().map(|kind| Entry {
        sample: Sample::Line(stroke(kind)),
        words: words::kind(kind).get(lang).to_owned(),
    }));
    if states.contains(&State::Open) {
        entries.push(note(Text::new("粗红框 !：水量不平衡", "Thick red box !: does not close")));
    }
    if states.contains(&State::Attention) {
        entries.push(note(Text::new("橙框 !：需关注", "Orange box !: to be looked at")));
    }
    if states.contains(&State::Unknown) {
        entries.push(note(Text::new("虚线框：无法判断", "Dashed box: cannot be told")));
    }
    if plan.cells.iter().any(|cell| cell.folded) {
        let words = Text::new("＋ 框：已合并下级单元", "Box with +: parts are folded");
        entries.push(note(words));
    }
    entries.push(note(Text::new("— ：水量未知", "— : not known")));
    if plan.zero > 0 {
        entries.push(note(Text::new("水量为零的流向未画出", "Flows of zero are not drawn")));
    }
    entries
}
