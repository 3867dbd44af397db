//! The program over one workspace: everything that the window can ask for.

use crate::loaded::{Kept, Loaded, label, product_body, put};
use crate::local::Local as LocalFiles;
use crate::profile_file::ProfileFile;
use crate::record::{DiagnosisBody, EnterpriseBody, LayoutBody};
use crate::source::Given;
use crate::{Error, Result, contract, picture, present, scene, view};
use chrono::{DateTime, Local, Utc};
use shuiheng_audit::{Case, Diagnosis, Lang, Library, Profile, RollupRow, Text, diagnose};
use shuiheng_import::Reader;
use shuiheng_import::recognise::TableChoice;
use shuiheng_import::workbook::Workbook;
use shuiheng_store::{Intent, Kind, Opening, RecordId, Scope, Store};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
mod batch;
mod charts;
mod content;
mod diagram;
mod drafts;
mod edit;
mod finding;
mod history;
mod import;
mod issue;
mod ledger;
mod library;
mod marked;
mod package;
mod people;
mod photo;
mod preview;
mod probable;
mod profile;
mod quota;
mod reliance;
mod report;
mod requirement;
mod rollup;
mod sample;
mod sheet;
mod sign_off;
mod start;
mod synonym;

pub(crate) use edit::{with_not_known, worked};
pub(crate) use photo::{PhotoFiles, printed as printed_photos};
pub(crate) use quota::{fault, own_id};
pub(crate) use reliance::relied;

use library::{PendingMerge, PendingTable, Shelves};

/// The program over one workspace. Its methods may be called from any thread; they wait
/// for each other, but reading a workbook and writing a report do not hold up the rest.
pub struct App {
    inner: Mutex<Inner>,
    /// The report that is shown page by page.
    shown: Mutex<Option<Arc<preview::Shown>>>,
    reader: Reader,
    shipped: Library,
    folder: PathBuf,

    /// Whether what is shown is said in English.
    english: AtomicBool,
    local: LocalFiles,
}

struct Inner {
    store: Store,
    /// Files that were read and not yet taken over, by token.
    pending: BTreeMap<String, Pending>,
    /// How often a token was given out.
    tokens: u64,
    /// The table of quotas that was read and not yet taken over.
    table: Option<PendingTable>,
    /// The colleague's library that was read and not yet merged.
    merge: Option<PendingMerge>,
    /// Who works on this computer.
    working: people::Working,
    /// The diagnosis that was changed last, and how many records had been written then: the
    /// next figure typed into it begins there, and not with reading thousands of records.
    last: Option<(u64, Loaded)>,
    /// The package of diagnoses that was read and not yet merged.
    package: Option<package::PendingPackage>,
    /// Rows of the list, by what they were computed from.
    rows: BTreeMap<RecordId, (String, view::DiagnosisRow)>,
    /// Rows of the program's sum, likewise.
    sums: BTreeMap<RecordId, (String, RollupRow)>,
}

struct Pending {
    diagnosis: RecordId,
    given: Given,
    bytes: Vec<u8>,
    /// The file as it was read, to be recognised again under other choices.
    workbook: Arc<Workbook>,
    /// What a person chose.
    choices: view::ImportChoices,
    /// The same by layouts and headers, as they were recognised last.
    tables: Vec<TableChoice>,
    /// What was remembered that may hold for it.
    remembered: Vec<Kept<LayoutBody>>,
}

fn now() -> DateTime<Utc> {
    Utc::now()
}

impl App {
    /// Opens the workspace in a folder, or makes one there. `reader` starts the process
    /// that reads workbooks.
    ///
    /// # Errors
    /// The workspace is in use, damaged, of a newer program, or cannot be written.
    pub fn open(folder: &Path, reader: Reader) -> Result<Self> {
        let shipped = crate::library::shipped()?;
        let store = Store::open(folder, Opening { now: now() })?;
        let local = LocalFiles::of(folder);
        let inner = Inner {
            store,
            working: Self::worked_last(&local),
            pending: BTreeMap::new(),
            tokens: 0,
            table: None,
            merge: None,
            package: None,
            last: None,
            rows: BTreeMap::new(),
            sums: BTreeMap::new(),
        };
        Ok(Self {
            inner: Mutex::new(inner),
            shown: Mutex::new(None),
            reader,
            shipped,
            folder: folder.to_owned(),
            local,
            english: AtomicBool::new(false),
        })
    }

