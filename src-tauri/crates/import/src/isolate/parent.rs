//! Starts the reading process, watches it, and takes its answer or says why there is none.

use super::child::{admit, file_name, refusal};
use super::{HANDED, MEMORY_MIB, wire};
use crate::read::Limits;
use crate::read_error::{Bound, ReadError, Refusal};
use crate::workbook::Workbook;
use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;
use std::time::{Duration, Instant};

/// How often the watch looks at cancellation and the clock.
const TICK: Duration = Duration::from_millis(20);
/// The largest answer, bytes: all cells and all text that the bounds let through.
const ANSWER: u64 = 1024 * 1024 * 1024;
/// Of what the process says on standard error, bytes.
const LAST_WORDS: u64 = 8 * 1024;

/// The executable that reads, and how long it may take.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The executable; normally the program itself.
    pub program: PathBuf,
    /// The hidden argument that makes it call [`crate::serve`] with the next argument.
    pub argument: OsString,
    /// How long reading may take in all, by the clock on the wall.
    pub clock: Duration,
}

impl Reader {
    /// A reader with the usual clock: 20 s of work, with room for a busy machine.
    pub fn new(program: impl Into<PathBuf>, argument: impl Into<OsString>) -> Self {
        Self { program: program.into(), argument: argument.into(), clock: Duration::from_secs(60) }
    }
}

/// Reads a file in a process of its own. Setting `cancel` stops it.
pub fn read_isolated(
    path: &Path,
    reader: &Reader,
    cancel: &AtomicBool,
) -> Result<Workbook, ReadError> {
    read_and(path, reader, cancel, |_| ()).map(|(workbook, ())| workbook)
}

/// Reads a file as [`read_isolated`] does, and makes something of it meanwhile: `work` begins
/// once a large workbook is there, while it is still being checked. What it makes counts only
/// where the check finds nothing; else it is called once more, with what the file holds.
pub fn read_and<T>(
    path: &Path,
    reader: &Reader,
    cancel: &AtomicBool,
    work: impl FnMut(&Workbook) -> T,
) -> Result<(Workbook, T), ReadError> {
    let name = file_name(path);
    let output = admitted(path).and_then(|()| watch(path, None, reader, cancel, work));
    answer(output, &name)
}

/// Reads bytes that lie in no file, such as a pasted table, in a process of its own and under
/// the same bounds. Setting `cancel` stops it.
pub fn read_handed(
    bytes: &[u8],
    name: &str,
    reader: &Reader,
    cancel: &AtomicBool,
) -> Result<Workbook, ReadError> {
    let limits = Limits::default();
    let output = if bytes.len() as u64 > limits.file {
        Err(Refusal::TooLarge { bound: Bound::File, limit: limits.file })
    } else {
        let path = Path::new(HANDED).join(name);
        watch(&path, Some(bytes.to_vec()), reader, cancel, |_| ())
    };
    answer(output, name).map(|(workbook, ())| workbook)
}

fn answer<T>(output: Result<Output<T>, Refusal>, name: &str) -> Result<(Workbook, T), ReadError> {
    let output = output.map_err(|refusal| refusal.of(name))?;
    match output.answer {
        Some(answer) => answer,
        None => Err(output.end().of(name)),
    }
}

/// Looks at the file before a process is started for it.
fn admitted(path: &Path) -> Result<(), Refusal> {
    let metadata = std::fs::metadata(path).map_err(|error| refusal(&error))?;
    admit(&metadata, &Limits::default())
}

/// What a process left.
struct Output<T> {
    /// What it answered, and what was made of it; none where that is not whole.
    answer: Option<Result<(Workbook, T), ReadError>>,
    words: String,
    status: ExitStatus,
}

fn watch<T>(
    path: &Path,
    handed: Option<Vec<u8>>,
    reader: &Reader,
    cancel: &AtomicBool,
    work: impl FnMut(&Workbook) -> T,
) -> Result<Output<T>, Refusal> {
    let start = Instant::now();
    let not_started = |error: io::Error| Refusal::NotStarted(error.to_string());
    let input = if handed.is_some() { Stdio::piped() } else { Stdio::null() };
    let mut child = Running(spawn(path, input, reader).map_err(not_started)?);
    #[cfg(windows)]
    let _job = guard(&child.0)?;
    hand(child.0.stdin.take(), handed);
    let words = words(child.0.stderr.take());
    let output = child.0.stdout.take();
    let child = Mutex::new(child);
    let (over, is_over) = channel::<()>();
    let (answer, stopped) = std::thread::scope(|scope| {
        let child = &child;
        let stop = move || stop(child, &is_over, || too_much(start, reader, cancel));
        let watch = Builder::new().spawn_scoped(scope, stop).map_err(not_started);
        let answer = watch.is_ok().then(|| take(output, work)).flatten();
        drop(over);
        let stopped = watch.map(|watch| watch.join().unwrap_or_default());
        (answer, stopped)
    });
    if let Some(refusal) = stopped? {
        return Err(refusal);
    }
    // Its output has ended, so it is about to end; one that does not is made to.
    let words = words.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
    let mut child = child.into_inner().unwrap_or_else(PoisonError::into_inner);
    let status = child.end().map_err(|error| Refusal::Crashed(error.to_string()))?;
    Ok(Output { answer, words, status })
}

