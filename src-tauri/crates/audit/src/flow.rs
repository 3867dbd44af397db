//! Streams of water. What kind a stream is follows from its ends and is never entered.

use crate::{Figure, Role, Text, UnitId};
use serde::{Deserialize, Serialize};

/// A source outside the site from which water is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Public supply (自来水).
    Tap,
    /// River, lake, canal (地表水).
    Surface,
    /// Wells (地下水).
    Ground,
    /// Bought steam, as water (外购蒸汽).
    Steam,
    /// Reclaimed water bought from outside (再生水, 非常规水).
    Reclaimed,
    /// Rain collected and used (雨水, 非常规水).
    Rain,
    /// Other bought water: softened, demineralised, hot water, sea water (其他).
    Other,
    /// The table gives one intake and does not say of what (未分水源).
    Unspecified,
}

impl Source {
    /// All of them, in the order of the contract.
    pub const ALL: [Self; 8] = [
        Self::Tap,
        Self::Surface,
        Self::Ground,
        Self::Steam,
        Self::Reclaimed,
        Self::Rain,
        Self::Other,
        Self::Unspecified,
    ];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tap => "tap",
            Self::Surface => "surface",
            Self::Ground => "ground",
            Self::Steam => "steam",
            Self::Reclaimed => "reclaimed",
            Self::Rain => "rain",
            Self::Other => "other",
            Self::Unspecified => "unspecified",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Tap => "自来水",
            Self::Surface => "地表水",
            Self::Ground => "地下水",
            Self::Steam => "外购蒸汽",
            Self::Reclaimed => "再生水",
            Self::Rain => "雨水",
            Self::Other => "其他水源",
            Self::Unspecified => "未分水源",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Tap => "tap water",
            Self::Surface => "surface water",
            Self::Ground => "groundwater",
            Self::Steam => "bought steam",
            Self::Reclaimed => "reclaimed water",
            Self::Rain => "rainwater",
            Self::Other => "other sources",
            Self::Unspecified => "source not told",
        }
    }

    /// True for unconventional water (非常规水源).
    pub const fn is_unconventional(self) -> bool {
        matches!(self, Self::Reclaimed | Self::Rain)
    }
}

/// An end of a stream.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A source outside.
    Source(Source),
    /// Raw material that carries water in.
    RawMaterial,
    /// A unit of the site.
    Unit(UnitId),
    /// Water handed on untreated, where the table gives sums and no pairs.
    SeriesPool,
    /// Prepared fresh water of the site, where the table does not say for whom.
    SupplyPool,
    /// Treated water of the site, where the table does not say which plant treats it.
    ReusePool,
    /// Condensate returned, where the table does not say from where.
    CondensatePool,
    /// The site's drains: to the sewer, to the river, or to treatment.
    Drain,
    /// Evaporated, in the product, in sludge, drunk.
    Consumed,
    /// Lost from pipes, valves and basins.
    Leak,
    /// Supplied to others outside.
    Others,
    /// Kept in storage: the rise of a level over the period.
    Storage,
}

impl Place {
    /// The name of a place that is no unit; a unit's is asked of the site.
    pub fn name(&self) -> Text {
        let (zh, en) = match self {
            Self::Source(source) => (source.zh(), source.code()),
            Self::RawMaterial => ("原料带入", "raw material"),
            Self::Unit(_) => ("用水单元", "unit"),
            Self::SeriesPool => ("串联水", "series water"),
            Self::SupplyPool => ("制水", "prepared water"),
            Self::ReusePool => ("回用水", "reused water"),
            Self::CondensatePool => ("冷凝水", "condensate"),
            Self::Drain => ("排水", "drains"),
            Self::Consumed => ("耗水", "consumption"),
            Self::Leak => ("漏失", "leakage"),
            Self::Others => ("外供", "others"),
            Self::Storage => ("蓄水", "storage"),
        };
        Text::new(zh, en)
    }

    /// The unit, where the place is one.
    pub const fn unit(&self) -> Option<&UnitId> {
        match self {
            Self::Unit(id) => Some(id),
            _ => None,
        }
    }
}

/// A quantity of a unit's balance: what a stream is, seen from that unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Taken from a source outside (取水量 Vi).
    Withdrawal(Source),
    /// Fresh water received from the site's own supply treatment (软化水、纯水分配).
    DistributedIn,
    /// Brought in with raw material; in the balance, not in the reuse rate.
    CarriedIn,
    /// Returned to the same unit for the same use (循环水量 Vcy).
    Recirculated,
    /// Received from another unit, untreated (串联水量 Vs).
    SeriesIn,
    /// Treated water of the site used again (回用水量 Vw).
    Reuse,
    /// Condensate used again (冷凝水回用量).
    Condensate,
    /// Used water received for treatment (处理水量).
    TreatmentIn,
    /// Handed on to another unit, untreated (串联供出).
    SeriesOut,
    /// Treated water handed back to use (回用供出).
    ReuseOut,
    /// Prepared fresh water handed on to units (制水供出).
    DistributedOut,
    /// Consumed (耗水量 Vco).
    Consumption,
    /// Discharged, net of what is handed on (排水量 Vd).
    Discharge,
    /// Leaked (漏失水量 Vl).
    Leakage,
    /// Supplied to others outside (外供水量).
    Supplied,
    /// Kept in storage (蓄水变化).
    StorageGain,
}

