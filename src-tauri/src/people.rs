//! What the page can ask of people and of what they did, one line each; `commands.rs` hands
//! them out.

use crate::desk::Desk;
use shuiheng_api::view::{ChangeLog, Failure, LogQuery};
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
