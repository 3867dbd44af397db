//! The words of the store's errors.

use crate::StoreError;
use shuiheng_audit::Text;

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
            Self::ReadOnly => "工作区数据库无法打开，或为只读、无法写入。".into(),
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
            Self::Package { what } => format!("诊断包未导入：{}数据没有改动。", what.zh),
            Self::Backup { path, what } => {
                format!("备份“{}”未恢复：{}", path.display(), what.zh)
            }
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
            Self::Package { .. } => (
                "请对方重新导出诊断包；有冲突时逐处选定，或用 --on-conflict 统一选定。",
                "Ask for the package to be written again; decide conflicts, or use --on-conflict.",
            ),
            Self::Backup { .. } => (
                "请选择更早的一份备份；原有数据没有改动。",
                "Choose an earlier backup; nothing was changed.",
            ),
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, RecordId};

    #[track_caller]
    fn check(error: StoreError, zh: &str) {
        let (text, fix) = (error.text(), error.fix());
        assert_eq!(text.zh, zh);
        assert!(!text.en.is_empty() && !text.en.ends_with('.'), "{}", text.en);
        assert!(fix.zh.ends_with('。') && fix.en.ends_with('.'), "{} {}", fix.zh, fix.en);
        for words in [&text.zh, &fix.zh] {
            assert!(!words.contains([',', ';', '?', '!']), "full-width punctuation: {words}");
        }
    }

    #[test]
    fn errors_speak_to_an_auditor() {
        let record = RecordId::of_setting("x");
        let path = || "水诊断/workspace.sqlite3".into();
        let (name, sha256) = ("水平衡.xlsx".to_owned(), "ab".to_owned());
        check(StoreError::InUse, "该工作区正被本程序的另一个窗口或命令使用。");
        check(StoreError::DiskFull, "磁盘空间不足，本次修改未保存。");
        check(
            StoreError::Newer { path: path(), found: 3, known: 1 },
            "“水诊断/workspace.sqlite3”由更新版本的程序写成（格式版本 3，本程序最高支持 1），未作任何改动。",
        );
        check(
            StoreError::Foreign { path: path() },
            "“水诊断/workspace.sqlite3”不是本程序的工作区数据库，未作任何改动。",
        );
        check(
            StoreError::FileMissing { name: name.clone(), sha256: sha256.clone() },
            "保存的文件“水平衡.xlsx”缺失（SHA-256：ab）。",
        );
        check(
            StoreError::FileDamaged { name, sha256 },
            "保存的文件“水平衡.xlsx”已损坏或被改动（SHA-256：ab）。",
        );
        check(
            StoreError::ChangedSince {
                change: Box::new(Text::new("导入", "Import")),
                later: Box::new(Text::new("改名", "Rename")),
                author: "示例诊断员".into(),
                kind: Kind::Unit,
            },
            "无法撤销或重做“导入”：其中的用水单元此后又被示例诊断员修改（“改名”）。",
        );
        check(StoreError::TwoDiagnoses, "一次修改不得同时涉及两个诊断。");
        check(StoreError::NoRecord { record }, &format!("记录 {record} 不存在或已删除。"));
        check(
            StoreError::Moved { record, kind: Kind::Meter },
            &format!("记录 {record} 属于“水表”，其类别和所属诊断不得更改。"),
        );
    }
}
