//! From the command line to the open window.

use crate::arguments::{self, Options, Start};
use crate::desk::Desk;
use crate::settings::{self, Keeper};
use crate::{commands, log, window};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tauri::{AppHandle, Builder, Context, Manager, Wry, generate_context};

/// Does what the arguments ask for: opens the window, or reads one workbook for it.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // The reader comes first: it must be up before anything of the window is loaded.
    match arguments::read(arguments) {
        Ok(Start::Reader(workbook)) => shuiheng_api::serve_reader(&workbook),
        Ok(Start::Window(options)) => open(options),
        Err(usage) => {
            eprintln!("{usage}");
            ExitCode::from(2)
        }
    }
}

fn open(options: Options) -> ExitCode {
    let program = with_plugins(Builder::default(), &options)
        .invoke_handler(commands::handler())
        .setup(move |app| {
            log::keep_panics();
            let asked = asked(&options);
            let keeper = keeper(app.handle(), asked.as_deref())?;
            let first = asked.or_else(|| keeper.last());
            let scale = keeper.preferences().scale;
            let desk = Desk::new(keeper, app.handle().clone(), &options);
            if let Some(folder) = first {
                desk.begin(&folder);
            }
            app.manage(desk);
            window::open(app)?;
            settings::zoom(app.handle(), scale);
            Ok(())
        })
        .run(built_in());
    match program {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("窗口无法打开：{error}");
            ExitCode::from(5)
        }
    }
}

/// The page and the settings, built into the executable.
#[expect(clippy::disallowed_types, reason = "what Tauri writes here holds a HashMap")]
fn built_in() -> Context<Wry> {
    generate_context!()
}

/// The journeys start from a fresh window and may run beside one another.
fn with_plugins(program: Builder<Wry>, options: &Options) -> Builder<Wry> {
    let program = program.plugin(tauri_plugin_dialog::init());
    if cfg!(feature = "e2e") {
        return program;
    }
    let program = program.plugin(tauri_plugin_window_state::Builder::new().build());
    // Two windows over one workspace would hide each other's changes; over two they may.
    if options.workspace.is_some() {
        return program;
    }
    program.plugin(tauri_plugin_single_instance::init(|app, _, _| bring_to_front(app)))
}

fn bring_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // Where the desktop refuses, the window stays where it is.
        let _ = window.unminimize().and_then(|()| window.set_focus());
    }
}

/// The folder of the workspace that was asked for at the start: that one is opened, whatever
/// was open last.
fn asked(options: &Options) -> Option<PathBuf> {
    scripted("SHUIHENG_WORKSPACE").or_else(|| options.workspace.clone())
}

/// What the window journeys say by the environment.
fn scripted(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|_| cfg!(feature = "e2e")).map(PathBuf::from)
}

/// What was set for this laptop. Each journey has settings of its own.
fn keeper(app: &AppHandle, asked: Option<&Path>) -> tauri::Result<Keeper> {
    let journey = || asked.filter(|_| cfg!(feature = "e2e")).map(|folder| folder.join("config"));
    let folder = match scripted("SHUIHENG_CONFIG").or_else(journey) {
        Some(folder) => folder,
        None => app.path().app_config_dir()?,
    };
    Ok(Keeper::open(folder, app.path().local_data_dir()?.join("shuiheng")))
}
