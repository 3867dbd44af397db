//! What the report says. Every figure comes from the diagnosis and is rounded here, once.
//! What the data do not carry is not said; what is not known is printed as `—` or 不详;
//! what nobody has confirmed against its text is marked 未核实.

mod allotment;
mod attached;
mod balance;
mod basis;
mod bound;
mod charts;
mod comparison;
mod conclusion;
mod doubts;
mod enterprise;
mod evaluation;
pub(crate) mod figures;
mod findings;
mod forms;
mod front;
mod issued;
mod limits;
mod measures;
mod metering;
mod metering_rates;
mod overview;
mod own_text;
mod parts;
mod photos;
mod quota_choice;
mod relied;
mod responsible;
pub(crate) mod sums;
mod survey;
mod tracing;
mod trend;
mod water_use;
mod writer;

pub use bound::{BoundFigure, bound_figures};
pub use charts::quota_bullet;
pub use issued::{Change, Issue, Since};
pub use own_text::{ContentFault, content_faults};
pub use photos::ReportPhoto;
pub use responsible::{Responsible, Signed};
pub(crate) use tracing::origin;
pub use trend::trend_columns;

use crate::document::{Attachment, Document, Dress};
use crate::firm::Template;
use crate::outline::{Part, Place, ReportContent, plan};
use chrono::NaiveDate;
use shuiheng_audit::{Diagnosis, Relied};
use shuiheng_drawing::BlockLayout;
use writer::Writer;

/// What the report needs to know beside the diagnosis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportMeta {
    /// The kind of report; empty: 企业节水诊断报告.
    pub title: String,
    /// Its number and what it is verified by; none: a draft (征求意见稿), which is marked so on
    /// every page.
    pub issue: Option<Issue>,
    /// Its date.
    pub date: NaiveDate,
    /// What its results are judged by, and whether that is confirmed.
    pub relied: Vec<Relied>,
    /// The unit that carries out the diagnosis; empty: that of the profile.
    pub auditor: String,
    /// The program within which it is made: 《2024年嘉兴市工业节水提效行动方案》.
    pub program: Option<String>,
    /// Version of this program.
    pub version: String,
    /// The files that the enterprise handed over, and how they were understood.
    pub sources: Vec<SourceFile>,
    /// How the block diagram is arranged: as in the window.
    pub layout: BlockLayout,

    /// Who prepared and who reviewed it.
    pub responsible: Responsible,
    /// What the auditor chose of the outline, and own text.
    pub content: ReportContent,
    /// What the firm puts on its reports.
    pub template: Template,
    /// Photos from the site, in their order.
    pub photos: Vec<ReportPhoto>,
    /// The data of the diagnosis, to be put into the PDF.
    pub attachment: Option<Attachment>,
}

/// A file that the enterprise handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its sheets.
    pub sheets: Vec<SourceSheet>,
}

/// A sheet of a file, and how it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceSheet {
    /// Its name.
    pub name: String,
    /// What it was taken for: 水平衡表, 汇总表, 计量台账, 产量表, 未采用.
    pub role: String,
    /// Why.
    pub reason: String,
    /// What its flows are in: `m³/d`; empty where it has none.
    pub unit: String,
    /// The cells that were read: `A5:Q26`; empty where none.
    pub range: String,
}

impl ReportMeta {
    /// The title that is printed.
    pub(crate) fn printed_title(&self) -> &str {
        if self.title.trim().is_empty() { "企业节水诊断报告" } else { &self.title }
    }

    /// The unit that carries out the diagnosis, as it is printed.
    pub(crate) fn printed_auditor<'a>(&'a self, diagnosis: &'a Diagnosis) -> &'a str {
        let known = [&self.auditor, &diagnosis.case.profile.auditor, &self.template.firm];
        known.into_iter().map(|name| name.trim()).find(|name| !name.is_empty()).unwrap_or_default()
    }
}

/// The day on which a verification has to be in force: the last of the test; none where no
/// day of it is known.
pub(crate) fn last_day(diagnosis: &Diagnosis) -> Option<NaiveDate> {
    let period = &diagnosis.case.profile.period;
    period.to.or(period.from)
}

/// Composes the report of a diagnosis.
pub fn compose(diagnosis: &Diagnosis, meta: &ReportMeta) -> Document {
    let parts = plan(&meta.content);
    let mut writer = Writer::new(diagnosis, meta, &parts);
    let present = |part: &&Part| own_text::present(part, meta);
    let (front, body): (Vec<&Part>, Vec<&Part>) =
        parts.iter().filter(present).partition(|part| part.place == Place::Front);
    front.into_iter().for_each(|part| parts::write(&mut writer, part));
    let front = std::mem::take(&mut writer.blocks);
    body.into_iter().for_each(|part| parts::write(&mut writer, part));
    Document {
        properties: front::properties(diagnosis, meta),
        running: front::running(diagnosis, meta),
        cover: front::cover(diagnosis, meta),
        front,
        body: writer.blocks,
        dress: Dress {
            accent: meta.template.accent,
            watermark: meta.issue.is_none().then(|| "征求意见稿".to_owned()),
            attachment: meta.attachment.clone().filter(|_| !meta.content.without_data),
        },
    }
}
