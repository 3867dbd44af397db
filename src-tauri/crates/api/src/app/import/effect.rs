//! What a decision on a file does to the results: totals, closures, indicators, verdicts.

use crate::{present, view};
use shuiheng_audit::{Diagnosis, Item, Lang, fixed};
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
    lang: Lang,
) -> Vec<view::ImportEffect> {
    let [before, replaced, merged] = [before, replaced, merged].map(|of| Results::of(of, lang));
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
    fn of(diagnosis: &Diagnosis, lang: Lang) -> Self {
        let mut results = BTreeMap::new();
        let site = present::site(diagnosis);
        let sum = |key: &str| site.sums.get(key).copied().flatten();
        let head = [
            (lang.pick("取水量", "withdrawal"), sum("withdrawal_total")),
            (lang.pick("用水量", "total use"), sum("total_use")),
        ];
        let tail = [
            (lang.pick("外排水量", "discharge from the site"), sum("external_discharge")),
            (lang.pick("不平衡量", "imbalance"), site.imbalance),
        ];
        let items = Item::all()
            .map(|item| (lang.pick(item.zh(), item.en()), site.values.get(&item.code()).copied()));
        let all = head.map(|(name, value)| (name, Some(value))).into_iter().chain(items);
        let all = all.chain(tail.map(|(name, value)| (name, Some(value))));
        for (at, (name, value)) in all.enumerate() {
            let Some(value) = value else { continue };
            let printed = value.map_or_else(
                || lang.pick("不详", "not known").to_owned(),
                |value| format!("{} m³/d", fixed(value, 1)),
            );
            results.insert((TOTAL, at, name.to_owned()), printed);
        }
        for unit in &diagnosis.balance.units {
            let name = diagnosis.case.site.units.iter().find(|known| known.id == unit.unit);
            let name = name.map(|known| known.name.clone()).unwrap_or_default();
            let closure = unit.difference.closure;
            let state = lang.pick(closure.zh(), closure.en());
            // Units of the same name in different workshops are told one after another.
            results
                .entry((UNIT, 0, name))
                .and_modify(|known: &mut String| {
                    *known = [known.as_str(), state].join(lang.comma())
                })
                .or_insert_with(|| state.to_owned());
        }
        for of in &diagnosis.indicators {
            let (at, Some(value)) = (of.code as usize, of.printed()) else { continue };
            let name = match of.of.is_empty() {
                true => of.code.name().get(lang).to_owned(),
                false => of.code.name().get(lang).to_owned() + &lang.bracketed(&of.of),
            };
            let printed = format!("{value} {}", present::printed_unit(&of.unit, lang));
            results.insert((INDICATOR, at, name), printed.trim().to_owned());
        }
        for comparison in &diagnosis.comparisons {
            let comparison = present::comparison(comparison, |_| false, None, lang);
            let value = comparison
                .value
                .map(|value| {
                    lang.bracketed(format_args!("{} {}", fixed(value, 2), comparison.unit))
                })
                .unwrap_or_default();
            let printed = format!("{}{value}", comparison.verdict_name);
            results.insert((COMPARISON, 0, comparison.product), printed);
        }
        Self(results)
    }
}
