//! Units of quotas as they are written.

use unicode_normalization::UnicodeNormalization;

/// How a numerator is written, and what it is.
const NUMERATORS: [(&str, &str); 11] = [
    ("m3", "m³"),
    ("m^3", "m³"),
    ("立方米", "m³"),
    ("立方", "m³"),
    ("方", "m³"),
    // A tonne of water is a cubic metre.
    ("吨水", "m³"),
    ("吨", "m³"),
    ("t", "m³"),
    ("升", "L"),
    ("l", "L"),
    ("公升", "L"),
];

/// How a denominator is written, and what it is.
const DENOMINATORS: [(&str, &str); 30] = [
    ("t", "t"),
    ("吨", "t"),
    ("kg", "kg"),
    ("公斤", "kg"),
    ("千克", "kg"),
    ("m", "m"),
    ("米", "m"),
    ("100m", "100m"),
    ("hm", "100m"),
    ("百米", "100m"),
    ("km", "km"),
    ("千米", "km"),
    ("万m", "万m"),
    ("万米", "万m"),
    ("m2", "m²"),
    ("m^2", "m²"),
    ("平方米", "m²"),
    ("万m2", "万m²"),
    ("m3", "m³"),
    ("立方米", "m³"),
    ("mwh", "(MW·h)"),
    ("兆瓦时", "(MW·h)"),
    ("kwh", "(kW·h)"),
    ("千瓦时", "(kW·h)"),
    ("gj", "GJ"),
    ("吉焦", "GJ"),
    ("kl", "kL"),
    ("千升", "kL"),
    ("hl", "hL"),
    ("l", "L"),
];

/// The unit as the program writes it, and whether it was written otherwise; none where it is
/// no unit of water over output.
pub(super) fn read(text: &str) -> Option<String> {
    let text: String = text.nfkc().collect::<String>().to_lowercase();
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '·' | '.' | '(' | ')' | '•');
    let text: String = text.chars().filter(kept).collect();
    let (over, under) = text.split_once(['/', '每'])?;
    let numerator = NUMERATORS.iter().find(|(name, _)| *name == over)?.1;
    let known = DENOMINATORS.iter().find(|(name, _)| *name == under);
    let denominator = match known {
        Some((_, denominator)) => (*denominator).to_owned(),
        // What is counted (件, 台) is named in words; a tail of Latin letters is no unit.
        None if is_word(under) => under.to_owned(),
        // 吨粗钢, t 熟料: the product is named beside its unit.
        None => {
            let mass = under.strip_prefix("吨").or_else(|| under.strip_prefix('t'));
            mass.filter(|rest| is_word(rest)).map(|_| "t".to_owned())?
        }
    };
    Some(format!("{numerator}/{denominator}"))
}

fn is_word(text: &str) -> bool {
    let count = text.chars().count();
    (1..=6).contains(&count)
        && text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !text.starts_with('吨')
}

/// A header and the unit that stands in it: `通用值（m³/t）`.
pub(super) fn apart(header: &str) -> (String, Option<String>) {
    let text: String = header.nfkc().collect();
    let lower = text.to_lowercase();
    let starts = ["m3/", "m^3/", "立方米/", "l/", "升/", "吨水/", "吨/"];
    let begins = starts.iter().filter_map(|start| lower.find(start)).min();
    let Some(at) = begins.filter(|at| text.is_char_boundary(*at)) else { return (text, None) };
    let (before, unit) = text.split_at(at);
    let mut unit = unit.trim().to_owned();
    while unit.ends_with(')') && unit.matches(')').count() > unit.matches('(').count() {
        unit.pop();
    }
    let before = before.trim_end_matches(|c: char| "([/,，:：、 ".contains(c));
    (before.trim_end_matches("单位").to_owned(), Some(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, unit: Option<&str>) {
        assert_eq!(read(written).as_deref(), unit, "{written}");
    }

    #[test]
    fn units_are_read_as_they_are_written() {
        for written in ["m³/t", "m3/t", "M3/T", "m^3/t", "立方米/吨", "m³／t", "吨/吨", "m³/t 粗钢"]
        {
            check(written, Some("m³/t"));
        }
        for written in ["m³/100m", "m3/100 m", "立方米/百米", "m3/hm"] {
            check(written, Some("m³/100m"));
        }
        for written in ["m³/(MW·h)", "m3/MWh", "m³/MW.h", "立方米/兆瓦时"] {
            check(written, Some("m³/(MW·h)"));
        }
        check("吨/平方米", Some("m³/m²"));
        check("L/m²", Some("L/m²"));
        check("升/㎡", Some("L/m²"));
        check("m³/台", Some("m³/台"));
        check("m³/千升", Some("m³/kL"));
    }

    #[test]
    fn what_is_no_unit_is_not_read() {
        for written in ["", "m³", "t", "m³/xx", "kg/t", "元/t", "百分数", "m3/吨吨"] {
            check(written, None);
        }
    }

    #[test]
    fn the_unit_is_taken_out_of_a_header() {
        let unit = |header: &str| apart(header);
        assert_eq!(unit("通用值（m³/t）"), ("通用值".into(), Some("m3/t".into())));
        assert_eq!(unit("取水量/(m³/(MW·h))"), ("取水量".into(), Some("m3/(MW·h)".into())));
        assert_eq!(unit("领跑值 m3/100m"), ("领跑值".into(), Some("m3/100m".into())));
        assert_eq!(unit("产品名称"), ("产品名称".into(), None));
    }
}
