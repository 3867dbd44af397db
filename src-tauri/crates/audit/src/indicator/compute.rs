//! Indicators computed where the data allow, with what is missing where they do not.

use super::draft::{Draft, Quotient, ratio, share};
use super::evidence::{Evidence, Known};
use super::term::{Amount, certain, unsure};
use super::{Indicator, IndicatorCode as Code, Input, cooling, metered, steam};
use crate::{
    Case, Check, CheckRules, DailyVolume, DataQuality, FactCode, Flows, Item, Metering, Quantity,
    Source, Text, Unit, WaterSystem, known_sum, trimmed,
};
use rust_decimal::prelude::ToPrimitive;

/// What indicators are computed with, beside the evidence.
pub(crate) struct Means<'a> {
    pub(crate) case: &'a Case,
    pub(crate) metering: &'a Metering,
    pub(crate) quality: &'a DataQuality,
    pub(crate) checks: &'a CheckRules,
    /// The cross-checks as they came out.
    pub(crate) made: &'a [Check],
}

/// Every indicator, in the order of the contract; intake per product once per product, the
/// concentration by water quality once per cooling system.
pub(crate) fn indicators(evidence: &Evidence, means: &Means<'_>) -> Vec<Indicator> {
    Code::ALL
        .iter()
        .flat_map(|code| match code {
            Code::UnitProductIntake => crate::comparison::product_indicators(evidence),
            Code::ConcentrationRatioByQuality => cooling::by_quality(evidence, means),
            other => vec![draft(*other, evidence, means).named(*other, evidence, means.quality)],
        })
        .collect()
}

/// Fresh water of a unit.
pub(super) fn fresh_items() -> Vec<Item> {
    Source::ALL.into_iter().map(Item::Withdrawal).chain([Item::DistributedIn]).collect()
}

/// All that a system is made up with.
pub(super) fn make_up_items() -> Vec<Item> {
    fresh_items().into_iter().chain([Item::SeriesIn, Item::Reuse, Item::Condensate]).collect()
}

/// A sum over a unit's flows.
type SumOf<'s> = &'s dyn Fn(&Flows) -> Option<DailyVolume>;

