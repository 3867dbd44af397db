//! The library as the window shows it.

use super::printed_unit;
use crate::library::{Field, Held, Judged, State, differences};
use crate::view::{LibraryChange, LibraryField, LibraryRow, Quota as Shown};
use shuiheng_audit::{
    Boundary, Confirmation, Coverage, Expectation, Lang, Limit, Method, Quota, Rate, Requirement,
    Rule, Tolerances, range, round_gb8170, trimmed,
};

/// A row of any table with its fields.
pub(crate) struct Shelf {
    pub(crate) row: LibraryRow,
    pub(crate) fields: Vec<LibraryField>,
}

/// Where a quota row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Shipped,
    Own,
    Revised,
}

impl Origin {
    const fn code(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::Own => "own",
            Self::Revised => "revised",
        }
    }

    const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Shipped => ("随程序提供", "ships with the program"),
            Self::Own => ("本工作区录入", "entered in this workspace"),
            Self::Revised => {
                ("随程序提供，本工作区已修改", "ships with the program, changed in this workspace")
            }
        }
    }
}

/// The levels of [`shuiheng_audit::Levels::named`] in English.
const LEVELS_EN: [&str; 9] = [
    "leading",
    "advanced",
    "new plants",
    "general",
    "grade Ⅰ",
    "grade Ⅱ",
    "grade Ⅲ",
    "limit",
    "observed",
];

/// Who confirmed, when and from what, in one line.
pub(crate) fn said(confirmation: &Confirmation) -> String {
    format!("{} {} {}", confirmation.by, confirmation.on, confirmation.cited())
}

/// Where a row comes from; not among its values.
const SOURCE: (&str, &str) = ("来源", "Source");
/// What a check asks a person to look at; not among its values.
const LOOK: (&str, &str) = ("核对内容", "What to look at");

fn field(lang: Lang, (zh, en): (&str, &str), value: impl Into<String>) -> LibraryField {
    LibraryField { name: lang.pick(zh, en).into(), value: value.into() }
}

fn percent(rate: Rate) -> String {
    format!("{} %", trimmed(round_gb8170(rate.to_percent(), 6), 6))
}

/// A row as all tables have it, before what is its own.
fn row<R: Judged>(of: &R, held: &Held, origin: Origin, lang: Lang) -> LibraryRow {
    let (state, state_name, confirmed) = match held.state(of) {
        State::Confirmed(by) => ("confirmed", lang.pick("已核实", "verified"), said(&by)),
        State::Changed(by) => (
            "changed",
            lang.pick("内容已修改，原核实失效", "content changed, verification lapsed"),
            said(&by),
        ),
        State::Unconfirmed => ("unconfirmed", lang.pick("未核实", "not verified"), String::new()),
    };
    LibraryRow {
        table: R::TABLE.code().into(),
        id: of.row(),
        table_name: lang.pick(R::TABLE.zh(), R::TABLE.en()).into(),
        state: state.into(),
        state_name: state_name.into(),
        confirmed,
        origin: origin.code().into(),
        origin_name: lang.pick(origin.name().0, origin.name().1).into(),
        ..LibraryRow::default()
    }
}

/// A quota.
pub(crate) fn quota_row(of: &Quota, held: &Held, origin: Origin, lang: Lang) -> Shelf {
    let mut standing: Vec<String> = Vec::new();
    if let Some(day) = of.effective {
        standing.push(lang.pick(format!("{day} 起实施"), format!("in force from {day}")));
    }
    if let Some(day) = of.superseded {
        standing.push(lang.pick(format!("{day} 废止"), format!("superseded on {day}")));
    }
    if !of.is_direct() {
        standing.push(lang.pick(of.usage_zh(), of.usage_en()).to_owned());
    }
    let values = of.levels.named().into_iter().zip(LEVELS_EN).filter_map(|((zh, value), en)| {
        value.map(|value| format!("{} {}", lang.pick(zh, en), trimmed(value, 4)))
    });
    let mut values: Vec<String> = values.collect();
    if !of.provenance.formula.is_empty() {
        values.push(format!("{} {}", lang.pick("公式", "formula"), of.provenance.formula));
    }
    let row = LibraryRow {
        kind: of.kind.code().into(),
        kind_name: lang.pick(of.kind.zh(), of.kind.en()).into(),
        name: of.product.clone(),
        document: of.standard.clone(),
        title: of.title.clone(),
        industry: of.industry.clone(),
        condition: of.condition.clone(),
        values: values.join(lang.semicolon()),
        unit: printed_unit(&of.unit, lang),
        standing: standing.join(lang.semicolon()),
        example: of.example,
        ..row(of, held, origin, lang)
    };
    let fields = Field::ALL.iter().map(|(known, _, zh)| {
        let value = match known {
            Field::Kind => lang.pick(of.kind.zh(), of.kind.en()).to_owned(),
            Field::Usage => lang.pick(of.usage_zh(), of.usage_en()).to_owned(),
            known => known.of(of).printed(),
        };
        field(lang, (zh, known.en()), value)
    });
    Shelf { row, fields: fields.filter(|field| !field.value.is_empty()).collect() }
}

