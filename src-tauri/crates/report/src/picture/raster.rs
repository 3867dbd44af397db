//! Items become pixels: shapes as they are, text by the outlines of its glyphs.

use super::PngError;
use crate::bitmap::BitmapKind;
use crate::display::{Colour, Image, Item, Shape, Step, Stroke, TextRun};
use crate::style::HAIR;
use crate::typeface::{Face, Typefaces};
use tiny_skia::{
    Color, FillRule, FilterQuality, Paint, Path, PathBuilder, Pixmap, PixmapPaint, StrokeDash,
    Transform,
};
use ttf_parser::{GlyphId, OutlineBuilder};

/// Paints items on white.
pub(crate) fn png(
    items: &[Item],
    (width, height): (u32, u32),
    (scale, faces): (f64, &Typefaces),
) -> Result<Vec<u8>, PngError> {
    let too_large = || PngError::TooLarge { width: width.into(), height: height.into() };
    let mut canvas = Pixmap::new(width, height).ok_or_else(too_large)?;
    canvas.fill(Color::WHITE);
    let mut brush = Brush { canvas, transform: Transform::from_scale(scale as f32, scale as f32) };
    for item in items {
        match item {
            Item::Shape(shape) => brush.shape(shape),
            Item::Text(run) => brush.text(run, faces),
            Item::Image(image) => brush.image(image),
            // A picture leads nowhere.
            Item::Link(_) => {}
        }
    }
    brush.canvas.encode_png().map_err(|error| PngError::Write(error.to_string()))
}

struct Brush {
    canvas: Pixmap,
    transform: Transform,
}

fn paint(Colour(red, green, blue): Colour, alpha: f64) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    // A share of one is at most 255.
    let alpha = (alpha * 255.0).round().clamp(0.0, 255.0) as u8;
    paint.set_color_rgba8(red, green, blue, alpha);
    paint
}

fn path(steps: &[Step]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(x, y) => builder.move_to(x as f32, y as f32),
            Step::Line(x, y) => builder.line_to(x as f32, y as f32),
            Step::Curve(points) => {
                let [a, b, c, d, x, y] = points.map(|value| value as f32);
                builder.cubic_to(a, b, c, d, x, y);
            }
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}

impl Brush {
    /// A picture of pixels, as a PNG can be painted; a JPEG leaves its place in grey.
    fn image(&mut self, image: &Image) {
        let bitmap = &image.bitmap;
        let pixels = (bitmap.kind == BitmapKind::Png)
            .then(|| Pixmap::decode_png(&bitmap.bytes).ok())
            .flatten();
        let Some(pixels) = pixels else {
            let place = [image.x, image.y, image.width, image.height];
            return self.shape(&Shape::rectangle(place).filled(HAIR));
        };
        let across = (image.width / f64::from(pixels.width().max(1))) as f32;
        let down = (image.height / f64::from(pixels.height().max(1))) as f32;
        let at = Transform::from_row(across, 0.0, 0.0, down, image.x as f32, image.y as f32);
        let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        let transform = self.transform.pre_concat(at);
        self.canvas.draw_pixmap(0, 0, pixels.as_ref(), &paint, transform, None);
    }

    fn fill(&mut self, path: &Path, paint: &Paint<'_>) {
        self.canvas.fill_path(path, paint, FillRule::Winding, self.transform, None);
    }

    fn stroke(&mut self, path: &Path, stroke: &Stroke) {
        let pen = tiny_skia::Stroke {
            width: stroke.width as f32,
            // As in the PDF, where corners of less are pointed.
            miter_limit: 10.0,
            dash: StrokeDash::new(stroke.dash.iter().map(|part| *part as f32).collect(), 0.0),
            ..tiny_skia::Stroke::default()
        };
        self.canvas.stroke_path(path, &paint(stroke.colour, 1.0), &pen, self.transform, None);
    }

    fn shape(&mut self, shape: &Shape) {
        let Some(path) = path(&shape.steps) else { return };
        if let Some(fill) = shape.fill {
            self.fill(&path, &paint(fill.colour, fill.alpha));
        }
        if let Some(stroke) = &shape.stroke {
            self.stroke(&path, stroke);
        }
    }

    fn text(&mut self, run: &TextRun, faces: &Typefaces) {
        let font = faces.font(run.face);
        let Ok(face) = ttf_parser::Face::parse(&font.data, 0) else { return };
        let unit = run.size / f64::from(font.units_per_em.max(1));
        let mut x = run.x;
        let mut outline = Outline { builder: PathBuilder::new(), at: (x, run.y), unit };
        for c in run.text.chars() {
            let glyph = font.glyph(c).unwrap_or(0);
            outline.at.0 = x;
            // A space has no outline.
            let _ = face.outline_glyph(GlyphId(glyph), &mut outline);
            x += f64::from(font.glyph_advance(glyph)) * unit + run.tracking;
        }
        let Some(path) = outline.builder.finish() else { return };
        self.fill(&path, &paint(run.colour, 1.0));
        // There is no bold cut of rare characters: an outline makes them heavier.
        if run.face == Face::RareBold {
            let stroke = Stroke { colour: run.colour, width: run.size * 0.025, dash: Vec::new() };
            self.stroke(&path, &stroke);
        }
    }
}

/// The outlines of glyphs as one path; y of a glyph runs up.
struct Outline {
    builder: PathBuilder,
    at: (f64, f64),
    unit: f64,
}

impl Outline {
    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let across = self.at.0 + f64::from(x) * self.unit;
        let down = self.at.1 - f64::from(y) * self.unit;
        (across as f32, down as f32)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.point(x, y);
        self.builder.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.point(x, y);
        self.builder.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.point(x1, y1), self.point(x, y));
        self.builder.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2)) = (self.point(x1, y1), self.point(x2, y2));
        let (x, y) = self.point(x, y);
        self.builder.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
