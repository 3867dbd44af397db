//! Drawings: their shapes, how they are arranged, and the files that they become.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A drawing of a diagnosis, and how it is arranged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Diagram {
    /// The drawing; without shapes where there is nothing to draw.
    pub scene: Scene,
    /// Boxes that can be moved.
    pub boxes: Vec<DiagramBox>,
    /// Marks by which the hierarchy is folded and unfolded.
    pub folds: Vec<DiagramFold>,
    /// True where a person folded or moved something.
    pub arranged: bool,
}

/// A box that can be moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DiagramBox {
    /// The node that it stands for.
    pub id: String,
    /// Left edge, pt.
    pub x: f64,
    /// Upper edge, pt.
    pub y: f64,
    /// pt.
    pub width: f64,
    /// pt.
    pub height: f64,
}

/// A mark by which a workshop is folded or unfolded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DiagramFold {
    /// The node of the workshop.
    pub id: String,
    /// Its name.
    pub name: String,
    /// True where its parts are not seen.
    pub folded: bool,
    /// Middle of the mark, pt.
    pub x: f64,
    /// Middle of the mark, pt.
    pub y: f64,
}

/// What a person does to the block diagram.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DiagramChange {
    /// Folds or unfolds a workshop.
    Fold {
        /// Its node.
        node: String,
        /// Whether its parts are to be hidden.
        folded: bool,
    },
    /// Folds or unfolds all workshops.
    FoldAll {
        /// Whether parts are to be hidden.
        folded: bool,
    },
    /// Drops a box at a place.
    Drop {
        /// Its node.
        node: String,
        /// Of its middle, pt.
        x: f64,
        /// Of its middle, pt.
        y: f64,
    },
    /// Moves a box by a step.
    Step {
        /// Its node.
        node: String,
        /// left, right, up, down.
        step: String,
    },
    /// Takes back every fold and move: the layout is automatic again.
    Automatic,
}

/// A drawing that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PictureFile {
    /// Where it lies, for people.
    pub path: String,
    /// Bytes.
    pub bytes: u32,
    /// Characters that no face holds, if any.
    pub missing_characters: String,
}

/// A drawing: shapes in pt, y downwards. The window draws them as SVG.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Scene {
    /// Width, pt.
    pub width: f64,
    /// Height, pt.
    pub height: f64,
    /// What it shows, for screen readers.
    pub title: String,
    /// Shapes, painted in order.
    pub shapes: Vec<Shape>,
}

/// A shape of a drawing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shape {
    /// A path.
    Path {
        /// SVG path data.
        d: String,
        /// Colour `#rrggbb`; null: none.
        fill: Option<String>,
        /// 0 to 1.
        fill_opacity: f64,
        /// Colour; null: none.
        stroke: Option<String>,
        /// pt.
        stroke_width: f64,
        /// Dashes, pt; empty: solid.
        dash: Vec<f64>,
    },
    /// A line of text.
    Text {
        /// Left, middle or right by `anchor`.
        x: f64,
        /// Baseline.
        y: f64,
        /// pt.
        size: f64,
        /// Bold.
        bold: bool,
        /// start, middle, end.
        anchor: String,
        /// Colour.
        colour: String,
        /// The text.
        text: String,
    },
    /// Shapes that belong together: a unit's box.
    Group {
        /// The unit or other thing it stands for.
        id: String,
        /// Its name, for a tooltip and screen readers.
        label: String,
        /// Its shapes.
        shapes: Vec<Shape>,
    },
}
