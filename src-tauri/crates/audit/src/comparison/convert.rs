//! From a product's output to the denominator of its quota, step by step: 万m to t takes
//! the width and the weight of the cloth.

use super::unit::{OutputUnit, intensity_unit, plain};
use crate::{Product, Quota, Specification, Text, trimmed};

/// How output becomes the denominator of an intensity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scale {
    /// Denominators of the intensity (t, 100 m …) in one unit of output.
    pub(crate) denominators_per_output: f64,
    /// Numerators of the intensity in 1 m³: 1 for m³, 1000 for L.
    pub(crate) numerators_per_m3: f64,
    /// The steps of a conversion that takes more than a factor; empty where it does not.
    pub(crate) steps: Vec<Text>,
}

/// A way from one dimension to another: what is multiplied or divided by.
struct Way {
    from: &'static str,
    to: &'static str,
    /// Base units of `to` in one base unit of `from`, and how that is written.
    factor: fn(&Specification) -> Option<(f64, String)>,
    /// What is needed.
    needs: (&'static str, &'static str),
}

const WIDTH: (&str, &str) = ("幅宽（cm）", "width (cm)");
const AREA_WEIGHT: (&str, &str) = ("单位面积质量（g/m²）", "weight of an area (g/m²)");
const LENGTH_WEIGHT: (&str, &str) = (
    "单位长度质量（g/m），或幅宽（cm）和单位面积质量（g/m²）",
    "weight of a length (g/m), or width (cm) and weight of an area (g/m²)",
);
const DENSITY: (&str, &str) = ("密度（t/m³）", "density (t/m³)");
const PIECE_WEIGHT: (&str, &str) = ("单件质量（kg）", "weight of a piece (kg)");
const PIECE_AREA: (&str, &str) = ("单件面积（m²）", "area of a piece (m²)");

/// The ways that are known; each goes both ways.
const WAYS: [Way; 6] = [
    Way {
        from: "length",
        to: "area",
        factor: |of| {
            let width = positive(of.width_cm)? / 100.0;
            Some((width, format!("{} m", trimmed(width, 4))))
        },
        needs: WIDTH,
    },
    Way {
        from: "area",
        to: "mass",
        factor: |of| {
            let weight = positive(of.grams_per_m2)?;
            Some((weight / 1e6, format!("{} g/m²÷1000000", trimmed(weight, 4))))
        },
        needs: AREA_WEIGHT,
    },
    Way {
        from: "length",
        to: "mass",
        factor: |of| match (positive(of.grams_per_m), of.width_cm, of.grams_per_m2) {
            (Some(weight), ..) => {
                Some((weight / 1e6, format!("{} g/m÷1000000", trimmed(weight, 4))))
            }
            (None, width, weight) => {
                let (width, weight) = (positive(width)? / 100.0, positive(weight)?);
                let shown = format!("{} m×{} g/m²÷1000000", trimmed(width, 4), trimmed(weight, 4));
                Some((width * weight / 1e6, shown))
            }
        },
        needs: LENGTH_WEIGHT,
    },
    Way {
        from: "volume",
        to: "mass",
        factor: |of| {
            let density = positive(of.tonnes_per_m3)?;
            Some((density, format!("{} t/m³", trimmed(density, 4))))
        },
        needs: DENSITY,
    },
    Way {
        from: "piece",
        to: "mass",
        factor: |of| {
            let weight = positive(of.kilograms_per_piece)?;
            Some((weight / 1e3, format!("{} kg÷1000", trimmed(weight, 4))))
        },
        needs: PIECE_WEIGHT,
    },
    Way {
        from: "piece",
        to: "area",
        factor: |of| {
            let area = positive(of.m2_per_piece)?;
            Some((area, format!("{} m²", trimmed(area, 4))))
        },
        needs: PIECE_AREA,
    },
];

fn positive(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite() && *value > 0.0)
}

/// The dimension of a unit as a way knows it: what is no measure is a count of pieces.
fn dimension(unit: &OutputUnit) -> &str {
    match unit.dimension.as_str() {
        known @ ("length" | "area" | "mass" | "volume" | "energy" | "heat") => known,
        _ => "piece",
    }
}

fn base_symbol(unit: &OutputUnit) -> &str {
    match unit.dimension.as_str() {
        "length" => "m",
        "area" => "m²",
        "mass" => "t",
        "volume" => "m³",
        "energy" => "MW·h",
        "heat" => "GJ",
        other => other,
    }
}

