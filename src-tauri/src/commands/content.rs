//! What the page can ask of a report's content and of the firm's template.

use crate::desk::Desk;
use crate::dialog::{self, asked};
use shuiheng_api::view::{
    ContentFault, Failure, ReportContent, ReportContentEdit, ReportTemplate, Scene, TemplateFields,
    Told,
};
use tauri::{AppHandle, State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn report_content(desk: State<'_, Desk>, id: String) -> Answer<ReportContent> {
    desk.ask(move |app| app.report_content(&id)).await
}

#[command]
pub(crate) async fn report_charts(desk: State<'_, Desk>, id: String) -> Answer<Vec<Scene>> {
    desk.ask(move |app| app.report_charts(&id)).await
}

#[command]
pub(crate) async fn edit_report_content(
    desk: State<'_, Desk>,
    id: String,
    content: ReportContentEdit,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_report_content(&id, &content)).await
}

#[command]
pub(crate) async fn check_report_content(
    desk: State<'_, Desk>,
    id: String,
    content: ReportContentEdit,
) -> Answer<Vec<ContentFault>> {
    desk.ask(move |app| app.check_report_content(&id, &content)).await
}

#[command]
pub(crate) async fn report_template(desk: State<'_, Desk>) -> Answer<ReportTemplate> {
    desk.ask(|app| app.report_template()).await
}

#[command]
pub(crate) async fn edit_report_template(
    desk: State<'_, Desk>,
    fields: TemplateFields,
) -> Answer<ReportTemplate> {
    desk.ask(move |app| app.edit_report_template(fields)).await
}

#[command]
pub(crate) async fn choose_logo(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<ReportTemplate>> {
    let Some(path) = asked(window, dialog::logo()).await? else { return Ok(None) };
    desk.ask(move |app| app.set_logo(&path)).await.map(Some)
}

#[command]
pub(crate) async fn remove_logo(desk: State<'_, Desk>) -> Answer<ReportTemplate> {
    desk.ask(|app| app.remove_logo()).await
}

#[command]
pub(crate) async fn export_template(desk: State<'_, Desk>, window: AppHandle) -> Answer<bool> {
    let Some(path) = asked(window, dialog::template_place()).await? else { return Ok(false) };
    desk.ask(move |app| app.export_template(&path)).await?;
    Ok(true)
}

#[command]
pub(crate) async fn import_template(
    desk: State<'_, Desk>,
    window: AppHandle,
) -> Answer<Option<ReportTemplate>> {
    let Some(path) = asked(window, dialog::template()).await? else { return Ok(None) };
    desk.ask(move |app| app.import_template(&path)).await.map(Some)
}
