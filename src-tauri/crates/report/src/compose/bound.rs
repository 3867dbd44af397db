//! Figures that the auditor's own text names: `{{R}}`, `{{取水量}}`. They are filled from the
//! data each time the report is made, so they cannot drift.

use super::figures::{annual, daily, grouped, number, percent, plain, unit};
use super::{front, sums};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use shuiheng_audit::{Diagnosis, Gravity, Item};

/// A figure that own text may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundFigure {
    /// Its Chinese name.
    pub name: String,
    /// Its symbol, by which it may be named too; empty where it has none.
    pub symbol: String,
    /// Its value with its unit as it is printed; none where it is not known.
    pub value: Option<String>,
}

/// The figures that own text may name, each with its value now. The list is documented in
/// `assets/report/README.md`; indicators go by their names and symbols.
pub fn bound_figures(diagnosis: &Diagnosis) -> Vec<BoundFigure> {
    let mut list = enterprise(diagnosis);
    list.extend(flows(diagnosis));
    list.extend(indicators(diagnosis));
    list.extend(products(diagnosis));
    list.extend(counts(diagnosis));
    list
}

fn figure(name: &str, symbol: &str, value: Option<String>) -> BoundFigure {
    BoundFigure { name: name.into(), symbol: symbol.into(), value }
}

fn with_unit(value: Option<String>, unit: &str) -> Option<String> {
    value.map(|value| if unit.is_empty() { value } else { format!("{value} {unit}") })
}

fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn enterprise(diagnosis: &Diagnosis) -> Vec<BoundFigure> {
    let profile = &diagnosis.case.profile;
    let money = |amount: Option<Decimal>| {
        amount.and_then(|amount| amount.to_f64()).map(|amount| format!("{} 万元", plain(amount, 2)))
    };
    let days = profile.period.operating_days.map(|days| number(days.value(), 0));
    let staff = profile.employees.map(|staff| number(f64::from(staff), 0));
    vec![
        figure("企业名称", "", said(&profile.name)),
        figure("所属行业", "", said(&profile.industry)),
        figure("所属区域", "", said(&profile.district)),
        figure("测试期", "", front::period(diagnosis)),
        figure("年运行天数", "", with_unit(days, "天")),
        figure("职工人数", "", with_unit(staff, "人")),
        figure("年工业产值", "", money(profile.output_value)),
        figure("年工业增加值", "", money(profile.added_value)),
    ]
}

fn flows(diagnosis: &Diagnosis) -> Vec<BoundFigure> {
    let site = &diagnosis.balance.site;
    let flows = &site.flows;
    let intake = flows.intake();
    let days = diagnosis.case.profile.period.operating_days;
    let year = intake.zip(days).map(|(intake, days)| annual(Some(intake * days)));
    let mut list = vec![figure("年取水量", "", with_unit(year, "万m³/a"))];
    let daily_flows = [
        ("取水量", "Vi", intake),
        ("用水量", "Vt", flows.total_use(intake)),
        ("重复利用水量", "Vr", flows.recycled()),
        ("循环水量", "Vcy", flows.get(Item::Recirculated)),
        ("串联水量", "Vs", flows.get(Item::SeriesIn)),
        ("回用水量", "Vw", flows.get(Item::Reuse)),
        ("耗水量", "Vco", flows.get(Item::Consumption)),
        ("排水量", "Vd", flows.get(Item::Discharge)),
        ("外排水量", "", site.external_discharge),
        ("漏失水量", "Vl", flows.get(Item::Leakage)),
        ("不平衡量", "", site.difference.imbalance),
    ];
    list.extend(daily_flows.map(|(name, symbol, flow)| {
        figure(name, symbol, with_unit(flow.map(|flow| daily(Some(flow))), "m³/d"))
    }));
    let rate = site.difference.rate.map(|rate| percent(Some(rate)));
    list.push(figure("不平衡率", "", with_unit(rate, "%")));
    list
}

