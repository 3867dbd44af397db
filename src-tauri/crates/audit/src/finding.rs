//! Problems found (问题诊断): each with the figures that raised it and what to do.
//! A finding never states a saving that has no basis in the site's own data.

mod check;
mod closing;

pub use check::range;
pub(crate) use check::{of_checks, of_meters};
pub(crate) use closing::of_closing;

use crate::{
    AnnualVolume, Comparison, Evidence, Indicator, IndicatorCode, Input, Item, LimitCheck, Meter,
    Quantity, Source, Text, Verdict, fixed,
};

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// To be dealt with at once.
    High,
    /// To be dealt with.
    Medium,
    /// To be kept in mind.
    Low,
}

impl Gravity {
    /// The word on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::High => "重点",
            Self::Medium => "一般",
            Self::Low => "提示",
        }
    }

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// A problem of the enterprise's water use.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that raised it.
    pub code: &'static str,
    /// How grave it is.
    pub gravity: Gravity,
    /// In a few words.
    pub title: Text,
    /// What was found, with its figures.
    pub explanation: Text,
    /// What to do.
    pub suggestion: Text,
    /// The figures that raised it.
    pub evidence: Vec<Input>,
    /// Water concerned in a year, m³/a, where the site's own data give it.
    pub volume: Option<AnnualVolume>,
    /// What it rests on, and how sure that is.
    pub source: String,
}

pub(crate) fn findings(
    e: &Evidence,
    indicators: &[Indicator],
    comparisons: &[Comparison],
    limits: &[LimitCheck],
    meters: &[Meter],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(comparisons.iter().filter_map(over_quota));
    findings.extend(limits.iter().filter(|check| !check.met).map(limit_missed));
    findings.extend(hidden_by_cooling(indicators));
    findings.extend(steam_without_condensate(e));
    findings.extend(meters_unfit(e, meters));
    findings
}

fn over_quota(comparison: &Comparison) -> Option<Finding> {
    let (quota, value) = (comparison.quota.as_ref()?, comparison.value?);
    if comparison.verdict != Verdict::Over {
        return None;
    }
    let limit = comparison.required_level()?;
    let over = fixed((value / limit.limit - 1.0) * 100.0, 1);
    let mark = if quota.confirmed.is_some() { "" } else { "（未核实）" };
    Some(Finding {
        code: "over_quota",
        gravity: Gravity::High,
        title: Text::new(
            format!("{}单位产品取水量超定额", comparison.product),
            format!("{} is over its quota", comparison.product),
        ),
        explanation: Text::new(
            format!(
                "“{}”单位产品取水量 {} {u}，高于{}{} {u}{mark}，超出 {over} %。",
                comparison.product,
                fixed(value, 3),
                limit.level,
                crate::trimmed(limit.limit, 4),
                u = comparison.unit
            ),
            format!(
                "{} takes {} {u}, {over} % above {}",
                comparison.product,
                fixed(value, 3),
                crate::trimmed(limit.limit, 4),
                u = comparison.unit
            ),
        ),
        suggestion: Text::new(
            "逐单元核对用水定额执行情况，优先改造用水量大的单元；落实后按实测单耗复核节水量。",
            "check the largest users first; verify the saving by measurement",
        ),
        evidence: comparison.inputs.clone(),
        volume: comparison.excess,
        source: format!("{}{mark}", quota.standard),
    })
}

fn limit_missed(check: &LimitCheck) -> Finding {
    let name = check.indicator.name();
    let limit = &check.limit;
    let mark = if limit.confirmed.is_some() { "" } else { "（未核实）" };
    let unit = if limit.unit == "%" { " %".to_owned() } else { format!(" {}", limit.unit) };
    Finding {
        code: "limit_missed",
        gravity: if limit.kind == "program" { Gravity::Medium } else { Gravity::High },
        title: Text::new(
            format!("{}未达到参考要求", name.zh),
            format!("{} misses its limit", name.en),
        ),
        explanation: Text::new(
            format!(
                "{}为 {}{unit}，{}要求{}{}{unit}{mark}。",
                name.zh,
                fixed(check.value, 2),
                limit.scope_words(),
                limit.operator,
                crate::trimmed(limit.value, 4)
            ),
            format!(
                "{} is {}{unit}; asked: {}{}{unit}",
                name.en,
                fixed(check.value, 2),
                limit.operator,
                crate::trimmed(limit.value, 4)
            ),
        ),
        suggestion: suggestion_for(check.indicator),
        evidence: vec![Input {
            symbol: check.indicator.definition().symbol.into(),
            name,
            value: check.value,
            unit: limit.unit.clone(),
            cells: Vec::new(),
        }],
        volume: None,
        source: format!("{}{mark}", limit.source),
    }
}

impl crate::Limit {
    fn scope_words(&self) -> String {
        if self.kind == "program" {
            "行动方案（对规模以上工业整体）".into()
        } else {
            format!("{}行业", self.industry)
        }
    }
}

