//! Invented plants, such as workbooks describe them.
#![allow(dead_code, reason = "each test uses some of them")]

use shuiheng_drawing::{
    Arrangement, BarRow, BarSeries, Bars, Better, Bullet, Ink, Link, LinkKind, MeterNetwork,
    MeterNode, Network, Node, NodeKind, Sink, State, Verification,
};

/// Small steady numbers in place of chance.
pub(crate) struct Steps(u64);

impl Steps {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2) + 1)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// A flow with one decimal, below `end` m³/d.
    pub(crate) fn flow(&mut self, end: u64) -> f64 {
        (self.below(end * 10) as f64 + 1.0) / 10.0
    }
}

pub(crate) fn node(id: &str, name: &str, kind: NodeKind) -> Node {
    Node { id: id.into(), name: name.into(), kind, rows: vec![], parent: None, state: None }
}

pub(crate) fn link(from: &str, to: &str, kind: LinkKind, value: impl Into<Option<f64>>) -> Link {
    Link { from: from.into(), to: to.into(), kind, value: value.into(), label: String::new() }
}

const WORKSHOPS: [&str; 8] = [
    "前处理车间",
    "染色车间",
    "印花车间",
    "后整理车间",
    "热电站",
    "公用工程",
    "原料车间",
    "辅助车间",
];
const UNITS: [&str; 15] = [
    "退浆机组",
    "煮练机组",
    "漂白机组",
    "丝光机",
    "高温高压染色机",
    "水洗机组",
    "平网印花机",
    "蒸化机",
    "定型机",
    "空压机冷却",
    "锅炉",
    "循环冷却塔",
    "化验室",
    "设备及地面冲洗",
    "食堂与浴室",
];

/// A plant as a table gives it: sums of each unit, with a series and a reuse pool.
pub(crate) fn table_plant(units: usize) -> Network {
    let mut steps = Steps::new(units as u64);
    let mut nodes = vec![
        Node { rows: vec!["取水 5210.6".into()], ..node("tap", "自来水", NodeKind::Source) },
        Node {
            rows: vec!["取水 8433.0".into()],
            ..node("river", "地表水（河水）", NodeKind::Source)
        },
        Node {
            rows: vec!["取水 312.4".into()], ..node("steam", "外购蒸汽", NodeKind::Source)
        },
        node("series", "串联水", NodeKind::Pool),
        node("reuse", "回用水", NodeKind::Pool),
        Node {
            state: Some(State::Closed),
            rows: vec!["处理量 4820".into()],
            ..node("wwtp", "污水处理站", NodeKind::Treatment)
        },
        node("air", "蒸发", NodeKind::Sink(Sink::Air)),
        node("leak", "漏失", NodeKind::Sink(Sink::Leak)),
        Node {
            rows: vec!["排放 3108.2".into()],
            ..node("sewer", "市政污水管网", NodeKind::Sink(Sink::Sewer))
        },
    ];
    let mut links = Vec::new();
    let shops = (units / 7).clamp(1, WORKSHOPS.len());
    let framed = units > 12;
    if framed {
        for (at, name) in WORKSHOPS.iter().take(shops).enumerate() {
            nodes.push(Node {
                rows: vec![format!("用水量 {}", steps.flow(9000))],
                ..node(&format!("w{at}"), name, NodeKind::Unit)
            });
        }
    }
    for at in 0..units {
        let id = format!("u{at}");
        let base = UNITS[at % UNITS.len()];
        let name = if at < UNITS.len() {
            base.to_owned()
        } else {
            format!("{}#{base}", at / UNITS.len() + 1)
        };
        let state = match steps.below(12) {
            0 => State::Open,
            1 => State::Attention,
            2 if at > 5 => State::Unknown,
            _ => State::Closed,
        };
        let parent = framed.then(|| format!("w{}", at * shops / units));
        nodes.push(Node {
            rows: vec![format!("用水量 {}", steps.flow(1500))],
            parent,
            state: Some(state),
            ..node(&id, &name, NodeKind::Unit)
        });
        links.extend(table_links(&id, at, &mut steps));
    }
    links.push(link("wwtp", "reuse", LinkKind::Reuse, 806.4));
    links.push(link("wwtp", "sewer", LinkKind::Discharge, 3108.2));
    links.push(link("wwtp", "air", LinkKind::Consumption, 12.0));
    Network { title: "嘉兴示例印染有限公司".into(), nodes, links }
}

