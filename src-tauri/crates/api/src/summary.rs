//! A diagnosis in a few lines, for the command line.

use crate::inspection::doubt_line;
use shuiheng_audit::{Closure, DailyVolume, Diagnosis, IndicatorCode, Lang, fixed};

/// The diagnosis in words: the balance, units that do not close, indicators, verdicts,
/// doubts.
pub fn summary(diagnosis: &Diagnosis, lang: Lang) -> String {
    let say = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
    let flow = |value: Option<DailyVolume>| {
        value.map_or_else(|| "—".to_owned(), |value| format!("{} m³/d", fixed(value.value(), 1)))
    };
    let site = &diagnosis.balance.site;
    let closure = |closure: Closure| if lang == Lang::Zh { closure.zh() } else { closure.code() };
    let mut lines = vec![
        diagnosis.case.profile.name.clone(),
        format!(
            "{}{}  {}{}  {}{}",
            say("取水量 ", "intake "),
            flow(site.flows.intake()),
            say("外排水量 ", "discharge "),
            flow(site.external_discharge),
            say("全厂平衡：", "site: "),
            closure(site.difference.closure),
        ),
    ];
    for unit in diagnosis
        .balance
        .units
        .iter()
        .filter(|unit| matches!(unit.difference.closure, Closure::Open | Closure::Attention))
    {
        let name = diagnosis.case.site.unit(&unit.unit).map_or("", |unit| unit.name.as_str());
        lines.push(format!(
            "  {name}  {}{}  {}",
            say("不平衡量 ", "imbalance "),
            flow(unit.difference.imbalance),
            closure(unit.difference.closure)
        ));
    }
    for indicator in &diagnosis.indicators {
        let (Some(value), name) = (indicator.printed(), indicator.code.name()) else { continue };
        // A reuse rate is never told alone: a cooling loop hides a poor process.
        let alone = indicator.code == IndicatorCode::ReuseRate
            && crate::present::without_cooling(diagnosis).is_none();
        let beside = if alone {
            say("（不含冷却循环水的数值不详）", " (not known without cooling water)")
        } else {
            String::new()
        };
        lines.push(format!(
            "  {} {} {}  = {}{beside}",
            name.get(lang),
            value,
            crate::present::printed_unit(&indicator.unit, lang),
            indicator.substituted
        ));
    }
    for comparison in &diagnosis.comparisons {
        let shown = crate::present::comparison(comparison, |_| false, None, lang);
        let value = comparison.value.map_or_else(|| "—".to_owned(), |value| fixed(value, 3));
        lines.push(format!(
            "  {}  {value} {}  {}",
            comparison.product,
            comparison.unit,
            if lang == Lang::Zh { shown.verdict_name } else { shown.verdict }
        ));
    }
    lines.extend(diagnosis.doubts.iter().map(|doubt| doubt_line(doubt, lang)));
    lines.join("\n")
}
