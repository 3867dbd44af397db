//! 附录 附表: the forms of the trade as tables. What a form holds is settled in
//! [`crate::forms`]; here it gets its signs, and columns that nothing stands in are left out
//! and told.

use super::figures::{UNKNOWN, number};
use super::writer::{Draft, Writer, cell, toned};
use crate::document::{Align, Column, Row, RowKind, Run, Tone};
use crate::forms::{self, BalanceForm, Form, FormCell, FormHead, FormHolds, FormRow};

/// The columns of F4 that number the streams and hold their flow.
const NUMBER: usize = 0;
const FLOW: usize = 2;

/// What stands before the forms, and which of them have nothing to show.
pub(super) fn intro(writer: &mut Writer<'_>) {
    writer.say(
        "本附录为水平衡测试和用水分析的基本表格，由正文所用的同一数据生成。表中“—”表示不详，空格表示没有该项水量或不适用。",
    );
    let diagnosis = writer.diagnosis;
    let balance = BalanceForm::of(diagnosis);
    let all = [
        forms::sources(diagnosis),
        forms::years(diagnosis),
        forms::meters(diagnosis),
        forms::measured(diagnosis, Some(&writer.files)),
        balance.form(),
        forms::analysis(&balance),
        forms::equipment(diagnosis),
    ];
    let none = all.iter().filter(|form| form.rows.is_empty());
    let none: Vec<String> = none.map(|form| format!("{}（{}）", form.title, form.none)).collect();
    if !none.is_empty() {
        writer.say(format!("以下各表没有数据，未列：{}。", none.join("、")));
    }
}

pub(super) fn sources(writer: &mut Writer<'_>) {
    table(writer, forms::sources(writer.diagnosis));
}

pub(super) fn years(writer: &mut Writer<'_>) {
    table(writer, forms::years(writer.diagnosis));
}

pub(super) fn meters(writer: &mut Writer<'_>) {
    table(writer, forms::meters(writer.diagnosis));
}

/// F4 without the flows that are zero, which fill pages and tell nothing.
pub(super) fn measured(writer: &mut Writer<'_>) {
    let mut form = forms::measured(writer.diagnosis, Some(&writer.files));
    let all = form.rows.len();
    form.rows.retain(|row| row.cells.get(FLOW).and_then(FormCell::value) != Some(0.0));
    for (at, row) in form.rows.iter_mut().enumerate() {
        row.cells[NUMBER] = FormCell::count(at + 1);
    }
    let zero = all - form.rows.len();
    if zero > 0 {
        form.notes.push(format!("水量为零的水流 {zero} 条未列。"));
    }
    fold(&mut form, "取得方法");
    table(writer, form);
}

pub(super) fn balance(writer: &mut Writer<'_>) {
    let mut form = BalanceForm::of(writer.diagnosis).form();
    fold(&mut form, "计量方式");
    headed(&mut form, "车间");
    table(writer, form);
}

pub(super) fn analysis(writer: &mut Writer<'_>) {
    let form = forms::analysis(&BalanceForm::of(writer.diagnosis));
    // The balance table before it is wide: the paper is not turned for a few rows.
    let sideways = writer.place_of(("forms", "balance"), form.title).is_some();
    set(writer, form, sideways);
}

pub(super) fn equipment(writer: &mut Writer<'_>) {
    table(writer, forms::equipment(writer.diagnosis));
}

/// Takes a column out and writes its words over the rows that share them.
fn headed(form: &mut Form, title: &str) {
    let Some(at) = form.heads.iter().position(|head| head.title == title) else { return };
    form.heads.remove(at);
    let mut above = String::new();
    for mut row in std::mem::take(&mut form.rows) {
        let words = match row.cells.remove(at) {
            FormCell::Text(words) => words,
            _ => String::new(),
        };
        if !row.is_total && words != above {
            let words = if words.is_empty() { "不分车间" } else { &words };
            form.rows.push(FormRow::section(words));
        }
        if !row.is_total {
            above = words;
        }
        form.rows.push(row);
    }
}

/// Takes a column out that says the same in every row, and says it once below the table.
fn fold(form: &mut Form, title: &str) {
    let Some(at) = form.heads.iter().position(|head| head.title == title) else { return };
    let mut said = form.rows.iter().filter(|row| !row.is_total).map(|row| row.cells.get(at));
    let Some(Some(FormCell::Text(first))) = said.next() else { return };
    let first = first.clone();
    if !said.all(|cell| cell == Some(&FormCell::Text(first.clone()))) {
        return;
    }
    form.heads.remove(at);
    form.rows.iter_mut().for_each(|row| drop(row.cells.remove(at)));
    form.notes.push(format!("各行的{title}均为“{first}”。"));
}

