//! Writes blocks one after the other and numbers them.

use super::ReportMeta;
use super::bound::{BoundFigure, bound_figures};
use super::own_text::{Piece, pieces, present};
use crate::document::{
    Align, Anchor, Block, Column, Figure, Heading, Manner, Paragraph, Photo, Row, RowKind, Run,
    Table, Tone,
};
use crate::outline::{Part, Place};
use crate::sentence::{Slots, sentence};
use shuiheng_audit::Diagnosis;
use shuiheng_drawing::Scene;
use std::collections::{BTreeMap, BTreeSet};

/// The report while it is written.
pub(super) struct Writer<'a> {
    pub(super) diagnosis: &'a Diagnosis,
    pub(super) meta: &'a ReportMeta,
    /// Files in the order in which the report numbers them.
    pub(super) files: Vec<String>,
    pub(super) blocks: Vec<Block>,
    /// What own text may name; computed once it is needed.
    bound: Option<Vec<BoundFigure>>,
    /// The number of each chapter and appendix, by its id.
    numbers: BTreeMap<String, String>,
    /// The sections of the report, by the ids of their chapters and their own.
    written: BTreeSet<(String, String)>,
    /// The heading that is written as soon as something stands below it.
    pending: Option<(u8, String)>,
    chapter: String,
    sections: usize,
    tables: usize,
    figures: usize,
}

/// A table before it has its number.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) unit: &'static str,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<String>,
}

impl Draft {
    /// The same without columns in which no row says anything.
    pub(super) fn without_empty_columns(mut self) -> Self {
        let says = |row: &Row, at: usize| {
            row.cells.get(at).is_some_and(|cell| cell.iter().any(|run| !run.text.is_empty()))
        };
        let rows = || self.rows.iter().filter(|row| row.kind != RowKind::Section);
        let kept: Vec<bool> =
            (0..self.columns.len()).map(|at| rows().any(|row| says(row, at))).collect();
        let is_kept = |at: usize| kept.get(at).copied().unwrap_or(true);
        let mut at = 0..;
        self.columns.retain(|_| at.next().is_some_and(is_kept));
        for row in self.rows.iter_mut().filter(|row| row.kind != RowKind::Section) {
            let mut at = 0..;
            row.cells.retain(|_| at.next().is_some_and(is_kept));
        }
        self
    }
}

impl<'a> Writer<'a> {
    /// `parts` are those of the report; their numbers follow from their order.
    pub(super) fn new(diagnosis: &'a Diagnosis, meta: &'a ReportMeta, parts: &[Part]) -> Self {
        Self {
            bound: None,
            numbers: numbers(parts, meta),
            written: sections(parts, meta),
            pending: None,
            diagnosis,
            meta,
            files: meta.sources.iter().map(|source| source.sha256.clone()).collect(),
            blocks: Vec::new(),
            chapter: String::new(),
            sections: 0,
            tables: 0,
            figures: 0,
        }
    }

    /// Begins a chapter, an appendix or an unnumbered part.
    pub(super) fn begin(&mut self, part: &Part) {
        self.chapter = match part.place {
            Place::Front => part.id.clone(),
            Place::Body | Place::Appendix => {
                self.numbers.get(&part.id).cloned().unwrap_or_default()
            }
        };
        (self.sections, self.tables, self.figures) = (0, 0, 0);
        let number = match part.place {
            Place::Front => String::new(),
            Place::Body => self.chapter.clone(),
            Place::Appendix => format!("附录{}", self.chapter),
        };
        let anchor = Anchor(format!("section-{}", self.chapter));
        self.heading(1, (number, &part.title), anchor);
    }

    /// Begins a section of the chapter. It has a heading and a number once something is
    /// written in it.
    pub(super) fn section(&mut self, title: &str) {
        self.pending = Some((2, title.to_owned()));
    }

    /// Ends a section or a chapter: what comes after it is not below its heading.
    pub(super) fn end_section(&mut self) {
        self.pending = None;
    }

    /// Begins a part of the section.
    pub(super) fn finding(&mut self, at: usize, title: &str) {
        self.settle();
        let number = format!("{}.{}.{at}", self.chapter, self.sections);
        let anchor = Anchor(format!("section-{number}"));
        self.heading(3, (number, title), anchor);
    }

