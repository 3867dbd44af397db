//! Indicators of metering, from the register and the readings.

use super::compute::Means;
use super::draft::{Draft, share};
use super::evidence::Evidence;
use super::term::{Amount, Rests, Term, Weights, certain, unsure};
use super::{IndicatorCode as Code, Input};
use crate::metering::{LevelCount, secondary};
use crate::{
    CellRef, DailyVolume, Item, Lang, MeterPoint, MeterVolume, PointPlace, Text, known_sum,
};

/// The level and the kind of a rate.
enum Asked {
    Equipping(u8),
    Metering(u8),
    Verification(u8),
    InUse(u8),
    Online,
    Secondary,
}

const fn asked(code: Code) -> Option<Asked> {
    Some(match code {
        Code::MeterEquippingRate1 => Asked::Equipping(1),
        Code::MeterEquippingRate2 => Asked::Equipping(2),
        Code::MeterEquippingRate3 => Asked::Equipping(3),
        Code::MeteringRate1 => Asked::Metering(1),
        Code::MeteringRate2 => Asked::Metering(2),
        Code::MeteringRate3 => Asked::Metering(3),
        Code::MeterVerificationRate1 => Asked::Verification(1),
        Code::MeterVerificationRate2 => Asked::Verification(2),
        Code::MeterVerificationRate3 => Asked::Verification(3),
        Code::MeterInUseRate1 => Asked::InUse(1),
        Code::MeterInUseRate2 => Asked::InUse(2),
        Code::MeterInUseRate3 => Asked::InUse(3),
        Code::OnlineMeteringRate => Asked::Online,
        Code::SecondaryMeteringRate => Asked::Secondary,
        _ => return None,
    })
}

pub(super) fn draft(code: Code, e: &Evidence, means: &Means<'_>) -> Draft {
    match asked(code) {
        Some(Asked::Equipping(level)) => equipping(means, level),
        Some(Asked::Metering(level)) => {
            let metered = Text::new("经水表计量的水量", "volume that passed meters");
            of_points(e, means, (level, "Vmi"), metered, |point| point.metered)
        }
        Some(Asked::Online) => {
            let online = Text::new("在线计量的取水量", "intake metered online");
            // Water that passes no meter is not metered online either.
            of_points(e, means, (1, "Vio"), online, |point| {
                if point.metered == Some(false) { Some(false) } else { point.online }
            })
        }
        Some(Asked::Verification(level)) => {
            let name = Text::new("检定在有效期内的计量器具数", "meters with a valid verification");
            of_register(means, level, ("Nv", name, "检定有效期"), |of| {
                (of.valid, of.valid_unknown)
            })
        }
        Some(Asked::InUse(level)) => {
            let name = Text::new("完好的计量器具数", "meters in working order");
            of_register(means, level, ("Nu", name, "使用状态"), |of| (of.fit, of.fit_unknown))
        }
        Some(Asked::Secondary) => of_readings(means),
        None => Draft::missing(Text::new("资料不全", "something is not known")),
    }
}

const fn level_name(level: u8) -> &'static str {
    match level {
        1 => "用水单位（一级）",
        2 => "次级用水单位（二级）",
        _ => "主要用水设备（三级）",
    }
}

fn no_register() -> Text {
    Text::new("没有水计量器具台账", "there is no register of meters")
}

fn count(symbol: &str, name: Text, count: usize, cells: Vec<CellRef>) -> Amount {
    let value = count as f64;
    certain(Ok(Input { symbol: symbol.into(), name, value, unit: "只".into(), cells }))
}

fn no_points(level: u8) -> Text {
    match level {
        1 => Text::new("没有取水量，无法确定取水计量点", "no source of water is known"),
        2 => Text::new("没有用水单元，无法确定次级用水单位", "no unit is known"),
        _ => Text::new(
            "没有下级用水单元和用水设备清单，无法确定主要用水设备",
            "no units below others and no list of equipment are known",
        ),
    }
}

/// `Ns/Nl×100`: points of the level that have a meter, over those that need one. Points of
/// which that is not known are in neither, and are told beside the rate.
fn equipping(means: &Means<'_>, level: u8) -> Draft {
    if means.case.meters.is_empty() {
        return Draft::missing(no_register());
    }
    let of = LevelCount::of(means.metering, &means.case.meters, level);
    if of.needed == 0 {
        let text = if of.undecided > 0 {
            Text::new(
                format!("{}的 {} 个计量点是否应配备待定", level_name(level), of.undecided),
                format!("whether {} points need a meter is not known", of.undecided),
            )
        } else {
            no_points(level)
        };
        return Draft::missing(text);
    }
    let cells = means
        .metering
        .of_level(level)
        .flat_map(|point| &point.meters)
        .filter_map(|at| means.case.meters.get(*at)?.place.clone());
    let undecided = match of.undecided {
        0 => String::new(),
        many => format!("，另有 {many} 个待定未计入"),
    };
    share(
        count(
            "Ns",
            Text::new("实际配备计量器具的计量点", "points with a meter"),
            of.equipped,
            cells.collect(),
        ),
        [count(
            "Nl",
            Text::new(format!("应配备计量器具的计量点{undecided}"), "points that need a meter"),
            of.needed,
            Vec::new(),
        )],
    )
}