/// A limit of an indicator.
pub(crate) fn limit_row(of: &Limit, held: &Held, lang: Lang) -> Shelf {
    let value = format!("{} {}", of.operator, trimmed(of.value, 4));
    let row = LibraryRow {
        kind: of.kind.clone(),
        kind_name: lang.pick(of.kind_zh(), of.kind_en()).into(),
        name: of.indicator_name.clone(),
        document: of.source.clone(),
        industry: of.industry.clone(),
        condition: of.scope.clone(),
        values: value.clone(),
        unit: super::unit_in(&of.unit, lang),
        standing: [of.region.as_str(), of.period.as_str()].join(" ").trim().to_owned(),
        ..row(of, held, Origin::Shipped, lang)
    };
    let fields = vec![
        field(lang, ("编号", "Number"), &of.id),
        field(lang, ("类型", "Kind"), lang.pick(of.kind_zh(), of.kind_en())),
        field(lang, ("指标", "Indicator"), &of.indicator_name),
        field(lang, ("指标代码", "Code of the indicator"), &of.indicator),
        field(lang, ("行业", "Trade"), &of.industry),
        field(lang, ("适用地区", "Region"), &of.region),
        field(lang, ("年份", "Year"), &of.period),
        field(lang, ("数值", "Value"), value),
        field(lang, ("单位", "Unit"), &of.unit),
        field(lang, ("适用范围", "Applies to"), &of.scope),
        field(lang, ("文件", "Document"), &of.source),
        field(lang, SOURCE, &of.source_url),
        field(lang, ("原文摘录", "Quotation"), &of.quote),
        field(lang, ("可信度", "Confidence"), &of.confidence),
    ];
    Shelf { row, fields: fields.into_iter().filter(|field| !field.value.is_empty()).collect() }
}

/// The tolerances of closure.
pub(crate) fn tolerances_row(of: &Tolerances, held: &Held, lang: Lang) -> Shelf {
    let fields = vec![
        field(lang, ("用水单元：需关注", "Unit: look at"), percent(of.unit_warn)),
        field(lang, ("用水单元：不平衡", "Unit: out of balance"), percent(of.unit_fail)),
        field(lang, ("全厂：需关注", "Site: look at"), percent(of.site_warn)),
        field(lang, ("全厂：不平衡", "Site: out of balance"), percent(of.site_fail)),
        field(lang, ("修约", "Rounding"), format!("{} m³/d", trimmed(of.rounding_m3_per_day, 4))),
        field(lang, SOURCE, &of.source),
    ];
    plain(
        lang.pick("水平衡允许误差", "Tolerances of the water balance"),
        &of.source,
        fields,
        (row(of, held, Origin::Shipped, lang), lang),
    )
}

/// How wide intervals are.
pub(crate) fn coverage_row(of: &Coverage, held: &Held, lang: Lang) -> Shelf {
    let fields = vec![
        field(lang, ("包含因子 k", "Coverage factor k"), trimmed(of.factor, 4)),
        field(lang, ("包含概率", "Coverage probability"), percent(of.confidence)),
        field(lang, SOURCE, &of.source),
    ];
    plain(
        lang.pick("区间包含因子", "Coverage factor of intervals"),
        &of.source,
        fields,
        (row(of, held, Origin::Shipped, lang), lang),
    )
}

