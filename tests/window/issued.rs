//! The final report in the window: not before what it rests on stands; then under a number,
//! kept and verified.

use crate::SCREEN;
use crate::journey::import;
use crate::page::Page;
use crate::site::Site;

#[tokio::test]
async fn a_final_report_waits_for_what_nobody_confirmed_or_accepted() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "final").await;
    import(&page).await;

    page.press("tab-report").await;
    page.read_until("issue-number", |_| true).await;
    let may = "return document.querySelector('[data-testid=issue-report]').disabled";
    assert_eq!(page.script(may).await, true, "nothing is confirmed yet");
    page.find("reliances").await;
    page.press("reliance-all").await;
    page.fill("reliance-note", "正式文本未取得，待核实").await;
    page.press("reliance-accept").await;
    page.read_until("reliance-state", |state| state.contains("未核实 0 项")).await;
    page.shoot("accepted").await;
    page.fill("issue-number", "嘉水诊2026-007").await;
    page.press("issue-report").await;
    page.read_until("report-pages", |pages| pages.contains('页')).await;
    let issued = page.read("issued-0").await;
    assert!(issued.contains("嘉水诊2026-007"), "it reads {issued}");
    page.press("verify-report").await;
    page.read_until("verification", |words| words.contains("原件")).await;
    page.shoot("issued").await;
    let text = site.report_text();
    assert!(text.contains("嘉水诊2026-007") && text.contains("报告核验"));
    assert!(!text.contains("诊断报告（征求意见稿）"), "no page is marked a draft");
    page.close().await;
}
