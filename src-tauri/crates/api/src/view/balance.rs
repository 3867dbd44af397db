//! Units with their figures, and the whole site.

use super::Cell;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A figure with how it was obtained and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Figure {
    /// Value, m³/d; null: not known.
    pub value: Option<f64>,
    /// metered, measured, estimated, computed, stated; empty where not known.
    pub basis: String,
    /// The basis in words.
    pub basis_name: String,
    /// Where it comes from, in words: a cell, an entry, an assumption with its reason.
    pub origin: String,
    /// cells, entry, computed, assumed; empty where there is no figure.
    pub origin_kind: String,
    /// The cells behind it.
    pub cells: Vec<Cell>,
}

/// A unit of water use with its balance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Unit {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// main, auxiliary, attached; null where not known.
    pub category: Option<String>,
    /// use, supply_treatment, wastewater_treatment.
    pub role: String,
    /// process, indirect_cooling, direct_cooling, boiler, domestic, other; null where not told.
    pub system: Option<String>,
    /// Parent.
    pub parent: Option<String>,
    /// Depth in the tree, from 0.
    pub depth: u32,
    /// True where units stand below it; its values are then sums and cannot be edited.
    pub has_children: bool,
    /// True for a 其中 row: shown, not added.
    pub of_which: bool,
    /// Quantities by code (`withdrawal.tap`, `recirculated` …), only those that have a stream.
    pub figures: BTreeMap<String, Figure>,
    /// Sums: withdrawal_total, recycled, reuse_total, total_use, inflow, outflow.
    pub sums: BTreeMap<String, Option<f64>>,
    /// Reuse rate, %.
    pub reuse_rate_pct: Option<f64>,
    /// Inflow − outflow, m³/d.
    pub imbalance: Option<f64>,
    /// The imbalance over the inflow, %.
    pub imbalance_pct: Option<f64>,
    /// closed, attention, open, unknown.
    pub closure: String,
    /// Quantities of the equation that are not known, by name.
    pub unknown: Vec<String>,
}

/// The whole site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SiteTotals {
    /// Quantities by code; null where a part is not known.
    pub values: BTreeMap<String, Option<f64>>,
    /// Sums: withdrawal_total, recycled, reuse_total, total_use, external_discharge, inflow, outflow.
    pub sums: BTreeMap<String, Option<f64>>,
    /// What the table's own total row states, by code.
    pub stated: BTreeMap<String, f64>,
    /// The cell of that row's name; null where the table has none.
    pub stated_cell: Option<Cell>,
    /// Reuse rate, %.
    pub reuse_rate_pct: Option<f64>,
    /// Reuse rate without cooling water, %, shown beside it.
    pub reuse_rate_without_cooling_pct: Option<f64>,
    /// Inflow − outflow, m³/d.
    pub imbalance: Option<f64>,
    /// … over the inflow, %.
    pub imbalance_pct: Option<f64>,
    /// closed, attention, open, unknown.
    pub closure: String,
}

/// Tolerances of closure, in %.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Tolerances {
    /// Unit: looked at above.
    pub unit_warn_pct: f64,
    /// Unit: does not close above.
    pub unit_fail_pct: f64,
    /// Site: looked at above.
    pub site_warn_pct: f64,
    /// Site: does not close above.
    pub site_fail_pct: f64,
    /// Where the values come from.
    pub source: String,
}

/// What is edited of a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UnitChange {
    /// Name.
    pub name: String,
    /// main, auxiliary, attached; null where not known.
    pub category: Option<String>,
    /// use, supply_treatment, wastewater_treatment.
    pub role: String,
    /// Water system; null where not told.
    pub system: Option<String>,
}
