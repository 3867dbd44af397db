//! The site, put together from the rows of the tables that count.

use super::choose::unit_key;
use super::label::{
    category_by_name, category_of, is_supply_plant, is_wastewater_plant, system_by_name,
};
use super::record::Record;
use super::remark::{Remarks, Said, listed, listed_en};
use super::sums::{By, Verdict};
use super::table::Table;
use super::text::{numbering, one_line};
use super::value::{Empty, Rows, Value};
use shuiheng_audit::{
    Basis, Category, CellRef, DailyVolume, Days, DoubtCode, Figure, FlowUnit, Item, Origin, Role,
    Site, Source, Stream, Unit, UnitId,
};
use std::collections::{BTreeMap, BTreeSet};

/// A site in the making.
#[derive(Default)]
pub(crate) struct Draft {
    /// Units and streams so far.
    pub(crate) site: Site,
    /// What is to be said.
    pub(crate) remarks: Remarks,
    names: BTreeMap<(Option<UnitId>, String), Vec<CellRef>>,
    categories: BTreeMap<UnitId, Category>,
    ids: BTreeSet<UnitId>,
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
        let mut noticed = Noticed::default();
        let mut groups: BTreeMap<(u32, u32), UnitId> = BTreeMap::new();
        let mut of_row: BTreeMap<usize, UnitId> = BTreeMap::new();
        for row in 0..table.verdicts.len() {
            if intake.left_out.contains(&row) {
                continue;
            }
            let record = table.record(row);
            let (above, of_which) = match &table.verdicts[row] {
                Verdict::Leaf(above) => (*above, false),
                Verdict::OfWhich(Some(above)) => (Some(*above), true),
                Verdict::OfWhich(None) => continue,
                Verdict::Sum(sum) if sum.by == By::Parent || self.heads_rows(table, row) => {
                    (None, false)
                }
                Verdict::Sum(_) => continue,
            };
            let parent = match above.and_then(|above| of_row.get(&above)) {
                Some(parent) => Some(parent.clone()),
                None => self.group(intake, record, &mut groups, &mut noticed),
            };
            let id = self.add_unit(table, record, parent, &mut noticed);
            if let Some(unit) = self.site.units.last_mut() {
                unit.of_which = of_which;
            }
            if !matches!(table.verdicts[row], Verdict::Sum(_)) {
                let values = rows.values(row);
                self.add_streams(intake, row, &id, values, &mut noticed);
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
            of_row.insert(row, id);
        }
        self.say_noticed(&mut noticed);
        for ((mate, _, _), side) in mates.iter().zip(sides) {
            super::review::review_taken(mate, side, &mut self.remarks);
        }
        noticed
    }

    /// True for a sum, told by arithmetic, that stands above the rows that it sums.
    fn heads_rows(&self, table: &Table<'_>, row: usize) -> bool {
        matches!(&table.verdicts[row], Verdict::Sum(sum) if sum.by == By::Arithmetic && sum.members.0 == row + 1)
    }

