//! Confirming rows against the text they come from, and taking a confirmation back.

use super::{Shelves, no_row, refuse, stamp};
use crate::app::{App, intent_of};
use crate::library::{Judged, Table};
use crate::loaded::{label, put};
use crate::present::Shelf;
use crate::record::{ConfirmationBody, Withdrawn};
use crate::{Error, Result, view};
use chrono::{Local, NaiveDate};
use shuiheng_audit::levels_in_order;
use shuiheng_store::{FileHash, Kind, Scope};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The largest photo or scan that is kept, bytes.
const MOST_BYTES: usize = 20 << 20;

/// What a photo or scan can be: how its bytes begin, and its ending.
const PICTURES: [(&[u8], &str); 6] = [
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF-", "pdf"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"BM", "bmp"),
];

/// A row that is to be confirmed: what it is now, and of which document.
struct Wanted {
    table: Table,
    id: String,
    fingerprint: String,
    document: String,
}

impl Shelves {
    /// What a row is now, in a hash; none where there is no such row.
    pub(super) fn fingerprint(&self, table: Table, id: &str) -> Option<String> {
        fn of<'r, R: Judged + 'r>(
            rows: impl IntoIterator<Item = &'r R>,
            id: &str,
        ) -> Option<String> {
            rows.into_iter().find(|row| row.row() == id).map(Judged::fingerprint)
        }
        let library = &self.library;
        match table {
            Table::Quotas => of(&library.quotas, id),
            Table::Limits => of(&library.limits, id),
            Table::Tolerances => of([&library.tolerances], id),
            Table::Coverage => of([&library.data_quality.coverage], id),
            Table::DataQuality => of(&library.data_quality.methods, id),
            Table::Checks => of(&library.checks.expectations, id),
            Table::Boundaries => of(&library.comparison.boundaries, id),
            Table::Requirements => of(&library.metering.requirements, id),
            Table::Rules => of(&library.rules.rules, id),
        }
    }

    /// A row that is to be confirmed; `rows` are all that there are.
    fn wanted(&self, key: &view::LibraryKey, rows: &[Shelf]) -> Result<Wanted> {
        let found = Table::from_code(&key.table)
            .and_then(|table| Some((table, self.fingerprint(table, &key.id)?)));
        let (table, fingerprint) = found.ok_or_else(|| no_row(&key.id))?;
        let quota = self.library.quota(&key.id).filter(|_| table == Table::Quotas);
        if let Some(quota) = quota {
            if quota.example {
                return Err(refuse(
                    format!("“{}”是示例数据，不能核实。", key.id),
                    format!("{} is an example and cannot be confirmed", key.id),
                    "录入标准文本中的数值后再核实。",
                ));
            }
            if !levels_in_order(quota) {
                return Err(refuse(
                    format!("“{}”各档数值次序有误，不能核实。", key.id),
                    format!("the levels of {} are out of order", key.id),
                    "对照标准文本改正后再核实。",
                ));
            }
        }
        let row = rows.iter().find(|shelf| shelf.row.table == key.table && shelf.row.id == key.id);
        let document = row.map(|shelf| shelf.row.document.clone()).unwrap_or_default();
        Ok(Wanted { table, id: key.id.clone(), fingerprint, document })
    }
}

impl App {
    /// Confirms rows of one document against its text. What is confirmed is the row as it is
    /// now: once it is changed, it is not confirmed any more. `scan` is a photo or scan of the
    /// page, which is kept.
    ///
    /// # Errors
    /// Nobody, no day or no document is named; the day is to come; the rows are of several
    /// documents, examples, or out of order; the scan is no picture or too large. Nothing is
    /// confirmed then.
    pub fn confirm_rows(
        &self,
        form: &view::LibraryConfirming,
        scan: Option<&Path>,
    ) -> Result<view::LibraryList> {
        let (by, document) = (form.by.trim(), form.document.trim());
        if by.is_empty() || document.is_empty() {
            return Err(refuse(
                "请填写核实人和所对照的文件。",
                "who confirmed, and against which document?",
                "写明标准号、版本，以及页码或条款。",
            ));
        }
        let on = day(&form.on)?;
        let mut inner = self.lock()?;
        let shelves = self.shelves(&inner.store)?;
        let all = shelves.rows(self.lang());
        let rows = form.rows.iter().map(|key| shelves.wanted(key, &all));
        let rows: Vec<Wanted> = rows.collect::<Result<_>>()?;
        let Some(first) = rows.first() else {
            return Err(refuse("没有选择要核实的行。", "no row was chosen", "选择一行或多行。"));
        };
        if let Some(other) = rows.iter().find(|row| row.document != first.document) {
            return Err(refuse(
                format!(
                    "所选各行不属于同一文件（“{}”与“{}”），未核实。",
                    first.document, other.document
                ),
                "the rows are of several documents",
                "按文件分批核实。",
            ));
        }
        let (sha256, name) = match scan {
            None => (None, String::new()),
            Some(path) => {
                let (bytes, name) = picture(path)?;
                (Some(inner.store.keep_file(&bytes, &name)?.to_string()), name)
            }
        };
        let what = match rows.as_slice() {
            [row] => label(format!("核实“{}”", row.id), format!("Confirm {}", row.id)),
            rows => label(
                format!("核实 {} 行（{document}）", rows.len()),
                format!("Confirm {} rows of {document}", rows.len()),
            ),
        };
        let what = intent_of(what, by, "");
        let records: Vec<_> = rows
            .into_iter()
            .map(|row| {
                let body = ConfirmationBody {
                    table: row.table.code().into(),
                    row: row.id,
                    fingerprint: row.fingerprint,
                    by: by.into(),
                    on,
                    document: document.into(),
                    clause: form.clause.trim().into(),
                    sha256: sha256.clone(),
                    name: name.clone(),
                    withdrawn: None,
                };
                (inner.store.new_id(what.now), body)
            })
            .collect();
        inner.store.transact(&what, |draft| {
            records.into_iter().try_for_each(|(id, body)| {
                put(draft, id, Kind::Confirmation, Scope::Workspace, body)
            })
        })?;
        self.listed(&inner.store, "")
    }

