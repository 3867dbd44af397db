//! What of the site's intake a quota counts: the way from the intake to the counted intake,
//! term by term.

use super::linear::Linear;
use super::rules::Boundary;
use crate::{BoundaryChoice, CellRef, Item, Role, Site, Source, Text, UnitId, balance, trimmed};
use std::collections::{BTreeMap, BTreeSet};

/// What a term of the boundary is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoundaryPart {
    /// Bought steam.
    Steam,
    /// Bought reclaimed water.
    Reclaimed,
    /// Rain.
    Rain,
    /// Other bought water.
    Other,
    /// Sea and brackish water.
    Sea,
    /// Passed on to others outside.
    PassedOn,
    /// Living quarters.
    Living,
    /// Once-through cooling water.
    OnceThrough,
}

impl BoundaryPart {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Steam,
        Self::Other,
        Self::Reclaimed,
        Self::Rain,
        Self::Sea,
        Self::PassedOn,
        Self::Living,
        Self::OnceThrough,
    ];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Steam => "steam",
            Self::Reclaimed => "reclaimed",
            Self::Rain => "rain",
            Self::Other => "other",
            Self::Sea => "sea",
            Self::PassedOn => "passed_on",
            Self::Living => "living",
            Self::OnceThrough => "once_through",
        }
    }

    /// What it is.
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Self::Steam => ("外购蒸汽", "bought steam"),
            Self::Reclaimed => ("再生水", "reclaimed water"),
            Self::Rain => ("雨水", "rain"),
            Self::Other => ("其他外购水", "other bought water"),
            Self::Sea => ("海水、苦咸水", "sea and brackish water"),
            Self::PassedOn => ("外供水量", "water passed on to others"),
            Self::Living => ("生活区用水", "living quarters"),
            Self::OnceThrough => ("直流冷却回归水", "once-through cooling water returned"),
        };
        Text::new(zh, en)
    }

    /// How much of it a boundary counts.
    const fn weight(self, boundary: &Boundary) -> f64 {
        match self {
            Self::Steam => boundary.steam,
            Self::Reclaimed => boundary.reclaimed,
            Self::Rain => boundary.rain,
            Self::Other => boundary.other,
            Self::Sea => boundary.sea,
            Self::PassedOn => boundary.passed_on,
            Self::Living => boundary.living,
            Self::OnceThrough => boundary.once_through,
        }
    }
}

/// A term between the intake and the counted intake.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundaryTerm {
    /// What it is of.
    pub part: BoundaryPart,
    /// How much of it counts, from 0 to 1 and beyond by a factor.
    pub weight: f64,
    /// The water that it is, m³/d; none where not known.
    pub water: Option<f64>,
    /// What it changes of the counted intake, m³/d; none where not known.
    pub change: Option<f64>,
    /// The cells behind it.
    pub cells: Vec<CellRef>,
}

/// What counts as intake for a quota, and how that comes about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CountedIntake {
    /// The rule; its id is empty where everything counts.
    pub rule: Boundary,
    /// What the auditor said against the rule; empty where the rule holds.
    pub reason: String,
    /// True where the auditor changed the rule.
    pub changed: bool,
    /// The site's intake, m³/d; none where not known.
    pub gross: Option<f64>,
    /// What is taken off, or counted by a factor.
    pub terms: Vec<BoundaryTerm>,
    /// What counts, m³/d; none where not known.
    pub counted: Option<f64>,
}

/// The rule of the library with what the auditor said.
pub(super) fn chosen(rule: Boundary, choice: &BoundaryChoice) -> Boundary {
    Boundary {
        reclaimed: choice.reclaimed.unwrap_or(rule.reclaimed),
        rain: choice.rain.unwrap_or(rule.rain),
        passed_on: choice.passed_on.unwrap_or(rule.passed_on),
        living: choice.living.unwrap_or(rule.living),
        ..rule
    }
}

