//! Limits that are a formula of the product, linear in n: `0.5+0.3n`.

/// `constant + slope × n`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearFormula {
    /// The value where n is 0.
    pub constant: f64,
    /// What each n adds.
    pub slope: f64,
}

impl LinearFormula {
    /// Reads `0.5+0.3n`, `0.3n + 0.5`, `0.5 + 0.3×n`, `2n−1`; none for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '×' | '*' | '·'))
            .map(|c| match c {
                '＋' => '+',
                '−' | '－' | '–' => '-',
                'N' | 'ｎ' => 'n',
                other => other,
            })
            .collect();
        let mut formula = Self { constant: 0.0, slope: 0.0 };
        for term in terms(&plain)? {
            match term.strip_suffix('n') {
                Some(factor) => formula.slope += coefficient(factor)?,
                None => formula.constant += number(term)?,
            }
        }
        Some(formula)
    }

    /// Its value for n.
    pub fn at(self, n: f64) -> f64 {
        self.constant + self.slope * n
    }
}

/// The terms of a sum, each with its sign.
fn terms(text: &str) -> Option<Vec<&str>> {
    let mut starts = vec![0];
    starts.extend(text.char_indices().skip(1).filter(|(_, c)| "+-".contains(*c)).map(|(at, _)| at));
    starts.push(text.len());
    let parts: Vec<&str> = starts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect();
    (!text.is_empty()).then_some(parts)
}

fn coefficient(text: &str) -> Option<f64> {
    match text {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        _ => number(text),
    }
}

fn number(text: &str) -> Option<f64> {
    // Digits, a point, a sign: nothing that only a machine would write (inf, 1e5).
    let plain = text.chars().all(|c| c.is_ascii_digit() || "+-.".contains(c));
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(f64, f64)>) {
        let read = LinearFormula::parse(text).map(|read| (read.constant, read.slope));
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn what_is_linear_is_read() {
        check("0.5+0.3n", Some((0.5, 0.3)));
        check("0.3n + 0.5", Some((0.5, 0.3)));
        check("1.0＋0.6×n", Some((1.0, 0.6)));
        check("2n−1", Some((-1.0, 2.0)));
        check("n", Some((0.0, 1.0)));
        check("0.17", Some((0.17, 0.0)));
    }

    #[test]
    fn what_is_not_is_not_guessed() {
        check("", None);
        check("0.5+0.3n²", None);
        check("0.5+0.3m", None);
        check("inf", None);
        check("1e3n", None);
        check("0.5+", None);
        check("见表", None);
    }
}
