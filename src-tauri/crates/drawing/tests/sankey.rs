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
