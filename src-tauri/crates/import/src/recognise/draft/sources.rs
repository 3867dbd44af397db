//! A unit that a table gives in a row for each of its sources: one unit, its rows added.

use super::super::choose::unit_key;
use super::super::figures::Entry;
use super::super::remark::Said;
use super::super::sums::Verdict;
use super::super::table::Table;
use super::Draft;
use shuiheng_audit::{CellRef, DailyVolume, DoubtCode, Figure, Origin, Place, Source, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that go on with the unit of a row above them, by that row: the same name in the same
/// group, or none, one below the other, each with another source.
pub(super) fn rows_of_one_unit(table: &Table<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut head: Option<(usize, String, BTreeSet<Source>)> = None;
    for row in 0..table.verdicts.len() {
        let source = table.source(row).filter(|_| matches!(table.verdicts[row], Verdict::Leaf(_)));
        let Some(source) = source else {
            head = None;
            continue;
        };
        let key = unit_key(table.record(row));
        if let Some((first, name, sources)) = &mut head
            && (*name == key || table.record(row).name.is_empty())
            && sources.insert(source)
        {
            found.entry(*first).or_default().push(row);
        } else {
            head = Some((row, key, BTreeSet::from([source])));
        }
    }
    found
}

/// One stream in the making: what each row gives.
struct Part {
    stream: Stream,
    figures: Vec<Option<Figure>>,
}

impl Draft {
    /// Adds the streams that several rows gave one unit, those from a place in the list on.
    /// A quantity that only some rows give holds for the unit where its balance closes so.
    pub(super) fn add_rows(&mut self, from: usize, table: &Table<'_>, rows: &[usize]) -> bool {
        let mut parts: Vec<Part> = Vec::new();
        for stream in self.site.streams.split_off(from) {
            let same = |part: &&mut Part| {
                (&part.stream.from, &part.stream.to) == (&stream.from, &stream.to)
            };
            match parts.iter_mut().find(same) {
                Some(part) => part.figures.push(stream.figure),
                None => parts.push(Part { figures: vec![stream.figure.clone()], stream }),
            }
        }
        let readable = rows.iter().all(|row| !table.figures.row(*row).contains(&Entry::Unknown));
        let closes = readable && closes(&parts);
        let complete = parts.iter().all(|part| part.figures.iter().all(Option::is_some));
        for part in parts {
            let known: Vec<Figure> = part.figures.iter().flatten().cloned().collect();
            let all = known.len() == part.figures.len() || (closes && !known.is_empty());
            let figure = all.then(|| added(known)).flatten();
            self.site.streams.push(Stream { figure, ..part.stream });
        }
        closes || complete
    }

    /// Says which units were put together from rows of several sources.
    pub(super) fn say_rows(&mut self, names: &[String], places: Vec<CellRef>) {
        if names.is_empty() {
            return;
        }
        let (zh, en) =
            (super::super::remark::listed(names), super::super::remark::listed_en(names));
        self.remarks.note(
            DoubtCode::ColumnsAdded,
            places,
            Said::new(
                (
                    format!("{zh}按水源分行填写，各行作为同一用水单元，水量相加，取水按水源分列。"),
                    format!("{en} stand in a row for each source; the rows are one unit, their flows added, the intake by source."),
                ),
                (
                    "如为不同设备，请在名称中加以区分后重新导入。",
                    "Tell them apart by name and import again if they are different units.",
                ),
            ),
        );
    }
}

/// True where inflow and outflow of what is given are equal, within 0.05 m³/d for each row
/// or 0.5 %, so that what a row leaves blank is in the figure of another.
fn closes(parts: &[Part]) -> bool {
    let (mut inflow, mut outflow, mut terms) = (0.0_f64, 0.0_f64, 0.0_f64);
    for part in parts {
        if part.stream.from == part.stream.to {
            continue;
        }
        let sum: f64 = part.figures.iter().flatten().map(|figure| figure.value.value()).sum();
        terms += 1.0;
        if matches!(part.stream.to, Place::Unit(_)) {
            inflow += sum;
        } else {
            outflow += sum;
        }
    }
    inflow > 0.0 && (inflow - outflow).abs() <= (0.05 * terms).max(0.005 * inflow) + 1e-9
}

/// The figures of several rows as one.
fn added(mut figures: Vec<Figure>) -> Option<Figure> {
    if figures.len() < 2 {
        return figures.pop();
    }
    let value = figures.iter().map(|figure| figure.value.value()).sum();
    let basis = figures.iter().map(|figure| figure.basis).max()?;
    let mut formulas: BTreeSet<String> = BTreeSet::new();
    let mut cells: Vec<CellRef> = Vec::new();
    for figure in figures {
        match figure.origin {
            Origin::Cells { cells: own } | Origin::Assumed { cells: own, .. } => cells.extend(own),
            Origin::Computed { formula, cells: own } => {
                formulas.insert(formula);
                cells.extend(own);
            }
            Origin::Entry { .. } => {}
        }
    }
    let how = formulas.into_iter().collect::<Vec<_>>().join("；");
    let formula = if how.is_empty() {
        "各水源行相加".to_owned()
    } else {
        format!("各水源行相加（{how}）")
    };
    Some(Figure {
        value: DailyVolume::m3_per_day(value),
        basis,
        origin: Origin::Computed { formula, cells },
        uncertainty: None,
    })
}
