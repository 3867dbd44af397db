//! People (人员): who works in the workspace, and who of them works on this computer now.

use super::{App, Inner, SOMEBODY, intent_of, now};
use crate::loaded::{Loaded, label, put};
use crate::record::PersonBody;
use crate::{Error, Result, view};
use serde::{Deserialize, Serialize};
use shuiheng_audit::Text;
use shuiheng_store::{Intent, Kind, Record, RecordId, Scope, Store};

/// The file that says who works on this computer.
const WORKING: &str = "working.json";

/// Who works on this computer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Working {
    person: Option<String>,
}

impl Inner {
    /// The name of who works on this computer; none where nobody was chosen or the person was
    /// removed.
    pub(super) fn working(&self) -> Result<Option<String>> {
        let Some(id) = &self.working.person else { return Ok(None) };
        let person = self.store.get::<PersonBody>(App::id(id)?)?;
        Ok(person.map(|person| person.body.name))
    }

    /// Who makes a change of the workspace.
    pub(super) fn who(&self) -> Result<String> {
        Ok(self.working()?.unwrap_or_else(|| SOMEBODY.to_owned()))
    }

    /// A change of the workspace by whoever works now.
    pub(super) fn intent(&self, label: Text) -> Result<Intent> {
        Ok(intent_of(label, &self.who()?, ""))
    }

    /// A diagnosis, to be changed by whoever works now.
    pub(super) fn load(&self, id: RecordId) -> Result<Loaded> {
        let mut loaded = Loaded::load(&self.store, id)?;
        loaded.by = self.working()?;
        Ok(loaded)
    }

    /// The same for the diagnosis that was changed last, without reading it where nothing was
    /// written since.
    pub(super) fn load_again(&mut self, id: RecordId) -> Result<Loaded> {
        let written = self.store.written();
        match self.last.take() {
            Some((then, mut loaded)) if then == written && loaded.id == id => {
                loaded.by = self.working()?;
                Ok(loaded)
            }
            _ => self.load(id),
        }
    }
}

/// Everybody who works in the workspace.
pub(super) fn everybody(store: &Store) -> Result<Vec<Record<PersonBody>>> {
    Ok(store.list_all::<PersonBody>(Kind::Person)?)
}

impl App {
    /// Everybody who works in the workspace, and who works on this computer now.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn people(&self) -> Result<view::People> {
        let inner = self.lock()?;
        Self::told(&inner)
    }

    fn told(inner: &Inner) -> Result<view::People> {
        let people = everybody(&inner.store)?;
        let known = |id: &&String| people.iter().any(|person| person.id.to_string() == **id);
        let working = inner.working.person.as_ref().filter(known).cloned();
        let person = |record: Record<PersonBody>| view::Person {
            id: record.id.to_string(),
            name: record.body.name,
            certificate: record.body.certificate,
            auditor: record.body.auditor,
            reviewer: record.body.reviewer,
        };
        Ok(view::People { people: people.into_iter().map(person).collect(), working })
    }

    /// Enters a person, or changes one. The first person is taken to be working.
    ///
    /// # Errors
    /// No name, no role, or another person of that name. Nothing is changed then.
    pub fn keep_person(&self, person: &view::Person) -> Result<view::People> {
        let body = PersonBody {
            name: person.name.trim().to_owned(),
            certificate: person.certificate.trim().to_owned(),
            auditor: person.auditor,
            reviewer: person.reviewer,
        };
        let mut inner = self.lock()?;
        let known = everybody(&inner.store)?;
        check(&body, &person.id, &known)?;
        let id = if person.id.is_empty() {
            inner.store.new_id(now())
        } else {
            known
                .iter()
                .find(|one| one.id.to_string() == person.id)
                .map(|one| one.id)
                .ok_or_else(nobody)?
        };
        let what = inner
            .intent(label(format!("登记人员“{}”", body.name), format!("Enter {}", body.name)))?;
        inner
            .store
            .transact(&what, |draft| put(draft, id, Kind::Person, Scope::Workspace, body))?;
        if known.is_empty() {
            self.work_as(&mut inner, Some(id.to_string()))?;
        }
        Self::told(&inner)
    }

    /// Removes a person from the list. What they did stays in the log under their name.
    ///
    /// # Errors
    /// There is no such person.
    pub fn remove_person(&self, id: &str) -> Result<view::People> {
        let mut inner = self.lock()?;
        let known = everybody(&inner.store)?;
        let person = known.iter().find(|person| person.id.to_string() == id).ok_or_else(nobody)?;
        let name = &person.body.name;
        let what = inner.intent(label(format!("移除人员“{name}”"), format!("Remove {name}")))?;
        inner.store.transact(&what, |draft| draft.delete(person.id).map_err(Error::from))?;
        if inner.working.person.as_deref() == Some(id) {
            self.work_as(&mut inner, None)?;
        }
        Self::told(&inner)
    }

    /// Says who works on this computer from now on; all changes carry that name. None: nobody
    /// in particular.
    ///
    /// # Errors
    /// There is no such person, or the folder cannot be written.
    pub fn choose_person(&self, id: Option<&str>) -> Result<view::People> {
        let mut inner = self.lock()?;
        if let Some(id) = id {
            let known = everybody(&inner.store)?;
            if !known.iter().any(|person| person.id.to_string() == id) {
                return Err(nobody());
            }
        }
        self.work_as(&mut inner, id.map(str::to_owned))?;
        Self::told(&inner)
    }

    fn work_as(&self, inner: &mut Inner, person: Option<String>) -> Result<()> {
        let working = Working { person };
        self.local.write(WORKING, &working)?;
        inner.working = working;
        Ok(())
    }

    /// Who worked on this computer last.
    pub(super) fn worked_last(local: &crate::local::Local) -> Working {
        local.read(WORKING)
    }
}

fn check(body: &PersonBody, id: &str, known: &[Record<PersonBody>]) -> Result<()> {
    let refuse = |zh: &str, en: &str, fix: &str| {
        Err(Error::refused(Text::new(zh, en), Text::new(fix, "correct it")))
    };
    if body.name.is_empty() {
        return refuse("请填写姓名。", "the person has no name", "填写姓名后保存。");
    }
    if !body.auditor && !body.reviewer {
        return refuse(
            "请选择职责：诊断人员、复核人，或两者。",
            "the person has no role",
            "至少勾选一项职责。",
        );
    }
    // The log and the sign-off know people by name.
    let same = known.iter().any(|one| one.body.name == body.name && one.id.to_string() != id);
    if same {
        return refuse(
            "已有同名人员。",
            "there is another person of that name",
            "同名的两人请在姓名后加注区别，例如“张伟（一组）”。",
        );
    }
    Ok(())
}

fn nobody() -> Error {
    Error::not_found("找不到该人员，可能已被移除。", "there is no such person")
}
