//! What the window shows: plain data, typed for TypeScript by ts-rs. All flows in m³/d
//! and not rounded; the window rounds when it prints. `null` is not known, never zero.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

mod batch;
mod check;
mod comparison;
mod content;
mod drafts;
mod drawing;
mod evaluation;
mod finding;
mod history;
mod import;
mod issue;
mod judged;
mod ledger;
mod library;
mod metering;
mod package;
mod people;
mod photo;
mod preview;
mod probable;
mod product;
mod profile;
mod rollup;
mod settings;
mod stream;

pub use batch::*;
pub use check::*;
pub use comparison::{
    CellChange, ImportComparison, ImportConflict, ImportDecision, ImportEffect, SheetChange,
};
pub use content::*;
pub use drafts::*;
pub use drawing::*;
pub use evaluation::*;
pub use finding::*;
pub use history::*;
pub use import::{
    ImportCell, ImportChoices, ImportColumn, ImportColumnChoice, ImportHeaderChoice, ImportOffer,
    ImportOffers, ImportPiece, ImportReading, ImportRegion, ImportRow, ImportRowChoice,
    ImportSheet, ImportTable, ImportTableChoice, ImportTotal, RememberedLayout, Synonym,
};
pub use issue::*;
pub use judged::*;
pub use ledger::*;
pub use library::*;
pub use metering::*;
pub use package::*;
pub use people::*;
pub use photo::*;
pub use preview::*;
pub use probable::*;
pub use product::*;
pub use profile::*;
pub use rollup::*;
pub use settings::*;
pub use stream::*;

/// The first page: what there is to go on with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Start {
    /// Diagnoses, the last changed first.
    pub diagnoses: Vec<DiagnosisRow>,
    /// The program's plan and state by district.
    pub districts: Vec<District>,
    /// Where the workspace lies, for people.
    pub workspace: String,
    /// Version of the program.
    pub version: String,
}

/// A diagnosis in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DiagnosisRow {
    /// Its identity.
    pub id: String,
    /// The enterprise.
    pub name: String,
    /// Unified social credit code; empty where not known.
    pub credit_code: String,
    /// Industry in words.
    pub industry: String,
    /// District.
    pub district: String,
    /// When it was last changed, ISO 8601 local time without zone.
    pub changed: String,
    /// Units of water use.
    pub units: u32,
    /// Units that do not close.
    pub open_units: u32,
    /// Intake, m³/d.
    pub intake: Option<f64>,
    /// Reuse rate, %.
    pub reuse_rate_pct: Option<f64>,
    /// Reuse rate without cooling water, %, shown beside it.
    pub reuse_rate_without_cooling_pct: Option<f64>,
    /// Verdicts of its products, as codes.
    pub verdicts: Vec<String>,
    /// True once a report was exported from its present state.
    pub reported: bool,
    /// Whether it was signed off: `none`, `stands` or `lapsed`.
    pub signed: String,
}

/// A district of the program: planned diagnoses and those in the workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct District {
    /// Name.
    pub name: String,
    /// Planned number.
    pub planned: u32,
    /// Diagnoses begun.
    pub begun: u32,
    /// Diagnoses with a report.
    pub reported: u32,
}

