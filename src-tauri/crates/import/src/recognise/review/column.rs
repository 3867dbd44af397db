//! What is said about columns: unknown, assumed, added, missing.

use super::super::column::Column;
use super::super::draft::absent;
use super::super::figures::Entry;
use super::super::remark::{Remarks, Said, listed, listed_en, plain};
use super::super::report::Meaning;
use super::super::table::Table;
use shuiheng_audit::{CellRef, DoubtCode, FlowUnit, Item, Quantity};
use std::collections::BTreeMap;

pub(super) fn places_of(table: &Table<'_>, columns: &[&Column]) -> Vec<CellRef> {
    columns
        .iter()
        .map(|column| table.block.grid.place(column.heading.cell.0, column.heading.cell.1))
        .collect()
}

pub(super) fn header_of(column: &Column) -> String {
    column.heading.path.join("/")
}

pub(super) fn columns(table: &Table<'_>, remarks: &mut Remarks) {
    for column in &table.columns {
        let header = header_of(column);
        let place = || places_of(table, &[column]);
        match column.meaning {
            None if has_figures(table, column) && stands_among_flows(table, column) => {
                remarks.warning(
                    DoubtCode::ColumnUnrecognised,
                    place(),
                    Said::new(
                        (format!("未能识别“{}”列的含义，该列数值未参与计算；该列位于水量各列之间，很可能是一项水量，全厂及各单元的水平衡可能不完整。", shown(&header)), format!("The meaning of the column “{}” was not recognised; its figures were not used. It stands among the columns of flows and may well be one, so the balance of the site and of every unit may be incomplete.", shown(&header))),
                        ("请先指定该列的含义再使用计算结果；如不是水量，请指定为不采用。", "Choose the column's meaning before the results are used; choose not to use it if it is no flow."),
                    ),
                );
            }
            None if has_figures(table, column) => remarks.warning(
                DoubtCode::ColumnUnrecognised,
                place(),
                Said::new(
                    (format!("未能识别“{}”列的含义，该列数值未参与计算。", shown(&header)), format!("The meaning of the column “{}” was not recognised; its figures were not used.", shown(&header))),
                    ("请指定该列的含义，或修改表头为规范名称。", "Choose the column's meaning, or give it a standard header."),
                ),
            ),
            Some(Meaning::OtherPeriod) => {}
            Some(meaning) if column.assumed && column.slot.is_some() && column.confidence < 0.5 => remarks.warning(
                DoubtCode::AssumedMeaning,
                place(),
                Said::new(
                    (format!("“{}”列暂按“{}”处理（{}），但各单元未由此平衡。", shown(&header), meaning.zh(), column.reason.zh), format!("The column “{}” is taken as {} ({}), but the units do not balance so.", shown(&header), meaning.code(), column.reason.en)),
                    ("请向企业核实该列的含义并指定。", "Ask the enterprise and choose the column's meaning."),
                ),
            ),
            Some(meaning) if column.assumed && column.slot.is_some() => remarks.note(
                DoubtCode::AssumedMeaning,
                place(),
                Said::new(
                    (format!("“{}”列按“{}”处理：{}。", shown(&header), meaning.zh(), column.reason.zh), format!("The column “{}” is taken as {}: {}.", shown(&header), meaning.code(), column.reason.en)),
                    ("请核对；如不符合，请指定该列的含义。", "Check it; choose the column's meaning if it is wrong."),
                ),
            ),
            Some(Meaning::Quantity(Quantity::Item(_))) if column.heading.weight > 0 && column.heading.weight < 50 && column.confidence < 1.0 => remarks.warning(
                DoubtCode::AssumedMeaning,
                place(),
                Said::new(
                    (format!("“{}”列按“{}”处理，但表头用词不明确。", shown(&header), column.meaning.map(Meaning::zh).unwrap_or_default()), format!("The column “{}” is taken as {}, but its header is not clear.", shown(&header), column.meaning.map(Meaning::code).unwrap_or_default())),
                    ("请核对；如不符合，请指定该列的含义。", "Check it; choose the column's meaning if it is wrong."),
                ),
            ),
            Some(Meaning::GrossDischarge) if !column.assumed => remarks.note(
                DoubtCode::Converted,
                gross_cells(table),
                Said::new(
                    ("表中排水量含串联供出，已扣除串联供出换算为净排水量。".into(), "Discharge contains what is handed on in series; that was deducted.".into()),
                    ("如排水量本不含串联供出，请指定该列的含义。", "Choose the column's meaning if it does not contain it."),
                ),
            ),
            _ => {}
        }
        if column.assumed && column.meaning == Some(Meaning::GrossDischarge) {
            remarks.note(
                DoubtCode::Converted,
                gross_cells(table),
                Said::new(
                    (
                        "排水量已扣除串联供出换算为净排水量。".into(),
                        "Discharge was converted to the net figure by deducting what is handed on."
                            .into(),
                    ),
                    (
                        "如排水量本不含串联供出，请指定该列的含义。",
                        "Choose the column's meaning if it does not contain it.",
                    ),
                ),
            );
        }
    }
    other_periods(table, remarks);
}

