//! The block diagram as a person arranges it: folded, moved, and printed the same.

mod measured;
mod plant;
mod sketch;

use measured::Measured;
use plant::{measured_plant, table_plant};
use proptest::prelude::*;
use shuiheng_drawing::{
    BlockDiagram, BlockLayout, BlockStyle, Estimate, Network, Slot, Step, block_diagram, front,
    sheets, workshops,
};
use std::collections::{BTreeMap, BTreeSet};

fn drawn(network: &Network, pinned: BTreeMap<String, Slot>) -> BlockDiagram {
    block_diagram(network, &BlockStyle { pinned, ..BlockStyle::default() }, &Estimate)
}

fn slots(drawing: &BlockDiagram) -> BTreeMap<String, Slot> {
    let boxes = drawing.boxes.iter();
    boxes.filter_map(|placed| Some((placed.id.clone(), placed.slot?))).collect()
}

/// The slots after a box took a step.
fn stepped(drawing: &BlockDiagram, id: &str, step: Step) -> Option<BTreeMap<String, Slot>> {
    drawing.rearranged(id, drawing.slot_beside(id, step)?)
}

#[test]
fn a_box_that_is_moved_leaves_all_others_in_their_order() {
    let network = table_plant(25);
    let before = drawn(&network, BTreeMap::new());
    for (id, slot) in slots(&before) {
        for step in [Step::Left, Step::Right, Step::Up, Step::Down] {
            let Some(wanted) = stepped(&before, &id, step) else { continue };
            let after = drawn(&network, wanted.clone());
            assert_eq!(slots(&after), wanted, "{id} {step:?}");
            assert_eq!(Measured::of(&after).faults(), Vec::<String>::new(), "{id} {step:?}");
            let moved = wanted[&id];
            match step {
                Step::Up => assert_eq!(moved.row + 1, slot.row),
                Step::Down => assert_eq!(moved.row, slot.row + 1),
                // A column that is left empty goes.
                Step::Left => assert_eq!(moved.column + 1, slot.column),
                Step::Right => {
                    assert!(moved.column == slot.column + 1 || moved.column == slot.column)
                }
            }
        }
    }
}

#[test]
fn a_step_down_and_up_again_leads_back() {
    let before = drawn(&table_plant(25), BTreeMap::new());
    let at_rest = slots(&before);
    let down = stepped(&before, "u3", Step::Down).unwrap_or_default();
    assert_ne!(down, at_rest);
    let between = drawn(&table_plant(25), down);
    assert_eq!(stepped(&between, "u3", Step::Up), Some(at_rest));
}

#[test]
fn there_is_no_step_over_the_edge_and_none_for_a_pool() {
    let drawing = drawn(&table_plant(25), BTreeMap::new());
    for (id, slot) in slots(&drawing) {
        assert_eq!(drawing.slot_beside(&id, Step::Left).is_none(), slot.column == 0, "{id}");
        assert_eq!(drawing.slot_beside(&id, Step::Up).is_none(), slot.row == 0, "{id}");
    }
    assert_eq!(drawing.slot_beside("series", Step::Up), None);
    assert_eq!(drawing.rearranged("series", Slot { column: 0, row: 0 }), None);
    assert_eq!(drawing.rearranged("nobody", Slot { column: 0, row: 0 }), None);
}

#[test]
fn the_first_picture_is_the_whole_where_that_is_legible_and_else_folded() {
    let first = |units: usize, layout: &BlockLayout| {
        front(&table_plant(units), layout, &BlockStyle::default(), &Estimate)
    };
    assert_eq!(first(10, &BlockLayout::default()).folded, BTreeSet::new());
    let large = first(300, &BlockLayout::default());
    assert_eq!(large.folded.len(), 8);
    assert!(large.diagram.text_on(BlockStyle::default().sheet) >= 6.0);
    let opened = BlockLayout { folded: Some(BTreeSet::new()), ..BlockLayout::default() };
    assert_eq!(first(60, &opened).diagram, drawn(&table_plant(60), BTreeMap::new()));
    let gone = BlockLayout { folded: Some(["x".to_owned()].into()), ..BlockLayout::default() };
    assert_eq!(first(10, &gone).folded, BTreeSet::new());
    let all = workshops(&table_plant(300), &BlockStyle::default(), &Estimate);
    assert_eq!(all, large.folded);
}

