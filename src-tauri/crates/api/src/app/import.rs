//! Import into a diagnosis: look first, then take over; all or nothing.

use super::{App, Pending, author, local, now};
use crate::loaded::{Loaded, ends, label, product_body, put};
use crate::record::{EnterpriseBody, ImportBody, MeterBody, SourceFileBody, StreamBody, UnitBody};
use crate::source::{self, Given};
use crate::{Error, Job, Result, present, told, view};
use shuiheng_audit::{CellRef, Item, Place, Product, Site, Stream, Unit, UnitId, balance, fixed};
use shuiheng_import::recognise::Hints;
use shuiheng_store::{FileHash, Intent, Kind, RecordId, Store};
use std::collections::{BTreeMap, BTreeSet};
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
        let bytes = std::fs::read(path)
            .map_err(|cause| Error::internal("reading the file again", cause))?;
        if FileHash::of(&bytes).as_str() != given.sources[0].sha256 {
            return Err(Error::refused(
                shuiheng_audit::Text::new(
                    "文件在读取过程中被改动。",
                    "the file was changed while it was read",
                ),
                shuiheng_audit::Text::new(
                    "保存并关闭该文件后重新导入。",
                    "save and close it, then import it again",
                ),
            ));
        }
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

    /// Takes over what was previewed: the file, its units and streams, products and
    /// meters. Units that keep their name and place keep their identity.
    ///
    /// # Errors
    /// The preview is gone, or the workspace cannot be written. Nothing is changed then.
    pub fn accept_import(&self, id: &str, token: &str) -> Result<view::Diagnosis> {
        let id = Self::id(id)?;
        let mut inner = self.lock()?;
        let gone = || {
            Error::not_found(
                "该文件的预览已失效，请重新选择文件。",
                "that preview is gone; choose the file again",
            )
        };
        if inner.pending.get(token).is_none_or(|pending| pending.diagnosis != id) {
            return Err(gone());
        }
        let Pending { given, bytes, .. } = inner.pending.remove(token).ok_or_else(gone)?;
        let loaded = Loaded::load(&inner.store, id)?;
        // The file in force, with the same figures: there is nothing to take over.
        let in_force = loaded
            .import
            .as_ref()
            .is_some_and(|(_, import)| import.file == given.sources[0].sha256);
        if !in_force || !differences(&loaded, &given).is_empty() {
            take_over(&mut inner.store, id, given, &bytes)?;
        }
        self.whole(&inner.store, id)
    }
}

/// Writes what a file gives into a diagnosis, in one change.
pub(super) fn take_over(store: &mut Store, id: RecordId, given: Given, bytes: &[u8]) -> Result<()> {
    let loaded = Loaded::load(store, id)?;
    let time = now();
    let source =
        given.sources.first().cloned().ok_or_else(|| Error::internal("import", "no file"))?;
    let intent = Intent {
        label: label(format!("导入“{}”", source.name), format!("Import {}", source.name)),
        author: author(&loaded).to_owned(),
        reason: String::new(),
        now: time,
    };
    let hash = store.keep_file(bytes, &source.name)?;
    let matched = Matched::new(store, &loaded, given, time);
    let known_file = loaded.files.iter().any(|(_, file)| file.sha256 == hash.as_str());
    let (file_id, import_id) = (
        store.new_id(time),
        loaded.import.as_ref().map_or_else(|| store.new_id(time), |(id, _)| *id),
    );
    store.transact(&intent, |draft| {
        let scope = loaded.scope();
        if !known_file {
            let body = SourceFileBody {
                sha256: hash.as_str().to_owned(),
                name: source.name.clone(),
                imported: local(time),
                source: source.clone(),
            };
            put(draft, file_id, Kind::SourceFile, scope, body)?;
        }
        for (record, kind) in &matched.gone {
            debug_assert!(matches!(kind, Kind::Unit | Kind::Stream | Kind::Meter | Kind::Product));
            draft.delete(*record)?;
        }
        for (record, body) in matched.units {
            put(draft, record, Kind::Unit, scope, body)?;
        }
        for (record, body) in matched.streams {
            put(draft, record, Kind::Stream, scope, body)?;
        }
        for (order, (record, product)) in matched.products.into_iter().enumerate() {
            put(draft, record, Kind::Product, scope, product_body(order, product))?;
        }
        for (record, body) in matched.meters {
            put(draft, record, Kind::Meter, scope, body)?;
        }
        if let Some(import) = matched.import {
            put(
                draft,
                import_id,
                Kind::Import,
                scope,
                ImportBody { file: source.sha256.clone(), ..import },
            )?;
        }
        put(draft, loaded.id, Kind::Diagnosis, scope, matched.body)?;
        put(draft, loaded.enterprise.0, Kind::Enterprise, scope, matched.enterprise)
    })?;
    Ok(())
}

