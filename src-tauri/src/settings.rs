//! What a person sets for this laptop, and the workspace that is open.

use crate::desk::Desk;
use crate::dialog::{self, asked};
use crate::speech::{self, failure, told};
use shuiheng_api::view::{Failure, GlossaryTerm, Look, Settings, Start, WorkspacePlace};
use shuiheng_api::{Preferences, glossary as words};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tauri::{AppHandle, Manager, State, command};

type Answer<T> = Result<T, Failure>;

/// What was set, where it is kept, and the folder that is proposed for a workspace.
pub(crate) struct Keeper {
    preferences: Mutex<Preferences>,
    folder: PathBuf,
    proposed: PathBuf,
}

impl Keeper {
    /// Reads what was set.
    pub(crate) fn open(folder: PathBuf, proposed: PathBuf) -> Self {
        let preferences = Preferences::read(&folder);
        speech::speak(preferences.lang());
        Self { preferences: Mutex::new(preferences), folder, proposed }
    }

    /// What was set.
    pub(crate) fn preferences(&self) -> Preferences {
        self.lock().clone()
    }

    /// The workspace to begin with: the last one, else the proposed one where there is one.
    pub(crate) fn last(&self) -> Option<PathBuf> {
        let last = self.lock().workspaces.first().cloned();
        last.or_else(|| self.proposed.exists().then(|| self.proposed.clone()))
    }

    /// Changes what was set, and keeps it. Where it cannot be kept it holds for this time.
    fn change(&self, change: impl FnOnce(&mut Preferences)) -> Answer<()> {
        let mut preferences = self.lock();
        change(&mut preferences);
        preferences.write(&self.folder).map_err(|error| told(&error))
    }

    /// Remembers a workspace that was opened.
    pub(crate) fn opened(&self, folder: &Path) {
        // A workspace that cannot be remembered is open all the same.
        let _ = self.change(|preferences| preferences.opened(folder));
    }

    /// The workspaces to choose from: the proposed one, then the last ones, then the open one.
    fn places(&self, open: Option<&Path>) -> Vec<PathBuf> {
        let mut places = vec![self.proposed.clone()];
        let known = self.lock().workspaces.clone();
        for place in known.into_iter().chain(open.map(Path::to_owned)) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    fn lock(&self) -> MutexGuard<'_, Preferences> {
        self.preferences.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn shown(desk: &Desk) -> Settings {
    let open = desk.folder();
    let place = |folder: PathBuf| WorkspacePlace {
        proposed: folder == desk.keeper.proposed,
        open: open.as_ref() == Some(&folder),
        exists: folder.exists(),
        folder: folder.display().to_string(),
    };
    Settings {
        look: desk.keeper.preferences().look(),
        workspaces: desk.keeper.places(open.as_deref()).into_iter().map(place).collect(),
        first: desk.is_unchosen(),
        version: env!("CARGO_PKG_VERSION").into(),
    }
}

#[command]
pub(crate) fn settings(desk: State<'_, Desk>) -> Settings {
    shown(&desk)
}

#[command]
pub(crate) fn keep_look(desk: State<'_, Desk>, window: AppHandle, look: Look) -> Answer<Settings> {
    let kept = desk.keeper.change(|preferences| {
        *preferences = std::mem::take(preferences).with(look);
    });
    desk.speak();
    zoom(&window, desk.keeper.preferences().scale);
    kept?;
    Ok(shown(&desk))
}

/// Shows everything larger, as a browser does. A web view that cannot stays as it is.
pub(crate) fn zoom(window: &AppHandle, scale: u32) {
    if let Some(window) = window.get_webview_window("main") {
        let _ = window.set_zoom(f64::from(scale) / 100.0);
    }
}

#[command]
pub(crate) async fn choose_workspace(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<Start>> {
    let chosen = asked(window, dialog::workspace()).await?;
    let Some(folder) = chosen else { return Ok(None) };
    desk.open(folder).await?;
    desk.start().await.map(Some)
}

#[command]
pub(crate) async fn open_workspace(desk: State<'_, Desk>, at: usize) -> Answer<Start> {
    let places = desk.keeper.places(desk.folder().as_deref());
    let folder = places.get(at).cloned().ok_or_else(|| {
        failure(
            "not_found",
            ("没有找到所选的工作区。", "the chosen workspace was not found"),
            ("请重新选择。", "choose again"),
        )
    })?;
    desk.open(folder).await?;
    desk.start().await
}

#[command]
pub(crate) fn glossary(search: String) -> Answer<Vec<GlossaryTerm>> {
    words(&search, speech::lang()).map_err(|error| told(&error))
}
