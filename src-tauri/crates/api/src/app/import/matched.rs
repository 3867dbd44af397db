//! What a file gives, each thing with the record of the diagnosis that it is or becomes.

use crate::app::ledger::{Incoming, LedgerRecords};
use crate::loaded::{Loaded, ends, product_body};
use crate::record::{DiagnosisBody, EnterpriseBody, ImportBody, MeterBody, StreamBody, UnitBody};
use crate::source::Given;
use crate::told;
use chrono::{DateTime, Utc};
use shuiheng_audit::{Doubt, Meter, Place, Product, Site, Stream, Unit, UnitId};
use shuiheng_store::{Kind, RecordId, Store};
use std::collections::{BTreeMap, BTreeSet};

/// What a file gives, each thing with the record that it is or becomes.
pub(super) struct Matched {
    pub(super) units: Vec<(RecordId, UnitBody)>,
    pub(super) streams: Vec<(RecordId, StreamBody)>,
    pub(super) products: Vec<(RecordId, Product)>,
    pub(super) meters: Vec<(RecordId, MeterBody)>,
    pub(super) ledgers: LedgerRecords,
    /// Doubts of a file without a balance.
    pub(super) file_doubts: Vec<Doubt>,
    pub(super) gone: Vec<(RecordId, Kind)>,
    pub(super) import: Option<ImportBody>,
    pub(super) body: DiagnosisBody,
    pub(super) enterprise: EnterpriseBody,
}

impl Matched {
    pub(super) fn new(store: &Store, loaded: &Loaded, given: Given, time: DateTime<Utc>) -> Self {
        let mut body = loaded.body.clone();
        body.period.from = body.period.from.or(given.period.from);
        body.period.to = body.period.to.or(given.period.to);
        if body.period.operating_days.is_none() {
            body.period.operating_days = given.period.operating_days;
            body.period.days_place.clone_from(&given.period.days_place);
        }
        let mut enterprise = loaded.enterprise.1.clone();
        if enterprise.name.is_empty() {
            enterprise.name = given.enterprise.map(|(name, _)| name).unwrap_or_default();
        }
        let mut profile = body.clone().profile(enterprise.clone(), Vec::new());
        let mut doubts = given.doubts;
        doubts.extend(told::contradictions(&profile, &given.profile));
        told::fill(&mut profile, &given.profile);
        let (body, enterprise) = (body.with(&profile), EnterpriseBody::of(&profile));
        let name = given.sources.first().map(|source| source.name.clone()).unwrap_or_default();
        let incoming = Incoming { file: &name, ledgers: given.ledgers };
        let mut matched = Self {
            units: Vec::new(),
            streams: Vec::new(),
            products: Vec::new(),
            meters: Vec::new(),
            ledgers: LedgerRecords::match_up(store, loaded, incoming, time),
            file_doubts: Vec::new(),
            gone: Vec::new(),
            import: None,
            body,
            enterprise,
        };
        matched.products(store, loaded, given.products, time);
        if !given.meters.is_empty() {
            matched.meters(store, loaded, given.meters, time);
        }
        if !given.site.units.is_empty() {
            matched.site(store, loaded, given.site, time);
            matched.import = Some(ImportBody { file: String::new(), stated: given.stated, doubts });
        } else {
            matched.file_doubts = doubts;
        }
        matched
    }

    /// The diagnosis as it would stand with this written.
    pub(super) fn onto(self, loaded: &Loaded) -> Loaded {
        let products = self.products.into_iter().enumerate();
        let products =
            products.map(|(order, (id, product))| (id, product_body(order, product))).collect();
        let takes_site = self.import.is_some();
        let import_id = loaded.import.as_ref().map_or(loaded.id, |(id, _)| *id);
        Loaded {
            by: loaded.by.clone(),
            id: loaded.id,
            body: self.body,
            enterprise: (loaded.enterprise.0, self.enterprise),
            units: if takes_site { self.units } else { loaded.units.clone() },
            streams: if takes_site { self.streams } else { loaded.streams.clone() },
            products,
            meters: if self.meters.is_empty() { loaded.meters.clone() } else { self.meters },
            files: loaded.files.clone(),
            uses: loaded.uses.clone(),
            readings: loaded.readings.clone(),
            equipment: loaded.equipment.clone(),
            quality: loaded.quality.clone(),
            answers: loaded.answers.clone(),
            findings: loaded.findings.clone(),
            measures: loaded.measures.clone(),
            photos: loaded.photos.clone(),
            import: match self.import {
                Some(import) => Some((import_id, import)),
                None => loaded.import.clone(),
            },
        }
    }

