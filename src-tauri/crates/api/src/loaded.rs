//! A diagnosis as it is kept: its records, read together and written in one change.

use crate::record::{
    AnswerBody, DiagnosisBody, EnterpriseBody, EquipmentBody, FindingBody, ImportBody, MeasureBody,
    MeterBody, PhotoBody, ProductBody, QualitySampleBody, ReadingBody, SourceFileBody, StreamBody,
    UnitBody, UsePeriodBody,
};
use crate::{Error, Result};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use shuiheng_audit::{
    Adjustment, AuditorWork, Case, CellRef, DailyVolume, Doubt, GivenMeasure, Ledgers, Library,
    OwnFinding, Place, Product, Site, Stream, Text, Tolerances, Unit, UnitId,
};
use shuiheng_drawing::BlockLayout;
use shuiheng_store::{
    ChangeId, Difference, Draft, Kind, Record, RecordId, Scope, Store, StoreError,
};
use std::collections::{BTreeMap, BTreeSet};

impl From<StoreError> for Error {
    fn from(cause: StoreError) -> Self {
        Self::new(crate::Code::Conflict, cause.text(), cause.fix())
    }
}

/// A record and its body.
pub(crate) type Kept<T> = (RecordId, T);

/// All records of a diagnosis.
pub(crate) struct Loaded {
    /// Who works on it now; none where nobody was chosen.
    pub(crate) by: Option<String>,
    pub(crate) id: RecordId,
    pub(crate) body: DiagnosisBody,
    pub(crate) enterprise: Kept<EnterpriseBody>,
    pub(crate) units: Vec<Kept<UnitBody>>,
    pub(crate) streams: Vec<Kept<StreamBody>>,
    pub(crate) products: Vec<Kept<ProductBody>>,
    pub(crate) meters: Vec<Kept<MeterBody>>,
    pub(crate) files: Vec<Kept<SourceFileBody>>,
    pub(crate) import: Option<Kept<ImportBody>>,
    pub(crate) uses: Vec<Kept<UsePeriodBody>>,
    pub(crate) readings: Vec<Kept<ReadingBody>>,
    pub(crate) equipment: Vec<Kept<EquipmentBody>>,
    pub(crate) quality: Vec<Kept<QualitySampleBody>>,
    pub(crate) answers: Vec<Kept<AnswerBody>>,
    pub(crate) findings: Vec<Kept<FindingBody>>,
    pub(crate) measures: Vec<Kept<MeasureBody>>,
    pub(crate) photos: Vec<Kept<PhotoBody>>,
}

/// Where the records of one diagnosis are read: the workspace, or what was kept of it when a
/// report was issued.
pub(crate) trait Held {
    /// The records of a kind, in the order in which their ids were made.
    fn list<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<Kept<T>>>;
}

/// A diagnosis in the workspace.
struct InStore<'a>(&'a Store, Scope);

impl Held for InStore<'_> {
    fn list<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<Kept<T>>> {
        let records = self.0.list::<T>(kind, self.1)?;
        Ok(records.into_iter().map(|record| (record.id, record.body)).collect())
    }
}

impl Loaded {
    /// Reads a diagnosis from the workspace.
    pub(crate) fn load(store: &Store, id: RecordId) -> Result<Self> {
        Self::of(&InStore(store, Scope::Diagnosis(id)))
    }

    /// Reads a diagnosis.
    pub(crate) fn of(held: &impl Held) -> Result<Self> {
        let Some((id, body)) = held.list::<DiagnosisBody>(Kind::Diagnosis)?.into_iter().next()
        else {
            return Err(Error::not_found(
                "找不到该诊断，可能已被删除。",
                "there is no such diagnosis",
            ));
        };
        let enterprise = held.list(Kind::Enterprise)?.into_iter().next();
        let enterprise = enterprise
            .ok_or_else(|| Error::internal("loading", "the diagnosis has no enterprise"))?;
        let mut units: Vec<Kept<UnitBody>> = held.list(Kind::Unit)?;
        units.sort_by_key(|(id, body)| (body.order, *id));
        let mut products: Vec<Kept<ProductBody>> = held.list(Kind::Product)?;
        products.sort_by_key(|(id, body)| (body.order, *id));
        let mut meters: Vec<Kept<MeterBody>> = held.list(Kind::Meter)?;
        meters.sort_by_key(|(id, body)| (body.order, *id));
        let mut files: Vec<Kept<SourceFileBody>> = held.list(Kind::SourceFile)?;
        files.sort_by(|one, two| (&one.1.imported, one.0).cmp(&(&two.1.imported, two.0)));
        let mut equipment: Vec<Kept<EquipmentBody>> = held.list(Kind::Equipment)?;
        equipment.sort_by_key(|(id, body)| (body.order, *id));
        let mut quality: Vec<Kept<QualitySampleBody>> = held.list(Kind::QualitySample)?;
        quality.sort_by_key(|(id, body)| (body.order, *id));
        let mut measures: Vec<Kept<MeasureBody>> = held.list(Kind::Measure)?;
        measures.sort_by_key(|(id, body)| (body.order, *id));
        let mut photos: Vec<Kept<PhotoBody>> = held.list(Kind::Photo)?;
        photos.sort_by_key(|(id, body)| (body.order, *id));
        Ok(Self {
            by: None,
            id,
            body,
            enterprise,
            units,
            streams: held.list(Kind::Stream)?,
            products,
            meters,
            files,
            import: held.list(Kind::Import)?.into_iter().next(),
            uses: held.list(Kind::UsePeriod)?,
            readings: held.list(Kind::Reading)?,
            equipment,
            quality,
            answers: held.list(Kind::Answer)?,
            findings: held.list(Kind::Finding)?,
            measures,
            photos,
        })
    }

