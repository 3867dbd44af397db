//! Figures of the quality of water (水质).

use crate::CellRef;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

macro_rules! parameters {
    ($($(#[$doc:meta])* $name:ident $code:literal $zh:literal,)*) => {
        /// What is measured of the quality of water.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Parameter {
            $($(#[$doc])* $name,)*
        }

        impl Parameter {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name on the wire.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The name on screen.
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$name => $zh,)* }
            }
        }
    };
}

parameters! {
    /// Acidity, without a unit.
    Ph "ph" "pH",
    /// Temperature, ℃.
    Temperature "temperature" "水温",
    /// Conductivity, µS/cm.
    Conductivity "conductivity" "电导率",
    /// Dissolved solids, mg/L.
    DissolvedSolids "dissolved_solids" "溶解性总固体",
    /// Suspended solids, mg/L.
    SuspendedSolids "suspended_solids" "悬浮物",
    /// Turbidity, NTU.
    Turbidity "turbidity" "浊度",
    /// Colour, degrees or dilutions.
    Colour "colour" "色度",
    /// Total hardness as CaCO₃, mg/L.
    Hardness "hardness" "总硬度",
    /// Calcium hardness or calcium, mg/L.
    Calcium "calcium" "钙硬度",
    /// Magnesium, mg/L.
    Magnesium "magnesium" "镁",
    /// Total alkalinity as CaCO₃, mg/L.
    Alkalinity "alkalinity" "总碱度",
    /// Chloride, mg/L.
    Chloride "chloride" "氯离子",
    /// Sulfate, mg/L.
    Sulfate "sulfate" "硫酸根",
    /// Silica, mg/L.
    Silica "silica" "二氧化硅",
    /// Potassium, mg/L.
    Potassium "potassium" "钾离子",
    /// Sodium, mg/L.
    Sodium "sodium" "钠离子",
    /// Total iron, mg/L.
    Iron "iron" "总铁",
    /// Manganese, mg/L.
    Manganese "manganese" "锰",
    /// Chemical oxygen demand, mg/L.
    Cod "cod" "化学需氧量",
    /// Permanganate index, mg/L.
    Permanganate "permanganate" "高锰酸盐指数",
    /// Biochemical oxygen demand, mg/L.
    Bod "bod" "五日生化需氧量",
    /// Ammonia nitrogen, mg/L.
    Ammonia "ammonia" "氨氮",
    /// Total nitrogen, mg/L.
    TotalNitrogen "total_nitrogen" "总氮",
    /// Total phosphorus, mg/L.
    TotalPhosphorus "total_phosphorus" "总磷",
    /// Residual chlorine, mg/L.
    ResidualChlorine "residual_chlorine" "余氯",
    /// Oil, mg/L.
    Oil "oil" "石油类",
    /// Total bacteria, CFU/mL.
    Bacteria "bacteria" "菌落总数",
}

/// What was found of one parameter at one point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QualitySample {
    /// Where the sample was taken, as written.
    pub point: String,
    /// When; none where not known.
    pub date: Option<NaiveDate>,
    /// What was measured; none where the vocabulary does not know the name.
    pub parameter: Option<Parameter>,
    /// Its name as written.
    pub name: String,
    /// The value; none where not known, and where the table gives only a bound (<0.02) or
    /// a range.
    pub value: Option<Decimal>,
    /// The cell as written.
    pub written: String,
    /// Unit of measure as written; empty where none was found.
    pub unit: String,
    /// The cell of the value.
    pub place: CellRef,
}
