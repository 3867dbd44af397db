//! Choices that are remembered for a layout, for one enterprise or for everyone.

use super::revise::waiting;
use crate::app::{App, Pending, author, local, now};
use crate::loaded::{Kept, Loaded, label, put};
use crate::record::{LayoutBody, MappingBody};
use crate::{Result, view};
use shuiheng_import::recognise::{BlockReport, Choices, SheetReport};
use shuiheng_store::{Intent, Kind, RecordId, Scope, Store};

impl App {
    /// Remembers what was chosen of the tables of a file that waits, for tables of the same
    /// layouts: of this enterprise, or of everyone. What was remembered before for the same
    /// layout and the same enterprise is replaced.
    ///
    /// # Errors
    /// The preview is gone, or the workspace cannot be written.
    pub fn remember_import(
        &self,
        id: &str,
        token: &str,
        everyone: bool,
    ) -> Result<view::ImportPreview> {
        let choices = {
            let mut inner = self.lock()?;
            let loaded = inner.load(Self::id(id)?)?;
            let pending = waiting(&inner, loaded.id, token)?;
            let choices = pending.choices.clone();
            let bodies = bodies(&loaded, pending, everyone);
            keep(&mut inner.store, &loaded, bodies)?;
            choices
        };
        self.revise_import(id, token, choices)
    }
}

/// What was chosen of each table, one body for each layout.
fn bodies(loaded: &Loaded, pending: &Pending, everyone: bool) -> Vec<LayoutBody> {
    let found = pending.given.enterprise.as_ref().map(|(name, _)| name.clone());
    let own = &loaded.enterprise.1;
    let (enterprise, credit_code) = if everyone {
        (String::new(), String::new())
    } else {
        (found.unwrap_or_else(|| own.name.clone()), own.credit_code.clone())
    };
    let mut bodies: Vec<LayoutBody> = Vec::new();
    for source in &pending.given.sources {
        for (sheet, block) in blocks(&source.sheets) {
            let choices = chosen(pending, sheet, block);
            if choices.is_empty() || bodies.iter().any(|held| held.layout == block.layout) {
                continue;
            }
            bodies.push(LayoutBody {
                layout: block.layout.clone(),
                headers: block.columns.iter().map(|column| column.header.clone()).collect(),
                enterprise: enterprise.clone(),
                credit_code: credit_code.clone(),
                made: local(now()),
                by: author(loaded).to_owned(),
                file: source.name.clone(),
                choices,
            });
        }
    }
    bodies
}

fn blocks(sheets: &[SheetReport]) -> impl Iterator<Item = (&SheetReport, &BlockReport)> {
    sheets.iter().flat_map(|sheet| sheet.blocks.iter().map(move |block| (sheet, block)))
}

/// What holds for a table: what was chosen now, over what was remembered.
fn chosen(pending: &Pending, sheet: &SheetReport, block: &BlockReport) -> Choices {
    let place = (sheet.name.as_str(), block.range.row, block.range.col);
    let now = pending
        .tables
        .iter()
        .find(|choice| (choice.sheet.as_str(), choice.row, choice.col) == place);
    let before = pending
        .remembered
        .iter()
        .find(|(id, _)| block.remembered.as_deref() == Some(id.to_string().as_str()));
    let nothing = Choices::default();
    now.map_or(&nothing, |choice| &choice.choices)
        .over(before.map_or(&nothing, |(_, body)| &body.choices))
}

fn keep(store: &mut Store, loaded: &Loaded, bodies: Vec<LayoutBody>) -> Result<()> {
    if bodies.is_empty() {
        return Ok(());
    }
    let held = layouts(store)?;
    let time = now();
    let record = |body: &LayoutBody| -> RecordId {
        let same = held.iter().find(|(_, held)| {
            (&held.layout, &held.enterprise, &held.credit_code)
                == (&body.layout, &body.enterprise, &body.credit_code)
        });
        same.map_or_else(|| store.new_id(time), |(id, _)| *id)
    };
    let records: Vec<_> = bodies.into_iter().map(|body| (record(&body), body)).collect();
    let intent = Intent {
        label: label("记住导入版式", "Remember the layout of an import"),
        author: author(loaded).to_owned(),
        reason: String::new(),
        now: time,
    };
    store.transact(&intent, |draft| {
        records.into_iter().try_for_each(|(id, body)| {
            put(draft, id, Kind::Mapping, Scope::Workspace, MappingBody::Layout(body))
        })
    })?;
    Ok(())
}

/// All layouts that are remembered, the last first.
fn layouts(store: &Store) -> Result<Vec<Kept<LayoutBody>>> {
    let records = store.list_all::<MappingBody>(Kind::Mapping)?;
    let mut layouts: Vec<Kept<LayoutBody>> = records
        .into_iter()
        .filter_map(|record| match record.body {
            MappingBody::Layout(body) => Some((record.id, body)),
            MappingBody::Synonym(_) | MappingBody::QuotaTable(_) => None,
        })
        .collect();
    layouts.sort_by(|one, two| two.1.made.cmp(&one.1.made));
    Ok(layouts)
}

/// The layouts that may hold for a file of an enterprise: those of the enterprise first,
/// by its credit code or its name, then those of everyone.
pub(super) fn fitting(
    store: &Store,
    loaded: &Loaded,
    named: Option<&str>,
) -> Result<Vec<Kept<LayoutBody>>> {
    let own = &loaded.enterprise.1;
    let same = |one: &str, two: &str| !one.is_empty() && one == two;
    let of_enterprise = |body: &LayoutBody| {
        same(&body.credit_code, &own.credit_code)
            || same(&body.enterprise, &own.name)
            || named.is_some_and(|name| same(&body.enterprise, name))
    };
    let of_everyone = |body: &LayoutBody| body.enterprise.is_empty() && body.credit_code.is_empty();
    let layouts = layouts(store)?;
    let (mut fitting, rest): (Vec<_>, Vec<_>) =
        layouts.into_iter().partition(|(_, body)| of_enterprise(body));
    fitting.extend(rest.into_iter().filter(|(_, body)| of_everyone(body)));
    Ok(fitting)
}
