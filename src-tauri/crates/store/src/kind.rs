//! What a record can be.

use crate::StoreError;
use std::fmt;

/// What a record is about.
///
/// The store knows a kind only by its name; the type of its body belongs to the crate
/// above. The list stands twice, here and in the table `kind`, to which `revision` and
/// `current` refer by foreign key: Rust cannot write a misspelt kind, and neither can a
/// person with an SQL tool. A new kind is a variant here and one `INSERT` in a
/// migration; a test compares the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An enterprise (用水单位).
    Enterprise,
    /// A diagnosis of an enterprise (诊断). Its own scope is itself, so that it has one undo.
    Diagnosis,
    /// A unit of water use (用水单元).
    Unit,
    /// A stream between units or the outside.
    Stream,
    /// A product and its output.
    Product,
    /// A water meter (水计量器具).
    Meter,
    /// A reading of a meter (抄表记录).
    Reading,
    /// A file that the enterprise handed over; names the kept file under `sha256`.
    SourceFile,
    /// One import of a file: what was read and what was doubted.
    Import,
    /// What the columns of a kind of workbook mean, to be used again.
    Mapping,
    /// A photo from the site; names the kept file under `sha256`.
    Photo,
    /// An answer of the on-site survey (现场调查).
    Answer,
    /// A finding (问题).
    Finding,
    /// A measure (措施).
    Measure,
    /// A note.
    Note,
    /// A report that was made; names the file under `sha256` where it is kept.
    Report,
    /// A water quota (用水定额).
    Quota,
    /// A limit or rule for an indicator.
    Limit,
    /// A setting: a key and a value.
    Setting,
    /// Use of water in a year, a month or the days of a bill (用水记录).
    UsePeriod,
    /// Equipment that uses water (用水设备).
    Equipment,
    /// A figure of the quality of water (水质数据).
    QualitySample,
    /// A requirement of metering that the workspace changed (计量要求).
    MeteringRequirement,
    /// A confirmation of a row of the library against the standard's text (核实记录); names
    /// the kept photo or scan under `sha256` where there is one.
    Confirmation,
    /// A person who works in the workspace (人员).
    Person,
    /// A sign-off of a diagnosis (复核签字).
    SignOff,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 26] = [
        Self::Enterprise,
        Self::Diagnosis,
        Self::Unit,
        Self::Stream,
        Self::Product,
        Self::Meter,
        Self::Reading,
        Self::SourceFile,
        Self::Import,
        Self::Mapping,
        Self::Photo,
        Self::Answer,
        Self::Finding,
        Self::Measure,
        Self::Note,
        Self::Report,
        Self::Quota,
        Self::Limit,
        Self::Setting,
        Self::UsePeriod,
        Self::Equipment,
        Self::QualitySample,
        Self::Confirmation,
        Self::MeteringRequirement,
        Self::Person,
        Self::SignOff,
    ];

    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
            Self::Diagnosis => "diagnosis",
            Self::Unit => "unit",
            Self::Stream => "stream",
            Self::Product => "product",
            Self::Meter => "meter",
            Self::Reading => "reading",
            Self::SourceFile => "source_file",
            Self::Import => "import",
            Self::Mapping => "mapping",
            Self::Photo => "photo",
            Self::Answer => "answer",
            Self::Finding => "finding",
            Self::Measure => "measure",
            Self::Note => "note",
            Self::Report => "report",
            Self::Quota => "quota",
            Self::Limit => "limit",
            Self::Setting => "setting",
            Self::UsePeriod => "use_period",
            Self::Equipment => "equipment",
            Self::QualitySample => "quality_sample",
            Self::MeteringRequirement => "metering_requirement",
            Self::Confirmation => "confirmation",
            Self::Person => "person",
            Self::SignOff => "sign_off",
        }
    }

    /// The name on screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Enterprise => "用水单位",
            Self::Diagnosis => "诊断",
            Self::Unit => "用水单元",
            Self::Stream => "水流",
            Self::Product => "产品",
            Self::Meter => "水表",
            Self::Reading => "抄表记录",
            Self::SourceFile => "来源文件",
            Self::Import => "导入记录",
            Self::Mapping => "列对应关系",
            Self::Photo => "现场照片",
            Self::Answer => "调查答复",
            Self::Finding => "问题",
            Self::Measure => "措施",
            Self::Note => "备注",
            Self::Report => "报告",
            Self::Quota => "用水定额",
            Self::Limit => "指标限值",
            Self::Setting => "设置",
            Self::UsePeriod => "用水记录",
            Self::Equipment => "用水设备",
            Self::QualitySample => "水质数据",
            Self::MeteringRequirement => "计量要求",
            Self::Confirmation => "核实记录",
            Self::Person => "人员",
            Self::SignOff => "复核签字",
        }
    }

    pub(crate) fn from_name(name: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| StoreError::damaged(format!("unknown kind of record: {name}")))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
