//! A firm's logo as it is picked: a photo of a sign, or an export at poster size, becomes the
//! pixels that its place on the cover can show.

use crate::photo_file::is_cut;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use shuiheng_report::{Bitmap, BitmapError};
use std::io::Cursor;

/// Pixels that the place on the cover shows at 300 dpi, twice over: the report scales to its
/// own size once more.
const EDGES: (u32, u32) = (1440, 600);
/// What decoding may ask for, bytes.
const MOST_MEMORY: u64 = 256 << 20;

/// A JPEG scaled down and written as a PNG; none where it is none, or small enough to pass
/// through as it is.
///
/// # Errors
/// It is cut off or damaged.
pub(crate) fn scaled(bytes: &[u8]) -> Result<Option<Vec<u8>>, BitmapError> {
    if !bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Ok(None);
    }
    if is_cut(bytes) {
        return Err(BitmapError::Unreadable);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let logo = reader.decode().map_err(|_| BitmapError::Unreadable)?;
    let (wide, high) = EDGES;
    let is_small = logo.width() <= wide / 2 && logo.height() <= high / 2;
    // What the report cannot pass through, such as colours for the press, is written anew.
    if is_small && Bitmap::read(bytes).is_ok() {
        return Ok(None);
    }
    let fits = logo.width() <= wide && logo.height() <= high;
    let small = if fits { logo } else { logo.resize(wide, high, FilterType::CatmullRom) };
    let mut png = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(small.into_rgb8())
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|_| BitmapError::Unreadable)?;
    Ok(Some(png.into_inner()))
}
