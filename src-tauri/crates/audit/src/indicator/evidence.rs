//! What an indicator or a finding rests on: sums of the site with the cells behind them,
//! or what is missing for them.

use super::Input;
use super::ends::{Chosen, Ends};
use super::term::Terms;
use crate::{
    Balance, Case, CellRef, DailyVolume, Days, Flows, Item, Profile, Quantity, Site, SiteIndex,
    Source, Stated, StatedTotals, Text, Unit, UnitBalance, UnitId, WaterSystem, known_sum,
};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that an indicator or a finding may rest on.
pub(crate) struct Evidence<'a> {
    pub(crate) site: &'a Site,
    /// The same by identity.
    pub(crate) index: SiteIndex<'a>,
    pub(crate) ends: Ends<'a>,
    /// The units whose streams the site adds up.
    pub(super) counted: Chosen,
    pub(super) terms: Terms,
    pub(crate) balance: &'a Balance,
    /// The balances of its units by identity.
    pub(crate) balances: BTreeMap<&'a UnitId, &'a UnitBalance>,
    pub(crate) profile: &'a Profile,
    pub(crate) stated: Option<&'a StatedTotals>,
}

/// An input, or what is missing for it.
pub(crate) type Known = Result<Input, Text>;

impl<'a> Evidence<'a> {
    /// What a case and its balance tell.
    pub(crate) fn of(case: &'a Case, balance: &'a Balance) -> Self {
        let site = &case.site;
        let index = SiteIndex::of(site);
        let ends = Ends::of(site, &index);
        let counted: BTreeSet<&UnitId> = crate::balance::counted(site).map(|it| &it.id).collect();
        Self {
            site,
            index,
            counted: ends.chosen(|unit| counted.contains(&unit.id)),
            ends,
            terms: Terms::default(),
            balance,
            balances: balance.units.iter().map(|unit| (&unit.unit, unit)).collect(),
            profile: &case.profile,
            stated: case.stated.as_ref(),
        }
    }

    /// True for a unit and those that are added to it.
    pub(crate) fn within(&self, unit: &UnitId, top: &UnitId) -> bool {
        self.index.upwards(unit).any(|unit| unit.id == *top)
    }

