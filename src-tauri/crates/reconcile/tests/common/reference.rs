//! Reconciliation the plain way, on dense matrices: all solutions of the balances as one of them
//! plus a null space, then normal equations in it. Slow and simple, to hold the engine against.

use shuiheng_reconcile::{Class, End, Flow, Network};

type Matrix = Vec<Vec<f64>>;

/// What the plain way finds of each stream.
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) class: Vec<Class>,
    pub(crate) value: Vec<f64>,
    pub(crate) sd: Vec<f64>,
}

/// Reconciles a network whose splits are fixed.
pub(crate) fn reference(network: &Network) -> Reference {
    let streams = network.streams.len();
    let (rows, values) = rows(network);
    let (one, null) = solutions(&rows, &values, streams);
    let measured: Vec<_> = (0..streams).filter_map(|at| measurement(network, at)).collect();
    let told = told(&null, &measured, streams);
    let class = (0..streams).map(|at| class(network, at, &null, &measured, &told)).collect();

    // Normal equations: Nᵀ W N t = Nᵀ W (m − x₀), on an independent set of directions.
    let basis = independent(&weighted(&null, &measured));
    let part: Matrix = basis.iter().map(|at| null[*at].clone()).collect();
    let size = part.len();
    let mut normal = vec![vec![0.0; size]; size];
    let mut right = vec![0.0; size];
    for (at, value, sd) in &measured {
        for row in 0..size {
            for column in 0..size {
                normal[row][column] += part[row][*at] * part[column][*at] / (sd * sd);
            }
            right[row] += part[row][*at] * (value - one[*at]) / (sd * sd);
        }
    }
    let inverse = inverse(normal);
    let times = |vector: &[f64]| -> Vec<f64> {
        inverse.iter().map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum()).collect()
    };
    let t = times(&right);
    let (mut value, mut sd) = (Vec::new(), Vec::new());
    for at in 0..streams {
        let direction: Vec<f64> = part.iter().map(|row| row[at]).collect();
        let dot = |other: &[f64]| direction.iter().zip(other).map(|(a, b)| a * b).sum::<f64>();
        value.push(one[at] + dot(&t));
        sd.push(dot(&times(&direction)).max(0.0).sqrt());
    }
    Reference { class, value, sd }
}

/// Directions in which the balances and held streams leave the flows free.
pub(crate) fn null_space(network: &Network) -> Matrix {
    let (rows, values) = rows(network);
    solutions(&rows, &values, network.streams.len()).1
}

/// Those in which no measured stream moves.
pub(crate) fn unseen(network: &Network) -> Matrix {
    let (mut rows, mut values) = rows(network);
    for (at, stream) in network.streams.iter().enumerate() {
        if matches!(stream.flow, Flow::Measured { .. }) {
            rows.push(unit(at, network.streams.len()));
            values.push(0.0);
        }
    }
    solutions(&rows, &vec![0.0; values.len()], network.streams.len()).1
}

/// What must hold between the flows.
pub(crate) fn rows(network: &Network) -> (Matrix, Vec<f64>) {
    let streams = network.streams.len();
    let place = |id: &str| network.streams.iter().position(|stream| stream.id == id).unwrap();
    let ends = network.streams.iter().flat_map(|stream| [&stream.from, &stream.to]);
    let mut nodes: Vec<&End> = ends.filter(|end| **end != End::Outside).collect();
    nodes.sort();
    nodes.dedup();
    let (mut rows, mut values) = (Matrix::new(), Vec::new());
    for node in nodes {
        let sign = |end: &End| if end == node { 1.0 } else { 0.0 };
        rows.push(network.streams.iter().map(|it| sign(&it.to) - sign(&it.from)).collect());
        values.push(0.0);
    }
    for ratio in &network.ratios {
        let mut row = unit(place(&ratio.stream), streams);
        row[place(&ratio.of)] = -ratio.ratio;
        rows.push(row);
        values.push(0.0);
    }
    for constraint in &network.constraints {
        let mut row = vec![0.0; streams];
        constraint.terms.iter().for_each(|term| row[place(&term.stream)] += term.coefficient);
        rows.push(row);
        values.push(constraint.value);
    }
    for (at, stream) in network.streams.iter().enumerate() {
        if let Flow::Held(value) = stream.flow {
            rows.push(unit(at, streams));
            values.push(value);
        }
    }
    (rows, values)
}

fn unit(at: usize, size: usize) -> Vec<f64> {
    (0..size).map(|place| if place == at { 1.0 } else { 0.0 }).collect()
}

fn measurement(network: &Network, at: usize) -> Option<(usize, f64, f64)> {
    match network.streams[at].flow {
        Flow::Measured { value, sd } => Some((at, value, sd)),
        Flow::Held(_) | Flow::Unmeasured => None,
    }
}

/// One solution, and a basis of the null space: Gauss and Jordan with full pivoting.
fn solutions(rows: &Matrix, values: &[f64], size: usize) -> (Vec<f64>, Matrix) {
    let mut rows: Matrix = rows.clone();
    rows.iter_mut().zip(values).for_each(|(row, value)| row.push(*value));
    let mut pivots: Vec<(usize, usize)> = Vec::new();
    for step in 0..rows.len().min(size) {
        let places = (step..rows.len()).flat_map(|row| (0..size).map(move |column| (row, column)));
        let best = places.max_by(|a, b| rows[a.0][a.1].abs().total_cmp(&rows[b.0][b.1].abs()));
        let Some((row, column)) = best.filter(|(row, column)| rows[*row][*column].abs() > 1e-9)
        else {
            break;
        };
        rows.swap(step, row);
        let pivot = rows[step].clone();
        for (at, row) in rows.iter_mut().enumerate() {
            let factor = row[column] / pivot[column];
            if at != step && factor != 0.0 {
                row.iter_mut().zip(&pivot).for_each(|(it, other)| *it -= factor * other);
                row[column] = 0.0;
            }
        }
        pivots.push((step, column));
    }
    let mut one = vec![0.0; size];
    for (row, column) in &pivots {
        one[*column] = rows[*row][size] / rows[*row][*column];
    }
    let free = (0..size).filter(|column| pivots.iter().all(|(_, pivot)| pivot != column));
    let null = free.map(|free| {
        let mut direction = unit(free, size);
        for (row, column) in &pivots {
            direction[*column] = -rows[*row][free] / rows[*row][*column];
        }
        direction
    });
    (one, null.collect())
}

