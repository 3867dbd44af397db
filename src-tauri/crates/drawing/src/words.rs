//! The words that the diagram itself writes.

use crate::network::{LinkKind, NodeKind, Sink, State};
use shuiheng_audit::Text;

/// The name of a kind of flow, as in the legend.
pub(crate) fn kind(kind: LinkKind) -> Text {
    match kind {
        LinkKind::Fresh => Text::new("新水", "Fresh"),
        LinkKind::Recirculated => Text::new("循环水", "Recirculated"),
        LinkKind::Series => Text::new("串联水", "Series"),
        LinkKind::Reuse => Text::new("回用水", "Reuse"),
        LinkKind::Condensate => Text::new("冷凝水", "Condensate"),
        LinkKind::Consumption => Text::new("耗水", "Consumption"),
        LinkKind::Discharge => Text::new("排水", "Discharge"),
        LinkKind::Leakage => Text::new("漏失", "Leakage"),
        LinkKind::Supplied => Text::new("外供", "Supplied"),
    }
}

/// What is written before the figure of a short arrow.
pub(crate) fn mark(kind: LinkKind, sink: Option<NodeKind>) -> Text {
    match (kind, sink) {
        (_, Some(NodeKind::Sink(Sink::Product))) => Text::new("产品", "Prod."),
        (LinkKind::Consumption, _) => Text::new("耗", "Cons."),
        (LinkKind::Leakage, _) => Text::new("漏", "Leak"),
        (LinkKind::Recirculated, _) => Text::new("循环", "Recirc."),
        (LinkKind::Series, _) => Text::new("串联", "Series"),
        (LinkKind::Reuse, _) => Text::new("回用", "Reuse"),
        (LinkKind::Condensate, _) => Text::new("冷凝", "Cond."),
        (LinkKind::Discharge, _) => Text::new("排", "Disch."),
        (LinkKind::Supplied, _) => Text::new("外供", "Suppl."),
        (LinkKind::Fresh, _) => Text::new("新", "Fresh"),
    }
}

/// How well a unit closes, in words.
pub(crate) fn state(state: State) -> Text {
    match state {
        State::Closed => Text::new("平衡", "closed"),
        State::Attention => Text::new("需关注", "to be looked at"),
        State::Open => Text::new("不平衡", "does not close"),
        State::Unknown => Text::new("无法判断", "cannot be told"),
    }
}
