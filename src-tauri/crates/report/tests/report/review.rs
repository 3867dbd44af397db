//! What the auditor decided, saw on site and plans, as the report says it.

use crate::sample;
use crate::words::text;
use rust_decimal::Decimal;
use shuiheng_audit::*;
use shuiheng_report::*;

/// The report of the sample with what an auditor made of it.
fn said(review: AuditorWork, draft: bool) -> (Diagnosis, String) {
    let diagnosis = diagnose(Case { review, ..sample::case() }, &sample::library());
    let issue =
        (!draft).then(|| Issue { number: "2024-017".into(), data: "ab".repeat(32), since: None });
    let meta = ReportMeta { issue, ..sample::meta() };
    let said = text(&compose(&diagnosis, &meta).body);
    (diagnosis, said)
}

#[test]
fn what_was_set_aside_is_not_printed_and_what_is_undecided_is_marked_in_a_draft() {
    let (plain, before) = said(AuditorWork::default(), true);
    let finding = &plain.findings[0];
    assert!(before.contains(&finding.title.zh) && before.contains("待确认"));
    let rejected = Decision {
        key: finding.key.clone(),
        judgement: Judgement::Rejected,
        reason: "已停用".into(),
        gravity: None,
        title: String::new(),
        explanation: String::new(),
        suggestion: String::new(),
        was: finding.title.zh.clone(),
        figures: finding.figures.clone(),
        by: "诊断单位".into(),
        on: None,
    };
    let review = AuditorWork { decisions: vec![rejected], ..AuditorWork::default() };
    let (diagnosis, after) = said(review, true);
    assert_eq!((diagnosis.findings.len() + 1, diagnosis.rejected.len()), (plain.findings.len(), 1));
    assert!(!after.contains(&format!("{}（{}）", finding.title.zh, finding.gravity.zh())));
    let (_, printed) = said(AuditorWork::default(), false);
    assert!(!printed.contains("待确认"), "a final report has no column of opinions");
}

#[test]
fn the_visit_is_printed_with_its_answers() {
    let answer = Answer {
        question: "open_hose_seen".into(),
        said: Said::Yes,
        note: "三号车间".into(),
        by: String::new(),
        on: None,
    };
    let review = AuditorWork { answers: vec![answer], ..AuditorWork::default() };
    let (_, said) = said(review, true);
    assert!(said.contains("现场检查记录"), "{said}");
    assert!(said.contains("工艺用水|是否有长流水软管？|是|三号车间"));
    assert!(said.contains("冲洗软管长流水"), "the answer raised a finding");
}

#[test]
fn measures_are_summed_as_far_as_known_and_each_water_once() {
    let typed = |volume: f64| GivenMeasure {
        todo: "逆流漂洗".into(),
        place: "水洗".into(),
        saving: GivenSaving::Typed { volume, basis: "清洗水表".into() },
        stream: "rinse".into(),
        prices: vec![Price::Water],
        investment: Some(Decimal::from(10)),
        ..GivenMeasure::default()
    };
    let open = GivenMeasure { todo: "回用".into(), ..GivenMeasure::default() };
    let measures = vec![typed(3000.0), typed(5000.0), open];
    let (_, said) = said(AuditorWork { measures, ..AuditorWork::default() }, true);
    for line in ["节水潜力与措施", "1|水洗|逆流漂洗|3000|10.00", "待论证", "依据：清洗水表"]
    {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(
        said.contains(
            "节水量 5000 m³/a（另有 1 项待论证）（1 项与较大项作用于同一水流，未重复计入）"
        )
    );
    assert!(said.contains("投资 20.00 万元（另有 1 项不详）；年效益不详。"));
}

#[test]
fn without_measures_the_chapter_says_so() {
    let (_, said) = said(AuditorWork::default(), false);
    assert!(said.contains("尚未拟定节水措施"));
}