/// True for a column between others that hold flows.
fn stands_among_flows(table: &Table<'_>, column: &Column) -> bool {
    let col = column.heading.col;
    let flows = || {
        let flow = |column: &&Column| {
            column.slot.is_some() && column.meaning.is_some_and(Meaning::is_flow)
        };
        table.columns.iter().filter(flow).map(|column| column.heading.col)
    };
    flows().any(|other| other < col) && flows().any(|other| other > col)
}

/// Columns of another year, another reading or another unit of measure.
pub(super) fn other_periods(table: &Table<'_>, remarks: &mut Remarks) {
    let (years, others): (Vec<&Column>, Vec<&Column>) = table
        .columns
        .iter()
        .filter(|column| column.meaning == Some(Meaning::OtherPeriod) && column.slot.is_some())
        .partition(|column| column.assumed);
    let names =
        |columns: &[&Column]| columns.iter().map(|column| header_of(column)).collect::<Vec<_>>();
    let (phases, years): (Vec<&Column>, Vec<&Column>) =
        years.into_iter().partition(|column| column.heading.phase.is_some());
    if !phases.is_empty() {
        let (headers, kept) = (names(&phases), kept_phase(table));
        remarks.warning(
            DoubtCode::SheetIgnored,
            places_of(table, &phases),
            Said::new(
                (format!("同表并列多个时段或状态（季节、改造前后、设计与实测、各次测定），彼此不能相加；已采用“{kept}”，{}各列未采用。", listed(&headers)), format!("The table holds several seasons or states, which must not be added; “{kept}” is used, {} are not.", listed_en(&headers))),
                ("请确认本次诊断应采用哪一时段；如应采用其他时段，请隐藏不用的列后重新导入。", "Confirm which one this diagnosis is about; hide the columns that do not count and import again if it is another."),
            ),
        );
    }
    if !years.is_empty() {
        let headers = names(&years);
        remarks.warning(
            DoubtCode::SheetIgnored,
            places_of(table, &years),
            Said::new(
                (format!("同表并列多个年度，已采用最近年度，{}各列未采用。", listed(&headers)), format!("The table holds several years; the latest is used, {} are not.", listed_en(&headers))),
                ("如应采用其他年度，请隐藏不用的列后重新导入。", "Hide the columns that do not count and import again if another year should be used."),
            ),
        );
    }
    if !others.is_empty() {
        let headers = names(&others);
        remarks.note(
            DoubtCode::AssumedMeaning,
            places_of(table, &others),
            Said::new(
                (format!("{}与其他列为同一水量（另一计量单位或单次测定值），未采用。", listed(&headers)), format!("{} give the same water in another unit or as single readings; they are not used.", listed_en(&headers))),
                ("请核对所采用的列是否正确。", "Check that the right columns are used."),
            ),
        );
    }
}

/// The header of the season or state whose columns count.
fn kept_phase(table: &Table<'_>) -> String {
    let kept = table.columns.iter().filter(|column| {
        column.heading.phase.is_some() && column.meaning != Some(Meaning::OtherPeriod)
    });
    let named = |text: &&String| super::super::phase::phase_in(text).is_some();
    kept.flat_map(|column| column.heading.path.iter().find(named))
        .next()
        .cloned()
        .unwrap_or_else(|| "未注明时段的各列".into())
}

pub(super) fn shown(header: &str) -> &str {
    if header.is_empty() { "（无表头）" } else { header }
}

pub(super) fn has_figures(table: &Table<'_>, column: &Column) -> bool {
    let Some(slot) = column.slot else { return false };
    (0..table.figures.len())
        .any(|row| matches!(table.figures.at(row, slot), Entry::Known(value) if value != 0.0))
}

pub(super) fn gross_cells(table: &Table<'_>) -> Vec<CellRef> {
    let Some(slot) = table.slot_of(Meaning::GrossDischarge) else { return Vec::new() };
    let cells: Vec<_> = table
        .leaves()
        .filter(|row| table.figures.at(*row, slot).stated().is_some())
        .map(|row| table.cell(row, slot))
        .collect();
    table.block.grid.places(&cells)
}

