//! Use over years and months, and readings of meters.

#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use shuiheng_audit::{
    CellRef, Counted, Cover, Ledgers, Month, Origin, Purpose, Reading, ReadingFault, SeriesFault,
    Source, UsePeriod, annual_uses, ledger_doubts, meter_flows, monthly, series_findings,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cell(row: usize) -> CellRef {
    CellRef { file: "".into(), sheet: "台账".into(), row: row as u32, col: 1, to: None }
}

fn period(from: NaiveDate, to: NaiveDate, amount: Option<Decimal>) -> UsePeriod {
    UsePeriod {
        from,
        to,
        counted: Counted::source(Source::Tap),
        amount,
        meter: String::new(),
        origin: Origin::Cells { cells: vec![cell(0)] },
    }
}

/// `2024-01-01 2024-01-31 120` on each line; `?` is not known.
fn periods(text: &str) -> Vec<UsePeriod> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate();
    let read = lines.map(|(row, line)| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let cells = vec![cell(row)];
        UsePeriod {
            origin: Origin::Cells { cells },
            ..period(day(words[0]), day(words[1]), words[2].parse().ok())
        }
    });
    read.collect()
}

#[track_caller]
fn check_faults(text: &str, expected: &[(SeriesFault, &str, &str)]) {
    let found: Vec<_> = series_findings(&periods(text))
        .into_iter()
        .map(|finding| (finding.fault, finding.from, finding.to))
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(fault, from, to)| (*fault, day(from), day(to))).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn gaps_repetitions_and_overlaps_are_found_and_nothing_else() {
    check_faults("2024-01-01 2024-01-31 1\n2024-02-01 2024-02-29 2", &[]);
    check_faults(
        "2024-01-01 2024-01-31 1\n2024-04-01 2024-04-30 2",
        &[(SeriesFault::Gap, "2024-02-01", "2024-03-31")],
    );
    check_faults(
        "2024-01-01 2024-01-31 1\n2024-01-01 2024-01-31 1",
        &[(SeriesFault::Repeated, "2024-01-01", "2024-01-31")],
    );
    check_faults(
        "2024-01-01 2024-01-31 1\n2024-01-01 2024-01-31 2",
        &[(SeriesFault::Contradictory, "2024-01-01", "2024-01-31")],
    );
    check_faults(
        "2024-01-01 2024-01-31 1\n2024-01-29 2024-02-28 2",
        &[(SeriesFault::Overlap, "2024-01-29", "2024-01-31")],
    );
    // A year does not overlap with its own months.
    check_faults("2024-01-01 2024-12-31 9\n2024-01-01 2024-01-31 1", &[]);
    // A short bill within a long one hides no gap behind it.
    check_faults(
        "2024-01-01 2024-02-29 9\n2024-01-10 2024-01-31 1\n2024-03-01 2024-03-31 1",
        &[(SeriesFault::Overlap, "2024-01-10", "2024-01-31")],
    );
}

#[test]
fn bills_are_put_on_calendar_months_by_days_and_say_so() {
    let rows = monthly(&periods("2024-01-16 2024-02-14 300\n2024-02-15 2024-03-31 460"));
    let months = &rows[0].months;
    let of = |month: u32| &months[&Month::new(2024, month).unwrap()];
    assert_eq!((of(1).cover, of(1).known(), of(1).sum), (Cover::Part, None, 160.into()));
    // 14 of 30 days of the first bill, 15 of 46 of the second.
    assert_eq!(of(2).sum, Decimal::from(140) + Decimal::from(150));
    assert_eq!((of(2).cover, of(2).shared), (Cover::Whole, true));
    assert_eq!(of(3).known(), Some(310.into()));
    let whole = monthly(&periods("2024-01-01 2024-01-31 31"));
    assert!(!whole[0].months[&Month::new(2024, 1).unwrap()].shared);
}

#[test]
fn what_overlaps_or_is_not_known_leaves_the_month_not_known() {
    let rows = monthly(&periods("2024-01-01 2024-01-31 31\n2024-01-31 2024-02-29 30"));
    assert!(
        rows[0].months.values().all(|month| month.known().is_none() || month.cover == Cover::Whole)
    );
    assert_eq!(rows[0].months[&Month::new(2024, 1).unwrap()].cover, Cover::Twice);
    let rows = monthly(&periods("2024-01-01 2024-01-31 ?"));
    let month = &rows[0].months[&Month::new(2024, 1).unwrap()];
    assert_eq!((month.cover, month.lacks, month.known()), (Cover::Whole, true, None));
}

fn year(skip: Option<u32>) -> Vec<UsePeriod> {
    let months = Month::of_year(2023).filter(|month| Some(month.number()) != skip);
    months.map(|month| period(month.first(), month.last(), Some(10.into()))).collect()
}

#[test]
fn a_year_is_the_sum_of_its_months_only_where_all_are_known() {
    let found = annual_uses(&year(None));
    assert_eq!((found[0].year, found[0].known()), (2023, Some(120.into())));
    let found = annual_uses(&year(Some(7)));
    assert_eq!(found[0].known(), None);
    assert_eq!(found[0].missing, [Month::new(2023, 7).unwrap()]);
    let mut both = year(None);
    both.push(period(day("2023-01-01"), day("2023-12-31"), Some(150.into())));
    let found = annual_uses(&both);
    assert_eq!(
        (found[0].given, found[0].of_months, found[0].known()),
        (Some(150.into()), Some(120.into()), Some(150.into()))
    );
    let codes: Vec<_> = ledger_doubts(&Ledgers { uses: both, ..Ledgers::default() })
        .iter()
        .map(|doubt| doubt.code.code())
        .collect();
    assert_eq!(codes, ["total_mismatch"]);
}

