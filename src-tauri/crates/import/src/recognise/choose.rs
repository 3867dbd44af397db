//! Which of several balance tables count: workshops are added, summaries are checked,
//! copies and other periods are left out.

use super::heading::year_in;
use super::phase::phase_in;
use super::report::{Meaning, SheetRole};
use super::summary::find_summaries;
use super::table::Table;
use super::text::tidy;
use shuiheng_audit::{Days, Item, Quantity, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a balance table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fate {
    /// Its rows are taken in.
    Read,
    /// It sums other tables: which of its rows sum which tables. Rows that sum none are
    /// taken in.
    Summary(BTreeMap<usize, Vec<usize>>),
    /// Its columns belong to the rows of another table: inflow there, outflow here.
    Mate(usize),
    /// It is left out, with the reason; true where that is worth a warning.
    LeftOut(Text, bool),
}

/// The fate of each table.
pub(crate) fn choose(tables: &[Table<'_>], days: Option<Days>, wanted: &[String]) -> Vec<Fate> {
    let mut fates = vec![Fate::Read; tables.len()];
    leave_out_unwanted(tables, wanted, &mut fates);
    leave_out_examples(tables, &mut fates);
    take_as_chosen(tables, &mut fates);
    leave_out_weak(tables, &mut fates);
    if tables.len() > 1 {
        let names: Vec<BTreeSet<String>> = tables.iter().map(names_of).collect();
        let named = Named { shared: sharing(&names), names };
        join_sides(tables, &named, &mut fates);
        leave_out_copies(tables, &named, days, &mut fates);
        find_summaries(tables, days, &mut fates);
    }
    fates
}

fn leave_out_unwanted(tables: &[Table<'_>], wanted: &[String], fates: &mut [Fate]) {
    if wanted.is_empty() {
        return;
    }
    for (table, fate) in tables.iter().zip(fates) {
        if !wanted.iter().any(|name| name == table.block.grid.sheet) {
            let reason = Text::new("未选用该工作表", "the sheet was not among those chosen");
            *fate = Fate::LeftOut(reason, false);
        }
    }
}

/// A table that a person takes for a summary is only checked.
fn take_as_chosen(tables: &[Table<'_>], fates: &mut [Fate]) {
    for (table, fate) in tables.iter().zip(fates) {
        match table.chosen.role {
            Some(SheetRole::Summary) => {
                *fate = Fate::Summary(table.leaves().map(|row| (row, Vec::new())).collect());
            }
            Some(SheetRole::Balance) => *fate = Fate::Read,
            _ => {}
        }
    }
}

/// A sheet that shows how to fill in another one holds nobody's water.
fn leave_out_examples(tables: &[Table<'_>], fates: &mut [Fate]) {
    let example = |table: &Table<'_>| {
        let key = tidy(table.block.grid.sheet);
        ["示例", "样表", "样例", "范例", "模板", "例表"].iter().any(|word| key.contains(word))
    };
    let read = |at: &usize| fates[*at] == Fate::Read;
    if (0..tables.len()).filter(read).all(|at| example(&tables[at])) {
        return;
    }
    for (_, fate) in tables.iter().zip(fates).filter(|(table, _)| example(table)) {
        if *fate == Fate::Read {
            let reason = Text::new(
                "工作表名称说明这是填写示例，另有水平衡表",
                "the sheet's name says that it is an example, and there is another balance",
            );
            *fate = Fate::LeftOut(reason, true);
        }
    }
}

/// True for a table that a person takes for a balance: its rows count, whatever else is
/// found.
fn is_firm(table: &Table<'_>) -> bool {
    table.chosen.role == Some(SheetRole::Balance)
}

/// A table with inflow and outflow is a balance; one with only a side of it counts where
/// there is no better.
fn leave_out_weak(tables: &[Table<'_>], fates: &mut [Fate]) {
    let strong = |table: &Table<'_>| {
        let items = table.items();
        let known = |item: &Item| *item != Item::Recirculated;
        let inflow = items.keys().any(|item| item.is_inflow())
            || table.intake_from_use
            || table.slot_of(Meaning::Quantity(Quantity::WithdrawalTotal)).is_some();
        inflow && items.keys().filter(|item| known(item)).any(|item| item.is_outflow())
    };
    let read = |at: &usize| fates[*at] == Fate::Read;
    let strengths: Vec<bool> = tables.iter().map(strong).collect();
    if !(0..tables.len()).filter(read).any(|at| strengths[at]) {
        return;
    }
    for ((fate, strong), table) in fates.iter_mut().zip(strengths).zip(tables) {
        if *fate == Fate::Read && !strong && !is_firm(table) {
            let reason = Text::new(
                "只有取水（或排水）一侧的水量，另有完整的水平衡表",
                "it has one side of the balance only, and another table has both",
            );
            *fate = Fate::LeftOut(reason, true);
        }
    }
}

/// Inflow in one table and outflow in another, of the same units: they are one balance.
fn join_sides(tables: &[Table<'_>], named: &Named, fates: &mut [Fate]) {
    let items: Vec<_> = tables.iter().map(Table::items).collect();
    for (at, others) in named.shared.iter().enumerate() {
        for &other in others {
            if fates[at] != Fate::Read || fates[other] != Fate::Read {
                continue;
            }
            if items[at].keys().any(|item| items[other].contains_key(item)) {
                continue;
            }
            let (names, others) = (&named.names[at], &named.names[other]);
            let common = names.intersection(others).count();
            if common > 0 && common * 10 >= names.len().max(others.len()) * 8 {
                fates[at] = Fate::Mate(other);
            }
        }
    }
}

/// The units of the tables by their names.
struct Named {
    names: Vec<BTreeSet<String>>,
    shared: Vec<BTreeSet<usize>>,
}

/// For each table, those before it that share the name of a unit with it: among many tables
/// only these can be its other side or a copy of it.
fn sharing(names: &[BTreeSet<String>]) -> Vec<BTreeSet<usize>> {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut shared = vec![BTreeSet::new(); names.len()];
    for (at, names) in names.iter().enumerate() {
        for name in names {
            let before = holders.entry(name).or_default();
            shared[at].extend(before.iter().copied());
            before.push(at);
        }
    }
    shared
}

fn leave_out_copies(tables: &[Table<'_>], named: &Named, days: Option<Days>, fates: &mut [Fate]) {
    let sums: Vec<BTreeMap<Item, f64>> = tables.iter().map(|table| table.sums(days)).collect();
    for (at, others) in named.shared.iter().enumerate() {
        for &other in others {
            if fates[at] != Fate::Read || fates[other] != Fate::Read {
                continue;
            }
            if is_firm(&tables[at]) && is_firm(&tables[other]) {
                continue;
            }
            let Some(kind) = sameness(tables, &named.names, &sums, (other, at)) else { continue };
            let (kept, left) =
                if rank(&tables[at]) > rank(&tables[other]) { (at, other) } else { (other, at) };
            let sheet = tables[kept].block.grid.sheet;
            fates[left] = match kind {
                Same::Copy => Fate::LeftOut(
                    Text::new(
                        format!("与“{sheet}”中的表数值相同"),
                        format!("it holds the same figures as “{sheet}”"),
                    ),
                    false,
                ),
                Same::Units => Fate::LeftOut(
                    Text::new(
                        format!(
                            "与“{sheet}”中的表为相同用水单元的另一时段，已采用“{sheet}”（时间较近或较完整）"
                        ),
                        format!(
                            "it holds the same units for another period; “{sheet}” is later or more complete"
                        ),
                    ),
                    true,
                ),
            };
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Same {
    Copy,
    Units,
}

fn sameness(
    tables: &[Table<'_>],
    names: &[BTreeSet<String>],
    sums: &[BTreeMap<Item, f64>],
    pair: (usize, usize),
) -> Option<Same> {
    let (a, b) = (&tables[pair.0], &tables[pair.1]);
    let common = names[pair.0].intersection(&names[pair.1]).count();
    let least = names[pair.0].len().min(names[pair.1].len());
    if common == 0 || common * 10 < least * 6 {
        return None;
    }
    let (sums, other) = (&sums[pair.0], &sums[pair.1]);
    let shared: Vec<&Item> = sums.keys().filter(|item| other.contains_key(item)).collect();
    if shared.len() < 2 {
        return None;
    }
    // Another unit of measure was rounded in other places.
    let other_unit = a.unit.flow != b.unit.flow;
    let same = |a: f64, b: f64| {
        near(a, b) || (other_unit && (a - b).abs() <= 0.005 * a.abs().max(b.abs()) + 0.1)
    };
    let equal = shared.iter().all(|item| same(sums[item], other[item]))
        && names[pair.0].len() == names[pair.1].len();
    // Two workshops may well use the same water; a copy says that it is one.
    let apart = names_workshop(a)
        && names_workshop(b)
        && without_copy_mark(a.block.grid.sheet) != without_copy_mark(b.block.grid.sheet);
    if equal && common == least && !apart {
        return Some(Same::Copy);
    }
    let periods = period(a) != period(b);
    let workshops = names_workshop(a) && names_workshop(b);
    let alike = common >= 3 && common * 10 >= least * 8;
    (periods || (alike && !workshops)).then_some(Same::Units)
}

/// The name of a sheet without what a copy of it adds: 水平衡 (2), 一车间 - 副本.
fn without_copy_mark(sheet: &str) -> String {
    let (outside, inside) = super::text::split_brackets(&tidy(sheet));
    let counted = inside.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    let name = if counted { outside } else { tidy(sheet) };
    name.replace("副本", "").replace("copy", "").trim_matches(['-', '_']).to_owned()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()) + 1e-9
}

/// What tells a unit of a table: its group and its name.
pub(crate) fn unit_key(record: &super::record::Record) -> String {
    let group = record.group.as_ref().map_or("", |group| group.0.as_str());
    tidy(&format!("{group}/{}", record.name))
}

/// What tells the counting units of a table.
pub(crate) fn names_of(table: &Table<'_>) -> BTreeSet<String> {
    table.leaves().map(|row| unit_key(table.record(row))).collect()
}

/// A table that a person chose, then the later and the fuller, is worth more.
fn rank(table: &Table<'_>) -> (bool, u8, bool, u32, usize, usize) {
    let figures = &table.figures;
    let known = (0..figures.len())
        .map(|row| figures.row(row).iter().filter(|entry| entry.stated().is_some()).count())
        .sum();
    // Of the same figures by the day and by the year, those by the day need no conversion.
    let daily = table.unit.flow.is_some_and(|unit| !unit.needs_days());
    (is_firm(table), worth(table), daily, period(table), table.items().len(), known)
}

/// What the sheet or the title says of the worth of its figures: a mean before the readings
/// that it was taken from, 改造后 before 改造前, 终稿 before 初稿.
fn worth(table: &Table<'_>) -> u8 {
    const DRAFTS: &[&str] = &["初稿", "草稿", "草表", "送审", "旧", "作废", "备份", "原始"];
    const FINALS: &[&str] = &["终稿", "定稿", "最终", "修订", "修改", "更正", "审定", "正式"];
    let of = |text: &str| {
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if has(&["平均", "均值"]) {
            Some(4)
        } else if has(FINALS) {
            Some(2)
        } else if has(DRAFTS) {
            Some(0)
        } else {
            phase_in(text).map(|phase| phase.rank + 1)
        }
    };
    let titles = table.caption.above.iter().map(|words| words.text.as_str());
    of(table.block.grid.sheet).or_else(|| titles.filter_map(of).max()).unwrap_or(1)
}

/// Year and month that the sheet or the title names, as one number; 0 where none.
fn period(table: &Table<'_>) -> u32 {
    let texts = std::iter::once(table.block.grid.sheet)
        .chain(table.caption.above.iter().map(|words| words.text.as_str()));
    texts.map(period_in).find(|period| *period > 0).unwrap_or(0)
}

fn period_in(text: &str) -> u32 {
    let key = tidy(text);
    let year = year_in(&key).unwrap_or(0);
    let month = key.find('月').and_then(|at| {
        let digits: String = key[..at].chars().rev().take_while(char::is_ascii_digit).collect();
        digits.chars().rev().collect::<String>().parse::<u32>().ok()
    });
    let after = u32::from(key.contains("改造后") || key.contains("整改后") || key.contains("复测"));
    year * 1000 + month.filter(|month| *month <= 12).unwrap_or(0) * 10 + after
}

/// True where the sheet or the title names a part of the site.
fn names_workshop(table: &Table<'_>) -> bool {
    let key = tidy(table.block.grid.sheet);
    let title = table.caption.above.iter().map(|words| tidy(&words.text));
    std::iter::once(key).chain(title).any(|key| {
        [
            "车间",
            "工段",
            "分厂",
            "厂区",
            "生产线",
            "号线",
            "部门",
            "系统",
            "公用工程",
            "生活区",
            "workshop",
        ]
        .iter()
        .any(|word| key.contains(word))
    }) || names_place(table.block.grid.sheet)
}

/// True for the name of a place as sheets bear it: 南厂, 东区, 二期, 3号楼.
fn names_place(sheet: &str) -> bool {
    let key = tidy(sheet);
    let short = key.chars().count() <= 8 && !key.contains(['表', '年']);
    let ends = ["厂", "区", "期", "线", "楼", "栋", "幢", "基地", "园", "馆"];
    short && ends.iter().any(|end| key.ends_with(end)) && phase_in(sheet).is_none()
}

/// The name of the part of the site that a table is about, where its sheet or title says so.
pub(crate) fn workshop(table: &Table<'_>, alone_on_sheet: bool) -> Option<String> {
    let is_general = |key: &str| {
        key.is_empty()
            || key.chars().all(|c| c.is_ascii_digit() || c == '-')
            || ["平衡", "统计", "汇总", "sheet", "表", "test", "数据", "全厂"]
                .iter()
                .any(|word| key.contains(word))
    };
    if alone_on_sheet && !is_general(&tidy(table.block.grid.sheet)) {
        return Some(super::text::one_line(table.block.grid.sheet));
    }
    let parts = ["车间", "工段", "分厂", "厂区", "生产线", "系统", "部门", "公用工程", "生活区"];
    let sources =
        table.caption.above.iter().map(|words| words.text.as_str()).chain([table.block.grid.sheet]);
    sources
        .filter_map(|text| {
            let end =
                parts.iter().filter_map(|part| text.find(part).map(|at| at + part.len())).min()?;
            let name = text[..end].rsplit([' ', ':', '：', '、', '司', '）', ')']).next()?;
            let alone = parts.contains(&name) && !["公用工程", "生活区"].contains(&name);
            (name.chars().count() >= 3 && !alone).then(|| name.to_owned())
        })
        .next()
}
