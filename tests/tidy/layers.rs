//! Who may use whom. The engine knows nothing of the window, and one foreign library that
//! could spread through the code stays in one crate.

use crate::{members, toml};
use std::collections::{BTreeMap, BTreeSet};

/// Each crate, and those of the house it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("shuiheng-audit", &[]),
    ("shuiheng-reconcile", &["shuiheng-audit"]),
    ("shuiheng-import", &["shuiheng-audit"]),
    ("shuiheng-drawing", &["shuiheng-audit"]),
    ("shuiheng-store", &["shuiheng-audit"]),
    ("shuiheng-report", &["shuiheng-audit", "shuiheng-drawing"]),
    (
        "shuiheng-api",
        &[
            "shuiheng-audit",
            "shuiheng-reconcile",
            "shuiheng-import",
            "shuiheng-drawing",
            "shuiheng-store",
            "shuiheng-report",
        ],
    ),
    ("shuiheng-cli", &["shuiheng-api"]),
    ("shuiheng-desktop", &["shuiheng-api"]),
    ("xtask", &[]),
    ("tests", &["shuiheng-api", "shuiheng-audit"]),
];

/// Libraries, and the one crate that may use each.
const ONLY_IN: &[(&str, &str)] = &[
    ("calamine", "shuiheng-import"),
    ("faer", "shuiheng-reconcile"),
    ("statrs", "shuiheng-reconcile"),
    ("pinyin", "shuiheng-api"),
    ("image", "shuiheng-api"),
    ("rusqlite", "shuiheng-store"),
    ("pdf-writer", "shuiheng-report"),
    ("printpdf", "shuiheng-report"),
    ("lopdf", "shuiheng-report"),
    ("docx-rs", "shuiheng-report"),
    ("pulldown-cmark", "shuiheng-report"),
    ("qrcode", "shuiheng-drawing"),
    ("tiny-skia", "shuiheng-report"),
    ("tauri", "shuiheng-desktop"),
    ("tauri-build", "shuiheng-desktop"),
    ("tauri-plugin-dialog", "shuiheng-desktop"),
    ("tauri-plugin-opener", "shuiheng-desktop"),
    ("tauri-plugin-single-instance", "shuiheng-desktop"),
    ("tauri-plugin-window-state", "shuiheng-desktop"),
];

/// What a member of the workspace uses when it is built, by the names of packages.
fn uses(manifest: &toml::Table) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let mut sections = vec![manifest];
    let targets = manifest.get("target").and_then(|target| target.as_table());
    sections.extend(targets.into_iter().flatten().filter_map(|(_, section)| section.as_table()));
    for section in sections {
        for kind in ["dependencies", "build-dependencies"] {
            let table = section.get(kind).and_then(|table| table.as_table());
            for (name, wanted) in table.into_iter().flatten() {
                let renamed = wanted.get("package").and_then(|package| package.as_str());
                used.insert(renamed.unwrap_or(name).to_owned());
            }
        }
    }
    used
}

fn name(manifest: &toml::Table) -> String {
    manifest["package"]["name"].as_str().unwrap().to_owned()
}

#[test]
fn every_crate_uses_only_the_layers_below_it() {
    for (path, manifest) in members() {
        let name = name(&manifest);
        let allowed = LAYERS.iter().find(|(layer, _)| *layer == name);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{path}: give {name} its layer here"));
        for used in uses(&manifest).iter().filter(|used| used.starts_with("shuiheng-")) {
            assert!(allowed.contains(&used.as_str()), "{name} must not use {used}");
        }
    }
}

#[test]
fn a_foreign_library_stays_in_its_crate() {
    let members = members();
    for (library, home) in ONLY_IN {
        let users = members.iter().filter(|(_, manifest)| uses(manifest).contains(*library));
        let users: Vec<_> = users.map(|(_, manifest)| name(manifest)).collect();
        assert!(users.iter().all(|user| user == home), "{library} is used by {users:?}");
    }
}

#[test]
fn the_window_reaches_files_and_programs_only_through_its_own_commands() {
    let manifest = toml("src-tauri/Cargo.toml");
    for plugin in ["shell", "http", "fs", "sql", "process", "upload", "updater"] {
        let plugin = format!("tauri-plugin-{plugin}");
        assert!(!uses(&manifest).contains(&plugin), "the window uses {plugin}");
    }
}

#[test]
fn the_command_line_links_no_web_view() {
    let lock = toml("Cargo.lock");
    let packages: BTreeMap<&str, Vec<&str>> = lock["package"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let used = package.get("dependencies").and_then(|used| used.as_array());
            // An entry reads `name`, or `name version` where there are several versions.
            let names = used
                .into_iter()
                .flatten()
                .map(|entry| entry.as_str().unwrap().split(' ').next().unwrap());
            (package["name"].as_str().unwrap(), names.collect())
        })
        .collect();
    let mut reached = BTreeSet::new();
    let mut next = vec!["shuiheng-cli"];
    while let Some(package) = next.pop() {
        if reached.insert(package) {
            next.extend(packages[package].iter().copied());
        }
    }
    assert!(reached.contains("shuiheng-api"), "the lock file was not understood");
    let heavy = ["tauri", "wry", "tao", "gtk", "webkit2gtk", "fantoccini"];
    let linked: Vec<_> = heavy.iter().filter(|package| reached.contains(*package)).collect();
    assert!(linked.is_empty(), "the command line depends on {linked:?}");
}

#[test]
fn every_crate_is_held_to_the_same_lints() {
    for (path, manifest) in members() {
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        assert!(lints.and_then(toml::Value::as_bool) == Some(true), "{path} has lints of its own");
    }
}
