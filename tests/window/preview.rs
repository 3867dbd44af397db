//! The report before it is written: its pages on screen, and an outline that is changed.

use crate::SCREEN;
use crate::journey::import;
use crate::page::Page;
use crate::site::Site;
use fantoccini::key::Key;

/// Comes true once the page of the report is drawn.
const SEEN: &str = "new Promise((good, bad) => { \
    const look = (left) => { \
        const picture = document.querySelector('[data-testid=preview-page]'); \
        if (picture && picture.complete && picture.naturalWidth > 0) good(); \
        else if (left === 0) bad(); \
        else setTimeout(look, 50, left - 1); \
    }; \
    look(200); })";

/// Shows a part of the page of the report.
async fn part(page: &Page, name: &str) {
    page.press(&format!("report-part-{name}")).await;
}

/// The chapters that can be gone to, in their order, once they are as expected.
async fn chapters(page: &Page, good: impl Fn(&[String]) -> bool) -> Vec<String> {
    page.find("preview-chapter").await;
    for _ in 0..600 {
        let found = shown(page).await;
        if good(&found) {
            return found;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the chapters are still {:?}", shown(page).await);
}

async fn shown(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[data-testid=preview-chapter] option')]
        .map((option) => option.textContent.trim())";
    let found = page.script(script).await;
    let found = found.as_array().cloned().unwrap_or_default();
    found.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
}

/// Where the first chapter stands that is called so.
fn place(chapters: &[String], title: &str) -> Option<usize> {
    chapters.iter().position(|chapter| chapter.contains(title))
}

#[tokio::test]
async fn the_report_is_looked_through_page_by_page_and_its_outline_is_changed() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "preview").await;
    import(&page).await;
    page.press("tab-report").await;
    part(&page, "preview").await;
    let at = page.read_until("preview-at", |text| text.starts_with("第 1／")).await;
    assert!(at.contains("封面"), "it reads {at}");
    assert_eq!(page.outcome(SEEN).await, "given", "the cover is drawn");
    page.shoot("cover").await;
    page.press("preview-next").await;
    page.read_until("preview-at", |text| text.starts_with("第 2／")).await;
    page.find("preview-frame").await;
    page.script("document.querySelector('[data-testid=preview-frame]').focus()").await;
    page.keys(&Key::PageDown).await;
    page.read_until("preview-at", |text| text.starts_with("第 3／")).await;
    page.keys(&Key::End).await;
    page.read_until("preview-at", |text| !text.starts_with("第 3／")).await;
    assert_eq!(page.outcome(SEEN).await, "given", "the last page is drawn");
    page.keys(&Key::Home).await;
    page.read_until("preview-at", |text| text.starts_with("第 1／")).await;

    let is_shipped = |all: &[String]| {
        let (water, metering) = (place(all, "用水现状"), place(all, "计量现状"));
        water.is_some() && water < metering && place(all, "数据溯源").is_some()
    };
    chapters(&page, is_shipped).await;

    part(&page, "content").await;
    page.press("outline-metering-up").await;
    page.press("outline-tracing-show").await;
    page.shoot("outline").await;
    part(&page, "preview").await;
    page.read_until("preview-at", |text| text.starts_with("第 1／")).await;
    let metering_first =
        |all: &[String]| place(all, "计量现状").is_some_and(|at| Some(at) < place(all, "用水现状"));
    chapters(&page, |all| metering_first(all) && place(all, "数据溯源").is_none()).await;
    page.shoot("reordered").await;

    // One undo for each change.
    page.press("undo").await;
    chapters(&page, |all| metering_first(all) && place(all, "数据溯源").is_some()).await;
    page.press("undo").await;
    chapters(&page, is_shipped).await;
    page.close().await;
}
