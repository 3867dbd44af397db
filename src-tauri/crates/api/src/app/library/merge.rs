//! Handing the library to colleagues, and taking theirs in.

use super::{Shelves, refuse, stamp};
use crate::app::{App, intent_of};
use crate::library_file::{self, LibraryFile, MOST_BYTES, Plan};
use crate::loaded::{label, put};
use crate::present;
use crate::record::{Made, QuotaBody};
use crate::{Error, Result, view};
use shuiheng_audit::Lang;
use shuiheng_store::{Kind, RecordId, Scope};
use std::collections::BTreeMap;
use std::path::Path;

/// A library file that was read and not yet merged.
pub(in crate::app) struct PendingMerge {
    token: String,
    name: String,
    file: LibraryFile,
}

impl PendingMerge {
    /// What merging it would do now.
    fn plan(&self, app: &App, shelves: &Shelves) -> Plan {
        let here = |id: &str| {
            let shipped = || app.shipped.quota(id).map(|quota| shelves.body_of(quota));
            shelves.record(id).map(|(_, body)| body.clone()).or_else(shipped)
        };
        self.file.clone().plan(here, &shelves.held)
    }
}

impl App {
    /// Reads a colleague's library file and says what merging it would do. Changes nothing.
    ///
    /// # Errors
    /// It is no library file, or a row of it could not judge.
    pub fn preview_merge(&self, path: &Path) -> Result<view::LibraryMerge> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let unreadable = |cause| crate::unreadable(path, &cause);
        if std::fs::metadata(path).map_err(unreadable)?.len() > MOST_BYTES {
            return Err(refuse(
                format!("“{name}”超过 64 MB，不是定额库文件。"),
                format!("{name} is larger than 64 MB"),
                "请选择由本程序导出的定额库文件（.json）。",
            ));
        }
        let file = LibraryFile::read(&std::fs::read(path).map_err(unreadable)?, &name)?;
        let mut inner = self.lock()?;
        let shelves = self.shelves(&inner.store)?;
        inner.tokens += 1;
        let pending = PendingMerge { token: format!("merge-{}", inner.tokens), name, file };
        let shown = shown(&pending, &pending.plan(self, &shelves), self.lang());
        inner.merge = Some(pending);
        Ok(shown)
    }

    /// Merges what was previewed, in one change that can be taken back. `decisions` says of
    /// each row that both changed whether `mine` or `theirs` holds from now on.
    ///
    /// # Errors
    /// The preview is gone, or a conflict is not decided. Nothing is changed then.
    pub fn accept_merge(
        &self,
        token: &str,
        decisions: &BTreeMap<String, String>,
    ) -> Result<view::LibraryList> {
        let mut inner = self.lock()?;
        let Some(pending) = inner.merge.take().filter(|pending| pending.token == token) else {
            return Err(gone());
        };
        let shelves = self.shelves(&inner.store)?;
        let plan = pending.plan(self, &shelves);
        let undecided =
            plan.conflicts.iter().filter(|(mine, _)| decision(decisions, mine).is_none());
        let undecided: Vec<&str> = undecided.map(|(mine, _)| mine.quota.id.as_str()).collect();
        if !undecided.is_empty() {
            let error = refuse(
                format!("双方都修改过的行尚未处理：{}，未合并。", undecided.join("、")),
                format!("both changed {}; nothing was merged", undecided.join(", ")),
                "逐行选择保留本库的版本或采用文件中的版本。",
            );
            inner.merge = Some(pending);
            return Err(error);
        }
        let who = inner.who()?;
        let why = |what: &str| Made {
            by: who.clone(),
            on: stamp(),
            reason: format!("合并“{}”：{what}", pending.name),
        };
        let mut bodies = plan.added;
        bodies.extend(plan.newer.iter().map(|(mine, theirs)| library_file::taken(mine, theirs)));
        bodies.extend(plan.conflicts.iter().map(|(mine, theirs)| {
            let keep = decision(decisions, mine) == Some("mine");
            let what = if keep { "保留本库的版本" } else { "采用文件中的版本" };
            library_file::decided(mine, theirs, keep, why(what))
        }));
        let what = label(
            format!("合并定额库“{}”", pending.name),
            format!("Merge the library {}", pending.name),
        );
        let what = intent_of(what, &who, "");
        let id = |body: &QuotaBody| -> RecordId {
            let known = shelves.record(&body.quota.id);
            known.map_or_else(|| inner.store.new_id(what.now), |(id, _)| *id)
        };
        let records: Vec<(RecordId, QuotaBody)> =
            bodies.into_iter().map(|body| (id(&body), body)).collect();
        inner.store.transact(&what, |draft| {
            for (id, body) in records {
                put(draft, id, Kind::Quota, Scope::Workspace, body)?;
            }
            plan.confirmations.into_iter().try_for_each(|(id, body)| {
                put(draft, id, Kind::Confirmation, Scope::Workspace, body)
            })
        })?;
        self.listed(&inner.store, "")
    }
}

fn decision<'d>(decisions: &'d BTreeMap<String, String>, mine: &QuotaBody) -> Option<&'d str> {
    decisions
        .get(&mine.quota.id)
        .map(String::as_str)
        .filter(|said| ["mine", "theirs"].contains(said))
}

fn gone() -> Error {
    Error::not_found("该合并预览已失效。", "the preview is gone")
}

fn shown(pending: &PendingMerge, plan: &Plan, lang: Lang) -> view::LibraryMerge {
    let said = |made: &Made| [made.by.as_str(), &made.on, &made.reason].join(" ").trim().to_owned();
    let row = |mine: Option<&QuotaBody>, theirs: &QuotaBody| view::LibraryMergeRow {
        id: theirs.quota.id.clone(),
        name: format!("{} {}", theirs.quota.standard, theirs.quota.product),
        made: said(&theirs.made),
        made_here: mine.map(|mine| said(&mine.made)).unwrap_or_default(),
        changes: mine
            .map(|mine| present::changes(&mine.quota, &theirs.quota, lang))
            .unwrap_or_default(),
    };
    view::LibraryMerge {
        token: pending.token.clone(),
        name: pending.name.clone(),
        added: plan.added.iter().map(|theirs| row(None, theirs)).collect(),
        newer: plan.newer.iter().map(|(mine, theirs)| row(Some(mine), theirs)).collect(),
        conflicts: plan.conflicts.iter().map(|(mine, theirs)| row(Some(mine), theirs)).collect(),
        same: plan.same,
        older: plan.older,
        confirmations: plan.confirmations.len() as u32,
    }
}
