//! The page of checks.

use super::{cell, percent, printed_unit, volume};
use crate::view;
use shuiheng_audit::{
    Check, CheckInput, CheckVerdict, Diagnosis, Difference, Expectation, FactCode, Lang, MeterNode,
    MeterVolume, Site, Unaccounted, UnitId, range, round_gb8170, trimmed,
};
use std::collections::{BTreeMap, BTreeSet};

/// Closing, checks and the meter tree of a diagnosis.
pub(crate) fn checks(diagnosis: &Diagnosis, lang: Lang) -> view::Checks {
    let closing = &diagnosis.closing;
    let names = Names::of(&diagnosis.case.site);
    let stated = diagnosis.case.stated.as_ref().map(|stated| stated.name.as_str());
    let sums = closing.sums.iter().map(|sum| view::LevelSum {
        of: sum
            .unit
            .as_ref()
            .map_or_else(|| stated.unwrap_or_default().to_owned(), |unit| names.get(unit)),
        quantity: lang.pick(sum.quantity.zh(), sum.quantity.en()).into(),
        stated: sum.stated.value(),
        sum: sum.sum.value(),
        difference: round_gb8170((sum.stated - sum.sum).value(), 9),
        tolerance: sum.slack.value(),
        of_which: sum.of_which,
        agrees: sum.agrees,
        cells: sum.cells.iter().map(cell).collect(),
    });
    view::Checks {
        levels: levels(diagnosis, &names, lang),
        interval_note: interval_note(closing.confidence.to_percent(), lang),
        sums: sums.collect(),
        meters: diagnosis.meter_nodes.iter().map(|node| meter_node(node, lang)).collect(),
        checks: diagnosis.checks.iter().map(|each| check(each, lang)).collect(),
        facts: facts(diagnosis, lang),
    }
}

fn whole_site(lang: Lang) -> String {
    lang.pick("全厂", "whole site").to_owned()
}

/// The names of the units, to be looked up for every level and every figure in it.
struct Names<'a>(BTreeMap<&'a UnitId, &'a str>);

impl<'a> Names<'a> {
    fn of(site: &'a Site) -> Self {
        Self(site.units.iter().rev().map(|unit| (&unit.id, unit.name.as_str())).collect())
    }

    fn get(&self, unit: &UnitId) -> String {
        self.0.get(unit).copied().unwrap_or_default().to_owned()
    }
}

fn interval_note(confidence: f64, lang: Lang) -> String {
    let confidence = trimmed(confidence, 1);
    if lang == Lang::En {
        return format!(
            "interval = difference ± k·u, coverage probability {confidence} %. u is the root of the sum of squares of the standard uncertainties of the figures, by their grades of data quality A–D (not verified) unless one was entered; flows within a level cancel and are left out. Figures are taken as independent."
        );
    }
    format!(
        "区间 = 差值 ± k·u，包含概率 {confidence} %。u 为各水量标准不确定度的方和根，按取得方法的数据质量等级 A～D 取值（未核实），录入的不确定度优先；同一层级内部的水流互相抵消，不计入。各水量视为相互独立。"
    )
}

fn levels(diagnosis: &Diagnosis, names: &Names<'_>, lang: Lang) -> Vec<view::ClosureLevel> {
    let closing = &diagnosis.closing;
    let ends = closing.units.values().chain(&closing.site).map(|known| (known.low, known.high));
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(least, most), (low, high)| {
        (least.min(low.value()), most.max(high.value()))
    });
    let scale = Scale::around(low, high);
    let level = |unit: Option<&UnitId>, name: String, depth: usize, difference: &Difference| {
        let known = match unit {
            Some(unit) => closing.units.get(unit),
            None => closing.site.as_ref(),
        };
        view::ClosureLevel {
            unit: unit.map(ToString::to_string),
            name,
            depth: depth as u32,
            difference: volume(difference.imbalance),
            difference_pct: percent(difference.rate),
            closure: difference.closure.code().into(),
            interval: known.map(|known| interval(names, known, scale, lang)),
        }
    };
    let units =
        diagnosis.balance.units.iter().map(|unit| {
            level(Some(&unit.unit), names.get(&unit.unit), unit.depth, &unit.difference)
        });
    let mut levels: Vec<view::ClosureLevel> = units.collect();
    if !levels.is_empty() {
        levels.push(level(None, whole_site(lang), 0, &diagnosis.balance.site.difference));
    }
    levels
}

