//! A corrected file beside the file in force and beside what the diagnosis holds.

use super::difference::changed_figures;
use super::matched::Matched;
use super::{edits, effect, merge};
use crate::app::{App, marked, now};
use crate::loaded::Loaded;
use crate::source::{self, Given};
use crate::{Error, Job, Result, present, view};
use shuiheng_audit::{CellRef, Item, Lang, Place, Site, UnitId};
use shuiheng_import::compare::{self, CellChange};
use shuiheng_import::mark::is_list;
use shuiheng_import::workbook::{Cell, Format, Sheet, Workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Cells that are shown of one sheet.
const SHOWN: usize = 300;

/// What stands in the workspace, taken out of it so that reading does not hold up the rest.
struct Before {
    name: String,
    kept: Option<PathBuf>,
    feeds: BTreeMap<CellRef, String>,
}

impl App {
    /// What a previewed file changes, cell by cell, what that does to the results, and which
    /// figures of a person it has otherwise. Changes nothing.
    ///
    /// # Errors
    /// The preview is gone, the workspace cannot be read, or the work was stopped.
    pub fn compare_import(
        &self,
        id: &str,
        token: &str,
        job: &Job,
    ) -> Result<view::ImportComparison> {
        let id = Self::id(id)?;
        let (mut comparison, before, after) = {
            let inner = self.lock()?;
            let pending = inner.pending.get(token).filter(|pending| pending.diagnosis == id);
            let pending = pending.ok_or_else(super::gone)?;
            let loaded = Loaded::load(&inner.store, id)?;
            let comparison = self.results(&inner.store, &loaded, &pending.given)?;
            let lang = self.lang();
            let mut feeds = feeding(&loaded.site(), lang);
            feeds.extend(feeding(&pending.given.site, lang));
            let sha256 = &pending.given.sources[0].sha256;
            let in_force = loaded.import.as_ref().map(|(_, import)| &import.file);
            let kept = loaded.files.iter().find(|(_, file)| Some(&file.sha256) == in_force);
            let path = kept
                .filter(|(_, file)| file.sha256 != *sha256)
                .map(|(_, file)| marked::hash_of(&inner.store, &file.sha256))
                .transpose()?;
            // The bytes are checked against their hash before anything is said of them.
            path.as_ref().map(|hash| inner.store.file(hash)).transpose()?;
            let name = kept.map(|(_, file)| file.name.clone()).unwrap_or_default();
            let kept = path.map(|hash| self.folder.join("files").join(hash.as_str()));
            (comparison, Before { name, kept, feeds }, Arc::clone(&pending.workbook))
        };
        comparison.file_before.clone_from(&before.name);
        if let Some(path) = &before.kept {
            match source::open(path, &self.reader, job) {
                Ok(read) => {
                    let read = marked::renamed(&read, &before.name);
                    comparison.sheets = sheets(&read, &after, &before.feeds);
                }
                Err(error) if error.code == crate::Code::Cancelled => return Err(error),
                Err(error) => comparison.not_compared = error.message.get(self.lang()).to_owned(),
            }
        }
        Ok(comparison)
    }

    fn results(
        &self,
        store: &shuiheng_store::Store,
        loaded: &Loaded,
        given: &Given,
    ) -> Result<view::ImportComparison> {
        let own = edits::own(store, loaded)?;
        let made = || Matched::new(store, loaded, given.clone(), now());
        let (replaced, mut merged) = (made(), made());
        let conflicts = merge::conflicts(&replaced, loaded, &own, self.lang());
        merge::keep(&mut merged, loaded, &own, &BTreeSet::new());
        let (replaced, merged) = (replaced.onto(loaded), merged.onto(loaded));
        let diagnosed = |loaded: &Loaded| Ok::<_, Error>(self.diagnosed(store, loaded)?.0);
        Ok(view::ImportComparison {
            file_before: String::new(),
            not_compared: String::new(),
            sheets: Vec::new(),
            effects: effect::effects(
                &diagnosed(loaded)?,
                &diagnosed(&replaced)?,
                &diagnosed(&merged)?,
                self.lang(),
            ),
            conflicts,
            replaced: changed_figures(&loaded.site(), &replaced.site()),
            merged: changed_figures(&loaded.site(), &merged.site()),
        })
    }
}

/// What each cell feeds: unit and quantity.
fn feeding(site: &Site, lang: Lang) -> BTreeMap<CellRef, String> {
    let roles: BTreeMap<&UnitId, _> = site.units.iter().map(|unit| (&unit.id, unit.role)).collect();
    let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
    let names: BTreeMap<&UnitId, &str> =
        site.units.iter().map(|unit| (&unit.id, unit.name.as_str())).collect();
    let mut feeds = BTreeMap::new();
    for stream in &site.streams {
        let cells = stream.figure.as_ref().map_or(&[][..], |figure| figure.origin.cells());
        for end in [&stream.from, &stream.to] {
            let Place::Unit(id) = end else { continue };
            let item: Option<Item> = stream.item_for(id, role);
            let (Some(item), Some(name)) = (item, names.get(id)) else { continue };
            for cell in cells {
                feeds
                    .entry(cell.clone())
                    .or_insert_with(|| format!("{name} · {}", lang.pick(item.zh(), item.en())));
            }
        }
    }
    feeds
}

/// The sheets that differ. The list of problems that went with a copy is not compared.
fn sheets(
    old: &Workbook,
    new: &Workbook,
    feeds: &BTreeMap<CellRef, String>,
) -> Vec<view::SheetChange> {
    let data = |book: &Workbook| -> Vec<Sheet> {
        book.sheets.iter().filter(|sheet| !is_list(sheet)).cloned().collect()
    };
    let (before, after) = (data(old), data(new));
    let texts = (old.format, new.format) == (Format::Csv, Format::Csv);
    let mut changes = Vec::new();
    for sheet in &after {
        let mate = before.iter().find(|known| texts || known.name == sheet.name);
        let none = Sheet::default();
        let sides = Sides { old, new, before: mate.unwrap_or(&none), after: sheet, feeds };
        let kind = if mate.is_some() { "changed" } else { "added" };
        changes.extend(sides.change(kind, &sheet.name));
    }
    for sheet in before.iter().filter(|_| !texts) {
        if after.iter().all(|known| known.name != sheet.name) {
            let none = Sheet::default();
            let sides = Sides { old, new, before: sheet, after: &none, feeds };
            changes.extend(sides.change("removed", &sheet.name));
        }
    }
    changes
}

/// A sheet on both sides.
struct Sides<'s> {
    old: &'s Workbook,
    new: &'s Workbook,
    before: &'s Sheet,
    after: &'s Sheet,
    feeds: &'s BTreeMap<CellRef, String>,
}