/// Whether each stream stays where it is when no measured one moves.
fn told(null: &Matrix, measured: &[(usize, f64, f64)], streams: usize) -> Vec<bool> {
    // Combinations of directions in which no measured stream moves.
    let rows: Matrix =
        measured.iter().map(|(at, _, _)| null.iter().map(|row| row[*at]).collect()).collect();
    let (_, unseen) = solutions(&rows, &vec![0.0; rows.len()], null.len());
    let moves = |at: usize, weights: &[f64]| {
        null.iter().zip(weights).map(|(row, weight)| row[at] * weight).sum::<f64>()
    };
    (0..streams).map(|at| unseen.iter().all(|it| moves(at, it).abs() < 1e-7)).collect()
}

/// A measured stream is redundant when it would be told without its meter.
fn class(
    network: &Network,
    at: usize,
    null: &Matrix,
    measured: &[(usize, f64, f64)],
    all: &[bool],
) -> Class {
    match network.streams[at].flow {
        Flow::Unmeasured if all[at] => Class::Observable,
        Flow::Unmeasured => Class::Unobservable,
        Flow::Measured { .. } => {
            let others: Vec<_> = measured.iter().copied().filter(|it| it.0 != at).collect();
            let redundant = told(null, &others, network.streams.len())[at];
            if redundant { Class::Redundant } else { Class::Nonredundant }
        }
        Flow::Held(_) => {
            let mut without = network.clone();
            without.streams[at].flow = Flow::Unmeasured;
            let null = null_space(&without);
            let redundant = told(&null, measured, network.streams.len())[at];
            if redundant { Class::Redundant } else { Class::Nonredundant }
        }
    }
}

fn weighted(null: &Matrix, measured: &[(usize, f64, f64)]) -> Matrix {
    // Where no meter sees any direction, rounding would be the greatest that is left.
    let seen = |it: f64| if it.abs() < 1e-9 { 0.0 } else { it };
    let weighted =
        |row: &Vec<f64>| measured.iter().map(|(at, _, sd)| seen(row[*at]) / sd).collect();
    null.iter().map(weighted).collect()
}

/// A largest set of independent rows (Gram and Schmidt, the longest rest first).
fn independent(rows: &Matrix) -> Vec<usize> {
    let length = |row: &[f64]| row.iter().map(|it| it * it).sum::<f64>().sqrt();
    let whole: Vec<f64> = rows.iter().map(|row| length(row)).collect();
    // A direction that no meter sees is not exactly zero, but dust beside the others.
    let dust = 1e-9 * whole.iter().copied().fold(0.0, f64::max);
    let mut rest = rows.clone();
    let mut chosen: Vec<usize> = Vec::new();
    loop {
        let share = |at: usize| length(&rest[at]) / whole[at].max(1e-300);
        let open = (0..rest.len()).filter(|at| !chosen.contains(at) && whole[*at] > dust);
        let Some(best) = open.max_by(|a, b| share(*a).total_cmp(&share(*b))) else { break };
        if share(best) < 1e-8 {
            break;
        }
        let size = length(&rest[best]);
        let unit: Vec<f64> = rest[best].iter().map(|it| it / size).collect();
        for row in &mut rest {
            // Twice, since once loses digits.
            for _ in 0..2 {
                let dot: f64 = row.iter().zip(&unit).map(|(a, b)| a * b).sum();
                row.iter_mut().zip(&unit).for_each(|(it, other)| *it -= dot * other);
            }
        }
        chosen.push(best);
    }
    chosen
}

/// The inverse of a positive definite matrix, scaled to a unit diagonal first.
fn inverse(matrix: Matrix) -> Matrix {
    let size = matrix.len();
    let scale: Vec<f64> = (0..size).map(|at| matrix[at][at].sqrt()).collect();
    let mut rows: Matrix = (0..size)
        .map(|row| {
            let mut it: Vec<f64> = (0..size)
                .map(|column| matrix[row][column] / (scale[row] * scale[column]))
                .collect();
            it.extend(unit(row, size));
            it
        })
        .collect();
    for step in 0..size {
        let best =
            (step..size).max_by(|a, b| rows[*a][step].abs().total_cmp(&rows[*b][step].abs()));
        rows.swap(step, best.unwrap());
        let pivot = rows[step][step];
        rows[step].iter_mut().for_each(|it| *it /= pivot);
        let unit = rows[step].clone();
        for (at, row) in rows.iter_mut().enumerate() {
            let factor = row[step];
            if at != step && factor != 0.0 {
                row.iter_mut().zip(&unit).for_each(|(it, other)| *it -= factor * other);
            }
        }
    }
    (0..size)
        .map(|row| {
            (0..size)
                .map(|column| rows[row][size + column] / (scale[row] * scale[column]))
                .collect()
        })
        .collect()
}
