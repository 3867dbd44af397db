//! What people call a record.

use serde::Deserialize;
use serde_json::Value;
use shuiheng_audit::{Counted, Item, Lang, Place, Role, Stream, UnitId};
use shuiheng_store::Kind;
use std::collections::BTreeMap;

/// The names of the units of a diagnosis, of removed ones too, and the questions of the
/// checklist.
#[derive(Default)]
pub(crate) struct Names {
    units: BTreeMap<String, (String, Role)>,
    questions: BTreeMap<String, String>,
}

impl Names {
    /// From the last bodies of units and from questions by their ids.
    pub(crate) fn new(
        units: impl IntoIterator<Item = Value>,
        questions: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let unit = |body: Value| {
            let role = body.get("role").and_then(|role| Role::deserialize(role).ok());
            Some((text(&body, "id")?, (text(&body, "name")?, role.unwrap_or_default())))
        };
        Self {
            units: units.into_iter().filter_map(unit).collect(),
            questions: questions.into_iter().collect(),
        }
    }

    /// A unit by its identity; the identity itself where nobody knows it.
    pub(super) fn unit(&self, id: &str) -> String {
        self.units.get(id).map_or_else(|| id.to_owned(), |(name, _)| name.clone())
    }

    /// What people call a record, from its body.
    pub(crate) fn subject(&self, kind: Kind, body: &Value, lang: Lang) -> String {
        let of = |field: &str| text(body, field).unwrap_or_default();
        let two = |one: &str, other: &str| format!("{} {}", of(one), of(other)).trim().to_owned();
        match kind {
            Kind::Stream => self.stream(body, lang),
            Kind::Meter => two("number", "measures"),
            Kind::Reading => two("meter", "date"),
            Kind::QualitySample => two("point", "name"),
            Kind::Quota => two("standard", "product"),
            Kind::Confirmation => of("row"),
            Kind::SignOff => of("by"),
            Kind::MeteringRequirement => of("id"),
            Kind::Setting => of("key"),
            Kind::UsePeriod => self.period(body, lang),
            Kind::Answer => self.questions.get(&of("question")).cloned().unwrap_or(of("question")),
            Kind::Finding => {
                Some(of("title")).filter(|title| !title.is_empty()).unwrap_or(of("was"))
            }
            Kind::Measure => short(&of("todo")),
            Kind::Report => body
                .get("issued")
                .and_then(|issued| text(issued, "number"))
                .unwrap_or_else(|| said(lang, "征求意见稿", "draft")),
            Kind::Mapping => text(body, "header").unwrap_or_else(|| of("file")),
            Kind::Diagnosis | Kind::Import => String::new(),
            Kind::Enterprise
            | Kind::Unit
            | Kind::Product
            | Kind::SourceFile
            | Kind::Photo
            | Kind::Note
            | Kind::Limit
            | Kind::Person
            | Kind::Equipment => of("name"),
        }
    }

    /// A unit, or a quantity of it, that a log is asked about.
    pub(crate) fn unit_and_item(&self, unit: &str, item: Option<&str>, lang: Lang) -> String {
        let name = self.unit(unit);
        let Some(item) = item else { return name };
        let known = Item::from_code(item).map(|item| item_name(item, lang));
        let summed = || match item {
            "withdrawal_total" => said(lang, "取水量", "withdrawal"),
            "recycled_total" => said(lang, "重复利用水量", "recycled water"),
            "total_use" => said(lang, "用水量", "total use"),
            other => other.to_owned(),
        };
        format!("{name} {}", known.unwrap_or_else(summed))
    }

    /// A stream by the unit and the quantity that it is there, or by both its ends.
    fn stream(&self, body: &Value, lang: Lang) -> String {
        let Some(stream) = stream_of(body) else { return String::new() };
        let name = |place: &Place| match place {
            Place::Unit(id) => self.unit(&id.0),
            other => other.name().get(lang).to_owned(),
        };
        match (&stream.from, &stream.to) {
            (Place::Unit(from), Place::Unit(to)) if from != to => {
                format!("{} → {}", name(&stream.from), name(&stream.to))
            }
            (Place::Unit(unit), _) | (_, Place::Unit(unit)) => {
                match stream.item_for(unit, |id| self.role(id)) {
                    Some(item) => format!("{} {}", self.unit(&unit.0), item_name(item, lang)),
                    None => format!("{} → {}", name(&stream.from), name(&stream.to)),
                }
            }
            _ => format!("{} → {}", name(&stream.from), name(&stream.to)),
        }
    }

    fn period(&self, body: &Value, lang: Lang) -> String {
        let of = |field: &str| text(body, field).unwrap_or_default();
        let counted = body.get("counted").and_then(|counted| Counted::deserialize(counted).ok());
        let counted = counted.map(|counted| match lang {
            Lang::Zh => counted.zh(),
            Lang::En => counted.code().replace(['_', '.'], " "),
        });
        format!("{}～{} {}", of("from"), of("to"), counted.unwrap_or_default()).trim().to_owned()
    }

    fn role(&self, id: &UnitId) -> Role {
        self.units.get(&*id.0).map(|(_, role)| *role).unwrap_or_default()
    }

    /// True where a record is a unit, or a stream of it; of one quantity where one is named.
    /// `withdrawal_total` names the intake of every source.
    pub(crate) fn is_of(&self, kind: Kind, body: &Value, unit: &str, item: Option<&str>) -> bool {
        match kind {
            Kind::Unit => item.is_none() && text(body, "id").as_deref() == Some(unit),
            Kind::Stream => {
                let Some(stream) = stream_of(body) else { return false };
                let found = stream.item_for(&UnitId(unit.into()), |id| self.role(id));
                found.is_some_and(|found| item.is_none_or(|item| counts_in(found, item)))
            }
            _ => false,
        }
    }
}

/// True where a quantity is what a code names, or a part of the sum that it names.
fn counts_in(item: Item, code: &str) -> bool {
    match code {
        "withdrawal_total" => matches!(item, Item::Withdrawal(_)),
        "recycled_total" => {
            matches!(item, Item::Recirculated | Item::SeriesIn | Item::Reuse | Item::Condensate)
        }
        "total_use" => item.is_inflow() || item == Item::Recirculated,
        code => item.code() == code,
    }
}

fn stream_of(body: &Value) -> Option<Stream> {
    let place = |field: &str| body.get(field).and_then(|place| Place::deserialize(place).ok());
    Some(Stream { from: place("from")?, to: place("to")?, figure: None })
}

fn item_name(item: Item, lang: Lang) -> String {
    match lang {
        Lang::Zh => item.zh().to_owned(),
        Lang::En => item.code().replace(['_', '.'], " "),
    }
}

fn text(body: &Value, field: &str) -> Option<String> {
    body.get(field).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    const LONGEST: usize = 30;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}……", &text[..end]),
        None => text.to_owned(),
    }
}

/// What a kind of record is called.
pub(crate) fn kind_name(kind: Kind, lang: Lang) -> String {
    match lang {
        Lang::Zh => kind.zh().to_owned(),
        Lang::En => kind.name().replace('_', " "),
    }
}

fn said(lang: Lang, zh: &str, en: &str) -> String {
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}
