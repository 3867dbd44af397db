//! The enterprise: who it is, when it was tested, what it makes.

use crate::{CellRef, Days, IntakeScope, ProductTerms, Quota, UnitFacts};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The period of the balance test (测试期) and the operating days of the year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Period {
    /// First day of the test.
    pub from: Option<NaiveDate>,
    /// Last day of the test.
    pub to: Option<NaiveDate>,
    /// Days on which the plant runs in a year (年运行天数).
    pub operating_days: Option<Days>,
    /// The cell or field that the operating days come from.
    pub days_place: Option<CellRef>,
}

/// A product and its output in the year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Product {
    /// Its name.
    pub name: String,
    /// Output of the year, in `unit`; none where not known.
    pub output: Option<f64>,
    /// The unit of output as written: t, 100m, 万m, MW·h, m², kL.
    pub unit: String,
    /// The quota row chosen for it; none where not chosen.
    pub quota: Option<String>,
    /// Why that row, where it is not the one that would be proposed; empty where not said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quota_reason: String,
    /// The row as it stood when it was chosen: what this product is judged by, whatever
    /// becomes of the library. None in records from before there were versions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged_by: Option<Box<Quota>>,
    /// The share of the site's intake that is this product's, from 0 to 1; none where
    /// not stated. A single product has the whole.
    pub share: Option<f64>,
    /// The rule by which the share was set (按产量, 按计量 …), for the report.
    pub share_rule: String,
    /// How often a piece is rinsed, for quotas per rinse (每次清洗取水量); none where not known.
    pub rinses: Option<f64>,
    /// The cell of its output.
    pub place: Option<CellRef>,
    /// How water is allotted to it and what its quota is adjusted by.
    #[serde(skip_serializing_if = "ProductTerms::is_empty")]
    pub terms: ProductTerms,
}

/// Prices, yuan per m³; none where not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prices {
    /// Water.
    pub water: Option<Decimal>,
    /// Discharge fee.
    pub discharge: Option<Decimal>,
    /// Treatment.
    pub treatment: Option<Decimal>,
}

/// The enterprise profile. An empty text means not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Name of the enterprise.
    pub name: String,
    /// Unified social credit code (统一社会信用代码, GB 32100).
    pub credit_code: String,
    /// Industry code (GB/T 4754).
    pub industry_code: String,
    /// Industry in words.
    pub industry: String,
    /// District of the program: 南湖区, 秀洲区 …
    pub district: String,
    /// Address.
    pub address: String,
    /// Staff, heads; none where not known.
    pub employees: Option<u32>,
    /// Output value of the year, 10⁴ yuan (万元); none where not known.
    pub output_value: Option<Decimal>,
    /// Industrial added value of the year, 10⁴ yuan (万元); none where not known.
    pub added_value: Option<Decimal>,
    /// The balance period.
    pub period: Period,
    /// Products.
    pub products: Vec<Product>,
    /// Units that quotas may not count.
    #[serde(skip_serializing_if = "IntakeScope::is_empty")]
    pub scope: IntakeScope,
    /// Prices.
    pub prices: Prices,
    /// The unit that carries out the diagnosis (诊断单位).
    pub auditor: String,
    /// Shifts on a day (班制); none where not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shifts: Option<u32>,
    /// Hours of a shift (每班工时), h; none where not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shift_hours: Option<Decimal>,
    /// Fields of which the enterprise was asked and that nobody can tell (不详), by their
    /// codes; one that has a value is none of them.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub not_known: BTreeSet<String>,
    /// What is told of the site as a whole, for indicators: discharge that meets its standard.
    #[serde(skip_serializing_if = "UnitFacts::is_empty")]
    pub facts: UnitFacts,
}

impl Profile {
    /// The fields that can be told to be 不详, by their codes.
    pub const ASKED: [&str; 14] = [
        "credit_code",
        "industry",
        "industry_code",
        "district",
        "address",
        "employees",
        "output_value",
        "added_value",
        "operating_days",
        "shifts",
        "shift_hours",
        "price_water",
        "price_discharge",
        "price_treatment",
    ];

    /// True where a field of [`Profile::ASKED`] has a value.
    pub fn has(&self, field: &str) -> bool {
        match field {
            "credit_code" => !self.credit_code.is_empty(),
            "industry" => !self.industry.is_empty(),
            "industry_code" => !self.industry_code.is_empty(),
            "district" => !self.district.is_empty(),
            "address" => !self.address.is_empty(),
            "employees" => self.employees.is_some(),
            "output_value" => self.output_value.is_some(),
            "added_value" => self.added_value.is_some(),
            "operating_days" => self.period.operating_days.is_some(),
            "shifts" => self.shifts.is_some(),
            "shift_hours" => self.shift_hours.is_some(),
            "price_water" => self.prices.water.is_some(),
            "price_discharge" => self.prices.discharge.is_some(),
            "price_treatment" => self.prices.treatment.is_some(),
            _ => false,
        }
    }

    /// True where the enterprise was asked of a field and nobody can tell.
    pub fn is_not_known(&self, field: &str) -> bool {
        self.not_known.contains(field) && !self.has(field)
    }
}

/// A water meter of the register (水计量器具台账).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meter {
    /// Its number.
    pub number: String,
    /// Level 1 (用水单位), 2 (次级用水单位) or 3 (主要用水设备); none where not known.
    pub level: Option<u8>,
    /// Number of the meter above it (上级水表编号), as written; none where the register does
    /// not tell, which is so of every meter of level 1.
    pub parent: Option<String>,
    /// Where it stands.
    pub location: String,
    /// What it measures, as written.
    pub measures: String,
    /// Accuracy class as written.
    pub accuracy: String,
    /// Last day of its verification; none where not known.
    pub valid_until: Option<NaiveDate>,
    /// Whether it reports online; none where not known.
    pub online: Option<bool>,
    /// State as written: 完好, 停用 …
    pub state: String,
    /// The cell of its number.
    pub place: Option<CellRef>,
}
