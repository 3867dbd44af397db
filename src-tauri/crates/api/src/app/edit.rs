//! Changes that a person makes by hand.

use super::{App, author, now};
use crate::loaded::{Loaded, label, product_body, put};
use crate::record::{EnterpriseBody, TolerancesBody, UnitBody};
use crate::{Error, Result, present, view};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use shuiheng_audit::{
    Category, Days, Period, Prices, Product, Profile, Role, Text, Unit, UnitFacts, UnitId,
    WaterSystem,
};
use shuiheng_store::{Draft, Intent, Kind, RecordId};
use std::collections::BTreeSet;
use std::str::FromStr;

mod diagram;
mod fact;
mod flow;
mod meter;
mod pair;
mod product;

pub(super) use fact::read_uncertainty;

/// Ids for the records that a change may make.
pub(super) struct Fresh(Vec<RecordId>);

impl Fresh {
    pub(super) fn next(&mut self) -> Result<RecordId> {
        self.0.pop().ok_or_else(|| Error::internal("editing", "too few ids were made"))
    }
}

impl App {
    /// Makes one change of a diagnosis that may make up to `fresh` new records.
    pub(super) fn change(
        &self,
        id: &str,
        what: Text,
        fresh: usize,
        edit: impl FnOnce(&Loaded, &mut Draft<'_>, &mut Fresh) -> Result<()>,
    ) -> Result<view::Diagnosis> {
        self.planned(id, |_| Ok((what, fresh, edit)))
    }

    /// The same where what is done, and how many records it may make, follow from what the
    /// diagnosis holds.
    fn planned<Edit: FnOnce(&Loaded, &mut Draft<'_>, &mut Fresh) -> Result<()>>(
        &self,
        id: &str,
        plan: impl FnOnce(&Loaded) -> Result<(Text, usize, Edit)>,
    ) -> Result<view::Diagnosis> {
        let mut inner = self.lock()?;
        let loaded = inner.load_again(Self::id(id)?)?;
        let (what, fresh, edit) = plan(&loaded)?;
        let intent = Intent {
            label: what,
            author: author(&loaded).to_owned(),
            reason: String::new(),
            now: now(),
        };
        // Ids are made before the change begins, since a change holds the store.
        let mut ids = Fresh((0..fresh).map(|_| inner.store.new_id(intent.now)).collect());
        let (_, change) = inner.store.transact(&intent, |draft| edit(&loaded, draft, &mut ids))?;
        let loaded = loaded.after(&inner.store, change.as_ref())?;
        let shown = self.shown(&inner.store, &loaded)?;
        inner.last = Some((inner.store.written(), loaded));
        Ok(shown)
    }

    /// Replaces the enterprise profile.
    ///
    /// # Errors
    /// A value cannot be read: which, and what was found. Nothing is changed then.
    pub fn edit_profile(&self, id: &str, profile: view::Profile) -> Result<view::Diagnosis> {
        let (given, ids) = read_profile(&profile)?;
        let library = self.may_be_chosen(id, &given, &ids)?;
        self.change(
            id,
            label("修改企业信息", "Edit the profile"),
            given.products.len(),
            |loaded, draft, new_id| {
                let scope = loaded.scope();
                let mut period = given.period.clone();
                if period.operating_days == loaded.body.period.operating_days {
                    period.days_place.clone_from(&loaded.body.period.days_place);
                }
                let body = loaded.body.clone().with(&Profile { period, ..given.clone() });
                put(draft, loaded.id, Kind::Diagnosis, scope, body)?;
                put(
                    draft,
                    loaded.enterprise.0,
                    Kind::Enterprise,
                    scope,
                    EnterpriseBody::of(&given),
                )?;
                let mut kept = Vec::new();
                for (order, (product, known)) in given.products.iter().zip(&ids).enumerate() {
                    let old = loaded.products.iter().find(|(id, _)| id.to_string() == *known);
                    let mut product = product.clone();
                    let before = old.map(|(_, old)| &old.product);
                    super::quota::pin(&mut product, before, &given.period, &library);
                    if let Some((_, old)) = old.filter(|(_, old)| {
                        old.product.output == product.output && old.product.unit == product.unit
                    }) {
                        product.place.clone_from(&old.product.place);
                    }
                    let record = match old {
                        Some((id, _)) => *id,
                        None => new_id.next()?,
                    };
                    kept.push(record);
                    put(draft, record, Kind::Product, scope, product_body(order, product))?;
                }
                let mut gone = loaded.products.iter().filter(|(id, _)| !kept.contains(id));
                gone.try_for_each(|(id, _)| draft.delete(*id))?;
                Ok(())
            },
        )
    }

    /// Sets a figure of a unit, in m³/d; none: not known. `basis` is how it was obtained.
    ///
    /// # Errors
    /// No such unit or quantity, a sum that cannot be edited, or a value that is no number.
    pub fn edit_flow(
        &self,
        id: &str,
        unit: &str,
        item: &str,
        value: Option<f64>,
        basis: &str,
    ) -> Result<view::Diagnosis> {
        let (unit, item, basis) = (unit.to_owned(), item.to_owned(), basis.to_owned());
        self.edit_flows(id, &[view::FlowEdit { unit, item, value, basis }])
    }

    /// Sets several figures in one change, all of them or none.
    ///
    /// # Errors
    /// As for one figure; the sums among them are named together.
    pub fn edit_flows(&self, id: &str, edits: &[view::FlowEdit]) -> Result<view::Diagnosis> {
        self.planned(id, |loaded| {
            let set = flow::read(loaded, edits)?;
            let (what, count) = (flow::label(&set), set.len());
            let edit = |loaded: &Loaded, draft: &mut Draft<'_>, fresh: &mut Fresh| {
                set.into_iter()
                    .try_for_each(|figure| figure.put(loaded, draft, &mut || fresh.next()))
            };
            Ok((what, count, edit))
        })
    }

