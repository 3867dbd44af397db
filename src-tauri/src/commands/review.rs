//! What the page can ask of findings, answers on site and measures.

use crate::desk::Desk;
use shuiheng_api::view::{AnswerEdit, Failure, FindingEdit, Measure, OwnFindingEdit, Told};
use tauri::{State, command};

type Answer<T> = Result<T, Failure>;

#[command]
pub(crate) async fn decide_finding(
    desk: State<'_, Desk>,
    id: String,
    edit: FindingEdit,
) -> Answer<Told> {
    desk.tell(move |app| app.decide_finding(&id, &edit)).await
}

#[command]
pub(crate) async fn keep_own_finding(
    desk: State<'_, Desk>,
    id: String,
    edit: OwnFindingEdit,
) -> Answer<Told> {
    desk.tell(move |app| app.keep_own_finding(&id, &edit)).await
}

#[command]
pub(crate) async fn remove_own_finding(
    desk: State<'_, Desk>,
    id: String,
    key: String,
) -> Answer<Told> {
    desk.tell(move |app| app.remove_own_finding(&id, &key)).await
}

#[command]
pub(crate) async fn answer_question(
    desk: State<'_, Desk>,
    id: String,
    edit: AnswerEdit,
) -> Answer<Told> {
    desk.tell(move |app| app.answer_question(&id, &edit)).await
}

#[command]
pub(crate) async fn add_measure(
    desk: State<'_, Desk>,
    id: String,
    finding: String,
    measure: String,
) -> Answer<Told> {
    desk.tell(move |app| app.add_measure(&id, &finding, &measure)).await
}

#[command]
pub(crate) async fn edit_measures(
    desk: State<'_, Desk>,
    id: String,
    measures: Vec<Measure>,
) -> Answer<Told> {
    desk.tell(move |app| app.edit_measures(&id, &measures)).await
}
