//! What one cell of a sheet says, from its type, its style and its stored value.

use super::strings::unescaped;
use crate::read::moment::{Epoch, Meaning, iso};
use crate::workbook::Cell;

/// What the cells of a workbook refer to.
#[derive(Clone, Debug)]
pub(super) struct Values {
    /// Shared strings, once the tolerant reader has needed them.
    pub(super) strings: Option<Vec<String>>,
    /// The meaning of each cell style.
    pub(super) styles: Vec<Meaning>,
    /// The calendar.
    pub(super) epoch: Epoch,
    /// True where the stored results of formulas may be nobody's.
    pub(super) recalculate: bool,
}

/// How a cell's value is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stored {
    /// A number, or a date by its style.
    #[default]
    Number,
    /// An index into the shared strings.
    Shared,
    /// Text beside a formula.
    FormulaText,
    /// Text in the cell.
    Inline,
    /// True or false.
    Bool,
    /// An error.
    Error,
    /// A date in ISO 8601.
    Date,
    /// A type that the format does not have.
    Unknown,
}

impl Stored {
    /// By the cell's `t`.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "n" => Self::Number,
            "s" => Self::Shared,
            "str" => Self::FormulaText,
            "inlineStr" => Self::Inline,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Unknown,
        }
    }
}

impl Values {
    /// The cell, from a value that is not empty; or why it cannot be read.
    pub(super) fn cell(
        &self,
        stored: Stored,
        style: usize,
        value: &str,
    ) -> Result<Cell, &'static str> {
        match stored {
            Stored::Number => self.number(style, value),
            Stored::Shared => {
                let index = value.trim().parse().ok();
                let text = index.and_then(|index: usize| self.strings.as_ref()?.get(index));
                text.cloned().map(Cell::Text).ok_or("引用了不存在的共享字符串")
            }
            Stored::FormulaText | Stored::Inline => Ok(Cell::Text(unescaped(value.to_owned()))),
            Stored::Bool => match value.trim() {
                "1" | "true" | "TRUE" => Ok(Cell::Bool(true)),
                "0" | "false" | "FALSE" => Ok(Cell::Bool(false)),
                _ => Err("逻辑值无法识别"),
            },
            Stored::Error => Ok(Cell::Error(value.trim().into())),
            Stored::Date => Ok(Cell::Moment(value.trim().into())),
            Stored::Unknown => Err("单元格类型无法识别"),
        }
    }

    fn number(&self, style: usize, value: &str) -> Result<Cell, &'static str> {
        let number: f64 = value.trim().parse().map_err(|_| "数值无法识别")?;
        if !number.is_finite() {
            return Err("数值无法识别");
        }
        let meaning = self.styles.get(style).copied().unwrap_or(Meaning::Number);
        let moment =
            if meaning == Meaning::Number { None } else { iso(number, meaning, self.epoch) };
        Ok(moment.map_or(Cell::Number(number), |moment| Cell::Moment(moment.into())))
    }
}
