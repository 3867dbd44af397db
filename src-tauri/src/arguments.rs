//! What the window was started with.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the executable is to be.
#[derive(Debug, PartialEq)]
pub(crate) enum Start {
    /// The window.
    Window(Options),
    /// The process that reads one workbook for the window and ends.
    Reader(PathBuf),
}

/// How the window is to start.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// The workspace's folder; none for the one of this machine's user.
    pub(crate) workspace: Option<PathBuf>,
    /// Whether an empty workspace is filled with the samples.
    pub(crate) samples: bool,
}

/// Reads the arguments; the error is a sentence for the person at the terminal.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Start, String> {
    let mut arguments = arguments.into_iter();
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some(READER) => return value(READER, arguments.next()).map(Start::Reader),
            Some("--workspace") => {
                options.workspace = Some(value("--workspace", arguments.next())?);
            }
            Some("--samples") => options.samples = true,
            Some(_) | None => return Err(usage(&argument)),
        }
    }
    Ok(Start::Window(options))
}

/// Hidden: the window starts itself with this argument to read a workbook in a process of
/// its own, since a damaged workbook may take the reading process down.
pub(crate) const READER: &str = "--read-workbook";

fn value(name: &str, given: Option<OsString>) -> Result<PathBuf, String> {
    given.map(PathBuf::from).ok_or_else(|| format!("{name} 之后应给出路径"))
}

fn usage(unknown: &OsString) -> String {
    format!(
        "不认识的参数：{}\n用法：shuiheng-desktop [--workspace 文件夹] [--samples]",
        unknown.to_string_lossy()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &[&str], expected: Option<Start>) {
        assert_eq!(read(given.iter().map(OsString::from)).ok(), expected);
    }

    #[test]
    fn arguments_say_what_to_start() {
        let window = |workspace: Option<&str>, samples| {
            Some(Start::Window(Options { workspace: workspace.map(PathBuf::from), samples }))
        };
        check(&[], window(None, false));
        check(&["--samples"], window(None, true));
        check(&["--workspace", "案卷", "--samples"], window(Some("案卷"), true));
        check(&["--read-workbook", "表.xlsx"], Some(Start::Reader("表.xlsx".into())));
        check(&["--workspace"], None);
        check(&["表.xlsx"], None);
    }
}
