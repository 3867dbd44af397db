//! What the columns of a table of periods count, and in which unit of measure.

use super::super::block::{Block, Raw};
use super::super::heading::Heading;
use super::super::label::total_name;
use super::super::measure::{Measure, measure_in};
use super::super::register::output_unit;
use super::super::text::{one_line, split_brackets, tidy};
use super::super::word::Word;
use super::term::{Term, term};
use rust_decimal::Decimal;
use shuiheng_audit::{Counted, FlowUnit, Item, Quantity, Source, Span};
use std::collections::BTreeMap;

/// What a column is taken for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Taken {
    /// Its amounts.
    Counts(Counted),
    /// The number of the meter or the account.
    Meter,
    /// Known and not taken: shares, sums over the year so far, remarks.
    Skipped,
    /// Not known.
    Unknown,
}

/// A column of a table of periods.
#[derive(Clone, Debug)]
pub(super) struct UseColumn {
    pub(super) col: u32,
    /// Its header cell, in the block's orientation.
    pub(super) cell: (u32, u32),
    pub(super) taken: Taken,
    /// Its unit of measure; none where neither it nor the table gives one.
    pub(super) measure: Option<Measure>,
    /// True where 用水量 was taken for the intake.
    pub(super) assumed: bool,
    /// What tells its amounts from those of another column that counts the same: the
    /// headers above it. It stands where a meter's number stands.
    pub(super) group: String,
}

/// The columns of a table of periods. `above` is the unit of measure that the words above
/// it give, `of_water` is true where they speak of water.
pub(super) fn use_columns(
    block: &Block<'_>,
    when: &[u32],
    above: Option<&Measure>,
    of_water: bool,
) -> Vec<UseColumn> {
    let raws: Vec<&Raw> = block
        .columns
        .iter()
        .filter(|raw| !when.contains(&raw.heading.col) && !raw.heading.path.is_empty())
        .collect();
    let recycles = raws.iter().any(|raw| {
        matches!(
            raw.heading.word,
            Some(
                Word::Recycled
                    | Word::RecycledTotal
                    | Word::Recirculated
                    | Word::Series
                    | Word::SeriesIn
                    | Word::Reuse
            )
        )
    });
    let mut columns: Vec<UseColumn> = raws
        .iter()
        .map(|raw| {
            let (taken, assumed) = taken(&raw.heading, recycles);
            let own = raw.heading.measure.as_ref().map(|found| found.0.clone());
            let measure = own.or_else(|| above.cloned());
            let group = String::new();
            let (col, cell) = (raw.heading.col, raw.heading.cell);
            UseColumn { col, cell, taken, measure, assumed, group }
        })
        .collect();
    name_parts(&raws, &mut columns, of_water);
    tell_apart(&raws, &mut columns);
    columns
}

/// The header that names a column: the lowest one, or one above it where the lowest is a
/// unit that only goes with it: 工业总产值 over 亿元, 产量 over 万米.
fn named(heading: &Heading) -> &str {
    let names = |text: &&String| {
        matches!(term(text), Some(Term::Output | Term::OutputValue | Term::AddedValue | Term::Cost))
    };
    let lowest = heading.path.last();
    heading.path.iter().rev().find(names).or(lowest).map(String::as_str).unwrap_or_default()
}

/// What a heading counts, and whether that is assumed.
fn taken(heading: &Heading, recycles: bool) -> (Taken, bool) {
    let text = named(heading);
    if heading.key.contains("累计") {
        return (Taken::Skipped, false);
    }
    let percent = matches!(heading.measure.as_ref().map(|found| &found.0), Some(Measure::Percent));
    if percent {
        return (Taken::Skipped, false);
    }
    let counts = |counted: Counted| (Taken::Counts(counted), false);
    match term(text) {
        Some(Term::Purpose(purpose)) => return counts(Counted::Purpose(purpose)),
        Some(Term::Cost) => return counts(Counted::Cost),
        Some(Term::OutputValue) => return counts(Counted::OutputValue),
        Some(Term::AddedValue) => return counts(Counted::AddedValue),
        Some(Term::Output) => return counts(output(heading, text)),
        Some(Term::Meter | Term::Account) => return (Taken::Meter, false),
        Some(
            Term::Price
            | Term::Skip
            | Term::Number
            | Term::Reading
            | Term::ReadingBefore
            | Term::ReadingNow
            | Term::Multiplier
            | Term::Unit,
        ) => return (Taken::Skipped, false),
        _ => {}
    }
    if text.ends_with("产量") || split_brackets(&tidy(text)).0.ends_with("产量") {
        return counts(output(heading, text));
    }
    let source = heading.parents.iter().rev().find_map(|word| match word {
        Word::Source(source) => Some(*source),
        _ => None,
    });
    let used = matches!(heading.word, Some(Word::TotalUse | Word::Withdrawal))
        || term(text) == Some(Term::Used);
    if let Some(source) = source.filter(|_| used) {
        return counts(Counted::source(source));
    }
    if term(text) == Some(Term::Used) && heading.parents.is_empty() {
        return if recycles {
            counts(Counted::Water(Quantity::TotalUse))
        } else {
            (Taken::Counts(Counted::INTAKE), true)
        };
    }
    by_word(heading, text, recycles)
}

