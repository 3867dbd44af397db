//! What is kept in the workspace: the bodies of its records.

mod library;
mod people;
mod photo;

pub(crate) use library::{ConfirmationBody, Made, QuotaBody, QuotaLayoutBody, Version, Withdrawn};

pub(crate) use photo::{AboutBody, PhotoBody};

pub(crate) use people::{PersonBody, ResponsibleBody, SignOffBody};

use crate::source::Source;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use shuiheng_audit::{
    Acceptance, Answer, Decision, Doubt, Equipment, Figure, GivenMeasure, IntakeScope, Meter,
    OwnFinding, Period, Place, Prices, Product, Profile, QualitySample, Rate, Reading,
    StatedTotals, Stream, Tolerances, Unit, UnitFacts, UsePeriod,
};
use shuiheng_drawing::BlockLayout;
use shuiheng_import::recognise::{Choices, Synonym};
use shuiheng_report::ReportContent;
use std::collections::BTreeSet;
/// An enterprise, as it was at the time of the diagnosis that it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct EnterpriseBody {
    pub(crate) name: String,
    pub(crate) credit_code: String,
    pub(crate) industry: String,
    pub(crate) industry_code: String,
    pub(crate) district: String,
    pub(crate) address: String,
}

/// A diagnosis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DiagnosisBody {
    pub(crate) enterprise: String,
    pub(crate) begun: Option<NaiveDate>,
    pub(crate) auditor: String,
    pub(crate) employees: Option<u32>,
    /// 10⁴ yuan.
    pub(crate) output_value: Option<Decimal>,
    /// 10⁴ yuan.
    pub(crate) added_value: Option<Decimal>,
    pub(crate) period: Period,
    pub(crate) prices: Prices,
    /// Tolerances of this diagnosis; none: those of the library.
    pub(crate) tolerances: Option<TolerancesBody>,
    /// True where accepted flows stand in the place of raw figures.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) use_reconciled: bool,
    /// What is told of the site as a whole.
    #[serde(skip_serializing_if = "UnitFacts::is_empty")]
    pub(crate) facts: UnitFacts,
    /// How a person arranged the block diagram.
    #[serde(skip_serializing_if = "is_automatic")]
    pub(crate) diagram: BlockLayout,
    /// Values that nobody confirmed and that the auditor expressly uses all the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) accepted: Vec<AcceptedBody>,
    /// Units that quotas may not count.
    #[serde(skip_serializing_if = "IntakeScope::is_empty")]
    pub(crate) scope: IntakeScope,
    /// What the auditor chose of the report's outline, and own text.
    #[serde(skip_serializing_if = "ReportContent::is_empty")]
    pub(crate) content: ReportContent,
    /// Shifts on a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shifts: Option<u32>,
    /// Hours of a shift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shift_hours: Option<Decimal>,
    /// Fields that the enterprise cannot tell, by their codes.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) not_known: BTreeSet<String>,
}

/// The acceptance of a value of the library that nobody confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AcceptedBody {
    /// Of what kind the value is.
    pub(crate) kind: String,
    /// Its identity among those of its kind.
    pub(crate) id: String,
    /// SHA-256 of the value as it stood: another value is not accepted by this.
    pub(crate) content: String,
    #[serde(flatten)]
    pub(crate) acceptance: Acceptance,
}

fn is_automatic(layout: &BlockLayout) -> bool {
    *layout == BlockLayout::default()
}

/// Tolerances that the auditor set, as shares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct TolerancesBody {
    pub(crate) unit_warn: f64,
    pub(crate) unit_fail: f64,
    pub(crate) site_warn: f64,
    pub(crate) site_fail: f64,
}

impl TolerancesBody {
    pub(crate) fn over(&self, shipped: &Tolerances) -> Tolerances {
        Tolerances {
            unit_warn: Rate::share(self.unit_warn),
            unit_fail: Rate::share(self.unit_fail),
            site_warn: Rate::share(self.site_warn),
            site_fail: Rate::share(self.site_fail),
            source: "诊断人员设定".into(),
            // What somebody confirmed were other values.
            confirmed: None,
            ..shipped.clone()
        }
    }
}

