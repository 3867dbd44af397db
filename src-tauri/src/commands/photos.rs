//! What the page can ask of photos from the site.

use crate::desk::Desk;
use crate::dialog::{self, asked};
use shuiheng_api::view::{Failure, PhotoAbout, PhotoEdit, Told};
use tauri::ipc::Response;
use tauri::{AppHandle, State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn choose_photo(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
    about: PhotoAbout,
) -> Answer<Option<Told>> {
    let Some(path) = asked(window, dialog::photo()).await? else { return Ok(None) };
    desk.tell(move |app| app.add_photo(&id, &about, &path)).await.map(Some)
}

/// Takes in a photo that was dropped on the window.
#[command]
pub(crate) async fn add_photo(
    desk: State<'_, Desk>,
    id: String,
    about: PhotoAbout,
    handle: String,
) -> Answer<Told> {
    let path = desk.picks.path(&handle)?;
    desk.tell(move |app| app.add_photo(&id, &about, &path)).await
}

#[command]
pub(crate) async fn photo(desk: State<'_, Desk>, id: String, sha: String) -> Answer<Response> {
    desk.ask(move |app| app.photo(&id, &sha)).await.map(Response::new)
}

#[command]
pub(crate) async fn edit_photo(
    desk: State<'_, Desk>,
    id: String,
    photo: String,
    edit: PhotoEdit,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_photo(&id, &photo, &edit)).await
}

#[command]
pub(crate) async fn remove_photo(desk: State<'_, Desk>, id: String, photo: String) -> Answer<Told> {
    desk.tell(move |app| app.remove_photo(&id, &photo)).await
}
