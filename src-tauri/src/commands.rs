//! What the page can ask for, one line each. `build.rs` names the same commands.

use crate::desk::{Desk, broken};
use crate::dialog;
// The commands of the library and of reports, with the macros that the handler needs.
use crate::content::*;
use crate::library::*;
use crate::people::*;
// The commands of the library, of outputs and of reports, with the macros that the handler needs.
use crate::outputs::*;
use crate::photos::*;
use crate::reports::*;
use crate::settings::*;
use shuiheng_api::view::{
    AnswerEdit, Cell, Diagnosis, Diagram, DiagramChange, Failure, FindingEdit, FlowEdit,
    ImportChoices, ImportComparison, ImportDecision, ImportPiece, ImportPreview, ImportRegion,
    MarkedFile, Measure, Meter, OwnFindingEdit, PairEdit, Picked, PictureFile, ProbableFlows,
    Profile, Quota, RequirementEdit, SheetPiece, Start, Synonym, Tolerances, UnitChange,
};
use shuiheng_api::{App, DiagramKind, Job};
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Invoke;
use tauri::{AppHandle, State, command, generate_handler};

type Answer<T> = Result<T, Failure>;

/// The commands by name.
pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    generate_handler![
        start,
        find,
        load_samples,
        new_diagnosis,
        open_diagnosis,
        remove_diagnosis,
        choose_workbook,
        preview_import,
        compare_import,
        preview_pasted,
        accept_import,
        revise_import,
        remember_import,
        import_piece,
        list_synonyms,
        add_synonym,
        remove_synonym,
        export_synonyms,
        import_synonyms,
        export_marked,
        edit_profile,
        edit_flow,
        edit_flows,
        edit_pair,
        edit_meters,
        edit_unit,
        edit_fact,
        edit_uncertainty,
        edit_tolerances,
        add_measure,
        answer_question,
        decide_finding,
        edit_measures,
        edit_requirement,
        keep_own_finding,
        remove_own_finding,
        reset_requirement,
        list_quotas,
        enter_quota,
        list_library,
        library_row,
        confirm_rows,
        withdraw_confirmation,
        choose_scan,
        open_scan,
        revise_quota,
        preview_quotas,
        preview_pasted_quotas,
        revise_quotas,
        accept_quotas,
        export_library,
        choose_library,
        preview_merge,
        accept_merge,
        undo_library,
        redo_library,
        quota_offers,
        choose_quota,
        adopt_quota,
        diagram,
        probable_flows,
        accept_flows,
        withdraw_flows,
        hold_flow,
        set_uncertainty,
        use_accepted_flows,
        arrange_diagram,
        export_diagram,
        sheet_piece,
        export_report,
        open_report,
        export_word,
        accept_unconfirmed,
        withdraw_acceptance,
        issuing,
        issue_report,
        write_issued,
        verify_report,
        open_log_folder,
        drafts,
        keep_drafts,
        find_industries,
        profile_offers,
        people,
        keep_person,
        remove_person,
        choose_person,
        sign_off,
        change_log,
        report_content,
        report_charts,
        edit_report_content,
        check_report_content,
        report_template,
        edit_report_template,
        choose_logo,
        remove_logo,
        export_template,
        import_template,
        choose_photo,
        photo,
        edit_photo,
        remove_photo,
        report_preview,
        report_page,
        export_workbook,
        choose_folder,
        export_batch,
        rollup,
        export_rollup,
        export_package,
        preview_package,
        accept_package,
        backup,
        undo,
        redo,
        cancel,
        settings,
        keep_look,
        choose_workspace,
        open_workspace,
        glossary,
    ]
}

#[command]
async fn start(desk: State<'_, Desk>) -> Answer<Start> {
    desk.start().await
}

/// Which of the things that the page knows are meant by what was typed.
#[command]
fn find(typed: &str, things: Vec<Vec<String>>) -> Vec<u32> {
    shuiheng_api::find(typed, &things)
}