    fn heading(&mut self, level: u8, (number, text): (String, &str), anchor: Anchor) {
        let text = text.to_owned();
        self.blocks.push(Block::Heading(Heading { level, number, text, anchor, listed: true }));
    }

    /// Writes the heading that waits.
    fn settle(&mut self) {
        if let Some((level, title)) = self.pending.take() {
            self.sections += 1;
            let number = format!("{}.{}", self.chapter, self.sections);
            let anchor = Anchor(format!("section-{number}"));
            self.heading(level, (number, &title), anchor);
        }
    }

    /// Writes a block.
    pub(super) fn push(&mut self, block: Block) {
        self.settle();
        self.blocks.push(block);
    }

    /// How a part of the report is referred to: `第7章`, `附录B`; none where it is left out.
    pub(super) fn place(&self, part: &str) -> Option<String> {
        let number = self.numbers.get(part)?;
        let letter = number.starts_with(|c: char| c.is_ascii_uppercase());
        Some(if letter { format!("附录{number}") } else { format!("第{number}章") })
    }

    /// How a section of an appendix is referred to: `附录A“水计量器具配备情况表”`; none where it
    /// is left out.
    pub(super) fn place_of(&self, (part, section): (&str, &str), title: &str) -> Option<String> {
        let is_written = self.written.contains(&(part.to_owned(), section.to_owned()));
        self.place(part).filter(|_| is_written).map(|place| format!("{place}“{title}”"))
    }

    /// A sentence that follows from the data, its references filled.
    pub(super) fn sentence(&self, name: &str, slots: Slots) -> String {
        let parts = ["findings", "doubts", "evaluation"];
        let slots = parts
            .into_iter()
            .fold(slots, |slots, part| slots.maybe(&format!("@{part}"), self.place(part)));
        sentence(name, &slots)
    }

    /// Text that the auditor wrote.
    pub(super) fn own(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let diagnosis = self.diagnosis;
        let figures = self.bound.get_or_insert_with(|| bound_figures(diagnosis));
        for piece in pieces(text, figures) {
            match piece {
                Piece::Paragraph(runs) => self.paragraph(runs),
                Piece::Item(mark, runs) => self.item(mark, runs),
                Piece::Table { title, columns, rows } => self.own_table(title, columns, rows),
            }
        }
    }

    fn own_table(
        &mut self,
        title: String,
        columns: Vec<(Vec<Run>, Align)>,
        rows: Vec<Vec<Vec<Run>>>,
    ) {
        let said = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let columns: Vec<Column> =
            columns.iter().map(|(head, align)| column(&said(head), *align)).collect();
        let rows = rows.into_iter().map(row).collect();
        if title.is_empty() {
            self.push(Block::Table(Table { columns, rows, ..Table::default() }));
        } else {
            self.table(Draft { title, columns, rows, ..Draft::default() });
        }
    }

