//! The cover, places for signatures, and key figures.

use super::style::{self, half, twips};
use super::{Writer, text};
use crate::document::{Card, Cover, Signatures};
use crate::layout::Orientation;
use crate::style::{ACCENT, BAD};
use docx_rs::{
    AlignmentType, LineSpacing, Paragraph, Run, Table, TableAlignmentType, TableCell,
    TableLayoutType, TableRow, VAlignType, WidthType,
};

fn line(words: &str, size: f64, before: f64) -> Paragraph {
    Paragraph::new()
        .style(style::COVER)
        .line_spacing(LineSpacing::new().before(twips(before)))
        .add_run(Run::new().add_text(words).size(half(size)))
}

/// The cover.
pub(super) fn cover(writer: &mut Writer<'_>, cover: &Cover) {
    if let Some(number) = &cover.report_no {
        let number = line(&format!("报告编号：{number}"), 10.5, 0.0);
        writer.put(number.align(AlignmentType::Right));
    }
    if let Some(mark) = &cover.mark {
        let run = Run::new().add_text(mark).bold().size(half(14.0)).color(style::colour(BAD));
        let mark = Paragraph::new().style(style::COVER).align(AlignmentType::Left).add_run(run);
        writer.put(mark);
    }
    if let Some(program) = &cover.program {
        writer.put(line(program, 12.0, 120.0));
    }
    writer.put(line(&cover.enterprise, 18.0, 36.0));
    let title =
        Run::new().add_text(&cover.title).bold().size(half(28.0)).color(style::colour(ACCENT));
    let title = Paragraph::new()
        .style(style::COVER)
        .line_spacing(LineSpacing::new().before(twips(18.0)).after(twips(60.0)))
        .add_run(title);
    writer.put(title);
    for (name, value) in &cover.facts {
        writer.put(line(&format!("{name}：{value}"), 12.0, 8.0));
    }
    let mut room = 120.0;
    if let Some(logo) = &cover.logo {
        let id = writer.next_id();
        let picture = super::figure::logo(logo, id);
        writer.put(
            Paragraph::new()
                .style(style::COVER)
                .line_spacing(LineSpacing::new().before(twips(60.0)))
                .add_run(Run::new().add_image(picture)),
        );
        room = 8.0;
    }
    writer.put(line(&cover.auditor, 14.0, room));
    for words in &cover.below {
        writer.put(line(words, 10.0, 2.0));
    }
    writer.put(line(&cover.date, 12.0, 8.0));
}

fn cell(paragraph: Paragraph, width: f64) -> TableCell {
    TableCell::new()
        .add_paragraph(paragraph)
        .width(twips(width) as usize, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
}

fn ruled(rows: Vec<TableRow>, widths: &[f64]) -> Table {
    let widths: Vec<usize> = widths.iter().map(|width| twips(*width) as usize).collect();
    Table::new(rows)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
}

/// Places for signatures and the seal.
pub(super) fn signatures(writer: &mut Writer<'_>, sheet: &Signatures) {
    let width = Orientation::Portrait.width();
    let facts = [width * 0.25, width * 0.75];
    let rows = sheet.facts.iter().map(|(name, value)| {
        TableRow::new(vec![
            cell(text::plain(name, style::CELL), facts[0]),
            cell(text::plain(value, style::CELL), facts[1]),
        ])
    });
    writer.put_table(ruled(rows.collect(), &facts));
    writer.put(Paragraph::new().style(style::NOTE));
    let columns = [0.25, 0.45, 0.3].map(|share| width * share);
    let rows = sheet.roles.iter().map(|role| {
        let name = match role.name.as_str() {
            "" => String::new(),
            name => format!("姓名：{name}　　"),
        };
        let cells = [role.role.clone(), format!("{name}签字："), format!("日期：{}", role.on)];
        let cells = cells.iter().zip(columns);
        TableRow::new(
            cells.map(|(words, wide)| cell(text::plain(words, style::CELL), wide)).collect(),
        )
        .row_height(twips(36.0) as f32)
    });
    writer.put_table(ruled(rows.collect(), &columns));
    let seal = text::plain(&sheet.seal, style::BODY)
        .align(AlignmentType::Right)
        .line_spacing(LineSpacing::new().before(twips(60.0)));
    writer.put(seal);
    for note in &sheet.notes {
        writer.put(text::plain(note, style::NOTE));
    }
}

/// Key figures, three in a row.
pub(super) fn cards(writer: &mut Writer<'_>, cards: &[Card]) {
    const ACROSS: usize = 3;
    let width = Orientation::Portrait.width() / ACROSS as f64;
    let rows = cards.chunks(ACROSS).map(|chunk| {
        let mut cells: Vec<TableCell> = chunk.iter().map(|card| self::card(card, width)).collect();
        while cells.len() < ACROSS {
            cells.push(cell(Paragraph::new().style(style::CELL), width));
        }
        TableRow::new(cells).cant_split()
    });
    writer.put_table(ruled(rows.collect(), &[width; ACROSS]));
    writer.put(Paragraph::new().style(style::NOTE));
}

fn card(card: &Card, width: f64) -> TableCell {
    let run =
        crate::document::Run { bold: true, ..crate::document::Run::toned(&card.value, card.tone) };
    let value = Paragraph::new()
        .style(style::CELL)
        .add_run(text::run(&run).size(half(16.0)))
        .add_run(Run::new().add_text(format!(" {}", card.unit)).size(half(9.0)));
    cell(text::plain(&card.label, style::CELL), width)
        .add_paragraph(value)
        .add_paragraph(text::plain(&card.note, style::NOTE))
}
