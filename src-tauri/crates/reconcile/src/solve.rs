//! Least squares under balances, linearised again and again where a split is uncertain.

use crate::check::check;
use crate::problem::{Problem, Row, State, problem};
use crate::structure::{Contradiction, Structure};
use crate::system::{Answer, System};
use crate::{Error, ErrorKind, Network, Result};
use shuiheng_audit::Text;
use std::sync::Arc;

/// Steps until a network with uncertain splits must have come to rest.
const STEPS: usize = 100;
/// A step smaller than this part of the flows is none.
const REST: f64 = 1e-11;
/// A balance that misses by more than this part of its terms is wrong.
const UNBALANCED: f64 = 1e-9;
/// What is smaller than this part of the flows is rounding.
const DUST: f64 = 1e-14;

/// The plain solution: no bound is kept yet.
pub(crate) struct Plain {
    pub(crate) problem: Arc<Problem>,
    pub(crate) structure: Structure,
    pub(crate) system: System,
    pub(crate) answer: Answer,
    /// Every variable; what the data do not tell is counted from free ones at 0.
    pub(crate) values: Vec<f64>,
    pub(crate) iterations: usize,
}

/// Why there is no solution.
pub(crate) enum Failure {
    Contradiction(Contradiction),
    NotConverged,
    Numeric,
    /// The equations fill in too much.
    TooLarge,
}

/// The numbers of a network.
pub(crate) fn prepare(network: &Network) -> Result<Arc<Problem>> {
    let streams = check(network)?;
    Ok(Arc::new(problem(network, &streams)))
}

/// Solves a problem.
pub(crate) fn solve(problem: &Arc<Problem>) -> std::result::Result<Plain, Failure> {
    let (scale, correlated) = (problem.scale(), problem.correlated());
    let mut point = problem.start();
    for iterations in 1..=STEPS {
        let rows = problem.rows_at(&point);
        let structure = Structure::of(problem, &rows)?;
        // Where steps lead away to infinity, the network with uncertain splits has no solution.
        let led_away = |failure| match failure {
            Failure::Numeric if iterations > 1 => Failure::NotConverged,
            other => other,
        };
        let system = System::new(problem, &rows, &structure).map_err(led_away)?;

        let mut answer = system.reconcile();
        let redundant = structure.redundant(problem.variables.len());
        let mut values = Vec::with_capacity(problem.variables.len());
        for (at, variable) in problem.variables.iter().enumerate() {
            // What nothing else tells, not even by a common error, stays exactly as measured.
            if variable.state != State::Unmeasured && !redundant[at] && !correlated[at] {
                answer.change[at] = 0.0;
            }
            values.push(variable.value + answer.change[at]);
        }
        if values.iter().any(|value| !value.is_finite()) {
            return Err(led_away(Failure::Numeric));
        }
        let mut step: f64 = 0.0;
        for split in &problem.splits {
            for (at, size) in [(split.of, scale), (split.share, 1.0)] {
                if structure.tells(at) {
                    step = step.max((values[at] - point[at]).abs() / size.max(values[at].abs()));
                    point[at] = values[at];
                }
            }
        }
        if step <= REST {
            balanced(&rows, &values, scale).then_some(()).ok_or(Failure::Numeric)?;
            let problem = Arc::clone(problem);
            return Ok(Plain { problem, structure, system, answer, values, iterations });
        }
    }
    Err(Failure::NotConverged)
}

/// Whether every balance holds: what was computed is not handed out unchecked.
fn balanced(rows: &[Row], values: &[f64], scale: f64) -> bool {
    rows.iter().all(|row| {
        let terms = row.entries.iter().map(|(at, it)| it * values[*at]);
        let (sum, size) = terms
            .fold((-row.value, row.value.abs()), |(sum, size), it| (sum + it, size + it.abs()));
        sum.abs() <= UNBALANCED * size + DUST * scale
    })
}

impl Failure {
    /// The failure in words.
    pub(crate) fn error(self, network: &Network, problem: &Problem) -> Error {
        match self {
            Self::Contradiction(contradiction) => contradictory(&contradiction, network, problem),
            Self::NotConverged => Error {
                kind: ErrorKind::NotConverged,
                concerns: Box::default(),
                message: Text::new(
                    format!("含不确定分流比的管网迭代 {STEPS} 次后仍未收敛。"),
                    format!(
                        "the network with uncertain ratios has not come to rest after {STEPS} steps"
                    ),
                ),
                fix: Text::new(
                    "核对分流比及其水流的测量值，减小分流比的不确定度，或改为固定比值。",
                    "check the ratios and their streams, lower the uncertainty of the ratios, or fix them",
                ),
            },
            Self::TooLarge => Error {
                kind: ErrorKind::TooLarge,
                concerns: Box::default(),
                message: Text::new(
                    "管网交叉连接或约束过多，计算量超过上限。",
                    "the network is too densely connected or related to be computed",
                ),
                fix: Text::new(
                    "按车间或系统分成几个管网分别校正。",
                    "split the network by workshop or system",
                ),
            },
            Self::Numeric => Error {
                kind: ErrorKind::Numeric,
                concerns: Box::default(),
                message: Text::new(
                    "数值计算失败：各水流的大小或不确定度相差过大。",
                    "the arithmetic failed: flows or uncertainties differ too much in size",
                ),
                fix: Text::new(
                    "核对有无单位写错的数值或过小的标准不确定度。",
                    "look for a number in the wrong unit or a far too small uncertainty",
                ),
            },
        }
    }
}

fn contradictory(it: &Contradiction, network: &Network, problem: &Problem) -> Error {
    let mut rows = it.rows.clone();
    rows.sort_unstable();
    rows.dedup();
    let names: Vec<String> = rows.iter().map(|row| problem.names[*row].clone()).collect();
    let held = network.streams.iter().zip(&problem.variables).filter(|(stream, variable)| {
        variable.state == State::Held && touches(stream, &names, network)
    });
    let held: Vec<String> = held.map(|(stream, _)| stream.id.clone()).collect();
    let (around, streams) = (some(&names), some(&held));
    let imbalance = it.imbalance;
    Error {
        kind: ErrorKind::Contradiction,
        concerns: held.into(),
        message: Text::new(
            format!("固定的水流（{streams}）相互矛盾：{around} 处进出相差 {imbalance}。"),
            format!(
                "the held streams ({streams}) contradict each other: in − out is {imbalance} at {around}"
            ),
        ),
        fix: Text::new(
            "其中至少一股改为带不确定度的测量值，或更正其数值。",
            "give at least one of them an uncertainty, or correct its value",
        ),
    }
}

/// Whether a stream begins or ends at one of these, or stands in a relation among them.
fn touches(stream: &crate::Stream, names: &[String], network: &Network) -> bool {
    let at = |end: &crate::End| matches!(end, crate::End::Node(node) if names.contains(node));
    let related = |ratio: &&crate::Ratio| ratio.stream == stream.id || ratio.of == stream.id;
    at(&stream.from)
        || at(&stream.to)
        || network
            .ratios
            .iter()
            .filter(related)
            .any(|ratio| names.contains(&crate::problem::ratio_name(&ratio.stream, &ratio.of)))
        || network.constraints.iter().any(|constraint| {
            names.contains(&constraint.name)
                && constraint.terms.iter().any(|term| term.stream == stream.id)
        })
}

/// The first few of a list.
pub(crate) fn some(names: &[String]) -> String {
    let shown = names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > 8 { format!("{shown}, …") } else { shown }
}
