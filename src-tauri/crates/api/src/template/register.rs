//! The sheets of products (产品产量) and of water meters (计量器具台账).

use super::look::{self, Look};
use super::rule::{Rule, day, hold};
use chrono::NaiveDate;
use rust_xlsxwriter::{Note, Worksheet, XlsxError};
use shuiheng_audit::{Meter, Product};

/// Name of the sheet of products.
pub(super) const PRODUCTS: &str = "产品产量";
/// Name of the sheet of meters.
pub(super) const METERS: &str = "计量器具台账";
/// Row of the header; the row above stays empty, so that the caption is no header.
const HEAD: u32 = 3;

const UNITS: [&str; 19] = [
    "t", "万t", "kg", "m", "百米", "万m", "km", "m²", "万m²", "m³", "kL", "kW·h", "MW·h", "万kW·h",
    "GJ", "件", "万件", "台", "套",
];
const LEVELS: [&str; 3] = ["1", "2", "3"];
const CLASSES: [&str; 6] = ["1级", "2级", "0.5级", "1.0级", "1.5级", "2.5级"];
const STATES: [&str; 4] = ["完好", "故障", "停用", "待检"];

/// A column: header, width, what may be entered, and the note on it.
struct Column<'r>(&'r str, f64, Rule<'r>, &'r str);

/// A cell that is known.
enum Cell<'c> {
    Text(&'c str),
    Number(f64),
    Day(NaiveDate),
    Blank,
}

/// Writes the sheet of products.
pub(super) fn products(
    sheet: &mut Worksheet,
    look: &Look,
    products: &[Product],
) -> Result<(), XlsxError> {
    sheet.set_name(PRODUCTS)?;
    let columns = [
        Column("产品名称", 26.0, Rule::Any, "一种产品一行；执行不同定额的产品分行填写。"),
        Column("年产量", 14.0, Rule::Amount, "与取水量同一统计年度的合格产品产量，只填数字。"),
        Column("单位", 11.0, Rule::Usual(&UNITS), "产量的计量单位。不在列表中的可直接填写。"),
        Column(
            "定额编号",
            22.0,
            Rule::Any,
            "程序定额库中的编号；不清楚的留空，导入后在程序中选择。",
        ),
        Column(
            "清洗次数",
            11.0,
            Rule::Amount,
            "电镀等按每次清洗取水量对标时，填每件产品的清洗次数；其他产品留空。",
        ),
        Column(
            "分摊比例（%）",
            13.0,
            Rule::UpTo(100.0),
            "全厂取水量中由该产品分摊的百分比。只有一种产品的留空；多种产品的各行合计应为 100。",
        ),
        Column("备注", 40.0, Rule::Any, "分摊依据：按分表计量、按产量、按设计用水量等。"),
    ];
    let share =
        |product: &Product| product.share.map(|share| Cell::Number((share * 1e10).round() / 1e8));
    let rows: Vec<Vec<Cell<'_>>> = products
        .iter()
        .map(|product| {
            vec![
                text(&product.name),
                product.output.map_or(Cell::Blank, Cell::Number),
                text(&product.unit),
                text(product.quota.as_deref().unwrap_or_default()),
                product.rinses.map_or(Cell::Blank, Cell::Number),
                share(product).unwrap_or(Cell::Blank),
                text(&product.share_rule),
            ]
        })
        .collect();
    let hint =
        "产量取与取水量同一统计年度的数据；不知道的留空，不要填 0。各列的填写要求见表头批注。";
    table(sheet, look, ("主要产品产量表", hint), &columns, &rows, 20)
}