/// A sum over the units of a water system.
pub(super) fn of_system(
    e: &Evidence,
    symbol: &str,
    name: Text,
    system: WaterSystem,
    (items, sum): (&[Item], SumOf<'_>),
) -> Amount {
    let known = e.system(symbol, name, system, items, sum);
    e.of_units(known, e.units_of(system), items)
}

fn draft(code: Code, e: &Evidence, means: &Means<'_>) -> Draft {
    use Item::{Leakage, Recirculated, Reuse};
    let fresh_items = fresh_items();
    match code {
        // Each of these is made elsewhere, one for each product or system.
        Code::UnitProductIntake | Code::ConcentrationRatioByQuality => {
            Draft::missing(Text::new("资料不全", "something is not known"))
        }
        Code::AddedValueIntake => {
            per_value(e, "VA", Text::new("工业增加值", "added value"), e.profile.added_value)
        }
        Code::OutputValueIntake => {
            per_value(e, "Z", Text::new("工业产值", "output value"), e.profile.output_value)
        }
        Code::ReuseRate => share(e.recycled_term(), [e.intake_term(), e.recycled_term()]),
        Code::ReuseRateWithoutCooling => without_cooling(e),
        Code::DirectCoolingRecirculationRate => {
            cooling::recirculation(e, WaterSystem::DirectCooling, ["Vdr", "Vdf"])
        }
        Code::IndirectCoolingRecirculationRate => {
            cooling::recirculation(e, WaterSystem::IndirectCooling, ["Vcr", "Vcf"])
        }
        Code::ProcessWaterReuseRate => {
            let again = [Recirculated, Item::SeriesIn, Reuse, Item::Condensate];
            let name = Text::new("工艺水重复利用量", "process water recycled");
            let own = of_system(e, "Vgr", name, WaterSystem::Process, (&again, &Flows::recycled));
            let name = Text::new("工艺取用新水量", "process fresh water");
            let fresh = (fresh_items.as_slice(), &Flows::fresh as &dyn Fn(&Flows) -> _);
            let fresh = of_system(e, "Vgf", name, WaterSystem::Process, fresh);
            share(own.clone(), [own, fresh])
        }
        Code::CondensateReturnRate => steam::condensate(e),
        Code::CondensateReturnRateByHours => steam::condensate_by_hours(e),
        Code::WastewaterReuseRate => {
            let own = e.item_term("Vw", Reuse);
            share(own.clone(), [e.discharge_term(), own])
        }
        Code::LeakageRate => share(e.item_term("Vl", Leakage), [e.intake_term()]),
        Code::CompliantDischargeRate => share(compliant(e), [e.discharge_term()]),
        Code::UnconventionalSubstitutionRate => unconventional(e),
        Code::MeterEquippingRate1
        | Code::MeterEquippingRate2
        | Code::MeterEquippingRate3
        | Code::MeteringRate1
        | Code::MeteringRate2
        | Code::MeteringRate3
        | Code::OnlineMeteringRate
        | Code::MeterVerificationRate1
        | Code::MeterVerificationRate2
        | Code::MeterVerificationRate3
        | Code::MeterInUseRate1
        | Code::MeterInUseRate2
        | Code::MeterInUseRate3
        | Code::SecondaryMeteringRate => metered::draft(code, e, means),
        Code::ConcentrationRatio => cooling::concentration(e),
        Code::CoolingMakeUpRate => cooling::make_up_rate(e),
        Code::BoilerBlowDownRate => steam::blow_down(e, means),
        Code::RoRecovery => steam::recovery(e, means),
        Code::SoftenerWasteRate => steam::softener_waste(e, means),
        Code::DomesticPerHead => domestic(e, &fresh_items),
        Code::TreatedWaterCoefficient => steam::treated(e),
        Code::DischargeRate => share(e.discharge_term(), [e.intake_term()]),
        Code::FreshWaterUtilisation => utilisation(e),
    }
}

/// `(Vi−Vd)/Vi`.
fn utilisation(e: &Evidence) -> Draft {
    Draft::quotient([e.discharge_term(), e.intake_term()], |inputs| match inputs {
        [discharge, intake] => {
            let (d, i) = (trimmed(discharge.value, 4), trimmed(intake.value, 4));
            Some(Quotient {
                over: vec![-1.0, 1.0],
                under: vec![0.0, 1.0],
                factor: 1.0,
                text: format!("({i}−{d})/{i}"),
            })
        }
        _ => None,
    })
}

/// Discharge that meets its standard, as it was typed for the site.
fn compliant(e: &Evidence) -> Amount {
    let code = FactCode::CompliantDischarge;
    let fact = e.profile.facts.get(code).ok_or_else(|| {
        Text::new("达标排放水量不详（需水质检测结果）", "compliant discharge is not known")
    });
    unsure(fact.map(|fact| Input {
        symbol: code.symbol().into(),
        name: Text::new(code.zh(), code.en()),
        value: fact.value,
        unit: code.unit().into(),
        cells: fact.origin.cells().to_vec(),
    }))
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
    let parts = [e.intake_term(), certain(days), certain(amount)];
    Draft::quotient(parts, |inputs| match inputs {
        [intake, days, amount] => Some(Quotient {
            over: vec![1.0, 0.0, 0.0],
            under: vec![0.0, 0.0, 1.0],
            factor: days.value,
            text: format!(
                "{}×{}/{}",
                trimmed(intake.value, 4),
                trimmed(days.value, 2),
                trimmed(amount.value, 4)
            ),
        }),
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
        .filter_map(|unit| e.index.unit(&unit.unit))
        .filter(|unit| unit.system.is_none() && !unit.of_which)
        .map(|unit| unit.name.as_str())
        .collect();
    if !unsure.is_empty() {
        return Draft::missing(Text::new(
            format!("未标明循环水系统类别的单元：{}", unsure.join("、")),
            format!("units whose circulating system is not told: {}", unsure.join(", ")),
        ));
    }
    let cooling = |unit: &&Unit| {
        matches!(unit.system, Some(WaterSystem::IndirectCooling | WaterSystem::DirectCooling))
            && !unit.of_which
    };
    let leaves = || {
        let units = e.site.units.iter().filter(cooling);
        units.filter_map(|unit| e.balance_of(&unit.id)).filter(|unit| !unit.has_children)
    };
    let loops = known_sum(leaves().map(|unit| unit.flows.get(Item::Recirculated)));
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
    let loops = e.of_units(
        loops,
        leaves().filter_map(|unit| e.index.unit(&unit.unit)),
        &[Item::Recirculated],
    );
    Draft::quotient([e.recycled_term(), e.intake_term(), loops], |inputs| match inputs {
        [recycled, intake, loops] if intake.value + recycled.value - loops.value > 0.0 => {
            Some(Quotient {
                over: vec![1.0, 0.0, -1.0],
                under: vec![1.0, 1.0, -1.0],
                factor: 100.0,
                text: format!(
                    "({r}−{c})/({i}+{r}−{c})×100",
                    r = trimmed(recycled.value, 4),
                    c = trimmed(loops.value, 4),
                    i = trimmed(intake.value, 4)
                ),
            })
        }
        _ => None,
    })
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
    let name = Text::new("非常规水取水量", "unconventional intake");
    let own = e.of_site(input("Vih", name, unconventional, &items), &items);
    let name = Text::new("常规水取水量", "conventional intake");
    let rest = e.of_site(input("Vic", name, conventional, &others), &others);
    share(own.clone(), [rest, own])
}

fn domestic(e: &Evidence, fresh_items: &[Item]) -> Draft {
    let name = Text::new("生活取用新水量", "domestic fresh water");
    let water = of_system(e, "Vylf", name, WaterSystem::Domestic, (fresh_items, &Flows::fresh));
    let staff = e.profile.employees.filter(|staff| *staff > 0).map(|staff| Input {
        symbol: "n".into(),
        name: Text::new("职工人数", "staff"),
        value: f64::from(staff),
        unit: "person".into(),
        cells: Vec::new(),
    });
    let staff: Known = staff.ok_or_else(|| Text::new("职工人数不详", "staff is not known"));
    ratio(water, certain(staff))
}
