//! `diagnose --json`: the document that scripts and other teams rely on. Names are
//! stable; additions are fine. All flows in m³/d; `null` is not known.

use crate::source::Source as SourceFile;
use serde_json::{Map, Value, json};
use shuiheng_audit::{
    Closure, DailyVolume, Diagnosis, Difference, Doubt, DoubtCode, Flows, Indicator, Input, Item,
    Lang, Rate, SiteIndex, Source, UnitBalance, ValueUncertainty, round_gb8170,
};

mod check;
mod finding;
mod judged;
mod ledger;
mod metering;
mod probable;

pub(crate) use ledger::{equipment, quality, readings, use_history};
pub(crate) use probable::reconciliation;

/// The document of a diagnosis.
pub(crate) fn document(
    diagnosis: &Diagnosis,
    sources: &[SourceFile],
    reconciliation: Value,
    lang: Lang,
) -> Value {
    let profile = &diagnosis.case.profile;
    let site = &diagnosis.balance.site;
    let mut totals = values(&site.flows, site.flows.intake());
    totals.insert("external_discharge".into(), volume(site.external_discharge));
    totals.insert("reuse_rate_pct".into(), percent(site.reuse_rate));
    let without = crate::present::without_cooling(diagnosis).map_or(Value::Null, number);
    totals.insert("reuse_rate_without_cooling_pct".into(), without);
    difference(&mut totals, &site.difference);
    let closing = &diagnosis.closing;
    let confidence = closing.confidence.value();
    totals.insert("unaccounted".into(), check::unaccounted(closing.site.as_ref(), confidence));
    json!({
        "schema": "shuiheng.diagnosis/1",
        "enterprise": profile.name,
        "period": {
            "from": profile.period.from,
            "to": profile.period.to,
            "operating_days": profile.period.operating_days.map(|days| number(days.value())),
        },
        "source": sources.iter().map(|source| source.json(lang)).collect::<Vec<_>>(),
        "units": units(diagnosis),
        "totals": totals,
        "stated_totals": stated(diagnosis),
        "reconciliation": reconciliation,
        "indicators": diagnosis.indicators.iter().map(|of| indicator(of, lang)).collect::<Vec<_>>(),
        "trend": diagnosis.trends.iter().map(|of| metering::trend(of, lang)).collect::<Vec<_>>(),
        "metering": metering::metering(diagnosis, lang),
        "benchmarks": diagnosis.comparisons.iter().map(|of| judged::benchmark(of, lang)).collect::<Vec<_>>(),
        "whole_site": judged::whole(&diagnosis.whole),
        "limits": diagnosis.limits.iter().map(judged::limit).collect::<Vec<_>>(),
        "references": diagnosis.references.iter().map(|of| judged::reference(of, lang)).collect::<Vec<_>>(),
        "level_sums": closing.sums.iter().map(check::level_sum).collect::<Vec<_>>(),
        "checks": diagnosis.checks.iter().map(|of| check::check(of, &diagnosis.case.site, lang)).collect::<Vec<_>>(),
        "meter_tree": diagnosis.meter_nodes.iter().map(|node| check::meter_node(node, lang)).collect::<Vec<_>>(),
        "use_history": use_history(&diagnosis.case.ledgers),
        "readings": readings(&diagnosis.case.ledgers),
        "equipment": equipment(&diagnosis.case.ledgers),
        "quality": quality(&diagnosis.case.ledgers),
        "findings": finding::findings(diagnosis, lang),
        "findings_gone": finding::gone(diagnosis),
        "survey": finding::answers(diagnosis),
        "measures": finding::measures(diagnosis, lang),
        "measure_totals": finding::totals(diagnosis),
        "issues": diagnosis.doubts.iter().map(|doubt| issue(doubt, lang)).collect::<Vec<_>>(),
    })
}

