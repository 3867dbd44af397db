//! The window itself: its page goes nowhere else, opens nothing and downloads nothing.

use crate::desk::Desk;
use crate::speech::say;
use crate::viewer;
use shuiheng_api::view::Dropped;
use std::path::{Path, PathBuf};
use tauri::webview::NewWindowResponse;
use tauri::{
    App, AppHandle, DragDropEvent, Emitter, Manager, PhysicalPosition, Url, WebviewWindowBuilder,
    WindowEvent,
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

/// Tells the page of files over it; dropped ones stay here under their handles.
fn dragged(window: &AppHandle, event: &DragDropEvent) -> tauri::Result<()> {
    match event {
        DragDropEvent::Enter { .. } => window.emit("dragging", true),
        DragDropEvent::Leave => window.emit("dragging", false),
        DragDropEvent::Drop { paths, position } => {
            window.emit("dragging", false)?;
            dropped(window, paths, *position)
        }
        _ => Ok(()),
    }
}

fn dropped(window: &AppHandle, paths: &[PathBuf], at: PhysicalPosition<f64>) -> tauri::Result<()> {
    if paths.len() == 1 || paths.iter().all(|path| is_photo(path)) {
        let desk = window.state::<Desk>();
        let files = paths.iter().map(|path| desk.picks.keep(path.clone())).collect();
        let screen = window.get_webview_window("main").map_or(Ok(1.0), |own| own.scale_factor());
        // A page that is shown larger has fewer px of its own.
        let scale = screen? * f64::from(desk.keeper.preferences().scale) / 100.0;
        return window.emit("dropped", Dropped { files, x: at.x / scale, y: at.y / scale });
    }
    viewer::warn(
        window,
        say(
            "一次可拖入一个工作簿或若干张照片，刚才拖入的文件都没有读取。请分开拖入。",
            "Drop one workbook, or some photos: none of the files that were dropped was read. Drop them apart.",
        ),
    );
    Ok(())
}

/// Whether a file calls itself a photo; what it is the engine sees from its bytes.
fn is_photo(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    ["jpg", "jpeg", "png"].iter().any(|known| ending == *known)
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
