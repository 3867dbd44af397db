//! What is to be looked at in the tables beside the balance, computed from all of them.

use crate::{
    CellRef, Counted, Doubt, DoubtCode, Item, Ledgers, Purpose, Quantity, ReadingFault,
    SeriesFault, SeriesFinding, Severity, Span, Text, UsePeriod, annual_uses, meter_flows,
    series_findings,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What is to be looked at in periods and readings, the same whatever their order.
pub fn ledger_doubts(ledgers: &Ledgers) -> Vec<Doubt> {
    let mut doubts = series_doubts(&series_findings(&ledgers.uses));
    doubts.extend(source_doubts(&ledgers.uses));
    doubts.extend(annual_doubts(&ledgers.uses));
    doubts.extend(reading_doubts(ledgers));
    doubts
}

/// One doubt for what several columns share: a month that is missing is missing in each.
fn series_doubts(findings: &[SeriesFinding]) -> Vec<Doubt> {
    type Key = (SeriesFault, NaiveDate, NaiveDate, Span, String);
    let mut groups: BTreeMap<Key, Vec<&SeriesFinding>> = BTreeMap::new();
    for finding in findings {
        let (_, meter, span) = &finding.key;
        let key = (finding.fault, finding.from, finding.to, *span, meter.clone());
        groups.entry(key).or_default().push(finding);
    }
    groups.values().map(|group| series_doubt(group)).collect()
}

fn series_doubt(group: &[&SeriesFinding]) -> Doubt {
    let first = group[0];
    let (from, to) = (first.from, first.to);
    let mut names: Vec<String> = group.iter().map(|finding| finding.key.0.zh()).collect();
    names.dedup();
    let mut codes: Vec<String> = group.iter().map(|finding| finding.key.0.code()).collect();
    codes.dedup();
    let meter = &first.key.1;
    let (of, of_en) = if meter.is_empty() {
        (names.join("、"), codes.join(", "))
    } else {
        (format!("“{meter}”的{}", names.join("、")), format!("{} of {meter}", codes.join(", ")))
    };
    let places = places(group.iter().flat_map(|finding| &finding.places));
    let (severity, code, message, fix) = match first.fault {
        SeriesFault::Gap => (
            Severity::Warning,
            DoubtCode::PeriodGap,
            Text::new(
                format!("{of}缺 {from} 至 {to} 的数据，该时段水量未知（不按零计）。"),
                format!("{of_en}: nothing is given for {from} to {to}; it is not known, not zero"),
            ),
            Text::new("请向企业补充该时段的数据。", "ask the enterprise for that time"),
        ),
        SeriesFault::Repeated => (
            Severity::Note,
            DoubtCode::PeriodDuplicate,
            Text::new(
                format!("{of}在 {from} 至 {to} 有两份相同的数据，只计一次。"),
                format!("{of_en}: {from} to {to} is given twice alike; it counts once"),
            ),
            Text::new("如为不同的水表或户号，请注明表号。", "name the meters if they are two"),
        ),
        SeriesFault::Contradictory => (
            Severity::Warning,
            DoubtCode::PeriodDuplicate,
            Text::new(
                format!("{of}在 {from} 至 {to} 有两份不同的数据，该时段水量按未知处理。"),
                format!("{of_en}: {from} to {to} is given twice and differs; it is not known"),
            ),
            Text::new(
                "请核实哪一份正确；如为不同的水表或户号，请注明表号。",
                "check which is right; name the meters if they are two",
            ),
        ),
        SeriesFault::Overlap => (
            Severity::Warning,
            DoubtCode::PeriodOverlap,
            Text::new(
                format!("{of}的统计时段在 {from} 至 {to} 重叠，涉及月份的水量按未知处理。"),
                format!("{of_en}: periods overlap from {from} to {to}; those months are not known"),
            ),
            Text::new("请核实各期的起止日期。", "check the first and last days of the periods"),
        ),
    };
    Doubt::new(severity, code, places, message, fix)
}

fn places<'a>(cells: impl Iterator<Item = &'a CellRef>) -> Vec<CellRef> {
    let mut places: Vec<CellRef> = cells.cloned().collect();
    places.sort();
    places.dedup();
    places.truncate(60);
    places
}

/// True where two amounts that should be one differ by more than their rounding.
fn differ(one: Decimal, two: Decimal) -> bool {
    (one - two).abs() > (one.abs().max(two.abs()) * Decimal::new(1, 3)).max(Decimal::ONE)
}

/// The intake of a period against what it is divided into, where a table gives both.
fn source_doubts(uses: &[UsePeriod]) -> Vec<Doubt> {
    let mut periods: BTreeMap<(NaiveDate, NaiveDate, &str), Vec<&UsePeriod>> = BTreeMap::new();
    for period in uses {
        periods.entry((period.from, period.to, &period.meter)).or_default().push(period);
    }
    periods.values().flat_map(|periods| divided(periods)).collect()
}

