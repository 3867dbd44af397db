//! What the machine needs beside Rust: Node, and on Linux the packages of the web view.

use crate::step::{ask, command, on_path, run};
use crate::{Outcome, place};

/// A Debian or Ubuntu package, and how to tell that it is there.
struct Need {
    package: &'static str,
    probe: Probe,
}

enum Probe {
    /// A program on the search path, whichever package brought it.
    Program(&'static str),
    /// The package itself.
    Package,
}

const fn program(package: &'static str, program: &'static str) -> Need {
    Need { package, probe: Probe::Program(program) }
}

const fn library(package: &'static str) -> Need {
    Need { package, probe: Probe::Package }
}

/// For building and running the window.
const WINDOW: [Need; 7] = [
    program("build-essential", "cc"),
    program("pkg-config", "pkg-config"),
    library("libwebkit2gtk-4.1-dev"),
    library("librsvg2-dev"),
    library("libssl-dev"),
    program("curl", "curl"),
    program("file", "file"),
];

/// For the journeys through the window, and for reading the reports they write.
const JOURNEYS: [Need; 6] = [
    program("xvfb", "xvfb-run"),
    program("xauth", "xauth"),
    program("dbus", "dbus-run-session"),
    program("webkit2gtk-driver", "WebKitWebDriver"),
    program("poppler-utils", "pdftotext"),
    program("qpdf", "qpdf"),
];

/// Makes the machine ready to build the window.
pub(crate) fn for_window() -> Outcome {
    install(WINDOW.iter())
}

/// Makes the machine ready to test the window.
pub(crate) fn for_journeys() -> Outcome {
    install(WINDOW.iter().chain(&JOURNEYS))
}

/// Checks that Node is there, and new enough for the page's tools.
pub(crate) fn for_page() -> Outcome {
    let version = ask("node", &["--version"]).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    match major.parse::<u32>() {
        Ok(20..) if place::ui().join("package.json").is_file() => Ok(()),
        Ok(20..) => Err("ui/package.json is missing".into()),
        Ok(_) | Err(_) => Err("Node 20 or newer is needed: https://nodejs.org".into()),
    }
}

fn install<'a>(needs: impl Iterator<Item = &'a Need>) -> Outcome {
    if !cfg!(target_os = "linux") {
        println!("    not Linux: the web view of the system is used (on Windows, WebView2)");
        return Ok(());
    }
    let missing: Vec<_> = needs.filter(|need| !is_there(need)).map(|need| need.package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("    missing on this machine: {}", missing.join(" "));
    let Some(apt) = apt() else {
        return Err(format!(
            "install what is missing and start again:\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
            missing.join(" ")
        ));
    };
    let apt_get = |arguments: &[&str]| {
        let mut apt_get = command(apt.first().copied().unwrap_or("apt-get"));
        apt_get.args(apt.iter().skip(1)).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        apt_get
    };
    run("refreshing the list of system packages", &mut apt_get(&["update", "-q"]))?;
    let mut arguments = vec!["install", "-y", "-q", "--no-install-recommends"];
    arguments.extend(&missing);
    run("installing the missing system packages", &mut apt_get(&arguments))
}

fn is_there(need: &Need) -> bool {
    match need.probe {
        Probe::Program(program) => on_path(program),
        Probe::Package => ask("dpkg-query", &["-W", "-f=${Status}", need.package])
            .is_some_and(|status| status.contains("install ok installed")),
    }
}

/// How apt can be called without a question; none where it cannot.
fn apt() -> Option<Vec<&'static str>> {
    if !on_path("apt-get") {
        return None;
    }
    if ask("id", &["-u"]).is_some_and(|id| id.trim() == "0") {
        return Some(vec!["apt-get"]);
    }
    // The frontend must be named behind sudo, which clears the environment.
    let passwordless = ask("sudo", &["-n", "true"]).is_some();
    passwordless.then(|| vec!["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
}