    /// The balance of a unit.
    pub(crate) fn balance_of(&self, unit: &UnitId) -> Option<&'a UnitBalance> {
        self.balances.get(unit).copied()
    }

    pub(crate) fn flows(&self) -> &Flows {
        &self.balance.site.flows
    }

    /// The cells behind quantities of the site: the table's own total where it states
    /// one that agrees, else the cells of each part.
    pub(crate) fn site_cells(
        &self,
        value: DailyVolume,
        quantity: Quantity,
        items: &[Item],
    ) -> Vec<CellRef> {
        let stated = self.stated.iter().flat_map(|totals| &totals.values);
        let agreeing: Vec<CellRef> = stated
            .filter(|stated| stated.quantity == quantity && stated.value.approx_eq(value))
            .flat_map(|stated| stated.cells().cloned())
            .collect();
        if !agreeing.is_empty() {
            return agreeing;
        }
        self.item_cells(items)
    }

    /// The cells behind several quantities of the site: the table's own total of each,
    /// where it states them all and they agree, else the cells of each part.
    pub(super) fn item_cells(&self, items: &[Item]) -> Vec<CellRef> {
        let total = |item: &Item| {
            let value = self.flows().get(*item)?;
            let stated = self.stated?.values.iter();
            let mut agreeing = stated.filter(|stated| {
                stated.quantity == Quantity::Item(*item) && stated.value.approx_eq(value)
            });
            agreeing.next().map(Stated::cells)
        };
        let present = items.iter().filter(|item| self.flows().has(**item));
        let totals: Option<Vec<_>> = present.map(total).collect();
        match totals {
            Some(totals) => totals.into_iter().flatten().cloned().collect(),
            None => self.part_cells(items, |unit| !unit.of_which),
        }
    }

    pub(crate) fn part_cells(
        &self,
        items: &[Item],
        wanted: impl Fn(&Unit) -> bool,
    ) -> Vec<CellRef> {
        self.ends.cells(&self.ends.chosen(wanted), items)
    }

    pub(super) fn flow(
        &self,
        symbol: &str,
        name: Text,
        value: Option<DailyVolume>,
        quantity: Quantity,
        items: &[Item],
    ) -> Known {
        match value {
            Some(value) => Ok(Input {
                symbol: symbol.into(),
                name,
                value: value.value(),
                unit: "m3/d".into(),
                cells: self.site_cells(value, quantity, items),
            }),
            None => Err(self.unknown_of(&name, items)),
        }
    }

    pub(super) fn unknown_of(&self, name: &Text, items: &[Item]) -> Text {
        let units: Vec<&str> = self
            .balance
            .units
            .iter()
            .filter(|unit| !unit.has_children)
            .filter(|unit| unit.flows.unknown().any(|item| items.contains(&item)))
            .filter_map(|unit| self.index.unit(&unit.unit))
            .map(|unit| unit.name.as_str())
            .collect();
        let shown = |with: &str| units.iter().take(3).copied().collect::<Vec<_>>().join(with);
        let all = units.len();
        let (zh, en) = match all {
            0 => (String::new(), String::new()),
            1..=3 => (format!("（{}）", shown("、")), format!(" ({})", shown(", "))),
            _ => (
                format!("（{}等{all}个单元）", shown("、")),
                format!(" ({}, {all} units in all)", shown(", ")),
            ),
        };
        Text::new(format!("{}不详{zh}", name.zh), format!("{} is not known{en}", name.en))
    }

    pub(crate) fn intake(&self) -> Known {
        let items: Vec<Item> = Source::ALL.into_iter().map(Item::Withdrawal).collect();
        self.flow(
            "Vi",
            Text::new("取水量", "intake"),
            self.flows().intake(),
            Quantity::WithdrawalTotal,
            &items,
        )
    }

    pub(crate) fn recycled(&self) -> Known {
        let items = [Item::Recirculated, Item::SeriesIn, Item::Reuse, Item::Condensate];
        self.flow(
            "Vr",
            Text::new("重复利用水量", "recycled water"),
            self.flows().recycled(),
            Quantity::RecycledTotal,
            &items,
        )
    }

    pub(crate) fn item(&self, symbol: &str, item: Item) -> Known {
        let name = Text::new(item.zh(), item.code().replace('_', " "));
        self.flow(symbol, name, self.flows().get(item), Quantity::Item(item), &[item])
    }

    pub(crate) fn external_discharge(&self) -> Known {
        let name = Text::new("外排水量", "external discharge");
        let items =
            [Item::Discharge, Item::Reuse, Item::Condensate, Item::TreatmentIn, Item::ReuseOut];
        match self.balance.site.external_discharge {
            Some(value) => Ok(Input {
                symbol: "Vd".into(),
                name,
                value: value.value(),
                unit: "m3/d".into(),
                cells: self.item_cells(&items),
            }),
            None => Err(self.unknown_of(&name, &items)),
        }
    }

    /// Operating days of the year.
    pub(crate) fn days(&self) -> Result<(Days, Input), Text> {
        let period = &self.profile.period;
        let days = period
            .operating_days
            .ok_or_else(|| Text::new("年运行天数不详", "operating days are not known"))?;
        let input = Input {
            symbol: "d".into(),
            name: Text::new("年运行天数", "operating days"),
            value: days.value(),
            unit: "d".into(),
            cells: period.days_place.iter().cloned().collect(),
        };
        Ok((days, input))
    }

    /// Sum over the units of a water system; an error where no unit is marked as such.
    pub(super) fn system(
        &self,
        symbol: &str,
        name: Text,
        system: WaterSystem,
        items: &[Item],
        sum: impl Fn(&Flows) -> Option<DailyVolume>,
    ) -> Known {
        let marked: Vec<&Unit> = self.units_of(system).collect();
        if marked.is_empty() {
            return Err(Text::new(
                format!("没有标为“{}”的用水单元", system.zh()),
                format!("no unit is marked as {system:?}"),
            ));
        }
        let parts =
            marked.iter().filter_map(|unit| self.balance_of(&unit.id)).map(|unit| sum(&unit.flows));
        match known_sum(parts) {
            Some(value) => Ok(Input {
                symbol: symbol.into(),
                name,
                value: value.value(),
                unit: "m3/d".into(),
                cells: self.part_cells(items, |unit| unit.system == Some(system) && !unit.of_which),
            }),
            None => Err(Text::new(format!("{}不详", name.zh), format!("{} is not known", name.en))),
        }
    }

    pub(crate) fn units_of(&self, system: WaterSystem) -> impl Iterator<Item = &'a Unit> {
        // A unit below a marked one is part of it already.
        self.site.units.iter().filter(move |unit| {
            let above = unit.parent.as_ref().and_then(|parent| self.index.unit(parent));
            unit.system == Some(system)
                && !unit.of_which
                && above.is_none_or(|above| above.system != Some(system))
        })
    }
}
