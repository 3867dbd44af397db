//! The arguments of `person`.

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum PersonAction {
    /// 列出人员
    List {
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 登记人员；同名的按所给内容修改
    Add {
        /// 姓名
        name: String,
        /// 资格或证书编号
        #[arg(long, value_name = "TEXT", default_value = "")]
        certificate: String,
        /// 是复核人；可与 --auditor 同时给出
        #[arg(long)]
        reviewer: bool,
        /// 是诊断人员；--reviewer 也不写时为诊断人员
        #[arg(long)]
        auditor: bool,
    },
    /// 移除人员；其所作更改仍以其姓名留在更改记录中
    Remove {
        /// 姓名
        name: String,
    },
    /// 此后本机的更改记在谁的名下；不写时不指定
    Use {
        /// 姓名
        name: Option<String>,
    },
}
