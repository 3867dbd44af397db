//! Cells of figures, and what could not be read of them.

use super::super::grid::Grid;
use super::super::measure::Measure;
use super::super::number::{Reading, reading};
use super::super::remark::{Remarks, Said};
use crate::workbook::Cell;
use rust_decimal::Decimal;
use shuiheng_audit::{CellRef, DoubtCode};
use std::collections::BTreeMap;
use std::str::FromStr as _;

/// What a cell of figures says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// Nothing.
    Blank,
    /// That there is none: 无, —.
    Nothing,
    /// A figure, exactly as written.
    Figure(Decimal),
    /// Something that was not read; it is among the doubts.
    Unread,
}

/// Places of cells that were not, or not plainly, read, by the reason.
#[derive(Debug, Default)]
pub(super) struct Doubtful {
    cells: BTreeMap<Reason, Vec<CellRef>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    Error,
    Uncomputed,
    NotNumber,
    Negative,
    About,
    /// A row of figures whose period, name or date could not be read.
    Row,
    /// Months whose year stands nowhere.
    NoYear,
    /// The first of several days of reading: when its period began is not known.
    NoStart,
    /// An empty cell in a row that is otherwise filled in.
    Blank,
    /// A column of figures that nobody named.
    Column,
    /// A column whose unit of measure is not that of a volume in the period.
    Measure,
    /// A column of volumes without a unit of measure.
    NoMeasure,
    /// As before, where m³ was assumed.
    AssumedMeasure,
}

/// The decimal that a person typed.
pub(super) fn decimal(value: f64) -> Option<Decimal> {
    let text = format!("{value}");
    Decimal::from_str(&text).ok().or_else(|| Decimal::from_scientific(&format!("{value:e}")).ok())
}

impl Doubtful {
    /// Remembers a cell.
    pub(super) fn add(&mut self, reason: Reason, place: CellRef) {
        self.cells.entry(reason).or_default().push(place);
    }

    /// Reads a volume, which may carry m³ or 万m³ of its own.
    pub(super) fn volume(&mut self, cell: Option<&Cell>, place: impl Fn() -> CellRef) -> Content {
        match reading(cell) {
            Reading::Number(number) if matches!(number.measure, Some(Measure::Foreign(_))) => {
                self.add(Reason::NotNumber, place());
                Content::Unread
            }
            _ => self.figure(cell, place),
        }
    }

    /// Reads a figure of any kind: 12, 3台, 1.5万.
    pub(super) fn figure(&mut self, cell: Option<&Cell>, place: impl Fn() -> CellRef) -> Content {
        match reading(cell) {
            Reading::Blank => Content::Blank,
            Reading::NoneStated => Content::Nothing,
            Reading::Number(number) if number.percent => {
                self.add(Reason::NotNumber, place());
                Content::Unread
            }
            Reading::Number(number) => {
                let scale = match number.measure {
                    None | Some(Measure::Volume(false) | Measure::Foreign(_)) => Decimal::ONE,
                    Some(Measure::Volume(true)) => Decimal::from(10_000),
                    Some(Measure::Flow(_) | Measure::Unreadable(_) | Measure::Percent) => {
                        self.add(Reason::NotNumber, place());
                        return Content::Unread;
                    }
                };
                if number.about {
                    self.add(Reason::About, place());
                }
                let Some(value) = decimal(number.value) else {
                    self.add(Reason::NotNumber, place());
                    return Content::Unread;
                };
                if value < Decimal::ZERO {
                    self.add(Reason::Negative, place());
                }
                Content::Figure(value * scale)
            }
            Reading::Error(_) => {
                self.add(Reason::Error, place());
                Content::Unread
            }
            Reading::Uncomputed(_) => {
                self.add(Reason::Uncomputed, place());
                Content::Unread
            }
            Reading::NotNumber(_) => {
                self.add(Reason::NotNumber, place());
                Content::Unread
            }
        }
    }

    /// Says all of it, one doubt for each reason. `what` names the table, `grid` is the
    /// sheet as it stands.
    pub(super) fn say(self, what: (&str, &str), grid: &Grid<'_>, remarks: &mut Remarks) {
        for (reason, places) in self.cells {
            let cells: Vec<(u32, u32)> =
                places.iter().map(|place| (place.row, place.col)).collect();
            let places = grid.places(&cells);
            let (code, zh, en, fix_zh, fix_en) = reason.words();
            let said = Said::new(
                (format!("{}中{zh}", what.0), format!("{}: {en}", what.1)),
                (fix_zh, fix_en),
            );
            if reason.is_note() {
                remarks.note(code, places, said);
            } else {
                remarks.warning(code, places, said);
            }
        }
    }
}

