//! F7, equipment and fixtures that use water (用水设备表).

use super::{Form, FormCell, FormRow, codes, figures, words};
use shuiheng_audit::{Diagnosis, Equipment, Lang, RatedFlow};

/// The form: a kind of equipment a row; no row where the enterprise gave no list.
pub fn equipment(diagnosis: &Diagnosis) -> Form {
    let flow = |flow: Option<RatedFlow>| {
        flow.map_or(FormCell::Unknown, |flow| FormCell::text(flow.told(Lang::Zh)))
    };
    let row = |of: &Equipment| {
        FormRow::data(vec![
            FormCell::written(&of.name),
            FormCell::written(&of.model),
            FormCell::known(of.count, 0),
            FormCell::written(&of.location),
            FormCell::written(&of.purpose),
            flow(of.design),
            flow(of.measured),
            FormCell::written(&of.hours),
            FormCell::yes_or_no(of.water_saving),
            FormCell::yes_or_no(of.retired),
            FormCell::written(&of.state),
        ])
    };
    Form {
        title: "主要用水设备（器具）表",
        heads: vec![
            words("设备名称"),
            words("型号"),
            figures("数量", "台（套）"),
            words("安装位置"),
            codes("用水性质"),
            codes("设计用水量"),
            codes("实测用水量"),
            codes("运行时间"),
            codes("是否节水型"),
            codes("是否淘汰"),
            codes("状态"),
        ],
        rows: diagnosis.case.ledgers.equipment.iter().map(row).collect(),
        none: "企业未提供用水设备资料",
        ..Form::default()
    }
}
