//! A photo that is taken in: turned as it was held, scaled once, and written as a JPEG that
//! the window shows and the report passes through. What the camera wrote beside the pixels,
//! the place among it, is not kept.

use crate::{Error, Result};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, overlay, thumbnail};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
    RgbaImage,
};
use shuiheng_audit::Text;
use std::io::Cursor;

/// The largest file that is read, bytes.
pub(crate) const MOST_BYTES: u64 = 40 << 20;
/// The most pixels that are decoded.
const MOST_PIXELS: u64 = 60_000_000;
/// What decoding may ask for, bytes: 60 million pixels of four numbers of 16 bits.
const MOST_MEMORY: u64 = 512 << 20;
/// The long edge of a kept photo, pixels: 170 mm at 300 dpi.
const LONG_EDGE: u32 = 2000;
/// The long edge of a photo on a page of the preview, pixels.
const SCREEN_EDGE: u32 = 640;
/// Quality of the JPEG: no difference to be seen in print, some 400 kB.
const QUALITY: u8 = 82;

/// A photo as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TakenIn {
    /// The JPEG.
    pub(crate) bytes: Vec<u8>,
    /// Pixels across.
    pub(crate) width: u32,
    /// Pixels down.
    pub(crate) height: u32,
}

/// Takes a photo in. `name` is that of its file, for what is said.
///
/// # Errors
/// It is no JPEG or PNG, is cut off or damaged, or has too many pixels.
pub(crate) fn taken_in(bytes: &[u8], name: &str) -> Result<TakenIn> {
    let format = match bytes {
        [0xFF, 0xD8, 0xFF, ..] if is_cut(bytes) => return Err(damaged(name)),
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat::Jpeg,
        [0x89, b'P', b'N', b'G', ..] => ImageFormat::Png,
        _ => return Err(no_photo(name)),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let told = |cause: ImageError| match cause {
        ImageError::Limits(_) => too_many(name, None),
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::Unsupported(_)
        | ImageError::IoError(_) => damaged(name),
    };
    let mut decoder = reader.into_decoder().map_err(told)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS {
        return Err(too_many(name, Some(pixels)));
    }
    // What a camera says wrongly of how it was held is not a reason to refuse the photo.
    let held = decoder.orientation().ok();
    let photo = DynamicImage::from_decoder(decoder).map_err(told)?;
    let mut photo = DynamicImage::ImageRgb8(on_white(scaled(photo)));
    if let Some(held) = held {
        photo.apply_orientation(held);
    }
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .encode_image(&photo)
        .map_err(|cause| Error::internal("写出照片", cause))?;
    Ok(TakenIn { bytes: out, width: photo.width(), height: photo.height() })
}

/// A kept photo as a small PNG: what a page of the preview shows of it.
///
/// # Errors
/// The program itself failed: what was taken in can be read.
pub(crate) fn on_screen(jpeg: &[u8]) -> Result<Vec<u8>> {
    let broken = |cause: ImageError| Error::internal("预览照片", cause);
    let photo = ImageReader::with_format(Cursor::new(jpeg), ImageFormat::Jpeg);
    let small = photo.decode().map_err(broken)?.thumbnail(SCREEN_EDGE, SCREEN_EDGE).into_rgb8();
    let mut png = Cursor::new(Vec::new());
    small.write_to(&mut png, ImageFormat::Png).map_err(broken)?;
    Ok(png.into_inner())
}

/// A picture whose long edge is no longer than that of a kept photo.
fn scaled(photo: DynamicImage) -> DynamicImage {
    let long = photo.width().max(photo.height());
    if long <= LONG_EDGE {
        return photo;
    }
    let to = |side: u32, edge: u32| {
        let side = u64::from(side) * u64::from(edge) / u64::from(long);
        u32::try_from(side).unwrap_or(edge).max(1)
    };
    let (width, height) = (photo.width(), photo.height());
    // Means of whole pixels first: what is scaled far down would take much memory otherwise.
    let near = if long > 2 * LONG_EDGE {
        let (wide, high) = (to(width, 2 * LONG_EDGE), to(height, 2 * LONG_EDGE));
        if photo.color().has_alpha() {
            DynamicImage::ImageRgba8(thumbnail(&photo.into_rgba8(), wide, high))
        } else {
            DynamicImage::ImageRgb8(thumbnail(&photo.into_rgb8(), wide, high))
        }
    } else {
        photo
    };
    near.resize_exact(to(width, LONG_EDGE), to(height, LONG_EDGE), FilterType::CatmullRom)
}

/// A JPEG has no transparency: a picture is laid on white.
fn on_white(photo: DynamicImage) -> RgbImage {
    if !photo.color().has_alpha() {
        return photo.into_rgb8();
    }
    let seen: RgbaImage = photo.into_rgba8();
    let mut paper = RgbaImage::from_pixel(seen.width(), seen.height(), image::Rgba([255; 4]));
    overlay(&mut paper, &seen, 0, 0);
    let mut flat = RgbImage::new(paper.width(), paper.height());
    for (to, from) in flat.pixels_mut().zip(paper.pixels()) {
        let [red, green, blue, _] = from.0;
        *to = Rgb([red, green, blue]);
    }
    flat
}

/// True where a JPEG ends before its end: its decoder would fill the rest with grey.
pub(crate) fn is_cut(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some([0xFF, marker]) = bytes.get(at..at + 2) else { return true };
        match marker {
            // Filling before a marker.
            0xFF => at += 1,
            0xD9 => return false,
            0x01 | 0xD0..=0xD8 => at += 2,
            marker => {
                let Some([high, low]) = bytes.get(at + 2..at + 4) else { return true };
                at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
                // After the head of a scan come its data, in which 0xFF is escaped.
                if *marker == 0xDA {
                    let data = bytes.get(at..).unwrap_or_default();
                    let ends = |two: &[u8]| two[0] == 0xFF && !matches!(two[1], 0 | 0xD0..=0xD7);
                    let Some(length) = data.windows(2).position(ends) else { return true };
                    at += length;
                }
            }
        }
    }
}

