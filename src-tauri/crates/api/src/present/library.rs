//! The library as the window shows it.

use super::printed_unit;
use crate::library::{Field, Held, Judged, State, differences};
use crate::view::{LibraryChange, LibraryField, LibraryRow, Quota as Shown};
use shuiheng_audit::{
    Boundary, Confirmation, Coverage, Expectation, Limit, Method, Quota, Rate, Requirement, Rule,
    Tolerances, range, round_gb8170, trimmed,
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

    const fn zh(self) -> &'static str {
        match self {
            Self::Shipped => "随程序提供",
            Self::Own => "本工作区录入",
            Self::Revised => "随程序提供，本工作区已修改",
        }
    }
}

/// Who confirmed, when and from what, in one line.
pub(crate) fn said(confirmation: &Confirmation) -> String {
    format!("{} {} {}", confirmation.by, confirmation.on, confirmation.cited())
}

fn field(name: &str, value: impl Into<String>) -> LibraryField {
    LibraryField { name: name.into(), value: value.into() }
}

fn percent(rate: Rate) -> String {
    format!("{} %", trimmed(round_gb8170(rate.to_percent(), 6), 6))
}

/// A row as all tables have it, before what is its own.
fn row<R: Judged>(of: &R, held: &Held, origin: Origin) -> LibraryRow {
    let (state, state_name, confirmed) = match held.state(of) {
        State::Confirmed(by) => ("confirmed", "已核实", said(&by)),
        State::Changed(by) => ("changed", "内容已修改，原核实失效", said(&by)),
        State::Unconfirmed => ("unconfirmed", "未核实", String::new()),
    };
    LibraryRow {
        table: R::TABLE.code().into(),
        id: of.row(),
        table_name: R::TABLE.zh().into(),
        state: state.into(),
        state_name: state_name.into(),
        confirmed,
        origin: origin.code().into(),
        origin_name: origin.zh().into(),
        ..LibraryRow::default()
    }
}

/// A quota.
pub(crate) fn quota_row(of: &Quota, held: &Held, origin: Origin) -> Shelf {
    let mut standing: Vec<String> = Vec::new();
    if let Some(day) = of.effective {
        standing.push(format!("{day} 起实施"));
    }
    if let Some(day) = of.superseded {
        standing.push(format!("{day} 废止"));
    }
    if !of.is_direct() {
        standing.push(of.usage_zh().to_owned());
    }
    let values = of
        .levels
        .named()
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| format!("{name} {}", trimmed(value, 4))));
    let mut values: Vec<String> = values.collect();
    if !of.provenance.formula.is_empty() {
        values.push(format!("公式 {}", of.provenance.formula));
    }
    let row = LibraryRow {
        kind: of.kind.code().into(),
        kind_name: of.kind.zh().into(),
        name: of.product.clone(),
        document: of.standard.clone(),
        title: of.title.clone(),
        industry: of.industry.clone(),
        condition: of.condition.clone(),
        values: values.join("；"),
        unit: printed_unit(&of.unit),
        standing: standing.join("；"),
        example: of.example,
        ..row(of, held, origin)
    };
    let fields = Field::ALL.iter().map(|(known, _, zh)| {
        let value = match known {
            Field::Usage => of.usage_zh().to_owned(),
            known => known.of(of).printed(),
        };
        field(zh, value)
    });
    Shelf { row, fields: fields.filter(|field| !field.value.is_empty()).collect() }
}

/// A limit of an indicator.
pub(crate) fn limit_row(of: &Limit, held: &Held) -> Shelf {
    let value = format!("{} {}", of.operator, trimmed(of.value, 4));
    let row = LibraryRow {
        kind: of.kind.clone(),
        kind_name: of.kind_zh().into(),
        name: of.indicator_name.clone(),
        document: of.source.clone(),
        industry: of.industry.clone(),
        condition: of.scope.clone(),
        values: value.clone(),
        unit: of.unit.clone(),
        standing: [of.region.as_str(), of.period.as_str()].join(" ").trim().to_owned(),
        ..row(of, held, Origin::Shipped)
    };
    let fields = vec![
        field("编号", &of.id),
        field("类型", of.kind_zh()),
        field("指标", &of.indicator_name),
        field("指标代码", &of.indicator),
        field("行业", &of.industry),
        field("适用地区", &of.region),
        field("年份", &of.period),
        field("数值", value),
        field("单位", &of.unit),
        field("适用范围", &of.scope),
        field("文件", &of.source),
        field("来源", &of.source_url),
        field("原文摘录", &of.quote),
        field("可信度", &of.confidence),
    ];
    Shelf { row, fields: fields.into_iter().filter(|field| !field.value.is_empty()).collect() }
}

/// The tolerances of closure.
pub(crate) fn tolerances_row(of: &Tolerances, held: &Held) -> Shelf {
    let fields = vec![
        field("用水单元：需关注", percent(of.unit_warn)),
        field("用水单元：不平衡", percent(of.unit_fail)),
        field("全厂：需关注", percent(of.site_warn)),
        field("全厂：不平衡", percent(of.site_fail)),
        field("修约", format!("{} m³/d", trimmed(of.rounding_m3_per_day, 4))),
        field("来源", &of.source),
    ];
    plain("水平衡允许误差", &of.source, fields, row(of, held, Origin::Shipped))
}

