//! Units of measure as people write them: m³/d, t/d, 万吨/年, m?/d.

use super::text::{is_cjk, split_brackets, tidy};
use shuiheng_audit::FlowUnit;

/// What a text says about the unit of measure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Measure {
    /// A flow of water.
    Flow(FlowUnit),
    /// A volume without a time; true for 万m³.
    Volume(bool),
    /// A volume over something that is not a time known here: 方/班.
    Unreadable(String),
    /// A share in %.
    Percent,
    /// Another unit: mg/L, ℃, MPa.
    Foreign(String),
}

/// A span of time that a header names without a unit: 日取水量, 年用水量.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    Hour,
    Day,
    Month,
    Year,
}

const FOREIGN: &[&str] = &[
    "mg/l",
    "g/l",
    "ug/l",
    "℃",
    "°c",
    "mpa",
    "kpa",
    "kw",
    "kwh",
    "kw·h",
    "元",
    "万元",
    "元/m3",
    "元/t",
    "人",
    "台",
    "套",
    "h",
    "h/d",
    "h/a",
    "小时",
    "天",
    "d",
    "d/a",
    "m",
    "mm",
    "km",
    "us/cm",
    "μs/cm",
    "ntu",
    "kg",
    "mg",
    "m2",
    "dn",
    "dnmm",
    "个",
    "只",
    "班",
    "l/m2",
    "m3/t",
    "m3/万元",
    "t/t",
    "l/(人·d)",
    "kg/m3",
    "min",
    "m3/100m",
    "m3/百米",
    "kva",
    "kwh/d",
    "kwh/a",
    "kwh/t",
    "万kwh",
    "万kwh/a",
    "nm3",
    "nm3/h",
    "nm3/d",
    "万nm3",
    "tce",
    "gj",
    "mw",
    "ppm",
    "°dh",
];

/// Reads a text that holds nothing but a unit of measure.
pub(crate) fn measure(text: &str) -> Option<Measure> {
    measure_of(&tidy(text))
}

/// Reads a tidy text that holds nothing but a unit of measure.
pub(crate) fn measure_of(tidy: &str) -> Option<Measure> {
    let text = tidy.trim_matches(['(', ')', ':', ',', ';', '.', '。', '、', '*']);
    if text.is_empty() {
        return None;
    }
    if matches!(text, "%" | "百分比") {
        return Some(Measure::Percent);
    }
    if FOREIGN.contains(&text) {
        return Some(Measure::Foreign(text.to_owned()));
    }
    let (scale, rest) = scale(text);
    if let Some(rest) = litre(rest) {
        let unit = match (scale, per(rest)) {
            (Scale::One, Some(Per::Span(Span::Day))) => FlowUnit::LitrePerDay,
            (Scale::One, Some(Per::Span(Span::Hour))) => FlowUnit::LitrePerHour,
            (Scale::One, Some(Per::Minute)) => FlowUnit::LitrePerMinute,
            (Scale::One, Some(Per::Second)) => FlowUnit::LitrePerSecond,
            (_, Some(_)) => return Some(Measure::Unreadable(text.to_owned())),
            (_, None) => return rest.is_empty().then(|| Measure::Unreadable(text.to_owned())),
        };
        return Some(Measure::Flow(unit));
    }
    match text {
        "cmd" => return Some(Measure::Flow(FlowUnit::M3PerDay)),
        "cmh" => return Some(Measure::Flow(FlowUnit::M3PerHour)),
        _ => {}
    }
    let rest = cubic_metre(rest)?;
    if rest.is_empty() {
        return Some(match scale {
            Scale::One => Measure::Volume(false),
            Scale::TenThousand => Measure::Volume(true),
            Scale::Thousand => Measure::Unreadable(text.to_owned()),
        });
    }
    match per(rest) {
        Some(Per::Span(span)) => Some(flow(scale, span, text)),
        Some(Per::Minute) if scale == Scale::One => Some(Measure::Flow(FlowUnit::M3PerMinute)),
        Some(Per::Second) if scale == Scale::One => Some(Measure::Flow(FlowUnit::M3PerSecond)),
        Some(Per::Minute | Per::Second) => Some(Measure::Unreadable(text.to_owned())),
        // Only what looks like "per something" is a unit at all; "吨位" is not.
        None => rest.starts_with(['/', '·']).then(|| Measure::Unreadable(text.to_owned())),
    }
}

