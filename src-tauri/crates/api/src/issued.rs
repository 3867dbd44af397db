//! What is kept of an issued report: everything that it was made from, so that it can be
//! made again byte for byte.

use crate::app::PhotoFiles;
use crate::loaded::{Held, Kept, Loaded};
use crate::record::{PhotoBody, ResponsibleBody};
use crate::report::{Edition, made};
use crate::{Error, Job, Result, app, present, report};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shuiheng_audit::{Diagnosis, Library, diagnose};
use shuiheng_report::{Change, Issue, Report, Since, Template};
use shuiheng_store::{FileHash, Kind, RecordId};

/// The name of the format of kept data.
const SCHEMA: &str = "shuiheng.issued/1";

/// Everything that a report was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Bundle {
    schema: String,
    pub(crate) number: String,
    pub(crate) date: NaiveDate,
    /// Version of the program.
    pub(crate) version: String,
    since: Option<SinceBody>,
    /// Who answers for it; empty in bundles from before there were people.
    #[serde(default, skip_serializing_if = "ResponsibleBody::is_empty")]
    responsible: ResponsibleBody,
    /// What the firm put on its reports; nothing in bundles of before.
    #[serde(default, skip_serializing_if = "Template::is_empty")]
    template: Template,
    library: Library,
    records: Vec<HeldRecord>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct HeldRecord {
    id: RecordId,
    kind: String,
    body: Value,
}

/// What changed since the report before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct SinceBody {
    pub(crate) number: String,
    pub(crate) date: NaiveDate,
    /// What, before, now.
    pub(crate) changes: Vec<(String, String, String)>,
}

/// What stands in a bundle beside the records.
pub(crate) struct Beside {
    /// What changed since the report before.
    pub(crate) since: Option<SinceBody>,
    /// Who prepared and who reviewed it.
    pub(crate) responsible: ResponsibleBody,
    /// What the firm put on its reports.
    pub(crate) template: Template,
}

impl Held for Bundle {
    fn list<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<Kept<T>>> {
        let of_kind = self.records.iter().filter(|record| record.kind == kind.name());
        let read = |record: &HeldRecord| {
            let body = T::deserialize(&record.body).map_err(|cause| damaged(&cause))?;
            Ok((record.id, body))
        };
        of_kind.map(read).collect()
    }
}

fn damaged(cause: &impl std::fmt::Display) -> Error {
    Error::internal("读取留存的报告数据", cause)
}

impl Bundle {
    /// All that a report of a diagnosis is made from as it stands. `library` is the one that
    /// it is judged by.
    pub(crate) fn new(
        (number, date): (&str, NaiveDate),
        beside: Beside,
        library: Library,
        records: impl IntoIterator<Item = (RecordId, Kind, Value)>,
    ) -> Self {
        let held = |(id, kind, body): (RecordId, Kind, Value)| HeldRecord {
            id,
            kind: kind.name().to_owned(),
            body,
        };
        Self {
            schema: SCHEMA.into(),
            number: number.to_owned(),
            date,
            version: env!("CARGO_PKG_VERSION").into(),
            since: beside.since,
            responsible: beside.responsible,
            template: beside.template,
            library,
            records: records.into_iter().map(held).collect(),
        }
    }

    /// The bytes that are kept.
    ///
    /// # Errors
    /// The program itself failed.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>> {
        // By way of a value, whose keys are sorted: equal data are equal bytes.
        let value = serde_json::to_value(self).map_err(|cause| damaged(&cause))?;
        serde_json::to_vec(&value).map_err(|cause| damaged(&cause))
    }

    /// Reads kept bytes.
    ///
    /// # Errors
    /// They are none, or of a newer program.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self> {
        let mut bundle: Self = serde_json::from_slice(bytes).map_err(|cause| damaged(&cause))?;
        // Rules are the program's own, of the version that is kept with the report.
        bundle.library.rules = crate::library::shipped()?.rules;
        if bundle.schema == SCHEMA { Ok(bundle) } else { Err(damaged(&bundle.schema)) }
    }

    /// The diagnosis as it was judged.
    ///
    /// # Errors
    /// The kept data cannot be read.
    pub(crate) fn diagnosis(&self) -> Result<(Loaded, Diagnosis)> {
        let loaded = Loaded::of(self)?;
        let diagnosis = diagnose(loaded.case(), &self.library);
        Ok((loaded, diagnosis))
    }

    /// The photos that stand in the report.
    ///
    /// # Errors
    /// The kept data cannot be read.
    pub(crate) fn photos(&self) -> Result<Vec<Kept<PhotoBody>>> {
        self.list(Kind::Photo)
    }

    /// Makes the report; `photos` are the pixels of its photos, which are kept beside it.
    ///
    /// # Errors
    /// The kept data cannot be read, or the work was stopped.
    pub(crate) fn report(&self, photos: &PhotoFiles, job: &Job) -> Result<Report> {
        let (loaded, diagnosis) = self.diagnosis()?;
        let sources: Vec<_> = loaded.files.iter().map(|(_, file)| file.source.clone()).collect();
        let change = |(what, before, now): &(String, String, String)| Change {
            what: what.clone(),
            before: before.clone(),
            now: now.clone(),
        };
        let since = self.since.as_ref().map(|since| Since {
            number: since.number.clone(),
            date: since.date,
            changes: since.changes.iter().map(change).collect(),
        });
        let data = FileHash::of(&self.bytes()?).as_str().to_owned();
        let quality = &self.library.data_quality;
        let document = report::data((&diagnosis, &sources), quality, &present::choices(&loaded))?;
        let edition = Edition {
            data: Some(document),
            photos: app::printed_photos(&loaded, &diagnosis, &self.library.rules, photos)?,
            template: self.template.clone(),
            content: loaded.body.content.clone(),
            date: self.date,
            relied: app::relied(&loaded, &diagnosis, &self.library),
            issue: Some(Issue { number: self.number.clone(), data, since }),
            version: self.version.clone(),
            layout: loaded.body.diagram,
            responsible: self.responsible.clone().into(),
        };
        made(&diagnosis, &sources, edition, job)
    }
}
