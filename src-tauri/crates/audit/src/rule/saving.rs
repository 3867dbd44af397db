//! Savings: computed by a formula of this program from the site's own figures, or not at all.

use super::facts::{Facts, Subject, Value, with};
use super::norm;
use crate::{AnnualVolume, Input, Text, trimmed};
use serde::Deserialize;

/// How a rule has its saving computed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum SavingRule {
    /// Intake above the least strict level of the quota: `(Vui−Vq)·Q`. Per product.
    ExcessOverQuota,
    /// Leakage, condensate or effluent up to the limit of the trade. Per criterion.
    ToLimit,
    /// Leakage above a share of the intake: `Vl−K·Vi`. For the site.
    LeakageDownTo {
        /// %.
        pct: f64,
    },
    /// A cooling system from its concentration ratio N1 to N2:
    /// `ΔM = E·(N1/(N1−1)−N2/(N2−1))`. Per unit.
    RaiseConcentration {
        /// N2.
        to: f64,
    },
    /// Once-through cooling that is made to circulate: `V−E·N/(N−1)`, `E=k·Δt·V`. Per unit.
    CloseOnceThrough {
        /// N.
        ratio: f64,
    },
    /// A flow that can be used again, at most wholly: `V·d`.
    Recover {
        /// The figure, in m³/d.
        figure: String,
    },
    /// A share of a unit down to the upper end of its expected range. Per unit.
    ToRange {
        /// Which.
        of: RangeSaving,
    },
}

/// What is brought down to the upper end of its range, or up to the lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RangeSaving {
    /// Blow-down of a boiler: `F−S/(1−b)`, `S=F−B`.
    BoilerBlowDown,
    /// Recovery of reverse osmosis: `Vin−Vout/r`.
    RoRecovery,
    /// Waste of a softener: `Vreg−w·Vout`.
    SoftenerWaste,
    /// Own use of a water works: `Vin−Vout/(1−u)`.
    StationOwnUse,
    /// Domestic water: `Vylf−q·n·s/1000`.
    Domestic,
    /// Drift of a cooling tower: `D−δ·Vcy`.
    Drift,
}

/// A saving with everything that it rests on. It can be made only here, from figures of the
/// site: there is no saving without a formula and its inputs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Saving {
    /// The formula with symbols.
    pub formula: String,
    /// The formula with the numbers put in, m³/a.
    pub substituted: String,
    /// m³/a.
    pub per_year: AnnualVolume,
    /// True for what can be saved at most, where the quality of the water allows it.
    pub at_most: bool,
    /// What goes into it.
    pub inputs: Vec<Input>,
}

/// What is known of a saving.
#[derive(Clone, Debug, PartialEq)]
pub enum Potential {
    /// It follows from the site's figures.
    Computed(Saving),
    /// It has to be shown by measurement (节水量需经实测论证); why it does not follow.
    ToBeShown(Text),
}

impl Potential {
    /// The saving, where it follows.
    pub const fn saving(&self) -> Option<&Saving> {
        match self {
            Self::Computed(saving) => Some(saving),
            Self::ToBeShown(_) => None,
        }
    }
}

/// A saving of a day in the making.
pub(super) struct Daily {
    pub(super) formula: &'static str,
    pub(super) substituted: String,
    /// m³/d.
    pub(super) value: f64,
    pub(super) at_most: bool,
    pub(super) inputs: Vec<Input>,
}

/// A saving of a day, or what is missing for it.
pub(super) type Known = Result<Daily, Text>;

pub(super) fn missing(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(zh, en)
}

/// The figure of that name with what it was made of; the first input is the figure itself.
pub(super) fn cited(
    facts: &Facts<'_>,
    subject: Subject<'_>,
    name: &str,
) -> Result<Vec<Input>, Text> {
    let inputs = facts.inputs(subject, name);
    if inputs.is_empty() {
        let text = facts.terms.get(name).map(|term| term.text.clone()).unwrap_or_default();
        return Err(missing(format!("{}不详", text.zh), format!("{} is not known", text.en)));
    }
    Ok(inputs)
}