fn table_links(id: &str, at: usize, steps: &mut Steps) -> Vec<Link> {
    let mut links =
        vec![link(if at % 3 == 1 { "tap" } else { "river" }, id, LinkKind::Fresh, steps.flow(900))];
    let mut maybe =
        |share: u64, from: &str, to: &str, kind: LinkKind, end: u64, steps: &mut Steps| {
            if steps.below(10) < share {
                let value = (steps.below(15) > 0).then(|| steps.flow(end));
                links.push(link(from, to, kind, value));
            }
        };
    maybe(3, "tap", id, LinkKind::Fresh, 90, steps);
    maybe(3, "steam", id, LinkKind::Fresh, 90, steps);
    maybe(2, "series", id, LinkKind::Series, 300, steps);
    maybe(2, id, "series", LinkKind::Series, 300, steps);
    maybe(2, "reuse", id, LinkKind::Reuse, 200, steps);
    maybe(3, id, id, LinkKind::Recirculated, 22_000, steps);
    maybe(9, id, "air", LinkKind::Consumption, 200, steps);
    maybe(9, id, "wwtp", LinkKind::Discharge, 800, steps);
    maybe(4, id, "leak", LinkKind::Leakage, 12, steps);
    links
}

/// The plant of a table in which the drains are gathered, treated in part and let out.
pub(crate) fn drained_plant(units: usize) -> Network {
    let mut plant = table_plant(units);
    for link in &mut plant.links {
        if link.to == "wwtp" || link.to == "sewer" {
            link.to = "drain".into();
        }
    }
    plant.nodes.push(node("drain", "排水汇集", NodeKind::Pool));
    plant.links.push(link("drain", "wwtp", LinkKind::Discharge, 3926.6));
    plant.links.push(link("drain", "sewer", LinkKind::Discharge, 3108.2));
    plant
}

/// A plant whose links are drawn one by one: chains, a fork, a loop through treatment.
pub(crate) fn measured_plant() -> Network {
    let unit = |id: &str, name: &str| Node {
        state: Some(State::Closed),
        ..node(id, name, NodeKind::Unit)
    };
    let nodes = vec![
        node("well", "深井", NodeKind::Source),
        node("tap", "自来水", NodeKind::Source),
        node("ro", "反渗透制水", NodeKind::Treatment),
        unit("boiler", "锅炉"),
        unit("turbine", "汽轮机"),
        unit("wash", "清洗工段"),
        unit("rinse", "漂洗工段"),
        unit("tower", "冷却塔"),
        node("wwtp", "污水处理站", NodeKind::Treatment),
        node("air", "大气", NodeKind::Sink(Sink::Air)),
        node("ground", "地下", NodeKind::Sink(Sink::Leak)),
        node("sewer", "外排", NodeKind::Sink(Sink::Sewer)),
        node("town", "外供用户", NodeKind::Sink(Sink::Others)),
    ];
    use LinkKind::{
        Condensate, Consumption, Discharge, Fresh, Leakage, Recirculated, Reuse, Series, Supplied,
    };
    let links = vec![
        link("well", "ro", Fresh, 320.0),
        link("tap", "wash", Fresh, 101.9),
        link("tap", "tower", Fresh, 60.0),
        link("ro", "boiler", Fresh, 210.0),
        link("ro", "tower", Series, 80.0),
        link("boiler", "turbine", Series, 190.0),
        link("turbine", "boiler", Condensate, 150.0),
        link("turbine", "town", Supplied, 30.0),
        link("turbine", "air", Consumption, 10.0),
        link("tower", "tower", Recirculated, 5200.0),
        link("tower", "air", Consumption, 110.0),
        link("tower", "wash", Series, 44.0),
        link("wash", "rinse", Series, 120.0),
        link("rinse", "wash", Series, 20.0),
        link("wash", "ground", Leakage, 1.5),
        link("wash", "wwtp", Discharge, None),
        link("rinse", "wwtp", Discharge, 100.0),
        link("wwtp", "tower", Reuse, 14.0),
        link("wwtp", "sewer", Discharge, 132.6),
        link("boiler", "sewer", Discharge, 20.0),
    ];
    Network { title: "嘉兴示例热电有限公司".into(), nodes, links }
}

fn item(name: &str, unit: &str, value: impl Into<Option<f64>>, levels: &[(&str, f64)]) -> Bullet {
    Bullet {
        name: name.into(),
        unit: unit.into(),
        value: value.into(),
        levels: levels.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect(),
        plus_minus: None,
        marks: Vec::new(),
        better: Better::Lower,
        unconfirmed: false,
        note: String::new(),
    }
}

