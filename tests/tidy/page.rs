//! What keeps the page harmless: it runs only what was shipped, and asks only for what it
//! may have.

use crate::{files, has_ending, root, text};
use serde_json::{Value, json};
use std::fs;

fn config() -> Value {
    serde_json::from_str(&text("src-tauri/tauri.conf.json")).unwrap()
}

#[test]
fn the_page_runs_and_loads_only_what_was_shipped() {
    let expected = json!({
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' blob: data:",
        "font-src": "'self'",
        "connect-src": "ipc: http://ipc.localhost",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-src": "'none'",
    });
    assert_eq!(config()["app"]["security"]["csp"], expected);
}

#[test]
fn the_page_has_no_back_door() {
    let config = config();
    assert_eq!(config["app"]["withGlobalTauri"], json!(false));
    assert_eq!(config["app"]["security"]["freezePrototype"], json!(true));
    assert_eq!(config["app"]["security"]["assetProtocol"], json!({ "enable": false }));
    assert_eq!(config["app"]["security"]["capabilities"], json!(["main"]));
    assert_eq!(config["build"]["removeUnusedCommands"], json!(true));
    let capabilities = files("src-tauri/capabilities");
    assert_eq!(capabilities.len(), 1, "one capability file: {capabilities:?}");
    let capability: Value =
        serde_json::from_str(&text("src-tauri/capabilities/main.json")).unwrap();
    assert_eq!(capability["windows"], json!(["main"]));
    assert_eq!(capability.get("remote"), None);
}

#[test]
fn a_package_can_be_made_of_the_product_name() {
    // A name outside ASCII gives a .deb that dpkg refuses.
    assert!(config()["productName"].as_str().unwrap().is_ascii());
}

#[test]
fn only_one_file_of_the_page_speaks_to_rust() {
    for path in files("ui/src").into_iter().filter(|path| has_ending(path, &["ts", "vue"])) {
        let from_tauri = fs::read_to_string(&path).unwrap().contains("\"@tauri-apps/");
        let is_the_one = path == root().join("ui/src/api.ts");
        assert!(!from_tauri || is_the_one, "{} imports Tauri", path.display());
    }
}

#[test]
fn the_page_writes_text_and_never_markup() {
    let markup = ["v-html", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"];
    for path in files("ui/src").into_iter().filter(|path| has_ending(path, &["ts", "vue"])) {
        let source = fs::read_to_string(&path).unwrap();
        for word in markup {
            assert!(!source.contains(word), "{} uses {word}", path.display());
        }
    }
}
