//! The words of fields: every field of every record has a name, a unit and a way to be printed.

use crate::{Error, Result};
use serde::Deserialize;
use shuiheng_audit::{Lang, Text};
use shuiheng_store::Kind;
use std::collections::BTreeMap;

const LABELS: &str = include_str!("field_labels.csv");
const WORDS: &str = include_str!("code_words.csv");

/// How a field is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it was given.
    Plain,
    /// Not at all: orders, identities, digests.
    Hidden,
    /// A share, in %.
    Share,
    /// Units of water use, by name.
    Unit,
    /// A code of a set, in words.
    Code(String),
    /// How many there are.
    Count,
    /// Facts of a unit.
    Facts,
    /// Where a figure comes from.
    Origin,
    /// A cell.
    Cell,
    /// An end of a stream.
    Place,
    /// What a period counts.
    Counted,
    /// The row of the library that a product is judged by.
    Quota,
    /// Only that it is set.
    Set,
}

impl Form {
    fn of(text: &str) -> Option<Self> {
        Some(match text {
            "" => Self::Plain,
            "hide" => Self::Hidden,
            "share" => Self::Share,
            "unit" => Self::Unit,
            "count" => Self::Count,
            "facts" => Self::Facts,
            "origin" => Self::Origin,
            "cell" => Self::Cell,
            "place" => Self::Place,
            "counted" => Self::Counted,
            "quota" => Self::Quota,
            "set" => Self::Set,
            code => Self::Code(code.strip_prefix("code:")?.to_owned()),
        })
    }

    /// True where what is below the field is printed with it and not by itself.
    pub(super) const fn is_whole(&self) -> bool {
        !matches!(self, Self::Plain | Self::Code(_))
    }
}

/// What a field is called and how it is printed.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) name: Text,
    /// Unit of measure; empty for none.
    pub(super) unit: String,
    pub(super) form: Form,
    /// Its place in the table, which is the order in which fields are told.
    pub(super) order: usize,
}

/// The table of fields and the words of their codes.
pub(crate) struct Labels {
    fields: BTreeMap<(String, String), Label>,
    words: BTreeMap<(String, String), Text>,
}

impl Labels {
    /// The table that ships.
    ///
    /// # Errors
    /// It cannot be read: a fault of the build.
    pub(crate) fn shipped() -> Result<Self> {
        #[derive(Deserialize)]
        struct Row {
            kind: String,
            field: String,
            zh: String,
            en: String,
            unit: String,
            form: String,
        }
        #[derive(Deserialize)]
        struct Word {
            set: String,
            code: String,
            zh: String,
            en: String,
        }
        let mut fields = BTreeMap::new();
        for (order, row) in
            crate::library::rows::<Row>(LABELS, "field_labels.csv")?.into_iter().enumerate()
        {
            let form = Form::of(&row.form).ok_or_else(|| {
                Error::internal("field_labels.csv", format!("no form {}", row.form))
            })?;
            let label = Label { name: Text::new(row.zh, row.en), unit: row.unit, form, order };
            fields.insert((row.kind, row.field), label);
        }
        let words = crate::library::rows::<Word>(WORDS, "code_words.csv")?;
        let words =
            words.into_iter().map(|word| ((word.set, word.code), Text::new(word.zh, word.en)));
        Ok(Self { fields, words: words.collect() })
    }

    /// What a field is called, by its own row.
    pub(super) fn own(&self, kind: Kind, field: &str) -> Option<&Label> {
        self.fields.get(&(kind.name().to_owned(), field.to_owned()))
    }

    /// What a field is called, by its own row or that of the closest field above.
    pub(super) fn closest(&self, kind: Kind, field: &str) -> Option<&Label> {
        let mut at = field;
        loop {
            if let Some(label) = self.own(kind, at) {
                return Some(label);
            }
            at = at.rsplit_once('.')?.0;
        }
    }

    /// What a field is called, in words; as it is stored where nobody named it.
    pub(crate) fn name(&self, kind: Kind, field: &str, lang: Lang) -> String {
        self.closest(kind, field).map_or(field, |label| label.name.get(lang)).to_owned()
    }

    /// A code of a set in words; the code itself where the set does not have it.
    pub(super) fn word(&self, set: &str, code: &str, lang: Lang) -> String {
        let found = self.words.get(&(set.to_owned(), code.to_owned()));
        found.map_or(code, |text| text.get(lang)).to_owned()
    }

    #[cfg(test)]
    pub(super) fn codes(&self, set: &str) -> Vec<&str> {
        self.words.keys().filter(|(of, _)| of == set).map(|(_, code)| code.as_str()).collect()
    }

    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str, &Label)> {
        self.fields.iter().map(|((kind, field), label)| (kind.as_str(), field.as_str(), label))
    }
}
