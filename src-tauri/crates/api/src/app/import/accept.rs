//! Taking over what was previewed, in one change.

use super::difference::differences;
use super::matched::Matched;
use super::{edits, gone, merge};
use crate::app::{App, Pending, author, local, now, quota};
use crate::loaded::{Loaded, label, product_body, put};
use crate::record::{ImportBody, SourceFileBody};
use crate::source::Given;
use crate::{Error, Result, view};
use shuiheng_audit::{Library, Text};
use shuiheng_store::{Intent, Kind, RecordId, Store};
use std::collections::BTreeSet;

/// How the label of a change begins by which a file gave figures.
pub(super) const IMPORTED: &str = "导入“";

/// What a person decided on a file.
pub(in crate::app) enum Decision {
    /// The file's figures replace what the diagnosis holds.
    Replace,
    /// The file's figures are taken; a person's own stay but those named.
    Merge(BTreeSet<String>),
    /// The file is kept, figures stay.
    Keep,
}

impl Decision {
    fn of(decision: view::ImportDecision) -> Result<Self> {
        match decision.decision.as_str() {
            "replace" => Ok(Self::Replace),
            "merge" => Ok(Self::Merge(decision.from_file.into_iter().collect())),
            "keep" => Ok(Self::Keep),
            other => Err(Error::internal("deciding on an import", other)),
        }
    }

    fn label(&self, name: &str) -> Text {
        match self {
            Self::Replace => label(format!("{IMPORTED}{name}”"), format!("Import {name}")),
            Self::Merge(_) => label(format!("{IMPORTED}{name}”（合并）"), format!("Merge {name}")),
            Self::Keep => label(format!("留存文件“{name}”"), format!("Keep the file {name}")),
        }
    }
}

impl App {
    /// Takes over what was previewed, as a person decided: the file, its units and streams,
    /// products and meters. Units that keep their name and place keep their identity.
    ///
    /// # Errors
    /// The preview is gone, or the workspace cannot be written. Nothing is changed then.
    pub fn accept_import(
        &self,
        id: &str,
        token: &str,
        decision: view::ImportDecision,
    ) -> Result<view::Diagnosis> {
        let (id, decision) = (Self::id(id)?, Decision::of(decision)?);
        let mut inner = self.lock()?;
        if inner.pending.get(token).is_none_or(|pending| pending.diagnosis != id) {
            return Err(gone());
        }
        let Pending { given, bytes, .. } = inner.pending.remove(token).ok_or_else(gone)?;
        let loaded = Loaded::load(&inner.store, id)?;
        // The file in force, with the same figures: there is nothing to take over.
        let in_force = loaded
            .import
            .as_ref()
            .is_some_and(|(_, import)| import.file == given.sources[0].sha256);
        if !in_force || !differences(&loaded, &given, self.lang()).is_empty() {
            let library = self.shelves(&inner.store)?.library;
            let who = inner.working()?;
            take_over(&mut inner.store, (id, who), (given, &bytes), (&decision, &library))?;
        }
        self.whole(&inner.store, id)
    }
}

/// Writes what a file gives into a diagnosis, in one change.
pub(in crate::app) fn take_over(
    store: &mut Store,
    (id, who): (RecordId, Option<String>),
    (given, bytes): (Given, &[u8]),
    (decision, library): (&Decision, &Library),
) -> Result<()> {
    let mut loaded = Loaded::load(store, id)?;
    loaded.by = who;
    let time = now();
    let source =
        given.sources.first().cloned().ok_or_else(|| Error::internal("import", "no file"))?;
    let intent = Intent {
        label: decision.label(&source.name),
        author: author(&loaded).to_owned(),
        reason: String::new(),
        now: time,
    };
    let hash = store.keep_file(bytes, &source.name)?;
    let matched = match decision {
        Decision::Replace => Some(Matched::new(store, &loaded, given, time)),
        Decision::Merge(from_file) => {
            let mut matched = Matched::new(store, &loaded, given, time);
            merge::keep(&mut matched, &loaded, &edits::own(store, &loaded)?, from_file);
            Some(matched)
        }
        Decision::Keep => None,
    };
    let file_doubts =
        matched.as_ref().map(|matched| matched.file_doubts.clone()).unwrap_or_default();
    let known_file = loaded.files.iter().any(|(_, file)| file.sha256 == hash.as_str());
    let (file_id, import_id) = (
        store.new_id(time),
        loaded.import.as_ref().map_or_else(|| store.new_id(time), |(id, _)| *id),
    );
    store.transact(&intent, |draft| {
        let scope = loaded.scope();
        if !known_file {
            let body = SourceFileBody {
                sha256: hash.as_str().to_owned(),
                name: source.name.clone(),
                imported: local(time),
                source: source.clone(),
                doubts: file_doubts,
            };
            put(draft, file_id, Kind::SourceFile, scope, body)?;
        }
        let Some(matched) = matched else { return Ok(()) };
        for (record, kind) in &matched.gone {
            debug_assert!(matches!(kind, Kind::Unit | Kind::Stream | Kind::Meter | Kind::Product));
            draft.delete(*record)?;
        }
        for (record, body) in matched.units {
            put(draft, record, Kind::Unit, scope, body)?;
        }
        for (record, body) in matched.streams {
            put(draft, record, Kind::Stream, scope, body)?;
        }
        for (order, (record, mut product)) in matched.products.into_iter().enumerate() {
            let before = loaded.products.iter().find(|(id, _)| *id == record);
            let before = before.map(|(_, body)| &body.product);
            quota::pin(&mut product, before, &matched.body.period, library);
            put(draft, record, Kind::Product, scope, product_body(order, product))?;
        }
        for (record, body) in matched.meters {
            put(draft, record, Kind::Meter, scope, body)?;
        }
        matched.ledgers.write(draft, scope)?;
        if let Some(import) = matched.import {
            put(
                draft,
                import_id,
                Kind::Import,
                scope,
                ImportBody { file: source.sha256.clone(), ..import },
            )?;
        }
        put(draft, loaded.id, Kind::Diagnosis, scope, matched.body)?;
        put(draft, loaded.enterprise.0, Kind::Enterprise, scope, matched.enterprise)
    })?;
    Ok(())
}
