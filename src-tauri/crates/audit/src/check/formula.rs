//! The formulas that checks and indicators share.

/// Concentration ratio (浓缩倍数) `N = M/(B+D)`; none where nothing is blown down or drifts.
///
/// Source: GB/T 50050-2017. Make-up, blow-down and drift in one unit of measure.
pub(crate) fn concentration_ratio(make_up: f64, blow_down: f64, drift: f64) -> Option<f64> {
    over(make_up, blow_down + drift)
}

/// Evaporation of a cooling tower `E = k·Δt·Q`, in the unit of `circulation`.
///
/// Source: GB/T 50050-2017; `factor` k in 1/℃, `range` Δt in ℃.
pub(crate) fn evaporation(factor: f64, range: f64, circulation: f64) -> f64 {
    factor * range * circulation
}

/// Make-up by evaporation and concentration `M = E·N/(N−1)`; none unless N is above 1.
pub(crate) fn make_up(evaporation: f64, ratio: f64) -> Option<f64> {
    if ratio > 1.0 { over(evaporation * ratio, ratio - 1.0) } else { None }
}

/// A quotient; none where there is nothing to divide by.
pub(crate) fn over(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}

/// A share in %; none where there is nothing to divide by.
pub(crate) fn percent(part: f64, whole: f64) -> Option<f64> {
    over(part, whole).map(|share| share * 100.0)
}
