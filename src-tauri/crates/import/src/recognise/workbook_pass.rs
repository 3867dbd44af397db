//! One pass over a workbook: sheets, tables, the site, and what is to be said.

use super::annual::{compare_history, latest_intake};
use super::block::{Block, blocks};
use super::choose::{Fate, choose, workshop};
use super::chosen::{Choosing, Chosen};
use super::draft::{Draft, Intake};
use super::facts::Facts;
use super::grid::Grid;
use super::kind::{Kind, kind};
use super::ledger::{Beside, LedgerRole, LedgerTable, cut, is_full_register, ledgers};
use super::long_list::Spread;
use super::outline::{SheetFindings, sheet_reports};
use super::profile::{SheetProfile, say_unknown, settle};
use super::register::{meters, products};
use super::remark::Remarks;
use super::report::{Hints, Recognition, SheetRole};
use super::review::{review, review_side, review_taken};
use super::scale::{compare_summary, compare_words};
use super::sides::tell_sides;
use super::stated::stated;
use super::table::Table;
use super::term::Vocabulary;
use super::worked::Worked;
use crate::mark::{is_derived, is_list};
use crate::workbook::{Sheet, Workbook};
use shuiheng_audit::{Category, CellRef, Days, Item, Ledgers, Meter, Product, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A visible sheet with its blocks.
pub(crate) struct SheetRead<'a> {
    pub(crate) grid: Rc<Grid<'a>>,
    pub(crate) others: Vec<(Block<'a>, Kind)>,
    pub(crate) ledgers: Vec<LedgerTable>,
    pub(crate) profile: SheetProfile,
    /// What a person chose of the blocks that are no balance, by their first cells.
    pub(crate) chosen: BTreeMap<(u32, u32), Chosen>,
}

/// A block, what a person chose of it, and what it is taken for.
struct Settled<'a> {
    block: Block<'a>,
    chosen: Chosen,
    kind: Kind,
}

impl<'a> Settled<'a> {
    fn new(mut block: Block<'a>, choosing: &mut Choosing<'_>) -> Self {
        let chosen = choosing.of(&block);
        chosen.obey(&mut block);
        let kind = chosen.kind().unwrap_or_else(|| kind(&block));
        Self { block, chosen, kind }
    }

    /// What the block is held for against tables beside the balance: where a person says
    /// what it is, its rows are no one else's, but where it is to be one of them.
    fn claims(&self) -> Kind {
        match self.chosen.kind() {
            Some(Kind::Annual) | None => self.kind,
            Some(_) if self.asked().is_some() => Kind::Other,
            Some(_) => Kind::Balance,
        }
    }

    /// The block, where a person takes it for a table beside the balance, and for which.
    fn asked(&self) -> Option<(&Block<'a>, LedgerRole)> {
        Some((&self.block, LedgerRole::of(self.chosen.role?)?))
    }
}

