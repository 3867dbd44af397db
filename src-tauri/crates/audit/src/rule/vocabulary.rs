//! The vocabulary of figures that rules may look at, cite and print.

use super::RuleBook;
use crate::{CheckCode, FactCode, IndicatorCode, Item, QuestionKind, Source, Text};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Over what a rule is asked. Figures of the site stand beside those of every other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleScope {
    /// Once.
    Site,
    /// Each unit of water use.
    Unit,
    /// Each product with its quota.
    Product,
    /// Each limit or target that an indicator was held against.
    Criterion,
    /// Each cross-check.
    Relation,
    /// Each meter that has meters below it.
    Node,
}

impl RuleScope {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Site, Self::Unit, Self::Product, Self::Criterion, Self::Relation, Self::Node];

    /// In words.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Site => "全厂",
            Self::Unit => "逐用水单元",
            Self::Product => "逐产品",
            Self::Criterion => "逐参考限值",
            Self::Relation => "逐项核对关系",
            Self::Node => "逐计量节点",
        }
    }
}

/// What the value of a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    /// A number in the term's unit.
    Number,
    /// A word or a text.
    Word,
    /// True or false.
    Flag,
}

/// A figure of the vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its name in conditions and texts.
    pub name: String,
    /// Of what it is a figure.
    pub scope: RuleScope,
    /// What its value is.
    pub kind: TermKind,
    /// Unit of a number; empty where it has none, or where it differs from case to case.
    pub unit: String,
    /// Symbol of the standard; empty for none.
    pub symbol: String,
    /// What it is.
    pub text: Text,
}

/// The whole vocabulary by name. Answers are those of the book's checklist.
pub fn vocabulary(book: &RuleBook) -> BTreeMap<String, Term> {
    let mut terms = Vec::new();
    for (scope, kind, name, symbol, unit, zh, en) in TABLE {
        terms.push(term(*scope, *kind, *name, symbol, unit, (*zh, *en)));
    }
    items(&mut terms);
    codes(&mut terms);
    for question in book.checklist.iter().flat_map(|group| &group.question) {
        let kind = match question.kind {
            QuestionKind::YesNo => TermKind::Word,
            QuestionKind::Number => TermKind::Number,
        };
        let text = (question.ask.zh.as_str(), question.ask.en.as_str());
        let name = format!("answer.{}", question.id);
        terms.push(term(RuleScope::Site, kind, name, "", &question.unit, text));
    }
    terms.into_iter().map(|term| (term.name.clone(), term)).collect()
}

fn term(
    scope: RuleScope,
    kind: TermKind,
    name: impl Into<String>,
    symbol: &str,
    unit: &str,
    (zh, en): (&str, &str),
) -> Term {
    let text = Text::new(zh, en);
    Term { name: name.into(), scope, kind, unit: unit.into(), symbol: symbol.into(), text }
}

/// The quantities of the balance, of the site and of a unit.
fn items(terms: &mut Vec<Term>) {
    for item in Item::all() {
        let code = item.code();
        let words = code.replace(['_', '.'], " ");
        let text = (item.zh(), words.as_str());
        for (scope, prefix) in [(RuleScope::Site, "site"), (RuleScope::Unit, "unit")] {
            let name = format!("{prefix}.{code}");
            terms.push(term(scope, TermKind::Number, name, "", "m3/d", text));
            let name = format!("{prefix}_has.{code}");
            let zh = format!("列有{}", item.zh());
            let en = format!("{words} is listed");
            terms.push(term(scope, TermKind::Flag, name, "", "", (zh.as_str(), en.as_str())));
        }
    }
}

/// Indicators with their limits, facts of units, and checks of units.
fn codes(terms: &mut Vec<Term>) {
    for code in IndicatorCode::ALL {
        let definition = code.definition();
        let text = (definition.zh, definition.en);
        let (symbol, unit) = (definition.symbol, definition.unit);
        let number =
            |name: String| term(RuleScope::Site, TermKind::Number, name, symbol, unit, text);
        terms.push(number(format!("indicator.{}", definition.code)));
        terms.push(number(format!("limit.{}", definition.code)));
        let name = format!("limit_missed.{}", definition.code);
        terms.push(term(RuleScope::Site, TermKind::Flag, name, "", "", text));
    }
    for code in FactCode::ALL {
        let text = (code.zh(), code.en());
        let name = format!("fact.{}", code.code());
        terms.push(term(RuleScope::Unit, TermKind::Number, name, code.symbol(), code.unit(), text));
    }
    for code in CheckCode::ALL {
        let words = code.code().replace('_', " ");
        let text = (words.as_str(), words.as_str());
        for (prefix, kind) in [
            ("check", TermKind::Number),
            ("check_low", TermKind::Number),
            ("check_high", TermKind::Number),
            ("check_verdict", TermKind::Word),
            ("check_formula", TermKind::Word),
        ] {
            terms.push(term(
                RuleScope::Unit,
                kind,
                format!("{prefix}.{}", code.code()),
                "",
                "",
                text,
            ));
        }
    }
}

