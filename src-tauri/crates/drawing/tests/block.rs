//! The block diagram, measured: what may not overlap does not, whatever the network.

mod measured;
mod plant;
mod sketch;

use measured::Measured;
use plant::{drained_plant, link, measured_plant, table_plant};
use proptest::prelude::*;
use shuiheng_drawing::{
    A4_LANDSCAPE, BlockDiagram, BlockLayout, BlockStyle, Estimate, LinkKind, Network, Slot, Theme,
    block_diagram, sheets, svg,
};
use sketch::{any_network, parsed};
use std::collections::BTreeMap;

fn draw(network: &Network) -> Measured {
    Measured::of(&block_diagram(network, &BlockStyle::default(), &Estimate))
}

#[track_caller]
fn check_quality(network: &Network) -> Measured {
    let drawing = draw(network);
    assert_eq!(drawing.faults(), Vec::<String>::new(), "{} nodes", network.nodes.len());
    drawing
}

#[test]
fn nothing_overlaps_in_plants_as_they_are() {
    check_quality(&measured_plant());
    for units in [1, 2, 6, 10, 13, 25, 60, 120, 300] {
        check_quality(&table_plant(units));
        check_quality(&drained_plant(units));
    }
}

#[test]
fn crossings_stay_few() {
    // Lines may cross at right angles; a bus of sources is crossed by every branch of the
    // others. A change that makes these figures rise makes the picture worse.
    let crossings = |network: &Network| check_quality(network).crossings();
    let found = [measured_plant(), table_plant(10), table_plant(25), table_plant(60)]
        .map(|network| crossings(&network));
    let allowed = [4, 25, 75, 185];
    assert!(found.iter().zip(allowed).all(|(found, most)| *found <= most), "{found:?}");
}

#[track_caller]
fn check_drawn(text: &str, boxes: usize, links: usize) {
    let network = parsed(text);
    let drawing = check_quality(&network);
    assert_eq!((drawing.boxes(), drawing.links()), (boxes, links), "{text}");
}

#[test]
fn every_shape_of_network_is_drawn_whole() {
    check_drawn("", 0, 0);
    check_drawn("S>a", 2, 1);
    check_drawn("a>a", 1, 1);
    check_drawn("a>b b>a", 2, 2);
    check_drawn("a>b b>c c>a", 3, 3);
    check_drawn("a>T T>a", 2, 2);
    check_drawn("S>a a>T T>a T>D a>A a>L a>a", 4, 7);
    check_drawn("S>a S>a S>a", 2, 3);
    check_drawn("S>D", 2, 1);
    check_drawn("P>P", 1, 1);
    check_drawn("P>A", 1, 1);
    check_drawn("P>a a>P", 2, 2);
    check_drawn("P1>P2 P2>P1", 2, 2);
    check_drawn("P1>P2 a>P1 P2>a", 3, 3);
    check_drawn("P>A P>L P>D S>P", 3, 4);
    check_drawn("D>a a>D D>T T>D", 3, 4);
    check_drawn("a>S", 2, 1);
    check_drawn("a>b=? b>c=1e300 c>a=0.0001", 3, 3);
    check_drawn("S>T T>a a>D T>O", 5, 4);
}

#[test]
fn a_flow_of_zero_has_no_line_and_the_legend_says_so() {
    let zero = block_diagram(&parsed("S>a=0 S>b=1"), &BlockStyle::default(), &Estimate);
    assert_eq!(Measured::of(&zero).links(), 1);
    assert!(svg(&zero.scene, Theme::Print).contains("水量为零的流向未画出"));
}

#[test]
fn a_link_that_cannot_be_drawn_is_handed_back() {
    let mut network = parsed("S>a A>a");
    network.links.push(link("a", "nowhere", LinkKind::Series, 1.0));
    let drawing = block_diagram(&network, &BlockStyle::default(), &Estimate);
    let left: Vec<_> = drawing.left_out.iter().map(|link| link.from.as_str()).collect();
    assert_eq!(left, ["A", "a"]);
}

#[test]
fn long_chains_stars_and_rings_are_drawn_whole() {
    let chain: String = (0..300).map(|at| format!("u{at}>u{} ", at + 1)).collect();
    let star: String = (0..300).map(|at| format!("u{at}>hub hub>u{at} ")).collect();
    let ring: String = (0..300).map(|at| format!("u{at}>u{} ", (at + 1) % 300)).collect();
    for text in [chain, star, ring] {
        check_quality(&parsed(&text));
    }
}

#[test]
fn a_long_name_is_wrapped_and_stands_whole_in_the_label() {
    let name = "嘉兴示例印染有限公司第二分厂高温高压筒子纱染色车间北侧溢流喷射染色机组及其热水回收与软化水补水联合系统（三号）".to_owned() + "ABCDEFGHIJ";
    let mut network = parsed("S>a a>D a>b");
    network.nodes[1].name.clone_from(&name);
    network.nodes[1].rows = vec!["x".repeat(200)];
    check_quality(&network);
    let drawing = block_diagram(&network, &BlockStyle::default(), &Estimate);
    assert!(svg(&drawing.scene, Theme::Light).contains(&format!("<title>{name}")));
}

