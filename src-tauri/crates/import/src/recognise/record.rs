//! The rows of a table by their names: units, sections, totals, remarks.

use super::block::Block;
use super::form::says_of_quantities;
use super::grid::{Line, is_figure};
use super::label::{TotalName, category_of, is_derived, is_note, is_only_category, total_name};
use super::report::RowRole;
use super::signature::{answers, is_signed};
use super::state::names_state;
use super::text::{Numbering, holds_any, indent, numbering, one_line, tidy};
use super::word::Word;
use crate::workbook::Cell;
use shuiheng_audit::Category;
use std::collections::BTreeMap;

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// Position among the lines of the grid.
    pub(crate) line: usize,
    /// Row, from 0.
    pub(crate) row: u32,
    /// Its name as written, on one line.
    pub(crate) name: String,
    /// The cell of its name.
    pub(crate) cell: (u32, u32),
    /// What it is, by its name.
    pub(crate) role: RowRole,
    /// The total that its name announces.
    pub(crate) total: Option<TotalName>,
    /// The group that it stands in: name and cell of 车间.
    pub(crate) group: Option<(String, (u32, u32))>,
    /// True where the row's name is itself the name of a group.
    pub(crate) names_group: bool,
    /// What its water is for.
    pub(crate) category: Option<Category>,
    /// How deep it stands below others, by indentation and numbering.
    pub(crate) level: Level,
    /// True where the row holds figures.
    pub(crate) has_figures: bool,
    /// Number of the section that it stands in.
    pub(crate) section: usize,
    /// True for a heading that carries the sum of its section: 主要生产用水 with figures.
    pub(crate) heads_section: bool,
    /// True where a person said what it is.
    pub(crate) chosen: bool,
    /// True where the row gives a unit once more, in a state that does not count.
    pub(crate) set_aside: bool,
}

/// Signs of depth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Level {
    /// Blanks before the name.
    pub(crate) indent: usize,
    /// Numbering before the name.
    pub(crate) numbering: Option<Numbering>,
    /// Dots in the number of the row: 1.1 has one.
    pub(crate) dots: usize,
}

/// The columns that say what a row is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels {
    /// The name of the unit.
    pub(crate) name: Option<u32>,
    /// The names of groups, from the left.
    pub(crate) groups: Vec<u32>,
    /// The purpose.
    pub(crate) category: Option<u32>,
    /// The number of the row.
    pub(crate) number: Option<u32>,
    /// How figures were obtained.
    pub(crate) basis: Option<u32>,
}

impl Labels {
    /// The columns that say what a row is, by their headers and by what they hold.
    pub(crate) fn of(block: &Block<'_>) -> Self {
        let word = |asked: Word| {
            block
                .columns
                .iter()
                .filter(move |c| c.heading.word == Some(asked))
                .map(|c| c.heading.col)
        };
        let first_flow = block
            .columns
            .iter()
            .filter(|c| c.heading.word.is_some_and(Word::is_flow) && c.figures > 0)
            .map(|c| c.heading.col)
            .min()
            .unwrap_or(u32::MAX);
        let left = |col: &u32| *col < first_flow;
        let texts =
            |col: u32| block.columns.iter().find(|c| c.heading.col == col).map_or(0, |c| c.texts);
        let most = block.columns.iter().map(|c| c.texts).max().unwrap_or(0);
        let mut names: Vec<u32> = word(Word::Name).filter(left).collect();
        if names.is_empty() {
            names = word(Word::Name).collect();
        }
        let mut groups: Vec<u32> = word(Word::Parent).filter(left).collect();
        let mut category = word(Word::Category).next();
        if names.is_empty() {
            let unlabelled = block.columns.iter().filter(|c| {
                c.heading.word.is_none()
                    && c.texts > 0
                    && c.texts >= c.figures
                    && c.heading.col < first_flow
            });
            names.extend(unlabelled.map(|c| c.heading.col).next_back());
        }
        if names.is_empty() {
            names.extend(groups.pop().or_else(|| category.take()));
        }
        // The rightmost column that is mostly filled names the unit, those before it its groups.
        let name =
            names.iter().rev().find(|col| texts(**col) * 3 >= most).or(names.last()).copied();
        groups.extend(names.iter().filter(|col| Some(**col) != name && Some(**col) < name));
        groups.extend(name.and_then(|name| unnamed_group(block, name)));
        // 一车间 merged over 染缸 and 水洗机: the second level names the units.
        let below = name.filter(|_| names.len() == 1).and_then(|name| unnamed_unit(block, name));
        groups.extend(name.filter(|_| below.is_some()));
        let name = below.or(name);
        groups.sort_unstable();
        Self {
            name,
            groups,
            category,
            number: word(Word::Number).next().or_else(|| counting(block, name?)),
            basis: word(Word::Basis).next(),
        }
    }

