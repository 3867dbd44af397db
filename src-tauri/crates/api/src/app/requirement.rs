//! What is asked of metering, as this workspace has it: rows that a person changed stand in
//! the place of those that ship.

use super::App;
use crate::loaded::{label, put};
use crate::{Error, Result, view};
use shuiheng_audit::{MeteringRules, Requirement, RequirementCode, Text};
use shuiheng_store::{Kind, Record, Scope, Store};

/// The rows that this workspace changed.
pub(super) fn own(store: &Store) -> Result<Vec<Record<Requirement>>> {
    Ok(store.list_all::<Requirement>(Kind::MeteringRequirement)?)
}

/// Their ids.
pub(super) fn own_ids(store: &Store) -> Result<Vec<String>> {
    Ok(own(store)?.into_iter().map(|record| record.body.id).collect())
}

/// Puts changed rows in the place of those that ship. A row that no longer ships is left out.
pub(super) fn put_own(rules: &mut MeteringRules, own: &[Record<Requirement>]) {
    for row in &mut rules.requirements {
        if let Some(changed) = own.iter().find(|record| record.body.id == row.id) {
            // What is asked is a person's; what it is about is the program's.
            row.value = changed.body.value;
            row.source.clone_from(&changed.body.source);
            row.confirmed.clone_from(&changed.body.confirmed);
        }
    }
}

impl App {
    /// Changes a row of the requirements for the whole workspace. Nothing is asked where the
    /// value is none. The row is then 未核实 again.
    ///
    /// # Errors
    /// No such row, a value that cannot be, or no source. Nothing is changed then.
    pub fn edit_requirement(
        &self,
        id: &str,
        edit: view::RequirementEdit,
    ) -> Result<view::Diagnosis> {
        let shipped = self.shipped_requirement(&edit.id)?;
        if edit.value.is_some_and(|value| !possible(shipped, value)) {
            return Err(Error::refused(
                Text::new(
                    format!("“{}”的要求值不可能。", shipped.code.zh()),
                    format!("{} cannot be that", shipped.code.code()),
                ),
                Text::new(
                    format!(
                        "请填写大于 0 的数（{}），比率不超过 100 %；不作要求时留空。",
                        shipped.unit
                    ),
                    "enter a number above 0, at most 100 for a rate, or nothing",
                ),
            ));
        }
        let source = edit.source.trim().to_owned();
        if source.is_empty() {
            return Err(Error::refused(
                Text::new("请填写要求的依据。", "the requirement has no source"),
                Text::new("写明标准或文件名称、条款。", "name the document and its clause"),
            ));
        }
        let row = Requirement { value: edit.value, source, confirmed: None, ..shipped.clone() };
        {
            let mut inner = self.lock()?;
            let what = inner.intent(label(
                format!("修改计量要求“{}”（{}）", row.code.zh(), row.applies),
                format!("Edit the metering requirement {}", row.id),
            ))?;
            let known = own(&inner.store)?.into_iter().find(|record| record.body.id == row.id);
            let record = known.map_or_else(|| inner.store.new_id(what.now), |record| record.id);
            inner.store.transact(&what, |draft| {
                put(draft, record, Kind::MeteringRequirement, Scope::Workspace, row)
            })?;
        }
        self.diagnosis(id)
    }

    /// Takes back what this workspace changed of a row: it is as shipped again.
    ///
    /// # Errors
    /// No such row, or the workspace cannot be written.
    pub fn reset_requirement(&self, id: &str, row: &str) -> Result<view::Diagnosis> {
        let shipped = self.shipped_requirement(row)?;
        {
            let mut inner = self.lock()?;
            let known = own(&inner.store)?.into_iter().find(|record| record.body.id == row);
            if let Some(record) = known {
                let what = inner.intent(label(
                    format!("恢复计量要求“{}”（{}）", shipped.code.zh(), shipped.applies),
                    format!("Restore the metering requirement {row}"),
                ))?;
                inner
                    .store
                    .transact(&what, |draft| draft.delete(record.id).map_err(Error::from))?;
            }
        }
        self.diagnosis(id)
    }

    fn shipped_requirement(&self, id: &str) -> Result<&Requirement> {
        let mut rows = self.shipped.metering.requirements.iter();
        rows.find(|row| row.id == id).ok_or_else(|| {
            Error::not_found(
                format!("没有编号为“{id}”的计量要求。"),
                format!("there is no requirement {id}"),
            )
        })
    }
}

fn possible(row: &Requirement, value: f64) -> bool {
    let rate = matches!(
        row.code,
        RequirementCode::EquippingRate
            | RequirementCode::MeteringRate
            | RequirementCode::VerificationRate
            | RequirementCode::InUseRate
            | RequirementCode::Accuracy
    );
    value.is_finite() && value > 0.0 && (!rate || value <= 100.0)
}
