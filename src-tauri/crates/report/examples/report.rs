//! Writes the report of an invented enterprise, to look at it and to time it.
//!
//! `cargo run --release -p shuiheng-report --example report -- report.pdf [sections]`

#[path = "../tests/sample/mod.rs"]
mod sample;

use shuiheng_report::{RareFace, Typefaces, compose, layout, pdf};
use std::ops::ControlFlow;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "report.pdf".to_owned());
    let sections = arguments.next().map_or(Ok(0), |text| text.parse())?;
    let case = if sections > 0 { sample::large(sections) } else { sample::case() };
    let diagnosis = shuiheng_audit::diagnose(case, &sample::library());
    let start = Instant::now();
    let faces = Typefaces::new(RareFace::File("assets/fonts/ReportSans-Rare.ttf".into()));
    let document = compose(&diagnosis, &sample::meta());
    let composed = start.elapsed();
    let pages = layout(&document, &faces);
    let laid_out = start.elapsed();
    let bytes = pdf(&pages, &document.properties, &faces, &|_| ControlFlow::Continue(()))?;
    let written = start.elapsed();
    eprintln!(
        "{} pages, {} bytes; composed {composed:?}, laid out {laid_out:?}, written {written:?}; missing {:?}",
        pages.pages.len(),
        bytes.len(),
        pages.missing
    );
    std::fs::write(path, bytes)?;
    Ok(())
}