/// How wide intervals are.
pub(crate) fn coverage_row(of: &Coverage, held: &Held) -> Shelf {
    let fields = vec![
        field("包含因子 k", trimmed(of.factor, 4)),
        field("包含概率", percent(of.confidence)),
        field("来源", &of.source),
    ];
    plain("区间包含因子", &of.source, fields, row(of, held, Origin::Shipped))
}

/// A grade of data quality.
pub(crate) fn method_row(of: &Method, held: &Held) -> Shelf {
    let fields = vec![
        field("等级", of.grade.letter()),
        field("相对标准不确定度（一般）", percent(of.typical)),
        field("相对标准不确定度（良好条件）", percent(of.low)),
        field("来源", &of.source),
    ];
    plain(&of.zh, &of.source, fields, row(of, held, Origin::Shipped))
}

/// What is expected of a cross-check.
pub(crate) fn check_row(of: &Expectation, held: &Held) -> Shelf {
    let with_unit = |text: String| match of.unit.as_str() {
        "" => text,
        unit => format!("{text} {}", printed_unit(unit)),
    };
    let bounds = |low: Option<f64>, high: Option<f64>| match (low, high) {
        (None, None) => String::new(),
        _ => with_unit(range(low, high).zh),
    };
    let fields = vec![
        field("合理范围", bounds(of.low, of.high)),
        field("可能范围", bounds(of.least, of.most)),
        field("公式", &of.formula),
        field("适用行业", of.applies.join("、")),
        field("核对内容", &of.look.zh),
        field("来源", &of.source),
    ];
    let fields = fields.into_iter().filter(|field| !field.value.is_empty()).collect();
    let shelf = plain(&of.name.zh, &of.source, fields, row(of, held, Origin::Shipped));
    Shelf { row: LibraryRow { industry: of.applies.join("、"), ..shelf.row }, ..shelf }
}

/// What a quota counts as intake.
pub(crate) fn boundary_row(of: &Boundary, held: &Held) -> Shelf {
    let counted = |factor: f64| match factor {
        1.0 => "计入".to_owned(),
        0.0 => "不计".to_owned(),
        factor => format!("按 {} 计入", trimmed(factor, 4)),
    };
    let fields = vec![
        field("外购蒸汽", counted(of.steam)),
        field("再生水", counted(of.reclaimed)),
        field("外供水", counted(of.passed_on)),
        field("生活区用水", counted(of.living)),
        field("雨水", counted(of.rain)),
        field("其他外购水", counted(of.other)),
        field("海水、苦咸水", counted(of.sea)),
        field("凝汽器直流冷却水", counted(of.once_through)),
        field("适用标准", of.standards.join("、")),
        field("适用行业", of.industries.join("、")),
        field("来源", &of.source),
    ];
    let fields = fields.into_iter().filter(|field| !field.value.is_empty()).collect();
    plain(&of.id, &of.source, fields, row(of, held, Origin::Shipped))
}

/// A requirement of metering.
pub(crate) fn requirement_row(of: &Requirement, held: &Held) -> Shelf {
    let asked = of.value.map_or_else(
        || "不作要求".to_owned(),
        |value| format!("{} {} {}", of.operator, trimmed(value, 4), of.unit),
    );
    let fields = vec![
        field("要求", asked),
        field("适用", &of.applies),
        field("说明", &of.notes),
        field("来源", &of.source),
    ];
    let fields = fields.into_iter().filter(|field| !field.value.is_empty()).collect();
    plain(of.code.zh(), &of.source, fields, row(of, held, Origin::Shipped))
}

/// A rule that raises findings.
pub(crate) fn rule_row(of: &Rule, held: &Held) -> Shelf {
    let fields = vec![
        field("级别", of.severity.zh()),
        field("把握程度", of.certainty.zh()),
        field("说明", &of.explanation.zh),
        field("建议", &of.advice.zh),
        field("适用行业", of.trades.join("、")),
        field("来源", &of.source),
    ];
    let fields = fields.into_iter().filter(|field| !field.value.is_empty()).collect();
    plain(&of.name.zh, &of.source, fields, row(of, held, Origin::Shipped))
}

/// A row of a table without kinds: its values are its first fields.
fn plain(name: &str, source: &str, fields: Vec<LibraryField>, row: LibraryRow) -> Shelf {
    let shown = fields.iter().filter(|field| !matches!(field.name.as_str(), "来源" | "核对内容"));
    let values = shown.map(|field| format!("{} {}", field.name, field.value));
    let values = values.take(4).collect::<Vec<_>>().join("；");
    Shelf { row: LibraryRow { name: name.into(), document: source.into(), values, ..row }, fields }
}

/// Where two versions differ.
pub(crate) fn changes(before: &Quota, after: &Quota) -> Vec<LibraryChange> {
    let change = |(field, before, after): (Field, String, String)| LibraryChange {
        field: field.zh().into(),
        before,
        after,
    };
    differences(before, after).into_iter().map(change).collect()
}

/// A quota as the window shows and edits it; `own` where it was entered or changed here.
pub(crate) fn quota(of: &Quota, own: bool) -> Shown {
    let (levels, from) = (&of.levels, &of.provenance);
    let text = |field: Field| field.of(of).printed();
    Shown {
        id: of.id.clone(),
        kind: of.kind.code().into(),
        kind_name: of.kind.zh().into(),
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
