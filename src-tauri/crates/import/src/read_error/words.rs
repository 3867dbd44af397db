//! The sentences of refusals: what was found, and what to do.

use super::{Bound, Foreign, Refusal};
use shuiheng_audit::Text;

impl Refusal {
    /// What was found, without the file's name.
    pub(super) fn found(&self) -> Text {
        match self {
            Self::Missing => Text::new("文件不存在", "it does not exist"),
            Self::NotPermitted => Text::new("没有读取该文件的权限", "reading it is not permitted"),
            Self::Folder => Text::new("这是文件夹，不是文件", "it is a folder"),
            Self::Unreachable(why) => Text::new(
                format!("读取文件时系统报错：{why}"),
                format!("the system reports: {why}"),
            ),
            Self::Empty => Text::new("文件为空（0 字节）", "it is empty (0 bytes)"),
            Self::LockFile => Text::new(
                "这是 Excel 或 WPS 打开工作簿时留下的临时锁文件，里面没有数据",
                "it is the lock file of a workbook that is open elsewhere and holds no data",
            ),
            Self::Encrypted => Text::new("文件设有打开密码", "it is protected by a password"),
            Self::Protected => Text::new(
                "文件已被企业文档安全（透明加密）软件加密",
                "it is encrypted by a company's document protection",
            ),
            Self::Truncated => Text::new(
                "文件不完整，缺少结尾部分（可能是复制或下载中断）",
                "its end is missing (a copy or a download may have been cut off)",
            ),
            Self::Damaged(why) => Text::new(
                format!("文件内部已损坏（{why}）"),
                format!("its inside is damaged ({why})"),
            ),
            Self::WrongType(kind) => {
                let (zh, en) = kind.name();
                Text::new(
                    format!("按内容判断，这是{zh}，不是工作簿"),
                    format!("by its content it is {en}"),
                )
            }
            Self::TooLarge { bound, limit } => bound.found(*limit),
            Self::TookTooLong(seconds) => Text::new(
                format!("读取超过 {seconds} 秒仍未完成，已停止"),
                format!("reading did not end within {seconds} s and was stopped"),
            ),
            Self::TooMuchMemory(mib) => Text::new(
                format!("读取所需内存超过 {mib} MiB，已停止"),
                format!("reading needed more than {mib} MiB of memory and was stopped"),
            ),
            Self::Cancelled => Text::new("读取已取消", "reading was cancelled"),
            Self::NothingReadable(why) => Text::new(
                format!("没有一张工作表能够读取（{why}）"),
                format!("none of its sheets could be read ({why})"),
            ),
            Self::Crashed(why) => Text::new(
                format!("读取进程意外终止（{why}），未得到任何数据"),
                format!("the reading process ended without an answer ({why})"),
            ),
            Self::NotStarted(why) => Text::new(
                format!("无法启动读取进程（{why}）"),
                format!("the reading process could not be started ({why})"),
            ),
        }
    }

    /// What to do, without the file's name.
    pub(super) fn fix(&self) -> Text {
        match self {
            Self::Missing => Text::new(
                "请核对路径和文件名；文件如在U盘或网络盘上，请确认已连接。",
                "Check the path and the name, and that the drive is connected.",
            ),
            Self::NotPermitted => Text::new(
                "请关闭正在使用该文件的程序，或把文件复制到本机文档文件夹后再导入。",
                "Close the program that uses it, or copy it to a folder of your own.",
            ),
            Self::Folder => Text::new("请选择其中的工作簿文件。", "Choose a workbook inside it."),
            Self::Unreachable(_) => Text::new(
                "请把文件复制到本机硬盘后再导入。",
                "Copy the file to a local disk and import it from there.",
            ),
            Self::Empty | Self::Truncated => Text::new(
                "请向提供方重新索取该文件，或重新复制、下载后再导入。",
                "Ask for the file again, or copy or download it anew.",
            ),
            Self::LockFile => Text::new(
                "请选择同一文件夹中名称不带“~$”的工作簿。",
                "Choose the workbook of the same name without “~$”.",
            ),
            Self::Encrypted => Text::new(
                "请用 Excel 或 WPS 输入密码打开，取消打开密码后另存，再导入。",
                "Open it with its password, remove the password, save it and import it again.",
            ),
            Self::Protected => Text::new(
                "请被诊断单位在其内部电脑上解密（或申请外发）后重新提供。",
                "Ask the enterprise to decrypt it for release on one of its own computers.",
            ),
            Self::Damaged(_) | Self::NothingReadable(_) => Text::new(
                "请用 Excel 或 WPS 打开（必要时选择修复），另存为 .xlsx 后再导入。",
                "Open it in Excel or WPS (with repair if asked), save it as .xlsx and import that.",
            ),
            Self::WrongType(kind) if kind.opens_in_excel() => Text::new(
                "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。",
                "Open it in Excel or WPS, save it as .xlsx and import that.",
            ),
            Self::WrongType(Foreign::Archive) => Text::new(
                "请先解压，再选择其中的工作簿。",
                "Unpack it first and choose the workbook inside.",
            ),
            Self::WrongType(Foreign::Numbers) => Text::new(
                "请在 Numbers 中导出为 Excel（.xlsx）后再导入。",
                "Export it from Numbers to Excel (.xlsx) and import that.",
            ),
            Self::WrongType(_) => Text::new(
                "请选择 .xlsx、.xlsm、.xlsb、.xls、.ods、.csv 或制表符分隔的表格文件。",
                "Choose a workbook: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv or tab-separated text.",
            ),
            Self::TooLarge { .. } | Self::TookTooLong(_) | Self::TooMuchMemory(_) => Text::new(
                "请新建工作簿，只复制水平衡相关的表格区域，另存为 .xlsx 后再导入。",
                "Copy only the tables of the water balance into a new workbook and import that.",
            ),
            Self::Cancelled => Text::new("需要时可重新导入。", "Import it again when needed."),
            Self::Crashed(_) => Text::new(
                "请用 Excel 或 WPS 打开该文件，另存为 .xlsx 后再导入；若仍失败，请将日志反馈给软件维护人员。",
                "Save it as .xlsx from Excel or WPS and import that; if it fails again, report the log.",
            ),
            Self::NotStarted(_) => Text::new(
                "请确认软件安装完整，且未被安全软件拦截，然后重试。",
                "Check that the program is installed whole and not blocked by security software.",
            ),
        }
    }
}

