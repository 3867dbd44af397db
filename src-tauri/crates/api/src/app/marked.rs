//! The copy that goes back to the enterprise: of a file that is being looked at, or of one
//! that is kept.

use super::App;
use crate::loaded::Loaded;
use crate::{Error, Job, Result, marked, source, view};
use shuiheng_audit::{Doubt, Library, Profile};
use shuiheng_import::mark;
use shuiheng_import::recognise::Hints;
use shuiheng_import::workbook::{Format, Workbook};
use shuiheng_store::{FileHash, RecordId};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file with what is known of it.
struct Known {
    bytes: Vec<u8>,
    name: String,
    workbook: Option<Arc<Workbook>>,
    doubts: Option<Vec<Doubt>>,
    /// Where it is kept.
    kept: PathBuf,
    hints: Hints,
    profile: Profile,
}

impl App {
    /// Writes a copy of a file with each problem marked at its cell and a sheet that lists
    /// them. `file` is the token of a preview or the SHA-256 of a kept file.
    ///
    /// # Errors
    /// There is no such file, the work was stopped, or the copy cannot be written; an older
    /// file stays whole then.
    pub fn marked_copy(
        &self,
        id: &str,
        file: &str,
        out: &Path,
        job: &Job,
    ) -> Result<view::MarkedFile> {
        let known = self.known(Self::id(id)?, file)?;
        let mut read = match known.workbook {
            Some(workbook) => workbook,
            None => Arc::new(source::open(&known.kept, &self.reader, job)?),
        };
        if read.name != known.name {
            read = Arc::new(renamed(&read, &known.name));
        }
        let doubts = match known.doubts {
            Some(doubts) => doubts,
            None => {
                let case = marked::given(&read, &known.hints).case(known.profile);
                marked::problems(case, &self.shipped)
            }
        };
        marked::written(marked::made(&known.bytes, &read, &doubts, job)?, out)
    }

    /// The name that a copy of a file should have, as for [`App::marked_copy`].
    ///
    /// # Errors
    /// There is no such file.
    pub fn marked_name(&self, id: &str, file: &str) -> Result<String> {
        let known = self.known(Self::id(id)?, file)?;
        let limits = shuiheng_import::Limits::default();
        Ok(marked::name(&known.name, mark::ending(&known.bytes, &limits)))
    }

    fn known(&self, id: RecordId, file: &str) -> Result<Known> {
        let inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, id)?;
        let profile = loaded.case().profile;
        let hints = Hints { operating_days: loaded.body.period.operating_days, ..Hints::default() };
        if let Some(pending) = inner.pending.get(file).filter(|pending| pending.diagnosis == id) {
            let library = Library {
                tolerances: loaded.tolerances(&self.shipped.tolerances),
                ..self.shipped.clone()
            };
            let case = pending.given.clone().case(profile.clone());
            return Ok(Known {
                bytes: pending.bytes.clone(),
                name: pending.workbook.name.clone(),
                workbook: Some(Arc::clone(&pending.workbook)),
                doubts: Some(marked::problems(case, &library)),
                kept: PathBuf::new(),
                hints,
                profile,
            });
        }
        let source = loaded.files.iter().find(|(_, kept)| kept.sha256 == file);
        let (_, source) = source.ok_or_else(|| {
            Error::not_found(
                "找不到该文件，请重新选择。",
                "that file is not there; choose it again",
            )
        })?;
        let in_force = loaded.import.as_ref().filter(|(_, import)| import.file == file);
        // The bytes are checked against their hash before they go out again.
        let bytes = inner.store.file(&hash_of(&inner.store, file)?)?;
        Ok(Known {
            bytes,
            name: source.name.clone(),
            workbook: None,
            doubts: match in_force {
                Some(_) => {
                    Some(marked::for_enterprise(self.diagnosed(&inner.store, &loaded)?.0.doubts))
                }
                None => None,
            },
            kept: self.folder.join("files").join(file),
            hints,
            profile,
        })
    }
}

/// A kept file by its hash.
pub(super) fn hash_of(store: &shuiheng_store::Store, sha256: &str) -> Result<FileHash> {
    let kept = store.files()?.into_iter().find(|kept| kept.hash.as_str() == sha256);
    kept.map(|kept| kept.hash).ok_or_else(|| {
        Error::not_found("工作区中找不到该来源文件。", "the source file is not in the workspace")
    })
}

/// A kept file lies under its hash; it, and the one sheet of separated text, are called by
/// the name that the file came with.
pub(super) fn renamed(workbook: &Workbook, name: &str) -> Workbook {
    let mut workbook = workbook.clone();
    name.clone_into(&mut workbook.name);
    if let (Format::Csv, [sheet]) = (workbook.format, workbook.sheets.as_mut_slice()) {
        let stem = Path::new(name).file_stem().unwrap_or_default();
        sheet.name = stem.to_string_lossy().into_owned();
    }
    workbook
}