/// Units named by identity, else by a name that only one unit has; and the names that are
/// none.
pub(super) fn resolved<'a>(site: &'a Site, named: &'a [UnitId]) -> (Vec<&'a UnitId>, Vec<&'a str>) {
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    for wanted in named {
        let mut of_name = site.units.iter().filter(|unit| unit.name == wanted.0.as_str());
        let unit = site.unit(wanted).or_else(|| match (of_name.next(), of_name.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        });
        match unit {
            Some(unit) => found.push(&unit.id),
            None => lost.push(wanted.0.as_str()),
        }
    }
    (found, lost)
}

/// The units of a choice and all below them.
pub(super) fn with_those_below<'a>(site: &'a Site, chosen: &[&'a UnitId]) -> BTreeSet<&'a UnitId> {
    let mut all: BTreeSet<&UnitId> = chosen.iter().copied().collect();
    loop {
        let held = all.len();
        let below = site
            .units
            .iter()
            .filter(|unit| unit.parent.as_ref().is_some_and(|parent| all.contains(parent)));
        let below: Vec<&UnitId> = below.map(|unit| &unit.id).collect();
        all.extend(below);
        if all.len() == held {
            return all;
        }
    }
}

/// One stream as a boundary sees it.
struct Seen {
    /// Which stream it is.
    at: usize,
    /// The unit that takes or gives it.
    unit: UnitId,
    /// What kind of term it is; none for what always counts.
    part: Option<BoundaryPart>,
    /// True for an intake; false for what is passed on.
    is_intake: bool,
}

/// The streams of a site sorted by what a boundary asks of them.
pub(super) struct Scoped<'a> {
    site: &'a Site,
    seen: Vec<Seen>,
}

impl<'a> Scoped<'a> {
    /// Sorts the streams.
    pub(super) fn of(site: &'a Site, scope: &crate::IntakeScope) -> Self {
        let set = |named: &[UnitId]| -> BTreeSet<UnitId> {
            let (found, _) = resolved(site, named);
            with_those_below(site, &found).into_iter().cloned().collect()
        };
        let (living, sea, once) = (set(&scope.living), set(&scope.sea), set(&scope.once_through));
        let roles: BTreeMap<&UnitId, Role> =
            site.units.iter().map(|unit| (&unit.id, unit.role)).collect();
        let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
        let counted: BTreeSet<&UnitId> = balance::counted(site).map(|unit| &unit.id).collect();
        let mut seen = Vec::new();
        for (at, stream) in site.streams.iter().enumerate() {
            let ends = [&stream.from, &stream.to].into_iter().filter_map(|end| end.unit());
            for unit in ends.filter(|unit| counted.contains(unit)) {
                let kind = match stream.item_for(unit, role) {
                    Some(Item::Withdrawal(_)) if living.contains(unit) => {
                        Some((Some(BoundaryPart::Living), true))
                    }
                    Some(Item::Withdrawal(Source::Other)) if sea.contains(unit) => {
                        Some((Some(BoundaryPart::Sea), true))
                    }
                    Some(Item::Withdrawal(_)) if once.contains(unit) => {
                        Some((Some(BoundaryPart::OnceThrough), true))
                    }
                    Some(Item::Withdrawal(source)) => Some((of_source(source), true)),
                    // Treated waste water that others use again was never taken for them.
                    Some(Item::Supplied) if role(unit) != Role::WastewaterTreatment => {
                        Some((Some(BoundaryPart::PassedOn), false))
                    }
                    _ => None,
                };
                if let Some((part, is_intake)) = kind {
                    seen.push(Seen { at, unit: unit.clone(), part, is_intake });
                }
            }
        }
        Self { site, seen }
    }

    /// What a boundary counts of the units that are wanted.
    pub(super) fn counted(&self, boundary: &Boundary, wanted: impl Fn(&UnitId) -> bool) -> Linear {
        let mut sum = Linear::default();
        for seen in self.seen.iter().filter(|seen| wanted(&seen.unit)) {
            let weight = seen.part.map_or(1.0, |part| part.weight(boundary));
            sum.add(seen.at, if seen.is_intake { weight } else { weight - 1.0 });
        }
        sum
    }

