//! 1 项目概况: task, basis, scope, period and data.

use super::attached;
use super::figures::number;
use super::front;
use super::sums;
use super::writer::{Writer, known};
use crate::document::Run;
use crate::sentence::Slots;
use shuiheng_audit::{Category, intake_by_source};

pub(super) fn task(writer: &mut Writer<'_>) {
    let profile = &writer.diagnosis.case.profile;
    let (enterprise, auditor) =
        (known(&profile.name), writer.meta.printed_auditor(writer.diagnosis));
    let by = if auditor.is_empty() { "诊断单位".to_owned() } else { auditor.to_owned() };
    let slots = Slots::new().set("by", by).set("enterprise", enterprise);
    let slots = slots.maybe("program", writer.meta.program.clone());
    writer.say(writer.sentence("task.given", slots));
    writer.say(writer.sentence("task.work", Slots::new()));
}

pub(super) fn scope(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let leaves = sums::leaves(diagnosis).count();
    let parts = Category::ALL
        .into_iter()
        .map(|category| (category.zh(), sums::of_category(diagnosis, Some(category)).count()))
        .chain([("未分类", sums::of_category(diagnosis, None).count())])
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name} {count} 个"))
        .collect::<Vec<_>>()
        .join("、");
    let sources: Vec<&str> =
        intake_by_source(&diagnosis.balance).into_iter().map(|(source, _)| source.zh()).collect();
    let sources = if sources.is_empty() {
        writer.sentence("scope.no_sources", Slots::new())
    } else {
        writer.sentence("scope.sources", Slots::new().set("sources", sources.join("、")))
    };
    let slots = Slots::new()
        .set("enterprise", known(&diagnosis.case.profile.name))
        .set("units", leaves.to_string())
        .maybe("parts", Some(parts))
        .set("sources", sources);
    writer.say(writer.sentence("scope.units", slots));
    writer.say(writer.sentence("scope.categories", Slots::new()));
}

pub(super) fn data(writer: &mut Writer<'_>) {
    let period = &writer.diagnosis.case.profile.period;
    let when = match front::period(writer.diagnosis) {
        Some(when) => writer.sentence("data.period", Slots::new().set("period", when)),
        None => writer.sentence("data.no_period", Slots::new()),
    };
    let days = match period.operating_days {
        Some(days) => {
            writer.sentence("data.days", Slots::new().set("days", number(days.value(), 0)))
        }
        None => writer.sentence("data.no_days", Slots::new()),
    };
    writer.say(format!("{when}{days}"));
    if writer.meta.sources.is_empty() {
        writer.say(writer.sentence("data.typed", Slots::new()));
        return;
    }
    if let Some(place) = writer.place_of(("attachments", "received"), attached::TITLE) {
        let traced = writer.place("tracing");
        let traced = traced.map_or_else(String::new, |at| format!("，每一数据的单元格出处见{at}"));
        writer.say(format!(
            "本报告的水量数据取自企业提供的工作簿，各文件的校验值和工作表的识别结果见{place}{traced}。"
        ));
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain("本报告的水量数据取自企业提供的工作簿，各工作表的识别结果见"),
        table,
        Run::plain(match writer.place("tracing") {
            Some(place) => format!("；每一数据的单元格出处见{place}。"),
            None => "。".to_owned(),
        }),
    ]);
    attached::files(writer);
}