#[test]
fn what_is_shown_and_printed_of_10_60_and_300_units_is_legible_and_clear() {
    let style = BlockStyle::default();
    // Crossings of lines at right angles, on the first picture and on the worst sheet; a
    // change that makes them rise makes the picture worse.
    let mut found = Vec::new();
    for units in [10, 60, 300] {
        let sheets = sheets(&table_plant(units), &BlockLayout::default(), &style, &Estimate);
        let mut crossings = Vec::new();
        for sheet in &sheets {
            let measured = Measured::of(sheet);
            assert_eq!(measured.faults(), Vec::<String>::new(), "{units}: {}", sheet.scene.title);
            assert!(sheet.text_on(style.sheet) >= 6.0, "{units}: {}", sheet.scene.title);
            crossings.push(measured.crossings());
        }
        found.push((sheets.len(), crossings[0], crossings.into_iter().max().unwrap_or(0)));
    }
    let allowed = [(1, 21, 21), (9, 75, 75), (17, 79, 79)];
    let within = found
        .iter()
        .zip(allowed)
        .all(|(found, most)| found.0 <= most.0 && found.1 <= most.1 && found.2 <= most.2);
    assert!(within, "{found:?}");
}

#[test]
fn every_frame_and_every_folded_box_has_a_mark_to_fold_it_by() {
    let folded: BTreeSet<String> = ["w0".to_owned()].into();
    let style = BlockStyle { folded, ..BlockStyle::default() };
    let drawing = block_diagram(&table_plant(25), &style, &Estimate);
    let marks: BTreeSet<(&str, bool)> =
        drawing.folds.iter().map(|fold| (fold.id.as_str(), fold.folded)).collect();
    assert_eq!(marks, [("w0", true), ("w1", false), ("w2", false)].into());
    for fold in drawing.folds.iter().filter(|fold| fold.folded) {
        let placed = drawing.boxes.iter().find(|placed| placed.id == fold.id);
        let inside = placed.is_some_and(|at| {
            (at.x..at.x + at.width).contains(&fold.x) && (at.y..at.y + at.height).contains(&fold.y)
        });
        assert!(inside, "{fold:?}");
    }
}

#[test]
fn the_first_sheet_of_a_report_is_the_first_picture() {
    let style = BlockStyle::default();
    let one = BlockLayout { folded: Some(["w0".to_owned()].into()), ..BlockLayout::default() };
    for units in [10, 25, 60, 300] {
        for layout in [&BlockLayout::default(), &one] {
            let network = table_plant(units);
            let sheets = sheets(&network, layout, &style, &Estimate);
            let first = front(&network, layout, &style, &Estimate).diagram;
            assert_eq!(sheets[0], first, "{units}");
            // Each unit stands open on some sheet: what is folded is not lost.
            let seen: BTreeSet<&str> = sheets
                .iter()
                .flat_map(|sheet| sheet.boxes.iter().map(|placed| placed.id.as_str()))
                .collect();
            for at in 0..units {
                assert!(seen.contains(format!("u{at}").as_str()), "u{at} of {units}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_wherever_boxes_are_put(
        moves in prop::collection::vec((0_usize..40, 0_usize..9, 0_usize..9), 1..12),
        large in any::<bool>(),
    ) {
        let network = if large { table_plant(13) } else { measured_plant() };
        let mut drawing = drawn(&network, BTreeMap::new());
        for (at, column, row) in moves {
            let id = drawing.boxes[at % drawing.boxes.len()].id.clone();
            if let Some(wanted) = drawing.rearranged(&id, Slot { column, row }) {
                drawing = drawn(&network, wanted.clone());
                prop_assert_eq!(slots(&drawing), wanted);
            }
        }
        prop_assert_eq!(Measured::of(&drawing).faults(), Vec::<String>::new());
    }
}
