//! Indicators computed where the data allow, with what is missing where they do not.

use super::draft::{Draft, ratio, share};
use super::evidence::{Evidence, Known};
use super::{Indicator, IndicatorCode as Code, Input};
use crate::check::{CoolingTerms, Of, Part, concentration_ratio, cooling_terms};
use crate::{
    DailyVolume, Fact, FactCode, Flows, Item, Quantity, Role, Source, Text, Unit, WaterSystem,
    known_sum, trimmed,
};
use rust_decimal::prelude::ToPrimitive;

/// Every indicator of the contract, in its order; intake per product once per product.
pub(crate) fn indicators(evidence: &Evidence) -> Vec<Indicator> {
    Code::ALL
        .into_iter()
        .flat_map(|code| match code {
            Code::UnitProductIntake => crate::comparison::product_indicators(evidence),
            other => vec![indicator(other, evidence)],
        })
        .collect()
}

fn indicator(code: Code, e: &Evidence) -> Indicator {
    use Item::{
        Condensate, DistributedIn, DistributedOut, Leakage, Recirculated, Reuse, SeriesIn,
        Withdrawal,
    };
    let fresh_items: Vec<Item> =
        Source::ALL.into_iter().map(Withdrawal).chain([DistributedIn]).collect();
    let make_up_items: Vec<Item> =
        fresh_items.iter().copied().chain([SeriesIn, Reuse, Condensate]).collect();
    let make_up = |flows: &Flows| known_sum([flows.fresh(), flows.get(SeriesIn), flows.reuse()]);
    let loop_of = |symbol: &str, system: WaterSystem| {
        e.system(
            symbol,
            Text::new(format!("{}循环量", system.zh()), "recirculated"),
            system,
            &[Recirculated],
            |flows| flows.get(Recirculated),
        )
    };
    let make_up_of = |symbol: &str, system: WaterSystem| {
        e.system(
            symbol,
            Text::new(format!("{}补充水量", system.zh()), "make-up"),
            system,
            &make_up_items,
            make_up,
        )
    };
    match code {
        Code::UnitProductIntake => Draft::missing(Text::new("产品产量不详", "no product is known")),
        Code::AddedValueIntake => {
            per_value(e, "VA", Text::new("工业增加值", "added value"), e.profile.added_value)
        }
        Code::OutputValueIntake => {
            per_value(e, "Z", Text::new("工业产值", "output value"), e.profile.output_value)
        }
        Code::ReuseRate => share(e.recycled(), [e.intake(), e.recycled()]),
        Code::ReuseRateWithoutCooling => without_cooling(e),
        Code::DirectCoolingRecirculationRate => {
            let own = loop_of("Vdr", WaterSystem::DirectCooling);
            share(own.clone(), [own, make_up_of("Vdf", WaterSystem::DirectCooling)])
        }
        Code::IndirectCoolingRecirculationRate => {
            let own = loop_of("Vcr", WaterSystem::IndirectCooling);
            share(own.clone(), [own, make_up_of("Vcf", WaterSystem::IndirectCooling)])
        }
        Code::ProcessWaterReuseRate => {
            let own = e.system(
                "Vgr",
                Text::new("工艺水重复利用量", "process water recycled"),
                WaterSystem::Process,
                &[Recirculated, SeriesIn, Reuse, Condensate],
                Flows::recycled,
            );
            let fresh = e.system(
                "Vgf",
                Text::new("工艺取用新水量", "process fresh water"),
                WaterSystem::Process,
                &fresh_items,
                Flows::fresh,
            );
            share(own.clone(), [own, fresh])
        }
        Code::CondensateReturnRate => condensate(e),
        Code::WastewaterReuseRate => {
            share(e.item("Vw", Reuse), [e.external_discharge(), e.item("Vw", Reuse)])
        }
        Code::LeakageRate => share(e.item("Vl", Leakage), [e.intake()]),
        Code::CompliantDischargeRate => Draft::missing(Text::new(
            "达标排放水量不详（需水质检测结果）",
            "compliant discharge is not known",
        )),
        Code::UnconventionalSubstitutionRate => unconventional(e),
        Code::MeterEquippingRate1 | Code::MeterEquippingRate2 | Code::MeterEquippingRate3 => {
            Draft::missing(Text::new(
                "应配备水计量器具数量不详（需核定计量点）",
                "the number of meters required is not known",
            ))
        }
        Code::MeteringRate1 | Code::MeteringRate2 | Code::MeteringRate3 => {
            Draft::missing(Text::new(
                "经水表计量的水量不详（需水表读数）",
                "the volume that passed meters is not known",
            ))
        }
        Code::OnlineMeteringRate => Draft::missing(Text::new(
            "在线计量的取水量不详（需在线水表读数）",
            "the volume metered online is not known",
        )),
        Code::ConcentrationRatio => concentration(e),
        Code::DomesticPerHead => domestic(e, &fresh_items),
        Code::TreatedWaterCoefficient => treated(e, &fresh_items, DistributedOut),
        Code::DischargeRate => share(e.external_discharge(), [e.intake()]),
        Code::FreshWaterUtilisation => {
            let (used, draft) = (e.intake(), ratio(e.external_discharge(), e.intake(), 1.0));
            match (draft.value, used) {
                (Some(discharged), Ok(_)) => {
                    let text = draft
                        .inputs
                        .iter()
                        .map(|input| trimmed(input.value, 4))
                        .collect::<Vec<_>>();
                    let substituted = match text.as_slice() {
                        [discharge, intake] => format!("({intake}−{discharge})/{intake}"),
                        _ => String::new(),
                    };
                    Draft { value: Some(1.0 - discharged), substituted, ..draft }
                }
                _ => draft,
            }
        }
    }
    .named(code)
}

