//! Pictures of water: the block diagram (水平衡方框图), the Sankey diagram, the network of
//! meters (计量网络图) and charts.
//!
//! Each picture is a [`Scene`] of shapes at fixed positions, in pt with y downwards. Two
//! painters show it: [`svg`] for the window, and the report's own for the PDF. So both
//! show the same picture. Nothing here knows a PDF library or a window; widths of text
//! come from a [`Measure`] that the caller passes in.
//!
//! ```
//! use shuiheng_drawing::*;
//!
//! let node = |id: &str, kind| Node {
//!     id: id.into(),
//!     name: id.into(),
//!     kind,
//!     rows: vec![],
//!     parent: None,
//!     state: None,
//! };
//! let network = Network {
//!     title: "嘉兴示例印染有限公司".into(),
//!     nodes: vec![node("自来水", NodeKind::Source), node("染色机", NodeKind::Unit)],
//!     links: vec![Link {
//!         from: "自来水".into(),
//!         to: "染色机".into(),
//!         kind: LinkKind::Fresh,
//!         value: Some(612.2),
//!         label: String::new(),
//!     }],
//! };
//! let drawing = block_diagram(&network, &BlockStyle::default(), &Estimate);
//! assert!(svg(&drawing.scene, Theme::Print).contains("612.2"));
//! ```

mod block;
mod chart;
mod ink;
mod isotonic;
mod legend;
mod lettering;
mod measure;
mod meters;
mod network;
mod qr;
mod sankey;
mod scene;
mod svg;
mod walk;
mod words;

pub use block::{
    A3_LANDSCAPE, A4_LANDSCAPE, BlockDiagram, BlockLayout, BlockStyle, Fold, Front, Placed, Slot,
    Step, block_diagram, front, sheets, workshops,
};
pub use chart::{
    Arrangement, BarRow, BarSeries, Bars, Better, Bullet, ChartStyle, ColumnOf, Columns, bars,
    bullet, columns,
};
pub use ink::{Ink, Rgb, Theme};
pub use measure::{Estimate, Measure};
pub use meters::{MeterNetwork, MeterNode, Verification, meter_network, meter_sheets};
pub use network::{Link, LinkKind, Network, Node, NodeKind, Sink, State};
pub use qr::qr_code;
pub use sankey::{SankeyStyle, sankey};
pub use scene::{Anchor, Fill, Point, Scene, Segment, Shape, Stroke, Weight, path_data};
pub use svg::svg;
