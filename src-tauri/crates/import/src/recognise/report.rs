//! What recognition gives: the site, and how every sheet, column and row was understood.

use super::choice::{HeaderChoice, Remembered, TableChoice};
use super::layout::header_key;
use super::profile::Fact;
use super::synonym::Synonym;
use serde::{Deserialize, Serialize};
use shuiheng_audit::{
    CellRef, Days, Doubt, FlowUnit, Item, Ledgers, Meter, Period, Product, Quantity, Site,
    StatedTotals, Text,
};

/// What is known beforehand, or was chosen by a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hints {
    /// Days on which the plant runs in a year; they win over what the file says.
    pub operating_days: Option<Days>,
    /// Hours of work in a day, above 0 and at most 24, over which flows per hour or second
    /// run; 24 where not told.
    pub working_hours: Option<f64>,
    /// What a person chose of the tables of this file; it wins over everything.
    pub tables: Vec<TableChoice>,
    /// Rows that a person takes for headers of tables; they win over what is found.
    pub headers: Vec<HeaderChoice>,
    /// What was chosen of layouts before, the most particular first; it wins over the
    /// vocabulary.
    pub remembered: Vec<Remembered>,
    /// Words that a person added to the vocabulary; they stand before the shipped ones.
    pub synonyms: Vec<Synonym>,
    /// Names of the sheets whose balance tables are to be read; empty where the program
    /// chooses.
    pub sheets: Vec<String>,
}

/// What a column of a table means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// A quantity of the balance, or a sum of several that is only checked.
    Quantity(Quantity),
    /// One of several columns that add up to a quantity: 蒸发损耗, 产品带走.
    Part(Item),
    /// The sum of such parts, or the same quantity once more; only checked.
    Check(Item),
    /// A part of a quantity that has a column of its own (其中); shown, not added.
    OfWhich(Item),
    /// Discharge with what is handed on in series (排水量 that contains 串联供出).
    GrossDischarge,
    /// The sum of all inflows (输入合计); only checked.
    SumIn,
    /// The sum of all outflows (输出合计); only checked.
    SumOut,
    /// Inflow less outflow as the table states it; not used.
    Imbalance,
    /// Name of the unit (用水单元).
    Name,
    /// The unit above (车间).
    Parent,
    /// 主要生产、辅助生产、附属生产.
    Category,
    /// 序号.
    Number,
    /// How the figures were obtained (计量方式).
    Basis,
    /// 备注.
    Remark,
    /// A share in %; not used.
    Rate,
    /// A known column that holds no flow: 水温, 型号.
    Known,
    /// The same quantity of another period, or another reading of it; not used.
    OtherPeriod,
    /// A column of a register of products or meters.
    Register,
    /// A column that a person chose not to use.
    Unused,
}

impl Meaning {
    /// The name on the wire.
    pub fn code(self) -> String {
        match self {
            Self::Quantity(quantity) => quantity.code(),
            Self::Part(item) => format!("{}_part", item.code()),
            Self::Check(item) => format!("{}_check", item.code()),
            Self::OfWhich(item) => format!("{}_of_which", item.code()),
            Self::GrossDischarge => "discharge_gross".into(),
            Self::SumIn => "sum_in".into(),
            Self::SumOut => "sum_out".into(),
            Self::Imbalance => "imbalance".into(),
            Self::Name => "name".into(),
            Self::Parent => "parent".into(),
            Self::Category => "category".into(),
            Self::Number => "number".into(),
            Self::Basis => "basis".into(),
            Self::Remark => "remark".into(),
            Self::Rate => "rate".into(),
            Self::Known => "known".into(),
            Self::OtherPeriod => "other_period".into(),
            Self::Register => "register".into(),
            Self::Unused => "unused".into(),
        }
    }

    /// The name on screen.
    pub fn zh(self) -> String {
        match self {
            Self::Quantity(quantity) => quantity.zh().into(),
            Self::Part(item) => format!("{}（分项）", item.zh()),
            Self::Check(item) => format!("{}（仅校核）", item.zh()),
            Self::OfWhich(item) => format!("{}（其中，不累加）", item.zh()),
            Self::GrossDischarge => "排水量（含串联供出）".into(),
            Self::SumIn => "输入合计（仅校核）".into(),
            Self::SumOut => "输出合计（仅校核）".into(),
            Self::Imbalance => "不平衡量（不采用）".into(),
            Self::Name => "用水单元".into(),
            Self::Parent => "所属车间".into(),
            Self::Category => "用水类别".into(),
            Self::Number => "序号".into(),
            Self::Basis => "计量方式".into(),
            Self::Remark => "备注".into(),
            Self::Rate => "比率（不采用）".into(),
            Self::Known => "非水量列".into(),
            Self::OtherPeriod => "其他时段（不采用）".into(),
            Self::Register => "台账列".into(),
            Self::Unused => "不采用".into(),
        }
    }

