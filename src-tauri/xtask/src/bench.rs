//! `cargo xtask bench`: the main job, from a cold process, against the same job done with
//! openpyxl and ReportLab (`tests/bench/baseline.py`).

use crate::step::{ask, cargo, command, run};
use crate::{Outcome, place};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each is run; the median is printed.
const RUNS: usize = 9;

/// Measures both, turn by turn so that a busy moment of the machine meets both.
pub(crate) fn all() -> Outcome {
    run(
        "building the command line for release",
        &mut cargo(["build", "--release", "-p", "shuiheng-cli"]),
    )?;
    let python = python()?;
    let folder = place::target().join("bench");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    println!("==> read a workbook, balance, indicators, comparison, JSON and PDF ({RUNS} runs)");
    let (mut ours, mut baseline) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(time(&mut diagnose(&folder))?);
        baseline.push(time(&mut by_python(&python, &folder))?);
    }
    let (ours, baseline) = (median(&mut ours), median(&mut baseline));
    println!("shuiheng diagnose    {:8.1} ms", milliseconds(ours));
    println!("tests/bench/baseline {:8.1} ms", milliseconds(baseline));
    println!("ratio                {:8.1} x", baseline.as_secs_f64() / ours.as_secs_f64());
    Ok(())
}

fn workbook() -> PathBuf {
    place::root().join("assets/samples/dyeing.xlsx")
}

fn diagnose(folder: &Path) -> Command {
    let mut diagnose = command(place::executable("release", "shuiheng"));
    diagnose.arg("diagnose").arg(workbook());
    diagnose.arg("--profile").arg(place::root().join("assets/samples/dyeing.toml"));
    diagnose.arg("--json").arg(folder.join("shuiheng.json"));
    diagnose.arg("--pdf").arg(folder.join("shuiheng.pdf"));
    diagnose
}

fn by_python(python: &Path, folder: &Path) -> Command {
    let mut baseline = command(python);
    baseline.arg("tests/bench/baseline.py").arg(workbook());
    baseline.arg("--pdf").arg(folder.join("baseline.pdf"));
    baseline
}

fn time(command: &mut Command) -> Outcome<Duration> {
    let begun = Instant::now();
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let taken = begun.elapsed();
    let name = command.get_program().to_string_lossy().into_owned();
    let output = output.map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(taken);
    }
    Err(format!("{name}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)))
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Python with the packages of the baseline, in an environment of its own.
fn python() -> Outcome<PathBuf> {
    let environment = place::target().join("bench-python");
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = environment.join(folder).join("python");
    let wanted = place::root().join("tests/bench/requirements.txt");
    let stamp = environment.join("installed.txt");
    let requirements = std::fs::read(&wanted);
    let requirements = requirements.map_err(|error| format!("{}: {error}", wanted.display()))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == requirements) {
        return Ok(python);
    }
    if ask("python3", &["-c", "import venv, ensurepip"]).is_none() {
        return Err("python3 with venv is needed for the baseline (apt: python3-venv)".into());
    }
    run(
        "making an environment for the baseline",
        command("python3").args(["-m", "venv"]).arg(&environment),
    )?;
    run(
        "installing the baseline's packages",
        command(&python).args(["-m", "pip", "install", "--quiet", "-r"]).arg(&wanted),
    )?;
    std::fs::write(&stamp, requirements)
        .map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}
