//! Checks of cooling systems: evaporation, make-up, concentration, drift.

use super::draft::{Maker, Of, Part, fact_missing, flow, n, small, typed};
use super::place::{CoolingTerms, cooling_terms};
use super::{Check, CheckCode, CheckInput, FactCode, Missing, formula};
use crate::{DailyVolume, Input, Item, Text, Unit, WaterSystem};

const FACTS: [FactCode; 10] = [
    FactCode::CirculationRate,
    FactCode::RunningHours,
    FactCode::CoolingRange,
    FactCode::AirTemperature,
    FactCode::BlowDown,
    FactCode::Drift,
    FactCode::ConductivityMakeUp,
    FactCode::ConductivityCirculating,
    FactCode::ChlorideMakeUp,
    FactCode::ChlorideCirculating,
];

pub(super) fn checks(maker: &Maker<'_>) -> Vec<Check> {
    [WaterSystem::IndirectCooling, WaterSystem::DirectCooling]
        .into_iter()
        .flat_map(|system| maker.e.units_of(system))
        .filter_map(|unit| maker.of(unit))
        .filter(circulates)
        .flat_map(|of| System { maker, of, terms: cooling_terms(maker.e, of) }.checks())
        .collect()
}

/// Once-through cooling has nothing of this.
fn circulates(of: &Of<'_>) -> bool {
    of.balance.flows.get(Item::Recirculated).is_none_or(|flow| flow != DailyVolume::ZERO)
        || FACTS.iter().any(|code| of.unit.facts.get(*code).is_some())
}

struct System<'a> {
    maker: &'a Maker<'a>,
    of: Of<'a>,
    terms: CoolingTerms,
}

/// The two ways to see concentration in the water.
#[derive(Clone, Copy)]
enum Quality {
    Conductivity,
    Chloride,
}

impl System<'_> {
    fn unit(&self) -> &Unit {
        self.of.unit
    }

    fn fact(&self, code: FactCode) -> Part {
        self.maker.fact(self.unit(), code)
    }

    fn checks(&self) -> Vec<Check> {
        let by = self.quality();
        let checks = [
            self.make_up_over_circulation(),
            self.make_up_over_evaporation(),
            self.consumption_over_evaporation(),
            self.concentration(),
            self.by_quality(Quality::Conductivity),
            self.by_quality(Quality::Chloride),
            self.ratios_agree(by),
            self.make_up_by_formula(by),
            self.drift(),
        ];
        checks.into_iter().flatten().collect()
    }

    /// Circulation of a day: the rate and hours that were typed in, else the balance's.
    fn circulation(&self) -> Vec<Part> {
        if let Some(rate) = typed(self.unit(), FactCode::CirculationRate) {
            return vec![rate, self.fact(FactCode::RunningHours)];
        }
        let name = Text::new("循环水量", "circulation");
        let zero = |flow: &DailyVolume| *flow != DailyVolume::ZERO;
        let part = flow(self.maker.e, self.of, "Vcy", name, &[Item::Recirculated], |flows| {
            flows.get(Item::Recirculated).filter(zero)
        });
        vec![part.map_err(|_| fact_missing(FactCode::CirculationRate))]
    }

    /// The factor k by the temperature of the air.
    fn factor(&self) -> Part {
        let air = self.fact(FactCode::AirTemperature)?;
        let table = &self.maker.rules.evaporation;
        let Some(factor) = table.factor(air.input.value) else {
            let zh = format!("空气温度 {} ℃ 超出蒸发系数表", n(air.input.value));
            let en = format!("{} ℃ is outside of the table of k", n(air.input.value));
            return Err(Missing { text: Text::new(zh, en), fact: Some(FactCode::AirTemperature) });
        };
        let name = Text::new(
            format!("蒸发系数（{} ℃）", n(air.input.value)),
            format!("factor of evaporation at {} ℃", n(air.input.value)),
        );
        Ok(CheckInput {
            input: Input {
                symbol: "k".into(),
                name,
                value: factor,
                unit: "1/℃".into(),
                cells: air.input.cells,
            },
            fact: Some(FactCode::AirTemperature),
        })
    }

    /// k, Δt and the circulation of a day, in this order.
    fn evaporation(&self) -> Vec<Part> {
        [self.factor(), self.fact(FactCode::CoolingRange)]
            .into_iter()
            .chain(self.circulation())
            .collect()
    }

    fn make_up_over_circulation(&self) -> Option<Check> {
        let parts = [self.terms.make_up.clone()].into_iter().chain(self.circulation());
        self.maker.check(CheckCode::MakeUpOverCirculation, self.unit(), parts, |values| {
            let (make_up, circulation) = values.split_first()?;
            share_of(*make_up, circulation)
        })
    }

    fn make_up_over_evaporation(&self) -> Option<Check> {
        let parts = [self.terms.make_up.clone()].into_iter().chain(self.evaporation());
        self.maker.check(CheckCode::MakeUpOverEvaporation, self.unit(), parts, over_evaporation)
    }

    fn consumption_over_evaporation(&self) -> Option<Check> {
        let name = Text::new("耗水量", "consumption");
        let consumed = flow(self.maker.e, self.of, "Vco", name, &[Item::Consumption], |flows| {
            flows.get(Item::Consumption)
        });
        let parts = [consumed].into_iter().chain(self.evaporation());
        self.maker.check(
            CheckCode::ConsumptionOverEvaporation,
            self.unit(),
            parts,
            over_evaporation,
        )
    }

    fn by_volume(&self) -> Vec<Part> {
        let parts = [self.terms.make_up.clone(), self.terms.blow_down.clone()];
        parts.into_iter().chain(self.terms.drift.clone()).collect()
    }

    fn concentration(&self) -> Option<Check> {
        self.maker.check(CheckCode::ConcentrationRatio, self.unit(), self.by_volume(), |values| {
            let (make_up, out) = values.split_first()?;
            by_volume(*make_up, out)
        })
    }

    /// The way in which both samples are known; conductivity where none is.
    fn quality(&self) -> Quality {
        let known = |by: Quality| self.samples(by).iter().all(Result::is_ok);
        if !known(Quality::Conductivity) && known(Quality::Chloride) {
            Quality::Chloride
        } else {
            Quality::Conductivity
        }
    }

    /// What circulates, then what is made up.
    fn samples(&self, by: Quality) -> [Part; 2] {
        let (circulating, make_up) = match by {
            Quality::Conductivity => {
                (FactCode::ConductivityCirculating, FactCode::ConductivityMakeUp)
            }
            Quality::Chloride => (FactCode::ChlorideCirculating, FactCode::ChlorideMakeUp),
        };
        [self.fact(circulating), self.fact(make_up)]
    }

    fn by_quality(&self, by: Quality) -> Option<Check> {
        let code = match by {
            Quality::Conductivity => CheckCode::ConcentrationRatioByConductivity,
            Quality::Chloride => CheckCode::ConcentrationRatioByChloride,
        };
        self.maker.check(code, self.unit(), self.samples(by), |values| match values {
            [circulating, make_up] => formula::over(*circulating, *make_up)
                .map(|ratio| (ratio, format!("{}/{}", n(*circulating), n(*make_up)))),
            _ => None,
        })
    }

    fn ratios_agree(&self, by: Quality) -> Option<Check> {
        let parts = self.samples(by).into_iter().chain(self.by_volume());
        self.maker.check(CheckCode::ConcentrationRatiosAgree, self.unit(), parts, |values| {
            let [circulating, make_up_sample, make_up, out @ ..] = values else { return None };
            let (volume, text) = by_volume(*make_up, out)?;
            let quality = formula::over(*circulating, *make_up_sample)?;
            let value = formula::over(volume, quality)?;
            Some((value, format!("({text})/({}/{})", n(*circulating), n(*make_up_sample))))
        })
    }

    fn make_up_by_formula(&self, by: Quality) -> Option<Check> {
        let parts = self
            .samples(by)
            .into_iter()
            .chain([self.terms.make_up.clone()])
            .chain(self.evaporation());
        self.maker.check(CheckCode::MakeUpByFormula, self.unit(), parts, |values| {
            let [circulating, make_up_sample, make_up, rest @ ..] = values else { return None };
            let (evaporation, text) = evaporated(rest)?;
            let ratio = formula::over(*circulating, *make_up_sample)?;
            let expected = formula::make_up(evaporation, ratio)?;
            let value = formula::over(*make_up, expected)?;
            let (m, r) = (n(*make_up), n(ratio));
            Some((value, format!("{m}/({text}×{r}/({r}−1))")))
        })
    }

    fn drift(&self) -> Option<Check> {
        let parts = [self.fact(FactCode::Drift)].into_iter().chain(self.circulation());
        self.maker.check(CheckCode::DriftShare, self.unit(), parts, |values| {
            let (drift, circulation) = values.split_first()?;
            share_of(*drift, circulation)
        })
    }
}

