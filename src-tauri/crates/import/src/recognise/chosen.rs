//! The choices that hold for one table: found by its layout, said where they do not fit.

use super::block::{Block, Raw};
use super::choice::{ColumnChoice, Remembered, TableChoice};
use super::kind::{Kind, holds_figures};
use super::layout::layout;
use super::measure::Measure;
use super::remark::{Remarks, Said};
use super::report::{Hints, Meaning, RowRole, SheetRole};
use super::word::Word;
use shuiheng_audit::{CellRef, DoubtCode, FlowUnit, Item, Quantity, Source, Text};
use std::collections::BTreeMap;

/// What was chosen of one table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen {
    /// What it is for.
    pub(crate) role: Option<SheetRole>,
    /// The unit of measure of its flows.
    pub(crate) unit: Option<FlowUnit>,
    /// Its columns, by their place.
    pub(crate) columns: BTreeMap<u32, ChosenColumn>,
    /// Its rows, by their place: name and role.
    pub(crate) rows: BTreeMap<u32, (String, RowRole)>,
    /// The remembered choices that were used; none where there are none.
    pub(crate) remembered: Option<String>,
}

/// What was chosen of a column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChosenColumn {
    /// What it means.
    pub(crate) meaning: Option<Meaning>,
    /// Its unit of measure.
    pub(crate) unit: Option<FlowUnit>,
    /// True where it was chosen for another file and remembered.
    pub(crate) remembered: bool,
}

impl ChosenColumn {
    /// Why the column means what it means.
    pub(crate) fn reason(self) -> Text {
        if self.remembered {
            Text::new(
                "由人工指定（沿用记住的版式）",
                "chosen by a person and remembered for this layout",
            )
        } else {
            Text::new("由人工指定", "chosen by a person")
        }
    }
}

impl Chosen {
    /// True where that column holds flows because a person says so.
    pub(crate) fn is_flow(&self, col: u32) -> bool {
        self.columns
            .get(&col)
            .and_then(|column| column.meaning)
            .is_some_and(|meaning| meaning.is_flow() || matches!(meaning, Meaning::OfWhich(_)))
    }

    /// What a person takes the table for; none where the program decides.
    pub(crate) fn kind(&self) -> Option<Kind> {
        Some(match self.role? {
            SheetRole::Balance | SheetRole::Summary => Kind::Balance,
            SheetRole::Meters => Kind::Meters,
            SheetRole::Production => Kind::Products,
            SheetRole::Annual => Kind::Annual,
            SheetRole::Profile
            | SheetRole::Ignored
            | SheetRole::Hidden
            | SheetRole::Readings
            | SheetRole::Equipment
            | SheetRole::Quality => Kind::Other,
        })
    }

    /// Puts the choices into the headers of the block, so that whatever is inferred from
    /// them rests on what the person says.
    pub(crate) fn obey(&self, block: &mut Block<'_>) {
        for raw in &mut block.columns {
            if let Some(column) = self.columns.get(&raw.heading.col) {
                column.obey(raw);
            }
        }
    }
}

impl ChosenColumn {
    fn obey(self, raw: &mut Raw) {
        let heading = &mut raw.heading;
        if let Some(word) = self.meaning.and_then(word) {
            heading.word = Some(word);
            heading.weight = 100;
            heading.whole = true;
            (heading.below, heading.of_which, heading.sum) = (false, false, false);
        }
        if let Some(unit) = self.unit {
            heading.measure = Some((Measure::Flow(unit), unit.symbol().to_owned(), heading.cell));
        }
    }
}

/// The word of a header that would have that meaning.
fn word(meaning: Meaning) -> Option<Word> {
    Some(match meaning {
        Meaning::Quantity(Quantity::Item(item)) => word_of_item(item),
        Meaning::Quantity(Quantity::WithdrawalTotal) => Word::WithdrawalTotal,
        Meaning::Quantity(Quantity::RecycledTotal) => Word::RecycledTotal,
        Meaning::Quantity(Quantity::TotalUse) => Word::TotalUse,
        Meaning::Part(Item::Consumption) => Word::ConsumptionPart,
        Meaning::Part(Item::Discharge) => Word::DischargePart,
        Meaning::Check(Item::Recirculated) => Word::RecirculatedOut,
        Meaning::Part(item) | Meaning::Check(item) | Meaning::OfWhich(item) => word_of_item(item),
        Meaning::GrossDischarge => Word::DischargeGross,
        Meaning::SumIn => Word::SumIn,
        Meaning::SumOut => Word::SumOut,
        Meaning::Imbalance => Word::Imbalance,
        Meaning::Name => Word::Name,
        Meaning::Parent => Word::Parent,
        Meaning::Category => Word::Category,
        Meaning::Number => Word::Number,
        Meaning::Basis => Word::Basis,
        Meaning::Remark => Word::Remark,
        Meaning::Rate => Word::Rate,
        Meaning::Known | Meaning::OtherPeriod | Meaning::Unused => Word::Known,
        Meaning::Register => return None,
    })
}

