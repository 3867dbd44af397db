//! F2, use of water over the years (年用水情况表).

use super::super::page::{Cell, Look, Page, Written, head};
use super::caption;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::Worksheet;
use shuiheng_audit::{Counted, Diagnosis, annual_uses};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the sheet: years down, what is counted across.
pub(super) fn write(sheet: &mut Worksheet, look: &Look, diagnosis: &Diagnosis) -> Written {
    let uses = annual_uses(&diagnosis.case.ledgers.uses);
    let counted: BTreeSet<&Counted> = uses
        .iter()
        .map(|of| &of.counted)
        .filter(|counted| !matches!(counted, Counted::Part(_)))
        .collect();
    let years: BTreeSet<i32> = uses.iter().map(|of| of.year).collect();
    let mut heads = vec![head("年份", 9.0)];
    heads.extend(counted.iter().map(|counted| head(title(counted), 13.0)));
    let caption = caption(diagnosis);
    let mut page =
        Page::begin(sheet, look, ("年用水情况表", "企业年用水情况表", &caption), &heads)?;
    page.heads(&heads, 1)?;
    let known: BTreeMap<(i32, &Counted), f64> = uses
        .iter()
        .filter_map(|of| Some(((of.year, &of.counted), of.known()?.to_f64()?)))
        .collect();
    for year in &years {
        let mut cells = vec![Cell::text(format!("{year}年"))];
        cells.extend(counted.iter().map(|counted| {
            let digits =
                if matches!(counted, Counted::Water(_) | Counted::Purpose(_)) { 0 } else { 2 };
            Cell::known(known.get(&(*year, *counted)).copied(), digits)
        }));
        page.line(&cells)?;
    }
    if years.is_empty() {
        page.line(&vec![Cell::Empty; heads.len()])?;
        page.note("注：企业未提供历年用水资料。")?;
    } else {
        page.note("注：空格表示不详；按月提供的，十二个月齐全时为各月之和。")?;
    }
    page.end(true)
}

fn title(counted: &Counted) -> String {
    format!("{}\n{}", counted.zh(), counted.unit())
}
