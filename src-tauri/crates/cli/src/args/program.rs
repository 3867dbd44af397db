//! Arguments of what concerns the whole workspace: batches, sums, packages, backups.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Batch {
    /// 诊断编号或企业名称；全部诊断用 --all
    #[arg(value_name = "CASE", required_unless_present = "all", conflicts_with = "all")]
    pub(crate) cases: Vec<String>,
    /// 工作区的全部诊断
    #[arg(long)]
    pub(crate) all: bool,
    /// 写到哪个文件夹；不存在时新建
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// 同时写出可用 Word、WPS 编辑的报告
    #[arg(long)]
    pub(crate) docx: bool,
    /// 同时写出表格工作簿
    #[arg(long)]
    pub(crate) xlsx: bool,
    /// 不写 PDF
    #[arg(long)]
    pub(crate) no_pdf: bool,
    /// 线程数；不写时为处理器数
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=64))]
    pub(crate) threads: Option<u32>,
    /// 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Rollup {
    /// 写出汇总工作簿
    #[arg(long, value_name = "OUT.xlsx")]
    pub(crate) xlsx: Option<PathBuf>,
    /// 写出汇总报告
    #[arg(long, value_name = "OUT.pdf")]
    pub(crate) pdf: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Package {
    #[command(subcommand)]
    pub(crate) action: PackageAction,
}

/// 双方都修改过的内容以哪一方为准
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum OnConflict {
    /// 不导入，列出冲突
    Refuse,
    /// 以本工作区为准
    Mine,
    /// 以诊断包为准
    Theirs,
}

#[derive(Subcommand)]
pub(crate) enum PackageAction {
    /// 导出诊断包：记录及修改历史、留存文件、已出具的报告
    Export {
        /// 要写出的文件
        #[arg(value_name = "OUT")]
        out: PathBuf,
        /// 诊断编号或企业名称；不写时为工作区的全部
        #[arg(value_name = "CASE")]
        cases: Vec<String>,
    },
    /// 导入诊断包：合并双方的修改历史；有问题时整包不导入
    Import {
        /// 要导入的文件
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// 双方都修改过的内容以哪一方为准
        #[arg(long, value_name = "HOW", value_enum, default_value_t = OnConflict::Refuse)]
        on_conflict: OnConflict,
        /// 只看会有什么变化，不改动数据
        #[arg(long)]
        dry_run: bool,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
pub(crate) struct Backup {
    /// 备份到哪个新文件夹；不写时为工作区的 backups 文件夹
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Restore {
    /// 备份所在的文件夹；恢复到 --workspace 指定的新文件夹
    #[arg(value_name = "BACKUP")]
    pub(crate) backup: PathBuf,
}

#[derive(Args)]
pub(crate) struct Check {
    /// 由修改历史重建当前内容，然后再检查
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
}
