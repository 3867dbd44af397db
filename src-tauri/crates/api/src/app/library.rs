//! The library of the workspace: what ships with what was entered over it, listed, looked
//! at, and changed.

use super::{App, local, now, requirement};
use crate::library::{Field, Held, Table};
use crate::loaded::{Kept, Loaded};
use crate::present::{self, RowOrigin, Shelf};
use crate::record::{ConfirmationBody, QuotaBody};
use crate::search::Search;
use crate::{Error, Result, view};
use chrono::Local;
use shuiheng_audit::{Diagnosis, Lang, Library, Quota, Text, diagnose};
use shuiheng_store::{Kind, Scope, Store};

mod confirm;
mod merge;
mod table;
mod version;

pub(super) use merge::PendingMerge;
pub(super) use table::PendingTable;

/// The library of a workspace, and what is known of its rows.
pub(super) struct Shelves {
    pub(super) library: Library,
    pub(super) held: Held,
    pub(super) own: Vec<Kept<QuotaBody>>,
    /// Ids of the shipped rows.
    shipped: Vec<String>,
}

impl Shelves {
    /// A diagnosis by this library, and the library as it judged: with the diagnosis' own
    /// tolerances. Needs no store, so that several can be computed at a time.
    pub(super) fn diagnosed(&self, loaded: &Loaded) -> (Diagnosis, Library) {
        let mut library = self.library.clone();
        library.tolerances = loaded.tolerances(&library.tolerances);
        let mut case = loaded.case();
        self.held.apply_to(&mut case.profile.products);
        (diagnose(case, &library), library)
    }

    /// Where a quota row comes from.
    pub(super) fn origin(&self, id: &str) -> RowOrigin {
        let is_own = self.own.iter().any(|(_, body)| body.quota.id == id);
        match (is_own, self.shipped.iter().any(|known| known == id)) {
            (false, _) => RowOrigin::Shipped,
            (true, true) => RowOrigin::Revised,
            (true, false) => RowOrigin::Own,
        }
    }

    /// The record of a row that was entered or changed here.
    pub(super) fn record(&self, id: &str) -> Option<&Kept<QuotaBody>> {
        self.own.iter().find(|(_, body)| body.quota.id == id)
    }

    /// A quota as the window shows it.
    pub(super) fn shown(&self, quota: &Quota, lang: Lang) -> view::Quota {
        let changed = matches!(self.held.state(quota), crate::library::State::Changed(_));
        let own = self.origin(&quota.id) != RowOrigin::Shipped;
        view::Quota { changed, ..present::quota(quota, own, lang) }
    }

    /// All rows of all tables.
    fn rows(&self, lang: Lang) -> Vec<Shelf> {
        let (library, held) = (&self.library, &self.held);
        let quotas = library
            .quotas
            .iter()
            .map(|quota| present::quota_row(quota, held, self.origin(&quota.id), lang));
        let mut rows: Vec<Shelf> = quotas.collect();
        rows.extend(library.limits.iter().map(|row| present::limit_row(row, held, lang)));
        rows.push(present::tolerances_row(&library.tolerances, held, lang));
        rows.push(present::coverage_row(&library.data_quality.coverage, held, lang));
        rows.extend(
            library.data_quality.methods.iter().map(|row| present::method_row(row, held, lang)),
        );
        rows.extend(
            library.checks.expectations.iter().map(|row| present::check_row(row, held, lang)),
        );
        let boundaries = library.comparison.boundaries.iter();
        rows.extend(boundaries.map(|row| present::boundary_row(row, held, lang)));
        let requirements = library.metering.requirements.iter();
        rows.extend(requirements.map(|row| present::requirement_row(row, held, lang)));
        rows.extend(library.rules.rules.iter().map(|row| present::rule_row(row, held, lang)));
        rows
    }
}

/// Texts of a quota that a search looks into.
pub(super) fn searched(quota: &Quota) -> [&str; 10] {
    [
        &quota.id,
        &quota.standard,
        &quota.title,
        &quota.industry,
        &quota.provenance.industry_code,
        &quota.product,
        &quota.condition,
        &quota.region,
        &quota.unit,
        quota.kind.zh(),
    ]
}

impl App {
    /// The library in force: what ships and what was entered in this workspace, which stands
    /// before a shipped row of the same id; each row with its confirmation.
    pub(super) fn shelves(&self, store: &Store) -> Result<Shelves> {
        let records = store.list_all::<QuotaBody>(Kind::Quota)?;
        let own: Vec<Kept<QuotaBody>> =
            records.into_iter().map(|record| (record.id, record.body)).collect();
        let is_own = |id: &str| own.iter().any(|(_, body)| body.quota.id == id);
        let shipped = self.shipped.quotas.iter().filter(|quota| !is_own(&quota.id)).cloned();
        let quotas = own.iter().map(|(_, body)| body.quota.clone()).chain(shipped).collect();
        let mut library = Library { quotas, ..self.shipped.clone() };
        requirement::put_own(&mut library.metering, &requirement::own(store)?);
        let held = Held::read(store)?;
        held.apply(&mut library);
        let shipped = self.shipped.quotas.iter().map(|quota| quota.id.clone()).collect();
        Ok(Shelves { library, held, own, shipped })
    }