fn flow(scale: Scale, span: Span, text: &str) -> Measure {
    let unit = match (scale, span) {
        (Scale::One, Span::Day) => FlowUnit::M3PerDay,
        (Scale::One, Span::Hour) => FlowUnit::M3PerHour,
        (Scale::One, Span::Month) => FlowUnit::M3PerMonth,
        (Scale::One, Span::Year) => FlowUnit::M3PerYear,
        (Scale::TenThousand, Span::Day) => FlowUnit::TenThousandM3PerDay,
        (Scale::TenThousand, Span::Month) => FlowUnit::TenThousandM3PerMonth,
        (Scale::TenThousand, Span::Year) => FlowUnit::TenThousandM3PerYear,
        (Scale::Thousand, Span::Day) => FlowUnit::ThousandM3PerDay,
        (Scale::Thousand, Span::Month) => FlowUnit::ThousandM3PerMonth,
        (Scale::Thousand, Span::Year) => FlowUnit::ThousandM3PerYear,
        (Scale::TenThousand, Span::Hour) => FlowUnit::TenThousandM3PerHour,
        (Scale::Thousand, Span::Hour) => return Measure::Unreadable(text.to_owned()),
    };
    Measure::Flow(unit)
}

impl Measure {
    /// The flow that the measure means where a header names the time: 日取水量 (m³).
    pub(crate) fn with_span(&self, span: Option<Span>) -> Measure {
        match (self, span) {
            (Self::Volume(wan), Some(span)) => {
                flow(if *wan { Scale::TenThousand } else { Scale::One }, span, "")
            }
            _ => self.clone(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    One,
    Thousand,
    TenThousand,
}

enum Per {
    Second,
    Minute,
    Span(Span),
}

fn scale(text: &str) -> (Scale, &str) {
    let text = text.strip_prefix(['x', '×', '*']).unwrap_or(text);
    for prefix in ["万", "10^4", "104", "10000"] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return (Scale::TenThousand, rest);
        }
    }
    for prefix in ["千", "10^3", "103", "1000", "k"] {
        if let Some(rest) = text.strip_prefix(prefix).filter(|rest| cubic_metre(rest).is_some()) {
            return (Scale::Thousand, rest);
        }
    }
    (Scale::One, text)
}

fn cubic_metre(text: &str) -> Option<&str> {
    // A GBK export cannot hold the raised 3 and leaves a question mark.
    let names = [
        "立方米",
        "立方",
        "千升",
        "kl",
        "m^3",
        "m3",
        "m??",
        "m?",
        "m\u{fffd}",
        "米3",
        "cum",
        "cbm",
        "公吨",
        "吨",
        "方",
        "ton",
        "t",
    ];
    names.iter().find_map(|name| text.strip_prefix(name))
}

fn litre(text: &str) -> Option<&str> {
    ["公升", "升", "l"].iter().find_map(|name| text.strip_prefix(name))
}

fn per(text: &str) -> Option<Per> {
    let time = text.strip_prefix(['/', '·', '.', '每', '*', '-']).unwrap_or(text);
    let time = time.strip_prefix("per").unwrap_or(time);
    Some(match time {
        "d" | "日" | "天" | "day" | "d-1" | "d^-1" | "24h" => Per::Span(Span::Day),
        "h" | "时" | "小时" | "hr" | "hour" | "h-1" => Per::Span(Span::Hour),
        "月" | "mon" | "month" => Per::Span(Span::Month),
        "a" | "年" | "y" | "yr" | "year" | "a-1" => Per::Span(Span::Year),
        "s" | "秒" | "s-1" => Per::Second,
        "min" | "分" | "分钟" | "min-1" => Per::Minute,
        _ => return None,
    })
}

/// A unit of measure named in a sentence, after 单位 or in brackets, and as it is written.
pub(crate) fn measure_in(text: &str) -> Option<(Measure, String)> {
    let tidy = tidy(text);
    for key in ["水量单位", "计量单位", "单位均为", "单位为", "单位", "水量", "流量", "unit"]
    {
        for (at, _) in tidy.match_indices(key) {
            let rest = tidy[at + key.len()..]
                .trim_start_matches([':', '(', '均', '为', '是', '一', '律', '按', '=', 's']);
            let word = leading_unit(rest);
            let word = leading_flow(word).unwrap_or(word);
            match measure(word) {
                Some(found @ (Measure::Flow(_) | Measure::Volume(_) | Measure::Unreadable(_))) => {
                    return Some((found, as_written(text, word)));
                }
                Some(Measure::Percent | Measure::Foreign(_)) | None => {}
            }
        }
    }
    let (_, inside) = split_brackets(&tidy);
    let read = |word: &String, unreadable: bool| match measure(leading_unit(word)) {
        Some(found @ (Measure::Flow(_) | Measure::Volume(_))) => {
            Some((found, as_written(text, leading_unit(word))))
        }
        // 方/班 in a title is a unit all the same, and none that can be converted.
        Some(found @ Measure::Unreadable(_)) => {
            unreadable.then(|| (found, as_written(text, leading_unit(word))))
        }
        Some(Measure::Percent | Measure::Foreign(_)) | None => None,
    };
    let bracketed = inside.iter().find_map(|word| read(word, false));
    bracketed.or_else(|| bare(text)).or_else(|| inside.iter().find_map(|word| read(word, true)))
}

/// A unit that stands as a word of its own: "m³/d" alone, "水平衡表 m³/d". What follows a
/// number is a size: "4 t/h 锅炉".
fn bare(text: &str) -> Option<(Measure, String)> {
    let words: Vec<&str> =
        text.split([' ', '\u{3000}', '\t', '\n', ',', '，', ';', '；']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let sized = at > 0 && words[at - 1].ends_with(|c: char| c.is_numeric());
        let found = measure(word).filter(|found| matches!(found, Measure::Flow(_)))?;
        (!sized).then(|| (found, (*word).to_owned()))
    })
}

