//! From the bytes of a workbook to units, streams and doubts. Only here: calamine.

pub mod compare;
pub mod mark;
pub mod read;
pub mod recognise;
pub mod workbook;

mod isolate;
mod read_error;
mod recompute;

pub use isolate::{Reader, confine, read_and, read_handed, read_isolated, serve};
pub use read::{Limits, read};
pub use read_error::{Bound, Foreign, ReadError, Refusal};
