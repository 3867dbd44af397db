//! The balance as a network that can be drawn; the window shows the same picture.

use crate::compose::sums::of_which;
use shuiheng_audit::{
    Closure, DailyVolume, Diagnosis, Item, Lang, Place, Role, Site, Stream, Unit, UnitId, fixed,
    known_sum,
};
use shuiheng_drawing::{Link, LinkKind, Network, Node, NodeKind, Sink, State};
use std::collections::BTreeSet;

/// The network of a diagnosis: sources, units, pools, and where the water goes.
///
/// 其中 units are part of their parent's figures and are not drawn; flows known to be
/// zero are not drawn either.
pub fn balance_network(diagnosis: &Diagnosis, lang: Lang) -> Network {
    let site = &diagnosis.case.site;
    let streams: Vec<&Stream> = site.streams.iter().filter(|stream| drawn(site, stream)).collect();
    let gathers = streams.iter().any(|stream| stream.from == Place::Drain);
    let mut nodes: Vec<Node> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    let ends = streams.iter().flat_map(|stream| [&stream.from, &stream.to]);
    let places: BTreeSet<&Place> = ends.filter(|place| !matches!(place, Place::Unit(_))).collect();
    let (before, after): (Vec<&Place>, Vec<&Place>) = places
        .into_iter()
        .partition(|place| matches!(place, Place::Source(_) | Place::RawMaterial));
    nodes.extend(before.into_iter().map(|place| outside(place, gathers, lang)));
    let units = site.units.iter().filter(|unit| !of_which(site, unit));
    nodes.extend(units.map(|unit| unit_node(diagnosis, unit, lang)));
    nodes.extend(after.into_iter().map(|place| outside(place, gathers, lang)));
    links.extend(streams.iter().filter_map(|stream| link(site, stream)));
    if gathers {
        let sewer = Node {
            id: "sewer".into(),
            name: lang.pick("外排", "discharged").into(),
            ..outside(&Place::Drain, false, lang)
        };
        nodes.push(sewer);
        links.push(Link {
            from: id(&Place::Drain),
            to: "sewer".into(),
            kind: LinkKind::Discharge,
            value: left_in_drain(&streams).map(DailyVolume::value),
            label: String::new(),
        });
    }
    Network { title: diagnosis.case.profile.name.clone(), nodes, links }
}

fn drawn(site: &Site, stream: &Stream) -> bool {
    let zero = stream.figure.as_ref().is_some_and(|figure| figure.value == DailyVolume::ZERO);
    let hidden = [&stream.from, &stream.to].into_iter().any(|place| match place {
        Place::Unit(id) => site.unit(id).is_none_or(|unit| of_which(site, unit)),
        _ => false,
    });
    !zero && !hidden
}

fn id(place: &Place) -> String {
    match place {
        Place::Unit(UnitId(id)) => format!("unit-{id}"),
        Place::Source(source) => format!("source-{}", source.code()),
        Place::RawMaterial => "raw-material".into(),
        Place::SeriesPool => "series".into(),
        Place::SupplyPool => "supply".into(),
        Place::ReusePool => "reuse".into(),
        Place::CondensatePool => "condensate".into(),
        Place::Drain => "drain".into(),
        Place::Consumed => "consumed".into(),
        Place::Leak => "leak".into(),
        Place::Others => "others".into(),
        Place::Storage => "storage".into(),
    }
}

/// A place that is no unit. The drain is a pool where water goes on from it.
fn outside(place: &Place, gathers: bool, lang: Lang) -> Node {
    let (name, kind) = match place {
        Place::Source(source) => ((source.zh(), source.en()), NodeKind::Source),
        Place::RawMaterial => (("原料带入水", "raw material"), NodeKind::Source),
        Place::SeriesPool => (("串联水", "series water"), NodeKind::Pool),
        Place::SupplyPool => (("制水分配", "treated supply"), NodeKind::Pool),
        Place::ReusePool => (("回用水", "reused water"), NodeKind::Pool),
        Place::CondensatePool => (("冷凝水", "condensate"), NodeKind::Pool),
        Place::Drain if gathers => (("排水汇集", "drains"), NodeKind::Pool),
        Place::Drain => (("排水", "discharge"), NodeKind::Sink(Sink::Sewer)),
        Place::Consumed => (("耗水", "consumption"), NodeKind::Sink(Sink::Air)),
        Place::Leak => (("漏失", "leakage"), NodeKind::Sink(Sink::Leak)),
        Place::Others => (("外供", "others"), NodeKind::Sink(Sink::Others)),
        Place::Storage => (("蓄水增加", "gain in storage"), NodeKind::Pool),
        Place::Unit(_) => (("", ""), NodeKind::Unit),
    };
    let name = lang.pick(name.0, name.1);
    Node { id: id(place), name: name.into(), kind, rows: Vec::new(), parent: None, state: None }
}

