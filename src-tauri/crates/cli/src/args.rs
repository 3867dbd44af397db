//! The arguments, as the contract fixes them.

use clap::{Args, Parser, Subcommand, ValueEnum};
mod person;
pub(crate) mod program;
mod quota;

pub(crate) use person::PersonAction;
pub(crate) use quota::{Conflict, Quota, QuotaAction};

use shuiheng_api::DiagramKind;
use shuiheng_api::Lang;
use shuiheng_api::view::ImportDecision;
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
    /// 校正测量的水流管网：最可能的流量、不确定度、可疑的测量
    Reconcile(Reconcile),
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
    /// 绘制水平衡方框图、桑基图或计量网络图，写成 SVG、PDF 或 PNG（不需要工作区）
    Diagram(Diagram),
    /// 工作区中的诊断
    Case(Case),
    /// 核验 PDF 是否为本工作区出具的报告原件；不是时退出码为 4
    Verify {
        /// 要核验的文件
        #[arg(value_name = "FILE.pdf")]
        file: PathBuf,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 一次写出多项诊断的报告（征求意见稿）；有写不出的，退出码为 4
    Report(program::Batch),
    /// 汇总工作区的全部诊断：进展、用水水平、对标、措施、行动方案目标
    Rollup(program::Rollup),
    /// 诊断包：在两台电脑之间交换整项诊断
    Package(program::Package),
    /// 备份整个工作区
    Backup(program::Backup),
    /// 把备份恢复到新的文件夹
    Restore(program::Restore),
    /// 检查工作区是否完好；有问题时退出码为 4
    Check(program::Check),
    /// 工作区中的表头同义词
    Synonym(Synonym),
    /// 工作区中的定额库
    Quota(Quota),
    /// 工作区中的人员，以及本机上由谁操作
    Person(Person),
}

#[derive(Args)]
pub(crate) struct Person {
    #[command(subcommand)]
    pub(crate) action: PersonAction,
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
    /// 写出可用 Word、WPS 编辑的诊断报告
    #[arg(long, value_name = "OUT.docx")]
    pub(crate) docx: Option<PathBuf>,
    /// 写出表格工作簿：水平衡各表、指标、对标、问题和措施
    #[arg(long, value_name = "OUT.xlsx")]
    pub(crate) xlsx: Option<PathBuf>,
    /// 输出 JSON；不写文件名时输出到标准输出
    #[arg(long, value_name = "OUT", num_args = 0..=1)]
    pub(crate) json: Option<Option<PathBuf>>,
    /// 有单元不平衡、数据有错误或定额未核实时，退出码为 4
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Args)]
pub(crate) struct Diagram {
    /// 一家企业的文件：xlsx、xls、ods 或 csv
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// 企业信息（TOML）；不写时采用与文件同名的 .toml
    #[arg(long, value_name = "P.toml")]
    pub(crate) profile: Option<PathBuf>,
    /// 年运行天数
    #[arg(long, value_name = "N")]
    pub(crate) days: Option<f64>,
    #[command(flatten)]
    pub(crate) picture: Picture,
}

/// 画什么、写到哪里
#[derive(Args)]
pub(crate) struct Picture {
    /// 图的种类
    #[arg(long, value_enum)]
    pub(crate) kind: Kind,
    /// 要写出的文件；格式由扩展名决定
    #[arg(long, value_name = "OUT.svg|.pdf|.png")]
    pub(crate) out: PathBuf,
    /// PNG 的倍率：每磅（1/72 英寸）的像素数，0.5～10，默认 3
    #[arg(long, value_name = "F")]
    pub(crate) scale: Option<f64>,
}

/// 图的种类
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    /// 水平衡方框图
    Block,
    /// 桑基图
    Sankey,
    /// 计量网络图
    Meters,
}

impl From<Kind> for DiagramKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Block => Self::Block,
            Kind::Sankey => Self::Sankey,
            Kind::Meters => Self::Meters,
        }
    }
}

