//! `report`, `rollup`, `package`, `backup`, `restore`, `check`: what concerns the whole
//! workspace.

use crate::args::program::{
    Backup, Batch, Check, OnConflict, Package, PackageAction, Restore, Rollup,
};
use crate::case::{found, opened};
use crate::outcome::{self, Outcome, say};
use shuiheng_api::{App, Error, Job, Result, Text, view};
use std::collections::BTreeMap;
use std::path::Path;

fn progress() -> Job {
    Job::new(|progress: view::Progress| say(&progress.step))
}

/// Reports of many diagnoses. What could not be made is told and gives exit code 4.
pub(crate) fn batch(job: Batch, workspace: Option<&Path>) -> Result<Outcome> {
    let app = opened(workspace)?;
    let ids = job.cases.iter().map(|case| found(&app, case)).collect::<Result<Vec<_>>>()?;
    let order = view::BatchOrder {
        ids: (!job.all).then_some(ids),
        pdf: !job.no_pdf,
        docx: job.docx,
        xlsx: job.xlsx,
        threads: job.threads.unwrap_or(0),
    };
    let done = app.export_batch(&order, &job.out, &progress())?;
    if job.json {
        outcome::json(&done, None)?;
    } else {
        for file in &done.files {
            let pages = file.pages.map_or_else(String::new, |pages| format!("（{pages} 页）"));
            outcome::print(&format!("{}{pages}", file.path))?;
        }
    }
    let failures: Vec<String> = done
        .failures
        .iter()
        .map(|failure| format!("{}：{}{}", failure.file, failure.message, failure.fix))
        .chain(done.left.iter().map(|name| format!("{name}：未生成。")))
        .collect();
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::NotSatisfied(failures) })
}

/// The sum of the program.
pub(crate) fn rollup(job: &Rollup, workspace: Option<&Path>) -> Result<Outcome> {
    let app = opened(workspace)?;
    if job.xlsx.is_none() && job.pdf.is_none() && !job.json {
        return Err(Error::refused(
            Text::new("没有指定要写出的汇总文件。", "no file was asked for"),
            Text::new("加上 --xlsx、--pdf 或 --json。", "add --xlsx, --pdf or --json"),
        ));
    }
    if job.xlsx.is_some() || job.pdf.is_some() {
        let done = app.export_rollup(job.xlsx.as_deref(), job.pdf.as_deref(), &progress())?;
        for path in &done.paths {
            // With --json standard output holds the document alone.
            if job.json { say(path) } else { outcome::print(path)? }
        }
    }
    if job.json {
        outcome::json(&app.rollup()?, None)?;
    }
    Ok(Outcome::Done)
}

/// Packages of diagnoses.
pub(crate) fn package(job: Package, workspace: Option<&Path>) -> Result<Outcome> {
    let app = opened(workspace)?;
    match job.action {
        PackageAction::Export { out, cases } => {
            let ids = cases.iter().map(|case| found(&app, case)).collect::<Result<Vec<_>>>()?;
            let ids = Some(ids).filter(|ids| !ids.is_empty());
            let done = app.export_package(ids.as_deref(), &out, &Job::quiet())?;
            outcome::print(&format!(
                "{}（{} 项诊断，{} 个文件）",
                done.path, done.diagnoses, done.files
            ))?;
            Ok(Outcome::Done)
        }
        PackageAction::Import { file, on_conflict, dry_run, json } => {
            import(&app, &file, (on_conflict, dry_run, json))
        }
    }
}

fn import(
    app: &App,
    file: &Path,
    (on_conflict, dry_run, json): (OnConflict, bool, bool),
) -> Result<Outcome> {
    let preview = app.preview_package(file)?;
    let conflicts = || preview.diagnoses.iter().flat_map(|one| &one.conflicts);
    if !json {
        preview.diagnoses.iter().for_each(tell);
    }
    for conflict in conflicts() {
        say(&format!(
            "冲突 {} {} {}：原为“{}”，本工作区为“{}”，诊断包为“{}”",
            conflict.kind,
            conflict.name,
            conflict.field,
            conflict.base,
            conflict.mine,
            conflict.theirs
        ));
    }
    if dry_run {
        if json {
            outcome::json(&preview, None)?;
        }
        return Ok(Outcome::Done);
    }
    let decisions: BTreeMap<String, String> = match on_conflict {
        OnConflict::Refuse => BTreeMap::new(),
        OnConflict::Mine => conflicts().map(|one| (one.key.clone(), "mine".into())).collect(),
        OnConflict::Theirs => conflicts().map(|one| (one.key.clone(), "theirs".into())).collect(),
    };
    let merged = app.accept_package(&preview.token, &decisions)?;
    if json {
        outcome::json(&merged, None)?;
    } else {
        outcome::print(&format!(
            "新增诊断 {} 项，更新 {} 项，新增文件 {} 个，新增报告 {} 份",
            merged.added, merged.changed, merged.files, merged.reports
        ))?;
    }
    merged.remarks.iter().for_each(|remark| say(remark));
    Ok(Outcome::Done)
}

fn tell(one: &view::PackagedDiagnosis) {
    let state = match one.presence.as_str() {
        "new" => "新诊断",
        "removed" => "曾在本工作区删除，将恢复",
        _ => "已有诊断",
    };
    say(&format!(
        "{}：{state}；新增记录 {}，采用对方修改 {}，自动合并 {}，保留本方 {}，冲突 {}",
        one.name,
        one.added,
        one.taken,
        one.joined,
        one.kept,
        one.conflicts.len()
    ));
}

/// A copy of the whole workspace.
pub(crate) fn backup(job: &Backup, workspace: Option<&Path>) -> Result<Outcome> {
    let done = opened(workspace)?.backup(job.out.as_deref())?;
    outcome::print(&format!("{}（{} 个文件）", done.path, done.files))?;
    Ok(Outcome::Done)
}

/// A workspace out of a backup.
pub(crate) fn restore(job: &Restore, workspace: Option<&Path>) -> Result<Outcome> {
    let to = workspace.ok_or_else(|| {
        Error::refused(
            Text::new("没有指定恢复到哪里。", "no place to restore to was named"),
            Text::new("在命令前加 --workspace 新文件夹。", "add --workspace DIR"),
        )
    })?;
    let done = App::restore(&job.backup, to)?;
    outcome::print(&format!("{}（{} 个文件）", done.path, done.files))?;
    Ok(Outcome::Done)
}

/// Looks at everything; exit code 4 where something is wrong.
pub(crate) fn check(job: &Check, workspace: Option<&Path>) -> Result<Outcome> {
    let app = opened(workspace)?;
    if job.rebuild {
        app.rebuild()?;
    }
    let found = app.check()?;
    if job.json {
        outcome::json(&found, None)?;
    } else {
        outcome::print(&format!(
            "检查了 {} 条修改历史、{} 个留存文件，{}",
            found.revisions,
            found.files,
            match found.problems.len() {
                0 => "没有发现问题。".to_owned(),
                count => format!("发现 {count} 处问题。"),
            }
        ))?;
    }
    let problems = found.problems.iter().map(|one| format!("{}{}", one.message, one.fix));
    let problems: Vec<String> = problems.collect();
    Ok(if problems.is_empty() { Outcome::Done } else { Outcome::NotSatisfied(problems) })
}