fn no_photo(name: &str) -> Error {
    Error::refused(
        Text::new(
            format!("“{name}”不是 JPEG 或 PNG 图片，未添加照片。"),
            format!("{name} is neither a JPEG nor a PNG; no photo was added"),
        ),
        Text::new(
            "请选择 .jpg 或 .png 照片；HEIC 等格式请先在手机或看图软件中另存为 JPEG。",
            "choose a .jpg or .png photo; save HEIC and others as JPEG first",
        ),
    )
}

fn damaged(name: &str) -> Error {
    Error::refused(
        Text::new(
            format!("照片“{name}”不完整或已损坏，无法读取，未添加照片。"),
            format!("the photo {name} is cut off or damaged; no photo was added"),
        ),
        Text::new(
            "请从手机或相机重新复制该照片后再试。",
            "copy it from the phone or camera again and retry",
        ),
    )
}

fn too_many(name: &str, pixels: Option<u64>) -> Error {
    let found =
        pixels.map_or_else(String::new, |pixels| format!("（{} 万像素）", pixels.div_ceil(10_000)));
    let most = MOST_PIXELS / 1_000_000;
    Error::refused(
        Text::new(
            format!("照片“{name}”像素过多{found}，未添加照片。"),
            format!("the photo {name} has too many pixels; no photo was added"),
        ),
        Text::new(
            format!("请将照片缩小到 {} 万像素以内后再试。", MOST_PIXELS / 10_000),
            format!("scale it down to at most {most} million pixels and retry"),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let photo = RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 251) as u8])
        });
        let mut out = Vec::new();
        JpegEncoder::new_with_quality(&mut out, 90).encode_image(&photo).unwrap();
        out
    }

    #[test]
    fn a_jpeg_that_is_cut_anywhere_is_refused() {
        let whole = jpeg(64, 48);
        assert!(!is_cut(&whole));
        for end in 3..whole.len() {
            let refused = taken_in(&whole[..end], "表.jpg").unwrap_err();
            assert!(refused.message.zh.contains("“表.jpg”"), "{end}: {refused:?}");
        }
        let mut longer = whole.clone();
        longer.extend(b"what a phone writes behind it");
        assert_eq!(taken_in(&longer, "x").unwrap(), taken_in(&whole, "x").unwrap());
    }

    #[test]
    fn a_long_photo_keeps_its_shape_and_small_ones_their_size() {
        let size = |bytes: &[u8]| {
            let taken = taken_in(bytes, "x").unwrap();
            (taken.width, taken.height)
        };
        assert_eq!(size(&jpeg(300, 200)), (300, 200));
        assert_eq!(size(&jpeg(2500, 500)), (2000, 400));
        assert_eq!(size(&jpeg(500, 5000)), (200, 2000));
        assert_eq!(size(&jpeg(9000, 2)), (2000, 1));
    }

    #[test]
    fn what_is_transparent_is_white() {
        let mut png = Vec::new();
        let glass = RgbaImage::from_pixel(8, 8, image::Rgba([0, 0, 0, 0]));
        glass.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        let taken = taken_in(&png, "x").unwrap();
        let back = image::load_from_memory(&taken.bytes).unwrap().into_rgb8();
        assert!(back.pixels().all(|pixel| pixel.0.iter().all(|part| *part > 250)));
    }

    #[test]
    fn a_head_that_promises_too_many_pixels_is_refused_before_anything_is_unpacked() {
        let mut png = Vec::new();
        RgbImage::new(8, 8).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        // IHDR with its checksum: 20 000 by 20 000.
        png[16..24].copy_from_slice(&[0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20]);
        let crc = crc32(&png[12..29]);
        png[29..33].copy_from_slice(&crc.to_be_bytes());
        let refused = taken_in(&png, "大.png").unwrap_err();
        assert!(refused.message.zh.contains("像素过多"), "{refused:?}");
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
            })
        })
    }
}
