//! Sign-off (复核签字): somebody who did not make the last changes reviewed a diagnosis as it
//! stands. It lapses as soon as anything changes that a report would rest on.

use super::people::everybody;
use super::{App, intent_of, local};
use crate::loaded::{Loaded, label, put};
use crate::record::{PersonBody, SignOffBody};
use crate::{Error, Result, view};
use shuiheng_audit::{Diagnosis, Library, Text};
use shuiheng_report::{Responsible, Signed};
use shuiheng_store::{Change, Kind, Record, Scope, Store};

/// The longest remark that is taken, in characters: it stands on the page of signatures.
const LONGEST_REMARK: usize = 200;

/// A sign-off and whether it still stands.
pub(super) struct Reviewed {
    pub(super) body: SignOffBody,
    pub(super) stands: bool,
}

impl Reviewed {
    pub(super) fn view(self) -> view::SignOff {
        let SignOffBody { by, certificate, at, remark, .. } = self.body;
        view::SignOff { by, certificate, at, remark, stands: self.stands }
    }
}

/// The last sign-off of a diagnosis; none where nobody signed.
pub(super) fn last(
    store: &Store,
    loaded: &Loaded,
    diagnosis: &Diagnosis,
    library: &Library,
) -> Result<Option<Reviewed>> {
    let all = store.list::<SignOffBody>(Kind::SignOff, loaded.scope())?;
    let Some(record) = all.into_iter().next_back() else { return Ok(None) };
    // Only where somebody signed: a digest of a large balance is no small thing.
    let stands = loaded.digest(&diagnosis.case, library)? == record.body.state;
    Ok(Some(Reviewed { body: record.body, stands }))
}

/// The last change that is not a sign-off.
fn last_change(store: &Store, scope: Scope) -> Result<Option<Change>> {
    for change in store.changes(scope, u32::MAX)? {
        let of_data = store.differences(&change.id)?.iter().any(|one| one.kind != Kind::SignOff);
        if of_data {
            return Ok(Some(change));
        }
    }
    Ok(None)
}

/// Who made the last change, as a registered person, and when; none where it was nobody who
/// is registered.
fn preparer(store: &Store, scope: Scope) -> Result<Option<(Record<PersonBody>, Change)>> {
    let people = everybody(store)?;
    if people.is_empty() {
        return Ok(None);
    }
    let Some(change) = last_change(store, scope)? else { return Ok(None) };
    let person = people.into_iter().find(|person| person.body.name == change.author);
    Ok(person.map(|person| (person, change)))
}

/// Who answers for a report of a diagnosis as it stands.
pub(super) fn responsible(
    store: &Store,
    loaded: &Loaded,
    diagnosis: &Diagnosis,
    library: &Library,
) -> Result<Responsible> {
    let day = |at: &str| at.split('T').next().unwrap_or_default().to_owned();
    let prepared = preparer(store, loaded.scope())?.map(|(person, change)| Signed {
        name: person.body.name,
        certificate: person.body.certificate,
        on: day(&local(change.time)),
        remark: String::new(),
    });
    let reviewed = last(store, loaded, diagnosis, library)?.filter(|reviewed| reviewed.stands);
    let reviewed = reviewed.map(|Reviewed { body, .. }| Signed {
        name: body.by,
        certificate: body.certificate,
        on: day(&body.at),
        remark: body.remark,
    });
    Ok(Responsible { prepared, reviewed, unsigned: String::new() })
}

/// Asks why a report is issued without a sign-off that stands; where nobody is registered,
/// signing is no custom of the workspace, and nothing is asked.
pub(super) fn may_issue(store: &Store, responsible: &mut Responsible, why: &str) -> Result<()> {
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    if responsible.reviewed.is_some() {
        return Ok(());
    }
    if why.chars().count() > LONGEST_REMARK {
        return Err(Error::refused(
            Text::new(
                format!("理由超过 {LONGEST_REMARK} 个字。"),
                format!("the reason has more than {LONGEST_REMARK} characters"),
            ),
            Text::new("请写得简短些；它印在责任页上。", "make it shorter"),
        ));
    }
    if why.is_empty() && !everybody(store)?.is_empty() {
        return Err(Error::refused(
            Text::new(
                "本诊断没有有效的复核签字，不能出具正式稿。",
                "no sign-off of the diagnosis stands; the report cannot be final",
            ),
            Text::new(
                "请复核人签字，或写明未经复核出具的理由；理由将印在责任页上。",
                "let a reviewer sign, or say why it is issued without a review",
            ),
        ));
    }
    responsible.unsigned = why;
    Ok(())
}

impl App {
    /// Signs a diagnosis as it stands, as a reviewer.
    ///
    /// # Errors
    /// There is no such person, they are no reviewer or made the last change themselves, or
    /// the remark is too long. Nothing is changed then.
    pub fn sign_off(&self, id: &str, person: &str, remark: &str) -> Result<view::Diagnosis> {
        let remark = remark.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut inner = self.lock()?;
        let loaded = inner.load(Self::id(id)?)?;
        let reviewer = everybody(&inner.store)?
            .into_iter()
            .find(|one| one.id.to_string() == person)
            .ok_or_else(|| {
                Error::not_found("找不到该人员，可能已被移除。", "there is no such person")
            })?;
        may_sign(&inner.store, loaded.scope(), &reviewer.body, &remark)?;
        let (diagnosis, library) = self.diagnosed(&inner.store, &loaded)?;
        let name = reviewer.body.name.clone();
        let what = label(format!("复核签字：{name}"), format!("Signed off by {name}"));
        let what = intent_of(what, &name, &remark);
        let body = SignOffBody {
            person: reviewer.id.to_string(),
            by: name,
            certificate: reviewer.body.certificate,
            at: local(what.now),
            remark,
            state: loaded.digest(&diagnosis.case, &library)?,
        };
        let record = inner.store.new_id(what.now);
        inner
            .store
            .transact(&what, |draft| put(draft, record, Kind::SignOff, loaded.scope(), body))?;
        self.whole(&inner.store, loaded.id)
    }
}

fn may_sign(store: &Store, scope: Scope, reviewer: &PersonBody, remark: &str) -> Result<()> {
    let name = &reviewer.name;
    if !reviewer.reviewer {
        return Err(Error::refused(
            Text::new(format!("“{name}”不是复核人，不能签字。"), format!("{name} is no reviewer")),
            Text::new("请由复核人签字；职责在“人员”中修改。", "let a reviewer sign"),
        ));
    }
    if remark.chars().count() > LONGEST_REMARK {
        return Err(Error::refused(
            Text::new(
                format!("复核意见超过 {LONGEST_REMARK} 个字。"),
                format!("the remark has more than {LONGEST_REMARK} characters"),
            ),
            Text::new("请写得简短些；它印在责任页上。", "make it shorter"),
        ));
    }
    if let Some(change) = last_change(store, scope)?.filter(|change| change.author == *name) {
        return Err(Error::refused(
            Text::new(
                format!("最近一次更改（{}）是“{name}”所作，不能由本人复核。", change.label.zh),
                format!("{name} made the last change ({}) and cannot review it", change.label.en),
            ),
            Text::new("请由另一位复核人签字。", "let somebody else sign"),
        ));
    }
    Ok(())
}