    fn leading(&self) -> Vec<u32> {
        let mut columns: Vec<u32> = self.name.into_iter().collect();
        columns.extend(self.groups.iter().rev());
        columns.extend(self.category);
        columns.extend(self.number);
        columns
    }
}

/// The column right before the names whose header is blank and whose texts stand over
/// several rows each: workshops.
fn unnamed_group(block: &Block<'_>, name: u32) -> Option<u32> {
    let at = block.columns.iter().position(|column| column.heading.col == name)?;
    let column = &block.columns[at.checked_sub(1)?];
    let col = column.heading.col;
    let bare = column.heading.word.is_none() && column.heading.path.is_empty();
    let lines = || block.lines.iter().map(|at| &block.grid.lines[*at]);
    let named = || lines().filter(|line| line.text(name).is_some());
    let leads = named().next().is_some_and(|line| line.text(col).is_some());
    let spreads = named().any(|line| line.at(col).is_none());
    (bare && column.figures == 0 && leads && spreads).then_some(col)
}

/// The column right after the names whose header is blank and whose texts divide names that
/// are merged over several rows, or stand once for several.
pub(super) fn unnamed_unit(block: &Block<'_>, name: u32) -> Option<u32> {
    let at = block.columns.iter().position(|column| column.heading.col == name)?;
    let column = block.columns.get(at + 1)?;
    let col = column.heading.col;
    let bare = column.heading.word.is_none() && column.heading.path.is_empty();
    let divides = |at: &usize| {
        let line = &block.grid.lines[*at];
        line.text(name).is_none() && line.text(col).is_some() && line.numbers() > 0
    };
    let leads =
        block.lines.iter().find(|at| block.grid.lines[**at].numbers() > 0).is_some_and(|at| {
            block.grid.lines[*at].text(name).is_some() && block.grid.lines[*at].text(col).is_some()
        });
    let divided = block.lines.iter().any(divides);
    (bare && column.figures == 0 && leads && divided).then_some(col)
}

/// A column without a header, left of the names, that only counts the rows.
fn counting(block: &Block<'_>, name: u32) -> Option<u32> {
    let counts = |col: u32| {
        let cells = block.lines.iter().filter_map(|at| block.grid.lines[*at].at(col));
        let numbers: Vec<f64> = cells
            .filter_map(|cell| if let Cell::Number(number) = cell { Some(*number) } else { None })
            .collect();
        numbers.len() > 1
            && numbers.windows(2).all(|pair| pair[1] - pair[0] == 1.0 || pair[1] == 1.0)
            && numbers[0] == 1.0
    };
    let nameless = block
        .columns
        .iter()
        .filter(|raw| raw.heading.word.is_none() && raw.heading.path.is_empty());
    nameless.map(|raw| raw.heading.col).find(|col| *col < name && counts(*col))
}

/// What carries over from one row to the next.
#[derive(Default)]
struct Carried {
    groups: Vec<Option<(String, (u32, u32))>>,
    workshop: Option<(String, (u32, u32), Option<Numbering>)>,
    category: Option<Category>,
    column_category: Option<Category>,
    section: usize,
}

