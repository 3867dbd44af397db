//! The order of lines that run up and down beside each other in a gutter, so that few
//! cross.

use super::route::Trunk;

const ROUNDS: usize = 12;
/// Two lines share a lane only where this much lies between their ends, pt.
const APART: f64 = 3.0;

/// A lane from the left for each trunk's net.
pub(super) fn assign(trunks: &[Trunk]) -> Vec<(usize, usize)> {
    let mut lanes: Vec<(usize, usize)> = Vec::with_capacity(trunks.len());
    let order = order(trunks);
    for (place, &at) in order.iter().enumerate() {
        let trunk = &trunks[at];
        let beside = order[..place]
            .iter()
            .zip(&lanes)
            .filter(|(other, _)| {
                let other = &trunks[**other];
                other.low <= trunk.high + APART && trunk.low <= other.high + APART
            })
            .map(|(_, (_, lane))| lane + 1)
            .max();
        lanes.push((trunk.net, beside.unwrap_or(0)));
    }
    lanes
}

/// Trunks from the left to the right, by exchanging neighbours as long as it helps.
fn order(trunks: &[Trunk]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..trunks.len()).collect();
    // What collects from the left begins on the left.
    order.sort_by_key(|at| {
        let trunk = &trunks[*at];
        (trunk.left.len() < trunk.right.len(), trunk.net)
    });
    for _ in 0..ROUNDS {
        let mut better = false;
        for place in 1..order.len() {
            let (a, b) = (&trunks[order[place - 1]], &trunks[order[place]]);
            if crossings(b, a) < crossings(a, b) {
                order.swap(place - 1, place);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
    order
}

/// Crossings of two trunks where the first stands on the left of the second.
fn crossings(left: &Trunk, right: &Trunk) -> usize {
    let meets = |ys: &[f64], trunk: &Trunk| {
        ys.iter().filter(|y| **y >= trunk.low - 0.5 && **y <= trunk.high + 0.5).count()
    };
    meets(&left.right, right) + meets(&right.left, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trunk(net: usize, left: &[f64], right: &[f64]) -> Trunk {
        let all = || left.iter().chain(right).copied();
        let low = all().fold(f64::INFINITY, f64::min);
        let high = all().fold(f64::NEG_INFINITY, f64::max);
        Trunk { net, left: left.to_vec(), right: right.to_vec(), low, high }
    }

    #[track_caller]
    fn check(trunks: &[Trunk], expected: &[(usize, usize)]) {
        assert_eq!(assign(trunks), expected);
    }

    #[test]
    fn lines_that_do_not_meet_share_a_lane_and_the_others_cross_little() {
        check(&[], &[]);
        let apart = [trunk(0, &[0.0], &[10.0]), trunk(1, &[20.0], &[30.0])];
        check(&apart, &[(0, 0), (1, 0)]);
        // The bus with many branches to the right stands next to them.
        let bus = [trunk(0, &[], &[5.0, 10.0, 15.0, 40.0]), trunk(1, &[0.0], &[12.0])];
        check(&bus, &[(1, 0), (0, 1)]);
    }
}
