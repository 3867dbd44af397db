//! The site: its tree of units of water use, and its streams.

use crate::{CellRef, Name, Place, Stream, Text, UnitFacts};
use serde::{Deserialize, Serialize};
use std::fmt;

mod index;

pub use index::SiteIndex;

/// Identity of a unit of water use within a site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitId(pub Name);

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a unit's water is for (主要/辅助/附属生产用水), as the quota standards
/// and GB/T 26719 divide it. GB/T 12452-2022 no longer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Making the product (主要生产).
    Main,
    /// Utilities, repair, laboratories, water works (辅助生产).
    Auxiliary,
    /// Offices, canteens, baths, greening inside the works (附属生产).
    Attached,
}

impl Category {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Auxiliary => "auxiliary",
            Self::Attached => "attached",
        }
    }

    /// All of them, in the standard's order.
    pub const ALL: [Self; 3] = [Self::Main, Self::Auxiliary, Self::Attached];

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Main => "主要生产",
            Self::Auxiliary => "辅助生产",
            Self::Attached => "附属生产",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Main => "main production",
            Self::Auxiliary => "auxiliary production",
            Self::Attached => "attached production",
        }
    }
}

/// Whether a unit uses water or treats it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Uses water (用水).
    #[default]
    Use,
    /// Prepares fresh water for others: softening, RO (给水处理). What it hands on is
    /// water used for the first time, not reuse.
    SupplyTreatment,
    /// Treats used water (污水处理、中水回用). What it hands back to use is reuse.
    WastewaterTreatment,
}

impl Role {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Use => "use",
            Self::SupplyTreatment => "supply_treatment",
            Self::WastewaterTreatment => "wastewater_treatment",
        }
    }
}

/// The water system that a unit is, where that matters for an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaterSystem {
    /// Process water (工艺用水).
    Process,
    /// Indirect cooling: separated by a wall (间接冷却水).
    IndirectCooling,
    /// Direct cooling: in contact with the product (直接冷却水).
    DirectCooling,
    /// Boilers and steam (锅炉、蒸汽).
    Boiler,
    /// Domestic water of the staff (职工生活).
    Domestic,
    /// Anything else.
    Other,
}

impl WaterSystem {
    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::IndirectCooling => "indirect_cooling",
            Self::DirectCooling => "direct_cooling",
            Self::Boiler => "boiler",
            Self::Domestic => "domestic",
            Self::Other => "other",
        }
    }

    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Process,
        Self::IndirectCooling,
        Self::DirectCooling,
        Self::Boiler,
        Self::Domestic,
        Self::Other,
    ];

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Process => "工艺用水",
            Self::IndirectCooling => "间接冷却水",
            Self::DirectCooling => "直接冷却水",
            Self::Boiler => "锅炉及蒸汽",
            Self::Domestic => "职工生活",
            Self::Other => "其他",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Process => "process water",
            Self::IndirectCooling => "indirect cooling water",
            Self::DirectCooling => "direct cooling water",
            Self::Boiler => "boiler and steam",
            Self::Domestic => "domestic use",
            Self::Other => "other",
        }
    }
}

/// A unit of water use (用水单元): a workshop, a section, a piece of equipment, a
/// treatment plant; any part for which in and out can be drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its identity.
    pub id: UnitId,
    /// Its name as the enterprise writes it.
    pub name: String,
    /// What its water is for; none where not known.
    pub category: Option<Category>,
    /// The unit it belongs to; none at the top.
    pub parent: Option<UnitId>,
    /// Whether it uses water or treats it.
    #[serde(default)]
    pub role: Role,
    /// The water system that it is; none where not known.
    #[serde(default)]
    pub system: Option<WaterSystem>,
    /// True for a 其中 row: its water is part of its parent's own figures, so it is
    /// balanced and shown but not added.
    #[serde(default)]
    pub of_which: bool,
    /// The cell of its name.
    #[serde(default)]
    pub place: Option<CellRef>,
    /// What is told of it beside its flows, for checks by formula.
    #[serde(default, skip_serializing_if = "UnitFacts::is_empty")]
    pub facts: UnitFacts,
}

/// A site (用水单位): units and the streams between them and the outside.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Units in the enterprise's order.
    pub units: Vec<Unit>,
    /// Streams.
    pub streams: Vec<Stream>,
}

impl Site {
    /// The unit of that identity.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == *id)
    }

    /// What people call a stream, by its ends: 自来水 → 染色机.
    pub fn stream_name(&self, stream: &Stream) -> Text {
        let (from, to) = (self.place_name(&stream.from), self.place_name(&stream.to));
        Text::new(format!("{} → {}", from.zh, to.zh), format!("{} → {}", from.en, to.en))
    }

    /// What people call an end of a stream: a unit by its own name.
    pub fn place_name(&self, place: &Place) -> Text {
        let name =
            |id: &UnitId| self.unit(id).map_or_else(|| id.to_string(), |unit| unit.name.clone());
        place.unit().map_or_else(|| place.name(), |id| Text::new(name(id), name(id)))
    }

    /// The units directly below one, or at the top.
    pub fn children(&self, parent: Option<&UnitId>) -> impl Iterator<Item = &Unit> {
        let parent = parent.cloned();
        self.units.iter().filter(move |unit| unit.parent == parent)
    }
}
