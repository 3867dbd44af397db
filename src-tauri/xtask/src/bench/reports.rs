//! Reports: one of about 40 pages against other typesetters of the same content, and 35 of
//! them in one batch.

use super::contest::{Contest, Contestant};
use super::job::Workplace;
use crate::step::{ask, command, listen, on_path, run};
use crate::{Outcome, place};
use std::path::{Path, PathBuf};
use std::process::Command;

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

fn shuiheng() -> Command {
    command(place::executable("release", "shuiheng"))
}

fn samples() -> PathBuf {
    place::root().join("assets/samples")
}

/// The workbook of the sample with the most units.
fn workbook() -> PathBuf {
    samples().join("dyeing.xlsx")
}

/// Our report taken apart for the others, who set its words, tables and pictures again.
fn prepared(workplace: &Workplace) -> Outcome<PathBuf> {
    let word = workplace.folder.join("report.docx");
    run(
        "writing the report to set again",
        shuiheng().arg("diagnose").arg(workbook()).arg("--docx").arg(&word),
    )?;
    if let Some(mut script) = workplace.script("typeset.py") {
        run(
            "taking it apart for the others",
            script.arg("prepare").arg(&word).arg(workplace.folder.join("typeset")),
        )?;
    }
    Ok(word)
}

fn typeset(workplace: &Workplace, by: &str) -> Option<Command> {
    let mut script = workplace.script("typeset.py")?;
    script.arg(by).arg(workplace.folder.join("typeset"));
    script.arg(workplace.folder.join(format!("{by}.pdf")));
    Some(script)
}

const TYPESETTERS: [(&str, &str); 2] = [("typst", "typst"), ("ReportLab", "reportlab")];

/// The report of the sample with the most units, each a cold process: ours with reading,
/// computing and drawing, and the same with a bare writer in the place of ours, which knows of
/// no links, bookmarks, structure and attachments; the others set the words, tables and pictures of our report alone,
/// and the bare writer puts our pages on paper as they are laid out.
pub(super) fn typesetters(workplace: &Workplace) -> Outcome<Contest> {
    let word = prepared(workplace)?;
    let mut ours = shuiheng();
    ours.arg("diagnose").arg(workbook()).arg("--pdf").arg(workplace.folder.join("report.pdf"));
    let mut contestants = vec![Contestant { name: "shuiheng diagnose --pdf", command: ours }];
    let mut whole = speed();
    whole.arg("bare").arg(workbook()).arg(workplace.folder.join("whole-bare.pdf"));
    contestants.push(Contestant { name: "the same with the bare writer", command: whole });
    contestants.push(bare(workplace)?);
    for (name, by) in TYPESETTERS {
        if let Some(command) = typeset(workplace, by) {
            contestants.push(Contestant { name, command });
        }
    }
    if ask("soffice", &["--version"]).is_some() {
        let mut office = office(workplace)?;
        office.args(["--convert-to", "pdf", "--outdir"]);
        office.arg(workplace.folder.join("office-out")).arg(&word);
        contestants.push(Contestant { name: "LibreOffice, from our DOCX", command: office });
    }
    Ok(Contest {
        title: "A report of about 40 pages as a whole cold process".to_owned(),
        turns: 7,
        contestants,
        measure: 0,
    })
}

/// The floor: the same pages from their display list, and nothing else.
fn bare(workplace: &Workplace) -> Outcome<Contestant> {
    let list = workplace.folder.join("report.list");
    let out = workplace.folder.join("bare.pdf");
    run("writing the display list", speed().arg("list").arg(workbook()).arg(&list))?;
    let mut bare = command(place::executable("release/examples", "bare_pdf"));
    run("the bare writer", bare.arg(&list).arg(&out))?;
    if on_path("qpdf") {
        run("looking at what it wrote", command("qpdf").arg("--check").arg(&out))?;
    }
    Ok(Contestant { name: "bare writer, from the display list", command: bare })
}

/// LibreOffice without a window, in a profile of its own, with our faces under the names that
/// the DOCX and the workbook ask for.
pub(super) fn office(workplace: &Workplace) -> Outcome<Command> {
    let fonts = workplace.folder.join("fonts.conf");
    let ours = place::root().join("assets/fonts");
    let cache = workplace.folder.join("fonts-cache");
    let mut known = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n\
         <fontconfig><dir>{}</dir><cachedir>{}</cachedir>\n",
        ours.display(),
        cache.display()
    );
    for (asked, given) in [
        ("宋体", "Report Serif SC"),
        ("Times New Roman", "Report Serif SC"),
        ("黑体", "Report Sans SC"),
        ("Arial", "Report Sans SC"),
    ] {
        known += &format!(
            "<match target=\"pattern\"><test name=\"family\"><string>{asked}</string></test>\
             <edit name=\"family\" mode=\"assign\" binding=\"strong\"><string>{given}</string></edit>\
             </match>\n"
        );
    }
    std::fs::write(&fonts, known + "</fontconfig>\n")
        .map_err(|error| format!("{}: {error}", fonts.display()))?;
    let mut office = command("soffice");
    office.env("FONTCONFIG_FILE", &fonts);
    let profile = workplace.folder.join("office");
    office.arg(format!("-env:UserInstallation=file://{}", profile.display())).arg("--headless");
    Ok(office)
}

fn speed() -> Command {
    command(place::executable("release/examples", "report_speed"))
}

/// What only a process itself can measure, as sections of Markdown: how pages are written
/// beside the bare writer, and the same report again and again.
pub(super) fn within(workplace: &Workplace) -> Outcome<String> {
    let mut writers = speed();
    writers.arg("writers").arg(workbook()).args(["31"]).arg(&workplace.folder);
    let mut page = heard("writing pages, beside the bare writer", &mut writers)?;
    let mut warm = speed();
    warm.arg("warm").arg(workbook()).args(["15"]).arg(&workplace.folder);
    page += &heard("the same report again and again", &mut warm)?;
    for (name, by) in TYPESETTERS {
        if let Some(mut again) = typeset(workplace, by) {
            page += &heard(&format!("the same by {name}"), again.arg("5"))?;
        }
    }
    Ok(page)
}

/// What a command prints, to its good end.
fn heard(what: &str, command: &mut Command) -> Outcome<String> {
    let said = listen(what, command)?;
    if said.good { Ok(said.text) } else { Err(format!("{what}: it did not end well")) }
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
