//! What the page can ask for, by topic. `build.rs` names the same commands.

mod cases;
mod content;
mod diagrams;
mod editing;
mod flows;
mod intake;
mod library;
mod outputs;
mod people;
mod photos;
mod reports;
mod review;

// The commands, with the macros that the handler needs.
use crate::settings::*;
use cases::*;
use content::*;
use diagrams::*;
use editing::*;
use flows::*;
use intake::*;
use library::*;
use outputs::*;
use people::*;
use photos::*;
use reports::*;
use review::*;
use tauri::generate_handler;
use tauri::ipc::Invoke;

/// The commands by name.
pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    generate_handler![
        start,
        find,
        load_samples,
        new_diagnosis,
        open_diagnosis,
        reread_diagnosis,
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
        add_photo,
        photo,
        edit_photo,
        remove_photo,
        report_preview,
        report_page,
        export_workbook,
        choose_folder,
        export_batch,
        rollup,
        rollup_page,
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
