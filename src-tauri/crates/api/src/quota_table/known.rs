//! Rows of a table held against the library and against each other.

use super::doubt::{Doubts, RowDoubt};
use super::row::{ReadRow, RowState};
use super::term;
use crate::app::own_id;
use crate::library::Field;
use shuiheng_audit::{Library, Quota, Severity, Text, levels_in_order};
use std::collections::BTreeMap;

/// The same text but for signs: standards are written in many ways.
fn alike(one: &str, two: &str) -> bool {
    term::plain(one) == term::plain(two)
}

/// Gives each row its identity and says how it stands to the library's row.
pub(super) fn known(rows: &mut [ReadRow], mapped: &[Field], library: &Library) {
    let has_id: Vec<bool> = rows.iter().map(|row| !row.quota.id.is_empty()).collect();
    for row in rows.iter_mut() {
        let quota = &mut row.quota;
        let found = if quota.id.is_empty() {
            library.quotas.iter().find(|known| {
                known.kind == quota.kind
                    && known.unit == quota.unit
                    && alike(&known.standard, &quota.standard)
                    && alike(&known.product, &quota.product)
                    && alike(&known.condition, &quota.condition)
            })
        } else {
            library.quota(&quota.id)
        };
        if quota.id.is_empty() {
            quota.id = match found {
                Some(known) => known.id.clone(),
                None => own_id(&quota.standard, &quota.product, &quota.condition),
            };
        }
        let Some(known) = found else { continue };
        *quota = over(known, quota, mapped);
        if *quota == known.unconfirmed() {
            row.state = RowState::Same;
            continue;
        }
        let told = row.doubts.iter().any(|doubt| doubt.code == "out_of_order");
        if !told && !levels_in_order(quota) {
            let mut doubts = Doubts(std::mem::take(&mut row.doubts));
            doubts.error(
                "out_of_order",
                None,
                "与库中已有数值合在一起，各档次序有误".into(),
                "the levels are out of order together with those of the library".into(),
            );
            row.doubts = doubts.0;
        }
        row.state = RowState::Version;
        row.doubts.push(RowDoubt {
            severity: Severity::Warning,
            code: "differs_from_library",
            col: None,
            message: Text::new(
                format!("定额库中已有“{}”，内容不同；采用即作为新版本，原核实失效", quota.id),
                format!(
                    "the library has {} with other content; taking it over makes a new version",
                    quota.id
                ),
            ),
        });
    }
    // Several rows of one product and condition in different units are different rows.
    let ids: Vec<String> = rows.iter().map(|row| row.quota.id.clone()).collect();
    for (at, row) in rows.iter_mut().enumerate().filter(|(at, _)| !has_id[*at]) {
        let clash = ids[..at].contains(&row.quota.id);
        if clash && row.state == RowState::New && !row.quota.unit.is_empty() {
            row.quota.id = format!("{}-{}", row.quota.id, row.quota.unit);
        }
    }
}

/// The row with what the table has no column for, taken from the library's row.
fn over(known: &Quota, read: &Quota, mapped: &[Field]) -> Quota {
    let mut out = read.clone();
    for (field, ..) in Field::ALL {
        if mapped.contains(&field) {
            continue;
        }
        let mut from = known.clone();
        match field {
            Field::Kind => out.kind = known.kind,
            Field::Example => out.example = known.example,
            Field::Usage => out.usage.clone_from(&known.usage),
            field => {
                if let Some(level) = field.level(&mut from).copied() {
                    field.level(&mut out).into_iter().for_each(|place| *place = level);
                } else if let Some(day) = field.day(&mut from).copied() {
                    field.day(&mut out).into_iter().for_each(|place| *place = place.or(day));
                } else if let Some(text) = field.text(&mut from).cloned() {
                    let empty = field.text(&mut out).filter(|place| place.is_empty());
                    empty.into_iter().for_each(|place| place.clone_from(&text));
                }
            }
        }
    }
    out
}

/// A row whose identity an earlier one has.
pub(super) fn repeated(rows: &mut [ReadRow]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        let first = *seen.entry(row.quota.id.clone()).or_insert(row.line);
        if first != row.line {
            row.doubts.push(RowDoubt {
                severity: Severity::Error,
                code: "duplicate",
                col: None,
                message: Text::new(
                    format!("编号“{}”与第 {} 行重复", row.quota.id, first + 1),
                    format!("{} stands on line {} already", row.quota.id, first + 1),
                ),
            });
        }
    }
}
