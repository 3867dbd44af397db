//! The fields of a row of the quota library: what they are called, how they are read and
//! written. Shipped file, import, export, versions and conflicts all go by this list.

use chrono::NaiveDate;
use shuiheng_audit::{Quota, QuotaKind};

/// A field of a quota row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Id,
    Kind,
    DocClass,
    Region,
    Standard,
    Title,
    Edition,
    Issued,
    Effective,
    Superseded,
    Status,
    Clause,
    Industry,
    IndustryCode,
    Product,
    Condition,
    Unit,
    UnitAsGiven,
    Basis,
    Leading,
    Advanced,
    NewBuild,
    General,
    Grade1,
    Grade2,
    Grade3,
    Limit,
    Observed,
    Formula,
    Labels,
    Usage,
    Notes,
    Source,
    Upstream,
    Quote,
    QuoteType,
    Certainty,
    Confidence,
    Example,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    /// None where the row gives no value.
    Number(Option<f64>),
}

impl Value {
    /// The value as a person reads it; empty where there is none.
    pub(crate) fn printed(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        }
    }
}

impl Field {
    /// All of them, in the order of the table: code, as in the head of the shipped file, and
    /// name on screen, as in the head of an export.
    pub(crate) const ALL: [(Self, &'static str, &'static str); 39] = [
        (Self::Id, "row_id", "编号"),
        (Self::Kind, "kind", "类型"),
        (Self::DocClass, "doc_class", "文件类别"),
        (Self::Region, "region", "适用地区"),
        (Self::Standard, "std_no", "标准号"),
        (Self::Title, "std_title", "标准名称"),
        (Self::Edition, "edition_year", "版本年份"),
        (Self::Issued, "issue_date", "发布日期"),
        (Self::Effective, "effective_date", "实施日期"),
        (Self::Superseded, "superseded_date", "废止日期"),
        (Self::Status, "status", "版本状态"),
        (Self::Clause, "part_clause_table", "条款或页码"),
        (Self::Industry, "industry", "行业"),
        (Self::IndustryCode, "gbt4754_code", "行业代码"),
        (Self::Product, "product", "产品"),
        (Self::Condition, "condition", "适用条件"),
        (Self::Unit, "unit", "单位"),
        (Self::UnitAsGiven, "unit_as_given", "原文单位"),
        (Self::Basis, "basis", "口径"),
        (Self::Leading, "v_leading", "领跑值"),
        (Self::Advanced, "v_advanced", "先进值"),
        (Self::NewBuild, "v_new", "新建、改扩建"),
        (Self::General, "v_general", "通用值"),
        (Self::Grade1, "v_level_I", "Ⅰ级"),
        (Self::Grade2, "v_level_II", "Ⅱ级"),
        (Self::Grade3, "v_level_III", "Ⅲ级"),
        (Self::Limit, "v_limit", "限值"),
        (Self::Observed, "v_observed", "实绩"),
        (Self::Formula, "formula", "限值公式"),
        (Self::Labels, "level_labels_in_source", "原文级别名称"),
        (Self::Usage, "use_for_jiaxing", "适用性"),
        (Self::Notes, "notes", "备注"),
        (Self::Source, "source_url", "来源"),
        (Self::Upstream, "upstream_url", "上游来源"),
        (Self::Quote, "source_quote", "原文摘录"),
        (Self::QuoteType, "quote_type", "摘录方式"),
        (Self::Certainty, "level_certainty", "级别确定性"),
        (Self::Confidence, "confidence", "可信度"),
        (Self::Example, "example", "示例数据"),
    ];