    /// A paragraph of plain text.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.paragraph(vec![Run::plain(text)]);
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, runs: Vec<Run>) {
        self.push(Block::Paragraph(Paragraph { runs, manner: Manner::Body }));
    }

    /// A paragraph with a mark before it.
    pub(super) fn item(&mut self, mark: impl Into<String>, runs: Vec<Run>) {
        let runs = std::iter::once(Run::plain(mark)).chain(runs).collect();
        self.push(Block::Paragraph(Paragraph { runs, manner: Manner::Item }));
    }

    /// An equation on a line of its own.
    pub(super) fn formula(&mut self, text: &str) {
        let runs = vec![Run::plain(text)];
        self.push(Block::Paragraph(Paragraph { runs, manner: Manner::Formula }));
    }

    /// A reference to the table that is written next.
    pub(super) fn next_table(&self) -> Run {
        let (number, anchor) = self.table_number(self.tables + 1);
        Run::link(number, &anchor)
    }

    /// A reference to the figure that is written next.
    pub(super) fn next_figure(&self) -> Run {
        let (number, anchor) = self.figure_number(self.figures + 1);
        Run::link(number, &anchor)
    }

    fn table_number(&self, at: usize) -> (String, Anchor) {
        let chapter = &self.chapter;
        (format!("表{chapter}-{at}"), Anchor(format!("table-{chapter}-{at}")))
    }

    fn figure_number(&self, at: usize) -> (String, Anchor) {
        let chapter = &self.chapter;
        (format!("图{chapter}-{at}"), Anchor(format!("figure-{chapter}-{at}")))
    }

    /// Writes a table.
    pub(super) fn table(&mut self, draft: Draft) {
        self.put_table(draft, false);
    }

    /// Writes a table that stands on its side however narrow it is.
    pub(super) fn table_on_its_side(&mut self, draft: Draft) {
        self.put_table(draft, true);
    }

    fn put_table(&mut self, draft: Draft, sideways: bool) {
        self.tables += 1;
        let (number, anchor) = self.table_number(self.tables);
        self.push(Block::Table(Table {
            number,
            title: draft.title,
            unit: draft.unit.to_owned(),
            columns: draft.columns,
            rows: draft.rows,
            notes: draft.notes.into_iter().map(|note| vec![Run::plain(note)]).collect(),
            sideways,
            anchor: Some(anchor),
        }));
    }

    /// Writes a figure.
    pub(super) fn figure(&mut self, title: impl Into<String>, scene: Scene, landscape: bool) {
        self.figures += 1;
        let (number, anchor) = self.figure_number(self.figures);
        let title = title.into();
        let notes = Vec::new();
        let anchor = Some(anchor);
        self.push(Block::Figure(Figure { number, title, scene, landscape, notes, anchor }));
    }

    /// Writes a row of photos, numbered like figures.
    pub(super) fn photos(&mut self, mut row: Vec<Photo>) {
        for photo in &mut row {
            self.figures += 1;
            let (number, anchor) = self.figure_number(self.figures);
            (photo.number, photo.anchor) = (number, Some(anchor));
        }
        self.push(Block::Photos(row));
    }
}

/// The numbers of chapters and the letters of appendices, by id.
fn numbers(parts: &[Part], meta: &ReportMeta) -> BTreeMap<String, String> {
    let (mut chapters, mut appendices) = (0_u32, 0_u32);
    let mut numbers = BTreeMap::new();
    for part in parts.iter().filter(|part| present(part, meta)) {
        let number = match part.place {
            Place::Front => continue,
            Place::Body => {
                chapters += 1;
                chapters.to_string()
            }
            Place::Appendix => {
                appendices += 1;
                letter(appendices)
            }
        };
        numbers.insert(part.id.clone(), number);
    }
    numbers
}

/// The sections that are written.
fn sections(parts: &[Part], meta: &ReportMeta) -> BTreeSet<(String, String)> {
    let shown = |part: &Part| -> Vec<(String, String)> {
        let of = part.parts.iter().filter(|section| section.shown);
        of.map(|section| (part.id.clone(), section.id.clone())).collect()
    };
    parts.iter().filter(|part| present(part, meta)).flat_map(shown).collect()
}

/// 1 is A, 26 is Z, 27 is AA.
fn letter(mut number: u32) -> String {
    let mut out = String::new();
    while number > 0 {
        let digit = (number - 1) % 26;
        out.insert(0, char::from_u32(u32::from('A') + digit).unwrap_or('A'));
        number = (number - 1) / 26;
    }
    out
}

/// A cell of plain text.
pub(super) fn cell(text: impl Into<String>) -> Vec<Run> {
    vec![Run::plain(text)]
}

/// A cell whose colour tells something.
pub(super) fn toned(text: impl Into<String>, tone: Tone) -> Vec<Run> {
    vec![Run::toned(text, tone)]
}

/// A row of data.
pub(super) fn row(cells: Vec<Vec<Run>>) -> Row {
    Row { cells, ..Row::default() }
}

/// Text, or `—` where it is empty: not known.
pub(super) fn known(text: &str) -> String {
    if text.trim().is_empty() { super::figures::UNKNOWN.to_owned() } else { text.to_owned() }
}

/// Marks what nobody has confirmed against its text.
pub(super) fn unconfirmed(confirmed: bool) -> &'static str {
    if confirmed { "" } else { "（未核实）" }
}

/// A column without a group over it.
pub(super) fn column(title: &str, align: Align) -> Column {
    Column { title: title.into(), align, group: None }
}
