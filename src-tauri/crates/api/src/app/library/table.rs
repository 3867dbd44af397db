//! Tables of quotas: pasted or picked, looked at with their doubts, taken over; and the
//! library written as a table or as a file for colleagues.

use super::{Shelves, refuse, stamp};
use crate::app::{App, Inner, intent_of, local};
use crate::library::Field;
use crate::library_file::LibraryFile;
use crate::loaded::{Kept, label, put};
use crate::quota_table::{self, Column, ReadRow, ReadTable, RowDoubt, RowState, TableChoices};
use crate::record::{Made, MappingBody, QuotaBody, QuotaLayoutBody};
use crate::{Error, Job, Result, present, source, view};
use shuiheng_audit::{Lang, Severity, column_name};
use shuiheng_import::workbook::Workbook;
use shuiheng_store::{Kind, RecordId, Scope, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A table that was read and not yet taken over.
pub(in crate::app) struct PendingTable {
    token: String,
    workbook: Arc<Workbook>,
    choices: TableChoices,
}

impl App {
    /// Reads a table of quotas from a workbook or CSV file and says what it holds. Changes
    /// nothing.
    ///
    /// # Errors
    /// The file is refused or empty, or the work was stopped.
    pub fn preview_quotas(&self, path: &Path, job: &Job) -> Result<view::QuotaImport> {
        let workbook = source::open(path, &self.reader, job)?;
        self.looked_at(workbook)
    }

    /// As [`App::preview_quotas`], for a table that was pasted: as the clipboard has it in
    /// HTML, where that holds a table, otherwise as text, out of a PDF too.
    ///
    /// # Errors
    /// It is refused or empty, or the work was stopped.
    pub fn preview_pasted_quotas(
        &self,
        text: &str,
        html: &str,
        job: &Job,
    ) -> Result<view::QuotaImport> {
        let has_table = html.to_ascii_lowercase().contains("<table");
        let bytes =
            if has_table { html.to_owned() } else { quota_table::with_tabs(text) }.into_bytes();
        let workbook = source::pasted(&bytes, &self.reader, job)?;
        self.looked_at(workbook)
    }

    fn looked_at(&self, workbook: Workbook) -> Result<view::QuotaImport> {
        let mut inner = self.lock()?;
        inner.tokens += 1;
        let pending = PendingTable {
            token: format!("quotas-{}", inner.tokens),
            workbook: Arc::new(workbook),
            choices: TableChoices::default(),
        };
        let shown = self.shown_table(&inner.store, &pending)?;
        inner.table = Some(pending);
        Ok(shown)
    }

    fn shown_table(&self, store: &Store, pending: &PendingTable) -> Result<view::QuotaImport> {
        let shelves = self.shelves(store)?;
        let table = read(store, pending, &shelves)?;
        Ok(shown(pending, table, &shelves, self.lang()))
    }

    /// Reads the table that waits anew, as a person says what its columns mean and what holds
    /// for every row.
    ///
    /// # Errors
    /// The preview is gone, or a field is not known.
    pub fn revise_quotas(
        &self,
        token: &str,
        choices: &view::QuotaImportChoices,
    ) -> Result<view::QuotaImport> {
        let choices = chosen(choices)?;
        let mut inner = self.lock()?;
        let pending = waiting(&inner, token)?;
        let pending = PendingTable {
            token: pending.token.clone(),
            workbook: Arc::clone(&pending.workbook),
            choices,
        };
        let shown = self.shown_table(&inner.store, &pending)?;
        inner.table = Some(pending);
        Ok(shown)
    }

    /// Takes rows of the table that waits into the library, by their lines from 1, in one
    /// change that can be taken back. What columns mean is remembered for tables with the
    /// same head.
    ///
    /// # Errors
    /// The preview is gone, no row is named, or one of them cannot be taken over. Nothing is
    /// changed then.
    pub fn accept_quotas(&self, token: &str, lines: &[u32]) -> Result<view::LibraryList> {
        let mut inner = self.lock()?;
        let pending = waiting(&inner, token)?;
        let shelves = self.shelves(&inner.store)?;
        let table = read(&inner.store, pending, &shelves)?;
        let wanted: BTreeSet<u32> = lines.iter().copied().collect();
        let rows: Vec<&ReadRow> =
            table.rows.iter().filter(|row| wanted.contains(&(row.line + 1))).collect();
        if rows.is_empty() {
            return Err(refuse("没有选择要采用的行。", "no row was chosen", "选择一行或多行。"));
        }
        if let Some(row) = rows.iter().find(|row| row.state == RowState::Blocked) {
            return Err(refuse(
                format!("第 {} 行有错误，不能采用；没有导入任何行。", row.line + 1),
                format!("line {} has an error; nothing was imported", row.line + 1),
                "改正原表后重新粘贴，或不选该行。",
            ));
        }
        let name = pending.workbook.name.clone();
        let what = label(
            format!("导入定额 {} 行（{name}）", rows.len()),
            format!("Import {} quotas from {name}", rows.len()),
        );
        let who = inner.who()?;
        let what = intent_of(what, &who, "");
        let mut records: Vec<(RecordId, QuotaBody)> = Vec::new();
        for row in rows.iter().filter(|row| row.state != RowState::Same) {
            let made = Made {
                by: who.clone(),
                on: stamp(),
                reason: format!("导入“{name}”第 {} 行", row.line + 1),
            };
            let known = shelves.library.quota(&row.quota.id);
            let body = match known {
                Some(known) => shelves.body_of(known).followed_by(row.quota.clone(), made),
                None => QuotaBody::new(row.quota.clone(), made),
            };
            let held = shelves.record(&row.quota.id);
            records.push((held.map_or_else(|| inner.store.new_id(what.now), |(id, _)| *id), body));
        }
        let layout = layout(&table, &local(what.now), &who);
        let layout = match layout {
            None => None,
            Some(body) => {
                let held = layouts(&inner.store)?;
                let same = held.iter().find(|(_, held)| held.headers == body.headers);
                let id = same.map_or_else(|| inner.store.new_id(what.now), |(id, _)| *id);
                Some((id, MappingBody::QuotaTable(body)))
            }
        };
        inner.store.transact(&what, |draft| {
            for (id, body) in records {
                put(draft, id, Kind::Quota, Scope::Workspace, body)?;
            }
            match layout {
                Some((id, body)) => put(draft, id, Kind::Mapping, Scope::Workspace, body),
                None => Ok(()),
            }
        })?;
        inner.table = None;
        self.listed(&inner.store, "")
    }

    /// Writes the library to a file: as a workbook or CSV with every field of every quota, or,
    /// where the name ends in `.json`, as a file that colleagues merge. Gives how many rows it
    /// holds.
    ///
    /// # Errors
    /// The file cannot be written; an older one stays whole then.
    pub fn export_library(&self, path: &Path) -> Result<usize> {
        let (bytes, count) = {
            let inner = self.lock()?;
            let shelves = self.shelves(&inner.store)?;
            let is_file = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
            if is_file {
                let file = LibraryFile::of(&shelves.own, &shelves.held, stamp());
                (file.bytes()?, file.len())
            } else {
                let quotas = &shelves.library.quotas;
                (quota_table::export(quotas, path)?, quotas.len())
            }
        };
        crate::write_whole(path, &bytes)?;
        Ok(count)
    }
}

fn waiting<'i>(inner: &'i Inner, token: &str) -> Result<&'i PendingTable> {
    inner
        .table
        .as_ref()
        .filter(|pending| pending.token == token)
        .ok_or_else(|| Error::not_found("该导入预览已失效。", "the preview is gone"))
}

