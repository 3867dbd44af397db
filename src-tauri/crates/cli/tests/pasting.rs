//! Tables that are pasted: into a diagnosis as an import, and figures into its balance.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{app, imported, sample};
use shuiheng_api::view::{self, FlowEdit};
use shuiheng_api::{Code, Job};
use std::io::Write;
use std::process::{Command, Stdio};

const TABLE: &str = "单位：m³/d\r\n用水单元\t取水量\t耗水量\t排水量\r\n染色车间\t1,205.5\t205.5\t1000\r\n锅炉房\t50\t40\t10\r\n合计\t1255.5\t245.5\t1010\r\n";
const PAGE: &str = "<html><body><!--StartFragment--><table><tr><td rowspan=2>用水单元</td><td colspan=2>取水量（m³/d）</td><td rowspan=2>耗水量（m³/d）</td><td rowspan=2>排水量（m³/d）</td></tr><tr><td>自来水</td><td>河水</td></tr><tr><td>染色车间</td><td x:num=\"5.25\">5</td><td>1200</td><td>205.25</td><td>1000</td></tr><tr style='display:none'><td>停用</td><td>9</td><td>9</td><td>9</td><td>9</td></tr></table><!--EndFragment--></body></html>";

#[test]
fn a_pasted_block_is_previewed_taken_over_and_kept_like_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("示例企业").unwrap().id;
    let preview = app.preview_pasted(&id, TABLE, "", &Job::quiet()).unwrap();
    assert_eq!(preview.file.name, "粘贴的表格");
    assert_eq!((preview.units, preview.intake), (2, Some(1255.5)));
    let taken = app.accept_import(&id, &preview.token, view::ImportDecision::replace()).unwrap();
    assert_eq!(taken.files.len(), 1);
    let figure = &taken.units[0].figures["withdrawal.unspecified"];
    assert_eq!((figure.value, figure.cells[0].a1.as_str()), (Some(1205.5), "B3"));
    // It is kept: the figure can be opened at its cell.
    let piece = app.sheet_piece(&id, figure.cells[0].clone()).unwrap();
    assert!(piece.rows.iter().flatten().any(|cell| cell == "1,205.5"), "{:?}", piece.rows);
}

#[test]
fn the_clipboards_web_table_is_preferred_for_what_only_it_tells() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("示例企业").unwrap().id;
    let preview = app.preview_pasted(&id, TABLE, PAGE, &Job::quiet()).unwrap();
    assert_eq!((preview.units, preview.intake), (1, Some(1205.25)));
    assert!(preview.doubts.iter().any(|doubt| doubt.code == "hidden_ignored"));
}

#[test]
fn pasted_text_that_is_no_table_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    for text in ["", "你好", "\0\u{1}\u{2}\u{3}"] {
        let error = app.preview_pasted(&before.id, text, "", &Job::quiet()).unwrap_err();
        assert_eq!(error.code, Code::Refused, "{text:?}");
        assert!(!error.fix.zh.is_empty());
    }
    assert_eq!(app.diagnosis(&before.id).unwrap(), before);
}

#[test]
fn the_command_line_inspects_a_pasted_table_on_standard_input() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_shuiheng"));
    program.args(["inspect", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = program.spawn().unwrap();
    running.stdin.take().unwrap().write_all(TABLE.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("共 2 个用水单元"), "{said}");
}

fn leaves(diagnosis: &view::Diagnosis) -> Vec<&view::Unit> {
    diagnosis.units.iter().filter(|unit| !unit.has_children).collect()
}

fn edit(unit: &view::Unit, item: &str, value: Option<f64>) -> FlowEdit {
    let (unit, item) = (unit.id.clone(), item.to_owned());
    FlowEdit { unit, item, value, basis: "measured".to_owned() }
}

#[test]
fn a_block_of_figures_is_one_change() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("dyeing.xlsx"));
    let leaves = leaves(&before);
    let edits = [
        edit(leaves[0], "consumption", Some(12.5)),
        edit(leaves[0], "leakage", None),
        edit(leaves[1], "consumption", Some(1.0)),
        edit(leaves[1], "consumption", Some(2.25)),
    ];
    let edited = app.edit_flows(&before.id, &edits).unwrap();
    let value = |unit: &view::Unit, item: &str| {
        let now = edited.units.iter().find(|now| now.id == unit.id).unwrap();
        now.figures[item].value
    };
    assert_eq!(value(leaves[0], "consumption"), Some(12.5));
    assert_eq!(value(leaves[0], "leakage"), None);
    assert_eq!(value(leaves[1], "consumption"), Some(2.25), "of two the last counts");
    assert!(edited.undo.as_ref().unwrap().contains('3'), "{:?}", edited.undo);
    let back = app.undo(&before.id).unwrap();
    assert_eq!((&back.units, &back.site), (&before.units, &before.site));
}

#[test]
fn a_block_with_a_sum_in_it_is_refused_as_a_whole_and_the_sum_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let before = imported(&app, &sample("chemical.xlsx"));
    let parent = before.units.iter().find(|unit| unit.has_children).unwrap();
    let edits =
        [edit(leaves(&before)[0], "consumption", Some(1.0)), edit(parent, "discharge", Some(2.0))];
    let error = app.edit_flows(&before.id, &edits).unwrap_err();
    assert_eq!(error.code, Code::Refused);
    assert!(error.message.zh.contains(&parent.name), "{}", error.message.zh);
    assert_eq!(app.diagnosis(&before.id).unwrap(), before);
}
