//! The network of meters, measured: nothing lies on another, and what is not told is not
//! drawn as told.

mod measured;
mod plant;

use measured::{assert_inside, assert_well_formed, texts_that_touch};
use plant::meters;
use proptest::prelude::*;
use shuiheng_audit::Lang;
use shuiheng_drawing::{
    A4_LANDSCAPE, Estimate, MeterNetwork, MeterNode, Point, Scene, Segment, Shape, Theme,
    Verification, meter_network, meter_sheets, svg,
};

fn draw(network: &MeterNetwork) -> Scene {
    meter_network(network, A4_LANDSCAPE, (&Estimate, Lang::Zh))
}

fn meter(number: &str, level: u8, parent: &str) -> MeterNode {
    MeterNode {
        number: number.into(),
        name: format!("{number}的计量对象"),
        level: (level > 0).then_some(level),
        parent: (!parent.is_empty()).then(|| parent.into()),
        ..MeterNode::default()
    }
}

fn register(meters: &[(&str, u8, &str)]) -> MeterNetwork {
    let meters = meters.iter().map(|(number, level, parent)| meter(number, *level, parent));
    MeterNetwork {
        sources: vec!["自来水".into()], meters: meters.collect(), ..Default::default()
    }
}

/// Solid and dashed lines between meters, in runs of straight pieces.
fn lines(scene: &Scene) -> Vec<(bool, Vec<Point>)> {
    let groups = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Group { id, shapes, .. } if id.starts_with("bus/") => Some(shapes),
        _ => None,
    });
    groups
        .flatten()
        .filter_map(|shape| match shape {
            Shape::Path { segments, stroke: Some(stroke), .. } => {
                let points = segments.iter().filter_map(|segment| match segment {
                    Segment::Move(point) | Segment::Line(point) => Some(*point),
                    _ => None,
                });
                Some((stroke.dash.is_empty(), points.collect()))
            }
            _ => None,
        })
        .collect()
}

/// The outline of each meter's symbol: left, top, right, bottom.
fn symbols(scene: &Scene) -> Vec<[f64; 4]> {
    let meters = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Group { id, shapes, .. } if id.starts_with("meter/") => shapes.first(),
        _ => None,
    });
    meters
        .filter_map(|shape| match shape {
            Shape::Rect { x, y, width, height, .. } => Some([*x, *y, x + width, y + height]),
            _ => None,
        })
        .collect()
}

fn faults(scene: &Scene) -> Vec<String> {
    let mut faults = texts_that_touch(scene);
    let symbols = symbols(scene);
    for (_, points) in lines(scene) {
        for pair in points.windows(2) {
            let [a, b] = pair else { continue };
            let (left, right) = (a.x.min(b.x), a.x.max(b.x));
            let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
            let through = |s: &&[f64; 4]| {
                left < s[2] - 0.5 && right > s[0] + 0.5 && top < s[3] - 0.5 && bottom > s[1] + 0.5
            };
            faults.extend(symbols.iter().find(through).map(|s| format!("{a:?} {b:?} in {s:?}")));
            for (text, area) in measured::texts(scene) {
                let on = left < area[2] && right > area[0] && top < area[3] && bottom > area[1];
                if on {
                    faults.push(format!("{a:?} {b:?} runs through {text}"));
                }
            }
        }
    }
    faults
}

#[track_caller]
fn check(network: &MeterNetwork) -> Scene {
    let scene = draw(network);
    assert_inside(&scene);
    assert_eq!(symbols(&scene).len(), network.meters.len());
    assert_eq!(faults(&scene), Vec::<String>::new());
    scene
}

#[track_caller]
fn check_lines(meters: &[(&str, u8, &str)], solid: bool, dashed: bool) {
    let mut network = register(meters);
    network.sources.clear();
    let lines = lines(&check(&network));
    assert_eq!(lines.iter().any(|(told, _)| *told), solid, "solid: {meters:?}");
    assert_eq!(lines.iter().any(|(told, _)| !*told), dashed, "dashed: {meters:?}");
}

