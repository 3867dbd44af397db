//! What the page can ask of people and of what they did.

use crate::desk::Desk;
use crate::viewer;
use shuiheng_api::App;
use shuiheng_api::industries;
use shuiheng_api::view::{
    ChangeLog, Failure, Industry, LogQuery, People, Person, ProfileOffers, Told, UnfinishedText,
};
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
) -> Answer<Told> {
    desk.tell(move |app| app.sign_off(&id, &person, &remark)).await
}

#[command]
pub(crate) async fn find_industries(desk: State<'_, Desk>, typed: String) -> Answer<Vec<Industry>> {
    desk.ask(move |_| industries(&typed)).await
}

#[command]
pub(crate) async fn profile_offers(desk: State<'_, Desk>, id: String) -> Answer<ProfileOffers> {
    desk.ask(move |app| app.profile_offers(&id)).await
}

#[command]
pub(crate) async fn drafts(desk: State<'_, Desk>, id: String) -> Answer<Vec<UnfinishedText>> {
    desk.ask(move |app| app.drafts(&id)).await
}

#[command]
pub(crate) async fn keep_drafts(
    desk: State<'_, Desk>,
    id: String,
    drafts: Vec<UnfinishedText>,
) -> Answer<()> {
    desk.ask(move |app| app.keep_drafts(&id, drafts)).await
}

#[command]
pub(crate) async fn open_log_folder(desk: State<'_, Desk>) -> Answer<()> {
    let folder = desk.ask(|app| Ok(app.log_folder())).await?;
    viewer::open_folder(folder).await
}
