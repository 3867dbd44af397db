//! A row of the balance table, the sums of the table, and the formulas that compute them.
//!
//! A formula stands beside the result that is stored with it: readers that do not compute
//! must see the same figures as the spreadsheet program.

use super::column::{
    DETERMINED, IMBALANCE, OUTFLOWS, RECEIVED, RECYCLED, REPEATED, SOURCES, UNIT, USED, WITHDRAWN,
    of,
};
use rust_xlsxwriter::utility::column_number_to_name;
use shuiheng_audit::{Basis, Category, Item};
use std::collections::BTreeMap;

/// What stands in a cell of the balance table. A cell that is left empty has no entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Entry {
    /// A flow, m³/d.
    Flow(f64),
    /// There is no such flow (—).
    Absent,
    /// There is such a flow, and it was not measured (未测).
    Unmeasured,
}

/// A row of the balance table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What its water is for; none where not known.
    pub category: Option<Category>,
    /// The workshop (车间).
    pub workshop: String,
    /// The unit of water use (用水单元).
    pub unit: String,
    /// Its quantities.
    pub flows: BTreeMap<Item, Entry>,
    /// How they were obtained; none where not known.
    pub basis: Option<Basis>,
    /// Remark.
    pub remark: String,
}

/// A formula and its result; none is shown as an empty cell.
pub(super) struct Computed {
    /// The formula, without the sign of equality.
    pub(super) formula: String,
    /// Its result.
    pub(super) result: Option<f64>,
}

impl Row {
    fn entry(&self, column: u16) -> Option<Entry> {
        self.flows.iter().find(|flow| of(*flow.0) == Some(column)).map(|flow| *flow.1)
    }

    fn flow(&self, column: u16) -> Option<f64> {
        match self.entry(column)? {
            Entry::Flow(flow) => Some(flow),
            Entry::Absent | Entry::Unmeasured => None,
        }
    }

    fn sum(&self, columns: (u16, u16)) -> Option<f64> {
        sum((columns.0..=columns.1).map(|column| self.flow(column)))
    }

    /// A figure of the row, entered or computed; none where the cell shows none.
    fn shown(&self, column: u16) -> Option<f64> {
        match column {
            WITHDRAWN => self.sum(SOURCES),
            RECYCLED => self.sum(REPEATED),
            USED => sum([self.sum(SOURCES), self.sum(REPEATED)]),
            IMBALANCE => {
                let inflow = sum([self.sum(SOURCES), self.sum(RECEIVED)]);
                sum([inflow, self.sum(OUTFLOWS).map(std::ops::Neg::neg)])
            }
            _ => self.flow(column),
        }
    }

    /// True for rows that the total adds: no part of another row and no sum of rows.
    fn counts(&self) -> bool {
        !self.unit.starts_with("其中") && !self.unit.ends_with("小计")
    }
}

/// The known among some flows, added; none where none is known.
fn sum(flows: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    flows.into_iter().flatten().reduce(|sum, flow| sum + flow).map(|sum| (sum * 1e6).round() / 1e6)
}

/// The computed cells of a row. `at` is its number in the sheet, from 1.
pub(super) fn computed(row: &Row, at: u32) -> Vec<(u16, Computed)> {
    let range =
        |columns: (u16, u16)| format!("{}{at}:{}{at}", letter(columns.0), letter(columns.1));
    let shown = |condition: &str, value: &str| format!("IF({condition}=0,\"\",ROUND({value},6))");
    let (sources, repeated, received, outflows) =
        (range(SOURCES), range(REPEATED), range(RECEIVED), range(OUTFLOWS));
    let both = format!("{}{at},{}{at}", letter(WITHDRAWN), letter(RECYCLED));
    let formulas = [
        (WITHDRAWN, shown(&format!("COUNT({sources})"), &format!("SUM({sources})"))),
        (RECYCLED, shown(&format!("COUNT({repeated})"), &format!("SUM({repeated})"))),
        (USED, shown(&format!("COUNT({both})"), &format!("SUM({both})"))),
        (
            IMBALANCE,
            shown(
                &format!("COUNT({sources},{received},{outflows})"),
                &format!("SUM({sources},{received})-SUM({outflows})"),
            ),
        ),
    ];
    formulas
        .into_iter()
        .map(|(column, formula)| (column, Computed { formula, result: row.shown(column) }))
        .collect()
}