/// The sources that are not unconventional.
pub(super) fn conventional() -> impl Iterator<Item = Source> {
    Source::ALL.into_iter().filter(|source| !source.is_unconventional())
}

type Row =
    (RuleScope, TermKind, &'static str, &'static str, &'static str, &'static str, &'static str);

use RuleScope::{Criterion, Node, Product, Relation, Site, Unit};
use TermKind::{Flag, Number, Word};

const TABLE: &[Row] = &[
    (Site, Number, "site.units", "", "", "用水单元数", "number of units"),
    (Site, Number, "site.intake", "Vi", "m3/d", "取水量", "intake"),
    (Site, Number, "site.intake_year", "Vi", "m3/a", "年取水量", "intake of the year"),
    (Site, Number, "site.conventional", "Vic", "m3/d", "常规水取水量", "conventional intake"),
    (Site, Number, "site.unconventional", "Vih", "m3/d", "非常规水取水量", "unconventional intake"),
    (Site, Number, "site.recycled", "Vr", "m3/d", "重复利用水量", "recycled water"),
    (Site, Number, "site.external_discharge", "Vd", "m3/d", "外排水量", "external discharge"),
    (Site, Number, "site.inflow", "", "m3/d", "全厂输入水量", "inflow of the site"),
    (Site, Number, "site.outflow", "", "m3/d", "全厂输出水量", "outflow of the site"),
    (Site, Number, "site.imbalance", "", "m3/d", "全厂不平衡量", "imbalance of the site"),
    (Site, Number, "site.imbalance_abs", "", "m3/d", "全厂不平衡量", "imbalance of the site"),
    (Site, Number, "site.imbalance_pct", "", "%", "全厂不平衡率", "imbalance over the intake"),
    (
        Site,
        Number,
        "site.reuse_gap",
        "R−R′",
        "百分点",
        "重复利用率扣除冷却循环前后之差",
        "reuse rate with less without cooling",
    ),
    (Site, Word, "site.closure", "", "", "全厂闭合情况", "closure of the site"),
    (
        Site,
        Word,
        "site.interval",
        "",
        "",
        "全厂不平衡水量的区间",
        "interval of the site's imbalance",
    ),
    (Site, Flag, "site.any_unit_open", "", "", "有不平衡的用水单元", "a unit does not close"),
    (Site, Number, "profile.employees", "n", "person", "职工人数", "staff"),
    (Site, Number, "profile.days", "d", "d", "年运行天数", "operating days"),
    (Site, Number, "meters.count", "", "只", "登记的水表数", "meters in the register"),
    (Site, Number, "meters.expired", "", "只", "超期水表数", "meters past verification"),
    (Site, Word, "meters.expired_numbers", "", "", "超期水表", "meters past verification"),
    (Site, Word, "meters.last_day", "", "", "测试期末", "last day of the test"),
    (
        Site,
        Number,
        "meters.undated",
        "",
        "只",
        "未注明检定有效期的水表数",
        "meters without a date of verification",
    ),
    (
        Site,
        Word,
        "meters.undated_numbers",
        "",
        "",
        "未注明检定有效期的水表",
        "meters without a date of verification",
    ),
    (Site, Number, "meters.idle", "", "只", "停用或损坏的水表数", "meters that are out of use"),
    (Site, Word, "meters.idle_numbers", "", "", "停用或损坏的水表", "meters that are out of use"),
    (Site, Number, "meters.online", "", "只", "在线水表数", "meters that report online"),
    (Site, Number, "meters.level_1", "", "只", "一级水表数", "meters of level 1"),
    (Site, Number, "meters.level_2", "", "只", "二级水表数", "meters of level 2"),
    (Site, Number, "meters.level_3", "", "只", "三级水表数", "meters of level 3"),
    (
        Site,
        Number,
        "meters.loose",
        "",
        "只",
        "未注明上级表的二、三级水表数",
        "meters of level 2 and 3 whose meter above is not told",
    ),
    (
        Site,
        Number,
        "meters.unclassed",
        "",
        "只",
        "未注明准确度等级的水表数",
        "meters without a class of accuracy",
    ),
    (Site, Number, "ledger.uses", "", "条", "用水记录数", "records of use"),
    (Site, Number, "ledger.readings", "", "条", "抄表记录数", "readings"),
    (Site, Number, "ledger.years", "", "年", "有取水量的年数", "years with an intake"),
    (Site, Word, "ledger.last_year", "", "", "最近一年", "last year"),
    (Site, Number, "ledger.intake_last", "Vi", "m3", "最近一年取水量", "intake of the last year"),
    (Site, Number, "ledger.intake_before", "Vi", "m3", "上一年取水量", "intake of the year before"),
    (
        Site,
        Number,
        "ledger.balance_gap_pct",
        "",
        "%",
        "测试水量折年与年取水量之差",
        "balance over a year against the year's intake",
    ),
    (Site, Word, "ledger.intensity_basis", "", "", "强度口径", "basis of the intensity"),
    (
        Site,
        Number,
        "ledger.intensity_last",
        "",
        "",
        "最近一年取水强度",
        "intensity of the last year",
    ),
    (
        Site,
        Number,
        "ledger.intensity_before",
        "",
        "",
        "上一年取水强度",
        "intensity of the year before",
    ),
    (
        Site,
        Number,
        "ledger.intensity_change_pct",
        "",
        "%",
        "取水强度变化率",
        "change of the intensity",
    ),
    (Site, Number, "ledger.months", "", "个月", "有取水量的月数", "months with an intake"),
    (Site, Number, "ledger.month_mean", "", "m3", "月均取水量", "mean of the months"),
    (Site, Number, "ledger.month_high", "", "m3", "最大月取水量", "highest month"),
    (Site, Word, "ledger.month_high_name", "", "", "取水量最大的月份", "highest month"),
    (
        Site,
        Number,
        "ledger.month_high_ratio",
        "",
        "",
        "最大月与月均之比",
        "highest month over the mean",
    ),
    (Site, Number, "equipment.count", "", "项", "登记的用水设备数", "equipment in the list"),
    (Site, Number, "equipment.retired", "", "项", "应淘汰的用水设备数", "equipment to be retired"),
    (Site, Word, "equipment.retired_names", "", "", "应淘汰的用水设备", "equipment to be retired"),
    (
        Site,
        Number,
        "equipment.unsaving",
        "",
        "项",
        "非节水型用水器具数",
        "fixtures that are no water-saving models",
    ),
    (Unit, Word, "unit.name", "", "", "单元名称", "name of the unit"),
    (Unit, Word, "unit.system", "", "", "用水系统", "water system"),
    (Unit, Word, "unit.role", "", "", "作用", "role"),
    (Unit, Word, "unit.category", "", "", "用水类别", "category"),
    (Unit, Flag, "unit.leaf", "", "", "没有下级单元", "no unit below it"),
    (Unit, Flag, "unit.counted", "", "", "计入全厂（非其中项）", "counts for the site"),
    (Unit, Word, "unit.closure", "", "", "闭合情况", "closure"),
    (Unit, Flag, "unit.gains", "", "", "输出确定大于输入", "gives more than it takes"),
    (Unit, Word, "unit.interval", "", "", "不平衡水量的区间", "interval of the imbalance"),
    (Unit, Number, "unit.intake", "Vi", "m3/d", "取水量", "intake"),
    (Unit, Number, "unit.fresh", "Vf", "m3/d", "新水量", "fresh water"),
    (Unit, Number, "unit.make_up", "M", "m3/d", "补充水量", "make-up"),
    (Unit, Number, "unit.recycled", "Vr", "m3/d", "重复利用水量", "recycled water"),
    (Unit, Number, "unit.waste", "", "m3/d", "排水与串联供出水量", "discharge and series out"),
    (Unit, Number, "unit.inflow", "", "m3/d", "输入水量", "inflow"),
    (Unit, Number, "unit.outflow", "", "m3/d", "输出水量", "outflow"),
    (Unit, Number, "unit.imbalance", "", "m3/d", "不平衡量", "imbalance"),
    (Unit, Number, "unit.imbalance_abs", "", "m3/d", "不平衡量", "imbalance"),
    (Unit, Number, "unit.imbalance_pct", "", "%", "不平衡率", "imbalance over the inflow"),
    (Unit, Number, "unit.share_pct", "", "%", "取水量占全厂比例", "share of the site's intake"),
    (Unit, Number, "unit.leakage_pct", "", "%", "漏失占输入水量比例", "leakage over the inflow"),
    (
        Unit,
        Number,
        "unit.discharge_pct",
        "",
        "%",
        "排水占新水量比例",
        "discharge over the fresh water",
    ),
    (Unit, Number, "unit.recirculation_pct", "", "%", "循环率", "recirculation rate"),
    (Unit, Number, "unit.reuse_pct", "", "%", "重复利用率", "reuse rate"),
    (Product, Word, "product.name", "", "", "产品", "product"),
    (Product, Number, "product.value", "Vui", "", "单位产品取水量", "intake per unit of product"),
    (Product, Word, "product.unit", "", "", "单位", "unit"),
    (Product, Word, "product.verdict", "", "", "判定", "verdict"),
    (Product, Flag, "product.open", "", "", "判定在不确定度以内", "the verdict is open"),
    (Product, Flag, "product.has_quota", "", "", "有定额", "there is a quota"),
    (Product, Number, "product.limit", "Vq", "", "最宽一级的限值", "least strict level"),
    (Product, Word, "product.level", "", "", "最宽一级的名称", "its name"),
    (Product, Number, "product.over_pct", "", "%", "超出比例", "over the level"),
    (Product, Number, "product.margin_pct", "", "%", "余量", "margin below the level"),
    (Product, Number, "product.excess", "", "m3/a", "超定额水量", "excess"),
    (Product, Word, "product.standard", "", "", "定额标准", "standard"),
    (Product, Word, "product.mark", "", "", "未核实标注", "mark of what is not confirmed"),
    (Criterion, Word, "criterion.indicator", "", "", "指标代码", "code of the indicator"),
    (Criterion, Word, "criterion.name", "", "", "指标", "indicator"),
    (Criterion, Word, "criterion.kind", "", "", "类别", "kind"),
    (Criterion, Word, "criterion.scope", "", "", "适用范围", "scope"),
    (Criterion, Word, "criterion.operator", "", "", "要求方向", "operator"),
    (Criterion, Word, "criterion.unit", "", "", "单位", "unit"),
    (Criterion, Number, "criterion.value", "", "", "指标值", "value"),
    (Criterion, Number, "criterion.limit", "", "", "限值", "limit"),
    (Criterion, Flag, "criterion.met", "", "", "达到", "met"),
    (Criterion, Flag, "criterion.open", "", "", "在不确定度以内", "open"),
    (Criterion, Word, "criterion.source", "", "", "来源", "source"),
    (Criterion, Word, "criterion.mark", "", "", "未核实标注", "mark of what is not confirmed"),
    (Relation, Word, "relation.code", "", "", "核对代码", "code of the check"),
    (Relation, Word, "relation.name", "", "", "核对项", "check"),
    (Relation, Word, "relation.of", "", "", "对象", "of what"),
    (Relation, Word, "relation.prefix", "", "", "对象加冒号", "of what, with a colon"),
    (Relation, Word, "relation.formula", "", "", "公式", "formula"),
    (Relation, Word, "relation.substituted", "", "", "代入数值", "with the numbers put in"),
    (Relation, Number, "relation.value", "", "", "核对值", "value"),
    (Relation, Word, "relation.unit", "", "", "单位（前加空格）", "unit after a space"),
    (Relation, Word, "relation.verdict", "", "", "结果代码", "code of the verdict"),
    (Relation, Word, "relation.verdict_name", "", "", "结果", "verdict"),
    (Relation, Word, "relation.range", "", "", "预期范围", "expected range"),
    (Relation, Flag, "relation.raises", "", "", "应提示", "raises"),
    (Relation, Flag, "relation.told", "", "", "已由其他规则指出", "told by another rule"),
    (Relation, Word, "relation.look", "", "", "检查内容", "what to look at"),
    (Relation, Word, "relation.source", "", "", "来源", "source"),
    (Relation, Word, "relation.mark", "", "", "未核实标注", "mark of what is not confirmed"),
    (Node, Word, "node.number", "", "", "水表编号", "number of the meter"),
    (Node, Word, "node.verdict", "", "", "结果代码", "code of the verdict"),
    (Node, Word, "node.verdict_name", "", "", "结果", "verdict"),
    (Node, Number, "node.volume", "", "m3", "上级表水量", "volume of the meter above"),
    (Node, Number, "node.sum", "", "m3", "下级表之和", "sum of the meters below"),
    (Node, Number, "node.difference", "", "m3", "上下级差值", "difference"),
    (Node, Number, "node.tolerance", "", "m3", "允许差值", "tolerance"),
    (Node, Word, "node.remark", "", "", "可能原因", "what may be the reason"),
];
