//! What the page can ask of drawings.

use crate::desk::Desk;
use crate::dialog::{self, asked};
use shuiheng_api::DiagramKind;
use shuiheng_api::view::{Diagram, DiagramChange, Failure, PictureFile, Told};
use tauri::{AppHandle, State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn diagram(desk: State<'_, Desk>, id: String, kind: String) -> Answer<Diagram> {
    desk.ask(move |app| app.diagram(&id, DiagramKind::from_code(&kind)?)).await
}

#[command]
pub(crate) async fn arrange_diagram(
    desk: State<'_, Desk>,
    id: String,
    change: DiagramChange,
) -> Answer<Told> {
    desk.tell(move |app| app.arrange_diagram(&id, &change)).await
}

#[command]
pub(crate) async fn export_diagram(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
    kind: String,
    format: String,
) -> Answer<Option<PictureFile>> {
    let named = (id.clone(), kind.clone());
    let name =
        desk.ask(move |app| app.diagram_name(&named.0, DiagramKind::from_code(&named.1)?)).await?;
    let place = asked(window, dialog::picture_place(&name, &format)).await?;
    let Some(path) = place else { return Ok(None) };
    desk.ask(move |app| app.export_diagram(&id, DiagramKind::from_code(&kind)?, (&path, None)))
        .await
        .map(Some)
}
