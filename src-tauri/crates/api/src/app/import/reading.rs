//! How a file was read, as the window shows it: sheets, tables, columns, sums, offers.

use crate::app::Pending;
use crate::source::{self, Given};
use crate::view::{
    ImportColumn, ImportOffer, ImportOffers, ImportReading, ImportSheet, ImportTable, ImportTotal,
    RememberedLayout,
};
use shuiheng_audit::{
    Balance, Closure, Doubt, DoubtCode, FlowUnit, Item, Lang, Severity, column_name,
};
use shuiheng_import::recognise::{
    BlockReport, ColumnReport, Meaning, RowRole, SheetReport, SheetRole,
};
use shuiheng_import::workbook::Sheet;

/// How a file that waits was read. `balance` is that of what it gives.
pub(super) fn reading(
    pending: &Pending,
    balance: &Balance,
    doubts: &[Doubt],
    lang: Lang,
) -> ImportReading {
    let given = &pending.given;
    let source = given.sources.first();
    let reports = source.map_or(&[][..], |source| &source.sheets);
    let open = balance.units.iter().filter(|unit| unit.difference.closure == Closure::Open);
    let tables = reports.iter().flat_map(|sheet| &sheet.blocks);
    ImportReading {
        sheets: pending.workbook.sheets.iter().zip(reports).map(|each| sheet(each, lang)).collect(),
        tables: tables.map(|block| table(pending, block, lang)).collect(),
        totals: if given.site.units.is_empty() { Vec::new() } else { totals(balance, lang) },
        closure: if given.site.units.is_empty() {
            "unknown".into()
        } else {
            balance.site.difference.closure.code().into()
        },
        open_units: open.count() as u32,
        usable: given.is_usable(),
        blocking: doubts.iter().filter(|doubt| doubt.severity == Severity::Error).count() as u32,
        choices: pending.choices.clone(),
        offers: offers(lang),
    }
}

/// The doubt that a file gives nothing that could be taken over.
pub(super) fn unusable(given: &Given) -> Doubt {
    let refused = source::no_balance(given);
    Doubt::new(
        Severity::Error,
        DoubtCode::SheetIgnored,
        Vec::new(),
        refused.message,
        shuiheng_audit::Text::new(
            "请指定哪个表是水平衡表，以及各列的含义；或用 shuiheng template 生成模板填写后导入。",
            "choose which table is the balance and what its columns mean, or fill in the template of `shuiheng template`",
        ),
    )
}

fn sheet((sheet, report): (&Sheet, &SheetReport), lang: Lang) -> ImportSheet {
    let cols = sheet.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.0 + 1).max();
    let merged = sheet.merges.iter().map(|region| (region.bottom + 1, region.right + 1));
    // A region may be merged to the end of the sheet; what holds nothing is not shown.
    let merged = merged.filter(|(rows, cols)| *rows <= 65_536 && *cols <= 256);
    let (down, right) =
        merged.fold((0, 0), |most, region| (most.0.max(region.0), most.1.max(region.1)));
    ImportSheet {
        name: sheet.name.clone(),
        role_name: lang.pick(report.role.zh(), report.role.en()).into(),
        reason: report.reason.get(lang).to_owned(),
        visible: sheet.visible,
        rows: sheet.rows.last().map_or(0, |row| row.index + 1).max(down),
        cols: cols.unwrap_or(0).max(right),
    }
}

