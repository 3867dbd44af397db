//! Units of output and of intake per product.

/// What an output is counted in.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputUnit {
    /// Mass, length … or the name of what is counted (件, 台).
    pub dimension: String,
    /// How many base units one is: tonnes, metres, MW·h, m², m³, pieces.
    pub factor: f64,
}

const MULTIPLES: [(&str, f64); 5] =
    [("亿", 1e8), ("百万", 1e6), ("万", 1e4), ("千", 1e3), ("百", 1e2)];

const BASES: [(&str, &str, f64); 34] = [
    ("t", "mass", 1.0),
    ("吨", "mass", 1.0),
    ("kg", "mass", 1e-3),
    ("公斤", "mass", 1e-3),
    ("千克", "mass", 1e-3),
    ("m", "length", 1.0),
    ("米", "length", 1.0),
    ("100m", "length", 100.0),
    ("hm", "length", 100.0),
    ("km", "length", 1e3),
    ("千米", "length", 1e3),
    ("公里", "length", 1e3),
    ("mwh", "energy", 1.0),
    ("兆瓦时", "energy", 1.0),
    ("kwh", "energy", 1e-3),
    ("千瓦时", "energy", 1e-3),
    ("度", "energy", 1e-3),
    ("gwh", "energy", 1e3),
    ("gj", "heat", 1.0),
    ("吉焦", "heat", 1.0),
    ("m2", "area", 1.0),
    ("平方米", "area", 1.0),
    ("平米", "area", 1.0),
    ("dm2", "area", 1e-2),
    ("m3", "volume", 1.0),
    ("立方米", "volume", 1.0),
    ("方", "volume", 1.0),
    ("kl", "volume", 1.0),
    ("千升", "volume", 1.0),
    ("l", "volume", 1e-3),
    ("升", "volume", 1e-3),
    ("hl", "volume", 0.1),
    ("百升", "volume", 0.1),
    ("l水", "volume", 1e-3),
];

impl OutputUnit {
    /// Reads a unit of output as people write it: `t`, `万米`, `100m`, `MW·h`, `10⁴m²`.
    /// A word that is no unit of measure is a count of that thing; empty is none.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = plain(text);
        if plain.is_empty() {
            return None;
        }
        if let Some(unit) = base(&plain) {
            return Some(unit);
        }
        let multiple = MULTIPLES
            .iter()
            .find_map(|(prefix, factor)| Some((plain.strip_prefix(prefix)?, *factor)));
        let power = plain
            .strip_prefix("10^4")
            .or_else(|| plain.strip_prefix("104"))
            .map(|rest| (rest, 1e4));
        if let Some((rest, factor)) = multiple.or(power).filter(|(rest, _)| !rest.is_empty()) {
            let unit =
                base(rest).unwrap_or_else(|| Self { dimension: rest.to_owned(), factor: 1.0 });
            return Some(Self { factor: unit.factor * factor, ..unit });
        }
        Some(Self { dimension: plain, factor: 1.0 })
    }
}

fn base(text: &str) -> Option<OutputUnit> {
    BASES.iter().find(|(name, ..)| *name == text).map(|(_, dimension, factor)| OutputUnit {
        dimension: (*dimension).to_owned(),
        factor: *factor,
    })
}

pub(super) fn plain(text: &str) -> String {
    text.replace('㎡', "m2")
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '·' | '(' | ')' | '（' | '）' | '.'))
        .map(|c| match c {
            '²' => '2',
            '³' => '3',
            '⁴' => '4',
            other => other.to_ascii_lowercase(),
        })
        .collect::<String>()
        .replace("×", "")
}

/// Splits a unit of intake per product: `m³/(MW·h)` into m³ and MW·h.
pub fn intensity_unit(unit: &str) -> Option<(&str, OutputUnit)> {
    let (numerator, denominator) = unit.split_once('/')?;
    Some((numerator, OutputUnit::parse(denominator)?))
}
