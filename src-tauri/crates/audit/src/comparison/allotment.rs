//! How the water that counts is allotted to a product when there are several: by its own
//! units, and the shared rest by a stated rule (取水量分摊).

use super::boundary::{Scoped, resolved, with_those_below};
use super::linear::Linear;
use super::rules::Boundary;
use super::unit::OutputUnit;
use crate::{AllotmentRule, CellRef, Product, Site, Text, UnitId, trimmed};
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// What a product got, and by which rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allotment {
    /// The rule.
    pub rule: AllotmentRule,
    /// Why, as the auditor wrote it.
    pub reason: String,
    /// Names of the units that make only this product.
    pub units: Vec<String>,
    /// What these units take, m³/d; none where the rule asks for none or it is not known.
    pub direct: Option<f64>,
    /// The cells behind what these units take.
    pub cells: Vec<CellRef>,
    /// The water that is shared by rule, m³/d; none where nothing is shared by rule.
    pub rest: Option<f64>,
    /// The part of the shared water that is the product's, from 0 to 1.
    pub key: Option<f64>,
    /// What the product takes, m³/d; none where not known.
    pub daily: Option<f64>,
    /// Its part of the counted intake, from 0 to 1; none where not known.
    pub share: Option<f64>,
    /// The way to it with the numbers put in.
    pub steps: Vec<Text>,
}

/// A product's water as a sum over streams.
pub(super) struct Allotted {
    /// How it came about.
    pub(super) allotment: Allotment,
    /// The water: parts of streams.
    pub(super) water: Linear,
    /// What a change of a stream changes of it.
    pub(super) sensitivity: Linear,
}

/// Everything that allotting needs.
pub(super) struct Allotting<'a> {
    site: &'a Site,
    products: &'a [Product],
    scoped: &'a Scoped<'a>,
    own: Vec<Own<'a>>,
}

/// A product's own units.
struct Own<'a> {
    chosen: Vec<&'a UnitId>,
    all: BTreeSet<&'a UnitId>,
    lost: Vec<&'a str>,
}

impl<'a> Allotting<'a> {
    /// Looks up the units of every product.
    pub(super) fn new(site: &'a Site, products: &'a [Product], scoped: &'a Scoped<'a>) -> Self {
        let own = products.iter().map(|product| {
            if product.terms.rule == AllotmentRule::Share {
                return Own { chosen: Vec::new(), all: BTreeSet::new(), lost: Vec::new() };
            }
            let (chosen, lost) = resolved(site, &product.terms.units);
            Own { all: with_those_below(site, &chosen), chosen, lost }
        });
        Self { site, products, scoped, own: own.collect() }
    }

    fn unit_names(&self, at: usize) -> Vec<String> {
        let name = |id: &&UnitId| self.site.unit(id).map(|unit| unit.name.clone());
        self.own[at].chosen.iter().filter_map(name).collect()
    }

    /// The part of a product that has a typed share; the whole for a single product.
    fn share(&self, at: usize) -> Result<f64, Text> {
        let product = &self.products[at];
        match (product.share, self.products.len()) {
            (Some(share), _) => Ok(share),
            (None, 1) => Ok(1.0),
            (None, _) => Err(Text::new(
                format!("有多种产品，产品“{}”的取水量分摊比例不详", product.name),
                format!(
                    "there are several products and the share of {} in the intake is not stated",
                    product.name
                ),
            )),
        }
    }

    /// What stands in the way of the product's own units.
    fn faults(&self, at: usize) -> Vec<Text> {
        let (product, own) = (&self.products[at], &self.own[at]);
        let mut faults: Vec<Text> = own.lost.iter().map(|name| lost(product, name)).collect();
        for (other, held) in self.own.iter().enumerate().filter(|(other, _)| *other != at) {
            if let Some(both) = own.all.intersection(&held.all).next() {
                let unit = self.site.unit(both).map_or("", |unit| unit.name.as_str());
                faults.push(twice(product, &self.products[other], unit));
            }
        }
        let asks = matches!(product.terms.rule, AllotmentRule::Direct | AllotmentRule::Metering);
        if asks && own.all.is_empty() && own.lost.is_empty() {
            faults.push(Text::new(
                format!(
                    "产品“{}”的分摊规则为“{}”，但未指定直接用于该产品的用水单元",
                    product.name,
                    product.terms.rule.zh()
                ),
                format!("no unit is named that makes only {}", product.name),
            ));
        }
        faults
    }

