//! Formulas with their numbers put in, such as `7200/(7200+120)×100`, become live formulas of
//! a spreadsheet: the numbers that are inputs are replaced by the cells that hold them.

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64, String),
    Sign(char),
}

/// A number of a formula that stands in a cell: its value and the cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    /// The value as it is in the cell.
    pub(super) value: f64,
    /// The cell: `$E$5`.
    pub(super) cell: String,
}

/// The live formula, without `=`, and what it comes to; none where the text is no plain
/// arithmetic. Numbers are matched with the cells in their order, a cell that was not used yet
/// first; the factor 100 of a share stays a number.
pub(super) fn live(text: &str, held: &[Held]) -> Option<(String, f64)> {
    let tokens = tokens(text)?;
    let share = matches!(
        tokens.as_slice(),
        [.., Token::Sign('*'), Token::Number(hundred, _)] if *hundred == 100.0
    );
    let last = tokens.len().checked_sub(1)?;
    let mut used = vec![false; held.len()];
    let mut formula = String::new();
    let mut numbers = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign(sign) => formula.push(*sign),
            Token::Number(value, written) => {
                let matches = |one: &Held| near(one.value, *value);
                let free = (0..held.len()).find(|at| !used[*at] && matches(&held[*at]));
                let found = free
                    .or_else(|| held.iter().position(matches))
                    .filter(|_| !(share && at == last));
                match found {
                    Some(place) => {
                        used[place] = true;
                        formula.push_str(&held[place].cell);
                        numbers.push(held[place].value);
                    }
                    None => {
                        formula.push_str(written);
                        numbers.push(*value);
                    }
                }
            }
        }
    }
    let mut reader = Reader { tokens: &tokens, at: 0, numbers: numbers.into_iter() };
    let value = reader.sum()?;
    (reader.at == tokens.len() && value.is_finite()).then_some((formula, value))
}

/// Whether a printed number is that value: it may be rounded in its last digits.
fn near(value: f64, printed: f64) -> bool {
    (value - printed).abs() <= 1e-6 * value.abs().max(1e-3)
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let sign = match c {
            '×' | '*' => Some('*'),
            '−' | '-' | '－' => Some('-'),
            '+' | '＋' => Some('+'),
            '/' | '÷' => Some('/'),
            '(' | '（' => Some('('),
            ')' | '）' => Some(')'),
            _ => None,
        };
        if let Some(sign) = sign {
            tokens.push(Token::Sign(sign));
            at += 1;
            continue;
        }
        let length = chars[at..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
        if length == 0 {
            return None;
        }
        let written: String = chars[at..at + length].iter().collect();
        tokens.push(Token::Number(written.parse().ok()?, written));
        at += length;
    }
    Some(tokens)
}

/// Reads tokens by the rules of arithmetic; numbers come from the list beside them.
struct Reader<'t, I> {
    tokens: &'t [Token],
    at: usize,
    numbers: I,
}

impl<I: Iterator<Item = f64>> Reader<'_, I> {
    fn sign(&mut self, wanted: &[char]) -> Option<char> {
        match self.tokens.get(self.at) {
            Some(Token::Sign(sign)) if wanted.contains(sign) => {
                self.at += 1;
                Some(*sign)
            }
            _ => None,
        }
    }

    fn sum(&mut self) -> Option<f64> {
        let mut sum = self.product()?;
        while let Some(sign) = self.sign(&['+', '-']) {
            let next = self.product()?;
            sum = if sign == '+' { sum + next } else { sum - next };
        }
        Some(sum)
    }

    fn product(&mut self) -> Option<f64> {
        let mut product = self.factor()?;
        while let Some(sign) = self.sign(&['*', '/']) {
            let next = self.factor()?;
            product = if sign == '*' { product * next } else { product / next };
        }
        Some(product)
    }

    fn factor(&mut self) -> Option<f64> {
        if self.sign(&['-']).is_some() {
            return self.factor().map(std::ops::Neg::neg);
        }
        if self.sign(&['(']).is_some() {
            let inner = self.sum()?;
            return self.sign(&[')']).map(|_| inner);
        }
        match self.tokens.get(self.at) {
            Some(Token::Number(..)) => {
                self.at += 1;
                self.numbers.next()
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, held: &[(f64, &str)], expected: Option<(&str, f64)>) {
        let held: Vec<Held> =
            held.iter().map(|(value, cell)| Held { value: *value, cell: (*cell).into() }).collect();
        let found = live(text, &held);
        assert_eq!(found.as_ref().map(|(formula, _)| formula.as_str()), expected.map(|it| it.0));
        if let (Some((_, found)), Some((_, expected))) = (found, expected) {
            assert!((found - expected).abs() < 1e-9, "{found}");
        }
    }

    #[test]
    fn numbers_that_are_inputs_become_their_cells() {
        check(
            "7200/(7200+120)×100",
            &[(7200.0, "A1"), (120.0, "A2")],
            Some(("A1/(A1+A2)*100", 98.360_655_737_704_92)),
        );
        check(
            "(2657.8−2348.1)/2657.8",
            &[(2348.1, "B1"), (2657.8, "B2")],
            Some(("(B2-B1)/B2", 0.116_524_945_443_599_2)),
        );
        check("5/5×100", &[(5.0, "A1"), (5.0, "A2")], Some(("A1/A2*100", 100.0)));
        check("100/50×100", &[(100.0, "A1"), (50.0, "A2")], Some(("A1/A2*100", 200.0)));
        check(
            "2657.8×310×0.66/3780",
            &[(2657.8, "A1"), (310.0, "A2"), (3780.0, "A3")],
            Some(("A1*A2*0.66/A3", 143.858_698_412_698_4)),
        );
    }

    #[test]
    fn what_is_no_plain_arithmetic_is_left_alone() {
        check("", &[], None);
        check("Vi/Q", &[], None);
        check("1/(2+3", &[], None);
        check("1/0", &[], None);
        check("1 2 +", &[], None);
    }
}