fn read(store: &Store, pending: &PendingTable, shelves: &Shelves) -> Result<ReadTable> {
    let remembered: Vec<QuotaLayoutBody> =
        layouts(store)?.into_iter().map(|(_, body)| body).collect();
    quota_table::read(&pending.workbook, &pending.choices, &remembered, &shelves.library)
}

/// What columns of tables mean, as persons chose.
fn layouts(store: &Store) -> Result<Vec<Kept<QuotaLayoutBody>>> {
    let records = store.list_all::<MappingBody>(Kind::Mapping)?.into_iter();
    let layout = |body: MappingBody| match body {
        MappingBody::QuotaTable(body) => Some(body),
        MappingBody::Layout(_) | MappingBody::Synonym(_) => None,
    };
    Ok(records.filter_map(|record| Some((record.id, layout(record.body)?))).collect())
}

/// What is to be remembered of a table: where a person chose what a column means.
fn layout(table: &ReadTable, made: &str, by: &str) -> Option<QuotaLayoutBody> {
    let is_chosen = table.head.is_some() && table.columns.iter().any(|column| column.chosen);
    let code = |column: &Column| column.field.map(Field::code).unwrap_or_default().to_owned();
    is_chosen.then(|| QuotaLayoutBody {
        headers: table.columns.iter().map(|column| column.header.clone()).collect(),
        fields: table.columns.iter().map(|column| (column.header.clone(), code(column))).collect(),
        made: made.to_owned(),
        by: by.to_owned(),
    })
}

