//! From the bytes of a workbook to units, streams and doubts. Only here: calamine.

pub mod workbook;