    /// The library: rows in which every word of `search` occurs, as written or as initials of
    /// its pinyin; all for an empty one.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn list_library(&self, search: &str) -> Result<view::LibraryList> {
        let inner = self.lock()?;
        self.listed(&inner.store, search)
    }

    pub(super) fn listed(&self, store: &Store, search: &str) -> Result<view::LibraryList> {
        let shelves = self.shelves(store)?;
        let search = Search::of(search);
        let lang = self.lang();
        let all = shelves.rows(lang);
        let total = all.len() as u32;
        let confirmed = all.iter().filter(|shelf| shelf.row.state == "confirmed").count() as u32;
        let fits = |shelf: &Shelf| {
            let row = &shelf.row;
            let own = [&row.id, &row.name, &row.document, &row.title, &row.industry];
            let more = [&row.condition, &row.kind_name, &row.unit, &row.standing];
            let names = [Field::IndustryCode.zh(), Field::IndustryCode.en()];
            let code = shelf.fields.iter().filter(|field| names.contains(&field.name.as_str()));
            let code = code.map(|field| field.value.as_str());
            search.finds(own.into_iter().chain(more).map(String::as_str).chain(code))
        };
        let last = shelves.held.all().max_by_key(|(id, _)| *id);
        let tables = Table::ALL.map(|table| view::LibraryOption {
            code: table.code().into(),
            name: lang.pick(table.zh(), table.en()).into(),
        });
        let said = |text: Option<Text>| text.map(|text| text.get(lang).to_owned());
        Ok(view::LibraryList {
            rows: all.into_iter().filter(fits).map(|shelf| shelf.row).collect(),
            tables: tables.to_vec(),
            total,
            confirmed,
            by: last.map(|(_, body)| body.by.clone()).unwrap_or_default(),
            today: Local::now().format("%Y-%m-%d").to_string(),
            undo: said(store.can_undo(Scope::Workspace)?),
            redo: said(store.can_redo(Scope::Workspace)?),
        })
    }

    /// A row with everything that is known of it.
    ///
    /// # Errors
    /// There is no such row, or the workspace cannot be read.
    pub fn library_row(&self, table: &str, id: &str) -> Result<view::LibraryDetail> {
        let inner = self.lock()?;
        let shelves = self.shelves(&inner.store)?;
        let shelf = shelves
            .rows(self.lang())
            .into_iter()
            .find(|shelf| shelf.row.table == table && shelf.row.id == id)
            .ok_or_else(|| no_row(id))?;
        let table = Table::from_code(table).ok_or_else(|| no_row(id))?;
        let quota = shelves.library.quota(id).filter(|_| table == Table::Quotas);
        let fingerprint = shelves.fingerprint(table, id);
        let given = shelves.held.of(table, id).iter().rev();
        Ok(view::LibraryDetail {
            row: shelf.row,
            fields: shelf.fields,
            confirmations: given.map(|kept| confirmation(kept, fingerprint.as_deref())).collect(),
            versions: quota.map(|quota| self.versions(&shelves, quota)).unwrap_or_default(),
            quota: quota.map(|quota| shelves.shown(quota, self.lang())),
        })
    }

    /// Takes back the last change of the workspace: of the library, or of what is remembered
    /// of headers and layouts.
    ///
    /// # Errors
    /// There is none, or a record was changed elsewhere since.
    pub fn undo_library(&self) -> Result<view::LibraryList> {
        let mut inner = self.lock()?;
        let who = inner.who()?;
        inner.store.undo(Scope::Workspace, &who, now())?;
        self.listed(&inner.store, "")
    }

    /// Does again what was taken back.
    ///
    /// # Errors
    /// As for [`App::undo_library`].
    pub fn redo_library(&self) -> Result<view::LibraryList> {
        let mut inner = self.lock()?;
        let who = inner.who()?;
        inner.store.redo(Scope::Workspace, &who, now())?;
        self.listed(&inner.store, "")
    }
}

fn confirmation(kept: &Kept<ConfirmationBody>, now: Option<&str>) -> view::LibraryConfirmation {
    let (id, body) = kept;
    let withdrawn = body.withdrawn.as_ref().map(|withdrawn| {
        format!("{} {}：{}", withdrawn.by, withdrawn.on.replace('T', " "), withdrawn.reason)
    });
    view::LibraryConfirmation {
        id: id.to_string(),
        by: body.by.clone(),
        on: body.on.to_string(),
        document: body.document.clone(),
        clause: body.clause.clone(),
        scan: if body.sha256.is_some() { body.name.clone() } else { String::new() },
        current: now == Some(body.fingerprint.as_str()),
        withdrawn: withdrawn.unwrap_or_default(),
    }
}

pub(super) fn no_row(id: &str) -> Error {
    Error::not_found(format!("定额库中没有“{id}”这一行。"), format!("the library has no row {id}"))
}

/// A refusal with what to do.
pub(super) fn refuse(zh: impl Into<String>, en: impl Into<String>, fix: &str) -> Error {
    Error::refused(Text::new(zh, en), Text::new(fix, "correct it and try again"))
}

/// When something was done, as versions and withdrawals keep it.
pub(super) fn stamp() -> String {
    local(now())
}