    /// The same in English.
    pub fn en(self) -> String {
        match self {
            Self::Quantity(quantity) => quantity.en().into(),
            Self::Part(item) => format!("{} (part)", item.en()),
            Self::Check(item) => format!("{} (checked only)", item.en()),
            Self::OfWhich(item) => format!("{} (of which, not added)", item.en()),
            Self::GrossDischarge => "discharge (with what is passed on in series)".into(),
            Self::SumIn => "sum of inflows (checked only)".into(),
            Self::SumOut => "sum of outflows (checked only)".into(),
            Self::Imbalance => "imbalance (not used)".into(),
            Self::Name => "unit".into(),
            Self::Parent => "workshop".into(),
            Self::Category => "category of use".into(),
            Self::Number => "number".into(),
            Self::Basis => "how it was obtained".into(),
            Self::Remark => "remark".into(),
            Self::Rate => "rate (not used)".into(),
            Self::Known => "no flow".into(),
            Self::OtherPeriod => "another period (not used)".into(),
            Self::Register => "column of a register".into(),
            Self::Unused => "not used".into(),
        }
    }

    /// The meanings that a person can choose for a column, in the order of a table.
    pub fn choosable() -> Vec<Self> {
        let items = || Item::all().map(|item| Self::Quantity(Quantity::Item(item)));
        let mut all = vec![Self::Name, Self::Parent, Self::Category, Self::Number];
        all.push(Self::Quantity(Quantity::WithdrawalTotal));
        all.extend(items().take_while(|meaning| meaning.is_withdrawal()));
        all.extend(items().skip_while(|meaning| meaning.is_withdrawal()));
        all.extend([
            Self::Quantity(Quantity::RecycledTotal),
            Self::Quantity(Quantity::TotalUse),
            Self::Part(Item::Consumption),
            Self::Part(Item::Discharge),
            Self::GrossDischarge,
            Self::Check(Item::Recirculated),
            Self::SumIn,
            Self::SumOut,
            Self::Imbalance,
            Self::Basis,
            Self::Remark,
            Self::Rate,
            Self::OtherPeriod,
            Self::Unused,
        ]);
        all
    }

    /// The choosable meaning of a code.
    pub fn chosen(code: &str) -> Option<Self> {
        Self::choosable().into_iter().find(|meaning| meaning.code() == code)
    }

    fn is_withdrawal(self) -> bool {
        matches!(self, Self::Quantity(Quantity::Item(Item::Withdrawal(_))))
    }

    /// True for columns whose cells are flows of water.
    pub(crate) const fn is_flow(self) -> bool {
        matches!(
            self,
            Self::Quantity(_)
                | Self::Part(_)
                | Self::Check(_)
                | Self::GrossDischarge
                | Self::SumIn
                | Self::SumOut
        )
    }
}

/// What a sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetRole {
    /// Its balance tables were read.
    Balance,
    /// It sums what other sheets hold; only checked.
    Summary,
    /// A register of water meters.
    Meters,
    /// Products and output.
    Production,
    /// Facts on the enterprise.
    Profile,
    /// Use of water by year or month.
    Annual,
    /// Readings of water meters.
    Readings,
    /// Equipment and fixtures that use water.
    Equipment,
    /// Figures of the quality of water.
    Quality,
    /// Not read.
    Ignored,
    /// Hidden, and not read.
    Hidden,
}

impl SheetRole {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::Summary => "summary",
            Self::Meters => "meters",
            Self::Production => "production",
            Self::Profile => "profile",
            Self::Annual => "annual",
            Self::Readings => "readings",
            Self::Equipment => "equipment",
            Self::Quality => "quality",
            Self::Ignored => "ignored",
            Self::Hidden => "hidden",
        }
    }

    /// What a person can choose for a table.
    pub const CHOOSABLE: [Self; 10] = [
        Self::Balance,
        Self::Summary,
        Self::Meters,
        Self::Production,
        Self::Annual,
        Self::Readings,
        Self::Equipment,
        Self::Quality,
        Self::Profile,
        Self::Ignored,
    ];

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Balance => "水平衡表",
            Self::Summary => "汇总表（仅校核）",
            Self::Meters => "计量器具台账",
            Self::Production => "产品产量",
            Self::Profile => "企业概况",
            Self::Annual => "年（月）用水情况",
            Self::Readings => "抄表记录",
            Self::Equipment => "用水设备（器具）表",
            Self::Quality => "水质数据",
            Self::Ignored => "未采用",
            Self::Hidden => "隐藏（未读取）",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Balance => "water balance",
            Self::Summary => "summary (checked only)",
            Self::Meters => "register of meters",
            Self::Production => "products and output",
            Self::Profile => "profile of the enterprise",
            Self::Annual => "use by year or month",
            Self::Readings => "meter readings",
            Self::Equipment => "equipment",
            Self::Quality => "water quality",
            Self::Ignored => "not used",
            Self::Hidden => "hidden (not read)",
        }
    }
}

/// What a row of a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowRole {
    /// A unit of water use whose figures count.
    Unit,
    /// A heading over rows: 一、主要生产用水.
    Section,
    /// A sum of rows; checked, not added.
    Subtotal,
    /// The sum of the whole table; checked, not added.
    Total,
    /// A part of the row above it; balanced, not added.
    OfWhich,
    /// A remark.
    Note,
    /// Numbers of columns: 甲 乙 1 2 3.
    ColumnNumbers,
    /// Empty.
    Blank,
    /// Not read.
    Ignored,
}

