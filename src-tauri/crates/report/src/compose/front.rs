//! Cover, signatures and summary.

use super::ReportMeta;
use super::figures::{UNKNOWN, annual, daily, number, percent};
use super::sums;
use super::writer::{Writer, known, unconfirmed};
use crate::document::{Block, Card, Cover, Properties, Run, Running, Signatures, Tone};
use crate::number;
use crate::sentence::Slots;
use chrono::{Datelike, NaiveDate};
use shuiheng_audit::{
    Closure, Comparison, Diagnosis, Gravity, IndicatorCode, Item, Severity, Verdict,
};

/// What the file says about itself.
pub(super) fn properties(diagnosis: &Diagnosis, meta: &ReportMeta) -> Properties {
    let enterprise = &diagnosis.case.profile.name;
    Properties {
        title: format!("{enterprise}{}", meta.printed_title()),
        author: meta.printed_auditor(diagnosis).to_owned(),
        subject: format!("{enterprise}用水诊断、水平衡与用水定额对标"),
        keywords: ["节水诊断", "水平衡", "用水定额"]
            .map(String::from)
            .into_iter()
            .chain(meta.issue.as_ref().map(|issue| number::keyword(&issue.number)))
            .collect(),
        creator: format!("水衡 {}", meta.version),
        date: meta.date,
    }
}

/// What stands at the head of each page.
pub(super) fn running(diagnosis: &Diagnosis, meta: &ReportMeta) -> Running {
    let draft = if meta.issue.is_none() { "（征求意见稿）" } else { "" };
    let own = meta.template.head.trim();
    let head = if own.is_empty() { meta.printed_title() } else { own };
    Running {
        left: format!("{head}{draft}"),
        right: diagnosis.case.profile.name.clone(),
        foot: meta.template.foot.trim().to_owned(),
    }
}

/// The cover.
pub(super) fn cover(diagnosis: &Diagnosis, meta: &ReportMeta) -> Cover {
    let profile = &diagnosis.case.profile;
    let facts = [
        ("行业", profile.industry.clone()),
        ("所属区域", profile.district.clone()),
        ("测试期", period(diagnosis).unwrap_or_default()),
    ];
    Cover {
        report_no: meta.issue.as_ref().map(|issue| issue.number.clone()),
        program: meta.program.clone(),
        enterprise: known(&profile.name),
        title: meta.printed_title().to_owned(),
        mark: meta.issue.is_none().then(|| "征求意见稿".to_owned()),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        logo: meta.template.logo.clone(),
        auditor: meta.printed_auditor(diagnosis).to_owned(),
        below: qualification(meta).into_iter().collect(),
        date: format!("{}年{}月", meta.date.year(), meta.date.month()),
    }
}

/// The number of the firm's qualification in words; none where it gave none.
fn qualification(meta: &ReportMeta) -> Option<String> {
    let number = meta.template.qualification.trim();
    (!number.is_empty()).then(|| format!("资质证书编号：{number}"))
}

/// A date in words.
pub(super) fn date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The test period in words; none where neither end is known.
pub(super) fn period(diagnosis: &Diagnosis) -> Option<String> {
    let period = &diagnosis.case.profile.period;
    match (period.from, period.to) {
        (Some(from), Some(to)) if from == to => Some(date(from)),
        (Some(from), Some(to)) => Some(format!("{}—{}", date(from), date(to))),
        (Some(day), None) => Some(format!("{}起", date(day))),
        (None, Some(day)) => Some(format!("至{}", date(day))),
        (None, None) => None,
    }
}

/// The summary in words, then the key figures.
pub(super) fn summary(writer: &mut Writer<'_>) {
    words(writer);
    let cards = cards(writer.diagnosis);
    writer.push(Block::Cards(cards));
}

