//! What the window takes, measured in the real one: from starting the program to a page
//! that can be used, its memory, and from a figure typed into a balance of 500 units to its
//! new results on the screen. Started by `cargo xtask bench`; prints a page of Markdown.

#![allow(clippy::expect_used, reason = "a measurement that cannot go on ends")]
#![allow(dead_code, reason = "the journeys use more of the page than this does")]

#[path = "../window/driver.rs"]
mod driver;
#[path = "../window/page.rs"]
mod page;
mod plant;
#[path = "../window/site.rs"]
mod site;

use fantoccini::key::Key;
use page::Page;
use site::Site;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const EDITS: usize = 21;
const STARTS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("\n## The window\n");
    starts().await;
    edits().await;
}

/// Starts the window several times over a workspace that holds the balance.
async fn starts() {
    let site = large_site();
    let mut took = Vec::new();
    let mut memory = 0.0;
    for _ in 0..STARTS {
        let driver = site.driver();
        let begun = since_epoch();
        let page = Page::open(&driver, "bench-start").await;
        page.find("start").await;
        let usable = page.script(USABLE).await.as_f64().expect("the page says when it was usable");
        took.push(usable - begun);
        memory = driver.memory();
        page.close().await;
    }
    row("from starting to a usable page, ms", &mut took);
    println!("- memory of the program and its web view (PSS): {:.0} MB", memory / 1e6);
}

/// When the first page could be used, ms since 1970.
const USABLE: &str = "
    const [mark] = performance.getEntriesByName('usable');
    return performance.timeOrigin + mark.startTime;";

async fn edits() {
    let site = large_site();
    let driver = site.driver();
    let page = Page::open(&driver, "bench-edit").await;
    page.press("new-diagnosis").await;
    page.fill("new-diagnosis-name", "示例大型企业").await;
    page.press("new-diagnosis-create").await;
    page.press("import-choose").await;
    page.press("import-accept").await;
    page.gone("import-preview").await;
    page.press("tab-balance").await;
    page.find("live-intake").await;
    page.script(WATCH).await;
    page.press("unit-cell-3-withdrawal.tap").await;
    let (mut painted, mut next_frame) = (Vec::new(), Vec::new());
    for edit in 0..EDITS {
        // What is under the focus is overwritten by typing, as in a spreadsheet.
        page.keys(&format!("{}", 200 + edit)).await;
        page.keys(&Key::Enter).await;
        let [drawn, next] = taken(&page, edit + 1).await;
        painted.push(drawn);
        next_frame.push(next);
    }
    // The first change also warms what only runs once.
    let what =
        format!("a figure in a balance of {} units: from Enter to its new results", plant::UNITS);
    row(&format!("{what} painted, ms"), &mut painted[1..]);
    row(&format!("{what} painted and the next frame begun, ms"), &mut next_frame[1..]);
    page.close().await;
}

/// Notes for each change when the frame with the new results was painted, and when the frame
/// after it began: what was posted from within a frame runs behind its painting.
const WATCH: &str = "
    window.took = [];
    let begun = null;
    addEventListener('keydown', (event) => {
        if (event.key === 'Enter') begun = performance.now();
    }, true);
    new MutationObserver(() => {
        const since = begun;
        if (since === null) return;
        begun = null;
        requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => {
                const drawn = performance.now() - since;
                requestAnimationFrame(() => {
                    window.took.push([drawn, performance.now() - since]);
                });
            };
            painted.port2.postMessage(null);
        });
    }).observe(document.querySelector('[data-testid=\"live-intake\"]'),
        { subtree: true, childList: true, characterData: true });";

async fn taken(page: &Page, count: usize) -> [f64; 2] {
    // The page answers no questions while it is measured.
    tokio::time::sleep(Duration::from_millis(400)).await;
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let took = page.script("return window.took").await;
        if let Some(last) = took.as_array().and_then(|took| took.get(count - 1)) {
            return [0, 1].map(|at| last[at].as_f64().expect("a time"));
        }
        assert!(Instant::now() < deadline, "the results did not move");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn row(what: &str, took: &mut [f64]) {
    took.sort_by(f64::total_cmp);
    let (least, middle, most) = (took[0], took[took.len() / 2], took[took.len() - 1]);
    println!("- {what}: {least:.0} / {middle:.0} / {most:.0} ({} turns)", took.len());
}

fn since_epoch() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs_f64() * 1e3
}

/// A workspace whose dialog picks a balance of many units, each of which closes.
fn large_site() -> Site {
    let site = Site::with_sample("dyeing.xlsx");
    std::fs::write(site.picked(), plant::balance()).expect("a workbook");
    site
}