fn word_of_item(item: Item) -> Word {
    match item {
        Item::Withdrawal(Source::Unspecified) => Word::Withdrawal,
        Item::Withdrawal(source) => Word::Source(source),
        Item::DistributedIn => Word::DistributedIn,
        Item::CarriedIn => Word::CarriedIn,
        Item::Recirculated => Word::Recirculated,
        Item::SeriesIn => Word::SeriesIn,
        Item::Reuse => Word::Reuse,
        Item::Condensate => Word::Condensate,
        Item::TreatmentIn => Word::TreatmentIn,
        Item::SeriesOut => Word::SeriesOut,
        Item::ReuseOut => Word::ReuseOut,
        Item::DistributedOut => Word::DistributedOut,
        Item::Consumption => Word::Consumption,
        Item::Discharge => Word::Discharge,
        Item::Leakage => Word::Leakage,
        Item::Supplied => Word::Supplied,
        Item::StorageGain => Word::Storage,
    }
}

/// Hands out choices to the tables that they hold for, and keeps what is to be said.
pub(crate) struct Choosing<'h> {
    hints: &'h Hints,
    file: &'h str,
    met: Vec<bool>,
    remarks: Remarks,
}

impl<'h> Choosing<'h> {
    /// The choices for a file.
    pub(crate) fn new(hints: &'h Hints, file: &'h str) -> Self {
        Self { hints, file, met: vec![false; hints.tables.len()], remarks: Remarks::default() }
    }

    /// The choices that hold for a table.
    pub(crate) fn of(&mut self, block: &Block<'_>) -> Chosen {
        let layout = layout(block);
        let mut chosen = Chosen::default();
        let remembered = self.hints.remembered.iter().find(|held| held.layout == layout);
        if let Some(Remembered { id, choices, .. }) = remembered {
            (chosen.role, chosen.unit) = (choices.role, choices.unit);
            self.columns(block, &choices.columns, true, &mut chosen);
            chosen.remembered = Some(id.clone());
        }
        let (row, col) = block.first();
        let place = block.grid.place(row, col);
        let own = self.hints.tables.iter().position(|choice| {
            (choice.sheet.as_str(), choice.row, choice.col)
                == (place.sheet.as_str(), place.row, place.col)
                && choice.layout == layout
        });
        if let Some(at) = own {
            self.met[at] = true;
            let TableChoice { choices, rows, .. } = &self.hints.tables[at];
            chosen.role = choices.role.or(chosen.role);
            chosen.unit = choices.unit.or(chosen.unit);
            self.columns(block, &choices.columns, false, &mut chosen);
            chosen.rows = rows.iter().map(|row| (row.row, (row.name.clone(), row.role))).collect();
        }
        if chosen.role == Some(SheetRole::Ignored) && holds_figures(block) {
            self.say_ignored(place);
        }
        chosen
    }

    fn columns(
        &mut self,
        block: &Block<'_>,
        choices: &[ColumnChoice],
        remembered: bool,
        chosen: &mut Chosen,
    ) {
        for choice in choices {
            let headed = |raw: &&Raw| choice.is_headed(&raw.heading.path.join("/"));
            let found = block.columns.iter().filter(headed).nth(choice.nth);
            let Some(raw) = found else {
                let (row, col) = block.first();
                let place = block.grid.place(row, col);
                self.say_missing(place, &choice.header);
                continue;
            };
            let held = chosen.columns.get(&raw.heading.col).copied();
            let column = ChosenColumn {
                meaning: choice.meaning.or(held.and_then(|held| held.meaning)),
                unit: choice.unit.or(held.and_then(|held| held.unit)),
                remembered: remembered
                    || (choice.meaning.is_none() && held.is_some_and(|held| held.remembered)),
            };
            chosen.columns.insert(raw.heading.col, column);
        }
    }

    fn say_ignored(&mut self, place: CellRef) {
        self.remarks.note(
            DoubtCode::SheetIgnored,
            vec![place],
            Said::new(
                (
                    "由人工指定不采用该表，表中水量未计入。".into(),
                    "A person chose not to use this table; its figures were not counted.".into(),
                ),
                (
                    "如应采用，请在导入页面改选该表的用途。",
                    "Choose another use of the table on import if it counts.",
                ),
            ),
        );
    }

    fn say_missing(&mut self, place: CellRef, header: &str) {
        self.remarks.warning(
            DoubtCode::ColumnUnrecognised,
            vec![place],
            Said::new(
                (
                    format!("由人工指定的“{header}”列在该表中找不到，该指定未采用。"),
                    format!("The column “{header}”, for which a meaning was chosen, is not in this table; the choice was not used."),
                ),
                ("请在导入页面重新指定。", "Choose again on import."),
            ),
        );
    }

    /// What is to be said of the choices, once every table was met.
    pub(crate) fn finish(mut self) -> Remarks {
        let unmet: Vec<usize> = (0..self.met.len()).filter(|at| !self.met[*at]).collect();
        for at in unmet {
            let choice = &self.hints.tables[at];
            let place = CellRef {
                file: self.file.into(),
                sheet: choice.sheet.as_str().into(),
                row: choice.row,
                col: choice.col,
                to: None,
            };
            self.remarks.warning(
                DoubtCode::AssumedMeaning,
                vec![place],
                Said::new(
                    (
                        "此处的表与人工指定时的版式不符，该指定未采用。".into(),
                        "The table here has not the layout for which choices were made; they were not used.".into(),
                    ),
                    ("请核对识别结果，必要时重新指定。", "Check the recognition and choose again where needed."),
                ),
            );
        }
        self.remarks
    }
}