/// A line from one value to another.
#[derive(Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// A line that holds both values and ends at round ones: while figures are typed, the bars
    /// of all other levels keep their places.
    fn around(low: f64, high: f64) -> Self {
        Self { low: -round_end(-low), high: round_end(high) }
    }

    /// Where a value lies, from 0 to 1.
    fn place(self, value: f64) -> f64 {
        let width = self.high - self.low;
        let share = if width > 0.0 { (value - self.low) / width } else { 0.5 };
        round_gb8170(share.clamp(0.0, 1.0), 4)
    }
}

/// The next half of a power of ten, or multiple of it, that is no smaller: 15 for 12.3.
fn round_end(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return value.max(0.0);
    }
    let step = 10_f64.powf(value.log10().floor()) / 2.0;
    (value / step).ceil() * step
}

fn interval(names: &Names<'_>, known: &Unaccounted, scale: Scale, lang: Lang) -> view::Interval {
    let largest = known.largest.iter().map(|part| view::UncertainFigure {
        unit: part.unit.to_string(),
        of: names.get(&part.unit),
        item: part.item.code(),
        name: lang.pick(part.item.zh(), part.item.en()).into(),
        grade: part.grade.letter().into(),
        standard: part.standard.value(),
        relative_pct: round_gb8170(part.relative.to_percent(), 6),
        entered: part.entered,
    });
    view::Interval {
        low: known.low.value(),
        high: known.high.value(),
        sign: known.sign.code().into(),
        sign_name: lang.pick(known.sign.zh(), known.sign.en()).into(),
        grade: known.grade.map(|grade| grade.letter().to_owned()).unwrap_or_default(),
        largest: largest.collect(),
        bar: view::Bar {
            from: scale.place(known.low.value()),
            to: scale.place(known.high.value()),
            at: scale.place(known.difference.value()),
            zero: scale.place(0.0),
        },
    }
}

fn meter_node(node: &MeterNode, lang: Lang) -> view::MeterNode {
    let meter = |meter: &MeterVolume| view::MeterVolume {
        number: meter.number.clone(),
        volume: meter.volume,
        error_pct: round_gb8170(meter.error.to_percent(), 4),
        cells: meter.cells.iter().map(cell).collect(),
    };
    let time = |time: chrono::NaiveDateTime| time.format("%Y-%m-%d %H:%M").to_string();
    view::MeterNode {
        parent: meter(&node.parent),
        children: node.children.iter().map(meter).collect(),
        from: node.period.map(|(from, _)| time(from)).unwrap_or_default(),
        to: node.period.map(|(_, to)| time(to)).unwrap_or_default(),
        sum: node.sum,
        difference: node.difference,
        tolerance: node.tolerance,
        verdict: node.verdict.code().into(),
        verdict_name: lang.pick(node.verdict.zh(), node.verdict.en()).into(),
        remark: node.remark.get(lang).to_owned(),
    }
}