/// Circulation of a day: given, or a rate and hours.
fn a_day(circulation: &[f64]) -> Option<(f64, String)> {
    match circulation {
        [volume] => Some((*volume, n(*volume))),
        [rate, hours] => Some((rate * hours, format!("{}×{}", n(*rate), n(*hours)))),
        _ => None,
    }
}

fn share_of(part: f64, circulation: &[f64]) -> Option<(f64, String)> {
    let (whole, text) = a_day(circulation)?;
    let text = if circulation.len() > 1 { format!("({text})") } else { text };
    formula::percent(part, whole).map(|value| (value, format!("{}/{text}×100", n(part))))
}

fn evaporated(parts: &[f64]) -> Option<(f64, String)> {
    let [factor, range, circulation @ ..] = parts else { return None };
    let (volume, text) = a_day(circulation)?;
    let evaporation = formula::evaporation(*factor, *range, volume);
    Some((evaporation, format!("{}×{}×{text}", small(*factor), n(*range))))
}

fn over_evaporation(values: &[f64]) -> Option<(f64, String)> {
    let (part, rest) = values.split_first()?;
    let (evaporation, text) = evaporated(rest)?;
    formula::over(*part, evaporation).map(|value| (value, format!("{}/({text})", n(*part))))
}

fn by_volume(make_up: f64, out: &[f64]) -> Option<(f64, String)> {
    let (blow_down, drift) = match out {
        [blow_down] => (*blow_down, None),
        [blow_down, drift] => (*blow_down, Some(*drift)),
        _ => return None,
    };
    let value = formula::concentration_ratio(make_up, blow_down, drift.unwrap_or_default())?;
    let out = match drift {
        Some(drift) => format!("({}+{})", n(blow_down), n(drift)),
        None => n(blow_down),
    };
    Some((value, format!("{}/{out}", n(make_up))))
}
