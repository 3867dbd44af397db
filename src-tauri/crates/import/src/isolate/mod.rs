//! Reading in a process of its own, under a cap on memory and a clock: what a file does to
//! its reader, it does not do to the program.

mod child;
mod parent;
mod wire;

pub use child::{confine, serve};
pub use parent::{Reader, read_and, read_handed, read_isolated};

/// The folder of a file that is handed over on standard input. No file of any system has it.
const HANDED: &str = "<stdin>";

/// Memory that reading may take beyond what the process has at its start, MiB.
const MEMORY_MIB: u64 = 512;

/// Processor time that reading may take, seconds.
#[cfg(unix)]
const CPU_SECONDS: u64 = 20;
