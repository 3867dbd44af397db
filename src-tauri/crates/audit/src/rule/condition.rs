//! When a rule raises: tests of figures, joined by all, any and not.

use serde::Deserialize;

/// How a figure is held against a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum TestOp {
    /// Less.
    #[serde(rename = "<")]
    Less,
    /// Less or equal.
    #[serde(rename = "<=")]
    AtMost,
    /// Equal; for numbers up to the noise of the last binary digits.
    #[serde(rename = "=")]
    Equal,
    /// Not equal.
    #[serde(rename = "!=")]
    Differs,
    /// Greater or equal.
    #[serde(rename = ">=")]
    AtLeast,
    /// Greater.
    #[serde(rename = ">")]
    Greater,
    /// There is a value.
    #[serde(rename = "known")]
    Known,
    /// There is none.
    #[serde(rename = "unknown")]
    Unknown,
}

/// What a figure is held against.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// True or false.
    Flag(bool),
    /// A number in the figure's unit.
    Number(f64),
    /// A word of the figure's vocabulary.
    Word(String),
}

/// The other side of a test.
#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// Nothing: known or unknown.
    Nothing,
    /// A value that stands in the rule.
    Value(Scalar),
    /// Another figure, times a factor.
    Figure(String, f64),
}

/// A figure held against something.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureTest {
    /// The figure, by its name in the vocabulary.
    pub figure: String,
    /// How.
    pub op: TestOp,
    /// Against what.
    pub against: Against,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Raw")]
pub enum Condition {
    /// All of them.
    All(Vec<Condition>),
    /// At least one.
    Any(Vec<Condition>),
    /// Not.
    Not(Box<Condition>),
    /// A test of one figure.
    Test(FigureTest),
}

/// A condition as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    all: Option<Vec<Condition>>,
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
    figure: Option<String>,
    op: Option<TestOp>,
    value: Option<Scalar>,
    than: Option<String>,
    times: Option<f64>,
}

impl TryFrom<Raw> for Condition {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        let bare =
            raw.op.is_none() && raw.value.is_none() && raw.than.is_none() && raw.times.is_none();
        match raw {
            Raw { all: Some(parts), any: None, not: None, figure: None, .. } if bare => {
                if parts.is_empty() { Err("`all` is empty".into()) } else { Ok(Self::All(parts)) }
            }
            Raw { all: None, any: Some(parts), not: None, figure: None, .. } if bare => {
                if parts.is_empty() { Err("`any` is empty".into()) } else { Ok(Self::Any(parts)) }
            }
            Raw { all: None, any: None, not: Some(part), figure: None, .. } if bare => {
                Ok(Self::Not(part))
            }
            Raw {
                all: None,
                any: None,
                not: None,
                figure: Some(figure),
                op,
                value,
                than,
                times,
            } => {
                let op = op.ok_or_else(|| format!("`{figure}` has no `op`"))?;
                let against = match (value, than, times) {
                    (None, None, None) => Against::Nothing,
                    (Some(value), None, None) => Against::Value(value),
                    (None, Some(than), times) => Against::Figure(than, times.unwrap_or(1.0)),
                    _ => {
                        return Err(format!(
                            "`{figure}`: give `value`, or `than` with or without `times`"
                        ));
                    }
                };
                let alone = matches!(op, TestOp::Known | TestOp::Unknown);
                if alone != (against == Against::Nothing) {
                    return Err(format!(
                        "`{figure}`: the `op` and what it is held against do not fit"
                    ));
                }
                Ok(Self::Test(FigureTest { figure, op, against }))
            }
            _ => {
                Err("a condition is one of `all`, `any`, `not`, or a `figure` with its `op`".into())
            }
        }
    }
}

impl Condition {
    /// Every test in it.
    pub fn tests(&self) -> Vec<&FigureTest> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Not(part) => part.tests(),
            Self::Test(test) => vec![test],
        }
    }

    /// Whether it holds, by whether each test does; none where that hangs on a figure that
    /// is not known.
    pub(super) fn holds(&self, test: &dyn Fn(&FigureTest) -> Option<bool>) -> Option<bool> {
        match self {
            Self::Test(one) => test(one),
            Self::Not(part) => part.holds(test).map(|holds| !holds),
            Self::All(parts) => joined(parts, test, false),
            Self::Any(parts) => joined(parts, test, true),
        }
    }
}

/// `settles` decides at once; else what is not known leaves it not known.
fn joined(
    parts: &[Condition],
    test: &dyn Fn(&FigureTest) -> Option<bool>,
    settles: bool,
) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part.holds(test) {
            Some(holds) if holds == settles => return Some(settles),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(!settles)
}
