//! Reports: one of about 40 pages against other typesetters of the same content, and 35 of
//! them in one batch.

use super::contest::{Contest, Contestant};
use super::job::Workplace;
use crate::step::{ask, command, run};
use crate::{Outcome, place};
use std::path::{Path, PathBuf};

/// How many diagnoses the program plans.
const PLANNED: usize = 35;
const SAMPLES: [&str; 7] = [
    "dyeing.xlsx",
    "fibre.xls",
    "paper.ods",
    "cogeneration.xlsx",
    "food.csv",
    "plating.xlsx",
    "chemical.xlsx",
];

fn shuiheng() -> std::process::Command {
    command(place::executable("release", "shuiheng"))
}

fn samples() -> PathBuf {
    place::root().join("assets/samples")
}

/// The report of the sample with the most units, each a cold process: ours with reading,
/// computing and drawings; the others set the words and tables of our report alone.
pub(super) fn typesetters(workplace: &Workplace) -> Outcome<Contest> {
    let workbook = samples().join("dyeing.xlsx");
    let word = workplace.folder.join("report.docx");
    run(
        "writing the report to set again",
        shuiheng().arg("diagnose").arg(&workbook).arg("--docx").arg(&word),
    )?;
    let mut ours = shuiheng();
    ours.arg("diagnose").arg(&workbook).arg("--pdf").arg(workplace.folder.join("report.pdf"));
    let mut contestants = vec![Contestant { name: "shuiheng diagnose --pdf", command: ours }];
    for (name, by) in [("typst", "typst"), ("ReportLab", "reportlab")] {
        if let Some(mut script) = workplace.script("typeset.py") {
            script.arg(&word).arg(by).arg(workplace.folder.join(format!("{by}.pdf")));
            contestants.push(Contestant { name, command: script });
        }
    }
    if ask("soffice", &["--version"]).is_some() {
        let mut office = command("soffice");
        let profile = workplace.folder.join("office");
        office.arg(format!("-env:UserInstallation=file://{}", profile.display()));
        office.args(["--headless", "--convert-to", "pdf", "--outdir"]);
        office.arg(workplace.folder.join("office-out")).arg(&word);
        contestants.push(Contestant { name: "LibreOffice, from our DOCX", command: office });
    }
    Ok(Contest {
        title: "A report of about 40 pages as a whole cold process".to_owned(),
        turns: 5,
        contestants,
        measure: 0,
    })
}

/// The reports of a whole program in one batch, on one and on two threads.
pub(super) fn batch(workplace: &Workplace) -> Outcome<Contest> {
    let workspace = workplace.folder.join("program");
    if !workspace.join("workspace.sqlite3").exists() {
        fill(&workspace)?;
    }
    let on = |threads: &str| {
        let mut batch = shuiheng();
        batch.arg("--workspace").arg(&workspace).args(["report", "--all", "--threads", threads]);
        batch.arg("--out").arg(workplace.folder.join("batch"));
        batch
    };
    Ok(Contest {
        title: format!("{PLANNED} reports in one batch"),
        turns: 3,
        contestants: vec![
            Contestant { name: "1 thread", command: on("1") },
            Contestant { name: "2 threads", command: on("2") },
        ],
        measure: 0,
    })
}

/// A workspace with so many diagnoses as the program plans, out of the samples in turn.
fn fill(workspace: &Path) -> Outcome {
    println!("==> filling a workspace with {PLANNED} diagnoses");
    for (number, sample) in (1..=PLANNED).zip(SAMPLES.iter().cycle()) {
        let (file, name) = (samples().join(sample), format!("示例企业 {number}"));
        let mut begin = shuiheng();
        begin.arg("--workspace").arg(workspace).args(["case", "new", &name, "--profile"]);
        run(&name, begin.arg(file.with_extension("toml")))?;
        let mut import = shuiheng();
        import.arg("--workspace").arg(workspace).args(["case", "import", &name]);
        run(&name, import.arg(&file))?;
    }
    Ok(())
}
