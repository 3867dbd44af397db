//! The journeys.

use crate::SCREEN;
use crate::page::Page;
use crate::site::Site;
use fantoccini::key::Key;
use serde_json::json;
use std::fs;

/// An enterprise with a unit that does not close.
const ENTERPRISE: &str = "海宁示例精细化工有限公司";
const WORKBOOK: &str = "chemical.xlsx";
const LEAKING_UNIT: &str = "水洗工序";
/// Enterprises of the sample program.
const SAMPLES: usize = 7;

/// Begins a diagnosis and takes over the workbook that the dialog picks.
pub(crate) async fn import(page: &Page) {
    page.press("new-diagnosis").await;
    page.fill("new-diagnosis-name", ENTERPRISE).await;
    page.press("new-diagnosis-create").await;
    page.press("import-choose").await;
    page.press("import-accept").await;
    page.gone("import-preview").await;
}

/// The row of a unit in the table of the balance.
async fn row_of(page: &Page, unit: &str) -> usize {
    page.find("unit-row-0").await;
    for row in 0.. {
        if page.read(&format!("unit-name-{row}")).await.contains(unit) {
            return row;
        }
    }
    unreachable!("rows go on until one is missing, which fails")
}

#[tokio::test]
async fn a_diagnosis_goes_from_the_first_start_to_the_report() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    let driver = site.driver();
    let mut page = Page::open(&driver, "diagnosis").await;

    page.find("start").await;
    page.shoot("first-start").await;
    page.press("new-diagnosis").await;
    page.fill("new-diagnosis-name", ENTERPRISE).await;
    page.press("new-diagnosis-create").await;
    page.press("import-choose").await;

    page.find("import-preview").await;
    let found = page.read("import-count-enterprise").await;
    assert!(found.contains(ENTERPRISE), "the workbook's enterprise reads {found}");
    page.find("doubt-0").await;
    page.shoot("preview").await;
    page.press("import-accept").await;
    page.gone("import-preview").await;

    page.press("tab-balance").await;
    let leaking = row_of(&page, LEAKING_UNIT).await;
    let closure = page.read(&format!("unit-closure-{leaking}")).await;
    assert!(closure.contains("不平衡"), "{LEAKING_UNIT}: {closure}");
    page.shoot("balance").await;

    page.press("tab-indicators").await;
    let rate = page.read("indicator-reuse_rate").await;
    assert!(rate.starts_with("93.4"), "the reuse rate reads {rate}");
    page.press("indicator-reuse_rate").await;
    assert!(page.read("explain-value").await.contains(&rate));
    page.find("explain-input-0")
        .await
        .find(CELL)
        .await
        .expect("a cell")
        .click()
        .await
        .expect("shown");
    page.find("sheet-piece").await;
    page.shoot("explained").await;
    let cell = page.read("sheet-piece-target").await;
    assert!(cell.chars().any(|c| c.is_ascii_digit()), "the cell reads `{cell}`");
    page.press("explain-close").await;

    choose_a_quota(&page).await;
    page.shoot("quota").await;

    page.press("tab-report").await;
    page.press("export-report").await;
    let path = page.read("report-path").await;
    assert!(path.contains("诊断报告.pdf"), "{path}");
    page.shoot("report").await;
    let text = site.report_text();
    assert!(text.contains(ENTERPRISE), "the report does not name the enterprise");
    assert!(text.contains(&rate), "the report does not state {rate}");
    page.close().await;
}

const CELL: fantoccini::Locator = fantoccini::Locator::Css("[data-testid^='cell-ref-']");

/// Chooses the first quota of the library for the first product.
async fn choose_a_quota(page: &Page) {
    assert!(page.read("verdict-0").await.contains("暂无定额"));
    page.press("quota-open-0").await;
    page.fill("quota-search", "印染").await;
    let line = fantoccini::Locator::Css("[data-testid='quota-panel'] li button");
    page.find("quota-panel")
        .await
        .find(line)
        .await
        .expect("a quota")
        .click()
        .await
        .expect("chosen");
    // The library's row is a historical one of another trade: it is taken with a reason only.
    page.fill("quota-reason", "演示选用理由").await;
    page.press("quota-reason-save").await;
    page.gone("quota-panel").await;
    page.read_until("comparison-0", |card| card.contains("印染行业")).await;
    page.read_until("verdict-0", |verdict| !verdict.contains("暂无定额")).await;
}

#[tokio::test]
async fn every_page_of_a_diagnosis_is_shown() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    let driver = site.driver();
    let mut page = Page::open(&driver, "pages").await;
    import(&page).await;

    for tab in
        ["profile", "files", "checks", "meters", "indicators", "survey", "findings", "report"]
    {
        page.press(&format!("tab-{tab}")).await;
        page.find(&format!("panel-{tab}")).await;
        page.shoot(tab).await;
    }
    page.press("tab-balance").await;
    for view in ["both", "diagram"] {
        page.press(&format!("view-{view}")).await;
        page.find("diagram").await;
        page.shoot(view).await;
    }
    page.close().await;
}