    /// Allots what `boundary` counts to a product.
    pub(super) fn of(&self, at: usize, boundary: &Boundary) -> Result<Allotted, Vec<Text>> {
        let product = &self.products[at];
        let counted = self.scoped.counted(boundary, |_| true);
        let mut allotment = Allotment {
            rule: product.terms.rule,
            reason: product.share_rule.clone(),
            units: self.unit_names(at),
            ..Allotment::default()
        };
        if product.terms.rule == AllotmentRule::Share {
            let share = self.share(at).map_err(|text| vec![text])?;
            let water = Linear::default().plus(&counted, share);
            self.finish(&mut allotment, &water, &counted);
            allotment.steps = typed(&allotment, share, counted.value(self.site));
            return Ok(Allotted { allotment, sensitivity: water.clone(), water });
        }
        let faults = self.faults(at);
        if !faults.is_empty() {
            return Err(faults);
        }
        let direct = self.direct(at, boundary);
        allotment.direct = direct.value(self.site);
        allotment.cells = direct.cells(self.site);
        if product.terms.rule == AllotmentRule::Direct {
            self.finish(&mut allotment, &direct, &counted);
            allotment.steps.extend(taken(&allotment));
            return Ok(Allotted { allotment, sensitivity: direct.clone(), water: direct });
        }
        let rest = self.rest(&counted, boundary)?;
        let (key, shown) = self.key(at, boundary)?;
        let water = direct.clone().plus(&rest, key);
        allotment.rest = rest.value(self.site);
        allotment.key = Some(key);
        if allotment.rest.is_some_and(|rest| rest < -1e-6) {
            return Err(vec![Text::new(
                "直接计量水量与给定比例水量之和超过定额口径取水量，不能分摊",
                "direct and typed water together are more than the intake that counts",
            )]);
        }
        self.finish(&mut allotment, &water, &counted);
        if !self.own[at].all.is_empty() {
            allotment.steps.extend(taken(&allotment));
        }
        allotment.steps.extend(shared(&allotment, counted.value(self.site), &shown));
        let sensitivity = if product.terms.rule == AllotmentRule::Metering {
            self.of_ratio(&direct, &rest, boundary).unwrap_or_else(|| water.clone())
        } else {
            water.clone()
        };
        Ok(Allotted { allotment, water, sensitivity })
    }

    fn finish(&self, allotment: &mut Allotment, water: &Linear, counted: &Linear) {
        allotment.daily = water.value(self.site);
        let whole = counted.value(self.site).filter(|whole| *whole != 0.0);
        allotment.share = allotment.daily.zip(whole).map(|(part, whole)| part / whole);
    }

    fn direct(&self, at: usize, boundary: &Boundary) -> Linear {
        self.scoped.counted(boundary, |unit| self.own[at].all.contains(unit))
    }

    /// What is left to be shared by rule.
    fn rest(&self, counted: &Linear, boundary: &Boundary) -> Result<Linear, Vec<Text>> {
        let mut rest = counted.clone();
        for (at, product) in self.products.iter().enumerate() {
            rest = if product.terms.rule == AllotmentRule::Share {
                let share = self.share(at).map_err(|text| vec![text])?;
                rest.plus(counted, -share)
            } else {
                rest.plus(&self.direct(at, boundary), -1.0)
            };
        }
        Ok(rest)
    }

    fn sharers(&self) -> impl Iterator<Item = (usize, &'a Product)> {
        self.products.iter().enumerate().filter(|(_, one)| one.terms.rule.shares_the_rest())
    }