#[test]
fn only_what_the_register_tells_is_a_solid_line() {
    check_lines(&[("A", 1, "")], false, false);
    check_lines(&[("A", 1, ""), ("B", 2, "A")], true, false);
    check_lines(&[("A", 1, ""), ("B", 2, "")], false, true);
    check_lines(&[("A", 1, ""), ("B", 2, " A "), ("C", 3, "")], true, true);
    check_lines(&[("A", 1, ""), ("B", 3, "A")], true, false);
    check_lines(&[("A", 0, "")], false, true);
    // A number that is not there, or given twice, or of no higher level, ties nothing.
    check_lines(&[("A", 1, ""), ("B", 2, "X")], false, true);
    check_lines(&[("A", 1, ""), ("A", 1, ""), ("B", 2, "A")], false, true);
    check_lines(&[("A", 2, "B"), ("B", 2, "A")], false, true);
    check_lines(&[("A", 1, "A")], false, false);
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let said = |meters: &[(&str, u8, &str)], words: &str| {
        let drawn = svg(&check(&register(meters)), Theme::Print);
        assert!(drawn.contains(words), "{words}");
    };
    said(&[("A", 1, ""), ("B", 2, "X")], "上级表 X：台账中没有");
    said(&[("A", 1, ""), ("A", 1, ""), ("B", 2, "A")], "上级表 A：编号重复");
    said(&[("A", 2, ""), ("B", 2, "A")], "上级表 A：级别不高于本表");
    said(&[("B", 2, "")], "上级水表未载明");
    said(&[("A", 1, "")], "虚线：连接关系台账未载明，仅按级别排列");
}

#[test]
fn the_state_of_a_meter_is_told_by_its_form() {
    let of = |verification, online| {
        let one = MeterNode { verification, online, ..meter("A", 1, "") };
        let scene = draw(&MeterNetwork { meters: vec![one], ..MeterNetwork::default() });
        scene
            .shapes
            .into_iter()
            .find_map(|shape| match shape {
                Shape::Group { id, shapes, .. } if id == "meter/0" => Some(shapes),
                _ => None,
            })
            .unwrap_or_default()
    };
    let outlines = |shapes: &[Shape]| {
        let dash = |shape: &Shape| match shape {
            Shape::Rect { stroke: Some(stroke), .. } => Some(!stroke.dash.is_empty()),
            _ => None,
        };
        shapes.iter().filter_map(dash).collect::<Vec<_>>()
    };
    assert_eq!(outlines(&of(Verification::Valid, None)), [false]);
    assert_eq!(outlines(&of(Verification::Overdue, None)), [false, false]);
    assert_eq!(outlines(&of(Verification::Unknown, None)), [true]);
    let signs = |online| {
        let shapes = of(Verification::Valid, online);
        shapes.iter().filter(|shape| matches!(shape, Shape::Path { fill: Some(_), .. })).count()
    };
    assert_eq!([signs(None), signs(Some(false)), signs(Some(true))], [0, 0, 1]);
}

#[test]
fn nothing_overlaps_in_registers_as_they_are() {
    for count in [0, 1, 3, 10, 30, 60, 300] {
        for told in [0, 7, 10] {
            check(&meters(count, told));
        }
    }
}

#[test]
fn a_large_register_is_legible_on_several_sheets_and_no_meter_is_lost() {
    for (count, told) in [(10, 10), (60, 10), (300, 10), (300, 0)] {
        let network = meters(count, told);
        let sheets = meter_sheets(&network, (&Estimate, Lang::Zh));
        for sheet in &sheets {
            assert_inside(sheet);
            assert_eq!(faults(sheet), Vec::<String>::new());
            let scale = (A4_LANDSCAPE.0 / sheet.width).min(A4_LANDSCAPE.1 / sheet.height);
            assert!(6.6 * scale.min(1.0) >= 6.0, "{count} meters: {scale}");
        }
        let drawn: Vec<String> = sheets.iter().flat_map(measured::texts).map(|(t, _)| t).collect();
        for meter in &network.meters {
            assert!(drawn.contains(&meter.number), "{}", meter.number);
        }
    }
}

fn any_register() -> impl Strategy<Value = MeterNetwork> {
    let one = (0_u8..5, prop::option::of(0_usize..30), "\\PC{0,24}", 0_u64..3);
    prop::collection::vec(one, 0..30).prop_map(|rows| {
        let meters = rows.iter().enumerate().map(|(at, (level, parent, name, state))| MeterNode {
            number: format!("M{at}"),
            name: name.clone(),
            level: (*level > 0).then_some(*level),
            parent: parent.map(|parent| format!("M{parent}")),
            verification: match state {
                0 => Verification::Valid,
                1 => Verification::Overdue,
                _ => Verification::Unknown,
            },
            online: Some(at % 2 == 0),
            notes: if at % 5 == 0 { vec!["停用".into()] } else { vec![] },
        });
        MeterNetwork {
            sources: vec!["地表水".into()],
            meters: meters.collect(),
            ..Default::default()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_in_any_register(network in any_register()) {
        let scene = draw(&network);
        assert_inside(&scene);
        prop_assert_eq!(faults(&scene), Vec::<String>::new());
        assert_well_formed(&svg(&scene, Theme::Light));
    }
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    let bytes = || svg(&draw(&meters(60, 7)), Theme::Print);
    assert_eq!(bytes(), bytes());
}