/// What a file gives, each thing with the record that it is or becomes.
struct Matched {
    units: Vec<(RecordId, UnitBody)>,
    streams: Vec<(RecordId, StreamBody)>,
    products: Vec<(RecordId, Product)>,
    meters: Vec<(RecordId, MeterBody)>,
    gone: Vec<(RecordId, Kind)>,
    import: Option<ImportBody>,
    body: crate::record::DiagnosisBody,
    enterprise: crate::record::EnterpriseBody,
}

impl Matched {
    fn new(
        store: &Store,
        loaded: &Loaded,
        given: Given,
        time: chrono::DateTime<chrono::Utc>,
    ) -> Self {
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
        let mut matched = Self {
            units: Vec::new(),
            streams: Vec::new(),
            products: Vec::new(),
            meters: Vec::new(),
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
        }
        matched
    }

    fn site(
        &mut self,
        store: &Store,
        loaded: &Loaded,
        site: Site,
        time: chrono::DateTime<chrono::Utc>,
    ) {
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
            records.get(id).map_or_else(|| id.clone(), |record| UnitId(record.to_string()))
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
            self.streams.push((record, StreamBody { stream }));
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
        time: chrono::DateTime<chrono::Utc>,
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

    fn meters(
        &mut self,
        store: &Store,
        loaded: &Loaded,
        found: Vec<shuiheng_audit::Meter>,
        time: chrono::DateTime<chrono::Utc>,
    ) {
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

/// The figures of a site by unit and quantity.
fn figures(site: &Site) -> BTreeMap<(String, Item), (Option<f64>, Option<CellRef>)> {
    let paths = Loaded::paths(&site.units);
    let roles: BTreeMap<&UnitId, _> = site.units.iter().map(|unit| (&unit.id, unit.role)).collect();
    let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
    let mut figures = BTreeMap::new();
    for stream in &site.streams {
        for end in [&stream.from, &stream.to] {
            let Place::Unit(id) = end else { continue };
            let (Some(item), Some(path)) = (stream.item_for(id, role), paths.get(id)) else {
                continue;
            };
            let value = stream.figure.as_ref().map(|figure| figure.value.value());
            let cell =
                stream.figure.as_ref().and_then(|figure| figure.origin.cells().first().cloned());
            figures.insert((path.clone(), item), (value, cell));
        }
    }
    figures
}

fn differences(loaded: &Loaded, given: &Given) -> Vec<view::ImportDifference> {
    let mut differences = Vec::new();
    if !given.site.units.is_empty() && !loaded.units.is_empty() {
        let (before, after) = (figures(&loaded.site()), figures(&given.site));
        let shown = |value: Option<f64>| {
            value.map_or_else(|| "不详".to_owned(), |value| format!("{} m³/d", fixed(value, 1)))
        };
        let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
        for key in keys {
            let (old, new) = (before.get(key), after.get(key));
            let zero = |side: Option<&(Option<f64>, Option<CellRef>)>| {
                side.is_none_or(|(value, _)| *value == Some(0.0))
            };
            let same = match (old, new) {
                (Some((old, _)), Some((new, _))) => old == new,
                _ => zero(old) && zero(new),
            };
            if same {
                continue;
            }
            differences.push(view::ImportDifference {
                kind: match (old, new) {
                    (Some(_), Some(_)) => "changed",
                    (None, _) => "added",
                    (_, None) => "removed",
                }
                .into(),
                what: key.0.clone(),
                quantity: key.1.zh().into(),
                before: old.map(|(value, _)| shown(*value)).unwrap_or_default(),
                after: new.map(|(value, _)| shown(*value)).unwrap_or_default(),
                cell: new.and_then(|(_, cell)| cell.as_ref()).map(present::cell),
            });
        }
    }
    differences.extend(told::differences(&loaded.case().profile, given));
    differences.extend(product_differences(loaded, given));
    differences
}

fn product_differences(loaded: &Loaded, given: &Given) -> Vec<view::ImportDifference> {
    let shown = |product: &Product| {
        let output = product
            .output
            .map_or_else(|| "不详".to_owned(), |output| shuiheng_audit::trimmed(output, 4));
        format!("{output} {}", product.unit)
    };
    let known = |name: &str| {
        loaded.products.iter().map(|(_, body)| &body.product).find(|product| product.name == name)
    };
    let difference = |product: &Product| {
        let before = known(&product.name).map(&shown);
        let after = shown(product);
        (before.as_ref() != Some(&after)).then(|| view::ImportDifference {
            kind: if before.is_some() { "changed" } else { "added" }.into(),
            what: product.name.clone(),
            quantity: "产量".into(),
            before: before.unwrap_or_default(),
            after,
            cell: product.place.as_ref().map(present::cell),
        })
    };
    // Into an empty diagnosis everything is new and need not be listed.
    if loaded.products.is_empty() && loaded.units.is_empty() {
        return Vec::new();
    }
    given.products.iter().filter_map(difference).collect()
}
