//! Files that an enterprise handed over, read in a child process and recognised.

use crate::{Error, Job, Result, present, told, view};
use recognise::{BlockReport, Fact, Hints, Recognition, SheetReport, SheetRole};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shuiheng_audit::{
    Case, CellRef, Days, Doubt, DoubtCode, Lang, Meter, Period, Product, Profile, Severity, Site,
    StatedTotals, Text, column_name,
};
use shuiheng_import::{ReadError, Reader, Refusal, read_isolated, recognise};
use std::path::{Path, PathBuf};

/// A file and what its sheets were taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// File name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its sheets.
    pub sheets: Vec<SheetReport>,
}

/// What files give together, before anything is taken over.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Given {
    /// The files, in the order given.
    pub(crate) sources: Vec<Source>,
    /// Units and streams.
    pub(crate) site: Site,
    /// The table's own grand total.
    pub(crate) stated: Option<StatedTotals>,
    /// The enterprise's name as found, and where.
    pub(crate) enterprise: Option<(String, CellRef)>,
    /// Dates and operating days found.
    pub(crate) period: Period,
    /// What the files say of the enterprise otherwise.
    pub(crate) profile: Vec<Fact>,
    /// Products found.
    pub(crate) products: Vec<Product>,
    /// Meters found.
    pub(crate) meters: Vec<Meter>,
    /// Doubts.
    pub(crate) doubts: Vec<Doubt>,
}

/// Reads and recognises one file.
///
/// # Errors
/// The file is refused, with what to do; the work was stopped.
pub(crate) fn inspect(
    path: &Path,
    hints: &Hints,
    reader: &Reader,
    job: &Job,
) -> Result<(Source, Recognition)> {
    let name = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    job.step(format!("读取 {name}"), Some(0.1))?;
    let workbook = read_isolated(path, reader, job.flag()).map_err(refused)?;
    job.step(format!("识别 {name}"), Some(0.6))?;
    let recognition = recognise::recognise(&workbook, hints);
    let source =
        Source { name: workbook.name, sha256: workbook.sha256, sheets: recognition.sheets.clone() };
    Ok((source, recognition))
}

/// Reads the files of one enterprise: the first balance found counts; products and meters
/// of all are taken.
///
/// # Errors
/// A file is refused, none holds a balance table, or the work was stopped.
pub(crate) fn read(paths: &[PathBuf], hints: &Hints, reader: &Reader, job: &Job) -> Result<Given> {
    let mut given = Given::default();
    for path in paths {
        let (source, recognition) = inspect(path, hints, reader, job)?;
        given.add(source, recognition);
    }
    if given.site.units.is_empty() {
        return Err(no_balance(&given));
    }
    Ok(given)
}

impl Given {
    /// Adds what a further file gives.
    pub(crate) fn add(&mut self, mut source: Source, recognition: Recognition) {
        let Recognition {
            sheets: _,
            site,
            stated,
            enterprise,
            period,
            profile,
            products,
            meters,
            doubts,
        } = recognition;
        self.doubts.extend(doubts);
        self.doubts.extend(told::add(&mut self.profile, profile));
        if self.site.units.is_empty() {
            self.site = site;
            self.stated = stated;
        } else if !site.units.is_empty() {
            for sheet in source.sheets.iter_mut().filter(|sheet| sheet.role == SheetRole::Balance) {
                sheet.role = SheetRole::Ignored;
                sheet.reason = Text::new(
                    "已采用前一文件的水平衡表",
                    "the balance of a file before it was taken",
                );
            }
            self.doubts.push(Doubt::new(
                Severity::Warning,
                DoubtCode::SheetIgnored,
                Vec::new(),
                Text::new(
                    format!(
                        "文件“{}”也含有水平衡表，已采用前一文件的数据，该表未采用。",
                        source.name
                    ),
                    format!(
                        "{} holds a balance too; the one of the file before it was taken",
                        source.name
                    ),
                ),
                Text::new(
                    "同一企业只导入一份水平衡表；需要该表时单独导入。",
                    "import one balance for one enterprise",
                ),
            ));
        }
        self.enterprise = self.enterprise.take().or(enterprise);
        let own = std::mem::take(&mut self.period);
        self.period = Period {
            from: own.from.or(period.from),
            to: own.to.or(period.to),
            days_place: if own.operating_days.is_some() {
                own.days_place
            } else {
                period.days_place
            },
            operating_days: own.operating_days.or(period.operating_days),
        };
        self.products.extend(products);
        self.meters.extend(meters);
        self.sources.push(source);
    }

