//! What a workspace promises, tried on real folders.

// Clippy knows test functions as tests, but not what they call.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bench;
mod files;
mod history;
mod model;
mod opening;
mod packages;
mod restoring;
mod undoing;
