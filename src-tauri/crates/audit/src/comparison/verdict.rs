//! The verdict: which level a value reaches. A value equal to a limit meets it.

use crate::{AnnualVolume, Levels, Quota, QuotaKind, Text, ValueUncertainty};

/// What a value is against its quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Reaches the leading value (领跑值).
    Leading,
    /// Reaches the advanced value (先进值).
    Advanced,
    /// A new, rebuilt or expanded plant that reaches the value for these (新建值).
    NewBuild,
    /// Reaches the general value (通用值) or a single limit.
    General,
    /// Reaches a grade of cleaner production, 1 to 3.
    Grade(u8),
    /// Above the level that is required: the least strict one; for a new plant, that for new
    /// plants.
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
            Self::NewBuild => "new_build",
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
            Self::NewBuild => "达到新建值",
            Self::General => "达到通用值",
            Self::Grade(1) => "达到清洁生产Ⅰ级",
            Self::Grade(2) => "达到清洁生产Ⅱ级",
            Self::Grade(_) => "达到清洁生产Ⅲ级",
            Self::Over => "超定额",
            Self::None => "未作判定",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Leading => "reaches the leading value",
            Self::Advanced => "reaches the advanced value",
            Self::NewBuild => "reaches the value for new plants",
            Self::General => "reaches the general value",
            Self::Grade(1) => "reaches cleaner production grade Ⅰ",
            Self::Grade(2) => "reaches cleaner production grade Ⅱ",
            Self::Grade(_) => "reaches cleaner production grade Ⅲ",
            Self::Over => "over the quota",
            Self::None => "not judged",
        }
    }
}

/// Which level of a quota it is. Kinds are not interchangeable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LevelKind {
    /// 领跑值.
    Leading,
    /// 先进值.
    Advanced,
    /// 新建、改扩建企业值.
    NewBuild,
    /// 通用值.
    General,
    /// Cleaner production, 1 to 3.
    Grade(u8),
    /// A single limit (限值).
    Limit,
}

impl LevelKind {
    /// All of them, the strictest of each kind of row first.
    pub const ALL: [Self; 8] = [
        Self::Leading,
        Self::Advanced,
        Self::NewBuild,
        Self::General,
        Self::Grade(1),
        Self::Grade(2),
        Self::Grade(3),
        Self::Limit,
    ];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leading => "leading",
            Self::Advanced => "advanced",
            Self::NewBuild => "new_build",
            Self::General => "general",
            Self::Grade(1) => "grade_1",
            Self::Grade(2) => "grade_2",
            Self::Grade(_) => "grade_3",
            Self::Limit => "limit",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Leading => "领跑值",
            Self::Advanced => "先进值",
            Self::NewBuild => "新建值",
            Self::General => "通用值",
            Self::Grade(1) => "Ⅰ级",
            Self::Grade(2) => "Ⅱ级",
            Self::Grade(_) => "Ⅲ级",
            Self::Limit => "限值",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Leading => "leading value",
            Self::Advanced => "advanced value",
            Self::NewBuild => "value for new plants",
            Self::General => "general value",
            Self::Grade(1) => "grade Ⅰ",
            Self::Grade(2) => "grade Ⅱ",
            Self::Grade(_) => "grade Ⅲ",
            Self::Limit => "limit",
        }
    }

    const fn verdict(self) -> Verdict {
        match self {
            Self::Leading => Verdict::Leading,
            Self::Advanced => Verdict::Advanced,
            Self::NewBuild => Verdict::NewBuild,
            Self::General | Self::Limit => Verdict::General,
            Self::Grade(grade) => Verdict::Grade(grade),
        }
    }

    /// True for the level that nobody may be above.
    const fn is_last(self) -> bool {
        matches!(self, Self::General | Self::Limit | Self::Grade(3))
    }
}

/// What a value is against one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LevelState {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// The level lies within the uncertainty of the value.
    Open,
    /// Shown and not judged: the level for new plants, of a plant that is none.
    NotJudged,
}

impl LevelState {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Open => "open",
            Self::NotJudged => "not_judged",
        }
    }

    /// The words on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Met => "达到",
            Self::NotMet => "未达到",
            Self::Open => "待定",
            Self::NotJudged => "不作判定",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Met => "reached",
            Self::NotMet => "not reached",
            Self::Open => "open",
            Self::NotJudged => "not judged",
        }
    }
}

/// A level of a quota, where the value stands against it, and what reaching it would save.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The level's name on screen: 先进值, Ⅱ级, 限值.
    pub level: &'static str,
    /// Which level it is.
    pub kind: LevelKind,
    /// Its value in the quota's unit, adjusted where adjustments apply.
    pub limit: f64,
    /// Its value as published; none where it comes from a formula.
    pub published: Option<f64>,
    /// Whether it is met.
    pub state: LevelState,
    /// `limit − value` in the quota's unit: what is left to the level, below zero where it
    /// is missed.
    pub margin: f64,
    /// The margin over the level, in %.
    pub margin_pct: f64,
    /// `(value − limit) × output`, m³/a; zero where the level is met.
    pub saving: AnnualVolume,
}