    /// The case that the files and a profile make together: the profile wins, what it
    /// does not say is taken from the files.
    pub(crate) fn case(mut self, profile: Profile) -> Case {
        self.doubts.extend(told::contradictions(&profile, &self.profile));
        let profile = merged(profile, &self);
        Case {
            profile,
            site: self.site,
            stated: self.stated,
            meters: self.meters,
            doubts: self.doubts,
        }
    }
}

/// The profile, completed by what files say.
fn merged(mut profile: Profile, given: &Given) -> Profile {
    if profile.name.is_empty() {
        profile.name = given.enterprise.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
    }
    told::fill(&mut profile, &given.profile);
    let period = &mut profile.period;
    period.from = period.from.or(given.period.from);
    period.to = period.to.or(given.period.to);
    if period.operating_days.is_none() || period.operating_days == given.period.operating_days {
        period.operating_days = given.period.operating_days;
        period.days_place = given.period.days_place.clone();
    }
    for found in &given.products {
        let mut known = profile.products.iter_mut().find(|product| product.name == found.name);
        if let Some(product) = &mut known {
            told::choose(product, found);
        }
        match known {
            Some(product)
                if product.output.is_none()
                    || (product.output == found.output && product.unit == found.unit) =>
            {
                product.output = found.output;
                product.unit.clone_from(&found.unit);
                product.place.clone_from(&found.place);
            }
            Some(_) => {}
            None => profile.products.push(found.clone()),
        }
    }
    profile
}

fn refused(cause: ReadError) -> Error {
    if cause.cause == Refusal::Cancelled {
        return Error::cancelled();
    }
    Error::refused(cause.text(), cause.fix())
}

pub(crate) fn no_balance(given: &Given) -> Error {
    let sheets = |lang: Lang| {
        let told = given.sources.iter().flat_map(|source| {
            source.sheets.iter().map(move |sheet| {
                format!("{}!{}（{}）", source.name, sheet.name, sheet.reason.get(lang))
            })
        });
        told.take(8).collect::<Vec<_>>().join("；")
    };
    let more = given.doubts.iter().filter(|doubt| doubt.severity == Severity::Error).take(3);
    let more: Vec<_> = more.collect();
    let add =
        |lang: Lang| more.iter().map(|doubt| doubt.message.get(lang)).collect::<Vec<_>>().join("");
    Error::refused(
        Text::new(
            format!("没有找到水平衡表。各表情况：{}。{}", sheets(Lang::Zh), add(Lang::Zh)),
            format!("no balance table was found. Sheets: {}. {}", sheets(Lang::En), add(Lang::En)),
        ),
        Text::new(
            "请提供含用水单元名称、取水量、耗水量和排水量的水平衡统计表，或用 shuiheng template 生成模板填写后导入。",
            "hand over a table of units with intake, consumption and discharge, or fill in the template of `shuiheng template`",
        ),
    )
}

impl Source {
    /// The file in the contract's form.
    pub(crate) fn json(&self, lang: Lang) -> Value {
        let sheets = self.sheets.iter().map(|sheet| {
            let block = first_block(sheet);
            json!({
                "name": sheet.name,
                "role": sheet.role.code(),
                "reason": sheet.reason.get(lang),
                "unit_of_measure": block.and_then(|block| block.unit).map(shuiheng_audit::FlowUnit::code),
                "range": block.map(|block| block.range.a1()),
            })
        });
        json!({ "file": self.name, "sha256": self.sha256, "sheets": sheets.collect::<Vec<_>>() })
    }

    /// The file as the window shows it.
    pub(crate) fn view(&self, imported: String) -> view::SourceFile {
        view::SourceFile {
            sha256: self.sha256.clone(),
            name: self.name.clone(),
            imported,
            sheets: self.sheets.iter().map(sheet).collect(),
        }
    }
}

fn first_block(sheet: &SheetReport) -> Option<&BlockReport> {
    sheet.blocks.iter().find(|block| block.role == sheet.role).or_else(|| sheet.blocks.first())
}

fn sheet(sheet: &SheetReport) -> view::SheetReport {
    let block = first_block(sheet);
    let columns = sheet
        .blocks
        .iter()
        .flat_map(|block| block.columns.iter().map(move |column| (block.transposed, column)));
    view::SheetReport {
        name: sheet.name.clone(),
        role: sheet.role.code().into(),
        role_name: sheet.role.zh().into(),
        reason: sheet.reason.zh.clone(),
        unit_of_measure: block
            .and_then(|block| block.unit)
            .map(|unit| unit.symbol().to_owned())
            .unwrap_or_default(),
        range: block.map(|block| block.range.a1()).unwrap_or_default(),
        columns: columns
            .map(|(transposed, column)| view::ColumnReport {
                column: if transposed {
                    format!("第{}行", column.col + 1)
                } else {
                    column_name(column.col)
                },
                header: column.header.clone(),
                meaning: column.meaning.map(|meaning| meaning.zh()).unwrap_or_default(),
                confidence: column.confidence,
            })
            .collect(),
    }
}