/// How the name on the wire of water from a source begins.
const WITHDRAWAL: &str = "withdrawal.";

impl Item {
    /// All quantities, inflows before outflows, in the order of the standard's table.
    pub fn all() -> impl Iterator<Item = Self> {
        Source::ALL.into_iter().map(Item::Withdrawal).chain([
            Self::DistributedIn,
            Self::CarriedIn,
            Self::Recirculated,
            Self::SeriesIn,
            Self::Reuse,
            Self::Condensate,
            Self::TreatmentIn,
            Self::SeriesOut,
            Self::ReuseOut,
            Self::DistributedOut,
            Self::Consumption,
            Self::Discharge,
            Self::Leakage,
            Self::Supplied,
            Self::StorageGain,
        ])
    }

    /// True for what flows in and stands in the balance equation. Recirculated water
    /// stands on both sides and in neither.
    pub const fn is_inflow(self) -> bool {
        matches!(
            self,
            Self::Withdrawal(_)
                | Self::DistributedIn
                | Self::CarriedIn
                | Self::SeriesIn
                | Self::Reuse
                | Self::Condensate
                | Self::TreatmentIn
        )
    }

    /// True for what flows out and stands in the balance equation.
    pub const fn is_outflow(self) -> bool {
        !self.is_inflow() && !matches!(self, Self::Recirculated)
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Withdrawal(Source::Unspecified) => "取水量",
            Self::Withdrawal(source) => source.zh(),
            Self::DistributedIn => "制水供入",
            Self::CarriedIn => "原料带入水量",
            Self::Recirculated => "循环水量",
            Self::SeriesIn => "串联水量",
            Self::Reuse => "回用水量",
            Self::Condensate => "冷凝水回用量",
            Self::TreatmentIn => "处理水量",
            Self::SeriesOut => "串联供出",
            Self::ReuseOut => "回用供出",
            Self::DistributedOut => "制水供出",
            Self::Consumption => "耗水量",
            Self::Discharge => "排水量",
            Self::Leakage => "漏失水量",
            Self::Supplied => "外供水量",
            Self::StorageGain => "蓄水增加量",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Withdrawal(Source::Unspecified) => "withdrawal",
            Self::Withdrawal(source) => source.en(),
            Self::DistributedIn => "treated supply received",
            Self::CarriedIn => "water in raw material",
            Self::Recirculated => "recirculated water",
            Self::SeriesIn => "water in series",
            Self::Reuse => "reused water",
            Self::Condensate => "condensate returned",
            Self::TreatmentIn => "treated water",
            Self::SeriesOut => "passed on in series",
            Self::ReuseOut => "given to reuse",
            Self::DistributedOut => "treated supply given",
            Self::Consumption => "consumption",
            Self::Discharge => "discharge",
            Self::Leakage => "leakage",
            Self::Supplied => "supplied to others",
            Self::StorageGain => "gain in storage",
        }
    }

    /// The name on the wire, `withdrawal.tap` for a source.
    pub fn code(self) -> String {
        match self {
            Self::Withdrawal(source) => format!("{WITHDRAWAL}{}", source.code()),
            other => other.word().to_owned(),
        }
    }

    /// The name on the wire of what is not told by sources.
    const fn word(self) -> &'static str {
        match self {
            Self::Withdrawal(_) => "withdrawal",
            Self::DistributedIn => "distributed_in",
            Self::CarriedIn => "carried_in",
            Self::Recirculated => "recirculated",
            Self::SeriesIn => "series_in",
            Self::Reuse => "reuse",
            Self::Condensate => "condensate",
            Self::TreatmentIn => "treatment_in",
            Self::SeriesOut => "series_out",
            Self::ReuseOut => "reuse_out",
            Self::DistributedOut => "distributed_out",
            Self::Consumption => "consumption",
            Self::Discharge => "discharge",
            Self::Leakage => "leakage",
            Self::Supplied => "supplied",
            Self::StorageGain => "storage_gain",
        }
    }

    /// The quantity of that name on the wire.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(source) = code.strip_prefix(WITHDRAWAL) {
            let known = Source::ALL.into_iter().find(|known| known.code() == source);
            return known.map(Self::Withdrawal);
        }
        let mut others = Self::all().filter(|item| !matches!(item, Self::Withdrawal(_)));
        others.find(|item| item.word() == code)
    }

    /// The ends of the stream that this quantity is, where a table gives it as a sum
    /// of the unit and does not name the other end.
    pub fn ends(self, unit: &UnitId) -> (Place, Place) {
        let here = Place::Unit(unit.clone());
        match self {
            Self::Withdrawal(source) => (Place::Source(source), here),
            Self::DistributedIn => (Place::SupplyPool, here),
            Self::CarriedIn => (Place::RawMaterial, here),
            Self::Recirculated => (here.clone(), here),
            Self::SeriesIn => (Place::SeriesPool, here),
            Self::Reuse => (Place::ReusePool, here),
            Self::Condensate => (Place::CondensatePool, here),
            Self::TreatmentIn => (Place::Drain, here),
            Self::SeriesOut => (here, Place::SeriesPool),
            Self::ReuseOut => (here, Place::ReusePool),
            Self::DistributedOut => (here, Place::SupplyPool),
            Self::Consumption => (here, Place::Consumed),
            Self::Discharge => (here, Place::Drain),
            Self::Leakage => (here, Place::Leak),
            Self::Supplied => (here, Place::Others),
            Self::StorageGain => (here, Place::Storage),
        }
    }
}