impl RowRole {
    /// What a person can choose for a row.
    pub const CHOOSABLE: [Self; 6] =
        [Self::Unit, Self::Section, Self::Subtotal, Self::Total, Self::OfWhich, Self::Ignored];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Section => "section",
            Self::Subtotal => "subtotal",
            Self::Total => "total",
            Self::OfWhich => "of_which",
            Self::Note => "note",
            Self::ColumnNumbers => "column_numbers",
            Self::Blank => "blank",
            Self::Ignored => "ignored",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Unit => "用水单元",
            Self::Section => "分组标题",
            Self::Subtotal => "小计（仅校核）",
            Self::Total => "合计（仅校核）",
            Self::OfWhich => "其中（不累加）",
            Self::Note => "说明",
            Self::ColumnNumbers => "列号",
            Self::Blank => "空行",
            Self::Ignored => "不采用",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Section => "heading of a group",
            Self::Subtotal => "subtotal (checked only)",
            Self::Total => "total (checked only)",
            Self::OfWhich => "of which (not added)",
            Self::Note => "remark",
            Self::ColumnNumbers => "numbers of columns",
            Self::Blank => "blank",
            Self::Ignored => "not used",
        }
    }
}

/// A column of a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnReport {
    /// Column, from 0; in a table whose units stand across, the row.
    pub col: u32,
    /// Its headers from the top, joined by `/`: 重复利用水量/循环水量.
    pub header: String,
    /// The cell of the lowest header.
    pub cell: CellRef,
    /// What it means; none where not recognised.
    pub meaning: Option<Meaning>,
    /// Its unit of measure; none where it holds no flow or the unit is not known.
    pub unit: Option<FlowUnit>,
    /// How sure the meaning is, from 0 to 1.
    pub confidence: f64,
    /// Why.
    pub reason: Text,
    /// True where a person chose its meaning or its unit.
    #[serde(default)]
    pub chosen: bool,
}

/// A row of a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowReport {
    /// Row, from 0; in a table whose units stand across, the column.
    pub row: u32,
    /// What it is.
    pub role: RowRole,
    /// Its name as written; empty where it has none.
    pub name: String,
    /// Why.
    pub reason: Text,
}

/// A table found on a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlockReport {
    /// Its cells, headers included.
    pub range: CellRef,
    /// First and last header row, from 0; columns where the units stand across.
    pub header_rows: (u32, u32),
    /// True where units stand across and quantities down.
    pub transposed: bool,
    /// What the block was taken for.
    pub role: SheetRole,
    /// The unit of measure of its flows; none where not known.
    pub unit: Option<FlowUnit>,
    /// The unit of measure as written; empty where none was found.
    pub unit_as_written: String,
    /// Where it was found.
    pub unit_place: Option<CellRef>,
    /// The fingerprint of its layout.
    #[serde(default)]
    pub layout: String,
    /// The remembered choices that were used for it.
    #[serde(default)]
    pub remembered: Option<String>,
    /// Its columns.
    pub columns: Vec<ColumnReport>,
    /// Its rows.
    pub rows: Vec<RowReport>,
}

impl BlockReport {
    /// The headers of a column, and which of the columns with these headers it is.
    pub fn header_of(&self, col: u32) -> Option<(String, usize)> {
        let at = self.columns.iter().position(|column| column.col == col)?;
        let header = &self.columns[at].header;
        let key = header_key(header);
        let before = &self.columns[..at];
        let alike = before.iter().filter(|column| header_key(&column.header) == key);
        Some((header.clone(), alike.count()))
    }
}

/// A sheet of the file and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetReport {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub role: SheetRole,
    /// Why.
    pub reason: Text,
    /// The tables on it.
    pub blocks: Vec<BlockReport>,
}

/// What was recognised in a workbook.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// Every sheet of the file.
    pub sheets: Vec<SheetReport>,
    /// Units and streams.
    pub site: Site,
    /// What the table's own total row says.
    pub stated: Option<StatedTotals>,
    /// Name of the enterprise and the cell that it was found in.
    pub enterprise: Option<(String, CellRef)>,
    /// Dates of the test and operating days found in the text, or given as a hint.
    pub period: Period,
    /// What the workbook says of the enterprise otherwise, one fact for each field.
    pub profile: Vec<Fact>,
    /// Products and their output.
    pub products: Vec<Product>,
    /// Water meters.
    pub meters: Vec<Meter>,
    /// Use over years and months, readings, equipment, water quality. What periods and
    /// readings leave to doubt is not among the doubts: it follows from all files together
    /// (`shuiheng_audit::ledger_doubts`).
    pub ledgers: Ledgers,
    /// What is to be looked at, the most severe first.
    pub doubts: Vec<Doubt>,
}

impl Recognition {
    /// True where a balance table was found and read.
    pub fn has_balance(&self) -> bool {
        !self.site.units.is_empty()
    }
}
