//! The file dialogs: opened from here, never by the page. In the window journeys (feature
//! `e2e`) the environment answers in the person's place.

use crate::desk::broken;
use crate::speech::failure;
use shuiheng_api::view::Failure;
use std::path::{Path, PathBuf};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

mod question;

pub(crate) use question::*;

/// What a dialog asks a person for.
pub(crate) struct Question {
    title: String,
    wanted: Wanted,
    /// Kinds of files to choose among: what they are called and their endings.
    kinds: Vec<(String, Vec<&'static str>)>,
    /// The variable that answers in a journey.
    answer: &'static str,
}

/// What is wanted.
enum Wanted {
    /// A file that is there.
    File,
    /// A folder.
    Folder,
    /// A place to write to, with a proposed name.
    Place(String),
}

/// Asks a person, off the main thread; none when the dialog was left. A place to write to gets
/// the ending of its kind where there is one kind.
///
/// # Errors
/// The name with its ending is that of a file about which nobody was asked.
pub(crate) async fn asked(
    window: AppHandle,
    question: Question,
) -> Result<Option<PathBuf>, Failure> {
    let ending = question.ending();
    let chosen = spawn_blocking(move || question.ask(&window)).await.map_err(|_| broken())?;
    match (chosen, ending) {
        (Some(path), Some(ending)) => with_ending(path, ending).map(Some),
        (chosen, _) => Ok(chosen),
    }
}

impl Question {
    /// The ending that a written file must have.
    fn ending(&self) -> Option<&'static str> {
        match (&self.wanted, self.kinds.as_slice()) {
            (Wanted::Place(_), [(_, endings)]) => endings.first().copied(),
            _ => None,
        }
    }

    /// Blocks.
    fn ask(self, window: &AppHandle) -> Option<PathBuf> {
        if cfg!(feature = "e2e") {
            return self.answered();
        }
        let mut dialog = window.dialog().file().set_title(self.title);
        if let Some(main) = window.get_webview_window("main") {
            dialog = dialog.set_parent(&main);
        }
        for (name, endings) in &self.kinds {
            dialog = dialog.add_filter(name, endings);
        }
        let chosen = match self.wanted {
            Wanted::File => dialog.blocking_pick_file(),
            Wanted::Folder => dialog.blocking_pick_folder(),
            Wanted::Place(name) => dialog.set_file_name(name).blocking_save_file(),
        };
        chosen.and_then(|chosen| chosen.into_path().ok())
    }

    /// What a journey answers: beside the place to save to for what has another ending.
    fn answered(&self) -> Option<PathBuf> {
        let answer = PathBuf::from(std::env::var_os(self.answer)?);
        Some(match (&self.wanted, self.ending()) {
            (Wanted::Place(_), Some(ending)) => answer.with_extension(ending),
            (Wanted::Folder, _) if self.answer == SAVE => answer.with_extension("folder"),
            _ => answer,
        })
    }
}

/// The path with an ending such as `pdf`. The dialog asked about the name as it was typed, so a
/// file that only the ending leads to is not written over.
fn with_ending(path: PathBuf, ending: &str) -> Result<PathBuf, Failure> {
    if path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending)) {
        return Ok(path);
    }
    let mut name = path.into_os_string();
    name.push(format!(".{ending}"));
    let path = PathBuf::from(name);
    if path.exists() { Err(taken(&path)) } else { Ok(path) }
}

fn taken(path: &Path) -> Failure {
    let place = path.display();
    failure(
        "conflict",
        (
            format!("已有同名文件：{place}，没有覆盖。"),
            format!("there is a file {place} already; it was not written over"),
        ),
        (
            "请换一个文件名，或在对话框中选中该文件以确认覆盖。",
            "take another name, or pick that file in the dialog to write over it",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_gets_its_ending_and_writes_over_nothing_unasked() {
        let taken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tauri");
        assert_eq!(with_ending("报告.PDF".into(), "pdf").unwrap(), Path::new("报告.PDF"));
        assert_eq!(with_ending(taken.clone(), "pdf").unwrap(), taken.with_extension("pdf"));
        let folder = tempfile::tempdir().unwrap();
        let written = folder.path().join("报告 1.2.pdf");
        std::fs::write(&written, b"%PDF").unwrap();
        assert_eq!(
            with_ending(folder.path().join("报告 1.2"), "pdf").unwrap_err().code,
            "conflict"
        );
        assert_eq!(with_ending(written.clone(), "pdf").unwrap(), written);
    }
}
