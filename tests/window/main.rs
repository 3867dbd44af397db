//! Journeys through the window: the program as a person meets it, from the page down to the
//! files it writes. Started by `cargo xtask test`, on a screen of their own.

#![allow(clippy::expect_used, reason = "a journey that cannot go on fails")]

mod driver;
mod grid;
mod issued;
mod journey;
mod library;
mod metering;
mod page;
mod pages;
mod people;
mod photos;
mod preview;
mod program;
mod settings;
mod site;

/// Windows on one screen would take the focus from each other: one journey at a time.
static SCREEN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
