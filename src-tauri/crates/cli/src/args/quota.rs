//! The arguments of `quota …`.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Quota {
    #[command(subcommand)]
    pub(crate) action: QuotaAction,
}

/// 双方都修改过的行怎样处理
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Conflict {
    /// 不合并，列出这些行
    Stop,
    /// 保留本库的版本
    Mine,
    /// 采用文件中的版本
    Theirs,
}

#[derive(Subcommand)]
pub(crate) enum QuotaAction {
    /// 列出定额库；可按产品、标准、行业、行业代码、拼音首字母查找，多个词都要符合
    List {
        /// 查找的词
        #[arg(value_name = "WORD")]
        search: Vec<String>,
        /// 也列出指标限值、允许误差、数据质量等级和核对规则
        #[arg(long)]
        all: bool,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 显示一行：全部出处、核实记录和各版本
    Show {
        /// 编号
        id: String,
        /// 表：quotas、limits、tolerances、coverage、data_quality、checks
        #[arg(long, default_value = "quotas")]
        table: String,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 从工作簿或 CSV 导入定额表；没有疑点的行被采用，其余各行列出疑点
    Import {
        /// 要导入的文件；“-”为标准输入中复制的表格
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// 只看读出的内容和疑点，不改动数据
        #[arg(long)]
        dry_run: bool,
        /// 有疑点但没有错误的行也采用（包括作为新版本）
        #[arg(long)]
        doubtful: bool,
        /// 各行共有的内容，如 --set 标准号=“DB33/T 1234-2019”
        #[arg(long = "set", value_name = "FIELD=TEXT")]
        common: Vec<String>,
        /// 列的含义，如 --column C=通用值；留空为不采用
        #[arg(long = "column", value_name = "LETTER=FIELD")]
        columns: Vec<String>,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 导出定额库：.xlsx 或 .csv 为表格，.json 为可供同事合并的库文件
    Export {
        /// 要写出的文件
        #[arg(value_name = "OUT")]
        out: PathBuf,
    },
    /// 合并同事的定额库文件（.json）
    Merge {
        /// 库文件
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// 只看会有什么变化，不改动数据
        #[arg(long)]
        dry_run: bool,
        /// 双方都修改过的行怎样处理
        #[arg(long, value_name = "HOW", value_enum, default_value_t = Conflict::Stop)]
        conflicts: Conflict,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 对照标准文本核实一行或同一文件的多行
    Confirm {
        /// 编号
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
        /// 表
        #[arg(long, default_value = "quotas")]
        table: String,
        /// 核实人
        #[arg(long, value_name = "NAME")]
        by: String,
        /// 对照的文件：标准号、版本、名称
        #[arg(long, value_name = "TEXT")]
        document: String,
        /// 条款或页码
        #[arg(long, value_name = "TEXT", default_value = "")]
        clause: String,
        /// 核实日期；不写为今天
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
        /// 页面的照片或扫描件
        #[arg(long, value_name = "FILE")]
        scan: Option<PathBuf>,
    },
}
