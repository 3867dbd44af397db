//! The sheet that lists the problems: its words, its columns, and how it is written as a part.

use super::style::ListStyles;
use super::tag::{attribute_text, text};
use super::word;
use crate::read::reference::address;
use crate::workbook::{Cell, Sheet};
use shuiheng_audit::Severity;
use std::fmt::Write as _;

/// The list of problems.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Name of its sheet.
    pub name: String,
    /// A row for each problem.
    pub rows: Vec<ListRow>,
    /// What is to be said of the copy as a whole; empty where it holds all of the original.
    pub remark: String,
    /// Places that were not marked because there are too many.
    pub unmarked: usize,
}

/// A problem.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    /// How much it matters.
    pub severity: Severity,
    /// Its cells in words; empty where it speaks of the whole.
    pub place: String,
    /// The first of its cells: sheet, row and column from 0.
    pub link: Option<(String, u32, u32)>,
    /// What was found and what was assumed.
    pub found: String,
    /// What the enterprise is asked to do.
    pub ask: String,
}

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    /// Its width, characters.
    pub width: u8,
}

const fn column(heading: &'static str, width: u8) -> Column {
    Column { heading, width }
}

impl List {
    /// The columns, from the left.
    pub const COLUMNS: [Column; 6] = [
        column("序号", 6),
        column("严重程度", 11),
        column("位置", 28),
        column("发现了什么与怎样处理", 62),
        column("请企业", 44),
        column("企业回复", 34),
    ];
    /// The row of the headings, from 0; the rows of problems follow it.
    pub const HEAD: u32 = 1;

    /// What stands above the table.
    pub fn preface(&self) -> String {
        let count = |wanted| self.rows.iter().filter(|row| row.severity == wanted).count();
        let mut words = format!(
            "{TITLE}：共 {} 条，其中{} {} 条、{} {} 条、{} {} 条。各处已在原表用底色和批注标出；请在“企业回复”栏填写，并将更正后的文件一并返回。",
            self.rows.len(),
            word(Severity::Error),
            count(Severity::Error),
            word(Severity::Warning),
            count(Severity::Warning),
            word(Severity::Note),
            count(Severity::Note),
        );
        if self.unmarked > 0 {
            let _ = write!(words, "处数过多，另有 {} 处未逐一标出。", self.unmarked);
        }
        words + &self.remark
    }
}

/// How the preface begins; by it and the headings the list is known when it comes back.
const TITLE: &str = "水衡数据问题清单";

/// A name for the list that no sheet has yet, in whichever case.
pub fn list_name<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let taken: Vec<String> = names.map(str::to_lowercase).collect();
    let numbered = |number: u32| format!("问题清单{number}");
    let free = |name: &String| !taken.contains(name);
    let first = Some("问题清单".to_owned()).filter(free);
    first.or_else(|| (2..=u32::MAX).map(numbered).find(free)).unwrap_or_default()
}

/// True for the list itself: it comes back with a corrected file and holds no data.
pub fn is_list(sheet: &Sheet) -> bool {
    let said = |row, col| match sheet.cell(row, col) {
        Some(Cell::Text(text)) => text.as_str(),
        Some(
            Cell::Number(_)
            | Cell::Bool(_)
            | Cell::Moment(_)
            | Cell::Error(_)
            | Cell::Uncomputed(_),
        )
        | None => "",
    };
    let headed =
        || (0..).zip(List::COLUMNS).all(|(col, column)| said(List::HEAD, col) == column.heading);
    said(0, 0).starts_with(TITLE) && headed()
}

/// The list as a sheet's part.
pub(super) fn part(list: &List, styles: &ListStyles, main: &str) -> String {
    let last = List::HEAD + list.rows.len() as u32;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{main}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:{}\"/><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>",
        address(last, 5),
        List::HEAD + 1,
        List::HEAD + 2,
    );
    for (number, column) in (1..).zip(List::COLUMNS) {
        let width = column.width;
        let _ = write!(
            xml,
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
        );
    }
    xml.push_str("</cols><sheetData><row r=\"1\" ht=\"48\" customHeight=\"1\">");
    words(&mut xml, (0, 0), styles.preface, &list.preface());
    xml.push_str("</row><row r=\"2\" ht=\"22\" customHeight=\"1\">");
    for (col, column) in (0..).zip(List::COLUMNS) {
        words(&mut xml, (List::HEAD, col), styles.head, column.heading);
    }
    xml.push_str("</row>");
    for (at, row) in (0..).zip(&list.rows) {
        line(&mut xml, at, row, styles);
    }
    let _ = write!(
        xml,
        "</sheetData><autoFilter ref=\"A{}:{}\"/><mergeCells count=\"1\"><mergeCell ref=\"A1:F1\"/></mergeCells>",
        List::HEAD + 1,
        address(last, 5)
    );
    links(&mut xml, &list.rows);
    xml.push_str("<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>");
    xml
}

fn line(xml: &mut String, at: u32, row: &ListRow, styles: &ListStyles) {
    let number = List::HEAD + 1 + at;
    let _ = write!(
        xml,
        "<row r=\"{}\" ht=\"{}\" customHeight=\"1\"><c r=\"{}\" s=\"{}\"><v>{}</v></c>",
        number + 1,
        height(row),
        address(number, 0),
        styles.plain,
        at + 1
    );
    let severity = match row.severity {
        Severity::Error => styles.severities[0],
        Severity::Warning => styles.severities[1],
        Severity::Note => styles.severities[2],
    };
    words(xml, (number, 1), severity, word(row.severity));
    words(
        xml,
        (number, 2),
        if row.link.is_some() { styles.link } else { styles.plain },
        &row.place,
    );
    words(xml, (number, 3), styles.plain, &row.found);
    words(xml, (number, 4), styles.plain, &row.ask);
    words(xml, (number, 5), styles.plain, "");
    xml.push_str("</row>");
}

/// The height of a row, points. Programs do not agree on fitting it to wrapped text.
fn height(row: &ListRow) -> u32 {
    let lines = |column: usize, words: &str| -> u32 {
        let room = u32::from(List::COLUMNS[column].width) - 2;
        let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        words
            .lines()
            .map(|line| {
                let width: u32 = width(line);
                width.div_ceil(room).max(1)
            })
            .sum()
    };
    let most = lines(2, &row.place).max(lines(3, &row.found)).max(lines(4, &row.ask));
    (most.max(1) * 15 + 4).min(TALLEST)
}

/// The height that a row can have, points.
const TALLEST: u32 = 409;

/// A cell of text, which no program takes for a formula.
fn words(xml: &mut String, (row, col): (u32, u32), style: u32, words: &str) {
    let place = address(row, col);
    if words.is_empty() {
        let _ = write!(xml, "<c r=\"{place}\" s=\"{style}\"/>");
    } else {
        let _ = write!(
            xml,
            "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            text(words)
        );
    }
}

fn links(xml: &mut String, rows: &[ListRow]) {
    let linked: Vec<_> =
        (0..).zip(rows).filter_map(|(at, row)| Some((at, row.link.as_ref()?))).collect();
    if linked.is_empty() {
        return;
    }
    xml.push_str("<hyperlinks>");
    for (at, (sheet, row, col)) in linked {
        let location = format!("'{}'!{}", sheet.replace('\'', "''"), address(*row, *col));
        let place = address(List::HEAD + 1 + at, 2);
        let location = attribute_text(&location);
        let _ = write!(xml, "<hyperlink ref=\"{place}\" location=\"{location}\"/>");
    }
    xml.push_str("</hyperlinks>");
}
