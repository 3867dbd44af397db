//! Networks for tests.

#![allow(dead_code, reason = "each test program uses its part")]

use serde_json::Value;
use shuiheng_reconcile::{End, Network, Reconciliation, Stream, StreamResult};

/// A file of `tests/published`.
pub(crate) fn published(name: &str) -> Value {
    let path = format!("{}/tests/published/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// An end by its name in the files.
pub(crate) fn end(name: &str) -> End {
    if name == "ENV" { End::Outside } else { End::node(name) }
}

/// A stream by the names of its ends.
pub(crate) fn stream(id: &str, from: &str, to: &str) -> Stream {
    Stream::new(id, end(from), end(to))
}

/// A network of streams.
pub(crate) fn network(streams: Vec<Stream>) -> Network {
    Network { streams, ..Network::default() }
}

/// A stream's result.
pub(crate) fn of<'a>(answer: &'a Reconciliation, id: &str) -> &'a StreamResult {
    answer.streams.iter().find(|stream| stream.id == id).unwrap()
}

/// A list of numbers.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
}

/// Within a relative difference, and what differs where not.
#[track_caller]
pub(crate) fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    let size = found.abs().max(expected.abs());
    assert!((found - expected).abs() <= tolerance * size, "{what}: {found}, published {expected}");
}
