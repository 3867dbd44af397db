//! Taking over the tables beside a balance: use over years and months, readings,
//! equipment, water quality.
//!
//! Files add up: one holds 2022, another 2023. What a file gives for the same period,
//! time, name or point takes the place of what was kept; what a file of the same name no
//! longer gives is gone. Both stand among the differences before anything is taken over.

use crate::loaded::{Kept, Loaded, put};
use crate::record::{EquipmentBody, QualitySampleBody, ReadingBody, UsePeriodBody};
use crate::source::Given;
use crate::{Result, present, view};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use shuiheng_audit::{CellRef, Counted, Lang, Ledgers};
use shuiheng_store::{Draft, Kind, RecordId, Scope, Store};
use std::collections::{BTreeMap, BTreeSet};

/// What one entry is known by when a further file comes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Use(NaiveDate, NaiveDate, Counted, String),
    Reading(String, NaiveDateTime),
    Equipment(String, String, String),
    Quality(String, Option<NaiveDate>, String),
}

/// An entry of any of the tables.
#[derive(Clone, Debug, PartialEq)]
enum Entry {
    Use(UsePeriodBody),
    Reading(ReadingBody),
    Equipment(EquipmentBody),
    Quality(QualitySampleBody),
}

impl Entry {
    fn key(&self) -> Key {
        match self {
            Self::Use(UsePeriodBody { period }) => {
                Key::Use(period.from, period.to, period.counted.clone(), period.meter.clone())
            }
            Self::Reading(ReadingBody { reading }) => {
                Key::Reading(reading.meter.clone(), reading.at())
            }
            Self::Equipment(EquipmentBody { equipment, .. }) => Key::Equipment(
                equipment.name.clone(),
                equipment.model.clone(),
                equipment.location.clone(),
            ),
            Self::Quality(QualitySampleBody { sample, .. }) => {
                Key::Quality(sample.point.clone(), sample.date, sample.name.clone())
            }
        }
    }

    fn place(&self) -> Option<&CellRef> {
        match self {
            Self::Use(body) => body.period.cells().first(),
            Self::Reading(body) => Some(&body.reading.place),
            Self::Equipment(body) => body.equipment.place.as_ref(),
            Self::Quality(body) => Some(&body.sample.place),
        }
    }

    /// What of the entry a person would call changed; places do not count.
    fn said(&self, lang: Lang) -> String {
        let shown = |value: Option<Decimal>| {
            value.map_or_else(
                || lang.pick("不详", "not known").to_owned(),
                |value| value.normalize().to_string(),
            )
        };
        match self {
            Self::Use(UsePeriodBody { period }) => {
                format!(
                    "{} {}",
                    shown(period.amount),
                    present::printed_unit(period.counted.unit(), lang)
                )
            }
            Self::Reading(ReadingBody { reading }) => {
                let mut said = shown(reading.value);
                let last = lang.pick("上期", "last reading");
                let factor = lang.pick("倍率", "multiplier");
                for (name, value) in [(last, reading.previous), (factor, reading.multiplier)] {
                    if value.is_some() {
                        said += &lang.bracketed(format_args!("{name} {}", shown(value)));
                    }
                }
                said
            }
            Self::Equipment(EquipmentBody { equipment, .. }) => {
                let view = present::equipment(equipment, lang);
                let count = view.count.map_or_else(String::new, |count| {
                    lang.pick(format!("{count} 台"), format!("{count} pieces"))
                });
                let yes = |name: &str, value: Option<bool>| match value {
                    Some(true) => format!("{name}{}", lang.pick("：是", ": yes")),
                    Some(false) => format!("{name}{}", lang.pick("：否", ": no")),
                    None => String::new(),
                };
                let (saving, retired) = (
                    yes(lang.pick("节水型", "water-saving"), view.water_saving),
                    yes(lang.pick("淘汰", "obsolete type"), view.retired),
                );
                let parts = [
                    count,
                    view.purpose,
                    view.design,
                    view.measured,
                    view.hours,
                    saving,
                    retired,
                    view.state,
                ];
                parts
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(lang.pick("，", ", "))
            }
            Self::Quality(QualitySampleBody { sample, .. }) => {
                format!("{} {}", sample.written, sample.unit)
            }
        }
    }

