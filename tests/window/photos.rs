//! Photos in the window: one is picked, captioned, seen large, printed, and taken back.

use crate::SCREEN;
use crate::journey::import;
use crate::page::Page;
use crate::site::Site;
use fantoccini::key::Key;

/// Comes true once the large photo is drawn.
const SEEN: &str = "new Promise((good, bad) => { \
    const look = (left) => { \
        const picture = document.querySelector('[data-testid=photo-large] img'); \
        if (picture && picture.complete && picture.naturalWidth > 0) good(); \
        else if (left === 0) bad(); \
        else setTimeout(look, 50, left - 1); \
    }; \
    look(100); })";

#[tokio::test]
async fn a_photo_of_the_site_is_captioned_printed_and_taken_back() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "photos").await;
    import(&page).await;

    page.press("tab-meters").await;
    page.press("photo-add-site").await;
    page.read_until("photos", |words| words.contains("水表房.png")).await;
    page.press("photo-site-0").await;
    // The policy of the page lets through what it was handed, and nothing from outside.
    assert_eq!(page.outcome(SEEN).await, "given", "the picture is drawn");
    page.fill("photo-caption", "总表房").await;
    page.keys(&Key::Tab).await;
    page.read_until("photos", |words| words.contains("总表房")).await;
    page.shoot("large").await;
    page.keys(&Key::Escape).await;
    page.read_until("photos", |words| words.contains("全厂")).await;

    // A reading has photos of its own.
    page.script(
        "document.querySelectorAll('[data-testid=panel-meters] details')
            .forEach((one) => { one.open = true; })",
    )
    .await;
    page.press("meter-reading-0-photos").await;
    page.press("photo-add-reading").await;
    page.find("photo-reading-0").await;
    page.read_until("meter-reading-0-photos", |words| words.contains("照片 1")).await;
    page.shoot("reading").await;
    page.press("undo").await;
    page.gone("photo-reading-0").await;

    page.press("tab-report").await;
    page.press("export-report").await;
    page.read_until("report-pages", |pages| pages.contains('页')).await;
    let text = site.report_text();
    assert!(text.contains("现场照片") && text.contains("总表房"), "the report prints it");

    page.press("tab-meters").await;
    page.press("photo-site-0").await;
    page.press("photo-remove").await;
    page.read_until("photos", |words| words.contains("尚无照片")).await;
    page.press("undo").await;
    page.read_until("photos", |words| words.contains("总表房")).await;
    page.close().await;
}
