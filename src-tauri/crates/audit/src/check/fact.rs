//! Facts of a unit that are no flows of its balance: what checks by formula need.

use crate::Origin;
use serde::{Deserialize, Serialize};

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident $code:literal $symbol:literal $zh:literal $en:literal $unit:literal,)*) => {
        /// What can be told of a unit beside its flows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum FactCode {
            $($(#[$doc])* $name,)*
        }

        impl FactCode {
            /// All of them, in the order in which they are asked for.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name on the wire.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The symbol in formulas.
            pub const fn symbol(self) -> &'static str {
                match self { $(Self::$name => $symbol,)* }
            }

            /// The name on screen.
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$name => $zh,)* }
            }

            /// The name in English.
            pub const fn en(self) -> &'static str {
                match self { $(Self::$name => $en,)* }
            }

            /// Its unit of measure; empty where it has none.
            pub const fn unit(self) -> &'static str {
                match self { $(Self::$name => $unit,)* }
            }
        }
    };
}

facts! {
    /// Water that circulates in a cooling system, m³/h.
    CirculationRate "circulation_rate" "Q" "循环流量" "circulation rate" "m3/h",
    /// Hours that a system runs on a day, h/d.
    RunningHours "running_hours" "h" "日运行时间" "running hours" "h/d",
    /// Difference of temperature between the water that comes to a tower and leaves it, ℃.
    CoolingRange "cooling_range" "Δt" "循环水温差" "cooling range" "℃",
    /// Dry-bulb temperature of the air, ℃.
    AirTemperature "air_temperature" "θ" "空气干球温度" "air temperature" "℃",
    /// Blow-down of a cooling system or a boiler, m³/d.
    BlowDown "blow_down" "B" "排污水量" "blow-down" "m3/d",
    /// Drift of a cooling tower, m³/d.
    Drift "drift" "D" "风吹损失水量" "drift" "m3/d",
    /// Conductivity of the make-up water, µS/cm.
    ConductivityMakeUp "conductivity_make_up" "κm" "补充水电导率" "conductivity of the make-up" "µS/cm",
    /// Conductivity of the circulating water, µS/cm.
    ConductivityCirculating "conductivity_circulating" "κr" "循环水电导率" "conductivity of the circulating water" "µS/cm",
    /// Chloride of the make-up water, mg/L.
    ChlorideMakeUp "chloride_make_up" "Clm" "补充水氯离子" "chloride of the make-up" "mg/L",
    /// Chloride of the circulating water, mg/L.
    ChlorideCirculating "chloride_circulating" "Clr" "循环水氯离子" "chloride of the circulating water" "mg/L",
    /// Feed water of a boiler, m³/d.
    BoilerFeed "boiler_feed" "F" "锅炉给水量" "boiler feed" "m3/d",
    /// Steam that a boiler gives, as water, m³/d (t/d).
    SteamOutput "steam_output" "S" "产汽量" "steam output" "m3/d",
    /// Steam that a boiler gives in an hour, t/h.
    SteamRate "steam_rate" "D" "产汽率" "steam rate" "t/h",
    /// Density of the condensate, t/m³.
    CondensateDensity "condensate_density" "ρ" "冷凝水密度" "density of the condensate" "t/m3",
    /// Condensate that comes back, m³/d.
    CondensateReturned "condensate_returned" "Vbr" "冷凝水回收量" "condensate returned" "m3/d",
    /// Enthalpy of the condensate before it is let down, kJ/kg.
    EnthalpyBefore "enthalpy_before" "hf1" "闪蒸前冷凝水焓" "enthalpy of the condensate before flashing" "kJ/kg",
    /// Enthalpy of the condensate after it was let down, kJ/kg.
    EnthalpyAfter "enthalpy_after" "hf2" "闪蒸后冷凝水焓" "enthalpy of the condensate after flashing" "kJ/kg",
    /// Heat of evaporation at the lower pressure, kJ/kg.
    EvaporationHeat "evaporation_heat" "hfg2" "闪蒸压力下汽化潜热" "heat of evaporation after flashing" "kJ/kg",
    /// Feed of reverse osmosis, m³/d.
    RoFeed "ro_feed" "Vin" "反渗透进水量" "RO feed" "m3/d",
    /// Product of reverse osmosis, m³/d.
    RoProduct "ro_product" "Vout" "反渗透产水量" "RO product" "m3/d",
    /// Reject of reverse osmosis, m³/d.
    RoReject "ro_reject" "Vrej" "反渗透浓水量" "RO reject" "m3/d",
    /// Product of a softener, m³/d.
    SoftenerProduct "softener_product" "Vout" "软化产水量" "softener product" "m3/d",
    /// Water for the regeneration and backwash of a softener, m³/d.
    SoftenerWaste "softener_waste" "Vreg" "软化再生反洗水量" "softener regeneration and backwash" "m3/d",
    /// Heads in a shift, persons.
    HeadsPerShift "heads_per_shift" "n" "每班人数" "heads per shift" "person",
    /// Shifts on a day.
    Shifts "shifts" "s" "每日班数" "shifts" "shift/d",
    /// Discharge of the site that meets its standard, m³/d.
    CompliantDischarge "compliant_discharge" "Vd′" "达标排放水量" "compliant discharge" "m3/d",
}

impl FactCode {
    /// The fact of that name on the wire.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fact| fact.code() == code)
    }

    /// True for what is told of the site as a whole and not of one of its units.
    pub const fn is_of_site(self) -> bool {
        matches!(self, Self::CompliantDischarge)
    }

    /// True for what may lie below zero: temperatures of the air.
    pub const fn may_be_negative(self) -> bool {
        matches!(self, Self::AirTemperature)
    }
}

/// A fact of a unit, in the unit of measure of its code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub code: FactCode,
    /// Its value.
    pub value: f64,
    /// Where it comes from.
    pub origin: Origin,
}

/// What is told of a unit beside its flows: one fact of a code, in the order of the codes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitFacts(Vec<Fact>);

impl UnitFacts {
    /// The fact of that code.
    pub fn get(&self, code: FactCode) -> Option<&Fact> {
        self.0.iter().find(|fact| fact.code == code)
    }

    /// Puts a fact in the place of the one of its code.
    pub fn put(&mut self, fact: Fact) {
        self.remove(fact.code);
        self.0.push(fact);
        self.0.sort_by_key(|fact| fact.code);
    }

    /// Takes the fact of that code away.
    pub fn remove(&mut self, code: FactCode) {
        self.0.retain(|fact| fact.code != code);
    }

    /// True where nothing is told.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The facts.
    pub fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.0.iter()
    }
}
