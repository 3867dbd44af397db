//! The rows of a table: quotas with their doubts.

use super::column::{self, Column};
use super::doubt::{Doubts, RowDoubt};
use super::known::{known, repeated};
use super::settle::settle;
use super::term;
use super::value::{self, Number};
use crate::library::{Field, kind_of};
use shuiheng_audit::{Library, Quota, QuotaKind, Severity, Text};
use shuiheng_import::workbook::Sheet;
use std::collections::BTreeMap;

/// What becomes of a row that is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowState {
    /// The library has no such row.
    New,
    /// The library has the very row.
    Same,
    /// The library has another version of it.
    Version,
    /// It cannot be taken over.
    Blocked,
}

impl RowState {
    /// The name on the wire.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "same",
            Self::Version => "version",
            Self::Blocked => "blocked",
        }
    }

    /// The words on screen.
    pub(crate) const fn zh(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Same => "与库中相同",
            Self::Version => "库中已有，作为新版本",
            Self::Blocked => "不能采用",
        }
    }

    /// The same in English.
    pub(crate) const fn en(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "as in the library",
            Self::Version => "in the library, becomes a new version",
            Self::Blocked => "cannot be taken",
        }
    }
}

/// A row that was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReadRow {
    /// Row of the table, from 0.
    pub(crate) line: u32,
    pub(crate) quota: Quota,
    pub(crate) doubts: Vec<RowDoubt>,
    pub(crate) state: RowState,
}

impl ReadRow {
    /// True where a person has nothing to look at before it is taken over.
    pub(crate) fn is_sound(&self) -> bool {
        matches!(self.state, RowState::New)
            && self.doubts.iter().all(|doubt| doubt.severity == Severity::Note)
    }
}

/// Lines that hold no quota: line from 0, text, why.
type Skipped = Vec<(u32, String, Text)>;

/// Fields whose text is said once and holds for the lines below.
const CARRIED: [Field; 7] = [
    Field::Standard,
    Field::Title,
    Field::Region,
    Field::Industry,
    Field::IndustryCode,
    Field::Product,
    Field::Unit,
];

/// Reads the rows from `first` on.
pub(super) fn rows(
    sheet: &Sheet,
    first: u32,
    columns: &[Column],
    common: &BTreeMap<Field, String>,
    library: &Library,
) -> (Vec<ReadRow>, Skipped) {
    let mut reading = Reading { sheet, columns, common, above: BTreeMap::new() };
    let (mut rows, mut skipped) = (Vec::new(), Vec::new());
    for line in sheet.rows.iter().map(|row| row.index).filter(|line| *line >= first) {
        match reading.passed_over(line) {
            Some((text, why)) => skipped.push((line, text, why)),
            None => rows.push(reading.row(line)),
        }
    }
    let mapped = columns.iter().filter_map(|column| column.field).chain(common.keys().copied());
    known(&mut rows, &mapped.collect::<Vec<_>>(), library);
    repeated(&mut rows);
    for row in &mut rows {
        if row.doubts.iter().any(|doubt| doubt.severity == Severity::Error) {
            row.state = RowState::Blocked;
        }
    }
    (rows, skipped)
}

struct Reading<'t> {
    sheet: &'t Sheet,
    columns: &'t [Column],
    common: &'t BTreeMap<Field, String>,
    /// What the lines above said.
    above: BTreeMap<Field, String>,
}

