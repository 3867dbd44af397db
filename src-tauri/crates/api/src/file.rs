//! Files that the program writes for a person: whole or not at all.

use crate::{Code, Error, Result};
use shuiheng_audit::Text;
use shuiheng_report::write_file;
use std::path::Path;

/// Writes a file beside its place and renames it there, so that an older file stays whole
/// where the new one cannot be written.
///
/// # Errors
/// The folder is missing or cannot be written, the disk is full, or a viewer holds the file.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    write_file(bytes, path).map_err(|cause| {
        // The sentence has both languages: the English one in brackets at its end.
        let told = cause.to_string();
        let (zh, en) = told.split_once(" (").unwrap_or((&told, &told));
        Error::new(
            Code::Conflict,
            Text::new(
                format!("{zh}。原有文件保持不变。"),
                format!("{}: {}; the old file is as it was", path.display(), en.replace(')', "")),
            ),
            Text::new("处理后重试。", "then try again"),
        )
    })
}

/// A file that cannot be written.
pub fn unwritable(path: &Path, cause: &std::io::Error) -> Error {
    let place = path.display();
    Error::new(
        Code::Conflict,
        Text::new(
            format!("无法写入“{place}”（{cause}），原有文件保持不变。"),
            format!("{place} cannot be written ({cause}); the old file is as it was"),
        ),
        Text::new(
            "检查文件夹是否存在、是否有写入权限、磁盘空间是否足够，并关闭正在打开该文件的程序后重试。",
            "check that the folder exists and can be written, that the disk is not full and that no program has the file open",
        ),
    )
}

/// Input that cannot be read.
pub fn unreadable(path: &Path, cause: &std::io::Error) -> Error {
    let place = path.display();
    Error::new(
        Code::Refused,
        Text::new(
            format!("无法读取“{place}”（{cause}）。"),
            format!("{place} cannot be read ({cause})"),
        ),
        Text::new("请重新复制表格后再试。", "copy the table again and retry"),
    )
}

/// A report that cannot be read.
pub(crate) fn unreadable_report(path: &Path, cause: &std::io::Error) -> Error {
    let place = path.display();
    Error::new(
        Code::Refused,
        Text::new(
            format!("无法读取“{place}”（{cause}）。"),
            format!("{place} cannot be read ({cause})"),
        ),
        Text::new(
            "检查文件是否存在、是否被其他程序占用。",
            "check that it is there and not in use",
        ),
    )
}

/// The window is not there to be started.
pub fn no_window() -> Error {
    Error::new(
        Code::NotFound,
        Text::new(
            "没有找到窗口程序 shuiheng-desktop。",
            "the window shuiheng-desktop was not found",
        ),
        Text::new(
            "它应与 shuiheng 放在同一文件夹；命令行用法见 shuiheng --help。",
            "it stands beside shuiheng; for the command line see shuiheng --help",
        ),
    )
}

/// Reads a file that is not larger than it may be.
///
/// # Errors
/// It cannot be read, or is larger.
pub(crate) fn read_bounded(path: &Path, most: u64) -> Result<Vec<u8>> {
    let size = std::fs::metadata(path).map_err(|cause| unreadable(path, &cause))?.len();
    if size > most {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return Err(Error::refused(
            Text::new(format!("“{name}”过大。"), format!("{name} is too large")),
            Text::new(
                format!("请选择不超过 {} MB 的文件。", most >> 20),
                format!("choose a file of at most {} MB", most >> 20),
            ),
        ));
    }
    std::fs::read(path).map_err(|cause| unreadable(path, &cause))
}
