//! The rows of a table: quotas with their doubts, held against the library.

use super::column::{self, Column};
use super::value::{self, Number};
use super::{term, unit};
use crate::app::own_id;
use crate::library::{Field, kind_of};
use shuiheng_audit::{Library, Quota, QuotaKind, Severity, Text, levels_in_order};
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
}

/// A doubt on a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RowDoubt {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    /// The column, from 0; none where it is about the whole row.
    pub(crate) col: Option<u32>,
    pub(crate) message: Text,
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

/// Doubts of a row as they come up.
struct Doubts(Vec<RowDoubt>);

impl Doubts {
    fn add(&mut self, severity: Severity, code: &'static str, col: Option<u32>, message: Text) {
        let col = col.filter(|col| *col != u32::MAX);
        self.0.push(RowDoubt { severity, code, col, message });
    }

    fn error(&mut self, code: &'static str, col: Option<u32>, zh: String, en: String) {
        self.add(Severity::Error, code, col, Text::new(zh, en));
    }

    fn warn(&mut self, code: &'static str, col: Option<u32>, zh: String, en: String) {
        self.add(Severity::Warning, code, col, Text::new(zh, en));
    }

    fn note(&mut self, code: &'static str, col: Option<u32>, zh: String, en: String) {
        self.add(Severity::Note, code, col, Text::new(zh, en));
    }

    fn of_number(&mut self, quota: &mut Quota, field: Field, col: u32, read: Number) {
        let name = field.zh();
        match read {
            Number::None | Number::Is(_) => {}
            Number::Written(number, written) => self.note(
                "number_as_text",
                Some(col),
                format!("{name}“{written}”为文本，按 {number} 读取"),
                format!("{written} is text; read as {number}"),
            ),
            Number::WithUnit(number, unit) => {
                if quota.unit.is_empty() {
                    quota.unit.clone_from(&unit);
                }
                self.note(
                    "number_as_text",
                    Some(col),
                    format!("{name}带单位，按 {number} {unit} 读取"),
                    format!("read as {number} {unit}"),
                );
            }
            Number::Formula(formula) if field == Field::Limit => quota.provenance.formula = formula,
            Number::Formula(written) | Number::Unreadable(written) => self.error(
                "not_a_number",
                Some(col),
                format!("{name}“{written}”不是单一数值"),
                format!("{written} is no single number"),
            ),
        }
    }
}

/// What must hold of every row.
fn settle(quota: &mut Quota, doubts: &mut Doubts) {
    if quota.product.is_empty() {
        doubts.error("no_product", None, "没有产品名称".into(), "no product".into());
    }
    if quota.standard.is_empty() {
        doubts.error(
            "no_standard",
            None,
            "没有标准号（或文件号），请在“各行共有”中填写".into(),
            "no standard; say it for all rows".into(),
        );
    }
    settle_unit(quota, doubts);
    let levels = &quota.levels;
    let wrong = levels.named().into_iter().filter(|(_, value)| value.is_some_and(|v| v <= 0.0));
    for (name, _) in wrong {
        doubts.error(
            "not_positive",
            None,
            format!("{name}应大于 0"),
            format!("{name} must be above 0"),
        );
    }
    let ranked = [levels.leading, levels.advanced, levels.new_build, levels.general];
    let ranked = ranked.iter().any(Option::is_some);
    let graded = levels.grades.iter().any(Option::is_some);
    let kinds = [ranked || levels.limit.is_some(), graded, levels.observed.is_some()];
    if kinds.iter().filter(|has| **has).count() > 1 {
        doubts.error(
            "mixed_kinds",
            None,
            "一行中混有定额级别、清洁生产等级或企业实绩，不能互换，请分行".into(),
            "kinds that are not interchangeable stand in one row".into(),
        );
    }
    let has_own = match quota.kind {
        QuotaKind::Quota => ranked || levels.limit.is_some(),
        QuotaKind::CleanerProduction => graded,
        QuotaKind::Limit => {
            levels.limit.is_some()
                || levels.general.is_some()
                || !quota.provenance.formula.is_empty()
        }
        QuotaKind::Observed => levels.observed.is_some(),
    };
    let unread = doubts.0.iter().any(|doubt| doubt.code == "not_a_number");
    if !has_own && !unread {
        doubts.error(
            "no_value",
            None,
            format!("没有“{}”的数值", quota.kind.zh()),
            format!("no value for {}", quota.kind.code()),
        );
    }
    if !levels_in_order(quota) {
        doubts.error(
            "out_of_order",
            None,
            "各档数值次序有误，应为领跑值≤先进值≤通用值（Ⅰ级≤Ⅱ级≤Ⅲ级）".into(),
            "the levels are out of order".into(),
        );
    }
    if quota.effective.zip(quota.superseded).is_some_and(|(from, to)| to <= from) {
        doubts.error(
            "dates_out_of_order",
            None,
            "废止日期不晚于实施日期".into(),
            "the row ends before it begins".into(),
        );
    }
    if quota.usage.is_empty() {
        let here = ["", "全国", "国家", "浙江", "嘉兴"];
        let holds = here.iter().any(|name| match *name {
            "" => quota.region.is_empty(),
            name => quota.region.contains(name),
        });
        if holds { "direct" } else { "reference_only" }.clone_into(&mut quota.usage);
        if !holds {
            doubts.note(
                "other_region",
                None,
                format!("适用地区为“{}”，标为仅供参考", quota.region),
                format!("for {}: marked as a reference only", quota.region),
            );
        }
    }
}

