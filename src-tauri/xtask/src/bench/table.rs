//! The results as a page of Markdown that also reads well in a terminal.

use super::contest::{Costs, Held};
use super::cost::Cost;
use super::ground::Ground;
use std::fmt::Write as _;

const NOTES: &str = "\
Each program is a new process in every turn, the programs take turns, and one run of each \
before that is not counted, so the files are in the disk's cache. Times and memory are \
minimum / median / maximum. CPU and memory are those of the process and its children. The \
ratios divide a median by that of the row whose ratios are 1: above 1 it costs more.";

const HEAD: [&str; 8] =
    ["", "wall, s", "CPU, s", "memory, MB", "pages", "wall ×", "CPU ×", "memory ×"];

/// What is measured of a run, in the unit of the table.
type Measure = fn(&Cost) -> Option<f64>;

const WALL: Measure = |cost| Some(cost.wall);
const CPU: Measure = |cost| cost.cpu;
const MEMORY: Measure = |cost| cost.memory.map(|bytes| bytes / 1e6);

/// The whole page.
pub(super) fn page(ground: &Ground, results: &[Held]) -> String {
    let mut page = format!("# Benchmarks\n\n{}\n\n{NOTES}\n", ground.told());
    for held in results {
        let turns = held.costs.first().map_or(0, |costs| costs.turns.len());
        // Writing into a string cannot fail.
        let _ = write!(page, "\n## {} ({turns} turns)\n\n{}", held.title, aligned(&rows(held)));
    }
    page
}

fn rows(held: &Held) -> Vec<[String; 8]> {
    let measure = held.costs.get(held.measure);
    let row = |costs: &Costs| {
        let ratio = |of| measure.and_then(|measure| ratio(costs, measure, of));
        [
            costs.name.to_owned(),
            spread(costs, WALL, 3),
            spread(costs, CPU, 3),
            spread(costs, MEMORY, 1),
            costs.pages.map_or_else(dash, |pages| pages.to_string()),
            ratio(WALL).map_or_else(dash, |ratio| format!("{ratio:.2}")),
            ratio(CPU).map_or_else(dash, |ratio| format!("{ratio:.2}")),
            ratio(MEMORY).map_or_else(dash, |ratio| format!("{ratio:.2}")),
        ]
    };
    held.costs.iter().map(row).collect()
}

fn dash() -> String {
    "–".to_owned()
}

fn spread(costs: &Costs, measure: Measure, digits: usize) -> String {
    match sorted(costs, measure)[..] {
        [] => dash(),
        ref values => {
            let [least, middle, most] =
                [0, values.len() / 2, values.len() - 1].map(|at| values[at]);
            format!("{least:.digits$} / {middle:.digits$} / {most:.digits$}")
        }
    }
}

fn ratio(costs: &Costs, other: &Costs, measure: Measure) -> Option<f64> {
    let median = |costs| {
        let values = sorted(costs, measure);
        values.get(values.len() / 2).copied()
    };
    Some(median(costs)? / median(other)?)
}

fn sorted(costs: &Costs, measure: Measure) -> Vec<f64> {
    let mut values: Vec<f64> = costs.turns.iter().filter_map(measure).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// A Markdown table whose columns stand straight in a terminal: names left, figures right.
fn aligned(rows: &[[String; 8]]) -> String {
    let mut widths = HEAD.map(|head| head.chars().count());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut table = line(&HEAD.map(str::to_owned), &widths);
    let rules = widths.map(|width| format!("{}:", "-".repeat(width.saturating_sub(1))));
    table += &line(&rules, &widths).replacen("-:", "--", 1);
    for row in rows {
        table += &line(row, &widths);
    }
    table
}

fn line(cells: &[String; 8], widths: &[usize; 8]) -> String {
    let mut line = String::new();
    for (at, (cell, &width)) in cells.iter().zip(widths).enumerate() {
        let cell =
            if at == 0 { format!("| {cell:<width$} |") } else { format!(" {cell:>width$} |") };
        line += &cell;
    }
    line + "\n"
}

#[cfg(test)]
mod tests {
    use super::{CPU, Cost, Costs, WALL, ratio, spread};

    fn costs(walls: &[f64]) -> Costs {
        let cost = |&wall: &f64| Cost { wall, cpu: None, memory: None };
        Costs { name: "a", turns: walls.iter().map(cost).collect(), pages: None }
    }

    #[track_caller]
    fn check(walls: &[f64], expected: &str) {
        assert_eq!(spread(&costs(walls), WALL, 1), expected);
    }

    #[test]
    fn a_spread_is_least_middle_and_most() {
        check(&[3.0, 1.0, 2.0], "1.0 / 2.0 / 3.0");
        check(&[9.0, 1.0, 5.0, 2.0, 4.0], "1.0 / 4.0 / 9.0");
        check(&[7.0], "7.0 / 7.0 / 7.0");
        check(&[], "–");
    }

    #[test]
    fn a_ratio_divides_medians_and_is_left_out_where_nothing_was_measured() {
        let (ours, other) = (costs(&[2.0, 1.0, 90.0]), costs(&[8.0, 5.0, 6.0]));
        assert_eq!(ratio(&other, &ours, WALL), Some(3.0));
        assert_eq!(ratio(&other, &ours, CPU), None);
    }
}
