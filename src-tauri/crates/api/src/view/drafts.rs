//! What was typed and is not yet a change.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A text that somebody typed and did not finish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct UnfinishedText {
    /// The step of the diagnosis where it was typed.
    pub tab: String,
    /// The field, by its name for tests.
    pub field: String,
    /// What the field is called on screen.
    pub label: String,
    /// What was typed.
    pub text: String,
}
