//! What a diagnosis rests on, and the auditor's word on what nobody has confirmed.

use super::{App, author};
use crate::loaded::{Loaded, label, put};
use crate::record::AcceptedBody;
use crate::report::today;
use crate::{Error, Result, view};
use sha2::{Digest, Sha256};
use shuiheng_audit::{Acceptance, Diagnosis, Library, Reliance, Relied, Text, reliances};
use shuiheng_store::Kind;

/// The longest note that is taken, in characters: it stands in a cell of a table.
const LONGEST_NOTE: usize = 200;

impl App {
    /// Uses values of the library all the same that nobody has confirmed; the note says why
    /// and is printed in the report. An acceptance holds for the value as it stands.
    ///
    /// # Errors
    /// No note or one that is too long, a value that the diagnosis does not rest on, or one
    /// that is confirmed already. Nothing is changed then.
    pub fn accept_unconfirmed(
        &self,
        id: &str,
        values: &[view::RelianceKey],
        note: &str,
    ) -> Result<view::Diagnosis> {
        let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
        check(values, &note)?;
        let chosen = self.chosen(id, values)?;
        let what = label(
            format!("确认采用未核实的依据 {} 项", chosen.len()),
            format!("Accept {} unconfirmed values", chosen.len()),
        );
        self.change(id, what, 0, |loaded, draft, _| {
            let mut body = loaded.body.clone();
            for one in &chosen {
                let acceptance =
                    Acceptance { by: author(loaded).to_owned(), on: today(), note: note.clone() };
                body.accepted.retain(|old| !names(old, one));
                body.accepted.push(AcceptedBody {
                    kind: one.kind.code().to_owned(),
                    id: one.id.clone(),
                    content: content(one),
                    acceptance,
                });
            }
            put(draft, loaded.id, Kind::Diagnosis, loaded.scope(), body)
        })
    }

    /// Takes back that values are used which nobody has confirmed.
    ///
    /// # Errors
    /// A value that the diagnosis does not rest on.
    pub fn withdraw_acceptance(
        &self,
        id: &str,
        values: &[view::RelianceKey],
    ) -> Result<view::Diagnosis> {
        let chosen = self.chosen(id, values)?;
        let what = label(
            format!("撤回对未核实依据的确认 {} 项", chosen.len()),
            format!("Withdraw the acceptance of {} values", chosen.len()),
        );
        self.change(id, what, 0, |loaded, draft, _| {
            let mut body = loaded.body.clone();
            body.accepted.retain(|old| chosen.iter().all(|one| !names(old, one)));
            put(draft, loaded.id, Kind::Diagnosis, loaded.scope(), body)
        })
    }

    fn chosen(&self, id: &str, values: &[view::RelianceKey]) -> Result<Vec<Reliance>> {
        let all = self.ready(id)?.relied;
        let find = |key: &view::RelianceKey| {
            let named =
                |one: &&Relied| one.reliance.kind.code() == key.kind && one.reliance.id == key.id;
            all.iter().find(named).map(|one| one.reliance.clone()).ok_or_else(|| {
                Error::refused(
                    Text::new(
                        format!("本诊断没有用到依据“{}”。", key.id),
                        format!("the diagnosis does not rest on {}", key.id),
                    ),
                    Text::new("刷新后重新选择。", "choose again"),
                )
            })
        };
        values.iter().map(find).collect()
    }
}

fn check(values: &[view::RelianceKey], note: &str) -> Result<()> {
    if values.is_empty() {
        return Err(Error::refused(
            Text::new("没有选择依据。", "nothing was chosen"),
            Text::new("先勾选要确认采用的依据。", "choose what is to be accepted"),
        ));
    }
    if note.is_empty() {
        return Err(Error::refused(
            Text::new("请写明采用未核实依据的理由。", "say why unconfirmed values are used"),
            Text::new(
                "例如“标准正式文本未取得，采用公开资料所载数值，待核实”；理由将印在报告中。",
                "the reason is printed in the report",
            ),
        ));
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::refused(
            Text::new(
                format!("理由超过 {LONGEST_NOTE} 个字。"),
                format!("the reason has more than {LONGEST_NOTE} characters"),
            ),
            Text::new("请写得简短些。", "make it shorter"),
        ));
    }
    Ok(())
}

fn names(accepted: &AcceptedBody, one: &Reliance) -> bool {
    accepted.kind == one.kind.code() && accepted.id == one.id
}

fn content(one: &Reliance) -> String {
    Sha256::digest(one.content()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a diagnosis rests on, each with the acceptance of the value as it stands.
pub(crate) fn relied(loaded: &Loaded, diagnosis: &Diagnosis, library: &Library) -> Vec<Relied> {
    let accepted = |one: &Reliance| {
        let now = content(one);
        let of = |body: &&AcceptedBody| names(body, one) && body.content == now;
        loaded.body.accepted.iter().find(of).map(|body| body.acceptance.clone())
    };
    reliances(diagnosis, library)
        .into_iter()
        .map(|reliance| Relied { accepted: accepted(&reliance), reliance })
        .collect()
}