/// `inspect --json`: what was recognised and how, with every doubt.
fn inspection(source: &Source, recognition: &Recognition, lang: Lang) -> Value {
    let column = |column: &recognise::ColumnReport| {
        json!({
            "column": column_name(column.col),
            "header": column.header,
            "cell": column.cell.to_string(),
            "meaning": column.meaning.map(|meaning| meaning.code()),
            "unit_of_measure": column.unit.map(shuiheng_audit::FlowUnit::code),
            "confidence": column.confidence,
            "reason": column.reason.get(lang),
        })
    };
    let block = |block: &BlockReport| {
        json!({
            "range": block.range.a1(),
            "role": block.role.code(),
            "header_rows": [block.header_rows.0 + 1, block.header_rows.1 + 1],
            "transposed": block.transposed,
            "unit_of_measure": block.unit.map(shuiheng_audit::FlowUnit::code),
            "unit_as_written": block.unit_as_written,
            "unit_ref": block.unit_place.as_ref().map(ToString::to_string),
            "columns": block.columns.iter().map(column).collect::<Vec<_>>(),
            "rows": block.rows.iter().map(|row| json!({
                "row": row.row + 1,
                "role": row.role,
                "name": row.name,
                "reason": row.reason.get(lang),
            })).collect::<Vec<_>>(),
        })
    };
    json!({
        "schema": "shuiheng.inspection/1",
        "file": source.name,
        "sha256": source.sha256,
        "enterprise": recognition.enterprise.as_ref().map(|(name, _)| name),
        "period": { "from": recognition.period.from, "to": recognition.period.to, "operating_days": recognition.period.operating_days.map(Days::value) },
        "sheets": recognition.sheets.iter().map(|sheet| json!({
            "name": sheet.name,
            "role": sheet.role.code(),
            "reason": sheet.reason.get(lang),
            "blocks": sheet.blocks.iter().map(block).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "units": recognition.site.units.iter().map(|unit| json!({
            "name": unit.name,
            "category": unit.category,
            "parent": unit.parent,
            "ref": unit.place.as_ref().map(ToString::to_string),
        })).collect::<Vec<_>>(),
        "profile": recognition.profile.iter().map(|fact| json!({
            "field": fact.field.code(),
            "value": fact.value,
            "unit_of_measure": Some(fact.field.unit()).filter(|unit| !unit.is_empty()),
            "ref": fact.place.to_string(),
        })).collect::<Vec<_>>(),
        "products": recognition.products.iter().map(|product| json!({
            "name": product.name, "output": product.output, "unit": product.unit,
            "quota": product.quota, "rinses": product.rinses, "share": product.share,
        })).collect::<Vec<_>>(),
        "meters": recognition.meters.len(),
        "issues": recognition.doubts.iter().map(|doubt| crate::contract::issue(doubt, lang)).collect::<Vec<_>>(),
    })
}

/// Doubts as the window shows them.
pub(crate) fn doubts(list: &[Doubt]) -> Vec<view::Doubt> {
    list.iter().map(present::doubt).collect()
}

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

impl Inspection {
    /// The inspection as JSON.
    pub fn json(&self, lang: Lang) -> Value {
        inspection(&self.source, &self.recognition, lang)
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
        for doubt in &recognition.doubts {
            lines.push(doubt_line(doubt, lang));
        }
        lines.join("\n")
    }
}

/// How much was found, in a sentence. Units that are sums of others are counted apart.
fn found(recognition: &Recognition, lang: Lang) -> String {
    let units = &recognition.site.units;
    let is_sum = |unit: &&shuiheng_audit::Unit| {
        units.iter().any(|other| other.parent.as_ref() == Some(&unit.id) && !other.of_which)
    };
    let sums = units.iter().filter(is_sum).count();
    let (leaves, products, meters, doubts) = (
        units.len() - sums,
        recognition.products.len(),
        recognition.meters.len(),
        recognition.doubts.len(),
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
        let meaning = column.meaning.map_or_else(
            || if lang == Lang::Zh { "未识别".to_owned() } else { "not recognised".to_owned() },
            |meaning| if lang == Lang::Zh { meaning.zh() } else { meaning.code() },
        );
        lines.push(format!(
            "    {}  {} → {meaning}（{:.0} %，{}）",
            column.cell.a1(),
            column.header,
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