/// A share of the level's meters.
fn of_register(
    means: &Means<'_>,
    level: u8,
    (symbol, name, column): (&str, Text, &str),
    counted: impl Fn(&LevelCount) -> (usize, usize),
) -> Draft {
    let of = LevelCount::of(means.metering, &means.case.meters, level);
    if of.installed == 0 {
        return Draft::missing(if means.case.meters.is_empty() {
            no_register()
        } else {
            Text::new(
                format!("台账中没有{}的计量器具", level_name(level)),
                format!("the register has no meter of level {level}"),
            )
        });
    }
    let (part, unknown) = counted(&of);
    if unknown > 0 {
        return Draft::missing(Text::new(
            format!("{}有 {unknown} 只计量器具的{column}不详（或测试期不详）", level_name(level)),
            format!("of {unknown} meters of level {level} it is not told"),
        ));
    }
    let meters = means.case.meters.iter().filter(|meter| meter.level == Some(level));
    let cells: Vec<CellRef> = meters.filter_map(|meter| meter.place.clone()).collect();
    share(
        count(symbol, name, part, cells),
        [count("Ni", Text::new("安装的计量器具数", "meters installed"), of.installed, Vec::new())],
    )
}

/// The share of the fresh water of a level's points of which something is so.
fn of_points(
    e: &Evidence,
    means: &Means<'_>,
    (level, symbol): (u8, &str),
    name: Text,
    is: impl Fn(&MeterPoint) -> Option<bool>,
) -> Draft {
    let points: Vec<&MeterPoint> = means
        .metering
        .of_level(level)
        .filter(|point| !matches!(point.place, PointPlace::Equipment(_)))
        .filter(|point| point.fresh != Some(DailyVolume::ZERO))
        .collect();
    if points.is_empty() {
        return Draft::missing(no_points(level));
    }
    let told = |wanted: fn(&Option<bool>) -> bool| -> Vec<&MeterPoint> {
        points.iter().copied().filter(|point| wanted(&is(point))).collect()
    };
    let unknown = told(|is| is.is_none());
    if !unknown.is_empty() {
        let names = |lang: Lang| {
            let first = unknown.iter().take(3).map(|point| point.called(lang));
            first.collect::<Vec<_>>().join(lang.comma())
        };
        let more =
            if unknown.len() > 3 { format!("等{}处", unknown.len()) } else { String::new() };
        return Draft::missing(Text::new(
            format!(
                "{}不详（{}{more}：缺少水表读数、在线情况或水量的取得方法）",
                name.zh,
                names(Lang::Zh)
            ),
            format!("{} is not known ({})", name.en, names(Lang::En)),
        ));
    }
    let part = volume(e, symbol, name, &told(|is| *is == Some(true)));
    let whole = Text::new("该级取用新水总量", "fresh water of the level");
    share(part, [volume(e, "Vi", whole, &points)])
}

fn volume(e: &Evidence, symbol: &str, name: Text, points: &[&MeterPoint]) -> Amount {
    let Some(value) = known_sum(points.iter().map(|point| point.fresh)) else {
        return Err(Text::new(format!("{}不详", name.zh), format!("{} is not known", name.en)));
    };
    let (mut weights, mut cells) = (Weights::new(), Vec::new());
    for point in points {
        let of = match &point.place {
            PointPlace::Source(source) => {
                let wanted = Item::Withdrawal(*source);
                cells.extend(e.item_cells(&[wanted]));
                e.ends.weights(&e.counted, |item| f64::from(u8::from(item == wanted)))
            }
            PointPlace::Unit(top) => {
                let items = super::compute::fresh_items();
                cells.extend(e.part_cells(&items, |unit| e.within(&unit.id, top)));
                e.ends.weights(&e.below(top), |item| f64::from(u8::from(items.contains(&item))))
            }
            PointPlace::Equipment(_) => Weights::new(),
        };
        for (stream, weight) in of {
            *weights.entry(stream).or_default() += weight;
        }
    }
    let input =
        Input { symbol: symbol.into(), name, value: value.value(), unit: "m3/d".into(), cells };
    Ok(Term { input, rests: Rests::Figures(weights) })
}

/// `ΣV2/ΣV1×100`, over the time that all meters of both levels were read at the ends of.
fn of_readings(means: &Means<'_>) -> Draft {
    if means.case.meters.is_empty() {
        return Draft::missing(no_register());
    }
    let Some([first, second]) = secondary(means.case, means.checks) else {
        return Draft::missing(Text::new(
            "一级、二级水表没有同一起止时刻的读数",
            "the meters of levels 1 and 2 were not read at the same times",
        ));
    };
    let sum = |symbol: &str, name: Text, volumes: &[MeterVolume]| {
        let whole = volumes.iter().map(|meter| meter.volume).sum::<Option<f64>>();
        let known = whole.map(|value| Input {
            symbol: symbol.into(),
            name: name.clone(),
            value: crate::round_gb8170(value, 9),
            unit: "m3".into(),
            cells: volumes.iter().flat_map(|meter| meter.cells.iter().cloned()).collect(),
        });
        unsure(known.ok_or_else(|| {
            Text::new(format!("{}不详", name.zh), format!("{} is not known", name.en))
        }))
    };
    share(
        sum("ΣV2", Text::new("二级水表同期水量之和", "volumes of level 2"), &second),
        [sum("ΣV1", Text::new("一级水表同期水量之和", "volumes of level 1"), &first)],
    )
}
