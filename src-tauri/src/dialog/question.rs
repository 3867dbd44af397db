//! Each thing that a person is asked for.

use super::{Question, Wanted};
use crate::speech::say;

/// Answers with the file to read.
pub(super) const PICK: &str = "SHUIHENG_E2E_PICK";
/// Answers with the place to write to.
pub(super) const SAVE: &str = "SHUIHENG_E2E_SAVE";

type Kind = (String, Vec<&'static str>);

fn kind(zh: &str, en: &str, endings: &[&'static str]) -> Kind {
    (say(zh, en).to_owned(), endings.to_vec())
}

fn file(zh: &str, en: &str, kinds: Vec<Kind>) -> Question {
    Question { title: say(zh, en).to_owned(), wanted: Wanted::File, kinds, answer: PICK }
}

fn folder(zh: &str, en: &str, answer: &'static str) -> Question {
    Question { title: say(zh, en).to_owned(), wanted: Wanted::Folder, kinds: Vec::new(), answer }
}

fn place(zh: &str, en: &str, name: String, kinds: Vec<Kind>) -> Question {
    Question { title: say(zh, en).to_owned(), wanted: Wanted::Place(name), kinds, answer: SAVE }
}

/// What files of an ending are called.
fn files_of(ending: &'static str) -> Vec<Kind> {
    let name = ending.to_uppercase();
    vec![(say(format!("{name} 文件"), format!("{name} files")), vec![ending])]
}

fn packages() -> Vec<Kind> {
    vec![kind("诊断包", "Packages of audits", &["shp"])]
}

fn templates() -> Vec<Kind> {
    vec![kind("报告模板", "Templates of reports", &["shtemplate"])]
}

/// A workbook or table to import.
pub(crate) fn workbook() -> Question {
    let workbooks = ["xlsx", "xlsm", "xlsb", "xls", "et", "ods", "csv", "txt"];
    let kinds = vec![
        kind("工作簿与表格", "Workbooks and tables", &workbooks),
        kind("所有文件", "All files", &["*"]),
    ];
    file("选择水平衡工作簿", "Choose a water balance workbook", kinds)
}

/// Where the report of an enterprise goes.
pub(crate) fn report_place(enterprise: &str) -> Question {
    let name = named(enterprise, "节水诊断报告.pdf");
    place("导出诊断报告", "Export the report", name, files_of("pdf"))
}

/// Where the report for Word goes.
pub(crate) fn word_place(enterprise: &str) -> Question {
    let name = named(enterprise, "节水诊断报告.docx");
    let kinds = vec![kind("Word 文件", "Word files", &["docx"])];
    place("导出 Word 报告", "Export the report for Word", name, kinds)
}

/// Where the workbook of forms goes.
pub(crate) fn forms_place(enterprise: &str) -> Question {
    let name = named(enterprise, "水平衡测试及节水诊断表.xlsx");
    let kinds = vec![kind("工作簿", "Workbook", &["xlsx"])];
    place("导出表格工作簿", "Export the workbook of forms", name, kinds)
}

/// The folder into which many reports go.
pub(crate) fn reports_folder() -> Question {
    folder("选择报告写到的文件夹", "Choose a folder for the reports", SAVE)
}

/// Where the sum of the program goes.
pub(crate) fn rollup_place(ending: &'static str) -> Question {
    let name = format!("企业节水诊断汇总.{ending}");
    place("导出诊断汇总", "Export the summary of audits", name, files_of(ending))
}

/// A package of diagnoses to merge.
pub(crate) fn package() -> Question {
    file("选择诊断包", "Choose a package of audits", packages())
}

/// Where a package of diagnoses goes.
pub(crate) fn package_place() -> Question {
    place("导出诊断包", "Export a package of audits", "节水诊断.shp".into(), packages())
}

/// A report to verify: in a journey the one that was saved.
pub(crate) fn report() -> Question {
    Question { answer: SAVE, ..file("核验报告", "Verify a report", files_of("pdf")) }
}

/// Where the list of synonyms goes.
pub(crate) fn synonyms_place() -> Question {
    let kinds = files_of("csv").into_iter().chain([kind("工作簿", "Workbook", &["xlsx"])]);
    let name = "表头同义词.csv".into();
    place("导出表头同义词", "Export synonyms of headers", name, kinds.collect())
}

/// Where the marked copy of a workbook goes: under this name.
pub(crate) fn marked_place(name: String) -> Question {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let kinds =
        vec![kind("工作簿", "Workbook", &[known(ending, &["xlsx", "xlsm", "xltx", "xltm"])])];
    place("导出问题标注副本", "Export the marked copy", name, kinds)
}

/// Where a drawing goes: under this name, as `pdf`, `svg` or `png`.
pub(crate) fn picture_place(name: &str, format: &str) -> Question {
    let ending = known(format, &["pdf", "svg", "png"]);
    place("导出图", "Export the picture", format!("{name}.{ending}"), files_of(ending))
}

/// A photo or scan of a standard's page.
pub(crate) fn scan() -> Question {
    let scans = ["jpg", "jpeg", "png", "pdf", "tif", "tiff", "bmp", "webp"];
    let kinds = vec![kind("照片与扫描件", "Photos and scans", &scans)];
    file("选择标准页面的照片或扫描件", "Choose a photo or scan of the page", kinds)
}

/// A photo from the site.
pub(crate) fn photo() -> Question {
    let kinds = vec![kind("照片", "Photos", &["jpg", "jpeg", "png"])];
    Question {
        answer: "SHUIHENG_E2E_PHOTO",
        ..file("选择现场照片", "Choose a photo from the site", kinds)
    }
}

/// A library to merge.
pub(crate) fn library() -> Question {
    let kinds = vec![kind("定额库文件", "Library files", &["json"])];
    file("选择定额库文件", "Choose a library file", kinds)
}

/// Where the library goes.
pub(crate) fn library_place(ending: &'static str) -> Question {
    place("导出定额库", "Export the library", format!("定额库.{ending}"), files_of(ending))
}

/// The logo of the firm.
pub(crate) fn logo() -> Question {
    let kinds = vec![kind("图片", "Pictures", &["png", "jpg", "jpeg"])];
    file("选择标志", "Choose a logo", kinds)
}

/// A firm's template to take over.
pub(crate) fn template() -> Question {
    file("导入报告模板", "Import a template of reports", templates())
}

/// Where the firm's template goes.
pub(crate) fn template_place() -> Question {
    let name = "报告模板.shtemplate".into();
    place("导出报告模板", "Export the template of reports", name, templates())
}

/// The folder of a workspace.
pub(crate) fn workspace() -> Question {
    folder("选择工作区文件夹", "Choose the folder of a workspace", "SHUIHENG_E2E_FOLDER")
}

/// The one of some endings that is meant, else the first.
fn known(ending: &str, endings: &[&'static str]) -> &'static str {
    endings.iter().find(|known| **known == ending).or(endings.first()).copied().unwrap_or_default()
}

/// An enterprise's name before what a file is, so that every file system takes it.
fn named(enterprise: &str, what: &str) -> String {
    let kept = |c: &char| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c);
    let name: String = enterprise.chars().filter(kept).take(60).collect();
    format!("{}{what}", name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_name(enterprise: &str, expected: &str) {
        assert_eq!(named(enterprise, "节水诊断报告.pdf"), expected);
    }

    #[test]
    fn a_file_is_named_after_the_enterprise() {
        check_name("嘉兴示例印染有限公司", "嘉兴示例印染有限公司节水诊断报告.pdf");
        check_name("示例/一厂: \"东区\"", "示例一厂 东区节水诊断报告.pdf");
        check_name("", "节水诊断报告.pdf");
    }
}
