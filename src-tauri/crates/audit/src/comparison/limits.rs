//! Indicators against limits of their trade and targets of the program. What is an average
//! or another plant's result informs and never judges.

use crate::{
    Evidence, Indicator, IndicatorCode, Library, Limit, LimitScope, Profile, Text, trimmed,
};

/// An indicator held against a limit of its trade or a target of the program.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitCheck {
    /// The limit as it stood.
    pub limit: Limit,
    /// The indicator.
    pub indicator: IndicatorCode,
    /// Its value in the limit's unit.
    pub value: f64,
    /// True where it is met; a value that equals the limit meets it.
    pub met: bool,
    /// True where the limit lies within the uncertainty of the value: the verdict is open.
    pub open: bool,
    /// What is left to the limit in its unit, below zero where it is missed.
    pub margin: f64,
    /// The margin over the limit, in %; none where the limit is zero.
    pub margin_pct: Option<f64>,
    /// The reuse rate without cooling water, %, beside a reuse rate with it; none where not
    /// known, and of every other indicator.
    pub without_cooling: Option<f64>,
}

impl LimitCheck {
    /// True for a reuse rate, which is never shown without the one without cooling.
    pub fn is_reuse_rate(&self) -> bool {
        self.indicator == IndicatorCode::ReuseRate
    }
}

/// Why a row of the table judges nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceReason {
    /// An average of a trade or a region.
    Average,
    /// Another plant's result.
    Observed,
    /// The indicator has no value.
    NotKnown,
    /// The enterprise takes less than the limit asks for.
    TooSmall,
    /// Whether the enterprise takes so much is not known.
    IntakeNotKnown,
}

impl ReferenceReason {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Average => "average",
            Self::Observed => "observed",
            Self::NotKnown => "not_known",
            Self::TooSmall => "too_small",
            Self::IntakeNotKnown => "intake_not_known",
        }
    }

    /// The words on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Average => "平均水平，仅供参考",
            Self::Observed => "其他企业实绩，仅供参考",
            Self::NotKnown => "指标未能计算，待定",
            Self::TooSmall => "年取水量低于适用范围，不适用",
            Self::IntakeNotKnown => "年取水量不详，是否适用待定",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Average => "an average, for reference",
            Self::Observed => "other plants’ results, for reference",
            Self::NotKnown => "the indicator has no value: open",
            Self::TooSmall => "annual withdrawal below its range: does not apply",
            Self::IntakeNotKnown => "annual withdrawal not known: open whether it applies",
        }
    }
}

/// A row of the table that is shown and judges nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitReference {
    /// The row as it stood.
    pub limit: Limit,
    /// The indicator.
    pub indicator: IndicatorCode,
    /// Its value here; none where not known.
    pub value: Option<f64>,
    /// The reuse rate without cooling water, %; none where not known, and of every other
    /// indicator.
    pub without_cooling: Option<f64>,
    /// Why it judges nothing.
    pub reason: ReferenceReason,
    /// What is missing; empty where nothing is.
    pub missing: Vec<Text>,
}

/// True for a row that judges.
fn judges(limit: &Limit) -> bool {
    matches!(limit.kind.as_str(), "criterion" | "target" | "program")
}

/// What stands in the way of holding a row against this enterprise; none where nothing does.
fn barrier(limit: &Limit, e: &Evidence<'_>, library: &Library) -> Option<ReferenceReason> {
    let scope = library.comparison.scopes.iter().find(|scope| scope.limit == limit.id)?;
    match intake_of_year(e) {
        None => Some(ReferenceReason::IntakeNotKnown),
        Some(intake) if intake < scope.intake_at_least => Some(ReferenceReason::TooSmall),
        Some(_) => None,
    }
}

/// Intake of the year, m³/a.
fn intake_of_year(e: &Evidence<'_>) -> Option<f64> {
    let (days, _) = e.days().ok()?;
    Some((e.flows().intake()? * days).value())
}

fn indicator_of<'i>(indicators: &'i [Indicator], limit: &Limit) -> Option<&'i Indicator> {
    indicators.iter().find(|indicator| indicator.code.code() == limit.indicator)
}