/// True where `--strict` is not satisfied: a unit does not close, something is in error,
/// or a quota that judged is not confirmed.
pub fn strict_failures(diagnosis: &Diagnosis, lang: Lang) -> Vec<String> {
    let strict = |doubt: &&Doubt| {
        doubt.severity == shuiheng_audit::Severity::Error
            || matches!(doubt.code, DoubtCode::UnitNotClosed | DoubtCode::QuotaUnconfirmed)
    };
    diagnosis.doubts.iter().filter(strict).map(|doubt| doubt.message.get(lang).to_owned()).collect()
}

/// A number without the noise of binary arithmetic in its last digits.
pub(crate) fn number(value: f64) -> Value {
    json!(round_gb8170(value, 9))
}

fn volume(value: Option<DailyVolume>) -> Value {
    value.map_or(Value::Null, |value| number(value.value()))
}

fn percent(rate: Option<Rate>) -> Value {
    rate.map_or(Value::Null, |rate| json!(round_gb8170(rate.to_percent(), 4)))
}

fn values(flows: &Flows, fresh: Option<DailyVolume>) -> Map<String, Value> {
    // Where the intake is not divided by source, a source that has no stream of its own is
    // not known: it is not known to be zero.
    let undivided = flows.get(Item::Withdrawal(Source::Unspecified)) != Some(DailyVolume::ZERO);
    let of_source = |source: Source| match Item::Withdrawal(source) {
        item if undivided && !flows.has(item) => Value::Null,
        item => volume(flows.get(item)),
    };
    let by_source: Map<String, Value> = Source::ALL
        .into_iter()
        .filter(|source| *source != Source::Unspecified || undivided)
        .map(|source| (source.code().to_owned(), of_source(source)))
        .collect();
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| map.insert(key.to_owned(), value);
    put("withdrawal", Value::Object(by_source));
    put("withdrawal_total", volume(fresh));
    put("recirculated", volume(flows.get(Item::Recirculated)));
    put("series_in", volume(flows.get(Item::SeriesIn)));
    put("series_out", volume(flows.get(Item::SeriesOut)));
    put("reuse", volume(flows.reuse()));
    put("total_use", volume(flows.total_use(fresh)));
    put("consumption", volume(flows.get(Item::Consumption)));
    put("discharge", volume(flows.get(Item::Discharge)));
    put("leakage", volume(flows.get(Item::Leakage)));
    // Beyond the contract: written only where the plant has such water.
    let more = [
        Item::Condensate,
        Item::CarriedIn,
        Item::DistributedIn,
        Item::DistributedOut,
        Item::TreatmentIn,
        Item::ReuseOut,
        Item::Supplied,
        Item::StorageGain,
    ];
    for item in more.into_iter().filter(|item| flows.has(*item)) {
        put(&item.code(), volume(flows.get(item)));
    }
    map
}

fn difference(map: &mut Map<String, Value>, difference: &Difference) {
    map.insert("imbalance".into(), volume(difference.imbalance));
    map.insert("imbalance_pct".into(), percent(difference.rate));
    map.insert("closed".into(), closed(difference.closure));
    map.insert("closure".into(), json!(difference.closure.code()));
    let unknown: Vec<String> = difference.unknown.iter().map(|item| item.code()).collect();
    if !unknown.is_empty() {
        map.insert("unknown".into(), json!(unknown));
    }
}

fn closed(closure: Closure) -> Value {
    match closure {
        Closure::Closed | Closure::Attention => json!(true),
        Closure::Open => json!(false),
        Closure::Unknown => Value::Null,
    }
}

fn units(diagnosis: &Diagnosis) -> Vec<Value> {
    let index = SiteIndex::of(&diagnosis.case.site);
    let units = diagnosis.balance.units.iter();
    units.map(|balance| unit(diagnosis, &index, balance)).collect()
}

