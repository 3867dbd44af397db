//! Taking over what was previewed, in one change.

use super::difference::differences;
use super::matched::Matched;
use crate::app::{App, Pending, author, local, now};
use crate::loaded::{Loaded, label, product_body, put};
use crate::record::{ImportBody, SourceFileBody};
use crate::source::Given;
use crate::{Error, Result, view};
use shuiheng_store::{Intent, Kind, RecordId, Store};

impl App {
    /// Takes over what was previewed: the file, its units and streams, products and
    /// meters. Units that keep their name and place keep their identity.
    ///
    /// # Errors
    /// The preview is gone, or the workspace cannot be written. Nothing is changed then.
    pub fn accept_import(&self, id: &str, token: &str) -> Result<view::Diagnosis> {
        let id = Self::id(id)?;
        let mut inner = self.lock()?;
        let gone = || {
            Error::not_found(
                "该文件的预览已失效，请重新选择文件。",
                "that preview is gone; choose the file again",
            )
        };
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
        if !in_force || !differences(&loaded, &given).is_empty() {
            take_over(&mut inner.store, id, given, &bytes)?;
        }
        self.whole(&inner.store, id)
    }
}

/// Writes what a file gives into a diagnosis, in one change.
pub(in crate::app) fn take_over(
    store: &mut Store,
    id: RecordId,
    given: Given,
    bytes: &[u8],
) -> Result<()> {
    let loaded = Loaded::load(store, id)?;
    let time = now();
    let source =
        given.sources.first().cloned().ok_or_else(|| Error::internal("import", "no file"))?;
    let intent = Intent {
        label: label(format!("导入“{}”", source.name), format!("Import {}", source.name)),
        author: author(&loaded).to_owned(),
        reason: String::new(),
        now: time,
    };
    let hash = store.keep_file(bytes, &source.name)?;
    let matched = Matched::new(store, &loaded, given, time);
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
            };
            put(draft, file_id, Kind::SourceFile, scope, body)?;
        }
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
        for (order, (record, product)) in matched.products.into_iter().enumerate() {
            put(draft, record, Kind::Product, scope, product_body(order, product))?;
        }
        for (record, body) in matched.meters {
            put(draft, record, Kind::Meter, scope, body)?;
        }
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