/// A whole diagnosis. Every change returns a new one, so that the window never patches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Diagnosis {
    /// Its identity.
    pub id: String,
    /// The enterprise profile.
    pub profile: Profile,
    /// Files that were imported.
    pub files: Vec<SourceFile>,
    /// Units in tree order, each after its parent.
    pub units: Vec<Unit>,
    /// The whole site.
    pub site: SiteTotals,
    /// How it closes at every level, and what was checked.
    pub checks: Checks,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// How indicators went over the years.
    pub trends: Vec<Trend>,
    /// Metering by level.
    pub metering: Metering,
    /// Products against quotas; the same order as `profile.products`.
    pub comparisons: Vec<Comparison>,
    /// All products together.
    pub whole: WholeSite,
    /// How the row that judges each product was chosen; the same order as `profile.products`.
    pub choices: Vec<QuotaChoice>,
    /// Indicators against limits and targets.
    pub limits: Vec<LimitCheck>,
    /// Averages, other plants' results, and limits that could not be held against anything.
    pub references: Vec<LimitReference>,
    /// Problems found.
    /// Problems found, without those that were set aside.
    pub findings: Vec<Finding>,
    /// Problems that were set aside.
    pub rejected: Vec<Finding>,
    /// Decisions on findings that no rule raises any more.
    pub gone: Vec<GoneFinding>,
    /// The survey on site.
    pub survey: Vec<SurveyGroup>,
    /// Measures.
    pub measures: Vec<Measure>,
    /// Sums over the measures.
    pub measure_totals: MeasureTotals,
    /// Doubts on the data.
    pub doubts: Vec<Doubt>,
    /// Meters of the register.
    pub meters: Vec<Meter>,
    /// Use over years and months, readings, equipment and water quality.
    pub ledgers: Ledgers,
    /// Photos from the site, in their order.
    pub photos: Vec<Photo>,
    /// Streams from one unit to another.
    pub pairs: Vec<Pair>,
    /// How many accepted flows stand in the place of raw figures; 0 where the diagnosis rests
    /// on the raw figures.
    pub adjusted: u32,
    /// Tolerances of closure.
    pub tolerances: Tolerances,
    /// What its results are judged by, and whether that is confirmed.
    pub reliances: Vec<Reliance>,
    /// The last sign-off; null where nobody signed.
    pub sign_off: Option<SignOff>,
    /// What undo would take back; null where there is nothing.
    pub undo: Option<String>,
    /// What redo would do again; null where there is nothing.
    pub redo: Option<String>,
}

/// The enterprise profile as it is edited. An empty text or null is not known (不详).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Profile {
    /// Name of the enterprise.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: String,
    /// Industry in words.
    pub industry: String,
    /// Industry code, GB/T 4754.
    pub industry_code: String,
    /// District.
    pub district: String,
    /// Address.
    pub address: String,
    /// Staff, heads.
    pub employees: Option<u32>,
    /// Output value, 10⁴ yuan a year, as typed.
    pub output_value: Option<String>,
    /// Added value, 10⁴ yuan a year, as typed.
    pub added_value: Option<String>,
    /// Operating days of the year.
    pub operating_days: Option<f64>,
    /// First day of the test, `YYYY-MM-DD`.
    pub period_from: Option<String>,
    /// Last day of the test.
    pub period_to: Option<String>,
    /// The unit that carries out the diagnosis.
    pub auditor: String,
    /// Price of water, yuan/m³, as typed.
    pub price_water: Option<String>,
    /// Discharge fee, yuan/m³.
    pub price_discharge: Option<String>,
    /// Cost of treatment, yuan/m³.
    pub price_treatment: Option<String>,
    /// Products.
    pub products: Vec<Product>,
    /// Units that quotas may not count.
    pub scope: IntakeScope,
    /// Shifts on a day.
    pub shifts: Option<u32>,
    /// Hours of a shift, as typed.
    pub shift_hours: Option<String>,
    /// Fields of which the enterprise was asked and that nobody can tell (不详), by their
    /// names here.
    pub not_known: Vec<String>,
}

/// A product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Product {
    /// Its record; empty for a new one.
    pub id: String,
    /// Name.
    pub name: String,
    /// Output of the year in `unit`.
    pub output: Option<f64>,
    /// Unit of output: t, 百米, MW·h.
    pub unit: String,
    /// The quota chosen; null: proposed by the program by name; empty: expressly none.
    pub quota: Option<String>,
    /// Why that row, where it is not the one that would be proposed.
    pub quota_reason: String,
    /// Share of the intake, 0 to 1; needed where there are several products.
    pub share: Option<f64>,
    /// The rule of the share.
    pub share_rule: String,
    /// How often a piece is rinsed, for quotas per rinse.
    pub rinses: Option<f64>,
    /// How water is allotted to it and what its quota is adjusted by.
    pub terms: ProductTerms,
}

/// An imported file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SourceFile {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// When it was imported, ISO 8601.
    pub imported: String,
    /// Its sheets as they were recognised.
    pub sheets: Vec<SheetReport>,
}

/// What a sheet was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SheetReport {
    /// Its name.
    pub name: String,
    /// balance, summary, meters, production, ignored, hidden …
    pub role: String,
    /// The role in words.
    pub role_name: String,
    /// Why.
    pub reason: String,
    /// Unit of measure, printed; empty where none.
    pub unit_of_measure: String,
    /// Range of the table: `A5:Q26`; empty where none.
    pub range: String,
    /// Columns of its tables.
    pub columns: Vec<ColumnReport>,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ColumnReport {
    /// Letters: `D`.
    pub column: String,
    /// Header as written, from the top: 重复利用水量 / 循环水量.
    pub header: String,
    /// What it was taken for; empty where not recognised.
    pub meaning: String,
    /// How sure, 0 to 1.
    pub confidence: f64,
}

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

