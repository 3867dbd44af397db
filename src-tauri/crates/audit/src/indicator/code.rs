//! The indicators by name: symbol, formula, source, and how sure we are of it.

use crate::Text;
use serde::{Deserialize, Serialize};

/// An indicator's identity. The names on the wire are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorCode {
    /// 单位产品取水量.
    UnitProductIntake,
    /// 万元工业增加值取水量.
    AddedValueIntake,
    /// 万元工业产值取水量.
    OutputValueIntake,
    /// 重复利用率.
    ReuseRate,
    /// 重复利用率（不含冷却循环）.
    ReuseRateWithoutCooling,
    /// 直接冷却水循环率.
    DirectCoolingRecirculationRate,
    /// 间接冷却水循环率.
    IndirectCoolingRecirculationRate,
    /// 工艺水回用率.
    ProcessWaterReuseRate,
    /// 冷凝水回用率.
    CondensateReturnRate,
    /// 废水回用率.
    WastewaterReuseRate,
    /// 用水综合漏失率.
    LeakageRate,
    /// 达标排放率.
    CompliantDischargeRate,
    /// 非常规水资源替代率.
    UnconventionalSubstitutionRate,
    /// 水计量器具配备率, level 1.
    #[serde(rename = "meter_equipping_rate_1")]
    MeterEquippingRate1,
    /// 水计量器具配备率, level 2.
    #[serde(rename = "meter_equipping_rate_2")]
    MeterEquippingRate2,
    /// 水计量器具配备率, level 3.
    #[serde(rename = "meter_equipping_rate_3")]
    MeterEquippingRate3,
    /// 水计量率, level 1.
    #[serde(rename = "metering_rate_1")]
    MeteringRate1,
    /// 水计量率, level 2.
    #[serde(rename = "metering_rate_2")]
    MeteringRate2,
    /// 水计量率, level 3.
    #[serde(rename = "metering_rate_3")]
    MeteringRate3,
    /// 用水在线计量率.
    OnlineMeteringRate,
    /// 循环冷却水浓缩倍数.
    ConcentrationRatio,
    /// 职工人均生活日新水量.
    DomesticPerHead,
    /// 软化水、除盐水制取系数.
    TreatedWaterCoefficient,
    /// 排水率.
    DischargeRate,
    /// 新水利用系数.
    FreshWaterUtilisation,
}

/// What is printed of an indicator beside its value.
pub struct Definition {
    /// The name on the wire.
    pub code: &'static str,
    /// Symbol.
    pub symbol: &'static str,
    /// Name in Chinese.
    pub zh: &'static str,
    /// Name in English.
    pub en: &'static str,
    /// Formula with the standard's symbols.
    pub formula: &'static str,
    /// Unit, where it does not depend on the product.
    pub unit: &'static str,
    /// Where the formula comes from.
    pub source: &'static str,
}

const GB7119: &str = "GB/T 7119-2018";
const CJ42: &str = "CJ 42-1999";
const GB24789: &str = "GB/T 24789-2022";

impl IndicatorCode {
    /// All of them, in the order of the contract.
    pub const ALL: [Self; 25] = [
        Self::UnitProductIntake,
        Self::AddedValueIntake,
        Self::OutputValueIntake,
        Self::ReuseRate,
        Self::ReuseRateWithoutCooling,
        Self::DirectCoolingRecirculationRate,
        Self::IndirectCoolingRecirculationRate,
        Self::ProcessWaterReuseRate,
        Self::CondensateReturnRate,
        Self::WastewaterReuseRate,
        Self::LeakageRate,
        Self::CompliantDischargeRate,
        Self::UnconventionalSubstitutionRate,
        Self::MeterEquippingRate1,
        Self::MeterEquippingRate2,
        Self::MeterEquippingRate3,
        Self::MeteringRate1,
        Self::MeteringRate2,
        Self::MeteringRate3,
        Self::OnlineMeteringRate,
        Self::ConcentrationRatio,
        Self::DomesticPerHead,
        Self::TreatedWaterCoefficient,
        Self::DischargeRate,
        Self::FreshWaterUtilisation,
    ];