fn indicators(diagnosis: &Diagnosis) -> Vec<BoundFigure> {
    let one = |one: &shuiheng_audit::Indicator| {
        let definition = one.code.definition();
        let name = one.code.name().zh;
        let whole = one.of.is_empty();
        BoundFigure {
            name: if whole { name } else { format!("{name}（{}）", one.of) },
            symbol: if whole { definition.symbol.to_owned() } else { String::new() },
            value: with_unit(one.printed().map(|text| grouped(&text)), &unit(&one.unit)),
        }
    };
    diagnosis.indicators.iter().map(one).collect()
}

fn products(diagnosis: &Diagnosis) -> Vec<BoundFigure> {
    let of = |comparison: &shuiheng_audit::Comparison| {
        let product = &comparison.product;
        let value = comparison.value.map(|value| number(value, 3));
        let excess = comparison.excess.map(|excess| annual(Some(excess)));
        [
            figure(
                &format!("定额口径单位产品取水量（{product}）"),
                "",
                with_unit(value, &unit(&comparison.unit)),
            ),
            figure(&format!("判定（{product}）"), "", Some(comparison.verdict.zh().to_owned())),
            figure(&format!("超出水量（{product}）"), "", with_unit(excess, "万m³/a")),
        ]
    };
    diagnosis.comparisons.iter().flat_map(of).collect()
}

fn counts(diagnosis: &Diagnosis) -> Vec<BoundFigure> {
    let grave = diagnosis.findings.iter().filter(|finding| finding.gravity == Gravity::High);
    let totals = &diagnosis.measure_totals;
    let money =
        |sum: Option<Decimal>| sum.map(|sum| format!("{} 万元", super::measures::money(sum, 2)));
    let saving = totals.saving.map(|saving| format!("{} m³/a", number(saving, 0)));
    let count = |name: &str, count: usize| figure(name, "", Some(count.to_string()));
    vec![
        count("用水单元数", sums::leaves(diagnosis).count()),
        count("问题数", diagnosis.findings.len()),
        count("重点问题数", grave.count()),
        count("疑点数", diagnosis.doubts.len()),
        count("措施数", diagnosis.measures.len()),
        figure("节水量合计", "", saving),
        figure("投资合计", "", money(totals.investment)),
        figure("年效益合计", "", money(totals.benefit)),
    ]
}

/// A name as it is looked up: blanks and the width of brackets do not matter.
fn key(name: &str) -> String {
    let plain = name.chars().filter(|c| !c.is_whitespace());
    plain
        .map(|c| {
            if c == '(' {
                '（'
            } else if c == ')' {
                '）'
            } else {
                c
            }
        })
        .collect()
}

/// The figure of a name or symbol; none where there is none of that name.
pub(crate) fn find<'a>(figures: &'a [BoundFigure], name: &str) -> Option<&'a BoundFigure> {
    let wanted = key(name);
    let named = figures.iter().find(|one| key(&one.name) == wanted);
    named
        .or_else(|| figures.iter().find(|one| !one.symbol.is_empty() && key(&one.symbol) == wanted))
}

/// What stands in a text between `{{` and `}}`, with where the braces begin. An opening
/// without its end gives all that follows on the line.
pub(crate) fn named(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("{{").map(|at| from + at) {
        let inside = &text[at + 2..];
        let line = inside.find('\n').unwrap_or(inside.len());
        let end = inside[..line].find("}}").unwrap_or(line);
        out.push((at, &inside[..end]));
        from = at + 2 + end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_their_brackets_and_blanks() {
        let figures = [figure("判定（布）", "", None), figure("重复利用率", "R", None)];
        assert!(find(&figures, " 判定(布) ").is_some() && find(&figures, "R").is_some());
        assert!(find(&figures, "r").is_none() && find(&figures, "").is_none());
    }

    #[test]
    fn names_stand_between_two_braces() {
        assert_eq!(named("甲{{R}}乙{{ Vi }}"), [(3, "R"), (11, " Vi ")]);
        assert_eq!(named("甲{{R\n乙{R}"), [(3, "R")]);
        assert_eq!(named("甲"), []);
    }
}