fn by_word(heading: &Heading, text: &str, recycles: bool) -> (Taken, bool) {
    let item = |item: Item| (Taken::Counts(Counted::Water(Quantity::Item(item))), false);
    let Some(word) = heading.word else {
        return (Taken::Unknown, false);
    };
    match word {
        Word::Source(_) if heading.below => (Taken::Counts(Counted::Part(one_line(text))), false),
        Word::Source(source) => item(Item::Withdrawal(source)),
        Word::MaybeReclaimed => item(Item::Withdrawal(Source::Reclaimed)),
        Word::Withdrawal | Word::WithdrawalTotal => {
            if heading.below {
                (Taken::Unknown, false)
            } else {
                (Taken::Counts(Counted::INTAKE), false)
            }
        }
        Word::TotalUse if recycles => (Taken::Counts(Counted::Water(Quantity::TotalUse)), false),
        Word::TotalUse => (Taken::Counts(Counted::INTAKE), true),
        Word::Recycled | Word::RecycledTotal => {
            (Taken::Counts(Counted::Water(Quantity::RecycledTotal)), false)
        }
        Word::Recirculated => item(Item::Recirculated),
        Word::Series | Word::SeriesIn => item(Item::SeriesIn),
        Word::Reuse => item(Item::Reuse),
        Word::Condensate => item(Item::Condensate),
        Word::Consumption => item(Item::Consumption),
        Word::Discharge | Word::DischargeGross => item(Item::Discharge),
        Word::Leakage => item(Item::Leakage),
        Word::Supplied => item(Item::Supplied),
        Word::Subtotal => (Taken::Counts(Counted::INTAKE), false),
        Word::Rate | Word::Known | Word::Remark | Word::Number | Word::Basis | Word::OutputUnit => {
            (Taken::Skipped, false)
        }
        Word::OutputAmount => (Taken::Counts(output(heading, text)), false),
        Word::MeterNumber => (Taken::Meter, false),
        _ => (Taken::Unknown, false),
    }
}

/// Output of a product: 棉布产量（万米）, 产量/棉布.
fn output(heading: &Heading, text: &str) -> Counted {
    let unit = heading
        .path
        .iter()
        .rev()
        .find_map(|text| output_unit(text))
        .or_else(|| heading.measure.as_ref().map(|found| found.1.clone()))
        .unwrap_or_default();
    let lowest = heading.path.last().map(String::as_str).unwrap_or_default();
    // 产量 over 棉布 names the product below; 产量 beside 万米 the unit.
    let name = if lowest != text && unit.is_empty() && !is_unit(lowest) { lowest } else { text };
    let unit = if unit.is_empty() && is_unit(lowest) { lowest.to_owned() } else { unit };
    let name = split_brackets(&tidy(name)).0;
    let name = ["年产量", "月产量", "总产量", "产品产量", "实际产量", "产量"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(&name)
        .to_owned();
    let unit = unit.trim_end_matches("/a").trim_end_matches("/年").trim_end_matches("/月");
    Counted::Output { product: name, unit: unit.to_owned() }
}

/// Ends of names of parts of a site.
const PARTS: &[&str] = &[
    "车间",
    "工段",
    "分厂",
    "工序",
    "食堂",
    "宿舍",
    "楼",
    "锅炉",
    "房",
    "站",
    "厂",
    "厂区",
    "线",
    "机",
    "缸",
    "系统",
    "部",
    "科",
    "室",
    "塔",
    "池",
    "表",
    "户",
    "间",
    "用水",
    "用水点",
    "公司",
    "岗位",
    "班组",
    "绿化",
    "浴室",
    "厕所",
    "消防",
    "冷却",
    "办公",
    "装置",
];

/// True for the short unit of an output: 万米, t, 台, 万件.
fn is_unit(text: &str) -> bool {
    let key = tidy(text);
    let key = key.trim_start_matches(['万', '千', '百', '亿']);
    let key = key.trim_end_matches("/a").trim_end_matches("/年");
    [
        "米",
        "吨",
        "t",
        "kg",
        "公斤",
        "件",
        "台",
        "套",
        "只",
        "个",
        "双",
        "匹",
        "度",
        "瓶",
        "箱",
        "m",
        "m2",
        "m3",
        "平方米",
        "立方米",
        "kwh",
        "元",
        "重量箱",
        "标箱",
        "辆",
        "条",
        "块",
        "片",
        "张",
        "升",
        "l",
        "百米",
        "公里",
    ]
    .contains(&key)
}

/// Columns that the vocabulary does not know are parts of the site where the table is one
/// of water and their names are those of places. Others, such as 气温, are not taken.
fn name_parts(raws: &[&Raw], columns: &mut [UseColumn], of_water: bool) {
    for (raw, column) in raws.iter().zip(columns) {
        if column.taken != Taken::Unknown || raw.figures == 0 {
            continue;
        }
        let text = raw.heading.path.last().map(String::as_str).unwrap_or_default();
        if total_name(text).is_some() {
            column.taken = Taken::Counts(Counted::INTAKE);
            continue;
        }
        let volume = matches!(column.measure, Some(Measure::Volume(_) | Measure::Flow(_)) | None);
        let name = split_brackets(&tidy(text)).0;
        let name = name.trim_end_matches("用水量").trim_end_matches("水量");
        let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '#');
        let place = PARTS.iter().any(|end| name.ends_with(end) || numbered.ends_with(end));
        if volume && of_water && place {
            column.taken = Taken::Counts(Counted::Part(one_line(text)));
        }
    }
}

