//! What an enterprise says of itself: labels with their values, wherever they stand
//! outside of the tables.
//!
//! The labels are data: `assets/library/profile_terms.csv`. The name, the operating days
//! and the dates in words are read with the other words of the workbook (`facts`).

mod amount;
mod pair;
mod prompt;
mod said;
mod term;

pub(crate) use pair::SheetProfile;
pub(crate) use said::{say_unknown, settle};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use shuiheng_audit::CellRef;
use std::fmt;

/// A field of the enterprise profile that a workbook may state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileField {
    /// Unified social credit code (统一社会信用代码).
    CreditCode,
    /// Industry in words.
    Industry,
    /// Industry code (GB/T 4754).
    IndustryCode,
    /// District, as written.
    District,
    /// Address.
    Address,
    /// Staff, heads.
    Employees,
    /// Output value of the year, 10⁴ yuan (万元).
    OutputValue,
    /// Industrial added value of the year, 10⁴ yuan (万元).
    AddedValue,
    /// Price of water, yuan per m³.
    PriceWater,
    /// Discharge fee, yuan per m³.
    PriceDischarge,
    /// Cost of treatment, yuan per m³.
    PriceTreatment,
    /// Shifts on a day (班制).
    Shifts,
    /// Hours of a shift (每班工时), h.
    ShiftHours,
    /// The unit that carries out the diagnosis (诊断单位).
    Auditor,
}

impl ProfileField {
    /// All of them, in the order of the profile.
    pub const ALL: [Self; 14] = [
        Self::CreditCode,
        Self::Industry,
        Self::IndustryCode,
        Self::District,
        Self::Address,
        Self::Employees,
        Self::OutputValue,
        Self::AddedValue,
        Self::PriceWater,
        Self::PriceDischarge,
        Self::PriceTreatment,
        Self::Shifts,
        Self::ShiftHours,
        Self::Auditor,
    ];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CreditCode => "credit_code",
            Self::Industry => "industry",
            Self::IndustryCode => "industry_code",
            Self::District => "district",
            Self::Address => "address",
            Self::Employees => "employees",
            Self::OutputValue => "output_value",
            Self::AddedValue => "added_value",
            Self::PriceWater => "price_water",
            Self::PriceDischarge => "price_discharge",
            Self::PriceTreatment => "price_treatment",
            Self::Shifts => "shifts",
            Self::ShiftHours => "shift_hours",
            Self::Auditor => "auditor",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::CreditCode => "统一社会信用代码",
            Self::Industry => "所属行业",
            Self::IndustryCode => "行业代码",
            Self::District => "所在区县",
            Self::Address => "地址",
            Self::Employees => "职工人数",
            Self::OutputValue => "工业总产值",
            Self::AddedValue => "工业增加值",
            Self::PriceWater => "用水价格",
            Self::PriceDischarge => "排水费",
            Self::PriceTreatment => "废水处理成本",
            Self::Shifts => "每日班数",
            Self::ShiftHours => "每班工时",
            Self::Auditor => "诊断单位",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::CreditCode => "unified social credit code",
            Self::Industry => "trade",
            Self::IndustryCode => "code of the trade",
            Self::District => "district",
            Self::Address => "address",
            Self::Employees => "employees",
            Self::OutputValue => "industrial output value",
            Self::AddedValue => "industrial added value",
            Self::PriceWater => "price of water",
            Self::PriceDischarge => "discharge fee",
            Self::PriceTreatment => "cost of wastewater treatment",
            Self::Shifts => "shifts a day",
            Self::ShiftHours => "hours of a shift",
            Self::Auditor => "auditor",
        }
    }

    /// The unit of its values; empty for text.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Employees => "人",
            Self::Shifts => "班/d",
            Self::ShiftHours => "h",
            Self::OutputValue | Self::AddedValue => "万元",
            Self::PriceWater | Self::PriceDischarge | Self::PriceTreatment => "元/m³",
            Self::CreditCode
            | Self::Industry
            | Self::IndustryCode
            | Self::District
            | Self::Address
            | Self::Auditor => "",
        }
    }
}

/// The value of a field, in the unit of the field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    /// A number of people.
    Heads(u32),
    /// Money, in the unit of the field.
    Amount(Decimal),
    /// Words or a code.
    Text(String),
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heads(heads) => heads.fmt(f),
            Self::Amount(amount) => amount.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// What a workbook says of the enterprise, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub field: ProfileField,
    /// What is said, in the unit of the field.
    pub value: FactValue,
    /// The cell of the value.
    pub place: CellRef,
}

impl Fact {
    /// The value with its unit, as a person writes it.
    pub fn shown(&self) -> String {
        let unit = self.field.unit();
        if unit.is_empty() { self.value.to_string() } else { format!("{} {unit}", self.value) }
    }
}
