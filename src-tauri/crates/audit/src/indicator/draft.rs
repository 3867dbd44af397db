//! An indicator in the making: known inputs become a value, unknown ones say what is missing.
//!
//! Every indicator is a quotient of two sums of its inputs. So its uncertainty follows to
//! first order from those of the figures that the inputs rest on (不确定度传播, JJF 1059.1):
//! `u² = Σ (∂f/∂x·u(x))²` over the figures `x`, with `∂f/∂x = c·(a·U − O·b)/U²` for
//! `f = c·O/U`. A figure that stands in several inputs counts once, with all its shares, so
//! that their covariance is in it.

use super::evidence::Evidence;
use super::term::{Amount, Rests, Term, Weights};
use super::{Indicator, IndicatorCode as Code, Input};
use crate::{DataQuality, Text, ValueUncertainty, trimmed};

/// An indicator before it has its name.
pub(super) struct Draft {
    pub(super) value: Option<f64>,
    pub(super) substituted: String,
    pub(super) inputs: Vec<Input>,
    pub(super) missing: Vec<Text>,
    /// The change of the value with each figure; none where an input rests on something of
    /// which it is not known how sure it is.
    gradient: Option<Weights>,
}

/// `factor · Σ over·input / Σ under·input`, with one number for each input.
pub(super) struct Quotient {
    pub(super) over: Vec<f64>,
    pub(super) under: Vec<f64>,
    pub(super) factor: f64,
    /// The formula with the numbers put in.
    pub(super) text: String,
}

impl Draft {
    pub(super) fn missing(text: Text) -> Self {
        Self::lacking(vec![text])
    }

    pub(super) fn lacking(missing: Vec<Text>) -> Self {
        Self {
            value: None,
            substituted: String::new(),
            inputs: Vec::new(),
            missing,
            gradient: None,
        }
    }

    pub(super) fn named(self, code: Code, e: &Evidence, quality: &DataQuality) -> Indicator {
        // Counts of meters rest on no figure: there is nothing to be unsure of, and nothing to say.
        let gradient = self.gradient.as_ref().filter(|of| !of.is_empty());
        let standard = gradient.and_then(|of| standard(of, e, quality));
        let Self { value, substituted, inputs, missing, .. } = self;
        Indicator {
            code,
            of: String::new(),
            value,
            uncertainty: value
                .and(standard)
                .map(|standard| ValueUncertainty::new(standard, &quality.coverage)),
            unit: code.definition().unit.into(),
            substituted,
            inputs,
            missing,
        }
    }

    /// A quotient of the parts; none where there is nothing to divide by.
    pub(super) fn quotient(
        parts: impl IntoIterator<Item = Amount>,
        form: impl Fn(&[Input]) -> Option<Quotient>,
    ) -> Self {
        let (mut terms, mut missing): (Vec<Term>, Vec<Text>) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Ok(term) => terms.push(term),
                Err(text) if !missing.contains(&text) => missing.push(text),
                Err(_) => {}
            }
        }
        let inputs: Vec<Input> = terms.iter().map(|term| term.input.clone()).collect();
        let quotient = if missing.is_empty() { form(&inputs) } else { None };
        let done = quotient.and_then(|quotient| {
            let (over, under) = (dot(&quotient.over, &inputs), dot(&quotient.under, &inputs));
            (under != 0.0).then(|| (quotient.factor * over / under, over, under, quotient))
        });
        if done.is_none() && missing.is_empty() {
            missing.push(Text::new("分母为零，无意义", "the denominator is zero"));
        }
        match done {
            Some((value, over, under, quotient)) => Self {
                value: Some(value),
                gradient: gradient(&terms, &quotient, (over, under)),
                substituted: quotient.text,
                inputs,
                missing,
            },
            None => {
                Self { value: None, substituted: String::new(), inputs, missing, gradient: None }
            }
        }
    }
}

fn dot(weights: &[f64], inputs: &[Input]) -> f64 {
    // A weight of nothing takes no part: the sum is that of the terms of the formula.
    let terms = weights.iter().zip(inputs).filter(|(weight, _)| **weight != 0.0);
    terms.fold(0.0, |sum, (weight, input)| sum + weight * input.value)
}

fn gradient(terms: &[Term], quotient: &Quotient, (over, under): (f64, f64)) -> Option<Weights> {
    let mut gradient = Weights::new();
    for (at, term) in terms.iter().enumerate() {
        let part = |weights: &[f64]| weights.get(at).copied().unwrap_or_default();
        let (a, b) = (part(&quotient.over), part(&quotient.under));
        let change = quotient.factor * (a * under - over * b) / (under * under);
        match &term.rests {
            Rests::Certain => {}
            Rests::Unknown => return None,
            Rests::Figures(weights) => {
                for (stream, weight) in weights {
                    *gradient.entry(*stream).or_default() += change * weight;
                }
            }
        }
    }
    Some(gradient)
}

/// The standard uncertainty by the grades of the figures; none as soon as one that counts is
/// not known.
fn standard(gradient: &Weights, e: &Evidence, quality: &DataQuality) -> Option<f64> {
    let mut squares = Vec::new();
    for (stream, change) in gradient.iter().filter(|(_, change)| **change != 0.0) {
        let figure = e.site.streams.get(*stream)?.figure.as_ref()?;
        let part = change * quality.of(figure)?.absolute.value();
        squares.push(part * part);
    }
    squares.sort_by(f64::total_cmp);
    Some(squares.into_iter().fold(0.0, |sum, square| sum + square).sqrt())
}

/// `part / Σ whole × 100`, in %. An input that stands in both is listed once.
pub(super) fn share<const N: usize>(part: Amount, whole: [Amount; N]) -> Draft {
    let repeated: Vec<bool> = whole.iter().map(|input| *input == part).collect();
    let rest = whole.iter().zip(&repeated).filter(|(_, same)| !**same);
    let rest: Vec<Amount> = rest.map(|(input, _)| input.clone()).collect();
    // Where each term of the whole stands among the inputs: the part itself, or one of the rest.
    let mut next = 0;
    let places: Vec<usize> = repeated
        .iter()
        .map(|same| {
            if *same {
                return 0;
            }
            next += 1;
            next
        })
        .collect();
    Draft::quotient(std::iter::once(part).chain(rest), |inputs| {
        let part = inputs.first()?;
        let terms: Vec<&Input> = places.iter().map(|at| inputs.get(*at)).collect::<Option<_>>()?;
        let text = terms.iter().map(|term| trimmed(term.value, 4)).collect::<Vec<_>>().join("+");
        let text = if terms.len() > 1 { format!("({text})") } else { text };
        let mut over = vec![0.0; inputs.len()];
        let mut under = over.clone();
        *over.first_mut()? = 1.0;
        for at in &places {
            *under.get_mut(*at)? += 1.0;
        }
        Some(Quotient {
            over,
            under,
            factor: 100.0,
            text: format!("{}/{text}×100", trimmed(part.value, 4)),
        })
    })
}

/// `over / under`.
pub(super) fn ratio(over: Amount, under: Amount) -> Draft {
    Draft::quotient([over, under], |inputs| match inputs {
        [over, under] => Some(Quotient {
            over: vec![1.0, 0.0],
            under: vec![0.0, 1.0],
            factor: 1.0,
            text: format!("{}/{}", trimmed(over.value, 4), trimmed(under.value, 4)),
        }),
        _ => None,
    })
}