pub(crate) fn recognise(workbook: &Workbook, hints: &Hints) -> Recognition {
    let vocabulary = Vocabulary::with(&hints.synonyms);
    let mut choosing = Choosing::new(hints, &workbook.sha256);
    let mut facts = Facts::default();
    let mut sheets: BTreeMap<usize, SheetRead<'_>> = BTreeMap::new();
    let mut tables: Vec<Table<'_>> = Vec::new();
    let mut sheet_of: Vec<usize> = Vec::new();
    let mut beside = Remarks::default();
    let mut worked = Worked::default();
    let mut held: Vec<(usize, SheetRead<'_>, Vec<Settled<'_>>)> = Vec::new();
    let read = |sheet: &Sheet| sheet.visible && !is_list(sheet) && !is_derived(sheet);
    let seen = workbook.sheets.iter().enumerate().filter(|(_, sheet)| read(sheet));
    let grids: Vec<(usize, &Sheet, Grid<'_>)> = seen
        .map(|(at, sheet)| (at, sheet, Grid::new(&workbook.sha256, sheet, &vocabulary)))
        .collect();
    let spreads: Vec<Option<Spread>> =
        grids.iter().map(|(_, sheet, grid)| Spread::of(sheet, grid)).collect();
    for ((at, _, grid), spread) in grids.into_iter().zip(&spreads) {
        let grid = match spread {
            Some(spread) => {
                let grid = Grid::new(&workbook.sha256, &spread.sheet, &vocabulary);
                let grid = grid.with_places(&spread.places);
                spread.say(&grid, &mut beside);
                grid
            }
            None => grid.with_headers(&hints.headers),
        };
        let grid = Rc::new(grid);
        let mut found = blocks(&grid);
        cut(&mut found, &grid);
        let mut found: Vec<Settled<'_>> =
            found.into_iter().map(|block| Settled::new(block, &mut choosing)).collect();
        let kinds: Vec<_> = found.iter().map(|each| (&each.block, each.claims())).collect();
        let asked: Vec<_> = found.iter().filter_map(Settled::asked).collect();
        let told = Beside { blocks: &kinds, asked: &asked };
        let ledgers = ledgers(&grid, &told, &mut choosing, &mut beside);
        // What a year took in all is held against the balance from these blocks.
        found.retain(|each| {
            each.claims() == Kind::Annual || !is_told(&each.block, each.claims(), &ledgers)
        });
        let rows = ledgers.iter().flat_map(|table| table.rows.0..=table.rows.1);
        let mut data = data_rows(found.iter().map(|each| &each.block));
        data.extend(rows.clone());
        let known = found.iter().filter(|each| kind(&each.block) != Kind::Other);
        let mut of_tables = data_rows(known.map(|each| &each.block));
        of_tables.extend(rows);
        let profile = SheetProfile::of(&grid, |row| of_tables.contains(&row));
        facts.take(&grid, |row| data.contains(&row));
        worked.take(&grid, of_tables.is_empty(), |row| data.contains(&row));
        let (others, chosen) = (Vec::new(), BTreeMap::new());
        held.push((at, SheetRead { grid, others, ledgers, profile, chosen }, found));
    }
    for (at, mut sheet, found) in held {
        for Settled { block, chosen, kind } in found {
            match kind {
                Kind::Balance => {
                    tables.push(Table::read(
                        &sheet.grid,
                        block,
                        chosen,
                        (hints.working_hours, &worked),
                    ));
                    sheet_of.push(at);
                }
                other => {
                    sheet.chosen.insert(block.first(), chosen);
                    sheet.others.push((block, other));
                }
            }
        }
        sheets.insert(at, sheet);
    }
    let facts = facts.finish();
    let days = hints.operating_days.or(facts.period.operating_days);
    let mut remarks = choosing.finish();
    tell_sides(&mut tables, days, &mut remarks);
    if tables.iter().any(Table::is_of_moments) {
        worked.say(&mut remarks);
    }
    let fates = choose(&tables, days, &hints.sheets);
    let mut draft = Draft::default();
    draft.remarks = remarks;
    take_tables(&tables, &sheet_of, &fates, days, &mut draft);
    draft.say_duplicates();
    let (products, meters) = registers(&sheets, &mut draft.remarks);
    let history = sheets.values().flat_map(|sheet| {
        let annual = sheet.others.iter().filter(|(_, kind)| *kind == Kind::Annual);
        annual.filter_map(|(block, _)| latest_intake(&sheet.grid, block))
    });
    let given = (facts.intake.as_slice(), history.collect::<Vec<_>>());
    say_intake(&tables, &fates, given, days, &mut draft);
    let mut remarks = std::mem::take(&mut draft.remarks);
    remarks.0.append(&mut beside.0);
    super::outline::say_facts(&facts, hints, &mut remarks);
    let findings = SheetFindings {
        workbook,
        sheets: &sheets,
        tables: &tables,
        sheet_of: &sheet_of,
        fates: &fates,
    };
    let reports = sheet_reports(&findings, &mut remarks);
    let mut period = facts.period.clone();
    let profile = settle(sheets.values().map(|sheet| &sheet.profile), &mut period, &mut remarks);
    for (at, sheet) in &sheets {
        if reports[*at].role == SheetRole::Profile {
            say_unknown(sheet.grid.sheet, &sheet.profile, &mut remarks);
        }
    }
    if hints.operating_days.is_some() {
        period.operating_days = hints.operating_days;
        period.days_place = None;
    }
    Recognition {
        sheets: reports,
        stated: stated(&tables, &fates, days),
        site: draft.site,
        enterprise: facts.enterprise,
        period,
        profile,
        products,
        meters,
        ledgers: gathered(sheets),
        doubts: remarks.in_order(),
    }
}

/// True for a block whose figures were taken with a table beside the balance.
pub(crate) fn is_told(block: &Block<'_>, held: Kind, ledgers: &[LedgerTable]) -> bool {
    let (top, bottom) = if block.grid.turned {
        block.extent()
    } else {
        let last = block.lines.last().map(|at| block.grid.lines[*at].index);
        (block.band.top, last.unwrap_or(block.band.bottom))
    };
    let told = match held {
        Kind::Annual | Kind::Other => true,
        Kind::Meters => !is_full_register(block),
        Kind::Balance | Kind::Products => false,
    };
    told && ledgers.iter().any(|table| top <= table.rows.1 && table.rows.0 <= bottom)
}

/// What all sheets hold beside their balances.
fn gathered(sheets: BTreeMap<usize, SheetRead<'_>>) -> Ledgers {
    let mut ledgers = Ledgers::default();
    for table in sheets.into_values().flat_map(|sheet| sheet.ledgers) {
        ledgers.extend(table.ledgers);
    }
    ledgers
}

/// Rows that hold the figures of tables, in the file's own orientation.
fn data_rows<'b, 'a: 'b>(blocks: impl Iterator<Item = &'b Block<'a>>) -> BTreeSet<u32> {
    let mut rows: Vec<u32> = Vec::new();
    for block in blocks {
        if block.grid.turned {
            rows.extend(
                block
                    .columns
                    .iter()
                    .filter(|c| c.figures > 1 && c.heading.word.is_some())
                    .map(|c| c.heading.col),
            );
        } else {
            let lines = block.lines.iter().map(|at| &block.grid.lines[*at]);
            rows.extend(lines.filter(|line| line.numbers() >= 2).map(|line| line.index));
            rows.extend(block.band.top..=block.band.bottom);
        }
    }
    rows.into_iter().collect()
}