/// A stream of water between two places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stream {
    /// Where it comes from.
    pub from: Place,
    /// Where it goes.
    pub to: Place,
    /// How much it is; none where not known. A flow that does not exist has no stream.
    pub figure: Option<Figure>,
}

impl Stream {
    /// The stream of a unit's quantity.
    pub fn of(unit: &UnitId, item: Item, figure: Option<Figure>) -> Self {
        let (from, to) = item.ends(unit);
        Self { from, to, figure }
    }

    /// What the stream is for a unit, by its ends and the roles of the units there;
    /// none where it does not touch the unit or the ends do not fit.
    ///
    /// | from | to | is |
    /// |---|---|---|
    /// | source | unit | withdrawal |
    /// | unit | same unit | recirculated |
    /// | unit | other unit | series |
    /// | supply treatment | unit | distribution |
    /// | wastewater treatment | using unit | reuse |
    /// | unit | wastewater treatment, drain | discharge |
    pub fn item_for(&self, unit: &UnitId, role: impl Fn(&UnitId) -> Role) -> Option<Item> {
        let into = matches!(&self.to, Place::Unit(to) if to == unit);
        let out = matches!(&self.from, Place::Unit(from) if from == unit);
        match (&self.from, &self.to) {
            (Place::Unit(from), Place::Unit(to)) if from == to => {
                (from == unit).then_some(Item::Recirculated)
            }
            (Place::Unit(from), Place::Unit(to)) => {
                let kind = between(role(from), role(to));
                if into {
                    Some(kind.1)
                } else if out {
                    Some(kind.0)
                } else {
                    None
                }
            }
            (from, Place::Unit(_)) if into => inflow_from(from),
            (Place::Unit(_), to) if out => outflow_to(to),
            _ => None,
        }
    }
}

/// What a stream between two units is for the giving and the receiving one.
fn between(from: Role, to: Role) -> (Item, Item) {
    match (from, to) {
        (_, Role::WastewaterTreatment) => (Item::Discharge, Item::TreatmentIn),
        (Role::WastewaterTreatment, Role::Use | Role::SupplyTreatment) => {
            (Item::ReuseOut, Item::Reuse)
        }
        (Role::SupplyTreatment, Role::Use | Role::SupplyTreatment) => {
            (Item::DistributedOut, Item::DistributedIn)
        }
        (Role::Use, Role::Use | Role::SupplyTreatment) => (Item::SeriesOut, Item::SeriesIn),
    }
}

fn inflow_from(place: &Place) -> Option<Item> {
    match place {
        Place::Source(source) => Some(Item::Withdrawal(*source)),
        Place::RawMaterial => Some(Item::CarriedIn),
        Place::SupplyPool => Some(Item::DistributedIn),
        Place::SeriesPool => Some(Item::SeriesIn),
        Place::ReusePool => Some(Item::Reuse),
        Place::CondensatePool => Some(Item::Condensate),
        Place::Drain => Some(Item::TreatmentIn),
        Place::Unit(_) | Place::Consumed | Place::Leak | Place::Others | Place::Storage => None,
    }
}

fn outflow_to(place: &Place) -> Option<Item> {
    match place {
        Place::SupplyPool => Some(Item::DistributedOut),
        Place::SeriesPool => Some(Item::SeriesOut),
        Place::ReusePool | Place::CondensatePool => Some(Item::ReuseOut),
        Place::Drain => Some(Item::Discharge),
        Place::Consumed => Some(Item::Consumption),
        Place::Leak => Some(Item::Leakage),
        Place::Others => Some(Item::Supplied),
        Place::Storage => Some(Item::StorageGain),
        Place::Unit(_) | Place::Source(_) | Place::RawMaterial => None,
    }
}
