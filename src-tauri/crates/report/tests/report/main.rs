//! The report as a whole: what it says, where it stands, how it is written.
#![allow(clippy::expect_used, reason = "a test that finds nothing has failed")]

mod comparison;
mod content;
mod docx;
mod dress;
mod file;
mod forms;
mod golden;
mod layout;
mod paper;
mod pdf;
mod photos;
mod picture;
mod review;
#[path = "../sample/mod.rs"]
mod sample;
mod structure;
mod words;
