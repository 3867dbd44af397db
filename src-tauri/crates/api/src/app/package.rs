//! Packages: whole diagnoses from one laptop to another. Backups, and checks.

use super::{App, SOMEBODY, intent_of, local, now};
use crate::history::{Labels, kind_name, worded};
use crate::loaded::{Loaded, label};
use crate::record::ReportBody;
use crate::{Error, Job, Result, view};
use serde_json::Value;
use shuiheng_audit::{Lang, Text};
use shuiheng_store::{
    Conflict, Decisions, FileHash, Kind, MergedDiagnosis, Package, Packing, Presence, RecordId,
    Side, Store,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A package that was read and not yet merged.
pub(in crate::app) struct PendingPackage {
    token: String,
    name: String,
    package: Package,
}

impl App {
    /// Writes a package with diagnoses: their records with the history, kept files, reports
    /// that were issued. All of the workspace where none is named.
    ///
    /// # Errors
    /// There is no such diagnosis, the file is there already, or it cannot be written.
    pub fn export_package(
        &self,
        ids: Option<&[String]>,
        path: &Path,
        job: &Job,
    ) -> Result<view::PackageFile> {
        job.step(job.lang().pick("导出诊断包", "writing the package"), None)?;
        let inner = self.lock()?;
        let store = &inner.store;
        let ids: Vec<RecordId> = match ids {
            Some(ids) => ids.iter().map(|id| Self::id(id)).collect::<Result<_>>()?,
            None => {
                let all = store.list_all::<Value>(Kind::Diagnosis)?;
                all.into_iter().map(|record| record.id).collect()
            }
        };
        if ids.is_empty() {
            return Err(Error::refused(
                Text::new("没有可导出的诊断。", "there is no diagnosis to export"),
                Text::new("选择至少一项诊断。", "choose at least one diagnosis"),
            ));
        }
        let mut packing =
            Packing { version: env!("CARGO_PKG_VERSION").into(), ..Packing::default() };
        for id in ids {
            packing.diagnoses.push((id, Loaded::load(store, id)?.enterprise.1.name));
        }
        packing.diagnoses.sort();
        packing.diagnoses.dedup();
        for record in store.list_all::<ReportBody>(Kind::Report)? {
            let Some(issued) = &record.body.issued else { continue };
            if packing.diagnoses.iter().any(|(id, _)| id.to_string() == issued.diagnosis) {
                packing.along.push(record.id);
                packing.files.push(FileHash::from_str(&record.body.pdf)?);
                packing.files.push(FileHash::from_str(&issued.data)?);
            }
        }
        let packed = store.write_package(path, &packing, now())?;
        Ok(view::PackageFile {
            path: path.display().to_string(),
            diagnoses: count(packing.diagnoses.len() as u64),
            files: count(packed.files),
            bytes: count(packed.bytes),
        })
    }

    /// Reads a package, examines all of it and says what merging it would do. Changes nothing.
    ///
    /// # Errors
    /// It is no package, of a newer program, or not as it was written.
    pub fn preview_package(&self, path: &Path) -> Result<view::PackagePreview> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let package = Package::read(path, now())?;
        let mut inner = self.lock()?;
        inner.tokens += 1;
        let pending = PendingPackage { token: format!("package-{}", inner.tokens), name, package };
        let shown = shown(&inner.store, &pending, self.lang())?;
        inner.package = Some(pending);
        Ok(shown)
    }

    /// Merges what was previewed. `decisions` says of each conflict whether `mine` or `theirs`
    /// holds; each known diagnosis gets one change that can be taken back.
    ///
    /// # Errors
    /// The preview is gone, a conflict is not decided, or a diagnosis could not be opened
    /// afterwards. Nothing is changed then.
    pub fn accept_package(
        &self,
        token: &str,
        decisions: &BTreeMap<String, String>,
    ) -> Result<view::PackageMerged> {
        let mut inner = self.lock()?;
        let Some(pending) = inner.package.take().filter(|pending| pending.token == token) else {
            return Err(Error::not_found("该诊断包的预览已失效。", "the preview is gone"));
        };
        let what = label(
            format!("合并诊断包“{}”", pending.name),
            format!("Merge the package {}", pending.name),
        );
        let intent = intent_of(what, SOMEBODY, "");
        let package = &pending.package;
        let merged = inner.store.merge(package, &decided(decisions)?, &intent, |store| {
            // Whatever could not be opened afterwards is not taken in.
            package.diagnoses.iter().try_for_each(|(id, _)| Loaded::load(store, *id).map(|_| ()))
        });
        let merged = match merged {
            Ok(merged) => merged,
            Err(error) => {
                inner.package = Some(pending);
                return Err(error);
            }
        };
        inner.rows.clear();
        inner.sums.clear();
        Ok(view::PackageMerged {
            added: count(merged.added),
            changed: count(merged.changed),
            files: count(merged.files),
            reports: count(merged.reports),
            remarks: doubled(&inner.store, self.lang())?,
        })
    }

    /// Copies the whole workspace into a new folder; into its own folder of backups, under the
    /// date and time, where none is named.
    ///
    /// # Errors
    /// The place is taken or cannot be written, or the workspace itself is not whole.
    pub fn backup(&self, to: Option<&Path>) -> Result<view::BackupFolder> {
        let inner = self.lock()?;
        let named = || inner.store.backup_folder().join(local(now()).replace([':', 'T'], "-"));
        let to: PathBuf = to.map_or_else(named, Path::to_owned);
        let done = inner.store.backup(&to)?;
        Ok(view::BackupFolder { path: to.display().to_string(), files: count(done.files) })
    }

    /// Restores a backup into a new or empty folder, after it was found to be whole.
    ///
    /// # Errors
    /// The folder holds something, or the backup is not whole. Nothing is changed then.
    pub fn restore(backup: &Path, to: &Path) -> Result<view::BackupFolder> {
        let done = Store::restore(backup, to, now())?;
        Ok(view::BackupFolder { path: to.display().to_string(), files: count(done.files) })
    }

    /// Looks at everything in the workspace: is it there, and is it what it was?
    ///
    /// # Errors
    /// The workspace cannot be read at all.
    pub fn check(&self) -> Result<view::WorkspaceCheck> {
        let checked = self.lock()?.store.check()?;
        let lang = self.lang();
        let problem = |problem: &shuiheng_store::Problem| view::WorkspaceProblem {
            message: problem.message.get(lang).to_owned(),
            fix: problem.fix.get(lang).to_owned(),
        };
        Ok(view::WorkspaceCheck {
            revisions: count(checked.revisions),
            files: count(checked.files),
            problems: checked.problems.iter().map(problem).collect(),
        })
    }

    /// Computes the current state anew from the history. It changes nothing unless the
    /// current state was damaged.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub fn rebuild(&self) -> Result<()> {
        let mut inner = self.lock()?;
        inner.rows.clear();
        inner.sums.clear();
        Ok(inner.store.rebuild()?)
    }
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn shown(store: &Store, pending: &PendingPackage, lang: Lang) -> Result<view::PackagePreview> {
    let plan = store.plan_merge(&pending.package)?;
    let teller = Teller { store, labels: Labels::shipped()?, lang };
    let diagnoses = plan.diagnoses.iter().map(|one| diagnosis(&teller, one));
    Ok(view::PackagePreview {
        token: pending.token.clone(),
        name: pending.name.clone(),
        written: local(pending.package.written),
        version: pending.package.version.clone(),
        diagnoses: diagnoses.collect::<Result<_>>()?,
        reports: count(plan.reports),
    })
}

