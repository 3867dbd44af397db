//! What `inspect` tells of a file: as JSON and in words.

mod json;

use crate::source::{self, Source, inspect};
use crate::{Job, Result};
use json::Inspected;
use recognise::{BlockReport, Hints, Recognition};
use serde::Serialize;
use shuiheng_audit::{Days, Doubt, Lang, Ledgers, Severity};
use shuiheng_import::{Reader, recognise};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What `inspect` tells of one file.
pub struct Inspection {
    source: Source,
    recognition: Recognition,
}

/// Reads and recognises one file, to be looked at.
///
/// # Errors
/// The file is refused. A file without a balance table is not an error here.
pub fn inspect_file(
    path: &Path,
    days: Option<Days>,
    reader: &Reader,
    job: &Job,
) -> Result<Inspection> {
    let hints = Hints { operating_days: days, ..Hints::default() };
    let (source, recognition) = inspect(path, &hints, reader, job)?;
    Ok(Inspection { source, recognition })
}

/// Reads and recognises a table that was copied from a spreadsheet program, to be looked at.
///
/// # Errors
/// It is refused. A table that is no balance is not an error here.
pub fn inspect_pasted(
    bytes: &[u8],
    days: Option<Days>,
    reader: &Reader,
    job: &Job,
) -> Result<Inspection> {
    let hints = Hints { operating_days: days, ..Hints::default() };
    let (source, recognition) = source::recognised(&source::pasted(bytes, reader, job)?, &hints);
    Ok(Inspection { source, recognition })
}

impl Inspection {
    /// The inspection as JSON, made while it is written.
    pub fn json(&self, lang: Lang) -> impl Serialize {
        Inspected { source: &self.source, recognition: &self.recognition, lang }
    }

    /// The inspection in words: each sheet, each table, each column, every doubt.
    pub fn text(&self, lang: Lang) -> String {
        let say = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
        let mut lines = vec![format!("{}  sha256 {}", self.source.name, self.source.sha256)];
        if let Some((name, place)) = &self.recognition.enterprise {
            lines.push(format!("{}{name}（{place}）", say("企业：", "enterprise: ")));
        }
        if let Some(days) = self.recognition.period.operating_days {
            lines.push(format!("{}{}", say("年运行天数：", "operating days: "), days.value()));
        }
        for fact in &self.recognition.profile {
            let name = say(fact.field.zh(), fact.field.code());
            let colon = say("：", ": ");
            lines.push(format!("{name}{colon}{}（{}）", fact.shown(), fact.place));
        }
        for sheet in &self.recognition.sheets {
            lines.push(String::new());
            lines.push(format!(
                "[{}] {}：{}",
                sheet.name,
                say(sheet.role.zh(), sheet.role.code()),
                sheet.reason.get(lang)
            ));
            sheet.blocks.iter().for_each(|block| block_lines(block, lang, &mut lines));
        }
        let recognition = &self.recognition;
        lines.push(String::new());
        lines.push(found(recognition, lang));
        lines.extend(ledger_lines(&recognition.ledgers, lang));
        for doubt in doubts(recognition) {
            lines.push(doubt_line(&doubt, lang));
        }
        lines.join("\n")
    }
}

/// What is doubted of the file: what was read, and what periods and readings leave open.
fn doubts(recognition: &Recognition) -> Vec<Doubt> {
    let computed = shuiheng_audit::ledger_doubts(&recognition.ledgers);
    recognition.doubts.iter().cloned().chain(computed).collect()
}

