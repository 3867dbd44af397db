//! A diagnosis against its answer: every unit, every figure, the whole.

use crate::answer::{Answer, Figure, Figures, Unit};
use crate::doubts;
use crate::quantity::QUANTITIES;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// All in which a document differs from its answer.
pub(crate) fn faults(answer: &Answer, document: &Value) -> Vec<String> {
    let mut faults = units(answer, document);
    faults.extend(figures("全厂", &answer.site, &document["totals"]));
    for (name, wanted) in &answer.facts {
        faults.extend(fact(name, wanted, document));
    }
    faults.extend(doubts::faults(answer, document));
    faults
}

/// A unit's name and that of the one above it.
type Key<'d> = (&'d str, &'d str);

fn found_units(document: &Value) -> BTreeMap<Key<'_>, Vec<&Value>> {
    let units = document["units"].as_array().unwrap();
    let names: BTreeMap<&str, &str> = units
        .iter()
        .map(|unit| (unit["id"].as_str().unwrap(), unit["name"].as_str().unwrap()))
        .collect();
    let mut found: BTreeMap<Key<'_>, Vec<&Value>> = BTreeMap::new();
    for unit in units {
        let parent = unit["parent"].as_str().and_then(|id| names.get(id)).copied();
        let key = (parent.unwrap_or_default(), unit["name"].as_str().unwrap());
        found.entry(key).or_default().push(unit);
    }
    found
}

fn units(answer: &Answer, document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut found = found_units(document);
    for wanted in &answer.units {
        let what = title(&wanted.parent, &wanted.name);
        let key = (wanted.parent.as_str(), wanted.name.as_str());
        match found.get_mut(&key).filter(|units| !units.is_empty()) {
            None => faults.push(format!("缺少单元 {what}")),
            Some(units) => faults.extend(unit(&what, wanted, units.remove(0))),
        }
    }
    let parents: BTreeSet<&str> = answer.units.iter().map(|unit| unit.parent.as_str()).collect();
    for ((parent, name), units) in found {
        for unit in units {
            // Sums of others need no row of their own; that they stand above is told there.
            if !(unit["sum_of_children"] == true && parents.contains(name)) {
                faults.push(format!("多出单元 {} {}", title(parent, name), unit["values"]));
            }
        }
    }
    faults
}

fn title(parent: &str, name: &str) -> String {
    if parent.is_empty() { format!("“{name}”") } else { format!("“{parent}/{name}”") }
}

fn unit(what: &str, wanted: &Unit, found: &Value) -> Vec<String> {
    let mut faults = figures(what, &wanted.figures, &found["values"]);
    let category = match found["category"].as_str() {
        Some("main") => "主要生产",
        Some("auxiliary") => "辅助生产",
        Some("attached") => "附属生产",
        _ => "",
    };
    if let Some(wanted) = wanted.category.as_deref().filter(|wanted| *wanted != category) {
        faults.push(format!("{what} 类别：“{category}”，应为“{wanted}”"));
    }
    faults
}

fn figures(what: &str, wanted: &Figures, found: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for quantity in &QUANTITIES {
        let wanted = wanted.get(quantity.zh).copied().unwrap_or(Figure::Absent);
        let found = quantity.of(found);
        let good = match (wanted, found) {
            (Figure::Absent, None) => true,
            (Figure::Absent, Some(value)) => value.as_f64() == Some(0.0),
            (Figure::Unknown, value) => value.is_some_and(Value::is_null),
            (Figure::Known(wanted), Some(value)) => same(value, wanted),
            (Figure::Known(wanted), None) => wanted == 0.0,
        };
        if !good {
            let shown = found.map_or("没有".into(), Value::to_string);
            faults.push(format!("{what} {}：{shown}，应为 {}", quantity.zh, words(wanted)));
        }
    }
    faults
}

fn same(value: &Value, wanted: f64) -> bool {
    value.as_f64().is_some_and(|value| (value - wanted).abs() <= 1e-6 * wanted.abs().max(1e-3))
}

fn words(figure: Figure) -> String {
    match figure {
        Figure::Absent => "空".into(),
        Figure::Unknown => "不详".into(),
        Figure::Known(value) => value.to_string(),
    }
}

/// What is told of the whole beside figures.
fn fact(name: &str, wanted: &str, document: &Value) -> Option<String> {
    let (totals, period) = (&document["totals"], &document["period"]);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let found = match name {
        "企业" => document["enterprise"].as_str().unwrap_or_default().to_owned(),
        "测试期" => format!("{} 至 {}", text(&period["from"]), text(&period["to"])),
        "年运行天数" => return number(name, wanted, &period["operating_days"]),
        "全厂外排水量" => return number(name, wanted, &totals["external_discharge"]),
        "全厂重复利用率" => return rate(name, wanted, &totals["reuse_rate_pct"]),
        "产品" => return listed(name, wanted, &document["products"]),
        "水表" => document["meters"].to_string(),
        "工作表" | "计量单位" => return sheet(name, wanted, document),
        _ => return Some(format!("答案中的“{name}”没有对照")),
    };
    (found != wanted).then(|| format!("{name}：“{found}”，应为“{wanted}”"))
}

fn number(name: &str, wanted: &str, found: &Value) -> Option<String> {
    let good = match wanted.parse::<f64>() {
        Ok(wanted) => same(found, wanted),
        Err(_) => wanted == "不详" && found.is_null(),
    };
    (!good).then(|| format!("{name}：{found}，应为 {wanted}"))
}

/// A rate that is written with so many decimals is compared with so many.
fn rate(name: &str, wanted: &str, found: &Value) -> Option<String> {
    let plain = wanted.trim_end_matches('%').trim();
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let slack = 0.5 * 10f64.powi(-i32::try_from(decimals).unwrap()) + 1e-9;
    let good = match plain.parse::<f64>() {
        Ok(wanted) => found.as_f64().is_some_and(|found| (found - wanted).abs() <= slack),
        Err(_) => wanted == "不详" && found.is_null(),
    };
    (!good).then(|| format!("{name}：{found}，应为 {wanted}"))
}

fn listed(name: &str, wanted: &str, found: &Value) -> Option<String> {
    let shown: Vec<&str> = found.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    (!shown.contains(&wanted)).then(|| format!("{name}：{shown:?} 中没有“{wanted}”"))
}

/// `总表=summary`: a sheet and its role, or its unit of measure.
fn sheet(fact: &str, wanted: &str, document: &Value) -> Option<String> {
    let (name, wanted) = wanted.rsplit_once('=')?;
    let sheets = document["source"][0]["sheets"].as_array().unwrap();
    let Some(sheet) = sheets.iter().find(|sheet| sheet["name"] == name.trim()) else {
        return Some(format!("没有工作表“{name}”"));
    };
    let key = if fact == "工作表" { "role" } else { "unit_of_measure" };
    let found = &sheet[key];
    (found != wanted.trim())
        .then(|| format!("{fact} {name}：{found}，应为 {wanted}（{}）", sheet["reason"]))
}
