//! Pictures of pixels that stand in the report: a firm's logo. They are scaled once, when they
//! are taken in, and pass through as they are from then on.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use tiny_skia::{FilterQuality, IntSize, Pixmap, PixmapPaint, Transform};

/// A picture is scaled to fit into so many pixels: 60 mm by 25 mm at 300 dpi.
const MOST: (u32, u32) = (720, 300);
/// What is larger is not read.
const MOST_BYTES: usize = 4 << 20;
/// A side longer than this is not decoded.
const MOST_SIDE: u32 = 6000;
/// A JPEG passes through undecoded, so it has to be small.
const MOST_JPEG_BYTES: usize = 300 << 10;

/// How the pixels of a picture are packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BitmapKind {
    /// PNG without transparency.
    #[default]
    Png,
    /// JPEG: grey or YCbCr, 8 bits.
    Jpeg,
}

/// A picture of pixels.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bitmap {
    /// How it is packed.
    pub kind: BitmapKind,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// True for a JPEG of grey.
    pub grey: bool,
    /// The file.
    pub bytes: Vec<u8>,
}

/// By a digest of its bytes: what a page shows is told by what is written here.
impl fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bitmap")
            .field("kind", &self.kind)
            .field("size", &(self.width, self.height))
            .field("grey", &self.grey)
            .field("digest", &&Sha256::digest(&self.bytes)[..16])
            .finish()
    }
}

/// Why a picture is not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BitmapError {
    /// It is neither PNG nor JPEG, or damaged.
    #[error("不是可用的 PNG 或 JPEG 图片 (neither a PNG nor a JPEG that can be read)")]
    Unreadable,
    /// It is too large.
    #[error(
        "图片过大：PNG 不超过 4 MB、每边不超过 6000 像素，JPEG 不超过 300 KB (the picture is too large)"
    )]
    TooLarge,
    /// A JPEG of colours for the press.
    #[error("JPEG 为印刷色（CMYK），请另存为 RGB (the JPEG is CMYK)")]
    Cmyk,
}

impl Bitmap {
    /// Takes a picture in: a PNG is laid on white and scaled down to print size, a JPEG passes
    /// through.
    ///
    /// # Errors
    /// See [`BitmapError`].
    pub fn read(bytes: &[u8]) -> Result<Self, BitmapError> {
        if bytes.len() > MOST_BYTES {
            return Err(BitmapError::TooLarge);
        }
        match bytes {
            [0x89, b'P', b'N', b'G', ..] => png(bytes),
            [0xFF, 0xD8, ..] => jpeg(bytes),
            _ => Err(BitmapError::Unreadable),
        }
    }

    /// A photo that was scaled when it was taken in: its JPEG passes through.
    ///
    /// # Errors
    /// It is no JPEG of grey or YCbCr.
    pub fn photo(bytes: &[u8]) -> Result<Self, BitmapError> {
        framed(bytes)
    }

    /// The file as base64.
    pub fn base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }

    /// The pixels, red, green and blue one after the other; none for a JPEG.
    pub(crate) fn rgb(&self) -> Option<Vec<u8>> {
        let pixels =
            (self.kind == BitmapKind::Png).then(|| Pixmap::decode_png(&self.bytes).ok())??;
        Some(pixels.pixels().iter().flat_map(|one| [one.red(), one.green(), one.blue()]).collect())
    }
}

fn png(bytes: &[u8]) -> Result<Bitmap, BitmapError> {
    // The head tells the size before anything is unpacked.
    let side = |at: usize| {
        let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(four))
    };
    let (Some(width), Some(height)) = (side(16), side(20)) else {
        return Err(BitmapError::Unreadable);
    };
    if width > MOST_SIDE || height > MOST_SIDE {
        return Err(BitmapError::TooLarge);
    }
    let read = Pixmap::decode_png(bytes).map_err(|_| BitmapError::Unreadable)?;
    let fits = read.width() <= MOST.0 && read.height() <= MOST.1;
    // What was taken in before stays as it is.
    if fits && read.pixels().iter().all(|pixel| pixel.is_opaque()) {
        let (width, height) = (read.width(), read.height());
        return Ok(Bitmap {
            kind: BitmapKind::Png,
            width,
            height,
            grey: false,
            bytes: bytes.to_vec(),
        });
    }
    let scale = (f64::from(MOST.0) / f64::from(read.width()))
        .min(f64::from(MOST.1) / f64::from(read.height()))
        .min(1.0);
    let scaled = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    let size = IntSize::from_wh(scaled(read.width()), scaled(read.height()));
    let mut canvas = size
        .and_then(|size| Pixmap::new(size.width(), size.height()))
        .ok_or(BitmapError::Unreadable)?;
    canvas.fill(tiny_skia::Color::WHITE);
    let paint = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
    let transform = Transform::from_scale(scale as f32, scale as f32);
    // Halving first keeps what is scaled far down from flickering.
    let read = halved(read, scale);
    let transform = match read.1 {
        0 => transform,
        times => transform.pre_scale(f32::from(1_u16 << times), f32::from(1_u16 << times)),
    };
    canvas.draw_pixmap(0, 0, read.0.as_ref(), &paint, transform, None);
    let bytes = canvas.encode_png().map_err(|_| BitmapError::Unreadable)?;
    let (width, height) = (canvas.width(), canvas.height());
    Ok(Bitmap { kind: BitmapKind::Png, width, height, grey: false, bytes })
}

