//! Remarks on an answer: what a person should know before relying on it.

use crate::bounds::Bounded;
use crate::solve::some;
use crate::suspects::MOST;
use crate::{Class, Note, Reconciliation};
use shuiheng_audit::Text;

/// The remarks.
pub(crate) fn notes(
    answer: &Reconciliation,
    groups: &[Vec<usize>],
    bounded: &Bounded,
    names: &[String],
) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note =
        |code, zh: String, en: String| notes.push(Note { code, text: Text::new(zh, en) });
    if answer.global.dof == 0 {
        note(
            "nothing_to_test",
            "没有冗余的测量，无法检验测量值是否相互一致。".into(),
            "no measurement is redundant, so that nothing can be tested".into(),
        );
    } else if let [only] = groups
        && only.len() > 1
    {
        note(
            "not_locatable",
            "各测量值之间只有一个独立的平衡关系：可以判断测量值是否相互矛盾，但无法判断是哪一个有误。"
                .into(),
            "one independent balance ties all measurements: it shows whether they agree, \
             but not which of them is wrong"
                .into(),
        );
    }
    if answer.suspects.len() == MOST {
        note(
            "many_suspects",
            format!("可疑的测量超过 {MOST} 处，只列出前 {MOST} 处：核对不确定度是否普遍偏小。"),
            format!(
                "more than {MOST} suspects, of which the first {MOST} are named: are the uncertainties too small throughout?"
            ),
        );
    }
    let unknown = answer.streams.iter().filter(|it| it.class == Class::Unobservable).count();
    if unknown > 0 {
        let meters = some(&answer.meters_needed);
        let count = answer.meters_needed.len();
        note(
            "unobservable",
            format!(
                "有 {unknown} 股水流无法由现有数据确定；至少还需计量 {count} 股，例如：{meters}。"
            ),
            format!(
                "the data do not tell {unknown} streams; at least {count} more must be metered, such as {meters}"
            ),
        );
    }
    if !answer.bounded.is_empty() {
        let streams = some(&answer.bounded);
        note(
            "at_bound",
            format!(
                "水流 {streams} 的校正值低于下限，已取下限；各项检验和不确定度仍为未加限制时的结果。"
            ),
            format!(
                "the plain solution puts {streams} below the lower bound, so that they rest on it; tests and uncertainties are those of the plain solution"
            ),
        );
    }
    if !bounded.forced.is_empty() {
        let forced: Vec<String> = bounded.forced.iter().map(|at| names[*at].clone()).collect();
        let streams = some(&forced);
        note(
            "below_bound",
            format!("固定的水流使 {streams} 低于下限：核对固定值。"),
            format!("held streams force {streams} below the lower bound: check the held values"),
        );
    }
    if !bounded.kept {
        note(
            "bounds_not_kept",
            "下限未能全部满足，给出的是未加限制的结果。".into(),
            "not all lower bounds could be kept; this is the plain solution".into(),
        );
    }
    for ratio in answer.ratios.iter().filter(|it| !(0.0..=1.0).contains(&it.reconciled)) {
        let name = crate::problem::ratio_name(&ratio.stream, &ratio.of);
        note(
            "ratio_out_of_range",
            format!(
                "分流比 {name} 校正后为 {}，不在 0 与 1 之间：核对有关测量值。",
                ratio.reconciled
            ),
            format!(
                "the ratio {name} becomes {}, not from 0 to 1: check the measurements",
                ratio.reconciled
            ),
        );
    }
    notes
}
