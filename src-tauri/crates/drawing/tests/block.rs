//! The block diagram, measured: what may not overlap does not, whatever the network.

mod measured;
mod plant;

use measured::Measured;
use plant::{link, measured_plant, node, table_plant};
use proptest::prelude::*;
use shuiheng_drawing::{
    A4_LANDSCAPE, BlockDiagram, BlockStyle, Estimate, Link, LinkKind, Network, Node, NodeKind,
    Sink, Slot, Theme, block_diagram, sheets, svg,
};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

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
    }
}

#[test]
fn crossings_stay_few() {
    // Lines may cross at right angles; a bus of sources is crossed by every branch of the
    // others. A change that makes these figures rise makes the picture worse.
    let crossings = |network: &Network| check_quality(network).crossings();
    let found = [measured_plant(), table_plant(10), table_plant(25), table_plant(60)]
        .map(|network| crossings(&network));
    let allowed = [12, 40, 130, 420];
    assert!(found.iter().zip(allowed).all(|(found, most)| *found <= most), "{found:?}");
}

/// A link of one letter ids, `a>b`; known to be 10 m³/d unless a figure follows.
fn parsed(text: &str) -> Network {
    let mut ids: Vec<&str> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    for part in text.split_whitespace() {
        let Some((from, rest)) = part.split_once('>') else { panic!("{part}") };
        let (to, value) = rest.split_once('=').unwrap_or((rest, "10"));
        ids.extend([from, to].iter().filter(|id| !ids.contains(id)).collect::<BTreeSet<_>>());
        let kind = |id: &str| kind_of(id);
        let what = match (kind(from), kind(to)) {
            _ if from == to => LinkKind::Recirculated,
            (NodeKind::Source, _) => LinkKind::Fresh,
            (_, NodeKind::Sink(Sink::Air)) => LinkKind::Consumption,
            (_, NodeKind::Sink(Sink::Leak)) => LinkKind::Leakage,
            (_, NodeKind::Sink(_) | NodeKind::Treatment) => LinkKind::Discharge,
            (NodeKind::Treatment, _) => LinkKind::Reuse,
            _ => LinkKind::Series,
        };
        links.push(link(from, to, what, value.parse::<f64>().ok()));
    }
    let nodes = ids.iter().map(|id| node(id, id, kind_of(id))).collect();
    Network { title: String::new(), nodes, links }
}

fn kind_of(id: &str) -> NodeKind {
    match id.chars().next() {
        Some('S') => NodeKind::Source,
        Some('T') => NodeKind::Treatment,
        Some('P') => NodeKind::Pool,
        Some('A') => NodeKind::Sink(Sink::Air),
        Some('L') => NodeKind::Sink(Sink::Leak),
        Some('D') => NodeKind::Sink(Sink::Sewer),
        Some('O') => NodeKind::Sink(Sink::Others),
        _ => NodeKind::Unit,
    }
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
fn long_chains_and_stars_end_quickly() {
    let chain: String = (0..300).map(|at| format!("u{at}>u{} ", at + 1)).collect();
    let star: String = (0..300).map(|at| format!("u{at}>hub hub>u{at} ")).collect();
    let ring: String = (0..300).map(|at| format!("u{at}>u{} ", (at + 1) % 300)).collect();
    for text in [chain, star, ring] {
        let start = Instant::now();
        check_quality(&parsed(&text));
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
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
    let sheets = sheets(network, &BlockStyle::default(), &Estimate);
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

fn any_network() -> impl Strategy<Value = Network> {
    let kinds = prop::sample::select(vec![
        NodeKind::Source,
        NodeKind::Unit,
        NodeKind::Unit,
        NodeKind::Unit,
        NodeKind::Treatment,
        NodeKind::Pool,
        NodeKind::Sink(Sink::Air),
        NodeKind::Sink(Sink::Product),
        NodeKind::Sink(Sink::Leak),
        NodeKind::Sink(Sink::Sewer),
        NodeKind::Sink(Sink::Others),
    ]);
    let name = prop::sample::select(vec!["车间", "高温高压筒子纱染色机组及热水回收系统", "RO", ""]);
    let nodes =
        prop::collection::vec((kinds, name, prop::option::of(0_usize..24), 0_usize..3), 1..24);
    let value =
        prop::option::of(prop::sample::select(vec![0.0, 1e-9, 3.5, 612.2, 22740.0, 1e12, -4.0]));
    let links = prop::collection::vec(
        (0_usize..24, 0_usize..24, prop::sample::select(LinkKind::ALL.to_vec()), value),
        0..80,
    );
    (nodes, links).prop_map(|(nodes, links)| {
        let count = nodes.len();
        let nodes: Vec<Node> = nodes
            .into_iter()
            .enumerate()
            .map(|(at, (kind, name, parent, rows))| Node {
                id: format!("n{at}"),
                name: format!("{name}{at}"),
                kind,
                rows: vec!["用水量 612.2".to_owned(); rows],
                parent: parent.map(|at| format!("n{}", at % count)),
                state: None,
            })
            .collect();
        let id = |at: usize| format!("n{}", at % count);
        let links = links
            .into_iter()
            .map(|(from, to, kind, value)| link(&id(from), &id(to), kind, value))
            .collect();
        Network { title: String::new(), nodes, links }
    })
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
