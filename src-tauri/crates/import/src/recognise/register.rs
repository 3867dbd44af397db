//! Registers beside the balance: products with their output, and water meters.

use super::block::Block;
use super::date::dates;
use super::label::{is_note, total_name};
use super::number::{Reading, reading};
use super::remark::{Remarks, Said};
use super::share::shares;
use super::text::{one_line, split_brackets, tidy};
use super::word::Word;
use crate::workbook::Cell;
use shuiheng_audit::{CellRef, DoubtCode, Meter, Product};

/// The rows of a register: cells by word.
pub(super) struct Entries<'t, 'a> {
    pub(super) block: &'t Block<'a>,
}

impl Entries<'_, '_> {
    fn col(&self, word: Word) -> Option<u32> {
        self.block
            .columns
            .iter()
            .find(|column| column.heading.word == Some(word))
            .map(|column| column.heading.col)
    }

    pub(super) fn cell(&self, at: usize, word: Word) -> Option<&Cell> {
        let line = &self.block.grid.lines[at];
        let col = self.col(word)?;
        let anchor = self.block.grid.anchor(line.index, col);
        if anchor.0 == line.index {
            line.at(anchor.1)
        } else {
            self.block.grid.lines[self.block.grid.position(anchor.0)?].at(anchor.1)
        }
    }

    pub(super) fn text(&self, at: usize, word: Word) -> String {
        match self.cell(at, word) {
            Some(Cell::Text(text)) => one_line(text),
            Some(Cell::Number(number)) => number.to_string(),
            Some(Cell::Moment(text)) => text.to_string(),
            _ => String::new(),
        }
    }

    fn number(&self, at: usize, word: Word) -> Option<f64> {
        match reading(self.cell(at, word)) {
            Reading::Number(number) if !number.percent && number.measure.is_none() => {
                Some(number.value)
            }
            _ => None,
        }
    }

    /// True where a cell is empty, says that there is none, or holds a plain number.
    fn is_read(&self, at: usize, word: Word) -> bool {
        matches!(reading(self.cell(at, word)), Reading::Blank | Reading::NoneStated)
            || self.number(at, word).is_some_and(|number| number >= 0.0)
    }

    pub(super) fn place(&self, at: usize, word: Word) -> Option<CellRef> {
        Some(self.block.grid.place(self.block.grid.lines[at].index, self.col(word)?))
    }
}

/// Products and their output.
pub(crate) fn products(block: &Block<'_>, remarks: &mut Remarks) -> Vec<Product> {
    let entries = Entries { block };
    let amount =
        block.columns.iter().find(|column| column.heading.word == Some(Word::OutputAmount));
    let header_unit = amount.and_then(|column| output_unit(column.heading.path.last()?));
    let shares = shares(&entries, remarks);
    let mut unread: Vec<CellRef> = Vec::new();
    let mut products = Vec::new();
    for &at in &block.lines {
        let name = entries.text(at, Word::ProductName);
        if name.is_empty() || is_note(&name) || total_name(&name).is_some() {
            continue;
        }
        let output = entries.number(at, Word::OutputAmount).filter(|output| *output >= 0.0);
        let own_unit = entries.text(at, Word::OutputUnit);
        let quota = words_or_none(entries.text(at, Word::Quota));
        let says_more = !own_unit.is_empty() || quota.is_some() || shares.contains_key(&at);
        if output.is_none() && !says_more && entries.cell(at, Word::OutputAmount).is_none() {
            continue;
        }
        let unit =
            if own_unit.is_empty() { header_unit.clone().unwrap_or_default() } else { own_unit };
        let unit = unit.trim_end_matches("/a").trim_end_matches("/年").to_owned();
        for word in [Word::OutputAmount, Word::Rinses] {
            if !entries.is_read(at, word) {
                unread.extend(entries.place(at, word));
            }
        }
        products.push(Product {
            name,
            output,
            unit,
            quota,
            share: shares.get(&at).copied(),
            share_rule: share_rule(&entries, at, shares.contains_key(&at)),
            rinses: entries.number(at, Word::Rinses).filter(|rinses| *rinses > 0.0),
            place: entries.place(at, Word::OutputAmount),
            ..Product::default()
        });
    }
    say_unread(unread, remarks);
    products
}

/// Says which outputs and rinses are no numbers.
fn say_unread(places: Vec<CellRef>, remarks: &mut Remarks) {
    if places.is_empty() {
        return;
    }
    remarks.warning(
        DoubtCode::NotANumber,
        places,
        Said::new(
            (
                "产品的产量或清洗次数不是单纯的数字，未采用。".into(),
                "outputs or rinses of products that are no plain numbers were not taken".into(),
            ),
            (
                "请在企业信息的产品中填写，或改为数字后重新导入。",
                "enter them with the products of the profile, or correct the cells and import again",
            ),
        ),
    );
}

/// A text; none where it is empty or the enterprise says that there is none.
fn words_or_none(text: String) -> Option<String> {
    let none = text.chars().all(|c| matches!(c, '-' | '—' | '/' | '无'));
    (!none).then_some(text)
}

/// How the share of a product was set: in words of its own, else in the remark.
fn share_rule(entries: &Entries<'_, '_>, at: usize, shared: bool) -> String {
    let rule = entries.text(at, Word::ShareRule);
    if rule.is_empty() && shared { entries.text(at, Word::Remark) } else { rule }
}

/// The unit of output that a header holds: 年产量（万米）.
pub(super) fn output_unit(header: &str) -> Option<String> {
    let from =
        header.find(['(', '（'])? + header[header.find(['(', '（'])?..].chars().next()?.len_utf8();
    let to = header.rfind([')', '）'])?;
    (from < to).then(|| one_line(&header[from..to]))
}

/// Water meters.
pub(crate) fn meters(block: &Block<'_>) -> Vec<Meter> {
    let entries = Entries { block };
    let mut meters = Vec::new();
    for &at in &block.lines {
        let number = entries.text(at, Word::MeterNumber);
        if number.is_empty() || is_note(&number) || total_name(&number).is_some() {
            continue;
        }
        let measures = [Word::MeterMeasures, Word::Name].map(|word| entries.text(at, word));
        meters.push(Meter {
            number,
            level: level(&entries.text(at, Word::MeterLevel)),
            parent: words_or_none(entries.text(at, Word::MeterParent)),
            location: entries.text(at, Word::MeterLocation),
            measures: measures.into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
            accuracy: entries.text(at, Word::MeterAccuracy),
            valid_until: dates(&tidy(&entries.text(at, Word::MeterValid))).last().copied(),
            online: yes_or_no(&entries.text(at, Word::MeterOnline)),
            state: entries.text(at, Word::MeterState),
            place: entries.place(at, Word::MeterNumber),
        });
    }
    meters
}

fn level(text: &str) -> Option<u8> {
    let key = split_brackets(&tidy(text)).0;
    match key.trim_end_matches(['级', '表', '水']) {
        "1" | "一" | "i" | "ⅰ" => Some(1),
        "2" | "二" | "ii" | "ⅱ" => Some(2),
        "3" | "三" | "iii" | "ⅲ" => Some(3),
        _ => None,
    }
}

pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match tidy(text).as_str() {
        "是" | "有" | "√" | "y" | "yes" | "远传" | "在线" | "已接入" | "true" => {
            Some(true)
        }
        "否" | "无" | "×" | "x" | "n" | "no" | "-" | "未接入" | "就地" | "false" => {
            Some(false)
        }
        _ => None,
    }
}
