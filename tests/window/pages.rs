//! Every page on a small and on a large screen: nothing is cut off, nothing keeps a person
//! out who reads with a screen reader or at the keyboard. The pictures are kept for people.

use crate::SCREEN;
use crate::journey::import;
use crate::page::{Page, root};
use crate::site::Site;
use serde_json::Value;

/// A small laptop, and a large screen.
const SIZES: [(u32, u32); 2] = [(1366, 768), (1920, 1080)];

const TABS: [&str; 9] = [
    "profile",
    "files",
    "balance",
    "checks",
    "meters",
    "indicators",
    "survey",
    "findings",
    "report",
];

#[tokio::test]
async fn every_page_fits_both_screens_and_is_open_to_everyone() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("dyeing.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "screens").await;
    page.find("start").await;
    looked_at(&mut page, "empty").await;
    import(&page).await;
    for tab in TABS {
        page.press(&format!("tab-{tab}")).await;
        page.find(&format!("panel-{tab}")).await;
        looked_at(&mut page, tab).await;
    }
    for part in ["content", "preview"] {
        page.press(&format!("report-part-{part}")).await;
        looked_at(&mut page, &format!("report-{part}")).await;
    }
    page.press("tab-balance").await;
    for view in ["both", "diagram", "probable"] {
        page.press(&format!("view-{view}")).await;
        page.find(if view == "probable" { "probable-row-0" } else { "diagram" }).await;
        looked_at(&mut page, &format!("balance-{view}")).await;
    }
    into_sight(&page, "probable-row-0").await;
    looked_at(&mut page, "probable-table").await;
    page.press("tab-meters").await;
    into_sight(&page, "meter-point-0").await;
    looked_at(&mut page, "points").await;
    page.press("tab-balance").await;
    page.press("view-table").await;
    page.press("live-reuse").await;
    page.find("explain-value").await;
    looked_at(&mut page, "explained").await;
    page.press("explain-close").await;
    for (open, shown) in
        [("palette-open", "palette"), ("help-open", "help"), ("settings-open", "settings")]
    {
        page.press(open).await;
        page.find(shown).await;
        looked_at(&mut page, shown).await;
        page.keys("\u{e00c}").await;
        page.gone(shown).await;
    }
    page.press("back").await;
    page.find("diagnosis-row-0").await;
    looked_at(&mut page, "start").await;
    page.press("library-open").await;
    page.find("library-row-0").await;
    looked_at(&mut page, "library").await;
    page.close().await;
}

#[tokio::test]
async fn anything_is_found_and_gone_to_from_the_palette() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "palette").await;
    import(&page).await;

    page.press("palette-open").await;
    // 水洗工序 by the initials of its pinyin.
    page.fill("palette-field", "sxgx").await;
    page.read_until("palette-line-0", |line| line.contains("水洗工序")).await;
    page.shoot("found").await;
    page.keys("\u{e007}").await;
    page.find("panel-balance").await;
    page.gone("palette").await;
    assert!(page.focused_id().await.starts_with("unit-") || page.has("unit-row-0").await);

    page.press("palette-open").await;
    page.fill("palette-field", "R").await;
    page.fill("palette-field", "重复利用率").await;
    page.read_until("palette-line-0", |line| line.contains("重复利用率")).await;
    page.keys("\u{e007}").await;
    assert!(page.read("explain-value").await.contains("93.4"));
    page.close().await;
}

#[tokio::test]
async fn a_change_moves_the_results_above_the_balance_at_once() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "live").await;
    import(&page).await;
    page.press("tab-balance").await;
    let before = page.read("live-intake").await;
    // 反应釜配料 takes 24.0 m³/d of tap water.
    page.press("unit-cell-1-withdrawal.tap").await;
    page.keys("124").await;
    page.keys("\u{e007}").await;
    let after = page.read_until("live-intake", |text| text.contains("697.6")).await;
    assert!(after.contains("597.6"), "it says what it was: {after}, from {before}");
    page.read_until("live-imbalance", |text| text.contains("不平衡")).await;
    page.shoot("moved").await;
    page.press("undo").await;
    page.read_until("live-intake", |text| text.starts_with("取水量") && text.contains("597.6"))
        .await;
    page.close().await;
}

/// Scrolls to what stands further down on a page.
pub(crate) async fn into_sight(page: &Page, id: &str) {
    page.find(id).await;
    let script = format!(
        "document.querySelector('[data-testid=\"{id}\"]').scrollIntoView({{ block: 'center' }})"
    );
    page.script(&script).await;
}

/// Looks at a page on both screens and in all themes: keeps a picture, and holds it to the rules.
pub(crate) async fn looked_at(page: &mut Page, name: &str) {
    for (width, height) in SIZES {
        page.resize(width, height).await;
        page.shoot(&format!("{name}-{width}")).await;
        let cut = page.script(CUT).await;
        assert_eq!(cut, Value::Array(Vec::new()), "{name} at {width} × {height} is cut off");
    }
    let (width, height) = SIZES[0];
    page.resize(width, height).await;
    let chosen = themed(page, None).await;
    for theme in [chosen.as_str(), "dark", "contrast"] {
        themed(page, Some(theme)).await;
        if theme != chosen {
            page.shoot(&format!("{name}-{theme}")).await;
        }
        let found = page.checked(&axe()).await;
        assert_eq!(found, Value::Array(Vec::new()), "{name}, {theme}: what keeps people out");
    }
    themed(page, Some(&chosen)).await;
}

/// Shows the page in another theme for a moment, and tells in which it was.
async fn themed(page: &Page, theme: Option<&str>) -> String {
    let set = theme.map(|theme| format!("root.theme = '{theme}';")).unwrap_or_default();
    let script = format!(
        "const root = document.documentElement.dataset; const was = root.theme; {set} return was"
    );
    page.script(&script).await.as_str().unwrap_or_default().to_owned()
}

/// What stands outside the window and cannot be scrolled to: the page never scrolls
/// sideways, only tables and drawings within it do.
const CUT: &str = "
    const scrolls = (element) => {
        for (let at = element.parentElement; at; at = at.parentElement) {
            const isPage = at.matches('.pane, main, body, html');
            const moves = /auto|scroll/.test(getComputedStyle(at).overflowX);
            if (!isPage && moves && at.scrollWidth > at.clientWidth) return true;
        }
        return false;
    };
    return [...document.querySelectorAll('button, a, input, select, textarea, h1, h2, .mark')]
        .filter((element) => element.checkVisibility())
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))
        .filter(([element]) => !scrolls(element))
        .map(([element]) => element.outerHTML.slice(0, 160));";

/// The checker of accessibility.
fn axe() -> String {
    let file = root().join("ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file).expect("axe-core is among the page's packages")
}