    /// The product's part of the shared rest, and how that is written.
    fn key(&self, at: usize, boundary: &Boundary) -> Result<(f64, String), Vec<Text>> {
        let rule = self.products[at].terms.rule;
        if self.sharers().any(|(_, other)| other.terms.rule != rule) {
            return Err(vec![Text::new(
                "各产品分摊共用水量的规则不一致，应统一为按产量、按产值或按计量水量之比中的一种",
                "products share the rest by different rules; one rule must hold for all",
            )]);
        }
        let mut missing = Vec::new();
        let mut parts = Vec::new();
        for (other, product) in self.sharers() {
            let part = match rule {
                AllotmentRule::Output => self.output(product),
                AllotmentRule::Value => product
                    .terms
                    .output_value
                    .and_then(|value| value.to_f64())
                    .filter(|value| *value > 0.0)
                    .ok_or_else(|| unknown(product, ("产值", "output value"))),
                _ => self
                    .direct(other, boundary)
                    .value(self.site)
                    .filter(|value| *value > 0.0)
                    .ok_or_else(|| unknown(product, ("直接计量水量", "direct water"))),
            };
            match part {
                Ok(part) => parts.push((other, part)),
                Err(text) => missing.push(text),
            }
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        let whole: f64 = parts.iter().map(|(_, part)| part).sum();
        let own = parts.iter().find(|(other, _)| *other == at).map_or(0.0, |(_, part)| *part);
        let sum: Vec<String> = parts.iter().map(|(_, part)| trimmed(*part, 4)).collect();
        Ok((own / whole, format!("{}/({})", trimmed(own, 4), sum.join("+"))))
    }

    /// Output in base units of the dimension that all that share have.
    fn output(&self, product: &Product) -> Result<f64, Text> {
        let unit = |product: &Product| OutputUnit::parse(&product.unit);
        let first = self.sharers().find_map(|(_, other)| unit(other));
        let (Some(own), Some(first)) = (unit(product), first) else {
            return Err(unknown(product, ("产量单位", "unit of output")));
        };
        if own.dimension != first.dimension {
            return Err(Text::new(
                format!("产品“{}”与其他产品的产量单位不可比，不能按产量分摊", product.name),
                format!("outputs of {} and the others cannot be added", product.name),
            ));
        }
        let output = product.output.filter(|output| *output > 0.0);
        output.map(|output| output * own.factor).ok_or_else(|| unknown(product, ("产量", "output")))
    }

    /// `∂/∂V (D + D·rest/ΣD)`: the ratio itself rests on figures.
    fn of_ratio(&self, direct: &Linear, rest: &Linear, boundary: &Boundary) -> Option<Linear> {
        let mut whole = Linear::default();
        for (other, _) in self.sharers() {
            whole = whole.plus(&self.direct(other, boundary), 1.0);
        }
        let (own, left, sum) =
            (direct.value(self.site)?, rest.value(self.site)?, whole.value(self.site)?);
        (sum > 0.0).then(|| {
            Linear::default()
                .plus(direct, 1.0 + left / sum)
                .plus(&whole, -own * left / (sum * sum))
                .plus(rest, own / sum)
        })
    }
}

fn unknown(product: &Product, (zh, en): (&str, &str)) -> Text {
    Text::new(
        format!("产品“{}”的{zh}不详，不能按规则分摊", product.name),
        format!("the {en} of {} is not known; the rest cannot be shared", product.name),
    )
}

fn lost(product: &Product, unit: &str) -> Text {
    Text::new(
        format!("产品“{}”指定的用水单元“{unit}”不存在或不止一个", product.name),
        format!("{} names a unit {unit} that is not there, or twice", product.name),
    )
}

fn twice(product: &Product, other: &Product, unit: &str) -> Text {
    Text::new(
        format!("用水单元“{unit}”同时计入产品“{}”和“{}”，不能分摊", product.name, other.name),
        format!("unit {unit} is counted for both {} and {}", product.name, other.name),
    )
}

fn m3(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |value| trimmed(value, 4))
}

fn typed(allotment: &Allotment, share: f64, counted: Option<f64>) -> Vec<Text> {
    if share == 1.0 {
        return Vec::new();
    }
    let line = format!("{}×{} = {} m³/d", m3(counted), trimmed(share, 4), m3(allotment.daily));
    vec![Text::new(format!("给定比例：{line}"), format!("typed share: {line}"))]
}

fn taken(allotment: &Allotment) -> Vec<Text> {
    let (units, direct) = (&allotment.units, m3(allotment.direct));
    vec![Text::new(
        format!("直接计量水量（{}）= {direct} m³/d", units.join("、")),
        format!("direct water ({}) = {direct} m³/d", units.join(", ")),
    )]
}

fn shared(allotment: &Allotment, counted: Option<f64>, key: &str) -> Vec<Text> {
    let rest = m3(allotment.rest);
    let taken = m3(counted.zip(allotment.rest).map(|(all, rest)| all - rest));
    let share = trimmed(allotment.key.unwrap_or(0.0), 4);
    let own = if allotment.units.is_empty() {
        String::new()
    } else {
        format!("{}+", m3(allotment.direct))
    };
    let sum = format!("{own}{rest}×{share} = {} m³/d", m3(allotment.daily));
    vec![
        Text::new(
            format!(
                "共用水量 = 定额口径取水量 {} − 各产品直接计量和给定比例水量 {taken} = {rest} m³/d",
                m3(counted)
            ),
            format!(
                "shared water = counted intake {} − direct and typed {taken} = {rest} m³/d",
                m3(counted)
            ),
        ),
        Text::new(
            format!("{}：{key} = {share}；产品取水量 = {sum}", allotment.rule.zh()),
            format!("shared by {}: {key} = {share}; {sum}", allotment.rule.code()),
        ),
    ]
}