/// The ways in which an intake is divided: by source, by part of the site, by purpose.
fn divisions(periods: &[&UsePeriod]) -> Vec<Vec<UsePeriod>> {
    let of = |is_part: &dyn Fn(&Counted) -> bool| -> Vec<UsePeriod> {
        periods.iter().filter(|period| is_part(&period.counted)).map(|p| (*p).clone()).collect()
    };
    let purposes = |asked: &[Purpose]| {
        let found =
            of(&|counted| matches!(counted, Counted::Purpose(purpose) if asked.contains(purpose)));
        if found.len() == asked.len() { found } else { Vec::new() }
    };
    vec![
        of(&|counted| matches!(counted, Counted::Water(Quantity::Item(Item::Withdrawal(_))))),
        of(&|counted| matches!(counted, Counted::Part(_))),
        purposes(&[Purpose::Main, Purpose::Auxiliary, Purpose::Attached]),
        purposes(&[Purpose::Production, Purpose::Domestic]),
    ]
}

fn divided(periods: &[&UsePeriod]) -> Vec<Doubt> {
    let whole = periods.iter().filter(|period| period.counted == Counted::INTAKE);
    let whole: Vec<_> = whole.collect();
    let [whole] = whole[..] else { return Vec::new() };
    let (from, to) = (whole.from, whole.to);
    let check = |parts: Vec<UsePeriod>| {
        let sum = parts.iter().map(|part| part.amount).sum::<Option<Decimal>>();
        let (stated, sum) = (whole.amount?, sum.filter(|_| !parts.is_empty())?);
        differ(stated, sum).then(|| {
            let cells = whole.cells().iter().chain(parts.iter().flat_map(|part| part.cells()));
            mismatch(
                &format!("{from} 至 {to} 取水量合计"),
                &format!("intake of {from} to {to}"),
                (stated, sum),
                places(cells),
            )
        })
    };
    divisions(periods).into_iter().filter_map(check).collect()
}

/// A year against the sum of its months, where tables give both.
fn annual_doubts(uses: &[UsePeriod]) -> Vec<Doubt> {
    let check = |annual: crate::AnnualUse| {
        let (given, sum) = (annual.given?, annual.of_months?);
        differ(given, sum).then(|| {
            mismatch(
                &format!("{} 年{}", annual.year, annual.counted.zh()),
                &format!("{} of {}", annual.counted.code(), annual.year),
                (given, sum),
                places(annual.cells.iter()),
            )
        })
    };
    annual_uses(uses).into_iter().filter_map(check).collect()
}

fn mismatch(zh: &str, en: &str, (stated, sum): (Decimal, Decimal), places: Vec<CellRef>) -> Doubt {
    let (stated, sum) = (stated.normalize(), sum.normalize());
    Doubt::new(
        Severity::Warning,
        DoubtCode::TotalMismatch,
        places,
        Text::new(
            format!("{zh}为 {stated}，与各分项之和 {sum} 不符。"),
            format!("{en} is given as {stated}, its parts come to {sum}"),
        ),
        Text::new("请核实合计与分项。", "check the total and its parts"),
    )
}

fn reading_doubts(ledgers: &Ledgers) -> Vec<Doubt> {
    let flows = meter_flows(&ledgers.readings);
    let doubts = flows.iter().filter_map(|flow| {
        let (meter, day) = (&flow.meter, flow.to.0);
        let (code, message, fix) = match flow.fault? {
            ReadingFault::Backwards => (
                DoubtCode::ReadingBackwards,
                Text::new(
                    format!("水表“{meter}”{day} 的读数小于上一次读数，可能为翻转、换表或倒转，该时段水量未计算。"),
                    format!("meter {meter}: the reading of {day} is below the one before it (turned over, replaced or reversed); no volume is formed"),
                ),
                Text::new(
                    "请核实是否换表，并提供旧表止码和新表起码。",
                    "ask whether the meter was replaced, and for the last and first readings",
                ),
            ),
            ReadingFault::Unconnected => (
                DoubtCode::ReadingUnconnected,
                Text::new(
                    format!("水表“{meter}”{day} 一行的上期读数与上一次抄表的读数不同，可能缺抄表记录或已换表；水量按本行读数计算。"),
                    format!("meter {meter}: the earlier reading in the row of {day} is not the one that was read then; the volume is that of the row"),
                ),
                Text::new("请核实两次抄表之间的记录。", "check the records between the two"),
            ),
            ReadingFault::Misstated => (
                DoubtCode::TotalMismatch,
                Text::new(
                    format!("水表“{meter}”{day} 一行所列水量与读数之差（乘以倍率）不符，采用读数之差。"),
                    format!("meter {meter}: the volume stated for {day} is not the difference of its readings; the difference is used"),
                ),
                Text::new("请核实读数、倍率和水量。", "check readings, multiplier and volume"),
            ),
            ReadingFault::Contradictory => (
                DoubtCode::PeriodDuplicate,
                Text::new(
                    format!("水表“{meter}”在 {day} 有两个不同的读数，其间水量未计算。"),
                    format!("meter {meter}: two different readings at {day}; no volume is formed"),
                ),
                Text::new("请核实哪一个读数正确。", "check which is right"),
            ),
        };
        Some(Doubt::new(Severity::Warning, code, places(flow.cells.iter()), message, fix))
    });
    doubts.collect()
}