#[tokio::test]
async fn the_block_diagram_of_every_sample_is_shown() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    let driver = site.driver();
    let mut page = Page::open(&driver, "diagrams").await;

    page.press("load-samples").await;
    for sample in 0..SAMPLES {
        page.press(&format!("diagnosis-open-{sample}")).await;
        page.press("tab-balance").await;
        page.press("view-diagram").await;
        // The legend is drawn last.
        page.read_until("diagram", |words| words.contains("新水")).await;
        page.shoot(&format!("block-{sample}")).await;
        page.press("back").await;
    }
    page.close().await;
}

#[tokio::test]
async fn most_probable_flows_are_accepted_and_taken_back() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    let driver = site.driver();
    let mut page = Page::open(&driver, "probable").await;
    import(&page).await;

    page.press("tab-balance").await;
    let leaking = row_of(&page, LEAKING_UNIT).await;
    page.press("view-probable").await;
    let test = page.read("probable-test").await;
    assert!(test.contains("χ²"), "the global test reads {test}");
    page.find("probable-row-0").await;
    page.shoot("raw-and-probable").await;

    page.press("probable-accept-all").await;
    page.read_until("probable", |pane| !pane.contains("已采纳 0 股")).await;
    page.press("probable-use-accepted").await;
    page.press("view-table").await;
    let closure = format!("unit-closure-{leaking}");
    page.read_until(&closure, |words| !words.contains("不平衡")).await;
    assert!(page.read("adjusted").await.contains("采用校正值"));
    page.shoot("accepted").await;

    page.press("undo").await;
    page.read_until(&closure, |words| words.contains("不平衡")).await;
    page.close().await;
}

#[tokio::test]
async fn a_figure_is_changed_and_changed_back_at_the_keyboard_alone() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    let driver = site.driver();
    let mut page = Page::open(&driver, "keyboard").await;

    page.find("start").await;
    page.keys(&(Key::Control + "o")).await;
    page.find("import-accept").await;
    press_key_until(&page, Key::Tab, |focus| focus == "import-accept").await;
    page.keys(&Key::Enter).await;
    page.gone("import-preview").await;

    page.keys(&(Key::Alt + "3")).await;
    let row = row_of(&page, LEAKING_UNIT).await;
    let cell = format!("unit-cell-{row}-consumption");
    press_key_until(&page, Key::Tab, |focus| focus == "unit-name-0").await;
    press_key_until(&page, Key::Down, |focus| focus == format!("unit-name-{row}")).await;
    press_key_until(&page, Key::Right, |focus| focus == cell).await;
    let before = page.read(&cell).await;
    assert!(!before.contains("1234.5"));

    page.keys(&Key::Enter).await;
    press_key_until(&page, Key::Null, |focus| focus == "cell-editor-value").await;
    page.keys("1234.5").await;
    page.keys(&Key::Enter).await;
    let after = page.read_until(&cell, |text| text.contains("1234.5")).await;
    page.shoot("changed").await;
    page.keys(&(Key::Control + "z")).await;
    page.read_until(&cell, |text| text == before).await;
    page.keys(&(Key::Control + "y")).await;
    page.read_until(&cell, |text| text == after).await;
    page.close().await;
}

/// A balance with a column that no vocabulary knows: 园区乙水, 10 m³/d in all.
const DOUBTFUL: &str = "水平衡统计表,,,,,\n单位：m³/d,,,,,\n\
    用水单元,取水量,园区乙水,耗水量,排水量,漏失水量\n\
    染缸,10,5,1,14,0\n皂洗机,20,5,2,23,0\n";

#[tokio::test]
async fn a_doubt_is_resolved_in_the_import_view_at_the_keyboard() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    fs::write(site.picked(), DOUBTFUL).expect("a workbook");
    let driver = site.driver();
    let mut page = Page::open(&driver, "choosing").await;

    page.press("new-diagnosis").await;
    page.fill("new-diagnosis-name", ENTERPRISE).await;
    page.press("new-diagnosis-create").await;
    page.press("import-choose").await;
    page.read_until("import-count-intake", |intake| intake.contains("30.0")).await;
    page.read_until("import-meaning-2", |meaning| meaning.contains("未识别")).await;
    page.shoot("doubtful").await;

    press_key_until(&page, Key::Null, |focus| focus == "import-grid").await;
    for _ in 0..2 {
        page.keys(&Key::Right).await;
    }
    page.keys("\u{e032}").await;
    page.fill("choice-search", "再生").await;
    page.keys(&Key::Enter).await;
    page.read_until("import-count-intake", |intake| intake.contains("40.0")).await;
    page.read_until("import-meaning-2", |meaning| meaning.contains("再生水")).await;
    page.shoot("resolved").await;

    page.keys(&(Key::Control + "z")).await;
    page.read_until("import-count-intake", |intake| intake.contains("30.0")).await;
    page.keys(&(Key::Control + "y")).await;
    page.read_until("import-count-intake", |intake| intake.contains("40.0")).await;
    page.keys(&(Key::Control + &Key::Enter)).await;
    page.gone("import-preview").await;
    page.press("tab-balance").await;
    page.read_until("site-row", |row| row.contains("40")).await;
    page.close().await;
}