    /// The folder of the workspace.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
    /// From here on, what is shown is said in this language. Reports and what files are
    /// written stay Chinese; so does what was entered.
    pub fn speak(&self, lang: Lang) {
        self.english.store(lang == Lang::En, Ordering::Relaxed);
    }

    /// The language of what is shown.
    pub fn lang(&self) -> Lang {
        if self.english.load(Ordering::Relaxed) { Lang::En } else { Lang::Zh }
    }

    /// The folder of the log.
    pub fn log_folder(&self) -> PathBuf {
        self.folder.join("log")
    }

    fn lock(&self) -> Result<MutexGuard<'_, Inner>> {
        // A panic while the lock was held left the store as it was: each change is a transaction.
        Ok(self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    fn id(text: &str) -> Result<RecordId> {
        RecordId::from_str(text)
            .map_err(|_| Error::not_found("诊断编号有误。", "that is not the id of a diagnosis"))
    }

    fn diagnosed(&self, store: &Store, loaded: &Loaded) -> Result<(Diagnosis, Library)> {
        let (diagnosis, shelves) = self.judged(store, loaded)?;
        Ok((diagnosis, shelves.library))
    }

    /// A diagnosis by the library in force, and that library.
    fn judged(&self, store: &Store, loaded: &Loaded) -> Result<(Diagnosis, Shelves)> {
        self.judged_as(store, loaded, |_| ())
    }

    /// The same of a case that is changed first.
    fn judged_as(
        &self,
        store: &Store,
        loaded: &Loaded,
        change: impl FnOnce(&mut Case),
    ) -> Result<(Diagnosis, Shelves)> {
        let mut shelves = self.shelves(store)?;
        let library = &mut shelves.library;
        library.tolerances = loaded.tolerances(&library.tolerances);
        let mut case = loaded.case();
        change(&mut case);
        shelves.held.apply_to(&mut case.profile.products);
        Ok((diagnose(case, &shelves.library), shelves))
    }

    /// Begins a diagnosis of an enterprise.
    ///
    /// # Errors
    /// No name was given, or the workspace cannot be written.
    pub fn new_diagnosis(&self, name: &str) -> Result<view::Diagnosis> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::refused(
                Text::new("请填写企业名称。", "the enterprise has no name"),
                Text::new("名称以营业执照为准。", "as on its licence"),
            ));
        }
        let mut inner = self.lock()?;
        let mut profile = Profile { name: name.to_owned(), ..Profile::default() };
        profile::begun_like_the_last(&inner.store, &mut profile)?;
        let id = self.begin(&mut inner, &profile)?;
        self.whole(&inner.store, id)
    }

    fn begin(&self, inner: &mut Inner, profile: &Profile) -> Result<RecordId> {
        let time = now();
        let who = inner.who()?;
        let store = &mut inner.store;
        let (id, enterprise) = (store.new_id(time), store.new_id(time));
        let products: Vec<RecordId> = profile.products.iter().map(|_| store.new_id(time)).collect();
        let library = self.shelves(store)?.library;
        let what = label(
            format!("{BEGUN}“{}”", profile.name),
            format!("Begin the diagnosis of {}", profile.name),
        );
        let intent = intent_of(what, &who, "");
        store.transact(&intent, |draft| {
            let scope = Scope::Diagnosis(id);
            for (order, (record, product)) in products.iter().zip(&profile.products).enumerate() {
                let mut product = product.clone();
                quota::pin(&mut product, None, &profile.period, &library);
                put(draft, *record, Kind::Product, scope, product_body(order, product))?;
            }
            let body = DiagnosisBody {
                enterprise: enterprise.to_string(),
                begun: Some(time.date_naive()),
                ..DiagnosisBody::default()
            };
            put(draft, id, Kind::Diagnosis, scope, body.with(profile))?;
            put(draft, enterprise, Kind::Enterprise, scope, EnterpriseBody::of(profile))
        })?;
        Ok(id)
    }

    /// A diagnosis.
    ///
    /// # Errors
    /// There is none of that id, or the workspace cannot be read.
    pub fn diagnosis(&self, id: &str) -> Result<view::Diagnosis> {
        let inner = self.lock()?;
        self.whole(&inner.store, Self::id(id)?)
    }

    /// Removes a diagnosis from the list. Its history stays in the workspace.
    ///
    /// # Errors
    /// There is none of that id, or the workspace cannot be written.
    pub fn remove_diagnosis(&self, id: &str) -> Result<view::Start> {
        {
            let mut inner = self.lock()?;
            let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
            let name = &loaded.enterprise.1.name;
            let intent = inner.intent(label(
                format!("删除诊断“{name}”"),
                format!("Remove the diagnosis of {name}"),
            ))?;
            let records = inner.store.ids(loaded.scope())?;
            inner.store.transact(&intent, |draft| {
                records
                    .iter()
                    .try_for_each(|(record, _)| draft.delete(*record))
                    .map_err(Error::from)
            })?;
            inner.rows.remove(&loaded.id);
        }
        self.start()
    }

    /// What was given of a diagnosis, and what follows from it.
    ///
    /// # Errors
    /// There is none of that id, or the workspace cannot be read.
    pub fn audited(&self, id: &str) -> Result<Diagnosis> {
        let inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
        Ok(self.diagnosed(&inner.store, &loaded)?.0)
    }

    /// What was given of a diagnosis.
    ///
    /// # Errors
    /// As for [`App::audited`].
    pub fn case(&self, id: &str) -> Result<Case> {
        Ok(self.audited(id)?.case)
    }

    /// Begins a diagnosis from a profile file; `name` stands before the profile's.
    /// Gives its id.
    ///
    /// # Errors
    /// As for [`App::new_diagnosis`].
    pub fn new_case(&self, name: Option<&str>, file: Option<ProfileFile>) -> Result<String> {
        let ProfileFile { mut profile, quotas, facts } = file.unwrap_or_default();
        if let Some((unit, _)) = facts.first() {
            return Err(Error::refused(
                Text::new(
                    format!(
                        "企业信息文件给出了“{unit}”的参数（[[fact]]），新建的诊断还没有用水单元，未新建。"
                    ),
                    format!(
                        "the profile gives facts of {unit}, but a new diagnosis has no units yet; nothing was made"
                    ),
                ),
                Text::new(
                    "删去 [[fact]] 各项后重试；导入水平衡表后在“核对”页填写。",
                    "take them out; enter them once the balance is imported",
                ),
            ));
        }
        if let Some(name) = name {
            name.trim().clone_into(&mut profile.name);
        }
        if profile.name.is_empty() {
            return self.new_diagnosis("").map(|made| made.id);
        }
        for quota in quotas {
            self.keep_quota(quota)?;
        }
        let mut inner = self.lock()?;
        Ok(self.begin(&mut inner, &profile)?.to_string())
    }

    /// The document of the contract for a diagnosis.
    ///
    /// # Errors
    /// As for [`App::audited`].
    pub fn document(&self, id: &str, lang: Lang) -> Result<serde_json::Value> {
        let inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
        let sources: Vec<_> = loaded.files.iter().map(|(_, file)| file.source.clone()).collect();
        let (diagnosis, library) = self.diagnosed(&inner.store, &loaded)?;
        let (quality, choices) = (&library.data_quality, present::choices(&loaded));
        let reconciled = contract::reconciliation(&loaded.site(), quality, &choices, lang);
        Ok(contract::document(&diagnosis, &sources, reconciled, lang))
    }

    /// Takes back the last change of a diagnosis.
    ///
    /// # Errors
    /// There is none of that id, or a record was changed elsewhere since.
    pub fn undo(&self, id: &str) -> Result<view::Diagnosis> {
        let mut inner = self.lock()?;
        let loaded = inner.load(Self::id(id)?)?;
        if undoable(&inner.store, loaded.scope())?.is_some() {
            inner.store.undo(loaded.scope(), author(&loaded), now())?;
        }
        self.whole(&inner.store, loaded.id)
    }

    /// Does again what was taken back.
    ///
    /// # Errors
    /// As for [`App::undo`].
    pub fn redo(&self, id: &str) -> Result<view::Diagnosis> {
        let mut inner = self.lock()?;
        let loaded = inner.load(Self::id(id)?)?;
        inner.store.redo(loaded.scope(), author(&loaded), now())?;
        self.whole(&inner.store, loaded.id)
    }

    fn whole(&self, store: &Store, id: RecordId) -> Result<view::Diagnosis> {
        self.shown(store, &Loaded::load(store, id)?)
    }

    /// A diagnosis as the page shows it.
    fn shown(&self, store: &Store, loaded: &Loaded) -> Result<view::Diagnosis> {
        let (diagnosis, shelves) = self.judged(store, loaded)?;
        let (library, lang) = (&shelves.library, self.lang());
        let products: Vec<String> = loaded.products.iter().map(|(id, _)| id.to_string()).collect();
        let comparisons = diagnosis.comparisons.iter().map(|comparison| {
            let picture = picture::bullet(comparison, lang).map(|picture| scene::view(&picture));
            view::Comparison {
                quota: comparison.quota.as_ref().map(|quota| shelves.shown(quota, lang)),
                ..present::comparison(comparison, |_| false, picture, lang)
            }
        });
        let text = |text: Option<Text>| text.map(|text| text.get(lang).to_owned());
        Ok(view::Diagnosis {
            id: loaded.id.to_string(),
            profile: present::profile(&diagnosis.case.profile, &products),
            files: loaded
                .files
                .iter()
                .map(|(_, file)| file.source.view(file.imported.clone(), lang))
                .collect(),
            units: present::units(&diagnosis, lang),
            site: present::site(&diagnosis),
            checks: present::checks(&diagnosis, lang),
            indicators: diagnosis
                .indicators
                .iter()
                .map(|of| present::indicator(&diagnosis, of, lang))
                .collect(),
            trends: diagnosis.trends.iter().map(|of| present::trend(of, lang)).collect(),
            metering: present::metering(&diagnosis, &requirement::own_ids(store)?, lang),
            comparisons: comparisons.collect(),
            whole: present::whole(&diagnosis.whole, lang),
            choices: quota::choices(&diagnosis, library, lang),
            limits: diagnosis.limits.iter().map(|of| present::limit(of, lang)).collect(),
            references: diagnosis
                .references
                .iter()
                .map(|of| present::reference(of, lang))
                .collect(),
            findings: present::findings(&diagnosis.findings, &diagnosis, &library.rules, lang),
            rejected: present::findings(&diagnosis.rejected, &diagnosis, &library.rules, lang),
            gone: present::gone(&diagnosis),
            survey: present::survey(&diagnosis, &library.rules, lang),
            measures: present::measures(&diagnosis, lang),
            measure_totals: present::measure_totals(&diagnosis.measure_totals),
            doubts: diagnosis.doubts.iter().map(|of| present::doubt(of, lang)).collect(),
            meters: loaded
                .meters
                .iter()
                .map(|(id, body)| present::meter(id.to_string(), &body.meter))
                .collect(),
            ledgers: present::ledgers(&diagnosis.case.ledgers, &loaded.reading_ids(), lang),
            photos: photo::shown(loaded, &diagnosis, &library.rules, lang),
            pairs: present::pairs(&loaded.site(), lang),
            adjusted: u32::try_from(diagnosis.case.adjustments.len()).unwrap_or(u32::MAX),
            tolerances: present::tolerances(&library.tolerances),

            reliances: relied(loaded, &diagnosis, library)
                .iter()
                .map(|one| present::reliance(one, lang))
                .collect(),
            sign_off: sign_off::last(store, loaded, &diagnosis, library)?
                .map(sign_off::Reviewed::view),
            undo: text(undoable(store, loaded.scope())?),
            redo: text(store.can_redo(loaded.scope())?),
        })
    }
}

/// How the label of the change begins that made a diagnosis.
const BEGUN: &str = "新建诊断";

/// What undo would take back. Not the change that made the diagnosis: that would take the
/// page from under the person's hands; a diagnosis is removed from the list instead.
fn undoable(store: &Store, scope: Scope) -> Result<Option<Text>> {
    Ok(store.can_undo(scope)?.filter(|label| !label.zh.starts_with(BEGUN)))
}

/// Who makes changes: whoever works now, else the unit that carries out the diagnosis.
fn author(loaded: &Loaded) -> &str {
    match &loaded.by {
        Some(name) => name,
        None if loaded.body.auditor.is_empty() => SOMEBODY,
        None => &loaded.body.auditor,
    }
}

/// Whoever works at the workspace, where nobody is named.
const SOMEBODY: &str = "诊断人员";

fn intent_of(label: Text, author: &str, reason: &str) -> Intent {
    Intent { label, author: author.to_owned(), reason: reason.to_owned(), now: now() }
}

fn local(time: DateTime<Utc>) -> String {
    time.with_timezone(&Local).format("%Y-%m-%dT%H:%M:%S").to_string()
}
