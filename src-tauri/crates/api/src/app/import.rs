//! Import into a diagnosis: look first, then take over; all or nothing.

mod accept;
mod difference;
mod matched;
mod preview;

pub(super) use accept::take_over;
