//! 8 节水潜力与措施: measures with what they save, cost and bring; sums of what is known,
//! each water once.

use super::figures::{UNKNOWN, breakable, number};
use super::writer::{Draft, Writer, cell, column, known, row};
use crate::document::{Align, Run};
use crate::sentence::{Slots, sentence as said};
use rust_decimal::{Decimal, RoundingStrategy};
use shuiheng_audit::{Diagnosis, Measure, MeasureSaving};

/// The measures that are planned.
pub(super) fn planned(writer: &mut Writer<'_>) {
    if writer.diagnosis.measures.is_empty() {
        writer.say(writer.sentence("measures.none", Slots::new()));
        return;
    }
    table(writer);
    writer.say(totals(writer.diagnosis));
    super::charts::savings(writer);
    for measure in &writer.diagnosis.measures {
        basis(writer, measure);
    }
}

/// What the site's own figures let compute, whether a measure was planned or not.
pub(super) fn potentials(writer: &mut Writer<'_>) {
    let found = writer.diagnosis.findings.iter();
    let savings: Vec<_> = found
        .filter_map(|finding| Some((&finding.title.zh, finding.potential.saving()?)))
        .collect();
    if savings.is_empty() {
        writer.say("按企业现有数据不能直接计算节水量；各项节水量需经实测论证。");
        return;
    }
    let reference = writer.next_table();
    writer.paragraph(vec![
        Run::plain("按企业现有数据可以计算的节水潜力见"),
        reference,
        Run::plain("；作用于同一水流的潜力不得相加。其余问题的节水量需经实测论证。"),
    ]);
    let rows = savings.iter().map(|(title, saving)| {
        let bound = if saving.at_most { "≤" } else { "" };
        row(vec![
            cell(*title),
            cell(breakable(&saving.formula)),
            cell(breakable(&saving.substituted)),
            cell(format!("{bound}{}", number(saving.per_year.value(), 0))),
        ])
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "可计算的节水潜力".into(),
        columns: vec![
            column("问题", Align::Left),
            column("计算式", Align::Left),
            column("代入数值", Align::Left),
            column("节水量/(m³/a)", Align::Decimal),
        ],
        rows,
        notes: vec!["注：“≤”表示水质满足用途时的上限。".into()],
        ..Draft::default()
    });
}

/// Money, rounded half to even.
pub(super) fn money(amount: Decimal, digits: u32) -> String {
    let rounded = amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointNearestEven);
    format!("{rounded:.*}", digits as usize)
}

fn saving(measure: &Measure) -> String {
    match &measure.saving {
        MeasureSaving::Computed(saving) if saving.at_most => {
            format!("≤{}", number(saving.per_year.value(), 0))
        }
        MeasureSaving::Computed(saving) => number(saving.per_year.value(), 0),
        MeasureSaving::Typed(volume, _) => number(*volume, 0),
        MeasureSaving::Unknown => "待论证".into(),
    }
}

fn table(writer: &mut Writer<'_>) {
    let reference = writer.next_table();
    writer.paragraph(vec![
        Run::plain(format!("拟定节水措施 {} 项，见", writer.diagnosis.measures.len())),
        reference,
        Run::plain("。"),
    ]);
    let amount = |amount: Option<Decimal>, digits: u32| {
        amount.map_or_else(|| UNKNOWN.to_owned(), |amount| money(amount, digits))
    };
    let rows = writer.diagnosis.measures.iter().map(|measure| {
        let given = &measure.given;
        row(vec![
            cell(measure.number.to_string()),
            cell(known(&measure.place)),
            cell(&given.todo),
            cell(saving(measure)),
            cell(amount(given.investment, 2)),
            cell(amount(measure.benefit.as_ref().map(|benefit| benefit.amount), 2)),
            cell(amount(measure.payback, 1)),
            cell(given.difficulty.zh()),
            cell(given.kind.zh()),
            cell(given.timing.zh()),
        ])
    });
    let rows = rows.collect();
    writer.table(Draft {
        title: "节水措施".into(),
        columns: vec![
            column("编号", Align::Centre),
            column("环节", Align::Left),
            column("措施", Align::Left),
            column("节水量/(m³/a)", Align::Decimal),
            column("投资/万元", Align::Decimal),
            column("年效益/万元", Align::Decimal),
            column("回收期/a", Align::Decimal),
            column("难度", Align::Centre),
            column("类型", Align::Centre),
            column("时序", Align::Centre),
        ],
        rows,
        notes: vec![
            "注：“待论证”表示没有计算或实测依据；“—”表示不详；回收期为静态回收期（投资÷年效益）。"
                .into(),
        ],
        ..Draft::default()
    });
}

