//! Reading files of every kind, whole, odd and hostile.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod ahead;
mod bombs;
mod bounds;
mod broken;
mod csv;
mod cuts;
mod files;
mod foreign;
mod hostile;
mod html;
mod isolated;
mod large;
mod mutations;
mod quirks;
mod real;
mod recomputed;
mod spreadsheetml;
mod xls;
mod xlsx;
