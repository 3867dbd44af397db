//! What of a plant should be sure.

/// An indicator of a plant that its streams decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlantTarget {
    /// What the plant takes from all sources (取水量 Vi), m³/d.
    Intake,
    /// Its reuse rate `R = Vr/(Vi+Vr)`, from 0 to 1.
    ReuseRate,
    /// What it leaks (漏失水量 Vl), m³/d.
    Leakage,
}

impl PlantTarget {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Intake, Self::ReuseRate, Self::Leakage];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::ReuseRate => "reuse_rate",
            Self::Leakage => "leakage",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Intake => "取水量",
            Self::ReuseRate => "重复利用率",
            Self::Leakage => "漏失水量",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Intake => "withdrawal",
            Self::ReuseRate => "reuse rate",
            Self::Leakage => "leakage",
        }
    }

    /// True for a rate, which is shown in %.
    pub const fn is_rate(self) -> bool {
        matches!(self, Self::ReuseRate)
    }
}
