//! An indicator in the making: known inputs become a value, unknown ones say what is missing.

use super::evidence::Known;
use super::{Indicator, IndicatorCode as Code, Input};
use crate::{Text, trimmed};

/// An indicator before it has its name.
pub(super) struct Draft {
    pub(super) value: Option<f64>,
    pub(super) substituted: String,
    pub(super) inputs: Vec<Input>,
    pub(super) missing: Vec<Text>,
}

impl Draft {
    pub(super) fn missing(text: Text) -> Self {
        Self { value: None, substituted: String::new(), inputs: Vec::new(), missing: vec![text] }
    }

    pub(super) fn named(self, code: Code) -> Indicator {
        let Self { value, substituted, inputs, missing } = self;
        Indicator {
            code,
            of: String::new(),
            value,
            uncertainty: None,
            unit: code.definition().unit.into(),
            substituted,
            inputs,
            missing,
        }
    }

    pub(super) fn of(
        parts: impl IntoIterator<Item = Known>,
        compute: impl Fn(&[Input]) -> Option<(f64, String)>,
    ) -> Self {
        let (mut inputs, mut missing): (Vec<Input>, Vec<Text>) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Ok(input) => inputs.push(input),
                Err(text) if !missing.contains(&text) => missing.push(text),
                Err(_) => {}
            }
        }
        let done = if missing.is_empty() { compute(&inputs) } else { None };
        if done.is_none() && missing.is_empty() {
            missing.push(Text::new("分母为零，无意义", "the denominator is zero"));
        }
        let (value, substituted) =
            done.map_or((None, String::new()), |(value, text)| (Some(value), text));
        Self { value, substituted, inputs, missing }
    }
}

/// `part / Σ whole × 100`, in %. An input that stands in both is listed once.
pub(super) fn share<const N: usize>(part: Known, whole: [Known; N]) -> Draft {
    let repeated: Vec<bool> = whole.iter().map(|input| *input == part).collect();
    let rest: Vec<Known> = whole
        .iter()
        .zip(&repeated)
        .filter(|(_, same)| !**same)
        .map(|(input, _)| input.clone())
        .collect();
    let order: Vec<Option<usize>> = {
        let mut next = 0;
        repeated
            .iter()
            .map(|same| {
                if *same {
                    None
                } else {
                    next += 1;
                    Some(next)
                }
            })
            .collect()
    };
    Draft::of(std::iter::once(part).chain(rest), |inputs| {
        let part = inputs.first()?;
        let of = |at: &Option<usize>| at.map_or(Some(part), |at| inputs.get(at));
        let terms: Vec<&Input> = order.iter().map(of).collect::<Option<_>>()?;
        let sum: f64 = terms.iter().map(|term| term.value).sum();
        let text = terms.iter().map(|term| trimmed(term.value, 4)).collect::<Vec<_>>().join("+");
        let text = if terms.len() > 1 { format!("({text})") } else { text };
        (sum != 0.0)
            .then(|| (part.value / sum * 100.0, format!("{}/{text}×100", trimmed(part.value, 4))))
    })
}

pub(super) fn ratio(over: Known, under: Known, factor: f64) -> Draft {
    Draft::of([over, under], |inputs| match inputs {
        [over, under] if under.value != 0.0 => {
            let text = format!("{}/{}", trimmed(over.value, 4), trimmed(under.value, 4));
            Some((over.value / under.value * factor, text))
        }
        _ => None,
    })
}
