//! A finished report becomes a file: whole, or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Why a file could not be written. What stood there before is whole.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is no such folder.
    #[error("文件夹“{0}”不存在，请先建立文件夹或另选位置 (the folder does not exist)")]
    NoFolder(PathBuf),
    /// A folder has that name.
    #[error("“{0}”是文件夹，请另取文件名 (this is a folder)")]
    IsFolder(PathBuf),
    /// The file is marked as read-only.
    #[error("文件“{0}”为只读，未覆盖；请取消只读属性或另存为其他文件名 (the file is read-only)")]
    ReadOnly(PathBuf),
    /// The file is open in another program.
    #[error(
        "文件“{0}”正在被其他程序打开，请先关闭（例如 PDF 阅读器）再导出 (the file is open in another program)"
    )]
    InUse(PathBuf),
    /// The folder cannot be written to.
    #[error("没有写入文件夹“{0}”的权限，请另选位置 (the folder cannot be written to)")]
    NoPermission(PathBuf),
    /// The disk is full.
    #[error("磁盘空间不足，无法写入“{0}”，请清理空间或另选磁盘 (the disk is full)")]
    DiskFull(PathBuf),
    /// Anything else.
    #[error("无法写入文件“{0}” (the file cannot be written): {1}")]
    Other(PathBuf, #[source] io::Error),
}

/// Writes a file beside its place, then puts it there in one step.
///
/// # Errors
/// See [`WriteError`]. What stood there before is whole, and nothing is left beside it.
pub fn write_file(bytes: &[u8], path: &Path) -> Result<(), WriteError> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(WriteError::NoFolder(folder.to_owned()));
    }
    if path.is_dir() {
        return Err(WriteError::IsFolder(path.to_owned()));
    }
    // Replacing would not ask: a report that was locked after it was issued stays.
    if fs::metadata(path).is_ok_and(|known| known.permissions().readonly()) {
        return Err(WriteError::ReadOnly(path.to_owned()));
    }
    let beside = beside(folder, path);
    let done = write_synced(bytes, &beside)
        .map_err(|error| while_writing(error, folder, path))
        .and_then(|()| fs::rename(&beside, path).map_err(|error| while_placing(error, path)));
    if done.is_err() {
        // Where it was never made there is nothing to take away.
        let _ = fs::remove_file(&beside);
    }
    sync_folder(folder);
    done
}

fn beside(folder: &Path, path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    folder.join(format!(".{}.{}.part", name.unwrap_or_default(), std::process::id()))
}

fn write_synced(bytes: &[u8], path: &Path) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the new name last through a loss of power, where the system knows how.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

fn while_writing(error: io::Error, folder: &Path, path: &Path) -> WriteError {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            WriteError::NoPermission(folder.to_owned())
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => WriteError::DiskFull(path.to_owned()),
        _ => WriteError::Other(path.to_owned(), error),
    }
}

fn while_placing(error: io::Error, path: &Path) -> WriteError {
    // Windows: 32 and 33 tell that another program holds the file.
    let held = cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    match error.kind() {
        _ if held => WriteError::InUse(path.to_owned()),
        ErrorKind::PermissionDenied | ErrorKind::ResourceBusy => WriteError::InUse(path.to_owned()),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => WriteError::DiskFull(path.to_owned()),
        _ => WriteError::Other(path.to_owned(), error),
    }
}
