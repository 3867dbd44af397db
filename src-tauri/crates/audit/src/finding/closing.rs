//! Findings on units that do not close.

use super::{Finding, Gravity};
use crate::{Closing, Closure, Evidence, Input, Item, Sign, Text, Unaccounted, fixed};

/// Units that do not close, and the site where no unit explains that it does not.
pub(crate) fn of_closing(e: &Evidence, closing: &Closing) -> Vec<Finding> {
    let mut findings = open_units(e, closing);
    if findings.is_empty() {
        findings.extend(open_site(e, closing));
    }
    findings
}

fn open_units(e: &Evidence, closing: &Closing) -> Vec<Finding> {
    let days = e.days().ok().map(|(days, _)| days);
    let mut findings = Vec::new();
    for unit in e
        .balance
        .units
        .iter()
        .filter(|unit| !unit.has_children)
        .filter(|unit| unit.difference.closure == Closure::Open || closing.gains(unit))
    {
        let (Some(imbalance), Some(given)) = (unit.difference.imbalance, e.site.unit(&unit.unit))
        else {
            continue;
        };
        let lost = imbalance.value() > 0.0;
        let interval = closing.units.get(&unit.unit).map(interval).unwrap_or_default();
        let amount = fixed(imbalance.value().abs(), 1);
        let rate = unit
            .difference
            .rate
            .map_or_else(|| "—".into(), |rate| fixed(rate.to_percent().abs(), 2));
        let evidence = [
            ("输入水量", "inflow", unit.flows.inflow(), true),
            ("输出水量", "outflow", unit.flows.outflow(), false),
        ];
        let evidence = evidence.into_iter().filter_map(|(zh, en, value, into)| {
            let items: Vec<Item> = Item::all()
                .filter(|item| if into { item.is_inflow() } else { item.is_outflow() })
                .collect();
            Some(Input {
                symbol: String::new(),
                name: Text::new(format!("{}{zh}", given.name), format!("{en} of {}", given.name)),
                value: value?.value(),
                unit: "m3/d".into(),
                cells: items
                    .iter()
                    .flat_map(|item| crate::given(e.site, &unit.unit, *item))
                    .filter_map(|stream| stream.figure.as_ref())
                    .flat_map(|figure| figure.origin.cells().to_vec())
                    .collect(),
            })
        });
        findings.push(Finding {
            code: if lost { "unaccounted_water" } else { "missing_inflow" },
            gravity: Gravity::High,
            title: if lost {
                Text::new(format!("{}有去向不明水量", given.name), format!("{} loses water unseen", given.name))
            } else {
                Text::new(format!("{}输出大于输入", given.name), format!("{} gives more than it takes", given.name))
            },
            explanation: if lost {
                Text::new(
                    format!("“{}”输入水量大于输出水量 {amount} m³/d，占输入水量的 {rate} %，超过允许误差，存在未查明的漏失或未计量的用水、排水。{}", given.name, interval.zh),
                    format!("{amount} m³/d ({rate} % of the inflow) of {} is not accounted for. {}", given.name, interval.en),
                )
            } else {
                Text::new(
                    format!("“{}”输出水量大于输入水量 {amount} m³/d（{rate} %），存在遗漏的进水或读数错误。{}", given.name, interval.zh),
                    format!("{} gives {amount} m³/d ({rate} %) more than it takes. {}", given.name, interval.en),
                )
            },
            suggestion: if lost {
                Text::new(
                    "关闭该单元用水点后观察表计是否走动，分段检漏，检查溢流、常开软管和未登记的用水点；查明后计入漏失水量或相应用水项，复测平衡。",
                    "close its taps and watch the meter, search the pipes section by section, look for overflows and unregistered uses; then test again",
                )
            } else {
                Text::new("核对进水管线和表计，查找未登记的水源、雨水或蒸汽冷凝水进入，复测后修正。", "look for inflows that were missed and check the meters; then test again")
            },
            evidence: evidence.collect(),
            volume: days.filter(|_| lost).map(|days| imbalance * days),
            source: "水平衡方程；允许误差为可编辑数据（未核实）".into(),
        });
    }
    findings
}

/// The interval in a sentence.
fn interval(known: &Unaccounted) -> Text {
    let (low, high) = (fixed(known.low.value(), 1), fixed(known.high.value(), 1));
    let (zh, en) = match known.sign {
        Sign::Open => (
            "区间包含零，现有数据尚不足以判定，应先提高相关水量的数据质量。",
            " Zero lies between them: better figures are needed to tell.",
        ),
        Sign::Loss | Sign::Gain => ("", ""),
    };
    Text::new(
        format!("按数据质量等级估计，不平衡水量的区间为 {low} 至 {high} m³/d。{zh}"),
        format!("By the grades of the figures it lies between {low} and {high} m³/d.{en}"),
    )
}

/// The site where it does not close although each of its units does.
fn open_site(e: &Evidence, closing: &Closing) -> Option<Finding> {
    let difference = &e.balance.site.difference;
    let imbalance = difference.imbalance?;
    let gains = imbalance.value() < 0.0 && difference.closure == Closure::Attention;
    if difference.closure != Closure::Open && !gains {
        return None;
    }
    let lost = imbalance.value() > 0.0;
    let amount = fixed(imbalance.value().abs(), 1);
    let rate = difference.rate.map_or_else(|| "—".into(), |rate| fixed(rate.to_percent().abs(), 2));
    let interval = closing.site.as_ref().map(interval).unwrap_or_default();
    let more = if lost { "输入大于输出" } else { "输出大于输入" };
    let evidence = [
        (Text::new("全厂输入水量", "inflow of the site"), e.flows().inflow()),
        (Text::new("全厂输出水量", "outflow of the site"), e.flows().outflow()),
    ];
    let evidence = evidence.into_iter().filter_map(|(name, value)| {
        let value = value?.value();
        let (symbol, unit, cells) = (String::new(), "m3/d".into(), Vec::new());
        Some(Input { symbol, name, value, unit, cells })
    });
    Some(Finding {
        code: if lost { "unaccounted_water" } else { "missing_inflow" },
        gravity: Gravity::High,
        title: Text::new(format!("全厂{more}"), "the site as a whole does not close"),
        explanation: Text::new(
            format!(
                "各单元均在允许误差以内，但全厂{more} {amount} m³/d（占取水量的 {rate} %）。{}",
                interval.zh
            ),
            format!(
                "each unit closes, but the site differs by {amount} m³/d ({rate} % of the intake). {}",
                interval.en
            ),
        ),
        suggestion: Text::new(
            "核对串联、回用、制水分配的供用双方，查找单元之间的管网漏失和未列入的单元。",
            "check both ends of series, reuse and distribution; look for leakage between units and units that are not listed",
        ),
        evidence: evidence.collect(),
        volume: None,
        source: "水平衡方程；允许误差为可编辑数据（未核实）".into(),
    })
}
