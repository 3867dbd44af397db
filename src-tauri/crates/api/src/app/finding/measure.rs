//! Measures: made from what a finding suggests, or written by the auditor.

use crate::app::App;
use crate::loaded::{Loaded, label, put};
use crate::record::MeasureBody;
use crate::{Error, Result, view};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use shuiheng_audit::{GivenMeasure, GivenSaving, Price, Text, UnitId, suggested};
use shuiheng_store::Kind;
use std::collections::BTreeSet;
use std::str::FromStr;

impl App {
    /// Adds the measure that a finding suggests, with the finding's saving where it has one.
    ///
    /// # Errors
    /// No such finding, or it does not suggest that measure.
    pub fn add_measure(&self, id: &str, finding: &str, measure: &str) -> Result<view::Diagnosis> {
        let found = self.audited(id)?;
        let of = found
            .findings
            .iter()
            .find(|one| one.key == finding && one.measures.iter().any(|id| id == measure));
        let Some(of) = of else {
            return Err(Error::not_found(
                "该问题没有建议这一措施。",
                "the finding does not suggest that measure",
            ));
        };
        let made = suggested(String::new(), of, measure, &self.shipped.rules);
        let known = self.shipped.rules.measure(measure);
        let name = known.map(|known| known.name.clone()).unwrap_or_default();
        let what = label(format!("添加措施“{}”", name.zh), format!("Add the measure {}", name.en));
        self.change(id, what, 1, |loaded, draft, ids| {
            let order = loaded.measures.iter().map(|(_, body)| body.order + 1).max().unwrap_or(0);
            let body = MeasureBody { order, measure: made };
            put(draft, ids.next()?, Kind::Measure, loaded.scope(), body)
        })
    }

    /// Replaces the measures, all of them or nothing.
    ///
    /// # Errors
    /// A value that cannot be read: in which row, and what was found. Nothing is changed then.
    pub fn edit_measures(&self, id: &str, rows: &[view::Measure]) -> Result<view::Diagnosis> {
        let read: Vec<GivenMeasure> =
            rows.iter().enumerate().map(|(at, row)| read(at + 1, row)).collect::<Result<_>>()?;
        self.change(
            id,
            label("修改节水措施", "Edit the measures"),
            rows.len(),
            |loaded, draft, ids| {
                let mut kept = BTreeSet::new();
                for (order, mut measure) in read.into_iter().enumerate() {
                    let old = loaded.measures.iter().find(|(id, _)| id.to_string() == measure.id);
                    if let Some((_, old)) = old {
                        measure.prices.clone_from(&old.measure.prices);
                    }
                    let record = match old.filter(|(id, _)| !kept.contains(id)) {
                        Some((id, _)) => *id,
                        None => ids.next()?,
                    };
                    kept.insert(record);
                    measure.unit = measure.unit.filter(|unit| has_unit(loaded, unit));
                    measure.id.clear();
                    let order = u32::try_from(order).unwrap_or(u32::MAX);
                    put(
                        draft,
                        record,
                        Kind::Measure,
                        loaded.scope(),
                        MeasureBody { order, measure },
                    )?;
                }
                let mut gone = loaded.measures.iter().filter(|(id, _)| !kept.contains(id));
                gone.try_for_each(|(id, _)| Ok(draft.delete(*id)?))
            },
        )
    }
}

fn has_unit(loaded: &Loaded, unit: &UnitId) -> bool {
    loaded.units.iter().any(|(_, body)| body.unit.id == *unit)
}

fn refused(row: usize, field: (&str, &str), found: &str, wanted: (&str, &str)) -> Error {
    Error::refused(
        Text::new(
            format!("节水措施没有修改。第 {row} 行“{}”填写的“{found}”无法识别。", field.0),
            format!("the measures were not changed: row {row}, {}: {found}", field.1),
        ),
        Text::new(format!("请填写{}；不详时留空。", wanted.0), format!("enter {}", wanted.1)),
    )
}

fn read(row: usize, typed: &view::Measure) -> Result<GivenMeasure> {
    let number = ("不小于 0 的数", "a number from 0 up");
    let money = |field: (&str, &str), text: &Option<String>| match text.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => Decimal::from_str(&text.replace([',', '，'], ""))
            .ok()
            .filter(|amount| *amount >= Decimal::ZERO)
            .map(Some)
            .ok_or_else(|| refused(row, field, text, number)),
    };
    let todo = typed.todo.trim();
    if todo.is_empty() {
        return Err(refused(row, ("措施", "what to do"), "", ("措施内容", "what to do")));
    }
    let saving = match typed.saving_from.as_str() {
        "computed" => GivenSaving::Finding,
        "typed" => {
            let volume = typed.saving.filter(|volume| volume.is_finite() && *volume >= 0.0);
            let volume = volume.ok_or_else(|| refused(row, ("节水量", "saving"), "", number))?;
            if typed.basis.trim().is_empty() {
                return Err(refused(
                    row,
                    ("节水量依据", "what the saving rests on"),
                    "",
                    ("计算或实测依据；没有依据的节水量按“待论证”处理", "what the saving rests on"),
                ));
            }
            GivenSaving::Typed { volume, basis: typed.basis.trim().to_owned() }
        }
        _ => GivenSaving::Unknown,
    };
    Ok(GivenMeasure {
        id: typed.id.clone(),
        finding: typed.finding.clone(),
        measure: typed.measure.clone(),
        unit: (!typed.unit.is_empty()).then(|| UnitId(typed.unit.as_str().into())),
        place: typed.place.trim().to_owned(),
        todo: todo.to_owned(),
        saving,
        stream: typed.stream.trim().to_owned(),
        prices: vec![Price::Water, Price::Discharge],
        investment: money(("投资", "investment"), &typed.investment)?,
        running: money(("运行费", "running costs"), &typed.running)?,
        difficulty: coded(row, ("难度", "difficulty"), &typed.difficulty)?,
        kind: coded(row, ("类型", "kind"), &typed.kind)?,
        timing: coded(row, ("时序", "timing"), &typed.timing)?,
    })
}

fn coded<T: DeserializeOwned + Default>(row: usize, field: (&str, &str), code: &str) -> Result<T> {
    if code.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_value(serde_json::Value::String(code.to_owned()))
        .map_err(|_| refused(row, field, code, ("列出的选项", "one of the choices")))
}
