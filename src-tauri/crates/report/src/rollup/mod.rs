//! The report of a whole program: what its diagnoses add up to.

mod chapters;
mod charts;
mod tables;

use crate::compose::figures::{UNKNOWN, number};
use crate::document::{
    Anchor, Block, Card, Cover, Document, Dress, Figure, Heading, Paragraph, Properties, Running,
    Table, Tone,
};
use crate::layout::layout;
use crate::pdf::{PdfError, pdf};
use crate::run::Report;
use crate::typeface::Typefaces;
use chrono::{Datelike, NaiveDate};
use shuiheng_audit::{KnownSum, Lang, Rollup};
use shuiheng_drawing::Scene;
use std::ops::ControlFlow;

/// What the report of a program needs to know beside its sums.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollupMeta {
    /// The program: 《2024年嘉兴市工业节水提效行动方案》.
    pub program: String,
    /// Its date.
    pub date: NaiveDate,
    /// Version of this program.
    pub version: String,
}

const TITLE: &str = "企业节水诊断汇总报告";

/// Composes, lays out and writes the report of a program.
///
/// # Errors
/// See [`PdfError`].
pub fn rollup_report(
    sum: &Rollup,
    meta: &RollupMeta,
    faces: &Typefaces,
) -> Result<Report, PdfError> {
    let document = rollup_document(sum, meta);
    let layout = layout(&document, faces);
    let bytes = pdf(&layout, &document.properties, faces, &|_| ControlFlow::Continue(()))?;
    Ok(Report { bytes, pages: layout.pages.len(), missing: layout.missing })
}

/// Composes the report of a program.
pub fn rollup_document(sum: &Rollup, meta: &RollupMeta) -> Document {
    let mut pen = Pen::default();
    pen.unnumbered("摘要", "summary");
    chapters::summary(&mut pen, sum);
    pen.blocks.push(Block::Cards(cards(sum)));
    let front = std::mem::take(&mut pen.blocks);
    chapters::all(&mut pen, sum);
    Document {
        properties: Properties {
            title: TITLE.into(),
            author: String::new(),
            subject: format!("{}企业节水诊断进展、用水水平与节水潜力汇总", meta.program),
            keywords: ["节水诊断", "行动方案", "汇总"].map(String::from).to_vec(),
            creator: format!("水衡 {}", meta.version),
            date: meta.date,
        },
        running: Running { left: TITLE.into(), right: meta.program.clone(), ..Running::default() },
        dress: Dress::default(),
        cover: Cover {
            program: Some(meta.program.clone()).filter(|name| !name.is_empty()),
            enterprise: format!("{} 家企业", sum.rows.len()),
            title: TITLE.into(),
            date: format!("{}年{}月", meta.date.year(), meta.date.month()),
            ..Cover::default()
        },
        front,
        body: pen.blocks,
    }
}

/// The charts of the report in a language: districts by progress, enterprises by intake and by
/// what their measures save, those that there is something to show of.
pub fn rollup_charts(sum: &Rollup, lang: Lang) -> Vec<Scene> {
    let charts =
        [Some(charts::districts(sum, lang)), charts::intake(sum, lang), charts::savings(sum, lang)];
    charts.into_iter().flatten().collect()
}

/// A volume in 10⁴ m³/a, two decimals; `—` where not known.
pub(super) fn wan(volume: Option<f64>) -> String {
    volume.map_or_else(|| UNKNOWN.into(), |volume| number(volume / 1e4, 2))
}

/// What a sum lacks, in words; empty where it lacks nothing.
pub(super) fn lacks(unknown: usize, what: &str) -> String {
    if unknown == 0 { String::new() } else { format!("另有 {unknown} {what}不详，未计入") }
}

fn of_enterprises(sum: &KnownSum) -> String {
    let lack = lacks(sum.unknown, "家");
    if lack.is_empty() {
        format!("{} 家企业合计", sum.known)
    } else {
        format!("{} 家企业合计；{lack}", sum.known)
    }
}

fn cards(sum: &Rollup) -> Vec<Card> {
    let totals = &sum.totals;
    let (planned, begun, reported) = chapters::counts(sum);
    let card = |label: &str, value: String, unit: &str, note: String| Card {
        label: label.into(),
        value,
        unit: unit.into(),
        note,
        tone: Tone::Plain,
    };
    let over = totals.verdicts.iter().find(|one| one.verdict == shuiheng_audit::Verdict::Over);
    let over = over.map_or(0, |one| one.products);
    let all: u32 = totals.verdicts.iter().map(|one| one.products).sum();
    vec![
        card(
            "已开展诊断",
            begun.to_string(),
            "家",
            format!("计划 {planned} 家，已出报告 {reported} 家"),
        ),
        card("年取水量", wan(totals.intake.value), "万m³/a", of_enterprises(&totals.intake)),
        card(
            "重复利用率",
            totals.reuse_rate_pct.map_or_else(|| UNKNOWN.into(), |rate| number(rate, 2)),
            "%",
            format!("{} 家企业水量合计后计算", totals.reuse_rate_known),
        ),
        Card {
            tone: if over > 0 { Tone::Bad } else { Tone::Plain },
            ..card("超定额产品", over.to_string(), "个", format!("共 {all} 个产品"))
        },
        card(
            "措施节水量",
            wan(totals.saving.value),
            "万m³/a",
            match lacks(totals.unknown_savings, "项措施的节水量").as_str() {
                "" => format!("{} 项措施", totals.measures),
                lack => format!("{} 项措施；{lack}", totals.measures),
            },
        ),
        card(
            "措施投资",
            totals
                .investment
                .map_or_else(|| UNKNOWN.into(), |amount| amount.round_dp(2).to_string()),
            "万元",
            lacks(totals.unknown_investments, "项措施的投资"),
        ),
    ]
}

/// Writes blocks one after the other and numbers them.
#[derive(Default)]
pub(super) struct Pen {
    blocks: Vec<Block>,
    chapters: usize,
    tables: usize,
    figures: usize,
}

impl Pen {
    fn unnumbered(&mut self, text: &str, name: &str) {
        self.heading(String::new(), text, format!("section-{name}"));
    }

    /// Begins a chapter.
    pub(super) fn chapter(&mut self, text: &str) {
        self.chapters += 1;
        (self.tables, self.figures) = (0, 0);
        let number = self.chapters.to_string();
        let anchor = format!("section-{number}");
        self.heading(number, text, anchor);
    }

    fn heading(&mut self, number: String, text: &str, anchor: String) {
        let (text, anchor) = (text.to_owned(), Anchor(anchor));
        self.blocks.push(Block::Heading(Heading { level: 1, number, text, anchor, listed: true }));
    }

    /// A paragraph.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(Paragraph::plain(text)));
    }

    /// A table under the next number.
    pub(super) fn table(&mut self, table: Table) {
        self.tables += 1;
        let (chapter, at) = (self.chapters, self.tables);
        self.blocks.push(Block::Table(Table {
            number: format!("表{chapter}-{at}"),
            anchor: Some(Anchor(format!("table-{chapter}-{at}"))),
            ..table
        }));
    }

    /// A figure under the next number.
    pub(super) fn figure(&mut self, title: &str, scene: Scene) {
        self.figures += 1;
        let (chapter, at) = (self.chapters, self.figures);
        self.blocks.push(Block::Figure(Figure {
            number: format!("图{chapter}-{at}"),
            title: title.into(),
            scene,
            landscape: false,
            notes: Vec::new(),
            anchor: Some(Anchor(format!("figure-{chapter}-{at}"))),
        }));
    }
}
