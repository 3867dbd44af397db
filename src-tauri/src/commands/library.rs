//! What the page can ask of the library.

use crate::desk::Desk;
use crate::dialog::{self, asked};
use crate::viewer;
use shuiheng_api::App;
use shuiheng_api::view::{
    Failure, LibraryConfirming, LibraryDetail, LibraryList, LibraryMerge, Picked, Quota,
    QuotaImport, QuotaImportChoices, QuotaOffer, Told,
};
use std::collections::BTreeMap;
use tauri::{AppHandle, State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn list_library(desk: State<'_, Desk>, search: String) -> Answer<LibraryList> {
    desk.ask(move |app| app.list_library(&search)).await
}

#[command]
pub(crate) async fn library_row(
    desk: State<'_, Desk>,
    table: String,
    id: String,
) -> Answer<LibraryDetail> {
    desk.ask(move |app| app.library_row(&table, &id)).await
}

#[command]
pub(crate) async fn confirm_rows(
    desk: State<'_, Desk>,
    form: LibraryConfirming,
) -> Answer<LibraryList> {
    let scan = form.scan.as_deref().map(|handle| desk.picks.path(handle)).transpose()?;
    desk.ask(move |app| app.confirm_rows(&form, scan.as_deref())).await
}

#[command]
pub(crate) async fn withdraw_confirmation(
    desk: State<'_, Desk>,
    confirmation: String,
    by: String,
    reason: String,
) -> Answer<LibraryList> {
    desk.ask(move |app| app.withdraw_confirmation(&confirmation, &by, &reason)).await
}

#[command]
pub(crate) async fn choose_scan(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<Picked>> {
    let chosen = asked(window, dialog::scan()).await?;
    Ok(chosen.map(|path| desk.picks.keep(path)))
}

#[command]
pub(crate) async fn open_scan(desk: State<'_, Desk>, confirmation: String) -> Answer<()> {
    let copy = desk.ask(move |app| app.write_scan(&confirmation)).await?;
    viewer::open_file(copy).await
}

#[command]
pub(crate) async fn revise_quota(
    desk: State<'_, Desk>,
    quota: Quota,
    by: String,
    reason: String,
) -> Answer<LibraryList> {
    desk.ask(move |app| app.revise_quota(quota, &by, &reason)).await
}

#[command]
pub(crate) async fn preview_quotas(desk: State<'_, Desk>, handle: String) -> Answer<QuotaImport> {
    let path = desk.picks.path(&handle)?;
    desk.work(move |app, job| app.preview_quotas(&path, job)).await
}

#[command]
pub(crate) async fn preview_pasted_quotas(
    desk: State<'_, Desk>,
    text: String,
    html: String,
) -> Answer<QuotaImport> {
    desk.work(move |app, job| app.preview_pasted_quotas(&text, &html, job)).await
}

#[command]
pub(crate) async fn revise_quotas(
    desk: State<'_, Desk>,
    token: String,
    choices: QuotaImportChoices,
) -> Answer<QuotaImport> {
    desk.ask(move |app| app.revise_quotas(&token, &choices)).await
}

#[command]
pub(crate) async fn accept_quotas(
    desk: State<'_, Desk>,
    token: String,
    lines: Vec<u32>,
) -> Answer<LibraryList> {
    desk.ask(move |app| app.accept_quotas(&token, &lines)).await
}

#[command]
pub(crate) async fn export_library(
    desk: State<'_, Desk>,
    window: AppHandle,
    format: String,
) -> Answer<Option<usize>> {
    let known = ["xlsx", "csv", "json"].into_iter().find(|ending| *ending == format);
    let ending = known.unwrap_or("xlsx");
    let place = asked(window, dialog::library_place(ending)).await?;
    let Some(path) = place else { return Ok(None) };
    desk.ask(move |app| app.export_library(&path)).await.map(Some)
}

#[command]
pub(crate) async fn choose_library(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<Picked>> {
    let chosen = asked(window, dialog::library()).await?;
    Ok(chosen.map(|path| desk.picks.keep(path)))
}

#[command]
pub(crate) async fn preview_merge(desk: State<'_, Desk>, handle: String) -> Answer<LibraryMerge> {
    let path = desk.picks.path(&handle)?;
    desk.ask(move |app| app.preview_merge(&path)).await
}

#[command]
pub(crate) async fn accept_merge(
    desk: State<'_, Desk>,
    token: String,
    decisions: BTreeMap<String, String>,
) -> Answer<LibraryList> {
    desk.ask(move |app| app.accept_merge(&token, &decisions)).await
}

#[command]
pub(crate) async fn undo_library(desk: State<'_, Desk>) -> Answer<LibraryList> {
    desk.ask(App::undo_library).await
}

#[command]
pub(crate) async fn redo_library(desk: State<'_, Desk>) -> Answer<LibraryList> {
    desk.ask(App::redo_library).await
}

#[command]
pub(crate) async fn quota_offers(
    desk: State<'_, Desk>,
    id: String,
    product: usize,
    search: String,
) -> Answer<Vec<QuotaOffer>> {
    desk.ask(move |app| app.quota_offers(&id, product, &search)).await
}

#[command]
pub(crate) async fn choose_quota(
    desk: State<'_, Desk>,
    id: String,
    product: usize,
    quota: Option<String>,
    reason: String,
) -> Answer<Told> {
    desk.tell(move |app| app.choose_quota(&id, product, quota, &reason)).await
}

#[command]
pub(crate) async fn adopt_quota(desk: State<'_, Desk>, id: String, product: usize) -> Answer<Told> {
    desk.tell(move |app| app.adopt_quota(&id, product)).await
}
