//! Figures as pictures of 300 dpi, the caption below.

use super::caption::caption;
use super::{DocxError, Writer, style, text};
use crate::bitmap::Bitmap;
use crate::document::{Figure, Photo};
use crate::layout::{figure_scale, photo_size};
use crate::picture::picture_png;
use crate::style::MM;
use docx_rs::{AlignmentType, Paragraph, Pic, Run};

/// Pixels for each pt of the printed picture: 300 dpi.
const PIXELS: f64 = 300.0 / 72.0;
/// English metric units for each pt.
const EMU: f64 = 12_700.0;

/// The logo of the cover.
pub(super) fn logo(logo: &Bitmap, id: usize) -> Pic {
    let scale = (60.0 * MM / f64::from(logo.width)).min(25.0 * MM / f64::from(logo.height));
    let emu = |pixels: u32| (f64::from(pixels) * scale * EMU).round().max(1.0) as u32;
    Pic::new_with_dimensions(logo.bytes.clone(), logo.width, logo.height)
        .id(format!("rIdImage{id}"))
        .size(emu(logo.width), emu(logo.height))
}

/// Writes a photo, its JPEG as it is; one below the other, since a page of Word is edited.
pub(super) fn photo(writer: &mut Writer<'_>, photo: &Photo) {
    let (wide, high) = photo_size(photo);
    let emu = |pt: f64| (pt * EMU).round().max(1.0) as u32;
    let id = writer.next_id();
    let bitmap = &photo.bitmap;
    let pic = Pic::new_with_dimensions(bitmap.bytes.clone(), bitmap.width, bitmap.height)
        .id(format!("rIdImage{id}"))
        .size(emu(wide), emu(high));
    writer.put(
        Paragraph::new()
            .align(AlignmentType::Center)
            .keep_next(true)
            .add_run(Run::new().add_image(pic)),
    );
    writer.put(caption((&photo.number, &photo.title), (id, photo.anchor.as_ref())));
}

/// Writes a figure.
pub(super) fn figure(writer: &mut Writer<'_>, figure: &Figure) -> Result<(), DocxError> {
    let scale = figure_scale(figure);
    let mut picture = picture_png(&figure.scene, scale * PIXELS, writer.faces)?;
    writer.missing.append(&mut picture.missing);
    // The picture has a margin that the scene has not.
    let (wide, high) = crate::picture::size(&figure.scene);
    let emu = |pt: f64| (pt * scale * EMU).round().max(1.0) as u32;
    let id = writer.next_id();
    let pixels = |pt: f64| (pt * scale * PIXELS).ceil().max(1.0) as u32;
    let pic = Pic::new_with_dimensions(picture.bytes, pixels(wide), pixels(high))
        .id(format!("rIdImage{id}"))
        .size(emu(wide), emu(high));
    writer.put(
        Paragraph::new()
            .align(AlignmentType::Center)
            .keep_next(true)
            .add_run(Run::new().add_image(pic)),
    );
    writer.put(caption((&figure.number, &figure.title), (id, figure.anchor.as_ref())));
    for note in &figure.notes {
        writer.put(text::runs(Paragraph::new().style(style::NOTE), note));
    }
    Ok(())
}
