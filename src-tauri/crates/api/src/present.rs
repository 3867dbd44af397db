//! A diagnosis as the window shows it.

use crate::view;
use shuiheng_audit::{
    CellRef, DailyVolume, Diagnosis, Doubt, Figure, Flows, Indicator, IndicatorCode, Input, Item,
    Lang, Meter, Origin, Profile, Rate, Role, Severity, Site, SiteIndex, Stream, Text, Tolerances,
    UnitBalance, cited,
};
use std::collections::BTreeMap;

mod check;
mod finding;
mod judged;
mod ledger;
mod library;
mod metering;
mod probable;
mod product;
mod reliance;
mod rollup;

pub(crate) use check::checks;
pub(crate) use finding::{findings, gone, measure_totals, measures, survey};
pub(crate) use judged::{comparison, limit, reference, whole};
pub(crate) use ledger::{equipment, ledgers};
pub(crate) use library::{
    Origin as RowOrigin, Shelf, boundary_row, changes, check_row, coverage_row, limit_row,
    method_row, quota, quota_row, requirement_row, rule_row, said, tolerances_row,
};
pub(crate) use metering::{metering, trend};
pub(crate) use probable::{choices, probable};
pub(crate) use product::{scope, terms};
pub(crate) use reliance::reliance;
pub(crate) use rollup::rollup;

/// Words in units of measure, the longer ones first; goods keep the name that they were given.
const UNITS_EN: [(&str, &str); 12] = [
    ("10^4 yuan", "10⁴ yuan"),
    ("万元", "10⁴ yuan"),
    ("元", "yuan"),
    ("万米", "10⁴ m"),
    ("百米", "100 m"),
    ("万m³", "10⁴ m³"),
    ("人", "person"),
    ("班", "shift"),
    ("百分点", "percentage points"),
    ("条", "items"),
    ("只", "pieces"),
    ("倍", "times"),
];

/// A unit of measure as it is printed: m3/d becomes m³/d.
pub(crate) fn printed_unit(unit: &str, lang: Lang) -> String {
    let unit = unit.replace("m3/", "m³/");
    match lang {
        Lang::Zh => unit.replace("10^4 yuan", "万元").replace("person", "人"),
        Lang::En => UNITS_EN.iter().fold(unit, |unit, (zh, en)| unit.replace(zh, en)),
    }
}

/// A unit of measure that is already as it is printed in Chinese.
pub(crate) fn unit_in(unit: &str, lang: Lang) -> String {
    if lang == Lang::Zh { unit.to_owned() } else { printed_unit(unit, lang) }
}

/// A unit of measure in ASCII, as the contract writes it.
pub(crate) fn plain_unit(unit: &str) -> String {
    unit.replace("m³", "m3").replace("m²", "m2")
}

fn volume(value: Option<DailyVolume>) -> Option<f64> {
    value.map(|value| shuiheng_audit::round_gb8170(value.value(), 9))
}

fn percent(rate: Option<Rate>) -> Option<f64> {
    rate.map(Rate::to_percent)
}

fn text(text: &Text, lang: Lang) -> String {
    text.get(lang).to_owned()
}

fn texts(list: &[Text], lang: Lang) -> Vec<String> {
    list.iter().map(|each| text(each, lang)).collect()
}

/// A cell of a kept file.
pub(crate) fn cell(place: &CellRef) -> view::Cell {
    view::Cell {
        file: place.file.clone(),
        sheet: place.sheet.clone(),
        a1: place.a1(),
        row: place.row,
        col: place.col,
        to: place.to,
    }
}

fn cells(places: &[CellRef]) -> Vec<view::Cell> {
    places.iter().map(cell).collect()
}

/// The cells behind a sum, which may be hundreds: neighbours as ranges.
fn cells_of_sum(places: &[CellRef]) -> Vec<view::Cell> {
    cited(places).iter().map(cell).collect()
}

/// A doubt.
pub(crate) fn doubt(doubt: &Doubt, lang: Lang) -> view::Doubt {
    let severity = match doubt.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    view::Doubt {
        severity: severity.into(),
        blocking: doubt.severity == Severity::Error,
        code: doubt.code.code().into(),
        cells: cells(&doubt.places),
        message: text(&doubt.message, lang),
        fix: text(&doubt.fix, lang),
    }
}

fn input(input: &Input, lang: Lang) -> view::Input {
    view::Input {
        symbol: input.symbol.clone(),
        name: text(&input.name, lang),
        value: input.value,
        unit: printed_unit(&input.unit, lang),
        cells: cells_of_sum(&input.cells),
    }
}

fn inputs(list: &[Input], lang: Lang) -> Vec<view::Input> {
    list.iter().map(|each| input(each, lang)).collect()
}

