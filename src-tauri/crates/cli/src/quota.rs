//! `shuiheng --workspace DIR quota …`: the library of a workspace.

use crate::args::{Conflict, Quota, QuotaAction};
use crate::diagnose::reader;
use crate::outcome::{self, Outcome};
use serde_json::json;
use shuiheng_api::{App, Error, Job, Lang, Result, Text, view};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

pub(crate) fn run(job: Quota, workspace: Option<&Path>, lang: Lang) -> Result<Outcome> {
    let folder = workspace.ok_or_else(|| {
        Error::refused(
            Text::new("没有指定工作区。", "no workspace was named"),
            Text::new("在命令前加 --workspace 文件夹。", "add --workspace DIR"),
        )
    })?;
    let app = App::open(folder, reader()?)?;
    match job.action {
        QuotaAction::List { search, all, json } => list(&app, &search.join(" "), all, json),
        QuotaAction::Show { id, table, json } => show(&app.library_row(&table, &id)?, json),
        QuotaAction::Import { file, dry_run, doubtful, common, columns, json } => {
            let preview = preview(&app, &file)?;
            let choices = choices(&preview, &common, &columns)?;
            let preview = app.revise_quotas(&preview.token, &choices)?;
            import(&app, &preview, (dry_run, doubtful, json), lang)
        }
        QuotaAction::Export { out } => {
            let count = app.export_library(&out)?;
            outcome::print(&match lang {
                Lang::Zh => format!("{}：{count} 行", out.display()),
                Lang::En => format!("{}: {count} rows", out.display()),
            })?;
            Ok(Outcome::Done)
        }
        QuotaAction::Merge { file, dry_run, conflicts, json } => {
            merge(&app, &app.preview_merge(&file)?, (dry_run, json), conflicts, lang)
        }
        QuotaAction::Confirm { ids, table, by, document, clause, on, scan } => {
            let on = match on {
                Some(on) => on,
                None => app.list_library("")?.today,
            };
            let key = |id: String| view::LibraryKey { table: table.clone(), id };
            let rows = ids.into_iter().map(key).collect();
            let form = view::LibraryConfirming { rows, by, on, document, clause, scan: None };
            let list = app.confirm_rows(&form, scan.as_deref())?;
            outcome::print(&match lang {
                Lang::Zh => format!("已核实 {}／{} 行", list.confirmed, list.total),
                Lang::En => format!("{} of {} rows are confirmed", list.confirmed, list.total),
            })?;
            Ok(Outcome::Done)
        }
    }
}

fn list(app: &App, search: &str, all: bool, json: bool) -> Result<Outcome> {
    let rows = app.list_library(search)?.rows;
    let rows: Vec<_> = rows.into_iter().filter(|row| all || row.table == "quotas").collect();
    if json {
        outcome::json(&json!({ "rows": rows }), None)?;
        return Ok(Outcome::Done);
    }
    for row in rows {
        let standing = [row.standing.as_str(), &row.condition].into_iter();
        let standing: Vec<&str> = standing.filter(|text| !text.is_empty()).collect();
        outcome::print(&format!(
            "{}  {} {}  {} {}  [{}]  {}",
            row.id,
            row.document,
            row.name,
            row.values,
            row.unit,
            row.state_name,
            standing.join("；")
        ))?;
    }
    Ok(Outcome::Done)
}

fn show(detail: &view::LibraryDetail, json: bool) -> Result<Outcome> {
    if json {
        outcome::json(&json!(detail), None)?;
        return Ok(Outcome::Done);
    }
    for field in &detail.fields {
        outcome::print(&format!("{}：{}", field.name, field.value))?;
    }
    outcome::print(&format!("核实：{} {}", detail.row.state_name, detail.row.confirmed))?;
    for one in &detail.confirmations {
        let withdrawn = match one.withdrawn.as_str() {
            "" => String::new(),
            withdrawn => format!("（已撤销：{withdrawn}）"),
        };
        outcome::print(&format!(
            "  {} {} {} {}{withdrawn}",
            one.on, one.by, one.document, one.clause
        ))?;
    }
    for version in &detail.versions {
        let changes = version
            .changes
            .iter()
            .map(|change| format!("{} {}→{}", change.field, change.before, change.after));
        outcome::print(&format!(
            "版本 {}  {} {} {}  {}",
            version.number,
            version.on,
            version.by,
            version.reason,
            changes.collect::<Vec<_>>().join("；")
        ))?;
    }
    Ok(Outcome::Done)
}

fn preview(app: &App, file: &Path) -> Result<view::QuotaImport> {
    if file != Path::new("-") {
        return app.preview_quotas(file, &Job::quiet());
    }
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|cause| shuiheng_api::unreadable(file, &cause))?;
    let html =
        if text.to_ascii_lowercase().contains("<table") { text.clone() } else { String::new() };
    app.preview_pasted_quotas(&text, &html, &Job::quiet())
}