    /// The same after a change. Where only figures changed, only those are read again: a plant
    /// has thousands, and they change with every key.
    pub(crate) fn after(mut self, store: &Store, change: Option<&ChangeId>) -> Result<Self> {
        let Some(change) = change else { return Ok(self) };
        for Difference { record, kind, after, .. } in store.differences(change)? {
            let body = after.map(serde_json::from_value::<StreamBody>).transpose();
            let (Kind::Stream, Ok(body)) = (kind, body) else { return Self::load(store, self.id) };
            let place = self.streams.binary_search_by_key(&record, |(id, _)| *id);
            match (place, body) {
                (Ok(at), Some(body)) => self.streams[at].1 = body,
                (Err(at), Some(body)) => self.streams.insert(at, (record, body)),
                (Ok(at), None) => drop(self.streams.remove(at)),
                (Err(_), None) => {}
            }
        }
        Ok(self)
    }

    pub(crate) const fn scope(&self) -> Scope {
        Scope::Diagnosis(self.id)
    }

    /// The site with its raw figures.
    pub(crate) fn site(&self) -> Site {
        Site {
            units: self.units.iter().map(|(_, body)| body.unit.clone()).collect(),
            streams: self.streams.iter().map(|(_, body)| body.stream.clone()).collect(),
        }
    }

    /// Accepted flows that stand in the place of raw figures.
    fn adjustments(&self) -> Vec<Adjustment> {
        let accepted = self.streams.iter().enumerate().filter(|_| self.body.use_reconciled);
        let adjustment = |(at, (_, body)): (usize, &Kept<StreamBody>)| {
            let accepted = body.accepted?;
            let raw = body.stream.figure.as_ref().map(|figure| figure.value);
            // What was accepted as it was given stays what was given.
            if raw.is_some_and(|raw| raw.approx_eq(DailyVolume::m3_per_day(accepted.value))) {
                return None;
            }
            Some(Adjustment {
                stream: at,
                raw: body.stream.figure.clone(),
                value: DailyVolume::m3_per_day(accepted.value),
                uncertainty: DailyVolume::m3_per_day(accepted.uncertainty),
            })
        };
        accepted.filter_map(adjustment).collect()
    }

    /// What was given, as the core wants it, with the accepted flows where they are in force.
    pub(crate) fn case(&self) -> Case {
        let adjustments = self.adjustments();
        let mut site = self.site();
        for adjustment in &adjustments {
            site.streams[adjustment.stream].figure = Some(adjustment.figure());
        }
        let products = self.products.iter().map(|(_, body)| body.product.clone()).collect();
        let import = self.import.as_ref().map(|(_, body)| body.clone()).unwrap_or_default();
        Case {
            profile: self.body.clone().profile(self.enterprise.1.clone(), products),
            site,
            stated: import.stated,
            meters: self.meters.iter().map(|(_, body)| body.meter.clone()).collect(),
            ledgers: self.ledgers(),
            adjustments,
            review: self.review(),
            doubts: import.doubts.into_iter().chain(self.file_doubts()).collect(),
        }
    }

    /// The tables beside the balance.
    pub(crate) fn ledgers(&self) -> Ledgers {
        Ledgers {
            uses: self.uses.iter().map(|(_, body)| body.period.clone()).collect(),
            readings: self.readings.iter().map(|(_, body)| body.reading.clone()).collect(),
            equipment: self.equipment.iter().map(|(_, body)| body.equipment.clone()).collect(),
            quality: self.quality.iter().map(|(_, body)| body.sample.clone()).collect(),
        }
    }

    /// The identities of the readings, in the order of [`Loaded::ledgers`].
    pub(crate) fn reading_ids(&self) -> Vec<String> {
        self.readings.iter().map(|(id, _)| id.to_string()).collect()
    }

