//! What a cell of a web table holds.

use super::piece::Attributes;
use crate::read::csv_table;
use crate::workbook::Cell;

/// A cell's attributes that say more than what is shown.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The number behind the one that is shown; empty where they are the same.
    number: Option<String>,
    formula: Option<String>,
    is_text: bool,
    is_error: bool,
}

impl Head {
    /// The attributes that Excel, WPS and LibreOffice write.
    pub(super) fn of(attributes: Attributes<'_>) -> Self {
        let value = |name| attributes.value(name).map(std::borrow::Cow::into_owned);
        Self {
            number: value("x:num").or_else(|| value("sdval")),
            formula: value("x:fmla"),
            is_text: attributes.value("x:str").is_some(),
            is_error: attributes.value("x:err").is_some(),
        }
    }

    /// The content of a cell that shows this text.
    ///
    /// The number behind it is taken only where a number is shown: a date has one as well,
    /// and of a percentage it would say a hundredth.
    pub(super) fn content(self, shown: String) -> Cell {
        if shown.is_empty()
            && let Some(formula) = self.formula
        {
            return Cell::Uncomputed(formula.trim_start_matches('=').into());
        }
        if self.is_error {
            return Cell::Error(shown.into());
        }
        if self.is_text {
            return Cell::Text(shown);
        }
        let behind = self.number.and_then(|number| {
            let as_shown: f64 = shown.replace([',', ' '], "").parse().ok()?;
            let exact = if number.is_empty() { Some(as_shown) } else { number.parse().ok() };
            exact.filter(|exact| exact.is_finite())
        });
        behind.map_or_else(|| csv_table::cell(&shown), Cell::Number)
    }
}