/// The rows of a table in order, each with the role that its name gives it, or a person:
/// `chosen` holds names and roles by row.
pub(crate) fn records(
    block: &Block<'_>,
    labels: &Labels,
    flows: &[u32],
    chosen: &BTreeMap<u32, (String, RowRole)>,
) -> Vec<Record> {
    let mut carried = Carried { groups: vec![None; labels.groups.len()], ..Carried::default() };
    let mut records: Vec<Record> = Vec::with_capacity(block.lines.len());
    let (first, last) = block.extent();
    for (at, &position) in block.lines.iter().enumerate() {
        let line = &block.grid.lines[position];
        if !line.cells.iter().any(|cell| (first..=last).contains(&cell.0)) {
            continue;
        }
        let next = block.lines.get(at + 1).map(|next| &block.grid.lines[*next]);
        let mut record = record(block, labels, flows, position);
        record.role = role(block, labels, flows, &record, next);
        if record.role == RowRole::Unit && follows_of_which(&records) {
            record.role = RowRole::OfWhich;
        }
        if record.role == RowRole::Unit && names_category(&record.name) {
            record.role = RowRole::Total;
            record.total = Some(TotalName::Group(tidy(&record.name)));
            record.heads_section = true;
        }
        if let Some((_, role)) = chosen
            .get(&block.grid.line_in_file(record.row))
            .filter(|(name, _)| tidy(name) == tidy(&record.name))
        {
            choose(&mut record, *role);
        }
        carry(block, labels, &mut carried, &mut record);
        records.push(record);
    }
    // What stands below the last figures heads nothing: 车间主任：  记录人：.
    for record in records.iter_mut().rev().take_while(|record| !record.has_figures) {
        if record.role == RowRole::Section && !record.chosen && record.name.contains([':', '：']) {
            record.role = RowRole::Note;
        }
    }
    records
}

/// Makes a row what a person says that it is.
fn choose(record: &mut Record, role: RowRole) {
    record.chosen = true;
    record.heads_section = false;
    (record.role, record.total) = match role {
        RowRole::Subtotal => (RowRole::Total, Some(TotalName::Sub)),
        RowRole::Total => (RowRole::Total, Some(TotalName::Grand)),
        RowRole::Unit
        | RowRole::Section
        | RowRole::OfWhich
        | RowRole::Note
        | RowRole::ColumnNumbers
        | RowRole::Blank
        | RowRole::Ignored => (role, None),
    };
}

/// True for 主要生产用水 and the like, which head rows even where they carry figures.
fn names_category(name: &str) -> bool {
    let key = tidy(name);
    holds_any(&key, &["主要", "辅助", "附属"])
        && category_of(name).is_some()
        && is_only_category(name)
}

fn record(block: &Block<'_>, labels: &Labels, flows: &[u32], position: usize) -> Record {
    let line = &block.grid.lines[position];
    let (text, cell, names_group) = name_of(block, labels, line);
    let has_figures = flows.iter().any(|col| line.at(*col).is_some_and(answers));
    let name = one_line(&text);
    Record {
        line: position,
        row: line.index,
        level: Level {
            indent: indent(&text),
            numbering: numbering(&name)
                .map(|(kind, _)| kind)
                .or_else(|| chapter(labels.number.and_then(|col| line.at(col)))),
            dots: labels.number.map_or(0, |col| dots(line.at(col))),
        },
        total: total_name(&name),
        name,
        cell,
        role: RowRole::Unit,
        group: None,
        names_group,
        category: None,
        has_figures,
        section: 0,
        heads_section: false,
        chosen: false,
        set_aside: false,
    }
}

/// The numbering of a chapter or of a part of one that stands in the column of numbers:
/// 一, （二）.
fn chapter(cell: Option<&Cell>) -> Option<Numbering> {
    let Some(Cell::Text(text)) = cell else { return None };
    let (kind, _) = numbering(&format!("{}、", text.trim().trim_end_matches(['、', '.', '．'])))?;
    matches!(kind, Numbering::Chapter | Numbering::Part).then_some(kind)
}

fn dots(cell: Option<&Cell>) -> usize {
    match cell {
        Some(Cell::Text(text)) => tidy(text).trim_matches('.').matches(['.', '-']).count(),
        _ => 0,
    }
}