#[command]
async fn load_samples(desk: State<'_, Desk>) -> Answer<Start> {
    desk.work(App::load_samples).await
}

#[command]
async fn new_diagnosis(desk: State<'_, Desk>, name: String) -> Answer<Diagnosis> {
    desk.ask(move |app| app.new_diagnosis(&name)).await
}

#[command]
async fn open_diagnosis(desk: State<'_, Desk>, id: String) -> Answer<Diagnosis> {
    desk.ask(move |app| app.diagnosis(&id)).await
}

#[command]
async fn remove_diagnosis(desk: State<'_, Desk>, id: String) -> Answer<Start> {
    desk.ask(move |app| app.remove_diagnosis(&id)).await
}

#[command]
async fn choose_workbook(desk: State<'_, Desk>, window: AppHandle) -> Answer<Option<Picked>> {
    let chosen = spawn_blocking(move || dialog::choose_workbook(&window)).await;
    Ok(chosen.map_err(|_| broken())?.map(|path| desk.picks.keep(path)))
}

#[command]
async fn preview_import(
    desk: State<'_, Desk>,
    id: String,
    handle: String,
) -> Answer<ImportPreview> {
    let path = desk.picks.path(&handle)?;
    desk.work(move |app, job| app.read_import(&id, &path, job)).await
}

#[command]
async fn compare_import(
    desk: State<'_, Desk>,
    id: String,
    token: String,
) -> Answer<ImportComparison> {
    // Asked anew after every choice: it neither blocks other work nor waits for it.
    desk.ask(move |app| app.compare_import(&id, &token, &Job::quiet())).await
}

#[command]
async fn accept_import(
    desk: State<'_, Desk>,
    id: String,
    token: String,
    decision: ImportDecision,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.accept_import(&id, &token, decision)).await
}

#[command]
async fn export_marked(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
    file: String,
) -> Answer<Option<MarkedFile>> {
    let (diagnosis, wanted) = (id.clone(), file.clone());
    let name = desk.ask(move |app| app.marked_name(&diagnosis, &wanted)).await?;
    let shown = name.clone();
    let chosen = spawn_blocking(move || dialog::choose_copy(&window, &shown)).await;
    let Some(path) = chosen.map_err(|_| broken())? else { return Ok(None) };
    let ending = name.rsplit('.').next().unwrap_or("xlsx");
    let path = dialog::with_ending(path, ending)?;
    desk.work(move |app, job| app.marked_copy(&id, &file, &path, job)).await.map(Some)
}

#[command]
async fn revise_import(
    desk: State<'_, Desk>,
    id: String,
    token: String,
    choices: ImportChoices,
) -> Answer<ImportPreview> {
    desk.ask(move |app| app.revise_import(&id, &token, choices)).await
}

#[command]
async fn remember_import(
    desk: State<'_, Desk>,
    id: String,
    token: String,
    everyone: bool,
) -> Answer<ImportPreview> {
    desk.ask(move |app| app.remember_import(&id, &token, everyone)).await
}

#[command]
async fn import_piece(
    desk: State<'_, Desk>,
    id: String,
    token: String,
    sheet: String,
    window: ImportRegion,
) -> Answer<ImportPiece> {
    desk.ask(move |app| app.import_piece(&id, &token, &sheet, window)).await
}

#[command]
async fn list_synonyms(desk: State<'_, Desk>) -> Answer<Vec<Synonym>> {
    desk.ask(App::synonyms).await
}

#[command]
async fn add_synonym(
    desk: State<'_, Desk>,
    header: String,
    under: String,
    meaning: String,
) -> Answer<Vec<Synonym>> {
    desk.ask(move |app| app.add_synonym(&header, &under, &meaning)).await
}

