//! The file dialogs: opened from here, never by the page. In the window journeys (feature
//! `e2e`) the environment answers in the person's place.

use crate::speech::{failure, say};
use shuiheng_api::view::Failure;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, MessageDialogKind};

/// Files that the import reads.
const WORKBOOKS: [&str; 8] = ["xlsx", "xlsm", "xlsb", "xls", "et", "ods", "csv", "txt"];

/// The workbook that a person picks; none when the dialog was left. Blocks.
pub(crate) fn choose_workbook(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_PICK").map(PathBuf::from);
    }
    dialog(window, say("选择水平衡工作簿", "Choose a water balance workbook"))
        .add_filter(say("工作簿与表格", "Workbooks and tables"), &WORKBOOKS)
        .add_filter(say("所有文件", "All files"), &["*"])
        .blocking_pick_file()
        .and_then(|file| file.into_path().ok())
}

/// Where a person wants the report; none when the dialog was left. Blocks.
pub(crate) fn choose_report(window: &AppHandle, enterprise: &str) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE").map(PathBuf::from);
    }
    dialog(window, say("导出诊断报告", "Export the report"))
        .add_filter(say("PDF 文件", "PDF files"), &["pdf"])
        .set_file_name(report_name(enterprise))
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

/// Where a person wants the report for Word; none when the dialog was left. Blocks.
pub(crate) fn choose_word(window: &AppHandle, enterprise: &str) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE")
            .map(|path| PathBuf::from(path).with_extension("docx"));
    }
    dialog(window, say("导出 Word 报告", "Export the report for Word"))
        .add_filter(say("Word 文件", "Word files"), &["docx"])
        .set_file_name(report_name(enterprise).replace(".pdf", ".docx"))
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

/// Where a person wants the workbook of forms; none when the dialog was left. Blocks.
pub(crate) fn choose_workbook_place(window: &AppHandle, enterprise: &str) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE")
            .map(|path| PathBuf::from(path).with_extension("xlsx"));
    }
    dialog(window, say("导出表格工作簿", "Export the workbook of forms"))
        .add_filter(say("工作簿", "Workbook"), &["xlsx"])
        .set_file_name(
            report_name(enterprise).replace("节水诊断报告.pdf", "水平衡测试及节水诊断表.xlsx"),
        )
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

/// The folder into which a person wants many reports; none when the dialog was left. Blocks.
pub(crate) fn choose_folder(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE")
            .map(|path| PathBuf::from(path).with_extension("folder"));
    }
    dialog(window, say("选择报告写到的文件夹", "Choose a folder for the reports"))
        .blocking_pick_folder()
        .and_then(|file| file.into_path().ok())
}

/// Where a person wants the sum of the program; none when the dialog was left. Blocks.
pub(crate) fn choose_rollup(window: &AppHandle, ending: &str) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE")
            .map(|path| PathBuf::from(path).with_extension(ending));
    }
    dialog(window, say("导出诊断汇总", "Export the summary of audits"))
        .add_filter(format!("{} 文件", ending.to_uppercase()), &[ending])
        .set_file_name(format!("企业节水诊断汇总.{ending}"))
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

/// The package of diagnoses that a person picks; none when the dialog was left. Blocks.
pub(crate) fn choose_package(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_PICK").map(PathBuf::from);
    }
    dialog(window, say("选择诊断包", "Choose a package of audits"))
        .add_filter(say("诊断包", "Packages of audits"), &["shp"])
        .blocking_pick_file()
        .and_then(|file| file.into_path().ok())
}

/// Where a person wants a package of diagnoses; none when the dialog was left. Blocks.
pub(crate) fn save_package(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE")
            .map(|path| PathBuf::from(path).with_extension("shp"));
    }
    dialog(window, say("导出诊断包", "Export a package of audits"))
        .add_filter(say("诊断包", "Packages of audits"), &["shp"])
        .set_file_name("节水诊断.shp")
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

/// The report that a person wants verified; none when the dialog was left. Blocks.
pub(crate) fn choose_pdf(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE").map(PathBuf::from);
    }
    dialog(window, say("核验报告", "Verify a report"))
        .add_filter(say("PDF 文件", "PDF files"), &["pdf"])
        .blocking_pick_file()
        .and_then(|file| file.into_path().ok())
}

