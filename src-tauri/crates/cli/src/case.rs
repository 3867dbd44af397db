//! `shuiheng --workspace DIR case …`: diagnoses in a workspace.

use crate::args::{Case, CaseAction, OnDifference};
use crate::diagnose::reader;
use crate::diagram;
use crate::issued;
use crate::log;
use crate::outcome::{self, Outcome, say};
use crate::person;
use shuiheng_api::{App, Error, Job, Lang, Result, Text, view};
use std::path::{Path, PathBuf};

pub(crate) fn run(job: Case, workspace: Option<&Path>, lang: Lang) -> Result<Outcome> {
    let app = opened(workspace)?;
    match job.action {
        CaseAction::New { name, profile, json } => new(&app, name, profile.as_deref(), json),
        CaseAction::List { json } => list(&app, json),
        CaseAction::Show { case, json } => show(&app, &case, json, lang),
        CaseAction::Import { case, files, dry_run, on_difference } => {
            import(&app, &case, &files, (dry_run, on_difference))
        }
        CaseAction::Report { case, pdf, docx, xlsx, issue, number, unsigned } => {
            let id = found(&app, &case)?;
            if let Some(path) = docx {
                outcome::print(&app.export_word(&id, &path, &Job::quiet())?.path)?;
            }
            if let Some(path) = xlsx {
                outcome::print(&app.export_workbook(&id, &path, &Job::quiet())?.path)?;
            }
            match pdf {
                Some(pdf) => {
                    issued::report(&app, &id, &pdf, issue.then_some((number, unsigned.as_str())))
                }
                None => Ok(Outcome::Done),
            }
        }
        CaseAction::Basis { case, json } => issued::basis(&app, &found(&app, &case)?, json),
        CaseAction::Accept { case, values, note } => {
            issued::accept(&app, &found(&app, &case)?, (&values, &note))
        }
        CaseAction::Issued { case, json } => {
            let id = case.map(|case| found(&app, &case)).transpose()?;
            issued::list(&app, id.as_deref(), json)
        }
        CaseAction::Reissue { number, pdf } => {
            issued::told(&app.write_issued(&number, &pdf, &Job::quiet())?)
        }
        CaseAction::Diagram { case, picture } => {
            let target = (picture.out.as_path(), picture.scale);
            diagram::told(&app.export_diagram(&found(&app, &case)?, picture.kind.into(), target)?)
        }
        CaseAction::Sign { case, by, remark } => {
            person::sign(&app, &found(&app, &case)?, (&by, &remark))
        }
        CaseAction::Log { case, by, kind, find, json } => {
            let id = case.map(|case| found(&app, &case)).transpose()?;
            log::run(&app, id.as_deref(), log::query(lang, by, kind, find), json)
        }
        CaseAction::Export { case, json } => {
            outcome::json(&app.document(&found(&app, &case)?, lang)?, json.as_deref())?;
            Ok(Outcome::Done)
        }
    }
}

/// The workspace that a person named.
pub(crate) fn opened(workspace: Option<&Path>) -> Result<App> {
    let folder = workspace.ok_or_else(|| {
        Error::refused(
            Text::new("没有指定工作区。", "no workspace was named"),
            Text::new("在命令前加 --workspace 文件夹。", "add --workspace DIR"),
        )
    })?;
    App::open(folder, reader()?)
}

/// The id of a diagnosis that a person named by its id or by its enterprise.
pub(crate) fn found(app: &App, case: &str) -> Result<String> {
    let rows = app.start()?.diagnoses;
    let by_name: Vec<&view::DiagnosisRow> = rows.iter().filter(|row| row.name == case).collect();
    match (rows.iter().find(|row| row.id == case), by_name.as_slice()) {
        (Some(row), _) => Ok(row.id.clone()),
        (None, [row]) => Ok(row.id.clone()),
        (None, several) => Err(Error::refused(
            if several.is_empty() {
                Text::new(
                    format!("工作区中没有诊断“{case}”。"),
                    format!("there is no diagnosis {case}"),
                )
            } else {
                Text::new(
                    format!("有多项诊断名为“{case}”，请用编号。"),
                    format!("several diagnoses are called {case}; use the id"),
                )
            },
            Text::new("用 case list 查看编号。", "see `case list`"),
        )),
    }
}

