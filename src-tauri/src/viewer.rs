//! What is shown outside the page: files in the system's programs, and words of the program
//! itself where no page can say them.

use crate::desk::broken;
use crate::speech::{failure, say};
use shuiheng_api::view::Failure;
use std::path::PathBuf;
use tauri::AppHandle;
use tauri::async_runtime::spawn_blocking;
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// Tells a person something that the page does not know of.
pub(crate) fn warn(window: &AppHandle, message: &str) {
    window
        .dialog()
        .message(message)
        .title(say("水衡", "Shuiheng"))
        .kind(MessageDialogKind::Warning)
        .show(|_| {});
}

/// Shows a file in the system's program for it, off the main thread.
pub(crate) async fn open_file(file: PathBuf) -> Result<(), Failure> {
    opened(file, |file, error| {
        let place = file.display();
        failure(
            if file.exists() { "internal" } else { "not_found" },
            (
                format!("无法打开文件 {place}：{error}"),
                format!("the file {place} cannot be opened: {error}"),
            ),
            (
                "请在文件管理器中找到该文件打开；若文件已移走，请重新导出。",
                "open it from the file manager; export it again if it was moved",
            ),
        )
    })
    .await
}

/// Shows a folder in the system's file manager, off the main thread.
pub(crate) async fn open_folder(folder: PathBuf) -> Result<(), Failure> {
    opened(folder, |folder, error| {
        let place = folder.display();
        failure(
            "conflict",
            (
                format!("无法打开文件夹 {place}：{error}"),
                format!("the folder {place} cannot be opened: {error}"),
            ),
            ("请在文件管理器中打开该文件夹。", "open that folder in the file manager"),
        )
    })
    .await
}

async fn opened(
    path: PathBuf,
    refused: fn(&PathBuf, tauri_plugin_opener::Error) -> Failure,
) -> Result<(), Failure> {
    let open = move || {
        tauri_plugin_opener::open_path(&path, None::<&str>).map_err(|error| refused(&path, error))
    };
    spawn_blocking(open).await.map_err(|_| broken())?
}
