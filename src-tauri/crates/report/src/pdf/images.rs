//! Pictures of pixels as objects of the file: a JPEG as it is, a PNG as its pixels.

use crate::bitmap::{Bitmap, BitmapKind};
use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfDocument, XObject, XObjectId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pictures of a file, each once.
#[derive(Default)]
pub(super) struct Images(Vec<Arc<Bitmap>>);

fn name(at: usize) -> XObjectId {
    XObjectId(format!("Im{at}"))
}

impl Images {
    /// The name of a picture.
    pub(super) fn id(&mut self, bitmap: &Arc<Bitmap>) -> XObjectId {
        let known = self.0.iter().position(|one| one == bitmap);
        name(known.unwrap_or_else(|| {
            self.0.push(Arc::clone(bitmap));
            self.0.len() - 1
        }))
    }

    /// Adds the pictures to the file.
    pub(super) fn register(&self, document: &mut PdfDocument) {
        for (at, bitmap) in self.0.iter().enumerate() {
            let object = XObject::External(ExternalXObject {
                stream: stream(bitmap),
                width: None,
                height: None,
                dpi: None,
            });
            document.resources.xobjects.map.insert(name(at), object);
        }
    }
}

fn stream(bitmap: &Bitmap) -> ExternalStream {
    let word = |word: &str| DictItem::Name(word.as_bytes().to_vec());
    let grey = bitmap.kind == BitmapKind::Jpeg && bitmap.grey;
    let mut dict = BTreeMap::from([
        ("Type".to_owned(), word("XObject")),
        ("Subtype".to_owned(), word("Image")),
        ("Width".to_owned(), DictItem::Int(bitmap.width.into())),
        ("Height".to_owned(), DictItem::Int(bitmap.height.into())),
        ("ColorSpace".to_owned(), word(if grey { "DeviceGray" } else { "DeviceRGB" })),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
    ]);
    let content = match bitmap.rgb() {
        // Deflated with everything else.
        Some(pixels) => pixels,
        None => {
            dict.insert("Filter".to_owned(), word("DCTDecode"));
            bitmap.bytes.clone()
        }
    };
    ExternalStream { dict, content, compress: bitmap.kind == BitmapKind::Png }
}