/// A grade of data quality.
pub(crate) fn method_row(of: &Method, held: &Held, lang: Lang) -> Shelf {
    let fields = vec![
        field(lang, ("等级", "Grade"), of.grade.letter()),
        field(
            lang,
            ("相对标准不确定度（一般）", "Relative standard uncertainty (usual)"),
            percent(of.typical),
        ),
        field(
            lang,
            ("相对标准不确定度（良好条件）", "Relative standard uncertainty (at best)"),
            percent(of.low),
        ),
        field(lang, SOURCE, &of.source),
    ];
    plain(
        lang.pick(&of.zh, &of.en),
        &of.source,
        fields,
        (row(of, held, Origin::Shipped, lang), lang),
    )
}

/// What is expected of a cross-check.
pub(crate) fn check_row(of: &Expectation, held: &Held, lang: Lang) -> Shelf {
    let with_unit = |text: String| match of.unit.as_str() {
        "" => text,
        unit => format!("{text} {}", printed_unit(unit, lang)),
    };
    let bounds = |low: Option<f64>, high: Option<f64>| match (low, high) {
        (None, None) => String::new(),
        _ => with_unit(range(low, high).get(lang).to_owned()),
    };
    let fields = vec![
        field(lang, ("合理范围", "Expected range"), bounds(of.low, of.high)),
        field(lang, ("可能范围", "Possible range"), bounds(of.least, of.most)),
        field(lang, ("公式", "Formula"), &of.formula),
        field(lang, ("适用行业", "Trades"), of.applies.join(lang.comma())),
        field(lang, LOOK, of.look.get(lang)),
        field(lang, SOURCE, &of.source),
    ];
    let fields = fields.into_iter().filter(|field| !field.value.is_empty()).collect();
    let shelf =
        plain(of.name.get(lang), &of.source, fields, (row(of, held, Origin::Shipped, lang), lang));
    Shelf { row: LibraryRow { industry: of.applies.join(lang.comma()), ..shelf.row }, ..shelf }
}

/// What a quota counts as intake.
pub(crate) fn boundary_row(of: &Boundary, held: &Held, lang: Lang) -> Shelf {
    let counted = |factor: f64| match factor {
        1.0 => lang.pick("计入", "counts").to_owned(),
        0.0 => lang.pick("不计", "does not count").to_owned(),
        factor => {
            let factor = trimmed(factor, 4);
            lang.pick(format!("按 {factor} 计入"), format!("counts by {factor}"))
        }
    };
    let fields = vec![
        field(lang, ("外购蒸汽", "Bought steam"), counted(of.steam)),
        field(lang, ("再生水", "Reclaimed water"), counted(of.reclaimed)),
        field(lang, ("外供水", "Supplied to others"), counted(of.passed_on)),
        field(lang, ("生活区用水", "Living quarters"), counted(of.living)),
        field(lang, ("雨水", "Rainwater"), counted(of.rain)),
        field(lang, ("其他外购水", "Other bought water"), counted(of.other)),
        field(lang, ("海水、苦咸水", "Sea and brackish water"), counted(of.sea)),
        field(
            lang,
            ("凝汽器直流冷却水", "Once-through condenser cooling"),
            counted(of.once_through),
        ),
        field(lang, ("适用标准", "Standards"), of.standards.join(lang.comma())),
        field(lang, ("适用行业", "Trades"), of.industries.join(lang.comma())),
        field(lang, SOURCE, &of.source),
    ];
    let fields = fields.into_iter().filter(|field| !field.value.is_empty()).collect();
    plain(&of.id, &of.source, fields, (row(of, held, Origin::Shipped, lang), lang))
}

/// A requirement of metering.
pub(crate) fn requirement_row(of: &Requirement, held: &Held, lang: Lang) -> Shelf {
    let asked = of.value.map_or_else(
        || lang.pick("不作要求", "nothing is required").to_owned(),
        |value| format!("{} {} {}", of.operator, trimmed(value, 4), of.unit),
    );
    let fields = vec![
        field(lang, ("要求", "Requirement"), asked),
        field(lang, ("适用", "Applies to"), &of.applies),
        field(lang, ("说明", "Explanation"), &of.notes),
        field(lang, SOURCE, &of.source),
    ];
    let fields = fields.into_iter().filter(|field| !field.value.is_empty()).collect();
    plain(
        lang.pick(of.code.zh(), of.code.en()),
        &of.source,
        fields,
        (row(of, held, Origin::Shipped, lang), lang),
    )
}