/// What the tables beside the balance hold, in a few lines.
fn ledger_lines(ledgers: &Ledgers, lang: Lang) -> Vec<String> {
    let say = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
    let mut lines = Vec::new();
    for (key, periods) in shuiheng_audit::series(&ledgers.uses) {
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else { continue };
        let name = if lang == Lang::Zh { key.0.zh() } else { key.0.code() };
        let meter = if key.1.is_empty() { String::new() } else { format!(" [{}]", key.1) };
        lines.push(format!(
            "{}{name}{meter} {} – {}，{} {}",
            say("用水记录：", "use: "),
            first.from,
            last.to,
            periods.len(),
            say("个时段", "periods"),
        ));
    }
    let mut meters: BTreeMap<&str, usize> = BTreeMap::new();
    for reading in &ledgers.readings {
        *meters.entry(&reading.meter).or_default() += 1;
    }
    for (meter, count) in meters {
        lines.push(format!(
            "{}{meter} {count} {}",
            say("抄表记录：", "readings: "),
            say("次", "times")
        ));
    }
    for (count, zh, en) in [
        (ledgers.equipment.len(), "用水设备（器具）", "pieces of equipment"),
        (ledgers.quality.len(), "水质数据", "figures of water quality"),
    ] {
        if count > 0 {
            lines.push(if lang == Lang::Zh {
                format!("{zh}：{count} 项")
            } else {
                format!("{count} {en}")
            });
        }
    }
    lines
}

/// How much was found, in a sentence. Units that are sums of others are counted apart.
fn found(recognition: &Recognition, lang: Lang) -> String {
    let units = &recognition.site.units;
    let parents: BTreeSet<_> = units
        .iter()
        .filter(|unit| !unit.of_which)
        .filter_map(|unit| unit.parent.as_ref())
        .collect();
    let sums = units.iter().filter(|unit| parents.contains(&unit.id)).count();
    let (leaves, products, meters, doubts) = (
        units.len() - sums,
        recognition.products.len(),
        recognition.meters.len(),
        doubts(recognition).len(),
    );
    match lang {
        Lang::Zh => format!(
            "共 {leaves} 个用水单元（另有 {sums} 个上级单元），{products} 种产品，{meters} 只水表，{doubts} 条疑点。"
        ),
        Lang::En => format!(
            "{leaves} units (and {sums} above them), {products} products, {meters} meters, {doubts} doubts"
        ),
    }
}

fn block_lines(block: &BlockReport, lang: Lang, lines: &mut Vec<String>) {
    let unit = match (&block.unit, block.unit_as_written.as_str()) {
        (Some(unit), _) => unit.symbol(),
        (None, "") => "—",
        (None, written) => written,
    };
    lines.push(format!(
        "  {}  {}  {unit}",
        block.range.a1(),
        if lang == Lang::Zh { block.role.zh() } else { block.role.code() }
    ));
    for column in &block.columns {
        let (cell, header) = (column.cell.a1(), &column.header);
        let Some(meaning) = column.meaning else {
            // How sure nothing is, and why, would only confuse.
            let unknown = if lang == Lang::Zh { "未识别" } else { "not recognised" };
            lines.push(format!("    {cell}  {header} → {unknown}"));
            continue;
        };
        lines.push(format!(
            "    {cell}  {header} → {}（{:.0} %，{}）",
            if lang == Lang::Zh { meaning.zh() } else { meaning.code() },
            column.confidence * 100.0,
            column.reason.get(lang)
        ));
    }
    for row in block
        .rows
        .iter()
        .filter(|row| row.role != recognise::RowRole::Unit && row.role != recognise::RowRole::Blank)
    {
        lines.push(format!(
            "    {}  {} → {}（{}）",
            row.row + 1,
            row.name,
            crate::present::code_of(&row.role),
            row.reason.get(lang)
        ));
    }
}

/// A doubt in one line.
pub(crate) fn doubt_line(doubt: &Doubt, lang: Lang) -> String {
    let mark = match (doubt.severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Note, Lang::Zh) => "说明",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Note, Lang::En) => "note",
    };
    let places: Vec<String> = doubt.places.iter().take(6).map(ToString::to_string).collect();
    let more = if doubt.places.len() > 6 { "…" } else { "" };
    format!(
        "[{mark}] {} {}{more} {} {}",
        doubt.code.code(),
        places.join(","),
        doubt.message.get(lang),
        doubt.fix.get(lang)
    )
}
