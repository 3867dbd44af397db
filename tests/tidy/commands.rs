//! The commands of the window stand in four places: the list that Tauri guards, the
//! permissions of the page, the handler, and the page's own functions. They must agree.

use crate::text;
use std::collections::BTreeSet;

type Names = BTreeSet<String>;

/// The lines between two marks, trimmed.
#[track_caller]
fn between(path: &str, begin: &str, end: &str) -> Vec<String> {
    let text = text(path);
    let after = text.split_once(begin).unwrap_or_else(|| panic!("{path} has no `{begin}`")).1;
    let inside = after.split_once(end).unwrap_or_else(|| panic!("{path} has no `{end}`")).0;
    inside.lines().map(|line| line.trim().trim_matches([',', '"']).to_owned()).collect()
}

#[track_caller]
fn names(lines: Vec<String>) -> Names {
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn guarded() -> Names {
    names(between("src-tauri/build.rs", "COMMANDS: &[&str] = &[", "];"))
}

fn permissions() -> Vec<String> {
    let capability: serde_json::Value =
        serde_json::from_str(&text("src-tauri/capabilities/main.json")).unwrap();
    let permissions = capability["permissions"].as_array().unwrap();
    permissions.iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// How a function of the page calls a command: what changes a diagnosis hears of it in its own way.
const CALLS: [&str; 3] = ["invoke<", "diagnosed(", "diagnosedOrLeft("];

/// The page's functions with the commands they call: `name` and `command`.
fn functions() -> Vec<(String, String)> {
    let api = text("ui/src/api.ts");
    let functions = api.split("export const ").skip(1).filter_map(|function| {
        let name = function.split([' ', ':']).next()?.to_owned();
        let call = CALLS.iter().filter_map(|call| function.find(call)).min()?;
        let command = function[call..].split_once("(\"")?.1.split('"').next()?;
        Some((name, command.to_owned()))
    });
    functions.collect()
}

fn camel_case(command: &str) -> String {
    let mut words = command.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (head, tail) = word.split_at(1);
        name + &head.to_uppercase() + tail
    })
}

#[test]
fn every_command_that_is_handled_is_guarded() {
    let handled = names(between("src-tauri/src/commands.rs", "generate_handler![", "]"));
    assert!(handled.len() > 10, "the handler was not understood: {handled:?}");
    assert_eq!(guarded(), handled);
}

#[test]
fn the_page_may_call_what_is_guarded_and_hear_events_and_nothing_else() {
    let mut allowed: Names =
        guarded().iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    allowed.insert("core:event:allow-listen".into());
    allowed.insert("core:event:allow-unlisten".into());
    assert_eq!(allowed, permissions().into_iter().collect());
}

#[test]
fn the_page_has_a_function_for_every_command_and_no_other() {
    let called: Names = functions().into_iter().map(|(_, command)| command).collect();
    assert_eq!(called, guarded());
}

#[test]
fn a_function_of_the_page_is_called_like_its_command() {
    for (function, command) in functions() {
        assert_eq!(function, camel_case(&command));
    }
}
