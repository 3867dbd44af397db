//! What was answered on site: the progress by group, and each answer that asks for action.

use super::figures::given;
use super::writer::{Draft, Writer, cell, column, row, toned};
use crate::document::{Align, Run, Tone};
use shuiheng_audit::{Said, Surveyed};

/// The section; nothing where nobody answered.
pub(super) fn section(writer: &mut Writer<'_>) {
    let groups = &writer.diagnosis.survey;
    if groups.is_empty() {
        return;
    }
    let asked: usize = groups.iter().map(|group| group.asked).sum();
    let answered: usize = groups.iter().map(|group| group.answered.len()).sum();
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain(format!(
            "按检查清单逐项现场检查，共 {} 组 {asked} 项，已答复 {answered} 项，见",
            groups.len()
        )),
        table,
        Run::plain("。未答复和不详的项目不作为问题判定的依据。"),
    ]);
    let rows = groups.iter().flat_map(|group| {
        group.answered.iter().map(|one| {
            let said = if one.asks_for_action() {
                toned(said(one), Tone::Caution)
            } else {
                cell(said(one))
            };
            row(vec![
                cell(&group.name.zh),
                cell(&one.question.ask.zh),
                said,
                cell(if one.answer.note.is_empty() { "—" } else { &one.answer.note }),
            ])
        })
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "现场检查记录".into(),
        columns: vec![
            column("类别", Align::Left),
            column("检查内容", Align::Left),
            column("答复", Align::Centre),
            column("现场记录", Align::Left),
        ],
        rows,
        ..Draft::default()
    });
}

fn said(one: &Surveyed) -> String {
    match one.answer.said {
        Said::Number(value) => {
            let unit = super::figures::unit(&one.question.unit);
            format!("{} {unit}", given(value, &one.question.unit)).trim().to_owned()
        }
        said => said.zh().to_owned(),
    }
}
