//! Headers that persons gave a meaning: listed, added, removed, and kept in a file.

use super::{App, local, now};
use crate::loaded::{Kept, label, put};
use crate::record::{MappingBody, SynonymBody};
use crate::synonym_file;
use crate::{Error, Job, Result, view};
use shuiheng_audit::{Lang, Text};
use shuiheng_import::recognise::{Synonym, SynonymFault, synonym_meanings};
use shuiheng_store::{Kind, Scope, Store};
use std::path::Path;

impl App {
    /// The synonyms of the workspace, by header.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn synonyms(&self) -> Result<Vec<view::Synonym>> {
        let inner = self.lock()?;
        Ok(held(&inner.store)?.into_iter().map(|(_, body)| shown(body, self.lang())).collect())
    }

    /// What a header can mean: code and name.
    pub fn synonym_meanings() -> Vec<(&'static str, &'static str)> {
        synonym_meanings().to_vec()
    }

    /// Adds a synonym; one for the same header in the same place gets the new meaning.
    ///
    /// # Errors
    /// The header is empty, the meaning or the header above is not known.
    pub fn add_synonym(
        &self,
        header: &str,
        under: &str,
        meaning: &str,
    ) -> Result<Vec<view::Synonym>> {
        let synonym = Synonym {
            header: header.trim().to_owned(),
            under: under.trim().to_owned(),
            meaning: meaning.to_owned(),
        }
        .in_code();
        if let Some(fault) = synonym.fault() {
            return Err(Error::refused(said(&synonym, fault), advice()));
        }
        self.keep_synonyms(vec![synonym])?;
        self.synonyms()
    }

    /// Removes a synonym.
    ///
    /// # Errors
    /// There is none for that header in that place.
    pub fn remove_synonym(&self, header: &str, under: &str) -> Result<Vec<view::Synonym>> {
        let wanted = Synonym { header: header.into(), under: under.into(), ..Synonym::default() };
        {
            let mut inner = self.lock()?;
            let found = held(&inner.store)?
                .into_iter()
                .find(|(_, body)| body.synonym.is_about(&wanted))
                .ok_or_else(|| {
                    Error::not_found(
                        format!("没有“{header}”这一同义词。"),
                        format!("there is no synonym {header}"),
                    )
                })?;
            let intent = inner.intent(label(
                format!("删除表头同义词“{header}”"),
                format!("Remove the synonym {header}"),
            ))?;
            inner.store.transact(&intent, |draft| draft.delete(found.0).map_err(Error::from))?;
        }
        self.synonyms()
    }

    /// Writes the synonyms to a file, as a workbook where its name ends in `.xlsx`, else as
    /// CSV. Gives how many there are.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn export_synonyms(&self, path: &Path) -> Result<usize> {
        let list: Vec<Synonym> = {
            let inner = self.lock()?;
            held(&inner.store)?.into_iter().map(|(_, body)| body.synonym).collect()
        };
        crate::write_whole(path, &synonym_file::bytes(&list, path)?)?;
        Ok(list.len())
    }

    /// Takes the synonyms of a file over, all or none. Gives how many are new.
    ///
    /// # Errors
    /// The file is refused; or rows of it are empty, name a meaning that is not known, or
    /// contradict each other or what is held: each is told with its line.
    pub fn import_synonyms(&self, path: &Path, job: &Job) -> Result<usize> {
        let workbook = crate::source::open(path, &self.reader, job)?;
        let rows = synonym_file::rows(&workbook)?;
        let known: Vec<Synonym> = {
            let inner = self.lock()?;
            held(&inner.store)?.into_iter().map(|(_, body)| body.synonym).collect()
        };
        let mut fresh: Vec<(u32, Synonym)> = Vec::new();
        let mut faults: Vec<Text> = Vec::new();
        for (line, synonym) in rows {
            let fault = match synonym.fault() {
                Some(fault) => Some(said(&synonym, fault)),
                None => contradiction(&synonym, &known, &fresh),
            };
            if let Some(fault) = fault {
                faults.push(at_line(line, &fault));
            } else if !known.contains(&synonym) {
                fresh.push((line, synonym));
            }
        }
        if !faults.is_empty() {
            return Err(refused(&workbook.name, &faults));
        }
        fresh.dedup_by(|one, two| one.1.is_about(&two.1));
        let fresh: Vec<Synonym> = fresh.into_iter().map(|(_, synonym)| synonym).collect();
        let count = fresh.len();
        self.keep_synonyms(fresh)?;
        Ok(count)
    }

    fn keep_synonyms(&self, synonyms: Vec<Synonym>) -> Result<()> {
        if synonyms.is_empty() {
            return Ok(());
        }
        let mut inner = self.lock()?;
        let known = held(&inner.store)?;
        let who = inner.who()?;
        let time = now();
        let records: Vec<_> = synonyms
            .into_iter()
            .map(|synonym| {
                let same = known.iter().find(|(_, body)| body.synonym.is_about(&synonym));
                let id = same.map_or_else(|| inner.store.new_id(time), |(id, _)| *id);
                (id, SynonymBody { synonym, made: local(time), by: who.clone() })
            })
            .collect();
        let intent = inner.intent(label("添加表头同义词", "Add synonyms of headers"))?;
        inner.store.transact(&intent, |draft| {
            records.into_iter().try_for_each(|(id, body)| {
                put(draft, id, Kind::Mapping, Scope::Workspace, MappingBody::Synonym(body))
            })
        })?;
        Ok(())
    }

    /// The synonyms as recognition wants them.
    pub(super) fn synonyms_of(store: &Store) -> Result<Vec<Synonym>> {
        Ok(held(store)?.into_iter().map(|(_, body)| body.synonym).collect())
    }
}

