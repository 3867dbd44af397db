//! 附录 附件清单: the files that the enterprise handed over, how each sheet was understood, and
//! what each file can be told by.

use super::writer::{Draft, Writer, cell, column, known, row};
use crate::document::{Align, Run};

/// The title of the list, as other chapters refer to it.
pub(super) const TITLE: &str = "数据文件及工作表识别结果";

/// What was received.
pub(super) fn received(writer: &mut Writer<'_>) {
    let count = writer.meta.sources.len();
    if count == 0 {
        return;
    }
    let table = writer.next_table();
    writer.paragraph(vec![
        Run::plain(format!("企业提供的数据文件共 {count} 个，见")),
        table,
        Run::plain("。文件与本报告所用的是否相同，可用其校验值核对。"),
    ]);
    files(writer);
}

/// The table of files and their sheets.
pub(super) fn files(writer: &mut Writer<'_>) {
    let several = writer.meta.sources.len() > 1;
    let mut rows = Vec::new();
    for (at, source) in writer.meta.sources.iter().enumerate() {
        let name =
            if several { format!("[{}] {}", at + 1, source.name) } else { source.name.clone() };
        for (index, sheet) in source.sheets.iter().enumerate() {
            let file = if index == 0 { name.clone() } else { String::new() };
            rows.push(row(vec![
                cell(file),
                cell(&sheet.name),
                cell(known(&sheet.role)),
                cell(known(&sheet.range)),
                cell(known(&sheet.unit)),
                cell(known(&sheet.reason)),
            ]));
        }
        if source.sheets.is_empty() {
            rows.push(row(vec![cell(name)]));
        }
    }
    let digests = writer.meta.sources.iter().enumerate().map(|(at, source)| {
        let number = if several { format!("[{}] ", at + 1) } else { String::new() };
        format!("{number}文件校验值（SHA-256）：{}", source.sha256)
    });
    let draft = Draft {
        title: TITLE.into(),
        columns: vec![
            column("文件", Align::Left),
            column("工作表", Align::Left),
            column("识别为", Align::Left),
            column("数据区域", Align::Centre),
            column("水量单位", Align::Centre),
            column("识别依据", Align::Left),
        ],
        rows,
        notes: digests.collect(),
        ..Draft::default()
    };
    writer.table(draft);
}