fn unit(diagnosis: &Diagnosis, index: &SiteIndex<'_>, balance: &UnitBalance) -> Value {
    let given_unit = index.unit(&balance.unit);
    let mut map = Map::new();
    map.insert("id".into(), json!(balance.unit.0));
    map.insert("name".into(), json!(given_unit.map(|unit| &unit.name)));
    map.insert("category".into(), json!(given_unit.and_then(|unit| unit.category)));
    map.insert("parent".into(), json!(given_unit.and_then(|unit| unit.parent.as_ref())));
    map.insert("of_which".into(), json!(given_unit.is_some_and(|unit| unit.of_which)));
    map.insert("sum_of_children".into(), json!(balance.has_children));
    map.insert("values".into(), Value::Object(values(&balance.flows, balance.flows.fresh())));
    map.insert("reuse_rate_pct".into(), percent(balance.reuse_rate));
    difference(&mut map, &balance.difference);
    let closing = &diagnosis.closing;
    let interval = closing.units.get(&balance.unit);
    map.insert("unaccounted".into(), check::unaccounted(interval, closing.confidence.value()));
    map.insert("refs".into(), Value::Object(refs(index, balance)));
    Value::Object(map)
}

/// Where the unit's own figures stand: `水平衡统计表!D8`, several joined by commas.
fn refs(index: &SiteIndex<'_>, balance: &UnitBalance) -> Map<String, Value> {
    let cells = |item: Item| {
        let streams = index.given(&balance.unit, item);
        let figures = streams.into_iter().filter_map(|stream| stream.figure.as_ref());
        figures
            .flat_map(|figure| figure.origin.cells())
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let mut map = Map::new();
    let mut fresh = Vec::new();
    for item in Item::all() {
        let cells = cells(item);
        if cells.is_empty() {
            continue;
        }
        if matches!(item, Item::Withdrawal(_) | Item::DistributedIn) {
            fresh.extend(cells.clone());
        }
        map.insert(item.code(), json!(cells.join(",")));
    }
    if !fresh.is_empty() {
        map.insert("withdrawal_total".into(), json!(fresh.join(",")));
    }
    map
}

fn stated(diagnosis: &Diagnosis) -> Value {
    let Some(stated) = &diagnosis.case.stated else { return Value::Null };
    let mut map = Map::new();
    for value in &stated.values {
        map.insert(value.quantity.code(), number(value.value.value()));
    }
    map.insert("name".into(), json!(stated.name));
    map.insert("ref".into(), json!(stated.place.to_string()));
    Value::Object(map)
}

fn input(input: &Input, lang: Lang) -> Value {
    json!({
        "symbol": input.symbol,
        "name": input.name.get(lang),
        "value": number(input.value),
        "unit": input.unit,
        "refs": input.cells.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn indicator(indicator: &Indicator, lang: Lang) -> Value {
    let definition = indicator.code.definition();
    let inputs: Vec<Value> = indicator.inputs.iter().map(|of| input(of, lang)).collect();
    json!({
        "code": definition.code,
        "of": if indicator.of.is_empty() { Value::Null } else { json!(indicator.of) },
        "symbol": definition.symbol,
        "name_zh": definition.zh,
        "name_en": definition.en,
        "value": indicator.value.map_or(Value::Null, number),
        "uncertainty": uncertainty(indicator.uncertainty),
        "unit": indicator.unit,
        "group": definition.group.code(),
        "digits": definition.digits,
        "formula": definition.formula,
        "substituted": indicator.substituted,
        "inputs": inputs,
        "missing": indicator.missing.iter().map(|text| text.get(lang)).collect::<Vec<_>>(),
        "source": definition.source,
        "confirmed": false,
    })
}

/// Standard and expanded uncertainty, in the unit of the value.
fn uncertainty(of: Option<ValueUncertainty>) -> Value {
    of.map_or(
        Value::Null,
        |of| json!({ "standard": number(of.standard), "expanded": number(of.expanded) }),
    )
}

pub(crate) fn issue(doubt: &Doubt, lang: Lang) -> Value {
    json!({
        "severity": doubt.severity,
        "code": doubt.code.code(),
        "where": doubt.places.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "message": doubt.message.get(lang),
        "fix": doubt.fix.get(lang),
    })
}
