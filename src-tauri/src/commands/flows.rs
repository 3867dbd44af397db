//! What the page can ask of most probable flows.

use crate::desk::Desk;
use shuiheng_api::view::{Failure, ProbableFlows, Told};
use tauri::{State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn probable_flows(desk: State<'_, Desk>, id: String) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.probable_flows(&id)).await
}

#[command]
pub(crate) async fn accept_flows(
    desk: State<'_, Desk>,
    id: String,
    streams: Vec<String>,
) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.accept_flows(&id, &streams)).await
}

#[command]
pub(crate) async fn withdraw_flows(
    desk: State<'_, Desk>,
    id: String,
    streams: Vec<String>,
) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.withdraw_flows(&id, &streams)).await
}

#[command]
pub(crate) async fn hold_flow(
    desk: State<'_, Desk>,
    id: String,
    stream: String,
    held: bool,
) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.hold_flow(&id, &stream, held)).await
}

#[command]
pub(crate) async fn set_uncertainty(
    desk: State<'_, Desk>,
    id: String,
    stream: String,
    percent: Option<f64>,
) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.set_uncertainty(&id, &stream, percent)).await
}

#[command]
pub(crate) async fn use_accepted_flows(
    desk: State<'_, Desk>,
    id: String,
    in_force: bool,
) -> Answer<Told> {
    desk.tell(move |app| app.use_accepted_flows(&id, in_force)).await
}
