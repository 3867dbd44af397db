//! What is said about units of measure.

use super::super::caption::UnitState;
use super::super::draft::conversion;
use super::super::remark::{Remarks, Said};
use super::super::report::Meaning;
use super::super::table::Table;
use shuiheng_audit::{CellRef, Days, DoubtCode, FlowUnit};

pub(super) fn unit_of_measure(table: &Table<'_>, days: Option<Days>, remarks: &mut Remarks) {
    let (first, last) = table.block.extent();
    let header =
        table.block.grid.range((table.block.band.top, first), (table.block.band.bottom, last));
    let place = table.unit.place.clone().unwrap_or(header);
    let used: Vec<FlowUnit> = table
        .columns
        .iter()
        .filter(|c| c.meaning.is_some_and(Meaning::is_flow))
        .filter_map(|c| table.units[c.slot?])
        .collect();
    let own = table
        .columns
        .iter()
        .filter(|c| c.meaning.is_some_and(Meaning::is_flow) && c.slot.is_some());
    let all_own = own.clone().count() > 0 && own.clone().all(|c| c.heading.measure.is_some());
    let written = &table.unit.written;
    match table.unit.state {
        UnitState::Unreadable if !all_own || used.is_empty() => remarks.error(
            DoubtCode::UnitUnknown,
            vec![place.clone()],
            Said::new(
                (format!("水量单位“{written}”无法换算为 m³/d，表中水量均未采用。"), format!("The unit of measure “{written}” cannot be converted to m³/d; no figure of the table was used.")),
                ("请将表中水量改为 m³/d、m³/h 或万m³/a 等单位并注明后重新导入。", "State the figures in m³/d, m³/h or 10⁴ m³/a and import again."),
            ),
        ),
        UnitState::Assumed if !all_own => remarks.warning(
            DoubtCode::UnitUnknown,
            vec![place.clone()],
            Said::new(
                ("表中未注明水量单位，暂按 m³/d 计。".into(), "The table states no unit of measure; m³/d was assumed.".into()),
                ("请向企业核实水量单位，并在表头注明。", "Ask the enterprise for the unit and write it above the table."),
            ),
        ),
        UnitState::TimeAssumed => remarks.warning(
            DoubtCode::UnitUnknown,
            vec![place.clone()],
            Said::new(
                (format!("水量单位“{written}”未注明时间，暂按 m³/d 计。"), format!("The unit “{written}” names no time; m³/d was assumed.")),
                ("请核实水量是日水量还是年水量，并在单位中注明。", "Check whether the figures are per day or per year and say so."),
            ),
        ),
        _ => {}
    }
    convert(table, days, &used, place, remarks);
}

pub(super) fn convert(
    table: &Table<'_>,
    days: Option<Days>,
    used: &[FlowUnit],
    place: CellRef,
    remarks: &mut Remarks,
) {
    let mut units: Vec<FlowUnit> =
        used.iter().copied().filter(|unit| *unit != FlowUnit::M3PerDay).collect();
    units.sort_unstable();
    units.dedup();
    for unit in units {
        let (symbol, symbol_en) = (unit.symbol(), unit.symbol_en());
        let days = table.days(unit, days);
        if unit.needs_days() && days.is_none() {
            remarks.error(
                DoubtCode::OperatingDays,
                vec![place.clone()],
                Said::new(
                    (format!("表中水量单位为 {symbol}，换算为 m³/d 需要年运行天数，而文件中没有给出，水量均按未知处理。"), format!("The figures are in {symbol_en}; the operating days of the year are needed and not given, so no flow is known.")),
                    ("请在企业概况中填写年运行天数，或在命令行用 --days 给出。", "Fill in the operating days in the profile, or give --days."),
                ),
            );
            continue;
        }
        if unit.is_hourly()
            && let Some(col) = table.hours.col
        {
            say_hours(table, (unit, col), place.clone(), remarks);
            continue;
        }
        if unit.is_hourly()
            && let Some((hours, cell)) = &table.hours.said
        {
            let mut places = vec![place.clone(), cell.clone()];
            places.dedup();
            say_stated_hours((unit, *hours), places, remarks);
            continue;
        }
        if unit.is_hourly()
            && table.hours.of_all.is_none()
            && let Some(hours) = hours_of_work(table)
        {
            remarks.warning(
                DoubtCode::Converted,
                vec![place.clone(), hours],
                Said::new(
                    (format!("表中水量单位为 {symbol}，按每天 24 小时换算为 m³/d；但表中另给出了运行小时数，间断运行的单元日水量会偏大。"), format!("The figures are in {symbol_en} and were converted for 24 hours a day; the table also gives hours of work, so units that stop have too much.")),
                    ("请核对各单元每天运行小时数，必要时在原表中改填日水量（m³/d）。", "Check the hours of work and give daily figures (m³/d) where needed."),
                ),
            );
            continue;
        }
        let formula = conversion(unit, days, table.hours.of_table()).unwrap_or_default();
        let title = if table.unit.state == UnitState::TimeFromTitle {
            "（时间按表题判定）"
        } else {
            ""
        };
        remarks.note(
            DoubtCode::Converted,
            vec![place.clone()],
            Said::new(
                (
                    format!("表中水量单位为 {symbol}{title}，已换算为 m³/d（{formula}）。"),
                    format!(
                        "The figures are in {symbol_en}; they were converted to m³/d ({formula})."
                    ),
                ),
                (
                    "如单位或年运行天数有误，请更正后重新导入。",
                    "Correct the unit or the operating days and import again if wrong.",
                ),
            ),
        );
    }
}

