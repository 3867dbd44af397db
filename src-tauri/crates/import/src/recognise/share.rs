//! The shares of the intake that products have: 35 %, 35 under a header of %, 0.35.

use super::measure::Measure;
use super::number::{Reading, reading};
use super::register::Entries;
use super::remark::{Remarks, Said};
use super::word::Word;
use shuiheng_audit::{CellRef, DoubtCode};
use std::collections::BTreeMap;

/// A share as it is written.
struct Written {
    value: f64,
    /// True where the cell itself says %.
    percent: bool,
}

/// The shares by the line of their product, from 0 to 1. What cannot be one is said and
/// not taken.
pub(super) fn shares(entries: &Entries<'_, '_>, remarks: &mut Remarks) -> BTreeMap<usize, f64> {
    let mut written: BTreeMap<usize, Written> = BTreeMap::new();
    let mut refused: Vec<CellRef> = Vec::new();
    for &at in &entries.block.lines {
        match reading(entries.cell(at, Word::Share)) {
            Reading::Blank | Reading::NoneStated => {}
            Reading::Number(number) if number.measure.is_none() && number.value >= 0.0 => {
                written.insert(at, Written { value: number.value, percent: number.percent });
            }
            _ => refused.extend(entries.place(at, Word::Share)),
        }
    }
    // A total row below the products is no share of one.
    written.retain(|at, _| {
        let name = entries.text(*at, Word::ProductName);
        !name.is_empty() && super::label::total_name(&name).is_none()
    });
    let in_percent = match scale(entries, &written) {
        Ok(in_percent) => in_percent,
        Err(()) => {
            refused.extend(written.keys().filter_map(|at| entries.place(*at, Word::Share)));
            written.clear();
            false
        }
    };
    let mut shares = BTreeMap::new();
    for (at, share) in written {
        let value = if in_percent && !share.percent { share.value / 100.0 } else { share.value };
        if value <= 1.0 {
            shares.insert(at, value);
        } else {
            refused.extend(entries.place(at, Word::Share));
        }
    }
    say(refused, remarks);
    shares
}

/// Whether the plain figures are in %; an error where both can be meant.
fn scale(entries: &Entries<'_, '_>, written: &BTreeMap<usize, Written>) -> Result<bool, ()> {
    let plain: Vec<f64> =
        written.values().filter(|share| !share.percent).map(|share| share.value).collect();
    let header = entries.block.columns.iter().find(|c| c.heading.word == Some(Word::Share));
    let said = header.is_some_and(|column| {
        matches!(column.heading.measure, Some((Measure::Percent, ..)))
            || column.heading.path.iter().any(|text| text.contains(['%', '％']))
    });
    let most = plain.iter().copied().fold(0.0, f64::max);
    if !said || most > 1.0 || most == 0.0 {
        return Ok(said || most > 1.0);
    }
    // All up to 1 under a header of %: cells formatted as % hold 0.35 where 35 % is shown.
    let whole = (plain.iter().sum::<f64>() - 1.0).abs() <= 0.005;
    if whole && plain.len() > 1 { Ok(false) } else { Err(()) }
}

fn say(mut places: Vec<CellRef>, remarks: &mut Remarks) {
    if places.is_empty() {
        return;
    }
    places.sort();
    remarks.warning(
        DoubtCode::ImplausibleValue,
        places,
        Said::new(
            (
                "分摊比例不是 0 至 100% 之间的数，或无法确定是百分数还是小数，未采用。".into(),
                "shares that are no number from 0 to 100 %, or of which it is not clear whether they are in %, were not taken".into(),
            ),
            (
                "请在企业信息的产品中填写分摊比例。",
                "enter the shares with the products of the profile",
            ),
        ),
    );
}
