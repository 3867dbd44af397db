//! Items become operators of the page.

use super::images::Images;
use super::structure;
use super::subset::Subset;
use crate::display::{
    Colour, Element, Image, Item, Layout, Page, Role, Shape, Step, Stroke, TextRun,
};
use crate::typeface::Face;
use pdf_writer::Name;
use printpdf::{
    Color, DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, Line, LineDashPattern,
    LinePoint, Op, PaintMode, PdfDocument, PdfFontHandle, Point, Polygon, PolygonRing, Pt, Rgb,
    TextItem, TextRenderingMode, WindingOrder, XObjectTransform,
};
use std::collections::{BTreeMap, BTreeSet};

/// A length in 0.01 pt.
fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

/// So many 0.01 pt as they are written.
fn length(hundredths: i64) -> f32 {
    (hundredths as f64 / 100.0) as f32
}

/// A length as it is written: to 0.01 pt.
pub(super) fn rounded(value: f64) -> f32 {
    length(hundredths(value))
}

/// The operators of a page. Opacities that it uses, in %, are added to `alphas`.
pub(super) fn ops(
    page: &Page,
    layout: &Layout,
    (fonts, alphas, images): (&Subset, &mut BTreeSet<u8>, &mut Images),
) -> Vec<Op> {
    // Room for all of them at once: a list that grows is copied again and again.
    let ops = Vec::with_capacity(4 * page.items.len() + 2 * page.tags.len() + 64);
    let mut pen = Pen { height: page.height, ops, state: State::default(), alphas };
    let tagged = !layout.elements.is_empty();
    let mut tags = page.tags.iter().enumerate().peekable();
    // What is no piece of an element is decoration, and said to be.
    let mut open: Option<usize> = None;
    let mut decorates = false;
    for (at, item) in page.items.iter().enumerate() {
        if open.is_some_and(|to| at >= to) {
            pen.end_mark();
            open = None;
        }
        let begins = tags.next_if(|(_, tag)| tag.from <= at);
        if let Some((piece, tag)) = begins {
            if decorates {
                pen.end_mark();
                decorates = false;
            }
            let items = page.items.get(tag.from..tag.to).unwrap_or_default();
            pen.begin_mark(layout.elements.get(tag.element), piece, items);
            open = Some(tag.to);
        }
        if tagged && open.is_none() && !decorates {
            pen.begin_decoration();
            decorates = true;
        }
        match item {
            Item::Text(run) => pen.text(run, fonts),
            Item::Shape(shape) => pen.shape(shape),
            // Links lie over the page, and are no part of what is drawn.
            Item::Link(_) => {}
            Item::Image(image) => pen.image(image, images),
        }
    }
    if open.is_some() || decorates {
        pen.end_mark();
    }
    pen.end_text();
    pen.ops
}

/// The graphics states of the opacities that are used.
pub(super) fn register_alphas(alphas: &BTreeSet<u8>, document: &mut PdfDocument) {
    for alpha in alphas {
        let state =
            ExtendedGraphicsState::default().with_current_fill_alpha(f32::from(*alpha) / 100.0);
        document.resources.extgstates.map.insert(alpha_id(*alpha), state);
    }
}

fn alpha_id(alpha: u8) -> ExtendedGraphicsStateId {
    ExtendedGraphicsStateId(format!("A{alpha}"))
}

/// What the reader of the page holds at a point, so that nothing is said twice.
#[derive(Default)]
struct State {
    in_text: bool,
    /// True where the piece that is open was begun within the text, and ends within it.
    marks_text: bool,
    /// Where the text is, in 0.01 pt: the next run is told from here.
    cursor: (i64, i64),
    font: Option<(Face, f32)>,
    tracking: f32,
    fill: Option<Colour>,
    line: Option<Colour>,
    width: Option<f32>,
    dash: Vec<f64>,
    alpha: Option<u8>,
    outlined: bool,
}

struct Pen<'a> {
    height: f64,
    ops: Vec<Op>,
    state: State,
    alphas: &'a mut BTreeSet<u8>,
}

fn color(Colour(r, g, b): Colour) -> Color {
    let part = |part: u8| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}

