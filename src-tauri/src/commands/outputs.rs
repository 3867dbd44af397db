//! What the page can ask of outputs: the report page by page, workbooks, many reports at once,
//! the sum of the program.

use crate::desk::Desk;
use crate::dialog::{self, asked};
use shuiheng_api::view::{
    BackupFolder, BatchDone, BatchOrder, Failure, PackageFile, PackageMerged, PackagePreview,
    Picked, ReportPreview, Rollup, RollupFiles, RollupPage, WorkbookFile,
};
use std::collections::BTreeMap;
use tauri::ipc::Response;
use tauri::{AppHandle, State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn report_preview(desk: State<'_, Desk>, id: String) -> Answer<ReportPreview> {
    desk.ask(move |app| app.report_preview(&id)).await
}

#[command]
pub(crate) async fn report_page(
    desk: State<'_, Desk>,
    id: String,
    key: String,
    width: u32,
) -> Answer<Response> {
    desk.ask(move |app| app.report_page(&id, &key, width)).await.map(Response::new)
}

#[command]
pub(crate) async fn export_workbook(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
) -> Answer<Option<WorkbookFile>> {
    let of = id.clone();
    let name = desk.ask(move |app| app.diagnosis(&of)).await?.profile.name;
    let place = asked(window, dialog::forms_place(&name)).await?;
    let Some(path) = place else { return Ok(None) };
    desk.work(move |app, job| app.export_workbook(&id, &path, job)).await.map(Some)
}

#[command]
pub(crate) async fn choose_folder(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<Picked>> {
    let folder = asked(window, dialog::reports_folder()).await?;
    Ok(folder.map(|folder| desk.picks.keep(folder)))
}

#[command]
pub(crate) async fn export_batch(
    desk: State<'_, Desk>,
    order: BatchOrder,
    handle: String,
) -> Answer<BatchDone> {
    let folder = desk.picks.path(&handle)?;
    desk.work(move |app, job| app.export_batch(&order, &folder, job)).await
}

#[command]
pub(crate) async fn rollup(desk: State<'_, Desk>) -> Answer<Rollup> {
    desk.ask(shuiheng_api::App::rollup).await
}

#[command]
pub(crate) async fn rollup_page(desk: State<'_, Desk>) -> Answer<RollupPage> {
    desk.ask(shuiheng_api::App::rollup_page).await
}

#[command]
pub(crate) async fn export_rollup(
    desk: State<'_, Desk>,
    window: AppHandle,
    format: String,
) -> Answer<Option<RollupFiles>> {
    let ending = if format == "xlsx" { "xlsx" } else { "pdf" };
    let place = asked(window, dialog::rollup_place(ending)).await?;
    let Some(path) = place else { return Ok(None) };
    let written = desk.work(move |app, job| {
        let (workbook, pdf) = if ending == "xlsx" {
            (Some(path.as_path()), None)
        } else {
            (None, Some(path.as_path()))
        };
        app.export_rollup(workbook, pdf, job)
    });
    written.await.map(Some)
}

#[command]
pub(crate) async fn export_package(
    desk: State<'_, Desk>,
    window: AppHandle,
    ids: Vec<String>,
) -> Answer<Option<PackageFile>> {
    let Some(path) = asked(window, dialog::package_place()).await? else { return Ok(None) };
    desk.work(move |app, job| app.export_package(Some(&ids), &path, job)).await.map(Some)
}

#[command]
pub(crate) async fn preview_package(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<PackagePreview>> {
    let Some(path) = asked(window, dialog::package()).await? else { return Ok(None) };
    desk.ask(move |app| app.preview_package(&path)).await.map(Some)
}

#[command]
pub(crate) async fn accept_package(
    desk: State<'_, Desk>,
    token: String,
    decisions: BTreeMap<String, String>,
) -> Answer<PackageMerged> {
    desk.ask(move |app| app.accept_package(&token, &decisions)).await
}

#[command]
pub(crate) async fn backup(desk: State<'_, Desk>) -> Answer<BackupFolder> {
    desk.ask(|app| app.backup(None)).await
}
