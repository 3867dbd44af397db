//! Splits, other relations and covariances.

use super::{duplicate, fault, finite, named, too_large};
use crate::{Constraint, Covariance, ErrorKind, Flow, Network, Ratio, Result, bound};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn ratio(ratio: &Ratio) -> Result<()> {
    let Ratio { stream, of, ratio: share, sd, .. } = ratio;
    let name = crate::problem::ratio_name(stream, of);
    if stream == of {
        return Err(fault(
            ErrorKind::Value,
            [stream],
            (format!("分流比 {name} 的两股水流是同一股。"), "of 应写被分流的水流。".into()),
            (
                format!("the ratio {name} is of a stream to itself"),
                "let of name the stream that is split".into(),
            ),
        ));
    }
    if !(0.0..=1.0).contains(share) {
        return Err(fault(
            ErrorKind::Value,
            [stream, of],
            (
                format!("分流比 {name} 为 {share}，应在 0 与 1 之间。"),
                "核对比值：30 % 应写 0.3。".into(),
            ),
            (
                format!("the ratio {name} is {share}, not from 0 to 1"),
                "check it: 30 % is 0.3".into(),
            ),
        ));
    }
    if !((*sd == 0.0 || sd * sd > 0.0) && *sd >= 0.0 && finite(*sd)) {
        return Err(fault(
            ErrorKind::Uncertainty,
            [stream, of],
            (
                format!("分流比 {name} 的标准不确定度为 {sd}，应为 0（固定）或正数。"),
                "与比值一样用小数表示，如 0.05。".into(),
            ),
            (
                format!(
                    "the standard uncertainty of the ratio {name} is {sd}, not 0 (fixed) or above"
                ),
                "give it as the ratio itself, such as 0.05".into(),
            ),
        ));
    }
    Ok(())
}

pub(super) fn constraint(constraint: &Constraint) -> Result<()> {
    let name = constraint.name.as_str();
    named(name)?;
    if constraint.terms.len() > bound::TERMS {
        return Err(too_large("项", "terms", constraint.terms.len(), bound::TERMS, [name]));
    }
    let coefficients = || constraint.terms.iter().map(|term| term.coefficient);
    let sound = finite(constraint.value)
        && coefficients().all(finite)
        && coefficients().any(|it| it.abs() > 1e-15);
    if sound {
        return Ok(());
    }
    Err(fault(
        ErrorKind::Value,
        [name],
        (
            format!("约束“{name}”没有系数不为 0 的项，或含有不可用的数值。"),
            "给出各水流的系数和约束的值。".into(),
        ),
        (
            format!("the constraint {name} has no coefficient other than 0, or an unusable number"),
            "give the streams' coefficients and what they add up to".into(),
        ),
    ))
}

/// Correlated errors: of measured streams, each pair once, positive definite in each block.
pub(super) fn covariances(network: &Network, streams: &BTreeMap<&str, usize>) -> Result<()> {
    let sound = |first: &str, second: &str, why_zh: &str, why_en: &str| {
        fault(
            ErrorKind::Covariance,
            [first, second],
            (
                format!("“{first}”与“{second}”的协方差不成立：{why_zh}。"),
                "核对协方差；互不影响的测量不要写。".into(),
            ),
            (
                format!("the covariance of {first} and {second} cannot be: {why_en}"),
                "check it; leave out measurements that do not affect each other".into(),
            ),
        )
    };
    let mut pairs = BTreeSet::new();
    for Covariance { first, second, value } in &network.covariances {
        let (Some(a), Some(b)) = (streams.get(first.as_str()), streams.get(second.as_str())) else {
            continue;
        };
        let sd = |at: usize| match network.streams[at].flow {
            Flow::Measured { sd, .. } => Some(sd),
            Flow::Unmeasured | Flow::Held(_) => None,
        };
        let (Some(x), Some(y)) = (sd(*a), sd(*b)) else {
            return Err(sound(first, second, "两股水流不都是测量的", "not both are measured"));
        };
        if a == b {
            return Err(sound(first, second, "是同一股水流", "they are one stream"));
        }
        if !pairs.insert((a.min(b), a.max(b))) {
            return Err(duplicate(&format!("{first}, {second}")));
        }
        if value.is_nan() || value.abs() >= x * y {
            return Err(sound(
                first,
                second,
                "绝对值应小于两个标准不确定度之积",
                "its size must stay below the product of the two uncertainties",
            ));
        }
    }
    let problem = crate::problem::problem(network, streams);
    for block in &problem.blocks {
        let mut members: Vec<usize> = block.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        members.sort_unstable();
        members.dedup();
        let name = |at: usize| network.streams[members[at]].id.as_str();
        if members.len() > bound::CORRELATED {
            let (count, most) = (members.len(), bound::CORRELATED);
            return Err(too_large("相关的水流", "correlated streams", count, most, [name(0)]));
        }
        if !positive(&problem, block, &members) {
            return Err(sound(
                name(0),
                name(1),
                "协方差矩阵不是正定的",
                "the matrix is not positive definite",
            ));
        }
    }
    Ok(())
}

/// Whether a block of covariances is positive definite, by its correlations.
fn positive(
    problem: &crate::problem::Problem,
    block: &[(usize, usize, f64)],
    members: &[usize],
) -> bool {
    let place = |variable: usize| members.binary_search(&variable).unwrap_or_default();
    let size = |variable: usize| problem.variables[variable].variance.sqrt();
    let mut entries: Vec<_> = (0..members.len()).map(|at| (at, at, 1.0)).collect();
    entries.extend(
        block
            .iter()
            .map(|(a, b, covariance)| (place(*a), place(*b), covariance / (size(*a) * size(*b)))),
    );
    crate::ldlt::Ldlt::new(crate::ldlt::Upper::new(members.len(), entries))
        .is_ok_and(|ldlt| ldlt.pivots().all(|pivot| pivot > 1e-9))
}
