//! What must hold of the repository itself, so that no reader has to remember it.

#![allow(clippy::unwrap_used, reason = "a check that cannot read what it checks fails")]

mod commands;
mod layers;
mod page;
mod sources;
mod top;

use std::fs;
use std::path::{Path, PathBuf};

/// The repository's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The text of a file, by its path from the root.
#[track_caller]
fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A manifest or a lock file, by its path from the root.
#[track_caller]
fn toml(path: &str) -> toml::Table {
    text(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Manifests of the workspace's members, by path from the root.
fn members() -> Vec<(String, toml::Table)> {
    let mut paths = vec!["src-tauri".to_owned(), "src-tauri/xtask".into(), "tests".into()];
    for entry in fs::read_dir(root().join("src-tauri/crates")).unwrap() {
        paths.push(format!("src-tauri/crates/{}", entry.unwrap().file_name().to_str().unwrap()));
    }
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), toml(&format!("{path}/Cargo.toml")))).collect()
}

/// Files below a folder that are written by hand, by path from the root, sorted.
fn files(below: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join(below), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    const WRITTEN_BY_TOOLS: [&str; 6] =
        ["target", "node_modules", "dist", "artifacts", "gen", "__pycache__"];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && !WRITTEN_BY_TOOLS.contains(&name) && !name.starts_with('.') {
            collect(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one))
}
