//! What a file would change in a diagnosis, by unit and quantity.

use crate::app::ledger::ledger_differences;
use crate::loaded::Loaded;
use crate::source::Given;
use crate::{present, told, view};
use shuiheng_audit::{CellRef, Item, Lang, Place, Product, Site, UnitId, fixed};
use std::collections::{BTreeMap, BTreeSet};

/// The figures of a site by unit and quantity.
fn figures(site: &Site) -> BTreeMap<(String, Item), (Option<f64>, Option<CellRef>)> {
    let paths = Loaded::paths(&site.units);
    let roles: BTreeMap<&UnitId, _> = site.units.iter().map(|unit| (&unit.id, unit.role)).collect();
    let role = |id: &UnitId| roles.get(id).copied().unwrap_or_default();
    let mut figures = BTreeMap::new();
    for stream in &site.streams {
        for end in [&stream.from, &stream.to] {
            let Place::Unit(id) = end else { continue };
            let (Some(item), Some(path)) = (stream.item_for(id, role), paths.get(id)) else {
                continue;
            };
            let value = stream.figure.as_ref().map(|figure| figure.value.value());
            let cell =
                stream.figure.as_ref().and_then(|figure| figure.origin.cells().first().cloned());
            figures.insert((path.clone(), item), (value, cell));
        }
    }
    figures
}

/// How many figures differ between two states of a site.
pub(super) fn changed_figures(before: &Site, after: &Site) -> u32 {
    let (before, after) = (figures(before), figures(after));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let value = |side: Option<&(Option<f64>, Option<CellRef>)>| match side {
        // What is not there and what is known to be zero are the same amount of water.
        None => Some(0.0),
        Some((value, _)) => *value,
    };
    keys.iter().filter(|key| value(before.get(*key)) != value(after.get(*key))).count() as u32
}

pub(super) fn differences(
    loaded: &Loaded,
    given: &Given,
    lang: Lang,
) -> Vec<view::ImportDifference> {
    let mut differences = Vec::new();
    if !given.site.units.is_empty() && !loaded.units.is_empty() {
        let (before, after) = (figures(&loaded.site()), figures(&given.site));
        let shown = |value: Option<f64>| {
            value.map_or_else(
                || lang.pick("不详", "not known").to_owned(),
                |value| format!("{} m³/d", fixed(value, 1)),
            )
        };
        let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
        for key in keys {
            let (old, new) = (before.get(key), after.get(key));
            let zero = |side: Option<&(Option<f64>, Option<CellRef>)>| {
                side.is_none_or(|(value, _)| *value == Some(0.0))
            };
            let same = match (old, new) {
                (Some((old, _)), Some((new, _))) => old == new,
                _ => zero(old) && zero(new),
            };
            if same {
                continue;
            }
            differences.push(view::ImportDifference {
                kind: match (old, new) {
                    (Some(_), Some(_)) => "changed",
                    (None, _) => "added",
                    (_, None) => "removed",
                }
                .into(),
                what: key.0.clone(),
                quantity: lang.pick(key.1.zh(), key.1.en()).into(),
                before: old.map(|(value, _)| shown(*value)).unwrap_or_default(),
                after: new.map(|(value, _)| shown(*value)).unwrap_or_default(),
                cell: new.and_then(|(_, cell)| cell.as_ref()).map(present::cell),
            });
        }
    }
    differences.extend(told::differences(&loaded.case().profile, given, lang));
    differences.extend(product_differences(loaded, given, lang));
    differences.extend(ledger_differences(loaded, given, lang));
    differences
}

fn product_differences(loaded: &Loaded, given: &Given, lang: Lang) -> Vec<view::ImportDifference> {
    let shown = |product: &Product| {
        let output = product.output.map_or_else(
            || lang.pick("不详", "not known").to_owned(),
            |output| shuiheng_audit::trimmed(output, 4),
        );
        format!("{output} {}", product.unit)
    };
    let known = |name: &str| {
        loaded.products.iter().map(|(_, body)| &body.product).find(|product| product.name == name)
    };
    let difference = |product: &Product| {
        let before = known(&product.name).map(&shown);
        let after = shown(product);
        (before.as_ref() != Some(&after)).then(|| view::ImportDifference {
            kind: if before.is_some() { "changed" } else { "added" }.into(),
            what: product.name.clone(),
            quantity: lang.pick("产量", "output").into(),
            before: before.unwrap_or_default(),
            after,
            cell: product.place.as_ref().map(present::cell),
        })
    };
    // Into an empty diagnosis everything is new and need not be listed.
    if loaded.products.is_empty() && loaded.units.is_empty() {
        return Vec::new();
    }
    given.products.iter().filter_map(difference).collect()
}
