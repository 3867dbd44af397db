//! Everything the program can do, without a window: one method per intention.

pub mod view;
