//! Findings (问题清单) and measures (节水措施).

use super::super::page::{Cell, Look, Page, Written, head};
use super::derived;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{AnnualVolume, Diagnosis, Measure, MeasureSaving};

/// Writes the sheet of findings.
pub(super) fn findings(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written {
    let heads = [
        head("序号", 6.0),
        head("级别", 8.0),
        head("问题", 28.0),
        head("位置", 18.0),
        head("情况说明", 60.0),
        head("涉及水量\nm³/a", 13.0),
        head("可节水量\nm³/a", 13.0),
        head("建议", 48.0),
        head("依据", 24.0),
    ];
    let caption = derived(diagnosis);
    let title = ("问题清单", "用水问题清单", caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 3)?;
    for (at, of) in diagnosis.findings.iter().enumerate() {
        let unit = of.unit.as_ref().and_then(|id| diagnosis.case.site.unit(id));
        page.line(&[
            Cell::count(at + 1),
            Cell::text(of.gravity.zh()),
            Cell::text(&of.title.zh),
            Cell::text(unit.map_or("全厂", |unit| unit.name.as_str())),
            Cell::text(&of.explanation.zh),
            Cell::known(of.volume.map(AnnualVolume::value), 0),
            Cell::known(of.potential.saving().map(|saving| saving.per_year.value()), 0),
            Cell::text(&of.suggestion.zh),
            Cell::text(&of.source),
        ])?;
    }
    page.note("注：涉及同一水流的水量不得相加；空格表示现有数据不能得出。")?;
    page.end(true)
}

/// Writes the sheet of measures.
pub(super) fn measures(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written {
    let heads = [
        head("序号", 6.0),
        head("位置", 18.0),
        head("措施", 48.0),
        head("年节水量\nm³/a", 13.0),
        head("节水量依据", 36.0),
        head("投资\n万元", 11.0),
        head("年效益\n万元/a", 11.0),
        head("静态投资回收期\n年", 12.0),
    ];
    let caption = derived(diagnosis);
    let title = ("节水措施", "节水措施表", caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 3)?;
    let first = page.row + 1;
    for measure in &diagnosis.measures {
        line(&mut page, measure)?;
    }
    let last = page.row;
    let totals = &diagnosis.measure_totals;
    let money = |amount: Option<Decimal>| amount.and_then(|amount| amount.to_f64());
    let investment = if last < first {
        Cell::Empty
    } else {
        let range = format!("F{first}:F{last}");
        let formula = format!("IF(COUNT({range})=0,\"\",SUM({range}))");
        Cell::Formula(formula, money(totals.investment), 2)
    };
    page.total(&[
        Cell::Empty,
        Cell::text("合计（仅已知数）"),
        Cell::Empty,
        // Each water counts once: a plain sum of the column would count it twice.
        Cell::known(totals.saving, 0),
        Cell::Empty,
        investment,
        Cell::known(money(totals.benefit), 2),
        Cell::Empty,
    ])?;
    page.note(&format!(
        "注：作用于同一水流的措施只计节水量最大的一项，因此节水量和效益的合计不是各行之和。节水量不详 {} 项，投资不详 {} 项，均未计入合计。",
        totals.unknown_savings, totals.unknown_investments
    ))?;
    page.end(true)
}

fn line(page: &mut Page<'_>, measure: &Measure) -> Written {
    let row = page.row + 1;
    let basis = match &measure.saving {
        MeasureSaving::Computed(saving) => saving.substituted.clone(),
        MeasureSaving::Typed(_, basis) => basis.clone(),
        MeasureSaving::Unknown => "待论证".into(),
    };
    let investment = measure.given.investment.and_then(|amount| amount.to_f64());
    let benefit = measure.benefit.as_ref().and_then(|benefit| benefit.amount.to_f64());
    let payback = investment.zip(benefit).filter(|(_, benefit)| *benefit > 0.0);
    let formula = format!("IF(AND(ISNUMBER(F{row}),N(G{row})>0),F{row}/G{row},\"\")");
    page.line(&[
        Cell::count(measure.number),
        Cell::text(&measure.place),
        Cell::text(&measure.given.todo),
        Cell::known(measure.saving.volume(), 0),
        Cell::text(basis),
        Cell::known(investment, 2),
        Cell::known(benefit, 2),
        Cell::Formula(formula, payback.map(|(cost, gain)| cost / gain), 1),
    ])?;
    Ok(())
}
