//! The Sankey diagram of a site's water: bands as wide as their flow. What runs back to an
//! earlier node runs below the picture as a return band.

mod bands;
mod column;
mod flow;
mod paint;
mod place;

use crate::legend::legend;
use crate::network::Network;
use crate::{Measure, Scene};
use shuiheng_audit::{Lang, Text};
use std::collections::BTreeSet;

/// How a Sankey diagram is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct SankeyStyle {
    /// The language of the legend.
    pub lang: Lang,
    /// Ids of parents that are one node with the sums of their parts.
    pub folded: BTreeSet<String>,
    /// Width at least, pt; wider where names and columns need it.
    pub width: f64,
    /// Height of the bands at least, pt; higher where there are many nodes.
    pub height: f64,
}

impl Default for SankeyStyle {
    fn default() -> Self {
        Self { lang: Lang::Zh, folded: BTreeSet::new(), width: 700.0, height: 320.0 }
    }
}

/// Draws the Sankey diagram of a network. Recirculated water is drawn as a loop with its
/// figure and not to scale, since it is often many times the water taken in; flows that
/// are not known are thin dashed lines; flows of zero are not drawn, and negative ones are
/// named in the legend.
pub fn sankey(network: &Network, style: &SankeyStyle, measure: &dyn Measure) -> Scene {
    let seen = network.folded(&style.folded);
    let flows = flow::flows(&seen);
    let columns = column::columns(&seen, &flows);
    let placed = place::place(&seen, &flows, columns, (style, measure));
    let mut shapes = paint::paint(&seen, &flows, &placed, (measure, style.lang));
    let entries = paint::entries(&flows, style.lang);
    let (legend, height) = legend(&entries, (placed.height, placed.width), measure, style.lang);
    shapes.push(legend);
    let title = Text::new("水流向桑基图", "Sankey diagram of water");
    let count = (flows.forward.len() + flows.back.len(), flows.loops.len());
    let description = Text::new(
        format!("{} 股水流，{} 处循环；带宽与水量成比例，单位 m³/d。", count.0, count.1),
        format!("{} flows, {} loops; widths are to scale, m³/d.", count.0, count.1),
    );
    Scene {
        width: placed.width,
        height: placed.height + height,
        title: format!("{} {}", seen.title, title.get(style.lang)).trim().to_owned(),
        description: description.get(style.lang).to_owned(),
        shapes,
    }
}