/// Takes the answer from a process's output, and what is made of it, to the output's end.
fn take<T>(
    output: Option<impl Read>,
    work: impl FnMut(&Workbook) -> T,
) -> Option<Result<(Workbook, T), ReadError>> {
    let mut output = output?;
    let answer =
        wire::read(&mut BufReader::with_capacity(1 << 16, output.by_ref().take(ANSWER)), work);
    // A stream that breaks off ends here.
    let _ = io::copy(&mut output, &mut io::sink());
    answer
}

/// Looks at a process until its end or that of its output, and ends it where it must not go
/// on: then why.
fn stop(
    child: &Mutex<Running>,
    is_over: &Receiver<()>,
    too_much: impl Fn() -> Option<Refusal>,
) -> Option<Refusal> {
    while is_over.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(child.0.try_wait(), Ok(None)) {
            return None;
        }
        let memory = || takes_too_much(&child.0).then_some(Refusal::TooMuchMemory(MEMORY_MIB));
        if let Some(refusal) = too_much().or_else(memory) {
            // Fails only where the process has ended already.
            let _ = child.0.kill();
            return Some(refusal);
        }
    }
    None
}

/// Why a process must not go on.
fn too_much(start: Instant, reader: &Reader, cancel: &AtomicBool) -> Option<Refusal> {
    if cancel.load(Ordering::Relaxed) {
        Some(Refusal::Cancelled)
    } else if start.elapsed() > reader.clock {
        Some(Refusal::TookTooLong(reader.clock.as_secs()))
    } else {
        None
    }
}

/// Hands bytes over beside the watch, and ends the stream.
fn hand(stream: Option<impl Write + Send + 'static>, bytes: Option<Vec<u8>>) {
    if let (Some(mut stream), Some(bytes)) = (stream, bytes) {
        // A process that has ended takes no more; its answer, or that there is none, tells.
        std::thread::spawn(move || stream.write_all(&bytes));
    }
}

fn spawn(path: &Path, input: Stdio, reader: &Reader) -> io::Result<Child> {
    let mut command = Command::new(&reader.program);
    command.arg(&reader.argument).arg(path);
    command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped());
    // For each thread the allocator of Linux would set aside address space that the cap counts.
    #[cfg(target_os = "linux")]
    command.env("MALLOC_ARENA_MAX", "1");
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command.spawn()
}

/// What a process says on standard error, as text, read beside its output.
fn words(stream: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            // A stream that breaks off ends here.
            let _ = stream.by_ref().take(LAST_WORDS).read_to_end(&mut bytes);
            let _ = io::copy(&mut stream, &mut io::sink());
        }
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}

/// A process that ends with its watch.
struct Running(Child);

impl Running {
    /// Waits for the end of a process whose output has ended.
    fn end(&mut self) -> io::Result<ExitStatus> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(1) {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status);
            }
            std::thread::yield_now();
        }
        self.0.kill()?;
        self.0.wait()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where the process has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl<T> Output<T> {
    /// Why there is no answer.
    fn end(&self) -> Refusal {
        if self.words.contains("memory allocation of") {
            return Refusal::TooMuchMemory(MEMORY_MIB);
        }
        if let Some(refusal) = by_signal(self.status) {
            return refusal;
        }
        let words =
            self.words.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim();
        Refusal::Crashed(if words.is_empty() {
            self.status.to_string()
        } else {
            format!("{}；{words}", self.status)
        })
    }
}

#[cfg(unix)]
fn by_signal(status: ExitStatus) -> Option<Refusal> {
    use std::os::unix::process::ExitStatusExt;
    const SIGXCPU: i32 = if cfg!(any(target_os = "linux", target_os = "macos")) { 24 } else { -1 };
    (status.signal() == Some(SIGXCPU)).then_some(Refusal::TookTooLong(super::CPU_SECONDS))
}

#[cfg(not(unix))]
fn by_signal(_: ExitStatus) -> Option<Refusal> {
    None
}

/// Ties the process to this one, so that it does not outlive it. On Unix its own cap on
/// processor time does that.
#[cfg(windows)]
fn guard(child: &Child) -> Result<win32job::Job, Refusal> {
    use std::os::windows::io::AsRawHandle;
    let not_started = |error: win32job::JobError| Refusal::NotStarted(error.to_string());
    let mut limits = win32job::ExtendedLimitInfo::new();
    limits.limit_kill_on_job_close();
    let job = win32job::Job::create_with_limit_info(&limits).map_err(not_started)?;
    job.assign_process(child.as_raw_handle() as isize).map_err(not_started)?;
    Ok(job)
}

/// The library sets no cap on committed memory, so the watch does.
#[cfg(windows)]
fn takes_too_much(child: &Child) -> bool {
    use std::os::windows::io::AsRawHandle;
    let memory = win32job::utils::get_process_memory_info(child.as_raw_handle() as isize);
    memory.is_ok_and(|memory| memory.private_usage as u64 > (MEMORY_MIB + 64) * 1024 * 1024)
}

#[cfg(not(windows))]
fn takes_too_much(_: &Child) -> bool {
    false
}