#[derive(Args)]
pub(crate) struct Inspect {
    /// 要查看的工作簿；“-”为标准输入中从 Excel 或 WPS 复制的表格
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

/// What stands in a network file.
const NETWORK_FILE: &str = r#"管网文件（所有流量和标准不确定度用同一单位，如 m³/d）：
{ "streams": [
    {"id": "S1", "from": "ENV", "to": "N1", "measured": 101.9, "sd": 1.0},
    {"id": "S2", "from": "N1", "to": "N2", "measured": null},
    {"id": "S3", "from": "N2", "to": "ENV", "measured": 100, "fixed": true} ],
  "ratios": [{"node": "N4", "stream": "S7", "of": "S5", "ratio": 0.5, "sd": 0.0}],
  "confidence": 0.95 }
ENV 为边界之外，不要求平衡；sd 为标准不确定度（1σ），sd 为 0 或 fixed 为 true 的水流不调整。
可选：covariance [["S1", "S2", 0.2]]；constraints [{"name": "…", "terms": [["S1", 1], ["S2", -1]], "value": 0}]；
streams 中的 lower（下限，缺省为 0，null 为不限）；nonnegative（false 为一律不设下限）；
targets [{"name": "…", "numerator": [["S1", 1]], "denominator": [["S2", 1]]}]（或只写 sum），meter_sd（拟装水表的相对标准不确定度）。"#;

#[derive(Args)]
#[command(after_help = NETWORK_FILE)]
pub(crate) struct Reconcile {
    /// 管网文件（JSON）；“-”为标准输入
    #[arg(value_name = "NETWORK.json")]
    pub(crate) file: PathBuf,
    /// 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Case {
    #[command(subcommand)]
    pub(crate) action: CaseAction,
}

/// 与已有数据不同时怎样处理
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum OnDifference {
    /// 用文件中的数据替换
    Replace,
    /// 采用文件中的数据，保留人工录入的数据
    Merge,
    /// 只留存文件，数据不变
    Keep,
}

impl From<OnDifference> for ImportDecision {
    fn from(decision: OnDifference) -> Self {
        match decision {
            OnDifference::Replace => Self::replace(),
            OnDifference::Merge => Self::merge(Vec::new()),
            OnDifference::Keep => Self::keep(),
        }
    }
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
        /// 与已有数据不同时怎样处理
        #[arg(long, value_name = "HOW", value_enum, default_value_t = OnDifference::Replace)]
        on_difference: OnDifference,
    },
    /// 出 PDF 报告：缺省为征求意见稿
    Report {
        /// 诊断编号（或企业名称）
        case: String,
        /// 要写出的文件
        #[arg(long, value_name = "OUT", required_unless_present_any = ["docx", "xlsx"])]
        pdf: Option<PathBuf>,
        /// 写出可用 Word、WPS 编辑的征求意见稿
        #[arg(long, value_name = "OUT.docx", conflicts_with = "issue")]
        docx: Option<PathBuf>,
        /// 写出表格工作簿：水平衡各表、指标、对标、问题和措施
        #[arg(long, value_name = "OUT.xlsx")]
        xlsx: Option<PathBuf>,
        /// 出具正式稿：编号，留存数据和原件；有依据未核实且未经确认采用时不出具
        #[arg(long = "final", requires = "pdf")]
        issue: bool,
        /// 正式稿的报告编号；不写时接上一份的编号
        #[arg(long, value_name = "NUMBER", requires = "issue")]
        number: Option<String>,
        /// 没有有效的复核签字时，出具正式稿的理由；印在责任页上
        #[arg(long, value_name = "TEXT", requires = "issue", default_value = "")]
        unsigned: String,
    },
    /// 列出诊断所依据的定额、限值、算式等，及其核实情况
    Basis {
        /// 诊断编号（或企业名称）
        case: String,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 确认采用未核实的依据；理由印在报告中
    Accept {
        /// 诊断编号（或企业名称）
        case: String,
        /// 依据的编号（见 case basis）；不写时为全部未核实且未经确认的依据
        #[arg(value_name = "KIND:ID")]
        values: Vec<String>,
        /// 理由
        #[arg(long, value_name = "TEXT")]
        note: String,
    },
    /// 列出已出具的正式报告
    Issued {
        /// 诊断编号（或企业名称）；不写时为工作区的全部
        case: Option<String>,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 再次写出已出具的报告，并按留存数据重新生成核对，须逐字节相同
    Reissue {
        /// 报告编号
        number: String,
        /// 要写出的文件
        #[arg(long, value_name = "OUT")]
        pdf: PathBuf,
    },
    /// 绘制水平衡方框图、桑基图或计量网络图，布局与窗口中的相同
    Diagram {
        /// 诊断编号（或企业名称）
        case: String,
        #[command(flatten)]
        picture: Picture,
    },
    /// 复核签字：由不是最近一次更改者的复核人签字；数据再有变化即失效
    Sign {
        /// 诊断编号（或企业名称）
        case: String,
        /// 复核人姓名（见 person list）
        #[arg(long, value_name = "NAME")]
        by: String,
        /// 复核意见
        #[arg(long, value_name = "TEXT", default_value = "")]
        remark: String,
    },
    /// 列出更改记录：谁、何时、为何、改了什么，改前与改后
    Log {
        /// 诊断编号（或企业名称）；不写时为工作区（定额库、设置、报告）的更改
        case: Option<String>,
        /// 只列出某人的更改
        #[arg(long, value_name = "NAME", default_value = "")]
        by: String,
        /// 只列出某类记录的更改：unit、stream、meter……
        #[arg(long, value_name = "KIND", default_value = "")]
        kind: String,
        /// 只列出含有这些文字的更改
        #[arg(long, value_name = "TEXT", default_value = "")]
        find: String,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
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

#[derive(Args)]
pub(crate) struct Synonym {
    #[command(subcommand)]
    pub(crate) action: SynonymAction,
}

#[derive(Subcommand)]
pub(crate) enum SynonymAction {
    /// 列出表头同义词
    List {
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 列出可选的含义（代码和名称）
    Meanings,
    /// 添加同义词；同一位置的同一表头改为新的含义
    Add {
        /// 表头文字
        header: String,
        /// 含义：名称或代码
        meaning: String,
        /// 只在该上级表头之下有效
        #[arg(long, value_name = "HEADER", default_value = "")]
        under: String,
    },
    /// 删除同义词
    Remove {
        /// 表头文字
        header: String,
        /// 上级表头
        #[arg(long, value_name = "HEADER", default_value = "")]
        under: String,
    },
    /// 导出为 CSV；文件名以 .xlsx 结尾时导出为工作簿
    Export {
        /// 要写出的文件
        #[arg(value_name = "OUT")]
        out: PathBuf,
    },
    /// 导入 CSV 或工作簿；有一行不合要求时整个文件不导入
    Import {
        /// 要导入的文件
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}
