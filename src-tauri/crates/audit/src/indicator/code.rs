//! The indicators by name: symbol, formula, source, group and digits.
//!
//! The formulas are those of the standards as they are commonly printed; none has been
//! confirmed against the standard's text, and the program marks each citation 未核实 until
//! somebody has.

use crate::Text;
use serde::{Deserialize, Serialize};

/// What an indicator is about; the order is that of the table on screen and in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndicatorGroup {
    /// Intake over product and value (取水).
    Intake,
    /// Water used again (重复利用).
    Reuse,
    /// Cooling water (冷却).
    Cooling,
    /// Steam, condensate and prepared water (蒸汽).
    Steam,
    /// Discharge and leakage (排水).
    Drainage,
    /// Metering (计量).
    Metering,
    /// Domestic water (生活).
    Domestic,
}

impl IndicatorGroup {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Intake,
        Self::Reuse,
        Self::Cooling,
        Self::Steam,
        Self::Drainage,
        Self::Metering,
        Self::Domestic,
    ];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Reuse => "reuse",
            Self::Cooling => "cooling",
            Self::Steam => "steam",
            Self::Drainage => "drainage",
            Self::Metering => "metering",
            Self::Domestic => "domestic",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Intake => "取水",
            Self::Reuse => "重复利用",
            Self::Cooling => "冷却",
            Self::Steam => "蒸汽与制水",
            Self::Drainage => "排水与漏失",
            Self::Metering => "计量",
            Self::Domestic => "生活",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Intake => "Withdrawal",
            Self::Reuse => "Recycling",
            Self::Cooling => "Cooling",
            Self::Steam => "Steam and treated supply",
            Self::Drainage => "Discharge and leakage",
            Self::Metering => "Metering",
            Self::Domestic => "Domestic use",
        }
    }
}

/// What is printed of an indicator beside its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// What it is about.
    pub group: IndicatorGroup,
    /// Decimals that its value is rounded to when it is printed, by GB/T 8170.
    pub digits: u32,
}

macro_rules! indicators {
    ($($(#[$doc:meta])* $name:ident $code:literal $symbol:literal $zh:literal $en:literal
        $formula:literal $unit:literal $source:ident $group:ident $digits:literal;)*) => {
        /// An indicator's identity. The names on the wire are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum IndicatorCode {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl IndicatorCode {
            /// All of them, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its definition.
            pub const fn definition(self) -> Definition {
                match self {
                    $(Self::$name => Definition {
                        code: $code,
                        symbol: $symbol,
                        zh: $zh,
                        en: $en,
                        formula: $formula,
                        unit: $unit,
                        source: $source,
                        group: IndicatorGroup::$group,
                        digits: $digits,
                    },)*
                }
            }
        }
    };
}

const GB7119: &str = "GB/T 7119-2018";
const CJ42: &str = "CJ 42-1999";
const GB24789: &str = "GB/T 24789-2022";
const GB50050: &str = "GB/T 50050-2017";
const WITHOUT_COOLING: &str = "本程序口径：扣除冷却系统循环水量";
const PROGRAM: &str = "行动方案指标，企业口径";
const REPORT_BOOK: &str = "水平衡测试报告书习惯口径";
const PRACTICE: &str = "工程通行口径";