/// Writes the sheet of meters.
pub(super) fn meters(
    sheet: &mut Worksheet,
    look: &Look,
    meters: &[Meter],
) -> Result<(), XlsxError> {
    sheet.set_name(METERS)?;
    let online = ["是", "否"].map(str::to_owned);
    let levels = LEVELS.map(str::to_owned);
    let columns = [
        Column("水表编号", 16.0, Rule::Any, "企业内部编号或表身编号，不重复。"),
        Column(
            "级别",
            8.0,
            Rule::One(&levels),
            "1：用水单位总表；2：车间等次级用水单位；3：主要用水设备和系统。",
        ),
        Column(
            "上级水表编号",
            16.0,
            Rule::Any,
            "该表由哪只水表供水，填那只水表的编号；用水单位总表留空。",
        ),
        Column("安装位置", 26.0, Rule::Any, "管线和地点。"),
        Column("计量对象", 26.0, Rule::Any, "与水平衡统计表的车间或用水单元名称一致。"),
        Column("型号口径", 18.0, Rule::Any, "例如 LXS-50E、DN50。"),
        Column("准确度等级", 12.0, Rule::Usual(&CLASSES), "按铭牌填写。"),
        Column("检定有效期至", 14.0, Rule::Day, "检定证书上的有效期截止日，不是检定日期。"),
        Column("远传", 8.0, Rule::One(&online), "是否远程在线传输数据。"),
        Column("状态", 9.0, Rule::Usual(&STATES), "现场检查时的状态。"),
        Column("备注", 26.0, Rule::Any, ""),
    ];
    let rows: Vec<Vec<Cell<'_>>> = meters
        .iter()
        .map(|meter| {
            vec![
                text(&meter.number),
                meter.level.map_or(Cell::Blank, |level| Cell::Number(f64::from(level))),
                text(meter.parent.as_deref().unwrap_or_default()),
                text(&meter.location),
                text(&meter.measures),
                Cell::Blank,
                text(&meter.accuracy),
                meter.valid_until.map_or(Cell::Blank, Cell::Day),
                meter
                    .online
                    .map_or(Cell::Blank, |online| Cell::Text(if online { "是" } else { "否" })),
                text(&meter.state),
                Cell::Blank,
            ]
        })
        .collect();
    let hint = "含取水总表、车间表、设备表和回用水、外排水计量装置；未装表的用水点不填。各列的填写要求见表头批注。";
    table(sheet, look, ("水计量器具台账", hint), &columns, &rows, 40)
}

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
}

fn table(
    sheet: &mut Worksheet,
    look: &Look,
    (title, hint): (&str, &str),
    columns: &[Column<'_>],
    rows: &[Vec<Cell<'_>>],
    room: usize,
) -> Result<(), XlsxError> {
    let right = u16::try_from(columns.len()).unwrap_or(1) - 1;
    let last = HEAD + u32::try_from(rows.len().max(room)).unwrap_or(u32::MAX / 2);
    sheet.merge_range(0, 0, 0, right, title, &look.title)?;
    sheet.merge_range(1, 0, 1, right, hint, &look.remark)?;
    for (row, height) in [(0, 26), (1, 18), (2, 4), (HEAD, 24)] {
        sheet.set_row_height(row, height)?;
    }
    for (column, Column(header, width, rule, note)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_with_format(HEAD, column, *header, &look.head)?;
        if !note.is_empty() {
            let note = Note::new(*note)
                .set_author("水衡")
                .add_author_prefix(false)
                .set_font_name("宋体")
                .set_font_size(9);
            sheet.insert_note(HEAD, column, &note.set_width(230).set_height(64))?;
        }
        hold(sheet, (HEAD + 1, column, last, column), *rule)?;
        for at in HEAD + 1..=last {
            let known = usize::try_from(at - HEAD - 1).ok().and_then(|at| rows.get(at));
            let cell = known.and_then(|cells| cells.get(usize::from(column)));
            put(sheet, look, (at, column), cell.unwrap_or(&Cell::Blank), *rule)?;
        }
    }
    for at in HEAD + 1..=last {
        sheet.set_row_height(at, 18)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_repeat_rows(0, HEAD)?;
    look::pages(sheet)
}

fn put(
    sheet: &mut Worksheet,
    look: &Look,
    (at, column): (u32, u16),
    cell: &Cell<'_>,
    rule: Rule<'_>,
) -> Result<(), XlsxError> {
    let format = match rule {
        Rule::One(_) | Rule::Usual(_) => &look.choice,
        Rule::Day => &look.date,
        Rule::Amount | Rule::UpTo(_) | Rule::Whole | Rule::Flow => &look.figure,
        Rule::Any | Rule::Long(_) => &look.words,
    };
    match cell {
        Cell::Text(text) => sheet.write_string_with_format(at, column, *text, format)?,
        Cell::Number(number) => sheet.write_number_with_format(at, column, *number, format)?,
        Cell::Day(date) => sheet.write_datetime_with_format(at, column, day(*date)?, format)?,
        Cell::Blank => sheet.write_blank(at, column, format)?,
    };
    Ok(())
}
