//! The person decides: other choices for a file that waits, recognised anew at once.

use super::gone;
use super::reading::unusable;
use super::remember::fitting;
use crate::app::{App, Inner, Pending};
use crate::loaded::{Kept, Loaded};
use crate::record::LayoutBody;
use crate::source::{self, Given, Source};
use crate::{Error, Result, view};
use shuiheng_audit::{Days, FlowUnit};
use shuiheng_import::recognise::{
    BlockReport, Choices, ColumnChoice, HeaderChoice, Hints, Meaning, Remembered, RowChoice,
    RowRole, SheetRole, Synonym, TableChoice,
};
use shuiheng_import::workbook::Workbook;
use shuiheng_store::RecordId;
use std::sync::Arc;

impl App {
    /// Recognises a file that waits under other choices, and says what it holds now. The
    /// choices are all that hold: what is not among them is recognised.
    ///
    /// # Errors
    /// The preview is gone, or a choice is none that is offered. Nothing is changed.
    pub fn revise_import(
        &self,
        id: &str,
        token: &str,
        choices: view::ImportChoices,
    ) -> Result<view::ImportPreview> {
        let id = Self::id(id)?;
        let (workbook, mut hints, remembered, known) = {
            let inner = self.lock()?;
            let loaded = Loaded::load(&inner.store, id)?;
            let pending = waiting(&inner, id, token)?;
            let named = pending.given.enterprise.as_ref().map(|(name, _)| name.as_str());
            let remembered = fitting(&inner.store, &loaded, named)?;
            let synonyms = Self::synonyms_of(&inner.store)?;
            let hints = hints(&loaded, &choices, &remembered, synonyms);
            // Other headers make other tables, and choices are found by their tables.
            let stands = pending.choices.headers == choices.headers;
            let known = stands.then(|| pending.given.sources.clone());
            (Arc::clone(&pending.workbook), hints, remembered, known)
        };
        // Recognising takes a moment for a large file; meanwhile the rest goes on.
        let known = known.unwrap_or_else(|| read(&workbook, &hints).sources);
        hints.tables = tables(&known, &choices)?;
        let given = read(&workbook, &hints);
        let tables = hints.tables;
        let mut inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, id)?;
        waiting(&inner, id, token)?;
        let Some(pending) = inner.pending.get_mut(token) else { return Err(gone()) };
        pending.given = given;
        pending.choices = choices;
        pending.tables = tables;
        pending.remembered = remembered;
        Ok(self.previewed(&loaded, pending, token.to_owned()))
    }
}

/// What a workbook gives under hints.
pub(super) fn read(workbook: &Workbook, hints: &Hints) -> Given {
    let (source, recognition) = source::recognised(workbook, hints);
    let mut given = Given::default();
    given.add(source, recognition);
    if !given.is_usable() {
        let doubt = unusable(&given);
        given.doubts.insert(0, doubt);
    }
    given
}

/// What is known beforehand of a file of a diagnosis.
pub(super) fn hints(
    loaded: &Loaded,
    choices: &view::ImportChoices,
    remembered: &[Kept<LayoutBody>],
    synonyms: Vec<Synonym>,
) -> Hints {
    let wanted = |(id, _): &&Kept<LayoutBody>| !choices.without.contains(&id.to_string());
    let held = |(id, body): &Kept<LayoutBody>| Remembered {
        id: id.to_string(),
        layout: body.layout.clone(),
        choices: body.choices.clone(),
    };
    Hints {
        operating_days: loaded
            .body
            .period
            .operating_days
            .or(choices.operating_days.and_then(Days::new)),
        working_hours: choices.working_hours.filter(|hours| *hours > 0.0 && *hours <= 24.0),
        remembered: remembered.iter().filter(wanted).map(held).collect(),
        synonyms,
        headers: choices.headers.iter().map(header).collect(),
        ..Hints::default()
    }
}

fn header(choice: &view::ImportHeaderChoice) -> HeaderChoice {
    let (top, bottom) = (choice.top.min(choice.bottom), choice.top.max(choice.bottom));
    HeaderChoice { sheet: choice.sheet.clone(), top, bottom }
}

/// A file that waits for its answer.
pub(super) fn waiting<'i>(inner: &'i Inner, id: RecordId, token: &str) -> Result<&'i Pending> {
    inner.pending.get(token).filter(|pending| pending.diagnosis == id).ok_or_else(gone)
}

/// The choices by headers and layouts, as recognition wants them.
fn tables(sources: &[Source], choices: &view::ImportChoices) -> Result<Vec<TableChoice>> {
    choices.tables.iter().map(|choice| table(sources, choice)).collect()
}

fn table(sources: &[Source], choice: &view::ImportTableChoice) -> Result<TableChoice> {
    let block = sources
        .iter()
        .flat_map(|source| &source.sheets)
        .filter(|sheet| sheet.name == choice.sheet)
        .flat_map(|sheet| &sheet.blocks)
        .find(|block| (block.range.row, block.range.col) == (choice.top, choice.left));
    let columns = choice.columns.iter().map(|choice| column(block, choice));
    let rows = choice.rows.iter().map(|choice| row(block, choice));
    let choices = Choices {
        role: choice.role.as_deref().map(role).transpose()?,
        unit: choice.unit.as_deref().map(unit).transpose()?,
        columns: columns.collect::<Result<_>>()?,
    };
    Ok(TableChoice {
        sheet: choice.sheet.clone(),
        row: choice.top,
        col: choice.left,
        layout: block.map(|block| block.layout.clone()).unwrap_or_default(),
        choices,
        rows: rows.collect::<Result<_>>()?,
    })
}

fn column(block: Option<&BlockReport>, choice: &view::ImportColumnChoice) -> Result<ColumnChoice> {
    let (header, nth) = block.and_then(|block| block.header_of(choice.col)).unwrap_or_default();
    Ok(ColumnChoice {
        header,
        nth,
        meaning: choice.meaning.as_deref().map(meaning).transpose()?,
        unit: choice.unit.as_deref().map(unit).transpose()?,
    })
}

fn row(block: Option<&BlockReport>, choice: &view::ImportRowChoice) -> Result<RowChoice> {
    let name = block
        .and_then(|block| block.rows.iter().find(|row| row.row == choice.row))
        .map(|row| row.name.clone())
        .unwrap_or_default();
    let role = RowRole::CHOOSABLE.into_iter().find(|role| role.code() == choice.role);
    Ok(RowChoice { row: choice.row, name, role: role.ok_or_else(|| not_offered(&choice.role))? })
}

fn meaning(code: &str) -> Result<Meaning> {
    Meaning::chosen(code).ok_or_else(|| not_offered(code))
}

fn unit(code: &str) -> Result<FlowUnit> {
    FlowUnit::ALL.into_iter().find(|unit| unit.code() == code).ok_or_else(|| not_offered(code))
}

fn role(code: &str) -> Result<SheetRole> {
    SheetRole::CHOOSABLE
        .into_iter()
        .find(|role| role.code() == code)
        .ok_or_else(|| not_offered(code))
}

fn not_offered(code: &str) -> Error {
    Error::refused(
        shuiheng_audit::Text::new(
            format!("“{code}”不在可选项之内。"),
            format!("“{code}” is none of the choices offered"),
        ),
        shuiheng_audit::Text::new("请从列表中选择。", "choose from the list"),
    )
}