fn suggestion_for(code: IndicatorCode) -> Text {
    match code {
        IndicatorCode::LeakageRate => Text::new(
            "开展管网检漏，更换老化管段，建立夜间最小流量巡查制度。",
            "search the network for leaks and watch the night flow",
        ),
        IndicatorCode::WastewaterReuseRate => Text::new(
            "结合水质要求论证废水深度处理回用，优先用于冷却补水、冲洗和绿化。",
            "study reuse of treated effluent for cooling, washing and greening",
        ),
        IndicatorCode::CondensateReturnRate => Text::new(
            "检查疏水阀，完善冷凝水回收管网，回收至锅炉补水或热水系统。",
            "repair traps and collect the condensate",
        ),
        IndicatorCode::IndirectCoolingRecirculationRate
        | IndicatorCode::DirectCoolingRecirculationRate => Text::new(
            "取消直流冷却，冷却水闭路循环，控制浓缩倍数和排污。",
            "close the cooling loops and control the blow-down",
        ),
        _ => Text::new(
            "查明用水量大而重复利用少的单元，论证梯级利用、循环利用和处理后回用。",
            "find the large users with little recycling; study cascade use, recirculation and reuse",
        ),
    }
}

/// Above this many percentage points between R with and without cooling circulation, the
/// loop is said to hide the process. A reading aid of this program, from no standard.
const COOLING_GAP_POINTS: f64 = 20.0;

fn hidden_by_cooling(indicators: &[Indicator]) -> Option<Finding> {
    let of = |code| indicators.iter().find(|indicator: &&Indicator| indicator.code == code);
    let (with, without) =
        (of(IndicatorCode::ReuseRate)?, of(IndicatorCode::ReuseRateWithoutCooling)?);
    let (with_value, without_value) = (with.value?, without.value?);
    (with_value - without_value > COOLING_GAP_POINTS).then(|| Finding {
        code: "reuse_hidden_by_cooling",
        gravity: Gravity::Low,
        title: Text::new("重复利用率主要来自冷却循环", "most of the reuse rate is cooling"),
        explanation: Text::new(
            format!(
                "重复利用率为 {} %，扣除冷却循环水后为 {} %，工艺用水的重复利用程度应单独评价。",
                fixed(with_value, 2),
                fixed(without_value, 2)
            ),
            format!(
                "the reuse rate is {} %, without cooling circulation {} %",
                fixed(with_value, 2),
                fixed(without_value, 2)
            ),
        ),
        suggestion: Text::new(
            "在保持冷却循环的同时，重点挖掘工艺用水的串联和回用潜力。",
            "look for series use and reuse in the process itself",
        ),
        evidence: [with, without]
            .map(|indicator| Input {
                symbol: indicator.code.definition().symbol.into(),
                name: indicator.code.name(),
                value: indicator.value.unwrap_or_default(),
                unit: "%".into(),
                cells: indicator.inputs.iter().flat_map(|input| input.cells.clone()).collect(),
            })
            .into(),
        volume: None,
        source: "本程序提示（差值大于20个百分点），非标准要求".into(),
    })
}

fn steam_without_condensate(e: &Evidence) -> Option<Finding> {
    let steam =
        e.flows().get(Item::Withdrawal(Source::Steam)).filter(|steam| steam.value() > 0.0)?;
    if e.flows().has(Item::Condensate) {
        return None;
    }
    let cells = e.site_cells(
        steam,
        Quantity::Item(Item::Withdrawal(Source::Steam)),
        &[Item::Withdrawal(Source::Steam)],
    );
    Some(Finding {
        code: "condensate_not_shown",
        gravity: Gravity::Low,
        title: Text::new("外购蒸汽的冷凝水去向未列出", "condensate of bought steam is not shown"),
        explanation: Text::new(
            format!(
                "外购蒸汽（折水）{} m³/d，水平衡表中没有冷凝水回用量，无法计算冷凝水回用率。",
                fixed(steam.value(), 1)
            ),
            format!(
                "{} m³/d of steam is bought and the table shows no condensate",
                fixed(steam.value(), 1)
            ),
        ),
        suggestion: Text::new(
            "查明间接加热蒸汽的冷凝水去向，可回收的应回收并单独计量。",
            "find where the condensate of indirect heating goes; collect and meter it",
        ),
        evidence: vec![Input {
            symbol: String::new(),
            name: Text::new("外购蒸汽", "steam"),
            value: steam.value(),
            unit: "m3/d".into(),
            cells,
        }],
        volume: None,
        source: "水平衡表".into(),
    })
}

fn meters_unfit(e: &Evidence, meters: &[Meter]) -> Option<Finding> {
    let last_day = e.profile.period.to.or(e.profile.period.from)?;
    let expired: Vec<&Meter> = meters
        .iter()
        .filter(|meter| meter.valid_until.is_some_and(|valid| valid < last_day))
        .collect();
    if expired.is_empty() {
        return None;
    }
    let numbers = expired.iter().map(|meter| meter.number.as_str()).collect::<Vec<_>>().join("、");
    Some(Finding {
        code: "meters_out_of_date",
        gravity: Gravity::Medium,
        title: Text::new("水表超过检定有效期", "meters are past their verification"),
        explanation: Text::new(
            format!(
                "测试期末（{last_day}）已有 {} 只水表超过检定有效期：{numbers}。",
                expired.len()
            ),
            format!(
                "{} meters are past their verification on {last_day}: {numbers}",
                expired.len()
            ),
        ),
        suggestion: Text::new(
            "送检或更换，并在台账中更新检定日期。",
            "have them verified or replaced",
        ),
        evidence: vec![Input {
            symbol: String::new(),
            name: Text::new("超期水表数", "meters past verification"),
            value: expired.len() as f64,
            unit: "只".into(),
            cells: expired.iter().filter_map(|meter| meter.place.clone()).collect(),
        }],
        volume: None,
        source: "水计量器具台账".into(),
    })
}