/// A unit; its identity in the site is the record's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct UnitBody {
    /// Its place in the enterprise's order.
    pub(crate) order: u32,
    #[serde(flatten)]
    pub(crate) unit: Unit,
}

/// A stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "StreamFields")]
pub(crate) struct StreamBody {
    #[serde(flatten)]
    pub(crate) stream: Stream,
    /// The most probable flow that the auditor accepted; the raw figure stays beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accepted: Option<Accepted>,
    /// True where the figure is not to be adjusted: a billed meter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) held: bool,
}

/// The fields of a stream's record one beside another: flattened ones are read into a tree
/// first, which takes most of the time of opening a plant with thousands of streams.
#[derive(Deserialize)]
struct StreamFields {
    from: Place,
    to: Place,
    figure: Option<Figure>,
    #[serde(default)]
    accepted: Option<Accepted>,
    #[serde(default)]
    held: bool,
}

impl From<StreamFields> for StreamBody {
    fn from(read: StreamFields) -> Self {
        let StreamFields { from, to, figure, accepted, held } = read;
        Self { stream: Stream { from, to, figure }, accepted, held }
    }
}

impl StreamBody {
    /// A stream as it was given.
    pub(crate) const fn of(stream: Stream) -> Self {
        Self { stream, accepted: None, held: false }
    }
}

/// A most probable flow that was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Accepted {
    /// m³/d.
    pub(crate) value: f64,
    /// Standard uncertainty, m³/d, 1σ.
    pub(crate) uncertainty: f64,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ProductBody {
    pub(crate) order: u32,
    #[serde(flatten)]
    pub(crate) product: Product,
}

/// A meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct MeterBody {
    pub(crate) order: u32,
    #[serde(flatten)]
    pub(crate) meter: Meter,
}

/// Use of water in a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct UsePeriodBody {
    #[serde(flatten)]
    pub(crate) period: UsePeriod,
}

/// A reading of a meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReadingBody {
    #[serde(flatten)]
    pub(crate) reading: Reading,
}

/// A piece of equipment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct EquipmentBody {
    /// Its place in the enterprise's order.
    pub(crate) order: u32,
    #[serde(flatten)]
    pub(crate) equipment: Equipment,
}

/// A figure of the quality of water.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct QualitySampleBody {
    /// Its place in the enterprise's order.
    pub(crate) order: u32,
    #[serde(flatten)]
    pub(crate) sample: QualitySample,
}

/// An answer of the survey on site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AnswerBody {
    #[serde(flatten)]
    pub(crate) answer: Answer,
}

/// What an auditor said of findings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum FindingBody {
    /// A decision on a finding of a rule.
    Decision(Decision),
    /// A finding of the auditor's own; its identity is the record's.
    Own(OwnFinding),
}

/// A measure; its identity is the record's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct MeasureBody {
    pub(crate) order: u32,
    #[serde(flatten)]
    pub(crate) measure: GivenMeasure,
}

/// A file that was imported; the store keeps its bytes by `sha256`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct SourceFileBody {
    pub(crate) sha256: String,
    pub(crate) name: String,
    /// When it was imported, ISO 8601.
    pub(crate) imported: String,
    pub(crate) source: Source,
    /// What was doubted in a file that gave no balance; those of a balance are kept with
    /// the import in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) doubts: Vec<Doubt>,
}

/// What the import in force stated and doubted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ImportBody {
    pub(crate) file: String,
    pub(crate) stated: Option<StatedTotals>,
    pub(crate) doubts: Vec<Doubt>,
}

/// What is used again for other files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum MappingBody {
    /// What was chosen for tables of a layout.
    Layout(LayoutBody),
    /// What a header means.
    Synonym(SynonymBody),
    /// What the columns of a quota table mean.
    QuotaTable(QuotaLayoutBody),
}