/// What stands before the next mark: the unit of "m3/d,年运行330天".
fn leading_unit(text: &str) -> &str {
    let end = text.find([',', ';', ')', '(', '。', '、', ':', '|']).unwrap_or(text.len());
    &text[..end]
}

/// The longest beginning of a text that is a flow, where the whole is none: the text has
/// lost the blank of "m3/d 年运行330天".
fn leading_flow(text: &str) -> Option<&str> {
    if !matches!(measure(text), None | Some(Measure::Unreadable(_))) {
        return None;
    }
    let goes_on = |at: usize| {
        let next = text[at..].chars().next();
        next.is_some_and(|c| is_cjk(c) && !"次班人批炉台户".contains(c))
    };
    let ends = text.char_indices().map(|(at, _)| at).skip(1).take(10).filter(|at| goes_on(*at));
    let beginnings: Vec<&str> = ends.map(|end| &text[..end]).collect();
    beginnings.into_iter().rev().find(|part| matches!(measure(part), Some(Measure::Flow(_))))
}

/// The time that a header names: 日取水量, 年用水量, 小时用水量. A date such as 2024年度
/// names none.
pub(crate) fn span_in(text: &str) -> Option<Span> {
    const WORDS: &[(&str, Span)] = &[
        ("日", Span::Day),
        ("天", Span::Day),
        ("年", Span::Year),
        ("月", Span::Month),
        ("小时", Span::Hour),
    ];
    const FOLLOWS: &[&str] =
        &["均", "平均", "用", "取", "耗", "排", "新", "水量", "漏", "循环", "重复", "统计用水"];
    let tidy = tidy(text);
    for (english, span) in [
        ("daily", Span::Day),
        ("annual", Span::Year),
        ("yearly", Span::Year),
        ("monthly", Span::Month),
        ("hourly", Span::Hour),
    ] {
        if tidy.contains(english) {
            return Some(span);
        }
    }
    for (word, span) in WORDS {
        let named = tidy.match_indices(word).any(|(at, _)| {
            let (before, after) = (tidy[..at].chars().next_back(), &tidy[at + word.len()..]);
            let dated =
                before.is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十两".contains(c));
            let all = before.is_some_and(|c| matches!(c, '每' | '全'));
            !dated && (all || FOLLOWS.iter().any(|next| after.starts_with(next)))
        });
        if named {
            return Some(*span);
        }
    }
    None
}

