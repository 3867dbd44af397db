//! Pages of things at fixed places: what every painter translates and none decides.
//!
//! Lengths are in pt; the origin is the top left corner of the page and y runs down.

use crate::bitmap::Bitmap;
use crate::document::{Anchor, Attachment};
use crate::typeface::Face;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour(pub u8, pub u8, pub u8);

/// Text of one face and size on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// Where it begins.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// Height of the em.
    pub size: f64,
    /// The face; every character is in it.
    pub face: Face,
    /// Its colour.
    pub colour: Colour,
    /// Space added after every character.
    pub tracking: f64,
    /// How wide it is, tracking included.
    pub width: f64,
    /// The characters.
    pub text: String,
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Begins at a point.
    Move(f64, f64),
    /// A straight line to a point.
    Line(f64, f64),
    /// A cubic curve: two control points and the end.
    Curve([f64; 6]),
    /// Back to the beginning.
    Close,
}

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Its colour.
    pub colour: Colour,
    /// From 0, clear, to 1, solid.
    pub alpha: f64,
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width.
    pub width: f64,
    /// Lengths of dashes and gaps; empty for a solid line.
    pub dash: Vec<f64>,
}

/// A path that is filled, drawn, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its steps.
    pub steps: Vec<Step>,
    /// Its filling.
    pub fill: Option<Fill>,
    /// Its line.
    pub stroke: Option<Stroke>,
}

/// An area that leads to a place when clicked.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Where it leads.
    pub target: Anchor,
    /// The words that it lies over.
    pub words: String,
}

/// A picture of pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The pixels.
    pub bitmap: Arc<Bitmap>,
}

/// A thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Text.
    Text(TextRun),
    /// A path.
    Shape(Shape),
    /// A link.
    Link(Link),
    /// A picture of pixels.
    Image(Image),
}

/// What a piece of a page is, for readers who do not see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading of a level, from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of its header.
    HeadCell,
    /// A cell.
    Cell,
    /// A figure.
    Figure,
    /// The words of a table or a figure.
    Caption,
}

/// An element of the structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The element that it is part of; none at the top.
    pub parent: Option<usize>,
    /// What a figure shows, in words.
    pub alt: String,
}

/// Items of a page that are a piece of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// The first item.
    pub from: usize,
    /// After the last.
    pub to: usize,
    /// The element.
    pub element: usize,
}

/// The number that a page carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folio {
    /// None: the cover.
    None,
    /// A Roman numeral: before the first chapter.
    Roman(usize),
    /// An Arabic numeral.
    Arabic(usize),
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Its number.
    pub folio: Folio,
    /// What stands on it, in painting order.
    pub items: Vec<Item>,
    /// Which of them are pieces of what, in their order; the others are decoration.
    pub tags: Vec<Tagged>,
}

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Index of the page, from 0.
    pub page: usize,
    /// Distance from the top of the page.
    pub y: f64,
}

/// A bookmark.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// 1 for chapters, 2 and 3 below them.
    pub level: u8,
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub spot: Spot,
}

/// The laid out report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The pages.
    pub pages: Vec<Page>,
    /// Bookmarks in reading order.
    pub bookmarks: Vec<Bookmark>,
    /// Where the anchors stand.
    pub places: BTreeMap<Anchor, Spot>,
    /// Characters that no face has; each was replaced by □.
    pub missing: BTreeSet<char>,
    /// Behind the text of every page but the cover; its middle is at the origin.
    pub watermark: Option<Shape>,
    /// A file within the PDF.
    pub attachment: Option<Attachment>,
    /// What the pages hold, in reading order; a part stands after the whole.
    pub elements: Vec<Element>,
}

impl Shape {
    /// A straight line.
    pub fn line(from: (f64, f64), to: (f64, f64), width: f64, colour: Colour) -> Self {
        Self {
            steps: vec![Step::Move(from.0, from.1), Step::Line(to.0, to.1)],
            fill: None,
            stroke: Some(Stroke { colour, width, dash: Vec::new() }),
        }
    }

