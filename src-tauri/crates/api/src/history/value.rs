//! A value in words.

use super::label::{Form, Label, Labels};
use super::subject::Names;
use serde::Deserialize;
use serde_json::Value;
use shuiheng_audit::{CellRef, Counted, Fact, Lang, Origin, Place, trimmed};

/// At most so many decimals are printed; a figure that was typed has fewer.
const DIGITS: u32 = 4;

/// What stands where nothing is known.
pub(super) const NOTHING: &str = "—";

/// What a value is printed by.
pub(super) struct Printer<'a> {
    pub(super) labels: &'a Labels,
    pub(super) names: &'a Names,
    pub(super) lang: Lang,
}

/// True where a value says nothing: not known is no value.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

impl Printer<'_> {
    /// A value of a field with its unit.
    pub(super) fn value(&self, label: &Label, value: &Value) -> String {
        if is_nothing(value) {
            return NOTHING.into();
        }
        match &label.form {
            Form::Share => self.share(value),
            Form::Unit => self.each(value, |item| self.names.unit(item)),
            Form::Code(set) => self.each(value, |item| self.labels.word(set, item, self.lang)),
            Form::Count => self.count(value),
            Form::Facts => self.facts(value),
            Form::Origin => self.origin(value),
            Form::Cell => CellRef::deserialize(value).map_or(NOTHING.into(), |at| at.to_string()),
            Form::Place => self.place(value),
            Form::Counted => Counted::deserialize(value).map_or_else(
                |_| self.plain(value),
                |counted| self.said(&counted.zh(), &counted.code().replace(['_', '.'], " ")),
            ),
            Form::Quota => self.quota(value),
            Form::Set => self.said("已设定", "set"),
            Form::Plain | Form::Hidden => {
                let text = self.plain(value);
                if label.unit.is_empty() { text } else { format!("{text} {}", label.unit) }
            }
        }
    }

    fn said(&self, zh: &str, en: &str) -> String {
        match self.lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    /// A value as it was given.
    fn plain(&self, value: &Value) -> String {
        match value {
            Value::Null => NOTHING.into(),
            Value::Bool(true) => self.said("是", "yes"),
            Value::Bool(false) => self.said("否", "no"),
            Value::Number(number) => {
                number.as_f64().map_or_else(|| number.to_string(), |value| figure(value, DIGITS))
            }
            Value::String(text) => text.clone(),
            Value::Array(items) => self.joined(items.iter().map(|item| self.plain(item))),
            Value::Object(_) => self.said("已设定", "set"),
        }
    }

    fn joined(&self, parts: impl Iterator<Item = String>) -> String {
        parts.collect::<Vec<_>>().join(&self.said("、", ", "))
    }

    /// A text, or each of several, in words.
    fn each(&self, value: &Value, word: impl Fn(&str) -> String) -> String {
        match value {
            Value::String(text) => word(text),
            Value::Array(items) => {
                self.joined(items.iter().map(|item| item.as_str().map_or(NOTHING.into(), &word)))
            }
            other => self.plain(other),
        }
    }

    fn share(&self, value: &Value) -> String {
        value.as_f64().map_or_else(
            || self.plain(value),
            |share| format!("{} %", figure(share * 100.0, DIGITS)),
        )
    }

    fn count(&self, value: &Value) -> String {
        let count = value.as_array().map_or(1, Vec::len);
        self.said(&format!("{count} 项"), &format!("{count}"))
    }

    fn facts(&self, value: &Value) -> String {
        let Ok(facts) = Vec::<Fact>::deserialize(value) else { return self.count(value) };
        self.joined(facts.iter().map(|fact| {
            let name = self.said(fact.code.zh(), fact.code.en());
            format!("{name} {} {}", figure(fact.value, DIGITS), fact.code.unit()).trim().to_owned()
        }))
    }

    fn origin(&self, value: &Value) -> String {
        let Ok(origin) = Origin::deserialize(value) else { return self.plain(value) };
        match &origin {
            Origin::Cells { cells } => self.joined(cells.iter().map(ToString::to_string)),
            Origin::Entry { .. } => self.said("人工录入", "typed in"),
            Origin::Computed { formula, .. } => {
                format!("{}{formula}", self.said("计算：", "computed: "))
            }
            Origin::Assumed { reason, .. } => {
                format!("{}{reason}", self.said("假定：", "assumed: "))
            }
        }
    }

    fn place(&self, value: &Value) -> String {
        match Place::deserialize(value) {
            Ok(Place::Unit(id)) => self.names.unit(&id.0),
            Ok(place) => place.name().get(self.lang).to_owned(),
            Err(_) => self.plain(value),
        }
    }

    fn quota(&self, value: &Value) -> String {
        let text = |field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default();
        format!("{} {}", text("standard"), text("product")).trim().to_owned()
    }
}

/// A figure without digits that only the computer knows; in full where so few would hide it.
fn figure(value: f64, digits: u32) -> String {
    let short = trimmed(value, digits);
    if short.trim_start_matches('-') == "0" && value != 0.0 { format!("{value}") } else { short }
}