/// Where a person wants the list of synonyms; none when the dialog was left. Blocks.
pub(crate) fn choose_list(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE").map(PathBuf::from);
    }
    dialog(window, say("导出表头同义词", "Export synonyms of headers"))
        .add_filter(say("CSV 文件", "CSV files"), &["csv"])
        .add_filter(say("工作簿", "Workbook"), &["xlsx"])
        .set_file_name("表头同义词.csv")
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

/// Where a person wants a copy of a workbook; none when the dialog was left. Blocks.
pub(crate) fn choose_copy(window: &AppHandle, name: &str) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE").map(PathBuf::from);
    }
    dialog(window, say("导出问题标注副本", "Export the marked copy"))
        .add_filter(say("工作簿", "Workbook"), &[name.rsplit('.').next().unwrap_or("xlsx")])
        .set_file_name(name)
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

/// The ending of a picture's file: one of those that the program writes.
pub(crate) fn picture_ending(format: &str) -> &'static str {
    ["svg", "png"].into_iter().find(|ending| *ending == format).unwrap_or("pdf")
}

/// Where a person wants a drawing; none when the dialog was left. Blocks.
pub(crate) fn choose_picture(window: &AppHandle, name: &str, ending: &str) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE").map(PathBuf::from);
    }
    dialog(window, say("导出图", "Export the picture"))
        .add_filter(files_of(ending), &[ending])
        .set_file_name(format!("{name}.{ending}"))
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

/// The photo or scan of a page that a person picks; none when the dialog was left. Blocks.
pub(crate) fn choose_scan(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_PICK").map(PathBuf::from);
    }
    dialog(window, say("选择标准页面的照片或扫描件", "Choose a photo or scan of the page"))
        .add_filter(
            say("照片与扫描件", "Photos and scans"),
            &["jpg", "jpeg", "png", "pdf", "tif", "tiff", "bmp", "webp"],
        )
        .blocking_pick_file()
        .and_then(|file| file.into_path().ok())
}

/// The photo from the site that a person picks; none when the dialog was left. Blocks.
pub(crate) fn choose_photo(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_PHOTO").map(PathBuf::from);
    }
    dialog(window, say("选择现场照片", "Choose a photo from the site"))
        .add_filter(say("照片", "Photos"), &["jpg", "jpeg", "png"])
        .blocking_pick_file()
        .and_then(|file| file.into_path().ok())
}

/// The library file that a person picks; none when the dialog was left. Blocks.
pub(crate) fn choose_library(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_PICK").map(PathBuf::from);
    }
    dialog(window, say("选择定额库文件", "Choose a library file"))
        .add_filter(say("定额库文件", "Library files"), &["json"])
        .blocking_pick_file()
        .and_then(|file| file.into_path().ok())
}

/// Where a person wants the library; none when the dialog was left. Blocks.
pub(crate) fn save_library(window: &AppHandle, ending: &str) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE").map(PathBuf::from);
    }
    dialog(window, say("导出定额库", "Export the library"))
        .add_filter(files_of(ending), &[ending])
        .set_file_name(format!("定额库.{ending}"))
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}
/// The logo that a person picks; none when the dialog was left. Blocks.
pub(crate) fn choose_logo(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_PICK").map(PathBuf::from);
    }
    dialog(window, say("选择标志", "Choose a logo"))
        .add_filter(say("图片", "Pictures"), &["png", "jpg", "jpeg"])
        .blocking_pick_file()
        .and_then(|file| file.into_path().ok())
}
/// The template that a person picks; none when the dialog was left. Blocks.
pub(crate) fn choose_template(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_PICK").map(PathBuf::from);
    }
    dialog(window, say("导入报告模板", "Import a template of reports"))
        .add_filter(say("报告模板", "Templates of reports"), &["shtemplate"])
        .blocking_pick_file()
        .and_then(|file| file.into_path().ok())
}
/// Where a person wants the template; none when the dialog was left. Blocks.
pub(crate) fn save_template(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_SAVE").map(PathBuf::from);
    }
    dialog(window, say("导出报告模板", "Export the template of reports"))
        .add_filter(say("报告模板", "Templates of reports"), &["shtemplate"])
        .set_file_name("报告模板.shtemplate")
        .blocking_save_file()
        .and_then(|file| file.into_path().ok())
}

