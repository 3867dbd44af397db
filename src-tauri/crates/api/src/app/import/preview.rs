//! A look at a file before it is taken over: what it holds and what it would change.

use super::difference::differences;
use crate::app::{App, Pending};
use crate::loaded::Loaded;
use crate::source::{self, Given};
use crate::{Job, Result, told, view};
use shuiheng_audit::balance;
use shuiheng_import::recognise::Hints;
use std::path::Path;

impl App {
    /// Reads a workbook and says what it holds and what it would change. Changes nothing.
    ///
    /// # Errors
    /// The file is refused, holds nothing that could be used, or the work was stopped.
    pub fn preview_import(&self, id: &str, path: &Path, job: &Job) -> Result<view::ImportPreview> {
        let id = Self::id(id)?;
        let days = {
            let inner = self.lock()?;
            Loaded::load(&inner.store, id)?.body.period.operating_days
        };
        let hints = Hints { operating_days: days, ..Hints::default() };
        let (source, recognition) = source::inspect(path, &hints, &self.reader, job)?;
        let usable = recognition.has_balance()
            || !recognition.products.is_empty()
            || !recognition.profile.is_empty()
            || !recognition.meters.is_empty();
        let mut given = Given::default();
        given.add(source, recognition);
        if !usable {
            return Err(source::no_balance(&given));
        }
        job.step("比对", Some(0.9))?;
        let bytes = source::unchanged(path, &given.sources[0].sha256)?;
        let mut inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, id)?;
        inner.tokens += 1;
        let token = format!("import-{}", inner.tokens);
        let preview = self.previewed(&loaded, &given, token.clone());
        // One file at a time waits for its answer: an older one was left.
        inner.pending.clear();
        inner.pending.insert(token, Pending { diagnosis: id, given, bytes });
        Ok(preview)
    }

    fn previewed(&self, loaded: &Loaded, given: &Given, token: String) -> view::ImportPreview {
        let source = &given.sources[0];
        let whole = balance(&given.site, &self.shipped.tolerances).site;
        let differences = differences(loaded, given);
        let mut doubts = given.doubts.clone();
        doubts.extend(told::contradictions(&loaded.case().profile, &given.profile));
        view::ImportPreview {
            token,
            file: source.view(String::new()),
            enterprise: given.enterprise.as_ref().map(|(name, _)| name.clone()).unwrap_or_default(),
            operating_days: given.period.operating_days.map(|days| days.value()),
            units: given.site.units.len() as u32,
            products: given.products.len() as u32,
            meters: given.meters.len() as u32,
            intake: whole
                .flows
                .intake()
                .filter(|_| !given.site.units.is_empty())
                .map(|intake| intake.value()),
            known: loaded.files.iter().any(|(_, file)| file.sha256 == source.sha256),
            replaces: !loaded.units.is_empty() && !given.site.units.is_empty(),
            differences,
            doubts: source::doubts(&doubts),
        }
    }
}