    /// The name in files and on the wire.
    pub(crate) fn code(self) -> &'static str {
        Self::ALL.iter().find(|(field, ..)| *field == self).map_or("", |(_, code, _)| code)
    }

    /// The name on screen and in the head of an export.
    pub(crate) fn zh(self) -> &'static str {
        Self::ALL.iter().find(|(field, ..)| *field == self).map_or("", |(.., zh)| zh)
    }

    /// The name on screen in English.
    pub(crate) const fn en(self) -> &'static str {
        match self {
            Self::Id => "Number",
            Self::Kind => "Kind",
            Self::DocClass => "Class of document",
            Self::Region => "Region",
            Self::Standard => "Number of the standard",
            Self::Title => "Title of the standard",
            Self::Edition => "Edition (year)",
            Self::Issued => "Issued",
            Self::Effective => "In force from",
            Self::Superseded => "Superseded on",
            Self::Status => "Status",
            Self::Clause => "Clause or page",
            Self::Industry => "Trade",
            Self::IndustryCode => "Code of the trade",
            Self::Product => "Product",
            Self::Condition => "Condition",
            Self::Unit => "Unit",
            Self::UnitAsGiven => "Unit as written",
            Self::Basis => "Boundary",
            Self::Leading => "Leading value",
            Self::Advanced => "Advanced value",
            Self::NewBuild => "New plants",
            Self::General => "General value",
            Self::Grade1 => "Grade Ⅰ",
            Self::Grade2 => "Grade Ⅱ",
            Self::Grade3 => "Grade Ⅲ",
            Self::Limit => "Limit",
            Self::Observed => "Observed",
            Self::Formula => "Formula of the limit",
            Self::Labels => "Levels as written",
            Self::Usage => "Use",
            Self::Notes => "Notes",
            Self::Source => "Source",
            Self::Upstream => "Upstream source",
            Self::Quote => "Quotation",
            Self::QuoteType => "Kind of quotation",
            Self::Certainty => "Certainty of the level",
            Self::Confidence => "Confidence",
            Self::Example => "Example",
        }
    }

    /// The field of that code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == code).map(|(field, ..)| *field)
    }

    /// True for the fields that hold a value of the quota.
    pub(crate) fn is_level(self) -> bool {
        Self::Leading <= self && self <= Self::Observed
    }

    /// True for the fields that hold a day.
    pub(crate) const fn is_day(self) -> bool {
        matches!(self, Self::Issued | Self::Effective | Self::Superseded)
    }

    /// What a row holds in the field.
    pub(crate) fn of(self, quota: &Quota) -> Value {
        let (levels, from) = (&quota.levels, &quota.provenance);
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Value::Text(match self {
            Self::Leading => return Value::Number(levels.leading),
            Self::Advanced => return Value::Number(levels.advanced),
            Self::NewBuild => return Value::Number(levels.new_build),
            Self::General => return Value::Number(levels.general),
            Self::Grade1 => return Value::Number(levels.grades[0]),
            Self::Grade2 => return Value::Number(levels.grades[1]),
            Self::Grade3 => return Value::Number(levels.grades[2]),
            Self::Limit => return Value::Number(levels.limit),
            Self::Observed => return Value::Number(levels.observed),
            Self::Id => quota.id.clone(),
            Self::Kind => quota.kind.zh().to_owned(),
            Self::DocClass => from.doc_class.clone(),
            Self::Region => quota.region.clone(),
            Self::Standard => quota.standard.clone(),
            Self::Title => quota.title.clone(),
            Self::Edition => quota.edition.clone(),
            Self::Issued => day(from.issued),
            Self::Effective => day(quota.effective),
            Self::Superseded => day(quota.superseded),
            Self::Status => from.status.clone(),
            Self::Clause => from.clause.clone(),
            Self::Industry => quota.industry.clone(),
            Self::IndustryCode => from.industry_code.clone(),
            Self::Product => quota.product.clone(),
            Self::Condition => quota.condition.clone(),
            Self::Unit => quota.unit.clone(),
            Self::UnitAsGiven => from.unit_as_given.clone(),
            Self::Basis => quota.basis.clone(),
            Self::Formula => from.formula.clone(),
            Self::Labels => from.labels.clone(),
            Self::Usage => quota.usage.clone(),
            Self::Notes => quota.notes.clone(),
            Self::Source => quota.source.clone(),
            Self::Upstream => from.upstream.clone(),
            Self::Quote => from.quote.clone(),
            Self::QuoteType => from.quote_type.clone(),
            Self::Certainty => quota.certainty.clone(),
            Self::Confidence => from.confidence.clone(),
            Self::Example => if quota.example { "是" } else { "" }.to_owned(),
        })
    }

    /// The place of a value of the quota; none for other fields.
    pub(crate) fn level(self, quota: &mut Quota) -> Option<&mut Option<f64>> {
        let levels = &mut quota.levels;
        Some(match self {
            Self::Leading => &mut levels.leading,
            Self::Advanced => &mut levels.advanced,
            Self::NewBuild => &mut levels.new_build,
            Self::General => &mut levels.general,
            Self::Grade1 => &mut levels.grades[0],
            Self::Grade2 => &mut levels.grades[1],
            Self::Grade3 => &mut levels.grades[2],
            Self::Limit => &mut levels.limit,
            Self::Observed => &mut levels.observed,
            _ => return None,
        })
    }

    /// The place of a day; none for other fields.
    pub(crate) fn day(self, quota: &mut Quota) -> Option<&mut Option<NaiveDate>> {
        Some(match self {
            Self::Issued => &mut quota.provenance.issued,
            Self::Effective => &mut quota.effective,
            Self::Superseded => &mut quota.superseded,
            _ => return None,
        })
    }

    /// The place of a text; none for values, days, the kind and the mark of an example.
    pub(crate) fn text(self, quota: &mut Quota) -> Option<&mut String> {
        let from = &mut quota.provenance;
        Some(match self {
            Self::Id => &mut quota.id,
            Self::DocClass => &mut from.doc_class,
            Self::Region => &mut quota.region,
            Self::Standard => &mut quota.standard,
            Self::Title => &mut quota.title,
            Self::Edition => &mut quota.edition,
            Self::Status => &mut from.status,
            Self::Clause => &mut from.clause,
            Self::Industry => &mut quota.industry,
            Self::IndustryCode => &mut from.industry_code,
            Self::Product => &mut quota.product,
            Self::Condition => &mut quota.condition,
            Self::Unit => &mut quota.unit,
            Self::UnitAsGiven => &mut from.unit_as_given,
            Self::Basis => &mut quota.basis,
            Self::Formula => &mut from.formula,
            Self::Labels => &mut from.labels,
            Self::Usage => &mut quota.usage,
            Self::Notes => &mut quota.notes,
            Self::Source => &mut quota.source,
            Self::Upstream => &mut from.upstream,
            Self::Quote => &mut from.quote,
            Self::QuoteType => &mut from.quote_type,
            Self::Certainty => &mut quota.certainty,
            Self::Confidence => &mut from.confidence,
            _ => return None,
        })
    }
}

/// The kind that a row is of, where nothing else tells: by its class and its values.
pub(crate) fn kind_of(quota: &Quota) -> QuotaKind {
    let levels = &quota.levels;
    let has_formula = !quota.provenance.formula.is_empty();
    let ranked = [levels.leading, levels.advanced, levels.new_build, levels.general]
        .iter()
        .any(Option::is_some);
    if quota.provenance.doc_class == "enterprise_observed" {
        QuotaKind::Observed
    } else if levels.grades.iter().any(Option::is_some) {
        QuotaKind::CleanerProduction
    } else if levels.limit.is_some() || has_formula {
        QuotaKind::Limit
    } else if levels.observed.is_some() && !ranked {
        QuotaKind::Observed
    } else {
        QuotaKind::Quota
    }
}

/// Where two rows differ: field, before, after.
pub(crate) fn differences(before: &Quota, after: &Quota) -> Vec<(Field, String, String)> {
    let fields = Field::ALL.iter().map(|(field, ..)| *field);
    fields
        .map(|field| (field, field.of(before).printed(), field.of(after).printed()))
        .filter(|(_, before, after)| before != after)
        .collect()
}
