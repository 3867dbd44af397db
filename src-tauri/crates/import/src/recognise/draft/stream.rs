//! The streams of one row, with the origin of every figure.

use super::super::table::Table;
use super::super::value::{Empty, Value};
use super::Intake;
use shuiheng_audit::{Basis, CellRef, DailyVolume, Days, Figure, FlowUnit, Item, Origin, Source};
use std::collections::BTreeMap;

/// Quantities that the table has no column for and that are therefore not known.
pub(crate) fn absent(table: &Table<'_>, mates: &[&Table<'_>]) -> Vec<Item> {
    let mut items = table.items();
    items.extend(mates.iter().flat_map(|mate| mate.items()));
    let has = |wanted: &[Item]| wanted.iter().any(|item| items.contains_key(item));
    let mut absent = Vec::new();
    let intake = items.keys().any(|item| matches!(item, Item::Withdrawal(_)));
    let told = |table: &Table<'_>| table.intake_from_use || table.wholes.intake.is_some();
    if !intake && !told(table) && !mates.iter().any(|mate| told(mate)) {
        absent.push(Item::Withdrawal(Source::Unspecified));
    }
    let recycled = [Item::Recirculated, Item::Reuse, Item::SeriesIn, Item::Condensate];
    if !has(&recycled) {
        absent.push(Item::Recirculated);
    }
    absent.extend(
        [Item::Consumption, Item::Discharge, Item::Leakage]
            .into_iter()
            .filter(|item| !has(&[*item])),
    );
    absent
}

/// Intake that only a total gives: the part without a source, or the use less what is
/// recycled. True where the row gives a total and no source.
pub(super) fn settle_intake(
    table: &Table<'_>,
    row: usize,
    days: Option<Days>,
    values: &mut BTreeMap<Item, Value>,
) -> bool {
    let plain = Item::Withdrawal(Source::Unspecified);
    let daily = |slot: usize| {
        table
            .figures
            .at(row, slot)
            .stated()
            .zip(table.factor(row, slot, days))
            .map(|(value, factor)| value * factor)
    };
    if table.intake_from_use {
        let Some(slot) = table.wholes.total_use else { return false };
        let recycled = [Item::Recirculated, Item::SeriesIn, Item::Reuse, Item::Condensate];
        let less: Option<f64> =
            recycled.iter().filter_map(|item| values.get(item)).map(|value| value.flow).sum();
        let flow = daily(slot).zip(less).map(|(total, less)| total - less);
        values.insert(plain, Value { flow, stated: vec![slot], empty: Vec::new() });
        return false;
    }
    let Some(slot) = table.wholes.intake else { return false };
    let Some(total) = daily(slot) else { return false };
    let sources: Vec<Item> =
        values.keys().copied().filter(|item| matches!(item, Item::Withdrawal(_))).collect();
    let stated = |item: &Item| values.get(item).is_some_and(|value| !value.stated.is_empty());
    let known: f64 =
        sources.iter().filter_map(|item| values.get(item).and_then(|value| value.flow)).sum();
    let rest = total - known;
    let written = table.figures.at(row, slot).value();
    let slack = table.figures.slack(slot, written, sources.len())
        * table.factor(row, slot, days).unwrap_or(1.0);
    // No source is told for this row, or 其中 names only some: the rest has no source.
    if !sources.iter().any(stated) && total > 0.0 {
        for item in &sources {
            values.remove(item);
        }
        values.insert(plain, Value { flow: Some(total), stated: vec![slot], empty: Vec::new() });
        return true;
    }
    if table.wholes.divided
        && rest > slack
        && sources.iter().all(|item| values.get(item).is_some_and(|value| value.flow.is_some()))
    {
        let mut cells = vec![slot];
        cells.extend(
            sources
                .iter()
                .filter_map(|item| values.get(item))
                .flat_map(|value| value.stated.clone()),
        );
        values.insert(plain, Value { flow: Some(rest), stated: cells, empty: Vec::new() });
    }
    false
}

/// A figure with its origin.
pub(super) fn figure(
    intake: &Intake<'_, '_>,
    row: usize,
    flow: f64,
    value: &Value,
    basis: Basis,
) -> Figure {
    let table = intake.table;
    let place = |slot: &usize| {
        let (row, col) = table.cell(row, *slot);
        table.block.grid.place(row, col)
    };
    let cells: Vec<CellRef> = value.stated.iter().map(place).collect();
    let origin = if cells.is_empty() {
        let empty = value.empty.first().map_or(Empty::Stated, |empty| empty.1);
        Origin::Assumed {
            reason: zero_reason(empty).to_owned(),
            cells: value.empty.iter().map(|(slot, _)| place(slot)).collect(),
        }
    } else {
        match computation(table, row, value, intake.days) {
            Some(formula) => Origin::Computed { formula, cells },
            None => Origin::Cells { cells },
        }
    };
    Figure { value: DailyVolume::m3_per_day(flow), basis, origin, uncertainty: None }
}

