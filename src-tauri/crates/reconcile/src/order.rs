//! The order in which the equations are eliminated.

use crate::ldlt::Upper;
use crate::parts::Part;
use crate::problem::{Problem, Row, State};
use crate::structure::Structure;

use std::collections::VecDeque;

/// Places of rows and explicit variables in the equations.
pub(crate) struct Order {
    /// Of each row; those that are not kept have none that is used.
    pub(crate) rows: Vec<usize>,
    /// Of each explicit variable.
    pub(crate) variables: Vec<Option<usize>>,
    /// How many there are together.
    pub(crate) size: usize,
}

/// After which row an explicit variable follows.
enum After {
    /// After a certain one.
    Row(usize),
    /// After any of its rows: it has a weight of its own.
    First,
    /// After all of its rows.
    Last,
}

impl Order {
    /// An order of little fill in which no pivot vanishes. Unmeasured streams in plain balances
    /// form a forest (what closes a circle is free), and each follows the node from which it
    /// leads to the root; those that splits tie together follow all of their rows.
    pub(crate) fn of(
        problem: &Problem,
        rows: &[Row],
        structure: &Structure,
        columns: &[Vec<(usize, f64)>],
        parts: &[Part],
    ) -> Option<Self> {
        let kept: Vec<usize> = (0..rows.len()).filter(|row| structure.kept[*row]).collect();
        let mut number = vec![0; rows.len()];
        kept.iter().enumerate().for_each(|(at, row)| number[*row] = at);
        let pattern = pattern(problem, columns, parts, &number, kept.len());
        let order = pattern.order()?;
        let mut turn = vec![0; rows.len()];
        order.iter().enumerate().for_each(|(at, row)| turn[kept[*row]] = at);

        let mut followers = vec![Vec::new(); kept.len()];
        let after = after(problem, rows, structure, columns, parts);
        for (variable, after) in after.into_iter().enumerate() {
            let turns = columns[variable].iter().map(|(row, _)| turn[*row]);
            let place = match after {
                None => continue,
                Some(After::Row(row)) => Some(turn[row]),
                Some(After::First) => turns.min(),
                Some(After::Last) => turns.max(),
            };
            followers[place?].push(variable);
        }
        let mut places =
            Self { rows: vec![0; rows.len()], variables: vec![None; columns.len()], size: 0 };
        for (row, followers) in order.iter().zip(followers) {
            places.rows[kept[*row]] = places.size;
            places.size += 1;
            for variable in followers {
                places.variables[variable] = Some(places.size);
                places.size += 1;
            }
        }
        Some(places)
    }
}

/// Which rows share a variable.
fn pattern(
    problem: &Problem,
    columns: &[Vec<(usize, f64)>],
    parts: &[Part],
    number: &[usize],
    size: usize,
) -> Upper {
    let mut entries: Vec<_> = (0..size).map(|row| (row, row, 0.0)).collect();
    let mut join = |rows: &[(usize, f64)]| {
        for (at, (row, _)) in rows.iter().enumerate() {
            let others = rows[at + 1..].iter();
            entries.extend(others.map(|(other, _)| (number[*row], number[*other], 0.0)));
        }
    };
    for (column, _) in columns.iter().zip(parts).filter(|(_, part)| **part != Part::Constant) {
        join(column);
    }
    for block in &problem.blocks {
        let members = block.iter().flat_map(|(first, second, _)| [*first, *second]);
        let mut rows: Vec<_> = members.flat_map(|member| columns[member].iter().copied()).collect();
        rows.sort_by_key(|(row, _)| *row);
        rows.dedup_by_key(|(row, _)| *row);
        join(&rows);
    }
    Upper::new(size, entries)
}

/// What each explicit variable follows.
fn after(
    problem: &Problem,
    rows: &[Row],
    structure: &Structure,
    columns: &[Vec<(usize, f64)>],
    parts: &[Part],
) -> Vec<Option<After>> {
    let explicit = |at: usize| matches!(parts[at], Part::Explicit { .. });
    let unmeasured = |at: usize| explicit(at) && problem.variables[at].state == State::Unmeasured;
    let mut after: Vec<Option<After>> = (0..columns.len())
        .map(|at| explicit(at).then_some(if unmeasured(at) { After::Last } else { After::First }))
        .collect();
    let mut joined = Joined::new(rows.len());
    for (at, column) in columns.iter().enumerate().filter(|(at, _)| unmeasured(*at)) {
        column.iter().for_each(|(row, _)| joined.join(columns[at][0].0, *row));
        debug_assert!(!column.is_empty());
    }
    let mut plain = vec![true; rows.len()];
    for row in (problem.nodes..rows.len()).filter(|row| structure.kept[*row]) {
        plain[joined.root(row)] = false;
    }
    let in_forest = |at: usize, joined: &mut Joined| {
        unmeasured(at) && columns[at].first().is_some_and(|(row, _)| plain[joined.root(*row)])
    };
    let forest: Vec<bool> = (0..columns.len()).map(|at| in_forest(at, &mut joined)).collect();
    walk(rows, structure, columns, &forest, &mut after);
    after
}

/// Walks the trees of unmeasured streams from their roots. The root is outside where a stream
/// leads there, else the node with the most streams.
fn walk(
    rows: &[Row],
    structure: &Structure,
    columns: &[Vec<(usize, f64)>],
    forest: &[bool],
    after: &mut [Option<After>],
) {
    let mut reached = vec![false; rows.len()];
    let mut queue = VecDeque::new();
    for (at, column) in columns.iter().enumerate().filter(|(at, _)| forest[*at]) {
        if let [(row, _)] = column[..] {
            after[at] = Some(After::Row(row));
            reached[row] = true;
            queue.push_back(row);
        }
    }
    let mut roots: Vec<usize> = (0..rows.len()).filter(|row| structure.kept[*row]).collect();
    roots.sort_by_key(|row| std::cmp::Reverse(rows[*row].entries.len()));
    let mut roots = roots.into_iter();
    loop {
        while let Some(row) = queue.pop_front() {
            for (at, _) in rows[row].entries.iter().filter(|(at, _)| forest[*at]) {
                for (other, _) in &columns[*at] {
                    if !reached[*other] {
                        reached[*other] = true;
                        after[*at] = Some(After::Row(*other));
                        queue.push_back(*other);
                    }
                }
            }
        }
        match roots.by_ref().find(|row| !reached[*row]) {
            Some(root) => {
                reached[root] = true;
                queue.push_back(root);
            }
            None => return,
        }
    }
}

/// Sets that grow together (union and find).
pub(crate) struct Joined(Vec<usize>);

impl Joined {
    /// Each on its own.
    pub(crate) fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    /// The one that stands for a set.
    pub(crate) fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Makes one set of two.
    pub(crate) fn join(&mut self, first: usize, second: usize) {
        let (first, second) = (self.root(first), self.root(second));
        let (low, high) = (first.min(second), first.max(second));
        self.0[high] = low;
    }
}
