//! Times what `cargo xtask bench` cannot see from outside: the same report made again and again
//! in one process, and how it is written beside a bare writer of the same pages.
//!
//! - `report_speed list WORKBOOK OUT`: the display list of the report, for `bare_pdf`.
//! - `report_speed bare WORKBOOK OUT`: the whole job with the bare writer in the place of ours.
//! - `report_speed writers WORKBOOK TURNS FOLDER`: laid out pages to bytes, by ours and by the
//!   bare writer in turns. Prints Markdown and leaves both files in the folder.
//! - `report_speed warm WORKBOOK TURNS FOLDER`: whole reports. Prints Markdown.
//!
//! The profile is the file beside the workbook with the ending `toml`.

use shuiheng_api::{Done, Job, Reader, bench, diagnose_files, profile_file, write_report};
use shuiheng_report::bare::{bare, painted};
use shuiheng_report::{Layout, Progress, Properties, pdf};
use std::error::Error;
use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// Makes this program the reading process.
const READ: &str = "__read";

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [READ, path] => return Ok(shuiheng_api::serve_reader(path.as_ref())),
        ["list", workbook, out] => list(workbook.as_ref(), out.as_ref())?,
        ["bare", workbook, out] => whole_bare(workbook.as_ref(), out.as_ref())?,
        ["writers", workbook, turns, folder] => {
            writers(workbook.as_ref(), turns.parse()?, folder.as_ref())?;
        }
        ["warm", workbook, turns, folder] => {
            warm(workbook.as_ref(), turns.parse()?, folder.as_ref())?;
        }
        _ => return Err("see the head of this file".into()),
    }
    Ok(ExitCode::SUCCESS)
}

fn diagnosed(workbook: &Path) -> Outcome<Done> {
    let reader = Reader::new(std::env::current_exe()?, READ);
    let profile = profile_file(&workbook.with_extension("toml")).map_err(said)?;
    let files = [workbook.to_owned()];
    Ok(diagnose_files(&files, profile, None, &reader, &Job::quiet()).map_err(said)?)
}

fn said(error: shuiheng_api::Error) -> String {
    error.message.en
}

fn list(workbook: &Path, out: &Path) -> Outcome {
    let (layout, _) = bench::pages(&diagnosed(workbook)?).map_err(said)?;
    std::fs::write(out, painted(&layout).to_bytes())?;
    Ok(())
}

fn whole_bare(workbook: &Path, out: &Path) -> Outcome {
    let (layout, _) = bench::pages(&diagnosed(workbook)?).map_err(said)?;
    Ok(std::fs::write(out, bare(&painted(&layout), &bench::typefaces())?)?)
}

fn writers(workbook: &Path, turns: usize, folder: &Path) -> Outcome {
    let (layout, properties) = bench::pages(&diagnosed(workbook)?).map_err(said)?;
    let pages = painted(&layout);
    let (mut ours, mut bares) = (Vec::new(), Vec::new());
    // The first turn only warms what is read once.
    for turn in 0..=turns {
        let (took, whole) = timed(|| ours_of(&layout, &properties))?;
        let (bare_took, floor) = timed(|| Ok(bare(&pages, &bench::typefaces())?))?;
        if turn == 0 {
            std::fs::write(folder.join("writer-ours.pdf"), whole)?;
            std::fs::write(folder.join("writer-bare.pdf"), floor)?;
        } else {
            ours.push(took);
            bares.push(bare_took);
        }
    }
    let sizes = ["writer-ours.pdf", "writer-bare.pdf"].map(|name| size(&folder.join(name)));
    let mut out = io::stdout();
    let title = format!("\n## Writing the laid out pages of {}\n", name(workbook));
    writeln!(out, "{title}\n{} pages, warm, one thread, in turns.\n", layout.pages.len())?;
    writeln!(out, "| | CPU, ms | bytes | CPU × |\n|--|--:|--:|--:|")?;
    let floor = middle(&bares);
    for (name, took, size) in [("our writer", &ours, sizes[0]), ("bare writer", &bares, sizes[1])] {
        writeln!(out, "| {name} | {} | {size} | {:.2} |", spread(took), middle(took) / floor)?;
    }
    Ok(())
}

/// The pages as the program writes them, its faces not read yet.
fn ours_of(layout: &Layout, properties: &Properties) -> Outcome<Vec<u8>> {
    let go_on = |_: Progress| ControlFlow::Continue(());
    Ok(pdf(layout, properties, &bench::typefaces(), &go_on)?)
}

fn warm(workbook: &Path, turns: usize, folder: &Path) -> Outcome {
    let report = folder.join("warm.pdf");
    let (mut reports, mut wholes) = (Vec::new(), Vec::new());
    let mut pages = 0;
    for turn in 0..=turns {
        let begun = Instant::now();
        let done = diagnosed(workbook)?;
        let diagnosed = begun.elapsed();
        pages = write_report(&done, &report, &Job::quiet()).map_err(said)?.pages;
        if turn > 0 {
            wholes.push(begun.elapsed().as_secs_f64());
            reports.push((begun.elapsed() - diagnosed).as_secs_f64());
        }
    }
    let mut out = io::stdout();
    writeln!(out, "\n## The same report again and again in one process\n")?;
    writeln!(out, "{}, {pages} pages, {turns} turns.\n", name(workbook))?;
    writeln!(out, "| | wall, ms |\n|--|--:|")?;
    writeln!(out, "| shuiheng, from the diagnosis to the written PDF | {} |", spread(&reports))?;
    writeln!(out, "| shuiheng, with reading and diagnosing the workbook | {} |", spread(&wholes))?;
    Ok(())
}

/// Processor seconds that a piece of work took on this thread; on other systems than Linux
/// seconds by the clock.
fn timed<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(f64, T)> {
    let (begun, before) = (Instant::now(), on_processor());
    let done = work()?;
    let took = match before.zip(on_processor()) {
        Some((before, after)) => after - before,
        None => begun.elapsed().as_secs_f64(),
    };
    Ok((took, done))
}

/// Processor seconds of this thread so far.
fn on_processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn sorted(took: &[f64]) -> Vec<f64> {
    let mut sorted = took.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn middle(took: &[f64]) -> f64 {
    sorted(took).get(took.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Least, middle and most, in ms.
fn spread(took: &[f64]) -> String {
    let sorted = sorted(took);
    let told = |at: Option<&f64>| at.map_or("–".to_owned(), |took| format!("{:.1}", took * 1e3));
    let middle = sorted.get(sorted.len() / 2);
    format!("{} / {} / {}", told(sorted.first()), told(middle), told(sorted.last()))
}

fn size(file: &Path) -> u64 {
    file.metadata().map_or(0, |file| file.len())
}

fn name(workbook: &Path) -> String {
    workbook.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