impl Sides<'_> {
    fn change(&self, kind: &str, name: &str) -> Option<view::SheetChange> {
        let cells = compare::cells(self.before, self.after);
        (!cells.is_empty() || kind != "changed").then(|| view::SheetChange {
            sheet: name.to_owned(),
            kind: kind.to_owned(),
            count: cells.len() as u32,
            cells: cells.iter().take(SHOWN).map(|change| self.cell(change)).collect(),
        })
    }

    fn cell(&self, change: &CellChange) -> view::CellChange {
        let place = |book: &Workbook, sheet: &Sheet, place: Option<(u32, u32)>| {
            place.map(|(row, col)| CellRef {
                file: book.sha256.as_str().into(),
                sheet: sheet.name.as_str().into(),
                row,
                col,
                to: None,
            })
        };
        let (was, is) =
            (place(self.old, self.before, change.old), place(self.new, self.after, change.new));
        let said = |sheet: &Sheet, place: Option<(u32, u32)>| {
            let cell = place.and_then(|(row, col)| sheet.cell(row, col));
            cell.map(crate::app::sheet::shown).unwrap_or_default()
        };
        let fed = |place: &Option<CellRef>| place.as_ref().and_then(|place| self.feeds.get(place));
        let row = change.new.map(|(row, _)| (self.after, row));
        let row = row.or(change.old.map(|(row, _)| (self.before, row)));
        view::CellChange {
            before: said(self.before, change.old),
            after: said(self.after, change.new),
            row: row.map(|(sheet, row)| row_name(sheet, row)).unwrap_or_default(),
            feeds: fed(&is).or_else(|| fed(&was)).cloned().unwrap_or_default(),
            before_cell: was.as_ref().map(present::cell),
            cell: is.as_ref().map(present::cell),
        }
    }
}

/// The first words of a row that are not a number.
fn row_name(sheet: &Sheet, row: u32) -> String {
    let row = sheet.rows.iter().find(|known| known.index == row);
    let words = row.into_iter().flat_map(|row| &row.cells).find_map(|(_, cell)| match cell {
        Cell::Text(text) if text.chars().any(char::is_alphabetic) => Some(text.trim().to_owned()),
        Cell::Text(_)
        | Cell::Number(_)
        | Cell::Bool(_)
        | Cell::Moment(_)
        | Cell::Error(_)
        | Cell::Uncomputed(_) => None,
    });
    words.unwrap_or_default()
}