fn unit_node(diagnosis: &Diagnosis, unit: &Unit, lang: Lang) -> Node {
    let balance = diagnosis.balance.unit(&unit.id);
    let row = balance.map(|balance| {
        let (name, flow) = match unit.role {
            Role::Use => (("用水量", "use"), balance.flows.total_use(balance.flows.fresh())),
            Role::SupplyTreatment => {
                (("制水量", "supplied"), balance.flows.get(Item::DistributedOut))
            }
            Role::WastewaterTreatment => {
                (("处理水量", "treated"), balance.flows.get(Item::TreatmentIn))
            }
        };
        let flow = flow
            .map_or_else(|| lang.pick("不详", "not known").into(), |flow| fixed(flow.value(), 1));
        format!("{} {flow}", lang.pick(name.0, name.1))
    });
    let state = balance.map(|unit| match unit.difference.closure {
        Closure::Closed => State::Closed,
        Closure::Attention => State::Attention,
        Closure::Open => State::Open,
        Closure::Unknown => State::Unknown,
    });
    Node {
        id: id(&Place::Unit(unit.id.clone())),
        name: unit.name.clone(),
        kind: match unit.role {
            Role::Use => NodeKind::Unit,
            Role::SupplyTreatment | Role::WastewaterTreatment => NodeKind::Treatment,
        },
        rows: row.into_iter().collect(),
        parent: unit.parent.as_ref().map(|parent| id(&Place::Unit(parent.clone()))),
        state,
    }
}

fn link(site: &Site, stream: &Stream) -> Option<Link> {
    let unit = [&stream.to, &stream.from].into_iter().find_map(|place| match place {
        Place::Unit(id) => Some(id),
        _ => None,
    })?;
    let item = stream.item_for(unit, |id| site.unit(id).map_or(Role::Use, |unit| unit.role))?;
    let kind = match item {
        Item::Withdrawal(_) | Item::DistributedIn | Item::DistributedOut | Item::CarriedIn => {
            LinkKind::Fresh
        }
        Item::Recirculated => LinkKind::Recirculated,
        Item::SeriesIn | Item::SeriesOut => LinkKind::Series,
        Item::Reuse | Item::ReuseOut if stream.from == Place::CondensatePool => {
            LinkKind::Condensate
        }
        Item::ReuseOut if stream.to == Place::CondensatePool => LinkKind::Condensate,
        Item::Reuse | Item::ReuseOut => LinkKind::Reuse,
        Item::Condensate => LinkKind::Condensate,
        Item::TreatmentIn | Item::Discharge | Item::StorageGain => LinkKind::Discharge,
        Item::Consumption => LinkKind::Consumption,
        Item::Leakage => LinkKind::Leakage,
        Item::Supplied => LinkKind::Supplied,
    };
    Some(Link {
        from: id(&stream.from),
        to: id(&stream.to),
        kind,
        value: stream.figure.as_ref().map(|figure| figure.value.value()),
        label: String::new(),
    })
}

/// What flows into the drains and is not treated there.
fn left_in_drain(streams: &[&Stream]) -> Option<DailyVolume> {
    let sum = |of: &dyn Fn(&Stream) -> bool| {
        let streams = streams.iter().filter(|stream| of(stream));
        known_sum(streams.map(|stream| stream.figure.as_ref().map(|figure| figure.value)))
    };
    Some(sum(&|s| s.to == Place::Drain)? - sum(&|s| s.from == Place::Drain)?)
}
