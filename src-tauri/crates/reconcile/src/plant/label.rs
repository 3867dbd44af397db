//! What people call the ends of a stream.

use shuiheng_audit::{Place, Site, Text};

/// The name of a stream: where it comes from and where it goes.
pub(super) fn stream(site: &Site, from: &Place, to: &Place) -> Text {
    let (from, to) = (place(site, from), place(site, to));
    Text::new(format!("{} → {}", from.zh, to.zh), format!("{} → {}", from.en, to.en))
}

/// The name of an end.
fn place(site: &Site, place: &Place) -> Text {
    let Place::Unit(id) = place else { return pool(place) };
    let name = site.unit(id).map_or_else(|| id.to_string(), |unit| unit.name.clone());
    Text::new(name.clone(), name)
}

/// The name of a place that is no unit.
pub(super) fn pool(place: &Place) -> Text {
    let (zh, en) = match place {
        Place::Source(source) => (source.zh(), source.code()),
        Place::RawMaterial => ("原料带入", "raw material"),
        Place::Unit(_) => ("用水单元", "unit"),
        Place::SeriesPool => ("串联水", "series water"),
        Place::SupplyPool => ("制水", "prepared water"),
        Place::ReusePool => ("回用水", "reused water"),
        Place::CondensatePool => ("冷凝水", "condensate"),
        Place::Drain => ("排水", "drains"),
        Place::Consumed => ("耗水", "consumption"),
        Place::Leak => ("漏失", "leakage"),
        Place::Others => ("外供", "others"),
        Place::Storage => ("蓄水", "storage"),
    };
    Text::new(zh, en)
}
