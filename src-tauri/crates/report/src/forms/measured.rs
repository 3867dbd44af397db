//! F4, what was measured of each stream (用水单元水平衡测试表): each flow with how it was
//! obtained and where it stands.

use super::{Form, FormCell, FormRow, codes, figures, words};
use crate::compose::origin;
use shuiheng_audit::{Diagnosis, Figure, Rate, Stream};

/// The form: a stream a row. `files` are the files in the order in which they are numbered;
/// without them, their numbers are not told, and how a figure was computed is.
pub fn measured(diagnosis: &Diagnosis, files: Option<&[String]>) -> Form {
    let site = &diagnosis.case.site;
    let row = |(at, stream): (usize, &Stream)| {
        let figure = stream.figure.as_ref();
        let sure = figure.and_then(|figure| figure.uncertainty).map(Rate::to_percent);
        FormRow::data(vec![
            FormCell::count(at + 1),
            FormCell::text(site.stream_name(stream).zh),
            FormCell::known(figure.map(|figure| figure.value.value()), 1),
            figure.map_or(FormCell::Unknown, |figure| FormCell::text(figure.basis.zh())),
            FormCell::known(sure, 2),
            figure.map_or(FormCell::Unknown, |figure| FormCell::text(cited(figure, files))),
        ])
    };
    Form {
        title: "用水单元水平衡测试明细表",
        heads: vec![
            codes("序号"),
            words("水流（自何处至何处）"),
            figures("测试结果", "m³/d"),
            codes("取得方法"),
            figures("标准不确定度", "%"),
            words("资料来源"),
        ],
        rows: site.streams.iter().enumerate().map(row).collect(),
        notes: vec![
            "同一水流在供出和受入单元各列一次时，以原表为准；未列标准不确定度的，按取得方法的等级估计。".into(),
        ],
        none: "没有用水单元的水量数据",
        ..Form::default()
    }
}

/// Where a figure stands, with what is to be said of it.
fn cited(figure: &Figure, files: Option<&[String]>) -> String {
    match origin(figure, files.unwrap_or_default()) {
        (place, _) if files.is_some() && !place.is_empty() => place,
        (place, remark) if remark.is_empty() => place,
        (place, remark) if place.is_empty() => remark,
        (place, remark) => format!("{place}（{remark}）"),
    }
}
