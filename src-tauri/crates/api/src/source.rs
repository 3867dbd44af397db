//! Files that an enterprise handed over, read in a child process and recognised.

use crate::{Error, Job, Result, present, told, view};
use recognise::{BlockReport, Fact, Hints, Recognition, SheetReport, SheetRole};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shuiheng_audit::{
    AuditorWork, Case, CellRef, Doubt, DoubtCode, Lang, Ledgers, Meter, Period, Product, Profile,
    Severity, Site, StatedTotals, Text, column_name,
};
use shuiheng_import::workbook::Workbook;
use shuiheng_import::{
    ReadError, Reader, Refusal, read_and, read_handed, read_isolated, recognise,
};
use shuiheng_store::FileHash;
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
    /// Use over years and months, readings, equipment and water quality found.
    pub(crate) ledgers: Ledgers,
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
    job.step(job.lang().pick(format!("读取 {name}"), format!("reading {name}")), Some(0.1))?;
    let work = |workbook: &Workbook| {
        job.step(recognising(&name, job.lang()), Some(0.6))?;
        Ok(recognised(workbook, hints))
    };
    let (workbook, found) = read_and(path, reader, job.flag(), work).map_err(refused)?;
    // A large workbook takes its time to be let go of, and nobody has to wait for that.
    std::thread::spawn(move || drop(workbook));
    found
}

/// The step of a file that is being recognised.
pub(crate) fn recognising(name: &str, lang: Lang) -> String {
    lang.pick(format!("识别 {name}"), format!("recognising {name}"))
}

/// Reads one file, before anything is recognised in it.
///
/// # Errors
/// As for [`inspect`].
pub(crate) fn open(path: &Path, reader: &Reader, job: &Job) -> Result<Workbook> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    job.step(job.lang().pick(format!("读取 {name}"), format!("reading {name}")), Some(0.1))?;
    read_isolated(path, reader, job.flag()).map_err(refused)
}

/// The name that a pasted table goes by, and its one sheet.
pub(crate) const PASTED: &str = "粘贴的表格";

/// Reads a table that was pasted: HTML, or text with tabs between its fields.
///
/// # Errors
/// It is refused, with what to do; the work was stopped.
pub(crate) fn pasted(bytes: &[u8], reader: &Reader, job: &Job) -> Result<Workbook> {
    let step = job.lang().pick(format!("读取 {PASTED}"), "reading the pasted table".into());
    job.step(step, Some(0.1))?;
    read_handed(bytes, PASTED, reader, job.flag()).map_err(refused)
}

/// Recognises a file that was read.
pub(crate) fn recognised(workbook: &Workbook, hints: &Hints) -> (Source, Recognition) {
    let recognition = recognise::recognise(workbook, hints);
    let source = Source {
        name: workbook.name.clone(),
        sha256: workbook.sha256.clone(),
        sheets: recognition.sheets.clone(),
    };
    (source, recognition)
}

/// The bytes of a file that was read, as long as it is still the same.
///
/// # Errors
/// It cannot be read any more, or was changed since.
pub(crate) fn unchanged(path: &Path, sha256: &str) -> Result<Vec<u8>> {
    let bytes =
        std::fs::read(path).map_err(|cause| Error::internal("reading the file again", cause))?;
    if FileHash::of(&bytes).as_str() == sha256 {
        return Ok(bytes);
    }
    Err(Error::refused(
        Text::new("文件在读取过程中被改动。", "the file was changed while it was read"),
        Text::new("保存并关闭该文件后重试。", "save and close it, then try again"),
    ))
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
    /// True where there is something that can be taken over.
    pub(crate) fn is_usable(&self) -> bool {
        !self.site.units.is_empty()
            || !self.products.is_empty()
            || !self.profile.is_empty()
            || !self.meters.is_empty()
            || !self.ledgers.is_empty()
    }

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
            ledgers,
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
        self.ledgers.extend(ledgers);
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
            ledgers: self.ledgers,
            adjustments: Vec::new(),
            review: AuditorWork::default(),
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
    pub(crate) fn view(&self, imported: String, lang: Lang) -> view::SourceFile {
        view::SourceFile {
            sha256: self.sha256.clone(),
            name: self.name.clone(),
            imported,
            sheets: self.sheets.iter().map(|each| sheet(each, lang)).collect(),
        }
    }
}

fn first_block(sheet: &SheetReport) -> Option<&BlockReport> {
    sheet.blocks.iter().find(|block| block.role == sheet.role).or_else(|| sheet.blocks.first())
}

/// What a row is called that stands for a column.
pub(crate) fn row_letter(row: u32, lang: Lang) -> String {
    lang.pick(format!("第{}行", row + 1), format!("row {}", row + 1))
}

fn sheet(sheet: &SheetReport, lang: Lang) -> view::SheetReport {
    let block = first_block(sheet);
    let columns = sheet
        .blocks
        .iter()
        .flat_map(|block| block.columns.iter().map(move |column| (block.transposed, column)));
    view::SheetReport {
        name: sheet.name.clone(),
        role: sheet.role.code().into(),
        role_name: lang.pick(sheet.role.zh(), sheet.role.en()).into(),
        reason: sheet.reason.get(lang).to_owned(),
        unit_of_measure: block
            .and_then(|block| block.unit)
            .map(|unit| lang.pick(unit.symbol(), unit.symbol_en()).to_owned())
            .unwrap_or_default(),
        range: block.map(|block| block.range.a1()).unwrap_or_default(),
        columns: columns
            .map(|(transposed, column)| view::ColumnReport {
                column: if transposed {
                    row_letter(column.col, lang)
                } else {
                    column_name(column.col)
                },
                header: column.header.clone(),
                meaning: column
                    .meaning
                    .map(|meaning| lang.pick(meaning.zh(), meaning.en()))
                    .unwrap_or_default(),
                confidence: column.confidence,
            })
            .collect(),
    }
}

/// Doubts as the window shows them.
pub(crate) fn doubts(list: &[Doubt], lang: Lang) -> Vec<view::Doubt> {
    list.iter().map(|each| present::doubt(each, lang)).collect()
}
