//! F3, the register of water meters (计量水表配备情况表).

use super::{Form, FormCell, FormRow, codes, words};
use crate::compose::last_day;
use chrono::NaiveDate;
use shuiheng_audit::{Diagnosis, Meter};

/// The form: a meter a row; no row where the enterprise gave no register.
pub fn meters(diagnosis: &Diagnosis) -> Form {
    let last_day = last_day(diagnosis);
    let row = |(at, meter): (usize, &Meter)| {
        FormRow::data(vec![
            FormCell::count(at + 1),
            FormCell::written(&meter.number),
            meter.level.map_or(FormCell::Unknown, |level| FormCell::text(level.to_string())),
            FormCell::written(meter.parent.as_deref().unwrap_or_default()),
            FormCell::written(&meter.location),
            FormCell::written(&meter.measures),
            FormCell::written(&meter.accuracy),
            validity(meter, last_day),
            FormCell::yes_or_no(meter.online),
            FormCell::written(&meter.state),
        ])
    };
    Form {
        title: "水计量器具配备情况表",
        heads: vec![
            codes("序号"),
            words("水表编号"),
            codes("级别"),
            words("上级水表"),
            words("安装位置"),
            words("计量对象"),
            codes("准确度等级"),
            codes("检定有效期至"),
            codes("在线"),
            codes("状态"),
        ],
        rows: diagnosis.case.meters.iter().enumerate().map(row).collect(),
        none: "企业未提供水计量器具台账",
        ..Form::default()
    }
}

/// Until when its verification holds; that it does not is told.
fn validity(meter: &Meter, last_day: Option<NaiveDate>) -> FormCell {
    match meter.valid_until {
        None => FormCell::Unknown,
        Some(day) if last_day.is_some_and(|last| day < last) => {
            FormCell::Warning(format!("{day}（超期）"))
        }
        Some(day) => FormCell::text(day.to_string()),
    }
}
