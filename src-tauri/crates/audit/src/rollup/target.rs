//! The targets of a program, and what the diagnoses say of each.
//!
//! A target speaks of a whole city; the diagnoses are some of its enterprises. So what they
//! add up to is shown beside the target and judges it only where the target is a rate that
//! the diagnosed enterprises have too.

use super::{KnownSum, RollupRow, RollupTotals};
use crate::Text;

/// A target as the program sets it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProgramTarget {
    /// Its identity: `reuse_rate`.
    pub id: String,
    /// Its name: in the program's words, and translated.
    pub name: Text,
    /// `≥` or `≤`.
    pub operator: String,
    /// The value in `unit`.
    pub value: f64,
    /// The unit: %, 10^4 m3.
    pub unit: String,
    /// The group that it stands in: 双控指标, 技术指标.
    pub group: Text,
}

/// What can be said of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetState {
    /// The diagnosed enterprises reach it.
    Reached,
    /// They do not.
    Missed,
    /// They are a part of what it speaks of: shown, not judged.
    Part,
    /// The diagnoses do not tell it.
    Untold,
}

impl TargetState {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Missed => "missed",
            Self::Part => "part",
            Self::Untold => "untold",
        }
    }

    /// The words on screen and in the report.
    pub const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Reached => ("已诊断企业达到", "reached by the diagnosed enterprises"),
            Self::Missed => ("已诊断企业未达到", "not reached by the diagnosed enterprises"),
            Self::Part => ("仅为部分，不作判定", "a part only, not judged"),
            Self::Untold => ("诊断数据不能得出", "not told by the diagnoses"),
        }
    }
}

/// A target with what the diagnoses say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetValue {
    /// The target.
    pub target: ProgramTarget,
    /// What the diagnoses add up to, in the unit of the target; none where they do not tell.
    pub value: Option<f64>,
    /// Enterprises in the value, and those of which it is not known.
    pub counted: (usize, usize),
    /// What can be said.
    pub state: TargetState,
    /// How the value is formed, or why there is none.
    pub note: Text,
}

/// Intake from which the program asks for online metering, m³/a.
const ONLINE_FROM: f64 = 10_000.0;

pub(super) fn reached(
    targets: &[ProgramTarget],
    rows: &[RollupRow],
    totals: &RollupTotals,
) -> Vec<TargetValue> {
    targets.iter().map(|target| value(target, rows, totals)).collect()
}

fn value(target: &ProgramTarget, rows: &[RollupRow], totals: &RollupTotals) -> TargetValue {
    let made = |value: Option<f64>, counted, rate: bool, note: Text| {
        let state = match value {
            None => TargetState::Untold,
            Some(_) if !rate => TargetState::Part,
            Some(value) if holds(target, value) => TargetState::Reached,
            Some(_) => TargetState::Missed,
        };
        TargetValue { target: target.clone(), value, counted, state, note }
    };
    let part = |sum: &KnownSum, per: f64, note: Text| {
        made(sum.value.map(|value| value / per), (sum.known, sum.unknown), false, note)
    };
    match target.id.as_str() {
        "industrial_water_use" => part(
            &totals.intake,
            1e8,
            Text::new(
                "已诊断企业年取水量之和；目标为全市工业用水总量。",
                "intake of the diagnosed enterprises; the target is of the whole city",
            ),
        ),
        "unconventional_water" => part(
            &totals.unconventional,
            1e4,
            Text::new(
                "已诊断企业再生水和雨水利用量之和；目标为全市非常规水利用量。",
                "reclaimed water and rain of the diagnosed enterprises; the target is of the whole city",
            ),
        ),
        "reuse_rate" => made(
            totals.reuse_rate_pct,
            (totals.reuse_rate_known, rows.len() - totals.reuse_rate_known),
            true,
            Text::new(
                "ΣVr/Σ(Vi＋Vr)，按年水量合计；目标为规模以上工业整体。",
                "ΣVr/Σ(Vi+Vr) over a year; the target is of all larger enterprises",
            ),
        ),
        "online_metering_rate" => online(rows, made),
        _ => made(
            None,
            (0, rows.len()),
            true,
            Text::new(
                "需由主管部门的统计数据得出。",
                "follows from the statistics of the authority",
            ),
        ),
    }
}

/// Online metered intake over intake, of enterprises that take 10⁴ m³ a year or more.
fn online(
    rows: &[RollupRow],
    made: impl FnOnce(Option<f64>, (usize, usize), bool, Text) -> TargetValue,
) -> TargetValue {
    let asked: Vec<&RollupRow> =
        rows.iter().filter(|row| row.intake.is_none_or(|intake| intake >= ONLINE_FROM)).collect();
    let known: Vec<(f64, f64)> =
        asked.iter().filter_map(|row| Some((row.intake?, row.online_metering_pct?))).collect();
    let whole = KnownSum::of(known.iter().map(|(intake, _)| Some(*intake)));
    let online = KnownSum::of(known.iter().map(|(intake, rate)| Some(intake * rate)));
    let value = match (online.value, whole.value) {
        (Some(online), Some(whole)) if whole > 0.0 => Some(online / whole),
        _ => None,
    };
    let note = Text::new(
        "年取水量1万m³及以上的已诊断企业，在线计量率按取水量加权。",
        "of diagnosed enterprises that take 10⁴ m³/a or more, weighted by intake",
    );
    made(value, (known.len(), asked.len() - known.len()), true, note)
}

fn holds(target: &ProgramTarget, value: f64) -> bool {
    if target.operator == "≤" { value <= target.value } else { value >= target.value }
}

impl ProgramTarget {
    /// The unit as it is printed: 10⁸ m³.
    pub fn printed_unit(&self) -> String {
        self.unit.replace("10^8", "10⁸").replace("10^4", "10⁴").replace("m3", "m³")
    }
}
