//! The verdict: which level a value reaches. A value equal to a limit meets it.

use crate::{AnnualVolume, Quota, QuotaKind, Text};

/// What a value is against its quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Reaches the leading value (领跑值).
    Leading,
    /// Reaches the advanced value (先进值).
    Advanced,
    /// Reaches the general value (通用值) or a single limit.
    General,
    /// Reaches a grade of cleaner production, 1 to 3.
    Grade(u8),
    /// Above the least strict level.
    Over,
    /// No quota, no value, or a row that is no limit.
    None,
}

impl Verdict {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leading => "leading",
            Self::Advanced => "advanced",
            Self::General => "general",
            Self::Grade(1) => "grade_1",
            Self::Grade(2) => "grade_2",
            Self::Grade(_) => "grade_3",
            Self::Over => "over",
            Self::None => "none",
        }
    }

    /// The words on screen and in the report.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Leading => "达到领跑值",
            Self::Advanced => "达到先进值",
            Self::General => "达到通用值",
            Self::Grade(1) => "达到清洁生产Ⅰ级",
            Self::Grade(2) => "达到清洁生产Ⅱ级",
            Self::Grade(_) => "达到清洁生产Ⅲ级",
            Self::Over => "超定额",
            Self::None => "未作判定",
        }
    }
}

/// A level of a quota, and what reaching it would save.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The level's name on screen: 先进值, Ⅱ级, 限值.
    pub level: &'static str,
    /// Its value in the quota's unit.
    pub limit: f64,
    /// `(value − limit) × output`, m³/a; zero where the level is met.
    pub saving: AnnualVolume,
}

/// Levels from the strictest, as (name, value, verdict on reaching it).
fn ladder(quota: &Quota) -> Vec<(&'static str, f64, Verdict)> {
    let levels = &quota.levels;
    let rungs: Vec<(&'static str, Option<f64>, Verdict)> = match quota.kind {
        QuotaKind::Quota => vec![
            ("领跑值", levels.leading, Verdict::Leading),
            ("先进值", levels.advanced, Verdict::Advanced),
            ("通用值", levels.general.or(levels.limit), Verdict::General),
        ],
        QuotaKind::CleanerProduction => vec![
            ("Ⅰ级", levels.grades[0], Verdict::Grade(1)),
            ("Ⅱ级", levels.grades[1], Verdict::Grade(2)),
            ("Ⅲ级", levels.grades[2], Verdict::Grade(3)),
        ],
        QuotaKind::Limit => vec![("限值", levels.limit.or(levels.general), Verdict::General)],
        QuotaKind::Observed => Vec::new(),
    };
    rungs.into_iter().filter_map(|(name, value, verdict)| Some((name, value?, verdict))).collect()
}

/// True where stricter levels are not above less strict ones.
pub fn levels_in_order(quota: &Quota) -> bool {
    ladder(quota).windows(2).all(|pair| pair[0].1 <= pair[1].1)
}

/// The verdict for a value in the quota's unit.
///
/// # Errors
/// Levels out of order: such a row judges nobody.
pub fn judge(value: f64, quota: &Quota) -> Result<Verdict, Text> {
    if !levels_in_order(quota) {
        return Err(Text::new(
            format!(
                "定额“{}”的级别数值次序有误（应为领跑值≤先进值≤通用值），不能据以判定",
                quota.id
            ),
            format!("the levels of quota {} are out of order; it cannot judge", quota.id),
        ));
    }
    let ladder = ladder(quota);
    let met = |limit: f64| value <= limit + 1e-9 * limit.abs();
    let reached = ladder.iter().find(|(_, limit, _)| met(*limit)).map(|(_, _, verdict)| *verdict);
    Ok(match (reached, ladder.last()) {
        (Some(verdict), _) => verdict,
        // A value above the only known stricter level may still meet a general value
        // that the library does not hold.
        (None, Some((_, _, Verdict::General | Verdict::Grade(3)))) => Verdict::Over,
        (None, _) => Verdict::None,
    })
}

pub(super) fn last_level(quota: &Quota) -> Option<f64> {
    ladder(quota)
        .last()
        .filter(|rung| matches!(rung.2, Verdict::General | Verdict::Grade(3)))
        .map(|rung| rung.1)
}

pub(super) fn reaches(value: f64, quota: &Quota, m3_per_intensity: f64) -> Vec<Reach> {
    let saving =
        |limit: f64| AnnualVolume::m3_per_year(((value - limit) * m3_per_intensity).max(0.0));
    ladder(quota)
        .into_iter()
        .map(|(level, limit, _)| Reach { level, limit, saving: saving(limit) })
        .collect()
}