fn table(pending: &Pending, block: &BlockReport, lang: Lang) -> ImportTable {
    let (bottom, right) = block.range.to.unwrap_or((block.range.row, block.range.col));
    let held = pending.remembered.iter().find(|(id, body)| {
        block
            .remembered
            .as_deref()
            .map_or(body.layout == block.layout, |used| used == id.to_string())
    });
    ImportTable {
        sheet: block.range.sheet.to_string(),
        top: block.range.row,
        left: block.range.col,
        bottom,
        right,
        range: block.range.a1(),
        transposed: block.transposed,
        role: block.role.code().into(),
        role_name: lang.pick(block.role.zh(), block.role.en()).into(),
        unit: block.unit.map(FlowUnit::code).unwrap_or_default().into(),
        unit_symbol: symbol(block.unit, lang),
        unit_as_written: block.unit_as_written.clone(),
        layout: block.layout.clone(),
        columns: block.columns.iter().map(|report| column(block, report, lang)).collect(),
        remembered: held.map(|(id, body)| RememberedLayout {
            id: id.to_string(),
            enterprise: if body.enterprise.is_empty() {
                body.credit_code.clone()
            } else {
                body.enterprise.clone()
            },
            made: body.made.clone(),
            by: body.by.clone(),
            file: body.file.clone(),
            used: block.remembered.is_some(),
        }),
    }
}

fn symbol(unit: Option<FlowUnit>, lang: Lang) -> String {
    unit.map(|unit| lang.pick(unit.symbol(), unit.symbol_en())).unwrap_or_default().into()
}

fn column(block: &BlockReport, report: &ColumnReport, lang: Lang) -> ImportColumn {
    ImportColumn {
        col: report.col,
        letter: if block.transposed {
            source::row_letter(report.col, lang)
        } else {
            column_name(report.col)
        },
        header: report.header.clone(),
        header_row: report.cell.row,
        header_col: report.cell.col,
        meaning: report.meaning.map(Meaning::code).unwrap_or_default(),
        meaning_name: report.meaning.map(|m| lang.pick(m.zh(), m.en())).unwrap_or_default(),
        unit: report.unit.map(FlowUnit::code).unwrap_or_default().into(),
        unit_symbol: symbol(report.unit, lang),
        confidence: report.confidence,
        reason: report.reason.get(lang).to_owned(),
        chosen: report.chosen,
    }
}

fn totals(balance: &Balance, lang: Lang) -> Vec<ImportTotal> {
    let site = &balance.site;
    let total = |code: &str, name: &str, value: Option<f64>| ImportTotal {
        code: code.into(),
        name: name.into(),
        value,
    };
    let flow = |item: Item| site.flows.get(item).map(|flow| flow.value());
    vec![
        total(
            "withdrawal_total",
            lang.pick("取水量", "withdrawal"),
            site.flows.intake().map(|flow| flow.value()),
        ),
        total(
            "recycled",
            lang.pick("重复利用水量", "recycled water"),
            site.flows.recycled().map(|flow| flow.value()),
        ),
        total(
            "consumption",
            lang.pick(Item::Consumption.zh(), Item::Consumption.en()),
            flow(Item::Consumption),
        ),
        total(
            "discharge",
            lang.pick(Item::Discharge.zh(), Item::Discharge.en()),
            flow(Item::Discharge),
        ),
        total("leakage", lang.pick(Item::Leakage.zh(), Item::Leakage.en()), flow(Item::Leakage)),
        total(
            "imbalance",
            lang.pick("不平衡量", "imbalance"),
            site.difference.imbalance.map(|flow| flow.value()),
        ),
        total(
            "imbalance_pct",
            lang.pick("不平衡率", "imbalance rate"),
            site.difference.rate.map(|rate| rate.to_percent()),
        ),
    ]
}

fn offers(lang: Lang) -> ImportOffers {
    let offer = |code: String, name: String| ImportOffer { code, name };
    ImportOffers {
        meanings: Meaning::choosable()
            .into_iter()
            .map(|m| offer(m.code(), lang.pick(m.zh(), m.en())))
            .collect(),
        units: FlowUnit::ALL
            .iter()
            .map(|u| offer(u.code().into(), symbol(Some(*u), lang)))
            .collect(),
        roles: SheetRole::CHOOSABLE
            .iter()
            .map(|r| offer(r.code().into(), lang.pick(r.zh(), r.en()).into()))
            .collect(),
        row_roles: RowRole::CHOOSABLE
            .iter()
            .map(|r| offer(r.code().into(), lang.pick(r.zh(), r.en()).into()))
            .collect(),
    }
}