impl Pen<'_> {
    fn point(&self, x: f64, y: f64) -> Point {
        Point { x: Pt(rounded(x)), y: Pt(rounded(self.height - y)) }
    }

    fn begin_text(&mut self) {
        if !self.state.in_text {
            self.ops.push(Op::StartTextSection);
            self.state.in_text = true;
            self.state.cursor = (0, 0);
        }
    }

    fn end_text(&mut self) {
        if self.state.in_text {
            self.ops.push(Op::EndTextSection);
            self.state.in_text = false;
        }
    }

    /// A piece of text alone is marked within the text, which goes on from one cell to the next.
    fn begin_mark(&mut self, element: Option<&Element>, piece: usize, items: &[Item]) {
        self.state.marks_text =
            !items.iter().any(|item| matches!(item, Item::Shape(_) | Item::Image(_)));
        if self.state.marks_text {
            self.begin_text();
        } else {
            self.end_text();
        }
        let role = element.map_or(Role::Paragraph, |element| element.role);
        let Name(tag) = structure::kind(role).to_name();
        let tag = String::from_utf8_lossy(tag).into_owned();
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(piece as i64))]);
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
    }

    fn begin_decoration(&mut self) {
        self.end_text();
        self.state.marks_text = false;
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
    }

    fn end_mark(&mut self) {
        if !self.state.marks_text {
            self.end_text();
        }
        self.ops.push(Op::EndMarkedContent);
    }

    fn fill_colour(&mut self, colour: Colour) {
        if self.state.fill != Some(colour) {
            self.ops.push(Op::SetFillColor { col: color(colour) });
            self.state.fill = Some(colour);
        }
    }

    fn line_colour(&mut self, colour: Colour) {
        if self.state.line != Some(colour) {
            self.ops.push(Op::SetOutlineColor { col: color(colour) });
            self.state.line = Some(colour);
        }
    }

    fn line_width(&mut self, width: f64) {
        let width = rounded(width);
        if self.state.width != Some(width) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
            self.state.width = Some(width);
        }
    }

    fn alpha(&mut self, alpha: f64) {
        // A share of one is at most 100 %.
        let alpha = (alpha * 100.0).round().clamp(0.0, 100.0) as u8;
        let now = self.state.alpha.unwrap_or(100);
        if now != alpha {
            self.alphas.insert(alpha);
            self.ops.push(Op::LoadGraphicsState { gs: alpha_id(alpha) });
            self.state.alpha = Some(alpha);
        }
    }

    fn text(&mut self, run: &TextRun, fonts: &Subset) {
        if run.text.trim().is_empty() {
            return;
        }
        self.alpha(1.0);
        self.fill_colour(run.colour);
        self.outline(run);
        self.begin_text();
        let size = rounded(run.size);
        if self.state.font != Some((run.face, size)) {
            let font = PdfFontHandle::External(fonts.id(run.face));
            self.ops.push(Op::SetFont { font, size: Pt(size) });
            self.state.font = Some((run.face, size));
        }
        let tracking = ((run.tracking * 1000.0).round() / 1000.0) as f32;
        if self.state.tracking != tracking {
            self.ops.push(Op::SetCharacterSpacing { multiplier: tracking });
            self.state.tracking = tracking;
        }
        let (x, y) = (hundredths(run.x), hundredths(self.height - run.y));
        let (from_x, from_y) = std::mem::replace(&mut self.state.cursor, (x, y));
        let pos = Point { x: Pt(length(x - from_x)), y: Pt(length(y - from_y)) };
        self.ops.push(Op::SetTextCursor { pos });
        self.ops.push(Op::ShowText { items: vec![TextItem::Text(fonts.spelled(run))] });
    }

    /// There is no bold cut of rare characters: an outline makes them heavier.
    fn outline(&mut self, run: &TextRun) {
        let outlined = run.face == Face::RareBold;
        if outlined {
            self.line_colour(run.colour);
            self.line_width(run.size * 0.025);
            self.dash(&[]);
        }
        if self.state.outlined != outlined {
            let mode =
                if outlined { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill };
            self.ops.push(Op::SetTextRenderingMode { mode });
            self.state.outlined = outlined;
        }
    }

    fn dash(&mut self, dash: &[f64]) {
        if self.state.dash != dash {
            let pattern = dash.iter().map(|length| rounded(*length)).collect();
            self.ops
                .push(Op::SetLineDashPattern { dash: LineDashPattern { offset: 0.0, pattern } });
            self.state.dash = dash.to_vec();
        }
    }

    fn pen(&mut self, stroke: &Stroke) {
        self.line_colour(stroke.colour);
        self.line_width(stroke.width);
        self.dash(&stroke.dash);
    }

    fn shape(&mut self, shape: &Shape) {
        self.end_text();
        let paths = self.paths(&shape.steps);
        if let Some(fill) = shape.fill {
            self.alpha(fill.alpha);
            self.fill_colour(fill.colour);
            let rings = paths.iter().map(|path| PolygonRing { points: path.points.clone() });
            self.polygon(rings.collect(), PaintMode::Fill);
        }
        let Some(stroke) = &shape.stroke else { return };
        self.pen(stroke);
        for path in paths {
            if path.closed {
                self.polygon(vec![PolygonRing { points: path.points }], PaintMode::Stroke);
            } else {
                let line = Line { points: path.points, is_closed: false };
                self.ops.push(Op::DrawLine { line });
            }
        }
    }

    fn image(&mut self, image: &Image, images: &mut Images) {
        self.end_text();
        self.alpha(1.0);
        let corner = self.point(image.x, image.y + image.height);
        let transform = XObjectTransform {
            translate_x: Some(corner.x),
            translate_y: Some(corner.y),
            scale_x: Some(rounded(image.width)),
            scale_y: Some(rounded(image.height)),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id: images.id(&image.bitmap), transform });
    }

    fn polygon(&mut self, rings: Vec<PolygonRing>, mode: PaintMode) {
        let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn paths(&self, steps: &[Step]) -> Vec<Path> {
        let mut paths: Vec<Path> = Vec::new();
        for step in steps {
            let corner = |x, y, bezier| LinePoint { p: self.point(x, y), bezier };
            match (*step, paths.last_mut()) {
                (Step::Move(x, y), _) => {
                    paths.push(Path { points: vec![corner(x, y, false)], closed: false });
                }
                (Step::Line(x, y), Some(path)) => path.points.push(corner(x, y, false)),
                (Step::Curve([a, b, c, d, x, y]), Some(path)) => path.points.extend([
                    corner(a, b, true),
                    corner(c, d, true),
                    corner(x, y, false),
                ]),
                (Step::Close, Some(path)) => path.closed = true,
                (Step::Line(..) | Step::Curve(_) | Step::Close, None) => {}
            }
        }
        paths
    }
}

struct Path {
    points: Vec<LinePoint>,
    closed: bool,
}
