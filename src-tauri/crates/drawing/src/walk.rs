//! The order in which water is handed on.

use std::collections::{BTreeMap, BTreeSet};

/// Places in the order in which a depth-first walk leaves them; its reverse puts every
/// flow forward except those that close a loop. A stack of our own: long chains of units
/// must not exhaust the thread's.
pub(crate) fn finishing_order(
    cells: &[usize],
    edges: &BTreeMap<usize, BTreeSet<usize>>,
) -> Vec<usize> {
    let members: BTreeSet<usize> = cells.iter().copied().collect();
    let next = |cell: usize| -> Vec<usize> {
        edges.get(&cell).into_iter().flatten().copied().filter(|to| members.contains(to)).collect()
    };
    let mut seen = BTreeSet::new();
    let mut done = Vec::new();
    for &start in cells.iter().rev() {
        if !seen.insert(start) {
            continue;
        }
        let mut stack = vec![(start, next(start))];
        while let Some((cell, rest)) = stack.last_mut() {
            match rest.pop() {
                Some(to) if seen.insert(to) => {
                    let onward = next(to);
                    stack.push((to, onward));
                }
                Some(_) => {}
                None => {
                    done.push(*cell);
                    stack.pop();
                }
            }
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edges: &[(usize, usize)], cells: usize, expected: &[usize]) {
        let mut map: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (from, to) in edges {
            map.entry(*from).or_default().insert(*to);
        }
        let cells: Vec<usize> = (0..cells).collect();
        let mut order = finishing_order(&cells, &map);
        order.reverse();
        assert_eq!(order, expected);
    }

    #[test]
    fn givers_come_before_takers_and_loops_end() {
        check(&[], 3, &[0, 1, 2]);
        check(&[(0, 1), (1, 2)], 3, &[0, 1, 2]);
        check(&[(2, 1), (1, 0)], 3, &[2, 1, 0]);
        check(&[(0, 1), (1, 0)], 2, &[1, 0]);
        check(&[(0, 1), (1, 2), (2, 0)], 3, &[2, 0, 1]);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_units_does_not_exhaust_the_stack() {
        let map = (0..100_000).map(|at| (at, BTreeSet::from([at + 1]))).collect();
        let cells: Vec<usize> = (0..=100_000).collect();
        assert_eq!(finishing_order(&cells, &map).len(), 100_001);
    }
}