impl Reason {
    const fn is_note(self) -> bool {
        matches!(self, Self::About | Self::AssumedMeasure)
    }

    const fn words(self) -> (DoubtCode, &'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Error => (
                DoubtCode::ErrorCell,
                "有错误值，该数据未知（不按零计）。",
                "error values; the figures are not known, not zero",
                "请改正后重新导入。",
                "correct them and import again",
            ),
            Self::Uncomputed => (
                DoubtCode::MissingCachedValue,
                "有公式没有保存计算结果，该数据未知（不按零计）。",
                "formulas without stored results; the figures are not known, not zero",
                "请用 Excel 或 WPS 打开并保存后重新导入。",
                "open and save it in Excel or WPS and import again",
            ),
            Self::NotNumber => (
                DoubtCode::NotANumber,
                "有不是数字的内容，该数据未知（不按零计）。",
                "text where a number was expected; the figures are not known, not zero",
                "请核实并改为数字后重新导入。",
                "check and give numbers, then import again",
            ),
            Self::Negative => (
                DoubtCode::NegativeValue,
                "有负数，按原样采用。",
                "negative figures were taken as they stand",
                "请核实负数的含义（冲减、退水或录入错误）。",
                "check what they mean",
            ),
            Self::About => (
                DoubtCode::AssumedMeaning,
                "有“约”数，按所列数值采用。",
                "figures written with 约 were taken as they stand",
                "请尽量提供准确数值。",
                "ask for the exact figures",
            ),
            Self::Row => (
                DoubtCode::RowIgnored,
                "有数据行的时段、日期或名称未能识别，该行未采用。",
                "rows of figures whose period, date or name could not be read were not taken",
                "请写明年份、月份或日期、名称后重新导入。",
                "give the year, month, date or name and import again",
            ),
            Self::NoYear => (
                DoubtCode::RowIgnored,
                "只有月份，表中、标题和工作表名都没有写明年份，这些行未采用。",
                "months without a year in the table, its title or the sheet's name; the rows were not taken",
                "请写明年份后重新导入。",
                "give the year and import again",
            ),
            Self::NoStart => (
                DoubtCode::RowIgnored,
                "第一次抄表之前的起始日期未知，该期水量无法归入时段，未采用。",
                "when the period of the first reading began is not known, so its volume was not taken",
                "请补充上一次抄表的日期。",
                "give the day of the reading before it",
            ),
            Self::Blank => (
                DoubtCode::ValueMissing,
                "有空格，该数据未知（不按零计）。",
                "empty cells; the figures are not known, not zero",
                "请向企业补充；确无用水时填 0。",
                "ask the enterprise; give 0 where there was none",
            ),
            Self::Column => (
                DoubtCode::ColumnUnrecognised,
                "有数据列的含义未能识别，该列未采用。",
                "columns of figures whose meaning was not recognised were not taken",
                "请改用通用表头后重新导入。",
                "give the column a usual header and import again",
            ),
            Self::Measure => (
                DoubtCode::UnitMismatch,
                "有水量列的计量单位不是该时段的水量（如 m³/d），未换算，该列数据未知。",
                "columns whose unit of measure is not a volume of the period (m³/d) were not converted; their figures are not known",
                "请提供各时段的总水量（m³ 或万m³）。",
                "give the volume of each period",
            ),
            Self::NoMeasure => (
                DoubtCode::UnitUnknown,
                "没有注明水量的计量单位，该列数据未知。",
                "no unit of measure is given for the water; the figures are not known",
                "请注明单位（m³ 或万m³）后重新导入。",
                "give the unit (m³ or 10⁴ m³) and import again",
            ),
            Self::AssumedMeasure => (
                DoubtCode::UnitUnknown,
                "没有注明水量的计量单位，水表和水费单以 m³ 计，按 m³ 采用。",
                "no unit of measure is given; meters and bills count in m³, so m³ is assumed",
                "请核实单位。",
                "check the unit",
            ),
        }
    }
}
