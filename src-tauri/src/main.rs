//! Starts the window, or the reader of a workbook that the window starts for itself.

// No console window beside the program's own on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    shuiheng_desktop::run(std::env::args_os().skip(1))
}