/// What `--set` and `--column` say; a field goes by its name or its code.
fn choices(
    preview: &view::QuotaImport,
    common: &[String],
    columns: &[String],
) -> Result<view::QuotaImportChoices> {
    let wrong = |said: &str| {
        Error::refused(
            Text::new(format!("“{said}”无法识别。"), format!("{said} cannot be read")),
            Text::new(
                "写成 字段=内容 或 列=字段；字段名见导入预览中的各列含义。",
                "write FIELD=TEXT or LETTER=FIELD",
            ),
        )
    };
    let field = |name: &str| {
        let known = preview.meanings.iter().find(|one| one.name == name || one.code == name);
        known.map(|one| one.code.clone())
    };
    let mut choices = view::QuotaImportChoices {
        common: preview.common.clone(),
        ..view::QuotaImportChoices::default()
    };
    for said in common {
        let (name, text) = said.split_once('=').ok_or_else(|| wrong(said))?;
        choices.common.insert(field(name).ok_or_else(|| wrong(said))?, text.to_owned());
    }
    for said in columns {
        let (letter, name) = said.split_once('=').ok_or_else(|| wrong(said))?;
        let column = preview.columns.iter().find(|one| one.letter.eq_ignore_ascii_case(letter));
        let column = column.ok_or_else(|| wrong(said))?;
        let code = if name.is_empty() { Some(String::new()) } else { field(name) };
        choices.fields.insert(column.col, code.ok_or_else(|| wrong(said))?);
    }
    Ok(choices)
}

fn import(
    app: &App,
    preview: &view::QuotaImport,
    (dry_run, doubtful, json): (bool, bool, bool),
    lang: Lang,
) -> Result<Outcome> {
    if preview.rows.is_empty() {
        return Err(Error::refused(
            Text::new(
                format!("“{}”中没有读出定额，未导入。", preview.name),
                format!("no quota was read from {}", preview.name),
            ),
            Text::new(
                "检查表头和各列含义，或用 --column 指定。",
                "check the head, or say what the columns mean with --column",
            ),
        ));
    }
    let wanted = |row: &&view::QuotaImportRow| {
        row.sound || (doubtful && matches!(row.state.as_str(), "new" | "version"))
    };
    let lines: Vec<u32> = preview.rows.iter().filter(wanted).map(|row| row.line).collect();
    let left: Vec<&view::QuotaImportRow> = preview
        .rows
        .iter()
        .filter(|row| !lines.contains(&row.line) && row.state != "same")
        .collect();
    let taken = if dry_run || lines.is_empty() { 0 } else { lines.len() };
    if taken > 0 {
        app.accept_quotas(&preview.token, &lines)?;
    }
    if json {
        outcome::json(&json!({ "taken": taken, "table": preview }), None)?;
    } else {
        for row in &preview.rows {
            let quota = &row.quota;
            let doubts: Vec<&str> = row.doubts.iter().map(|one| one.message.as_str()).collect();
            outcome::print(&format!(
                "{}  {}  {} {} {}  {}",
                row.line,
                row.state_name,
                quota.id,
                quota.product,
                quota.unit,
                doubts.join("；")
            ))?;
        }
        for line in &preview.skipped {
            outcome::print(&format!("{}  略过（{}）  {}", line.line, line.reason, line.text))?;
        }
        outcome::print(&match lang {
            Lang::Zh => format!(
                "共 {} 行：采用 {taken}，与库中相同 {}，未采用 {}",
                preview.rows.len(),
                preview.same,
                left.len()
            ),
            Lang::En => format!(
                "{} rows: {taken} taken, {} the same, {} left",
                preview.rows.len(),
                preview.same,
                left.len()
            ),
        })?;
    }
    if left.is_empty() || dry_run {
        return Ok(Outcome::Done);
    }
    let reasons = left.iter().map(|row| {
        let why = row.doubts.iter().find(|doubt| doubt.severity != "note");
        Text::new(
            format!("第 {} 行未采用：{}", row.line, why.map_or("", |why| why.message.as_str())),
            format!("line {} was left: {}", row.line, why.map_or("", |why| why.code.as_str())),
        )
    });
    Ok(Outcome::NotSatisfied(reasons.map(|text| text.get(lang).to_owned()).collect()))
}

fn merge(
    app: &App,
    preview: &view::LibraryMerge,
    (dry_run, json): (bool, bool),
    conflicts: Conflict,
    lang: Lang,
) -> Result<Outcome> {
    if json {
        outcome::json(&json!(preview), None)?;
    } else {
        outcome::print(&match lang {
            Lang::Zh => format!(
                "新增 {}，更新 {}，双方都修改过 {}，相同 {}，本库较新 {}，核实记录 {}",
                preview.added.len(),
                preview.newer.len(),
                preview.conflicts.len(),
                preview.same,
                preview.older,
                preview.confirmations
            ),
            Lang::En => format!(
                "{} added, {} newer, {} conflicts, {} same, {} older, {} confirmations",
                preview.added.len(),
                preview.newer.len(),
                preview.conflicts.len(),
                preview.same,
                preview.older,
                preview.confirmations
            ),
        })?;
        for row in &preview.conflicts {
            let changes = row
                .changes
                .iter()
                .map(|change| format!("{} {}｜{}", change.field, change.before, change.after));
            let changes = changes.collect::<Vec<_>>().join("；");
            outcome::print(&format!("  {} {}  {changes}", row.id, row.name))?;
        }
    }
    if dry_run {
        return Ok(Outcome::Done);
    }
    if conflicts == Conflict::Stop && !preview.conflicts.is_empty() {
        let told = preview.conflicts.iter().map(|row| match lang {
            Lang::Zh => {
                format!("“{}”双方都修改过，未合并；用 --conflicts mine|theirs 说明取舍", row.id)
            }
            Lang::En => {
                format!("both changed {}; nothing was merged; say --conflicts mine|theirs", row.id)
            }
        });
        return Ok(Outcome::NotSatisfied(told.collect()));
    }
    let choice = if conflicts == Conflict::Mine { "mine" } else { "theirs" };
    let decisions: BTreeMap<String, String> =
        preview.conflicts.iter().map(|row| (row.id.clone(), choice.to_owned())).collect();
    app.accept_merge(&preview.token, &decisions)?;
    Ok(Outcome::Done)
}
