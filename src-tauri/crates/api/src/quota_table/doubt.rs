//! Doubts on a row of a table, as they come up.

use super::value::Number;
use crate::library::Field;
use shuiheng_audit::{Quota, Severity, Text};

/// A doubt on a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RowDoubt {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    /// The column, from 0; none where it is about the whole row.
    pub(crate) col: Option<u32>,
    pub(crate) message: Text,
}

/// Doubts of a row as they come up.
pub(super) struct Doubts(pub(super) Vec<RowDoubt>);

impl Doubts {
    pub(super) fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        col: Option<u32>,
        message: Text,
    ) {
        let col = col.filter(|col| *col != u32::MAX);
        self.0.push(RowDoubt { severity, code, col, message });
    }

    pub(super) fn error(&mut self, code: &'static str, col: Option<u32>, zh: String, en: String) {
        self.add(Severity::Error, code, col, Text::new(zh, en));
    }

    pub(super) fn warn(&mut self, code: &'static str, col: Option<u32>, zh: String, en: String) {
        self.add(Severity::Warning, code, col, Text::new(zh, en));
    }

    pub(super) fn note(&mut self, code: &'static str, col: Option<u32>, zh: String, en: String) {
        self.add(Severity::Note, code, col, Text::new(zh, en));
    }

    pub(super) fn of_number(&mut self, quota: &mut Quota, field: Field, col: u32, read: Number) {
        let name = field.zh();
        match read {
            Number::None | Number::Is(_) => {}
            Number::Written(number, written) => self.note(
                "number_as_text",
                Some(col),
                format!("{name}“{written}”为文本，按 {number} 读取"),
                format!("{written} is text; read as {number}"),
            ),
            Number::WithUnit(number, unit) => {
                if quota.unit.is_empty() {
                    quota.unit.clone_from(&unit);
                }
                self.note(
                    "number_as_text",
                    Some(col),
                    format!("{name}带单位，按 {number} {unit} 读取"),
                    format!("read as {number} {unit}"),
                );
            }
            Number::Formula(formula) if field == Field::Limit => quota.provenance.formula = formula,
            Number::Formula(written) | Number::Unreadable(written) => self.error(
                "not_a_number",
                Some(col),
                format!("{name}“{written}”不是单一数值"),
                format!("{written} is no single number"),
            ),
        }
    }
}
