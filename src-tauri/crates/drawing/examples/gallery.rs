//! Writes sample pictures as SVG into a folder: `cargo run --example gallery -- FOLDER`.

#[path = "../tests/plant/mod.rs"]
mod plant;

use shuiheng_audit::Lang;
use shuiheng_drawing::{
    A3_LANDSCAPE, A4_LANDSCAPE, BlockStyle, ChartStyle, Estimate, SankeyStyle, Theme, bars,
    block_diagram, bullet, meter_network, sankey, svg,
};
use std::path::Path;
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let plants = [
        ("measured", plant::measured_plant()),
        ("10", plant::table_plant(10)),
        ("drained", plant::drained_plant(14)),
        ("25", plant::table_plant(25)),
        ("60", plant::table_plant(60)),
        ("300", plant::table_plant(300)),
    ];
    for (name, network) in &plants {
        let start = Instant::now();
        let drawing = block_diagram(network, &BlockStyle::default(), &Estimate);
        eprintln!(
            "block {name}: {:.0}×{:.0} pt, {:.2} pt on A4, {:.2} on A3, {:?}",
            drawing.scene.width,
            drawing.scene.height,
            drawing.text_on(A4_LANDSCAPE),
            drawing.text_on(A3_LANDSCAPE),
            start.elapsed()
        );
        std::fs::write(
            folder.join(format!("block-{name}.svg")),
            svg(&drawing.scene, Theme::Print),
        )?;
        let start = Instant::now();
        let folded = network.workshops().iter().map(|node| node.id.clone()).collect();
        let scene = sankey(network, &SankeyStyle { folded, ..SankeyStyle::default() }, &Estimate);
        eprintln!(
            "sankey {name}: {:.0}×{:.0} pt, {:?}",
            scene.width,
            scene.height,
            start.elapsed()
        );
        std::fs::write(folder.join(format!("sankey-{name}.svg")), svg(&scene, Theme::Print))?;
    }
    for (name, count, told) in [("10", 10, 10), ("60", 60, 7), ("untold", 30, 0)] {
        let network = plant::meters(count, told);
        let scene = meter_network(&network, A4_LANDSCAPE, (&Estimate, Lang::Zh));
        eprintln!("meters {name}: {:.0}×{:.0} pt", scene.width, scene.height);
        std::fs::write(folder.join(format!("meters-{name}.svg")), svg(&scene, Theme::Print))?;
    }
    let chart = ChartStyle::default();
    let scene = bullet(&plant::comparisons(), &chart, &Estimate);
    std::fs::write(folder.join("bullet.svg"), svg(&scene, Theme::Print))?;
    for (at, rows) in plant::charts().iter().enumerate() {
        let scene = bars(rows, &chart, &Estimate);
        std::fs::write(folder.join(format!("bars-{at}.svg")), svg(&scene, Theme::Print))?;
    }
    Ok(())
}
