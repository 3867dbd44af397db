//! What is to be said about a table: its columns, its unit of measure, its rows, its cells.

use super::caption::UnitState;
use super::column::Column;
use super::draft::{Noticed, absent, conversion};
use super::figures::{Entry, OddityKind};
use super::record::Record;
use super::remark::{Remarks, Said, listed, listed_en, plain};
use super::report::{Meaning, RowRole};
use super::sums::{By, Sum, Verdict};
use super::table::Table;
use super::value::Empty;
use shuiheng_audit::{CellRef, Days, DoubtCode, FlowUnit, Item, Quantity};
use std::collections::BTreeMap;

/// Says what there is to say about a table that was read, before its rows are taken in.
pub(crate) fn review(
    table: &Table<'_>,
    mates: &[&Table<'_>],
    days: Option<Days>,
    remarks: &mut Remarks,
) {
    missing_columns(table, mates, remarks);
    review_side(table, days, remarks);
}

/// As [`review`], for a table whose columns belong to the rows of another.
pub(crate) fn review_side(table: &Table<'_>, days: Option<Days>, remarks: &mut Remarks) {
    unit_of_measure(table, days, remarks);
    columns(table, remarks);
    added_columns(table, remarks);
    rows(table, remarks);
    cells(table, remarks);
    sums(table, remarks);
    checks(table, remarks);
}

fn places_of(table: &Table<'_>, columns: &[&Column]) -> Vec<CellRef> {
    columns
        .iter()
        .map(|column| table.block.grid.place(column.heading.cell.0, column.heading.cell.1))
        .collect()
}

fn header_of(column: &Column) -> String {
    column.heading.path.join("/")
}

// ---- unit of measure ----

fn unit_of_measure(table: &Table<'_>, days: Option<Days>, remarks: &mut Remarks) {
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

fn convert(
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
        let symbol = unit.symbol();
        if unit.needs_days() && days.is_none() {
            remarks.error(
                DoubtCode::OperatingDays,
                vec![place.clone()],
                Said::new(
                    (format!("表中水量单位为 {symbol}，换算为 m³/d 需要年运行天数，而文件中没有给出，水量均按未知处理。"), format!("The figures are in {symbol}; the operating days of the year are needed and not given, so no flow is known.")),
                    ("请在企业概况中填写年运行天数，或在命令行用 --days 给出。", "Fill in the operating days in the profile, or give --days."),
                ),
            );
            continue;
        }
        if matches!(unit, FlowUnit::M3PerHour | FlowUnit::LitrePerSecond)
            && let Some(hours) = hours_of_work(table)
        {
            remarks.warning(
                DoubtCode::Converted,
                vec![place.clone(), hours],
                Said::new(
                    (format!("表中水量单位为 {symbol}，按每天 24 小时换算为 m³/d；但表中另给出了运行小时数，间断运行的单元日水量会偏大。"), format!("The figures are in {symbol} and were converted for 24 hours a day; the table also gives hours of work, so units that stop have too much.")),
                    ("请核对各单元每天运行小时数，必要时在原表中改填日水量（m³/d）。", "Check the hours of work and give daily figures (m³/d) where needed."),
                ),
            );
            continue;
        }
        let formula = conversion(unit, days).unwrap_or_default();
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
                        "The figures are in {symbol}; they were converted to m³/d ({formula})."
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

/// The cell that says how long units work in a day, where that is not 24 hours.
fn hours_of_work(table: &Table<'_>) -> Option<CellRef> {
    let says = |text: &str| {
        let key = super::text::tidy(text);
        [
            "运行时间",
            "运行小时",
            "工作时间",
            "工作小时",
            "运转时间",
            "生产时间",
            "日运行",
            "每天运行",
            "每日运行",
        ]
        .iter()
        .any(|word| key.contains(word))
    };
    let column =
        table.columns.iter().find(|column| column.heading.path.iter().any(|text| says(text)));
    if let Some(column) = column {
        return Some(table.block.grid.place(column.heading.cell.0, column.heading.cell.1));
    }
    let words = table.caption.above.iter().chain(&table.caption.notes);
    let found = words.into_iter().find(|words| {
        let key = super::text::tidy(&words.text);
        let hours = ["小时", "h/d", "h"].iter().any(|unit| key.contains(unit));
        says(&words.text) && hours && !key.contains("24")
    })?;
    let (row, col) =
        if table.block.grid.turned { (found.cell.1, found.cell.0) } else { found.cell };
    Some(table.block.grid.place(row, col))
}

// ---- columns ----

fn columns(table: &Table<'_>, remarks: &mut Remarks) {
    for column in &table.columns {
        let header = header_of(column);
        let place = || places_of(table, &[column]);
        match column.meaning {
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

/// Columns of another year, another reading or another unit of measure.
fn other_periods(table: &Table<'_>, remarks: &mut Remarks) {
    let (years, others): (Vec<&Column>, Vec<&Column>) = table
        .columns
        .iter()
        .filter(|column| column.meaning == Some(Meaning::OtherPeriod) && column.slot.is_some())
        .partition(|column| column.assumed);
    let names =
        |columns: &[&Column]| columns.iter().map(|column| header_of(column)).collect::<Vec<_>>();
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

fn shown(header: &str) -> &str {
    if header.is_empty() { "（无表头）" } else { header }
}

fn has_figures(table: &Table<'_>, column: &Column) -> bool {
    let Some(slot) = column.slot else { return false };
    (0..table.figures.len())
        .any(|row| matches!(table.figures.at(row, slot), Entry::Known(value) if value != 0.0))
}

fn gross_cells(table: &Table<'_>) -> Vec<CellRef> {
    let Some(slot) = table.slot_of(Meaning::GrossDischarge) else { return Vec::new() };
    let cells: Vec<_> = table
        .leaves()
        .filter(|row| table.figures.at(*row, slot).stated().is_some())
        .map(|row| table.cell(row, slot))
        .collect();
    table.block.grid.places(&cells)
}

/// Quantities without a column: taken as none, or not known.
fn missing_columns(table: &Table<'_>, mates: &[&Table<'_>], remarks: &mut Remarks) {
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
fn closing_value(table: &Table<'_>, item: Item, unknown: &[Item]) -> (String, String) {
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

/// Columns that were added up.
fn added_columns(table: &Table<'_>, remarks: &mut Remarks) {
    let mut parts: BTreeMap<Item, Vec<&Column>> = BTreeMap::new();
    for column in &table.columns {
        if let Some(Meaning::Part(item)) = column.meaning {
            parts.entry(item).or_default().push(column);
        }
    }
    for (item, columns) in parts.into_iter().filter(|(_, columns)| columns.len() > 1) {
        let names: Vec<String> = columns.iter().map(|column| header_of(column)).collect();
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

// ---- rows ----

fn rows(table: &Table<'_>, remarks: &mut Remarks) {
    let silent = |record: &&Record| {
        matches!(record.role, RowRole::Note)
            || (record.role == RowRole::Ignored && !record.name.is_empty())
    };
    let (mut notes, mut derived, mut empty) = (Vec::new(), Vec::new(), Vec::new());
    for record in table.records.iter().filter(silent) {
        let place = table.block.grid.place(record.cell.0, record.cell.1);
        match (record.role, record.has_figures || super::label::is_derived(&record.name)) {
            (RowRole::Note, _) => notes.push(place),
            (_, true) => derived.push(place),
            (_, false) => empty.push((record.name.clone(), place)),
        }
    }
    if !notes.is_empty() {
        row_note(
            notes,
            "说明、签字等文字行，不作为用水单元。",
            "Remarks and signatures; no unit of water use.",
            remarks,
        );
    }
    if !derived.is_empty() {
        row_note(
            derived,
            "占比、平均值、差值等派生行，不作为用水单元。",
            "Shares, means or differences; no unit of water use.",
            remarks,
        );
    }
    if !empty.is_empty() {
        let (names, places): (Vec<_>, Vec<_>) = empty.into_iter().unzip();
        remarks.warning(
            DoubtCode::RowIgnored,
            places,
            Said::new(
                (
                    format!("{}行没有任何水量，未作为用水单元。", listed(&names)),
                    format!("{} hold no figures and were not taken as units.", listed_en(&names)),
                ),
                (
                    "如为用水单元，请补填水量；确未用水请填 0。",
                    "Fill in the figures if it is a unit; 0 where it uses no water.",
                ),
            ),
        );
    }
}

fn row_note(places: Vec<CellRef>, zh: &str, en: &str, remarks: &mut Remarks) {
    remarks.note(
        DoubtCode::RowIgnored,
        places,
        Said::new(
            (zh.into(), en.into()),
            (
                "如其中有用水单元，请调整该行后重新导入。",
                "Change the row and import again if it is a unit.",
            ),
        ),
    );
}

// ---- cells ----

fn cells(table: &Table<'_>, remarks: &mut Remarks) {
    let used = |slot: usize| {
        table.column_of(slot).is_some_and(|column| column.meaning.is_some_and(Meaning::is_flow))
    };
    let (mut text, mut about) = (Vec::new(), Vec::new());
    for oddity in table.figures.oddities.iter().filter(|oddity| used(oddity.slot)) {
        let cell = table.cell(oddity.row, oddity.slot);
        let place = || vec![table.block.grid.place(cell.0, cell.1)];
        match &oddity.kind {
            OddityKind::Text | OddityKind::Comma(_) => text.push(cell),
            OddityKind::About => about.push(cell),
            OddityKind::NotNumber(found) => remarks.warning(
                DoubtCode::NotANumber,
                place(),
                Said::new(
                    (format!("“{}”的“{}”为“{found}”，不是数值，按未知处理。", table.record(oddity.row).name, table.header(oddity.slot)), format!("“{found}” is no number; the figure is not known.")),
                    ("请核实后填写一个数值；确无时填 0。", "Find out and enter a number; 0 where there is none."),
                ),
            ),
            OddityKind::Error(found) => remarks.error(
                DoubtCode::ErrorCell,
                place(),
                Said::new(
                    (format!("“{}”的“{}”为错误值 {found}，按未知处理。", table.record(oddity.row).name, table.header(oddity.slot)), format!("The cell holds the error {found}; the figure is not known.")),
                    ("请在原文件中修正公式或填写数值后重新导入。", "Mend the formula or enter a number, and import again."),
                ),
            ),
            OddityKind::Uncomputed(formula) => remarks.error(
                DoubtCode::MissingCachedValue,
                place(),
                Said::new(
                    (format!("单元格为公式 {formula}，文件中没有保存计算结果，按未知处理。"), format!("The cell holds the formula {formula} without a stored result; the figure is not known.")),
                    ("请用 Excel 或 WPS 打开该文件，重新计算并保存后再导入。", "Open the file in Excel or WPS, recalculate, save, and import again."),
                ),
            ),
        }
    }
    collected(
        table,
        text,
        DoubtCode::TextNumber,
        "以文本格式存放的数值已按数值读取（逗号按千分位处理）。",
        "Numbers stored as text were read (a comma as thousands).",
        remarks,
    );
    collected(
        table,
        about,
        DoubtCode::TextNumber,
        "带“约”字样的数值已按所写数值读取。",
        "Numbers written with 约 were read as written.",
        remarks,
    );
    errors_elsewhere(table, remarks);
}

fn collected(
    table: &Table<'_>,
    cells: Vec<(u32, u32)>,
    code: DoubtCode,
    zh: &str,
    en: &str,
    remarks: &mut Remarks,
) {
    if !cells.is_empty() {
        let said = Said::new((zh.into(), en.into()), ("请核对这些数值。", "Check these figures."));
        remarks.note(code, table.block.grid.places(&cells), said);
    }
}

/// Error values in columns that are not used: 重复利用率 of an idle unit.
fn errors_elsewhere(table: &Table<'_>, remarks: &mut Remarks) {
    let unused: Vec<u32> =
        table.columns.iter().filter(|c| c.slot.is_none()).map(|c| c.heading.col).collect();
    let mut cells = Vec::new();
    for record in &table.records {
        for (col, cell) in &table.block.grid.lines[record.line].cells {
            if matches!(cell, crate::workbook::Cell::Error(_)) && unused.contains(col) {
                cells.push((record.row, *col));
            }
        }
    }
    collected(
        table,
        cells,
        DoubtCode::ErrorCell,
        "不参与水量计算的列中有错误值（如 #DIV/0!），未采用。",
        "Error values in columns that hold no flows; they were not used.",
        remarks,
    );
}

/// Says what was noticed while rows were taken in.
pub(crate) fn review_taken(table: &Table<'_>, noticed: Noticed, remarks: &mut Remarks) {
    for (empty, cells) in noticed.zeros {
        let (zh, en) = match empty {
            Empty::Stated => (
                "填写“—”“/”“无”等的单元格按零计（企业表示没有）。",
                "Cells with —, / or 无 were taken as zero: the enterprise says that there is none.",
            ),
            Empty::RowBalances => (
                "空白单元格按零计：按零计时该单元水量平衡。",
                "Empty cells were taken as zero: the unit balances so.",
            ),
            Empty::TotalComplete => (
                "空白单元格按零计：合计数已由其他数值完全解释。",
                "Empty cells were taken as zero: the total is complete without them.",
            ),
            Empty::Unknown => continue,
        };
        let count = cells.len();
        remarks.note(
            DoubtCode::AssumedZero,
            table.block.grid.places(&cells),
            Said::new(
                (format!("{zh}共 {count} 处。"), format!("{en} {count} in all.")),
                (
                    "如有未填报的水量，请补填后重新导入。",
                    "Fill in what was left out and import again.",
                ),
            ),
        );
    }
    for (name, cells) in noticed.missing {
        let mut headers: Vec<String> = cells
            .iter()
            .filter_map(|(_, col)| table.figures.cols.iter().position(|c| c == col))
            .map(|slot| table.header(slot))
            .collect();
        headers.dedup();
        remarks.warning(
            DoubtCode::ValueMissing,
            table.block.grid.places(&cells),
            Said::new(
                (format!("“{name}”的{}为空白，且不能由平衡或合计判定为零，按未知处理。", listed(&headers)), format!("{} of “{name}” are empty and neither the balance nor a total shows that they are zero; they are not known.", listed_en(&headers))),
                ("请向企业核实并补填；确无时填 0。", "Ask the enterprise and fill in; 0 where there is none."),
            ),
        );
    }
    if !noticed.negative.is_empty() {
        remarks.warning(
            DoubtCode::NegativeValue,
            table.block.grid.places(&noticed.negative),
            Said::new(
                (
                    "水量为负值，已按原值保留。".into(),
                    "Flows below zero; they were kept as they are.".into(),
                ),
                ("请核对是否填写有误或方向相反。", "Check for a slip or a wrong direction."),
            ),
        );
    }
}

// ---- sums ----

fn sums(table: &Table<'_>, remarks: &mut Remarks) {
    for (row, verdict) in table.verdicts.iter().enumerate() {
        let Verdict::Sum(sum) = verdict else { continue };
        let record = table.record(row);
        let name = if record.name.is_empty() { "（无名称）" } else { record.name.as_str() };
        let place = table.block.grid.place(record.cell.0, record.cell.1);
        if sum.by == By::Arithmetic {
            let below = sum.members.0 == row + 1;
            remarks.warning(
                DoubtCode::SubtotalDoubleCounted,
                vec![place],
                Said::new(
                    (format!("“{name}”行的各项水量等于{}各行之和，按小计处理，未重复计入。", if below { "其下" } else { "其上" }), format!("The figures of “{name}” are the sums of the rows {}; it is taken as a subtotal and not counted twice.", if below { "below" } else { "above" })),
                    ("请核对；如确为独立的用水单元，请在表中注明。", "Check it; say so in the table if it is a unit of its own."),
                ),
            );
        }
        differences(table, row, sum, name, remarks);
    }
}

fn differences(table: &Table<'_>, row: usize, sum: &Sum, name: &str, remarks: &mut Remarks) {
    let used = |slot: usize| {
        table.column_of(slot).is_some_and(|column| column.meaning.is_some_and(Meaning::is_flow))
    };
    let complete = |slot: usize| {
        (sum.members.0..sum.members.1)
            .all(|member| table.figures.at(member, slot) != Entry::Unknown)
    };
    let found: Vec<&(usize, f64, f64)> =
        sum.differences.iter().filter(|(slot, _, _)| used(*slot) && complete(*slot)).collect();
    if found.is_empty() {
        return;
    }
    let cells: Vec<(u32, u32)> = found.iter().map(|(slot, _, _)| table.cell(row, *slot)).collect();
    let parts = |lang_zh: bool| -> String {
        let each = found.iter().take(6).map(|(slot, stated, summed)| {
            let header = table.header(*slot);
            if lang_zh {
                format!(
                    "{header}：表中 {}，分项之和 {}，相差 {}",
                    plain(*stated),
                    plain(*summed),
                    plain(stated - summed)
                )
            } else {
                format!(
                    "{header}: stated {}, sum {}, difference {}",
                    plain(*stated),
                    plain(*summed),
                    plain(stated - summed)
                )
            }
        });
        each.collect::<Vec<_>>().join("；")
    };
    let places = table.block.grid.places(&cells);
    if sum.doubled {
        remarks.warning(
            DoubtCode::SubtotalDoubleCounted,
            places,
            Said::new(
                (format!("“{name}”行把小计或“其中”行重复计入（{}）。本程序按分项之和计，未重复计入。", parts(true)), format!("“{name}” counts subtotals or 其中 rows twice ({}). The sum of the parts is used.", parts(false))),
                ("请更正原表的合计数。", "Correct the total in the table."),
            ),
        );
    } else {
        remarks.warning(
            DoubtCode::TotalMismatch,
            places,
            Said::new(
                (format!("“{name}”行与分项之和不符（{}）。计算采用分项之和。", parts(true)), format!("“{name}” differs from the sum of its parts ({}). The sum of the parts is used.", parts(false))),
                ("请核对合计数和各分项，确定哪一个有误。", "Check the total and its parts to find which is wrong."),
            ),
        );
    }
}

// ---- totals within a row ----

fn checks(table: &Table<'_>, remarks: &mut Remarks) {
    let recycled = |item: Item| {
        matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
    };
    let intake = |item: Item| matches!(item, Item::Withdrawal(_));
    let fresh = |item: Item| intake(item) || item == Item::DistributedIn;
    check(table, Meaning::Quantity(Quantity::WithdrawalTotal), &[&intake], remarks);
    check(table, Meaning::Quantity(Quantity::RecycledTotal), &[&recycled], remarks);
    if !table.intake_from_use {
        check(
            table,
            Meaning::Quantity(Quantity::TotalUse),
            &[&|item| fresh(item) || recycled(item), &|item| intake(item) || recycled(item)],
            remarks,
        );
    }
    check(
        table,
        Meaning::SumIn,
        &[&Item::is_inflow, &|item| item.is_inflow() || item == Item::Recirculated],
        remarks,
    );
    check(
        table,
        Meaning::SumOut,
        &[&Item::is_outflow, &|item| item.is_outflow() || item == Item::Recirculated],
        remarks,
    );
    for item in [Item::Recirculated, Item::Consumption, Item::Discharge, Item::Leakage] {
        check(table, Meaning::Check(item), &[&|other| other == item], remarks);
    }
}

/// Compares a column that sums others with what it sums; of several readings the one that
/// fits best counts.
fn check(
    table: &Table<'_>,
    meaning: Meaning,
    readings: &[&dyn Fn(Item) -> bool],
    remarks: &mut Remarks,
) {
    let Some(slot) = table.slot_of(meaning) else { return };
    let items = table.items();
    let mut best: Option<Vec<(u32, u32)>> = None;
    for holds in readings {
        let parts: Vec<usize> = items
            .iter()
            .filter(|(item, _)| holds(**item))
            .flat_map(|(_, slots)| slots.clone())
            .collect();
        // Sums in different units of measure cannot be compared as written.
        if parts.is_empty() || parts.iter().any(|part| table.units[*part] != table.units[slot]) {
            continue;
        }
        let divided = is_divided(table, meaning);
        let wrong: Vec<(u32, u32)> = table
            .leaves()
            .filter(|row| {
                differs(table, *row, slot, &parts)
                    && !(divided && exceeds(table, *row, slot, &parts))
            })
            .map(|row| table.cell(row, slot))
            .collect();
        if best.as_ref().is_none_or(|held| wrong.len() < held.len()) {
            best = Some(wrong);
        }
    }
    let Some(wrong) = best.filter(|wrong| !wrong.is_empty()) else { return };
    let header = table.header(slot);
    let count = wrong.len();
    if let Meaning::Check(item) = meaning {
        remarks.warning(
            DoubtCode::TotalMismatch,
            table.block.grid.places(&wrong),
            Said::new(
                (
                    format!("“{header}”列有 {count} 行与所采用的{}不等。", item.zh()),
                    format!("“{header}” differs from the {} in use in {count} rows.", item.code()),
                ),
                ("请核对这些行。", "Check these rows."),
            ),
        );
        return;
    }
    remarks.warning(
        DoubtCode::TotalMismatch,
        table.block.grid.places(&wrong),
        Said::new(
            (format!("“{header}”列有 {count} 行与同行各分项之和不符。计算采用分项。"), format!("“{header}” differs from the sum of its parts in {count} rows. The parts are used.")),
            ("请核对这些行的合计与分项。", "Check the totals and parts of these rows."),
        ),
    );
}

/// True where the parts say 其中: they need not make up the whole.
fn is_divided(table: &Table<'_>, meaning: Meaning) -> bool {
    meaning == Meaning::Quantity(Quantity::WithdrawalTotal)
        && table.columns.iter().any(|column| {
            column.heading.of_which
                && matches!(
                    column.meaning,
                    Some(Meaning::Quantity(Quantity::Item(Item::Withdrawal(_))))
                )
        })
}

fn exceeds(table: &Table<'_>, row: usize, slot: usize, parts: &[usize]) -> bool {
    let sum: f64 = parts.iter().map(|part| table.figures.at(row, *part).value()).sum();
    table.figures.at(row, slot).value() > sum
}

fn differs(table: &Table<'_>, row: usize, slot: usize, parts: &[usize]) -> bool {
    let Some(stated) = table.figures.at(row, slot).stated() else { return false };
    let entries: Vec<Entry> = parts.iter().map(|part| table.figures.at(row, *part)).collect();
    // A whole without any part says what its parts do not; nothing is compared.
    if entries.contains(&Entry::Unknown) || entries.iter().all(|entry| entry.stated().is_none()) {
        return false;
    }
    let sum: f64 = entries.into_iter().map(Entry::value).sum();
    (stated - sum).abs() > table.figures.slack(slot, stated, parts.len())
}
