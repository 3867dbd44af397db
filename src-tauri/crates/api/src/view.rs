//! What the window shows: plain data, typed for TypeScript by ts-rs. All flows in m³/d
//! and not rounded; the window rounds when it prints. `null` is not known, never zero.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod balance;
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
mod outcome;
mod package;
mod people;
mod photo;
mod preview;
mod probable;
mod product;
mod profile;
mod rollup;
mod settings;
mod source;
mod stream;
mod told;

pub use balance::*;
pub use batch::*;
pub use check::*;
pub use comparison::{
    CellChange, ImportComparison, ImportConflict, ImportDecision, ImportDifference, ImportEffect,
    ImportPreview, SheetChange,
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
pub use outcome::*;
pub use package::*;
pub use people::*;
pub use photo::*;
pub use preview::*;
pub use probable::*;
pub use product::*;
pub use profile::*;
pub use rollup::*;
pub use settings::*;
pub use source::*;
pub use stream::*;
pub use told::*;

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
