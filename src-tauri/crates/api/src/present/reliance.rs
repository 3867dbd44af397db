//! What a diagnosis rests on, as the window shows it.

use crate::view;
use shuiheng_audit::{Lang, Relied};

/// A value that the diagnosis rests on.
pub(crate) fn reliance(relied: &Relied, lang: Lang) -> view::Reliance {
    let one = &relied.reliance;
    let (state, said) = match (&one.confirmed, &relied.accepted) {
        (Some(confirmed), _) => (
            "confirmed",
            [confirmed.cited(), confirmed.by.clone(), confirmed.on.to_string()]
                .join(lang.pick("，", ", ")),
        ),
        (None, Some(accepted)) => ("accepted", {
            let who = format!("{}{}{}", accepted.by, lang.pick("，", ", "), accepted.on);
            accepted.note.clone() + &lang.bracketed(who)
        }),
        (None, None) => ("open", String::new()),
    };
    view::Reliance {
        key: view::RelianceKey { kind: one.kind.code().into(), id: one.id.clone() },
        kind_name: lang.pick(one.kind.zh(), one.kind.en()).into(),
        name: one.name.get(lang).to_owned(),
        judges: one.judges.clone(),
        source: one.source.clone(),
        used_for: one.used_for.get(lang).to_owned(),
        state: state.into(),
        said,
    }
}
