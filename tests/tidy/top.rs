//! The top of the repository, as a visitor sees it first.

use crate::root;
use std::fs;

const BELONG: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "src-tauri",
    "ui",
    "assets",
    "tests",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
];

/// Written by tools, and in no commit.
const PASSING: [&str; 2] = ["target", "artifacts"];

#[test]
fn only_what_belongs_there_lies_at_the_top() {
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = BELONG.contains(&name.as_str()) || PASSING.contains(&name.as_str());
        assert!(known || name.starts_with('.'), "{name} does not belong at the top");
    }
}
