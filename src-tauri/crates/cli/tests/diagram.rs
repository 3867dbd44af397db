//! The drawings of a diagnosis: arranged, remembered, taken back, and written to files.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{app, imported, said, sample, shuiheng};
use shuiheng_api::view::{Diagram, DiagramChange, DiagramFold};
use shuiheng_api::{App, Code, DiagramKind, Job};
use std::fs;
use std::path::Path;

fn block(app: &App, id: &str) -> Diagram {
    app.diagram(id, DiagramKind::Block).unwrap()
}

/// The boxes from the left to the right and from the top down: what a person sees of slots.
fn order(diagram: &Diagram) -> Vec<String> {
    let mut boxes: Vec<_> = diagram.boxes.iter().collect();
    boxes.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    boxes.into_iter().map(|placed| placed.id.clone()).collect()
}

fn folds(diagram: &Diagram, folded: bool) -> Vec<&DiagramFold> {
    diagram.folds.iter().filter(|fold| fold.folded == folded).collect()
}

#[test]
fn folding_and_moving_are_remembered_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (id, arranged) = {
        let app = app(folder.path());
        let id = imported(&app, &sample("dyeing.xlsx")).id;
        let first = block(&app, &id);
        assert!(!first.arranged);
        app.arrange_diagram(&id, &DiagramChange::FoldAll { folded: false }).unwrap();
        let open = block(&app, &id);
        let shop = folds(&open, false)[0].clone();
        let change = DiagramChange::Fold { node: shop.id.clone(), folded: true };
        let told = app.arrange_diagram(&id, &change).unwrap();
        assert_eq!(told.undo, Some(format!("方框图折叠“{}”", shop.name)));
        let folded = block(&app, &id);
        assert_eq!(folds(&folded, true), folds(&block(&app, &id), true));
        assert!(folds(&folded, true).iter().any(|fold| fold.id == shop.id));
        assert!(folded.boxes.len() < open.boxes.len());
        // A step of the folded box, and nothing else changes its order.
        let step = |step: &str| {
            let change = DiagramChange::Step { node: shop.id.clone(), step: step.into() };
            app.arrange_diagram(&id, &change).unwrap()
        };
        let ways = ["down", "up", "right", "left"];
        let way = ways.into_iter().find(|way| {
            step(way);
            order(&block(&app, &id)) != order(&folded)
        });
        assert!(way.is_some(), "the box can go somewhere");
        let moved = block(&app, &id);
        let without = |diagram: &Diagram| {
            order(diagram).into_iter().filter(|other| *other != shop.id).collect::<Vec<_>>()
        };
        assert_eq!(without(&moved), without(&folded));
        app.undo(&id).unwrap();
        assert_eq!(block(&app, &id), folded);
        app.redo(&id).unwrap();
        assert_eq!(block(&app, &id), moved);
        (id, moved)
    };
    let again = app(folder.path());
    assert_eq!(block(&again, &id), arranged, "the layout is kept with the diagnosis");
    again.arrange_diagram(&id, &DiagramChange::Automatic).unwrap();
    assert!(!block(&again, &id).arranged);
    again.undo(&id).unwrap();
    assert_eq!(block(&again, &id), arranged);
}

#[test]
fn a_box_goes_where_it_is_dropped_and_the_report_is_of_that_layout() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = imported(&app, &sample("dyeing.xlsx")).id;
    let before = block(&app, &id);
    let pdf = folder.path().join("r.pdf");
    app.export_report(&id, &pdf, &Job::quiet()).unwrap();
    let reported = || app.start().unwrap().diagnoses[0].reported;
    assert!(reported());
    // The lowest box of the last column of units goes to the top of the first column.
    let mut boxes = before.boxes.clone();
    boxes.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let (target, moved) = (&boxes[0], boxes.last().unwrap());
    let (x, y) = (target.x + target.width / 2.0, target.y - 1.0);
    let change = DiagramChange::Drop { node: moved.id.clone(), x, y };
    app.arrange_diagram(&id, &change).unwrap();
    let after = block(&app, &id);
    assert_eq!(order(&after)[0], moved.id);
    assert!(!reported(), "the report shows another layout than the window");
    // Dropped where it stands, nothing is changed that could be taken back.
    let placed = after.boxes.iter().find(|placed| placed.id == moved.id).unwrap();
    let (x, y) = (placed.x + placed.width / 2.0, placed.y + placed.height / 2.0);
    let change = DiagramChange::Drop { node: moved.id.clone(), x, y };
    let told = app.arrange_diagram(&id, &change).unwrap();
    assert!(told.undo.unwrap().starts_with("移动方框"));
    app.undo(&id).unwrap();
    assert_eq!(block(&app, &id), before);
    assert!(reported());
}