fn new(app: &App, name: Option<String>, profile: Option<&Path>, json: bool) -> Result<Outcome> {
    let file = profile.map(shuiheng_api::profile_file).transpose()?;
    let id = app.new_case(name.as_deref(), file)?;
    if json {
        outcome::json(&serde_json::json!({ "id": id }), None)?;
    } else {
        outcome::print(&id)?;
    }
    Ok(Outcome::Done)
}

fn list(app: &App, json: bool) -> Result<Outcome> {
    let start = app.start()?;
    if json {
        outcome::json(
            &serde_json::json!({ "diagnoses": start.diagnoses, "districts": start.districts }),
            None,
        )?;
        return Ok(Outcome::Done);
    }
    for row in &start.diagnoses {
        let intake = row.intake.map_or_else(|| "—".into(), |intake| format!("{intake:.1} m³/d"));
        outcome::print(&format!("{}  {}  {}  {intake}", row.id, row.name, row.district))?;
    }
    Ok(Outcome::Done)
}

fn show(app: &App, case: &str, json: bool, lang: Lang) -> Result<Outcome> {
    let id = found(app, case)?;
    if json {
        outcome::json(&app.document(&id, lang)?, None)?;
    } else {
        outcome::print(&shuiheng_api::summary(&app.audited(&id)?, lang))?;
    }
    Ok(Outcome::Done)
}

fn import(
    app: &App,
    case: &str,
    files: &[PathBuf],
    (dry_run, decision): (bool, OnDifference),
) -> Result<Outcome> {
    let id = found(app, case)?;
    for file in files {
        let preview = app.preview_import(&id, file, &Job::quiet())?;
        for difference in &preview.differences {
            say(&format!(
                "{} {}：{} → {}",
                difference.what, difference.quantity, difference.before, difference.after
            ));
        }
        for doubt in &preview.doubts {
            let places: Vec<String> =
                doubt.cells.iter().map(|cell| format!("{}!{}", cell.sheet, cell.a1)).collect();
            say(&format!("[{}] {} {}", doubt.severity, places.join("、"), doubt.message));
        }
        if preview.replaces {
            let comparison = app.compare_import(&id, &preview.token, &Job::quiet())?;
            compared(&comparison).iter().for_each(|line| say(line));
        }
        if !dry_run {
            app.accept_import(&id, &preview.token, decision.into())?;
            outcome::print(&taken(&preview))?;
        }
    }
    Ok(Outcome::Done)
}

/// What a corrected file changes, in lines: its cells, the results, and a person's figures.
fn compared(comparison: &view::ImportComparison) -> Vec<String> {
    let mut lines = Vec::new();
    for sheet in &comparison.sheets {
        lines.push(format!("工作表“{}”：{} 个单元格不同", sheet.sheet, sheet.count));
        for change in &sheet.cells {
            let place =
                |cell: &Option<view::Cell>| cell.as_ref().map_or("—", |cell| &cell.a1).to_owned();
            let (was, is) = (place(&change.before_cell), place(&change.cell));
            let places = if was == is { is } else { format!("{was}→{is}") };
            let told = format!("  {places} {}：{} → {}", change.row, change.before, change.after);
            let feeds = if change.feeds.is_empty() {
                String::new()
            } else {
                format!("（{}）", change.feeds)
            };
            lines.push(told + &feeds);
        }
    }
    for effect in &comparison.effects {
        if effect.before != effect.replaced || effect.before != effect.merged {
            lines.push(format!(
                "{}：{} → 替换后 {}，合并后 {}",
                effect.what, effect.before, effect.replaced, effect.merged
            ));
        }
    }
    for conflict in &comparison.conflicts {
        lines.push(format!(
            "{} {}：人工录入 {}，文件 {}",
            conflict.unit, conflict.quantity, conflict.own, conflict.file
        ));
    }
    lines
}

/// What was taken from a file, in a line; what comes along is named where there is some.
fn taken(preview: &view::ImportPreview) -> String {
    let mut line = format!(
        "{}：{} 个用水单元，{} 种产品，{} 只水表",
        preview.file.name, preview.units, preview.products, preview.meters
    );
    for (count, name) in [
        (preview.use_periods, "项用水记录"),
        (preview.readings, "条抄表记录"),
        (preview.equipment, "项用水设备"),
        (preview.quality, "项水质数据"),
    ] {
        if count > 0 {
            line.push_str(&format!("，{count} {name}"));
        }
    }
    line
}