    fn free_id(&mut self, place: &CellRef) -> UnitId {
        let mut id = UnitId(place.to_string());
        while self.ids.contains(&id) {
            id.0.push('+');
        }
        self.ids.insert(id.clone());
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
        let said = record
            .category
            .or_else(|| category_of(&name))
            .or_else(|| self.category_above(parent.as_ref()));
        unit.category = said.or_else(|| noticed.category(&name, &place));
        unit.system = system_by_name(&name);
        if unit.system.is_some() {
            noticed.systems.push((name.clone(), place.clone()));
        }
        self.names.entry((parent, name)).or_default().push(place);
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
        settle_intake(table, row, intake.days, &mut values);
        let basis = basis(table, row);
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

    /// A plant that treats water is one by its name and by its columns together.
    fn settle_role(&mut self, values: &BTreeMap<Item, Value>, noticed: &mut Noticed) {
        let Some(unit) = self.site.units.last_mut() else { return };
        let flows = |item: Item| {
            values.get(&item).and_then(|value| value.flow).is_some_and(|flow| flow != 0.0)
        };
        let role = if is_wastewater_plant(&unit.name)
            && (flows(Item::TreatmentIn) || flows(Item::ReuseOut))
        {
            Role::WastewaterTreatment
        } else if is_supply_plant(&unit.name) && flows(Item::DistributedOut) {
            Role::SupplyTreatment
        } else {
            return;
        };
        unit.role = role;
        if let Some(place) = &unit.place {
            noticed.roles.push((unit.name.clone(), place.clone()));
        }
    }

    /// Units of the same name in the same place.
    pub(crate) fn say_duplicates(&mut self) {
        for ((_, name), places) in std::mem::take(&mut self.names) {
            if places.len() > 1 {
                self.remarks.warning(
                    DoubtCode::DuplicateUnit,
                    places.clone(),
                    Said::new(
                        (
                            format!("同一位置有 {} 个用水单元都叫“{name}”，均已保留并分别计入。", places.len()),
                            format!("{} units in the same place are named “{name}”; all were kept and counted.", places.len()),
                        ),
                        ("请核对是否重复填报；如为不同设备，请在名称中加以区分。", "Check whether one was entered twice; otherwise tell them apart by name."),
                    ),
                );
            }
        }
    }

    fn say_noticed(&mut self, noticed: &mut Noticed) {
        for (category, units) in std::mem::take(&mut noticed.categories) {
            let (names, places): (Vec<_>, Vec<_>) = units.into_iter().unzip();
            self.assumed(
                places,
                &format!("按名称将{}归为{}用水。", listed(&names), category.zh()),
                &format!("By their names, {} are taken as {category:?}.", listed_en(&names)),
            );
        }
        let systems = std::mem::take(&mut noticed.systems);
        if !systems.is_empty() {
            let (names, places): (Vec<_>, Vec<_>) = systems.into_iter().unzip();
            self.assumed(
                places,
                &format!("按名称判定{}所属的用水系统（冷却、锅炉、生活等）。", listed(&names)),
                &format!("The water system of {} was taken from the name.", listed_en(&names)),
            );
        }
        let roles = std::mem::take(&mut noticed.roles);
        if !roles.is_empty() {
            let (names, places): (Vec<_>, Vec<_>) = roles.into_iter().unzip();
            self.assumed(
                places,
                &format!("按名称和水量列将{}作为水处理单元。", listed(&names)),
                &format!(
                    "By name and columns, {} are taken as treatment plants.",
                    listed_en(&names)
                ),
            );
        }
        let nameless = std::mem::take(&mut noticed.nameless);
        if !nameless.is_empty() {
            self.remarks.warning(
                DoubtCode::AssumedMeaning,
                nameless,
                Said::new(
                    ("该行有水量而没有名称，也不是其他行之和，已作为单独的用水单元计入。".into(), "The row has figures and no name and is not a sum of others; it was counted as a unit.".into()),
                    ("请补填用水单元名称，或确认该行是否为合计行。", "Fill in the unit's name, or confirm that it is a total."),
                ),
            );
        }
    }

    fn assumed(&mut self, places: Vec<CellRef>, zh: &str, en: &str) {
        self.remarks.note(
            DoubtCode::AssumedMeaning,
            places,
            Said::new(
                (zh.to_owned(), en.to_owned()),
                (
                    "如不符合实际，可在单元属性中修改。",
                    "Change it in the unit's properties if it is wrong.",
                ),
            ),
        );
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

/// Quantities that the table has no column for and that are therefore not known.
pub(crate) fn absent(table: &Table<'_>, mates: &[&Table<'_>]) -> Vec<Item> {
    let mut items = table.items();
    items.extend(mates.iter().flat_map(|mate| mate.items()));
    let has = |wanted: &[Item]| wanted.iter().any(|item| items.contains_key(item));
    let mut absent = Vec::new();
    let intake = items.keys().any(|item| matches!(item, Item::Withdrawal(_)));
    let told = |table: &Table<'_>| table.intake_from_use || table.slot_of(total_intake()).is_some();
    if !intake && !told(table) && !mates.iter().any(|mate| told(mate)) {
        absent.push(Item::Withdrawal(Source::Unspecified));
    }
    let recycled = [Item::Recirculated, Item::Reuse, Item::SeriesIn, Item::Condensate];
    if !has(&recycled) {
        absent.push(Item::Recirculated);
    }
    absent.extend(
        [Item::Consumption, Item::Discharge, Item::Leakage]
            .into_iter()
            .filter(|item| !has(&[*item])),
    );
    absent
}

fn total_intake() -> super::report::Meaning {
    super::report::Meaning::Quantity(shuiheng_audit::Quantity::WithdrawalTotal)
}

/// Intake that only a total gives: the part without a source, or the use less what is
/// recycled.
fn settle_intake(
    table: &Table<'_>,
    row: usize,
    days: Option<Days>,
    values: &mut BTreeMap<Item, Value>,
) {
    let plain = Item::Withdrawal(Source::Unspecified);
    let daily = |slot: usize| {
        table
            .figures
            .at(row, slot)
            .stated()
            .zip(table.factor(slot, days))
            .map(|(value, factor)| value * factor)
    };
    if table.intake_from_use {
        let Some(slot) =
            table.slot_of(super::report::Meaning::Quantity(shuiheng_audit::Quantity::TotalUse))
        else {
            return;
        };
        let recycled = [Item::Recirculated, Item::SeriesIn, Item::Reuse, Item::Condensate];
        let less: Option<f64> =
            recycled.iter().filter_map(|item| values.get(item)).map(|value| value.flow).sum();
        let flow = daily(slot).zip(less).map(|(total, less)| total - less);
        values.insert(plain, Value { flow, stated: vec![slot], empty: Vec::new() });
        return;
    }
    let Some(slot) = table.slot_of(total_intake()) else { return };
    let Some(total) = daily(slot) else { return };
    let sources: Vec<Item> =
        values.keys().copied().filter(|item| matches!(item, Item::Withdrawal(_))).collect();
    let stated = |item: &Item| values.get(item).is_some_and(|value| !value.stated.is_empty());
    let known: f64 =
        sources.iter().filter_map(|item| values.get(item).and_then(|value| value.flow)).sum();
    let rest = total - known;
    let written = table.figures.at(row, slot).value();
    let slack =
        table.figures.slack(slot, written, sources.len()) * table.factor(slot, days).unwrap_or(1.0);
    let divided = table.columns.iter().any(|column| {
        column.heading.of_which
            && matches!(
                column.meaning,
                Some(super::report::Meaning::Quantity(shuiheng_audit::Quantity::Item(
                    Item::Withdrawal(_)
                )))
            )
    });
    // No source is told for this row, or 其中 names only some: the rest has no source.
    if !sources.iter().any(stated) && total > 0.0 {
        for item in &sources {
            values.remove(item);
        }
        values.insert(plain, Value { flow: Some(total), stated: vec![slot], empty: Vec::new() });
    } else if divided
        && rest > slack
        && sources.iter().all(|item| values.get(item).is_some_and(|value| value.flow.is_some()))
    {
        let mut cells = vec![slot];
        cells.extend(
            sources
                .iter()
                .filter_map(|item| values.get(item))
                .flat_map(|value| value.stated.clone()),
        );
        values.insert(plain, Value { flow: Some(rest), stated: cells, empty: Vec::new() });
    }
}

/// A figure with its origin.
fn figure(intake: &Intake<'_, '_>, row: usize, flow: f64, value: &Value, basis: Basis) -> Figure {
    let table = intake.table;
    let place = |slot: &usize| {
        let (row, col) = table.cell(row, *slot);
        table.block.grid.place(row, col)
    };
    let cells: Vec<CellRef> = value.stated.iter().map(place).collect();
    let origin = if cells.is_empty() {
        let empty = value.empty.first().map_or(Empty::Stated, |empty| empty.1);
        Origin::Assumed {
            reason: zero_reason(empty).to_owned(),
            cells: value.empty.iter().map(|(slot, _)| place(slot)).collect(),
        }
    } else {
        match computation(table, value, intake.days) {
            Some(formula) => Origin::Computed { formula, cells },
            None => Origin::Cells { cells },
        }
    };
    Figure { value: DailyVolume::m3_per_day(flow), basis, origin }
}

/// Why an empty cell is zero.
fn zero_reason(empty: Empty) -> &'static str {
    match empty {
        Empty::Stated => "企业填写“—”“/”或“无”，表示没有",
        Empty::RowBalances => "空白；按零计时该单元水量平衡",
        Empty::TotalComplete => "空白；合计数已由其他数值解释",
        Empty::Unknown => "",
    }
}

/// How a figure was computed from its cells; none where they are the figure or its parts.
fn computation(table: &Table<'_>, value: &Value, days: Option<Days>) -> Option<String> {
    let slot = *value.stated.first()?;
    let unit = table.units[slot]?;
    let gross =
        table.is_gross() && table.slot_of(super::report::Meaning::GrossDischarge) == Some(slot);
    let wide = table.intake_from_use
        && table.slot_of(super::report::Meaning::Quantity(shuiheng_audit::Quantity::TotalUse))
            == Some(slot);
    let rest = table.slot_of(total_intake()) == Some(slot) && value.stated.len() > 1;
    let base = if gross {
        "排水量－串联供出"
    } else if wide {
        "用水量－重复利用水量"
    } else if rest {
        "取水合计－已列水源"
    } else {
        ""
    };
    let conversion = conversion(unit, days);
    match (base.is_empty(), conversion) {
        (true, None) => None,
        (true, Some(conversion)) => Some(format!("表列值（{}）{conversion}", unit.symbol())),
        (false, None) => Some(base.to_owned()),
        (false, Some(conversion)) => Some(format!("（{base}）（{}）{conversion}", unit.symbol())),
    }
}

/// How a unit becomes m³/d, in words; none where it is m³/d.
pub(crate) fn conversion(unit: FlowUnit, days: Option<Days>) -> Option<String> {
    let days = days.map_or_else(|| "年运行天数".to_owned(), |days| days.value().to_string());
    Some(match unit {
        FlowUnit::M3PerDay => return None,
        FlowUnit::TenThousandM3PerDay => "×10000".into(),
        FlowUnit::M3PerHour => "×24".into(),
        FlowUnit::LitrePerSecond => "×86.4".into(),
        FlowUnit::LitrePerDay => "÷1000".into(),
        FlowUnit::M3PerMonth => format!("×12÷{days}"),
        FlowUnit::TenThousandM3PerMonth => format!("×10000×12÷{days}"),
        FlowUnit::M3PerYear => format!("÷{days}"),
        FlowUnit::TenThousandM3PerYear => format!("×10000÷{days}"),
    })
}

/// How the figures of a row were obtained, where a column says so.
fn basis(table: &Table<'_>, row: usize) -> Basis {
    let record = table.record(row);
    let text = table
        .labels
        .basis
        .and_then(|col| table.block.grid.text(record.row, col))
        .unwrap_or_default();
    let key = super::text::tidy(text);
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if has(&["估算", "类比", "经验", "估计", "定额", "人数", "estimat"]) {
        Basis::Estimated
    } else if has(&["计算", "推算", "衡算", "差减", "平衡", "comput", "calcul"]) {
        Basis::Computed
    } else if has(&["超声", "便携", "实测", "容积", "测量", "测定", "measur"]) {
        Basis::Measured
    } else if has(&["水表", "流量计", "计量", "表计", "电磁", "meter"]) {
        Basis::Metered
    } else {
        Basis::Stated
    }
}
