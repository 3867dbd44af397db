//! What can go wrong with a workspace, in words for the person at the screen.

use crate::{Kind, RecordId};
use rusqlite::ErrorCode;
use shuiheng_audit::Text;
use std::{io, path::PathBuf};

/// Why the store refused. Nothing was changed when one of these is returned.
///
/// [`StoreError::text`] and [`StoreError::fix`] are the sentences for the screen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A folder or file of the workspace cannot be read or written.
    #[error("{} cannot be read or written: {source}", path.display())]
    Folder {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another process has the workspace open.
    #[error("the workspace is open in another window or command of this program")]
    InUse,
    /// The database file may only be read.
    #[error("the workspace's database can only be read, not written")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The workspace was written by a newer version of the program.
    #[error("{} was written by a newer version of this program (format {found}; this version knows {known})", path.display())]
    Newer {
        /// The database file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format that this program knows.
        known: u32,
    },
    /// The file is another program's.
    #[error("{} is not a workspace of this program", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// What is stored is damaged.
    #[error("the workspace's database is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// SQLite would not take a setting that the safety of the data rests on.
    #[error("the database does not accept {pragma} = {wanted} (it says {found})")]
    SettingRefused {
        /// The setting.
        pragma: &'static str,
        /// What was asked for.
        wanted: String,
        /// What it says.
        found: String,
    },
    /// The SQLite in use has a known bug that damages data.
    #[error("SQLite {found} is too old: 3.51.3 or newer is needed")]
    OldSqlite {
        /// The version in use.
        found: String,
    },
    /// Any other error of the database.
    #[error("the database reports an error: {0}")]
    Database(#[source] rusqlite::Error),
    /// A body cannot be written as JSON, or a stored one does not fit the type asked for.
    #[error("the content of a record ({kind}, {record}) cannot be read or written: {source}")]
    Body {
        /// What the record is.
        kind: Kind,
        /// Which record.
        record: RecordId,
        /// What serde says.
        source: serde_json::Error,
    },
    /// A body would not be the same when read again: a number that is not finite, say.
    #[error(
        "the content of a record ({kind}, {record}) would not be the same when read again; a number in it may be infinite or undefined"
    )]
    NotFaithful {
        /// What the record is.
        kind: Kind,
        /// Which record.
        record: RecordId,
    },
    /// The text is not the id of a record.
    #[error("{text:?} is not the id of a record")]
    NotAnId {
        /// The text.
        text: String,
    },
    /// The text is not the SHA-256 of a file.
    #[error("{text:?} is not the SHA-256 of a file")]
    NotAHash {
        /// The text.
        text: String,
    },
    /// There is no such record, or it is deleted.
    #[error("there is no record {record}, or it has been deleted")]
    NoRecord {
        /// Which record.
        record: RecordId,
    },
    /// A record cannot become another kind, or move to another diagnosis.
    #[error("record {record} is a {kind}; its kind and its diagnosis cannot change")]
    Moved {
        /// Which record.
        record: RecordId,
        /// What it is.
        kind: Kind,
    },
    /// One change touches two diagnoses, so neither could undo it alone.
    #[error("one change may not touch two diagnoses")]
    TwoDiagnoses,
    /// What would be undone or redone has been changed since.
    #[error("\"{}\" cannot be taken back: a {kind} that it changed was changed again by {author}: \"{}\"", change.en, later.en)]
    ChangedSince {
        /// The change that would be undone or redone.
        change: Box<Text>,
        /// The later change.
        later: Box<Text>,
        /// Whose later change.
        author: String,
        /// What was changed.
        kind: Kind,
    },
    /// A kept file is missing.
    #[error("the kept file {name} is missing ({sha256})")]
    FileMissing {
        /// Its name when it was taken in.
        name: String,
        /// Its SHA-256.
        sha256: String,
    },
    /// A kept file is not what it was.
    #[error("the kept file {name} is damaged or was changed ({sha256})")]
    FileDamaged {
        /// Its name when it was taken in.
        name: String,
        /// Its SHA-256.
        sha256: String,
    },
    /// A backup would overwrite something.
    #[error("{} exists already", path.display())]
    Exists {
        /// Where the backup was to go.
        path: PathBuf,
    },
}

impl StoreError {
    /// What happened, in both languages.
    pub fn text(&self) -> Text {
        Text::new(self.zh(), self.to_string())
    }

