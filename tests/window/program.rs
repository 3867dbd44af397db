//! The program in the window: its dashboard and sums, reports of many diagnoses at once, and
//! packages from laptop to laptop.

use crate::SCREEN;
use crate::page::Page;
use crate::pages::looked_at;
use crate::site::Site;
use std::fs;

/// A sample whose report cannot be written in the journey of the batch.
const BLOCKED: &str = "海宁示例精细化工有限公司";
/// Diagnoses of the sample program.
const SAMPLES: usize = 7;

/// A window with the sample program.
async fn with_samples(page: &Page) {
    page.press("load-samples").await;
    page.find(&format!("diagnosis-row-{}", SAMPLES - 1)).await;
}

#[tokio::test]
async fn each_figure_of_the_dashboard_leads_to_its_diagnoses_and_the_sums_are_written() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "program").await;
    with_samples(&page).await;
    let progress = page.read("tile-progress-value").await;
    assert!(progress.starts_with("7／35"), "it reads {progress}");
    looked_at(&mut page, "dashboard").await;

    // One more, of which nothing but its name is known: counted, and in no sum.
    let before = page.read("tile-intake-value").await;
    page.press("new-diagnosis").await;
    page.fill("new-diagnosis-name", "平湖示例食品有限公司").await;
    page.press("new-diagnosis-create").await;
    page.press("back").await;
    page.read_until("tile-progress-value", |text| text.starts_with("8／35")).await;
    assert_eq!(page.read("tile-intake-value").await, before, "what is not known adds nothing");
    page.press("tile-intake-lack").await;
    page.read_until("behind", |text| text.contains("取水量不详")).await;
    page.gone("diagnosis-row-1").await;
    assert!(page.read("diagnosis-row-0").await.contains("平湖示例食品有限公司"));
    page.shoot("behind").await;
    page.press("behind-all").await;
    page.find(&format!("diagnosis-row-{SAMPLES}")).await;

    page.press("program-open").await;
    page.find("program-row-0").await;
    page.find("program-charts").await;
    looked_at(&mut page, "sums").await;
    page.script("document.querySelector('[data-testid=program-charts]').scrollIntoView()").await;
    page.shoot("charts").await;
    page.press("rollup-pdf").await;
    page.read_until("notice-done", |text| text.contains("汇总已写到")).await;
    let text = site.report_text();
    assert!(text.contains("企业节水诊断汇总报告") && text.contains("平湖示例食品有限公司"));

    // Back to the list, and the same in English.
    page.press("back").await;
    page.press("settings-open").await;
    page.press("language-en").await;
    page.read_until("program-open", |text| text == "Summary").await;
    page.find("tile-progress-value").await;
    looked_at(&mut page, "dashboard-english").await;
    // As much of the page as a small laptop shows at 200 %.
    page.resize(683, 384).await;
    page.shoot("dashboard-narrow").await;
    page.script("document.querySelector('.start-body').scrollTop = 200").await;
    page.shoot("list-narrow").await;
    page.resize(1366, 768).await;
    page.press("program-open").await;
    page.find("program-charts").await;
    looked_at(&mut page, "sums-english").await;
    page.press("program-open-0").await;
    page.find("diagnosis").await;
    page.close().await;
}

#[tokio::test]
async fn reports_of_many_are_written_from_the_first_page_and_failures_are_listed() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    // A folder stands where one of the reports was to be written.
    let folder = site.report().with_extension("folder");
    fs::create_dir_all(folder.join(format!("{BLOCKED}节水诊断报告.pdf"))).expect("a folder");
    let driver = site.driver();
    let mut page = Page::open(&driver, "batch").await;
    with_samples(&page).await;

    page.press("batch-open").await;
    looked_at(&mut page, "batch").await;
    page.press("batch-kind-xlsx").await;
    page.press("batch-start").await;
    // Progress tells which report is made.
    page.read_until("work", |text| text.contains("共 7 份")).await;
    page.shoot("under-way").await;
    let told = page.read_until("batch-done", |text| text.contains("未能写出")).await;
    assert!(told.contains("已写出 13 个文件") && told.contains("有 1 个文件未能写出"), "{told}");
    assert!(told.contains(BLOCKED), "{told}");
    page.shoot("failures").await;
    // The dashboard knows of the reports.
    page.read_until("tile-progress-lack", |text| text.contains("已出报告 6 家")).await;
    page.press("tile-progress-lack").await;
    page.gone(&format!("diagnosis-row-{}", SAMPLES - 1)).await;
    let files = fs::read_dir(&folder).expect("the folder").count();
    assert_eq!(files, 14, "seven workbooks, six reports and what stood in the way");
    page.close().await;
}

#[tokio::test]
async fn a_package_brings_back_what_was_removed() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "package").await;
    with_samples(&page).await;
    page.press("package-export").await;
    page.read_until("notice-done", |text| text.contains("7 项诊断已写到")).await;
    fs::copy(site.report().with_extension("shp"), site.picked()).expect("the package");

    let first = page.read("diagnosis-open-0").await;
    page.press("diagnosis-remove-0").await;
    page.press("diagnosis-remove-confirm").await;
    page.gone(&format!("diagnosis-row-{}", SAMPLES - 1)).await;
    page.press("package-import").await;
    let preview = page.read_until("packages", |text| text.contains("曾在本机删除，将恢复")).await;
    assert!(preview.contains(&first), "it names {first}: {preview}");
    looked_at(&mut page, "package").await;
    page.press("package-merge").await;
    page.find(&format!("diagnosis-row-{}", SAMPLES - 1)).await;
    page.read_until("notice-done", |text| text.contains("项诊断")).await;
    page.shoot("merged").await;
    page.close().await;
}