/// Who tells what both changed.
struct Teller<'a> {
    store: &'a Store,
    labels: Labels,
    lang: Lang,
}

fn diagnosis(teller: &Teller<'_>, one: &MergedDiagnosis) -> Result<view::PackagedDiagnosis> {
    let conflicts = one.conflicts.iter().map(|conflict| shown_conflict(teller, conflict));
    Ok(view::PackagedDiagnosis {
        id: one.id.to_string(),
        name: one.name.clone(),
        presence: match one.presence {
            Presence::New => "new",
            Presence::Known => "known",
            Presence::Removed => "removed",
        }
        .into(),
        added: count(one.added),
        taken: count(one.taken),
        joined: count(one.joined),
        kept: count(one.kept),
        conflicts: conflicts.collect::<Result<_>>()?,
    })
}

fn shown_conflict(teller: &Teller<'_>, conflict: &Conflict) -> Result<view::PackageConflict> {
    let body = teller.store.get::<Value>(conflict.record)?.map(|record| record.body);
    let name = body.as_ref().or(conflict.theirs.as_ref()).and_then(name_in);
    let say = |value: &Option<Value>| {
        let value = value.as_ref();
        value.map(|value| {
            worded(&teller.labels, conflict.kind, (&conflict.field, value), teller.lang)
        })
    };
    let [base, mine, theirs] = [&conflict.base, &conflict.mine, &conflict.theirs]
        .map(|value| say(value).unwrap_or_default());
    Ok(view::PackageConflict {
        key: key(conflict.record, &conflict.field),
        kind: kind_name(conflict.kind, teller.lang),
        name: name.unwrap_or_default(),
        field_name: teller.labels.name(conflict.kind, &conflict.field, teller.lang),
        field: conflict.field.clone(),
        base,
        mine,
        theirs,
    })
}

/// What a record calls itself, wherever its body keeps it.
fn name_in(body: &Value) -> Option<String> {
    let named = |value: &Value| {
        ["name", "number", "title", "todo"]
            .iter()
            .find_map(|key| value.get(key)?.as_str())
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
    };
    named(body).or_else(|| body.as_object()?.values().find_map(named))
}

fn key(record: RecordId, field: &str) -> String {
    format!("{record}/{field}")
}

fn decided(decisions: &BTreeMap<String, String>) -> Result<Decisions> {
    let one = |(key, side): (&String, &String)| {
        let wrong = || Error::not_found("所选的冲突已不存在。", "there is no such conflict");
        let (record, field) = key.split_once('/').ok_or_else(wrong)?;
        let side = match side.as_str() {
            "mine" => Side::Mine,
            "theirs" => Side::Theirs,
            _ => return Err(wrong()),
        };
        Ok(((RecordId::from_str(record)?, field.to_owned()), side))
    };
    decisions.iter().map(one).collect()
}

/// Numbers of reports that are given twice: two laptops counted on by themselves.
fn doubled(store: &Store, lang: Lang) -> Result<Vec<String>> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for record in store.list_all::<ReportBody>(Kind::Report)? {
        if let Some(issued) = record.body.issued {
            *numbers.entry(issued.number).or_default() += 1;
        }
    }
    let twice = numbers.into_iter().filter(|(_, times)| *times > 1);
    Ok(twice
        .map(|(number, times)| {
            lang.pick(
                format!(
                    "报告编号 {number} 在两处各自出具过，现有 {times} 份，请重新编号出具其中一份。"
                ),
                format!(
                    "The number {number} was given to {times} reports on different computers: issue all but one under new numbers."
                ),
            )
        })
        .collect())
}