/// An indicator.
pub(crate) fn indicator(diagnosis: &Diagnosis, of: &Indicator, lang: Lang) -> view::Indicator {
    let definition = of.code.definition();
    let facts = diagnosis.facts_for(of);
    let facts = facts.iter().map(|(unit, code)| check::fact(diagnosis, unit.as_ref(), *code, lang));
    view::Indicator {
        code: definition.code.into(),
        of: of.of.clone(),
        symbol: definition.symbol.into(),
        name: lang.pick(definition.zh, definition.en).into(),
        value: of.plain(),
        plus_minus: of.uncertainty.map(|of| of.expanded),
        unit: printed_unit(&of.unit, lang),
        digits: definition.digits,
        group: definition.group.code().into(),
        group_name: lang.pick(definition.group.zh(), definition.group.en()).into(),
        facts: facts.collect(),
        pages: diagnosis.entry_pages(of).into_iter().map(|page| page.code().to_owned()).collect(),
        formula: definition.formula.into(),
        substituted: of.substituted.clone(),
        inputs: inputs(&of.inputs, lang),
        missing: texts(&of.missing, lang),
        source: definition.source.into(),
        confirmed: false,
    }
}

/// A meter, by its record.
pub(crate) fn meter(id: String, meter: &Meter) -> view::Meter {
    view::Meter {
        id,
        number: meter.number.clone(),
        level: meter.level,
        parent: meter.parent.clone(),
        location: meter.location.clone(),
        measures: meter.measures.clone(),
        accuracy: meter.accuracy.clone(),
        valid_until: meter.valid_until.map(|date| date.to_string()),
        online: meter.online,
        state: meter.state.clone(),
        cell: meter.place.as_ref().map(cell),
    }
}

/// Tolerances, in %.
pub(crate) fn tolerances(of: &Tolerances) -> view::Tolerances {
    let pct = |rate: Rate| shuiheng_audit::round_gb8170(rate.to_percent(), 6);
    view::Tolerances {
        unit_warn_pct: pct(of.unit_warn),
        unit_fail_pct: pct(of.unit_fail),
        site_warn_pct: pct(of.site_warn),
        site_fail_pct: pct(of.site_fail),
        source: of.source.clone(),
    }
}

/// Streams from one unit to another.
pub(crate) fn pairs(site: &Site, lang: Lang) -> Vec<view::Pair> {
    let index = SiteIndex::of(site);
    let pair = |stream: &Stream| {
        let (from, to) = (stream.from.unit()?, stream.to.unit()?);
        (from != to).then(|| view::Pair {
            from: from.to_string(),
            to: to.to_string(),
            kind_name: stream
                .item_for(to, |id| index.role(id))
                .map_or("", |item| lang.pick(item.zh(), item.en()))
                .to_owned(),
            figure: figure(stream.figure.as_ref(), lang),
        })
    };
    site.streams.iter().filter_map(pair).collect()
}

fn figure(of: Option<&Figure>, lang: Lang) -> view::Figure {
    let Some(figure) = of else {
        return view::Figure {
            value: None,
            basis: String::new(),
            basis_name: String::new(),
            origin: lang.pick("不详", "not known").into(),
            origin_kind: String::new(),
            cells: Vec::new(),
        };
    };
    let places = || {
        figure.origin.cells().iter().map(ToString::to_string).collect::<Vec<_>>().join(lang.comma())
    };
    let (origin_kind, origin) = match &figure.origin {
        Origin::Cells { .. } => ("cells", places()),
        Origin::Entry { field } => {
            ("entry", lang.pick(format!("录入：{field}"), "entered by hand".into()))
        }
        Origin::Computed { formula, .. } => {
            ("computed", kept(formula, "computed", lang) + &lang.bracketed(places()))
        }
        Origin::Assumed { reason, .. } => (
            "assumed",
            lang.pick("假定：", "assumed: ").to_owned() + &kept(reason, "see the cells", lang),
        ),
    };
    view::Figure {
        value: volume(Some(figure.value)),
        basis: code_of(&figure.basis),
        basis_name: lang.pick(figure.basis.zh(), figure.basis.en()).into(),
        origin,
        origin_kind: origin_kind.into(),
        cells: cells(figure.origin.cells()),
    }
}

/// What a figure's origin says of itself is kept in Chinese; English says it in general where
/// it is more than symbols.
fn kept(said: &str, general: &str, lang: Lang) -> String {
    if lang == Lang::Zh || said.is_ascii() { said.to_owned() } else { general.to_owned() }
}

/// The name that a plain enum has on the wire.
pub(crate) fn code_of<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

fn sums(flows: &Flows, fresh: Option<DailyVolume>) -> BTreeMap<String, Option<f64>> {
    [
        ("withdrawal_total", fresh),
        ("recycled", flows.recycled()),
        ("reuse_total", flows.reuse()),
        ("total_use", flows.total_use(fresh)),
        ("inflow", flows.inflow()),
        ("outflow", flows.outflow()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), volume(value)))
    .collect()
}