fn take_tables(
    tables: &[Table<'_>],
    sheet_of: &[usize],
    fates: &[Fate],
    days: Option<Days>,
    draft: &mut Draft,
) {
    let read: Vec<usize> = (0..tables.len())
        .filter(|at| matches!(fates[*at], Fate::Read | Fate::Summary(_)))
        .collect();
    let plain = read.iter().filter(|at| fates[**at] == Fate::Read).count();
    // What a summary says of a workshop holds for the rows of its table.
    let category = |at: usize| {
        fates.iter().zip(tables).find_map(|(fate, table)| match fate {
            Fate::Summary(matches) => {
                let row = matches.iter().find(|(_, others)| others[..] == [at])?.0;
                table.record(*row).category
            }
            Fate::Read | Fate::Mate(_) | Fate::LeftOut(..) => None,
        })
    };
    for &at in &read {
        let table = &tables[at];
        let mates: Vec<&Table<'_>> = (0..tables.len())
            .filter(|other| fates[*other] == Fate::Mate(at))
            .map(|other| &tables[other])
            .collect();
        review(table, &mates, days, &mut draft.remarks);
        for mate in &mates {
            review_side(mate, days, &mut draft.remarks);
        }
        let left_out: BTreeSet<usize> = match &fates[at] {
            Fate::Summary(matches) => {
                compare_summary(tables, at, matches, days, &mut draft.remarks);
                matches.keys().copied().collect()
            }
            Fate::Read | Fate::Mate(_) | Fate::LeftOut(..) => BTreeSet::new(),
        };
        let alone = read.iter().filter(|other| sheet_of[**other] == sheet_of[at]).count() == 1;
        let above = (fates[at] == Fate::Read && plain > 1)
            .then(|| above(table, alone, category(at), draft))
            .flatten();
        let noticed = draft.take(&Intake { table, mates, above, left_out, days });
        review_taken(table, noticed, &mut draft.remarks);
    }
}

/// The unit that stands for the part of the site that a table is about.
fn above(
    table: &Table<'_>,
    alone: bool,
    category: Option<Category>,
    draft: &mut Draft,
) -> Option<UnitId> {
    let name = workshop(table, alone)?;
    // A table that names its workshop in a column or a section has it already.
    let named = table.leaves().all(|row| table.record(row).name == name)
        || table
            .leaves()
            .all(|row| table.record(row).group.as_ref().is_some_and(|group| group.0 == name));
    if named {
        return None;
    }
    let title = table
        .caption
        .above
        .last()
        .map_or((table.block.band.top, table.block.extent().0), |words| words.cell);
    let place = CellRef { row: title.0, col: title.1, to: None, ..table.block.grid.place(0, 0) };
    Some(draft.add_workshop(&name, category, place))
}

fn registers(
    sheets: &BTreeMap<usize, SheetRead<'_>>,
    remarks: &mut Remarks,
) -> (Vec<Product>, Vec<Meter>) {
    let blocks = || sheets.values().flat_map(|sheet| sheet.others.iter());
    let made = blocks()
        .filter(|(_, kind)| *kind == Kind::Products)
        .flat_map(|(block, _)| products(block, remarks))
        .collect();
    let read = blocks()
        .filter(|(_, kind)| *kind == Kind::Meters)
        .flat_map(|(block, _)| meters(block))
        .collect();
    (made, read)
}

/// The intake of a year, m³, and its cell.
type YearIntake = (f64, CellRef);

fn say_intake(
    tables: &[Table<'_>],
    fates: &[Fate],
    (words, history): (&[(f64, bool, CellRef)], Vec<YearIntake>),
    days: Option<Days>,
    draft: &mut Draft,
) {
    let Some(first) = (0..tables.len()).find(|at| fates[*at] == Fate::Read) else { return };
    if words.is_empty() && history.is_empty() {
        return;
    }
    let counted = (0..tables.len()).filter(|at| fates[*at] == Fate::Read);
    let total: f64 = counted
        .flat_map(|at| tables[at].sums(days))
        .filter(|(item, _)| matches!(item, Item::Withdrawal(_)))
        .map(|(_, sum)| sum)
        .sum();
    compare_words(&tables[first], total, words, days, &mut draft.remarks);
    for year in history {
        compare_history(&tables[first], total, year, days, &mut draft.remarks);
    }
}