    /// Its definition. The formulas are those of the standards as they are commonly
    /// printed; none has been confirmed against the standard's text, and the program
    /// marks each citation 未核实 until somebody has.
    pub const fn definition(self) -> Definition {
        match self {
            Self::UnitProductIntake => def(
                "unit_product_intake",
                "Vui",
                "单位产品取水量",
                "intake per unit of product",
                "Vui=Vi×d/Q",
                "",
                GB7119,
            ),
            Self::AddedValueIntake => def(
                "added_value_intake",
                "Vvai",
                "万元工业增加值取水量",
                "intake per 10⁴ yuan added value",
                "Vvai=Vi×d/VA",
                "m3/10^4 yuan",
                GB7119,
            ),
            Self::OutputValueIntake => def(
                "output_value_intake",
                "Vzi",
                "万元工业产值取水量",
                "intake per 10⁴ yuan output value",
                "Vzi=Vi×d/Z",
                "m3/10^4 yuan",
                CJ42,
            ),
            Self::ReuseRate => {
                def("reuse_rate", "R", "重复利用率", "reuse rate", "R=Vr/(Vi+Vr)×100", "%", GB7119)
            }
            Self::ReuseRateWithoutCooling => def(
                "reuse_rate_without_cooling",
                "R′",
                "重复利用率（不含冷却循环水）",
                "reuse rate without cooling circulation",
                "R′=(Vr−Vcr)/(Vi+Vr−Vcr)×100",
                "%",
                "本程序口径：扣除冷却系统循环水量",
            ),
            Self::DirectCoolingRecirculationRate => def(
                "direct_cooling_recirculation_rate",
                "Rd",
                "直接冷却水循环率",
                "direct cooling recirculation rate",
                "Rd=Vdr/(Vdr+Vdf)×100",
                "%",
                GB7119,
            ),
            Self::IndirectCoolingRecirculationRate => def(
                "indirect_cooling_recirculation_rate",
                "Rc",
                "间接冷却水循环率",
                "indirect cooling recirculation rate",
                "Rc=Vcr/(Vcr+Vcf)×100",
                "%",
                GB7119,
            ),
            Self::ProcessWaterReuseRate => def(
                "process_water_reuse_rate",
                "Rg",
                "工艺水回用率",
                "process water reuse rate",
                "Rg=Vgr/(Vgr+Vgf)×100",
                "%",
                CJ42,
            ),
            Self::CondensateReturnRate => def(
                "condensate_return_rate",
                "Rb",
                "冷凝水回用率",
                "condensate return rate",
                "Rb=Vbr/Vbd×100",
                "%",
                GB7119,
            ),
            Self::WastewaterReuseRate => def(
                "wastewater_reuse_rate",
                "Kw",
                "废水回用率",
                "wastewater reuse rate",
                "Kw=Vw/(Vd+Vw)×100",
                "%",
                GB7119,
            ),
            Self::LeakageRate => def(
                "leakage_rate",
                "Kl",
                "用水综合漏失率",
                "leakage rate",
                "Kl=Vl/Vi×100",
                "%",
                GB7119,
            ),
            Self::CompliantDischargeRate => def(
                "compliant_discharge_rate",
                "Kd",
                "达标排放率",
                "compliant discharge rate",
                "Kd=Vd′/Vd×100",
                "%",
                GB7119,
            ),
            Self::UnconventionalSubstitutionRate => def(
                "unconventional_substitution_rate",
                "Kh",
                "非常规水资源替代率",
                "unconventional water substitution rate",
                "Kh=Vih/(Vic+Vih)×100",
                "%",
                GB7119,
            ),
            Self::MeterEquippingRate1 => def(
                "meter_equipping_rate_1",
                "Rp1",
                "水计量器具配备率（用水单位）",
                "meter equipping rate, level 1",
                "Rp=Ns/Nl×100",
                "%",
                GB24789,
            ),
            Self::MeterEquippingRate2 => def(
                "meter_equipping_rate_2",
                "Rp2",
                "水计量器具配备率（次级用水单位）",
                "meter equipping rate, level 2",
                "Rp=Ns/Nl×100",
                "%",
                GB24789,
            ),
            Self::MeterEquippingRate3 => def(
                "meter_equipping_rate_3",
                "Rp3",
                "水计量器具配备率（主要用水设备）",
                "meter equipping rate, level 3",
                "Rp=Ns/Nl×100",
                "%",
                GB24789,
            ),
            Self::MeteringRate1 => def(
                "metering_rate_1",
                "Rm1",
                "水计量率（用水单位）",
                "metering rate, level 1",
                "Rm=Vmi/Vi×100",
                "%",
                GB24789,
            ),
            Self::MeteringRate2 => def(
                "metering_rate_2",
                "Rm2",
                "水计量率（次级用水单位）",
                "metering rate, level 2",
                "Rm=Vmi/Vi×100",
                "%",
                GB24789,
            ),
            Self::MeteringRate3 => def(
                "metering_rate_3",
                "Rm3",
                "水计量率（主要用水设备）",
                "metering rate, level 3",
                "Rm=Vmi/Vi×100",
                "%",
                GB24789,
            ),
            Self::OnlineMeteringRate => def(
                "online_metering_rate",
                "Ro",
                "用水在线计量率",
                "online metering rate",
                "Ro=Vio/Vi×100",
                "%",
                "行动方案指标，企业口径",
            ),
            Self::ConcentrationRatio => def(
                "concentration_ratio",
                "N",
                "循环冷却水浓缩倍数",
                "concentration ratio of cooling water",
                "N=M/(B+D)",
                "",
                "GB/T 50050-2017",
            ),
            Self::DomesticPerHead => def(
                "domestic_per_head",
                "Vlf",
                "职工人均生活日新水量",
                "domestic fresh water per head and day",
                "Vlf=Vylf/n",
                "m3/(person·d)",
                CJ42,
            ),
            Self::TreatedWaterCoefficient => def(
                "treated_water_coefficient",
                "Kz",
                "软化水、除盐水制取系数",
                "treated water coefficient",
                "Kz=Vin/Vout",
                "",
                GB7119,
            ),
            Self::DischargeRate => {
                def("discharge_rate", "Kp", "排水率", "discharge rate", "Kp=Vd/Vi×100", "%", CJ42)
            }
            Self::FreshWaterUtilisation => def(
                "fresh_water_utilisation",
                "Kf",
                "新水利用系数",
                "fresh water utilisation",
                "Kf=(Vi−Vd)/Vi",
                "",
                CJ42,
            ),
        }
    }

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        self.definition().code
    }

    /// Its name.
    pub fn name(self) -> Text {
        let definition = self.definition();
        Text::new(definition.zh, definition.en)
    }
}

const fn def(
    code: &'static str,
    symbol: &'static str,
    zh: &'static str,
    en: &'static str,
    formula: &'static str,
    unit: &'static str,
    source: &'static str,
) -> Definition {
    Definition { code, symbol, zh, en, formula, unit, source }
}
