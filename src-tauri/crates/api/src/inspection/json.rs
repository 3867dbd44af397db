//! `inspect --json`: what was recognised and how, with every doubt, written piece by piece,
//! since a large table has a row and a unit for each of its lines. Fields stand in the order
//! of the alphabet, as everywhere in the contract.

use super::doubts;
use crate::contract::{self, issue};
use crate::source::Source;
use recognise::{BlockReport, ColumnReport, Recognition, RowRole, SheetReport};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::json;
use shuiheng_audit::{Category, Days, FlowUnit, Lang, UnitId, column_name};
use shuiheng_import::recognise;
use std::fmt::Display;

/// The inspection of one file.
pub(super) struct Inspected<'a> {
    pub(super) source: &'a Source,
    pub(super) recognition: &'a Recognition,
    pub(super) lang: Lang,
}

/// A list whose members are made one by one as they are written.
struct Each<I>(I);

/// What is written as it is shown.
struct Shown<T>(T);

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    reason: &'a str,
    role: RowRole,
    row: u32,
}

#[derive(Serialize)]
struct Unit<'a, T: Display> {
    category: Option<Category>,
    name: &'a str,
    parent: Option<&'a UnitId>,
    #[serde(rename = "ref")]
    place: Option<Shown<T>>,
}

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Serialize for Inspected<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { source, recognition, lang } = *self;
        let period = &recognition.period;
        let period = json!({
            "from": period.from,
            "to": period.to,
            "operating_days": period.operating_days.map(Days::value),
        });
        let profile = recognition.profile.iter().map(|fact| {
            json!({
                "field": fact.field.code(),
                "value": fact.value,
                "unit_of_measure": Some(fact.field.unit()).filter(|unit| !unit.is_empty()),
                "ref": fact.place.to_string(),
            })
        });
        let products = recognition.products.iter().map(|product| {
            json!({
                "name": product.name, "output": product.output, "unit": product.unit,
                "quota": product.quota, "rinses": product.rinses, "share": product.share,
            })
        });
        let units = recognition.site.units.iter().map(|unit| Unit {
            category: unit.category,
            name: &unit.name,
            parent: unit.parent.as_ref(),
            place: unit.place.as_ref().map(Shown),
        });
        let mut whole = serializer.serialize_struct("Inspection", 15)?;
        let enterprise = recognition.enterprise.as_ref().map(|(name, _)| name);
        whole.serialize_field("enterprise", &enterprise)?;
        let ledgers = &recognition.ledgers;
        whole.serialize_field("equipment", &contract::equipment(ledgers))?;
        whole.serialize_field("file", &source.name)?;
        let issues = doubts(recognition);
        let issues = issues.iter().map(|doubt| issue(doubt, lang));
        whole.serialize_field("issues", &Each(issues))?;
        whole.serialize_field("meters", &recognition.meters.len())?;
        whole.serialize_field("period", &period)?;
        whole.serialize_field("products", &Each(products))?;
        whole.serialize_field("profile", &Each(profile))?;
        whole.serialize_field("quality", &contract::quality(ledgers))?;
        whole.serialize_field("readings", &contract::readings(ledgers))?;
        whole.serialize_field("schema", "shuiheng.inspection/1")?;
        whole.serialize_field("sha256", &source.sha256)?;
        let sheets = recognition.sheets.iter().map(|sheet| Sheet { sheet, lang });
        whole.serialize_field("sheets", &Each(sheets))?;
        whole.serialize_field("units", &Each(units))?;
        whole.serialize_field("use_history", &contract::use_history(ledgers))?;
        whole.end()
    }
}

struct Sheet<'a> {
    sheet: &'a SheetReport,
    lang: Lang,
}

impl Serialize for Sheet<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { sheet, lang } = *self;
        let mut whole = serializer.serialize_struct("Sheet", 4)?;
        let blocks = sheet.blocks.iter().map(|block| Block { block, lang });
        whole.serialize_field("blocks", &Each(blocks))?;
        whole.serialize_field("name", &sheet.name)?;
        whole.serialize_field("reason", sheet.reason.get(lang))?;
        whole.serialize_field("role", sheet.role.code())?;
        whole.end()
    }
}

struct Block<'a> {
    block: &'a BlockReport,
    lang: Lang,
}

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { block, lang } = *self;
        let column = |column: &ColumnReport| {
            json!({
                "column": column_name(column.col),
                "header": column.header,
                "cell": column.cell.to_string(),
                "meaning": column.meaning.map(|meaning| meaning.code()),
                "unit_of_measure": column.unit.map(FlowUnit::code),
                "confidence": column.confidence,
                "reason": column.reason.get(lang),
            })
        };
        let rows = block.rows.iter().map(|row| Row {
            name: &row.name,
            reason: row.reason.get(lang),
            role: row.role,
            row: row.row + 1,
        });
        let mut whole = serializer.serialize_struct("Block", 9)?;
        whole.serialize_field("columns", &Each(block.columns.iter().map(column)))?;
        let header_rows = [block.header_rows.0 + 1, block.header_rows.1 + 1];
        whole.serialize_field("header_rows", &header_rows)?;
        whole.serialize_field("range", &block.range.a1())?;
        whole.serialize_field("role", block.role.code())?;
        whole.serialize_field("rows", &Each(rows))?;
        whole.serialize_field("transposed", &block.transposed)?;
        whole.serialize_field("unit_as_written", &block.unit_as_written)?;
        whole.serialize_field("unit_of_measure", &block.unit.map(FlowUnit::code))?;
        whole.serialize_field("unit_ref", &block.unit_place.as_ref().map(Shown))?;
        whole.end()
    }
}
