//! Names the commands that the page may call, and bundles the page.

use tauri_build::{AppManifest, Attributes};

/// Without this list Tauri would ask for no permission at all before it runs a command of
/// the program's own; with it, `capabilities/main.json` has to grant each by name.
const COMMANDS: &[&str] = &[
    "start",
    "load_samples",
    "new_diagnosis",
    "open_diagnosis",
    "remove_diagnosis",
    "choose_workbook",
    "preview_import",
    "compare_import",
    "preview_pasted",
    "accept_import",
    "revise_import",
    "remember_import",
    "import_piece",
    "list_synonyms",
    "add_synonym",
    "remove_synonym",
    "export_synonyms",
    "import_synonyms",
    "export_marked",
    "edit_profile",
    "edit_flow",
    "edit_flows",
    "edit_pair",
    "edit_meters",
    "edit_unit",
    "edit_fact",
    "edit_uncertainty",
    "edit_tolerances",
    "edit_requirement",
    "reset_requirement",
    "list_quotas",
    "enter_quota",
    "diagram",
    "probable_flows",
    "accept_flows",
    "withdraw_flows",
    "hold_flow",
    "set_uncertainty",
    "use_accepted_flows",
    "arrange_diagram",
    "export_diagram",
    "sheet_piece",
    "export_report",
    "open_report",
    "export_word",
    "accept_unconfirmed",
    "withdraw_acceptance",
    "issuing",
    "issue_report",
    "write_issued",
    "verify_report",
    "undo",
    "redo",
    "cancel",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A page that is not built yet must not stop `cargo check`: an empty folder is enough.
    std::fs::create_dir_all("../ui/dist")?;
    tauri_build::try_build(Attributes::new().app_manifest(AppManifest::new().commands(COMMANDS)))?;
    Ok(())
}
