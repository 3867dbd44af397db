//! `shuiheng --workspace DIR person …` and `case sign`: who works in the workspace.

use crate::args::{Person, PersonAction};
use crate::case::opened;
use crate::outcome::{self, Outcome};
use shuiheng_api::{App, Error, Result, Text, view};
use std::path::Path;

pub(crate) fn run(job: Person, workspace: Option<&Path>) -> Result<Outcome> {
    let app = opened(workspace)?;
    let people = match job.action {
        PersonAction::List { json: true } => {
            outcome::json(&serde_json::json!(app.people()?), None)?;
            return Ok(Outcome::Done);
        }
        PersonAction::List { json: false } => app.people()?,
        PersonAction::Add { name, certificate, reviewer, auditor } => {
            let known = app.people()?.people.into_iter().find(|person| person.name == name.trim());
            app.keep_person(&view::Person {
                id: known.map(|person| person.id).unwrap_or_default(),
                name,
                certificate,
                auditor: auditor || !reviewer,
                reviewer,
            })?
        }
        PersonAction::Remove { name } => app.remove_person(&found(&app, &name)?)?,
        PersonAction::Use { name } => {
            let id = name.map(|name| found(&app, &name)).transpose()?;
            app.choose_person(id.as_deref())?
        }
    };
    people.people.iter().try_for_each(|person| {
        let works = if people.working.as_ref() == Some(&person.id) { "*" } else { " " };
        let roles = match (person.auditor, person.reviewer) {
            (true, true) => "诊断人员、复核人",
            (false, true) => "复核人",
            (_, false) => "诊断人员",
        };
        let line = format!("{works} {}  {roles}  {}", person.name, person.certificate);
        outcome::print(line.trim_end())
    })?;
    Ok(Outcome::Done)
}

/// Signs a diagnosis.
pub(crate) fn sign(app: &App, id: &str, (by, remark): (&str, &str)) -> Result<Outcome> {
    let signed = app.sign_off(id, &found(app, by)?, remark)?.sign_off;
    let line =
        signed.map(|signed| format!("{} {} 已复核签字", signed.at.replace('T', " "), signed.by));
    outcome::print(&line.unwrap_or_default())?;
    Ok(Outcome::Done)
}

/// The identity of a person that was named.
fn found(app: &App, name: &str) -> Result<String> {
    let people = app.people()?.people;
    let person = people.into_iter().find(|person| person.name == name.trim());
    person.map(|person| person.id).ok_or_else(|| {
        Error::refused(
            Text::new(
                format!("工作区中没有人员“{name}”。"),
                format!("nobody is called {name} in this workspace"),
            ),
            Text::new("用 person list 查看，用 person add 登记。", "see `person list`"),
        )
    })
}
