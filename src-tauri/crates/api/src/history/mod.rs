//! What a change did, in words: records by what people call them, fields by their names,
//! values with their units.
//!
//! Bodies are read as JSON and not as their types: a body of an older program is told as well
//! as one of today.

mod difference;
mod label;
mod subject;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use difference::{fields, worded};
pub(crate) use label::Labels;
pub(crate) use subject::{Names, kind_name};
