//! A figure at its cell: the sheet of the kept file, around it.

use super::App;
use crate::{Error, Job, Result, view};
use shuiheng_import::{read_isolated, workbook::Cell};
use shuiheng_store::{Kind, Scope};

/// Rows and columns shown before and after the cell.
const AROUND: (u32, u32) = (8, 5);
/// Of a range, so many rows and columns behind the first are shown: a page draws no more at once,
/// and tells that it was cut.
const MOST: (u32, u32) = (500, 40);

impl App {
    /// The piece of the kept workbook around a cell.
    ///
    /// # Errors
    /// The file is not of this diagnosis, is missing or damaged, or has no such sheet.
    pub fn sheet_piece(&self, id: &str, cell: view::Cell) -> Result<view::SheetPiece> {
        let missing = || {
            Error::not_found(
                "工作区中找不到该来源文件。",
                "the source file is not in the workspace",
            )
        };
        let (name, path) = {
            let inner = self.lock()?;
            let scope = Scope::Diagnosis(Self::id(id)?);
            let files =
                inner.store.list::<crate::record::SourceFileBody>(Kind::SourceFile, scope)?;
            let file =
                files.into_iter().find(|file| cell.file == file.body.sha256).ok_or_else(missing)?;
            let kept = inner
                .store
                .files()?
                .into_iter()
                .find(|kept| cell.file == kept.hash.as_str())
                .ok_or_else(missing)?;
            // The bytes are checked against their hash before anything is shown of them.
            inner.store.file(&kept.hash)?;
            (file.body.name, self.folder.join("files").join(kept.hash.as_str()))
        };
        let workbook = read_isolated(&path, &self.reader, Job::quiet().flag())
            .map_err(|cause| Error::refused(cause.text(), cause.fix()))?;
        let sheet = match workbook.sheets.as_slice() {
            // Separated text is one sheet, named by its file; the kept file has another name.
            [only] => Some(only),
            sheets => sheets.iter().find(|sheet| cell.sheet == sheet.name),
        };
        let sheet = sheet.ok_or_else(|| {
            Error::not_found(
                format!("文件“{name}”中没有工作表“{}”。", cell.sheet),
                format!("{name} has no sheet {}", cell.sheet),
            )
        })?;
        let (top, left) = (cell.row.saturating_sub(AROUND.0), cell.col.saturating_sub(AROUND.1));
        let (last, right) = cell.to.unwrap_or((cell.row, cell.col));
        let last = last.clamp(cell.row, cell.row.saturating_add(MOST.0));
        let right = right.clamp(cell.col, cell.col.saturating_add(MOST.1));
        let row = |row: u32| {
            (left..=right.saturating_add(AROUND.1))
                .map(|col| sheet.cell(row, col).map(shown).unwrap_or_default())
                .collect()
        };
        Ok(view::SheetPiece {
            file: name,
            sheet: cell.sheet.into(),
            top,
            left,
            rows: (top..=last.saturating_add(AROUND.0)).map(row).collect(),
        })
    }
}

/// The content of a cell as it is shown.
pub(super) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Moment(text) | Cell::Error(text) => text.to_string(),
        Cell::Number(number) => shuiheng_audit::trimmed(*number, 6),
        Cell::Bool(value) => if *value { "TRUE" } else { "FALSE" }.into(),
        Cell::Uncomputed(formula) => format!("={formula}"),
    }
}
