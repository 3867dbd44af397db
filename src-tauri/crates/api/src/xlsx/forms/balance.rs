//! F5, the balance table (水平衡统计表), with live sums. Other sheets refer to its cells.

use super::super::page::{Cell, Head, Look, Page, Written, head, letter};
use super::caption;
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{
    Basis, Category, Closure, DailyVolume, Diagnosis, Flows, Item, Site, Source, UnitBalance,
    UnitId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Name of the sheet.
pub(super) const SHEET: &str = "水平衡统计表";
/// Written where a flow exists and nobody knows how much it is.
const UNMEASURED: &str = "未测";
/// Quantities that have a column although no unit has them.
const ALWAYS: [Item; 8] = [
    Item::Withdrawal(Source::Tap),
    Item::Recirculated,
    Item::SeriesIn,
    Item::Reuse,
    Item::SeriesOut,
    Item::Consumption,
    Item::Discharge,
    Item::Leakage,
];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    /// A quantity as it was given.
    Item(Item),
    /// All intake, `Vi`.
    Intake,
    /// All water used again, `Vr`.
    Recycled,
    /// All water used, `Vt`.
    Used,
    /// Inflow less outflow.
    Imbalance,
    /// That over the inflow, %.
    ImbalanceRate,
    /// `Vr/Vt`, %.
    ReuseRate,
}

/// Where the table stands and what its total row shows.
pub(super) struct Balance {
    columns: Vec<Of>,
    /// Numbers of the first and the last row, from 1.
    pub(super) rows: (u32, u32),
    /// Number of the row of sums, from 1.
    total: u32,
    totals: BTreeMap<Of, Option<f64>>,
    /// Whether the table has a row at all.
    pub(super) lines: Vec<Line>,
}

/// Columns before the quantities: 序号, 用水类别, 车间, 用水单元.
const BEFORE: u16 = 4;
const CATEGORY: u16 = 1;
const UNIT: u16 = 3;

/// A row of the table.
pub(super) struct Line {
    /// What its water is for.
    pub(super) category: Option<Category>,
    workshop: String,
    name: String,
    counts: bool,
    flows: BTreeMap<Item, Option<f64>>,
    closure: Closure,
    basis: Option<Basis>,
}

impl Balance {
    fn column(&self, of: Of) -> Option<u16> {
        let at = self.columns.iter().position(|column| *column == of)?;
        Some(BEFORE + u16::try_from(at).ok()?)
    }

    /// The cell of a sum as another sheet names it, and what it shows; none where it shows
    /// nothing.
    pub(super) fn total(&self, of: Of) -> Option<(String, f64)> {
        let value = self.totals.get(&of).copied().flatten()?;
        let column = letter(self.column(of)?);
        Some((format!("{SHEET}!${column}${}", self.total), value))
    }

    /// The cells of a column, and of the category and name beside them, as another sheet
    /// names them.
    pub(super) fn ranges(&self, of: Of) -> Option<(String, String, String)> {
        let (first, last) = self.rows;
        let range = |column: u16| {
            let column = letter(column);
            format!("{SHEET}!${column}${first}:${column}${last}")
        };
        Some((range(self.column(of)?), range(CATEGORY), range(UNIT)))
    }