/// The name of a row, its cell, and whether it stands in a column of groups.
fn name_of(block: &Block<'_>, labels: &Labels, line: &Line<'_>) -> (String, (u32, u32), bool) {
    for col in labels.leading() {
        let text = match line.at(col) {
            Some(Cell::Text(text)) => text.clone(),
            Some(Cell::Number(number)) if Some(col) == labels.name => number.to_string(),
            _ => continue,
        };
        let is_number = Some(col) == labels.number
            && tidy(&text)
                .chars()
                .all(|c| !super::text::is_cjk(c) || "一二三四五六七八九十".contains(c));
        if is_number {
            continue;
        }
        return (text, (line.index, col), labels.groups.contains(&col));
    }
    if let Some(col) = labels.name {
        // A name merged over several rows speaks for all of them.
        let anchor = block.grid.anchor(line.index, col);
        if anchor != (line.index, col)
            && let Some(text) = block.grid.text(anchor.0, anchor.1)
        {
            return (text.to_owned(), anchor, false);
        }
    }
    let leading =
        labels.name.or(labels.groups.first().copied()).or(labels.number).unwrap_or(u32::MAX);
    let first_text = line.texts().find(|(col, text)| *col <= leading && !text.trim().is_empty());
    match first_text {
        Some((col, text)) => (text.to_owned(), (line.index, col), false),
        None => {
            let only = line.texts().next().filter(|_| line.numbers() == 0);
            only.map_or_else(
                || (String::new(), (line.index, labels.name.unwrap_or(0)), false),
                |(col, text)| (text.to_owned(), (line.index, col), false),
            )
        }
    }
}

fn role(
    block: &Block<'_>,
    labels: &Labels,
    flows: &[u32],
    record: &Record,
    next: Option<&Line<'_>>,
) -> RowRole {
    let line = &block.grid.lines[record.line];
    let figures =
        flows.iter().filter_map(|col| line.at(*col)).filter(|cell| is_figure(cell)).count();
    let texts = line.cells.iter().filter(|(_, cell)| matches!(cell, Cell::Text(_))).count();
    if is_signed(block, &labels.groups, flows, line)
        || says_of_quantities(block, &record.name, flows, record.line)
    {
        return RowRole::Note;
    }
    if texts > figures && is_note(&record.name) {
        let long = flows.iter().filter_map(|col| line.text(*col)).filter(|text| text.len() > 12);
        if long.count() >= figures.max(1) {
            return RowRole::Note;
        }
    }
    if figures == 0 && (is_note(&record.name) || super::measure::measure_in(&record.name).is_some())
    {
        return RowRole::Note;
    }
    if !record.has_figures && (record.name.is_empty() || is_of_which(&record.name)) {
        return RowRole::Blank;
    }
    if is_derived(&record.name) && (record.has_figures || !names_state(&record.name)) {
        return RowRole::Ignored;
    }
    if record.total.is_some() && record.has_figures {
        return RowRole::Total;
    }
    if record.has_figures {
        return if says_of_which(&record.name) { RowRole::OfWhich } else { RowRole::Unit };
    }
    if is_section(block, labels, record, next) { RowRole::Section } else { RowRole::Ignored }
}

/// True for a row that says 其中 and nothing else.
fn is_of_which(name: &str) -> bool {
    matches!(tidy(name).trim_end_matches(':'), "其中" | "ofwhich")
}

/// True where the row above says 其中 and nothing else: what follows divides the row above it.
fn follows_of_which(records: &[Record]) -> bool {
    records.last().is_some_and(|above| above.role == RowRole::Blank && is_of_which(&above.name))
}

/// True for 其中：….
pub(crate) fn says_of_which(name: &str) -> bool {
    let key = tidy(name);
    key.starts_with("其中") || key.starts_with("ofwhich")
}

/// True for a name without figures that heads the rows below it, and is not an idle unit.
fn is_section(
    block: &Block<'_>,
    labels: &Labels,
    record: &Record,
    next: Option<&Line<'_>>,
) -> bool {
    if record.name.is_empty() || record.total.is_some() {
        return false;
    }
    let marked = matches!(record.level.numbering, Some(Numbering::Chapter | Numbering::Part))
        && !counts_on(block, labels, record, next);
    if marked
        || category_of(&record.name).is_some()
        || names_state(&record.name)
        || record.name.ends_with([':', '：'])
    {
        return true;
    }
    let wide = block.grid.merge(record.cell.0, record.cell.1).is_some_and(|m| m.right > m.left + 1);
    let Some(next) = next else { return false };
    let next_name = name_of(block, labels, next).0;
    let deeper = indent(&next_name) > record.level.indent
        || (record.level.numbering.is_none() && numbering(&next_name).is_some());
    let numbered = |line: &Line<'_>| labels.number.is_some_and(|col| line.at(col).is_some());
    let unnumbered = numbered(next) && !numbered(&block.grid.lines[record.line]);
    let follows = next.numbers() > 0 && !next_name.is_empty();
    let group = ["车间", "工段", "系统", "部门", "分厂", "生产线", "工序", "厂区", "区域"]
        .iter()
        .any(|end| tidy(&record.name).ends_with(end));
    follows
        && (wide
            || deeper
            || unnumbered
            || record.names_group
            || (group && !numbered(&block.grid.lines[record.line])))
}

