//! The register of meters as a person writes it.

use crate::loaded::{Kept, Loaded, put};
use crate::record::MeterBody;
use crate::{Error, Result, view};
use chrono::NaiveDate;
use shuiheng_audit::{Meter, Text};
use shuiheng_store::{Draft, Kind, RecordId};
use std::collections::BTreeSet;
use std::str::FromStr;

/// Cells that are named in one message.
const NAMED: usize = 5;

/// The levels of a meter: 用水单位, 次级用水单位, 主要用水设备.
const LEVELS: std::ops::RangeInclusive<u8> = 1..=3;

/// A meter as typed, and the record that it is; of none where it is new.
pub(super) struct Typed {
    record: String,
    meter: Meter,
}

/// A cell that cannot be: its row from 1, the name of its column, and what is wrong with it.
struct Wrong {
    row: usize,
    column: (&'static str, &'static str),
    fault: Text,
}

/// Reads what was typed.
///
/// # Errors
/// Values that cannot be, each named by its row and column.
pub(super) fn read(meters: &[view::Meter]) -> Result<Vec<Typed>> {
    let mut wrong = Vec::new();
    let typed = meters.iter().enumerate().map(|(at, meter)| one(at + 1, meter, &mut wrong));
    let typed = typed.collect();
    if wrong.is_empty() { Ok(typed) } else { Err(refused(&wrong)) }
}

fn one(row: usize, typed: &view::Meter, wrong: &mut Vec<Wrong>) -> Typed {
    if typed.level.is_some_and(|level| !LEVELS.contains(&level)) {
        let fault = Text::new("只有一级、二级和三级", "there are levels 1, 2 and 3");
        wrong.push(Wrong { row, column: ("级别", "level"), fault });
    }
    let day = typed.valid_until.as_deref().map(str::trim).filter(|day| !day.is_empty());
    let valid_until = day.and_then(|day| {
        let read = NaiveDate::from_str(day).ok();
        if read.is_none() {
            let zh = format!("“{day}”不是日期（年-月-日）");
            let fault = Text::new(zh, format!("{day} is no day (year-month-day)"));
            wrong.push(Wrong { row, column: ("检定有效期至", "valid until"), fault });
        }
        read
    });
    let meter = Meter {
        number: typed.number.trim().to_owned(),
        level: typed.level,
        parent: typed
            .parent
            .as_deref()
            .map(str::trim)
            .filter(|parent| !parent.is_empty())
            .map(str::to_owned),
        location: typed.location.trim().to_owned(),
        measures: typed.measures.trim().to_owned(),
        accuracy: typed.accuracy.trim().to_owned(),
        valid_until,
        online: typed.online,
        state: typed.state.trim().to_owned(),
        place: None,
    };
    if meter == Meter::default() && day.is_none() {
        let fault = Text::new("整行为空", "the row is empty");
        wrong.push(Wrong { row, column: ("编号", "number"), fault });
    }
    Typed { record: typed.id.clone(), meter }
}

fn refused(wrong: &[Wrong]) -> Error {
    let zh = |each: &Wrong| format!("第 {} 行“{}”：{}", each.row, each.column.0, each.fault.zh);
    let en = |each: &Wrong| format!("row {}, {}: {}", each.row, each.column.1, each.fault.en);
    let named = |say: &dyn Fn(&Wrong) -> String, joint: &str| {
        wrong.iter().take(NAMED).map(say).collect::<Vec<_>>().join(joint)
    };
    let (more_zh, more_en) = if wrong.len() > NAMED {
        (format!("；等 {} 处", wrong.len()), format!("; {} cells in all", wrong.len()))
    } else {
        (String::new(), String::new())
    };
    Error::refused(
        Text::new(
            format!("计量器具台账没有修改。{}{more_zh}。", named(&zh, "；")),
            format!("the register was not changed: {}{more_en}", named(&en, "; ")),
        ),
        Text::new(
            "修正这些单元格；不详的留空。",
            "correct these cells; leave out what is not known",
        ),
    )
}

/// Writes the register: meters keep their records, those that are missing go.
pub(super) fn put_all(
    loaded: &Loaded,
    draft: &mut Draft<'_>,
    typed: Vec<Typed>,
    new_id: &mut dyn FnMut() -> Result<RecordId>,
) -> Result<()> {
    let mut kept = BTreeSet::new();
    for (order, Typed { record, mut meter }) in typed.into_iter().enumerate() {
        let old = of_record(&loaded.meters, &record).filter(|(id, _)| !kept.contains(id));
        if let Some((_, old)) = old.filter(|(_, old)| old.meter.number == meter.number) {
            meter.place.clone_from(&old.meter.place);
        }
        let id = match old {
            Some((id, _)) => *id,
            None => new_id()?,
        };
        kept.insert(id);
        let body = MeterBody { order: order as u32, meter };
        put(draft, id, Kind::Meter, loaded.scope(), body)?;
    }
    let mut gone = loaded.meters.iter().filter(|(id, _)| !kept.contains(id));
    gone.try_for_each(|(id, _)| Ok(draft.delete(*id)?))
}

fn of_record<'m>(meters: &'m [Kept<MeterBody>], record: &str) -> Option<&'m Kept<MeterBody>> {
    meters.iter().find(|(id, _)| id.to_string() == record)
}
