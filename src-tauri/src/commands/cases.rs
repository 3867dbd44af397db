//! What the page can ask of diagnoses as a whole.

use crate::desk::Desk;
use shuiheng_api::App;
use shuiheng_api::view::{Cell, Failure, SheetPiece, Start, Told};
use tauri::{State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn start(desk: State<'_, Desk>) -> Answer<Start> {
    desk.start().await
}

/// Which of the things that the page knows are meant by what was typed.
#[command]
pub(crate) fn find(typed: &str, things: Vec<Vec<String>>) -> Vec<u32> {
    shuiheng_api::find(typed, &things)
}

#[command]
pub(crate) async fn load_samples(desk: State<'_, Desk>) -> Answer<Start> {
    desk.work(App::load_samples).await
}

#[command]
pub(crate) async fn new_diagnosis(desk: State<'_, Desk>, name: String) -> Answer<Told> {
    desk.tell(move |app| app.new_diagnosis(&name)).await
}

#[command]
pub(crate) async fn open_diagnosis(desk: State<'_, Desk>, id: String) -> Answer<Told> {
    desk.tell_whole(move |app| app.diagnosis(&id)).await
}

/// What is different in a diagnosis since the page was told of it.
#[command]
pub(crate) async fn reread_diagnosis(desk: State<'_, Desk>, id: String) -> Answer<Told> {
    desk.tell(move |app| app.diagnosis(&id)).await
}

#[command]
pub(crate) async fn remove_diagnosis(desk: State<'_, Desk>, id: String) -> Answer<Start> {
    desk.ask(move |app| app.remove_diagnosis(&id)).await
}

#[command]
pub(crate) async fn sheet_piece(
    desk: State<'_, Desk>,
    id: String,
    cell: Cell,
) -> Answer<SheetPiece> {
    desk.ask(move |app| app.sheet_piece(&id, cell)).await
}

#[command]
pub(crate) async fn undo(desk: State<'_, Desk>, id: String) -> Answer<Told> {
    desk.tell(move |app| app.undo(&id)).await
}

#[command]
pub(crate) async fn redo(desk: State<'_, Desk>, id: String) -> Answer<Told> {
    desk.tell(move |app| app.redo(&id)).await
}

#[command]
pub(crate) fn cancel(desk: State<'_, Desk>) {
    desk.work.cancel();
}
