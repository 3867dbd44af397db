//! The Sankey diagram, measured: widths to scale, nothing lost, any loop ends.

mod measured;
mod plant;
mod sketch;

use measured::{assert_inside, assert_well_formed};
use plant::{measured_plant, table_plant};
use proptest::prelude::*;
use shuiheng_drawing::{Estimate, Network, SankeyStyle, Scene, Segment, Shape, Theme, sankey, svg};
use sketch::{any_network, parsed};
use std::collections::BTreeMap;

fn draw(network: &Network) -> Scene {
    sankey(network, &SankeyStyle::default(), &Estimate)
}

/// Widths of all bands by link, pt; zero for a dashed line.
fn bands(scene: &Scene) -> BTreeMap<String, f64> {
    let links = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Group { id, shapes, .. } => Some((id.strip_prefix("link/")?, shapes.first()?)),
        _ => None,
    });
    links
        .map(|(id, shape)| {
            let width = match shape {
                Shape::Path { stroke: Some(stroke), .. } if stroke.dash.is_empty() => stroke.width,
                Shape::Path { segments, fill: Some(_), .. } => match segments[..] {
                    [Segment::Move(_), Segment::Cubic(_, _, b), Segment::Line(c), ..] => c.y - b.y,
                    _ => panic!("{segments:?}"),
                },
                _ => 0.0,
            };
            (id.to_owned(), width)
        })
        .collect()
}

#[track_caller]
fn check_widths(text: &str, expected: &[(&str, f64)]) {
    let found = bands(&draw(&parsed(text)));
    let unit = found.values().copied().fold(0.0, f64::max)
        / expected.iter().map(|(_, width)| *width).fold(0.0, f64::max);
    let found: Vec<_> =
        found.iter().map(|(id, width)| (id.as_str(), (width / unit).round())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn bands_are_as_wide_as_their_flow() {
    check_widths("S>a=10 S>b=30", &[("S→a", 10.0), ("S→b", 30.0)]);
    check_widths(
        "S>a=40 a>T=40 T>a=20 T>D=20",
        &[("S→a", 40.0), ("T→D", 20.0), ("T→a", 20.0), ("a→T", 40.0)],
    );
    check_widths("a>b=10 b>a=5", &[("a→b", 10.0), ("b→a", 5.0)]);
    check_widths("a>P=10 P>b=10 P>a=5", &[("P→a", 5.0), ("P→b", 10.0), ("a→P", 10.0)]);
    check_widths("S>a=10 S>b=? S>c=0", &[("S→a", 10.0), ("S→b", 0.0)]);
    check_widths("S>a=10 a>a=9000", &[("S→a", 10.0), ("a→a", 0.0)]);
}

/// The runs below all nodes: those that lead back.
fn returns(scene: &Scene) -> usize {
    let nodes = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Group { id, shapes, .. } if id.starts_with("node/") => shapes.first(),
        _ => None,
    });
    // A loop of a node that is no more than a line reaches 2 pt below it.
    let foot = 3.0
        + nodes.fold(0.0, |foot: f64, shape| match shape {
            Shape::Rect { y, height, .. } => foot.max(y + height),
            _ => foot,
        });
    let below = |shape: &Shape| match shape {
        Shape::Path { segments, .. } => segments.iter().any(|segment| match segment {
            Segment::Move(p) | Segment::Line(p) | Segment::Cubic(_, _, p) => p.y > foot,
            Segment::Close => false,
        }),
        _ => false,
    };
    let links = scene.shapes.iter().filter(|shape| match shape {
        Shape::Group { id, shapes, .. } => id.starts_with("link/") && shapes.iter().any(below),
        _ => false,
    });
    links.count()
}

#[track_caller]
fn check_loops(text: &str, drawn: usize, back: usize) {
    let scene = draw(&parsed(text));
    assert_inside(&scene);
    let found = (bands(&scene).len(), returns(&scene));
    assert_eq!(found, (drawn, back), "{text}");
}

#[test]
fn loops_of_every_shape_are_drawn() {
    check_loops("S>a=10 a>a=30 a>D=10", 3, 0);
    check_loops("S>a=10 a>b=20 b>a=10 b>D=10", 4, 1);
    check_loops("S>a=10 a>T=25 T>a=15 T>D=10", 4, 1);
    check_loops("S>a=10 a>b=30 b>c=30 c>a=20 c>D=10", 5, 1);
    check_loops("S>P=10 P>a=30 a>P=20 a>D=10", 4, 1);
    check_loops("a>b=5 b>a=5 b>c=5 c>b=5 c>a=5 a>c=5", 6, 3);
    check_loops("a>a=1 b>b=2", 2, 0);
}

#[test]
fn return_bands_leave_room_for_the_picture() {
    let scene = draw(&parsed("S>a=10 a>T=9000 T>a=8990 T>D=10"));
    let widest = bands(&scene)["T→a"];
    assert!(widest < 0.4 * SankeyStyle::default().height, "{widest}");
}

#[test]
fn plants_as_they_are_lie_inside() {
    for network in [measured_plant(), table_plant(10), table_plant(60), table_plant(300)] {
        let scene = draw(&network);
        assert_inside(&scene);
        assert_eq!(svg(&scene, Theme::Print), svg(&draw(&network), Theme::Print));
    }
}

#[test]
fn what_is_not_drawn_is_said() {
    let said = |text: &str, words: &str| svg(&draw(&parsed(text)), Theme::Light).contains(words);
    assert!(said("S>a=-3", "1 股水流为负值，未画出"));
    assert!(said("S>a=?", "虚线：水量未知"));
    assert!(said("a>a=5", "循环水量，不按比例"));
    assert!(!said("S>a=5", "负值"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_network_ends_and_lies_inside(network in any_network()) {
        let scene = draw(&network);
        assert_inside(&scene);
        assert_well_formed(&svg(&scene, Theme::Dark));
        let drawn = network.links.iter().filter(|link| link.value.is_none_or(|value| value > 0.0));
        let ids: std::collections::BTreeSet<_> =
            drawn.map(|link| format!("{}→{}", link.from, link.to)).collect();
        prop_assert_eq!(bands(&scene).into_keys().collect::<std::collections::BTreeSet<_>>(), ids);
    }
}
