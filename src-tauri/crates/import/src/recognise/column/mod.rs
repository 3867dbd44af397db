//! What the columns of a table mean: by their headers, by what stands beside them, and by
//! the arithmetic of the rows.

mod arithmetic;
mod derived;
mod generated;
mod heading_pass;
mod neighbour;
mod part;
mod readings;

pub(crate) use readings::shares;

use super::block::Block;
use super::chosen::Chosen;
use super::figures::Figures;
use super::heading::Heading;
use super::report::Meaning;
use super::word::Word;
use shuiheng_audit::{Item, Quantity, Text};

/// A column with its meaning.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// What stands over it.
    pub(crate) heading: Heading,
    /// Its place among the columns of figures; none where it holds none.
    pub(crate) slot: Option<usize>,
    /// What it means; none where not recognised.
    pub(crate) meaning: Option<Meaning>,
    /// How sure that is, from 0 to 1.
    pub(crate) confidence: f64,
    /// Why.
    pub(crate) reason: Text,
    /// True where the meaning was inferred and should be said.
    pub(crate) assumed: bool,
    /// True for one of several readings whose mean counts.
    pub(crate) averaged: bool,
}

impl Column {
    fn is(&self, item: Item) -> bool {
        self.meaning == Some(Meaning::Quantity(Quantity::Item(item)))
    }

    fn set(&mut self, meaning: Meaning, zh: &str, en: &str) {
        self.meaning = Some(meaning);
        self.reason = Text::new(zh, en);
    }

    /// As [`Self::set`], for what was inferred from other columns or from the figures.
    fn infer(&mut self, meaning: Meaning, zh: &str, en: &str) {
        self.set(meaning, zh, en);
        self.assumed = true;
        self.confidence = self.confidence.min(0.7);
    }
}

/// Columns of a table and how its intake is given.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    /// The columns from the left.
    pub(crate) columns: Vec<Column>,
    /// True where intake is the use less what is recycled.
    pub(crate) intake_from_use: bool,
}

/// Settles the meanings of all columns of a table. `leaves` are the rows of figures that
/// count.
pub(crate) fn settle(
    block: &Block<'_>,
    figures: &Figures,
    leaves: &[usize],
    chosen: &Chosen,
) -> Settled {
    let columns = block.columns.iter().map(|raw| {
        let slot = figures.cols.iter().position(|col| *col == raw.heading.col);
        let confidence = f64::from(raw.heading.weight) / 100.0;
        let reason = Text::new("表头词汇", "by the words of the header");
        Column {
            heading: raw.heading.clone(),
            slot,
            meaning: None,
            confidence,
            reason,
            assumed: false,
            averaged: false,
        }
    });
    let sample = leaves.len().min(2000);
    let mut settling = Settling {
        columns: columns.collect(),
        figures,
        leaves: &leaves[..sample],
        intake_from_use: false,
    };
    settling.words();
    settling.other_units();
    settling.periods();
    settling.intake();
    settling.second_intake();
    settling.reclaimed();
    settling.series();
    settling.recycled();
    settling.prepared();
    settling.generated();
    settling.parts();
    settling.repeats();
    settling.sums();
    settling.gross();
    settling.use_as_intake();
    settling.intake_beside_sources();
    settling.average();
    settling.chosen(chosen);
    Settled { columns: settling.columns, intake_from_use: settling.intake_from_use }
}

struct Settling<'t> {
    columns: Vec<Column>,
    figures: &'t Figures,
    leaves: &'t [usize],
    intake_from_use: bool,
}

impl Settling<'_> {
    fn chosen(&mut self, chosen: &Chosen) {
        for column in &mut self.columns {
            let choice = chosen.columns.get(&column.heading.col);
            if let Some((choice, meaning)) = choice.and_then(|c| Some((c, c.meaning?))) {
                column.meaning = Some(meaning);
                column.reason = choice.reason();
                column.confidence = 1.0;
                column.assumed = false;
                column.averaged = false;
            }
        }
    }
}

fn has_word(heading: &Heading, word: Word) -> bool {
    heading.parents.contains(&word)
}

fn is_outflow(meaning: Option<Meaning>) -> bool {
    match meaning {
        Some(Meaning::Quantity(Quantity::Item(item)) | Meaning::Part(item)) => item.is_outflow(),
        Some(Meaning::GrossDischarge | Meaning::SumOut) => true,
        _ => false,
    }
}

/// The meaning that a word has whatever stands beside it.
fn direct(word: Word, heading: &Heading) -> Option<Meaning> {
    let item = |item: Item| Some(Meaning::Quantity(Quantity::Item(item)));
    match word {
        Word::Source(source) => item(Item::Withdrawal(source)),
        Word::DistributedIn => item(Item::DistributedIn),
        Word::CarriedIn => item(Item::CarriedIn),
        Word::Recirculated => item(Item::Recirculated),
        Word::RecirculatedOut => Some(Meaning::Check(Item::Recirculated)),
        Word::SeriesIn => item(Item::SeriesIn),
        Word::SeriesOut => item(Item::SeriesOut),
        Word::Reuse => item(Item::Reuse),
        Word::Condensate => item(Item::Condensate),
        Word::TreatmentIn => item(Item::TreatmentIn),
        Word::ReuseOut => item(Item::ReuseOut),
        Word::DistributedOut => item(Item::DistributedOut),
        Word::Consumption => item(Item::Consumption),
        Word::Discharge => item(Item::Discharge),
        Word::Leakage => item(Item::Leakage),
        Word::Supplied => item(Item::Supplied),
        Word::Storage => item(Item::StorageGain),
        Word::WithdrawalTotal => Some(Meaning::Quantity(Quantity::WithdrawalTotal)),
        Word::Recycled | Word::RecycledTotal if !heading.below => {
            Some(Meaning::Quantity(Quantity::RecycledTotal))
        }
        Word::TotalUse if !heading.below => Some(Meaning::Quantity(Quantity::TotalUse)),
        Word::Input | Word::SumIn if !heading.below => Some(Meaning::SumIn),
        Word::Output | Word::SumOut if !heading.below => Some(Meaning::SumOut),
        Word::Imbalance => Some(Meaning::Imbalance),
        Word::Name => Some(Meaning::Name),
        Word::Parent => Some(Meaning::Parent),
        Word::Category => Some(Meaning::Category),
        Word::Number => Some(Meaning::Number),
        Word::Basis => Some(Meaning::Basis),
        Word::Remark => Some(Meaning::Remark),
        Word::Rate => Some(Meaning::Rate),
        Word::Known | Word::Period => Some(Meaning::Known),
        Word::ProductName
        | Word::OutputAmount
        | Word::OutputUnit
        | Word::Rinses
        | Word::Quota
        | Word::Share
        | Word::ShareRule
        | Word::MeterNumber
        | Word::MeterLevel
        | Word::MeterParent
        | Word::MeterLocation
        | Word::MeterMeasures
        | Word::MeterAccuracy
        | Word::MeterValid
        | Word::MeterOnline
        | Word::MeterState => Some(Meaning::Register),
        Word::Withdrawal
        | Word::MaybeReclaimed
        | Word::Series
        | Word::ConsumptionPart
        | Word::DischargePart
        | Word::DischargeGross
        | Word::GrossMark
        | Word::Recycled
        | Word::RecycledTotal
        | Word::TotalUse
        | Word::Subtotal
        | Word::Input
        | Word::Output
        | Word::SumIn
        | Word::SumOut
        | Word::OfWhich
        | Word::Mean
        | Word::Reading
        | Word::Purpose => None,
    }
}