impl Reading<'_> {
    fn text(&self, line: u32, col: u32) -> String {
        value::text(self.sheet.cell(line, col))
    }

    /// A line without a quota, and why it is passed over.
    fn passed_over(&mut self, line: u32) -> Option<(String, Text)> {
        let texts = self.columns.iter().map(|column| (column, self.text(line, column.col)));
        let filled: Vec<(&Column, String)> = texts.filter(|(_, text)| !text.is_empty()).collect();
        let all = filled.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
        if filled.is_empty() {
            return Some((all, Text::new("空行", "an empty line")));
        }
        let is_head = |(column, text): &(&Column, String)| {
            let lowest = column.header.rsplit('/').next().unwrap_or_default();
            !text.is_empty() && term::plain(text) == term::plain(lowest)
        };
        if filled.len() > 1 && filled.iter().all(is_head) {
            return Some((all, Text::new("重复的表头", "the head again")));
        }
        let [(column, text)] = filled.as_slice() else { return None };
        if column.field.is_some_and(Field::is_level) {
            return None;
        }
        let is_note =
            ["注", "说明", "备注", "资料来源", "表"].iter().any(|word| text.starts_with(word));
        if is_note {
            return Some((all, Text::new("注释", "a note")));
        }
        if column.field == Some(Field::Product)
            && self.columns.iter().any(|c| c.field == Some(Field::Industry))
        {
            return None;
        }
        // A line with one text and no value names what follows.
        let section = text
            .trim_start_matches(|c: char| "一二三四五六七八九十、.（）()0123456789 ".contains(c));
        if !self.columns.iter().any(|column| column.field == Some(Field::Industry)) {
            self.above.insert(Field::Industry, section.to_owned());
        }
        Some((
            all,
            Text::new(
                "小标题，作为以下各行的行业",
                "a heading, taken for the industry of what follows",
            ),
        ))
    }

    fn row(&mut self, line: u32) -> ReadRow {
        let mut quota = Quota::default();
        let mut doubts = Doubts(Vec::new());
        for column in self.columns {
            let Some(field) = column.field else { continue };
            let place = column::place(self.sheet, line, column.col);
            let cell = self.sheet.cell(place.0, place.1);
            if let Some(level) = field.level(&mut quota) {
                let read = value::number(cell);
                *level = match &read {
                    Number::Is(number)
                    | Number::Written(number, _)
                    | Number::WithUnit(number, _) => Some(*number),
                    Number::None | Number::Formula(_) | Number::Unreadable(_) => None,
                };
                doubts.of_number(&mut quota, field, column.col, read);
            } else if let Some(day) = field.day(&mut quota) {
                match value::day(cell) {
                    Ok(read) => *day = read,
                    Err(written) => doubts.warn(
                        "date_unreadable",
                        Some(column.col),
                        format!("{}“{written}”无法识别，留空", field.zh()),
                        format!("{written} is no day; left empty"),
                    ),
                }
            } else {
                let is_name = matches!(
                    field,
                    Field::Product | Field::Industry | Field::Standard | Field::Unit
                );
                let text = if is_name { value::text(cell) } else { value::verbatim(cell) };
                self.set_text(&mut quota, field, text, column.col, &mut doubts);
            }
        }
        self.fill(line, &mut quota, &mut doubts);
        settle(&mut quota, &mut doubts);
        ReadRow { line, quota, doubts: doubts.0, state: RowState::New }
    }

    fn set_text(
        &self,
        quota: &mut Quota,
        field: Field,
        text: String,
        col: u32,
        doubts: &mut Doubts,
    ) {
        // What an export guards against being taken for a formula.
        let text = crate::table_text::plain(&text);
        match field {
            Field::Kind if !text.is_empty() => match kind_named(&text) {
                Some(kind) => quota.kind = kind,
                None => doubts.error(
                    "unknown_kind",
                    Some(col),
                    format!(
                        "类型“{text}”无法识别，应为取水定额、清洁生产等级、单一限值或其他企业实绩"
                    ),
                    format!("{text} is no kind of quota"),
                ),
            },
            Field::Example => {
                quota.example = matches!(text.as_str(), "是" | "yes" | "true" | "示例")
            }
            Field::Usage => usage_named(&text).clone_into(&mut quota.usage),
            field => {
                if let Some(place) = field.text(quota) {
                    *place = text;
                }
            }
        }
    }

    /// What the lines above said, where the row leaves it out as tables with merged cells do.
    /// A row that has an id of its own says what it says, and another standard begins anew.
    fn carry(&mut self, quota: &mut Quota, doubts: &mut Doubts) {
        let standard = self.above.get(&Field::Standard);
        if !quota.standard.is_empty() && standard.is_some_and(|above| *above != quota.standard) {
            self.above.clear();
        }
        let mut carried: Vec<&str> = Vec::new();
        for field in CARRIED {
            let said_here = field.of(quota).printed();
            if !said_here.is_empty() {
                self.above.insert(field, said_here);
                continue;
            }
            let has_column = self.columns.iter().any(|column| column.field == Some(field));
            let Some(above) = self.above.get(&field).filter(|_| quota.id.is_empty()) else {
                continue;
            };
            if let Some(place) = field.text(quota) {
                above.clone_into(place);
            }
            match field {
                Field::Product => {
                    let tell = if quota.condition.is_empty() { Doubts::warn } else { Doubts::note };
                    tell(
                        doubts,
                        "filled_down",
                        None,
                        format!("产品栏为空，沿用上一行“{}”", quota.product),
                        format!("no product; taken from the line above: {}", quota.product),
                    );
                }
                // A heading that names the industry is told where it stands.
                Field::Industry if !has_column => {}
                field => carried.push(field.zh()),
            }
        }
        if !carried.is_empty() {
            doubts.note(
                "carried_down",
                None,
                format!("{}为空，沿用上一行", carried.join("、")),
                "left out; taken from the line above".to_owned(),
            );
        }
    }

    /// What the row does not say itself: said above, for every row, or by a head.
    fn fill(&mut self, line: u32, quota: &mut Quota, doubts: &mut Doubts) {
        let has_column =
            |field: Field| self.columns.iter().any(|column| column.field == Some(field));
        self.carry(quota, doubts);
        for (field, text) in self.common {
            let unsaid = match field {
                Field::Kind => !has_column(Field::Kind),
                Field::Usage => quota.usage.is_empty(),
                field => field.of(quota).printed().is_empty(),
            };
            if !unsaid {
                continue;
            }
            if let Some(day) = field.day(quota) {
                match value::day(Some(&shuiheng_import::workbook::Cell::Text(text.clone()))) {
                    Ok(read) => *day = read,
                    Err(written) => doubts.warn(
                        "date_unreadable",
                        None,
                        format!("{}“{written}”无法识别，留空", field.zh()),
                        format!("{written} is no day; left empty"),
                    ),
                }
            } else if field.level(quota).is_none() {
                self.set_text(quota, *field, text.clone(), u32::MAX, doubts);
            }
        }
        if quota.unit.is_empty() {
            let levels =
                self.columns.iter().filter(|column| column.field.is_some_and(Field::is_level));
            let mut units: Vec<&String> =
                levels.filter_map(|column| column.unit.as_ref()).collect();
            units.dedup();
            if let [only] = units.as_slice() {
                quota.unit.clone_from(only);
            }
        }
        let kind = self.columns.iter().find(|column| column.field == Some(Field::Kind));
        let has_kind = kind.is_some_and(|kind| !self.text(line, kind.col).is_empty())
            || self.common.contains_key(&Field::Kind);
        if !has_kind {
            quota.kind = kind_of(quota);
        }
    }
}

fn kind_named(text: &str) -> Option<QuotaKind> {
    let known = |kind: &QuotaKind| kind.code() == text || kind.zh() == text;
    if let Some(kind) = QuotaKind::ALL.into_iter().find(known) {
        return Some(kind);
    }
    let words: [(&str, QuotaKind); 5] = [
        ("实绩", QuotaKind::Observed),
        ("清洁生产", QuotaKind::CleanerProduction),
        ("限值", QuotaKind::Limit),
        ("准入", QuotaKind::Limit),
        ("定额", QuotaKind::Quota),
    ];
    words.into_iter().find(|(word, _)| text.contains(word)).map(|(_, kind)| kind)
}

fn usage_named(text: &str) -> &str {
    match text {
        "直接适用" => "direct",
        "仅供参考" => "reference_only",
        "历史版本，仅供参考" => "historical_only",
        other => other,
    }
}