/// Why an empty cell is zero.
pub(super) fn zero_reason(empty: Empty) -> &'static str {
    match empty {
        Empty::Stated => "企业填写“—”“/”或“无”，表示没有",
        Empty::RowBalances => "空白；按零计时该单元水量平衡",
        Empty::TotalComplete => "空白；合计数已由其他数值解释",
        Empty::Unknown => "",
    }
}

/// How a figure was computed from its cells; none where they are the figure or its parts.
pub(super) fn computation(
    table: &Table<'_>,
    row: usize,
    value: &Value,
    days: Option<Days>,
) -> Option<String> {
    let slot = *value.stated.first()?;
    let unit = table.units[slot]?;
    let gross = table.wholes.gross == Some(slot);
    let wide = table.intake_from_use && table.wholes.total_use == Some(slot);
    let rest = table.wholes.intake == Some(slot) && value.stated.len() > 1;
    let mean = table.shares[slot] < 1.0;
    let base = if mean {
        "各次测定值的平均"
    } else if gross {
        "排水量－串联供出"
    } else if wide {
        "用水量－重复利用水量"
    } else if rest {
        "取水合计－已列水源"
    } else {
        ""
    };
    let conversion = conversion(unit, table.days(unit, days), table.hours.of_row(row));
    match (base.is_empty(), conversion) {
        (true, None) => None,
        (true, Some(conversion)) => Some(format!("表列值（{}）{conversion}", unit.symbol())),
        (false, None) => Some(base.to_owned()),
        (false, Some(conversion)) => Some(format!("（{base}）（{}）{conversion}", unit.symbol())),
    }
}

/// How a unit becomes m³/d, in words; none where it is m³/d.
pub(crate) fn conversion(unit: FlowUnit, days: Option<Days>, hours: Option<f64>) -> Option<String> {
    let days = days.map_or_else(|| "年运行天数".to_owned(), |days| days.value().to_string());
    Some(match unit {
        FlowUnit::M3PerDay => return None,
        FlowUnit::ThousandM3PerDay => "×1000".into(),
        FlowUnit::TenThousandM3PerDay => "×10000".into(),
        FlowUnit::M3PerHour => format!("×{}", hours.unwrap_or(24.0)),
        FlowUnit::TenThousandM3PerHour => format!("×10000×{}", hours.unwrap_or(24.0)),
        FlowUnit::M3PerMinute => format!("×60×{}", hours.unwrap_or(24.0)),
        FlowUnit::M3PerSecond => format!("×3600×{}", hours.unwrap_or(24.0)),
        FlowUnit::LitrePerSecond => {
            hours.map_or_else(|| "×86.4".into(), |hours| format!("×3.6×{hours}"))
        }
        FlowUnit::LitrePerMinute => {
            hours.map_or_else(|| "×1.44".into(), |hours| format!("×0.06×{hours}"))
        }
        FlowUnit::LitrePerHour => format!("×{}÷1000", hours.unwrap_or(24.0)),
        FlowUnit::LitrePerDay => "÷1000".into(),
        FlowUnit::M3PerMonth => format!("×12÷{days}"),
        FlowUnit::ThousandM3PerMonth => format!("×1000×12÷{days}"),
        FlowUnit::TenThousandM3PerMonth => format!("×10000×12÷{days}"),
        FlowUnit::M3PerYear => format!("÷{days}"),
        FlowUnit::ThousandM3PerYear => format!("×1000÷{days}"),
        FlowUnit::TenThousandM3PerYear => format!("×10000÷{days}"),
    })
}

/// What a column says of how the figures of a row were obtained.
pub(super) fn basis_as_written<'a>(table: &Table<'a>, row: usize) -> &'a str {
    let col = table.labels.basis;
    col.and_then(|col| table.block.grid.text(table.record(row).row, col)).unwrap_or_default()
}

/// How figures were obtained, in a table's words.
pub(super) fn basis(text: &str) -> Basis {
    let key = super::super::text::tidy(text);
    let has = |words: &[&str]| super::super::text::holds_any(&key, words);
    if has(&["估算", "类比", "经验", "估计", "定额", "人数", "estimat"]) {
        Basis::Estimated
    } else if has(&["计算", "推算", "衡算", "差减", "平衡", "comput", "calcul"]) {
        Basis::Computed
    } else if has(&["超声", "便携", "实测", "容积", "测量", "测定", "measur"]) {
        Basis::Measured
    } else if has(&["水表", "流量计", "计量", "表计", "电磁", "meter"]) {
        Basis::Metered
    } else {
        Basis::Stated
    }
}
