//! Workbooks that the program hands out: the forms of a diagnosis, and the sum of a program.
//!
//! Text is written as text whatever it looks like, so that a name that begins with `=` stays
//! a name. A formula stands beside the result that is stored with it: a reader that does not
//! compute sees the same figures as a spreadsheet program.

mod arithmetic;
mod forms;
mod page;
mod rollup;

pub(crate) use forms::forms;
pub(crate) use rollup::rollup;
