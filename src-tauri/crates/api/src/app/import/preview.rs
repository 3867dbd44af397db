//! A look at a file before it is taken over: what it holds and what it would change.

use super::difference::differences;
use super::reading::reading;
use super::remember::fitting;
use super::revise::{hints, read};
use crate::app::{App, Pending};
use crate::loaded::{Kept, Loaded};
use crate::record::LayoutBody;
use crate::source::{self, Given};
use crate::{Error, Job, Result, told, view};
use shuiheng_audit::balance;
use shuiheng_import::workbook::Workbook;
use shuiheng_store::RecordId;
use std::path::Path;
use std::sync::Arc;

impl App {
    /// Reads a workbook and says what it holds and what it would change. Changes nothing.
    ///
    /// # Errors
    /// The file is refused, holds nothing that could be used, or the work was stopped.
    pub fn preview_import(&self, id: &str, path: &Path, job: &Job) -> Result<view::ImportPreview> {
        self.look(id, path, true, job)
    }

    /// As [`App::read_import`], for a table that was pasted: as the clipboard has it in HTML,
    /// where that holds a table, otherwise as text. It is read like a file, and kept like one.
    ///
    /// # Errors
    /// It is refused or holds nothing, or the work was stopped.
    pub fn preview_pasted(
        &self,
        id: &str,
        text: &str,
        html: &str,
        job: &Job,
    ) -> Result<view::ImportPreview> {
        let id = Self::id(id)?;
        let has_table = html.to_ascii_lowercase().contains("<table");
        let bytes = if has_table { html } else { text }.as_bytes();
        let workbook = source::pasted(bytes, &self.reader, job)?;
        self.looked(id, workbook, (true, job), |_| Ok(bytes.to_vec()))
    }

    /// As [`App::preview_import`], for a person who can choose what was not recognised: a
    /// file that holds anything is not refused, and a doubt says what is missing.
    ///
    /// # Errors
    /// The file is refused or empty, or the work was stopped.
    pub fn read_import(&self, id: &str, path: &Path, job: &Job) -> Result<view::ImportPreview> {
        self.look(id, path, false, job)
    }

    fn look(&self, id: &str, path: &Path, strict: bool, job: &Job) -> Result<view::ImportPreview> {
        let id = Self::id(id)?;
        let workbook = source::open(path, &self.reader, job)?;
        self.looked(id, workbook, (strict, job), |sha256| source::unchanged(path, sha256))
    }

    fn looked(
        &self,
        id: RecordId,
        workbook: Workbook,
        (strict, job): (bool, &Job),
        bytes: impl FnOnce(&str) -> Result<Vec<u8>>,
    ) -> Result<view::ImportPreview> {
        job.step(source::recognising(&workbook.name, job.lang()), Some(0.6))?;
        let (given, remembered) = self.first_reading(id, &workbook)?;
        let filled = workbook.sheets.iter().any(|sheet| sheet.visible && !sheet.rows.is_empty());
        if !given.is_usable() && (strict || !filled) {
            return Err(source::no_balance(&given));
        }
        job.step(job.lang().pick("比对", "comparing"), Some(0.9))?;
        let bytes = bytes(&given.sources[0].sha256)?;
        let mut inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, id)?;
        inner.tokens += 1;
        let token = format!("import-{}", inner.tokens);
        let pending = Pending {
            diagnosis: id,
            given,
            bytes,
            workbook: Arc::new(workbook),
            choices: view::ImportChoices::default(),
            tables: Vec::new(),
            remembered,
        };
        let preview = self.previewed(&loaded, &pending, token.clone());
        // One file at a time waits for its answer: an older one was left.
        inner.pending.clear();
        inner.pending.insert(token, pending);
        Ok(preview)
    }

    /// What a file gives before a person chose anything, and what was remembered for it. The
    /// enterprise that the file names may bring layouts that the diagnosis does not yet.
    fn first_reading(
        &self,
        id: RecordId,
        workbook: &Workbook,
    ) -> Result<(Given, Vec<Kept<LayoutBody>>)> {
        let known = |named: Option<&str>| {
            let inner = self.lock()?;
            let loaded = Loaded::load(&inner.store, id)?;
            let remembered = fitting(&inner.store, &loaded, named)?;
            let synonyms = Self::synonyms_of(&inner.store)?;
            let hints = hints(&loaded, &view::ImportChoices::default(), &remembered, synonyms);
            Ok::<_, Error>((hints, remembered))
        };
        let (hints, remembered) = known(None)?;
        let given = read(workbook, &hints);
        let named = given.enterprise.as_ref().map(|(name, _)| name.clone());
        let (again, more) = known(named.as_deref())?;
        if again == hints {
            return Ok((given, remembered));
        }
        Ok((read(workbook, &again), more))
    }

    pub(super) fn previewed(
        &self,
        loaded: &Loaded,
        pending: &Pending,
        token: String,
    ) -> view::ImportPreview {
        let given = &pending.given;
        let source = &given.sources[0];
        let balance = balance(&given.site, &loaded.tolerances(&self.shipped.tolerances));
        let whole = &balance.site;
        let lang = self.lang();
        let differences = differences(loaded, given, lang);
        let mut doubts = given.doubts.clone();
        doubts.extend(shuiheng_audit::ledger_doubts(&given.ledgers));
        doubts.extend(told::contradictions(&loaded.case().profile, &given.profile));
        view::ImportPreview {
            token,
            file: source.view(String::new(), lang),
            enterprise: given.enterprise.as_ref().map(|(name, _)| name.clone()).unwrap_or_default(),
            operating_days: given.period.operating_days.map(|days| days.value()),
            units: given.site.units.len() as u32,
            products: given.products.len() as u32,
            meters: given.meters.len() as u32,
            use_periods: given.ledgers.uses.len() as u32,
            readings: given.ledgers.readings.len() as u32,
            equipment: given.ledgers.equipment.len() as u32,
            quality: given.ledgers.quality.len() as u32,
            intake: whole
                .flows
                .intake()
                .filter(|_| !given.site.units.is_empty())
                .map(|intake| intake.value()),
            known: loaded.files.iter().any(|(_, file)| file.sha256 == source.sha256),
            replaces: !loaded.units.is_empty() && !given.site.units.is_empty(),
            differences,
            reading: reading(pending, &balance, &doubts, lang),
            doubts: source::doubts(&doubts, lang),
        }
    }
}