    /// Takes a confirmation back, with a reason. It stays in the row's history.
    ///
    /// # Errors
    /// There is none of that id, it is withdrawn already, or no reason is given.
    pub fn withdraw_confirmation(
        &self,
        confirmation: &str,
        by: &str,
        reason: &str,
    ) -> Result<view::LibraryList> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(refuse(
                "请写明撤销核实的理由。",
                "a reason is missing",
                "例如“与标准文本不符”。",
            ));
        }
        let mut inner = self.lock()?;
        let shelves = self.shelves(&inner.store)?;
        let found = App::id(confirmation).ok().and_then(|id| Some((id, shelves.held.one(id)?)));
        let Some((id, body)) = found.filter(|(_, body)| body.withdrawn.is_none()) else {
            return Err(Error::not_found(
                "找不到该核实记录，或已撤销。",
                "there is no such confirmation, or it was withdrawn",
            ));
        };
        let who = inner.who()?;
        let by = if by.trim().is_empty() { who.as_str() } else { by.trim() };
        let what = label(
            format!("撤销“{}”的核实", body.row),
            format!("Withdraw the confirmation of {}", body.row),
        );
        let withdrawn = Withdrawn { by: by.into(), on: stamp(), reason: reason.into() };
        let body = ConfirmationBody { withdrawn: Some(withdrawn), ..body.clone() };
        let what = intent_of(what, by, reason);
        inner
            .store
            .transact(&what, |draft| put(draft, id, Kind::Confirmation, Scope::Workspace, body))?;
        self.listed(&inner.store, "")
    }

    /// The photo or scan of a confirmation: a name with its ending, and its bytes.
    ///
    /// # Errors
    /// There is none, or it is damaged.
    pub fn confirmation_scan(&self, confirmation: &str) -> Result<(String, Vec<u8>)> {
        let inner = self.lock()?;
        let shelves = self.shelves(&inner.store)?;
        let body = App::id(confirmation).ok().and_then(|id| shelves.held.one(id));
        let kept = body.and_then(|body| Some((body.name.clone(), body.sha256.as_deref()?)));
        let (name, hash) = kept.ok_or_else(|| {
            Error::not_found("该核实记录没有附页面照片或扫描件。", "no scan is attached")
        })?;
        Ok((name, inner.store.file(&FileHash::from_str(hash)?)?))
    }

    /// Writes the photo or scan of a confirmation to a place from which it can be shown, and
    /// gives that place. The kept file stays as it is.
    ///
    /// # Errors
    /// There is none, it is damaged, or it cannot be written.
    pub fn write_scan(&self, confirmation: &str) -> Result<PathBuf> {
        let (name, bytes) = self.confirmation_scan(confirmation)?;
        let hash = FileHash::of(&bytes);
        let folder = std::env::temp_dir().join("shuiheng").join(&hash.as_str()[..16]);
        std::fs::create_dir_all(&folder).map_err(|cause| crate::unwritable(&folder, &cause))?;
        let path = folder.join(safe(&name));
        crate::write_whole(&path, &bytes)?;
        Ok(path)
    }
}

/// A name without what a path could be made of.
fn safe(name: &str) -> String {
    let kept = |c: &char| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c);
    let name: String = name.chars().filter(kept).collect();
    let name = name.trim_matches('.').trim();
    if name.is_empty() { "扫描件".to_owned() } else { name.to_owned() }
}

fn day(text: &str) -> Result<NaiveDate> {
    let wrong = || {
        refuse(
            format!("核实日期“{text}”有误。"),
            format!("{text} is no day"),
            "写成 年-月-日，不晚于今天。",
        )
    };
    let day = NaiveDate::from_str(text.trim()).map_err(|_| wrong())?;
    if day > Local::now().date_naive() { Err(wrong()) } else { Ok(day) }
}

/// The bytes of a photo or scan and its name.
fn picture(path: &Path) -> Result<(Vec<u8>, String)> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let size = std::fs::metadata(path).map(|told| told.len());
    let bytes = match size {
        Ok(size) if size <= MOST_BYTES as u64 => std::fs::read(path),
        Ok(_) => {
            return Err(refuse(
                format!("“{name}”超过 20 MB，未附上，也未核实。"),
                format!("{name} is larger than 20 MB"),
                "压缩或裁剪后重试。",
            ));
        }
        Err(cause) => Err(cause),
    };
    let bytes = bytes.map_err(|cause| crate::unreadable(path, &cause))?;
    let is_picture = PICTURES.iter().any(|(begins, _)| bytes.starts_with(begins))
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"));
    if !is_picture {
        return Err(refuse(
            format!("“{name}”不是照片或扫描件，未附上，也未核实。"),
            format!("{name} is no picture and no PDF"),
            "请选择 JPG、PNG、TIFF、BMP、WebP 或 PDF 文件。",
        ));
    }
    Ok((bytes, name))
}
