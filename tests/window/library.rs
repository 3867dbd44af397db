//! The journey of a quota table: from the clipboard into the library, checked and confirmed.

use crate::SCREEN;
use crate::page::Page;
use crate::site::Site;
use fantoccini::key::Key;

/// Rows of the table.
const ROWS: usize = 100;
/// The row whose levels are out of order, and the one whose unit is none.
const DISORDERED: usize = 50;
const UNITLESS: usize = 60;

/// A hundred invented rows, as a spreadsheet puts them on the clipboard.
fn table() -> String {
    let mut text =
        String::from("示例用水定额（GB/T 99999.7—2020）\n产品名称\t单位\t领跑值\t先进值\t通用值\n");
    for row in 1..=ROWS {
        let levels = if row == DISORDERED { "3\t2\t1" } else { "1\t2\t3" };
        let unit = if row == UNITLESS { "千克" } else { "m3/t" };
        text.push_str(&format!("产品{row}\t{unit}\t{levels}\n"));
    }
    text
}

#[tokio::test]
async fn a_hundred_pasted_quotas_are_in_checked_and_confirmed() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "library").await;

    page.find("start").await;
    page.press("library-open").await;
    page.find("library-row-0").await;
    page.shoot("library").await;

    page.copy(&table()).await;
    page.press("library-import").await;
    page.press("quota-paste").await;
    page.keys(&(Key::Control + "v")).await;
    page.read_until("quota-counts", |counts| counts.contains("共 100 行：无疑点 98")).await;
    // The first row stands on line 3, below the caption and the head.
    let disordered = page.read(&format!("quota-row-{}", DISORDERED + 2)).await;
    assert!(disordered.contains("次序有误"), "{disordered}");
    let unitless = page.read(&format!("quota-row-{}", UNITLESS + 2)).await;
    assert!(unitless.contains("千克"), "{unitless}");
    page.shoot("looked-at").await;

    page.press("quota-accept").await;
    page.gone("quota-table").await;
    page.fill("library-search", "99999.7").await;
    page.read_until("library-row-97", |row| row.contains("产品")).await;
    assert!(!page.has("library-row-98").await, "two rows were left out");
    page.read_until("library-state-0", |state| state.contains("未核实")).await;
    page.shoot("taken").await;

    page.press("library-select-all").await;
    page.press("library-confirm-selected").await;
    page.fill("confirm-field-by", "示例审核员").await;
    page.fill("confirm-field-document", "GB/T 99999.7-2020").await;
    page.fill("confirm-field-clause", "第 3 页 表 1").await;
    page.shoot("confirming").await;
    page.press("confirm-save").await;
    page.gone("confirm-form").await;
    page.read_until("library-state-97", |state| state.contains("已核实")).await;
    page.read_until("library-count", |count| count.contains("已核实 98／")).await;
    page.shoot("confirmed").await;

    // What was confirmed in one act is taken back and done again in one.
    page.press("undo").await;
    page.read_until("library-count", |count| count.contains("已核实 0／")).await;
    page.press("redo").await;
    page.read_until("library-count", |count| count.contains("已核实 98／")).await;
    page.close().await;
}