/// Presses a key as often as it takes to bring the focus somewhere.
pub(crate) async fn press_key_until(page: &Page, key: Key, there: impl Fn(&str) -> bool) {
    let mut way = Vec::new();
    for _ in 0..80 {
        let focus = page.focused_id().await;
        if there(&focus) {
            return;
        }
        way.push(focus);
        page.keys(&key).await;
    }
    panic!("the keyboard does not lead there, but to {way:?}");
}

#[tokio::test]
async fn a_refused_file_is_named_and_changes_nothing() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    let driver = site.driver();
    let mut page = Page::open(&driver, "refused").await;
    import(&page).await;
    page.press("tab-balance").await;
    let before = page.read("balance-table").await;

    fs::write(site.picked(), b"PK\x03\x04\x14\0\x06\0\x08\0").expect("a broken workbook");
    page.press("import").await;
    let told = page.read("notice-failure").await;
    assert!(told.contains("水平衡测试表.xlsx"), "the message does not name the file: {told}");
    page.shoot("refused").await;
    assert!(!page.has("import-preview").await);
    page.press("tab-balance").await;
    assert_eq!(page.read("balance-table").await, before);
    page.close().await;
}

#[tokio::test]
async fn a_restart_keeps_everything() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    let driver = site.driver();
    let page = Page::open(&driver, "restart").await;
    import(&page).await;
    page.press("tab-balance").await;
    let balance = page.read("balance-table").await;
    page.press("tab-indicators").await;
    let rate = page.read("indicator-reuse_rate").await;
    page.close().await;
    drop(driver);

    let driver = site.driver();
    let mut page = Page::open(&driver, "restart").await;
    page.press("diagnosis-open-0").await;
    page.press("tab-balance").await;
    assert_eq!(page.read("balance-table").await, balance);
    page.press("tab-indicators").await;
    assert_eq!(page.read("indicator-reuse_rate").await, rate);
    page.shoot("restarted").await;
    page.close().await;
}

/// What a page gone wrong might try, and what it must get.
#[tokio::test]
async fn the_page_can_do_only_what_it_was_given() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    let driver = site.driver();
    let page = Page::open(&driver, "guarded").await;
    page.find("start").await;

    for command in ["plugin:dialog|open", "plugin:opener|open_path", "plugin:window|close"] {
        let call =
            format!("window.__TAURI_INTERNALS__.invoke('{command}', {{ path: '/etc/passwd' }})");
        assert_eq!(page.outcome(&call).await, json!("refused"), "{command}");
    }
    let made_up =
        "window.__TAURI_INTERNALS__.invoke('preview_import', { id: 'x', handle: '/etc/passwd' })";
    assert_eq!(page.outcome(made_up).await, json!("refused"));
    assert_eq!(page.outcome("fetch('http://127.0.0.1:9/')").await, json!("refused"));
    assert_eq!(page.outcome("Promise.resolve(eval('1'))").await, json!("refused"));
    assert_eq!(page.script("return typeof window.__TAURI__").await, json!("undefined"));
    assert_eq!(
        page.script("return window.open('https://example.com') === null").await,
        json!(true)
    );
    page.script("location.href = 'https://example.com/'").await;
    page.find("start").await;
    assert_eq!(page.script("return location.protocol").await, json!("tauri:"));
    assert_eq!(page.outcome("window.__TAURI_INTERNALS__.invoke('start')").await, json!("given"));
    page.close().await;
}

#[tokio::test]
async fn an_answer_on_site_raises_a_finding_that_is_set_aside_with_a_reason() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample(WORKBOOK);
    let driver = site.driver();
    let mut page = Page::open(&driver, "findings").await;
    import(&page).await;

    page.press("tab-survey").await;
    page.press("answer-open_hose_seen-yes").await;
    page.press("tab-findings").await;
    page.press("finding-reject-0").await;
    page.find("finding-form").await;
    page.fill("finding-field-reason", "测试期间已停用").await;
    page.press("finding-save").await;
    page.press("rejected-all").await;
    page.find("rejected-0").await;
    page.shoot("rejected").await;
    page.close().await;
}
