//! Every field has a name; what a change did is told in words.

use super::label::{Form, Labels};
use super::{Names, fields};
use crate::record::{
    Accepted, ConfirmationBody, DiagnosisBody, EnterpriseBody, EquipmentBody, ImportBody,
    IssuedBody, LayoutBody, Made, MeasureBody, MeterBody, PersonBody, PhotoBody, ProductBody,
    QualitySampleBody, QuotaBody, QuotaLayoutBody, ReportBody, SignOffBody, SourceFileBody,
    StreamBody, SynonymBody, TolerancesBody, UnitBody, Withdrawn,
};
use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde_json::json;
use shuiheng_audit as audit;
use shuiheng_audit::Lang;
use shuiheng_import::recognise::Synonym;
use shuiheng_store::Kind;
use std::fmt;

/// Asks a type for its fields: derived types name them before they read anything.
struct Asked(Vec<String>);

#[derive(Debug)]
struct Answered;

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields are told")
    }
}

impl std::error::Error for Answered {}

impl de::Error for Answered {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for &mut Asked {
    type Error = Answered;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Answered> {
        self.0 = fields.iter().map(|field| (*field).to_owned()).collect();
        Err(Answered)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answered> {
        Err(Answered)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The fields of a type that is a struct of its own, without flattened parts.
fn fields_of<T: DeserializeOwned>() -> Vec<String> {
    let mut asked = Asked(Vec::new());
    let _ = T::deserialize(&mut asked);
    asked.0
}

/// Where a type stands in the body of a kind.
fn at<T: DeserializeOwned>(kind: Kind, path: &str) -> Vec<(Kind, String)> {
    let fields = fields_of::<T>();
    assert!(!fields.is_empty(), "{} {path} told no fields", kind.name());
    let under = |field: String| if path.is_empty() { field } else { format!("{path}.{field}") };
    fields.into_iter().map(|field| (kind, under(field))).collect()
}

/// Fields of bodies that hold another type flattened. The patterns name all of them, so that
/// a new field does not compile before it stands here.
fn beside_flattened() -> Vec<(Kind, String)> {
    let _ = |UnitBody { order: _, unit: _ }| ();
    let _ = |StreamBody { stream: _, accepted: _, held: _ }| ();
    let _ = |ProductBody { order: _, product: _ }| ();
    let _ = |MeterBody { order: _, meter: _ }| ();
    let _ = |EquipmentBody { order: _, equipment: _ }| ();
    let _ = |QualitySampleBody { order: _, sample: _ }| ();
    let _ = |MeasureBody { order: _, measure: _ }| ();
    let _ = |SynonymBody { synonym: _, made: _, by: _ }| ();
    let _ = |QuotaBody { quota: _, made: _, past: _ }| ();
    [
        (Kind::Unit, "order"),
        (Kind::Stream, "accepted"),
        (Kind::Stream, "held"),
        (Kind::Product, "order"),
        (Kind::Meter, "order"),
        (Kind::Equipment, "order"),
        (Kind::QualitySample, "order"),
        (Kind::Measure, "order"),
        (Kind::Mapping, "made"),
        (Kind::Mapping, "by"),
        (Kind::Mapping, "what"),
        (Kind::Finding, "what"),
        (Kind::Quota, "made"),
        (Kind::Quota, "past"),
        (Kind::Setting, "key"),
        (Kind::Setting, "value"),
    ]
    .map(|(kind, field)| (kind, field.to_owned()))
    .to_vec()
}

/// Every field that a body can have.
fn every_field() -> Vec<(Kind, String)> {
    [
        beside_flattened(),
        at::<EnterpriseBody>(Kind::Enterprise, ""),
        at::<DiagnosisBody>(Kind::Diagnosis, ""),
        at::<audit::Period>(Kind::Diagnosis, "period"),
        at::<audit::Prices>(Kind::Diagnosis, "prices"),
        at::<TolerancesBody>(Kind::Diagnosis, "tolerances"),
        at::<audit::IntakeScope>(Kind::Diagnosis, "scope"),
        at::<audit::Unit>(Kind::Unit, ""),
        at::<audit::Stream>(Kind::Stream, ""),
        at::<audit::Figure>(Kind::Stream, "figure"),
        at::<Accepted>(Kind::Stream, "accepted"),
        at::<audit::Product>(Kind::Product, ""),
        at::<audit::ProductTerms>(Kind::Product, "terms"),
        at::<audit::Specification>(Kind::Product, "terms.specification"),
        at::<audit::BoundaryChoice>(Kind::Product, "terms.boundary"),
        at::<audit::Meter>(Kind::Meter, ""),
        at::<audit::Reading>(Kind::Reading, ""),
        at::<SourceFileBody>(Kind::SourceFile, ""),
        at::<ImportBody>(Kind::Import, ""),
        at::<LayoutBody>(Kind::Mapping, ""),
        at::<Synonym>(Kind::Mapping, ""),
        at::<QuotaLayoutBody>(Kind::Mapping, ""),
        at::<audit::Answer>(Kind::Answer, ""),
        at::<PhotoBody>(Kind::Photo, ""),
        at::<audit::Decision>(Kind::Finding, ""),
        at::<audit::OwnFinding>(Kind::Finding, ""),
        at::<audit::GivenMeasure>(Kind::Measure, ""),
        at::<ReportBody>(Kind::Report, ""),
        at::<IssuedBody>(Kind::Report, "issued"),
        at::<audit::Quota>(Kind::Quota, ""),
        at::<audit::Levels>(Kind::Quota, "levels"),
        at::<audit::Provenance>(Kind::Quota, "provenance"),
        at::<Made>(Kind::Quota, "made"),
        at::<ConfirmationBody>(Kind::Confirmation, ""),
        at::<Withdrawn>(Kind::Confirmation, "withdrawn"),
        at::<audit::Requirement>(Kind::MeteringRequirement, ""),
        at::<audit::UsePeriod>(Kind::UsePeriod, ""),
        at::<audit::Equipment>(Kind::Equipment, ""),
        at::<PersonBody>(Kind::Person, ""),
        at::<SignOffBody>(Kind::SignOff, ""),
        at::<audit::QualitySample>(Kind::QualitySample, ""),
    ]
    .concat()
}

#[test]
fn every_field_of_every_record_has_a_name() {
    let labels = Labels::shipped().unwrap();
    let every = every_field();
    let is_split = |kind: Kind, path: &str| {
        let below = format!("{path}.");
        every.iter().any(|(of, field)| *of == kind && field.starts_with(&below))
            || labels.all().any(|(of, field, _)| of == kind.name() && field.starts_with(&below))
    };
    let nameless: Vec<String> = every
        .iter()
        .filter(|(kind, path)| labels.own(*kind, path).is_none() && !is_split(*kind, path))
        .map(|(kind, path)| format!("{},{path}", kind.name()))
        .collect();
    assert_eq!(nameless, Vec::<String>::new(), "give them a row in field_labels.csv");
}

#[test]
fn no_row_names_what_no_record_has() {
    let labels = Labels::shipped().unwrap();
    let every = every_field();
    // Below what is an enumeration with content nothing tells its fields.
    let known = ["said.number", "saving.typed.volume", "saving.typed.basis"];
    let known = ["design", "measured"]
        .iter()
        .flat_map(|flow| ["value", "unit"].map(|field| format!("{flow}.{field}")))
        .chain(known.map(str::to_owned))
        .collect::<Vec<_>>();
    for (kind, field, label) in labels.all() {
        let is_there = every.iter().any(|(of, path)| of.name() == kind && path == field);
        assert!(is_there || known.iter().any(|path| path == field), "{kind},{field}");
        assert!(!label.name.zh.is_empty() && !label.name.en.is_empty(), "{kind},{field}");
    }
}

#[test]
fn every_code_has_words() {
    let labels = Labels::shipped().unwrap();
    let has = |set: &str, codes: Vec<String>| {
        for code in codes {
            let known = labels.codes(set).contains(&code.as_str());
            assert!(known, "{set},{code} has no row in code_words.csv");
        }
    };
    let plain = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    fn codes<T: serde::Serialize>(all: &[T]) -> Vec<serde_json::Value> {
        all.iter().map(|one| serde_json::to_value(one).unwrap()).collect()
    }
    let words = |all: Vec<serde_json::Value>| all.into_iter().map(plain).collect::<Vec<_>>();
    has("category", words(codes(&audit::Category::ALL)));
    has("system", words(codes(&audit::WaterSystem::ALL)));
    has("basis", words(codes(&audit::Basis::ALL)));
    has("allotment", words(codes(&audit::AllotmentRule::ALL)));
    has("gravity", words(codes(&audit::Gravity::ALL)));
    has("difficulty", words(codes(&audit::Difficulty::ALL)));
    has("measure_kind", words(codes(&audit::MeasureKind::ALL)));
    has("timing", words(codes(&audit::Timing::ALL)));
    has("quota_kind", words(codes(&audit::QuotaKind::ALL)));
    for (kind, field, label) in labels.all() {
        if let Form::Code(set) = &label.form {
            assert!(!labels.codes(set).is_empty(), "{kind},{field}: there is no set {set}");
        }
    }
}

/// What is told of a change of a record, one line a field.
fn told(kind: Kind, before: serde_json::Value, after: serde_json::Value, lang: Lang) -> String {
    let labels = Labels::shipped().unwrap();
    let unit = json!({"id": "U1", "name": "染色机", "role": "use"});
    let names = Names::new([unit], []);
    let some = |value: &serde_json::Value| (!value.is_null()).then(|| value.clone());
    let (before, after) = (some(&before), some(&after));
    let body = after.as_ref().or(before.as_ref()).unwrap();
    let mut lines = vec![names.subject(kind, body, lang)];
    let fields = fields((&labels, &names), kind, (before.as_ref(), after.as_ref()), lang);
    lines.extend(
        fields
            .into_iter()
            .map(|field| format!("{}: {} → {}", field.field, field.before, field.after)),
    );
    lines.join("\n")
}

fn stream(value: f64, basis: &str) -> serde_json::Value {
    json!({"from": {"source": "tap"}, "to": {"unit": "U1"}, "held": false, "figure":
        {"value": value, "basis": basis, "origin": {"from": "entry", "field": "x"}}})
}

#[test]
fn a_figure_is_told_with_its_unit_its_quantity_and_its_unit_of_use() {
    assert_eq!(
        told(Kind::Stream, stream(467.8, "stated"), stream(470.0, "metered"), Lang::Zh),
        "染色机 自来水\n水量: 467.8 m³/d → 470 m³/d\n获得方式: 企业填报 → 计量"
    );
    assert_eq!(
        told(Kind::Stream, stream(467.8, "stated"), stream(470.0, "stated"), Lang::En),
        "染色机 withdrawal tap\nflow: 467.8 m³/d → 470 m³/d"
    );
}

#[test]
fn what_was_not_known_is_a_dash_and_never_zero() {
    let unknown = json!({"from": {"source": "tap"}, "to": {"unit": "U1"}, "figure": null});
    assert_eq!(
        told(Kind::Stream, unknown, stream(0.0, "metered"), Lang::Zh),
        "染色机 自来水\n水量: — → 0 m³/d\n获得方式: — → 计量\n来源: — → 人工录入"
    );
}

#[test]
fn a_record_that_is_made_or_removed_has_nothing_before_or_after() {
    let meter =
        json!({"order": 0, "number": "SB-01", "level": 1, "measures": "全厂", "online": true});
    assert_eq!(
        told(Kind::Meter, serde_json::Value::Null, meter.clone(), Lang::Zh),
        "SB-01 全厂\n编号: — → SB-01\n级别: — → 1 级\n计量对象: — → 全厂\n在线计量: — → 是"
    );
    assert_eq!(
        told(
            Kind::Meter,
            json!({"number": "SB-01", "state": "完好"}),
            json!({"number": "SB-01"}),
            Lang::Zh
        ),
        "SB-01\n状态: 完好 → —"
    );
}

#[test]
fn a_field_that_an_older_program_did_not_have_is_no_change() {
    let old = json!({"number": "SB-01"});
    let new = json!({"number": "SB-01", "online": false, "parent": null, "state": ""});
    assert_eq!(told(Kind::Meter, old, new, Lang::Zh), "SB-01");
}

#[test]
fn what_prints_alike_and_differs_is_told_all_the_same() {
    let body = |note: &str| json!({"accepted": [{"kind": "quota", "id": "Q", "note": note}]});
    assert_eq!(
        told(Kind::Diagnosis, body("甲"), body("乙"), Lang::Zh),
        "\n确认采用的未核实依据: 1 项 → 1 项（内容有变）"
    );
}

#[test]
fn shares_are_percent_and_facts_carry_their_units() {
    let body = |share: f64| json!({"name": "布", "share": share});
    assert_eq!(
        told(Kind::Product, body(0.6), body(0.625), Lang::Zh),
        "布\n取水量分摊比例: 60 % → 62.5 %"
    );
    let unit = |value: f64| {
        json!({"id": "U1", "name": "染色机", "facts": [{"code": "running_hours", "value": value,
            "origin": {"from": "entry", "field": "x"}}]})
    };
    assert_eq!(
        told(Kind::Unit, unit(16.0), unit(24.0), Lang::Zh),
        "染色机\n参数: 日运行时间 16 h/d → 日运行时间 24 h/d"
    );
}
