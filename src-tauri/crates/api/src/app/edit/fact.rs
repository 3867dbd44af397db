//! Facts of units and uncertainties of figures as a person types them.

use super::App;
use crate::loaded::{Loaded, label, put};
use crate::record::{StreamBody, UnitBody};
use crate::{Error, Result, fact, view};
use shuiheng_audit::{FactCode, Item, Rate, Role, Text, UnitId};
use shuiheng_store::Kind;

/// The greatest relative uncertainty that makes sense, %.
const MOST_PCT: f64 = 100.0;

/// A relative standard uncertainty as it was typed, %; none: that of the way the figure was
/// obtained. Nothing that is measured is certain, so that it is above 0; a figure that is not
/// to be adjusted is held instead.
///
/// # Errors
/// It is not above 0 and up to 100.
pub(in crate::app) fn read_uncertainty(percent: Option<f64>) -> Result<Option<Rate>> {
    if percent.is_some_and(|percent| !(percent > 0.0 && percent <= MOST_PCT)) {
        return Err(Error::refused(
            Text::new(
                "相对标准不确定度应大于 0、不超过 100 %。",
                "a relative standard uncertainty is above 0 and up to 100 %",
            ),
            Text::new(
                "按取得方法填写（1σ），如水表 1.5；留空则按等级取值。",
                "enter it by the method, 1σ, or leave it empty",
            ),
        ));
    }
    Ok(percent.map(Rate::percent))
}

impl App {
    /// Sets a fact of a unit, or of the site where no unit is named, in the unit of measure of
    /// its code; none: not known.
    ///
    /// # Errors
    /// No such unit or fact, or a value that cannot be. Nothing is changed then.
    pub fn edit_fact(
        &self,
        id: &str,
        unit: &str,
        code: &str,
        value: Option<f64>,
    ) -> Result<view::Diagnosis> {
        let unit_id = UnitId(unit.into());
        let code = FactCode::from_code(code).ok_or_else(|| {
            Error::not_found(format!("没有“{code}”这一参数。"), format!("there is no fact {code}"))
        })?;
        if let Some(value) = value.filter(|value| fact::checked(code, *value, "").is_none()) {
            return Err(refused(code, value));
        }
        let what = label(format!("填写{}", code.zh()), format!("Enter {}", code.en()));
        if code.is_of_site() != unit.is_empty() {
            return Err(no_unit());
        }
        if code.is_of_site() {
            return self.change(id, what, 0, |loaded, draft, _| {
                let mut body = loaded.body.clone();
                match value.and_then(|value| fact::checked(code, value, "全厂")) {
                    Some(fact) => body.facts.put(fact),
                    None => body.facts.remove(code),
                }
                put(draft, loaded.id, Kind::Diagnosis, loaded.scope(), body)
            });
        }
        self.change(id, what, 0, |loaded, draft, _| {
            let (record, body) = loaded
                .units
                .iter()
                .find(|(_, body)| body.unit.id == unit_id)
                .ok_or_else(no_unit)?;
            let mut unit = body.unit.clone();
            match value.and_then(|value| fact::checked(code, value, &unit.name)) {
                Some(fact) => unit.facts.put(fact),
                None => unit.facts.remove(code),
            }
            put(draft, *record, Kind::Unit, loaded.scope(), UnitBody { order: body.order, unit })
        })
    }

    /// Sets the relative standard uncertainty of a unit's figure, %; none: that of the way
    /// it was obtained.
    ///
    /// # Errors
    /// No such unit, no such figure or several that make it up, or a value out of range.
    pub fn edit_uncertainty(
        &self,
        id: &str,
        unit: &str,
        item: &str,
        percent: Option<f64>,
    ) -> Result<view::Diagnosis> {
        let unit_id = UnitId(unit.into());
        let uncertainty = read_uncertainty(percent)?;
        let item = Item::from_code(item).ok_or_else(no_figure)?;
        let what = label("修改不确定度", "Edit an uncertainty");
        self.change(id, what, 0, |loaded, draft, _| {
            let (record, body) = only(loaded, &unit_id, item).ok_or_else(no_figure)?;
            let mut stream = body.stream.clone();
            let figure = stream.figure.as_mut().ok_or_else(no_figure)?;
            figure.uncertainty = uncertainty;
            put(draft, record, Kind::Stream, loaded.scope(), StreamBody { stream, ..body.clone() })
        })
    }
}

/// The only stream that is that quantity of the unit.
fn only<'a>(
    loaded: &'a Loaded,
    unit: &UnitId,
    item: Item,
) -> Option<(shuiheng_store::RecordId, &'a StreamBody)> {
    let role = |id: &UnitId| {
        let found = loaded.units.iter().find(|(_, body)| body.unit.id == *id);
        found.map_or(Role::Use, |(_, body)| body.unit.role)
    };
    let mut found =
        loaded.streams.iter().filter(|(_, body)| body.stream.item_for(unit, role) == Some(item));
    match (found.next(), found.next()) {
        (Some((record, body)), None) => Some((*record, body)),
        _ => None,
    }
}

fn no_unit() -> Error {
    Error::not_found("找不到该用水单元。", "there is no such unit")
}

fn no_figure() -> Error {
    Error::not_found(
        "找不到该项水量，或该项由几个数值相加而成。",
        "there is no such figure, or several make it up",
    )
}

fn refused(code: FactCode, value: f64) -> Error {
    Error::refused(
        Text::new(
            format!("{}填写的“{value}”不可能。", code.zh()),
            format!("{} cannot be {value}", code.en()),
        ),
        Text::new(
            format!("请填写不小于 0 的数{}；不详时留空。", measure(code)),
            "enter a number from 0 up, or nothing where it is not known",
        ),
    )
}

fn measure(code: FactCode) -> String {
    match code.unit() {
        "" => String::new(),
        unit => format!("（{}）", crate::present::printed_unit(unit, shuiheng_audit::Lang::Zh)),
    }
}
