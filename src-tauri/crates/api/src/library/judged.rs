//! Which row of which table was confirmed, and whether it still is what was confirmed.

use crate::Result;
use crate::loaded::Kept;
use crate::record::ConfirmationBody;
use serde::Serialize;
use sha2::{Digest, Sha256};
use shuiheng_audit::{
    Boundary, Confirmation, Coverage, Expectation, Library, Limit, Method, Product, Quota,
    Requirement, Rule, Tolerances,
};
use shuiheng_store::{Kind, RecordId, Store};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A table of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    Quotas,
    Limits,
    Tolerances,
    Coverage,
    DataQuality,
    Checks,
    Boundaries,
    Requirements,
    Rules,
}

impl Table {
    pub(crate) const ALL: [Self; 9] = [
        Self::Quotas,
        Self::Limits,
        Self::Tolerances,
        Self::Coverage,
        Self::DataQuality,
        Self::Checks,
        Self::Boundaries,
        Self::Requirements,
        Self::Rules,
    ];

    /// The name on the wire and in records.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Quotas => "quotas",
            Self::Limits => "limits",
            Self::Tolerances => "tolerances",
            Self::Coverage => "coverage",
            Self::DataQuality => "data_quality",
            Self::Checks => "checks",
            Self::Boundaries => "boundaries",
            Self::Requirements => "requirements",
            Self::Rules => "rules",
        }
    }

    /// The name on screen.
    pub(crate) const fn zh(self) -> &'static str {
        match self {
            Self::Quotas => "用水定额",
            Self::Limits => "指标限值与目标",
            Self::Tolerances => "水平衡允许误差",
            Self::Coverage => "区间包含因子",
            Self::DataQuality => "数据质量等级",
            Self::Checks => "核对规则",
            Self::Boundaries => "取水量口径",
            Self::Requirements => "计量要求",
            Self::Rules => "问题判定规则",
        }
    }

    /// The same in English.
    pub(crate) const fn en(self) -> &'static str {
        match self {
            Self::Quotas => "Quotas",
            Self::Limits => "Limits and targets of indicators",
            Self::Tolerances => "Tolerances of the water balance",
            Self::Coverage => "Coverage factor of intervals",
            Self::DataQuality => "Grades of data quality",
            Self::Checks => "Rules of cross-checks",
            Self::Boundaries => "Boundaries of intake",
            Self::Requirements => "Requirements of metering",
            Self::Rules => "Rules of findings",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.code() == code)
    }
}

/// A hash of what judges in a row. Numbers are written as JSON writes them, so that 3.20 and
/// 3.2 are the same.
fn hash(table: Table, content: &impl Serialize) -> String {
    let json = serde_json::to_string(content).unwrap_or_default();
    let digest = Sha256::digest(format!("{}/1\n{json}", table.code()));
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A row that can be confirmed.
pub(crate) trait Judged {
    const TABLE: Table;
    /// Its identity in the table.
    fn row(&self) -> String;
    /// A hash of what judges in it: its values, where and when they hold, and whose they
    /// are. Notes and words of the source are not in it.
    fn fingerprint(&self) -> String;
    fn confirmed(&mut self) -> &mut Option<Confirmation>;
}

impl Judged for Quota {
    const TABLE: Table = Table::Quotas;
    fn row(&self) -> String {
        self.id.clone()
    }
    fn fingerprint(&self) -> String {
        let named = (&self.id, self.kind, &self.standard, &self.edition, &self.region);
        let days = (self.provenance.issued, self.effective, self.superseded);
        let what = (&self.industry, &self.provenance.industry_code, &self.product, &self.condition);
        let values = (&self.unit, &self.basis, &self.levels, &self.provenance.formula);
        hash(Self::TABLE, &(named, days, what, values, &self.usage, self.example))
    }
    fn confirmed(&mut self) -> &mut Option<Confirmation> {
        &mut self.confirmed
    }
}

impl Judged for Limit {
    const TABLE: Table = Table::Limits;
    fn row(&self) -> String {
        self.id.clone()
    }
    fn fingerprint(&self) -> String {
        let what = (&self.id, &self.indicator, &self.indicator_name, &self.industry, &self.region);
        let value = (&self.operator, self.value, &self.unit, &self.kind, &self.period);
        hash(Self::TABLE, &(what, value, &self.scope, &self.source))
    }
    fn confirmed(&mut self) -> &mut Option<Confirmation> {
        &mut self.confirmed
    }
}

impl Judged for Tolerances {
    const TABLE: Table = Table::Tolerances;
    fn row(&self) -> String {
        "closure".into()
    }
    fn fingerprint(&self) -> String {
        let shares = [self.unit_warn, self.unit_fail, self.site_warn, self.site_fail];
        hash(Self::TABLE, &(shares, self.rounding_m3_per_day, &self.source))
    }
    fn confirmed(&mut self) -> &mut Option<Confirmation> {
        &mut self.confirmed
    }
}

impl Judged for Coverage {
    const TABLE: Table = Table::Coverage;
    fn row(&self) -> String {
        "coverage".into()
    }
    fn fingerprint(&self) -> String {
        hash(Self::TABLE, &(self.factor, self.confidence, &self.source))
    }
    fn confirmed(&mut self) -> &mut Option<Confirmation> {
        &mut self.confirmed
    }
}

impl Judged for Method {
    const TABLE: Table = Table::DataQuality;
    fn row(&self) -> String {
        self.code.clone()
    }
    fn fingerprint(&self) -> String {
        let what = (&self.code, self.basis, self.grade, self.stands_for_basis);
        hash(Self::TABLE, &(what, self.low, self.typical, &self.source))
    }
    fn confirmed(&mut self) -> &mut Option<Confirmation> {
        &mut self.confirmed
    }
}

impl Judged for Expectation {
    const TABLE: Table = Table::Checks;
    fn row(&self) -> String {
        match self.applies.as_slice() {
            [] => self.code.code().into(),
            trades => format!("{}:{}", self.code.code(), trades.join(";")),
        }
    }
    fn fingerprint(&self) -> String {
        let bounds = [self.least, self.low, self.high, self.most];
        let how = (&self.formula, &self.unit, self.bounds_excluded, self.raises);
        hash(Self::TABLE, &(self.row(), bounds, how, &self.source))
    }
    fn confirmed(&mut self) -> &mut Option<Confirmation> {
        &mut self.confirmed
    }
}

impl Judged for Boundary {
    const TABLE: Table = Table::Boundaries;
    fn row(&self) -> String {
        self.id.clone()
    }
    fn fingerprint(&self) -> String {
        let holds = (&self.id, &self.quotas, &self.standards, &self.industries);
        let bought = [self.steam, self.reclaimed, self.rain, self.other];
        let taken = [self.sea, self.passed_on, self.living, self.once_through];
        hash(Self::TABLE, &(holds, bought, taken, &self.source))
    }
    fn confirmed(&mut self) -> &mut Option<Confirmation> {
        &mut self.confirmed
    }
}

impl Judged for Requirement {
    const TABLE: Table = Table::Requirements;
    fn row(&self) -> String {
        self.id.clone()
    }
    fn fingerprint(&self) -> String {
        let what = (&self.id, self.code, self.level, &self.applies);
        hash(Self::TABLE, &(what, &self.operator, self.value, &self.unit, &self.source))
    }
    fn confirmed(&mut self) -> &mut Option<Confirmation> {
        &mut self.confirmed
    }
}

impl Judged for Rule {
    const TABLE: Table = Table::Rules;
    fn row(&self) -> String {
        self.id.clone()
    }
    fn fingerprint(&self) -> String {
        // A condition is a tree; its debugging form says it whole.
        let judges = format!("{:?}", (&self.when, self.per, &self.trades, &self.saving));
        hash(Self::TABLE, &(&self.id, judges, &self.source))
    }
    fn confirmed(&mut self) -> &mut Option<Confirmation> {
        &mut self.confirmed
    }
}

/// How a row stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum State {
    Confirmed(Confirmation),
    /// It was confirmed, and was changed since.
    Changed(Confirmation),
    Unconfirmed,
}

