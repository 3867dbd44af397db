//! Cases of rules (`tests/rules`): for each rule one that raises it and one just beside it
//! that does not, written so that whoever knows water can read them.

use chrono::{Days as Later, NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::Deserialize;
use shuiheng_audit::{
    Answer, Basis, Case, Category, CellRef, Counted, DailyVolume, Days, Diagnosis, Equipment,
    FactCode, Figure, Finding, Item, Levels, Library, Meter, Origin, Place, Product, Profile,
    Quota, QuotaKind, Reading, Role, Said, Stream, Unit, UnitFacts, UnitId, UsePeriod, WaterSystem,
    diagnose,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Given>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    /// The rule, by its identity.
    rule: String,
    /// What makes it raise, or just not.
    why: String,
    raises: bool,
    /// m³/a, worked by hand.
    saving: Option<f64>,
    /// True where the saving has to be shown by measurement.
    #[serde(default)]
    to_be_shown: bool,
    /// m³/a of the water concerned.
    volume: Option<f64>,
    #[serde(default)]
    industry: String,
    #[serde(default)]
    code: String,
    employees: Option<u32>,
    days: Option<f64>,
    last_day: Option<NaiveDate>,
    /// metered, measured, … for all figures.
    basis: Option<Basis>,
    #[serde(default)]
    unit: Vec<UnitRow>,
    #[serde(default)]
    pair: Vec<Pair>,
    #[serde(default)]
    product: Vec<ProductRow>,
    #[serde(default)]
    meter: Vec<MeterRow>,
    #[serde(default)]
    reading: Vec<ReadingRow>,
    #[serde(default)]
    year: Vec<Year>,
    /// Intake of each month from January 2023, m³.
    #[serde(default)]
    months: Vec<Decimal>,
    #[serde(default)]
    equipment: Vec<EquipmentRow>,
    #[serde(default)]
    answers: BTreeMap<String, SaidRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    name: String,
    system: Option<WaterSystem>,
    category: Option<Category>,
    #[serde(default)]
    role: Role,
    #[serde(default)]
    flows: BTreeMap<String, f64>,
    #[serde(default)]
    facts: BTreeMap<FactCode, f64>,
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
struct ProductRow {
    name: String,
    output: f64,
    unit: String,
    /// The general value of a quota in m³ per that unit.
    general: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeterRow {
    number: String,
    level: Option<u8>,
    parent: Option<String>,
    #[serde(default)]
    accuracy: String,
    valid_until: Option<NaiveDate>,
    online: Option<bool>,
    #[serde(default)]
    state: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingRow {
    meter: String,
    at: String,
    value: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i32,
    intake: Decimal,
    added_value: Option<Decimal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EquipmentRow {
    name: String,
    retired: Option<bool>,
    water_saving: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum SaidRow {
    Number(f64),
    Word(Said),
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(row: u32) -> CellRef {
    CellRef { file: "f".into(), sheet: "表".into(), row, col: 0, to: None }
}

impl Given {
    fn figure(&self, value: f64) -> Option<Figure> {
        Some(Figure {
            value: DailyVolume::m3_per_day(value),
            basis: self.basis.unwrap_or(Basis::Stated),
            origin: Origin::Entry { field: "case".into() },
            uncertainty: None,
        })
    }

    fn case(&self) -> Case {
        let id = |name: &str| UnitId(name.into());
        let mut profile = Profile {
            industry: self.industry.clone(),
            industry_code: self.code.clone(),
            employees: self.employees,
            ..Profile::default()
        };
        profile.period.operating_days = self.days.and_then(Days::new);
        profile.period.to = self.last_day;
        profile.products = self
            .product
            .iter()
            .map(|row| Product {
                name: row.name.clone(),
                output: Some(row.output),
                unit: row.unit.clone(),
                quota: Some(row.name.clone()),
                ..Product::default()
            })
            .collect();
        let mut case = Case { profile, ..Case::default() };
        for given in &self.unit {
            let mut facts = UnitFacts::default();
            for (code, value) in &given.facts {
                facts.put(crate::fact::checked(*code, *value, &given.name).unwrap());
            }
            case.site.units.push(Unit {
                id: id(&given.name),
                name: given.name.clone(),
                category: given.category,
                parent: None,
                role: given.role,
                system: given.system,
                of_which: false,
                place: None,
                facts,
            });
            for (code, value) in &given.flows {
                let item = Item::from_code(code).unwrap_or_else(|| panic!("no quantity {code}"));
                let stream = Stream::of(&id(&given.name), item, self.figure(*value));
                case.site.streams.push(stream);
            }
        }
        case.site.streams.extend(self.pair.iter().map(|pair| Stream {
            from: Place::Unit(id(&pair.from)),
            to: Place::Unit(id(&pair.to)),
            figure: self.figure(pair.value),
        }));
        case.meters = self.meter.iter().map(MeterRow::meter).collect();
        case.ledgers.readings = self.reading.iter().map(ReadingRow::reading).collect();
        case.ledgers.uses = self.uses();
        case.ledgers.equipment = self
            .equipment
            .iter()
            .map(|row| Equipment {
                name: row.name.clone(),
                retired: row.retired,
                water_saving: row.water_saving,
                ..Equipment::default()
            })
            .collect();
        case.review.answers = self
            .answers
            .iter()
            .map(|(question, said)| Answer {
                question: question.clone(),
                said: match said {
                    SaidRow::Number(value) => Said::Number(*value),
                    SaidRow::Word(said) => *said,
                },
                note: String::new(),
                by: String::new(),
                on: None,
            })
            .collect();
        case
    }

    fn uses(&self) -> Vec<UsePeriod> {
        let of = |from, to, counted, amount, row| UsePeriod {
            from,
            to,
            counted,
            amount: Some(amount),
            meter: String::new(),
            origin: Origin::Cells { cells: vec![at(row)] },
        };
        let mut uses = Vec::new();
        for (row, year) in self.year.iter().enumerate() {
            let (from, to) = (day(year.year, 1, 1), day(year.year, 12, 31));
            uses.push(of(from, to, Counted::INTAKE, year.intake, row as u32));
            if let Some(value) = year.added_value {
                uses.push(of(from, to, Counted::AddedValue, value, row as u32));
            }
        }
        for (month, amount) in self.months.iter().enumerate() {
            let from = day(2023, month as u32 + 1, 1);
            let to = if month == 11 { day(2023, 12, 31) } else { day(2023, month as u32 + 2, 1) };
            let to = if month == 11 { to } else { to.checked_sub_days(Later::new(1)).unwrap() };
            uses.push(of(from, to, Counted::INTAKE, *amount, month as u32));
        }
        uses
    }

    /// The library as shipped, with the quotas of the case.
    fn library(&self, shipped: &Library) -> Library {
        let quota = |row: &ProductRow| Quota {
            id: row.name.clone(),
            kind: QuotaKind::Quota,
            product: row.name.clone(),
            unit: format!("m³/{}", row.unit),
            usage: "direct".into(),
            levels: Levels { general: Some(row.general), ..Levels::default() },
            ..shipped.quotas[0].clone()
        };
        let own = self.product.iter().map(quota);
        Library { quotas: own.chain(shipped.quotas.clone()).collect(), ..shipped.clone() }
    }
}

impl MeterRow {
    fn meter(&self) -> Meter {
        Meter {
            number: self.number.clone(),
            level: self.level,
            parent: self.parent.clone(),
            accuracy: self.accuracy.clone(),
            valid_until: self.valid_until,
            online: self.online,
            state: self.state.clone(),
            ..Meter::default()
        }
    }
}

impl ReadingRow {
    fn reading(&self) -> Reading {
        let at_time = NaiveDateTime::parse_from_str(&self.at, "%Y-%m-%dT%H:%M").unwrap();
        Reading {
            meter: self.meter.clone(),
            date: at_time.date(),
            time: Some(at_time.time()),
            value: Some(self.value),
            multiplier: None,
            previous: None,
            previous_date: None,
            stated: None,
            place: at(0),
        }
    }
}

fn cases() -> Vec<Given> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let file: File =
            toml::from_str(&text).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
        cases.extend(file.case);
    }
    cases
}

fn found<'d>(diagnosis: &'d Diagnosis, rule: &str) -> Vec<&'d Finding> {
    diagnosis.findings.iter().filter(|finding| finding.rule == rule).collect()
}

fn close(found: f64, answer: f64) -> bool {
    (found - answer).abs() <= 0.05
}

#[test]
fn every_case_comes_to_its_answer() {
    let shipped = super::shipped().unwrap();
    let mut wrong = Vec::new();
    for given in cases() {
        let diagnosis = diagnose(given.case(), &given.library(&shipped));
        let findings = found(&diagnosis, &given.rule);
        let mut told =
            |what: String| wrong.push(format!("{}（{}）: {what}", given.rule, given.why));
        if findings.is_empty() == given.raises {
            let said: Vec<&str> = diagnosis.findings.iter().map(|one| one.rule.as_str()).collect();
            told(format!("raised: {}; all: {said:?}", findings.len()));
            continue;
        }
        let Some(finding) = findings.first() else { continue };
        let saving = finding.potential.saving().map(|saving| saving.per_year.value());
        if given.saving.is_some_and(|answer| !saving.is_some_and(|found| close(found, answer))) {
            told(format!("saving: {:?}", finding.potential));
        }
        if given.to_be_shown && saving.is_some() {
            told(format!("saving that should not be: {:?}", finding.potential));
        }
        let volume = finding.volume.map(|volume| volume.value());
        if given.volume.is_some_and(|answer| !volume.is_some_and(|found| close(found, answer))) {
            told(format!("volume: {volume:?}"));
        }
        for text in [&finding.title, &finding.explanation, &finding.suggestion] {
            let broken = |said: &str| said.contains(['{', '}']) || said.trim().is_empty();
            if broken(&text.zh) || broken(&text.en) || text.zh.contains("不详") {
                told(format!("text: {text:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A rule nobody has seen raise, or seen keep still, is not known to work.
#[test]
fn every_rule_has_a_case_that_raises_it_and_one_that_does_not() {
    let book = super::shipped().unwrap().rules;
    let cases = cases();
    let seen = |raises: bool| -> BTreeSet<&str> {
        let of = cases.iter().filter(|given| given.raises == raises);
        of.map(|given| given.rule.as_str()).collect()
    };
    let (raised, still) = (seen(true), seen(false));
    let rules: BTreeSet<&str> = book.rules.iter().map(|rule| rule.id.as_str()).collect();
    let without: Vec<&&str> =
        rules.iter().filter(|rule| !raised.contains(**rule) || !still.contains(**rule)).collect();
    assert!(without.is_empty(), "no pair of cases: {without:?}");
    let strange: Vec<&&str> = raised.union(&still).filter(|rule| !rules.contains(**rule)).collect();
    assert!(strange.is_empty(), "no such rule: {strange:?}");
}

/// Savings that were worked by hand are held; every computation has one.
#[test]
fn every_computation_of_a_saving_was_worked_by_hand() {
    let book = super::shipped().unwrap().rules;
    let worked: BTreeSet<String> = cases()
        .iter()
        .filter(|given| given.saving.is_some())
        .filter_map(|given| book.rule(&given.rule)?.saving.as_ref())
        .map(kind)
        .collect();
    let all: BTreeSet<String> =
        book.rules.iter().filter_map(|rule| rule.saving.as_ref()).map(kind).collect();
    assert_eq!(worked, all);
}

/// Which computation it is.
fn kind(rule: &shuiheng_audit::SavingRule) -> String {
    use shuiheng_audit::SavingRule as Rule;
    match rule {
        Rule::ToRange { of } => format!("{of:?}"),
        Rule::ExcessOverQuota => "excess over quota".into(),
        Rule::ToLimit => "to limit".into(),
        Rule::LeakageDownTo { .. } => "leakage".into(),
        Rule::RaiseConcentration { .. } => "concentration".into(),
        Rule::CloseOnceThrough { .. } => "once-through".into(),
        Rule::Recover { .. } => "recover".into(),
    }
}
