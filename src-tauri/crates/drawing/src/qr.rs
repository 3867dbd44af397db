//! A QR code (GB/T 18284, ISO/IEC 18004): one path of dark squares in its quiet zone.

use crate::{Fill, Ink, Point, Scene, Segment, Shape};
use qrcode::{Color, EcLevel, QrCode};

/// Modules of light around the code that readers need.
const QUIET: usize = 4;

/// A QR code of a text, `side` pt wide with its quiet zone, at error correction M; none
/// where the text is longer than a code can hold.
pub fn qr_code(text: &str, side: f64) -> Option<Scene> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let module = side / (width + 2 * QUIET) as f64;
    let dark = |row: usize, col: usize| code[(col, row)] == Color::Dark;
    let mut segments = Vec::new();
    for row in 0..width {
        let mut col = 0;
        while col < width {
            let run = (col..width).take_while(|col| dark(row, *col)).count();
            if run > 0 {
                segments.extend(bar((row, col), run, module));
            }
            col += run.max(1);
        }
    }
    let fill = Some(Fill::solid(Ink::Text));
    Some(Scene {
        width: side,
        height: side,
        title: "二维码".into(),
        description: text.to_owned(),
        shapes: vec![Shape::Path { segments, fill, stroke: None }],
    })
}

/// Dark modules side by side, as one rectangle: seams between them would show.
fn bar((row, col): (usize, usize), run: usize, module: f64) -> [Segment; 5] {
    let at = |row: usize, col: usize| {
        Point::new((col + QUIET) as f64 * module, (row + QUIET) as f64 * module)
    };
    [
        Segment::Move(at(row, col)),
        Segment::Line(at(row, col + run)),
        Segment::Line(at(row + 1, col + run)),
        Segment::Line(at(row + 1, col)),
        Segment::Close,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dark_area_is_that_of_the_dark_modules() {
        let code = QrCode::with_error_correction_level("水衡", EcLevel::M).unwrap();
        let dark = code.to_colors().iter().filter(|color| **color == Color::Dark).count();
        let side = (code.width() + 2 * QUIET) as f64;
        let scene = qr_code("水衡", side).unwrap();
        let Shape::Path { segments, .. } = &scene.shapes[0] else { panic!("one path") };
        let area: f64 = segments
            .chunks(5)
            .map(|bar| {
                let corner = |at: usize| match bar[at] {
                    Segment::Move(point) | Segment::Line(point) => point,
                    _ => panic!("a rectangle"),
                };
                (corner(2).x - corner(0).x) * (corner(2).y - corner(0).y)
            })
            .sum();
        assert!((area - dark as f64).abs() < 1e-6, "{area} of {dark}");
    }

    #[test]
    fn what_no_code_can_hold_has_none() {
        assert_eq!(qr_code(&"x".repeat(4000), 100.0), None);
    }
}
