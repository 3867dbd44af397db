//! The display list of a report as a file: only what stands on the paper.

use crate::bitmap::{Bitmap, BitmapKind};
use crate::display::{Colour, Fill, Folio, Image, Item, Layout, Shape, Step, Stroke, TextRun};
use crate::typeface::Face;
use std::sync::Arc;

/// The pages of a report as they are painted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    /// Each in turn.
    pub pages: Vec<Painted>,
    /// What stands behind the text of marked pages; its middle is at the origin.
    pub mark: Option<Shape>,
}

/// A page as it is painted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Painted {
    /// Its width, pt.
    pub width: f64,
    /// Its height, pt.
    pub height: f64,
    /// Whether it bears the mark.
    pub marked: bool,
    /// Text, paths and pictures in painting order.
    pub items: Vec<Item>,
}

/// What of a layout stands on the paper.
pub fn painted(layout: &Layout) -> Pages {
    let pages = layout.pages.iter().map(|page| Painted {
        width: page.width,
        height: page.height,
        marked: page.folio != Folio::None,
        items: page.items.iter().filter(|item| !matches!(item, Item::Link(_))).cloned().collect(),
    });
    Pages { pages: pages.collect(), mark: layout.watermark.clone() }
}

const FACES: [Face; 5] = [Face::Sans, Face::SansBold, Face::Serif, Face::Rare, Face::RareBold];

impl Pages {
    /// As a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut to = To(Vec::new());
        to.number(self.pages.len());
        for page in &self.pages {
            to.reals(&[page.width, page.height]);
            to.number(usize::from(page.marked));
            to.number(page.items.len());
            page.items.iter().for_each(|item| to.item(item));
        }
        to.number(usize::from(self.mark.is_some()));
        self.mark.iter().for_each(|mark| to.shape(mark));
        to.0
    }

    /// From a file; none where it is not one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut from = From(bytes);
        let mut pages = Vec::new();
        for _ in 0..from.number()? {
            let [width, height] = from.reals()?;
            let marked = from.number()? == 1;
            let count = from.number()?;
            let items = (0..count).map(|_| from.item()).collect::<Option<_>>()?;
            pages.push(Painted { width, height, marked, items });
        }
        let mark = if from.number()? == 1 { Some(from.shape()?) } else { None };
        Some(Self { pages, mark })
    }
}

struct To(Vec<u8>);

impl To {
    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u32).to_le_bytes());
    }

    fn reals(&mut self, reals: &[f64]) {
        reals.iter().for_each(|real| self.0.extend_from_slice(&real.to_le_bytes()));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    fn colour(&mut self, Colour(r, g, b): Colour) {
        self.0.extend_from_slice(&[r, g, b]);
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Text(run) => {
                self.number(0);
                self.reals(&[run.x, run.y, run.size, run.tracking, run.width]);
                self.number(FACES.iter().position(|face| *face == run.face).unwrap_or(0));
                self.colour(run.colour);
                self.bytes(run.text.as_bytes());
            }
            Item::Shape(shape) => {
                self.number(1);
                self.shape(shape);
            }
            Item::Image(image) => {
                self.number(2);
                self.reals(&[image.x, image.y, image.width, image.height]);
                let bitmap = &image.bitmap;
                self.number(usize::from(bitmap.kind == BitmapKind::Png));
                self.number(usize::from(bitmap.grey));
                self.number(bitmap.width as usize);
                self.number(bitmap.height as usize);
                self.bytes(&bitmap.bytes);
            }
            // Stands on no paper.
            Item::Link(_) => {}
        }
    }

    fn shape(&mut self, shape: &Shape) {
        self.number(shape.steps.len());
        for step in &shape.steps {
            match step {
                Step::Move(x, y) => {
                    self.number(0);
                    self.reals(&[*x, *y]);
                }
                Step::Line(x, y) => {
                    self.number(1);
                    self.reals(&[*x, *y]);
                }
                Step::Curve(points) => {
                    self.number(2);
                    self.reals(points);
                }
                Step::Close => self.number(3),
            }
        }
        self.number(usize::from(shape.fill.is_some()));
        if let Some(fill) = shape.fill {
            self.colour(fill.colour);
            self.reals(&[fill.alpha]);
        }
        self.number(usize::from(shape.stroke.is_some()));
        if let Some(stroke) = &shape.stroke {
            self.colour(stroke.colour);
            self.reals(&[stroke.width]);
            self.number(stroke.dash.len());
            self.reals(&stroke.dash);
        }
    }
}

struct From<'a>(&'a [u8]);

impl From<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn number(&mut self) -> Option<usize> {
        self.take().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    fn real(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes)
    }

    fn reals<const N: usize>(&mut self) -> Option<[f64; N]> {
        let mut reals = [0.0; N];
        for real in &mut reals {
            *real = self.real()?;
        }
        Some(reals)
    }

    fn bytes(&mut self) -> Option<Vec<u8>> {
        let length = self.number()?;
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken.to_vec())
    }

    fn colour(&mut self) -> Option<Colour> {
        self.take().map(|[r, g, b]| Colour(r, g, b))
    }

    fn item(&mut self) -> Option<Item> {
        match self.number()? {
            0 => {
                let [x, y, size, tracking, width] = self.reals()?;
                let face = *FACES.get(self.number()?)?;
                let colour = self.colour()?;
                let text = String::from_utf8(self.bytes()?).ok()?;
                Some(Item::Text(TextRun { x, y, size, face, colour, tracking, width, text }))
            }
            1 => self.shape().map(Item::Shape),
            2 => {
                let [x, y, width, height] = self.reals()?;
                let kind = if self.number()? == 1 { BitmapKind::Png } else { BitmapKind::Jpeg };
                let grey = self.number()? == 1;
                let across = u32::try_from(self.number()?).ok()?;
                let down = u32::try_from(self.number()?).ok()?;
                let bytes = self.bytes()?;
                let bitmap = Bitmap { kind, width: across, height: down, grey, bytes };
                Some(Item::Image(Image { x, y, width, height, bitmap: Arc::new(bitmap) }))
            }
            _ => None,
        }
    }

    fn shape(&mut self) -> Option<Shape> {
        let mut steps = Vec::new();
        for _ in 0..self.number()? {
            steps.push(match self.number()? {
                0 => self.reals().map(|[x, y]| Step::Move(x, y))?,
                1 => self.reals().map(|[x, y]| Step::Line(x, y))?,
                2 => self.reals().map(Step::Curve)?,
                _ => Step::Close,
            });
        }
        let fill = match self.number()? {
            1 => Some(Fill { colour: self.colour()?, alpha: self.real()? }),
            _ => None,
        };
        let stroke = match self.number()? {
            1 => {
                let (colour, width) = (self.colour()?, self.real()?);
                let count = self.number()?;
                let dash = (0..count).map(|_| self.real()).collect::<Option<_>>()?;
                Some(Stroke { colour, width, dash })
            }
            _ => None,
        };
        Some(Shape { steps, fill, stroke })
    }
}
