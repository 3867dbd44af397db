//! Quantities: one unit of measure each; conversion happens at the door.

use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// A flow of water, in m³/d.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DailyVolume(f64);

/// A volume of water in one year, in m³/a.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnnualVolume(f64);

/// A share, from 0 to 1. It becomes % at the edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rate(f64);

/// Days on which the plant runs in a year (年运行天数), above 0 and at most 366.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Days(f64);

impl DailyVolume {
    /// No water.
    pub const ZERO: Self = Self(0.0);

    /// A flow in m³/d.
    pub const fn m3_per_day(value: f64) -> Self {
        Self(value)
    }

    /// The flow in m³/d.
    pub const fn value(self) -> f64 {
        self.0
    }

    /// The flow without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// True where the two differ by no more than floating-point noise
    /// (1e-9 of the larger, or 1e-9 m³/d).
    pub fn approx_eq(self, other: Self) -> bool {
        (self.0 - other.0).abs() <= 1e-9_f64.max(1e-9 * self.0.abs().max(other.0.abs()))
    }

    /// This flow as a share of another; none where that is zero.
    pub fn over(self, whole: Self) -> Option<Rate> {
        (whole.0 != 0.0).then(|| Rate(self.0 / whole.0))
    }
}

impl AnnualVolume {
    /// A volume in m³/a.
    pub const fn m3_per_year(value: f64) -> Self {
        Self(value)
    }

    /// The volume in m³/a.
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl Rate {
    /// A share from 0 to 1.
    pub const fn share(value: f64) -> Self {
        Self(value)
    }

    /// A share given in %.
    pub const fn percent(value: f64) -> Self {
        Self(value / 100.0)
    }

    /// The share, from 0 to 1.
    pub const fn value(self) -> f64 {
        self.0
    }

    /// The share in %.
    pub const fn to_percent(self) -> f64 {
        self.0 * 100.0
    }
}

impl Days {
    /// A number of days; none unless above 0 and at most 366.
    pub fn new(days: f64) -> Option<Self> {
        (days > 0.0 && days <= 366.0).then_some(Self(days))
    }

    /// The number of days.
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Days {
    type Error = String;
    fn try_from(days: f64) -> Result<Self, String> {
        Self::new(days).ok_or_else(|| format!("{days} is not a number of days in a year"))
    }
}

impl From<Days> for f64 {
    fn from(days: Days) -> Self {
        days.0
    }
}

impl Add for DailyVolume {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for DailyVolume {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for DailyVolume {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<Days> for DailyVolume {
    type Output = AnnualVolume;
    fn mul(self, days: Days) -> AnnualVolume {
        AnnualVolume(self.0 * days.0)
    }
}

impl Sum for DailyVolume {
    /// The sum does not depend on the order of its parts: they are sorted first.
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        let mut parts: Vec<f64> = parts.map(Self::value).collect();
        parts.sort_by(f64::total_cmp);
        Self(parts.into_iter().fold(0.0, |sum, part| sum + part))
    }
}

/// The sum where every part is known; none as soon as one is not. No parts sum to zero.
pub fn known_sum(parts: impl IntoIterator<Item = Option<DailyVolume>>) -> Option<DailyVolume> {
    parts.into_iter().collect::<Option<Vec<_>>>().map(|parts| parts.into_iter().sum())
}

/// A unit of measure in which a table gives flows of water.
///
/// The density of water is taken as 1 t/m³, as 水平衡 practice does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowUnit {
    /// m³/d, t/d.
    M3PerDay,
    /// 10³ m³/d (千m³/d).
    ThousandM3PerDay,
    /// 10⁴ m³/d (万m³/d).
    TenThousandM3PerDay,
    /// m³/h, t/h; a day counts 24 hours unless the table says otherwise.
    M3PerHour,
    /// 10⁴ m³/h (万m³/h), as power plants give their circulation.
    TenThousandM3PerHour,
    /// m³/min.
    M3PerMinute,
    /// m³/s.
    M3PerSecond,
    /// L/s.
    LitrePerSecond,
    /// L/min.
    LitrePerMinute,
    /// L/h.
    LitrePerHour,
    /// L/d.
    LitrePerDay,
    /// m³/month (m³/月): twelve of them are a year.
    M3PerMonth,
    /// 10³ m³/month (千m³/月).
    ThousandM3PerMonth,
    /// 10⁴ m³/month (万m³/月).
    TenThousandM3PerMonth,
    /// m³/a, t/a.
    M3PerYear,
    /// 10³ m³/a (千m³/a, kt/a).
    ThousandM3PerYear,
    /// 10⁴ m³/a (万m³/a, 万t/a).
    TenThousandM3PerYear,
}

impl FlowUnit {
    /// All units of measure.
    pub const ALL: [Self; 17] = [
        Self::M3PerDay,
        Self::ThousandM3PerDay,
        Self::TenThousandM3PerDay,
        Self::M3PerHour,
        Self::TenThousandM3PerHour,
        Self::M3PerMinute,
        Self::M3PerSecond,
        Self::LitrePerSecond,
        Self::LitrePerMinute,
        Self::LitrePerHour,
        Self::LitrePerDay,
        Self::M3PerMonth,
        Self::ThousandM3PerMonth,
        Self::TenThousandM3PerMonth,
        Self::M3PerYear,
        Self::ThousandM3PerYear,
        Self::TenThousandM3PerYear,
    ];

