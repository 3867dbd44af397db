//! Indicators and metering in the window: what is missing is typed where it is missed, and a
//! requirement is changed and restored.

use crate::SCREEN;
use crate::journey::import;
use crate::page::Page;
use crate::pages::{into_sight, looked_at};
use crate::site::Site;
use fantoccini::key::Key;

#[tokio::test]
async fn a_requirement_is_changed_and_a_missing_figure_is_typed_in() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("chemical.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "metering").await;
    import(&page).await;

    page.press("tab-meters").await;
    let level = page.read("metering-level-2").await;
    assert!(level.contains("60.00"), "three of five workshops have a meter: {level}");
    let missed = page.read("requirement-GB24789-EQ-2").await;
    assert!(missed.contains("未达到") && missed.contains("未核实"), "it reads {missed}");
    page.shoot("metering").await;
    page.press("requirement-edit-GB24789-EQ-2").await;
    page.fill("requirement-field-value", "60").await;
    page.fill("requirement-field-source", "本单位计量管理制度").await;
    page.press("requirement-save").await;
    let met = page.read_until("requirement-GB24789-EQ-2", |row| !row.contains("未达到")).await;
    assert!(met.contains("本单位计量管理制度"), "it reads {met}");
    page.press("requirement-edit-GB24789-EQ-2").await;
    page.press("requirement-reset").await;
    page.read_until("requirement-GB24789-EQ-2", |row| row.contains("未达到")).await;

    page.press("tab-indicators").await;
    page.read_until("indicator-compliant_discharge_rate", |rate| rate == "—").await;
    page.fill("fact-全厂-compliant_discharge", "200").await;
    page.keys(&Key::Enter).await;
    page.read_until("indicator-compliant_discharge_rate", |rate| rate != "—").await;
    page.press("indicator-compliant_discharge_rate").await;
    assert!(page.read("explain-formula").await.contains("Kd=Vd′/Vd×100"));
    page.shoot("indicators").await;
    page.close().await;
}

#[tokio::test]
async fn water_of_years_is_looked_through_in_a_grid_and_led_back_to_its_cell() {
    let _screen = SCREEN.lock().await;
    let site = Site::with_sample("cogeneration.xlsx");
    let driver = site.driver();
    let mut page = Page::open(&driver, "use").await;
    import(&page).await;
    page.press("tab-files").await;
    into_sight(&page, "use-table-annual").await;
    looked_at(&mut page, "annual").await;
    let first = "return document.querySelector('[data-testid=use-table-annual] td.number button')
        .closest('td').dataset.testid";
    let cell = page.script(first).await;
    let cell = cell.as_str().expect("a figure with a cell");
    let text = page.read(cell).await;
    assert!(text.chars().any(|c| c.is_ascii_digit()), "it reads {text}");
    page.script(&format!("document.querySelector('[data-testid=\"{cell}\"]').focus()")).await;
    page.keys(&Key::Enter).await;
    page.find("sheet-piece").await;
    page.shoot("origin").await;
    page.close().await;
}