/// Who wrote, checked and approved, and the place of the seal.
pub(super) fn signatures(writer: &mut Writer<'_>) {
    let (diagnosis, meta) = (writer.diagnosis, writer.meta);
    let enterprise = known(&diagnosis.case.profile.name);
    let mut facts = vec![
        ("报告名称".to_owned(), format!("{enterprise}{}", meta.printed_title())),
        ("受诊单位".to_owned(), enterprise),
        ("诊断单位".to_owned(), known(meta.printed_auditor(diagnosis))),
        ("报告日期".to_owned(), date(meta.date)),
    ];
    let qualification = meta.template.qualification.trim();
    if !qualification.is_empty() {
        facts.push(("资质证书编号".to_owned(), qualification.to_owned()));
    }
    let contact: Vec<&str> = meta.template.contact.split_whitespace().collect();
    if !contact.is_empty() {
        facts.push(("联系方式".to_owned(), contact.join("  ")));
    }
    if let Some(issue) = &meta.issue {
        facts.insert(0, ("报告编号".to_owned(), issue.number.clone()));
    }
    writer.push(Block::Signatures(Signatures {
        facts,
        roles: super::responsible::roles(meta),
        seal: "诊断单位（盖章）".to_owned(),
        notes: super::responsible::notes(meta),
    }));
    if !meta.template.clauses.trim().is_empty() {
        writer.paragraph(vec![Run::bold("声明")]);
        writer.own(&meta.template.clauses);
    }
}

fn words(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let profile = &diagnosis.case.profile;
    let site = &diagnosis.balance.site;
    let when = match period(diagnosis) {
        Some(when) => writer.sentence("summary.period", Slots::new().set("period", when)),
        None => writer.sentence("summary.no_period", Slots::new()),
    };
    let basis = Slots::new()
        .set("name", known(&profile.name))
        .set("units", sums::leaves(diagnosis).count().to_string())
        .set("when", when);
    writer.say(writer.sentence("summary.basis", basis));
    let flow = |value: Option<_>| match value {
        Some(_) => spaced(&format!("{} m³/d", daily(value))),
        None => "不详".to_owned(),
    };
    let intake = site.flows.intake();
    let year = intake.zip(profile.period.operating_days).map(|(intake, days)| intake * days);
    let year = match year {
        Some(_) => writer.sentence("summary.year", Slots::new().set("volume", annual(year))),
        None => writer.sentence("summary.no_year", Slots::new()),
    };
    let water = Slots::new()
        .set("intake", flow(intake))
        .set("year", year)
        .set("use", flow(site.flows.total_use(intake)))
        .set("recycled", flow(site.flows.recycled()))
        .set("consumption", flow(site.flows.get(Item::Consumption)))
        .set("discharge", flow(site.external_discharge))
        .set("leakage", flow(site.flows.get(Item::Leakage)))
        .set("closure", super::conclusion::closure_sentence(diagnosis));
    writer.say(writer.sentence("summary.water", water));
    for comparison in &diagnosis.comparisons {
        writer.say(super::conclusion::comparison_sentence(comparison));
    }
    let grave = diagnosis.findings.iter().filter(|finding| finding.gravity == Gravity::High);
    let errors = diagnosis.doubts.iter().filter(|doubt| doubt.severity == Severity::Error);
    let (found, doubted) = (diagnosis.findings.len(), diagnosis.doubts.len());
    let of = |all: usize, part: usize| (all > 0).then(|| part.to_string());
    let findings = Slots::new()
        .set("findings", found.to_string())
        .maybe("grave", of(found, grave.count()))
        .set("doubts", doubted.to_string())
        .maybe("errors", of(doubted, errors.count()));
    writer.say(writer.sentence("summary.findings", findings));
}

/// A number stands apart from the Chinese before it, words do not.
fn spaced(text: &str) -> String {
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        format!(" {text}")
    } else {
        text.to_owned()
    }
}

fn cards(diagnosis: &Diagnosis) -> Vec<Card> {
    let mut cards = vec![intake(diagnosis), reuse(diagnosis), leakage(diagnosis)];
    cards.extend(diagnosis.comparisons.iter().map(product));
    cards.push(closure(diagnosis));
    let grave =
        diagnosis.findings.iter().filter(|finding| finding.gravity == Gravity::High).count();
    cards.push(Card {
        label: "检出问题".into(),
        value: diagnosis.findings.len().to_string(),
        unit: "项".into(),
        note: format!("其中重点问题 {grave} 项"),
        tone: if grave > 0 { Tone::Bad } else { Tone::Plain },
    });
    cards
}

