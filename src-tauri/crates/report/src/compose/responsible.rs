//! Who answers for a report (责任页): who prepared it and who reviewed it, as far as the
//! workspace knows it. What nobody signed stays an empty line.

use super::ReportMeta;
use crate::document::Signer;

/// Somebody's name under a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signed {
    /// The name.
    pub name: String,
    /// Qualification or number of the certificate; empty where not given.
    pub certificate: String,
    /// The day: `2024-09-12`.
    pub on: String,
    /// A remark; empty for none.
    pub remark: String,
}

/// Who answers for a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Responsible {
    /// Who made the last change (编制人); none where nobody is registered.
    pub prepared: Option<Signed>,
    /// Who reviewed the very state that the report is made from (复核人).
    pub reviewed: Option<Signed>,
    /// Why it was issued without a review; empty where it was not, or nobody said.
    pub unsigned: String,
}

impl Responsible {
    /// True where nothing is known of anybody.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The lines of the grid of signatures.
pub(super) fn roles(meta: &ReportMeta) -> Vec<Signer> {
    let line = |role: &str, signed: Option<&Signed>| Signer {
        role: role.to_owned(),
        name: signed.map(|signed| signed.name.clone()).unwrap_or_default(),
        on: signed.map(|signed| signed.on.clone()).unwrap_or_default(),
    };
    let Responsible { prepared, reviewed, .. } = &meta.responsible;
    vec![
        line("编制", prepared.as_ref()),
        line("复核", reviewed.as_ref()),
        line("审核", None),
        line("批准", None),
    ]
}

/// Remarks below the grid.
pub(super) fn notes(meta: &ReportMeta) -> Vec<String> {
    let Responsible { prepared, reviewed, unsigned } = &meta.responsible;
    let mut notes = Vec::new();
    for (role, signed) in [("编制人", prepared), ("复核人", reviewed)] {
        if let Some(signed) = signed.as_ref().filter(|signed| !signed.certificate.is_empty()) {
            notes
                .push(format!("{role}{}的资格（证书编号）：{}。", signed.name, signed.certificate));
        }
    }
    if let Some(signed) = reviewed {
        let said = match signed.remark.trim_end_matches('。') {
            "" => String::new(),
            remark => format!("，意见：{remark}"),
        };
        notes.push(format!(
            "{}于 {} 复核了本报告所依据的全部数据和结果{said}。此后数据没有变化。",
            signed.name, signed.on
        ));
    }
    if !unsigned.is_empty() {
        notes
            .push(format!("本报告出具时未经复核签字，理由：{}。", unsigned.trim_end_matches('。')));
    }
    notes.push("本报告经编制、复核、审核、批准人员签字并加盖诊断单位印章后有效。".to_owned());
    notes
}
