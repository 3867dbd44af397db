//! What the page can ask of reports, one line each; `commands.rs` hands them out.

use crate::desk::{Desk, broken};
use crate::dialog;
use shuiheng_api::view::{
    Diagnosis, Failure, Issuing, RelianceKey, ReportFile, Verification, WordFile,
};
use std::path::PathBuf;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, State, command};

type Answer<T> = Result<T, Failure>;

/// The enterprise of a diagnosis: its report is named after it.
async fn enterprise(desk: &Desk, id: &str) -> Answer<String> {
    let id = id.to_owned();
    Ok(desk.ask(move |app| app.diagnosis(&id)).await?.profile.name)
}

/// Where a person wants a report; none when the dialog was left.
async fn report_path(window: AppHandle, name: String) -> Answer<Option<PathBuf>> {
    let chosen = spawn_blocking(move || dialog::choose_report(&window, &name)).await;
    let Some(path) = chosen.map_err(|_| broken())? else { return Ok(None) };
    dialog::with_ending(path, "pdf").map(Some)
}

#[command]
pub(crate) async fn export_report(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
) -> Answer<Option<ReportFile>> {
    let name = enterprise(&desk, &id).await?;
    let Some(path) = report_path(window, name).await? else { return Ok(None) };
    let target = path.clone();
    let report = desk.work(move |app, job| app.export_report(&id, &target, job)).await?;
    desk.keep_report(path);
    Ok(Some(report))
}

#[command]
pub(crate) async fn open_report(desk: State<'_, Desk>) -> Answer<()> {
    let report = desk.report()?;
    spawn_blocking(move || dialog::open_in_viewer(&report)).await.map_err(|_| broken())?
}

#[command]
pub(crate) async fn export_word(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
) -> Answer<Option<WordFile>> {
    let name = enterprise(&desk, &id).await?;
    let chosen = spawn_blocking(move || dialog::choose_word(&window, &name)).await;
    let Some(path) = chosen.map_err(|_| broken())? else { return Ok(None) };
    let path = dialog::with_ending(path, "docx")?;
    desk.work(move |app, job| app.export_word(&id, &path, job)).await.map(Some)
}

#[command]
pub(crate) async fn accept_unconfirmed(
    desk: State<'_, Desk>,
    id: String,
    values: Vec<RelianceKey>,
    note: String,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.accept_unconfirmed(&id, &values, &note)).await
}

#[command]
pub(crate) async fn withdraw_acceptance(
    desk: State<'_, Desk>,
    id: String,
    values: Vec<RelianceKey>,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.withdraw_acceptance(&id, &values)).await
}

#[command]
pub(crate) async fn issuing(desk: State<'_, Desk>, id: String) -> Answer<Issuing> {
    desk.ask(move |app| app.issuing(&id)).await
}

#[command]
pub(crate) async fn issue_report(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
    number: String,
    unsigned: String,
) -> Answer<Option<ReportFile>> {
    let name = enterprise(&desk, &id).await?;
    let Some(path) = report_path(window, name).await? else { return Ok(None) };
    let target = path.clone();
    let report = desk
        .work(move |app, job| app.issue_unsigned(&id, (&number, &unsigned), &target, job))
        .await?;
    desk.keep_report(path);
    Ok(Some(report))
}

#[command]
pub(crate) async fn write_issued(
    desk: State<'_, Desk>,
    window: AppHandle,
    number: String,
) -> Answer<Option<ReportFile>> {
    let Some(path) = report_path(window, number.clone()).await? else { return Ok(None) };
    let target = path.clone();
    let report = desk.work(move |app, job| app.write_issued(&number, &target, job)).await?;
    desk.keep_report(path);
    Ok(Some(report))
}

#[command]
pub(crate) async fn verify_report(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<Verification>> {
    let chosen = spawn_blocking(move || dialog::choose_pdf(&window)).await;
    let Some(path) = chosen.map_err(|_| broken())? else { return Ok(None) };
    desk.ask(move |app| app.verify_file(&path)).await.map(Some)
}