    /// True for a stream of reclaimed water.
    pub(super) fn is_reclaimed(&self, stream: usize) -> bool {
        let reclaimed =
            |seen: &Seen| seen.at == stream && seen.part == Some(BoundaryPart::Reclaimed);
        self.seen.iter().any(reclaimed)
    }

    /// The way from the intake of the site to what a boundary counts of it.
    pub(super) fn account(&self, rule: &Boundary, choice: &BoundaryChoice) -> CountedIntake {
        let boundary = chosen(rule.clone(), choice);
        let everything = Boundary::default();
        let gross = self.counted(&everything, |_| true).value(self.site);
        let terms = BoundaryPart::ALL.into_iter().filter_map(|part| self.term(part, &boundary));
        CountedIntake {
            reason: choice.reason.clone(),
            changed: boundary != *rule,
            gross,
            terms: terms.collect(),
            counted: self.counted(&boundary, |_| true).value(self.site),
            rule: boundary,
        }
    }

    /// A term; none where the part counts whole or the site has no such water.
    fn term(&self, part: BoundaryPart, boundary: &Boundary) -> Option<BoundaryTerm> {
        let weight = part.weight(boundary);
        let mut water = Linear::default();
        for seen in self.seen.iter().filter(|seen| seen.part == Some(part)) {
            water.add(seen.at, 1.0);
        }
        if weight == 1.0 || water.is_empty() {
            return None;
        }
        let value = water.value(self.site);
        Some(BoundaryTerm {
            part,
            weight,
            water: value,
            change: value.map(|value| value * (weight - 1.0)),
            cells: water.cells(self.site),
        })
    }

    /// What is not known of what a boundary counts.
    pub(super) fn unknown(&self, boundary: &Boundary) -> Vec<Text> {
        let mut units: Vec<String> = Vec::new();
        for seen in &self.seen {
            let weight = seen.part.map_or(1.0, |part| part.weight(boundary));
            let counts = if seen.is_intake { weight != 0.0 } else { weight != 1.0 };
            let known = self.site.streams.get(seen.at).is_some_and(|one| one.figure.is_some());
            if counts && !known {
                let name = self.site.stream_name(&self.site.streams[seen.at]).zh;
                if !units.contains(&name) {
                    units.push(name);
                }
            }
        }
        if units.is_empty() {
            return Vec::new();
        }
        let first = |with: &str| units.iter().take(3).cloned().collect::<Vec<_>>().join(with);
        let (zh, en) = (first("、"), first(", "));
        let (all, many) = (units.len(), units.len() > 3);
        let more = if many { format!("等{all}项") } else { String::new() };
        let of = if many { format!(", {all} in all") } else { String::new() };
        vec![Text::new(
            format!("定额口径取水量不详（{zh}{more}）"),
            format!("the intake that the quota counts is not known ({en}{of})"),
        )]
    }
}

const fn of_source(source: Source) -> Option<BoundaryPart> {
    match source {
        Source::Steam => Some(BoundaryPart::Steam),
        Source::Reclaimed => Some(BoundaryPart::Reclaimed),
        Source::Rain => Some(BoundaryPart::Rain),
        Source::Other => Some(BoundaryPart::Other),
        Source::Tap | Source::Surface | Source::Ground | Source::Unspecified => None,
    }
}

impl BoundaryTerm {
    /// The term in words: `扣除外供水量`, `再生水按系数0.5计入`.
    pub fn words(&self) -> Text {
        let name = self.part.name();
        if self.weight == 0.0 {
            let verb = if self.part == BoundaryPart::PassedOn { "扣除" } else { "不计" };
            Text::new(format!("{verb}{}", name.zh), format!("{} does not count", name.en))
        } else {
            let weight = trimmed(self.weight, 4);
            Text::new(
                format!("{}按系数 {weight} 计入", name.zh),
                format!("{} counts by a factor of {weight}", name.en),
            )
        }
    }
}
