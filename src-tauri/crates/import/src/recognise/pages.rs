//! Tables that go on below each other: on the next page, or under the same headers.

use super::block::Block;
use super::grid::Line;
use super::label::{TotalName, is_note, total_name};
use super::text::tidy;

/// A table whose header is printed again on every page is one table: joins neighbours with
/// the same headers where the first has no total of its own.
pub(super) fn join_repeated_headers(blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    let mut joined: Vec<Block<'_>> = Vec::new();
    for block in blocks {
        let same = |held: &&mut Block<'_>| {
            held.columns.len() == block.columns.len()
                && held.columns.iter().zip(&block.columns).all(|(a, b)| {
                    a.heading.col == b.heading.col
                        && a.heading.key == b.heading.key
                        && (a.heading.year, a.heading.phase) == (b.heading.year, b.heading.phase)
                })
                && (goes_on(held, &block) || (!has_caption(&block) && lacks_total(held, &block)))
        };
        match joined.last_mut().filter(same) {
            Some(held) => {
                held.lines.extend(&block.lines);
                for (a, b) in held.columns.iter_mut().zip(&block.columns) {
                    a.figures += b.figures;
                    a.texts += b.texts;
                }
            }
            None => joined.push(block),
        }
    }
    joined
}

/// True where a table has no total of the whole, or the next one below it has one for both.
fn lacks_total(held: &Block<'_>, block: &Block<'_>) -> bool {
    let totals = |block: &Block<'_>| {
        let lines = block.lines.iter().map(|at| &block.grid.lines[*at]);
        lines.filter(|line| line.texts().take(3).any(|(_, text)| is_whole(text))).count()
    };
    totals(held) == 0 || totals(block) > totals(held)
}

/// True for the name of a total that is not that of a group.
fn is_whole(text: &str) -> bool {
    matches!(total_name(text), Some(TotalName::Sum | TotalName::Grand))
}

fn holds_name(block: &Block<'_>, asked: impl Fn(&str) -> bool) -> bool {
    let lines = block.lines.iter().map(|at| &block.grid.lines[*at]);
    lines.into_iter().any(|line| line.texts().take(3).any(|(_, text)| asked(text)))
}

/// True where a table is the next page of the one before it: its title says so or is the
/// same once more, and the table before holds no total but those of its pages and groups.
fn goes_on(held: &Block<'_>, block: &Block<'_>) -> bool {
    let titles = titles(block);
    if titles.iter().any(|title| title.ends_with("(续)") || title.contains("续表")) {
        return true;
    }
    let first = self::titles(held);
    !titles.is_empty()
        && titles.iter().all(|title| first.contains(title))
        && !holds_name(held, is_whole)
}

/// The titles right above a table, without page numbers.
fn titles(block: &Block<'_>) -> Vec<String> {
    let above = block.grid.between(block.floor + 1, block.band.top.saturating_sub(1));
    let from_top = block.grid.between(0, block.band.top.saturating_sub(1));
    let lines = if block.floor == 0 { from_top } else { above };
    let texts = lines.iter().filter(|line| line.numbers() == 0).flat_map(Line::texts);
    let titles = texts.filter(|(_, text)| !is_note(text));
    titles.map(|(_, text)| tidy(text)).filter(|title| title.len() > 12).collect()
}

/// True where a title stands between the tables: then they are two.
fn has_caption(block: &Block<'_>) -> bool {
    let above = block.grid.between(block.floor + 1, block.band.top.saturating_sub(1));
    above
        .iter()
        .any(|line| line.numbers() == 0 && line.texts().any(|(_, text)| text.chars().count() > 4))
}
