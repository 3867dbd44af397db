//! The first page: the diagnoses of the workspace and how far the program is.

use super::{App, local, sign_off};
use crate::loaded::Loaded;
use crate::record::{DiagnosisBody, ReportBody};
use crate::{Result, present, view};
use shuiheng_audit::Closure;
use shuiheng_store::{Change, Kind, RecordId, Scope, Store};

impl App {
    /// The first page.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn start(&self) -> Result<view::Start> {
        let mut inner = self.lock()?;
        let super::Inner { store, rows, .. } = &mut *inner;
        // What judges and who confirmed it are of the workspace.
        let shelf = store.changes(Scope::Workspace, 1)?.into_iter().next();
        let shelf = shelf.map(|change| change.id.as_str().to_owned()).unwrap_or_default();
        let reports = store.list_all::<ReportBody>(Kind::Report)?;
        let mut diagnoses = Vec::new();
        for record in store.list_all::<DiagnosisBody>(Kind::Diagnosis)? {
            let changed = store.changes(record.scope, 1)?.into_iter().next();
            let state =
                changed.as_ref().map(|change| change.id.as_str().to_owned()).unwrap_or_default();
            let state = format!("{state} {shelf} {}", reports.len());
            let fresh = rows
                .get(&record.id)
                .filter(|(known, _)| *known == state)
                .map(|(_, row)| row.clone());
            let row = match fresh {
                Some(row) => row,
                None => self.row(
                    store,
                    record.id,
                    changed.as_ref(),
                    &reports.iter().map(|report| &report.body).collect::<Vec<_>>(),
                )?,
            };
            rows.insert(record.id, (state, row.clone()));
            diagnoses.push(row);
        }
        diagnoses.sort_by(|one, two| {
            two.changed.cmp(&one.changed).then_with(|| one.name.cmp(&two.name))
        });
        Ok(view::Start {
            districts: districts(&diagnoses)?,
            diagnoses,
            workspace: self.folder.display().to_string(),
            version: env!("CARGO_PKG_VERSION").into(),
        })
    }

    fn row(
        &self,
        store: &Store,
        id: RecordId,
        changed: Option<&Change>,
        reports: &[&ReportBody],
    ) -> Result<view::DiagnosisRow> {
        let loaded = Loaded::load(store, id)?;
        let (diagnosis, library) = self.diagnosed(store, &loaded)?;
        let profile = &diagnosis.case.profile;
        let open =
            diagnosis.balance.units.iter().filter(|unit| unit.difference.closure == Closure::Open);
        let digest = loaded.digest(&diagnosis.case, &library)?;
        let site = present::site(&diagnosis);
        Ok(view::DiagnosisRow {
            id: id.to_string(),
            name: profile.name.clone(),
            credit_code: profile.credit_code.clone(),
            industry: profile.industry.clone(),
            district: profile.district.clone(),
            changed: changed.map(|change| local(change.time)).unwrap_or_default(),
            units: diagnosis.balance.units.len() as u32,
            open_units: open.count() as u32,
            intake: site
                .sums
                .get("withdrawal_total")
                .copied()
                .flatten()
                .filter(|_| !diagnosis.balance.units.is_empty()),
            reuse_rate_pct: site.reuse_rate_pct,
            reuse_rate_without_cooling_pct: site.reuse_rate_without_cooling_pct,
            verdicts: diagnosis
                .comparisons
                .iter()
                .map(|comparison| comparison.verdict.code().to_owned())
                .collect(),
            reported: reports.iter().any(|report| report.state == digest),
            signed: match sign_off::last(store, &loaded, &diagnosis, &library)? {
                None => "none",
                Some(signed) if signed.stands => "stands",
                Some(_) => "lapsed",
            }
            .into(),
        })
    }
}

fn districts(rows: &[view::DiagnosisRow]) -> Result<Vec<view::District>> {
    let count = |name: &str, wanted: fn(&view::DiagnosisRow) -> bool| {
        rows.iter().filter(|row| row.district == name && wanted(row)).count() as u32
    };
    let district = |(name, planned): (String, u32)| view::District {
        begun: count(&name, |_| true),
        reported: count(&name, |row| row.reported),
        name,
        planned,
    };
    Ok(crate::library::districts()?.into_iter().map(district).collect())
}
