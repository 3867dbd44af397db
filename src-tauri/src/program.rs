//! From the command line to the open window.

use crate::arguments::{self, Options, READER, Start};
use crate::desk::Desk;
use crate::{commands, log, window};
use shuiheng_api::view::Failure;
use shuiheng_api::{App, Reader};
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
            let folder = workspace(app.handle(), &options)?;
            log::keep_panics(&folder);
            app.manage(Desk::new(open_workspace(&folder), app.handle().clone(), &options));
            window::open(app)?;
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

/// The folder of the workspace: as asked, else with the user's own data.
fn workspace(app: &AppHandle, options: &Options) -> tauri::Result<PathBuf> {
    let scripted = std::env::var_os("SHUIHENG_WORKSPACE").filter(|_| cfg!(feature = "e2e"));
    match scripted.map(PathBuf::from).or_else(|| options.workspace.clone()) {
        Some(folder) => Ok(folder),
        None => Ok(app.path().local_data_dir()?.join("shuiheng")),
    }
}

fn open_workspace(folder: &Path) -> Result<App, Failure> {
    let program = std::env::current_exe().map_err(|error| Failure {
        code: "internal".into(),
        message: format!("找不到程序自身的文件：{error}。"),
        fix: "请重新启动程序；若仍然出错，请重新安装。".into(),
    })?;
    App::open(folder, Reader::new(program, READER)).map_err(|error| error.failure())
}
