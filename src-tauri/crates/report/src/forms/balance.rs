//! F5, the balance table (水平衡测试统计表): the units that are no sums of others, what each
//! has of every quantity, and the sums that the table shows.

use super::{Form, FormCell, FormHead, FormRow, codes, figures, words};
use crate::compose::sums;
use shuiheng_audit::{
    Basis, Category, Closure, DailyVolume, Diagnosis, Flows, Item, Site, Source, UnitBalance,
    UnitId,
};
use std::collections::{BTreeMap, BTreeSet};

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

/// What a column of quantities holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BalanceColumn {
    /// A quantity as it was given, m³/d.
    Item(Item),
    /// All intake, `Vi`, m³/d.
    Intake,
    /// All water used again, `Vr`, m³/d.
    Recycled,
    /// All water used, `Vt`, m³/d.
    Used,
    /// Inflow less outflow, m³/d.
    Imbalance,
    /// That over the inflow, %.
    ImbalanceRate,
    /// `Vr/Vt`, %.
    ReuseRate,
}

use BalanceColumn as Of;

/// The balance table.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceForm {
    /// Its columns of quantities; the columns of words stand before and after them.
    pub columns: Vec<BalanceColumn>,
    /// Its rows.
    pub lines: Vec<BalanceLine>,
    totals: BTreeMap<BalanceColumn, Option<f64>>,
    closure: Closure,
}

/// A row of the balance table.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceLine {
    /// What its water is for.
    pub category: Option<Category>,
    /// The names of the units above, from the top; empty without.
    pub workshop: String,
    /// Its name; that of a part of the unit above begins with 其中.
    pub name: String,
    /// True for rows that sums add.
    pub counts: bool,
    /// What it has; none where it is not known.
    flows: BTreeMap<Item, Option<f64>>,
    closure: Closure,
    basis: Option<Basis>,
}

/// True for the quantities that are water used again.
const fn recycled(item: Item) -> bool {
    matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
}

/// True where a quantity is counted in a column.
pub fn in_column(of: BalanceColumn, item: Item) -> bool {
    let intake = matches!(item, Item::Withdrawal(_));
    match of {
        Of::Item(own) => own == item,
        Of::Intake => intake,
        Of::Recycled => recycled(item),
        Of::Used => intake || recycled(item) || item == Item::DistributedIn,
        Of::Imbalance | Of::ImbalanceRate | Of::ReuseRate => item.is_inflow(),
    }
}

/// A sum without what adding binary fractions leaves behind, to a millionth.
pub(super) fn noise_free(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// A share in %; none of nothing.
pub(super) fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole * 100.0)
}

impl BalanceLine {
    /// The sum of the quantities that a test picks; none where one of them is not known.
    fn added(&self, pick: impl Fn(Item) -> bool) -> Option<f64> {
        let picked = self.flows.iter().filter(|(item, _)| pick(**item));
        let sum = picked.map(|(_, flow)| *flow).sum::<Option<f64>>()?;
        Some(noise_free(sum))
    }

    /// The figure of a column; none where it is not known, or where there is none.
    pub fn shown(&self, of: BalanceColumn) -> Option<f64> {
        match of {
            Of::Item(item) => self.flows.get(&item).copied().flatten(),
            Of::Intake | Of::Recycled | Of::Used => self.added(|item| in_column(of, item)),
            Of::Imbalance => {
                Some(noise_free(self.added(Item::is_inflow)? - self.added(Item::is_outflow)?))
            }
            Of::ImbalanceRate => share(self.shown(Of::Imbalance)?, self.added(Item::is_inflow)?),
            Of::ReuseRate => share(self.shown(Of::Recycled)?, self.shown(Of::Used)?),
        }
    }

    /// The figure of a column, zero where the row has none of a quantity; none where it is not
    /// known.
    pub fn or_zero(&self, of: BalanceColumn) -> Option<f64> {
        match of {
            Of::Item(item) => self.flows.get(&item).copied().unwrap_or(Some(0.0)),
            _ => self.shown(of),
        }
    }

    fn cell(&self, of: BalanceColumn) -> FormCell {
        match of {
            Of::Item(item) => match self.flows.get(&item) {
                Some(flow) => FormCell::known(*flow, 1),
                None => FormCell::Absent,
            },
            // A rate of no water at all is not unknown.
            Of::ImbalanceRate | Of::ReuseRate if self.is_dry(of) => FormCell::Absent,
            _ => FormCell::known(self.shown(of), of.digits()),
        }
    }

    /// True where a rate has nothing to be a share of.
    fn is_dry(&self, of: BalanceColumn) -> bool {
        let whole = match of {
            Of::ReuseRate => self.shown(Of::Used),
            _ => self.added(Item::is_inflow),
        };
        whole.is_some_and(|whole| whole <= 0.0)
    }
}

impl BalanceColumn {
    /// The decimals of its figures.
    pub const fn digits(self) -> u32 {
        match self {
            Self::ImbalanceRate | Self::ReuseRate => 2,
            _ => 1,
        }
    }

