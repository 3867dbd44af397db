//! Cases with their answers (`tests/checks`), held against the library as shipped.

use chrono::{Days, NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::Deserialize;
use shuiheng_audit::{
    Basis, Case, CellRef, DailyVolume, Diagnosis, Figure, Item, Meter, Origin, Place, Profile,
    Reading, Role, Stream, Unit, UnitFacts, UnitId, WaterSystem, diagnose,
};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Worked {
    title: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(default)]
    industry: String,
    employees: Option<u32>,
    #[serde(default = "stated")]
    basis: Basis,
    #[serde(default)]
    unit: Vec<Given>,
    #[serde(default)]
    pair: Vec<Pair>,
    #[serde(default)]
    meter: Vec<MeterRow>,
    #[serde(default)]
    reading: Vec<ReadingRow>,
    #[serde(default)]
    daily: Vec<Daily>,
    #[serde(default)]
    expect: Vec<Expect>,
    #[serde(default)]
    interval: Vec<Interval>,
    #[serde(default)]
    node: Vec<Node>,
    #[serde(default)]
    finding: Vec<Count>,
    #[serde(default)]
    doubt: Vec<Count>,
}

fn stated() -> Basis {
    Basis::Stated
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    name: String,
    parent: Option<String>,
    system: Option<WaterSystem>,
    #[serde(default)]
    role: Role,
    #[serde(default)]
    flows: BTreeMap<String, f64>,
    /// Flows that exist and are not known.
    #[serde(default)]
    unknown: Vec<String>,
    #[serde(default)]
    facts: BTreeMap<shuiheng_audit::FactCode, f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    from: String,
    to: String,
    value: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeterRow {
    number: String,
    parent: Option<String>,
    #[serde(default)]
    accuracy: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingRow {
    meter: String,
    at: String,
    value: Decimal,
}

/// Readings of one day after the other, without a time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Daily {
    meter: String,
    from: NaiveDate,
    values: Vec<Decimal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    /// Name of the unit or number of the meter; empty for the site.
    unit: String,
    check: String,
    value: Option<f64>,
    verdict: String,
    missing: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Interval {
    /// Empty for the site.
    unit: String,
    difference: f64,
    low: f64,
    high: f64,
    sign: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Node {
    parent: String,
    difference: Option<f64>,
    tolerance: Option<f64>,
    verdict: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    code: String,
    severity: Option<String>,
    times: usize,
}

impl Worked {
    fn figure(&self, value: f64) -> Option<Figure> {
        Some(Figure {
            value: DailyVolume::m3_per_day(value),
            basis: self.basis,
            origin: Origin::Entry { field: "case".into() },
            uncertainty: None,
        })
    }

    fn case(&self) -> Case {
        let id = |name: &str| UnitId(name.into());
        let mut case = Case {
            profile: Profile {
                industry: self.industry.clone(),
                employees: self.employees,
                ..Profile::default()
            },
            ..Case::default()
        };
        for given in &self.unit {
            let mut facts = UnitFacts::default();
            for (code, value) in &given.facts {
                facts.put(crate::fact::checked(*code, *value, &given.name).unwrap());
            }
            case.site.units.push(Unit {
                id: id(&given.name),
                name: given.name.clone(),
                category: None,
                parent: given.parent.as_deref().map(id),
                role: given.role,
                system: given.system,
                of_which: false,
                place: None,
                facts,
            });
            let known = given.flows.iter().map(|(code, value)| (code, self.figure(*value)));
            for (code, figure) in known.chain(given.unknown.iter().map(|code| (code, None))) {
                let item = Item::from_code(code).unwrap_or_else(|| panic!("no quantity {code}"));
                case.site.streams.push(Stream::of(&id(&given.name), item, figure));
            }
        }
        case.site.streams.extend(self.pair.iter().map(|pair| Stream {
            from: Place::Unit(id(&pair.from)),
            to: Place::Unit(id(&pair.to)),
            figure: self.figure(pair.value),
        }));
        case.meters = self
            .meter
            .iter()
            .map(|row| Meter {
                number: row.number.clone(),
                parent: row.parent.clone(),
                accuracy: row.accuracy.clone(),
                ..Meter::default()
            })
            .collect();
        case.ledgers.readings = self.readings();
        case
    }

    fn readings(&self) -> Vec<Reading> {
        let one = |meter: &str, date, time, value| Reading {
            meter: meter.to_owned(),
            date,
            time,
            value: Some(value),
            multiplier: None,
            previous: None,
            previous_date: None,
            stated: None,
            place: CellRef { file: "f".into(), sheet: meter.into(), row: 0, col: 0, to: None },
        };
        let timed = self.reading.iter().map(|row| {
            let at = NaiveDateTime::parse_from_str(&row.at, "%Y-%m-%dT%H:%M").unwrap();
            one(&row.meter, at.date(), Some(at.time()), row.value)
        });
        let daily = self.daily.iter().flat_map(|daily| {
            daily.values.iter().enumerate().map(|(day, value)| {
                let date = daily.from.checked_add_days(Days::new(day as u64)).unwrap();
                one(&daily.meter, date, None, *value)
            })
        });
        timed.chain(daily).collect()
    }
}

/// The answers are written with four decimals.
fn same(found: Option<f64>, answer: Option<f64>) -> bool {
    match (found, answer) {
        (Some(found), Some(answer)) => (found - answer).abs() <= 0.6e-4,
        (None, None) => true,
        _ => false,
    }
}

fn compare(worked: &Worked, diagnosis: &Diagnosis, wrong: &mut Vec<String>) {
    let mut told = |what: String, right: bool| {
        if !right {
            wrong.push(format!("{}: {what}", worked.title));
        }
    };
    for expect in &worked.expect {
        let check = diagnosis
            .checks
            .iter()
            .find(|check| check.of == expect.unit && check.expectation.code.code() == expect.check);
        let Some(check) = check else {
            told(format!("no check {} of “{}”", expect.check, expect.unit), false);
            continue;
        };
        let right = same(check.value, expect.value) && check.verdict.code() == expect.verdict;
        told(format!("{} of {} is {check:?}", expect.check, expect.unit), right);
        if let Some(missing) = &expect.missing {
            let facts: Vec<&str> =
                check.missing.iter().filter_map(|lack| lack.fact).map(|fact| fact.code()).collect();
            told(format!("{}: missing {facts:?}", expect.check), facts == *missing);
        }
        told(
            format!("{}: missing and value", expect.check),
            check.missing.is_empty() == check.value.is_some(),
        );
    }
    for answer in &worked.interval {
        let found = if answer.unit.is_empty() {
            diagnosis.closing.site.as_ref()
        } else {
            diagnosis.closing.units.get(&UnitId(answer.unit.as_str().into()))
        };
        let found = found.map(|known| {
            (known.difference.value(), known.low.value(), known.high.value(), known.sign.code())
        });
        let right = found.is_some_and(|(difference, low, high, sign)| {
            same(Some(difference), Some(answer.difference))
                && same(Some(low), Some(answer.low))
                && same(Some(high), Some(answer.high))
                && sign == answer.sign
        });
        told(format!("interval of “{}” is {found:?}", answer.unit), right);
    }
    for answer in &worked.node {
        let node = diagnosis.meter_nodes.iter().find(|node| node.parent.number == answer.parent);
        let right = node.is_some_and(|node| {
            same(node.difference, answer.difference)
                && same(node.tolerance, answer.tolerance)
                && node.verdict.code() == answer.verdict
        });
        told(format!("meter {} is {node:?}", answer.parent), right);
    }
    for answer in &worked.finding {
        let times = diagnosis.findings.iter().filter(|finding| finding.code == answer.code).count();
        told(format!("{} findings {}", times, answer.code), times == answer.times);
    }
    for answer in &worked.doubt {
        let is = |doubt: &&shuiheng_audit::Doubt| {
            doubt.code.code() == answer.code
                && answer
                    .severity
                    .as_deref()
                    .is_none_or(|severity| crate::present::code_of(&doubt.severity) == severity)
        };
        let times = diagnosis.doubts.iter().filter(is).count();
        told(format!("{} doubts {}", times, answer.code), times == answer.times);
    }
}

#[test]
fn every_case_comes_to_its_answer() {
    let library = super::shipped().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let mut wrong = Vec::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        let worked: Worked =
            toml::from_str(&text).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
        compare(&worked, &diagnose(worked.case(), &library), &mut wrong);
    }
    assert!(paths.len() >= 16, "the cases are there");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
