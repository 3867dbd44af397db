//! Products against their quotas (定额对标), and indicators against limits.

use super::super::page::{Cell, Look, Page, Written, head};
use super::derived;
use crate::present::printed_unit;
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{AnnualVolume, Comparison, Diagnosis, Lang, LevelKind};

/// The levels that have a column.
const LEVELS: [LevelKind; 5] = [
    LevelKind::Leading,
    LevelKind::Advanced,
    LevelKind::NewBuild,
    LevelKind::General,
    LevelKind::Limit,
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written {
    let mut heads = vec![
        head("产品", 22.0),
        head("年取水量（定额口径）\nm³/a", 15.0),
        head("年产量（定额单位）", 14.0),
        head("单位产品取水量", 13.0),
        head("单位", 12.0),
        head("定额", 24.0),
    ];
    heads.extend(LEVELS.map(|level| head(level.zh(), 10.0)));
    heads.extend([
        head("判定", 18.0),
        head("定额核实", 10.0),
        head("超定额水量\nm³/a", 13.0),
        head("缺少的资料", 36.0),
    ]);
    let caption = derived(diagnosis);
    let title = ("定额对标", "单位产品取水量与用水定额对照表", caption.as_str());
    let mut page = Page::begin(sheet, look, title, &heads)?;
    page.heads(&heads, 1)?;
    for comparison in &diagnosis.comparisons {
        line(&mut page, comparison)?;
    }
    if diagnosis.comparisons.is_empty() {
        page.line(&vec![Cell::Empty; heads.len()])?;
    }
    page.note("注：数值等于定额为达到；扣减和调整后的定额口径见诊断报告第6章。“未核实”表示该定额尚未对照正式文本核实。")?;
    page.end(true)
}

fn line(page: &mut Page<'_>, of: &Comparison) -> Written {
    let row = page.row + 1;
    let annual = of.annual.map(AnnualVolume::value);
    let value = match (annual, of.made, of.value) {
        (Some(annual), Some(made), Some(value))
            if made > 0.0 && (annual / made - value).abs() <= 1e-9 * value.abs().max(1e-6) =>
        {
            Cell::Formula(format!("B{row}/C{row}"), Some(value), 3)
        }
        (_, _, value) => Cell::known(value, 3),
    };
    let quota = of.quota.as_ref();
    let mut cells = vec![
        Cell::text(&of.product),
        Cell::known(annual, 1),
        Cell::known(of.made, 2),
        value,
        Cell::text(printed_unit(&of.unit, Lang::Zh)),
        Cell::text(quota.map_or_else(
            || "暂无定额".to_owned(),
            |quota| format!("{} {}", quota.standard, quota.product),
        )),
    ];
    cells.extend(LEVELS.map(|level| {
        let reach = of.reaches.iter().find(|reach| reach.kind == level);
        Cell::known(reach.map(|reach| reach.limit), 3)
    }));
    let confirmed = match quota {
        None => "—",
        Some(quota) if quota.confirmed.is_some() => "已核实",
        Some(_) => "未核实",
    };
    let open = if of.open { "（待定）" } else { "" };
    let missing: Vec<&str> = of.missing.iter().map(|text| text.zh.as_str()).collect();
    cells.extend([
        Cell::text(format!("{}{open}", of.verdict.zh())),
        Cell::text(confirmed),
        Cell::known(of.excess.map(AnnualVolume::value), 0),
        Cell::text(missing.join("；")),
    ]);
    page.line(&cells)?;
    Ok(())
}