fn check(of: &Check, lang: Lang) -> view::Check {
    let row = &of.expectation;
    let input = |CheckInput { input, fact }: &CheckInput| view::CheckInput {
        symbol: input.symbol.clone(),
        name: input.name.get(lang).to_owned(),
        value: input.value,
        measure: printed_unit(&input.unit, lang),
        fact: fact.map(|fact| fact.code().to_owned()),
        cells: input.cells.iter().map(cell).collect(),
    };
    let missing = of.missing.iter().map(|missing| view::CheckMissing {
        text: missing.text.get(lang).to_owned(),
        fact: missing.fact.map(|fact| fact.code().to_owned()),
    });
    view::Check {
        code: row.code.code().into(),
        unit: of.unit.as_ref().map(ToString::to_string),
        of: of.of.clone(),
        name: row.name.get(lang).to_owned(),
        formula: row.formula.clone(),
        with_numbers: of.substituted.clone(),
        value: of.value,
        measure: printed_unit(&row.unit, lang),
        range: range(row.low, row.high).get(lang).to_owned(),
        bullet: of.value.and_then(|value| bullet(row, value)),
        verdict: of.verdict.code().into(),
        verdict_name: lang.pick(of.verdict.zh(), of.verdict.en()).into(),
        raises: of.raises(),
        inputs: of.inputs.iter().map(input).collect(),
        missing: missing.collect(),
        look: row.look.get(lang).to_owned(),
        source: row.source.clone(),
        confirmed: row.confirmed.is_some(),
    }
}

/// The range and the value on a line that holds both with room on each side.
fn bullet(row: &Expectation, value: f64) -> Option<view::Bullet> {
    let known: Vec<f64> = [row.low, row.high].into_iter().flatten().collect();
    if known.is_empty() {
        return None;
    }
    let ends = known.iter().copied().chain([value]);
    let (low, high) = ends
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
    let room = (high - low).max(0.1 * high.abs()).max(1e-9) * 0.25;
    let scale = Scale { low: low - room, high: high + room };
    Some(view::Bullet {
        from: row.low.map_or(0.0, |low| scale.place(low)),
        to: row.high.map_or(1.0, |high| scale.place(high)),
        at: scale.place(value),
    })
}

/// What was typed in, and what checks ask for, by unit in its order.
fn facts(diagnosis: &Diagnosis, lang: Lang) -> Vec<view::UnitFact> {
    let mut found = Vec::new();
    for unit in &diagnosis.case.site.units {
        let mut codes: BTreeSet<FactCode> = unit.facts.iter().map(|fact| fact.code).collect();
        let own = diagnosis.checks.iter().filter(|check| check.unit.as_ref() == Some(&unit.id));
        for check in own {
            if check.verdict == CheckVerdict::Missing {
                codes.extend(check.missing.iter().filter_map(|missing| missing.fact));
            }
            codes.extend(check.inputs.iter().filter_map(|input| input.fact));
        }
        found.extend(codes.into_iter().map(|code| fact(diagnosis, Some(&unit.id), code, lang)));
    }
    found
}

/// A fact of a unit, or of the site where none is named, with what is told of it.
pub(super) fn fact(
    diagnosis: &Diagnosis,
    unit: Option<&UnitId>,
    code: FactCode,
    lang: Lang,
) -> view::UnitFact {
    let found = unit.and_then(|id| diagnosis.case.site.unit(id));
    let facts = found.map_or(&diagnosis.case.profile.facts, |unit| &unit.facts);
    view::UnitFact {
        unit: unit.map(ToString::to_string).unwrap_or_default(),
        of: found.map_or_else(|| whole_site(lang), |unit| unit.name.clone()),
        code: code.code().into(),
        name: lang.pick(code.zh(), code.en()).into(),
        symbol: code.symbol().into(),
        measure: printed_unit(code.unit(), lang),
        value: facts.get(code).map(|fact| fact.value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_bars_ends_at_round_values_and_holds_both_ends() {
        let ends = |low, high| {
            let scale = Scale::around(low, high);
            (scale.low, scale.high)
        };
        assert_eq!(ends(-3.2, 12.3), (-3.5, 15.0));
        assert_eq!(ends(0.0, 13.9), (0.0, 15.0));
        assert_eq!(ends(-250.0, 100.0), (-250.0, 100.0));
        assert_eq!(ends(0.0, 0.0), (0.0, 0.0));
        assert_eq!(Scale::around(0.0, 0.0).place(0.0), 0.5);
        assert_eq!(Scale::around(-3.2, 12.3).place(0.0), 0.1892);
    }
}