#[test]
fn accounts_are_added_and_a_whole_without_account_counts_alone() {
    let of = |meter: &str, amount: i64| UsePeriod {
        meter: meter.into(),
        ..period(day("2023-01-01"), day("2023-12-31"), Some(amount.into()))
    };
    let known = |uses: &[UsePeriod]| annual_uses(uses)[0].known();
    assert_eq!(known(&[of("甲", 3), of("乙", 4)]), Some(7.into()));
    assert_eq!(known(&[of("甲", 3), of("乙", 4), of("", 7)]), Some(7.into()));
}

#[test]
fn a_missing_month_of_all_sources_is_said_once() {
    let mut uses = periods("2024-01-01 2024-01-31 1\n2024-03-01 2024-03-31 2");
    let other: Vec<_> = uses
        .iter()
        .map(|held| UsePeriod { counted: Counted::Purpose(Purpose::Main), ..held.clone() })
        .collect();
    uses.extend(other);
    let doubts = ledger_doubts(&Ledgers { uses, ..Ledgers::default() });
    assert_eq!(doubts.len(), 1);
    assert!(doubts[0].message.zh.contains("自来水、主要生产用水缺 2024-02-01 至 2024-02-29"));
}

fn reading(meter: &str, when: &str, value: i64) -> Reading {
    let (date, time) = when.split_once(' ').unwrap_or((when, ""));
    Reading {
        meter: meter.into(),
        date: day(date),
        time: time.parse().ok(),
        value: Some(value.into()),
        multiplier: None,
        previous: None,
        previous_date: None,
        stated: None,
        place: cell(value as usize),
    }
}

#[test]
fn flows_are_differences_of_readings_over_their_time() {
    let flows = meter_flows(&[
        reading("A", "2024-09-12 08:00:00", 160),
        reading("A", "2024-09-10 08:00:00", 100),
        reading("A", "2024-09-12 20:00:00", 175),
        reading("B", "2024-09-10", 5),
    ]);
    let found: Vec<_> =
        flows.iter().map(|flow| (flow.volume.unwrap(), flow.per_day().unwrap())).collect();
    assert_eq!(found, [(60.into(), 30.0), (15.into(), 30.0)]);
    assert!(flows.iter().all(|flow| flow.fault.is_none()));
}

#[test]
fn a_multiplier_counts_and_a_stated_volume_is_only_checked() {
    let row = Reading {
        previous: Some(100.into()),
        multiplier: Some(10.into()),
        stated: Some(60.into()),
        ..reading("A", "2024-09-12", 160)
    };
    let flows = meter_flows(&[row]);
    assert_eq!(flows[0].volume, Some(600.into()));
    assert_eq!(flows[0].fault, Some(ReadingFault::Misstated));
    assert_eq!((flows[0].from, flows[0].per_day()), (None, None));
}

#[test]
fn a_meter_that_ran_backwards_gives_no_volume() {
    let flows = meter_flows(&[
        reading("A", "2024-09-10", 9990),
        reading("A", "2024-09-11", 20),
        reading("A", "2024-09-12", 50),
    ]);
    assert_eq!((flows[0].volume, flows[0].fault), (None, Some(ReadingFault::Backwards)));
    assert_eq!((flows[1].volume, flows[1].fault), (Some(30.into()), None));
}

#[test]
fn an_earlier_reading_of_the_row_that_was_never_read_is_said() {
    let row = Reading { previous: Some(300.into()), ..reading("A", "2024-09-12", 350) };
    let flows = meter_flows(&[reading("A", "2024-09-10", 100), row]);
    assert_eq!(flows[0].fault, Some(ReadingFault::Unconnected));
    assert_eq!((flows[0].volume, flows[0].from), (Some(50.into()), None));
}

/// Bills without a gap: lengths in days and amounts in thousandths of m³.
fn bills() -> impl Strategy<Value = Vec<UsePeriod>> {
    let bill = (11_i64..=75, 0_i64..10_000_000_000);
    (0_i64..400, prop::collection::vec(bill, 1..40)).prop_map(|(start, bills)| {
        let mut from = day("2021-01-01") + chrono::TimeDelta::days(start);
        bills
            .into_iter()
            .map(|(days, thousandths)| {
                let to = from + chrono::TimeDelta::days(days - 1);
                let amount = Decimal::new(thousandths, 3);
                let made = period(from, to, Some(amount));
                from = to + chrono::TimeDelta::days(1);
                made
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn the_months_hold_exactly_what_the_bills_hold(bills in bills()) {
        let rows = monthly(&bills);
        let of_months: Decimal = rows[0].months.values().map(|month| month.sum).sum();
        let of_bills: Decimal = bills.iter().filter_map(|bill| bill.amount).sum();
        prop_assert_eq!(of_months, of_bills);
    }

    #[test]
    fn bills_without_a_gap_have_no_findings(bills in bills()) {
        prop_assert_eq!(series_findings(&bills), vec![]);
        let inner = monthly(&bills)[0].months.values().filter(|month| month.cover != Cover::Whole).count();
        prop_assert!(inner <= 2, "only the first and the last month may be covered in part");
    }

    #[test]
    fn the_order_of_bills_does_not_matter(bills in bills(), turn in 0_usize..40, drop in 0_usize..40) {
        let mut bills = bills;
        if bills.len() > 2 {
            bills.remove(drop % bills.len());
        }
        let mut other = bills.clone();
        other.rotate_left(turn % bills.len());
        other.reverse();
        prop_assert_eq!(series_findings(&bills), series_findings(&other));
        prop_assert_eq!(monthly(&bills), monthly(&other));
        prop_assert_eq!(annual_uses(&bills), annual_uses(&other));
    }
}