fn held(store: &Store) -> Result<Vec<Kept<SynonymBody>>> {
    let records = store.list_all::<MappingBody>(Kind::Mapping)?;
    let mut held: Vec<Kept<SynonymBody>> = records
        .into_iter()
        .filter_map(|record| match record.body {
            MappingBody::Synonym(body) => Some((record.id, body)),
            MappingBody::Layout(_) | MappingBody::QuotaTable(_) => None,
        })
        .collect();
    held.sort_by(|one, two| one.1.synonym.cmp(&two.1.synonym));
    Ok(held)
}

fn shown(body: SynonymBody, lang: Lang) -> view::Synonym {
    let name = synonym_meanings().iter().find(|(code, _)| *code == body.synonym.meaning);
    view::Synonym {
        meaning_name: name
            .map(|(code, zh)| lang.pick((*zh).to_owned(), code.replace('_', " ")))
            .unwrap_or_default(),
        header: body.synonym.header,
        under: body.synonym.under,
        meaning: body.synonym.meaning,
        made: body.made,
        by: body.by,
    }
}

/// What a synonym contradicts: one that is held, or one of an earlier line.
fn contradiction(synonym: &Synonym, known: &[Synonym], fresh: &[(u32, Synonym)]) -> Option<Text> {
    let differs = |other: &Synonym| other.is_about(synonym) && other.meaning != synonym.meaning;
    let header = &synonym.header;
    if let Some((line, _)) = fresh.iter().find(|(_, other)| differs(other)) {
        return Some(Text::new(
            format!("“{header}”与第 {line} 行的含义不同"),
            format!("“{header}” has another meaning on line {line}"),
        ));
    }
    known.iter().any(differs).then(|| {
        Text::new(
            format!("“{header}”与工作区中已有的含义不同"),
            format!("“{header}” has another meaning in the workspace"),
        )
    })
}

fn said(synonym: &Synonym, fault: SynonymFault) -> Text {
    match fault {
        SynonymFault::NoHeader => Text::new("没有填写表头", "the header is empty"),
        SynonymFault::UnknownMeaning => Text::new(
            format!("含义“{}”不在可选含义之内", synonym.meaning),
            format!("“{}” is no meaning that can be chosen", synonym.meaning),
        ),
        SynonymFault::UnknownParent => Text::new(
            format!("上级表头“{}”不是程序认识的表头", synonym.under),
            format!("the header above, “{}”, is not known", synonym.under),
        ),
    }
}

fn advice() -> Text {
    Text::new(
        "含义请填写程序中的名称（如“再生水”）或代码（如 reclaimed）；用 synonym meanings 查看。",
        "give a meaning by its name or code; see `synonym meanings`",
    )
}

fn at_line(line: u32, fault: &Text) -> Text {
    Text::new(format!("第 {line} 行：{}", fault.zh), format!("line {line}: {}", fault.en))
}

fn refused(name: &str, faults: &[Text]) -> Error {
    let zh: Vec<&str> = faults.iter().take(20).map(|fault| fault.zh.as_str()).collect();
    let en: Vec<&str> = faults.iter().take(20).map(|fault| fault.en.as_str()).collect();
    Error::refused(
        Text::new(
            format!("“{name}”未导入。{}。", zh.join("；")),
            format!("{name} was not imported: {}", en.join("; ")),
        ),
        advice(),
    )
}