#[test]
fn what_is_not_in_the_diagram_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = imported(&app, &sample("plating.xlsx")).id;
    let refused = |change: DiagramChange| app.arrange_diagram(&id, &change).unwrap_err().code;
    let node = || "unit-none".to_owned();
    assert_eq!(refused(DiagramChange::Fold { node: node(), folded: true }), Code::NotFound);
    assert_eq!(refused(DiagramChange::Drop { node: node(), x: 0.0, y: 0.0 }), Code::NotFound);
    assert_eq!(refused(DiagramChange::Step { node: node(), step: "up".into() }), Code::NotFound);
    let empty = app.new_diagnosis("示例企业").unwrap().id;
    for kind in DiagramKind::ALL {
        assert!(app.diagram(&empty, kind).unwrap().scene.shapes.is_empty());
        let target = folder.path().join("leer.svg");
        let error = app.export_diagram(&empty, kind, (&target, None)).unwrap_err();
        assert_eq!(error.code, Code::Refused);
        assert!(!target.exists());
    }
}

fn written(arguments: &[&str], out: &Path) -> Vec<u8> {
    let file = sample("chemical.xlsx");
    let fixed = ["diagram", file.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let output = shuiheng(fixed.into_iter().chain(arguments.iter().copied()));
    assert!(output.status.success(), "{}", said(&output));
    fs::read(out).unwrap()
}

#[test]
fn every_drawing_is_written_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    for kind in DiagramKind::ALL {
        let at = |ending: &str| folder.path().join(format!("{}.{ending}", kind.code()));
        let kind_of = ["--kind", kind.code()];
        let svg = String::from_utf8(written(&kind_of, &at("svg"))).unwrap();
        assert!(svg.starts_with("<svg ") && svg.contains(kind.zh()), "{}", kind.code());
        assert!(written(&kind_of, &at("pdf")).starts_with(b"%PDF-1.7"));
        let png = written(&kind_of, &at("png"));
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        // Twice the scale, twice the width: bytes 16 to 20 of the file tell it.
        let width = |png: &[u8]| u32::from_be_bytes(png[16..20].try_into().unwrap());
        let large = written(&["--kind", kind.code(), "--scale", "6"], &at("png"));
        assert!(width(&large).abs_diff(2 * width(&png)) <= 1);
    }
    let again = written(&["--kind", "meters"], &folder.path().join("again.svg"));
    assert_eq!(again, fs::read(folder.path().join("meters.svg")).unwrap());
}

#[test]
fn the_register_of_the_sample_gives_a_network_by_levels() {
    let folder = tempfile::tempdir().unwrap();
    let svg = written(&["--kind", "meters"], &folder.path().join("m.svg"));
    let svg = String::from_utf8(svg).unwrap();
    for told in ["一级表", "二级表", "三级表", "台账载明的上级水表"] {
        assert!(svg.contains(told), "{told}");
    }
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = sample("chemical.xlsx");
    let check = |arguments: &[&str], out: &str, words: &str| {
        let out = folder.path().join(out);
        let fixed = ["diagram", file.to_str().unwrap(), "--out", out.to_str().unwrap()];
        let output = shuiheng(fixed.into_iter().chain(arguments.iter().copied()));
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
        assert!(!out.exists());
    };
    check(&["--kind", "block"], "a.gif", "不是 svg、pdf 或 png");
    check(&["--kind", "block", "--scale", "99"], "a.png", "不在 0.5～10 之间");
    check(&["--kind", "block"], "none/a.svg", "不存在");
}

#[test]
fn a_case_in_a_workspace_is_drawn_as_its_window_shows_it() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("workspace");
    let svg = folder.path().join("a.svg");
    let draw = || {
        let output = shuiheng([
            "--workspace",
            workspace.to_str().unwrap(),
            "case",
            "diagram",
            "嘉兴示例印染有限公司",
            "--kind",
            "block",
            "--out",
            svg.to_str().unwrap(),
        ]);
        assert!(output.status.success(), "{}", said(&output));
        fs::read_to_string(&svg).unwrap()
    };
    let id = imported(&app(&workspace), &sample("dyeing.xlsx")).id;
    let automatic = draw();
    let fold = DiagramChange::FoldAll { folded: true };
    app(&workspace).arrange_diagram(&id, &fold).unwrap();
    let folded = draw();
    assert_ne!(folded, automatic);
    assert!(folded.contains("＋ 框：已合并下级单元"));
}