fn per_value(
    e: &Evidence,
    symbol: &str,
    name: Text,
    amount: Option<rust_decimal::Decimal>,
) -> Draft {
    let amount = amount.and_then(|amount| amount.to_f64()).map(|value| Input {
        symbol: symbol.into(),
        name: name.clone(),
        value,
        unit: "10^4 yuan".into(),
        cells: Vec::new(),
    });
    let amount = amount
        .ok_or_else(|| Text::new(format!("{}不详", name.zh), format!("{} is not known", name.en)));
    let days = e.days().map(|(_, input)| input);
    Draft::of([e.intake(), days, amount], |inputs| match inputs {
        [intake, days, amount] if amount.value != 0.0 => Some((
            intake.value * days.value / amount.value,
            format!(
                "{}×{}/{}",
                trimmed(intake.value, 4),
                trimmed(days.value, 2),
                trimmed(amount.value, 4)
            ),
        )),
        _ => None,
    })
}

fn without_cooling(e: &Evidence) -> Draft {
    let unsure: Vec<&str> = e
        .balance
        .units
        .iter()
        .filter(|unit| !unit.has_children)
        .filter(|unit| {
            unit.flows.get(Item::Recirculated).is_none_or(|flow| flow != DailyVolume::ZERO)
        })
        .filter_map(|unit| e.site.unit(&unit.unit))
        .filter(|unit| unit.system.is_none() && !unit.of_which)
        .map(|unit| unit.name.as_str())
        .collect();
    if !unsure.is_empty() {
        let names = unsure.join("、");
        return Draft::missing(Text::new(
            format!("未标明循环水系统类别的单元：{names}"),
            format!("units whose circulating system is not told: {names}"),
        ));
    }
    let cooling = |unit: &&Unit| {
        matches!(unit.system, Some(WaterSystem::IndirectCooling | WaterSystem::DirectCooling))
            && !unit.of_which
    };
    let leaves = e
        .site
        .units
        .iter()
        .filter(cooling)
        .filter_map(|unit| e.balance.unit(&unit.id))
        .filter(|unit| !unit.has_children);
    let loops = known_sum(leaves.map(|unit| unit.flows.get(Item::Recirculated)));
    let name = Text::new("冷却系统循环水量", "cooling circulation");
    let loops = loops.map(|value| Input {
        symbol: "Vcr".into(),
        name: name.clone(),
        value: value.value(),
        unit: "m3/d".into(),
        cells: e.part_cells(&[Item::Recirculated], |unit| cooling(&unit)),
    });
    let loops = loops
        .ok_or_else(|| Text::new(format!("{}不详", name.zh), "cooling circulation is not known"));
    Draft::of([e.recycled(), e.intake(), loops], |inputs| match inputs {
        [recycled, intake, loops] if intake.value + recycled.value - loops.value > 0.0 => {
            let rest = recycled.value - loops.value;
            let text = format!(
                "({r}−{c})/({i}+{r}−{c})×100",
                r = trimmed(recycled.value, 4),
                c = trimmed(loops.value, 4),
                i = trimmed(intake.value, 4)
            );
            Some((rest / (intake.value + rest) * 100.0, text))
        }
        _ => None,
    })
}

