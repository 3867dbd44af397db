//! Own text becomes pieces of a document that have no number yet.

use super::super::bound::{BoundFigure, find};
use crate::document::{Align, Run, Tone};
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A piece of own text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// An item of a list with its mark.
    Item(String, Vec<Run>),
    /// A table: its title where a line `表：…` stands above it, heads, rows.
    Table {
        /// Empty for a table without a caption.
        title: String,
        /// Titles of the columns, with how their cells stand.
        columns: Vec<(Vec<Run>, Align)>,
        /// Cells by row.
        rows: Vec<Vec<Vec<Run>>>,
    },
}

/// Stands for `**` while a text is read: CommonMark closes no bold between a Chinese mark and
/// a Chinese character, so bold is paired here.
const BOLD: char = '\u{E000}';

/// The pieces of a text, its named figures filled.
pub(crate) fn pieces(text: &str, figures: &[BoundFigure]) -> Vec<Piece> {
    // Two ideographic spaces are how a paragraph is indented by hand; the layout does that.
    let lines = text.lines().map(|line| line.trim_start_matches('\u{3000}'));
    let text = lines.collect::<Vec<_>>().join("\n").replace(BOLD, "").replace("**", "\u{E000}");
    let mut reader = Reader { text: &text, figures, ..Reader::default() };
    for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end();
    reader.pieces
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    figures: &'a [BoundFigure],
    pieces: Vec<Piece>,
    /// What was read of the paragraph, the item or the cell.
    said: String,
    /// The next number of each list that is open; none for one without numbers.
    lists: Vec<Option<u64>>,
    /// The mark of an item whose text has not begun.
    mark: Option<String>,
    table: Option<Grid>,
    /// Up to here it is printed as it was typed.
    typed_to: usize,
}