    /// A figure of a row; none where it is not known.
    pub(super) fn value(&self, line: &Line, of: Of) -> Option<f64> {
        line.shown(of)
    }
}

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written<Balance> {
    let lines = lines(diagnosis);
    let columns = columns(&lines);
    let heads = heads(&columns);
    let caption = format!("{}　单位：m³/d", caption(diagnosis));
    let mut page = Page::begin(sheet, look, (SHEET, "企业水平衡测试统计表", &caption), &heads)?;
    page.heads(&heads, UNIT + 1)?;
    let first = page.row + 1;
    let last = page.row + u32::try_from(lines.len()).unwrap_or(0).max(1);
    let mut balance =
        Balance { columns, rows: (first, last), total: last + 1, totals: BTreeMap::new(), lines };
    if balance.lines.is_empty() {
        page.line(&vec![Cell::Empty; heads.len()])?;
    }
    for (at, line) in balance.lines.iter().enumerate() {
        let row = page.row + 1;
        let mut cells = vec![
            Cell::count(at + 1),
            line.category.map_or(Cell::Empty, |category| Cell::text(category.zh())),
            Cell::text(&line.workshop),
            Cell::text(&line.name),
        ];
        cells.extend(balance.columns.iter().map(|of| balance.cell(line, *of, row)));
        cells.push(line.basis.map_or(Cell::Empty, |basis| Cell::text(basis.zh())));
        cells.push(Cell::text(line.closure.zh()));
        page.line(&cells)?;
    }
    let mut cells = vec![Cell::text("合计"), Cell::Empty, Cell::Empty, Cell::Empty];
    for of in balance.columns.clone() {
        let cell = balance.sum(of);
        balance.totals.insert(of, cell.value());
        cells.push(cell);
    }
    cells.push(Cell::Empty);
    cells.push(Cell::text(diagnosis.balance.site.difference.closure.zh()));
    page.total(&cells)?;
    page.note(
        "注：1. “—”表示没有该项水量，“未测”表示有该项水量而数值不详；合计含“未测”的列留空。2. 不平衡量＝各项输入水量－各项输出水量，循环水量输入与输出相等，不参与计算。3. 名称以“其中”开头的行是上一单元水量的组成部分，不计入合计。4. 平衡情况按诊断时的允许误差判定，改动数据后须重新导入判定。",
    )?;
    page.end(true)?;
    Ok(balance)
}

fn heads(columns: &[Of]) -> Vec<Head> {
    let mut heads =
        vec![head("序号", 5.0), head("用水类别", 9.0), head("车间", 14.0), head("用水单元", 20.0)];
    heads.extend(columns.iter().map(|of| match of {
        Of::Item(item) => head(item.zh(), 9.0),
        Of::Intake => head("取水量小计", 9.5),
        Of::Recycled => head("重复利用水量小计", 10.0),
        Of::Used => head("用水量", 9.5),
        Of::Imbalance => head("不平衡量", 9.0),
        Of::ImbalanceRate => head("不平衡率\n%", 9.0),
        Of::ReuseRate => head("重复利用率\n%", 9.0),
    }));
    heads.push(head("计量方式", 9.0));
    heads.push(head("平衡情况", 10.0));
    heads
}

/// The quantities that occur, and the sums between them.
fn columns(lines: &[Line]) -> Vec<Of> {
    let occurs: BTreeSet<Item> =
        lines.iter().flat_map(|line| line.flows.keys()).copied().chain(ALWAYS).collect();
    let of = |pick: fn(Item) -> bool| {
        let picked = Item::all().filter(|item| occurs.contains(item) && pick(*item));
        picked.map(Of::Item).collect::<Vec<Of>>()
    };
    let mut columns = of(|item| matches!(item, Item::Withdrawal(_)));
    columns.push(Of::Intake);
    columns.extend(of(|item| matches!(item, Item::DistributedIn | Item::CarriedIn)));
    columns.extend(of(recycled));
    columns.push(Of::Recycled);
    columns.push(Of::Used);
    columns.extend(of(|item| item == Item::TreatmentIn));
    columns.extend(of(Item::is_outflow));
    columns.extend([Of::Imbalance, Of::ImbalanceRate, Of::ReuseRate]);
    columns
}

const fn recycled(item: Item) -> bool {
    matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
}

/// What a computed column adds.
fn parts(of: Of, item: Item) -> bool {
    let intake = matches!(item, Item::Withdrawal(_));
    match of {
        Of::Item(own) => own == item,
        Of::Intake => intake,
        Of::Recycled => recycled(item),
        Of::Used => intake || recycled(item) || item == Item::DistributedIn,
        Of::Imbalance | Of::ImbalanceRate | Of::ReuseRate => item.is_inflow(),
    }
}

impl Line {
    /// The sum of the quantities that a test picks; none where one of them is not known.
    fn added(&self, pick: impl Fn(Item) -> bool) -> Option<f64> {
        let picked = self.flows.iter().filter(|(item, _)| pick(**item));
        let sum = picked.map(|(_, flow)| *flow).sum::<Option<f64>>()?;
        Some(noise_free(sum))
    }

    fn shown(&self, of: Of) -> Option<f64> {
        match of {
            Of::Item(item) => self.flows.get(&item).copied().flatten(),
            Of::Intake | Of::Recycled | Of::Used => self.added(|item| parts(of, item)),
            Of::Imbalance => {
                Some(noise_free(self.added(Item::is_inflow)? - self.added(Item::is_outflow)?))
            }
            Of::ImbalanceRate => share(self.shown(Of::Imbalance)?, self.added(Item::is_inflow)?),
            Of::ReuseRate => share(self.shown(Of::Recycled)?, self.shown(Of::Used)?),
        }
    }
}

