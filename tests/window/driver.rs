//! The web driver: WebKit's own, asked directly. It starts the window for each session.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running driver; it and the window it started end with it.
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// A driver whose windows get these variables.
    pub(crate) fn start(variables: &[(&str, &OsStr)]) -> Self {
        let port = free_port();
        let child = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .envs(variables.iter().copied())
            // Lets the driver steer the window.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // Without it screenshots lag behind the page.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .stdin(Stdio::null())
            // A group of its own: the window is the driver's child, and would outlive it.
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver starts (package webkit2gtk-driver)");
        let driver = Self { child, port };
        driver.wait_until_ready();
        driver
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What the driver and all that it started hold, bytes: each shared page counts in part.
    pub(crate) fn memory(&self) -> f64 {
        let group = self.child.id();
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let ours = processes.filter(|process| in_group(&process.path(), group));
        ours.filter_map(|process| proportional_set_size(&process.path())).sum()
    }

    fn wait_until_ready(&self) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while !self.is_ready().unwrap_or(false) {
            assert!(Instant::now() < deadline, "the web driver does not answer");
            std::thread::yield_now();
        }
    }

    fn is_ready(&self) -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream
            .write_all(b"GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer)?;
        Ok(answer.ends_with(b" 200"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.child.wait();
    }
}

/// Whether a process belongs to a group: the fifth word of its state, after a name that may
/// hold anything but a closing bracket.
fn in_group(process: &Path, group: u32) -> bool {
    let Ok(state) = std::fs::read_to_string(process.join("stat")) else { return false };
    let words = state.rsplit(')').next().unwrap_or_default().split_whitespace();
    words.skip(2).next().is_some_and(|word| word == group.to_string())
}

fn proportional_set_size(process: &Path) -> Option<f64> {
    let sizes = std::fs::read_to_string(process.join("smaps_rollup")).ok()?;
    let line = sizes.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kilobytes| kilobytes * 1024.0)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
