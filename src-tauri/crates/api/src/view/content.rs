//! What a report consists of, the auditor's own text, and what a firm puts on it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A chapter, an appendix or a section of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportPart {
    /// The id of the outline, or one that begins with `own-`.
    pub id: String,
    /// front, body, appendix.
    pub place: String,
    /// Its title as it is printed.
    pub title: String,
    /// Its title as the outline has it; empty for a part of the auditor's own.
    pub shipped_title: String,
    /// False where it is left out.
    pub shown: bool,
    /// True where it cannot be left out.
    pub required: bool,
    /// False where it keeps its place.
    pub movable: bool,
    /// True for a part of the auditor's own.
    pub own: bool,
    /// Text before what the program writes; the whole text of a part of the auditor's own.
    pub before: String,
    /// Text after what the program writes.
    pub after: String,
    /// Its sections.
    pub parts: Vec<ReportPart>,
}

/// A figure that own text may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BoundFigure {
    /// Its Chinese name.
    pub name: String,
    /// Its symbol; empty where it has none.
    pub symbol: String,
    /// Its value with its unit, printed; none where it is not known.
    pub value: Option<String>,
}

/// A figure in own text that the data do not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ContentFault {
    /// The chapter or appendix.
    pub part: String,
    /// The section; none for the chapter itself.
    pub section: Option<String>,
    /// True in the text after what the program writes.
    pub after: bool,
    /// The line of the text, from 1.
    pub line: u32,
    /// What was found and where, in words.
    pub words: String,
}

/// What the report of a diagnosis consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportContent {
    /// Chapters and appendices in their order, those that are left out included.
    pub parts: Vec<ReportPart>,
    /// True where the data are put into the PDF.
    pub with_data: bool,
    /// True where anything differs from the outline as it ships.
    pub chosen: bool,
    /// Figures that own text may name.
    pub figures: Vec<BoundFigure>,
    /// What own text names and the data do not have.
    pub faults: Vec<ContentFault>,
}

/// What a person chose of the report of a diagnosis.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
pub struct ReportContentEdit {
    /// Chapters and appendices in their order; none at all: the outline as it ships.
    pub parts: Vec<ReportPart>,
    /// True where the data are put into the PDF.
    pub with_data: bool,
}

/// A colour that a firm may choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AccentChoice {
    /// blue, teal, green, plum, brick, slate.
    pub code: String,
    /// In words.
    pub name: String,
}

/// What a firm puts on its reports, as a person types it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateFields {
    /// The firm, where a diagnosis names none.
    pub firm: String,
    /// Number of its qualification.
    pub qualification: String,
    /// Address, telephone; a line each.
    pub contact: String,
    /// Clauses on the page of signatures.
    pub clauses: String,
    /// The colour, by its code.
    pub accent: String,
    /// At the left of the running head; empty: the title of the report.
    pub head: String,
    /// At the left of the foot.
    pub foot: String,
}

/// What a firm puts on its reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportTemplate {
    /// What a person types.
    pub fields: TemplateFields,
    /// The logo as a `data:` URL; none without.
    pub logo: Option<String>,
    /// The colours to choose from.
    pub accents: Vec<AccentChoice>,
}
