//! What a decision on a file does to the results: totals, closures, indicators, verdicts.

use crate::{present, view};
use shuiheng_audit::{Diagnosis, Item, fixed};
use std::collections::{BTreeMap, BTreeSet};

/// The results of a diagnosis by group and name, printed.
struct Results(BTreeMap<(u8, usize, String), String>);

const GROUPS: [&str; 4] = ["total", "unit", "indicator", "comparison"];
/// The results now, where the file replaces, and where it is merged: all that has a value,
/// and the closure of units that change their state.
pub(in crate::app) fn effects(
    before: &Diagnosis,
    replaced: &Diagnosis,
    merged: &Diagnosis,
) -> Vec<view::ImportEffect> {
    let [before, replaced, merged] = [before, replaced, merged].map(Results::of);
    let keys: BTreeSet<_> =
        before.0.keys().chain(replaced.0.keys()).chain(merged.0.keys()).collect();
    let effect = |key: &(u8, usize, String)| {
        let said = |results: &Results| results.0.get(key).cloned().unwrap_or_default();
        let (group, _, what) = key;
        let effect = view::ImportEffect {
            group: GROUPS[usize::from(*group)].into(),
            what: what.clone(),
            before: said(&before),
            replaced: said(&replaced),
            merged: said(&merged),
        };
        let changes = effect.before != effect.replaced || effect.before != effect.merged;
        (*group != UNIT || changes).then_some(effect)
    };
    keys.into_iter().filter_map(effect).collect()
}

const TOTAL: u8 = 0;
const UNIT: u8 = 1;
const INDICATOR: u8 = 2;
const COMPARISON: u8 = 3;

impl Results {
    fn of(diagnosis: &Diagnosis) -> Self {
        let mut results = BTreeMap::new();
        let site = present::site(diagnosis);
        let sum = |key: &str| site.sums.get(key).copied().flatten();
        let head = [("取水量", sum("withdrawal_total")), ("用水量", sum("total_use"))];
        let tail = [("外排水量", sum("external_discharge")), ("不平衡量", site.imbalance)];
        let items = Item::all().map(|item| (item.zh(), site.values.get(&item.code()).copied()));
        let all = head.map(|(name, value)| (name, Some(value))).into_iter().chain(items);
        let all = all.chain(tail.map(|(name, value)| (name, Some(value))));
        for (at, (name, value)) in all.enumerate() {
            let Some(value) = value else { continue };
            let printed = value
                .map_or_else(|| "不详".to_owned(), |value| format!("{} m³/d", fixed(value, 1)));
            results.insert((TOTAL, at, name.to_owned()), printed);
        }
        for unit in &diagnosis.balance.units {
            let name = diagnosis.case.site.units.iter().find(|known| known.id == unit.unit);
            let name = name.map(|known| known.name.clone()).unwrap_or_default();
            let state = unit.difference.closure.zh();
            // Units of the same name in different workshops are told one after another.
            results
                .entry((UNIT, 0, name))
                .and_modify(|known: &mut String| *known = format!("{known}、{state}"))
                .or_insert_with(|| state.to_owned());
        }
        for of in &diagnosis.indicators {
            let (at, Some(value)) = (of.code as usize, of.printed()) else { continue };
            let name = match of.of.is_empty() {
                true => of.code.name().zh,
                false => format!("{}（{}）", of.code.name().zh, of.of),
            };
            let printed = format!("{value} {}", present::printed_unit(&of.unit));
            results.insert((INDICATOR, at, name), printed.trim().to_owned());
        }
        for comparison in &diagnosis.comparisons {
            let comparison = present::comparison(comparison, |_| false, None);
            let value = comparison
                .value
                .map(|value| format!("（{} {}）", fixed(value, 2), comparison.unit))
                .unwrap_or_default();
            let printed = format!("{}{value}", comparison.verdict_name);
            results.insert((COMPARISON, 0, comparison.product), printed);
        }
        Self(results)
    }
}