/// How the product's output becomes the denominator of the intensity in `unit`.
///
/// # Errors
/// Units that do not convert, and what is missing for those that could.
pub(crate) fn scale(product: &Product, quota: Option<&Quota>, unit: &str) -> Result<Scale, Text> {
    let misfit = || {
        Text::new(
            format!(
                "产品“{}”的产量单位“{}”不能换算为定额单位“{unit}”的分母",
                product.name, product.unit
            ),
            format!(
                "output of {} in {} does not convert to the denominator of {unit}",
                product.name, product.unit
            ),
        )
    };
    let (numerator, denominator) = intensity_unit(unit).ok_or_else(misfit)?;
    let numerators_per_m3 = match plain(numerator).as_str() {
        "m3" | "立方米" | "t" | "吨" => 1.0,
        "l" | "升" => 1e3,
        _ => return Err(misfit()),
    };
    let output = OutputUnit::parse(&product.unit).ok_or_else(misfit)?;
    let (base, mut steps) = if output.dimension == denominator.dimension {
        (1.0, Vec::new())
    } else {
        convert(product, &output, &denominator).unwrap_or_else(|| Err(misfit()))?
    };
    let rinses = rinses(product, quota)?;
    if let Some(rinses) = rinses {
        steps.push(Text::new(
            format!("定额按每次清洗计，清洗次数 {}", trimmed(rinses, 4)),
            format!("the quota counts each rinse; rinses: {}", trimmed(rinses, 4)),
        ));
    }
    Ok(Scale {
        denominators_per_output: output.factor * base / denominator.factor * rinses.unwrap_or(1.0),
        numerators_per_m3,
        steps,
    })
}

/// Base units of the denominator in one base unit of output and the steps; none where there
/// is no way, an error where data for the way are missing.
fn convert(
    product: &Product,
    from: &OutputUnit,
    to: &OutputUnit,
) -> Option<Result<(f64, Vec<Text>), Text>> {
    let (start, end) = (dimension(from), dimension(to));
    let forward = WAYS.iter().find(|way| (way.from, way.to) == (start, end));
    let way = forward.or_else(|| WAYS.iter().find(|way| (way.to, way.from) == (start, end)))?;
    let Some((factor, shown)) = (way.factor)(&product.terms.specification) else {
        return Some(Err(missing(product, from, to, way.needs)));
    };
    let (sign, factor) = if forward.is_some() { ("×", factor) } else { ("÷", 1.0 / factor) };
    let shown =
        if sign == "÷" && shown.contains(['×', '÷']) { format!("({shown})") } else { shown };
    let step = product.output.map(|output| {
        let base = output * from.factor;
        let symbol = base_symbol(from);
        let whole = trimmed(base, 4);
        let given = format!("{} {}", trimmed(output, 4), product.unit);
        let in_base = format!("{whole} {symbol}");
        let first =
            if given == in_base { String::new() } else { format!("{given} = {in_base}；") };
        let made = trimmed(base * factor, 4);
        let line = format!("{first}{in_base}{sign}{shown} = {made} {}", base_symbol(to));
        Text::new(format!("产量换算：{line}"), format!("output: {line}"))
    });
    Some(Ok((factor, step.into_iter().collect())))
}

fn missing(product: &Product, from: &OutputUnit, to: &OutputUnit, (zh, en): (&str, &str)) -> Text {
    let (from, to) = (base_symbol(from), base_symbol(to));
    Text::new(
        format!("产品“{}”由 {from} 换算为 {to} 缺少{zh}", product.name),
        format!("to convert {} from {from} to {to}: {en} is not known", product.name),
    )
}

fn rinses(product: &Product, quota: Option<&Quota>) -> Result<Option<f64>, Text> {
    if !quota.is_some_and(|quota| quota.basis.contains("每次清洗")) {
        return Ok(None);
    }
    positive(product.rinses).map(Some).ok_or_else(|| {
        Text::new(
            format!("产品“{}”的清洗次数不详，定额按每次清洗计", product.name),
            format!(
                "the number of rinses of {} is not known; the quota counts each rinse",
                product.name
            ),
        )
    })
}

/// What a product lacks for a conversion to the denominator of `unit`: the fields that the
/// window asks for; empty where units are of one kind or do not convert at all.
pub fn asked_for(product: &Product, unit: &str) -> Vec<&'static str> {
    let (Some((_, to)), Some(from)) = (intensity_unit(unit), OutputUnit::parse(&product.unit))
    else {
        return Vec::new();
    };
    let fields: &[&str] = match (dimension(&from), dimension(&to)) {
        ("length", "area") | ("area", "length") => &["width_cm"],
        ("area", "mass") | ("mass", "area") => &["grams_per_m2"],
        ("length", "mass") | ("mass", "length") => &["grams_per_m", "width_cm", "grams_per_m2"],
        ("volume", "mass") | ("mass", "volume") => &["tonnes_per_m3"],
        ("piece", "mass") | ("mass", "piece") => &["kilograms_per_piece"],
        ("piece", "area") | ("area", "piece") => &["m2_per_piece"],
        _ => &[],
    };
    fields.to_vec()
}
