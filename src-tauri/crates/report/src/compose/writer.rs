//! Writes blocks one after the other and numbers them.

use super::ReportMeta;
use crate::document::{
    Align, Anchor, Block, Column, Figure, Heading, Manner, Paragraph, Row, Run, Table, Tone,
};
use shuiheng_audit::Diagnosis;
use shuiheng_drawing::Scene;

/// The report while it is written.
pub(super) struct Writer<'a> {
    pub(super) diagnosis: &'a Diagnosis,
    pub(super) meta: &'a ReportMeta,
    /// Files in the order in which the report numbers them.
    pub(super) files: Vec<String>,
    pub(super) blocks: Vec<Block>,
    chapter: String,
    chapters: usize,
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

impl<'a> Writer<'a> {
    pub(super) fn new(diagnosis: &'a Diagnosis, meta: &'a ReportMeta) -> Self {
        Self {
            diagnosis,
            meta,
            files: meta.sources.iter().map(|source| source.sha256.clone()).collect(),
            blocks: Vec::new(),
            chapter: String::new(),
            chapters: 0,
            sections: 0,
            tables: 0,
            figures: 0,
        }
    }

    /// Begins a chapter.
    pub(super) fn chapter(&mut self, title: &str) {
        self.chapters += 1;
        let number = self.chapters.to_string();
        self.begin(number.clone(), number, title);
    }

    /// Begins an appendix: `A`, `B`.
    pub(super) fn appendix(&mut self, letter: &str, title: &str) {
        self.begin(letter.to_owned(), format!("附录{letter}"), title);
    }

    fn begin(&mut self, chapter: String, number: String, title: &str) {
        self.chapter = chapter;
        (self.sections, self.tables, self.figures) = (0, 0, 0);
        let anchor = Anchor(format!("section-{}", self.chapter));
        self.heading(1, (number, title), anchor);
    }

    /// Begins a section of the chapter.
    pub(super) fn section(&mut self, title: &str) {
        self.sections += 1;
        let number = format!("{}.{}", self.chapter, self.sections);
        let anchor = Anchor(format!("section-{number}"));
        self.heading(2, (number, title), anchor);
    }

    /// Begins a part of the section.
    pub(super) fn finding(&mut self, at: usize, title: &str) {
        let number = format!("{}.{}.{at}", self.chapter, self.sections);
        let anchor = Anchor(format!("section-{number}"));
        self.heading(3, (number, title), anchor);
    }

    /// A heading without a number.
    pub(super) fn unnumbered(&mut self, title: &str, name: &str) {
        self.heading(1, (String::new(), title), Anchor(format!("section-{name}")));
    }

    fn heading(&mut self, level: u8, (number, text): (String, &str), anchor: Anchor) {
        let text = text.to_owned();
        self.blocks.push(Block::Heading(Heading { level, number, text, anchor, listed: true }));
    }

    /// A paragraph of plain text.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.paragraph(vec![Run::plain(text)]);
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, runs: Vec<Run>) {
        self.blocks.push(Block::Paragraph(Paragraph { runs, manner: Manner::Body }));
    }

    /// A paragraph with a mark before it.
    pub(super) fn item(&mut self, mark: impl Into<String>, runs: Vec<Run>) {
        let runs = std::iter::once(Run::plain(mark)).chain(runs).collect();
        self.blocks.push(Block::Paragraph(Paragraph { runs, manner: Manner::Item }));
    }

    /// An equation on a line of its own.
    pub(super) fn formula(&mut self, text: &str) {
        let runs = vec![Run::plain(text)];
        self.blocks.push(Block::Paragraph(Paragraph { runs, manner: Manner::Formula }));
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
        self.tables += 1;
        let (number, anchor) = self.table_number(self.tables);
        self.blocks.push(Block::Table(Table {
            number,
            title: draft.title,
            unit: draft.unit.to_owned(),
            columns: draft.columns,
            rows: draft.rows,
            notes: draft.notes.into_iter().map(|note| vec![Run::plain(note)]).collect(),
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
        self.blocks.push(Block::Figure(Figure { number, title, scene, landscape, notes, anchor }));
    }
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
