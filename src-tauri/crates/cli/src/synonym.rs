//! `shuiheng --workspace DIR synonym …`: headers that persons gave a meaning.

use crate::args::{Synonym, SynonymAction};
use crate::diagnose::reader;
use crate::outcome::{self, Outcome};
use shuiheng_api::{App, Error, Job, Lang, Result, Text, view};
use std::path::Path;

pub(crate) fn run(job: Synonym, workspace: Option<&Path>, lang: Lang) -> Result<Outcome> {
    if matches!(job.action, SynonymAction::Meanings) {
        return meanings();
    }
    let folder = workspace.ok_or_else(|| {
        Error::refused(
            Text::new("没有指定工作区。", "no workspace was named"),
            Text::new("在命令前加 --workspace 文件夹。", "add --workspace DIR"),
        )
    })?;
    let app = App::open(folder, reader()?)?;
    match job.action {
        SynonymAction::Meanings => meanings(),
        SynonymAction::List { json } => list(&app.synonyms()?, json),
        SynonymAction::Add { header, meaning, under } => {
            app.add_synonym(&header, &under, &meaning)?;
            Ok(Outcome::Done)
        }
        SynonymAction::Remove { header, under } => {
            app.remove_synonym(&header, &under)?;
            Ok(Outcome::Done)
        }
        SynonymAction::Export { out } => {
            let count = app.export_synonyms(&out)?;
            counted(count, &out, lang)
        }
        SynonymAction::Import { file } => {
            let count = app.import_synonyms(&file, &Job::quiet())?;
            counted(count, &file, lang)
        }
    }
}

fn meanings() -> Result<Outcome> {
    for (code, name) in App::synonym_meanings() {
        outcome::print(&format!("{code}  {name}"))?;
    }
    Ok(Outcome::Done)
}

fn list(synonyms: &[view::Synonym], json: bool) -> Result<Outcome> {
    if json {
        outcome::json(&serde_json::json!({ "synonyms": synonyms }), None)?;
        return Ok(Outcome::Done);
    }
    for synonym in synonyms {
        let under = match synonym.under.as_str() {
            "" => String::new(),
            under => format!("{under}/"),
        };
        outcome::print(&format!("{under}{} → {}", synonym.header, synonym.meaning_name))?;
    }
    Ok(Outcome::Done)
}

fn counted(count: usize, file: &Path, lang: Lang) -> Result<Outcome> {
    let file = file.display();
    outcome::print(&match lang {
        Lang::Zh => format!("{file}：{count} 条"),
        Lang::En => format!("{file}: {count}"),
    })?;
    Ok(Outcome::Done)
}
