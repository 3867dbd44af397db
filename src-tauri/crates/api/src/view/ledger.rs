//! The tables beside the balance as the window shows them.

use super::{Cell, Scene};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Use over years and months, readings, equipment and water quality.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Ledgers {
    /// Use by calendar year.
    pub annual: UseTable,
    /// Use by calendar month.
    pub monthly: UseTable,
    /// Intake by calendar month and source as bars; null where there is none.
    pub months: Option<Scene>,
    /// What passed each meter between readings.
    pub flows: Vec<MeterFlow>,
    /// Readings in order of meter and time.
    pub readings: Vec<Reading>,
    /// Equipment.
    pub equipment: Vec<Equipment>,
    /// Water quality.
    pub quality: Vec<QualitySample>,
}

/// Periods down, what is counted across.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct UseTable {
    /// What is counted: one for each column.
    pub columns: Vec<UseColumn>,
    /// Periods without a gap, from the first to the last.
    pub rows: Vec<UseRow>,
}

/// What a column of use counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UseColumn {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of its amounts.
    pub unit: String,
    /// Meter or account; empty where the table gives none.
    pub meter: String,
}

/// A period of use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UseRow {
    /// The period: 2023, 2023-01.
    pub period: String,
    /// One for each column.
    pub figures: Vec<UseFigure>,
}

/// An amount of a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UseFigure {
    /// The amount; null where not known.
    pub value: Option<f64>,
    /// given, shared (by days), sum (of months), gap, part, twice, unknown.
    pub state: String,
    /// Cells behind it.
    pub cells: Vec<Cell>,
}

/// What passed a meter between two readings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MeterFlow {
    /// The meter.
    pub meter: String,
    /// When it began; empty where not known.
    pub from: String,
    /// When it ended.
    pub to: String,
    /// m³; null where not known.
    pub volume: Option<f64>,
    /// m³/d; null where not known.
    pub per_day: Option<f64>,
    /// backwards, unconnected, misstated, contradictory; empty where nothing is in doubt.
    pub fault: String,
    /// Cells of the readings.
    pub cells: Vec<Cell>,
}

/// A reading of a meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Reading {
    /// Its identity, by which a photo is about it; empty where it is kept nowhere.
    pub id: String,
    /// The meter.
    pub meter: String,
    /// Day, and time where it is known.
    pub at: String,
    /// What it showed, m³; null where not known.
    pub value: Option<f64>,
    /// Multiplier; null where the table gives none.
    pub multiplier: Option<f64>,
    /// Its cell.
    pub cell: Cell,
}

/// Equipment that uses water.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Equipment {
    /// Name.
    pub name: String,
    /// Model.
    pub model: String,
    /// How many.
    pub count: Option<f64>,
    /// Where it stands.
    pub location: String,
    /// What its water is for.
    pub purpose: String,
    /// Flow by design with its unit; empty where not known.
    pub design: String,
    /// Flow as measured with its unit; empty where not known.
    pub measured: String,
    /// How long it runs.
    pub hours: String,
    /// Water-saving.
    pub water_saving: Option<bool>,
    /// To be retired.
    pub retired: Option<bool>,
    /// State.
    pub state: String,
    /// Its cell.
    pub cell: Option<Cell>,
}

/// A figure of the quality of water.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QualitySample {
    /// Where.
    pub point: String,
    /// When, ISO; empty where not known.
    pub date: String,
    /// What, as written.
    pub name: String,
    /// Code of the parameter; empty where the program does not know it.
    pub parameter: String,
    /// As written: 7.6, <0.02.
    pub written: String,
    /// The value; null where not known or only a bound.
    pub value: Option<f64>,
    /// Unit as written.
    pub unit: String,
    /// Its cell.
    pub cell: Cell,
}