/// The words of the file say how long a day's work is.
fn say_stated_hours((unit, hours): (FlowUnit, f64), places: Vec<CellRef>, remarks: &mut Remarks) {
    let (symbol, symbol_en) = (unit.symbol(), unit.symbol_en());
    let formula = conversion(unit, None, Some(hours)).unwrap_or_default();
    remarks.warning(
        DoubtCode::Converted,
        places,
        Said::new(
            (
                format!("表中水量单位为 {symbol}，已按文件写明的每天运行 {hours} 小时换算为 m³/d（{formula}）。"),
                format!("The figures are in {symbol_en}; they were converted to m³/d for the {hours} hours of work in a day that the file states ({formula})."),
            ),
            (
                "如表列水量已是全天平均流量，应按 24 小时计；个别单元运行小时数不同的，请单独注明。",
                "If the flows are means over the whole day, 24 hours apply; say so where a unit works for other hours.",
            ),
        ),
    );
}

/// A day has as much of a flow as hours are worked; rows that do not say work for 24.
fn say_hours(
    table: &Table<'_>,
    (unit, col): (FlowUnit, u32),
    place: CellRef,
    remarks: &mut Remarks,
) {
    let (symbol, symbol_en) = (unit.symbol(), unit.symbol_en());
    remarks.warning(
        DoubtCode::Converted,
        vec![place, table.block.grid.place(table.block.band.bottom, col)],
        Said::new(
            (
                format!("表中水量单位为 {symbol}，已按各单元每天运行小时数换算为 m³/d；未填小时数的按 24 小时计。"),
                format!("The figures are in {symbol_en}; they were converted to m³/d by each unit's hours of work in a day, 24 where none are given."),
            ),
            (
                "请核对每天运行小时数；如表列水量已是全天平均流量，应按 24 小时计。",
                "Check the hours; if the flows are means over the whole day, 24 hours apply.",
            ),
        ),
    );
}

/// The cell that says how long units work in a day, where that is not 24 hours.
pub(super) fn hours_of_work(table: &Table<'_>) -> Option<CellRef> {
    let says = |text: &str| super::super::hours::speaks_of_work(&super::super::text::tidy(text));
    let column =
        table.columns.iter().find(|column| column.heading.path.iter().any(|text| says(text)));
    if let Some(column) = column {
        return Some(table.block.grid.place(column.heading.cell.0, column.heading.cell.1));
    }
    let words = table.caption.above.iter().chain(&table.caption.notes);
    let found = words.into_iter().find(|words| {
        let key = super::super::text::tidy(&words.text);
        let hours = ["小时", "h/d", "h"].iter().any(|unit| key.contains(unit));
        says(&words.text) && hours && !key.contains("24")
    })?;
    let (row, col) =
        if table.block.grid.turned { (found.cell.1, found.cell.0) } else { found.cell };
    Some(table.block.grid.place(row, col))
}
