//! A diagnosis as the page is told of it after a change.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A diagnosis: whole, or what is different from what was told before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Told {
    /// The diagnosis.
    pub id: String,
    /// Which telling this is.
    pub number: u32,
    /// The telling from which `changes` start; null where it is told whole.
    pub since: Option<u32>,
    /// The diagnosis as JSON; empty where only its changes are told.
    pub whole: String,
    /// What is different, as a JSON Patch (RFC 6902); empty where it is told whole.
    pub changes: String,
}