    /// A rectangle: left, top, width, height.
    pub fn rectangle([x, y, width, height]: [f64; 4]) -> Self {
        Self {
            steps: vec![
                Step::Move(x, y),
                Step::Line(x + width, y),
                Step::Line(x + width, y + height),
                Step::Line(x, y + height),
                Step::Close,
            ],
            fill: None,
            stroke: None,
        }
    }

    /// The same path, filled with a colour.
    pub fn filled(self, colour: Colour) -> Self {
        Self { fill: Some(Fill { colour, alpha: 1.0 }), ..self }
    }

    /// The same path, drawn with a line.
    pub fn drawn(self, width: f64, colour: Colour) -> Self {
        Self { stroke: Some(Stroke { colour, width, dash: Vec::new() }), ..self }
    }

    /// The same path, its line dashed.
    pub fn dashed(mut self, dash: &[f64]) -> Self {
        if let Some(stroke) = &mut self.stroke {
            stroke.dash = dash.to_vec();
        }
        self
    }
}

impl Item {
    /// Moves it.
    pub fn shift(&mut self, dx: f64, dy: f64) {
        match self {
            Self::Text(run) => {
                run.x += dx;
                run.y += dy;
            }
            Self::Shape(shape) => {
                for step in &mut shape.steps {
                    step.shift(dx, dy);
                }
            }
            Self::Link(link) => {
                link.x += dx;
                link.y += dy;
            }
            Self::Image(image) => {
                image.x += dx;
                image.y += dy;
            }
        }
    }

    /// Changes its colours.
    pub(crate) fn recolour(&mut self, change: &dyn Fn(Colour) -> Colour) {
        match self {
            Self::Text(run) => run.colour = change(run.colour),
            Self::Shape(shape) => {
                if let Some(fill) = &mut shape.fill {
                    fill.colour = change(fill.colour);
                }
                if let Some(stroke) = &mut shape.stroke {
                    stroke.colour = change(stroke.colour);
                }
            }
            Self::Link(_) | Self::Image(_) => {}
        }
    }

    /// The box in which it stands: left, top, right, bottom. For text the height of the em.
    pub fn bounds(&self) -> [f64; 4] {
        match self {
            Self::Text(run) => [
                run.x,
                run.y - 0.88 * run.size,
                run.x + run.width - run.tracking.max(0.0),
                run.y + 0.12 * run.size,
            ],
            Self::Shape(shape) => shape.bounds(),
            Self::Link(link) => [link.x, link.y, link.x + link.width, link.y + link.height],
            Self::Image(image) => [image.x, image.y, image.x + image.width, image.y + image.height],
        }
    }
}

impl Step {
    fn shift(&mut self, dx: f64, dy: f64) {
        match self {
            Self::Move(x, y) | Self::Line(x, y) => {
                *x += dx;
                *y += dy;
            }
            Self::Curve(points) => {
                for pair in points.chunks_exact_mut(2) {
                    if let [x, y] = pair {
                        *x += dx;
                        *y += dy;
                    }
                }
            }
            Self::Close => {}
        }
    }

    fn points(&self) -> Vec<(f64, f64)> {
        match self {
            Self::Move(x, y) | Self::Line(x, y) => vec![(*x, *y)],
            Self::Curve([a, b, c, d, e, f]) => vec![(*a, *b), (*c, *d), (*e, *f)],
            Self::Close => Vec::new(),
        }
    }
}

impl Shape {
    fn bounds(&self) -> [f64; 4] {
        let points: Vec<(f64, f64)> = self.steps.iter().flat_map(Step::points).collect();
        let low = |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).fold(f64::MAX, f64::min);
        let high = |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).fold(f64::MIN, f64::max);
        [low(|p| p.0), low(|p| p.1), high(|p| p.0), high(|p| p.1)]
    }
}