/// A cell of an imported file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Cell {
    /// SHA-256 of the file.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// `D8` or `B5:H5`.
    pub a1: String,
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
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

/// A doubt on the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Doubt {
    /// error, warning, note.
    pub severity: String,
    /// True where it must be settled before the figures can be used.
    pub blocking: bool,
    /// Code.
    pub code: String,
    /// Cells.
    pub cells: Vec<Cell>,
    /// What was found and assumed.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// A meter of the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Meter {
    /// Its record; empty for one that is new.
    pub id: String,
    /// Number.
    pub number: String,
    /// Level 1 to 3.
    pub level: Option<u8>,
    /// Number of the meter above it; null where it is not told.
    #[serde(default)]
    pub parent: Option<String>,
    /// Where it stands.
    pub location: String,
    /// What it measures.
    pub measures: String,
    /// Accuracy.
    pub accuracy: String,
    /// Last day of verification, ISO.
    pub valid_until: Option<String>,
    /// Online.
    pub online: Option<bool>,
    /// State.
    pub state: String,
    /// Its cell.
    pub cell: Option<Cell>,
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

/// What a workbook holds, before anything is taken over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// Handle for accepting it.
    pub token: String,
    /// The file.
    pub file: SourceFile,
    /// The enterprise's name as found; empty where not.
    pub enterprise: String,
    /// Operating days as found.
    pub operating_days: Option<f64>,
    /// Units found.
    pub units: u32,
    /// Products found.
    pub products: u32,
    /// Meters found.
    pub meters: u32,
    /// Amounts of years, months or bills found.
    pub use_periods: u32,
    /// Readings of meters found.
    pub readings: u32,
    /// Rows of equipment found.
    pub equipment: u32,
    /// Figures of water quality found.
    pub quality: u32,
    /// Intake by the file, m³/d.
    pub intake: Option<f64>,
    /// True where this very file was imported before: accepting changes nothing.
    pub known: bool,
    /// True where the diagnosis holds figures that accepting would replace.
    pub replaces: bool,
    /// What differs from what the diagnosis holds.
    pub differences: Vec<ImportDifference>,
    /// Doubts.
    pub doubts: Vec<Doubt>,
    /// How it was read, and what can be chosen instead.
    pub reading: ImportReading,
}

/// A figure that a corrected file changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportDifference {
    /// changed, added, removed.
    pub kind: String,
    /// Unit, product or meter by name.
    pub what: String,
    /// Quantity by name; empty for the whole.
    pub quantity: String,
    /// Before, printed; empty where it was not there.
    pub before: String,
    /// After, printed.
    pub after: String,
    /// The cell in the new file.
    pub cell: Option<Cell>,
}

/// A piece of a sheet of a kept file, around a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SheetPiece {
    /// File name.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// First row, from 0.
    pub top: u32,
    /// First column, from 0.
    pub left: u32,
    /// Texts of the cells, row by row.
    pub rows: Vec<Vec<String>>,
}

/// Progress of a long piece of work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// What is being done, in words.
    pub step: String,
    /// Done, 0 to 1; null where it cannot be told.
    pub share: Option<f64>,
}

/// A report that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportFile {
    /// Where it lies, for people.
    pub path: String,
    /// Pages.
    pub pages: u32,
    /// Bytes.
    pub bytes: u32,
    /// Characters that no face holds, if any.
    pub missing_characters: String,
}

/// A copy of an enterprise's workbook with its problems marked, that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MarkedFile {
    /// Where it lies, for people.
    pub path: String,
    /// A name for it: the original's with what was done to it.
    pub name: String,
    /// Problems that must be settled.
    pub errors: u32,
    /// Problems to be looked at.
    pub warnings: u32,
    /// Remarks for the record.
    pub notes: u32,
    /// Cells that were marked.
    pub cells: u32,
    /// True where the copy holds what was read, without formats and formulas.
    pub values_only: bool,
}

/// What went wrong, for the window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "Failure")]
pub struct Failure {
    /// refused, not_found, cancelled, conflict, internal.
    pub code: String,
    /// What happened.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// A file that a person picked or dropped: the window knows a handle, never a path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Picked {
    /// Handle for the next call.
    pub handle: String,
    /// File name.
    pub name: String,
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
