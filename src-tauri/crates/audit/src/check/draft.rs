//! A check in the making: its parts, known or missing, become a value.

use super::{Check, CheckCode, CheckInput, CheckRules, CheckVerdict, FactCode, Missing, UnitFacts};
use crate::{Evidence, Flows, Input, Item, Text, Unit, UnitBalance, UnitId, trimmed};
use std::collections::BTreeMap;

/// A part of a check, or what is missing for it.
pub(crate) type Part = Result<CheckInput, Missing>;

/// What checks are made from.
pub(super) struct Maker<'a> {
    pub(super) e: &'a Evidence<'a>,
    pub(super) rules: &'a CheckRules,
    pub(super) facts: &'a BTreeMap<UnitId, UnitFacts>,
}

/// A unit with its balance.
#[derive(Clone, Copy)]
pub(crate) struct Of<'a> {
    pub(crate) unit: &'a Unit,
    pub(crate) balance: &'a UnitBalance,
}

impl<'a> Of<'a> {
    /// The unit with its balance; none where it has none.
    pub(crate) fn new(e: &Evidence<'a>, unit: &'a Unit) -> Option<Self> {
        Some(Self { unit, balance: e.balance_of(&unit.id)? })
    }
}

impl<'a> Maker<'a> {
    pub(super) fn of(&self, unit: &'a Unit) -> Option<Of<'a>> {
        Of::new(self.e, unit)
    }

    /// A fact of a unit, typed in or taken from a table; else what is missing.
    pub(super) fn fact(&self, unit: &Unit, code: FactCode) -> Part {
        let known = unit.facts.get(code);
        let taken = || self.facts.get(&unit.id).and_then(|facts| facts.get(code));
        match known.or_else(taken) {
            Some(fact) => Ok(of_fact(fact)),
            None => Err(fact_missing(code)),
        }
    }

    /// A check of a unit.
    pub(super) fn check(
        &self,
        code: CheckCode,
        unit: &Unit,
        parts: impl IntoIterator<Item = Part>,
        compute: impl Fn(&[f64]) -> Option<(f64, String)>,
    ) -> Option<Check> {
        let check = self.plain(code, unit.name.clone(), parts, compute)?;
        Some(Check { unit: Some(unit.id.clone()), ..check })
    }

    /// A check of a meter or of the site.
    pub(super) fn plain(
        &self,
        code: CheckCode,
        of: String,
        parts: impl IntoIterator<Item = Part>,
        compute: impl Fn(&[f64]) -> Option<(f64, String)>,
    ) -> Option<Check> {
        let expectation = self.rules.expectation(code, &self.e.profile.industry)?.clone();
        let (mut inputs, mut missing) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Ok(input) => inputs.push(input),
                Err(lack) if !missing.contains(&lack) => missing.push(lack),
                Err(_) => {}
            }
        }
        let values: Vec<f64> = inputs.iter().map(|input: &CheckInput| input.input.value).collect();
        let done = if missing.is_empty() { compute(&values) } else { None };
        if done.is_none() && missing.is_empty() {
            missing.push(Missing {
                text: Text::new(
                    "分母为零或数值超出公式的适用范围",
                    "the denominator is zero, or the formula does not hold there",
                ),
                fact: None,
            });
        }
        let (value, substituted) =
            done.map_or((None, String::new()), |(value, text)| (Some(value), text));
        let verdict = value.map_or(CheckVerdict::Missing, |value| expectation.verdict(value));
        Some(Check { expectation, unit: None, of, value, substituted, inputs, missing, verdict })
    }
}

fn of_fact(fact: &super::Fact) -> CheckInput {
    let code = fact.code;
    CheckInput {
        input: Input {
            symbol: code.symbol().into(),
            name: Text::new(code.zh(), code.en()),
            value: fact.value,
            unit: code.unit().into(),
            cells: fact.origin.cells().to_vec(),
        },
        fact: Some(code),
    }
}

/// A fact that is not told.
pub(super) fn fact_missing(code: FactCode) -> Missing {
    Missing {
        text: Text::new(format!("{}不详", code.zh()), format!("{} is not known", code.en())),
        fact: Some(code),
    }
}

/// A fact that was typed in for a unit.
pub(super) fn typed(unit: &Unit, code: FactCode) -> Option<Part> {
    unit.facts.get(code).map(|fact| Ok(of_fact(fact)))
}

/// A fact that was typed in for a unit, else a figure of its balance; where neither is
/// known, the fact is what would settle it.
pub(super) fn typed_or(of: Of<'_>, code: FactCode, balance: impl FnOnce() -> Part) -> Part {
    typed(of.unit, code)
        .unwrap_or_else(|| balance().map_err(|missing| Missing { fact: Some(code), ..missing }))
}

/// A flow of a unit's balance; where it is not known, `fact` is what would settle it.
pub(super) fn flow(
    e: &Evidence,
    of: Of<'_>,
    symbol: &str,
    name: Text,
    items: &[Item],
    sum: impl Fn(&Flows) -> Option<crate::DailyVolume>,
) -> Part {
    match sum(&of.balance.flows) {
        Some(value) => Ok(CheckInput {
            input: Input {
                symbol: symbol.into(),
                name,
                value: value.value(),
                unit: "m3/d".into(),
                cells: e.part_cells(items, |unit| e.within(&unit.id, &of.unit.id)),
            },
            fact: None,
        }),
        None => Err(Missing {
            text: Text::new(format!("{}不详", name.zh), format!("{} is not known", name.en)),
            fact: None,
        }),
    }
}

/// The cells behind quantities of a unit and of those that are added to it.
pub(crate) fn unit_cells(e: &Evidence, of: Of<'_>, items: &[Item]) -> Vec<crate::CellRef> {
    e.part_cells(items, |unit| e.within(&unit.id, &of.unit.id))
}

/// A number in a formula: at most four decimals.
pub(super) fn n(value: f64) -> String {
    trimmed(value, 4)
}

/// A number of a factor such as k, which lives in its last decimals.
pub(super) fn small(value: f64) -> String {
    trimmed(value, 6)
}
