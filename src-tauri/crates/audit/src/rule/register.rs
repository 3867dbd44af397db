//! Figures of the register of meters and of the list of equipment.

use super::facts::{Facts, Value};
use crate::Text;
use crate::{CellRef, Equipment, Meter};

/// Words in a meter's state that say that it does not measure.
const IDLE: [&str; 7] = ["停", "坏", "损", "故障", "拆", "倒", "不走"];

fn picked<'a>(facts: &Facts<'a>, name: &str) -> Option<Vec<&'a Meter>> {
    let case = facts.found.case;
    let last = case.profile.period.to.or(case.profile.period.from);
    let level = |wanted: u8| move |meter: &Meter| meter.level == Some(wanted);
    let wanted: Box<dyn Fn(&Meter) -> bool> = match name {
        "count" => Box::new(|_| true),
        "expired" | "expired_numbers" => {
            let last = last?;
            Box::new(move |meter| meter.valid_until.is_some_and(|valid| valid < last))
        }
        "undated" | "undated_numbers" => Box::new(|meter| meter.valid_until.is_none()),
        "idle" | "idle_numbers" => {
            Box::new(|meter| IDLE.iter().any(|word| meter.state.contains(word)))
        }
        "online" => {
            // A register that tells it of no meter does not tell it.
            if case.meters.iter().all(|meter| meter.online.is_none()) {
                return None;
            }
            Box::new(|meter| meter.online == Some(true))
        }
        "level_1" => Box::new(level(1)),
        "level_2" => Box::new(level(2)),
        "level_3" => Box::new(level(3)),
        "loose" => Box::new(|meter| {
            matches!(meter.level, Some(2 | 3))
                && meter.parent.as_deref().is_none_or(|above| above.trim().is_empty())
        }),
        "unclassed" => Box::new(|meter| meter.accuracy.trim().is_empty()),
        _ => return None,
    };
    Some(case.meters.iter().filter(|meter| wanted(meter)).collect())
}

fn equipment<'a>(facts: &Facts<'a>, name: &str) -> Option<Vec<&'a Equipment>> {
    let list = &facts.found.case.ledgers.equipment;
    let wanted: fn(&Equipment) -> bool = match name {
        "count" => |_| true,
        "retired" | "retired_names" => |one| one.retired == Some(true),
        "unsaving" => |one| one.water_saving == Some(false),
        _ => return None,
    };
    Some(list.iter().filter(|one| wanted(one)).collect())
}

/// A few names, and how many there are where there are more.
fn listed<'t>(names: impl Iterator<Item = &'t str>) -> Value {
    const SHOWN: usize = 8;
    let names: Vec<&str> = names.collect();
    let first = |with: &str| names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(with);
    let all = names.len();
    let (zh, en) = (first("、"), first(", "));
    Value::Word(if all > SHOWN {
        Text::new(format!("{zh}等{all}项"), format!("{en}, {all} in all"))
    } else {
        Text::new(zh, en)
    })
}

pub(super) fn value(facts: &Facts<'_>, family: &str, name: &str) -> Option<Value> {
    if family == "equipment" {
        let found = equipment(facts, name)?;
        return Some(if name == "retired_names" {
            listed(found.iter().map(|one| one.name.as_str()))
        } else {
            Value::Number(found.len() as f64)
        });
    }
    if name == "last_day" {
        let period = &facts.found.case.profile.period;
        return period.to.or(period.from).map(|day| Value::word(day.to_string()));
    }
    let found = picked(facts, name)?;
    Some(if name == "expired_numbers" {
        let numbers: Vec<&str> = found.iter().map(|meter| meter.number.as_str()).collect();
        Value::Word(Text::new(numbers.join("、"), numbers.join(", ")))
    } else if name.ends_with("_numbers") {
        listed(found.iter().map(|meter| meter.number.as_str()))
    } else {
        Value::Number(found.len() as f64)
    })
}

pub(super) fn cells(facts: &Facts<'_>, family: &str, name: &str) -> Vec<CellRef> {
    if family == "equipment" {
        let found = equipment(facts, name).unwrap_or_default();
        return found.iter().filter_map(|one| one.place.clone()).collect();
    }
    let found = picked(facts, name).unwrap_or_default();
    found.iter().filter_map(|meter| meter.place.clone()).collect()
}