fn condensate(e: &Evidence) -> Draft {
    if !e.flows().has(Item::Condensate) {
        return Draft::missing(Text::new("冷凝水回用量不详", "condensate returned is not known"));
    }
    let boilers: Vec<&Unit> = e.units_of(WaterSystem::Boiler).collect();
    let bought = e.item("Vbd", Item::Withdrawal(Source::Steam));
    if boilers.is_empty() {
        return share(e.item("Vbr", Item::Condensate), [bought]);
    }
    let made = boilers.iter().map(|unit| unit.facts.get(FactCode::SteamOutput));
    let Some(made) = made.collect::<Option<Vec<&Fact>>>() else {
        return Draft::missing(Text::new(
            "自产蒸汽量不详（有锅炉）",
            "the steam produced on site is not known",
        ));
    };
    let own = Input {
        symbol: "Vbs".into(),
        name: Text::new("自产蒸汽量", "steam produced on site"),
        value: made.iter().map(|fact| fact.value).sum(),
        unit: "m3/d".into(),
        cells: made.iter().flat_map(|fact| fact.origin.cells().to_vec()).collect(),
    };
    share(e.item("Vbr", Item::Condensate), [Ok(own), bought])
}

/// Concentration ratio of all indirect cooling: the terms of each system are summed first.
fn concentration(e: &Evidence) -> Draft {
    let system = WaterSystem::IndirectCooling;
    let terms: Vec<CoolingTerms> = e
        .units_of(system)
        .filter_map(|unit| Of::new(e, unit))
        .map(|of| cooling_terms(e, of))
        .collect();
    if terms.is_empty() {
        return Draft::missing(Text::new(
            format!("没有标为“{}”的用水单元", system.zh()),
            format!("no unit is marked as {system:?}"),
        ));
    }
    let make_up = Text::new(format!("{}补充水量", system.zh()), "make-up");
    let out =
        Text::new("排污及风吹损失（排水量；风吹损失未单列时计入耗水）", "blow-down and drift");
    let parts = [
        sum_of("M", make_up, terms.iter().map(|terms| &terms.make_up)),
        sum_of(
            "B+D",
            out,
            terms.iter().flat_map(|terms| std::iter::once(&terms.blow_down).chain(&terms.drift)),
        ),
    ];
    Draft::of(parts, |inputs| match inputs {
        [make_up, out] => {
            let text = format!("{}/{}", trimmed(make_up.value, 4), trimmed(out.value, 4));
            concentration_ratio(make_up.value, out.value, 0.0).map(|ratio| (ratio, text))
        }
        _ => None,
    })
}