fn without_cooling(indicators: &[Indicator], code: IndicatorCode) -> Option<f64> {
    let of = |wanted| indicators.iter().find(|one| one.code == wanted)?.value;
    (code == IndicatorCode::ReuseRate).then(|| of(IndicatorCode::ReuseRateWithoutCooling)).flatten()
}

/// Limits and targets that speak of an indicator of this diagnosis and of its trade.
pub(crate) fn check_limits(
    e: &Evidence<'_>,
    indicators: &[Indicator],
    library: &Library,
) -> Vec<LimitCheck> {
    let check = |limit: &Limit| {
        let indicator = indicator_of(indicators, limit)?;
        let value = indicator.value?;
        let slack = 1e-9 * limit.value.abs();
        let (met, margin) = match limit.operator.as_str() {
            "≥" => (value >= limit.value - slack, value - limit.value),
            "≤" => (value <= limit.value + slack, limit.value - value),
            _ => return None,
        };
        Some(LimitCheck {
            limit: limit.clone(),
            indicator: indicator.code,
            value,
            met,
            open: false,
            margin,
            margin_pct: (limit.value != 0.0).then(|| margin / limit.value.abs() * 100.0),
            without_cooling: without_cooling(indicators, indicator.code),
        })
    };
    let rows = library.limits.iter().filter(|limit| judges(limit));
    rows.filter(|limit| applies(limit, e.profile, library))
        .filter(|limit| barrier(limit, e, library).is_none())
        .filter_map(check)
        .collect()
}

/// Rows that inform and judge nothing.
pub(crate) fn references(
    e: &Evidence<'_>,
    indicators: &[Indicator],
    library: &Library,
) -> Vec<LimitReference> {
    let reference = |limit: &Limit| {
        let indicator = indicator_of(indicators, limit)?;
        let reason = match limit.kind.as_str() {
            "average" => ReferenceReason::Average,
            kind if kind.starts_with("observed") => ReferenceReason::Observed,
            _ if !judges(limit) => return None,
            _ => match barrier(limit, e, library) {
                Some(barrier) => barrier,
                None if indicator.value.is_none() => ReferenceReason::NotKnown,
                None => return None,
            },
        };
        let mut missing = indicator.missing.clone();
        if reason == ReferenceReason::TooSmall {
            missing = library
                .comparison
                .scopes
                .iter()
                .filter(|scope| scope.limit == limit.id)
                .map(from)
                .collect();
        }
        Some(LimitReference {
            limit: limit.clone(),
            indicator: indicator.code,
            value: indicator.value,
            without_cooling: without_cooling(indicators, indicator.code),
            reason,
            missing,
        })
    };
    let informs = |limit: &&Limit| {
        applies(limit, e.profile, library)
            || (limit.kind == "average" && limit.industry.starts_with("工业"))
    };
    library.limits.iter().filter(informs).filter_map(reference).collect()
}

fn from(scope: &LimitScope) -> Text {
    let least = trimmed(scope.intake_at_least, 0);
    Text::new(
        format!("适用于年取水量不小于 {least} m³ 的企业"),
        format!("holds for enterprises that take at least {least} m³ a year"),
    )
}

/// True where a row's trade is the enterprise's: by the code of GB/T 4754 where both are
/// known, else by words. Targets of the program hold for all.
fn applies(limit: &Limit, profile: &Profile, library: &Library) -> bool {
    if limit.kind == "program" {
        return true;
    }
    let trades = library
        .comparison
        .trades
        .iter()
        .filter(|trade| !trade.name.is_empty() && limit.industry.contains(trade.name.as_str()));
    let (mut codes, mut words) = (Vec::new(), Vec::new());
    for trade in trades {
        codes.extend(&trade.codes);
        words.extend(trade.words.iter().chain([&trade.name]));
    }
    let code = profile.industry_code.trim();
    // Codes are often written with the letter of their section before them: C1713.
    let code = code.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    if code.len() >= 2 && !codes.is_empty() {
        return codes.iter().any(|known| code.starts_with(known.as_str()));
    }
    let own = profile.industry.trim();
    let by_name = |limit: &str| own.contains(limit) || limit.contains(own);
    !own.is_empty()
        && (by_name(&limit.industry) || words.into_iter().any(|word| own.contains(word.as_str())))
}