/// Quantities without a column: taken as none, or not known.
pub(super) fn missing_columns(table: &Table<'_>, mates: &[&Table<'_>], remarks: &mut Remarks) {
    let mut items = table.items();
    items.extend(mates.iter().flat_map(|mate| mate.items()));
    let (first, last) = table.block.extent();
    let header =
        table.block.grid.range((table.block.band.top, first), (table.block.band.bottom, last));
    let unknown = absent(table, mates);
    for item in [Item::Recirculated, Item::SeriesIn, Item::SeriesOut, Item::Reuse] {
        if !items.contains_key(&item) && !unknown.contains(&item) {
            remarks.note(
                DoubtCode::AssumedZero,
                vec![header.clone()],
                Said::new(
                    (
                        format!("表中没有“{}”列，按没有这项水量处理。", item.zh()),
                        format!("The table has no column of {}; it is taken as none.", item.code()),
                    ),
                    (
                        "如确有这项水量，请补充该列后重新导入。",
                        "Add the column and import again if there is such water.",
                    ),
                ),
            );
        }
    }
    for item in &unknown {
        let closing = closing_value(table, *item, &unknown);
        remarks.warning(
            DoubtCode::ValueMissing,
            vec![header.clone()],
            Said::new(
                (format!("表中没有“{}”列，各单元的该项水量未知（不按零计）。{}", item.zh(), closing.0), format!("The table has no column of {}; it is not known for any unit (and not zero).{}", item.code(), closing.1)),
                ("请向企业补充该项数据；确无时请增加该列并填 0。", "Ask for the figures; add the column with 0 where there is none."),
            ),
        );
    }
}

/// What would close the balance where one outflow alone has no column.
pub(super) fn closing_value(table: &Table<'_>, item: Item, unknown: &[Item]) -> (String, String) {
    let outflows =
        unknown.iter().filter(|item| matches!(item, Item::Consumption | Item::Discharge)).count();
    if !matches!(item, Item::Consumption | Item::Discharge)
        || outflows != 1
        || unknown.contains(&Item::Withdrawal(shuiheng_audit::Source::Unspecified))
    {
        return (String::new(), String::new());
    }
    let sums = table.sums(None);
    let inflow: f64 = sums.iter().filter(|(item, _)| item.is_inflow()).map(|(_, sum)| sum).sum();
    let outflow: f64 = sums.iter().filter(|(item, _)| item.is_outflow()).map(|(_, sum)| sum).sum();
    let gap = plain(inflow - outflow);
    let unit = table.unit.flow.map_or("m³/d", FlowUnit::symbol);
    (
        format!("若其余各项无误，全表{}为 {gap} {unit} 时水量平衡，仅供核对，未采用。", item.zh()),
        format!(
            " With all else right, {gap} {unit} in all would close the balance; this was not used."
        ),
    )
}

/// Readings of one test that stand side by side without their mean.
fn averaged_columns(table: &Table<'_>, remarks: &mut Remarks) {
    let columns: Vec<&Column> = table.columns.iter().filter(|column| column.averaged).collect();
    if columns.is_empty() {
        return;
    }
    let names: Vec<String> = columns.iter().map(|column| header_of(column)).collect();
    remarks.warning(
        DoubtCode::ColumnsAdded,
        places_of(table, &columns),
        Said::new(
            (
                format!("{}为各次测定值，表中没有平均值；已按 GB/T 12452 取各次的算术平均值。", listed(&names)),
                format!("{} are readings of one test without their mean; their arithmetic mean is used (GB/T 12452).", listed_en(&names)),
            ),
            (
                "请核对各次测定是否同一工况；如有某次不采用，请隐藏该列后重新导入。",
                "Check that the readings belong to one state of work; hide a column that must not count and import again.",
            ),
        ),
    );
}

/// Columns that were added up.
pub(super) fn added_columns(table: &Table<'_>, remarks: &mut Remarks) {
    averaged_columns(table, remarks);
    let mut parts: BTreeMap<Item, Vec<&Column>> = BTreeMap::new();
    for column in &table.columns {
        if let Some(Meaning::Part(item)) = column.meaning {
            parts.entry(item).or_default().push(column);
        }
    }
    for (item, columns) in parts.into_iter().filter(|(_, columns)| columns.len() > 1) {
        let names: Vec<String> = columns.iter().map(|column| header_of(column)).collect();
        if columns.iter().all(|column| column.averaged) {
            continue;
        }
        remarks.note(
            DoubtCode::ColumnsAdded,
            places_of(table, &columns),
            Said::new(
                (
                    format!("{}各列相加作为{}。", listed(&names), item.zh()),
                    format!("{} were added to give {}.", listed_en(&names), item.code()),
                ),
                (
                    "如其中有的列互相包含，请指定各列的含义。",
                    "Choose the meanings of the columns if one contains another.",
                ),
            ),
        );
    }
}
