//! What the page can ask of reports.

use crate::desk::Desk;
use crate::dialog::{self, asked};
use crate::viewer;
use shuiheng_api::view::{Failure, Issuing, RelianceKey, ReportFile, Told, Verification, WordFile};
use tauri::{AppHandle, State, command};

type Answer<T> = Result<T, Failure>;

/// The enterprise of a diagnosis: its report is named after it.
async fn enterprise(desk: &Desk, id: &str) -> Answer<String> {
    let id = id.to_owned();
    Ok(desk.ask(move |app| app.diagnosis(&id)).await?.profile.name)
}

#[command]
pub(crate) async fn export_report(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
) -> Answer<Option<ReportFile>> {
    let name = enterprise(&desk, &id).await?;
    let place = asked(window, dialog::report_place(&name)).await?;
    let Some(path) = place else { return Ok(None) };
    let target = path.clone();
    let report = desk.work(move |app, job| app.export_report(&id, &target, job)).await?;
    desk.keep_report(path);
    Ok(Some(report))
}

#[command]
pub(crate) async fn open_report(desk: State<'_, Desk>) -> Answer<()> {
    viewer::open_file(desk.report()?).await
}

#[command]
pub(crate) async fn export_word(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
) -> Answer<Option<WordFile>> {
    let name = enterprise(&desk, &id).await?;
    let place = asked(window, dialog::word_place(&name)).await?;
    let Some(path) = place else { return Ok(None) };
    desk.work(move |app, job| app.export_word(&id, &path, job)).await.map(Some)
}

#[command]
pub(crate) async fn accept_unconfirmed(
    desk: State<'_, Desk>,
    id: String,
    values: Vec<RelianceKey>,
    note: String,
) -> Answer<Told> {
    desk.tell(move |app| app.accept_unconfirmed(&id, &values, &note)).await
}

#[command]
pub(crate) async fn withdraw_acceptance(
    desk: State<'_, Desk>,
    id: String,
    values: Vec<RelianceKey>,
) -> Answer<Told> {
    desk.tell(move |app| app.withdraw_acceptance(&id, &values)).await
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
    let place = asked(window, dialog::report_place(&name)).await?;
    let Some(path) = place else { return Ok(None) };
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
    let place = asked(window, dialog::report_place(&number)).await?;
    let Some(path) = place else { return Ok(None) };
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
    let Some(path) = asked(window, dialog::report()).await? else { return Ok(None) };
    desk.ask(move |app| app.verify_file(&path)).await.map(Some)
}