    /// As the contract writes it: `m3/d`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::M3PerDay => "m3/d",
            Self::ThousandM3PerDay => "10^3 m3/d",
            Self::TenThousandM3PerDay => "10^4 m3/d",
            Self::M3PerHour => "m3/h",
            Self::TenThousandM3PerHour => "10^4 m3/h",
            Self::M3PerMinute => "m3/min",
            Self::M3PerSecond => "m3/s",
            Self::LitrePerSecond => "L/s",
            Self::LitrePerMinute => "L/min",
            Self::LitrePerHour => "L/h",
            Self::LitrePerDay => "L/d",
            Self::M3PerMonth => "m3/month",
            Self::ThousandM3PerMonth => "10^3 m3/month",
            Self::TenThousandM3PerMonth => "10^4 m3/month",
            Self::M3PerYear => "m3/a",
            Self::ThousandM3PerYear => "10^3 m3/a",
            Self::TenThousandM3PerYear => "10^4 m3/a",
        }
    }

    /// As it is printed: `m³/d`.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::M3PerDay => "m³/d",
            Self::ThousandM3PerDay => "千m³/d",
            Self::TenThousandM3PerDay => "万m³/d",
            Self::M3PerHour => "m³/h",
            Self::TenThousandM3PerHour => "万m³/h",
            Self::M3PerMinute => "m³/min",
            Self::M3PerSecond => "m³/s",
            Self::LitrePerSecond => "L/s",
            Self::LitrePerMinute => "L/min",
            Self::LitrePerHour => "L/h",
            Self::LitrePerDay => "L/d",
            Self::M3PerMonth => "m³/月",
            Self::ThousandM3PerMonth => "千m³/月",
            Self::TenThousandM3PerMonth => "万m³/月",
            Self::M3PerYear => "m³/a",
            Self::ThousandM3PerYear => "千m³/a",
            Self::TenThousandM3PerYear => "万m³/a",
        }
    }

    /// As it is printed in English.
    pub const fn symbol_en(self) -> &'static str {
        match self {
            Self::M3PerDay => "m³/d",
            Self::ThousandM3PerDay => "10³ m³/d",
            Self::TenThousandM3PerDay => "10⁴ m³/d",
            Self::M3PerHour => "m³/h",
            Self::TenThousandM3PerHour => "10⁴ m³/h",
            Self::M3PerMinute => "m³/min",
            Self::M3PerSecond => "m³/s",
            Self::LitrePerSecond => "L/s",
            Self::LitrePerMinute => "L/min",
            Self::LitrePerHour => "L/h",
            Self::LitrePerDay => "L/d",
            Self::M3PerMonth => "m³/month",
            Self::ThousandM3PerMonth => "10³ m³/month",
            Self::TenThousandM3PerMonth => "10⁴ m³/month",
            Self::M3PerYear => "m³/a",
            Self::ThousandM3PerYear => "10³ m³/a",
            Self::TenThousandM3PerYear => "10⁴ m³/a",
        }
    }

    /// True where conversion to m³/d needs the operating days of the year.
    pub const fn needs_days(self) -> bool {
        self.is_monthly()
            || matches!(
                self,
                Self::M3PerYear | Self::ThousandM3PerYear | Self::TenThousandM3PerYear
            )
    }

    /// True for what flows in a month.
    pub const fn is_monthly(self) -> bool {
        matches!(self, Self::M3PerMonth | Self::ThousandM3PerMonth | Self::TenThousandM3PerMonth)
    }

    /// True for a flow of a moment, so that a day has as much of it as hours are worked.
    pub const fn is_hourly(self) -> bool {
        matches!(
            self,
            Self::M3PerHour
                | Self::TenThousandM3PerHour
                | Self::M3PerMinute
                | Self::M3PerSecond
                | Self::LitrePerSecond
                | Self::LitrePerMinute
                | Self::LitrePerHour
        )
    }

    /// True where figures count ten thousands (万m³).
    pub const fn is_ten_thousand(self) -> bool {
        matches!(
            self,
            Self::TenThousandM3PerDay
                | Self::TenThousandM3PerHour
                | Self::TenThousandM3PerMonth
                | Self::TenThousandM3PerYear
        )
    }

    /// A value in this unit as m³/d. None where the operating days are needed and not known.
    pub fn to_daily(self, value: f64, days: Option<Days>) -> Option<DailyVolume> {
        let per_day = match self {
            Self::M3PerDay => value,
            Self::ThousandM3PerDay => value * 1e3,
            Self::TenThousandM3PerDay => value * 1e4,
            Self::M3PerHour => value * 24.0,
            Self::TenThousandM3PerHour => value * 24e4,
            Self::M3PerMinute => value * 1440.0,
            Self::M3PerSecond => value * 86_400.0,
            Self::LitrePerSecond => value * 86.4,
            Self::LitrePerMinute => value * 1.44,
            Self::LitrePerHour => value * 24.0 / 1e3,
            Self::LitrePerDay => value / 1e3,
            Self::M3PerMonth => value * 12.0 / days?.0,
            Self::ThousandM3PerMonth => value * 12.0 * 1e3 / days?.0,
            Self::TenThousandM3PerMonth => value * 12.0 * 1e4 / days?.0,
            Self::M3PerYear => value / days?.0,
            Self::ThousandM3PerYear => value * 1e3 / days?.0,
            Self::TenThousandM3PerYear => value * 1e4 / days?.0,
        };
        Some(DailyVolume(per_day))
    }
}
