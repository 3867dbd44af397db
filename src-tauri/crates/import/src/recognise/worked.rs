//! Hours of work in a day that the words of a workbook state: 每天运行16小时.

use super::caption::Caption;
use super::grid::Grid;
use super::hours::speaks_of_work;
use super::remark::{Remarks, Said};
use super::text::tidy;
use crate::workbook::Cell;
use shuiheng_audit::{CellRef, DoubtCode};

/// What the words of a workbook say of hours of work in a day, outside of its tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct Worked {
    /// Hours, their cell, and whether they hold for the whole site.
    found: Vec<(f64, CellRef, bool)>,
}

impl Worked {
    /// Takes in the words of a sheet. `alone` is true for a sheet without a balance.
    pub(crate) fn take(&mut self, grid: &Grid<'_>, alone: bool, is_data: impl Fn(u32) -> bool) {
        for line in grid.lines.iter().filter(|line| !is_data(line.index)) {
            for (at, (col, cell)) in line.cells.iter().enumerate() {
                let Cell::Text(text) = cell else { continue };
                let next = line.cells.get(at + 1).map(|cell| cell.1);
                let Some(hours) = hours_in(text).or_else(|| labelled(text, next)) else { continue };
                let whole = alone || of_site(grid.sheet) || of_site(text);
                self.found.push((hours, grid.place(line.index, col), whole));
            }
        }
    }

    /// The hours that hold for a table: those of the words around it, else those of the site.
    /// None where the words contradict each other.
    pub(crate) fn of(&self, grid: &Grid<'_>, caption: &Caption) -> Option<(f64, CellRef)> {
        let of_cell = |cell: (u32, u32)| {
            let place = grid.place(cell.0, cell.1);
            self.found.iter().filter(move |found| found.1 == place)
        };
        let words = |words: &[super::caption::Words]| {
            words.iter().flat_map(|words| of_cell(words.cell)).cloned().collect::<Vec<_>>()
        };
        let sheet = || self.found.iter().filter(|found| &*found.1.sheet == grid.sheet);
        let nearest = [
            words(&caption.above),
            words(&caption.notes),
            sheet().cloned().collect(),
            self.found.iter().filter(|found| found.2).cloned().collect(),
        ];
        let told = nearest.into_iter().find(|found| !found.is_empty())?;
        let first = told.first()?;
        told.iter().all(|found| found.0 == first.0).then(|| (first.0, first.1.clone()))
    }

    /// Says where the words of the whole site contradict each other.
    pub(crate) fn say(&self, remarks: &mut Remarks) {
        let of_site = || self.found.iter().filter(|found| found.2);
        let Some(first) = of_site().next() else { return };
        if of_site().all(|found| found.0 == first.0) {
            return;
        }
        let hours: Vec<String> = of_site().map(|found| found.0.to_string()).collect();
        remarks.warning(
            DoubtCode::Converted,
            of_site().map(|found| found.1.clone()).collect(),
            Said::new(
                (
                    format!("文件中写明的每天运行小时数不一致（{}）；以 m³/h 为单位而未另行注明小时数的表按每天 24 小时换算。", hours.join("、")),
                    format!("The file states different hours of work in a day ({}); tables in m³/h that state none of their own are converted for 24.", hours.join(", ")),
                ),
                ("请核实每天运行小时数。", "Check the hours of work in a day."),
            ),
        );
    }
}

/// True for words about the whole site.
fn of_site(text: &str) -> bool {
    ["汇总", "全厂", "企业", "公司", "厂区", "概况", "说明", "封面", "总表"]
        .iter()
        .any(|word| text.contains(word))
}

/// 日运行时间（h） beside 16.
fn labelled(text: &str, next: Option<&Cell>) -> Option<f64> {
    let key = tidy(text);
    let hours = key.contains("小时") || key.contains("(h") || key.contains("h/d");
    let label = speaks_of_work(&key) && hours && !key.contains('年');
    match next {
        Some(Cell::Number(hours)) if label && key.chars().count() <= 14 => of_day(*hours),
        _ => None,
    }
}

fn of_day(hours: f64) -> Option<f64> {
    (hours > 0.0 && hours <= 24.0).then_some(hours)
}

/// Hours of a day in a text: 每天运行16小时, 16h/d, 两班制，每班8小时.
pub(crate) fn hours_in(text: &str) -> Option<f64> {
    const OF_DAY: [&str; 8] =
        ["每天", "每日", "日运行", "日工作", "日生产", "一天", "运行时间", "工作时间"];
    let key = tidy(text);
    if key.chars().count() > 80 {
        return None;
    }
    if let Some((before, after)) = key.split_once("每班") {
        let shifts = shifts(before)?;
        return leading(after)
            .filter(|found| is_hours(found.1))
            .and_then(|found| of_day(found.0 * shifts));
    }
    let starts = key.char_indices().filter(|(at, c)| {
        let before = key[..*at].chars().next_back();
        c.is_ascii_digit() && !before.is_some_and(|c| c.is_ascii_digit() || c == '.')
    });
    starts.map(|(at, _)| (at, leading(&key[at..]))).find_map(|(at, found)| {
        let (hours, rest) = found?;
        let before: String =
            key[..at].chars().rev().take(10).collect::<Vec<_>>().into_iter().rev().collect();
        let told =
            OF_DAY.iter().any(|word| before.contains(word)) && !before.contains(['年', '班']);
        let per_day = ["h/d", "h/天", "h/日", "小时/天", "小时/日", "小时/d"];
        let fits = (told && is_hours(rest)) || per_day.iter().any(|unit| rest.starts_with(unit));
        fits.then(|| of_day(hours)).flatten()
    })
}

fn is_hours(rest: &str) -> bool {
    rest.starts_with("小时") || (rest.starts_with('h') && !rest.starts_with("ha"))
}

fn leading(text: &str) -> Option<(f64, &str)> {
    let text = text.trim_start_matches(['约', '为', '工', '作', '运', '行', '生', '产']);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// How many shifts a day has: 两班制, 三班, 2班.
fn shifts(before: &str) -> Option<f64> {
    let at = before.find('班')?;
    match before[..at].chars().next_back()? {
        '1' | '一' | '单' => Some(1.0),
        '2' | '二' | '两' | '双' => Some(2.0),
        '3' | '三' => Some(3.0),
        '4' | '四' => None,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_a_day_are_found_in_words() {
        for (text, hours) in [
            ("汇总（m³/h，每天运行16小时）", Some(16.0)),
            ("单位：m³/h   日运行时间：20h", Some(20.0)),
            ("单位：m³/h（16h/d）", Some(16.0)),
            ("两班制，每班8小时", Some(16.0)),
            ("三班制 每班8h", Some(24.0)),
            ("每天工作 12 小时", Some(12.0)),
            ("每班8小时", None),
            ("年运行 7920 h", None),
            ("每日取水 120 m³，4 t/h 锅炉", None),
            ("每天取水量 m³/h", None),
            ("每班取水，每天三班", None),
        ] {
            assert_eq!(hours_in(text), hours, "{text}");
        }
    }
}