/// A rule that raises findings.
pub(crate) fn rule_row(of: &Rule, held: &Held, lang: Lang) -> Shelf {
    let fields = vec![
        field(lang, ("级别", "Gravity"), lang.pick(of.severity.zh(), of.severity.en())),
        field(lang, ("把握程度", "Certainty"), lang.pick(of.certainty.zh(), of.certainty.en())),
        field(lang, ("说明", "Explanation"), of.explanation.get(lang)),
        field(lang, ("建议", "Advice"), of.advice.get(lang)),
        field(lang, ("适用行业", "Trades"), of.trades.join(lang.comma())),
        field(lang, SOURCE, &of.source),
    ];
    let fields = fields.into_iter().filter(|field| !field.value.is_empty()).collect();
    plain(of.name.get(lang), &of.source, fields, (row(of, held, Origin::Shipped, lang), lang))
}

/// A row of a table without kinds: its values are its first fields.
fn plain(
    name: &str,
    source: &str,
    fields: Vec<LibraryField>,
    (row, lang): (LibraryRow, Lang),
) -> Shelf {
    let aside = |field: &LibraryField| {
        [SOURCE, LOOK].iter().any(|(zh, en)| field.name == lang.pick(*zh, *en))
    };
    let shown = fields.iter().filter(|field| !aside(field));
    let values = shown.map(|field| format!("{} {}", field.name, field.value));
    let values = values.take(4).collect::<Vec<_>>().join(lang.semicolon());
    Shelf { row: LibraryRow { name: name.into(), document: source.into(), values, ..row }, fields }
}

/// Where two versions differ.
pub(crate) fn changes(before: &Quota, after: &Quota, lang: Lang) -> Vec<LibraryChange> {
    let change = |(field, before, after): (Field, String, String)| LibraryChange {
        field: lang.pick(field.zh(), field.en()).into(),
        before,
        after,
    };
    differences(before, after).into_iter().map(change).collect()
}

/// A quota as the window shows and edits it; `own` where it was entered or changed here.
pub(crate) fn quota(of: &Quota, own: bool, lang: Lang) -> Shown {
    let (levels, from) = (&of.levels, &of.provenance);
    let text = |field: Field| field.of(of).printed();
    Shown {
        id: of.id.clone(),
        kind: of.kind.code().into(),
        kind_name: lang.pick(of.kind.zh(), of.kind.en()).into(),
        standard: of.standard.clone(),
        title: of.title.clone(),
        region: of.region.clone(),
        industry: of.industry.clone(),
        product: of.product.clone(),
        condition: of.condition.clone(),
        unit: of.unit.clone(),
        basis: of.basis.clone(),
        leading: levels.leading,
        advanced: levels.advanced,
        new_build: levels.new_build,
        general: levels.general,
        grade_1: levels.grades[0],
        grade_2: levels.grades[1],
        grade_3: levels.grades[2],
        limit: levels.limit,
        observed: levels.observed,
        edition: of.edition.clone(),
        issued: text(Field::Issued),
        effective: text(Field::Effective),
        superseded: text(Field::Superseded),
        status: from.status.clone(),
        doc_class: from.doc_class.clone(),
        clause: from.clause.clone(),
        industry_code: from.industry_code.clone(),
        unit_as_given: from.unit_as_given.clone(),
        formula: from.formula.clone(),
        labels: from.labels.clone(),
        certainty: of.certainty.clone(),
        quote: from.quote.clone(),
        quote_type: from.quote_type.clone(),
        upstream: from.upstream.clone(),
        confidence: from.confidence.clone(),
        usage: of.usage.clone(),
        notes: of.notes.clone(),
        source: of.source.clone(),
        example: of.example,
        own,
        confirmed: of.confirmed.as_ref().map(said).unwrap_or_default(),
        changed: false,
    }
}
