//! What the page can ask of workbooks that are taken in, and of the words for their headers.

use crate::desk::Desk;
use crate::dialog::{self, asked};
use shuiheng_api::view::{
    Failure, ImportChoices, ImportComparison, ImportDecision, ImportPiece, ImportPreview,
    ImportRegion, MarkedFile, Picked, Synonym, Told,
};
use shuiheng_api::{App, Job};
use tauri::{AppHandle, State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn choose_workbook(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<Picked>> {
    let chosen = asked(window, dialog::workbook()).await?;
    Ok(chosen.map(|path| desk.picks.keep(path)))
}

#[command]
pub(crate) async fn preview_import(
    desk: State<'_, Desk>,
    id: String,
    handle: String,
) -> Answer<ImportPreview> {
    let path = desk.picks.path(&handle)?;
    desk.work(move |app, job| app.read_import(&id, &path, job)).await
}

#[command]
pub(crate) async fn compare_import(
    desk: State<'_, Desk>,
    id: String,
    token: String,
) -> Answer<ImportComparison> {
    // Asked anew after every choice: it neither blocks other work nor waits for it.
    desk.ask(move |app| app.compare_import(&id, &token, &Job::quiet())).await
}

#[command]
pub(crate) async fn accept_import(
    desk: State<'_, Desk>,
    id: String,
    token: String,
    decision: ImportDecision,
) -> Answer<Told> {
    desk.tell(move |app| app.accept_import(&id, &token, decision)).await
}

#[command]
pub(crate) async fn export_marked(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
    file: String,
) -> Answer<Option<MarkedFile>> {
    let (diagnosis, wanted) = (id.clone(), file.clone());
    let name = desk.ask(move |app| app.marked_name(&diagnosis, &wanted)).await?;
    let place = asked(window, dialog::marked_place(name)).await?;
    let Some(path) = place else { return Ok(None) };
    desk.work(move |app, job| app.marked_copy(&id, &file, &path, job)).await.map(Some)
}

#[command]
pub(crate) async fn revise_import(
    desk: State<'_, Desk>,
    id: String,
    token: String,
    choices: ImportChoices,
) -> Answer<ImportPreview> {
    desk.ask(move |app| app.revise_import(&id, &token, choices)).await
}

#[command]
pub(crate) async fn remember_import(
    desk: State<'_, Desk>,
    id: String,
    token: String,
    everyone: bool,
) -> Answer<ImportPreview> {
    desk.ask(move |app| app.remember_import(&id, &token, everyone)).await
}

#[command]
pub(crate) async fn import_piece(
    desk: State<'_, Desk>,
    id: String,
    token: String,
    sheet: String,
    window: ImportRegion,
) -> Answer<ImportPiece> {
    desk.ask(move |app| app.import_piece(&id, &token, &sheet, window)).await
}

#[command]
pub(crate) async fn preview_pasted(
    desk: State<'_, Desk>,
    id: String,
    text: String,
    html: String,
) -> Answer<ImportPreview> {
    desk.work(move |app, job| app.preview_pasted(&id, &text, &html, job)).await
}

#[command]
pub(crate) async fn list_synonyms(desk: State<'_, Desk>) -> Answer<Vec<Synonym>> {
    desk.ask(App::synonyms).await
}

#[command]
pub(crate) async fn add_synonym(
    desk: State<'_, Desk>,
    header: String,
    under: String,
    meaning: String,
) -> Answer<Vec<Synonym>> {
    desk.ask(move |app| app.add_synonym(&header, &under, &meaning)).await
}

#[command]
pub(crate) async fn remove_synonym(
    desk: State<'_, Desk>,
    header: String,
    under: String,
) -> Answer<Vec<Synonym>> {
    desk.ask(move |app| app.remove_synonym(&header, &under)).await
}

#[command]
pub(crate) async fn export_synonyms(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<usize>> {
    let Some(path) = asked(window, dialog::synonyms_place()).await? else { return Ok(None) };
    desk.ask(move |app| app.export_synonyms(&path)).await.map(Some)
}

#[command]
pub(crate) async fn import_synonyms(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<usize>> {
    let Some(path) = asked(window, dialog::workbook()).await? else { return Ok(None) };
    desk.work(move |app, job| app.import_synonyms(&path, job)).await.map(Some)
}