fn unit(index: &SiteIndex<'_>, balance: &UnitBalance, lang: Lang) -> Option<view::Unit> {
    let unit = index.unit(&balance.unit)?;
    let item_figure = |item: Item| {
        let streams = index.given(&balance.unit, item);
        let shown = match streams.as_slice() {
            [stream] if !balance.has_children => figure(stream.figure.as_ref(), lang),
            // A sum of several streams, or of the units below.
            _ => view::Figure {
                value: volume(balance.flows.get(item)),
                basis: "computed".into(),
                basis_name: lang.pick("计算", "computed").into(),
                origin: lang.pick("下级单元之和", "sum of the units below").into(),
                origin_kind: "computed".into(),
                cells: streams
                    .iter()
                    .filter_map(|stream| stream.figure.as_ref())
                    .flat_map(|figure| cells(figure.origin.cells()))
                    .collect(),
            },
        };
        (item.code(), shown)
    };
    Some(view::Unit {
        id: unit.id.to_string(),
        name: unit.name.clone(),
        category: unit.category.as_ref().map(code_of),
        role: code_of(&unit.role),
        system: unit.system.as_ref().map(code_of),
        parent: unit.parent.as_ref().map(ToString::to_string),
        depth: balance.depth as u32,
        has_children: balance.has_children,
        of_which: unit.of_which,
        figures: Item::all().filter(|item| balance.flows.has(*item)).map(item_figure).collect(),
        sums: sums(&balance.flows, balance.flows.fresh()),
        reuse_rate_pct: percent(balance.reuse_rate),
        imbalance: volume(balance.difference.imbalance),
        imbalance_pct: percent(balance.difference.rate),
        closure: balance.difference.closure.code().into(),
        unknown: balance
            .difference
            .unknown
            .iter()
            .map(|item| lang.pick(item.zh(), item.en()).to_owned())
            .collect(),
    })
}

/// Units in tree order.
pub(crate) fn units(diagnosis: &Diagnosis, lang: Lang) -> Vec<view::Unit> {
    let index = SiteIndex::of(&diagnosis.case.site);
    diagnosis.balance.units.iter().filter_map(|balance| unit(&index, balance, lang)).collect()
}

/// The reuse rate without cooling water, %, which stands beside every reuse rate of a site.
pub(crate) fn without_cooling(diagnosis: &Diagnosis) -> Option<f64> {
    diagnosis.indicator(IndicatorCode::ReuseRateWithoutCooling)?.value
}

/// The whole site.
pub(crate) fn site(diagnosis: &Diagnosis) -> view::SiteTotals {
    let site = &diagnosis.balance.site;
    let mut sums = sums(&site.flows, site.flows.intake());
    sums.insert("external_discharge".into(), volume(site.external_discharge));
    let stated = diagnosis.case.stated.as_ref();
    view::SiteTotals {
        values: Item::all()
            .filter(|item| site.flows.has(*item))
            .map(|item| (item.code(), volume(site.flows.get(item))))
            .collect(),
        sums,
        stated: stated
            .iter()
            .flat_map(|stated| &stated.values)
            .map(|value| (value.quantity.code(), value.value.value()))
            .collect(),
        stated_cell: stated.map(|stated| cell(&stated.place)),
        reuse_rate_pct: percent(site.reuse_rate),
        reuse_rate_without_cooling_pct: without_cooling(diagnosis),
        imbalance: volume(site.difference.imbalance),
        imbalance_pct: percent(site.difference.rate),
        closure: site.difference.closure.code().into(),
    }
}

/// The profile as it is edited; `ids` are the records of its products, in order.
pub(crate) fn profile(of: &Profile, ids: &[String]) -> view::Profile {
    let product = |(at, product): (usize, &shuiheng_audit::Product)| view::Product {
        id: ids.get(at).cloned().unwrap_or_default(),
        name: product.name.clone(),
        output: product.output,
        unit: product.unit.clone(),
        quota: product.quota.clone(),
        quota_reason: product.quota_reason.clone(),
        share: product.share,
        share_rule: product.share_rule.clone(),
        rinses: product.rinses,
        terms: terms(&product.terms),
    };
    let money =
        |value: Option<rust_decimal::Decimal>| value.map(|value| value.normalize().to_string());
    view::Profile {
        name: of.name.clone(),
        credit_code: of.credit_code.clone(),
        industry: of.industry.clone(),
        industry_code: of.industry_code.clone(),
        district: of.district.clone(),
        address: of.address.clone(),
        employees: of.employees,
        output_value: money(of.output_value),
        added_value: money(of.added_value),
        operating_days: of.period.operating_days.map(|days| days.value()),
        period_from: of.period.from.map(|date| date.to_string()),
        period_to: of.period.to.map(|date| date.to_string()),
        auditor: of.auditor.clone(),
        price_water: money(of.prices.water),
        price_discharge: money(of.prices.discharge),
        price_treatment: money(of.prices.treatment),
        products: of.products.iter().enumerate().map(product).collect(),
        scope: scope(&of.scope),
        shifts: of.shifts,
        shift_hours: money(of.shift_hours),
        not_known: of.not_known.iter().filter(|field| of.is_not_known(field)).cloned().collect(),
    }
}

/// The role that a code names.
pub(crate) fn role(code: &str) -> Option<Role> {
    [Role::Use, Role::SupplyTreatment, Role::WastewaterTreatment]
        .into_iter()
        .find(|role| code_of(role) == code)
}
