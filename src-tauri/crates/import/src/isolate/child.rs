//! The reading process: limits itself, reads one file, answers, ends.

use super::HANDED;
use super::wire::Output;
use crate::read::outlet::Outlet;
use crate::read::{Limits, read_through};
use crate::read_error::{Bound, ReadError, Refusal};
use crate::workbook::Workbook;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// Reads the file under caps on this process's memory and time, and writes the workbook or
/// the refusal to `out` for [`crate::read_isolated`] to take up: a large sheet while it is
/// still being checked.
///
/// The whole process is limited from here on: call it from a process that does nothing else.
pub fn serve(path: &Path, out: impl Write + Send) -> ExitCode {
    confine();
    match answer(path, BufWriter::with_capacity(1 << 16, out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer(path: &Path, out: impl Write + Send) -> io::Result<()> {
    let mut output = Output::begin(out)?;
    let answer = read_into(path, &mut output);
    output.answer(answer)
}

fn read_into(path: &Path, outlet: &mut dyn Outlet) -> Result<Option<Workbook>, ReadError> {
    let name = file_name(path);
    let limits = Limits::default();
    let bytes = match path.parent() {
        Some(parent) if parent == Path::new(HANDED) => handed(&limits),
        _ => bytes(path, &limits),
    };
    read_through(&bytes.map_err(|refusal| refusal.of(&name))?, &name, &limits, Some(outlet))
}

/// The bytes that are handed over on standard input, up to the bound on their size.
fn handed(limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut input = io::stdin().lock().take(limits.file + 1);
    input.read_to_end(&mut bytes).map_err(|error| refusal(&error))?;
    Ok(bytes)
}

/// The bytes of a file, up to the bound on its size.
fn bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let file = File::open(path).map_err(|error| refusal(&error))?;
    let metadata = file.metadata().map_err(|error| refusal(&error))?;
    admit(&metadata, limits)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(limits.file + 1).read_to_end(&mut bytes).map_err(|error| refusal(&error))?;
    Ok(bytes)
}

/// Refuses folders and files above the bound on their size.
pub(super) fn admit(metadata: &std::fs::Metadata, limits: &Limits) -> Result<(), Refusal> {
    if metadata.is_dir() {
        Err(Refusal::Folder)
    } else if metadata.len() > limits.file {
        Err(Refusal::TooLarge { bound: Bound::File, limit: limits.file })
    } else {
        Ok(())
    }
}

/// The refusal of a file that the system does not hand over.
pub(super) fn refusal(error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound => Refusal::Missing,
        io::ErrorKind::PermissionDenied => Refusal::NotPermitted,
        _ => Refusal::Unreachable(error.to_string()),
    }
}

/// The name of a file without its folder.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
        .into_owned()
}

/// Caps the memory and the processor time of this process, as [`serve`] does.
///
/// On Windows the parent does it. A system that refuses a cap leaves the others and the
/// parent's clock in force.
pub fn confine() {
    #[cfg(unix)]
    {
        use super::{CPU_SECONDS, MEMORY_MIB};
        use rlimit::{Resource, setrlimit};
        if let Some(baseline) = address_space() {
            let cap = baseline + MEMORY_MIB * 1024 * 1024;
            let _ = setrlimit(Resource::AS, cap, cap);
        }
        // A memory image of a client's workbook has no business on the disk.
        let _ = setrlimit(Resource::CORE, 0, 0);
        let _ = setrlimit(Resource::CPU, CPU_SECONDS, CPU_SECONDS + 1);
    }
}

/// Address space of this process, bytes; none where the system does not tell.
#[cfg(unix)]
fn address_space() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}
