//! Indicators (评价指标): each with its inputs, and a live formula over them; inputs that
//! are sums of the balance or facts of the enterprise refer to their cells there.

use super::super::arithmetic::{Held, live};
use super::super::page::{Cell, Look, Page, Written, at, head};
use super::balance::Balance;
use super::derived;
use crate::present::printed_unit;
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{Diagnosis, Indicator, Input, Item, Lang, round_gb8170};
use shuiheng_report::BalanceColumn as Of;
use std::collections::BTreeMap;

/// At most so many inputs have columns; what has more is told by its formula.
const INPUTS: usize = 6;
/// The column of the first input's name; its value stands to the right of it.
const FIRST_INPUT: u16 = 7;

/// Cells of the sheet on the enterprise: by symbol, the cell and its value.
pub(super) type Kept = BTreeMap<&'static str, (String, f64)>;

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    look: &Look,
    (diagnosis, balance, kept): (&Diagnosis, &Balance, &Kept),
) -> Written {
    let mut heads = vec![
        head("指标", 26.0),
        head("适用于", 16.0),
        head("符号", 8.0),
        head("数值", 12.0),
        head("单位", 13.0),
        head("计算式", 24.0),
        head("依据", 18.0),
    ];
    for number in 1..=INPUTS {
        heads.push(head(format!("输入量{number}"), 20.0));
        heads.push(head(format!("输入值{number}"), 11.0));
    }
    heads.push(head("缺少的资料", 40.0));
    let caption = derived(diagnosis);
    let title = ("评价指标", "用水评价指标计算表", caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 1)?;
    for indicator in &diagnosis.indicators {
        let definition = indicator.code.definition();
        let row = page.row;
        let mut held = Vec::new();
        let mut inputs = vec![Cell::Empty; INPUTS * 2];
        for (index, input) in indicator.inputs.iter().take(INPUTS).enumerate() {
            let column = FIRST_INPUT + u16::try_from(index).unwrap_or(0) * 2 + 1;
            inputs[index * 2] = Cell::text(format!(
                "{} {}（{}）",
                input.symbol,
                input.name.zh,
                printed_unit(&input.unit, Lang::Zh)
            ));
            inputs[index * 2 + 1] = input_cell(input, balance, kept);
            held.push(Held { value: input.value, cell: at(row, column) });
        }
        let mut cells = vec![
            Cell::text(definition.zh),
            Cell::text(&indicator.of),
            Cell::text(definition.symbol),
            value(indicator, &held),
            Cell::text(printed_unit(&indicator.unit, Lang::Zh)),
            Cell::text(definition.formula),
            Cell::text(definition.source),
        ];
        cells.extend(inputs);
        let missing: Vec<&str> = indicator.missing.iter().map(|text| text.zh.as_str()).collect();
        cells.push(Cell::text(missing.join("；")));
        page.line(&cells)?;
    }
    page.note("注：数值由右侧输入值按计算式算出，打印时按 GB/T 8170 修约；没有数值的指标在末列列明缺少的资料，不作估计。")?;
    page.end(true)
}

/// The value: live where its formula is plain arithmetic over its inputs and comes to the same.
fn value(indicator: &Indicator, held: &[Held]) -> Cell {
    let digits = indicator.code.definition().digits;
    let Some(value) = indicator.value else { return Cell::Empty };
    match live(&indicator.substituted, held) {
        Some((formula, found)) if same(found, value) => {
            Cell::Formula(formula, Some(round_gb8170(value, 12)), digits)
        }
        _ => Cell::Number(value, digits),
    }
}

/// Numbers in a printed formula may be rounded: then it comes to nearly the same.
fn same(found: f64, value: f64) -> bool {
    (found - value).abs() <= 1e-7 * value.abs().max(1e-6)
}

fn input_cell(input: &Input, balance: &Balance, kept: &Kept) -> Cell {
    let of = match input.symbol.as_str() {
        "Vi" => Some(Of::Intake),
        "Vr" => Some(Of::Recycled),
        "Vl" => Some(Of::Item(Item::Leakage)),
        "Vcy" => Some(Of::Item(Item::Recirculated)),
        _ => None,
    };
    let held = of
        .and_then(|of| balance.total(of))
        .or_else(|| kept.get(input.symbol.as_str()).cloned())
        .filter(|(_, value)| same(*value, input.value));
    match held {
        Some((cell, value)) => Cell::Formula(cell, Some(value), 2),
        None => Cell::Number(input.value, 2),
    }
}
