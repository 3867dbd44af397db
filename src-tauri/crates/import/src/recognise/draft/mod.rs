//! The site, put together from the rows of the tables that count.

mod naming;
mod sources;
mod stream;

pub(crate) use stream::{absent, conversion};

use super::choose::unit_key;
use super::label::{
    category_by_name, category_of, is_supply_plant, is_wastewater_plant, system_by_name,
};
use super::record::Record;
use super::remark::Remarks;
use super::sums::{By, Verdict};
use super::table::Table;
use super::text::{numbering, one_line};
use super::value::{Empty, Rows, Value};
use shuiheng_audit::{
    Basis, Category, CellRef, Days, Item, Role, Site, Source, Stream, Unit, UnitFacts, UnitId,
};
use sources::rows_of_one_unit;
use std::collections::{BTreeMap, BTreeSet};
use stream::{basis, basis_as_written, figure, settle_intake};

/// A site in the making.
#[derive(Default)]
pub(crate) struct Draft {
    /// Units and streams so far.
    pub(crate) site: Site,
    /// What is to be said.
    pub(crate) remarks: Remarks,
    /// Units that rows name, by their places among the units.
    named: Vec<usize>,
    categories: BTreeMap<UnitId, Category>,
    ids: BTreeSet<UnitId>,
    /// How figures were obtained, by the words for it: a table has few of them.
    bases: BTreeMap<String, Basis>,
}

/// How a table is taken into the site.
pub(crate) struct Intake<'t, 'a> {
    /// The table.
    pub(crate) table: &'t Table<'a>,
    /// Tables that hold further quantities of the same units.
    pub(crate) mates: Vec<&'t Table<'a>>,
    /// The unit above its rows: the workshop that the sheet is about.
    pub(crate) above: Option<UnitId>,
    /// Rows of figures that are left out, because another table holds them.
    pub(crate) left_out: BTreeSet<usize>,
    /// Operating days of the year.
    pub(crate) days: Option<Days>,
}

/// What was noticed while the rows of one table were taken in.
#[derive(Default)]
pub(crate) struct Noticed {
    /// Cells taken as zero, by reason.
    pub(crate) zeros: BTreeMap<Empty, Vec<(u32, u32)>>,
    /// Empty cells that stay unknown, by name of the row.
    pub(crate) missing: Vec<(String, Vec<(u32, u32)>)>,
    /// Intake that only a total gives, without its sources.
    pub(crate) undivided: Vec<(u32, u32)>,
    /// Cells below zero.
    pub(crate) negative: Vec<(u32, u32)>,
    categories: BTreeMap<Category, Vec<(String, CellRef)>>,
    systems: Vec<(String, CellRef)>,
    roles: Vec<(String, CellRef)>,
    nameless: Vec<CellRef>,
}

impl Noticed {
    /// The purpose that a name suggests, noted as an assumption.
    fn category(&mut self, name: &str, place: &CellRef) -> Option<Category> {
        let category = category_by_name(name)?;
        self.categories.entry(category).or_default().push((name.to_owned(), place.clone()));
        Some(category)
    }
}

impl Draft {
    /// Adds the unit that stands for a whole sheet.
    pub(crate) fn add_workshop(
        &mut self,
        name: &str,
        category: Option<Category>,
        place: CellRef,
    ) -> UnitId {
        let id = self.free_id(&place);
        let mut workshop = unit(id.clone(), name.to_owned(), None, place);
        workshop.category = category.or_else(|| category_of(name));
        self.keep(workshop);
        id
    }

