//! The window: what stands between the page and [`shuiheng_api`]. It decides nothing.
//!
//! The page knows no path: files that a person picks or drops stay here under a handle, and
//! every dialog is opened from here. What the page may call is named in `build.rs`.

mod arguments;
mod commands;
mod desk;
mod dialog;
mod log;
mod picks;
mod program;
mod settings;
mod speech;
mod viewer;
mod window;
mod work;

pub use program::run;