    /// Replaces the register of meters, all of it or nothing. A meter whose number stays keeps
    /// the cell that it was read from.
    ///
    /// # Errors
    /// A value that cannot be: every one is named by its row and column. Nothing is changed then.
    pub fn edit_meters(&self, id: &str, meters: &[view::Meter]) -> Result<view::Diagnosis> {
        let given = meter::read(meters)?;
        self.change(
            id,
            label("修改计量器具台账", "Edit the register of meters"),
            given.len(),
            |loaded, draft, new_id| meter::put_all(loaded, draft, given, &mut || new_id.next()),
        )
    }

    /// Edits a unit: its name, category, role and water system.
    ///
    /// # Errors
    /// No such unit, no name, or an unknown code.
    pub fn edit_unit(
        &self,
        id: &str,
        unit: &str,
        change: view::UnitChange,
    ) -> Result<view::Diagnosis> {
        let unit_id = UnitId(unit.into());
        let name = change.name.trim().to_owned();
        if name.is_empty() {
            return Err(Error::refused(
                Text::new("请填写用水单元名称。", "a unit has a name"),
                Text::new("按企业的叫法填写。", "as the enterprise calls it"),
            ));
        }
        let category = coded(change.category.as_deref(), &Category::ALL)?;
        let system = coded(change.system.as_deref(), &WaterSystem::ALL)?;
        let role: Role = present::role(&change.role).ok_or_else(|| unknown_code(&change.role))?;
        self.change(
            id,
            label(format!("修改用水单元“{name}”"), format!("Edit unit {name}")),
            0,
            |loaded, draft, _| {
                let (record, body) =
                    loaded.units.iter().find(|(_, body)| body.unit.id == unit_id).ok_or_else(
                        || Error::not_found("找不到该用水单元。", "there is no such unit"),
                    )?;
                let unit = Unit { name, category, system, role, ..body.unit.clone() };
                put(
                    draft,
                    *record,
                    Kind::Unit,
                    loaded.scope(),
                    UnitBody { order: body.order, unit },
                )
            },
        )
    }

    /// Sets the tolerances of a diagnosis, in %.
    ///
    /// # Errors
    /// Values below zero or a first tolerance above the second.
    pub fn edit_tolerances(
        &self,
        id: &str,
        tolerances: view::Tolerances,
    ) -> Result<view::Diagnosis> {
        let view::Tolerances { unit_warn_pct, unit_fail_pct, site_warn_pct, site_fail_pct, .. } =
            tolerances;
        let ordered =
            |warn: f64, fail: f64| (0.0..=100.0).contains(&warn) && (warn..=100.0).contains(&fail);
        if !ordered(unit_warn_pct, unit_fail_pct) || !ordered(site_warn_pct, site_fail_pct) {
            return Err(Error::refused(
                Text::new(
                    "允许误差应在 0～100 % 之间，且“需关注”不大于“不平衡”。",
                    "tolerances are from 0 to 100 %, the first not above the second",
                ),
                Text::new("修正后重试。", "correct them"),
            ));
        }
        self.change(id, label("修改允许误差", "Edit tolerances"), 0, |loaded, draft, _| {
            let mut body = loaded.body.clone();
            body.tolerances = Some(TolerancesBody {
                unit_warn: unit_warn_pct / 100.0,
                unit_fail: unit_fail_pct / 100.0,
                site_warn: site_warn_pct / 100.0,
                site_fail: site_fail_pct / 100.0,
            });
            put(draft, loaded.id, Kind::Diagnosis, loaded.scope(), body)
        })
    }
}

fn coded<T: serde::Serialize + Copy>(code: Option<&str>, all: &[T]) -> Result<Option<T>> {
    match code {
        None | Some("") => Ok(None),
        Some(code) => all
            .iter()
            .find(|value| present::code_of(*value) == code)
            .copied()
            .map(Some)
            .ok_or_else(|| unknown_code(code)),
    }
}

