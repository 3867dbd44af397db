//! Import into a diagnosis: look first, then take over; all or nothing.

mod accept;
mod compare;
mod difference;
mod edits;
mod effect;
mod matched;
mod merge;
mod piece;
mod preview;
mod reading;
mod remember;
mod revise;

pub(super) use accept::{Decision, take_over};
pub(super) use effect::effects;

use crate::Error;

/// A preview that was used, or that another took the place of.
fn gone() -> Error {
    Error::not_found(
        "该文件的预览已失效，请重新选择文件。",
        "that preview is gone; choose the file again",
    )
}
