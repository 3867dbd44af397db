//! Which fields of a record a change changed.

use super::label::{Form, Label, Labels};
use super::subject::Names;
use super::value::{NOTHING, Printer, is_nothing};
use crate::view;
use serde_json::Value;
use shuiheng_audit::Lang;
use shuiheng_store::Kind;
use std::collections::BTreeMap;

/// The fields of a record that differ before and after, in the order of the table of fields,
/// each with its name and both values in words. A record that was made or removed has nothing
/// before or after.
pub(crate) fn fields(
    (labels, names): (&Labels, &Names),
    kind: Kind,
    (before, after): (Option<&Value>, Option<&Value>),
    lang: Lang,
) -> Vec<view::LoggedField> {
    let printer = Printer { labels, names, lang };
    let (mut was, mut is) = (BTreeMap::new(), BTreeMap::new());
    for (body, all) in [(before, &mut was), (after, &mut is)] {
        if let Some(body) = body {
            leaves(labels, kind, "", body, all);
        }
    }
    let (before, after) = (was, is);
    let mut paths: Vec<&String> = before.keys().chain(after.keys()).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut told: Vec<(usize, view::LoggedField)> = Vec::new();
    for path in paths {
        let (was, is) = (before.get(path), after.get(path));
        if same(was.copied(), is.copied()) {
            continue;
        }
        let unnamed = Label {
            name: shuiheng_audit::Text::new(path.clone(), path.clone()),
            unit: String::new(),
            form: Form::Plain,
            order: usize::MAX,
        };
        let label = labels.closest(kind, path).unwrap_or(&unnamed);
        if label.form == Form::Hidden {
            continue;
        }
        told.push((label.order, field(&printer, label, (was.copied(), is.copied()))));
    }
    told.sort_by_key(|(order, _)| *order);
    told.into_iter().map(|(_, field)| field).collect()
}

/// A value of a field in words, as far as a single record tells it: what is below the field
/// is told as it is stored.
pub(crate) fn worded(
    labels: &Labels,
    kind: Kind,
    (field, value): (&str, &Value),
    lang: Lang,
) -> String {
    let stored = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let names = Names::default();
    let printer = Printer { labels, names: &names, lang };
    match labels.own(kind, field) {
        Some(label) if !value.is_object() || label.form.is_whole() => printer.value(label, value),
        _ => stored(),
    }
}

fn field(
    printer: &Printer<'_>,
    label: &Label,
    (was, is): (Option<&Value>, Option<&Value>),
) -> view::LoggedField {
    let print = |value: Option<&Value>| {
        value.map_or_else(|| NOTHING.to_owned(), |value| printer.value(label, value))
    };
    let (before, mut after) = (print(was), print(is));
    if before == after {
        // What is told alike and yet differs: its digits, or what is below it.
        after.push_str(if printer.lang == Lang::Zh { "（内容有变）" } else { " (changed)" });
    }
    view::LoggedField { field: label.name.get(printer.lang).to_owned(), before, after }
}

/// The values of a body by the way to them. Fields that are printed whole are not entered.
fn leaves<'v>(
    labels: &Labels,
    kind: Kind,
    path: &str,
    value: &'v Value,
    all: &mut BTreeMap<String, &'v Value>,
) {
    match value {
        Value::Object(fields)
            if labels.own(kind, path).is_none_or(|label| !label.form.is_whole()) =>
        {
            for (name, below) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                leaves(labels, kind, &path, below, all);
            }
        }
        other => {
            all.insert(path.to_owned(), other);
        }
    }
}

/// True where two values say the same: nothing is nothing however it is written, and a field
/// that an older program did not have is as good as no.
fn same(one: Option<&Value>, two: Option<&Value>) -> bool {
    let said = |value: Option<&Value>| value.filter(|value| !is_nothing(value)).cloned();
    match (said(one), said(two)) {
        (None, Some(Value::Bool(false))) | (Some(Value::Bool(false)), None) => true,
        (one, two) => one == two,
    }
}
