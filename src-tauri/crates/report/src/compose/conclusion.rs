//! 9 结论与建议: what follows from the figures, and nothing else.

use super::balance;
use super::figures::{annual, number, unit};
use super::writer::{Writer, unconfirmed};
use crate::document::Run;
use shuiheng_audit::{Comparison, Diagnosis, Gravity, IndicatorCode, Severity, Verdict, trimmed};

/// The chapter.
pub(super) fn chapter(writer: &mut Writer<'_>) {
    writer.chapter("结论与建议");
    writer.section("结论");
    let mut sentences = vec![closure_sentence(writer.diagnosis)];
    sentences.extend(indicator_sentences(writer.diagnosis));
    sentences.extend(writer.diagnosis.comparisons.iter().map(comparison_sentence));
    sentences.extend(limit_sentences(writer.diagnosis));
    sentences.extend(super::measures::sentence(writer.diagnosis));
    numbered(writer, sentences);
    writer.section("建议");
    advice(writer);
}

fn numbered(writer: &mut Writer<'_>, sentences: Vec<String>) {
    for (at, sentence) in sentences.into_iter().enumerate() {
        writer.item(format!("（{}）", at + 1), vec![Run::plain(sentence)]);
    }
}

/// How the site and its units close.
pub(super) fn closure_sentence(diagnosis: &Diagnosis) -> String {
    let site = &diagnosis.balance.site.difference;
    let whole = match balance::difference(site) {
        Some(difference) => format!("全厂不平衡量为 {difference}，{}", site.closure.zh()),
        None => "全厂输入或输出水量不详，闭合情况无法判断".to_owned(),
    };
    let units = balance::tally(diagnosis);
    if units.is_empty() {
        format!("{whole}。")
    } else {
        format!("{whole}；用水单元{units}。")
    }
}

fn indicator_sentences(diagnosis: &Diagnosis) -> Vec<String> {
    let value = |code| diagnosis.indicator(code).and_then(|indicator| indicator.value);
    let mut sentences = Vec::new();
    match (value(IndicatorCode::ReuseRate), value(IndicatorCode::ReuseRateWithoutCooling)) {
        (Some(with), Some(without)) => sentences.push(format!(
            "重复利用率为 {} %，扣除冷却循环水后为 {} %。",
            number(with, 2),
            number(without, 2)
        )),
        (Some(with), None) => sentences.push(format!(
            "重复利用率为 {} %；冷却循环水量未能区分，不含冷却循环水的重复利用率未计算。",
            number(with, 2)
        )),
        (None, _) => sentences.push("重复利用率因资料不全未计算。".to_owned()),
    }
    sentences.push(match value(IndicatorCode::LeakageRate) {
        Some(rate) => format!("用水综合漏失率为 {} %。", number(rate, 2)),
        None => "用水综合漏失率因资料不全未计算。".to_owned(),
    });
    sentences
}

/// Where a product stands against its quota.
pub(super) fn comparison_sentence(comparison: &Comparison) -> String {
    let name = &comparison.product;
    let Some(value) = comparison.value else {
        return format!("产品“{name}”的单位产品取水量因资料不全未计算。");
    };
    let sure = comparison
        .uncertainty
        .map_or_else(String::new, |of| format!("（扩展不确定度 ±{}）", number(of.expanded, 3)));
    let value = format!(
        "产品“{name}”的单位产品取水量为 {} {}{sure}",
        number(value, 3),
        unit(&comparison.unit)
    );
    let Some(quota) = &comparison.quota else {
        return format!("{value}，暂无适用的用水定额，未作判定。");
    };
    let mark = unconfirmed(quota.confirmed.is_some());
    let open = if comparison.open {
        "；级别限值落在该数值的不确定度以内，现有计量精度不足以支持这一判定"
    } else {
        ""
    };
    match comparison.verdict {
        Verdict::None => format!("{value}，对照{}未能作出判定{mark}。", quota.standard),
        Verdict::Over => {
            let limit = comparison
                .required_level()
                .map(|reach| format!("{} {}", reach.level, trimmed(reach.limit, 4)));
            let excess = comparison
                .excess
                .map(|excess| format!("，超出部分折合 {} 万m³/a", annual(Some(excess))));
            format!(
                "{value}，超过{}的{}{}{mark}{open}。",
                quota.standard,
                limit.unwrap_or_default(),
                excess.unwrap_or_default()
            )
        }
        Verdict::Leading
        | Verdict::Advanced
        | Verdict::NewBuild
        | Verdict::General
        | Verdict::Grade(_) => {
            format!("{value}，{}（{}）{mark}{open}。", comparison.verdict.zh(), quota.standard)
        }
    }
}

fn limit_sentences(diagnosis: &Diagnosis) -> Vec<String> {
    let missed: Vec<_> = diagnosis.limits.iter().filter(|check| !check.met).collect();
    if diagnosis.limits.is_empty() {
        return Vec::new();
    }
    if missed.is_empty() {
        return vec!["所对照的行业和行动方案参考值均达到（参考值是否适用见第6章）。".to_owned()];
    }
    let names: Vec<String> = missed.iter().map(|check| check.indicator.name().zh).collect();
    vec![format!("{}未达到所对照的参考值，见第6章。", names.join("、"))]
}

fn advice(writer: &mut Writer<'_>) {
    let diagnosis = writer.diagnosis;
    let mut sentences: Vec<String> = diagnosis
        .findings
        .iter()
        .filter(|finding| finding.gravity != Gravity::Low)
        .map(|finding| format!("{}：{}", finding.title.zh, finding.suggestion.zh))
        .collect();
    let errors = diagnosis.doubts.iter().filter(|doubt| doubt.severity == Severity::Error).count();
    if errors > 0 {
        sentences
            .push(format!("先核清附录B所列 {errors} 条数据错误，修正后重新计算，再据以安排改造。"));
    }
    let quotas = diagnosis.comparisons.iter().filter_map(|comparison| comparison.quota.as_ref());
    if quotas.into_iter().any(|quota| quota.confirmed.is_none()) {
        sentences.push(
            "取得所引用定额标准的正式文本，核对数值、单位和适用条件后确认判定结果。".to_owned(),
        );
    }
    if sentences.is_empty() {
        writer.say("按现有资料和判定规则未检出需要处理的问题；数据疑点及其处理见附录B。");
        return;
    }
    numbered(writer, sentences);
}