/// Products against their quotas.
pub(crate) fn comparisons() -> Vec<Bullet> {
    vec![
        Bullet {
            plus_minus: Some(0.12),
            marks: vec![("新建值".into(), 1.5)],
            unconfirmed: true,
            note: "达到通用值；再降 0.07 m³/百米可达先进值。定额未经标准原文核实。".into(),
            ..item(
                "单位产品取水量（棉机织印染布）",
                "m³/百米",
                1.52,
                &[("领跑值", 1.2), ("先进值", 1.45), ("通用值", 1.6)],
            )
        },
        item(
            "单位产品取水量（筒子纱）",
            "m³/t",
            131.0,
            &[("Ⅱ级", 100.0), ("Ⅲ级", 102.0), ("Ⅰ级", 98.5)],
        ),
        Bullet {
            better: Better::Higher,
            ..item("重复利用率", "%", 91.85, &[("考核值", 92.0), ("先进值", 95.0)])
        },
        item("单位产品取水量（无定额产品）", "m³/t", 3.4, &[]),
        item("万元工业增加值取水量", "m³/万元", None, &[("通用值", 12.0)]),
    ]
}

/// Water by category and source, and losses by size.
pub(crate) fn charts() -> Vec<Bars> {
    let series = |names: &[(&str, Ink)]| -> Vec<BarSeries> {
        names.iter().map(|(name, ink)| BarSeries { name: (*name).into(), ink: *ink }).collect()
    };
    let row = |name: &str, values: &[Option<f64>], note: &str| BarRow {
        name: name.into(),
        values: values.to_vec(),
        note: note.into(),
    };
    vec![
        Bars {
            title: "各类用水".into(),
            unit: "m³/d".into(),
            series: series(&[
                ("自来水", Ink::Accent),
                ("地表水", Ink::Second),
                ("外购蒸汽", Ink::Discharge),
            ]),
            rows: vec![
                row("主要生产", &[Some(2210.0), Some(8433.0), Some(312.4)], "78.5 %"),
                row("辅助生产", &[Some(1804.2), Some(0.0), None], ""),
                row(
                    "附属生产（食堂、浴室、办公、绿化等）",
                    &[Some(310.0), Some(120.0), Some(0.0)],
                    "3.1 %",
                ),
            ],
            arrangement: Arrangement::Stacked,
            cumulative: false,
        },
        Bars {
            title: "漏失".into(),
            unit: "m³/d".into(),
            series: series(&[("漏失水量", Ink::Leakage)]),
            rows: vec![
                row("厂区管网", &[Some(38.2)], ""),
                row("冷却塔", &[Some(9.9)], ""),
                row("染色车间", &[Some(4.9)], ""),
                row("化验室", &[Some(0.004)], ""),
            ],
            arrangement: Arrangement::Grouped,
            cumulative: true,
        },
        Bars {
            title: "进出".into(),
            unit: "m³/d".into(),
            series: series(&[("输入", Ink::Accent), ("输出", Ink::Second)]),
            rows: vec![
                row("染色车间", &[Some(612.2), Some(598.0)], ""),
                row("公用工程", &[Some(467.8), None], ""),
                row("差值", &[Some(-14.2), Some(1e300)], ""),
            ],
            arrangement: Arrangement::Grouped,
            cumulative: false,
        },
    ]
}

/// A register of meters; of ten, `told` name the meter above.
pub(crate) fn meters(count: usize, told: u64) -> MeterNetwork {
    let mut steps = Steps::new(count as u64 + 7 * told);
    let (first, second) = (count.div_ceil(30).min(3), count.div_ceil(5));
    let meters = (0..count).map(|at| {
        let level: u8 = if at < first {
            1
        } else if at < first + second {
            2
        } else {
            3
        };
        let above = match level {
            1 => None,
            2 => Some(steps.below(first as u64)),
            _ => Some(first as u64 + steps.below(second as u64)),
        };
        MeterNode {
            number: format!("SB-{level}-{:02}", at + 1),
            name: format!("{}{}", WORKSHOPS[at % 8], UNITS[at % 15]),
            level: Some(level),
            parent: above
                .filter(|_| steps.below(10) < told)
                .map(|at| format!("SB-{}-{:02}", level - 1, at + 1)),
            verification: match steps.below(6) {
                0 => Verification::Overdue,
                1 => Verification::Unknown,
                _ => Verification::Valid,
            },
            online: Some(steps.below(3) == 0),
            notes: if steps.below(12) == 0 { vec!["停用".into()] } else { vec![] },
        }
    });
    MeterNetwork {
        title: "嘉兴示例印染有限公司".into(),
        sources: vec!["自来水".into(), "地表水（河水）".into()],
        meters: meters.collect(),
    }
}
