//! The watermark: one stream of the file, which every page that bears it shows before its own.

use super::{PdfError, finish::failed, ops::rounded};
use crate::display::{Colour, Folio, Layout, Shape, Step};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::fmt::Write as _;

/// Puts the watermark behind every page but the cover, which says in a frame what it is.
pub(super) fn behind(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
) -> Result<(), PdfError> {
    let Some(mark) = &layout.watermark else { return Ok(()) };
    let mut known: Vec<((u64, u64), ObjectId)> = Vec::new();
    for (page, id) in layout.pages.iter().zip(pages) {
        if page.folio == Folio::None {
            continue;
        }
        let size = (page.width.to_bits(), page.height.to_bits());
        let stream = match known.iter().find(|(of, _)| *of == size) {
            Some((_, stream)) => *stream,
            None => {
                let content = drawn(mark, (page.width / 2.0, page.height / 2.0));
                let stream =
                    document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
                known.push((size, stream));
                stream
            }
        };
        let page = document.get_dictionary_mut(*id).map_err(failed)?;
        let own = page.get(b"Contents").map_err(failed)?.clone();
        let mut parts = vec![Object::Reference(stream)];
        match own {
            Object::Array(own) => parts.extend(own),
            own => parts.push(own),
        }
        page.set("Contents", Object::Array(parts));
    }
    Ok(())
}

/// The operators, marked as no content of the page.
fn drawn(shape: &Shape, (across, up): (f64, f64)) -> String {
    let Colour(r, g, b) = shape.fill.map_or(Colour(0xEE, 0xEE, 0xEE), |fill| fill.colour);
    let part = |part: u8| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0;
    let mut out = format!(
        "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\nq\n{} {} {} rg\n",
        part(r),
        part(g),
        part(b)
    );
    // Coordinates of the page run up.
    let at = |x: f64, y: f64| format!("{} {}", rounded(across + x), rounded(up - y));
    for step in &shape.steps {
        // Writing to a string does not fail.
        let _ = match *step {
            Step::Move(x, y) => writeln!(out, "{} m", at(x, y)),
            Step::Line(x, y) => writeln!(out, "{} l", at(x, y)),
            Step::Curve([a, b, c, d, x, y]) => {
                writeln!(out, "{} {} {} c", at(a, b), at(c, d), at(x, y))
            }
            Step::Close => writeln!(out, "h"),
        };
    }
    out.push_str("f\nQ\nEMC\n");
    out
}
