//! The window itself: its page goes nowhere else, opens nothing and downloads nothing.

use crate::desk::Desk;
use crate::speech::say;
use crate::viewer;
use std::path::PathBuf;
use tauri::webview::NewWindowResponse;
use tauri::{
    App, AppHandle, DragDropEvent, Emitter, Manager, Url, WebviewWindowBuilder, WindowEvent,
};

/// Opens the window that `tauri.conf.json` describes.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let config = app.config().app.windows.first().ok_or(tauri::Error::WindowNotFound)?;
    let window = WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    let handle = app.handle().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(event) = event {
            // A window that is being closed hears no more, and need not.
            let _ = dragged(&handle, event);
        }
    });
    Ok(())
}

/// Tells the page of a file over it; a dropped one stays here under its handle.
fn dragged(window: &AppHandle, event: &DragDropEvent) -> tauri::Result<()> {
    match event {
        DragDropEvent::Enter { .. } => window.emit("dragging", true),
        DragDropEvent::Leave => window.emit("dragging", false),
        DragDropEvent::Drop { paths, .. } => {
            window.emit("dragging", false)?;
            dropped(window, paths)
        }
        _ => Ok(()),
    }
}

fn dropped(window: &AppHandle, paths: &[PathBuf]) -> tauri::Result<()> {
    if let [path] = paths {
        return window.emit("dropped", window.state::<Desk>().picks.keep(path.clone()));
    }
    viewer::warn(
        window,
        say(
            "一次只能导入一个工作簿，刚才拖入的文件都没有读取。请逐个拖入。",
            "One workbook at a time: none of the files that were dropped was read. Drop them one by one.",
        ),
    );
    Ok(())
}

/// Whether an address is a page of the program: `tauri:` on Linux and macOS,
/// `tauri.localhost` on Windows, the development server where one serves the page.
fn is_own_page(url: &Url) -> bool {
    let development = cfg!(not(feature = "custom-protocol")) && url.port() == Some(1420);
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => true,
        ("http" | "https", Some("tauri.localhost")) => cfg!(windows),
        ("http", Some("localhost")) => development,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, own: bool) {
        assert_eq!(is_own_page(&address.parse().unwrap()), own, "{address}");
    }

    #[test]
    fn the_page_stays_on_its_own_pages() {
        check("tauri://localhost/index.html", true);
        check("tauri://localhost", true);
        check("http://tauri.localhost/", cfg!(windows));
        check("https://example.com/", false);
        check("http://localhost:8080/", false);
        check("file:///etc/passwd", false);
        check("data:text/html,<p>", false);
    }
}