    /// What it is about, in words.
    fn name(&self, lang: Lang) -> (String, &'static str) {
        match self {
            Self::Use(UsePeriodBody { period }) => {
                let (from, to) = (period.from, period.to);
                let what = lang.pick(
                    format!("{from} 至 {to} {}", period.counted.zh()),
                    format!("{from} to {to} {}", period.counted.en()),
                );
                (what, lang.pick("用水记录", "records of use"))
            }
            Self::Reading(ReadingBody { reading }) => (
                format!("{} {}", reading.meter, reading.date),
                lang.pick("水表读数", "meter readings"),
            ),
            Self::Equipment(EquipmentBody { equipment, .. }) => {
                (equipment.name.clone(), lang.pick("用水设备", "equipment"))
            }
            Self::Quality(QualitySampleBody { sample, .. }) => {
                (format!("{} {}", sample.point, sample.name), lang.pick("水质", "water quality"))
            }
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Use(_) => Kind::UsePeriod,
            Self::Reading(_) => Kind::Reading,
            Self::Equipment(_) => Kind::Equipment,
            Self::Quality(_) => Kind::QualitySample,
        }
    }
}

/// The entries of a file, each with the record that it is or becomes.
pub(in crate::app) struct LedgerRecords {
    kept: Vec<(RecordId, Entry)>,
    gone: Vec<RecordId>,
}

/// What comes in: the tables and the name of their file.
pub(in crate::app) struct Incoming<'g> {
    pub(in crate::app) file: &'g str,
    pub(in crate::app) ledgers: Ledgers,
}

impl LedgerRecords {
    pub(in crate::app) fn match_up(
        store: &Store,
        loaded: &Loaded,
        incoming: Incoming<'_>,
        time: DateTime<Utc>,
    ) -> Self {
        let old = held(loaded);
        let new = entries(incoming.ledgers);
        let sheets = sheets_again(loaded, incoming.file, &new);
        let mut records: BTreeMap<Key, Vec<(RecordId, &Entry)>> = BTreeMap::new();
        for (id, entry) in old.iter().rev() {
            records.entry(entry.key()).or_default().push((*id, entry));
        }
        let mut kept = Vec::new();
        let mut replaced: BTreeSet<Key> = BTreeSet::new();
        for entry in new {
            let key = entry.key();
            let record = records.get_mut(&key).and_then(Vec::pop);
            replaced.insert(key);
            kept.push((record.map_or_else(|| store.new_id(time), |found| found.0), entry));
        }
        let mut gone = Vec::new();
        for (key, left) in records {
            let same = replaced.contains(&key);
            let left = left.into_iter().filter(|(_, entry)| same || is_of(entry, &sheets));
            gone.extend(left.map(|(id, _)| id));
        }
        Self { kept, gone }
    }

    pub(in crate::app) fn write(self, draft: &mut Draft<'_>, scope: Scope) -> Result<()> {
        for record in self.gone {
            draft.delete(record)?;
        }
        for (record, entry) in self.kept {
            let kind = entry.kind();
            match entry {
                Entry::Use(body) => put(draft, record, kind, scope, body)?,
                Entry::Reading(body) => put(draft, record, kind, scope, body)?,
                Entry::Equipment(body) => put(draft, record, kind, scope, body)?,
                Entry::Quality(body) => put(draft, record, kind, scope, body)?,
            }
        }
        Ok(())
    }
}

fn held(loaded: &Loaded) -> Vec<(RecordId, Entry)> {
    fn of<T: Clone>(list: &[Kept<T>], entry: impl Fn(T) -> Entry) -> Vec<(RecordId, Entry)> {
        list.iter().map(|(id, body)| (*id, entry(body.clone()))).collect()
    }
    let mut held = of(&loaded.uses, Entry::Use);
    held.extend(of(&loaded.readings, Entry::Reading));
    held.extend(of(&loaded.equipment, Entry::Equipment));
    held.extend(of(&loaded.quality, Entry::Quality));
    held
}