    /// Takes the counting rows of a table in.
    pub(crate) fn take(&mut self, intake: &Intake<'_, '_>) -> Noticed {
        let table = intake.table;
        let rows = Rows::of(table, intake.days);
        let mut sides: Vec<Noticed> = intake.mates.iter().map(|_| Noticed::default()).collect();
        let mates: Vec<_> = intake
            .mates
            .iter()
            .map(|mate| (*mate, Rows::of(mate, intake.days), by_name(mate)))
            .collect();
        let absent = absent(table, &intake.mates);
        self.make_room(table.leaves().count(), table.items().len() + absent.len());
        let mut noticed = Noticed::default();
        let mut groups: BTreeMap<(u32, u32), UnitId> = BTreeMap::new();
        let mut of_row: Vec<Option<UnitId>> = vec![None; table.verdicts.len()];
        let more = rows_of_one_unit(table);
        let (mut joined, mut places) = (Vec::new(), Vec::new());
        let goes_on = |row: &usize| more.values().any(|rows| rows.contains(row));
        for row in 0..table.verdicts.len() {
            if intake.left_out.contains(&row) || goes_on(&row) {
                continue;
            }
            let record = table.record(row);
            let (above, of_which) = match &table.verdicts[row] {
                Verdict::Leaf(above) => (*above, false),
                Verdict::OfWhich(Some(above)) => (Some(*above), true),
                Verdict::OfWhich(None) => continue,
                Verdict::Sum(sum) if sum.by == By::Parent || self.heads_rows(table, row) => {
                    (sum.within, false)
                }
                Verdict::Sum(_) => continue,
            };
            let parent = match above.and_then(|above| of_row[above].clone()) {
                Some(parent) => Some(parent),
                None => self.group(intake, record, &mut groups, &mut noticed),
            };
            let id = self.add_unit(table, record, parent, &mut noticed);
            if let Some(unit) = self.site.units.last_mut() {
                unit.of_which = of_which;
            }
            if !matches!(table.verdicts[row], Verdict::Sum(_)) {
                let (from, missing) = (self.site.streams.len(), noticed.missing.len());
                let all: Vec<usize> = std::iter::once(row)
                    .chain(more.get(&row).into_iter().flatten().copied())
                    .collect();
                for row in &all {
                    self.add_streams(intake, *row, &id, rows.values(*row), &mut noticed);
                }
                if all.len() > 1 {
                    if self.add_rows(from, table, &all) {
                        noticed.missing.truncate(missing);
                    }
                    joined.push(record.name.clone());
                    places.extend(all.iter().map(|row| {
                        let record = table.record(*row);
                        table.block.grid.place(record.row, record.cell.1)
                    }));
                }
                for ((mate, rows, of_name), side) in mates.iter().zip(&mut sides) {
                    if let Some(row) = of_name.get(&unit_key(record)) {
                        let part = Intake {
                            table: mate,
                            mates: Vec::new(),
                            above: None,
                            left_out: BTreeSet::new(),
                            days: intake.days,
                        };
                        self.add_streams(&part, *row, &id, rows.values(*row), side);
                    }
                }
                for item in &absent {
                    self.site.streams.push(Stream::of(&id, *item, None));
                }
            }
            of_row[row] = Some(id);
        }
        self.say_noticed(&mut noticed);
        self.say_rows(&joined, places);
        for ((mate, _, _), side) in mates.iter().zip(sides) {
            super::review::review_taken(mate, side, &mut self.remarks);
        }
        noticed
    }

    /// Makes room for so many units with so many streams each.
    fn make_room(&mut self, units: usize, streams: usize) {
        self.site.units.reserve(units);
        self.site.streams.reserve(units * streams);
    }

    /// True for a sum, told by arithmetic, that stands above the rows that it sums.
    fn heads_rows(&self, table: &Table<'_>, row: usize) -> bool {
        matches!(&table.verdicts[row], Verdict::Sum(sum) if sum.by == By::Arithmetic && sum.members.0 == row + 1)
    }

    fn free_id(&mut self, place: &CellRef) -> UnitId {
        let mut id = UnitId(place.to_string().into());
        while !self.ids.insert(id.clone()) {
            id = UnitId(format!("{id}+").into());
        }
        id
    }

    /// The unit of the group that a row stands in, made where it is met first.
    fn group(
        &mut self,
        intake: &Intake<'_, '_>,
        record: &Record,
        groups: &mut BTreeMap<(u32, u32), UnitId>,
        noticed: &mut Noticed,
    ) -> Option<UnitId> {
        let Some((name, cell)) = &record.group else { return intake.above.clone() };
        if let Some(id) = groups.get(cell) {
            return Some(id.clone());
        }
        let place = intake.table.block.grid.place(cell.0, cell.1);
        let id = self.free_id(&place);
        let mut group = unit(id.clone(), name.clone(), intake.above.clone(), place.clone());
        group.category = record
            .category
            .or_else(|| category_of(name))
            .or_else(|| self.category_above(intake.above.as_ref()));
        group.category = group.category.or_else(|| noticed.category(name, &place));
        self.keep(group);
        groups.insert(*cell, id.clone());
        Some(id)
    }