impl Bound {
    fn found(self, limit: u64) -> Text {
        let mib = limit / (1024 * 1024);
        match self {
            Self::File => {
                Text::new(format!("文件大于 {mib} MiB"), format!("the file is above {mib} MiB"))
            }
            Self::Parts => Text::new(
                format!("文件内部的部件多于 {limit} 个"),
                format!("the file holds more than {limit} parts"),
            ),
            Self::Part => Text::new(
                format!("文件中有一个部件解压后大于 {mib} MiB"),
                format!("a part of the file unpacks to more than {mib} MiB"),
            ),
            Self::Unpacked => Text::new(
                format!("文件解压后总量大于 {mib} MiB"),
                format!("the file unpacks to more than {mib} MiB"),
            ),
            Self::Ratio => Text::new(
                format!("文件解压后膨胀超过 {limit} 倍，不像正常的工作簿"),
                format!(
                    "the file unpacks to more than {limit} times its size, unlike a real workbook"
                ),
            ),
            Self::Sheets => Text::new(
                format!("工作表多于 {limit} 张"),
                format!("there are more than {limit} sheets"),
            ),
            Self::Rows => Text::new(
                format!("表格多于 {limit} 行，超出工作表的行数"),
                format!("there are more than {limit} rows, the most that a sheet has"),
            ),
            Self::Columns => Text::new(
                format!("表格多于 {limit} 列，超出工作表的列数"),
                format!("there are more than {limit} columns, the most that a sheet has"),
            ),
            Self::Cells => Text::new(
                format!("有内容的单元格多于 {limit} 个"),
                format!("more than {limit} cells hold something"),
            ),
            Self::Text => Text::new(
                format!("单元格文字总量大于 {mib} MiB"),
                format!("the cells hold more than {mib} MiB of text"),
            ),
            Self::Token => Text::new(
                format!("有一处文字大于 {mib} MiB"),
                format!("a single piece of text is above {mib} MiB"),
            ),
            Self::Nesting => Text::new(
                format!("文件内部的标记嵌套超过 {limit} 层，不像正常的工作簿"),
                format!(
                    "its markup is nested more than {limit} deep, unlike that of a real workbook"
                ),
            ),
        }
    }
}

impl Foreign {
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Pdf => ("PDF 文件", "a PDF file"),
            Self::Word => ("Word 文档", "a Word document"),
            Self::PowerPoint => ("PowerPoint 演示文稿", "a PowerPoint presentation"),
            Self::Mail => ("Outlook 邮件", "an Outlook e-mail"),
            Self::Picture => ("图片", "a picture"),
            Self::Html => ("没有表格的网页（HTML）", "a web page (HTML) without a table"),
            Self::WebArchive => ("单个文件网页（MHT）", "a web archive (MHT)"),
            Self::Xml => ("XML 文件", "an XML file"),
            Self::OpenDocument => {
                ("OpenDocument 文档（非电子表格）", "an OpenDocument file without sheets")
            }
            Self::Numbers => ("苹果 Numbers 表格", "an Apple Numbers workbook"),
            Self::Archive => ("压缩包", "an archive"),
            Self::OldExcel => ("Excel 4.0 或更早版本的表格", "a workbook of Excel 4.0 or older"),
            Self::Database => ("数据库文件", "a database"),
            Self::Program => ("可执行程序", "a program"),
            Self::Compound => {
                ("Office 复合文档，其中没有工作簿", "an Office container without a workbook")
            }
            Self::RichText => ("RTF 文档", "a rich-text document"),
            Self::Unknown => ("无法识别的文件", "a file of no known kind"),
        }
    }

    /// True where an office program opens it as a table and can save it as a workbook.
    const fn opens_in_excel(self) -> bool {
        matches!(self, Self::Html | Self::WebArchive | Self::OldExcel | Self::Xml)
    }
}