/// True where the column of numbers goes on 一, 二, 三 with rows of figures: they count
/// units, and one without figures is an idle unit.
fn counts_on(block: &Block<'_>, labels: &Labels, record: &Record, next: Option<&Line<'_>>) -> bool {
    let number = |line: &Line<'_>| chapter(labels.number.and_then(|col| line.at(col)));
    let own = number(&block.grid.lines[record.line]);
    own.is_some() && next.is_some_and(|next| number(next) == own && next.numbers() > 0)
}

fn carry(block: &Block<'_>, labels: &Labels, carried: &mut Carried, record: &mut Record) {
    let line = &block.grid.lines[record.line];
    match record.role {
        RowRole::Total if record.heads_section => {
            carried.section += 1;
            open_section(carried, record);
            record.section = carried.section;
            record.category = carried.category;
            return;
        }
        RowRole::Section => {
            carried.section += 1;
            open_section(carried, record);
        }
        RowRole::Total => {
            record.group = carried.workshop.as_ref().map(|(name, cell, _)| (name.clone(), *cell));
            record.group = group_in_columns(block, labels, carried, record).or(record.group.take());
            record.section = carried.section;
            record.category = carried.category;
            // What follows a sum does not belong to the group above it without a new name.
            if !matches!(record.total, Some(TotalName::Sub)) || labels.groups.is_empty() {
                carried.groups.iter_mut().for_each(|group| *group = None);
            }
            carried.workshop = None;
            return;
        }
        _ => {}
    }
    if let Some(col) = labels.category {
        let anchor = block.grid.anchor(line.index, col);
        if let Some(text) = block.grid.text(anchor.0, anchor.1) {
            carried.column_category =
                category_of(text).or_else(|| super::label::category_by_name(text));
        }
        record.category = carried.column_category;
    }
    record.section = carried.section;
    record.category = record.category.or(carried.category);
    let by_section = carried.workshop.as_ref().map(|(name, cell, _)| (name.clone(), *cell));
    record.group = group_in_columns(block, labels, carried, record).or(by_section);
    if record.role == RowRole::Section {
        record.group = None;
    }
}

fn open_section(carried: &mut Carried, record: &Record) {
    let category = category_of(&record.name);
    if is_only_category(&record.name) {
        carried.category = category;
        carried.workshop = None;
        carried.groups.iter_mut().for_each(|group| *group = None);
        return;
    }
    carried.category = category.or(carried.category);
    if names_state(&record.name) {
        carried.workshop = None;
        return;
    }
    let name = numbering(&record.name).map_or(record.name.as_str(), |(_, rest)| rest);
    let name = name.trim_matches(|c: char| " :：-—–─━=*·".contains(c)).to_owned();
    carried.workshop = Some((name, record.cell, record.level.numbering));
}

/// The group that the columns of groups give the row: merged down, repeated, or left blank
/// below its first row.
fn group_in_columns(
    block: &Block<'_>,
    labels: &Labels,
    carried: &mut Carried,
    record: &Record,
) -> Option<(String, (u32, u32))> {
    for (at, col) in labels.groups.iter().enumerate() {
        let anchor = block.grid.anchor(record.row, *col);
        match block.grid.text(anchor.0, anchor.1) {
            // 其中 beside rows says that they divide the group that is named above.
            Some(text) if is_of_which(text) => {}
            Some(text) if total_name(text).is_none() => {
                let name = one_line(text);
                let same = carried.groups[at].as_ref().is_some_and(|held| held.0 == name);
                if !same {
                    carried.groups[at] = Some((name, anchor));
                    carried.groups[at + 1..].iter_mut().for_each(|group| *group = None);
                }
            }
            Some(_) => carried.groups[at] = None,
            None => {}
        }
    }
    // A row that is named by its group stands for the group itself.
    if record.names_group && record.role == RowRole::Unit {
        return None;
    }
    carried.groups.iter().rev().flatten().find(|group| group.0 != record.name).cloned()
}