#[test]
fn the_same_network_gives_the_same_bytes() {
    let bytes = || {
        svg(&block_diagram(&table_plant(60), &BlockStyle::default(), &Estimate).scene, Theme::Dark)
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_folded_workshop_is_one_box_and_unfolds_again() {
    let network = table_plant(25);
    let style = |ids: &[&str]| BlockStyle {
        folded: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..BlockStyle::default()
    };
    let boxes = |ids: &[&str]| {
        let drawing = block_diagram(&network, &style(ids), &Estimate);
        assert_eq!(Measured::of(&drawing).faults(), Vec::<String>::new());
        drawing.boxes.iter().filter(|at| at.id.starts_with(['u', 'w'])).count()
    };
    assert_eq!(boxes(&[]), 26);
    assert_eq!(boxes(&["w0"]), 18);
    assert_eq!(boxes(&["w0", "w1", "w2"]), 4);
}

#[test]
fn a_pinned_box_stands_in_its_slot_and_nothing_overlaps() {
    let network = table_plant(25);
    let first = block_diagram(&network, &BlockStyle::default(), &Estimate);
    let moved = first.boxes.iter().find(|at| at.id == "u3").unwrap();
    let slot = Slot { column: moved.slot.unwrap().column, row: 0 };
    let pinned = BTreeMap::from([("u3".to_owned(), slot)]);
    let style = BlockStyle { pinned, ..BlockStyle::default() };
    let second = block_diagram(&network, &style, &Estimate);
    assert_eq!(Measured::of(&second).faults(), Vec::<String>::new());
    assert_eq!(second.boxes.iter().find(|at| at.id == "u3").unwrap().slot, Some(slot));
    let far = BTreeMap::from([("u3".to_owned(), Slot { column: 999, row: 999 })]);
    let style = BlockStyle { pinned: far, ..BlockStyle::default() };
    let third = block_diagram(&network, &style, &Estimate);
    assert_eq!(Measured::of(&third).faults(), Vec::<String>::new());
}

#[test]
fn a_box_dropped_on_itself_keeps_its_slot() {
    let drawing = block_diagram(&table_plant(25), &BlockStyle::default(), &Estimate);
    for placed in drawing.boxes.iter().filter(|placed| placed.slot.is_some()) {
        let slot = drawing.slot_at(placed.x + placed.width / 2.0, placed.y + placed.height / 2.0);
        assert_eq!(slot, placed.slot, "{}", placed.id);
    }
}

#[track_caller]
fn check_sheets(network: &Network, expected: usize) {
    let sheets = sheets(network, &BlockLayout::default(), &BlockStyle::default(), &Estimate);
    assert_eq!(sheets.len(), expected);
    let is_unit = |id: &String| id.starts_with('u') && id != "units";
    let units = |drawing: &BlockDiagram| -> Vec<String> {
        drawing.boxes.iter().map(|at| at.id.clone()).filter(is_unit).collect()
    };
    let mut drawn: Vec<String> = sheets.iter().flat_map(units).collect();
    drawn.sort();
    let mut all: Vec<String> =
        network.nodes.iter().map(|node| node.id.clone()).filter(|id| id.starts_with('u')).collect();
    all.sort();
    assert_eq!(drawn, all, "each unit stands on exactly one sheet");
    for sheet in &sheets {
        assert!(
            sheet.text_on(A4_LANDSCAPE) >= 6.0,
            "{}: {}",
            sheet.scene.title,
            sheet.text_on(A4_LANDSCAPE)
        );
        assert_eq!(Measured::of(sheet).faults(), Vec::<String>::new());
    }
}

#[test]
fn a_large_plant_is_legible_on_several_sheets() {
    check_sheets(&table_plant(10), 1);
    check_sheets(&table_plant(60), 9);
    let flat = |units: usize| {
        let mut network = table_plant(units);
        for node in &mut network.nodes {
            node.parent = None;
        }
        network.nodes.retain(|node| !node.id.starts_with('w') || node.id == "wwtp");
        network
    };
    check_sheets(&flat(60), 4);
}

/// Units with links from any to any, as in a plant measured pipe by pipe.
fn any_mesh() -> impl Strategy<Value = Network> {
    let pairs = prop::collection::vec((0_usize..16, 0_usize..16), 1..48);
    pairs.prop_map(|pairs| {
        let links: Vec<String> =
            pairs.into_iter().map(|(from, to)| format!("u{from}>u{to}=612.2")).collect();
        parsed(&links.join(" "))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_where_every_unit_feeds_every_other(network in any_mesh()) {
        prop_assert_eq!(draw(&network).faults(), Vec::<String>::new());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_in_any_network(network in any_network()) {
        let drawing = block_diagram(&network, &BlockStyle::default(), &Estimate);
        let measured = Measured::of(&drawing);
        prop_assert_eq!(measured.faults(), Vec::<String>::new());
        let zero = network.links.iter().filter(|link| link.value == Some(0.0)).count();
        prop_assert_eq!(measured.links() + zero + drawing.left_out.len(), network.links.len());
    }

    #[test]
    fn any_network_is_well_formed_svg(network in any_network(), title in ".*") {
        let network = Network { title, ..network };
        let drawing = block_diagram(&network, &BlockStyle::default(), &Estimate);
        measured::assert_well_formed(&svg(&drawing.scene, Theme::Light));
    }
}