/// Writes a form as a table; nothing where it has no row.
pub(super) fn table(writer: &mut Writer<'_>, form: Form) {
    set(writer, form, false);
}

fn set(writer: &mut Writer<'_>, form: Form, sideways: bool) {
    if form.rows.is_empty() {
        return;
    }
    let shown: Vec<bool> = (0..form.heads.len()).map(|at| says(&form, at, is_said)).collect();
    let kept = |at: &usize| shown.get(*at).copied().unwrap_or_default();
    let columns = form.heads.iter().enumerate().filter(|(at, _)| kept(at));
    let columns: Vec<Column> = columns.map(|(_, head)| column(head)).collect();
    let rows = form.rows.iter().map(|row| {
        let cells = row.cells.iter().enumerate().filter(|(at, _)| row.is_section || kept(at));
        Row { kind: kind(row), depth: 0, cells: cells.map(|(_, cell)| printed(cell)).collect() }
    });
    let rows = rows.collect();
    let mut notes = form.notes.clone();
    notes.extend(left_out(&form, &shown));
    let draft =
        Draft { title: form.title.into(), unit: form.unit, columns, rows, notes: numbered(notes) };
    if sideways { writer.table_on_its_side(draft) } else { writer.table(draft) }
}

/// Whether a row of data has, in a column, what a test looks for.
fn says(form: &Form, column: usize, wanted: fn(&FormCell) -> bool) -> bool {
    let cells = form.rows.iter().filter(|row| !row.is_total && !row.is_section);
    cells.filter_map(|row| row.cells.get(column)).any(wanted)
}

const fn is_said(cell: &FormCell) -> bool {
    matches!(cell, FormCell::Text(_) | FormCell::Warning(_) | FormCell::Number(..))
}

/// Which columns are left out: those that the enterprise told nothing for, and quantities
/// that no unit has.
fn left_out(form: &Form, shown: &[bool]) -> Vec<String> {
    let titles = |is_unknown: bool| -> Vec<&str> {
        let heads = form.heads.iter().enumerate().zip(shown);
        let left = heads.filter(|(_, shown)| !**shown).filter(|((at, _), _)| {
            says(form, *at, |cell| *cell == FormCell::Unknown) == is_unknown
        });
        left.map(|((_, head), _)| head.title.as_str()).collect()
    };
    let mut notes = Vec::new();
    match titles(true).as_slice() {
        [] => {}
        unknown => notes.push(format!("资料未提供、未列栏的项目：{}。", unknown.join("、"))),
    }
    match titles(false).as_slice() {
        [] => {}
        absent => notes.push(format!("各行均没有、未列栏的项目：{}。", absent.join("、"))),
    }
    notes
}

/// Notes as they stand below a table: numbered where there are several.
fn numbered(notes: Vec<String>) -> Vec<String> {
    let many = notes.len() > 1;
    let words = |(at, note): (usize, String)| match (many, at) {
        (false, _) => format!("注：{note}"),
        (true, 0) => format!("注：1. {note}"),
        (true, at) => format!("　　{}. {note}", at + 1),
    };
    notes.into_iter().enumerate().map(words).collect()
}

fn column(head: &FormHead) -> Column {
    let title = match head.unit.as_str() {
        "" => head.title.clone(),
        unit if unit.contains('/') => format!("{}/({unit})", head.title),
        unit => format!("{}/{unit}", head.title),
    };
    let align = match head.holds {
        FormHolds::Words => Align::Left,
        FormHolds::Codes => Align::Centre,
        FormHolds::Figures => Align::Decimal,
    };
    Column { title, group: head.group.map(str::to_owned), align }
}

const fn kind(row: &FormRow) -> RowKind {
    match (row.is_total, row.is_section) {
        (true, _) => RowKind::Total,
        (_, true) => RowKind::Section,
        _ => RowKind::Data,
    }
}

fn printed(of: &FormCell) -> Vec<Run> {
    match of {
        FormCell::Unknown => cell(UNKNOWN),
        FormCell::Absent | FormCell::Blank => cell(""),
        FormCell::Text(text) => cell(text),
        FormCell::Warning(text) => toned(text, Tone::Bad),
        FormCell::Number(value, digits) => cell(number(*value, *digits)),
    }
}
