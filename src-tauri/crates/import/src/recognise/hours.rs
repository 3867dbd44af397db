//! How long units work in a day, where a table of flows of a moment (m³/h) says so.

use super::block::Block;
use super::figures::Figures;
use super::measure::Measure;
use super::number::{Reading, reading};
use super::record::Record;
use super::text::tidy;
use shuiheng_audit::CellRef;

/// Hours of work in a day that hold for a whole table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Told by a person.
    pub(crate) by_person: Option<f64>,
    /// Told by the words of the file, and their cell.
    pub(crate) by_words: Option<(f64, CellRef)>,
}

/// Hours of a day, by row of figures; none where the table does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Hours {
    /// The column that gives them.
    pub(crate) col: Option<u32>,
    /// Those that a person told for rows that do not say.
    pub(crate) of_all: Option<f64>,
    /// Those that the words of the file give, and their cell, where no person told any.
    pub(crate) said: Option<(f64, CellRef)>,
    rows: Vec<Option<f64>>,
}

impl Hours {
    /// The hours that a column of the table gives its rows; `of_all` where it does not.
    pub(crate) fn of(block: &Block<'_>, records: &[Record], figures: &Figures, told: Told) -> Self {
        let untold = Self { of_all: told.by_person, said: told.by_words, ..Self::default() };
        let column = block.columns.iter().find(|raw| {
            let measure = raw.heading.measure.as_ref().map(|found| &found.0);
            let foreign = |unit: &Measure| matches!(unit, Measure::Foreign(unit) if is_hours(unit));
            is_of_work(&raw.heading.path.concat(), measure.is_some_and(foreign))
        });
        let Some(col) = column.map(|raw| raw.heading.col) else { return untold };
        let cell = |row: u32| block.grid.position(row).and_then(|at| block.grid.lines[at].at(col));
        let hours = |row: &usize| match reading(cell(records[*row].row)) {
            Reading::Number(number) => Some(number.value),
            _ => None,
        };
        let rows: Vec<Option<f64>> = figures.rows.iter().map(hours).collect();
        // Hours of a year are no hours of a day.
        let of_day = rows.iter().flatten().all(|hours| (0.0..=24.0).contains(hours));
        if of_day && rows.iter().flatten().count() > 0 {
            Self { col: Some(col), rows, ..untold }
        } else {
            untold
        }
    }

    /// The hours of a day that a row works; none where nobody says.
    pub(crate) fn of_row(&self, row: usize) -> Option<f64> {
        self.rows.get(row).copied().flatten().or(self.of_table())
    }

    /// The hours of a day that hold for all rows; none where nobody says.
    pub(crate) fn of_table(&self) -> Option<f64> {
        self.of_all.or(self.said.as_ref().map(|said| said.0))
    }

    /// The share of a day that a row works; a whole day where it does not say.
    pub(crate) fn share(&self, row: usize) -> f64 {
        self.of_row(row).map_or(1.0, |hours| hours / 24.0)
    }
}

/// True for words that speak of how long something works: 日运行时间, 每天工作小时数.
pub(crate) fn speaks_of_work(key: &str) -> bool {
    const WORDS: [&str; 12] = [
        "运行时间",
        "运行小时",
        "工作时间",
        "工作小时",
        "运转时间",
        "运转小时",
        "生产时间",
        "开机时间",
        "用水时间",
        "日运行",
        "每天",
        "每日",
    ];
    WORDS.iter().any(|word| key.contains(word))
}

fn is_of_work(heading: &str, in_hours: bool) -> bool {
    let key = tidy(heading);
    let hours = in_hours || key.contains("小时") || key.ends_with('h');
    speaks_of_work(&key) && hours && !key.contains('年')
}

fn is_hours(unit: &str) -> bool {
    matches!(unit, "h" | "h/d" | "小时")
}