    fn add_unit(
        &mut self,
        table: &Table<'_>,
        record: &Record,
        parent: Option<UnitId>,
        noticed: &mut Noticed,
    ) -> UnitId {
        let place = table.block.grid.place(record.cell.0, record.cell.1);
        let id = self.free_id(&place);
        let mut name = unit_name(&record.name);
        if name.is_empty() {
            name = format!("未命名单元（{}）", place.a1());
            noticed.nameless.push(place.clone());
        }
        let mut unit = unit(id.clone(), name.clone(), parent.clone(), place.clone());
        self.named.push(self.site.units.len());
        let said = record
            .category
            .or_else(|| category_of(&name))
            .or_else(|| self.category_above(parent.as_ref()));
        unit.category = said.or_else(|| noticed.category(&name, &place));
        unit.system = system_by_name(&name);
        if unit.system.is_some() {
            noticed.systems.push((name, place));
        }
        self.keep(unit);
        id
    }

    fn keep(&mut self, unit: Unit) {
        if let Some(category) = unit.category {
            self.categories.insert(unit.id.clone(), category);
        }
        self.site.units.push(unit);
    }

    /// The purpose of the unit above.
    fn category_above(&self, above: Option<&UnitId>) -> Option<Category> {
        self.categories.get(above?).copied()
    }

    fn add_streams(
        &mut self,
        intake: &Intake<'_, '_>,
        row: usize,
        id: &UnitId,
        mut values: BTreeMap<Item, Value>,
        noticed: &mut Noticed,
    ) {
        let table = intake.table;
        self.settle_role(&values, noticed);
        let plain = Item::Withdrawal(Source::Unspecified);
        if let Some(source) = table.source(row)
            && let Some(value) = values.remove(&plain)
        {
            values.insert(Item::Withdrawal(source), value);
        }
        if settle_intake(table, row, intake.days, &mut values)
            && let Some(slot) = table.wholes.intake
        {
            noticed.undivided.push(table.cell(row, slot));
        }
        let basis = self.basis(basis_as_written(table, row));
        let mut missing = Vec::new();
        for (item, value) in values {
            for (slot, empty) in &value.empty {
                let cell = table.cell(row, *slot);
                if *empty == Empty::Unknown {
                    missing.push(cell);
                } else {
                    noticed.zeros.entry(*empty).or_default().push(cell);
                }
            }
            if value.flow.is_some_and(|flow| flow < -1e-9) {
                noticed.negative.extend(value.stated.iter().map(|slot| table.cell(row, *slot)));
            }
            let figure = value.flow.map(|flow| figure(intake, row, flow, &value, basis));
            self.site.streams.push(Stream::of(id, item, figure));
        }
        if !missing.is_empty() {
            noticed.missing.push((table.record(row).name.clone(), missing));
        }
    }

    fn basis(&mut self, written: &str) -> Basis {
        if let Some(known) = self.bases.get(written) {
            return *known;
        }
        let basis = basis(written);
        self.bases.insert(written.to_owned(), basis);
        basis
    }

    /// A plant that treats water is one by its name and by its columns together.
    fn settle_role(&mut self, values: &BTreeMap<Item, Value>, noticed: &mut Noticed) {
        let Some(unit) = self.site.units.last_mut() else { return };
        let flows = |item: Item| {
            values.get(&item).and_then(|value| value.flow).is_some_and(|flow| flow != 0.0)
        };
        // Few tables have such columns, and all have names.
        let role = if (flows(Item::TreatmentIn) || flows(Item::ReuseOut))
            && is_wastewater_plant(&unit.name)
        {
            Role::WastewaterTreatment
        } else if flows(Item::DistributedOut) && is_supply_plant(&unit.name) {
            Role::SupplyTreatment
        } else {
            return;
        };
        unit.role = role;
        if let Some(place) = &unit.place {
            noticed.roles.push((unit.name.clone(), place.clone()));
        }
    }
}

/// Rows that count, by the key of their unit.
fn by_name(table: &Table<'_>) -> BTreeMap<String, usize> {
    table.leaves().map(|row| (unit_key(table.record(row)), row)).collect()
}

fn unit(id: UnitId, name: String, parent: Option<UnitId>, place: CellRef) -> Unit {
    Unit {
        id,
        name,
        category: None,
        parent,
        role: Role::Use,
        system: None,
        of_which: false,
        place: Some(place),
        facts: UnitFacts::default(),
    }
}

/// The name without 其中 and without the number of the line.
fn unit_name(name: &str) -> String {
    let name = name.trim();
    let name = name
        .strip_prefix("其中")
        .map_or(name, |rest| rest.trim_start_matches([':', '：', ' ', '，', ',', '\u{3000}']));
    let name = numbering(name).map_or(name, |(_, rest)| rest);
    one_line(name)
}