/// The days that a month counts: 每月按30天计, 一个月以 30 天计算.
pub(crate) fn month_in(text: &str) -> Option<f64> {
    let key = tidy(text);
    let (_, rest) = key.split_once("每月").or_else(|| key.split_once("月按"))?;
    let rest = rest.trim_start_matches(['按', '以', '为', '共', '约']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let days: f64 = rest[..digits].parse().ok()?;
    (rest[digits..].starts_with(['天', '日', 'd']) && (20.0..=31.0).contains(&days)).then_some(days)
}

/// The part of a text that reads as a unit once it is made comparable: `m³/d` for `m3/d`.
fn as_written(text: &str, unit: &str) -> String {
    /// Bytes of the longest unit that is looked for; what is longer is no unit as people
    /// write them, and a cell may hold 32 767 characters.
    const LONGEST: usize = 60;
    let Some(first) = unit.chars().next().filter(|_| unit.len() <= LONGEST) else {
        return unit.to_owned();
    };
    let reach = 3 * unit.len() + 8;
    let starts = text.char_indices().filter(|(at, c)| {
        let own = super::text::tidy(&text[*at..*at + c.len_utf8()]);
        own.starts_with(first)
    });
    let found = starts.filter_map(|(from, _)| {
        let rest = &text[from..];
        let ends = rest.char_indices().map(|(at, _)| at).skip(1).chain([rest.len()]);
        let mut near = ends.take_while(|to| *to <= reach);
        near.find(|to| super::text::tidy(&rest[..*to]) == unit).map(|to| &rest[..to])
    });
    found
        .min_by_key(|found| found.len())
        .map_or_else(|| unit.to_owned(), |found| found.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Measure>) {
        assert_eq!(measure(text), expected, "{text}");
    }

    #[test]
    fn water_is_measured_in_many_ways() {
        use FlowUnit::{
            LitrePerDay, LitrePerSecond, M3PerDay, M3PerHour, M3PerMonth, M3PerYear,
            TenThousandM3PerDay, TenThousandM3PerYear,
        };
        for (text, unit) in [
            ("m³/d", M3PerDay),
            ("㎥／d", M3PerDay),
            ("（m3/d）", M3PerDay),
            ("m?/d", M3PerDay),
            ("立方米/日", M3PerDay),
            ("吨/天", M3PerDay),
            ("t/d", M3PerDay),
            ("m³·d⁻¹", M3PerDay),
            ("方/天", M3PerDay),
            ("m3/h", M3PerHour),
            ("吨/小时", M3PerHour),
            ("L/s", LitrePerSecond),
            ("升/日", LitrePerDay),
            ("万m³/a", TenThousandM3PerYear),
            ("万吨/年", TenThousandM3PerYear),
            ("10⁴m³/a", TenThousandM3PerYear),
            ("×10^4 m3/a", TenThousandM3PerYear),
            ("万立方米/日", TenThousandM3PerDay),
            ("m³/月", M3PerMonth),
            ("t/a", M3PerYear),
            ("立方米每年", M3PerYear),
            ("CMD", M3PerDay),
            ("KL/day", M3PerDay),
            ("千m³/a", FlowUnit::ThousandM3PerYear),
            ("kt/a", FlowUnit::ThousandM3PerYear),
            ("千吨/日", FlowUnit::ThousandM3PerDay),
            ("万m³/h", FlowUnit::TenThousandM3PerHour),
            ("L/min", FlowUnit::LitrePerMinute),
            ("升/小时", FlowUnit::LitrePerHour),
            ("m³/s", FlowUnit::M3PerSecond),
        ] {
            check(text, Some(Measure::Flow(unit)));
        }
    }

    #[test]
    fn what_is_not_a_flow_of_water_is_not_taken_for_one() {
        check("m³", Some(Measure::Volume(false)));
        check("万m³", Some(Measure::Volume(true)));
        check("方/班", Some(Measure::Unreadable("方/班".into())));
        check("千m³/h", Some(Measure::Unreadable("千m3/h".into())));
        check("%", Some(Measure::Percent));
        check("mg/L", Some(Measure::Foreign("mg/l".into())));
        check("自来水", None);
        check("吨位", None);
        check("总", None);
    }

    #[test]
    fn a_caption_names_the_unit() {
        for (text, unit, written) in [
            ("单位：m³/d", Measure::Flow(FlowUnit::M3PerDay), "m³/d"),
            (
                "测试日期：2024-09-10    单位: 万m3/a，年运行330天",
                Measure::Flow(FlowUnit::TenThousandM3PerYear),
                "万m3/a",
            ),
            ("企业水平衡统计表（m³/d）", Measure::Flow(FlowUnit::M3PerDay), "m³/d"),
            ("注：表中单位均为吨/日。", Measure::Flow(FlowUnit::M3PerDay), "吨/日"),
            ("m³/d", Measure::Flow(FlowUnit::M3PerDay), "m³/d"),
            ("水平衡表　m³/d", Measure::Flow(FlowUnit::M3PerDay), "m³/d"),
            ("水量：立方米/天", Measure::Flow(FlowUnit::M3PerDay), "立方米/天"),
            ("水平衡表（方/班）", Measure::Unreadable("方/班".into()), "方/班"),
            ("单位：方/班", Measure::Unreadable("方/班".into()), "方/班"),
            ("水平衡表　m³/d", Measure::Flow(FlowUnit::M3PerDay), "m³/d"),
            ("t/d", Measure::Flow(FlowUnit::M3PerDay), "t/d"),
            ("单位：万t/a  年运行330天", Measure::Flow(FlowUnit::TenThousandM3PerYear), "万t/a"),
            ("年水平衡表（m³/a，全年300天）", Measure::Flow(FlowUnit::M3PerYear), "m³/a"),
        ] {
            assert_eq!(measure_in(text), Some((unit, written.to_owned())), "{text}");
        }
        for text in ["填报单位：嘉兴示例印染有限公司", "4 t/h 锅炉水平衡表", "日取水量 120 m³"]
        {
            assert_eq!(measure_in(text), None, "{text}");
        }
    }
}