#[derive(Default)]
struct Grid {
    aligns: Vec<Align>,
    heads: Vec<Vec<Run>>,
    rows: Vec<Vec<Vec<Run>>>,
    in_head: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if range.start < self.typed_to {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.finish(end, range),
            Event::SoftBreak => self.say(&self.joint(&range)),
            Event::HardBreak => self.end(),
            Event::Rule | Event::Html(_) => {
                self.typed(range);
                self.end();
            }
            Event::Text(text) => self.say(&text),
            // Code, inline markup and whatever else: as it was typed.
            _ => self.typed(range),
        }
    }

    /// Chinese lines are joined without a space, others with one.
    fn joint(&self, range: &Range<usize>) -> String {
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if ascii(before) && ascii(after) { " ".to_owned() } else { String::new() }
    }

    fn typed(&mut self, range: Range<usize>) {
        let text = self.text[range].trim_end().replace('\n', " ").replace(BOLD, "**");
        self.say(&text);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::TableCell => {}
            // A star that is no bold is a star.
            Tag::Emphasis => self.typed(range.start..range.start + 1),
            Tag::Strong => self.typed(range.start..range.start + 2),
            Tag::List(number) => {
                self.end();
                self.lists.push(number);
            }
            Tag::Item => {
                self.end();
                self.mark = Some(self.next_mark());
            }
            Tag::Table(aligns) => {
                self.end();
                let aligns = aligns.into_iter().map(align).collect();
                self.table = Some(Grid { aligns, ..Grid::default() });
            }
            Tag::TableHead => self.grid(|grid| grid.in_head = true),
            Tag::TableRow => self.grid(|grid| grid.rows.push(Vec::new())),
            Tag::HtmlBlock => self.end(),
            tag => {
                let inline = matches!(tag, Tag::Link { .. } | Tag::Image { .. });
                if !inline {
                    self.end();
                }
                self.typed_to = range.end;
                for (at, line) in self.text[range].trim_end().lines().enumerate() {
                    if at > 0 {
                        self.end();
                    }
                    self.say(&line.trim().replace(BOLD, "**"));
                }
                if !inline {
                    self.end();
                }
            }
        }
    }

    fn next_mark(&mut self) -> String {
        let depth = self.lists.len();
        let indent = "\u{3000}".repeat(depth.saturating_sub(1));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                let number = *number - 1;
                if depth > 1 { format!("{indent}{number}）") } else { format!("（{number}）") }
            }
            _ if depth > 1 => format!("{indent}－"),
            _ => "●".to_owned(),
        }
    }

    fn finish(&mut self, end: TagEnd, range: Range<usize>) {
        match end {
            TagEnd::Paragraph | TagEnd::Item | TagEnd::HtmlBlock => self.end(),
            TagEnd::Emphasis => self.typed(range.end - 1..range.end),
            TagEnd::Strong => self.typed(range.end - 2..range.end),
            TagEnd::List(_) => {
                self.end();
                self.lists.pop();
            }
            TagEnd::TableCell => {
                let runs = self.taken();
                self.grid(|grid| match grid.rows.last_mut().filter(|_| !grid.in_head) {
                    Some(row) => row.push(runs),
                    None => grid.heads.push(runs),
                });
            }
            TagEnd::TableHead => self.grid(|grid| grid.in_head = false),
            TagEnd::Table => self.table_ends(),
            _ => {}
        }
    }

    fn grid(&mut self, change: impl FnOnce(&mut Grid)) {
        if let Some(grid) = &mut self.table {
            change(grid);
        }
    }

    /// A line `表：…` above a table is its title.
    fn table_ends(&mut self) {
        let Some(grid) = self.table.take() else { return };
        let title = match self.pieces.last() {
            Some(Piece::Paragraph(runs)) => {
                let text: String = runs.iter().map(|run| run.text.as_str()).collect();
                let title = text.strip_prefix("表：").or_else(|| text.strip_prefix("表:"));
                title.map(|title| title.trim().to_owned())
            }
            _ => None,
        };
        if title.is_some() {
            self.pieces.pop();
        }
        let aligns = grid.aligns.into_iter().chain(std::iter::repeat(Align::Left));
        self.pieces.push(Piece::Table {
            title: title.unwrap_or_default(),
            columns: grid.heads.into_iter().zip(aligns).collect(),
            rows: grid.rows,
        });
    }

    fn say(&mut self, text: &str) {
        self.said.push_str(text);
    }

    fn taken(&mut self) -> Vec<Run> {
        let said = std::mem::take(&mut self.said);
        // A mark of bold that has no other stands as it was typed.
        let pairs = said.matches(BOLD).count() / 2;
        let mut out = Vec::new();
        for (at, part) in said.splitn(2 * pairs + 1, BOLD).enumerate() {
            out.extend(filled(&part.replace(BOLD, "**"), at % 2 == 1, self.figures));
        }
        out.retain(|run| !run.text.is_empty());
        out
    }

    fn end(&mut self) {
        let runs = self.taken();
        match self.mark.take() {
            Some(mark) if !runs.is_empty() => self.pieces.push(Piece::Item(mark, runs)),
            // An item without text keeps its mark for the list or paragraph within it.
            Some(mark) => self.mark = Some(mark),
            None if runs.is_empty() => {}
            None => self.pieces.push(Piece::Paragraph(runs)),
        }
    }
}

const fn align(of: Alignment) -> Align {
    match of {
        Alignment::Right => Align::Decimal,
        Alignment::Center => Align::Centre,
        Alignment::None | Alignment::Left => Align::Left,
    }
}

/// A text with its named figures filled. One that the data do not have is marked.
fn filled(text: &str, bold: bool, figures: &[BoundFigure]) -> Vec<Run> {
    let run = |text: &str| Run { bold, ..Run::plain(text) };
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        let Some(end) = rest[at..].find("}}").map(|end| at + end) else { break };
        out.push(run(&rest[..at]));
        let name = &rest[at + 2..end];
        match find(figures, name) {
            Some(figure) => out.push(run(figure.value.as_deref().unwrap_or("不详"))),
            None => {
                let told = format!("〔未知数据“{}”〕", name.trim());
                out.push(Run { bold, ..Run::toned(told, Tone::Bad) });
            }
        }
        rest = &rest[end + 2..];
    }
    out.push(run(rest));
    out
}