fn totals(diagnosis: &Diagnosis) -> String {
    let totals = &diagnosis.measure_totals;
    // What is not known is said, and never printed as a zero.
    let part = |name: &str, sum: Option<String>, lacking: usize, overlapping: usize| match sum {
        None => said(&format!("measures.unknown_{name}"), &Slots::new()),
        Some(sum) => {
            let count = |count: usize| (count > 0).then(|| count.to_string());
            let slots = Slots::new()
                .set("sum", sum)
                .maybe("lacking", count(lacking))
                .maybe("overlapping", count(overlapping));
            said(&format!("measures.known_{name}"), &slots)
        }
    };
    let amount = |amount: Option<Decimal>| amount.map(|sum| money(sum, 2));
    let saving = totals.saving.map(|saving| number(saving, 0));
    let slots = Slots::new()
        .set("saving", part("saving", saving, totals.unknown_savings, totals.overlapping))
        .set(
            "investment",
            part("investment", amount(totals.investment), totals.unknown_investments, 0),
        )
        .set("benefit", part("benefit", amount(totals.benefit), totals.unknown_benefits, 0));
    said("measures.totals", &slots)
}

/// What a measure's saving and benefit rest on.
fn basis(writer: &mut Writer<'_>, measure: &Measure) {
    let mut said = Vec::new();
    match &measure.saving {
        MeasureSaving::Computed(saving) => said.push(format!(
            "节水量 {} = {} = {} m³/a",
            breakable(&saving.formula),
            breakable(&saving.substituted),
            number(saving.per_year.value(), 0)
        )),
        MeasureSaving::Typed(volume, basis) => {
            said.push(format!("节水量 {} m³/a，依据：{basis}", number(*volume, 0)));
        }
        MeasureSaving::Unknown => {}
    }
    if let Some(benefit) = &measure.benefit {
        let lacks: Vec<&str> = benefit.lacks.iter().map(|price| price.zh()).collect();
        let lacks = if lacks.is_empty() {
            String::new()
        } else {
            format!("（{}不详，未计）", lacks.join("、"))
        };
        said.push(format!(
            "年效益 {} = {} 万元{lacks}",
            breakable(&benefit.substituted),
            money(benefit.amount, 2)
        ));
    }
    if !measure.overlaps.is_empty() {
        let others: Vec<String> = measure.overlaps.iter().map(ToString::to_string).collect();
        let counts =
            if measure.counts { "合计中计入本项" } else { "合计中未计入本项" };
        said.push(format!("与措施 {} 作用于同一水流，{counts}", others.join("、")));
    }
    if measure.orphaned {
        said.push("所针对的问题已不成立，请复核".into());
    }
    if !said.is_empty() {
        let mark = format!("（{}）", measure.number);
        writer.item(mark, vec![Run::plain(format!("{}。", said.join("；")))]);
    }
}

/// What the measures come to, for the conclusion; none where there are none.
pub(super) fn sentence(diagnosis: &Diagnosis) -> Option<String> {
    if diagnosis.measures.is_empty() {
        return None;
    }
    let count = diagnosis.measures.len().to_string();
    let slots = Slots::new().set("count", count).set("totals", totals(diagnosis));
    Some(said("measures.count", &slots))
}
