//! What a person sets for the laptop, the first start, help and the guided tour.

use crate::SCREEN;
use crate::driver::Driver;
use crate::page::Page;
use crate::site::Site;
use fantoccini::key::Key;
use serde_json::json;

/// What stands on the root of the page.
async fn root_of(page: &Page, what: &str) -> String {
    let value = page.script(&format!("return document.documentElement.{what} ?? ''")).await;
    value.as_str().unwrap_or_default().to_owned()
}

/// Waits until the root of the page says so; the page may be loaded anew meanwhile.
async fn until(page: &Page, what: &str, wanted: &str) {
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while root_of(page, what).await != wanted {
        assert!(std::time::Instant::now() < deadline, "{what} is not {wanted}");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// Nothing reaches past the right edge of the window.
async fn is_not_cut(page: &Page, state: &str) {
    let over = page
        .script("const root = document.documentElement; return root.scrollWidth - root.clientWidth")
        .await;
    assert_eq!(over, json!(0), "the page is wider than the window: {state}");
}

#[tokio::test]
async fn language_theme_and_size_change_at_once_and_stay() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "settings").await;

    page.press("load-samples").await;
    page.press("diagnosis-open-0").await;
    page.press("tab-balance").await;
    page.press("settings-open").await;
    page.find("settings").await;
    page.shoot("settings").await;

    page.press("language-en").await;
    until(&page, "lang", "en").await;
    // The page comes back to where it was.
    page.read_until("tab-balance", |tab| tab.contains("Water balance")).await;
    page.shoot("english-balance").await;
    page.press("tab-indicators").await;
    page.shoot("english-indicators").await;
    page.press("tab-findings").await;
    page.shoot("english-findings").await;

    page.press("settings-open").await;
    page.press("theme-dark").await;
    until(&page, "dataset.theme", "dark").await;
    page.press("settings-close").await;
    page.press("tab-balance").await;
    page.shoot("dark-balance").await;
    page.press("settings-open").await;
    page.press("theme-contrast").await;
    until(&page, "dataset.theme", "contrast").await;
    page.press("settings-close").await;
    page.shoot("contrast-balance").await;

    page.press("settings-open").await;
    page.press("theme-light").await;
    page.press("language-zh").await;
    until(&page, "lang", "zh-CN").await;
    page.read_until("tab-balance", |tab| tab.contains("水平衡")).await;

    page.press("settings-open").await;
    for _ in 0..5 {
        // The driver aims beside what is shown larger.
        page.script("document.querySelector('[data-testid=scale-larger]').click()").await;
    }
    page.read_until("scale", |scale| scale.contains("150")).await;
    page.script("document.querySelector('[data-testid=settings-close]').click()").await;
    page.gone("settings").await;
    page.shoot("150-balance").await;
    is_not_cut(&page, "150 %").await;
    page.close().await;

    // What was set is there at the next start, before anything is shown.
    let page = Page::open(&driver, "settings").await;
    page.find("start").await;
    page.script("document.querySelector('[data-testid=settings-open]').click()").await;
    page.read_until("scale", |scale| scale.contains("150")).await;
    assert_eq!(root_of(&page, "dataset.theme").await, "light");
    page.close().await;
}

#[tokio::test]
async fn the_first_start_chooses_a_workspace_and_offers_the_tour() {
    let _screen = SCREEN.lock().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (config, data) = (folder.path().join("config"), folder.path().join("data"));
    let other = folder.path().join("另一处");
    std::fs::create_dir_all(&data).expect("a folder");
    std::fs::create_dir_all(&other).expect("a folder");
    let driver = Driver::start(&[
        ("SHUIHENG_CONFIG", config.as_os_str()),
        ("XDG_DATA_HOME", data.as_os_str()),
        ("SHUIHENG_E2E_FOLDER", other.as_os_str()),
    ]);
    let mut page = Page::open(&driver, "first-start").await;
    page.find("welcome").await;
    page.shoot("welcome").await;
    page.press("workspace-open-0").await;
    page.find("start").await;
    page.find("new-diagnosis").await;
    page.find("tour-offer").await;
    page.shoot("empty").await;

    page.press("tour-start").await;
    page.find("tour").await;
    page.press("tour-next").await;
    page.press("tour-next").await;
    page.read_until("tour-at", |at| at.starts_with('3')).await;
    page.shoot("tour").await;
    page.keys(&String::from(char::from(Key::Escape))).await;
    page.gone("tour").await;

    // Another folder, without a restart.
    page.press("settings-open").await;
    page.press("workspace-other").await;
    page.gone("settings").await;
    page.find("start").await;
    assert!(!page.has("tour-offer").await, "the tour was left and is offered again");
    page.close().await;

    let mut page = Page::open(&driver, "first-start").await;
    page.find("start").await;
    assert!(!page.has("welcome").await, "the workspace was not remembered");
    page.press("help-open").await;
    page.find("help-about").await;
    page.fill("help-search", "cflyl").await;
    page.read_until("help-terms", |terms| terms.contains("重复利用率")).await;
    page.shoot("help").await;
    page.close().await;
}
