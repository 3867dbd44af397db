//! 附录 依据核实情况: every value of the library that a result rests on, with who confirmed
//! it, or who accepted that nobody has, and why.

use super::figures::UNKNOWN;
use super::writer::{Draft, Writer, cell, column, row, toned};
use crate::document::{Align, Row, RowKind, Run, Tone};
use shuiheng_audit::{Acceptance, Reliance, RelianceKind, Relied};

/// The appendix.
pub(super) fn appendix(writer: &mut Writer<'_>) {
    let relied = &writer.meta.relied;
    if relied.is_empty() {
        return;
    }
    let count = |wanted: fn(&Relied) -> bool| relied.iter().filter(|one| wanted(one)).count();
    let confirmed = count(|one| one.reliance.confirmed.is_some());
    let accepted = count(|one| one.reliance.confirmed.is_none() && one.accepted.is_some());
    let open = count(|one| !one.stands());
    let reasons = reasons(relied);
    let rows = rows(relied, &reasons);
    writer.say(format!(
        "本报告的计算和判定所用的定额、限值、算式和允许误差等共 {} 项，其中已对照正式文本核实 {confirmed} 项，未核实但经诊断人员确认采用 {accepted} 项，未核实且未经确认 {open} 项。未核实的依据以其正式文本为准，据其作出的判定应在核实后复核。",
        relied.len(),
    ));
    if open > 0 {
        writer.say("存在未核实且未经确认的依据，本报告仅可作为征求意见稿使用。");
    }
    writer.table(Draft {
        title: "依据及其核实情况".into(),
        columns: vec![
            column("依据", Align::Left),
            column("采用的内容", Align::Left),
            column("用于", Align::Left),
            column("核实情况", Align::Left),
        ],
        rows,
        notes: reasons
            .iter()
            .enumerate()
            .map(|(at, reason)| {
                format!("理由〔{}〕：{}（{}，{}）", at + 1, reason.note, reason.by, reason.on)
            })
            .collect(),
        ..Draft::default()
    });
}

/// Why unconfirmed values are used, each reason once: most are accepted together.
fn reasons(relied: &[Relied]) -> Vec<Acceptance> {
    let mut reasons: Vec<Acceptance> = Vec::new();
    for one in relied.iter().filter(|one| one.reliance.confirmed.is_none()) {
        if let Some(accepted) = one.accepted.as_ref().filter(|one| !reasons.contains(one)) {
            reasons.push(accepted.clone());
        }
    }
    reasons
}

fn rows(relied: &[Relied], reasons: &[Acceptance]) -> Vec<Row> {
    let mut rows = Vec::new();
    for kind in RelianceKind::ALL {
        let of_kind: Vec<&Relied> = relied.iter().filter(|one| one.reliance.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        rows.push(Row { kind: RowKind::Section, depth: 0, cells: vec![cell(kind.zh())] });
        rows.extend(of_kind.into_iter().map(|one| {
            let reliance = &one.reliance;
            let (name, judges) = told(reliance);
            row(vec![cell(name), cell(judges), cell(&reliance.used_for.zh), state(one, reasons)])
        }));
    }
    rows
}

/// What a result rests on, and what of it is used. A rule is named by what it comes from, and
/// by its number in the file of rules.
fn told(of: &Reliance) -> (&str, String) {
    match (of.kind, of.judges.as_str(), of.source.trim()) {
        (_, "", _) => (&of.name.zh, UNKNOWN.to_owned()),
        (RelianceKind::Rule, rules, source) if !source.is_empty() => {
            (source, format!("规则编号：{rules}"))
        }
        (_, judges, _) => (&of.name.zh, judges.to_owned()),
    }
}

fn state(one: &Relied, reasons: &[Acceptance]) -> Vec<Run> {
    let reason = |accepted: &Acceptance| {
        reasons.iter().position(|reason| reason == accepted).map_or(0, |at| at + 1)
    };
    match (&one.reliance.confirmed, &one.accepted) {
        (Some(confirmed), _) => {
            cell(format!("已核实：{}，{}，{}", confirmed.cited(), confirmed.by, confirmed.on))
        }
        (None, Some(accepted)) => {
            toned(format!("未核实，确认采用（理由〔{}〕）", reason(accepted)), Tone::Caution)
        }
        (None, None) => toned("未核实", Tone::Bad),
    }
}
