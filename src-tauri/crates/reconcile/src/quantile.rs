//! What a test's statistic may reach.

use statrs::distribution::{ChiSquared, ContinuousCDF, Normal};

/// The quantile of the chi-square distribution.
pub(crate) fn chi_square(dof: usize, confidence: f64) -> Option<f64> {
    let distribution = ChiSquared::new(dof as f64).ok()?;
    Some(distribution.inverse_cdf(confidence)).filter(|it| it.is_finite())
}

/// What |z| of the largest of several standard normal tests may reach, with the error of the
/// first kind spread over them (Šidák 1967): `1 − α` for each is `confidence^(1/tests)`.
pub(crate) fn normal(tests: usize, confidence: f64) -> Option<f64> {
    if tests == 0 {
        return None;
    }
    // 1 − c^(1/n), without losing it beside 1.
    let alpha = -f64::exp_m1(confidence.ln() / tests as f64);
    let distribution = Normal::new(0.0, 1.0).ok()?;
    Some(-distribution.inverse_cdf(alpha / 2.0)).filter(|it| it.is_finite())
}