/// The confirmations of a workspace by table and row, oldest first.
#[derive(Default)]
pub(crate) struct Held(BTreeMap<(String, String), Vec<Kept<ConfirmationBody>>>);

impl Held {
    /// Reads them.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub(crate) fn read(store: &Store) -> Result<Self> {
        let mut held = Self::default();
        for record in store.list_all::<ConfirmationBody>(Kind::Confirmation)? {
            let key = (record.body.table.clone(), record.body.row.clone());
            held.0.entry(key).or_default().push((record.id, record.body));
        }
        Ok(held)
    }

    /// All confirmations of a row, oldest first, withdrawn ones among them.
    pub(crate) fn of(&self, table: Table, row: &str) -> &[Kept<ConfirmationBody>] {
        self.0.get(&(table.code().to_owned(), row.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Kept<ConfirmationBody>> {
        self.0.values().flatten()
    }

    /// One of them.
    pub(crate) fn one(&self, id: RecordId) -> Option<&ConfirmationBody> {
        self.all().find(|(known, _)| *known == id).map(|(_, body)| body)
    }

    /// How a row stands. The newest confirmation of its very content counts.
    pub(crate) fn state<R: Judged>(&self, row: &R) -> State {
        let given = self.of(R::TABLE, &row.row());
        let standing =
            || given.iter().map(|(_, body)| body).filter(|body| body.withdrawn.is_none());
        let Some(newest) = standing().next_back() else { return State::Unconfirmed };
        let fingerprint = row.fingerprint();
        match standing().rfind(|body| body.fingerprint == fingerprint) {
            Some(body) => State::Confirmed(body.confirmation()),
            None => State::Changed(newest.confirmation()),
        }
    }

    /// Marks a row as confirmed where it is, and as not where it is not.
    pub(crate) fn mark<R: Judged>(&self, row: &mut R) {
        *row.confirmed() = match self.state(row) {
            State::Confirmed(confirmation) => Some(confirmation),
            State::Changed(_) | State::Unconfirmed => None,
        };
    }

    /// Marks every row of a library.
    pub(crate) fn apply(&self, library: &mut Library) {
        library.quotas.iter_mut().for_each(|row| self.mark(row));
        library.limits.iter_mut().for_each(|row| self.mark(row));
        self.mark(&mut library.tolerances);
        self.mark(&mut library.data_quality.coverage);
        library.data_quality.methods.iter_mut().for_each(|row| self.mark(row));
        library.checks.expectations.iter_mut().for_each(|row| self.mark(row));
        library.comparison.boundaries.iter_mut().for_each(|row| self.mark(row));
        library.metering.requirements.iter_mut().for_each(|row| self.mark(row));
        library.rules.rules.iter_mut().for_each(|row| self.mark(row));
    }

    /// Marks the versions that products are judged by: a confirmation of that very content
    /// counts, whatever became of the library's row.
    pub(crate) fn apply_to(&self, products: &mut [Product]) {
        products.iter_mut().filter_map(|product| product.judged_by.as_mut()).for_each(|kept| {
            self.mark(&mut **kept);
        });
    }
}
