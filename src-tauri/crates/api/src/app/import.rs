//! Import into a diagnosis: look first, then take over; all or nothing.

mod accept;
mod difference;
mod matched;
mod piece;
mod preview;
mod reading;
mod remember;
mod revise;

pub(super) use accept::take_over;