fn settle_unit(quota: &mut Quota, doubts: &mut Doubts) {
    if quota.unit.is_empty() {
        doubts.error(
            "unit_missing",
            None,
            "没有单位，请在“各行共有”中填写".into(),
            "no unit; say it for all rows".into(),
        );
        return;
    }
    match unit::read(&quota.unit) {
        Some(unit) if unit == quota.unit => {}
        Some(unit) => {
            doubts.note(
                "unit_as_written",
                None,
                format!("单位“{}”按 {unit} 读取", quota.unit),
                format!("unit {} read as {unit}", quota.unit),
            );
            if quota.provenance.unit_as_given.is_empty() {
                quota.provenance.unit_as_given = std::mem::take(&mut quota.unit);
            }
            quota.unit = unit;
        }
        None => doubts.error(
            "unit_unreadable",
            None,
            format!("单位“{}”无法识别，应为“水量/产量”，如 m³/t、m³/100m", quota.unit),
            format!("{} is no unit of water over output", quota.unit),
        ),
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

/// The same text but for signs: standards are written in many ways.
fn alike(one: &str, two: &str) -> bool {
    term::plain(one) == term::plain(two)
}

/// Gives each row its identity and says how it stands to the library's row.
fn known(rows: &mut [ReadRow], mapped: &[Field], library: &Library) {
    let has_id: Vec<bool> = rows.iter().map(|row| !row.quota.id.is_empty()).collect();
    for row in rows.iter_mut() {
        let quota = &mut row.quota;
        let found = if quota.id.is_empty() {
            library.quotas.iter().find(|known| {
                known.kind == quota.kind
                    && known.unit == quota.unit
                    && alike(&known.standard, &quota.standard)
                    && alike(&known.product, &quota.product)
                    && alike(&known.condition, &quota.condition)
            })
        } else {
            library.quota(&quota.id)
        };
        if quota.id.is_empty() {
            quota.id = match found {
                Some(known) => known.id.clone(),
                None => own_id(&quota.standard, &quota.product, &quota.condition),
            };
        }
        let Some(known) = found else { continue };
        *quota = over(known, quota, mapped);
        if *quota == known.unconfirmed() {
            row.state = RowState::Same;
            continue;
        }
        let told = row.doubts.iter().any(|doubt| doubt.code == "out_of_order");
        if !told && !levels_in_order(quota) {
            let mut doubts = Doubts(std::mem::take(&mut row.doubts));
            doubts.error(
                "out_of_order",
                None,
                "与库中已有数值合在一起，各档次序有误".into(),
                "the levels are out of order together with those of the library".into(),
            );
            row.doubts = doubts.0;
        }
        row.state = RowState::Version;
        row.doubts.push(RowDoubt {
            severity: Severity::Warning,
            code: "differs_from_library",
            col: None,
            message: Text::new(
                format!("定额库中已有“{}”，内容不同；采用即作为新版本，原核实失效", quota.id),
                format!(
                    "the library has {} with other content; taking it over makes a new version",
                    quota.id
                ),
            ),
        });
    }
    // Several rows of one product and condition in different units are different rows.
    let ids: Vec<String> = rows.iter().map(|row| row.quota.id.clone()).collect();
    for (at, row) in rows.iter_mut().enumerate().filter(|(at, _)| !has_id[*at]) {
        let clash = ids[..at].iter().any(|id| *id == row.quota.id);
        if clash && row.state == RowState::New && !row.quota.unit.is_empty() {
            row.quota.id = format!("{}-{}", row.quota.id, row.quota.unit);
        }
    }
}

/// The row with what the table has no column for, taken from the library's row.
fn over(known: &Quota, read: &Quota, mapped: &[Field]) -> Quota {
    let mut out = read.clone();
    for (field, ..) in Field::ALL {
        if mapped.contains(&field) {
            continue;
        }
        let mut from = known.clone();
        match field {
            Field::Kind => out.kind = known.kind,
            Field::Example => out.example = known.example,
            Field::Usage => out.usage.clone_from(&known.usage),
            field => {
                if let Some(level) = field.level(&mut from).copied() {
                    field.level(&mut out).into_iter().for_each(|place| *place = level);
                } else if let Some(day) = field.day(&mut from).copied() {
                    field.day(&mut out).into_iter().for_each(|place| *place = place.or(day));
                } else if let Some(text) = field.text(&mut from).cloned() {
                    let empty = field.text(&mut out).filter(|place| place.is_empty());
                    empty.into_iter().for_each(|place| place.clone_from(&text));
                }
            }
        }
    }
    out
}

/// A row whose identity an earlier one has.
fn repeated(rows: &mut [ReadRow]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        let first = *seen.entry(row.quota.id.clone()).or_insert(row.line);
        if first != row.line {
            row.doubts.push(RowDoubt {
                severity: Severity::Error,
                code: "duplicate",
                col: None,
                message: Text::new(
                    format!("编号“{}”与第 {} 行重复", row.quota.id, first + 1),
                    format!("{} stands on line {} already", row.quota.id, first + 1),
                ),
            });
        }
    }
}
