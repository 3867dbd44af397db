//! The grid in the window: a figure is typed, filled down and taken back, rows are ordered and
//! filtered, and a register of thousands is pasted and looked through.

use crate::SCREEN;
use crate::journey::{import, press_key_until};
use crate::page::Page;
use crate::site::Site;
use fantoccini::key::Key;
use serde_json::json;
use std::fs;

/// A balance of four units; discharge is the third of its figures.
const BALANCE: &str = "水平衡统计表,,,,\n单位：m³/d,,,,\n\
    用水单元,取水量,耗水量,排水量,漏失水量\n\
    染缸,10,1,9,0\n皂洗机,20,2,18,0\n锅炉,30,20,10,0\n食堂,5,1,4,0\n";

/// Meters of a register that no screen holds.
const METERS: usize = 5000;

/// A diagnosis with the balance above, at its page of the balance.
async fn balance(page: &Page) {
    page.press("new-diagnosis").await;
    page.fill("new-diagnosis-name", "海宁示例印染有限公司").await;
    page.press("new-diagnosis-create").await;
    page.press("import-choose").await;
    page.press("import-accept").await;
    page.gone("import-preview").await;
    page.press("tab-balance").await;
    page.find("unit-row-3").await;
}

#[tokio::test]
async fn figures_are_typed_filled_and_taken_back_and_rows_ordered_and_filtered() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    fs::write(site.picked(), BALANCE).expect("a workbook");
    let driver = site.driver();
    let mut page = Page::open(&driver, "grid").await;
    balance(&page).await;

    press_key_until(&page, Key::Tab, |focus| focus == "unit-name-0").await;
    press_key_until(&page, Key::Right, |focus| focus == "unit-cell-0-discharge").await;
    page.keys(&Key::Enter).await;
    press_key_until(&page, Key::Null, |focus| focus == "cell-editor-value").await;
    page.keys("9.5").await;
    page.keys(&Key::Enter).await;
    page.read_until("unit-cell-0-discharge", |text| text.contains("9.5")).await;
    press_key_until(&page, Key::Null, |focus| focus == "unit-cell-1-discharge").await;
    page.keys(&Key::Up).await;

    let before = page.read("unit-cell-2-discharge").await;
    for _ in 0..2 {
        page.keys(&(Key::Shift + &Key::Down)).await;
    }
    page.read_until("grid-hint", |hint| hint.contains("已选 3 行 × 1 列")).await;
    page.keys(&(Key::Control + "d")).await;
    page.read_until("unit-cell-1-discharge", |text| text.contains("9.5")).await;
    page.read_until("unit-cell-2-discharge", |text| text.contains("9.5")).await;
    page.shoot("filled").await;
    page.keys(&(Key::Control + "z")).await;
    page.read_until("unit-cell-2-discharge", |text| text == before).await;
    assert!(page.read("unit-cell-1-discharge").await.contains("18"), "one undo takes all back");
    assert!(page.read("unit-cell-0-discharge").await.contains("9.5"), "and no more than that");

    page.keys(&(Key::Alt + &Key::Down)).await;
    press_key_until(&page, Key::Null, |focus| focus == "grid-sort-up").await;
    page.press("grid-sort-down").await;
    page.read_until("unit-name-0", |name| name.contains("皂洗机")).await;
    page.read_until("grid-order", |order| order.contains("降序")).await;
    page.shoot("ordered").await;
    page.fill("grid-filter-text", "18").await;
    page.gone("unit-row-1").await;
    page.read_until("grid-order", |order| order.contains("显示 1 / 4 行")).await;
    page.shoot("filtered").await;
    page.press("grid-clear").await;
    page.read_until("unit-name-0", |name| name.contains("染缸")).await;
    page.close().await;
}

/// Whether the cell with the keyboard is seen as a whole beside the columns that stay in sight,
/// and every figure that is not is covered.
const WHOLE: &str = "
    const cell = document.activeElement.closest('[data-row]');
    const frame = cell.closest('.grid-frame');
    const view = frame.getBoundingClientRect();
    const boxes = [...cell.parentElement.children].map((one) => [one, one.getBoundingClientRect()]);
    const stuck = boxes.filter(([one]) => one.classList.contains('is-frozen'));
    const first = stuck.filter(([one]) => one.style.left).map(([, box]) => box.right);
    const last = stuck.filter(([one]) => one.style.right).map(([, box]) => box.left);
    const from = Math.max(view.left, ...first);
    const to = Math.min(view.left + frame.clientWidth + 1, ...last);
    const covers = [...document.querySelectorAll('.grid-cut')].map((one) => one.getBoundingClientRect());
    const isCovered = (box) => covers.some((cover) =>
        cover.left <= Math.max(box.left, from) + 1 && cover.right >= Math.min(box.right, to) - 1);
    const own = cell.getBoundingClientRect();
    const isOwn = cell.classList.contains('is-frozen') || (own.left >= from - 1 && own.right <= to + 1);
    const cut = boxes
        .filter(([one]) => one.matches('.number:not(.is-frozen)'))
        .filter(([, box]) => box.right > from + 8 && box.left < to - 8)
        .filter(([, box]) => box.left < from - 8 || box.right > to + 8)
        .filter(([, box]) => !isCovered(box));
    return isOwn ? cut.map(([one]) => one.outerHTML.slice(0, 160)) : ['the cell itself: ' + own.left + ' ' + own.right];";

#[tokio::test]
async fn no_figure_is_read_in_part_between_columns_that_stay_in_sight() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("dyeing.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "sight").await;
    import(&page).await;
    page.press("tab-balance").await;
    page.press("all-items").await;
    press_key_until(&page, Key::Tab, |focus| focus == "unit-name-0").await;
    for (way, steps) in [(Key::Right, 18), (Key::Left, 12)] {
        for step in 0..steps {
            page.keys(&way).await;
            // Strips are drawn with the frame that follows.
            for left in (0..40).rev() {
                let found = page.script(WHOLE).await;
                if found == json!([]) {
                    break;
                }
                assert!(left > 0, "after {step} steps: {found}");
                tokio::time::sleep(std::time::Duration::from_millis(25)).await;
            }
        }
        page.shoot("scrolled").await;
    }
    page.close().await;
}

#[tokio::test]
async fn a_register_of_thousands_is_pasted_and_looked_through() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    fs::write(site.picked(), BALANCE).expect("a workbook");
    let driver = site.driver();
    let mut page = Page::open(&driver, "register").await;
    balance(&page).await;
    page.press("tab-meters").await;

    let lines: Vec<String> = (1..=METERS).map(|at| format!("SB-{at:04}\t二级")).collect();
    page.copy(&lines.join("\n")).await;
    page.press("meter-add").await;
    press_key_until(&page, Key::Null, |focus| focus == "meter-0-number-field").await;
    page.keys(&(Key::Control + "v")).await;
    page.read_until("meter-0-number", |number| number.contains("SB-0001")).await;

    let rows = page.script("return document.querySelectorAll('.grid-row').length").await;
    assert!(rows.as_u64().is_some_and(|rows| rows < 200), "{rows} rows are in the page");
    page.script(
        "const frame = document.querySelector('.grid-frame');
         frame.scrollTop = frame.scrollHeight;",
    )
    .await;
    page.read_until(&format!("meter-{}-number", METERS - 1), |number| number.contains("SB-5000"))
        .await;
    page.shoot("register").await;
    assert_eq!(
        page.script("return window.scrollY").await,
        json!(0),
        "the frame scrolls, not the page"
    );
    page.close().await;
}