indicators! {
    /// 单位产品取水量.
    UnitProductIntake "unit_product_intake" "Vui" "单位产品取水量" "intake per unit of product"
        "Vui=Vi×d/Q" "" GB7119 Intake 3;
    /// 万元工业增加值取水量.
    AddedValueIntake "added_value_intake" "Vvai" "万元工业增加值取水量" "intake per 10⁴ yuan added value"
        "Vvai=Vi×d/VA" "m3/10^4 yuan" GB7119 Intake 2;
    /// 万元工业产值取水量.
    OutputValueIntake "output_value_intake" "Vzi" "万元工业产值取水量" "intake per 10⁴ yuan output value"
        "Vzi=Vi×d/Z" "m3/10^4 yuan" CJ42 Intake 2;
    /// 重复利用率.
    ReuseRate "reuse_rate" "R" "重复利用率" "reuse rate"
        "R=Vr/(Vi+Vr)×100" "%" GB7119 Reuse 2;
    /// 重复利用率（不含冷却循环）.
    ReuseRateWithoutCooling "reuse_rate_without_cooling" "R′" "重复利用率（不含冷却循环水）" "reuse rate without cooling circulation"
        "R′=(Vr−Vcr)/(Vi+Vr−Vcr)×100" "%" WITHOUT_COOLING Reuse 2;
    /// 直接冷却水循环率.
    DirectCoolingRecirculationRate "direct_cooling_recirculation_rate" "Rd" "直接冷却水循环率" "direct cooling recirculation rate"
        "Rd=Vdr/(Vdr+Vdf)×100" "%" GB7119 Cooling 2;
    /// 间接冷却水循环率.
    IndirectCoolingRecirculationRate "indirect_cooling_recirculation_rate" "Rc" "间接冷却水循环率" "indirect cooling recirculation rate"
        "Rc=Vcr/(Vcr+Vcf)×100" "%" GB7119 Cooling 2;
    /// 工艺水回用率.
    ProcessWaterReuseRate "process_water_reuse_rate" "Rg" "工艺水回用率" "process water reuse rate"
        "Rg=Vgr/(Vgr+Vgf)×100" "%" CJ42 Reuse 2;
    /// 冷凝水回用率.
    CondensateReturnRate "condensate_return_rate" "Rb" "冷凝水回用率" "condensate return rate"
        "Rb=Vbr/Vbd×100" "%" GB7119 Steam 2;
    /// 废水回用率.
    WastewaterReuseRate "wastewater_reuse_rate" "Kw" "废水回用率" "wastewater reuse rate"
        "Kw=Vw/(Vd+Vw)×100" "%" GB7119 Reuse 2;
    /// 用水综合漏失率.
    LeakageRate "leakage_rate" "Kl" "用水综合漏失率" "leakage rate"
        "Kl=Vl/Vi×100" "%" GB7119 Drainage 2;
    /// 达标排放率.
    CompliantDischargeRate "compliant_discharge_rate" "Kd" "达标排放率" "compliant discharge rate"
        "Kd=Vd′/Vd×100" "%" GB7119 Drainage 2;
    /// 非常规水资源替代率.
    UnconventionalSubstitutionRate "unconventional_substitution_rate" "Kh" "非常规水资源替代率" "unconventional water substitution rate"
        "Kh=Vih/(Vic+Vih)×100" "%" GB7119 Reuse 2;
    /// 水计量器具配备率, level 1.
    MeterEquippingRate1 "meter_equipping_rate_1" "Rp1" "水计量器具配备率（用水单位）" "meter equipping rate, level 1"
        "Rp=Ns/Nl×100" "%" GB24789 Metering 2;
    /// 水计量器具配备率, level 2.
    MeterEquippingRate2 "meter_equipping_rate_2" "Rp2" "水计量器具配备率（次级用水单位）" "meter equipping rate, level 2"
        "Rp=Ns/Nl×100" "%" GB24789 Metering 2;
    /// 水计量器具配备率, level 3.
    MeterEquippingRate3 "meter_equipping_rate_3" "Rp3" "水计量器具配备率（主要用水设备）" "meter equipping rate, level 3"
        "Rp=Ns/Nl×100" "%" GB24789 Metering 2;
    /// 水计量率, level 1.
    MeteringRate1 "metering_rate_1" "Rm1" "水计量率（用水单位）" "metering rate, level 1"
        "Rm=Vmi/Vi×100" "%" GB24789 Metering 2;
    /// 水计量率, level 2.
    MeteringRate2 "metering_rate_2" "Rm2" "水计量率（次级用水单位）" "metering rate, level 2"
        "Rm=Vmi/Vi×100" "%" GB24789 Metering 2;
    /// 水计量率, level 3.
    MeteringRate3 "metering_rate_3" "Rm3" "水计量率（主要用水设备）" "metering rate, level 3"
        "Rm=Vmi/Vi×100" "%" GB24789 Metering 2;
    /// 用水在线计量率.
    OnlineMeteringRate "online_metering_rate" "Ro" "用水在线计量率" "online metering rate"
        "Ro=Vio/Vi×100" "%" PROGRAM Metering 2;
    /// 循环冷却水浓缩倍数.
    ConcentrationRatio "concentration_ratio" "N" "循环冷却水浓缩倍数" "concentration ratio of cooling water"
        "N=M/(B+D)" "" GB50050 Cooling 2;
    /// 职工人均生活日新水量.
    DomesticPerHead "domestic_per_head" "Vlf" "职工人均生活日新水量" "domestic fresh water per head and day"
        "Vlf=Vylf/n" "m3/(person·d)" CJ42 Domestic 3;
    /// 软化水、除盐水制取系数.
    TreatedWaterCoefficient "treated_water_coefficient" "Kz" "软化水、除盐水制取系数" "treated water coefficient"
        "Kz=Vin/Vout" "" GB7119 Steam 3;
    /// 排水率.
    DischargeRate "discharge_rate" "Kp" "排水率" "discharge rate"
        "Kp=Vd/Vi×100" "%" CJ42 Drainage 2;
    /// 新水利用系数.
    FreshWaterUtilisation "fresh_water_utilisation" "Kf" "新水利用系数" "fresh water utilisation"
        "Kf=(Vi−Vd)/Vi" "" CJ42 Drainage 3;
    /// 冷凝水回用率 by the steam that was made in the hours of the year.
    CondensateReturnRateByHours "condensate_return_rate_by_hours" "Rb′" "冷凝水回用率（按产汽量和运行时间）" "condensate return rate by steam and hours"
        "Rb′=Vbr×ρ/(D×h)×100" "%" CJ42 Steam 2;
    /// 循环冷却水浓缩倍数 by the quality of the water.
    ConcentrationRatioByQuality "concentration_ratio_by_quality" "Nc" "循环冷却水浓缩倍数（水质法）" "concentration ratio by water quality"
        "Nc=Cr/Cm" "" GB50050 Cooling 2;
    /// 循环冷却水补水率.
    CoolingMakeUpRate "cooling_make_up_rate" "Km" "循环冷却水补水率" "make-up rate of cooling water"
        "Km=M/Vcr×100" "%" GB50050 Cooling 2;
    /// 锅炉排污率.
    BoilerBlowDownRate "boiler_blow_down_rate" "Kb" "锅炉排污率" "boiler blow-down rate"
        "Kb=B/F×100" "%" PRACTICE Steam 2;
    /// 反渗透产水率.
    RoRecovery "ro_recovery" "Kro" "反渗透产水率" "recovery of reverse osmosis"
        "Kro=Vout/Vin×100" "%" PRACTICE Steam 2;
    /// 软化再生反洗水率.
    SoftenerWasteRate "softener_waste_rate" "Ks" "软化再生反洗水率" "regeneration and backwash of softeners"
        "Ks=Vreg/Vout×100" "%" PRACTICE Steam 2;
    /// 水计量器具检定率, level 1.
    MeterVerificationRate1 "meter_verification_rate_1" "Rv1" "水计量器具检定率（用水单位）" "meter verification rate, level 1"
        "Rv=Nv/Ni×100" "%" GB24789 Metering 2;
    /// 水计量器具检定率, level 2.
    MeterVerificationRate2 "meter_verification_rate_2" "Rv2" "水计量器具检定率（次级用水单位）" "meter verification rate, level 2"
        "Rv=Nv/Ni×100" "%" GB24789 Metering 2;
    /// 水计量器具检定率, level 3.
    MeterVerificationRate3 "meter_verification_rate_3" "Rv3" "水计量器具检定率（主要用水设备）" "meter verification rate, level 3"
        "Rv=Nv/Ni×100" "%" GB24789 Metering 2;
    /// 水计量器具完好率, level 1.
    MeterInUseRate1 "meter_in_use_rate_1" "Ru1" "水计量器具完好率（用水单位）" "meters in working order, level 1"
        "Ru=Nu/Ni×100" "%" PRACTICE Metering 2;
    /// 水计量器具完好率, level 2.
    MeterInUseRate2 "meter_in_use_rate_2" "Ru2" "水计量器具完好率（次级用水单位）" "meters in working order, level 2"
        "Ru=Nu/Ni×100" "%" PRACTICE Metering 2;
    /// 水计量器具完好率, level 3.
    MeterInUseRate3 "meter_in_use_rate_3" "Ru3" "水计量器具完好率（主要用水设备）" "meters in working order, level 3"
        "Ru=Nu/Ni×100" "%" PRACTICE Metering 2;
    /// 二级水表计量率.
    SecondaryMeteringRate "secondary_metering_rate" "R2" "二级水表计量率" "readings of level 2 over level 1"
        "R2=ΣV2/ΣV1×100" "%" REPORT_BOOK Metering 2;
}

impl IndicatorCode {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        self.definition().code
    }

    /// Its name.
    pub fn name(self) -> Text {
        let definition = self.definition();
        Text::new(definition.zh, definition.en)
    }

    /// The indicator of that name on the wire.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|indicator| indicator.code() == code)
    }
}