/// The sum of parts of several units; as soon as one is not known, neither is the sum.
fn sum_of<'p>(symbol: &str, name: Text, parts: impl Iterator<Item = &'p Part>) -> Known {
    let (mut volumes, mut cells) = (Vec::new(), Vec::new());
    for part in parts {
        let Ok(known) = part else {
            let text = Text::new(format!("{}不详", name.zh), format!("{} is not known", name.en));
            return Err(text);
        };
        volumes.push(DailyVolume::m3_per_day(known.input.value));
        cells.extend(known.input.cells.iter().cloned());
    }
    let value = volumes.into_iter().sum::<DailyVolume>().value();
    Ok(Input { symbol: symbol.into(), name, value, unit: "m3/d".into(), cells })
}

fn unconventional(e: &Evidence) -> Draft {
    let sum = |wanted: bool| {
        let items: Vec<Item> = Source::ALL
            .into_iter()
            .filter(|source| source.is_unconventional() == wanted)
            .map(Item::Withdrawal)
            .collect();
        (known_sum(items.iter().map(|item| e.flows().get(*item))), items)
    };
    let ((unconventional, items), (conventional, others)) = (sum(true), sum(false));
    // An intake whose source is not told may be either.
    if e.flows().get(Item::Withdrawal(Source::Unspecified)) != Some(DailyVolume::ZERO) {
        return Draft::missing(Text::new("取水量未分水源", "the intake is not divided by source"));
    }
    let input = |symbol: &str, name: Text, value: Option<DailyVolume>, items: &[Item]| {
        e.flow(symbol, name, value, Quantity::WithdrawalTotal, items).map(|mut input| {
            input.cells = e.part_cells(items, |unit| !unit.of_which);
            input
        })
    };
    let own =
        input("Vih", Text::new("非常规水取水量", "unconventional intake"), unconventional, &items);
    let rest =
        input("Vic", Text::new("常规水取水量", "conventional intake"), conventional, &others);
    share(own.clone(), [rest, own])
}

fn domestic(e: &Evidence, fresh_items: &[Item]) -> Draft {
    let water = e.system(
        "Vylf",
        Text::new("生活取用新水量", "domestic fresh water"),
        WaterSystem::Domestic,
        fresh_items,
        Flows::fresh,
    );
    let staff = e.profile.employees.filter(|staff| *staff > 0).map(|staff| Input {
        symbol: "n".into(),
        name: Text::new("职工人数", "staff"),
        value: f64::from(staff),
        unit: "person".into(),
        cells: Vec::new(),
    });
    ratio(water, staff.ok_or_else(|| Text::new("职工人数不详", "staff is not known")), 1.0)
}

fn treated(e: &Evidence, fresh_items: &[Item], out: Item) -> Draft {
    let plants: Vec<&Unit> = e
        .site
        .units
        .iter()
        .filter(|unit| unit.role == Role::SupplyTreatment && !unit.of_which)
        .collect();
    if plants.is_empty() {
        return Draft::missing(Text::new(
            "没有标为给水处理的单元",
            "no unit is marked as supply treatment",
        ));
    }
    let sum = |symbol: &str,
               name: Text,
               items: &[Item],
               of: &dyn Fn(&Flows) -> Option<DailyVolume>|
     -> Known {
        let parts =
            plants.iter().filter_map(|unit| e.balance.unit(&unit.id)).map(|unit| of(&unit.flows));
        let value = known_sum(parts).ok_or_else(|| {
            Text::new(format!("{}不详", name.zh), format!("{} is not known", name.en))
        })?;
        Ok(Input {
            symbol: symbol.into(),
            name,
            value: value.value(),
            unit: "m3/d".into(),
            cells: e.part_cells(items, |unit| unit.role == Role::SupplyTreatment && !unit.of_which),
        })
    };
    ratio(
        sum("Vin", Text::new("原水量", "raw water"), fresh_items, &Flows::fresh),
        sum("Vout", Text::new("制取水量", "treated water"), &[out], &|flows| flows.get(out)),
        1.0,
    )
}
