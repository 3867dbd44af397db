//! Lists of equipment and fixtures that use water.

use super::super::label::{is_note, total_name};
use super::super::measure::Measure;
use super::super::register::yes_or_no;
use super::super::text::{one_line, tidy};
use super::super::word::Word;
use super::cell::{Content, Doubtful};
use super::find::Found;
use super::list::List;
use super::term::Term;
use rust_decimal::prelude::ToPrimitive as _;
use shuiheng_audit::{Equipment, RatedFlow};

/// Reads a list of equipment.
pub(super) fn equipment(found: &Found<'_>, doubtful: &mut Doubtful) -> Vec<Equipment> {
    let list = List::new(&found.block);
    let by_word = |asked: Word| {
        let mut columns = found.block.columns.iter();
        columns.find(|raw| raw.heading.word == Some(asked)).map(|raw| raw.heading.col)
    };
    let name = list.col(Term::EquipmentName).or_else(|| by_word(Word::Name));
    let location = list.col(Term::Location).or_else(|| by_word(Word::Parent));
    let mut found = Vec::new();
    for &at in &list.block.lines {
        let named = list.text(at, name);
        if named.is_empty()
            || is_note(&named)
            || total_name(&named).is_some()
            || list.block.grid.lines[at].cells.len() < 2
        {
            continue;
        }
        let mut number = |term: Term| {
            let col = list.col(term)?;
            match doubtful.figure(list.cell(at, Some(col)), || list.place(at, col)) {
                Content::Figure(value) => value.to_f64(),
                Content::Blank | Content::Nothing | Content::Unread => None,
            }
        };
        let (count, design, measured) =
            (number(Term::Count), number(Term::Design), number(Term::Measured));
        let flow = |value: Option<f64>, term: Term| {
            Some(RatedFlow { value: value?, unit: unit(&list, list.col(term)) })
        };
        let (water_saving, retired) = judged(&list, at);
        found.push(Equipment {
            model: list.text(at, list.col(Term::Model)),
            count,
            location: list.text(at, location),
            purpose: list.text(at, list.col(Term::Use)),
            design: flow(design, Term::Design),
            measured: flow(measured, Term::Measured),
            hours: hours(&list, at),
            water_saving,
            retired,
            state: list.text(at, list.col(Term::State)),
            place: name.map(|col| list.place(at, col)),
            name: named,
        });
    }
    found
}

fn unit(list: &List<'_, '_>, col: Option<u32>) -> Option<shuiheng_audit::FlowUnit> {
    let heading = &list.raw(col?)?.heading;
    match heading.measure.as_ref().map(|found| found.0.with_span(heading.span)) {
        Some(Measure::Flow(unit)) => Some(unit),
        _ => None,
    }
}

/// How long it runs, with the unit of the header behind it.
fn hours(list: &List<'_, '_>, at: usize) -> String {
    let col = list.col(Term::Hours);
    let text = list.text(at, col);
    let unit = col
        .and_then(|col| list.raw(col))
        .and_then(|raw| raw.heading.measure.as_ref())
        .map(|found| found.1.clone());
    match unit {
        Some(unit) if !text.is_empty() && text.parse::<f64>().is_ok() => format!("{text} {unit}"),
        _ => text,
    }
}

/// Whether it is a water-saving model, and whether it is to be retired, as the row says.
fn judged(list: &List<'_, '_>, at: usize) -> (Option<bool>, Option<bool>) {
    let own = |term: Term| {
        let text = list.text(at, list.col(term));
        let key = tidy(&one_line(&text));
        let key = key.trim_end_matches('型').to_owned();
        match key.as_str() {
            "" | "/" => None,
            dashes if dashes.chars().all(|c| c == '-') => None,
            "节水" | "淘汰" | "属于" | "是(节水)" => Some(true),
            "非节水" | "普通" | "不属于" | "非淘汰" | "未淘汰" | "不是" => {
                Some(false)
            }
            _ => yes_or_no(&text),
        }
    };
    let both = tidy(&list.text(at, list.col(Term::SavingOrRetired)));
    let saving = own(Term::Saving).or(match both.as_str() {
        "节水型" | "节水" => Some(true),
        "非节水型" => Some(false),
        _ => None,
    });
    let retired = own(Term::Retired).or_else(|| both.contains("淘汰").then_some(true));
    (saving, retired)
}
