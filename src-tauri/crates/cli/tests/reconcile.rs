//! `shuiheng reconcile`: published networks through the command line, and what is refused.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{number, said, shuiheng};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A network on standard input.
fn piped(network: &str, arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shuiheng"))
        .args(["reconcile", "-"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(network.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn answered(network: &Value) -> Value {
    let output = piped(&network.to_string(), &["--json"]);
    assert!(output.status.success(), "{}", said(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn stream<'a>(answer: &'a Value, id: &str) -> &'a Value {
    answer["streams"].as_array().unwrap().iter().find(|stream| stream["id"] == id).unwrap()
}

#[track_caller]
fn close(found: &Value, expected: f64, tolerance: f64) {
    let found = number(found);
    assert!((found - expected).abs() <= tolerance * expected.abs(), "{found}, expected {expected}");
}

/// An industrial water balance, straight from its published file: keys that are not of a
/// network (`true`, `incidence` …) are told and passed over.
#[test]
fn a_published_water_balance_comes_out_as_published() {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../reconcile/tests/published/DR-P10.json");
    let case: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let output = shuiheng(["reconcile", file.to_str().unwrap(), "--json"]);
    assert!(output.status.success(), "{}", said(&output));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = case["recomputed"]["reconciled"].as_array().unwrap();
    let sds = case["recomputed"]["sd_reconciled"].as_array().unwrap();
    for ((found, value), sd) in answer["streams"].as_array().unwrap().iter().zip(expected).zip(sds)
    {
        close(&found["reconciled"], number(value), 1e-8);
        close(&found["sd"], number(sd), 1e-5);
        assert_eq!(found["class"], "redundant");
    }
    close(&answer["chi2"], 62.141687, 1e-7);
    assert_eq!((&answer["dof"], &answer["passed"]), (&json!(8), &json!(false)));
    close(&answer["critical"], 15.5073, 1e-5);
    assert!(!answer["suspects"].as_array().unwrap().is_empty());
    let told = answer["issues"][0]["message"].as_str().unwrap();
    assert!(told.contains("streams[].true ×13") && told.contains("incidence"), "{told}");
}

/// The recycle of Cencic (2016): an uncertain split, a held stream, and two that nothing tells.
fn recycle() -> Value {
    json!({
        "title": "Cencic 2016",
        "streams": [
            {"id": "F1", "from": "ENV", "to": "P1", "measured": 100, "sd": 10},
            {"id": "F2", "from": "ENV", "to": "P1", "measured": 50, "sd": 0},
            {"id": "F3", "from": "P1", "to": "P2", "measured": 300, "sd": 30},
            {"id": "F4", "from": "P2", "to": "P1"},
            {"id": "F5", "from": "P2", "to": "P3", "measured": 160, "sd": 16},
            {"id": "F6", "from": "P3", "to": "ENV", "measured": null},
            {"id": "F7", "from": "P3", "to": "ENV", "measured": null},
        ],
        "ratios": [{"node": "P2", "stream": "F4", "of": "F3", "ratio": 0.5, "sd": 0.05}],
        "confidence": 0.95,
    })
}

#[test]
fn a_recycle_comes_out_as_published_and_says_what_it_cannot_tell() {
    let answer = answered(&recycle());
    close(&stream(&answer, "F1")["reconciled"], 102.42596, 1e-7);
    close(&stream(&answer, "F4")["sd"], 21.213297, 1e-6);
    close(&answer["ratios"][0]["reconciled"], 0.495973, 1e-5);
    assert_eq!(stream(&answer, "F2")["held"], true);
    let unknown = stream(&answer, "F6");
    assert_eq!(unknown["class"], "unobservable");
    assert_eq!((&unknown["reconciled"], &unknown["sd"]), (&Value::Null, &Value::Null));
    assert_eq!(unknown["observable_by"], json!(["F6", "F7"]));

    let mut told = recycle();
    told["constraints"] = json!([{"name": "F6 = F7", "terms": [["F6", 1], ["F7", -1]]}]);
    close(&stream(&answered(&told), "F7")["reconciled"], 76.21298, 1e-6);
}

#[test]
fn targets_are_answered_with_their_uncertainty_and_the_next_meter() {
    let mut network = recycle();
    network["targets"] = json!([
        {"name": "discharge", "sum": [["F6", 1], ["F7", 1]]},
        {"name": "recycled", "numerator": [["F4", 1]], "denominator": [["F3", 1]]},
        {"name": "one outlet", "sum": [["F6", 1]]},
    ]);
    let answer = answered(&network);
    let targets = answer["targets"].as_array().unwrap();
    close(&targets[0]["value"], 152.42596, 1e-7);
    close(&targets[0]["sd"], 7.882792, 1e-6);
    close(&targets[1]["value"], 0.495973, 1e-5);
    assert_eq!(targets[1]["meters"][0]["stream"], "F4");
    assert_eq!((&targets[2]["value"], &targets[2]["needs"]), (&Value::Null, &json!(["F6"])));
}

#[test]
fn one_balance_cannot_locate_its_error_and_says_so() {
    let network = json!({"streams": [
        {"id": "in", "from": "ENV", "to": "A", "measured": 100, "sd": 1},
        {"id": "left", "from": "A", "to": "ENV", "measured": 40, "sd": 1},
        {"id": "right", "from": "A", "to": "ENV", "measured": 50, "sd": 1},
    ]});
    let answer = answered(&network);
    assert_eq!(answer["passed"], false);
    assert_eq!(answer["suspects"].as_array().unwrap().len(), 1);
    assert_eq!(answer["suspects"][0]["streams"], json!(["in", "left", "right"]));
    assert_eq!(answer["issues"][0]["code"], "not_locatable");
    let output = piped(&network.to_string(), &[]);
    let text = String::from_utf8(output.stdout).unwrap();
    for words in ["未通过", "校正值", "无法区分", "无法判断是哪一个有误"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let output = piped(&network.to_string(), &["--lang", "en"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.is_ascii() || text.contains("reconciled"), "{text}");
    assert!(text.contains("cannot be told apart"), "{text}");
}

#[track_caller]
fn refused(network: &str, words: &[&str]) {
    let output = piped(network, &["--json"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(3), "{network}: {said}");
    assert!(output.stdout.is_empty(), "{network}");
    for word in words {
        assert!(said.contains(word), "“{word}” is not in: {said}");
    }
}

#[test]
fn what_cannot_be_reconciled_is_refused_with_its_place() {
    let one = |stream: &str| {
        format!(r#"{{"streams": [{{"id": "S1", "from": "ENV", "to": "A", {stream}}}]}}"#)
    };
    refused("", &["第 1 行", "JSON"]);
    refused("{\"streams\": [\n{\"id\": \"S1\", \"from\" \"ENV\"}]}", &["第 2 行", "JSON"]);
    refused("[]", &["不符合管网文件的格式"]);
    refused("{}", &["streams"]);
    refused(r#"{"streams": []}"#, &["没有水流"]);
    refused(&one(r#""measured": 10"#), &["S1", "sd", "标准不确定度"]);
    refused(&one(r#""measured": 10, "sd": -1"#), &["S1", "大于 0"]);
    refused(&one(r#""measured": 1e999, "sd": 1"#), &["第 1 行"]);
    refused(&one(r#""measured": "ten", "sd": 1"#), &["第 1 行", "ten"]);
    refused(&one(r#""measured": 10, "measured": 11, "sd": 1"#), &["measured"]);
    refused(&one(r#""fixed": true"#), &["S1", "fixed"]);
    let deep = format!("{{\"streams\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    refused(&deep, &["第 1 行"]);
    let output = shuiheng(["reconcile", "没有.json"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(said(&output).contains("没有.json"));
    assert_eq!(shuiheng(["reconcile"]).status.code(), Some(2));
}
