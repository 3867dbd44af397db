//! Things in a row, each as near to where it wants to be as the order allows.

/// The non-decreasing sequence that is nearest to weighted wishes (pool adjacent
/// violators).
pub(crate) fn isotonic(wishes: &[(f64, f64)]) -> Vec<f64> {
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for &(wish, weight) in wishes {
        let mut block = (wish, weight, 1);
        while let Some(&(value, mass, count)) = blocks.last() {
            if value <= block.0 {
                break;
            }
            let total = mass + block.1;
            block = ((value * mass + block.0 * block.1) / total, total, count + block.2);
            blocks.pop();
        }
        blocks.push(block);
    }
    blocks.into_iter().flat_map(|(value, _, count)| std::iter::repeat_n(value, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wishes: &[f64], expected: &[f64]) {
        let wishes: Vec<_> = wishes.iter().map(|wish| (*wish, 1.0)).collect();
        assert_eq!(isotonic(&wishes), expected);
    }

    #[test]
    fn boxes_come_as_near_to_their_wishes_as_their_order_allows() {
        check(&[], &[]);
        check(&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]);
        check(&[3.0, 1.0], &[2.0, 2.0]);
        check(&[0.0, 4.0, 2.0, 9.0], &[0.0, 3.0, 3.0, 9.0]);
        check(&[6.0, 4.0, 2.0], &[4.0, 4.0, 4.0]);
    }
}