fn field(code: &str) -> Result<Field> {
    Field::from_code(code).ok_or_else(|| {
        Error::not_found(format!("没有“{code}”这一字段。"), format!("there is no field {code}"))
    })
}

fn chosen(choices: &view::QuotaImportChoices) -> Result<TableChoices> {
    let meaning = |code: &String| match code.as_str() {
        "" => Ok(None),
        code => field(code).map(Some),
    };
    let fields = choices.fields.iter().map(|(col, code)| Ok((*col, meaning(code)?)));
    let common = choices.common.iter().map(|(code, text)| Ok((field(code)?, text.clone())));
    Ok(TableChoices {
        sheet: choices.sheet.clone(),
        fields: fields.collect::<Result<_>>()?,
        common: common.collect::<Result<_>>()?,
    })
}

fn shown(
    pending: &PendingTable,
    table: ReadTable,
    shelves: &Shelves,
    lang: Lang,
) -> view::QuotaImport {
    let count =
        |wanted: fn(&ReadRow) -> bool| table.rows.iter().filter(|row| wanted(row)).count() as u32;
    let common: BTreeMap<String, String> =
        table.common.iter().map(|(field, text)| (field.code().into(), text.clone())).collect();
    let skipped = table.skipped.iter().map(|(line, text, why)| view::QuotaSkipped {
        line: line + 1,
        text: text.clone(),
        reason: why.get(lang).to_owned(),
    });
    view::QuotaImport {
        token: pending.token.clone(),
        name: pending.workbook.name.clone(),
        sheets: quota_table::sheets(&pending.workbook),
        sheet: table.sheet.clone(),
        head: table.head.map_or([0, 0], |(first, last)| [first + 1, last + 1]),
        columns: table.columns.iter().map(|of| column(of, lang)).collect(),
        meanings: Field::ALL
            .iter()
            .map(|(field, code, zh)| view::LibraryOption {
                code: (*code).into(),
                name: lang.pick(*zh, field.en()).into(),
            })
            .collect(),
        common,
        remembered: table.remembered,
        sound: count(ReadRow::is_sound),
        same: count(|row| row.state == RowState::Same),
        blocked: count(|row| row.state == RowState::Blocked),
        rows: table.rows.iter().map(|row| import_row(row, shelves, lang)).collect(),
        skipped: skipped.collect(),
    }
}

fn column(of: &Column, lang: Lang) -> view::QuotaColumn {
    view::QuotaColumn {
        col: of.col,
        letter: column_name(of.col),
        header: of.header.clone(),
        field: of.field.map(Field::code).unwrap_or_default().into(),
        field_name: of
            .field
            .map(|field| lang.pick(field.zh(), field.en()))
            .unwrap_or_default()
            .into(),
        unit: of.unit.clone().unwrap_or_default(),
        chosen: of.chosen,
        samples: of.samples.clone(),
    }
}

fn import_row(row: &ReadRow, shelves: &Shelves, lang: Lang) -> view::QuotaImportRow {
    let doubt = |doubt: &RowDoubt| view::QuotaDoubt {
        severity: match doubt.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
        .into(),
        code: doubt.code.into(),
        col: doubt.col,
        message: doubt.message.get(lang).to_owned(),
    };
    let known = shelves.library.quota(&row.quota.id).filter(|_| row.state != RowState::Same);
    view::QuotaImportRow {
        line: row.line + 1,
        quota: present::quota(&row.quota, true, lang),
        state: row.state.code().into(),
        state_name: lang.pick(row.state.zh(), row.state.en()).into(),
        sound: row.is_sound(),
        doubts: row.doubts.iter().map(doubt).collect(),
        changes: known.map(|known| present::changes(known, &row.quota, lang)).unwrap_or_default(),
    }
}
