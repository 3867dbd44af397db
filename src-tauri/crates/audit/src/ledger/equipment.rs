//! Equipment and fixtures that use water (用水设备及器具).

use crate::{CellRef, FlowUnit, Lang, trimmed};
use serde::{Deserialize, Serialize};

/// A flow as a list of equipment gives it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RatedFlow {
    /// The figure as written.
    pub value: f64,
    /// Its unit of measure; none where not known.
    pub unit: Option<FlowUnit>,
}

impl RatedFlow {
    /// The figure with its unit, as it is printed: `12.5 m³/h`.
    pub fn told(self, lang: Lang) -> String {
        let unknown = lang.pick("单位不详", "unit not known");
        format!("{} {}", trimmed(self.value, 4), self.unit.map_or(unknown, FlowUnit::symbol))
    }
}

/// A piece of equipment or a kind of fixture that uses water.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Equipment {
    /// Its name.
    pub name: String,
    /// Model as written.
    pub model: String,
    /// How many, pieces; none where not known.
    pub count: Option<f64>,
    /// Where it stands: the workshop.
    pub location: String,
    /// What its water is for, as written.
    pub purpose: String,
    /// The flow that it is designed for; none where not known.
    pub design: Option<RatedFlow>,
    /// The flow that was measured; none where not known.
    pub measured: Option<RatedFlow>,
    /// How long it runs, as written: 24 h/d, 7200 h/a.
    pub hours: String,
    /// Whether it is a water-saving model (节水型); none where not known.
    pub water_saving: Option<bool>,
    /// Whether it is to be retired (淘汰); none where not known.
    pub retired: Option<bool>,
    /// State as written: 在用, 停用 …
    pub state: String,
    /// The cell of its name.
    pub place: Option<CellRef>,
}