/// The rows of the table and where they stand: numbers of the first and the last one in the
/// sheet, from 1.
pub(super) struct Body<'r> {
    /// Rows that are filled in.
    pub(super) rows: &'r [Row],
    /// Number of the first row.
    pub(super) first: u32,
    /// Number of the last row, empty ones included.
    pub(super) last: u32,
}

impl Body<'_> {
    /// A cell of the total row. It shows nothing while a part of the sum is not known: a sum
    /// that leaves out what is missing would say that it is zero.
    pub(super) fn total(&self, column: u16) -> Computed {
        let own = self.range(column);
        let mut gaps = vec![format!("COUNT({own})=0")];
        if column != IMBALANCE {
            gaps.push(format!("COUNTIF({},\"未测\")>0", self.parts(column)));
            gaps.extend(self.gap_formula(column));
        }
        let unit = self.range(UNIT);
        let sum = format!("ROUND(SUMIFS({own},{unit},\"<>其中*\",{unit},\"<>*小计\"),6)");
        let formula = format!("IF(OR({}),\"\",{sum})", gaps.join(","));
        Computed { formula, result: self.total_result(column) }
    }

    fn total_result(&self, column: u16) -> Option<f64> {
        let shown = |row: &Row| row.shown(column);
        self.rows.iter().find_map(shown)?;
        if column != IMBALANCE && (self.is_unmeasured(column) || self.has_gap(column)) {
            return None;
        }
        Some(sum(self.rows.iter().filter(|row| row.counts()).map(shown)).unwrap_or(0.0))
    }

    /// The columns that a column is made of.
    fn spans(column: u16) -> (u16, u16) {
        match column {
            WITHDRAWN => SOURCES,
            RECYCLED => REPEATED,
            USED => (SOURCES.0, REPEATED.1),
            _ => (column, column),
        }
    }

    fn parts(&self, column: u16) -> String {
        let (from, to) = Self::spans(column);
        format!("{}{}:{}{}", letter(from), self.first, letter(to), self.last)
    }

    fn is_unmeasured(&self, column: u16) -> bool {
        let (from, to) = Self::spans(column);
        self.rows
            .iter()
            .any(|row| (from..=to).any(|column| row.entry(column) == Some(Entry::Unmeasured)))
    }

    /// A unit whose water use is given and whose outflow is missing while it does not
    /// balance; or one whose outflow is given and of whose inflow nothing is known.
    fn gap_formula(&self, column: u16) -> Option<String> {
        let used = self.range(USED);
        if determined(column) {
            let (own, imbalance) = (self.range(column), self.range(IMBALANCE));
            return Some(format!("SUMPRODUCT(ISNUMBER({used})*({own}=\"\")*({imbalance}<>0))>0"));
        }
        (column <= USED).then(|| {
            let outflows: Vec<_> = (OUTFLOWS.0..=OUTFLOWS.1)
                .map(|column| format!("ISNUMBER({})", self.range(column)))
                .collect();
            format!("SUMPRODUCT(({used}=\"\")*(({})>0))>0", outflows.join("+"))
        })
    }

    fn has_gap(&self, column: u16) -> bool {
        self.rows.iter().any(|row| {
            let used = row.shown(USED).is_some();
            if determined(column) {
                used && row.entry(column).is_none() && row.shown(IMBALANCE) != Some(0.0)
            } else {
                column <= USED && !used && row.sum(OUTFLOWS).is_some()
            }
        })
    }

    fn range(&self, column: u16) -> String {
        let letter = letter(column);
        format!("{letter}${}:{letter}${}", self.first, self.last)
    }
}

fn determined(column: u16) -> bool {
    (DETERMINED.0..=DETERMINED.1).contains(&column)
}

/// The column as it stands in a formula that is copied down: `$L`.
pub(super) fn letter(column: u16) -> String {
    format!("${}", column_number_to_name(column))
}