    fn head(self) -> FormHead {
        let (title, unit) = match self {
            Self::Item(item) => (item.zh(), ""),
            Self::Intake | Self::Recycled => ("小计", ""),
            Self::Used => ("用水量", ""),
            Self::Imbalance => ("不平衡量", ""),
            Self::ImbalanceRate => ("不平衡率", "%"),
            Self::ReuseRate => ("重复利用率", "%"),
        };
        let group = match self {
            Self::Item(Item::Withdrawal(_)) | Self::Intake => Some("取水量"),
            Self::Item(item) if recycled(item) => Some("重复利用水量"),
            Self::Recycled => Some("重复利用水量"),
            Self::Item(item) if item.is_outflow() => Some("输出"),
            _ => None,
        };
        FormHead { group, ..figures(title, unit) }
    }
}

impl BalanceForm {
    /// The table of a diagnosis.
    pub fn of(diagnosis: &Diagnosis) -> Self {
        let lines = lines(diagnosis);
        let columns = columns(&lines);
        let totals = columns.iter().map(|of| (*of, total(&lines, *of))).collect();
        Self { columns, lines, totals, closure: diagnosis.balance.site.difference.closure }
    }

    /// The sum of a column; none where a part of it is not known.
    pub fn total(&self, of: BalanceColumn) -> Option<f64> {
        self.totals.get(&of).copied().flatten()
    }

    /// The categories that have a row, those without one last.
    pub fn categories(&self) -> Vec<Option<Category>> {
        let all = Category::ALL.map(Some).into_iter().chain([None]);
        all.filter(|wanted| self.lines.iter().any(|line| line.category == *wanted)).collect()
    }

    /// The form: rows as [`Self::lines`], and their sum.
    pub fn form(&self) -> Form {
        let mut heads = vec![codes("序号"), codes("用水类别"), words("车间"), words("用水单元")];
        heads.extend(self.columns.iter().map(|of| of.head()));
        heads.extend([codes("计量方式"), codes("平衡情况")]);
        let row = |(at, line): (usize, &BalanceLine)| {
            let mut cells = vec![
                FormCell::count(at + 1),
                line.category.map_or(FormCell::Unknown, |category| FormCell::text(category.zh())),
                if line.workshop.is_empty() {
                    FormCell::Absent
                } else {
                    FormCell::text(&line.workshop)
                },
                FormCell::text(&line.name),
            ];
            cells.extend(self.columns.iter().map(|of| line.cell(*of)));
            cells.push(line.basis.map_or(FormCell::Unknown, |basis| FormCell::text(basis.zh())));
            cells.push(closure(line.closure));
            FormRow::data(cells)
        };
        let mut rows: Vec<FormRow> = self.lines.iter().enumerate().map(row).collect();
        if !rows.is_empty() {
            let blanks = [FormCell::Blank, FormCell::Blank, FormCell::Blank];
            let mut cells = vec![FormCell::text("合计")];
            cells.extend(blanks);
            cells.extend(
                self.columns.iter().map(|of| FormCell::known(self.total(*of), of.digits())),
            );
            cells.extend([FormCell::Blank, closure(self.closure)]);
            rows.push(FormRow::total(cells));
        }
        Form {
            title: "企业水平衡测试统计表",
            unit: "单位：m³/d",
            heads,
            rows,
            notes: vec![
                "不平衡量＝各项输入水量－各项输出水量，循环水量输入与输出相等，不参与计算。".into(),
                "名称以“其中”开头的行是上一单元水量的组成部分，不计入合计。".into(),
            ],
            none: "没有用水单元的水量数据",
        }
    }
}

fn closure(closure: Closure) -> FormCell {
    match closure {
        Closure::Open => FormCell::Warning(closure.zh().to_owned()),
        _ => FormCell::text(closure.zh()),
    }
}

/// The quantities that occur, and the sums between them.
fn columns(lines: &[BalanceLine]) -> Vec<BalanceColumn> {
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

/// The sum of a column over the rows that count.
fn total(lines: &[BalanceLine], of: BalanceColumn) -> Option<f64> {
    let counted = || lines.iter().filter(|line| line.counts);
    let sums = |pick: &dyn Fn(Item) -> bool| {
        counted().map(|line| line.added(pick)).sum::<Option<f64>>().map(noise_free)
    };
    match of {
        // Rates are of the sums; they are never added.
        Of::ReuseRate => share(
            sums(&|item| in_column(Of::Recycled, item))?,
            sums(&|item| in_column(Of::Used, item))?,
        ),
        Of::ImbalanceRate => {
            let into = sums(&Item::is_inflow)?;
            share(noise_free(into - sums(&Item::is_outflow)?), into)
        }
        _ => counted().map(|line| line.or_zero(of)).sum::<Option<f64>>().map(noise_free),
    }
}

/// The rows: units without units below them, what workshops use beside their units, and what
/// is part of another row.
fn lines(diagnosis: &Diagnosis) -> Vec<BalanceLine> {
    let site = &diagnosis.case.site;
    let mut lines = Vec::new();
    for of in &diagnosis.balance.units {
        let Some(unit) = site.unit(&of.unit) else { continue };
        let flows = if of.has_children { direct(diagnosis, of) } else { all(&of.flows) };
        if of.has_children && flows.is_empty() {
            continue;
        }
        let marked = unit.name.starts_with("其中");
        lines.push(BalanceLine {
            category: sums::category(diagnosis, unit),
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