#[command]
async fn remove_synonym(
    desk: State<'_, Desk>,
    header: String,
    under: String,
) -> Answer<Vec<Synonym>> {
    desk.ask(move |app| app.remove_synonym(&header, &under)).await
}

#[command]
async fn export_synonyms(desk: State<'_, Desk>, window: AppHandle) -> Answer<Option<usize>> {
    let chosen = spawn_blocking(move || dialog::choose_list(&window)).await;
    let Some(path) = chosen.map_err(|_| broken())? else { return Ok(None) };
    desk.ask(move |app| app.export_synonyms(&path)).await.map(Some)
}

#[command]
async fn import_synonyms(desk: State<'_, Desk>, window: AppHandle) -> Answer<Option<usize>> {
    let chosen = spawn_blocking(move || dialog::choose_workbook(&window)).await;
    let Some(path) = chosen.map_err(|_| broken())? else { return Ok(None) };
    desk.work(move |app, job| app.import_synonyms(&path, job)).await.map(Some)
}

#[command]
async fn preview_pasted(
    desk: State<'_, Desk>,
    id: String,
    text: String,
    html: String,
) -> Answer<ImportPreview> {
    desk.work(move |app, job| app.preview_pasted(&id, &text, &html, job)).await
}

#[command]
async fn edit_profile(desk: State<'_, Desk>, id: String, profile: Profile) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_profile(&id, profile)).await
}

#[command]
async fn edit_flow(
    desk: State<'_, Desk>,
    id: String,
    unit: String,
    item: String,
    value: Option<f64>,
    basis: String,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_flow(&id, &unit, &item, value, &basis)).await
}

#[command]
async fn edit_flows(desk: State<'_, Desk>, id: String, edits: Vec<FlowEdit>) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_flows(&id, &edits)).await
}

#[command]
async fn edit_pair(desk: State<'_, Desk>, id: String, edit: PairEdit) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_pair(&id, &edit)).await
}

#[command]
async fn edit_meters(desk: State<'_, Desk>, id: String, meters: Vec<Meter>) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_meters(&id, &meters)).await
}

#[command]
async fn decide_finding(desk: State<'_, Desk>, id: String, edit: FindingEdit) -> Answer<Diagnosis> {
    desk.ask(move |app| app.decide_finding(&id, &edit)).await
}

#[command]
async fn keep_own_finding(
    desk: State<'_, Desk>,
    id: String,
    edit: OwnFindingEdit,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.keep_own_finding(&id, &edit)).await
}

#[command]
async fn remove_own_finding(desk: State<'_, Desk>, id: String, key: String) -> Answer<Diagnosis> {
    desk.ask(move |app| app.remove_own_finding(&id, &key)).await
}

#[command]
async fn answer_question(desk: State<'_, Desk>, id: String, edit: AnswerEdit) -> Answer<Diagnosis> {
    desk.ask(move |app| app.answer_question(&id, &edit)).await
}

#[command]
async fn add_measure(
    desk: State<'_, Desk>,
    id: String,
    finding: String,
    measure: String,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.add_measure(&id, &finding, &measure)).await
}

#[command]
async fn edit_measures(
    desk: State<'_, Desk>,
    id: String,
    measures: Vec<Measure>,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_measures(&id, &measures)).await
}

#[command]
async fn edit_unit(
    desk: State<'_, Desk>,
    id: String,
    unit: String,
    change: UnitChange,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_unit(&id, &unit, change)).await
}

#[command]
async fn edit_fact(
    desk: State<'_, Desk>,
    id: String,
    unit: String,
    code: String,
    value: Option<f64>,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_fact(&id, &unit, &code, value)).await
}

#[command]
async fn edit_uncertainty(
    desk: State<'_, Desk>,
    id: String,
    unit: String,
    item: String,
    percent: Option<f64>,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_uncertainty(&id, &unit, &item, percent)).await
}

#[command]
async fn edit_tolerances(
    desk: State<'_, Desk>,
    id: String,
    tolerances: Tolerances,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_tolerances(&id, tolerances)).await
}