/// Levels from the strictest.
fn ladder(kind: QuotaKind, levels: &Levels) -> Vec<(LevelKind, f64)> {
    let rungs: Vec<(LevelKind, Option<f64>)> = match kind {
        QuotaKind::Quota => vec![
            (LevelKind::Leading, levels.leading),
            (LevelKind::Advanced, levels.advanced),
            (LevelKind::NewBuild, levels.new_build),
            (LevelKind::General, levels.general.or(levels.limit)),
        ],
        QuotaKind::CleanerProduction => vec![
            (LevelKind::Grade(1), levels.grades[0]),
            (LevelKind::Grade(2), levels.grades[1]),
            (LevelKind::Grade(3), levels.grades[2]),
        ],
        QuotaKind::Limit => vec![(LevelKind::Limit, levels.limit.or(levels.general))],
        QuotaKind::Observed => Vec::new(),
    };
    rungs.into_iter().filter_map(|(kind, value)| Some((kind, value?))).collect()
}

/// True where stricter levels are not above less strict ones.
pub fn levels_in_order(quota: &Quota) -> bool {
    ladder(quota.kind, &quota.levels).windows(2).all(|pair| pair[0].1 <= pair[1].1)
}

/// What stands in the way of judging by a row: levels out of order, a level that is no
/// amount of water.
fn fault(quota: &Quota, levels: &Levels) -> Option<Text> {
    let ladder = ladder(quota.kind, levels);
    if let Some((kind, _)) = ladder.iter().find(|(_, limit)| !(limit.is_finite() && *limit > 0.0)) {
        return Some(Text::new(
            format!("定额“{}”的{}应大于零，不能据以判定", quota.id, kind.zh()),
            format!(
                "level {} of quota {} is not above zero; it cannot judge",
                kind.code(),
                quota.id
            ),
        ));
    }
    if !ladder.windows(2).all(|pair| pair[0].1 <= pair[1].1) {
        return Some(Text::new(
            format!(
                "定额“{}”的级别数值次序有误（应为领跑值≤先进值≤新建值≤通用值、Ⅰ级≤Ⅱ级≤Ⅲ级），不能据以判定",
                quota.id
            ),
            format!("the levels of quota {} are out of order; it cannot judge", quota.id),
        ));
    }
    None
}

/// The verdict for a value in the quota's unit, of a plant that is not new.
///
/// # Errors
/// Levels out of order: such a row judges nobody.
pub fn judge(value: f64, quota: &Quota) -> Result<Verdict, Text> {
    judge_by(value, quota, &quota.levels, false)
}

/// The verdict by levels that may be adjusted; `is_new` for a new, rebuilt or expanded plant.
///
/// # Errors
/// Levels out of order, or a level that is not above zero.
pub(super) fn judge_by(
    value: f64,
    quota: &Quota,
    levels: &Levels,
    is_new: bool,
) -> Result<Verdict, Text> {
    if let Some(fault) = fault(quota, levels) {
        return Err(fault);
    }
    let judging = judging(quota, levels, is_new);
    let reached = judging.iter().find(|(_, limit)| met(value, *limit)).map(|(kind, _)| *kind);
    Ok(match (reached, required(quota, levels, is_new)) {
        (Some(kind), _) => kind.verdict(),
        // A value above the only known stricter level may still meet a general value
        // that the library does not hold.
        (None, Some(_)) => Verdict::Over,
        (None, None) => Verdict::None,
    })
}

/// A value that differs from a limit by the noise of the division meets it.
fn met(value: f64, limit: f64) -> bool {
    value <= limit + 1e-9 * limit.abs()
}

/// The levels that judge: for a new plant those up to the level for new plants, for others
/// all but that.
fn judging(quota: &Quota, levels: &Levels, is_new: bool) -> Vec<(LevelKind, f64)> {
    let all = ladder(quota.kind, levels);
    let own = all.iter().position(|(kind, _)| *kind == LevelKind::NewBuild).filter(|_| is_new);
    match own {
        Some(last) => all[..=last].to_vec(),
        None => all.into_iter().filter(|(kind, _)| *kind != LevelKind::NewBuild).collect(),
    }
}

/// The level that is required; none where the row has none that nobody may be above.
pub(super) fn required(quota: &Quota, levels: &Levels, is_new: bool) -> Option<(LevelKind, f64)> {
    let last = judging(quota, levels, is_new).pop()?;
    (last.0.is_last() || last.0 == LevelKind::NewBuild).then_some(last)
}

/// Every level of the row against a value.
pub(super) fn reaches(
    value: f64,
    uncertainty: Option<ValueUncertainty>,
    quota: &Quota,
    (levels, is_new): (&Levels, bool),
    m3_per_intensity: f64,
) -> Vec<Reach> {
    let judging = judging(quota, levels, is_new);
    let published = ladder(quota.kind, &quota.levels);
    let of = |(kind, limit): (LevelKind, f64)| {
        let is_met = met(value, limit);
        let within = uncertainty.is_some_and(|of| (value - limit).abs() < of.expanded);
        let state = match () {
            () if !judging.iter().any(|(judge, _)| *judge == kind) => LevelState::NotJudged,
            () if within => LevelState::Open,
            () if is_met => LevelState::Met,
            () => LevelState::NotMet,
        };
        let over = if is_met { 0.0 } else { value - limit };
        Reach {
            level: kind.zh(),
            kind,
            limit,
            published: published.iter().find(|(one, _)| *one == kind).map(|(_, value)| *value),
            state,
            margin: limit - value,
            margin_pct: (limit - value) / limit * 100.0,
            saving: AnnualVolume::m3_per_year(over * m3_per_intensity),
        }
    };
    ladder(quota.kind, levels).into_iter().map(of).collect()
}
