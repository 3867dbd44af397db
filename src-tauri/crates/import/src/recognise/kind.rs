//! What a block is: a balance, a register, a history.

use super::block::Block;
use super::record::Labels;
use super::word::Word;
use crate::workbook::Cell;

/// What a block was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Balance,
    Annual,
    Products,
    Meters,
    Other,
}

/// What a block is, by the words of its header and by what names its rows.
pub(super) fn kind(block: &Block<'_>) -> Kind {
    let has = |word: Word| block.has(|found| found == word);
    let flows = block.flows();
    if names_parameters(block) {
        return Kind::Other;
    }
    if has(Word::MeterNumber) && flows < 2 {
        return Kind::Meters;
    }
    if has(Word::ProductName) && has(Word::OutputAmount) && flows < 3 {
        return Kind::Products;
    }
    if flows >= 2 && holds_figures(block) {
        return if names_periods(block) { Kind::Annual } else { Kind::Balance };
    }
    if has(Word::OutputAmount)
        && block.has(|word| matches!(word, Word::Name | Word::ProductName))
        && flows == 0
    {
        return Kind::Products;
    }
    if has(Word::Period) && flows >= 1 {
        return Kind::Annual;
    }
    Kind::Other
}

pub(super) fn holds_figures(block: &Block<'_>) -> bool {
    block
        .columns
        .iter()
        .any(|column| column.figures > 0 && column.heading.word.is_some_and(Word::is_flow))
}

/// True where rows are years, months or days and not units.
pub(super) fn names_periods(block: &Block<'_>) -> bool {
    let labels = Labels::of(block);
    let period = block
        .columns
        .iter()
        .find(|column| column.heading.word == Some(Word::Period))
        .map(|c| c.heading.col);
    if block.grid.turned {
        // Labels of a turned table may be those of flows: 水源 over 自来水, 地下水.
        let texts = block.columns.iter().find(|raw| raw.texts > 1).or(block.columns.first());
        let first = texts.map(|raw| raw.heading.col);
        return labels.name.or(first).is_some_and(|col| holds_periods(block, col));
    }
    let Some(col) = labels.name.or(period) else { return period.is_some() };
    holds_periods(block, col)
}

/// True where rows are the parameters of water quality: pH, COD, 电导率.
fn names_parameters(block: &Block<'_>) -> bool {
    let names = |col: u32| {
        block.lines.iter().filter_map(move |at| block.grid.lines[*at].text(col)).take(200)
    };
    block.columns.iter().filter(|raw| raw.texts > 1).any(|raw| {
        let all = names(raw.heading.col).count();
        let known = names(raw.heading.col).filter(|text| super::ledger::is_parameter(text));
        known.count() * 2 > all
    })
}

/// True where most cells of a column are years, months or days.
fn holds_periods(block: &Block<'_>, col: u32) -> bool {
    let names = block.lines.iter().filter_map(|at| block.grid.lines[*at].at(col));
    let (mut all, mut periods) = (0, 0);
    for cell in names.take(200) {
        let is_period = match cell {
            Cell::Text(text) => {
                let key = super::text::tidy(text);
                if super::label::total_name(text).is_some() || super::label::is_note(text) {
                    continue;
                }
                super::heading::year_in(&key).is_some()
                    || key.ends_with("月")
                    || key.ends_with("月份")
                    || key.ends_with("季度")
                    || !super::date::dates(&key).is_empty()
            }
            Cell::Moment(_) => true,
            Cell::Number(value) => (1990.0..=2100.0).contains(value),
            _ => false,
        };
        all += 1;
        periods += usize::from(is_period);
    }
    all > 0 && periods * 2 > all
}