#[command]
async fn edit_requirement(
    desk: State<'_, Desk>,
    id: String,
    edit: RequirementEdit,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.edit_requirement(&id, edit)).await
}

#[command]
async fn reset_requirement(desk: State<'_, Desk>, id: String, row: String) -> Answer<Diagnosis> {
    desk.ask(move |app| app.reset_requirement(&id, &row)).await
}

#[command]
async fn list_quotas(desk: State<'_, Desk>, search: String) -> Answer<Vec<Quota>> {
    desk.ask(move |app| app.list_quotas(&search)).await
}

#[command]
async fn enter_quota(desk: State<'_, Desk>, quota: Quota) -> Answer<Vec<Quota>> {
    desk.ask(move |app| app.enter_quota(quota)).await
}

#[command]
async fn probable_flows(desk: State<'_, Desk>, id: String) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.probable_flows(&id)).await
}

#[command]
async fn accept_flows(
    desk: State<'_, Desk>,
    id: String,
    streams: Vec<String>,
) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.accept_flows(&id, &streams)).await
}

#[command]
async fn withdraw_flows(
    desk: State<'_, Desk>,
    id: String,
    streams: Vec<String>,
) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.withdraw_flows(&id, &streams)).await
}

#[command]
async fn hold_flow(
    desk: State<'_, Desk>,
    id: String,
    stream: String,
    held: bool,
) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.hold_flow(&id, &stream, held)).await
}

#[command]
async fn set_uncertainty(
    desk: State<'_, Desk>,
    id: String,
    stream: String,
    percent: Option<f64>,
) -> Answer<ProbableFlows> {
    desk.ask(move |app| app.set_uncertainty(&id, &stream, percent)).await
}

#[command]
async fn use_accepted_flows(
    desk: State<'_, Desk>,
    id: String,
    in_force: bool,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.use_accepted_flows(&id, in_force)).await
}

#[command]
async fn diagram(desk: State<'_, Desk>, id: String, kind: String) -> Answer<Diagram> {
    desk.ask(move |app| app.diagram(&id, DiagramKind::from_code(&kind)?)).await
}

#[command]
async fn arrange_diagram(
    desk: State<'_, Desk>,
    id: String,
    change: DiagramChange,
) -> Answer<Diagnosis> {
    desk.ask(move |app| app.arrange_diagram(&id, &change)).await
}

#[command]
async fn export_diagram(
    desk: State<'_, Desk>,
    window: AppHandle,
    id: String,
    kind: String,
    format: String,
) -> Answer<Option<PictureFile>> {
    let named = (id.clone(), kind.clone());
    let name =
        desk.ask(move |app| app.diagram_name(&named.0, DiagramKind::from_code(&named.1)?)).await?;
    let ending = dialog::picture_ending(&format);
    let chosen = spawn_blocking(move || dialog::choose_picture(&window, &name, ending)).await;
    let Some(path) = chosen.map_err(|_| broken())? else { return Ok(None) };
    let path = dialog::with_ending(path, ending)?;
    desk.ask(move |app| app.export_diagram(&id, DiagramKind::from_code(&kind)?, (&path, None)))
        .await
        .map(Some)
}

#[command]
async fn sheet_piece(desk: State<'_, Desk>, id: String, cell: Cell) -> Answer<SheetPiece> {
    desk.ask(move |app| app.sheet_piece(&id, cell)).await
}

#[command]
async fn undo(desk: State<'_, Desk>, id: String) -> Answer<Diagnosis> {
    desk.ask(move |app| app.undo(&id)).await
}

#[command]
async fn redo(desk: State<'_, Desk>, id: String) -> Answer<Diagnosis> {
    desk.ask(move |app| app.redo(&id)).await
}

#[command]
fn cancel(desk: State<'_, Desk>) {
    desk.work.cancel();
}
