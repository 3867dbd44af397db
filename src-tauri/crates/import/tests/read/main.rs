//! Reading files of every kind, whole, odd and hostile.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod csv;
mod files;
mod foreign;
mod hostile;
mod isolated;
mod quirks;
mod xls;
mod xlsx;
