//! The arguments, as the contract fixes them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use shuiheng_api::Lang;
use std::path::PathBuf;

/// 水衡：企业节水诊断。
#[derive(Parser)]
#[command(name = "shuiheng", version, about, long_about = None)]
pub(crate) struct Arguments {
    /// 工作区文件夹
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
    /// 提示信息的语言
    #[arg(long, global = true, value_enum, default_value_t = Language::Zh)]
    pub(crate) lang: Language,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// 语言
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// 简体中文
    Zh,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// 读取水平衡表，计算平衡和指标，对标，出报告（不需要工作区）
    Diagnose(Diagnose),
    /// 说明工作簿中识别到了什么、怎样识别的、有哪些疑点
    Inspect(Inspect),
    /// 生成可现场填写的水平衡表模板
    Template {
        /// 要写出的文件（.xlsx）
        out: PathBuf,
    },
    /// 生成示例：企业、诊断和报告
    Demo {
        /// 写到哪个文件夹
        #[arg(long, value_name = "DIR", default_value = "shuiheng-demo")]
        out: PathBuf,
    },
    /// 工作区中的诊断
    Case(Case),
}

#[derive(Args)]
pub(crate) struct Diagnose {
    /// 一家企业的文件：xlsx、xls、ods 或 csv
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// 企业信息（TOML）；不写时采用与文件同名的 .toml
    #[arg(long, value_name = "P.toml")]
    pub(crate) profile: Option<PathBuf>,
    /// 年运行天数
    #[arg(long, value_name = "N")]
    pub(crate) days: Option<f64>,
    /// 写出 PDF 诊断报告
    #[arg(long, value_name = "OUT")]
    pub(crate) pdf: Option<PathBuf>,
    /// 输出 JSON；不写文件名时输出到标准输出
    #[arg(long, value_name = "OUT", num_args = 0..=1)]
    pub(crate) json: Option<Option<PathBuf>>,
    /// 有单元不平衡、数据有错误或定额未核实时，退出码为 4
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Args)]
pub(crate) struct Inspect {
    /// 要查看的工作簿
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// 写出退回企业的副本：原工作簿，各处问题标在单元格上，另有一张问题清单
    #[arg(long, value_name = "OUT.xlsx")]
    pub(crate) marked: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// 年运行天数
    #[arg(long, value_name = "N")]
    pub(crate) days: Option<f64>,
}

#[derive(Args)]
pub(crate) struct Case {
    #[command(subcommand)]
    pub(crate) action: CaseAction,
}

#[derive(Subcommand)]
pub(crate) enum CaseAction {
    /// 新建诊断
    New {
        /// 企业名称；给出 --profile 时可省略
        name: Option<String>,
        /// 企业信息（TOML）
        #[arg(long, value_name = "P.toml")]
        profile: Option<PathBuf>,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 列出诊断
    List {
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 显示一项诊断
    Show {
        /// 诊断编号（或企业名称）
        case: String,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 导入工作簿
    Import {
        /// 诊断编号（或企业名称）
        case: String,
        /// 要导入的工作簿
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// 只看差异，不改动数据
        #[arg(long)]
        dry_run: bool,
    },
    /// 出 PDF 报告
    Report {
        /// 诊断编号（或企业名称）
        case: String,
        /// 要写出的文件
        #[arg(long, value_name = "OUT")]
        pdf: PathBuf,
    },
    /// 导出 JSON
    Export {
        /// 诊断编号（或企业名称）
        case: String,
        /// 要写出的文件；不写时输出到标准输出
        #[arg(long, value_name = "OUT")]
        json: Option<PathBuf>,
    },
}