/// Two columns of the same kind are told apart by their whole header.
fn tell_apart(raws: &[&Raw], columns: &mut [UseColumn]) {
    let mut seen: BTreeMap<Counted, usize> = BTreeMap::new();
    for column in columns.iter() {
        if let Taken::Counts(counted) = &column.taken {
            *seen.entry(counted.clone()).or_default() += 1;
        }
    }
    for (raw, column) in raws.iter().zip(columns) {
        let Taken::Counts(counted) = &column.taken else { continue };
        if seen.get(counted).is_none_or(|count| *count < 2) {
            continue;
        }
        if counted.is_water() {
            column.taken = Taken::Counts(Counted::Part(raw.heading.path.join("/")));
        } else {
            column.group = raw.heading.path.join("/");
        }
    }
}

/// By what an amount of a column is multiplied, for periods of that length.
pub(super) enum Scale {
    By(Decimal),
    /// The unit of measure is not that of a volume in the period.
    Wrong,
    /// No unit of measure is given.
    NotGiven,
}

/// The scale of a column's amounts to the unit of what it counts.
pub(super) fn scale(column: &UseColumn, heading: &Heading, counted: &Counted, span: Span) -> Scale {
    let wan = Decimal::from(10_000);
    let written = heading.path.join("/");
    match counted {
        Counted::Output { .. } => Scale::By(Decimal::ONE),
        Counted::Cost => Scale::By(if written.contains("万元") { wan } else { Decimal::ONE }),
        Counted::OutputValue | Counted::AddedValue => {
            let foreign = match &column.measure {
                Some(Measure::Foreign(text)) => text.as_str(),
                _ => "",
            };
            if written.contains("亿元") {
                Scale::By(wan)
            } else if written.contains("万元") || foreign == "万元" {
                Scale::By(Decimal::ONE)
            } else if written.contains('元') || foreign == "元" {
                Scale::By(Decimal::ONE / wan)
            } else {
                Scale::NotGiven
            }
        }
        Counted::Water(_) | Counted::Purpose(_) | Counted::Part(_) => water(column, span),
    }
}

fn water(column: &UseColumn, span: Span) -> Scale {
    let wan = Decimal::from(10_000);
    match &column.measure {
        Some(Measure::Volume(false)) => Scale::By(Decimal::ONE),
        Some(Measure::Volume(true)) => Scale::By(wan),
        Some(Measure::Flow(unit)) => match (unit, span) {
            (FlowUnit::M3PerMonth, Span::Month)
            | (FlowUnit::M3PerYear, Span::Year)
            | (FlowUnit::M3PerDay, Span::Days) => Scale::By(Decimal::ONE),
            (FlowUnit::TenThousandM3PerMonth, Span::Month)
            | (FlowUnit::TenThousandM3PerYear, Span::Year)
            | (FlowUnit::TenThousandM3PerDay, Span::Days) => Scale::By(wan),
            _ => Scale::Wrong,
        },
        Some(Measure::Unreadable(_) | Measure::Percent | Measure::Foreign(_)) => Scale::Wrong,
        None => Scale::NotGiven,
    }
}

/// The unit of measure that words above a table give.
pub(super) fn measure_above<'w>(words: impl Iterator<Item = &'w str>) -> Option<Measure> {
    words.into_iter().find_map(|text| measure_in(text).map(|found| found.0))
}