    /// What auditors made of the diagnosis.
    pub(crate) fn review(&self) -> AuditorWork {
        let mut work = AuditorWork {
            answers: self.answers.iter().map(|(_, body)| body.answer.clone()).collect(),
            measures: self
                .measures
                .iter()
                .map(|(id, body)| GivenMeasure { id: id.to_string(), ..body.measure.clone() })
                .collect(),
            ..AuditorWork::default()
        };
        for (id, body) in &self.findings {
            match body {
                FindingBody::Decision(decision) => work.decisions.push(decision.clone()),
                FindingBody::Own(own) => {
                    work.own.push(OwnFinding { id: id.to_string(), ..own.clone() });
                }
            }
        }
        work
    }

    /// Doubts of files without a balance, as long as something of them is in force.
    fn file_doubts(&self) -> impl Iterator<Item = Doubt> {
        let in_force: BTreeSet<String> =
            ledger_cells(&self.ledgers()).map(|place| place.file.to_string()).collect();
        let files = self.files.iter().filter(move |(_, file)| in_force.contains(&file.sha256));
        files.flat_map(|(_, file)| file.doubts.clone())
    }

    /// Tolerances of this diagnosis.
    pub(crate) fn tolerances(&self, shipped: &Tolerances) -> Tolerances {
        self.body.tolerances.as_ref().map_or_else(|| shipped.clone(), |own| own.over(shipped))
    }

    /// A digest of everything that a report of this diagnosis would rest on: `case` is that
    /// of this diagnosis, with the confirmations of what judges.
    pub(crate) fn digest(&self, case: &Case, library: &Library) -> Result<String> {
        let broken = |cause| Error::internal("digest", cause);
        let chosen: Vec<_> = case
            .profile
            .products
            .iter()
            .filter_map(|product| library.quota_for(product, &case.profile.period))
            .collect();
        let parts =
            (&case.profile, &case.site, &case.stated, &case.meters, &self.body.tolerances, chosen);
        let mut bytes = serde_json::to_vec(&parts).map_err(broken)?;
        if !case.ledgers.is_empty() {
            bytes.extend(serde_json::to_vec(&case.ledgers).map_err(broken)?);
        }
        if !case.meters.is_empty() {
            bytes.extend(serde_json::to_vec(&library.metering.requirements).map_err(broken)?);
        }
        if !case.review.is_empty() {
            bytes.extend(serde_json::to_vec(&case.review).map_err(broken)?);
        }
        if self.body.diagram != BlockLayout::default() {
            bytes.extend(serde_json::to_vec(&self.body.diagram).map_err(broken)?);
        }
        if !self.body.content.is_empty() {
            bytes.extend(serde_json::to_vec(&self.body.content).map_err(broken)?);
        }
        if !self.photos.is_empty() {
            let photos: Vec<_> = self.photos.iter().map(|(_, body)| body).collect();
            bytes.extend(serde_json::to_vec(&photos).map_err(broken)?);
        }
        Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The way from the top to each unit, by names: what a unit is known by when a
    /// corrected file comes back.
    pub(crate) fn paths(units: &[Unit]) -> BTreeMap<&UnitId, String> {
        let by_id: BTreeMap<&UnitId, &Unit> = units.iter().map(|unit| (&unit.id, unit)).collect();
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let path = |unit: &Unit| {
            let mut names = vec![unit.name.as_str()];
            let mut above = unit.parent.as_ref();
            while let Some(parent) = above.and_then(|id| by_id.get(id)).filter(|_| names.len() < 32)
            {
                names.push(&parent.name);
                above = parent.parent.as_ref();
            }
            names.reverse();
            names.join(" › ")
        };
        let mut number = |path: String| {
            let count = seen.entry(path.clone()).or_default();
            *count += 1;
            if *count > 1 { format!("{path} #{count}") } else { path }
        };
        units.iter().map(|unit| (&unit.id, number(path(unit)))).collect()
    }
}

/// The cells behind the tables beside a balance.
pub(crate) fn ledger_cells(ledgers: &Ledgers) -> impl Iterator<Item = &CellRef> {
    let uses = ledgers.uses.iter().flat_map(|period| period.cells());
    uses.chain(ledgers.readings.iter().map(|reading| &reading.place))
        .chain(ledgers.equipment.iter().filter_map(|equipment| equipment.place.as_ref()))
        .chain(ledgers.quality.iter().map(|sample| &sample.place))
}

/// Which record a stream is: its ends.
pub(crate) fn ends(stream: &Stream) -> (Place, Place) {
    (stream.from.clone(), stream.to.clone())
}

/// Puts a record into a change.
pub(crate) fn put<T: shuiheng_store::Body>(
    draft: &mut Draft<'_>,
    id: RecordId,
    kind: Kind,
    scope: Scope,
    body: T,
) -> Result<()> {
    Ok(draft.put(&Record { id, kind, scope, body })?)
}

/// A product list without the one that two files name twice.
pub(crate) fn product_body(order: usize, product: Product) -> ProductBody {
    ProductBody { order: order as u32, product }
}

/// The label of a change.
pub(crate) fn label(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(zh, en)
}
