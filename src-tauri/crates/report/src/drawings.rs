//! The drawings of a diagnosis: the report prints what the window shows.

use crate::meters::meters_network;
use crate::network::balance_network;
use shuiheng_audit::{Diagnosis, Lang};
use shuiheng_drawing::{
    A4_LANDSCAPE, BlockDiagram, BlockLayout, BlockStyle, Estimate, Front, SankeyStyle, Scene,
    front, meter_network, meter_sheets, sankey, sheets, workshops,
};
use std::collections::BTreeSet;

/// The block diagram that the window shows and that stands first in the report.
pub fn block_front(diagnosis: &Diagnosis, layout: &BlockLayout, lang: Lang) -> Front {
    let style = BlockStyle { lang, ..BlockStyle::default() };
    front(&balance_network(diagnosis, lang), layout, &style, &Estimate)
}

/// The block diagram on the sheets of the report; the first is that of [`block_front`].
pub fn block_sheets(diagnosis: &Diagnosis, layout: &BlockLayout) -> Vec<BlockDiagram> {
    sheets(&balance_network(diagnosis, Lang::Zh), layout, &BlockStyle::default(), &Estimate)
}

/// All workshops of the block diagram, for folding them at once.
pub fn block_workshops(diagnosis: &Diagnosis) -> BTreeSet<String> {
    workshops(&balance_network(diagnosis, Lang::Zh), &BlockStyle::default(), &Estimate)
}

/// The Sankey diagram: workshops as one node, or what a person folded.
pub fn flow_diagram(diagnosis: &Diagnosis, layout: &BlockLayout, lang: Lang) -> Scene {
    let network = balance_network(diagnosis, lang);
    let folded = match &layout.folded {
        Some(folded) => folded.clone(),
        None => network.workshops().iter().map(|node| node.id.clone()).collect(),
    };
    sankey(&network, &SankeyStyle { lang, folded, ..SankeyStyle::default() }, &Estimate)
}

/// The network of meters as one picture; none without a register.
pub fn meter_diagram(diagnosis: &Diagnosis, lang: Lang) -> Option<Scene> {
    let network = meters_network(diagnosis, lang);
    let has_any = !network.meters.is_empty();
    has_any.then(|| meter_network(&network, A4_LANDSCAPE, (&Estimate, lang)))
}

/// The network of meters on the sheets of the report: one, where it is legible, and then
/// that of [`meter_diagram`].
pub(crate) fn meter_diagrams(diagnosis: &Diagnosis) -> Vec<Scene> {
    meter_sheets(&meters_network(diagnosis, Lang::Zh), (&Estimate, Lang::Zh))
}
