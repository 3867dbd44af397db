//! What the report says: blocks in reading order, without a position on any page.
//!
//! Numbers of headings, tables and figures are part of the text; only page numbers are
//! found by the layout. The same document can be laid out for paper or written out as
//! another format.

use crate::bitmap::Bitmap;
use crate::firm::Accent;
use chrono::NaiveDate;
use shuiheng_drawing::Scene;
use std::sync::Arc;

/// A place that links and bookmarks can point to: `section-5`, `table-5-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor(pub String);

/// The whole report.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What the file says about itself.
    pub properties: Properties,
    /// What stands at the head of every page.
    pub running: Running,
    /// The first page.
    pub cover: Cover,
    /// Blocks before the contents (责任页, 摘要); their pages are counted in Roman numerals.
    pub front: Vec<Block>,
    /// The chapters and appendices; their pages are counted from 1.
    pub body: Vec<Block>,
    /// What does not belong to the text.
    pub dress: Dress,
}

/// What a report wears and carries beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dress {
    /// The colour of headings, rules and key figures.
    pub accent: Accent,
    /// Words across every page behind the text; none on an issued report.
    pub watermark: Option<String>,
    /// A file within the PDF.
    pub attachment: Option<Attachment>,
}

/// A file within the PDF: the data that the report was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, in ASCII.
    pub name: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Its kind: `application/json`.
    pub mime: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What the file says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Properties {
    /// Title of the document.
    pub title: String,
    /// The unit that wrote it.
    pub author: String,
    /// What it is about, in a sentence.
    pub subject: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The program and its version.
    pub creator: String,
    /// Date of the report.
    pub date: NaiveDate,
}

/// What stands at the head of every page but the cover.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Running {
    /// At the left.
    pub left: String,
    /// At the right.
    pub right: String,
    /// At the left of the foot.
    pub foot: String,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// The number of the report, top right; none where not given.
    pub report_no: Option<String>,
    /// The program within which the report was made; none where not given.
    pub program: Option<String>,
    /// The enterprise.
    pub enterprise: String,
    /// The kind of report: 企业节水诊断报告.
    pub title: String,
    /// A mark in a frame, such as 征求意见稿; none on an issued report.
    pub mark: Option<String>,
    /// Names and values below: test period, district.
    pub facts: Vec<(String, String)>,
    /// Its logo, above it.
    pub logo: Option<Bitmap>,
    /// The unit that carries out the diagnosis.
    pub auditor: String,
    /// Number of its qualification and the like, below it; a line each.
    pub below: Vec<String>,
    /// The date in words.
    pub date: String,
}

/// A block of the report.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
    /// A row of one or two photos.
    Photos(Vec<Photo>),
    /// Key figures, side by side.
    Cards(Vec<Card>),
    /// Places for signatures and the seal.
    Signatures(Signatures),
    /// What follows begins on a new page.
    PageBreak,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 for chapters, 2 and 3 below them.
    pub level: u8,
    /// Its number: `5`, `5.1`, `附录A`; empty for unnumbered headings.
    pub number: String,
    /// Its words.
    pub text: String,
    /// Where links to it point.
    pub anchor: Anchor,
    /// False for headings that the contents do not list.
    pub listed: bool,
}

/// How a paragraph stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Justified, its first line indented by two ems.
    #[default]
    Body,
    /// Justified, with a hanging mark: the first run is the mark.
    Item,
    /// Small, for sources and remarks.
    Note,
    /// Centred, set apart: an equation.
    Formula,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Its text.
    pub runs: Vec<Run>,
    /// How it stands.
    pub manner: Manner,
}

/// Whether a run stands on the line, above or below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// On the line.
    #[default]
    Normal,
    /// Raised and small.
    Super,
    /// Lowered and small.
    Sub,
}

/// What the colour of a run tells; it never tells it alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Plain text.
    #[default]
    Plain,
    /// Something good: closed, met.
    Good,
    /// Something to look at.
    Caution,
    /// Something wrong: open, over the limit.
    Bad,
    /// Of less weight.
    Quiet,
}

/// Text of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// True for bold.
    pub bold: bool,
    /// On, above or below the line.
    pub script: Script,
    /// What its colour tells.
    pub tone: Tone,
    /// Where it links to.
    pub link: Option<Anchor>,
}

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left: words.
    #[default]
    Left,
    /// In the middle: codes and marks.
    Centre,
    /// Numbers: decimal points below one another.
    Decimal,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// The title that it shares with its neighbours of the same group; none without.
    pub group: Option<String>,
    /// How its cells stand.
    pub align: Align,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// A row of data.
    #[default]
    Data,
    /// A title over the rows below; only its first cell is shown.
    Section,
    /// A total.
    Total,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Steps by which its first cell is indented.
    pub depth: usize,
    /// Its cells, one a column; missing ones are empty.
    pub cells: Vec<Vec<Run>>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its number: `表5-1`; empty for a table without a caption.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What all its values are in, above it at the right: `单位：m³/d`; empty without.
    pub unit: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Remarks below it.
    pub notes: Vec<Vec<Run>>,
    /// True where it stands on its side however narrow it is: it follows one that does.
    pub sideways: bool,
    /// Where links to it point.
    pub anchor: Option<Anchor>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its number: `图5-1`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The drawing.
    pub scene: Scene,
    /// True where it may stand on a page of its own on its side.
    pub landscape: bool,
    /// Remarks below it.
    pub notes: Vec<Vec<Run>>,
    /// Where links to it point.
    pub anchor: Option<Anchor>,
}

/// A photo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Photo {
    /// Its number: `图D-1`.
    pub number: String,
    /// The words below it.
    pub title: String,
    /// Its pixels.
    pub bitmap: Arc<Bitmap>,
    /// Where links to it point.
    pub anchor: Option<Anchor>,
}

/// A key figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What it is.
    pub label: String,
    /// Its value, rounded; `—` where not known.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// A remark below.
    pub note: String,
    /// What its colour tells.
    pub tone: Tone,
}

/// Places for signatures and the seal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// Names and values above: project, enterprise, report number.
    pub facts: Vec<(String, String)>,
    /// Who signs: 编制, 复核, 审核, 批准.
    pub roles: Vec<Signer>,
    /// The words at the seal.
    pub seal: String,
    /// Remarks below.
    pub notes: Vec<String>,
}

/// A line for a signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// As what somebody signs.
    pub role: String,
    /// The name; empty where it is to be written by hand.
    pub name: String,
    /// The day; empty where it is to be written by hand.
    pub on: String,
}

impl Run {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { bold: true, ..Self::plain(text) }
    }

    /// Text whose colour tells something.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { tone, ..Self::plain(text) }
    }

    /// Text that links to a place.
    pub fn link(text: impl Into<String>, anchor: &Anchor) -> Self {
        Self { link: Some(anchor.clone()), ..Self::plain(text) }
    }
}

impl Paragraph {
    /// A plain paragraph.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::plain(text)], manner: Manner::Body }
    }
}

impl Heading {
    /// Number and words as they are printed and listed.
    pub fn label(&self) -> String {
        if self.number.is_empty() {
            self.text.clone()
        } else {
            format!("{}  {}", self.number, self.text)
        }
    }
}