fn intake(diagnosis: &Diagnosis) -> Card {
    let intake = diagnosis.balance.site.flows.intake();
    let days = diagnosis.case.profile.period.operating_days;
    let note = match intake.zip(days) {
        Some((intake, days)) => format!(
            "{} 万m³/a（年运行 {} 天）",
            annual(Some(intake * days)),
            number(days.value(), 0)
        ),
        None => "年取水量不详".into(),
    };
    Card {
        label: "取水量".into(),
        value: daily(intake),
        unit: "m³/d".into(),
        note,
        tone: Tone::Plain,
    }
}

fn indicator(diagnosis: &Diagnosis, code: IndicatorCode) -> Option<String> {
    diagnosis.indicator(code)?.value.map(|value| number(value, 2))
}

fn reuse(diagnosis: &Diagnosis) -> Card {
    let without = indicator(diagnosis, IndicatorCode::ReuseRateWithoutCooling);
    Card {
        label: "重复利用率".into(),
        value: indicator(diagnosis, IndicatorCode::ReuseRate).unwrap_or_else(|| UNKNOWN.into()),
        unit: "%".into(),
        note: match without {
            Some(value) => format!("不含冷却循环水 {value} %"),
            None => "不含冷却循环水的重复利用率不详".into(),
        },
        tone: Tone::Plain,
    }
}

fn leakage(diagnosis: &Diagnosis) -> Card {
    let lost = diagnosis.balance.site.flows.get(Item::Leakage);
    Card {
        label: "用水综合漏失率".into(),
        value: indicator(diagnosis, IndicatorCode::LeakageRate).unwrap_or_else(|| UNKNOWN.into()),
        unit: "%".into(),
        note: lost
            .map_or_else(|| "漏失水量不详".into(), |_| format!("漏失水量 {} m³/d", daily(lost))),
        tone: Tone::Plain,
    }
}

fn product(comparison: &Comparison) -> Card {
    let confirmed = comparison.quota.as_ref().is_none_or(|quota| quota.confirmed.is_some());
    let verdict = match (&comparison.quota, comparison.verdict) {
        (None, _) => "暂无定额，未作判定".to_owned(),
        (Some(_), verdict) => {
            let open = if comparison.open { "，待定" } else { "" };
            format!("{}{open}{}", verdict.zh(), unconfirmed(confirmed))
        }
    };
    Card {
        label: format!("单位产品取水量·{}", comparison.product),
        value: comparison.value.map_or_else(|| UNKNOWN.into(), |value| number(value, 3)),
        unit: super::figures::unit(&comparison.unit),
        note: verdict,
        tone: match comparison.verdict {
            Verdict::Over => Tone::Bad,
            Verdict::Leading | Verdict::Advanced => Tone::Good,
            Verdict::NewBuild | Verdict::General | Verdict::Grade(_) | Verdict::None => Tone::Plain,
        },
    }
}

fn closure(diagnosis: &Diagnosis) -> Card {
    let difference = &diagnosis.balance.site.difference;
    let open =
        sums::leaves(diagnosis).filter(|unit| unit.difference.closure == Closure::Open).count();
    Card {
        label: "全厂不平衡率".into(),
        value: percent(difference.rate),
        unit: "%".into(),
        note: format!("全厂{}；不平衡单元 {open} 个", difference.closure.zh()),
        tone: closure_tone(difference.closure),
    }
}

/// The colour of a closure.
pub(super) fn closure_tone(closure: Closure) -> Tone {
    match closure {
        Closure::Closed => Tone::Good,
        Closure::Attention => Tone::Caution,
        Closure::Open => Tone::Bad,
        Closure::Unknown => Tone::Quiet,
    }
}
