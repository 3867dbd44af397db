//! What a table of years says of the intake of the whole, to hold a balance against.

use super::block::{Block, Raw};
use super::caption::{caption, table_unit};
use super::grid::Grid;
use super::heading::year_in;
use super::measure::Measure;
use super::number::{Reading, reading};
use super::remark::{Remarks, Said, plain};
use super::table::Table;
use super::text::tidy;
use super::word::Word;
use crate::workbook::Cell;
use shuiheng_audit::{CellRef, DailyVolume, Days, DoubtCode, FlowUnit};

/// The intake of the latest year of a table, m³, and its cell; none where the unit of
/// measure is not told or a source of that year is not known.
pub(crate) fn latest_intake(sheet: &Grid<'_>, block: &Block<'_>) -> Option<(f64, CellRef)> {
    let columns = intake_columns(block);
    let years = block.lines.iter().filter_map(|at| {
        let line = &block.grid.lines[*at];
        line.cells.iter().find_map(|(_, cell)| year(cell)).map(|year| (year, line))
    });
    let (_, line) = years.max_by_key(|(year, _)| *year)?;
    let table = table_unit(sheet, block, &caption(sheet, block));
    let mut sum = 0.0;
    for raw in &columns {
        let Reading::Number(number) = reading(line.at(raw.heading.col)) else { return None };
        let own = raw.heading.measure.as_ref().map(|found| &found.0);
        sum += number.value * own.map_or_else(|| table.flow.and_then(of_year), volume)?;
    }
    let first = columns.first()?.heading.col;
    let cell = if block.grid.turned { (first, line.index) } else { (line.index, first) };
    Some((sum, sheet.place(cell.0, cell.1)))
}

/// The column of the total; else that of the only intake; else those of the sources.
fn intake_columns<'b>(block: &'b Block<'_>) -> Vec<&'b Raw> {
    let of = |asked: &dyn Fn(Word) -> bool| -> Vec<&'b Raw> {
        let columns = block.columns.iter().filter(|raw| raw.figures > 0 && !raw.heading.of_which);
        columns.filter(|raw| raw.heading.word.is_some_and(asked)).collect()
    };
    let totals = of(&|word| word == Word::WithdrawalTotal);
    let plain = of(&|word| word == Word::Withdrawal);
    [totals, plain]
        .into_iter()
        .find(|columns| columns.len() == 1)
        .unwrap_or_else(|| of(&|word| matches!(word, Word::Source(_))))
}

fn year(cell: &Cell) -> Option<u32> {
    match cell {
        Cell::Text(text) => year_in(&tidy(text)),
        Cell::Number(value) => (1990..=2100).find(|year| f64::from(*year) == *value),
        Cell::Moment(_) | Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => None,
    }
}

/// m³ in one of the column's own unit; in a row of a year m³ is m³ a year.
fn volume(measure: &Measure) -> Option<f64> {
    match measure {
        Measure::Volume(ten_thousand) => Some(if *ten_thousand { 1e4 } else { 1.0 }),
        Measure::Flow(flow) => of_year(*flow),
        Measure::Unreadable(_) | Measure::Percent | Measure::Foreign(_) => None,
    }
}

fn of_year(flow: FlowUnit) -> Option<f64> {
    let one = Days::new(1.0);
    (flow.needs_days() && !flow.is_monthly())
        .then(|| flow.to_daily(1.0, one).map(DailyVolume::value))
        .flatten()
}

/// How far a day of the test may be from the mean day of a year, as a share.
const SEASON: f64 = 0.12;
/// By how much two figures of the same water differ where one has another unit.
const FAR: f64 = 3.0;

/// Holds the intake of a balance, m³/d, against that of a year: a difference that only
/// another unit of measure explains is said, and nothing is converted.
pub(crate) fn compare_history(
    table: &Table<'_>,
    total: f64,
    (volume, place): (f64, CellRef),
    days: Option<Days>,
    remarks: &mut Remarks,
) {
    let Some(stated) = table.unit.flow else { return };
    let daily = days.map_or(volume, |days| volume / days.value());
    let ratio = daily / total;
    if total <= 0.0 || volume <= 0.0 || (days.is_some() && (1.0 / FAR..FAR).contains(&ratio)) {
        return;
    }
    let Some(other) = nearest(stated, ratio, days) else { return };
    let header = table.block.grid.place(table.block.band.top, table.block.extent().0);
    let places = vec![table.unit.place.clone().unwrap_or(header), place.clone()];
    let (total, volume, year) = (plain(total), plain(volume), place.to_string());
    let mean = days.map_or_else(String::new, |days| {
        format!("，按年运行 {} 天为 {} m³/d", days.value(), plain(daily))
    });
    remarks.error(
        DoubtCode::UnitMismatch,
        places,
        Said::new(
            (
                format!("表中取水量按 {} 读合计为 {total} m³/d，而年取水量（{year}）为 {volume} m³{mean}；按 {} 读则相符。未作任何换算，仍按 {} 计。", stated.symbol(), other.symbol(), stated.symbol()),
                format!("Read in {} the table's intake is {total} m³/d; the year's ({year}) is {volume} m³. Read in {} they agree. Nothing was converted.", stated.code(), other.code()),
            ),
            ("请核实水量单位并更正后重新导入。", "Check the unit of measure, correct it, and import again."),
        ),
    );
}

/// The unit of measure that explains a ratio best. Without operating days only units of a
/// year can be told, since both figures are then of a year.
fn nearest(stated: FlowUnit, ratio: f64, days: Option<Days>) -> Option<FlowUnit> {
    let one = Days::new(1.0);
    let factor = |unit: FlowUnit| unit.to_daily(1.0, days.or(one)).map(DailyVolume::value);
    if days.is_none() && stated.needs_days() {
        return None;
    }
    let now = factor(stated)?;
    let told = |unit: &FlowUnit| *unit != stated && (days.is_some() || unit.needs_days());
    let fits = FlowUnit::ALL.into_iter().filter(|unit| USUAL.contains(unit)).filter(told);
    let apart = |unit: FlowUnit| Some((factor(unit)? / now / ratio).ln().abs());
    fits.filter_map(|unit| Some((apart(unit)?, unit)))
        .filter(|(apart, _)| *apart <= SEASON)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, unit)| unit)
}

/// Units in which enterprises give whole balances.
const USUAL: [FlowUnit; 6] = [
    FlowUnit::M3PerDay,
    FlowUnit::TenThousandM3PerDay,
    FlowUnit::M3PerHour,
    FlowUnit::M3PerYear,
    FlowUnit::ThousandM3PerYear,
    FlowUnit::TenThousandM3PerYear,
];