/// What a rule's saving comes to for a subject.
pub(super) fn potential(
    facts: &Facts<'_>,
    subject: Subject<'_>,
    rule: Option<&SavingRule>,
) -> Potential {
    let to_be_shown = |why: Text| Potential::ToBeShown(why);
    let Some(rule) = rule else {
        return to_be_shown(missing(
            "节水量取决于改造方案，需经实测论证",
            "it depends on how it is done and has to be shown by measurement",
        ));
    };
    if let (SavingRule::ExcessOverQuota, Subject::Product(comparison)) = (rule, subject) {
        return norm::over_quota(comparison).map_or_else(
            || to_be_shown(missing("产量或限值不详", "output or limit is not known")),
            Potential::Computed,
        );
    }
    match daily(facts, subject, rule).and_then(|daily| annual(facts, daily)) {
        Ok(saving) => Potential::Computed(saving),
        Err(why) => to_be_shown(why),
    }
}

fn daily(facts: &Facts<'_>, subject: Subject<'_>, rule: &SavingRule) -> Known {
    match (rule, subject) {
        (SavingRule::ToLimit, Subject::Criterion(check)) => norm::to_limit(facts, check),
        (SavingRule::LeakageDownTo { pct }, _) => norm::leakage(facts, subject, *pct, false),
        (SavingRule::RaiseConcentration { to }, Subject::Unit(_)) => {
            norm::raise_concentration(facts, subject, *to)
        }
        (SavingRule::CloseOnceThrough { ratio }, Subject::Unit(of)) => {
            norm::close_once_through(facts, subject, of, *ratio)
        }
        (SavingRule::Recover { figure }, _) => {
            let inputs = cited(facts, subject, figure)?;
            let value = inputs.first().map_or(0.0, |input| input.value);
            Ok(Daily {
                formula: "ΔV=V·d",
                substituted: trimmed(value, 4),
                value,
                at_most: true,
                inputs,
            })
        }
        (SavingRule::ToRange { of }, Subject::Unit(unit)) => norm::to_range(facts, unit, *of),
        _ => Err(missing(
            "该规则不适用这一计算",
            "the computation does not fit what the rule is asked of",
        )),
    }
}

/// A saving of a day over the operating days of a year; none where nothing is saved.
fn annual(facts: &Facts<'_>, daily: Daily) -> Result<Saving, Text> {
    let (days, input) = facts.found.e.days()?;
    // A difference of figures that were rounded is no saving.
    if daily.value <= 1e-9 {
        return Err(missing("按现有数据无节水空间", "by these figures nothing is saved"));
    }
    let substituted = if daily.substituted.contains(['+', '−', '/']) {
        format!("({})×{}", daily.substituted, trimmed(days.value(), 2))
    } else {
        format!("{}×{}", daily.substituted, trimmed(days.value(), 2))
    };
    Ok(Saving {
        formula: yearly(daily.formula),
        substituted,
        per_year: AnnualVolume::m3_per_year(daily.value * days.value()),
        at_most: daily.at_most,
        inputs: with(input, daily.inputs).into_iter().fold(Vec::new(), once),
    })
}

/// The formula of a day times the days; what explains a symbol follows after a comma.
fn yearly(formula: &str) -> String {
    if formula.ends_with("·d") {
        return formula.to_owned();
    }
    match formula.split_once('，') {
        Some((first, rest)) => format!("{first}·d，{rest}"),
        None => format!("{formula}·d"),
    }
}

/// Each input once.
pub(super) fn once(mut kept: Vec<Input>, input: Input) -> Vec<Input> {
    let same = |held: &Input| held.name == input.name && held.symbol == input.symbol;
    if !kept.iter().any(same) {
        kept.push(input);
    }
    kept
}

/// A number of a figure; none where it is no number or not known.
pub(super) fn number(facts: &Facts<'_>, subject: Subject<'_>, name: &str) -> Option<f64> {
    match facts.value(subject, name)? {
        Value::Number(value) => Some(value),
        Value::Word(_) | Value::Flag(_) => None,
    }
}
