//! The log of changes (更改记录): who changed what, when, from what to what, and why.

use super::{App, local};
use crate::history::{Labels, Names, fields, kind_name};
use crate::{Result, view};
use serde_json::Value;
use shuiheng_audit::Lang;
use shuiheng_store::{Change, ChangeId, Difference, Kind, Scope, Store};
use std::collections::BTreeSet;

/// How many changes stand on a page.
const PAGE: usize = 50;

/// How many records of one change are told; an import makes hundreds.
const RECORDS: usize = 50;

/// What the log is read by.
struct Reader<'a> {
    store: &'a Store,
    labels: Labels,
    names: Names,
    lang: Lang,
    undone: BTreeSet<ChangeId>,
}

impl App {
    /// A page of the log of a diagnosis; of the workspace (the library, its settings, reports)
    /// for none.
    ///
    /// # Errors
    /// There is no such diagnosis, or the workspace cannot be read.
    pub fn change_log(&self, id: Option<&str>, query: &view::LogQuery) -> Result<view::ChangeLog> {
        let inner = self.lock()?;
        let scope = match id {
            Some(id) => Scope::Diagnosis(Self::id(id)?),
            None => Scope::Workspace,
        };
        let store = &inner.store;
        let changes = store.changes(scope, u32::MAX)?;
        let questions = self.shipped.rules.checklist.iter().flat_map(|group| &group.question);
        let lang = if query.lang == "en" { Lang::En } else { Lang::Zh };
        let reader = Reader {
            store,
            labels: Labels::shipped()?,
            names: Names::new(
                store.last_bodies(Kind::Unit, scope)?,
                questions.map(|asked| (asked.id.clone(), asked.ask.get(lang).to_owned())),
            ),
            lang,
            undone: undone(&changes),
        };
        reader.page(scope, &changes, query)
    }
}

/// The changes that are taken back: the newest word on each counts.
fn undone(changes: &[Change]) -> BTreeSet<ChangeId> {
    let (mut seen, mut undone) = (BTreeSet::new(), BTreeSet::new());
    for change in changes {
        if let Some(id) = change.undoes.as_ref().filter(|id| seen.insert((*id).clone())) {
            undone.insert(id.clone());
        }
        if let Some(id) = &change.redoes {
            seen.insert(id.clone());
        }
    }
    undone
}

impl Reader<'_> {
    fn page(
        &self,
        scope: Scope,
        changes: &[Change],
        query: &view::LogQuery,
    ) -> Result<view::ChangeLog> {
        let people: BTreeSet<&String> = changes.iter().map(|change| &change.author).collect();
        let mut log = view::ChangeLog {
            people: people.into_iter().cloned().collect(),
            kinds: self.store.kinds(scope)?.into_iter().map(|kind| self.kind(kind)).collect(),
            subject: self.subject(query)?,
            ..view::ChangeLog::default()
        };
        let before = query.before.as_deref();
        let wanted = changes
            .iter()
            .filter(|change| before.is_none_or(|before| change.id.as_str() < before))
            .filter(|change| query.by.is_empty() || change.author == query.by);
        for change in wanted {
            let Some(told) = self.told(change, query)? else { continue };
            if log.changes.len() == PAGE {
                log.more = true;
                break;
            }
            log.changes.push(told);
        }
        Ok(log)
    }

    /// A change in words; none where it is not asked for.
    fn told(&self, change: &Change, query: &view::LogQuery) -> Result<Option<view::LoggedChange>> {
        let mut differences = self.store.differences(&change.id)?;
        differences.retain(|one| self.is_asked(one, query));
        let about_records =
            !query.kind.is_empty() || query.unit.is_some() || query.record.is_some();
        if about_records && differences.is_empty() {
            return Ok(None);
        }
        let count = differences.len();
        let records: Vec<view::LoggedRecord> =
            differences.iter().take(RECORDS).map(|one| self.record(one)).collect();
        let turns = match (&change.undoes, &change.redoes) {
            (Some(_), _) => "undo",
            (None, Some(_)) => "redo",
            (None, None) => "",
        };
        let told = view::LoggedChange {
            id: change.id.as_str().to_owned(),
            at: local(change.time),
            by: change.author.clone(),
            what: change.label.get(self.lang).to_owned(),
            reason: change.reason.clone(),
            undone: self.undone.contains(&change.id),
            turns: turns.to_owned(),
            elsewhere: change.device != self.store.device(),
            further: u32::try_from(count.saturating_sub(RECORDS)).unwrap_or(u32::MAX),
            records,
        };
        Ok(occurs(&told, &query.text).then_some(told))
    }

    fn is_asked(&self, one: &Difference, query: &view::LogQuery) -> bool {
        let of_unit = |unit: &str| {
            let bodies = [&one.before, &one.after].into_iter().flatten();
            bodies
                .into_iter()
                .any(|body| self.names.is_of(one.kind, body, unit, query.item.as_deref()))
        };
        (query.kind.is_empty() || one.kind.name() == query.kind)
            && query.record.as_ref().is_none_or(|record| one.record.to_string() == *record)
            && query.unit.as_deref().is_none_or(of_unit)
    }

    fn record(&self, one: &Difference) -> view::LoggedRecord {
        let done = match (&one.before, &one.after) {
            (None, _) => "made",
            (Some(_), None) => "removed",
            (Some(_), Some(_)) => "changed",
        };
        // A record is called what it was called when the change was done.
        let body = one.after.as_ref().or(one.before.as_ref());
        let subject = body.map(|body| self.names.subject(one.kind, body, self.lang));
        view::LoggedRecord {
            kind: one.kind.name().to_owned(),
            kind_name: kind_name(one.kind, self.lang),
            subject: subject.unwrap_or_default(),
            done: done.to_owned(),
            fields: fields(
                (&self.labels, &self.names),
                one.kind,
                (one.before.as_ref(), one.after.as_ref()),
                self.lang,
            ),
        }
    }

    fn kind(&self, kind: Kind) -> view::LogKind {
        view::LogKind { code: kind.name().to_owned(), name: kind_name(kind, self.lang) }
    }

    /// What the log is asked about.
    fn subject(&self, query: &view::LogQuery) -> Result<String> {
        if let Some(unit) = &query.unit {
            return Ok(self.names.unit_and_item(unit, query.item.as_deref(), self.lang));
        }
        let Some(record) = &query.record else { return Ok(String::new()) };
        let history = self.store.history(App::id(record)?)?;
        let last = history.into_iter().rev().find_map(|revision| revision.body);
        // The kind is asked of the record itself where it still is.
        let held = self.store.get::<Value>(App::id(record)?)?;
        Ok(match (held, last) {
            (Some(held), Some(body)) => self.names.subject(held.kind, &body, self.lang),
            _ => String::new(),
        })
    }
}

/// True where every word occurs somewhere in a change.
fn occurs(change: &view::LoggedChange, typed: &str) -> bool {
    let mut texts = vec![&change.what, &change.by, &change.reason];
    for record in &change.records {
        texts.extend([&record.kind_name, &record.subject]);
        for field in &record.fields {
            texts.extend([&field.field, &field.before, &field.after]);
        }
    }
    let texts: Vec<String> = texts.into_iter().map(|text| text.to_lowercase()).collect();
    let mut words = typed.split_whitespace().map(str::to_lowercase);
    words.all(|word| texts.iter().any(|text| text.contains(&word)))
}
