//! The jobs: who does each, and on what.

use super::contest::{Contest, Contestant};
use crate::step::{command, run};
use crate::{Outcome, place};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Units of the made site: about 40 pages in our report.
const UNITS: &str = "40";
/// Units in a drawing of the baseline, so that its report is about as long as ours.
const PER_DRAWING: &str = "3";

/// Streams of the made networks.
const STREAMS: [&str; 4] = ["30", "300", "3000", "30000"];
/// Of the largest, the yardstick would take minutes for the uncertainty of every stream.
const WITHOUT_SD: &str = "30000";

/// Where the benchmarks write, and the Python that does the baseline.
pub(super) struct Workplace {
    /// The folder for made workbooks, reports and the table.
    pub(super) folder: PathBuf,
    /// Python with the packages of the baseline, where there is one.
    pub(super) python: Option<PathBuf>,
}

impl Workplace {
    /// A script of `tests/bench`; none without Python.
    pub(super) fn script(&self, name: &str) -> Option<Command> {
        let mut script = command(self.python.as_ref()?);
        script.arg(place::root().join("tests/bench").join(name));
        Some(script)
    }

    /// A workbook that a script writes, made anew so that it fits the script.
    pub(super) fn made(&self, script: &str, name: &str, options: &[&str]) -> Outcome<PathBuf> {
        let path = self.folder.join(name);
        if let Some(mut script) = self.script(script) {
            run(&format!("making {name}"), script.arg(&path).args(options))?;
        }
        Ok(path)
    }

    /// A diagnosis that is printed as a summary.
    pub(super) fn diagnose_only(workbook: &Path) -> Command {
        let mut diagnose = command(place::executable("release", "shuiheng"));
        diagnose.arg("diagnose").arg(workbook);
        diagnose.arg("--profile").arg(workbook.with_extension("toml"));
        diagnose
    }

    fn diagnose(&self, workbook: &Path, name: &str) -> Contestant {
        let mut diagnose = Self::diagnose_only(workbook);
        diagnose.arg("--json").arg(self.folder.join(format!("{name}-shuiheng.json")));
        diagnose.arg("--pdf").arg(self.folder.join(format!("{name}-shuiheng.pdf")));
        Contestant { name: "shuiheng diagnose", command: diagnose }
    }

    fn baseline(&self, workbook: &Path, name: &str) -> Option<Contestant> {
        let mut baseline = self.script("baseline.py")?;
        baseline.arg(workbook);
        baseline.arg("--json").arg(self.folder.join(format!("{name}-baseline.json")));
        baseline.arg("--pdf").arg(self.folder.join(format!("{name}-baseline.pdf")));
        Some(Contestant { name: "openpyxl + ReportLab", command: baseline })
    }

    fn reader(&self, workbook: &Path, name: &'static str, library: &str) -> Option<Contestant> {
        let mut reader = self.script("read50k.py")?;
        reader.arg(workbook).arg(library);
        Some(Contestant { name, command: reader })
    }
}

/// The main job on the sample with the most units.
pub(super) fn sample(workplace: &Workplace) -> Contest {
    let workbook = place::root().join("assets/samples/dyeing.xlsx");
    let mut contestants = vec![workplace.diagnose(&workbook, "sample")];
    contestants.extend(workplace.baseline(&workbook, "sample"));
    Contest {
        title: "The main job: `assets/samples/dyeing.xlsx` to JSON and PDF".to_owned(),
        turns: 15,
        contestants,
        measure: 0,
    }
}

/// Reading and recognising a large workbook, divided by what calamine takes to read it.
pub(super) fn reading(workplace: &Workplace) -> Outcome<Contest> {
    let workbook = workplace.made("make_large.py", "large.xlsx", &[])?;
    let inspect = || {
        let mut inspect = command(place::executable("release", "shuiheng"));
        inspect.arg("inspect").arg(&workbook);
        inspect
    };
    let mut printed = inspect();
    printed.arg("--json");
    let example = |name: &str| {
        let mut example = command(place::executable("release/examples", name));
        example.arg(&workbook);
        example
    };
    let mut contestants = vec![
        Contestant { name: "reading and recognising, nothing printed", command: example("stages") },
        Contestant { name: "shuiheng inspect", command: inspect() },
        Contestant { name: "shuiheng inspect --json", command: printed },
        Contestant { name: "calamine, cells only (worksheet_range)", command: example("bare") },
    ];
    contestants.extend(workplace.reader(&workbook, "openpyxl read-only, cells only", "openpyxl"));
    contestants.extend(workplace.reader(&workbook, "pandas, cells only", "pandas"));
    Ok(Contest {
        title: "Reading and recognising 50 000 rows × 40 columns".to_owned(),
        turns: 5,
        contestants,
        measure: 3,
    })
}

/// The main job on a site large enough for a long report.
pub(super) fn long_report(workplace: &Workplace) -> Outcome<Contest> {
    let workbook = workplace.made("make_site.py", "site.xlsx", &["--units", UNITS])?;
    let mut contestants = vec![workplace.diagnose(&workbook, "site")];
    contestants.extend(workplace.baseline(&workbook, "site").map(|mut baseline| {
        baseline.command.args(["--per-drawing", PER_DRAWING]);
        baseline
    }));
    Ok(Contest {
        title: format!("A report of about 40 pages: {UNITS} units to JSON and PDF"),
        turns: 9,
        contestants,
        measure: 0,
    })
}

/// Reconciling measured networks of growing size.
pub(super) fn networks(workplace: &Workplace) -> Outcome<Vec<Contest>> {
    STREAMS.iter().map(|streams| network(workplace, streams)).collect()
}

fn network(workplace: &Workplace, streams: &str) -> Outcome<Contest> {
    let name = format!("network-{streams}.json");
    let network = workplace.made("make_network.py", &name, &["--streams", streams])?;
    let mut ours = command(place::executable("release", "shuiheng"));
    ours.arg("reconcile").arg(&network).arg("--json");
    let mut contestants = vec![Contestant { name: "shuiheng reconcile --json", command: ours }];
    let least = streams == WITHOUT_SD;
    contestants.extend(workplace.script("reconcile_scipy.py").map(|mut scipy| {
        scipy.arg(&network);
        if least {
            scipy.arg("--without-sd");
        }
        Contestant { name: "NumPy + SciPy", command: scipy }
    }));
    let left_out = if least { "; SciPy without the uncertainties of streams" } else { "" };
    Ok(Contest {
        title: format!("Reconciling a network of about {streams} streams{left_out}"),
        turns: if least || streams == "3000" { 5 } else { 9 },
        contestants,
        measure: 0,
    })
}