    fn site(&mut self, store: &Store, loaded: &Loaded, site: Site, time: DateTime<Utc>) {
        let old_units: Vec<Unit> = loaded.units.iter().map(|(_, body)| body.unit.clone()).collect();
        let old_paths = Loaded::paths(&old_units);
        let by_path: BTreeMap<&str, RecordId> = loaded
            .units
            .iter()
            .map(|(id, body)| (old_paths[&body.unit.id].as_str(), *id))
            .collect();
        let paths = Loaded::paths(&site.units);
        let records: BTreeMap<UnitId, RecordId> = site
            .units
            .iter()
            .map(|unit| {
                (
                    unit.id.clone(),
                    by_path
                        .get(paths[&unit.id].as_str())
                        .copied()
                        .unwrap_or_else(|| store.new_id(time)),
                )
            })
            .collect();
        let renamed = |id: &UnitId| {
            records.get(id).map_or_else(|| id.clone(), |record| UnitId(record.to_string().into()))
        };
        for (order, unit) in site.units.iter().enumerate() {
            let record = records[&unit.id];
            let before =
                loaded.units.iter().find(|(id, _)| *id == record).map(|(_, body)| &body.unit);
            let unit = Unit {
                id: renamed(&unit.id),
                parent: unit.parent.as_ref().map(renamed),
                // What a person told of the unit stays where the file does not say it.
                category: unit.category.or(before.and_then(|unit| unit.category)),
                system: unit.system.or(before.and_then(|unit| unit.system)),
                facts: before.map(|unit| unit.facts.clone()).unwrap_or_default(),
                ..unit.clone()
            };
            self.units.push((record, UnitBody { order: order as u32, unit }));
        }
        let place = |place: Place| match place {
            Place::Unit(id) => Place::Unit(renamed(&id)),
            other => other,
        };
        let mut old: BTreeMap<(Place, Place), Vec<RecordId>> = BTreeMap::new();
        for (id, body) in loaded.streams.iter().rev() {
            old.entry(ends(&body.stream)).or_default().push(*id);
        }
        for stream in site.streams {
            let stream =
                Stream { from: place(stream.from), to: place(stream.to), figure: stream.figure };
            let record = old
                .get_mut(&ends(&stream))
                .and_then(Vec::pop)
                .unwrap_or_else(|| store.new_id(time));
            self.streams.push((record, StreamBody::of(stream)));
        }
        let kept: BTreeSet<RecordId> = self
            .units
            .iter()
            .map(|(id, _)| *id)
            .chain(self.streams.iter().map(|(id, _)| *id))
            .collect();
        let units = loaded.units.iter().map(|(id, _)| (*id, Kind::Unit));
        let streams = loaded.streams.iter().map(|(id, _)| (*id, Kind::Stream));
        self.gone.extend(units.chain(streams).filter(|(id, _)| !kept.contains(id)));
    }

    /// Products by name: the file gives the output, the person's quota and share stay.
    fn products(
        &mut self,
        store: &Store,
        loaded: &Loaded,
        found: Vec<Product>,
        time: DateTime<Utc>,
    ) {
        self.products =
            loaded.products.iter().map(|(id, body)| (*id, body.product.clone())).collect();
        for product in found {
            match self.products.iter_mut().find(|(_, known)| known.name == product.name) {
                Some((_, known)) => {
                    told::choose(known, &product);
                    known.output = product.output.or(known.output);
                    known.unit =
                        if product.unit.is_empty() { known.unit.clone() } else { product.unit };
                    known.place = product.place.or_else(|| known.place.clone());
                }
                None => self.products.push((store.new_id(time), product)),
            }
        }
    }

    fn meters(&mut self, store: &Store, loaded: &Loaded, found: Vec<Meter>, time: DateTime<Utc>) {
        let mut old: BTreeMap<&str, Vec<RecordId>> = BTreeMap::new();
        for (id, body) in loaded.meters.iter().rev() {
            old.entry(&body.meter.number).or_default().push(*id);
        }
        for (order, meter) in found.into_iter().enumerate() {
            let record = old
                .get_mut(meter.number.as_str())
                .and_then(Vec::pop)
                .unwrap_or_else(|| store.new_id(time));
            self.meters.push((record, MeterBody { order: order as u32, meter }));
        }
        let kept: BTreeSet<RecordId> = self.meters.iter().map(|(id, _)| *id).collect();
        self.gone.extend(
            loaded
                .meters
                .iter()
                .map(|(id, _)| (*id, Kind::Meter))
                .filter(|(id, _)| !kept.contains(id)),
        );
    }
}
