//! What a diagnosis rests on, as the window shows it.

use crate::view;
use shuiheng_audit::Relied;

/// A value that the diagnosis rests on.
pub(crate) fn reliance(relied: &Relied) -> view::Reliance {
    let one = &relied.reliance;
    let (state, said) = match (&one.confirmed, &relied.accepted) {
        (Some(confirmed), _) => {
            ("confirmed", format!("{}，{}，{}", confirmed.cited(), confirmed.by, confirmed.on))
        }
        (None, Some(accepted)) => {
            ("accepted", format!("{}（{}，{}）", accepted.note, accepted.by, accepted.on))
        }
        (None, None) => ("open", String::new()),
    };
    view::Reliance {
        key: view::RelianceKey { kind: one.kind.code().into(), id: one.id.clone() },
        kind_name: one.kind.zh().into(),
        name: one.name.zh.clone(),
        judges: one.judges.clone(),
        source: one.source.clone(),
        used_for: one.used_for.zh.clone(),
        state: state.into(),
        said,
    }
}