/// A picture halved as often as it stays larger than it is wanted, and how often that was.
fn halved(mut picture: Pixmap, scale: f64) -> (Pixmap, u8) {
    let mut times = 0;
    while times < 6 && scale * f64::from(1_u32 << (times + 1)) <= 1.0 {
        let (width, height) = (picture.width().div_ceil(2), picture.height().div_ceil(2));
        let Some(mut half) = Pixmap::new(width, height) else { break };
        let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        half.draw_pixmap(0, 0, picture.as_ref(), &paint, Transform::from_scale(0.5, 0.5), None);
        picture = half;
        times += 1;
    }
    (picture, times)
}

fn jpeg(bytes: &[u8]) -> Result<Bitmap, BitmapError> {
    if bytes.len() > MOST_JPEG_BYTES {
        return Err(BitmapError::TooLarge);
    }
    framed(bytes)
}

/// Reads size and colours from the frame of a JPEG.
fn framed(bytes: &[u8]) -> Result<Bitmap, BitmapError> {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return Err(BitmapError::Unreadable);
    }
    let mut at = 2;
    loop {
        let [0xFF, marker, high, low, ..] = *bytes.get(at..).unwrap_or_default() else {
            return Err(BitmapError::Unreadable);
        };
        let frame = matches!(marker, 0xC0..=0xC2);
        if frame {
            let Some([8, h1, h0, w1, w0, parts]) = bytes.get(at + 4..at + 10) else {
                return Err(BitmapError::Unreadable);
            };
            let (width, height) =
                (u16::from_be_bytes([*w1, *w0]).into(), u16::from_be_bytes([*h1, *h0]).into());
            let grey = match parts {
                1 => true,
                3 => false,
                _ => return Err(BitmapError::Cmyk),
            };
            if width == 0 || height == 0 {
                return Err(BitmapError::Unreadable);
            }
            let bytes = bytes.to_vec();
            return Ok(Bitmap { kind: BitmapKind::Jpeg, width, height, grey, bytes });
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32) -> Vec<u8> {
        let mut pixels = Pixmap::new(width, height).unwrap();
        pixels.fill(tiny_skia::Color::from_rgba8(200, 30, 30, 128));
        pixels.encode_png().unwrap()
    }

    #[test]
    fn a_large_picture_is_scaled_once_and_keeps_its_shape() {
        let taken = Bitmap::read(&picture(2880, 600)).unwrap();
        assert_eq!((taken.width, taken.height), (720, 150));
        assert_eq!(Bitmap::read(&taken.bytes).unwrap().width, 720, "and not again");
        let small = Bitmap::read(&picture(40, 20)).unwrap();
        assert_eq!((small.width, small.height), (40, 20));
        // Half of the red on white.
        let rgb = taken.rgb().unwrap();
        let middle = &rgb[3 * (720 * 75 + 360)..][..3];
        assert!(middle[0] > 200 && (130..155).contains(&middle[1]), "{middle:?}");
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert_eq!(Bitmap::read(b"GIF89a"), Err(BitmapError::Unreadable));
        assert_eq!(Bitmap::read(&[0x89, b'P', b'N', b'G']), Err(BitmapError::Unreadable));
        assert_eq!(Bitmap::read(&vec![0xFF; MOST_BYTES + 1]), Err(BitmapError::TooLarge));
        let mut huge = picture(10, 10);
        huge[16..20].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(Bitmap::read(&huge), Err(BitmapError::TooLarge));
    }

    #[test]
    fn a_jpeg_tells_its_size_and_colours() {
        let head = |parts: u8| {
            let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2];
            bytes.extend([0xFF, 0xC0, 0, 17, 8, 0, 50, 0, 120, parts]);
            bytes
        };
        let taken = Bitmap::read(&head(3)).unwrap();
        assert_eq!((taken.width, taken.height, taken.grey), (120, 50, false));
        assert!(Bitmap::read(&head(1)).unwrap().grey);
        assert_eq!(Bitmap::read(&head(4)), Err(BitmapError::Cmyk));
        assert_eq!(Bitmap::read(&[0xFF, 0xD8, 0, 0]), Err(BitmapError::Unreadable));
    }
}