    fn zh(&self) -> String {
        match self {
            Self::Folder { path, source } => {
                format!("无法读写“{}”（系统提示：{source}）。", path.display())
            }
            Self::InUse => "该工作区正被本程序的另一个窗口或命令使用。".into(),
            Self::ReadOnly => "工作区数据库为只读，无法写入。".into(),
            Self::DiskFull => "磁盘空间不足，本次修改未保存。".into(),
            Self::Newer { path, found, known } => format!(
                "“{}”由更新版本的程序写成（格式版本 {found}，本程序最高支持 {known}），未作任何改动。",
                path.display()
            ),
            Self::Foreign { path } => {
                format!("“{}”不是本程序的工作区数据库，未作任何改动。", path.display())
            }
            Self::Damaged { detail } => format!("工作区数据库已损坏（{detail}）。"),
            Self::SettingRefused { pragma, wanted, found } => {
                format!("数据库未接受安全设置 {pragma} = {wanted}（实际为 {found}）。")
            }
            Self::OldSqlite { found } => {
                format!("SQLite 版本 {found} 过低，存在损坏数据的已知缺陷，须为 3.51.3 或以上。")
            }
            Self::Database(source) => format!("数据库报错：{source}。"),
            Self::Body { kind, record, source } => {
                format!("{}（{record}）的内容无法读写：{source}。", kind.zh())
            }
            Self::NotFaithful { kind, record } => format!(
                "{}（{record}）的内容存入后无法原样读出，可能含有无穷大或无意义的数值，未保存。",
                kind.zh()
            ),
            Self::NotAnId { text } => format!("“{text}”不是有效的记录编号。"),
            Self::NotAHash { text } => format!("“{text}”不是有效的文件 SHA-256 值。"),
            Self::NoRecord { record } => format!("记录 {record} 不存在或已删除。"),
            Self::Moved { record, kind } => {
                format!("记录 {record} 属于“{}”，其类别和所属诊断不得更改。", kind.zh())
            }
            Self::TwoDiagnoses => "一次修改不得同时涉及两个诊断。".into(),
            Self::ChangedSince { change, later, author, kind } => format!(
                "无法撤销或重做“{}”：其中的{}此后又被{author}修改（“{}”）。",
                change.zh,
                kind.zh(),
                later.zh
            ),
            Self::FileMissing { name, sha256 } => {
                format!("保存的文件“{name}”缺失（SHA-256：{sha256}）。")
            }
            Self::FileDamaged { name, sha256 } => {
                format!("保存的文件“{name}”已损坏或被改动（SHA-256：{sha256}）。")
            }
            Self::Exists { path } => format!("“{}”已存在，未覆盖。", path.display()),
        }
    }

    /// What to do about it, in both languages.
    pub fn fix(&self) -> Text {
        let (zh, en) = match self {
            Self::Folder { .. } => (
                "请检查文件夹是否存在、是否有写入权限、磁盘是否已拔出，或换一个位置。",
                "Check that the folder exists, may be written and its disk is connected, or choose another place.",
            ),
            Self::InUse => (
                "请先关闭另一个窗口或等待另一条命令结束，然后重试。",
                "Close the other window or wait for the other command to end, then try again.",
            ),
            Self::ReadOnly => (
                "请检查文件和文件夹的写入权限，或将整个工作区文件夹复制到可写的位置。",
                "Check the permissions of the file and its folder, or copy the whole workspace folder to a place that may be written.",
            ),
            Self::DiskFull => (
                "请清理磁盘空间后重试；此前已保存的内容不受影响。",
                "Free some space and try again; what was saved before is safe.",
            ),
            Self::Newer { .. } => {
                ("请用更新版本的程序打开。", "Open it with the newer version of the program.")
            }
            Self::Foreign { .. } => (
                "请选择其他文件夹，或新建一个空文件夹作为工作区。",
                "Choose another folder, or a new, empty one for the workspace.",
            ),
            Self::Damaged { .. } => (
                "请勿继续写入；先复制整个工作区文件夹留存，再用最近的备份恢复。",
                "Do not go on writing; keep a copy of the whole workspace folder, then restore the latest backup.",
            ),
            Self::SettingRefused { .. } => (
                "请将工作区放在本机磁盘上，不要放在网络盘或同步盘中。",
                "Keep the workspace on a disk of this computer, not on a network or synchronised drive.",
            ),
            Self::OldSqlite { .. } => (
                "请重新安装本程序的正式发布版本。",
                "Install a released version of this program again.",
            ),
            Self::Database(_) => (
                "请重试；若仍出现，请检查工作区并联系技术支持，附上日志。",
                "Try again; if it stays, check the workspace and send the log to support.",
            ),
            Self::Body { .. } => (
                "请检查工作区；若由更新版本写成，请升级程序。",
                "Check the workspace; if a newer version wrote it, update the program.",
            ),
            Self::NotFaithful { .. } => (
                "请检查输入的数值，未知的数值请留空。",
                "Check the figures that were entered; leave unknown ones empty.",
            ),
            Self::NotAnId { .. } | Self::NoRecord { .. } => {
                ("请刷新列表后重新选择。", "Refresh the list and choose again.")
            }
            Self::NotAHash { .. } => ("请重新导入该文件。", "Import the file again."),
            Self::Moved { .. } => (
                "请删除后在目标诊断中新建。",
                "Delete it and make a new one in the other diagnosis.",
            ),
            Self::TwoDiagnoses => ("请对每个诊断分别操作。", "Do it for each diagnosis by itself."),
            Self::ChangedSince { .. } => (
                "请查看修改记录，按需手工改回。",
                "Look at the change log and change it back by hand where needed.",
            ),
            Self::FileMissing { .. } | Self::FileDamaged { .. } => (
                "请重新导入原文件，或从备份中恢复该文件；已导入的数据不受影响。",
                "Import the original file again, or take the file from a backup; figures already imported are not affected.",
            ),
            Self::Exists { .. } => ("请换一个名称或位置。", "Choose another name or place."),
        };
        Text::new(zh, en)
    }

    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged { detail: detail.into() }
    }

    /// For `map_err`: an error of the system at a path.
    pub(crate) fn at(path: &std::path::Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Folder { path, source },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::damaged(error.to_string())
            }
            _ => Self::Database(error),
        }
    }
}