fn noise_free(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole * 100.0)
}

impl Balance {
    fn cell(&self, line: &Line, of: Of, row: u32) -> Cell {
        let result = line.shown(of);
        match of {
            Of::Item(item) => match line.flows.get(&item) {
                Some(Some(flow)) => Cell::Number(*flow, 1),
                Some(None) => Cell::text(UNMEASURED),
                None => Cell::text("—"),
            },
            Of::Intake | Of::Recycled | Of::Used => {
                let cells = self.cells(row, |item| parts(of, item));
                Cell::Formula(known(&cells, &format!("ROUND(SUM({cells}),6)")), result, 1)
            }
            Of::Imbalance => {
                let (into, out) =
                    (self.cells(row, Item::is_inflow), self.cells(row, Item::is_outflow));
                let sum = format!("ROUND(SUM({into})-SUM({out}),6)");
                Cell::Formula(known(&format!("{into},{out}"), &sum), result, 1)
            }
            Of::ImbalanceRate | Of::ReuseRate => self.rate(of, row, result),
        }
    }

    fn rate(&self, of: Of, row: u32, result: Option<f64>) -> Cell {
        let cell = |of: Of| {
            self.column(of).map_or_else(String::new, |column| format!("{}{row}", letter(column)))
        };
        let (part, whole) = match of {
            Of::ReuseRate => (cell(Of::Recycled), cell(Of::Used)),
            _ => (cell(Of::Imbalance), format!("SUM({})", self.cells(row, Item::is_inflow))),
        };
        let formula = format!("IF(ISNUMBER({part}),IF(N({whole})>0,{part}/{whole}*100,\"\"),\"\")");
        Cell::Formula(formula, result, 2)
    }

    /// The cells of a row whose quantities a test picks, as a list of ranges.
    fn cells(&self, row: u32, pick: impl Fn(Item) -> bool) -> String {
        let mut runs: Vec<(u16, u16)> = Vec::new();
        for (column, of) in (BEFORE..).zip(&self.columns) {
            let Of::Item(item) = of else { continue };
            if !pick(*item) {
                continue;
            }
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == column => *last = column,
                _ => runs.push((column, column)),
            }
        }
        let run = |(from, to): &(u16, u16)| format!("{}{row}:{}{row}", letter(*from), letter(*to));
        runs.iter().map(run).collect::<Vec<_>>().join(",")
    }

    /// A cell of the row of sums.
    fn sum(&self, of: Of) -> Cell {
        let counted = || self.lines.iter().filter(|line| line.counts);
        let sums = |pick: &dyn Fn(Item) -> bool| {
            counted().map(|line| line.added(pick)).sum::<Option<f64>>().map(noise_free)
        };
        match of {
            Of::ImbalanceRate | Of::ReuseRate => {
                let into = sums(&Item::is_inflow);
                let out = sums(&Item::is_outflow);
                let (part, whole) = match of {
                    Of::ReuseRate => (
                        sums(&|item| parts(Of::Recycled, item)),
                        sums(&|item| parts(Of::Used, item)),
                    ),
                    _ => (into.zip(out).map(|(into, out)| noise_free(into - out)), into),
                };
                let result = part.zip(whole).and_then(|(part, whole)| share(part, whole));
                // Rates are of the sums; they are never added.
                self.rate(of, self.total, result)
            }
            _ => {
                let result = counted().map(|line| match of {
                    Of::Item(item) => line.flows.get(&item).copied().unwrap_or(Some(0.0)),
                    _ => line.shown(of),
                });
                let result = result.sum::<Option<f64>>().map(noise_free);
                let column = self.column(of).unwrap_or(0);
                let (first, last) = self.rows;
                let range = |column: u16| {
                    let column = letter(column);
                    format!("{column}${first}:{column}${last}")
                };
                let (own, unit) = (range(column), range(UNIT));
                // An empty result of a formula stands for a part that is not known.
                let gap = format!(
                    "COUNTIF({own},\"{UNMEASURED}\")+COUNTIFS({unit},\"<>其中*\",{unit},\"<>\",{own},\"\")>0"
                );
                let formula = format!("IF({gap},\"\",ROUND(SUMIFS({own},{unit},\"<>其中*\"),6))");
                Cell::Formula(formula, result, 1)
            }
        }
    }
}

