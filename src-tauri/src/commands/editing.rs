//! What the page can change of what was given.

use crate::desk::Desk;
use shuiheng_api::view::{
    Failure, FlowEdit, Meter, PairEdit, Profile, Quota, RequirementEdit, Told, Tolerances,
    UnitChange,
};
use tauri::{State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn edit_profile(
    desk: State<'_, Desk>,
    id: String,
    profile: Profile,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_profile(&id, profile)).await
}

#[command]
pub(crate) async fn edit_flow(
    desk: State<'_, Desk>,
    id: String,
    unit: String,
    item: String,
    value: Option<f64>,
    basis: String,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_flow(&id, &unit, &item, value, &basis)).await
}

#[command]
pub(crate) async fn edit_flows(
    desk: State<'_, Desk>,
    id: String,
    edits: Vec<FlowEdit>,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_flows(&id, &edits)).await
}

#[command]
pub(crate) async fn edit_pair(desk: State<'_, Desk>, id: String, edit: PairEdit) -> Answer<Told> {
    desk.tell(move |app| app.edit_pair(&id, &edit)).await
}

#[command]
pub(crate) async fn edit_meters(
    desk: State<'_, Desk>,
    id: String,
    meters: Vec<Meter>,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_meters(&id, &meters)).await
}

#[command]
pub(crate) async fn edit_unit(
    desk: State<'_, Desk>,
    id: String,
    unit: String,
    change: UnitChange,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_unit(&id, &unit, change)).await
}

#[command]
pub(crate) async fn edit_fact(
    desk: State<'_, Desk>,
    id: String,
    unit: String,
    code: String,
    value: Option<f64>,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_fact(&id, &unit, &code, value)).await
}

#[command]
pub(crate) async fn edit_uncertainty(
    desk: State<'_, Desk>,
    id: String,
    unit: String,
    item: String,
    percent: Option<f64>,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_uncertainty(&id, &unit, &item, percent)).await
}

#[command]
pub(crate) async fn edit_tolerances(
    desk: State<'_, Desk>,
    id: String,
    tolerances: Tolerances,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_tolerances(&id, tolerances)).await
}

#[command]
pub(crate) async fn edit_requirement(
    desk: State<'_, Desk>,
    id: String,
    edit: RequirementEdit,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_requirement(&id, edit)).await
}

#[command]
pub(crate) async fn reset_requirement(
    desk: State<'_, Desk>,
    id: String,
    row: String,
) -> Answer<Told> {
    desk.tell(move |app| app.reset_requirement(&id, &row)).await
}

#[command]
pub(crate) async fn list_quotas(desk: State<'_, Desk>, search: String) -> Answer<Vec<Quota>> {
    desk.ask(move |app| app.list_quotas(&search)).await
}

#[command]
pub(crate) async fn enter_quota(desk: State<'_, Desk>, quota: Quota) -> Answer<Vec<Quota>> {
    desk.ask(move |app| app.enter_quota(quota)).await
}
