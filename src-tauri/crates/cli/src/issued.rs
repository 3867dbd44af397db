//! `case report --final`, `case basis`, `case accept`, `case issued`, `case reissue` and
//! `verify`: issued reports and what they rest on.

use crate::case::opened;
use crate::outcome::{self, Outcome, say};
use shuiheng_api::{App, Error, Job, Result, Text, view};
use std::path::Path;

/// Writes the report: a draft, or under a number where one is to be issued.
pub(crate) fn report(
    app: &App,
    id: &str,
    pdf: &Path,
    issue: Option<(Option<String>, &str)>,
) -> Result<Outcome> {
    let job = Job::quiet();
    let written = match issue {
        None => app.export_report(id, pdf, &job)?,
        Some((number, unsigned)) => {
            let number = number.map_or_else(|| app.next_report_number(), Ok)?;
            if app.diagnosis(id)?.sign_off.is_none_or(|signed| !signed.stands) {
                say("△ 本诊断没有有效的复核签字。");
            }
            app.issue_unsigned(id, (&number, unsigned), pdf, &job)?
        }
    };
    told(&written)
}

/// Says where a report was written.
pub(crate) fn told(report: &view::ReportFile) -> Result<Outcome> {
    outcome::print(&format!("{}（{} 页）", report.path, report.pages))?;
    Ok(Outcome::Done)
}

/// What a diagnosis rests on.
pub(crate) fn basis(app: &App, id: &str, json: bool) -> Result<Outcome> {
    let all = app.diagnosis(id)?.reliances;
    if json {
        outcome::json(&serde_json::json!({ "reliances": all }), None)?;
        return Ok(Outcome::Done);
    }
    for one in &all {
        let state = match one.state.as_str() {
            "confirmed" => "已核实",
            "accepted" => "未核实，已确认采用",
            _ => "未核实",
        };
        outcome::print(&format!(
            "{}:{}  {}  {}  [{state}] {}",
            one.key.kind, one.key.id, one.name, one.judges, one.said
        ))?;
    }
    Ok(Outcome::Done)
}

/// Uses values that nobody confirmed.
pub(crate) fn accept(app: &App, id: &str, (values, note): (&[String], &str)) -> Result<Outcome> {
    let keys = if values.is_empty() {
        let all = app.diagnosis(id)?.reliances;
        all.into_iter().filter(|one| one.state == "open").map(|one| one.key).collect()
    } else {
        values.iter().map(|value| key(value)).collect::<Result<Vec<_>>>()?
    };
    let now = app.accept_unconfirmed(id, &keys, note)?;
    let open = now.reliances.iter().filter(|one| one.state == "open").count();
    outcome::print(&format!("已确认采用 {} 项，尚有 {open} 项未核实且未经确认", keys.len()))?;
    Ok(Outcome::Done)
}

fn key(value: &str) -> Result<view::RelianceKey> {
    let (kind, id) = value.split_once(':').ok_or_else(|| {
        Error::refused(
            Text::new(format!("“{value}”不是依据的编号。"), format!("{value} names no value")),
            Text::new("编号写作“类别:编号”，见 case basis。", "see `case basis`"),
        )
    })?;
    Ok(view::RelianceKey { kind: kind.into(), id: id.into() })
}

/// Issued reports.
pub(crate) fn list(app: &App, id: Option<&str>, json: bool) -> Result<Outcome> {
    let all = app.issued_reports(id)?;
    if json {
        outcome::json(&serde_json::json!({ "reports": all }), None)?;
        return Ok(Outcome::Done);
    }
    for one in &all {
        let stale = if one.stale { "  此后数据有变化" } else { "" };
        outcome::print(&format!(
            "{}  {}  {}  {} 页  {}{stale}",
            one.number, one.date, one.enterprise, one.pages, one.sha256
        ))?;
    }
    Ok(Outcome::Done)
}

/// Says whether a file is an issued report as it was issued.
pub(crate) fn verify(file: &Path, json: bool, workspace: Option<&Path>) -> Result<Outcome> {
    let app = opened(workspace)?;
    let found = app.verify_file(file)?;
    if json {
        outcome::json(&found, None)?;
    } else {
        outcome::print(&found.words)?;
    }
    if found.verdict == "original" {
        Ok(Outcome::Done)
    } else {
        Ok(Outcome::NotSatisfied(Vec::new()))
    }
}
