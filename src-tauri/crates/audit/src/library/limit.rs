//! A limit, target or average of an indicator, with where it comes from.

use crate::Confirmation;
use serde::{Deserialize, Serialize};

/// A limit, target or average of an indicator other than intake per product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limit {
    /// Its identity.
    pub id: String,
    /// The indicator's code on the wire: `reuse_rate`; empty where none fits.
    pub indicator: String,
    /// The indicator as the source names it.
    pub indicator_name: String,
    /// Industry in words.
    pub industry: String,
    /// Region.
    pub region: String,
    /// The year or years that it speaks of, as given; empty where none are.
    pub period: String,
    /// `≥`, `≤` or `=`.
    pub operator: String,
    /// The value in `unit`.
    pub value: f64,
    /// Unit: %, m³/万元, 倍.
    pub unit: String,
    /// criterion, target, average, observed …; only a criterion or target judges.
    pub kind: String,
    /// Scope as the source states it.
    pub scope: String,
    /// The document.
    pub source: String,
    /// Where it was read; empty where that is the document itself.
    pub source_url: String,
    /// The source's own words.
    pub quote: String,
    /// How far the row is trusted: A, B, C.
    pub confidence: String,
    /// The confirmation; none means 未核实.
    pub confirmed: Option<Confirmation>,
}

impl Limit {
    /// The kind, in words.
    pub fn kind_zh(&self) -> &str {
        match self.kind.as_str() {
            "criterion" => "行业要求",
            "target" => "行业目标",
            "program" => "行动方案目标",
            "average" => "平均水平（不作判定）",
            "adjustment_factor" => "调整系数",
            kind if kind.starts_with("observed") => "其他企业实绩（不作判定）",
            other => other,
        }
    }

    /// The same in English.
    pub fn kind_en(&self) -> &str {
        match self.kind.as_str() {
            "criterion" => "requirement of the trade",
            "target" => "target of the trade",
            "program" => "target of the program",
            "average" => "average (not judged by)",
            "adjustment_factor" => "adjustment factor",
            kind if kind.starts_with("observed") => "other plants’ results (not judged by)",
            other => other,
        }
    }
}