fn unknown_code(code: &str) -> Error {
    Error::not_found(format!("没有“{code}”这一选项。"), format!("there is no option {code}"))
}

/// A profile with what the enterprise cannot tell; what has a value is none of it.
pub(crate) fn with_not_known(profile: Profile, fields: &[String]) -> Profile {
    let asked = |field: &&String| Profile::ASKED.contains(&field.as_str()) && !profile.has(field);
    let not_known = fields.iter().filter(asked).cloned().collect();
    Profile { not_known, ..profile }
}

/// A profile whose shifts fit into a day.
pub(crate) fn worked(profile: Profile) -> Result<Profile> {
    let day = Decimal::from(24);
    let (shifts, hours) = (profile.shifts, profile.shift_hours);
    let fits = shifts.is_none_or(|shifts| (1..=24).contains(&shifts))
        && hours.is_none_or(|hours| Decimal::ZERO < hours && hours <= day)
        && (Decimal::from(shifts.unwrap_or(1)) * hours.unwrap_or(Decimal::ONE)) <= day;
    if fits {
        return Ok(profile);
    }
    let said = |value: Option<String>| value.unwrap_or_else(|| "—".to_owned());
    let (shifts, hours) =
        (said(shifts.map(|shifts| shifts.to_string())), said(hours.map(|hours| hours.to_string())));
    Err(Error::refused(
        Text::new(
            format!("每日班数 {shifts}、每班工时 {hours} h 不可能：全日不超过 24 h。"),
            format!("{shifts} shifts of {hours} h do not fit into a day"),
        ),
        Text::new("按企业的生产班制填写，例如三班、每班 8 h。", "such as 3 shifts of 8 h"),
    ))
}

/// The profile that was typed; and the records of its products.
fn read_profile(typed: &view::Profile) -> Result<(Profile, Vec<String>)> {
    let refuse = |field: &str, found: &str, wanted: &str| {
        Error::refused(
            Text::new(
                format!("“{field}”填写的“{found}”无法识别。"),
                format!("{field}: {found} cannot be read"),
            ),
            Text::new(
                format!("请填写{wanted}；不详时留空。"),
                "correct it, or leave it empty where it is not known",
            ),
        )
    };
    let money = |field: &str, text: &Option<String>| match text.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => Decimal::from_str(&text.replace([',', '，'], ""))
            .map(Some)
            .map_err(|_| refuse(field, text, "数字")),
    };
    let date = |field: &str, text: &Option<String>| match text.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => {
            NaiveDate::from_str(text).map(Some).map_err(|_| refuse(field, text, "日期（年-月-日）"))
        }
    };
    let days =
        match typed.operating_days {
            None => None,
            Some(days) => Some(Days::new(days).ok_or_else(|| {
                refuse("年运行天数", &days.to_string(), "大于 0 且不超过 366 的数")
            })?),
        };
    let product = |product: &view::Product| {
        if product.share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            return Err(refuse(
                "取水量分摊比例",
                &product.share.unwrap_or_default().to_string(),
                "0 与 1 之间的数",
            ));
        }
        Ok(Product {
            name: product.name.trim().to_owned(),
            output: product.output,
            unit: product.unit.trim().to_owned(),
            quota: product.quota.clone(),
            quota_reason: product.quota_reason.trim().to_owned(),
            share: product.share,
            share_rule: product.share_rule.clone(),
            rinses: product.rinses,
            terms: product::terms(&product.terms)?,
            ..Product::default()
        })
    };
    let profile = Profile {
        name: typed.name.trim().to_owned(),
        credit_code: typed.credit_code.trim().to_owned(),
        industry_code: typed.industry_code.trim().to_owned(),
        industry: typed.industry.trim().to_owned(),
        district: typed.district.trim().to_owned(),
        address: typed.address.trim().to_owned(),
        employees: typed.employees,
        output_value: money("工业产值", &typed.output_value)?,
        added_value: money("工业增加值", &typed.added_value)?,
        period: Period {
            from: date("测试开始日期", &typed.period_from)?,
            to: date("测试结束日期", &typed.period_to)?,
            operating_days: days,
            days_place: None,
        },
        products: typed.products.iter().map(product).collect::<Result<_>>()?,
        scope: product::scope(&typed.scope),
        prices: Prices {
            water: money("水价", &typed.price_water)?,
            discharge: money("排污费", &typed.price_discharge)?,
            treatment: money("处理成本", &typed.price_treatment)?,
        },
        auditor: typed.auditor.trim().to_owned(),
        facts: UnitFacts::default(),
        shifts: typed.shifts,
        shift_hours: money("每班工时", &typed.shift_hours)?,
        not_known: BTreeSet::new(),
    };
    let profile = worked(with_not_known(profile, &typed.not_known))?;
    Ok((profile, typed.products.iter().map(|product| product.id.clone()).collect()))
}