/// The folder of a workspace that a person picks; none when the dialog was left. Blocks.
pub(crate) fn choose_workspace_folder(window: &AppHandle) -> Option<PathBuf> {
    if cfg!(feature = "e2e") {
        return std::env::var_os("SHUIHENG_E2E_FOLDER").map(PathBuf::from);
    }
    dialog(window, say("选择工作区文件夹", "Choose the folder of a workspace"))
        .blocking_pick_folder()
        .and_then(|folder| folder.into_path().ok())
}

/// What files of an ending are called.
fn files_of(ending: &str) -> String {
    let ending = ending.to_uppercase();
    say(format!("{ending} 文件"), format!("{ending} files"))
}

fn dialog(window: &AppHandle, title: &str) -> FileDialogBuilder<tauri::Wry> {
    let dialog = window.dialog().file().set_title(title);
    match window.get_webview_window("main") {
        Some(main) => dialog.set_parent(&main),
        None => dialog,
    }
}

/// A name that every file system takes.
fn report_name(enterprise: &str) -> String {
    let kept = |c: &char| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c);
    let name: String = enterprise.chars().filter(kept).take(60).collect();
    format!("{}节水诊断报告.pdf", name.trim())
}

/// The path with an ending such as `pdf`. The dialog asked about the name as it was typed, so a
/// file that only the ending leads to is not written over.
pub(crate) fn with_ending(path: PathBuf, ending: &str) -> Result<PathBuf, Failure> {
    if path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending)) {
        return Ok(path);
    }
    let mut name = path.into_os_string();
    name.push(format!(".{ending}"));
    let path = PathBuf::from(name);
    if path.exists() { Err(taken(&path)) } else { Ok(path) }
}

/// Tells a person something that the page does not know of.
pub(crate) fn warn(window: &AppHandle, message: &str) {
    window
        .dialog()
        .message(message)
        .title(say("水衡", "Shuiheng"))
        .kind(MessageDialogKind::Warning)
        .show(|_| {});
}

/// Shows a report in the system's viewer. Blocks.
pub(crate) fn open_in_viewer(report: &Path) -> Result<(), Failure> {
    let place = report.display();
    tauri_plugin_opener::open_path(report, None::<&str>).map_err(|error| {
        failure(
            if report.exists() { "internal" } else { "not_found" },
            (
                format!("无法打开报告 {place}：{error}"),
                format!("the report {place} cannot be opened: {error}"),
            ),
            (
                "请在文件管理器中找到该文件打开；若文件已移走，请重新导出。",
                "open it from the file manager; export it again if it was moved",
            ),
        )
    })
}

/// Shows a folder of the workspace in the system's file manager. Blocks.
pub(crate) fn open_folder(folder: &Path) -> Result<(), Failure> {
    tauri_plugin_opener::open_path(folder, None::<&str>).map_err(|error| Failure {
        code: "conflict".into(),
        message: format!("无法打开文件夹 {}：{error}", folder.display()),
        fix: "请在文件管理器中打开该文件夹。".into(),
    })
}

fn taken(path: &Path) -> Failure {
    let place = path.display();
    failure(
        "conflict",
        (
            format!("已有同名文件：{place}，没有覆盖。"),
            format!("there is a file {place} already; it was not written over"),
        ),
        (
            "请换一个文件名，或在对话框中选中该文件以确认覆盖。",
            "take another name, or pick that file in the dialog to write over it",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_name(enterprise: &str, expected: &str) {
        assert_eq!(report_name(enterprise), expected);
    }

    #[test]
    fn the_report_is_named_after_the_enterprise() {
        check_name("嘉兴示例印染有限公司", "嘉兴示例印染有限公司节水诊断报告.pdf");
        check_name("示例/一厂: \"东区\"", "示例一厂 东区节水诊断报告.pdf");
        check_name("", "节水诊断报告.pdf");
    }

    #[test]
    fn a_report_gets_its_ending_and_writes_over_nothing_unasked() {
        let taken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tauri");
        assert_eq!(with_ending("报告.PDF".into(), "pdf").unwrap(), Path::new("报告.PDF"));
        assert_eq!(with_ending(taken.clone(), "pdf").unwrap(), taken.with_extension("pdf"));
        let folder = tempfile::tempdir().unwrap();
        let written = folder.path().join("报告 1.2.pdf");
        std::fs::write(&written, b"%PDF").unwrap();
        assert_eq!(
            with_ending(folder.path().join("报告 1.2"), "pdf").unwrap_err().code,
            "conflict"
        );
        assert_eq!(with_ending(written.clone(), "pdf").unwrap(), written);
    }
}
