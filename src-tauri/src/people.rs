//! What the page can ask of people and of what they did, one line each; `commands.rs` hands
//! them out.

use crate::desk::Desk;
use shuiheng_api::App;
use shuiheng_api::view::{ChangeLog, Diagnosis, Failure, LogQuery, People, Person};
use tauri::{State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn change_log(
    desk: State<'_, Desk>,
    id: Option<String>,
    query: LogQuery,
) -> Answer<ChangeLog> {
    desk.ask(move |app| app.change_log(id.as_deref(), &query)).await
}

#[command]
pub(crate) async fn people(desk: State<'_, Desk>) -> Answer<People> {
    desk.ask(App::people).await
}

#[command]
pub(crate) async fn keep_person(desk: State<'_, Desk>, person: Person) -> Answer<People> {
    desk.ask(move |app| app.keep_person(&person)).await
}

#[command]
pub(crate) async fn remove_person(desk: State<'_, Desk>, id: String) -> Answer<People> {
    desk.ask(move |app| app.remove_person(&id)).await
}

#[command]
pub(crate) async fn choose_person(desk: State<'_, Desk>, id: Option<String>) -> Answer<People> {
    desk.ask(move |app| app.choose_person(id.as_deref())).await
}

#[command]
pub(crate) async fn sign_off(
    desk: State<'_, Desk>,
    id: String,
    person: String,
    remark: String,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.sign_off(&id, &person, &remark)).await
}