fn known(cells: &str, value: &str) -> String {
    let gaps: Vec<String> =
        cells.split(',').map(|range| format!("COUNTIF({range},\"{UNMEASURED}\")")).collect();
    format!("IF({}>0,\"\",{value})", gaps.join("+"))
}

/// The rows: units without units below them, what workshops use beside their units, and what
/// is part of another row.
fn lines(diagnosis: &Diagnosis) -> Vec<Line> {
    let site = &diagnosis.case.site;
    let mut lines = Vec::new();
    for of in &diagnosis.balance.units {
        let Some(unit) = site.unit(&of.unit) else { continue };
        let flows = if of.has_children { direct(diagnosis, of) } else { all(&of.flows) };
        if of.has_children && flows.is_empty() {
            continue;
        }
        let marked = unit.name.starts_with("其中");
        lines.push(Line {
            category: unit.category,
            workshop: if of.has_children {
                path(diagnosis, Some(&unit.id))
            } else {
                path(diagnosis, unit.parent.as_ref())
            },
            name: if unit.of_which && !marked {
                format!("其中：{}", unit.name)
            } else {
                unit.name.clone()
            },
            counts: !unit.of_which,
            flows,
            closure: of.difference.closure,
            basis: basis(site, &unit.id),
        });
    }
    lines
}

/// How most figures of a unit were obtained; of equally many the least sure way.
fn basis(site: &Site, unit: &UnitId) -> Option<Basis> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let role = |id: &UnitId| site.unit(id).map(|unit| unit.role).unwrap_or_default();
    for stream in site.streams.iter().filter(|stream| stream.item_for(unit, role).is_some()) {
        let place = |figure: &shuiheng_audit::Figure| {
            Basis::ALL.iter().position(|basis| *basis == figure.basis)
        };
        if let Some(at) = stream.figure.as_ref().and_then(place) {
            *counts.entry(at).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(at, count)| (*count, *at))?;
    Basis::ALL.get(most.0).copied()
}

/// The names of the units above, from the top.
fn path<'d>(diagnosis: &'d Diagnosis, mut above: Option<&'d UnitId>) -> String {
    let mut names = Vec::new();
    while let Some(unit) =
        above.and_then(|id| diagnosis.case.site.unit(id)).filter(|_| names.len() < 32)
    {
        // What is part of a unit stands below it in the same workshop.
        if !diagnosis.case.site.children(Some(&unit.id)).all(|child| child.of_which) {
            names.push(unit.name.as_str());
        }
        above = unit.parent.as_ref();
    }
    names.reverse();
    names.join("／")
}

fn all(flows: &Flows) -> BTreeMap<Item, Option<f64>> {
    Item::all()
        .filter(|item| flows.has(*item))
        .map(|item| (item, flows.get(item).map(DailyVolume::value)))
        .collect()
}

/// What a workshop uses beside its units.
fn direct(diagnosis: &Diagnosis, of: &UnitBalance) -> BTreeMap<Item, Option<f64>> {
    let site = &diagnosis.case.site;
    let below: Vec<&Flows> = site
        .children(Some(&of.unit))
        .filter(|unit| !unit.of_which)
        .filter_map(|unit| diagnosis.balance.unit(&unit.id).map(|unit| &unit.flows))
        .collect();
    let mut own = all(&of.flows);
    own.retain(|item, whole| {
        let children = below.iter().filter(|flows| flows.has(*item));
        let sum =
            children.map(|flows| flows.get(*item).map(DailyVolume::value)).sum::<Option<f64>>();
        match (*whole, sum) {
            (Some(flow), Some(sum)) if (flow - sum).abs() > 1e-6 => {
                *whole = Some(noise_free(flow - sum));
                true
            }
            (None, Some(_)) => true,
            _ => false,
        }
    });
    own
}

impl Line {
    /// True for rows that sums add.
    pub(super) const fn counted(&self) -> bool {
        self.counts
    }
}

impl Balance {
    /// A quantity of a row, zero where the row has none of it; none where it is not known.
    pub(super) fn item_or_zero(&self, line: &Line, of: Of) -> Option<f64> {
        match of {
            Of::Item(item) => line.flows.get(&item).copied().unwrap_or(Some(0.0)),
            _ => line.shown(of),
        }
    }
}