fn entries(ledgers: Ledgers) -> Vec<Entry> {
    let uses = ledgers.uses.into_iter().map(|period| Entry::Use(UsePeriodBody { period }));
    let readings =
        ledgers.readings.into_iter().map(|reading| Entry::Reading(ReadingBody { reading }));
    let equipment = (0..).zip(ledgers.equipment);
    let equipment =
        equipment.map(|(order, equipment)| Entry::Equipment(EquipmentBody { order, equipment }));
    let quality = (0..).zip(ledgers.quality);
    let quality =
        quality.map(|(order, sample)| Entry::Quality(QualitySampleBody { order, sample }));
    uses.chain(readings).chain(equipment).chain(quality).collect()
}

/// Sheets that come now as they stood in earlier states of the file, which had its name.
fn sheets_again(loaded: &Loaded, name: &str, new: &[Entry]) -> BTreeSet<(String, String)> {
    let sheets: BTreeSet<&str> =
        new.iter().filter_map(Entry::place).map(|place| place.sheet.as_str()).collect();
    let earlier = loaded.files.iter().filter(|(_, file)| file.name == name);
    earlier
        .flat_map(|(_, file)| sheets.iter().map(|sheet| (file.sha256.clone(), (*sheet).to_owned())))
        .collect()
}

fn is_of(entry: &Entry, sheets: &BTreeSet<(String, String)>) -> bool {
    entry
        .place()
        .is_some_and(|place| sheets.contains(&(place.file.to_string(), place.sheet.to_string())))
}

/// What a file changes in the tables beside the balance: changed entries one by one, new
/// ones counted. Into an empty diagnosis everything is new and need not be listed.
pub(in crate::app) fn ledger_differences(
    loaded: &Loaded,
    given: &Given,
    lang: Lang,
) -> Vec<view::ImportDifference> {
    let old = held(loaded);
    if old.is_empty() {
        return Vec::new();
    }
    let mut before: BTreeMap<Key, Vec<&Entry>> = BTreeMap::new();
    for (_, entry) in old.iter().rev() {
        before.entry(entry.key()).or_default().push(entry);
    }
    let mut differences = Vec::new();
    let mut added: BTreeMap<&str, usize> = BTreeMap::new();
    let new = entries(given.ledgers.clone());
    let name = given.sources.first().map(|source| source.name.as_str()).unwrap_or_default();
    let sheets = sheets_again(loaded, name, &new);
    let keys: BTreeSet<Key> = new.iter().map(Entry::key).collect();
    for entry in new {
        let (what, quantity) = entry.name(lang);
        match before.get_mut(&entry.key()).and_then(Vec::pop) {
            Some(held) if held.said(lang) == entry.said(lang) => {}
            Some(held) => differences.push(view::ImportDifference {
                kind: "changed".into(),
                what,
                quantity: quantity.into(),
                before: held.said(lang),
                after: entry.said(lang),
                cell: entry.place().map(present::cell),
            }),
            None => *added.entry(quantity).or_default() += 1,
        }
    }
    let mut removed: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, left) in &before {
        for entry in left.iter().filter(|entry| keys.contains(key) || is_of(entry, &sheets)) {
            *removed.entry(entry.name(lang).1).or_default() += 1;
        }
    }
    let counted = |kind: &str, count: (&str, usize)| {
        let items = lang.pick(format!("{} 项", count.1), format!("{} entries", count.1));
        let is_new = kind == "added";
        view::ImportDifference {
            kind: kind.into(),
            what: count.0.into(),
            quantity: String::new(),
            before: if is_new { String::new() } else { items.clone() },
            after: if is_new { items } else { String::new() },
            cell: None,
        }
    };
    differences.extend(added.into_iter().map(|count| counted("added", count)));
    differences.extend(removed.into_iter().map(|count| counted("removed", count)));
    differences
}