/// What was chosen for tables of a layout.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LayoutBody {
    /// Its fingerprint.
    pub(crate) layout: String,
    /// Its headers, for people.
    pub(crate) headers: Vec<String>,
    /// The enterprise for which it holds; both empty: for everyone.
    pub(crate) enterprise: String,
    pub(crate) credit_code: String,
    /// When it was remembered, ISO 8601.
    pub(crate) made: String,
    pub(crate) by: String,
    /// From which file.
    pub(crate) file: String,
    pub(crate) choices: Choices,
}

/// What a header means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SynonymBody {
    #[serde(flatten)]
    pub(crate) synonym: Synonym,
    /// When it was added, ISO 8601.
    pub(crate) made: String,
    pub(crate) by: String,
}

/// A report that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReportBody {
    /// SHA-256 of the PDF.
    pub(crate) pdf: String,
    /// What it was made from: the newest change of the diagnosis then.
    pub(crate) state: String,
    /// When it was written, ISO 8601.
    pub(crate) written: String,
    pub(crate) pages: u32,
    /// What an issued report (正式稿) is known by; none: a draft (征求意见稿).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) issued: Option<IssuedBody>,
}

/// A report that was issued under a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct IssuedBody {
    pub(crate) number: String,
    /// The diagnosis.
    pub(crate) diagnosis: String,
    /// The enterprise as it was named.
    pub(crate) enterprise: String,
    /// The date on it.
    pub(crate) date: NaiveDate,
    /// SHA-256 of the kept data that it was made from.
    pub(crate) data: String,
    /// Version of the program that made it.
    pub(crate) version: String,
}

impl EnterpriseBody {
    pub(crate) fn of(profile: &Profile) -> Self {
        Self {
            name: profile.name.clone(),
            credit_code: profile.credit_code.clone(),
            industry: profile.industry.clone(),
            industry_code: profile.industry_code.clone(),
            district: profile.district.clone(),
            address: profile.address.clone(),
        }
    }
}

impl DiagnosisBody {
    /// The body with what a profile says of the diagnosis.
    pub(crate) fn with(self, profile: &Profile) -> Self {
        Self {
            auditor: profile.auditor.clone(),
            employees: profile.employees,
            output_value: profile.output_value,
            added_value: profile.added_value,
            period: profile.period.clone(),
            prices: profile.prices.clone(),
            // The form of the profile does not hold facts of the site.
            facts: if profile.facts.is_empty() { self.facts } else { profile.facts.clone() },
            scope: profile.scope.clone(),
            shifts: profile.shifts,
            shift_hours: profile.shift_hours,
            not_known: profile.not_known.clone(),
            ..self
        }
    }

    pub(crate) fn profile(self, enterprise: EnterpriseBody, products: Vec<Product>) -> Profile {
        Profile {
            name: enterprise.name,
            credit_code: enterprise.credit_code,
            industry_code: enterprise.industry_code,
            industry: enterprise.industry,
            district: enterprise.district,
            address: enterprise.address,
            employees: self.employees,
            output_value: self.output_value,
            added_value: self.added_value,
            period: self.period,
            products,
            scope: self.scope,
            prices: self.prices,
            auditor: self.auditor,
            facts: self.facts,
            shifts: self.shifts,
            shift_hours: self.shift_hours,
            not_known: self.not_known,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_figure_of_an_old_record_has_no_uncertainty_of_its_own() {
        let old = r#"{"value":5.0,"basis":"stated","origin":{"from":"entry","field":"x"}}"#;
        let figure: shuiheng_audit::Figure = serde_json::from_str(old).unwrap();
        assert_eq!(figure.uncertainty, None);
        assert_eq!(serde_json::to_string(&figure).unwrap(), old, "and is written as it was");
    }

    #[test]
    fn a_product_of_an_old_record_is_shared_as_it_was() {
        let old = r#"{"order":0,"name":"布","output":5.0,"unit":"t","quota":null,"share":0.6,"share_rule":"按分表","rinses":null,"place":null}"#;
        let body: super::ProductBody = serde_json::from_str(old).unwrap();
        assert_eq!((body.product.share, body.product.terms.is_empty()), (Some(0.6), true));
        assert_eq!(serde_json::to_string(&body).unwrap(), old, "and is written as it was");
    }
}
