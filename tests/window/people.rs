//! Two people at one laptop, the log of what they did, and what a crash leaves.

use crate::SCREEN;
use crate::journey::import;
use crate::page::Page;
use crate::site::Site;
use fantoccini::key::Key;
use std::time::Duration;

async fn enter(page: &Page, name: &str, reviews: bool) {
    page.fill("person-field-name", name).await;
    if reviews {
        page.press("person-field-reviewer").await;
    }
    page.press("person-save").await;
}

#[tokio::test]
async fn two_people_change_review_and_are_told_apart() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "people").await;
    import(&page).await;

    page.press("people").await;
    enter(&page, "示例诊断员", false).await;
    page.find("person-0-use").await;
    enter(&page, "示例复核员", true).await;
    page.find("person-1-use").await;
    page.read_until("people", |name| name == "示例诊断员").await;
    page.shoot("people").await;
    page.press("people").await;

    page.press("tab-profile").await;
    page.fill("field-employees", "420").await;
    page.keys(&Key::Tab).await;
    page.press("history-open").await;
    let change = page.read_until("history-entry-0", |entry| entry.contains("420 人")).await;
    assert!(change.contains("示例诊断员"), "it reads {change}");
    page.shoot("log").await;
    page.press("history-close").await;

    page.press("tab-report").await;
    page.find("sign-off-by").await;
    page.fill("sign-off-remark", "数据齐全").await;
    page.press("sign-off-sign").await;
    let signed = page.read_until("sign-off", |words| words.contains("没有变化")).await;
    assert!(signed.contains("示例复核员") && signed.contains("数据齐全"), "it reads {signed}");
    assert!(!page.has("issue-unsigned").await, "a signed report asks for no reason");
    page.shoot("signed").await;

    page.press("tab-profile").await;
    page.fill("field-employees", "421").await;
    page.keys(&Key::Tab).await;
    page.read_until("history-open", |_| true).await;
    page.press("tab-report").await;
    page.read_until("sign-off", |words| words.contains("已失效")).await;
    page.find("issue-unsigned").await;
    page.shoot("lapsed").await;

    page.press("people").await;
    page.press("person-1-use").await;
    page.read_until("people", |name| name == "示例复核员").await;
    page.press("people").await;
    page.press("undo").await;
    page.read_until("sign-off", |words| words.contains("没有变化")).await;
    page.press("history-open").await;
    let undone = page.read_until("history-entry-0", |entry| entry.contains("撤销")).await;
    assert!(undone.contains("示例复核员"), "it reads {undone}");
    let taken_back = page.read("history-entry-1").await;
    assert!(taken_back.contains("已撤销") && taken_back.contains("示例诊断员"));
    page.close().await;
}

#[tokio::test]
async fn a_crash_loses_nothing_that_stood_half_typed_for_a_second() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let page = Page::open(&driver, "crash").await;
    import(&page).await;
    page.press("tab-profile").await;
    page.fill("field-address", "示例路 8 号，未写完").await;
    // The one thing to be waited for is time itself.
    tokio::time::sleep(Duration::from_secs(2)).await;
    // Ends the program as a cut of power would.
    drop(driver);
    drop(page);

    let driver = site.driver();
    let mut page = Page::open(&driver, "crash").await;
    page.press("diagnosis-open-0").await;
    page.read_until("draft-0", |text| text == "示例路 8 号，未写完").await;
    page.shoot("recovered").await;
    page.press("draft-0-back").await;
    page.gone("drafts").await;
    page.keys(&Key::Tab).await;
    page.press("history-open").await;
    page.read_until("history-entry-0", |entry| entry.contains("示例路 8 号，未写完")).await;
    page.close().await;
}
