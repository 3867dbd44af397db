//! `shuiheng --workspace DIR case log …`: who changed what, when and why.

use crate::outcome::{self, Outcome};
use shuiheng_api::{App, Lang, Result, view};

/// What is asked of the log.
pub(crate) fn query(lang: Lang, by: String, kind: String, text: String) -> view::LogQuery {
    let lang = if lang == Lang::En { "en" } else { "zh" };
    view::LogQuery { lang: lang.into(), by, kind, text, ..view::LogQuery::default() }
}

/// Prints the whole log, the newest change first.
pub(crate) fn run(
    app: &App,
    id: Option<&str>,
    mut query: view::LogQuery,
    json: bool,
) -> Result<Outcome> {
    let mut changes = Vec::new();
    loop {
        let page = app.change_log(id, &query)?;
        changes.extend(page.changes);
        if !page.more {
            break;
        }
        query.before = changes.last().map(|change: &view::LoggedChange| change.id.clone());
    }
    if json {
        outcome::json(&serde_json::json!({ "changes": changes }), None)?;
    } else {
        lines(&changes, query.lang == "en").iter().try_for_each(|line| outcome::print(line))?;
    }
    Ok(Outcome::Done)
}

/// The log in lines: a change, and below it each field before and after.
fn lines(changes: &[view::LoggedChange], english: bool) -> Vec<String> {
    let say = |zh, en| if english { en } else { zh };
    let mut lines = Vec::new();
    for change in changes {
        let undone = if change.undone { say("（已撤销）", " (undone)") } else { "" };
        let reason = match change.reason.as_str() {
            "" => String::new(),
            reason => format!("{}{reason}", say("；理由：", "; because: ")),
        };
        let at = change.at.replace('T', " ");
        lines.push(format!("{at}  {}  {}{undone}{reason}", change.by, change.what));
        for record in &change.records {
            let done = match record.done.as_str() {
                "made" => say("新增", "made"),
                "removed" => say("删除", "removed"),
                _ => say("修改", "changed"),
            };
            let subject = format!("{} {}", record.kind_name, record.subject);
            lines.push(format!("    {done} {}", subject.trim_end()));
            for field in &record.fields {
                let colon = say("：", ": ");
                lines.push(format!(
                    "        {}{colon}{} → {}",
                    field.field, field.before, field.after
                ));
            }
        }
        if change.further > 0 {
            lines.push(match english {
                true => format!("    and {} more", change.further),
                false => format!("    另有 {} 项", change.further),
            });
        }
    }
    lines
}
